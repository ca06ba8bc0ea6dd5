# SPDX-License-Identifier: Apache-2.0
import io
import subprocess
import sys
from pathlib import Path

import pytest

from tenderkit.cli.screen import console
from tests.cli.screen.conftest import Draw, strip_codes


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture(autouse=True)
def environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    for name in ("COLUMNS", "NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)


def test_a_terminal_is_watched() -> None:
    assert console.is_watched(Terminal())
    assert console.open_console(Terminal()) is not None


@pytest.mark.parametrize("stream", [None, io.StringIO()])
@pytest.mark.parametrize("name", ["FORCE_COLOR", "CLICOLOR_FORCE", "TTY_COMPATIBLE"])
def test_a_pipe_is_never_watched(monkeypatch: pytest.MonkeyPatch, stream: io.StringIO | None, name: str) -> None:
    monkeypatch.setenv(name, "1")
    assert not console.is_watched(stream)
    assert console.open_console(stream) is None


@pytest.mark.parametrize("term", ["", "dumb"])
def test_a_simple_terminal_is_not_watched(monkeypatch: pytest.MonkeyPatch, term: str) -> None:
    monkeypatch.setenv("TERM", term)
    assert not console.is_watched(Terminal())


@pytest.mark.parametrize(("platform", "watched"), [("linux", False), ("win32", True)])
def test_only_windows_does_without_a_name_of_the_terminal(
    monkeypatch: pytest.MonkeyPatch, platform: str, watched: bool
) -> None:
    monkeypatch.delenv("TERM")
    monkeypatch.setattr(sys, "platform", platform)
    assert console.is_watched(Terminal()) is watched


@pytest.mark.parametrize(
    ("columns", "width"),
    [("60", 60), ("120", 120), ("3", 20), ("0", 80), ("", 80), ("-1", 80), ("wide", 80), ("²", 80)],
)
def test_the_width_is_that_of_columns_first(monkeypatch: pytest.MonkeyPatch, columns: str, width: int) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    assert console.measure_width(Terminal()) == width
    opened = console.open_console(Terminal())
    assert opened is not None
    assert opened.width == width


def test_no_color_keeps_bold_letters_and_links(draw: Draw) -> None:
    text = console.make_text("forbidden", "error")
    assert "\x1b[1;31m" in draw(text, colour=True)
    assert "\x1b[1m" in draw(text, colour=True, no_color=True)
    assert "31m" not in draw(text, colour=True, no_color=True)
    assert "\x1b]8;" in draw(console.make_link(Path("a.docx")), colour=True, no_color=True)


def test_a_text_is_no_markup_and_steers_nothing(draw: Draw) -> None:
    assert (
        draw(console.make_text("[red]x[/] :smile: a\x1b[2Jb\u202ec")) == "[red]x[/] :smile: a<U+001B>[2Jb<U+202E>c\n"
    )
    assert draw("[red]x[/] :smile:") == "[red]x[/] :smile:\n"


def test_the_style_of_a_text_ends_with_it(draw: Draw) -> None:
    text = console.make_text("error: ", "error") + console.make_text("no file")
    assert draw(text, colour=True) == "\x1b[1;31merror: \x1b[0mno file\n"


def test_a_link_is_the_path_as_it_was_given(draw: Draw, folder: Path) -> None:
    drawn = draw(console.make_link(Path("a\x1bb.docx")), colour=True)
    assert f"{folder.as_uri()}/a%1Bb.docx" in drawn
    assert strip_codes(drawn) == "a<U+001B>b.docx\n"


@pytest.mark.parametrize("address", ["javascript:x", "https://a\x1b\\b", "file:///etc/passwd"])
def test_only_an_address_of_the_web_is_a_link(draw: Draw, address: str) -> None:
    assert "\x1b]8;" in draw(console.make_web_link("https://itu.int", "ITU"), colour=True)
    assert "\x1b]8;" not in draw(console.make_web_link(address), colour=True)


@pytest.mark.parametrize(
    "words",
    [
        "explain --example small-laptops",
        "clauses list",
        "clauses show take-back",
        "clauses coverage",
        "clauses graph",
        "clauses lint --rule id-twice",
        "list units",
    ],
)
def test_a_pipe_does_not_wait_for_rich(command: list[str], folder: Path, words: str) -> None:
    timed = ["-X", "importtime", *command[1:], *words.split()]
    done = subprocess.run([sys.executable, *timed], capture_output=True, text=True, timeout=60, check=True)
    imported = {line.rpartition("|")[2].strip() for line in done.stderr.splitlines()}
    assert "tenderkit.cli.app" in imported
    assert "rich" not in imported
