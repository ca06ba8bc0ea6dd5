# SPDX-License-Identifier: Apache-2.0
"""What the tests of the command line share: an empty current folder, and a purchase to put into it."""

import json
import os
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pexpect
import pytest

from tenderkit.cli.settings.setting import SETTINGS
from tests.conftest import Ran

Cli = Callable[..., Ran]
Watch = Callable[..., str]

SMALL = """\
tenderkit = 1
language = "en"
[tender]
title = "Twelve laptops"
launch = 2026-08-15
[[lots]]
title = "Laptops"
acquisition = "purchase"
months = 36
data = "internal"
items = [{ category = "laptop", quantity = 12 }]
"""
# The same for machines.
SMALL_JSON: dict[str, Any] = {
    "tenderkit": 1,
    "language": "en",
    "tender": {"title": "Twelve laptops", "launch": "2026-08-15"},
    "lots": [
        {
            "title": "Laptops",
            "acquisition": "purchase",
            "months": 36,
            "data": "internal",
            "items": [{"category": "laptop", "quantity": 12}],
        }
    ],
}


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty current folder, no configuration, and none of our variables in the environment."""
    monkeypatch.chdir(tmp_path)
    for name in ("XDG_CONFIG_HOME", "APPDATA"):
        monkeypatch.setenv(name, str(tmp_path / ".no-configuration"))
    for setting in SETTINGS:
        monkeypatch.delenv(setting.variable, raising=False)
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    monkeypatch.delenv("TENDERKIT_DEBUG", raising=False)
    return tmp_path


@pytest.fixture
def command() -> list[str]:
    """The words that start a process of its own."""
    return [sys.executable, "-m", "tenderkit"]


@pytest.fixture
def small(folder: Path) -> Path:
    """`small.toml`, a small valid purchase in the current folder."""
    path = Path("small.toml")
    path.write_text(SMALL, encoding="utf-8")
    return path


def names(folder: Path) -> list[str]:
    """What lies in a folder, hidden files included."""
    return sorted(p.name for p in folder.iterdir())


def join_lines(text: str) -> str:
    """A text in which a line that goes on below, further in by four, is one line."""
    return re.sub(r"(?m)^( *)(\S.*(?:\n\1    \S.*)*)", lambda m: m[1] + re.sub(r"\n +", " ", m[2]), text)


def answer(ended: Ran) -> Any:
    """What stdout says, as JSON."""
    return json.loads(ended.stdout)


_CODES = re.compile("\x1b\\[[0-9;?]*[A-Za-z]|\x1b\\]8;[^\x1b]*\x1b\\\\")


def strip_codes(text: str) -> str:
    """What is left of a screen without colours and links."""
    return _CODES.sub("", text)


@pytest.fixture
def watch() -> Watch:
    """`watch("clauses", "list", width=80)` runs a command on a pseudo-terminal, and gives all that it was sent."""

    def call(*args: str, width: int = 80, env: dict[str, str] | None = None) -> str:
        usual = {"TERM": "xterm-256color", "NO_COLOR": "", "FORCE_COLOR": "", **(env or {})}
        environment = {k: v for k, v in os.environ.items() if k != "COLUMNS"} | usual
        child = pexpect.spawn(
            sys.executable,
            ["-m", "tenderkit", *args],
            encoding="utf-8",
            timeout=60,
            dimensions=(40, width),
            env=environment,  # type: ignore[arg-type]
        )
        child.expect(pexpect.EOF)
        child.close()
        return str(child.before).replace("\r\n", "\n")

    return call
