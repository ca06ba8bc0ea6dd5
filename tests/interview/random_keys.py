# SPDX-License-Identifier: Apache-2.0
"""Press random keys in interviews on a pseudo-terminal: no key may end one but Ctrl-C, which always does.

`python -m tests.interview.random_keys 20000 7` presses 20,000 keys, the second number being the seed. Each interview
begins with a question or a screen of its own, of every kind. Now and then the window changes its size, a text is
pasted, or the interview is paused, stopped and taken up again.
"""

import random
import sys
import tempfile
import tomllib
from pathlib import Path

from tests.interview.every_key import FILE, LETTERS, PASTES, PRINTABLE
from tests.interview.moments import list_moments
from tests.interview.terminal import BACKSPACE, CTRL_C, ENTER, Terminal, words
from tests.support import english

ARROWS = ("\x1b[A", "\x1b[B", "\x1b[C", "\x1b[D", "\x1b[5~", "\x1b[6~", "\x1b[H", "\x1b[F", "\x1b[3~")
# Keys that are pressed before one looks at what they did.
TOGETHER = 25
# Of so many bursts, one ends with Ctrl-C, or with a change of the window.
RARE = 8


def choose_key(chance: random.Random) -> str:
    """Return a key: Enter, an arrow, a printable one, one that edits, or a paste."""
    kinds = (PRINTABLE, ARROWS, (ENTER,), (BACKSPACE,), (*LETTERS, "\x1b"), PASTES)
    return chance.choice(chance.choices(kinds, (10, 6, 4, 2, 2, 1))[0])


def press_burst(terminal: Terminal, chance: random.Random, keys: str) -> bool:
    """Press keys; return whether the interview goes on. Raises AssertionError where it ended in an error."""
    terminal.press(keys)
    terminal.rests()
    if terminal.ended:
        # The end of the review is an end like others: the papers are made, or it is stopped.
        assert terminal.code in (0, 130), f"{keys!r} ended it with {terminal.code}:\n{terminal.screen}"
        return False
    assert "Traceback" not in terminal.raw, f"{keys!r}:\n{terminal.screen}"
    assert "Press ENTER" not in terminal.raw, f"{keys!r}:\n{terminal.screen}"
    if not chance.randrange(RARE):
        terminal.resize(chance.choice((50, 60, 80, 120)))
    if not chance.randrange(RARE):
        terminal.pause_and_go_on()
    return True


def hold_interview(chance: random.Random, most: int, folder: Path) -> int:
    """Begin an interview at a question or screen, press at most so many keys, and end it; return their number."""
    moment, file, pressed = chance.choice(list_moments()), folder / FILE, 0
    file.unlink(missing_ok=True)
    if moment.file:
        file.write_text(moment.file, encoding="utf-8")
    with Terminal(folder, plain=False) as terminal:
        terminal.press(moment.keys)
        goes_on = True
        while goes_on and pressed < most:
            goes_on = press_burst(terminal, chance, "".join(choose_key(chance) for _ in range(TOGETHER)))
            pressed += TOGETHER
            if not chance.randrange(RARE):
                break
        if goes_on:
            # After the end of a paste that was begun, and of a key that was half pressed.
            terminal.press("\x1b[201~")
            terminal.press(CTRL_C)
            terminal.finish()
            # On a slow machine the papers may still be in the making after the last burst.
            made = terminal.code == 0 and words(english().text("screens.made")) in terminal.said
            assert made or terminal.code == 130, f"Ctrl-C ended it with {terminal.code}:\n{terminal.screen}"
            assert terminal.restored
    tomllib.loads(file.read_text(encoding="utf-8") if file.exists() else "")
    return pressed


def press_keys(number: int, seed: int, folder: Path) -> int:
    """Press so many random keys in interviews; return how many interviews it took."""
    chance, interviews = random.Random(seed), 0
    while number > 0:
        number -= hold_interview(chance, number, folder)
        interviews += 1
    return interviews


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as name:
        count = press_keys(int(sys.argv[1]), int(sys.argv[2]), Path(name))
    print(f"{sys.argv[1]} keys in {count} interviews, seed {sys.argv[2]}: no error, and Ctrl-C ended each")
