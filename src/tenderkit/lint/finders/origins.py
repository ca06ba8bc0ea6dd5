# SPDX-License-Identifier: Apache-2.0
"""Find demands on the origin of products in sentences."""

from functools import cached_property

from tenderkit.frozen import frozen_dataclass
from tenderkit.lint.catalogue import Catalogue
from tenderkit.lint.phrases import Pattern, Words, add_word_edges


@frozen_dataclass
class OriginFinder:
    """Finds words by which the origin of a product counts, such as “made in Norway”, in sentences of a language."""

    catalogue: Catalogue
    language: str

    @cached_property
    def _origins(self) -> Pattern:
        words = Words(self.catalogue, self.language)
        named, places = words.bare("place-names"), words.bare("place-names", "place-adjectives")
        # One word may be between, as a rule an article; with two, “made in accordance with EU law” would be caught.
        behind = rf"{words.bare('origin-before-place')}\s+(?:\w+\s+)?{named}"
        in_front = rf"{places}[\s-]+{words.bare('origin-after-place')}"
        return Pattern(add_word_edges(rf"{words.bare('origin-phrases')}|{behind}|{in_front}"))

    @cached_property
    def _lookalikes(self) -> Pattern:
        return Pattern(Words(self.catalogue, self.language)("origin-lookalikes"))

    def find(self, sentence: str) -> str | None:
        """Return the first demand on origin, spelt as in the sentence; None if there is none."""
        return self._origins.find(self._lookalikes.blank_out(sentence))
