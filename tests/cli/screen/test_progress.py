# SPDX-License-Identifier: Apache-2.0
import io
import sys
from pathlib import Path

import pytest

from tenderkit.cli.screen.progress import MANY, count_items, show_spinner
from tests.cli.conftest import SMALL, Cli, Watch, strip_codes


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def open_terminal(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """Put a terminal in the place of stderr."""
    stream = Terminal()
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setattr(sys, "stderr", stream)
    return stream


def test_a_spinner_is_shown_and_wiped_away(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = open_terminal(monkeypatch)
    with show_spinner("LibreOffice makes the PDF"):
        pass
    assert "LibreOffice makes the PDF" in terminal.getvalue()
    assert terminal.getvalue().endswith("\x1b[1A\x1b[2K")


def test_many_items_are_counted_and_few_are_not(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = open_terminal(monkeypatch)
    with count_items(range(MANY - 1), "Drafting") as items:
        assert list(items) == [0, 1, 2, 3]
    assert terminal.getvalue() == ""
    with count_items(range(MANY), "Drafting") as items:
        assert list(items) == [0, 1, 2, 3, 4]
    assert "5/5" in strip_codes(terminal.getvalue())


def test_the_cursor_comes_back_after_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = open_terminal(monkeypatch)
    with pytest.raises(ValueError, match="boom"), show_spinner("Working"):
        raise ValueError("boom")
    assert terminal.getvalue().rindex("\x1b[?25h") > terminal.getvalue().rindex("\x1b[?25l")


def test_a_pipe_gets_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = io.StringIO()
    monkeypatch.setattr(sys, "stderr", stream)
    with show_spinner("Working"), count_items(range(9), "Drafting") as items:
        assert len(list(items)) == 9
    assert stream.getvalue() == ""


def test_many_purchases_on_a_terminal_are_counted(watch: Watch, cli: Cli, folder: Path) -> None:
    files = [f"{number}.toml" for number in range(MANY)]
    for file in files:
        Path(file).write_text(SMALL, encoding="utf-8")
    drawn = strip_codes(watch("build", *files, "-o", "out"))
    assert "5/5" in drawn
    assert "│ out/4.docx " in drawn
