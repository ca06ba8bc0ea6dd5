# SPDX-License-Identifier: Apache-2.0
"""Find words that shut out refurbished units and re-used parts in sentences."""

from functools import cached_property

from tenderkit.frozen import frozen_dataclass
from tenderkit.lint.catalogue import Catalogue
from tenderkit.lint.phrases import Pattern, Words


@frozen_dataclass
class RefurbishedBlockerFinder:
    """Finds words that shut out refurbished units or re-used parts without a reason, in sentences of a language."""

    catalogue: Catalogue
    language: str

    @cached_property
    def _blockers(self) -> Pattern:
        words = Words(self.catalogue, self.language)
        # Two words between at most: used units “with a swollen battery” may be refused.
        refused = rf"{words('used-words')}\s+(?:\w+\s+){{0,2}}?{words('refusing-words')}"
        return Pattern(rf"{words('refurbished-blockers')}|{refused}")

    @cached_property
    def _passes(self) -> Pattern:
        return Pattern(Words(self.catalogue, self.language)("refurbished-openings", "reason-words"))

    def find(self, sentence: str) -> str | None:
        """Return the words that shut refurbished units out, spelt as in the sentence.

        Returns None if there are none, or if the sentence allows refurbished units all the same or gives a reason.
        """
        words = self._blockers.find(sentence)
        return words if words and not self._passes.search(sentence) else None
