# SPDX-License-Identifier: Apache-2.0
"""Hold the interviews of three briefs on a pseudo-terminal, and print their words, keys and minutes.

`python -m tests.interview.words` uses windows of 80 columns, `python -m tests.interview.words 60 screens` of 60, and
prints the screens as well. Counted are the questions, the greeting and the answers that are repeated, the first
screen of the review and the screen that names the papers, and the words that half of the helps add. The minutes are
those of somebody who reads 200 words and presses 120 keys a minute, and thinks for five seconds at each question.
"""

import re
import sys
import tempfile
from pathlib import Path

from tests.interview.briefs import BRIEFS, Held, hold_interview

# Letters or digits in one piece.
WORD = re.compile(r"\w[\w’+.,-]*")
WORDS_A_MINUTE, KEYS_A_MINUTE, THOUGHT = 200, 120, 5


def count_words(*screens: str) -> int:
    """Return the number of the words on screens."""
    return sum(len(WORD.findall(screen)) for screen in screens)


def count_help(held: Held) -> int:
    """Return the number of the words that half of the helps add to their questions."""
    return max(0, count_words(*held.helps) - count_words(*held.questions)) // 2


def format_figures(name: str, held: Held) -> str:
    """Return the figures of an interview as lines of text."""
    counts = {
        "questions": count_words(*held.questions),
        "greeting and repeated answers": count_words(held.said),
        "review, its first screen": count_words(held.review),
        "last screen": count_words(held.last),
        "half of the helps": count_help(held),
    }
    total, screens = sum(counts.values()), len(held.questions)
    keys = len(held.keys) + screens // 2  # a key opens each help
    reading, typing, thought = total / WORDS_A_MINUTE, keys / KEYS_A_MINUTE, screens * THOUGHT / 60
    lines = [
        f"{name}: {screens} questions, {total} words, {keys} keys, {reading + typing + thought:.1f} minutes",
        *(f"  {what}: {count} words" for what, count in counts.items()),
        f"  reading {reading:.1f}, keys {typing:.1f}, thought {thought:.1f} minutes",
    ]
    return "\n".join(lines)


def main() -> None:
    """Hold the three interviews, and print what they take."""
    columns = int(sys.argv[1]) if len(sys.argv) > 1 else 80
    for brief in BRIEFS:
        with tempfile.TemporaryDirectory() as folder:
            held = hold_interview(brief, Path(folder), columns, helps=True)
        if "screens" in sys.argv:
            for screen in (*held.questions, held.said, held.review, held.last):
                print(f"{screen}\n--- {count_words(screen)} words\n")
        print(format_figures(brief.name, held))


if __name__ == "__main__":
    main()
