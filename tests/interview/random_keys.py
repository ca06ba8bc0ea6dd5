# SPDX-License-Identifier: Apache-2.0
"""Press random keys in an interview on a pseudo-terminal: no key may end it but Ctrl-C, which always does.

`python -m tests.interview.random_keys 20000 7` presses 20,000 keys, the second number being the seed. Now and then
the window changes its size, a text is pasted, or the interview is paused, stopped and taken up again.
"""

import random
import sys
import tempfile
from pathlib import Path

from tests.interview.terminal import BACKSPACE, CTRL_C, ENTER, Terminal

ARROWS = ("\x1b[A", "\x1b[B", "\x1b[C", "\x1b[D", "\x1b[5~", "\x1b[6~", "\x1b[H", "\x1b[F", "\x1b[3~")
PRINTABLE = tuple(chr(code) for code in range(ord(" "), ord("~") + 1))
LETTERS = (*"ابتن٣؟é笔", "\u202e", "\t", "\x1b", "\x1a", "\x00", "\x0c")
PASTES = ("\x1b[200~60 laptops\nand more\x1b[201~", "\x1b[200~\x1b[31m\x07\x1b[201~", "\x1b[200~\x1b[201~")
# Keys that are pressed before one looks at what they did.
TOGETHER = 25
# Of so many bursts, one ends with Ctrl-C, or with a change of the window.
RARE = 8


def choose_key(chance: random.Random) -> str:
    """Return a key: Enter, an arrow, a printable one, one that edits, or a paste."""
    kinds = (PRINTABLE, ARROWS, (ENTER,), (BACKSPACE,), LETTERS, PASTES)
    return chance.choice(chance.choices(kinds, (10, 6, 4, 2, 2, 1))[0])


def press_burst(terminal: Terminal, chance: random.Random, keys: str) -> bool:
    """Press keys; return whether the interview goes on. Raises AssertionError where it ended in an error."""
    terminal.press(keys)
    terminal.rests()
    if terminal.ended:
        # Ctrl-D and the end of the review are ends like others.
        assert terminal.code in (0, 130), f"{keys!r} ended it with {terminal.code}:\n{terminal.screen}"
        return False
    assert "Traceback" not in terminal.raw, f"{keys!r}:\n{terminal.screen}"
    assert "Press ENTER" not in terminal.raw, f"{keys!r}:\n{terminal.screen}"
    if not chance.randrange(RARE):
        terminal.resize(chance.choice((50, 60, 80, 120)))
    if not chance.randrange(RARE):
        terminal.pause_and_go_on()
    return True


def press_keys(number: int, seed: int, folder: Path) -> int:
    """Press so many random keys in interviews on one file; return how many interviews it took."""
    chance, pressed, interviews = random.Random(seed), 0, 0
    while pressed < number:
        interviews += 1
        with Terminal(folder, plain=False) as terminal:
            goes_on = True
            while goes_on and pressed < number:
                keys = "".join(choose_key(chance) for _ in range(TOGETHER))
                goes_on = press_burst(terminal, chance, keys)
                pressed += TOGETHER
                if goes_on and not chance.randrange(RARE):
                    break
            if goes_on:
                # After the end of a paste that was begun, and of a key that was half pressed.
                terminal.press("\x1b[201~")
                terminal.press(CTRL_C)
                terminal.finish()
                assert terminal.code == 130, f"Ctrl-C ended it with {terminal.code}:\n{terminal.screen}"
                assert terminal.restored
    return interviews


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as name:
        count = press_keys(int(sys.argv[1]), int(sys.argv[2]), Path(name))
    print(f"{sys.argv[1]} keys in {count} interviews, seed {sys.argv[2]}: no error, and Ctrl-C ended each")
