# SPDX-License-Identifier: Apache-2.0
"""Judge words that are to mend a defect by what `check` finds in the annex that has them."""

from tenderkit.exercises.marking.rewrites import Fix
from tenderkit.exercises.material import Material
from tenderkit.exercises.mutations.workpiece import Workpiece
from tenderkit.exercises.rewrite_judge import RewriteJudge
from tenderkit.exercises.types.rewrite_clause import find_flaw
from tenderkit.exercises.types.spot_the_defect import Defect
from tenderkit.library.reading.shipped_data import ShippedData
from tenderkit.papers.annex.annex import compose


class CheckingJudge:
    """Judges words by the rules; the same words are judged once.

    Parameters: `material`, with the sound annex; `data`, the data with the library.
    """

    def __init__(self, material: Material, data: ShippedData) -> None:
        self._material, self._data = material, data
        self._judge: RewriteJudge | None = None
        self._known: dict[tuple[str, str], Fix | None] = {}

    def judge(self, defect: Defect, words: str) -> Fix | None:
        """Return what the rules say; None where the defect spoils no single paragraph, so that a person judges."""
        key = (defect.id, words)
        if key not in self._known:
            self._known[key] = self._judge_words(defect, words)
        return self._known[key]

    def _judge_words(self, defect: Defect, words: str) -> Fix | None:
        material, planted = self._material, defect.planted
        annex = compose(planted.plant(material.annex.selection), material.language)
        if find_flaw(planted, material.annex, annex) is None:
            return None
        if self._judge is None:
            piece = Workpiece(
                material.annex.selection, material.language, self._data.word_lists, self._data.superseded
            )
            self._judge = RewriteJudge(piece, self._data)
        judged = self._judge.judge(planted, words)
        left, come = ({spot.rule: None for spot in spots} for spots in (judged.left, judged.come))
        return Fix(tuple(left), tuple(come), judged.lost)
