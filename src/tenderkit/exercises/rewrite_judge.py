# SPDX-License-Identifier: Apache-2.0
"""Judge a rewrite of a flawed paragraph: by what `check` finds in the annex that has the rewrite."""

import re

from tenderkit.errors import UsageProblem
from tenderkit.exercises.mutations.change import ClauseChange, apply_changes
from tenderkit.exercises.mutations.mutation import Planted, Spot
from tenderkit.exercises.mutations.workpiece import PrintedText, Workpiece, change_texts
from tenderkit.exercises.printed_proof import PrintedProver, print_unrecorded
from tenderkit.exercises.types.rewrite_clause import find_flaw
from tenderkit.frozen import frozen_dataclass
from tenderkit.library.reading.shipped_data import ShippedData
from tenderkit.papers.annex.annex import compose

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


@frozen_dataclass
class Judgement:
    """What is known of a rewrite without a person who reads it.

    `left`: what was to go and is still found; `come`: what is found now and was not in the sound annex; `lost`: the
    numbers of the sound paragraph that the rewrite does not have, in their order.
    """

    left: tuple[Spot, ...]
    come: tuple[Spot, ...]
    lost: tuple[str, ...]

    @property
    def passes(self) -> bool:
        """Whether the rewrite passes; otherwise a person has to read it, with these reasons."""
        return not self.left and not self.come and not self.lost


class RewriteJudge:
    """Judges rewrites of the paragraphs of one annex.

    Parameters: `piece`, the sound selection; `data`, the data with the library; `printed`, proves keys on the Word
    files of this annex, None to make it here.
    """

    def __init__(self, piece: Workpiece, data: ShippedData, printed: PrintedProver | None = None) -> None:
        self._piece, self._data = piece, data
        self._printed = printed or PrintedProver(print_unrecorded(piece.annex, data), data)

    def judge(self, planted: Planted, words: str) -> Judgement:
        """Judge a rewrite of the paragraph that a defect spoils.

        Parameters: `planted`, the defect; `words`, the rewrite, paragraphs in lines of their own. Raises UsageProblem
        where the rewrite is empty, or where the defect spoils no single paragraph.
        """
        annex = compose(planted.plant(self._piece.selection), self._piece.words)
        flaw = find_flaw(planted, self._piece.annex, annex)
        paragraphs = [" ".join(line.split()) for line in words.splitlines() if line.strip()]
        if flaw is None or not paragraphs:
            missing = "no rewrite" if flaw else "no paragraph to rewrite"
            raise UsageProblem(
                f"there is {missing} of “{planted.site.key}”", "Judge what somebody wrote in its place."
            )
        content = self._print_rewrite(planted, paragraphs)
        found_now = self._printed.find_added(content)
        left = [spot for spot in planted.site.printed if spot in found_now]
        come = found_now.difference(left)
        kept_numbers = _NUMBER.findall(" ".join(paragraphs))
        lost = [number for number in _NUMBER.findall(flaw.sound) if number not in kept_numbers]
        return Judgement(tuple(left), tuple(sorted(come)), tuple(dict.fromkeys(lost)))

    def _print_rewrite(self, planted: Planted, paragraphs: list[str]) -> bytes:
        """Return the Word file of the annex that has a rewrite in place of the flawed paragraph."""
        (change,) = planted.changes
        assert isinstance(change, ClauseChange), "the defect spoils a paragraph"
        _, variant, sound = self._piece.printed[planted.site.clause]
        texts = change.after.text if variant is None else change.after.variants[variant]
        # A clause may have paragraphs that this annex leaves out, so what the defect changed says where the flaw is.
        flawed = texts.requirement or ()
        position = next(number for number, paragraph in enumerate(flawed) if paragraph not in sound.requirement)
        requirement = [paragraph for paragraph in flawed if paragraph in sound.requirement]
        requirement[position:position] = [(paragraph,) for paragraph in paragraphs]
        printed = PrintedText(change.after, variant, change.after.text)
        rewritten = ClauseChange(change.after, change_texts(printed, requirement=tuple(requirement)))
        annex = compose(apply_changes(self._piece.selection, (change, rewritten)), self._piece.words)
        return print_unrecorded(annex, self._data)
