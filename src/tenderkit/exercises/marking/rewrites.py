# SPDX-License-Identifier: Apache-2.0
"""Mark words that are to mend a defect: by what the rules find, and by what is still asked for."""

from collections.abc import Iterator
from typing import Protocol

from tenderkit.exercises.exercise import Row, Verdict
from tenderkit.exercises.marking.answers import has_same_words, share_words
from tenderkit.exercises.marking.submission import Mark, make_mark
from tenderkit.exercises.types.spot_the_defect import Defect
from tenderkit.frozen import frozen_dataclass

# With fewer of the sound words, an answer that the rules pass may be no rewrite at all.
LEAST_LIKE = 0.5
# What a rewrite earns for all that is still asked for, where it only strikes a sentence that wanted something.
_STRUCK = 0.5


@frozen_dataclass
class Fix:
    """What the rules say of words in place of a flawed paragraph.

    `left`: the rules that still find the defect; `come`: those that find something new; `lost`: the numbers of the
    sound paragraph that are gone.
    """

    left: tuple[str, ...]
    come: tuple[str, ...]
    lost: tuple[str, ...]


class FixJudge(Protocol):
    """Says what the rules find in words that are to mend a defect."""

    def judge(self, defect: Defect, words: str) -> Fix | None:
        """Return what the rules say; None where the defect spoils no single paragraph, so that a person judges."""


def mark_rewrite(row: Row, flaw: Defect, given: str, passing: float, judge: FixJudge | None) -> Iterator[Mark]:
    """Yield the marks of a rewrite: for the defect that has gone, and for all that is still asked for.

    Parameters: `row`, the flawed paragraph; `flaw`, its defect; `given`, the rewrite, empty where there is none;
    `passing`, the share of the sound words from which all is still asked for.
    """
    gone, asked = _judge_rewrite(row, flaw, given, passing, judge)
    about = (row.id, row.cells[0], row.code)
    yield make_mark(*about, "gone", 1, gone, given, row.answer)
    yield make_mark(*about, "asked", 1, asked, given, row.answer)


def _judge_rewrite(
    row: Row, flaw: Defect, given: str, passing: float, judge: FixJudge | None
) -> tuple[Verdict, Verdict]:
    if not given:
        return Verdict(0, "empty"), Verdict(0, "empty")
    if has_same_words(given, row.draft):
        return Verdict(0, "unchanged"), Verdict(0, "unchanged")
    if has_same_words(given, row.answer):
        return Verdict(1, "model-words"), Verdict(1, "model-words")
    sound = row.answer.removesuffix(flaw.better).strip()
    likeness = max(share_words(given, words) for words in (row.answer, sound))
    fix = judge.judge(flaw, given) if judge else None
    if fix is None:
        return Verdict(0, "not-checked", open=1), Verdict(0, "not-checked", open=1)
    gone = _judge_findings(fix)
    if gone is None:
        gone = Verdict(1, "rules-pass") if likeness >= LEAST_LIKE else Verdict(0, "other-words", open=1)
    if fix.lost:
        return gone, Verdict(0, "numbers-lost", open=1, words=", ".join(fix.lost))
    if likeness < passing:
        return gone, Verdict(0, "other-words", open=1)
    # Striking a sentence takes the defect away, and what the buyer wanted with it.
    if flaw.better and share_words(given, flaw.better, sound) < LEAST_LIKE:
        struck = Verdict(_STRUCK, "only-struck", open=1 - _STRUCK)
        return gone, struck if gone.share else Verdict(0, "other-words", open=1)
    return gone, Verdict(1, "same-words")


def _judge_findings(fix: Fix) -> Verdict | None:
    """Return what the rules find against words; None where they find nothing."""
    if fix.left:
        return Verdict(0, "still-found", open=1, words=", ".join(fix.left))
    return Verdict(0, "newly-found", open=1, words=", ".join(fix.come)) if fix.come else None


def judge_mend(defect: Defect, given: str, judge: FixJudge | None) -> Verdict:
    """Return what the rules say of better words for a defect that do not repeat the model answer."""
    sound = " ".join(defect.right)
    if judge is None or not sound or share_words(given, sound) < LEAST_LIKE:
        return Verdict(0, "other-words", open=1)
    fix = judge.judge(defect, given)
    if fix is None:
        return Verdict(0, "other-words", open=1)
    if fix.lost:
        return Verdict(0, "numbers-lost", open=1, words=", ".join(fix.lost))
    return _judge_findings(fix) or Verdict(1, "rules-pass")
