# SPDX-License-Identifier: Apache-2.0
"""`tenderkit new` on a pseudo-terminal: keys go in, and what it prints is drawn on a screen that can be read."""

import os
import re
import select
import signal
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

import pexpect
import pyte

from tenderkit.library.language import Language
from tests.support import english

BACKSPACE, ENTER, CTRL_C, CTRL_D = "\x7f", "\r", "\x03", "\x04"
# What draws and moves the cursor, and what switches the ways of a terminal.
ESCAPES = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|[ -/]*[0-~])")
# An interview switches the bracketed paste on when it begins to ask, and off when it has its answer.
_BEGINS, _ENDS = "\x1b[?2004h", "\x1b[?2004l"
_ROWS, _PATIENCE = 40, 60
# Values of clauses that may be asked for one after the other.
_OPEN = 12


class _Screen(pyte.Screen):
    """A screen that remembers the lines that did not fit."""

    def __init__(self, columns: int, rows: int) -> None:
        super().__init__(columns, rows)
        self.wide: list[str] = []

    def draw(self, data: str) -> None:
        for char in data:
            if self.cursor.x == self.columns:
                self.wide.append(self.display[self.cursor.y])
            super().draw(char)


def _name_style(colour: str, bold: bool, italic: bool, underline: bool, reverse: bool) -> str:
    """A style of the screen in the words of rich."""
    marks = {"bold": bold, "italic": italic, "underline": underline, "reverse": reverse}
    names = [name for name, is_so in marks.items() if is_so]
    if colour != "default":
        # The screen calls yellow brown, as old terminals do.
        dark = colour.removeprefix("bright").replace("brown", "yellow")
        names.append(f"#{dark}" if re.fullmatch("[0-9a-f]{6}", dark) else dark)
    return " ".join(names)


def mark_colours(screen: pyte.Screen) -> str:
    """What a window shows, with the colour and the weight of letters: `{red:7 years}`, `{bold:Spare parts}`."""
    lines = []
    for number in range(screen.lines):
        chars = [screen.buffer[number][column] for column in range(screen.columns)]
        styles = [" ".join(filter(None, (c.fg.replace("default", ""), "bold" if c.bold else ""))) for c in chars]
        line = "".join(
            f"{{{style}:{''.join(char.data for char, _ in some)}}}" if style else "".join(c.data for c, _ in some)
            for style, some in ((s, list(g)) for s, g in groupby(zip(chars, styles, strict=True), lambda p: p[1]))
        )
        lines.append(re.sub(r"\{[^:{}]*: *\}$", "", line).rstrip())
    return "\n".join(lines).strip("\n")


def squeezed(text: str) -> str:
    """A text without spaces and line breaks: a narrow window may break a line anywhere."""
    return "".join(text.split())


def words(text: str) -> str:
    """A text without line breaks, indents and escape sequences."""
    return " ".join(ESCAPES.sub("", text).split())


@dataclass(frozen=True)
class Answer:
    """An answer to the question whose text contains `to`; without words what is proposed is taken.

    `many` says that the question is one that several choices answer.
    """

    to: str
    given: tuple[str, ...] = ()
    many: bool = False


def one(to: str, *given: str) -> Answer:
    """An answer that is typed, or chosen by its name."""
    return Answer(to, given)


def many(to: str, *given: str) -> Answer:
    """An answer of several choices, each by its name."""
    return Answer(to, given, many=True)


