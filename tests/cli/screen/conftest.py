# SPDX-License-Identifier: Apache-2.0
"""What the tests of the screens share: a terminal in memory."""

import io
from collections.abc import Callable
from typing import Any

import pytest

from tenderkit.cli.screen.console import make_console
from tests.cli.conftest import Watch, strip_codes

__all__ = ["Draw", "Watch", "strip_codes"]

Draw = Callable[..., str]


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
