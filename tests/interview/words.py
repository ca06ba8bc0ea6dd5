# SPDX-License-Identifier: Apache-2.0
"""Hold the interview of a school on a pseudo-terminal, and print each screen with the number of its words.

`python -m tests.interview.words 80` uses a window of 80 columns. What was printed before a question, such as the
answers so far, is not counted with it; no help is opened.
"""

import re
import sys
import tempfile
from pathlib import Path

from tests.interview.terminal import Terminal
from tests.interview.test_terminal import SCHOOLS
from tests.support import english

# Letters or digits in one piece.
WORD = re.compile(r"\w[\w’+.,-]*")


def find_beginnings() -> tuple[str, ...]:
    """The words with which the first line of a question begins."""
    texts = english().frame.texts["interview"]
    return tuple(str(texts[key]).partition("{")[0] for key in ("progress", "progress-value", "open-values"))


def cut_question(screen: str) -> str:
    """The part of a screen that shows the question that is asked."""
    lines = screen.split("\n")
    first = max((n for n, line in enumerate(lines) if line.startswith(find_beginnings())), default=0)
    return "\n".join(lines[first:])


def hold_interview(columns: int, folder: Path) -> list[str]:
    """Answer all questions up to the review, and return what the window showed of each."""
    shown, answers = [], list(SCHOOLS)
    with Terminal(folder, plain=False, columns=columns) as terminal:
        while english().text("review.ask") not in terminal.asked:
            shown.append(cut_question(terminal.screen))
            if answers:
                terminal.answer(answers.pop(0))
            else:
                terminal.enter()
    return shown


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as name:
        screens = hold_interview(int(sys.argv[1]), Path(name))
    counts = [len(WORD.findall(screen)) for screen in screens]
    for screen, number in zip(screens, counts, strict=True):
        print(f"{screen}\n--- {number} words\n")
    print(f"{len(screens)} screens, {sum(counts)} words")
