# SPDX-License-Identifier: Apache-2.0
"""ICU as a running program that answers with levels, of the Python that has it."""

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

SCRIPT = Path(__file__).with_name("icu_levels.py")


@dataclass(frozen=True)
class Icu:
    """A running program that answers with the levels that ICU finds."""

    running: "subprocess.Popen[str]"

    def levels(self, text: str, rtl: bool) -> list[int]:
        assert self.running.stdin is not None
        assert self.running.stdout is not None
        self.running.stdin.write(json.dumps([text, rtl]) + "\n")
        self.running.stdin.flush()
        found: list[int] = json.loads(self.running.stdout.readline())
        return found


def find_python_with_icu() -> str | None:
    """The Python that the environment was made from, or that of the system, if it has PyICU."""
    places = (sys.executable, getattr(sys, "_base_executable", None), shutil.which("python3", path="/usr/bin"))
    return next((p for p in dict.fromkeys(places) if p and _has_icu(p)), None)


def _has_icu(program: str) -> bool:
    asked = subprocess.run([program, "-E", "-c", "import icu"], capture_output=True, check=False)
    return asked.returncode == 0


@contextmanager
def open_icu(program: str) -> Iterator[Icu]:
    pipe = subprocess.PIPE
    with subprocess.Popen([program, "-E", str(SCRIPT)], stdin=pipe, stdout=pipe, text=True, encoding="utf-8") as one:
        yield Icu(one)
