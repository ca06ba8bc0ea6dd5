# SPDX-License-Identifier: Apache-2.0
"""Kill interviews at random moments: nothing older than the answer in the air is lost.

`python -m tests.interview.kills 200 7` kills 200 interviews on a pseudo-terminal, with arrow keys and in plain lines,
the second number being the seed. One interview on two lots, up to a clause left out at the review, is held without
disturbance. Then others are killed while an answer is given; the file has to be as it was before that answer or after
it, and the same command has to go on there, until the file says what the undisturbed one says.
"""

import random
import sys
import tempfile
import time
from pathlib import Path

from tests.interview.scripted import shipped
from tests.interview.terminal import CTRL_C, ENTER, Answer, Terminal, one
from tests.interview.test_terminal import FILE, LOTS, asks, t

# Seconds after the last key of an answer in which the interview is killed: until then it is read, saved and drawn.
_MOMENT = 0.15
# Answers of which one is killed, in the mean.
_RARE = 3
Step = tuple[Answer, ...]


def list_steps() -> list[Step]:
    """The answers of an interview in steps, each of which changes the file once, at its end."""
    ports = "".join(map(str, shipped().clauses["standard-ports-and-chargers"].text.title))
    drop = (
        one(t("review.ask"), t("review.drop")),
        one(t("review.which-drop"), ports),
        one(t("review.why-drop", title=ports), "Chargers are there."),
    )
    change = (
        one(t("review.ask"), t("review.change")),
        one(t("review.which-answer"), shipped().questions["title"].label["en"]),
        one(asks("title"), "Equipment of two districts"),
    )
    later = one(t("interview.open-values-later"))
    return [*((answer,) for answer in LOTS), (later,), drop, change]


def read_file(folder: Path) -> str:
    """The text of the purchase file, empty where there is none."""
    file = folder / FILE
    return file.read_text(encoding="utf-8") if file.exists() else ""


def hold_undisturbed(folder: Path, steps: list[Step]) -> list[str]:
    """Hold an interview without disturbance; return the file before each step, and at the end."""
    texts = [read_file(folder)]
    with Terminal(folder, plain=True) as terminal:
        for step in steps:
            terminal.answers(step)
            texts.append(read_file(folder))
    return texts


def kill_one(folder: Path, steps: list[Step], begin: int, chance: random.Random) -> int:
    """Go on with an interview from a step, kill it in one of the next ones, and return the number of that step.

    The number is that of the steps if the interview comes to its end before.
    """
    with Terminal(folder, plain=chance.random() < 0.5) as terminal:
        for number in range(begin, len(steps)):
            if chance.randrange(_RARE):
                terminal.answers(steps[number])
                continue
            *before, last = steps[number][: chance.randint(1, len(steps[number]))]
            terminal.answers(before)
            terminal.press(terminal.find_keys(last) + ENTER)
            time.sleep(chance.uniform(0, _MOMENT))
            return number
        terminal.press(CTRL_C)
        terminal.finish()
        assert terminal.code == 130
    return len(steps)


def kill_interviews(kills: int, seed: int, folder: Path, steps: list[Step]) -> int:
    """Kill so many interviews of these steps, and return how many were held to the end.

    Raises AssertionError where an answer is lost.
    """
    chance, held = random.Random(seed), 0
    whole = folder / "undisturbed"
    whole.mkdir()
    texts = hold_undisturbed(whole, steps)
    while kills > 0:
        held += 1
        place, begin, number = folder / str(held), 0, 0
        place.mkdir()
        # Also where the last answer was the one killed: the same command then removes what that run left.
        while number < len(steps):
            number = kill_one(place, steps, begin, chance)
            text = read_file(place)
            if number < len(steps):
                kills -= 1
                assert text in texts[number : number + 2], (
                    f"killed at step {number}:\n{text}\nbefore:\n{texts[number]}"
                )
                begin = number if text == texts[number] else number + 1
        assert read_file(place) == texts[-1]
        assert [path.name for path in place.iterdir()] == [FILE]
    return held


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as name:
        count = kill_interviews(int(sys.argv[1]), int(sys.argv[2]), Path(name), list_steps())
    print(f"{sys.argv[1]} kills in {count} interviews, seed {sys.argv[2]}: only answers in the air were lost")
