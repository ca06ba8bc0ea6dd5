# SPDX-License-Identifier: Apache-2.0
"""What the tests of the screens share: a terminal in memory."""

import io
import os
import re
import sys
from collections.abc import Callable
from typing import Any

import pexpect
import pytest

from tenderkit.cli.screen.console import make_console

Draw = Callable[..., str]
Watch = Callable[..., str]

_CODES = re.compile("\x1b\\[[0-9;?]*[A-Za-z]|\x1b\\]8;[^\x1b]*\x1b\\\\")


def strip_codes(text: str) -> str:
    """What is left of a screen without colours and links."""
    return _CODES.sub("", text)


@pytest.fixture
def draw(monkeypatch: pytest.MonkeyPatch) -> Draw:
    """`draw(renderable, width=80, colour=False)` gives what a terminal of this width is sent."""

    def call(*renderables: Any, width: int = 80, colour: bool = False, no_color: bool = False) -> str:
        monkeypatch.setenv("TERM", "xterm-256color")
        monkeypatch.setenv("COLORTERM", "truecolor")
        monkeypatch.setenv("NO_COLOR", "1" if no_color else "")
        stream = io.StringIO()
        make_console(stream, width).print(*renderables)
        return stream.getvalue() if colour else strip_codes(stream.getvalue())

    return call


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
