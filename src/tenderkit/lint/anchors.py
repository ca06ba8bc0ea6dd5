# SPDX-License-Identifier: Apache-2.0
"""Anchors of numbers: what a sentence says that they count from, or how they are measured."""

from tenderkit.lint.catalogue import Catalogue
from tenderkit.lint.phrases import Pattern, Words
from tenderkit.lint.quantities import Quantities, Quantity


class Anchors:
    """Finds what ties numbers to a day, an event or a method, in texts of one language."""

    def __init__(self, catalogue: Catalogue, language: str) -> None:
        self.quantities = Quantities(catalogue, language)
        words = Words(catalogue, language)
        link, event = words("anchor-links"), words("anchor-events")
        self.anywhere = Pattern(rf"\{{\{{ \w+_anchor \}}\}}|{words('anchors')}|{link}\s+(?:[\w-]+\s+){{0,2}}?{event}")
        self.genitive = Pattern(rf"^\s*{words('anchor-genitives')}\s+(?:[\w-]+\s+){{0,3}}?{event}")
        self.none = Pattern(words("no-anchors"))
        self.interval = Pattern(rf"{words('intervals')}\s+$")
        # “after three years” says nothing on when the years begin.
        self.own = Pattern(rf"{words('anchors')}\s+$")

    def tied(self, text: str) -> bool:
        """Whether a text names a day, an event or a method."""
        return self.anywhere.search(self.none.blanked(text)) is not None

    def ties(self, before: str, behind: str) -> bool:
        """Whether the sentence around a number does."""
        return self.tied(before + behind) or self.genitive.search(behind) is not None

    def loose(self, sentence: str) -> Quantity | None:
        """The first quantity of a sentence, if nothing in it says what it counts from."""
        # A share of all is no measurement.
        found = [q for q in self.quantities.of(sentence) if (q.unit, q.value) != ("percent", 100)]
        found = [q for q in found if not self.interval.search(sentence[: q.start])]
        if not found or any(self.genitive.search(sentence[q.end :]) for q in found):
            return None
        rest = sentence
        for quantity in reversed(found):
            rest = self.own.blanked(rest[: quantity.start]) + rest[quantity.end :]
        return None if self.tied(rest) else found[0]
