# SPDX-License-Identifier: Apache-2.0
"""What the tests of action, hook and container share."""

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
MANUAL = (ROOT / "MANUAL.md").read_text(encoding="utf-8")


def validate(schema: str, path: Path) -> None:
    """Compare a file with a schema that check-jsonschema holds, such as `vendor.github-actions`."""
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, str(path)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def find_block(language: str, mark: str) -> str:
    """The one block of the manual in a language, such as `yaml`, that holds a text."""
    (block,) = (one for one in re.findall(rf"```{language}\n(.*?)```", MANUAL, re.DOTALL) if mark in one)
    return block