class Terminal:
    """A window with an interview in it. It has begun to ask, or has ended, when it has been made."""

    def __init__(
        self,
        folder: Path,
        *args: str,
        plain: bool,
        columns: int = 80,
        env: Mapping[str, str] | None = None,
        chosen: bool = True,
        fault: str = "",
        rows: int = _ROWS,
        language: Language | None = None,
    ) -> None:
        """Parameters: `args` of `tenderkit new`; `plain`, the way it asks, which is named to it if `chosen`; `fault`,
        Python code that breaks the program before it begins; `language`, the one that it asks in, None for English.
        """
        self.plain, self.raw, self.code = plain, "", None
        self.language = language or english()
        self._screen = _Screen(columns, rows)
        self._stream = pyte.Stream(self._screen)
        # Where what was printed since the last answer, and since the last keys, begins.
        self._answered = self._pressed = 0
        ways = (["--plain"] if plain else ["--keys"]) if chosen else []
        ours = ("NO_COLOR", "COLUMNS", "LINES", "SOURCE_DATE_EPOCH", "TENDERKIT_DEBUG")
        inherited = {name: value for name, value in os.environ.items() if name not in ours}
        self._child = pexpect.spawn(
            sys.executable,
            ["-c", f"{fault}\nfrom tenderkit.cli import main\nmain()", "new", *ways, *args],
            cwd=folder,
            env={**inherited, "TERM": "xterm-256color", **(env or {})},
            dimensions=(rows, columns),
            encoding="utf-8",
            codec_errors="replace",
            timeout=_PATIENCE,
            # A shell lets what it runs in the background ignore Ctrl-C, and that is inherited.
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
        )
        self._process = self._child.ptyproc
        os.set_blocking(self._child.child_fd, False)
        self._process.delayafterclose = self._process.delayafterterminate = 0
        try:
            self._wait()
        except BaseException:
            self.kill()
            raise

    def __enter__(self) -> "Terminal":
        return self

    def __exit__(self, *_: object) -> None:
        self.kill()

    # What is seen

    @property
    def screen(self) -> str:
        """What the window shows."""
        return "\n".join(line.rstrip() for line in self._screen.display).strip("\n")

    @property
    def coloured(self) -> str:
        """What the window shows, with the colours and the weight of letters."""
        return mark_colours(self._screen)

    def list_rows(self) -> list[list[tuple[str, str]]]:
        """The rows of the window, each as pieces of text with their style in the words of rich."""
        rows = []
        for number in range(self._screen.lines):
            cells = (self._screen.buffer[number][column] for column in range(self._screen.columns))
            pieces = groupby(cells, lambda cell: (cell.fg, cell.bold, cell.italics, cell.underscore, cell.reverse))
            rows.append([("".join(cell.data for cell in some), _name_style(*look)) for look, some in pieces])
        return rows

    @property
    def wide(self) -> list[str]:
        """The lines that did not fit into the window, up to where they were broken."""
        return self._screen.wide

    @property
    def asked(self) -> str:
        """The question that waits for an answer, with all that was printed since the one before was answered."""
        return words(self.raw[self._answered :]) if self.plain else words(self.screen)

    @property
    def said(self) -> str:
        """All that was printed so far."""
        return words(self.raw)

    @property
    def restored(self) -> bool:
        """Whether the terminal shows again what is typed, and pastes without marks, as before the interview."""
        return self._process.getecho() and self.raw.rfind(_ENDS) >= self.raw.rfind(_BEGINS)

    @property
    def ended(self) -> bool:
        """Whether the program has ended; `code` is then its exit code, or the signal that ended it, below 0."""
        return self.code is not None

    def _asks(self) -> bool:
        new = self.raw[self._pressed :]
        if self.plain:
            return new.endswith("\n> ")
        # The keys are the last that is drawn, and this one is always named.
        last = squeezed(self.language.text("interview.key-help"))
        return new.rfind(_BEGINS) > new.rfind(_ENDS) and last in squeezed(self.screen)

    def _take(self, patience: float) -> None:
        """Take in what is printed next, or the end. Raises pexpect.TIMEOUT."""
        try:
            new = self._child.read_nonblocking(1 << 16, patience)
        except pexpect.EOF:
            self._collect()
        else:
            self.raw += new
            self._stream.feed(new)

    def _read(self, until: Callable[[], bool], what: str) -> None:
        while not until():
            assert not self.ended, f"ended with {self.code} before {what}:\n{self.screen}"
            try:
                self._take(_PATIENCE)
            except pexpect.TIMEOUT:
                raise AssertionError(f"waited for {what} in vain:\n{self.screen}") from None

    def _collect(self) -> None:
        self._process.wait()
        status = self._process.exitstatus
        self.code = -self._process.signalstatus if status is None else status

    def _wait(self) -> None:
        """Wait for the next question, or the end."""
        self._read(lambda: self.ended or self._asks(), "the next question")

    def shows(self, text: str) -> None:
        """Wait until the window shows a text."""
        self._read(lambda: squeezed(text) in squeezed(self.screen), f"“{text}”")

    # What is done

    def press(self, keys: str) -> None:
        """Press keys, and wait for nothing."""
        self.press_bytes(keys.encode())

    def press_bytes(self, data: bytes) -> None:
        """Send what may be no text, and wait for nothing.

        What is printed meanwhile is taken in: with both directions full, each side would wait for the other.
        """
        handle = self._child.child_fd
        while data and not self.ended:
            printed, free, _ = select.select([handle], [handle], [], _PATIENCE)
            assert printed or free, f"takes no more keys:\n{self.screen}"
            if printed:
                self._take(_PATIENCE)
            elif free:
                with suppress(BlockingIOError):
                    data = data[os.write(handle, data) :]

    def enter(self, keys: str = "") -> None:
        """Press keys and Enter, and wait for the next question or the end."""
        self._answered = self._pressed = len(self.raw)
        self.press(keys + ENTER)
        self._wait()

    def back(self) -> None:
        """Go back to the question before."""
        self._answered = self._pressed = len(self.raw)
        self.press("<" + (ENTER if self.plain else ""))
        self._wait()

    def leave_open(self) -> None:
        """Leave the question open that is asked."""
        self.enter(self._name_open())

    def _name_open(self) -> str:
        """What is typed to leave the question open that is asked."""
        entry = self.language.text("interview.left-open")
        return entry if entry in self.asked and not self.plain else "-"

    def stays(self, keys: str, text: str) -> None:
        """Press keys after which the same question is asked; wait until the window shows a text and asks again."""
        if self.plain:
            self._pressed = len(self.raw)
        self.press(keys)
        self.shows(text)
        self._wait()

    def help(self, text: str) -> None:
        """Ask for the explanation of a question, and wait until it is shown."""
        self.stays("?" + (ENTER if self.plain else ""), text)

    def answer(self, answer: Answer) -> None:
        """Answer the question that is asked."""
        self.enter(self.find_keys(answer))

    def find_keys(self, answer: Answer) -> str:
        """The keys, before a last Enter, that answer the question that is asked."""
        assert answer.to in self.asked, f"asked is not “{answer.to}”, but:\n{self.asked}"
        if answer.given == ("-",):
            return self._name_open()
        if self.plain:
            return ", ".join(answer.given)
        return "".join(name + ENTER if answer.many else name for name in answer.given)

    def answers(self, answers: Sequence[Answer]) -> None:
        """Answer one question after the other."""
        for answer in answers:
            self.answer(answer)

    def to_review(self) -> None:
        """Leave open what is still asked, up to the review."""
        menu, later = self.language.text("review.ask"), words(self.language.text("interview.open-values-later"))
        for _ in range(_OPEN):
            if menu in self.asked:
                return
            if later in self.asked:
                self.enter()
            else:
                self.leave_open()
        raise AssertionError(f"no review, but:\n{self.asked}")

    def resize(self, columns: int) -> None:
        """Make the window wider or narrower."""
        self._screen.resize(columns=columns)
        self._child.setwinsize(self._screen.lines, columns)

    def signal(self, number: signal.Signals) -> None:
        """Send a signal to the program, and wait for its end."""
        self._child.kill(number)
        self._read(lambda: self.ended, "the end")

    def pause_and_go_on(self) -> None:
        """Stop the program as Ctrl-Z at the prompt of a shell does, and let it go on."""
        self._child.kill(signal.SIGSTOP)
        self._child.kill(signal.SIGCONT)

    def rests(self) -> None:
        """Wait until nothing has been printed for a while: where nothing is to happen, there is no other sign."""
        before = ""
        while before != self.raw:
            before = self.raw
            self.look(0.3)

    def look(self, seconds: float) -> None:
        """Take in what is printed within a moment; it need not be anything."""
        with suppress(pexpect.TIMEOUT):
            self._take(seconds)

    def finish(self) -> None:
        """Wait for the end."""
        self._read(lambda: self.ended, "the end")

    def kill(self) -> None:
        """End the program at once, as a machine that loses its power would; a program that has ended stays so."""
        if not self.ended:
            self.signal(signal.SIGKILL)
        self._process.close()

    def close(self) -> None:
        """Close the window, and wait for the end of the program in it."""
        self._process.fileobj.close()
        self._collect()
        self._process.close()
