# SPDX-License-Identifier: Apache-2.0
"""Press every key at every place of every kind of question and every screen of the review, on a pseudo-terminal.

`python -m tests.interview.every_key` takes every place of the cursor, at most 24 of a question or screen, and
`python -m tests.interview.every_key 4` at most four. At each place come all printable keys, letters of other scripts,
pastes, windows of four widths and a pause; then Ctrl-C ends one interview, and Ctrl-D another.
"""

import sys
import tempfile
import tomllib
from collections.abc import Iterator
from pathlib import Path

from tests.interview.moments import Moment, list_moments
from tests.interview.terminal import BACKSPACE, CTRL_C, CTRL_D, Terminal

FILE = "purchase.toml"
UP, DOWN, RIGHT, HOME, END, DELETE = "\x1b[A", "\x1b[B", "\x1b[C", "\x1b[H", "\x1b[F", "\x1b[3~"
PAGE_UP, PAGE_DOWN = "\x1b[5~", "\x1b[6~"
PRINTABLE = tuple(chr(code) for code in range(ord(" "), ord("~") + 1))
# Letters of other scripts, Tab and the way back from it, Ctrl-Z, and what no keyboard sends but a line that is bad.
LETTERS = (*"ابتن٣؟é笔", "\u202e", "\t\x1b[Z", "\x1a", "\x00", "\x0c")
PASTES = ("\x1b[200~60 laptops\nand more\x1b[201~", "\x1b[200~\x1b[31m\x07\x1b[201~", "\x1b[200~\x1b[201~")
WIDTHS = (50, 60, 120, 80)
# Goes back, so that it comes last.
BACK = "<"
# Seconds in which a key is drawn before the next one is pressed.
_DRAWN = 0.005
# Keys after which the cursor of a list is brought back to its place in any case: each way there is long.
_TRUSTED = 10
# Entries of a list that a key passes at least when it turns a page, and rows that a window shows at most.
_PAGE, _SEEN = 10, 40
_MOST = 24


def spread_places(count: int, most: int) -> list[int]:
    """Return the numbers below `count`, or `most` of them spread evenly, the first and the last among them."""
    if count <= most:
        return list(range(count))
    return sorted({round(step * (count - 1) / max(1, most - 1)) for step in range(most)})


def find_move(moment: Moment, place: int) -> str:
    """Return the keys that bring the cursor to a place, wherever it is."""
    if moment.kind == "text":
        return HOME + RIGHT * place
    pages, steps = divmod(place, _PAGE)
    if moment.kind == "page":
        # From the end to the beginning: the cursor is on the first row in sight, unless all rows are in sight.
        return END + HOME + UP * min(moment.places, _SEEN) + PAGE_DOWN * pages + DOWN * steps
    # One step above its first entry a list shows its last one.
    return PAGE_UP * (moment.places // _PAGE + 1) + PAGE_DOWN * pages + DOWN * steps


def open_moment(moment: Moment, place: int, folder: Path) -> Terminal:
    """Return a terminal that shows a question or a screen, with the cursor at a place."""
    file = folder / FILE
    file.unlink(missing_ok=True)
    if moment.file:
        file.write_text(moment.file, encoding="utf-8")
    terminal = Terminal(folder, plain=False)
    terminal.press(moment.keys)
    terminal.shows(moment.shows)
    terminal.press(find_move(moment, place))
    return terminal


def press_one_by_one(terminal: Terminal, moment: Moment, place: int) -> Iterator[str]:
    """Press each key and take back what it did, so that the next one is pressed at the same place; yield the keys."""
    for number, key in enumerate((*(key for key in PRINTABLE if key != BACK), *LETTERS, *PASTES), 1):
        terminal.press(key)
        terminal.look(_DRAWN)
        yield key
        # A text that was proposed is replaced by the first key.
        terminal.press(BACKSPACE * (len(key) if key in PASTES else 1))
        # Where nothing is searched any more, the cursor of a list goes back by itself, but not after a digit or Tab.
        if moment.kind == "text" or key.isdigit() or not number % _TRUSTED:
            terminal.press(find_move(moment, place))
        terminal.look(_DRAWN)


def assert_unharmed(terminal: Terminal, moment: Moment, key: str) -> None:
    """Assert that the interview goes on and said nothing of an error. Parameters: `key`, the one pressed last."""
    assert not terminal.ended, f"{moment.name}: {key!r} ended it with {terminal.code}:\n{terminal.screen}"
    assert "Traceback" not in terminal.raw, f"{moment.name}: {key!r}:\n{terminal.screen}"
    assert "Press ENTER" not in terminal.raw, f"{moment.name}: {key!r}:\n{terminal.screen}"


def assert_file_is_whole(moment: Moment, folder: Path) -> None:
    """Assert that the purchase file is as it was: no key but Enter answers anything."""
    file = folder / FILE
    text = file.read_text(encoding="utf-8") if file.exists() else ""
    tomllib.loads(text)
    assert text == moment.file, moment.name


def press_every_key(moment: Moment, place: int, folder: Path) -> int:
    """Press every key at a place, then Ctrl-C, and in a second interview Ctrl-D; return the number of keys."""
    number = 0
    with open_moment(moment, place, folder) as terminal:
        for key in press_one_by_one(terminal, moment, place):
            assert_unharmed(terminal, moment, key)
            number += 1
        for columns in WIDTHS:
            terminal.resize(columns)
            terminal.look(0.05)
        terminal.pause_and_go_on()
        terminal.press(BACKSPACE * 80 + "??")
        terminal.rests()
        assert_unharmed(terminal, moment, "?")
        terminal.shows(moment.shows)
        terminal.press(BACK)
        terminal.rests()
        assert_unharmed(terminal, moment, BACK)
        assert_ends(terminal, moment, CTRL_C, folder)
    with open_moment(moment, place, folder) as terminal:
        if moment.kind == "text":
            terminal.press(BACKSPACE * 200 + DELETE * 200)  # in a text it is the key that removes the next letter
        assert_ends(terminal, moment, CTRL_D, folder)
    return number + len(WIDTHS) + 4


def assert_ends(terminal: Terminal, moment: Moment, key: str, folder: Path) -> None:
    """Assert that a key ends the interview as it should, and that the purchase file is whole."""
    terminal.press(key)
    terminal.finish()
    assert terminal.code == 130, f"{moment.name}: {key!r} ended it with {terminal.code}:\n{terminal.screen}"
    assert terminal.restored, moment.name
    assert_file_is_whole(moment, folder)


def main() -> None:
    """Press every key at the places of all questions and screens."""
    most = int(sys.argv[1]) if len(sys.argv) > 1 else _MOST
    keys = places = 0
    moments = list_moments()
    with tempfile.TemporaryDirectory() as name:
        for moment in moments:
            for place in spread_places(moment.places, most):
                keys += press_every_key(moment, place, Path(name))
                places += 1
    print(f"{keys} keys at {places} places of {len(moments)} questions and screens: no error, Ctrl-C ended each")


if __name__ == "__main__":
    main()
