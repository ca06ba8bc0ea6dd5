# SPDX-License-Identifier: Apache-2.0
"""Anchors: the day or event from which a number counts, or how it is measured, such as “after delivery”."""

from tenderkit.lint.catalogue import Catalogue
from tenderkit.lint.phrases import WORD, Pattern, Words
from tenderkit.lint.quantities import Quantities, Quantity


class Anchors:
    """Finds the anchors of numbers in texts of one language.

    The anchor of a number is the day or the event from which the number counts, or the method that measures it."""

    def __init__(self, catalogue: Catalogue, language: str) -> None:
        self.quantities = Quantities(catalogue, language)
        words = Words(catalogue, language)
        link, event = words("anchor-links"), words("anchor-events")
        self.anywhere = Pattern(rf"\{{\{{ \w+_anchor \}}\}}|{words('anchors')}|{link}\s+(?:[\w-]+\s+){{0,2}}?{event}")
        self.genitive = Pattern(rf"^\s*{words('anchor-genitives')}\s+(?:[\w-]+\s+){{0,3}}?{event}")
        self.no_anchors = Pattern(words("no-anchors"))
        # “80 % by weight”: a share says by this what it is measured against.
        self.share_base = Pattern(words("share-bases"))
        self.share = Pattern(words("share-words"))
        self.restating = Pattern(words("restating-words"))
        # “Two years of practice” count up to now, “ten days’ notice” counts from the notice.
        self.own_event = Pattern(rf"^(?:['’]s?)?\s+{words('practice-endings', 'notice-endings')}")
        self.handling = Pattern(words("handling-words"))
        self.interval = Pattern(rf"{words('intervals')}\s+$")
        # “Pupils aged 7 to 10 years”, “units three to six years old”
        self.age_lead = Pattern(rf"{words('age-leads')}\s+(?:[\w-]+\s+(?:to|and|or)\s+)?$")
        self.duty = Pattern(words("duty-verbs"))
        self.age_ending = Pattern(rf"^[\s-]*{words('age-endings', edge=WORD)}")
        # “after three years” leaves open when the years begin.
        self.dangling = Pattern(rf"{words('anchors')}\s+$")

    def is_tied(self, text: str) -> bool:
        """Return whether a text names an anchor: a day, an event or a method."""
        return self.anywhere.search(self.no_anchors.blank_out(text)) is not None

    def ties_number(self, before: str, behind: str) -> bool:
        """Return whether the text before or behind a number names the day, the event or the method of that number."""
        return self.is_tied(before + behind) or self.genitive.search(behind) is not None

    def find_loose(self, sentence: str) -> Quantity | None:
        """Return the first quantity of a sentence without an anchor: no word names a day, an event or a method.

        Returns None if the sentence has an anchor or no quantity."""
        quantities = [q for q in self.quantities.find_all(sentence) if not self._counts_from_itself(sentence, q)]
        if not quantities or any(self.genitive.search(sentence[q.end :]) for q in quantities):
            return None
        text = sentence
        for quantity in reversed(quantities):
            text = self.dangling.blank_out(text[: quantity.start]) + text[quantity.end :]
        return None if self.is_tied(text) or self.restating.search(text) else quantities[0]

    def measures(self, sentence: str) -> bool:
        """Return whether a sentence says from when something counts, or of what a share is a part."""
        return self.is_tied(sentence) or bool(self.share_base.search(sentence) or self.share.search(sentence))

    def _counts_from_itself(self, sentence: str, quantity: Quantity) -> bool:
        """Return whether a quantity needs no anchor: an interval, an age, a share of something that is named."""
        before, behind = sentence[: quantity.start], sentence[quantity.end :]
        if self.interval.search(before):
            return True
        if quantity.unit == "percent":
            # “100 %” means all, and measures nothing.
            return quantity.value == 100 or self.share_base.search(sentence) is not None
        if quantity.unit == "minutes" and self.handling.search(before):
            return True
        return self.own_event.search(behind) is not None or self._is_age(sentence, quantity)

    def _is_age(self, sentence: str, quantity: Quantity) -> bool:
        """Return whether a quantity says how old somebody or something is, or how long ago something was.

        A sentence by which units shall have an age sets a number, and needs an anchor.
        """
        before, behind = sentence[: quantity.start], sentence[quantity.end :]
        stated = self.age_ending.search(behind) and not self.duty.search(sentence)
        return bool(stated or self.age_lead.search(before))
