# SPDX-License-Identifier: Apache-2.0
"""number-without-anchor: a time without the day or event from which it counts.

Catches, in a sentence with a duty, a time such as “within 5 days” (list `time-limit-phrases`), and a number of years
or months next to words for a warranty, spare parts or updates, where neither the sentence nor the rest of its
paragraph names a day, an event or a period (lists `anchors`, `anchor-events`). It passes where the document says once
from when such times count: for a warranty, in any sentence on the warranty with an anchor. Shares, powers and other
measured values are not looked at in documents. The start may be in another paper, so that this is a warning.
Directive 2014/24/EU, Art 42(3)(a), asks for parameters precise enough to decide on.

Passes:  The contractor shall repair each unit within 5 working days of the request.
Fails:   The contractor shall repair each unit within 5 working days.

Write from which day or event the time counts.
"""

from collections.abc import Iterator
from functools import cached_property

from tenderkit.checks.documents.checked_document import CheckedDocument, DocumentFault
from tenderkit.lint.anchors import Anchors
from tenderkit.lint.phrases import Pattern, Phrases, Words
from tenderkit.lint.quantities import Quantity, is_next_to, measures_in

SEVERITY = "warn"
_TOPICS = ("warranty-words", "spare-part-words", "update-words")
# Under these headings, times are scored or are those of references.
_BEFORE_AWARD = ("award-criterion", "selection-criterion")
_LONG_UNITS = ("years", "months")
# “Spare parts for each model delivered shall be available for 7 years.”
_MOST_BEFORE = 10


def check(checked: CheckedDocument) -> Iterator[DocumentFault]:
    """Find the times that count from nothing."""
    positions = {*checked.find_positions("unit-words")} & {*checked.find_positions("time-limit-phrases", *_TOPICS)}
    finder = _Finder(checked)
    for position in sorted(positions):
        statement = checked.statements[position]
        quantity = finder.find_loose(position) if statement.demands else None
        if quantity:
            paragraph = statement.find_paragraph(quantity.text)
            yield checked.make_fault("number-without-anchor", paragraph, quantity.text)


class _Finder:
    """Finds the times of duties that neither their statement nor the document ties to a day, an event or a period."""

    def __init__(self, checked: CheckedDocument) -> None:
        self._checked, self._anchors = checked, Anchors(checked.words, "en")
        names = ("duty-verbs", "count-rules", "request-words")
        self._duty, self._counted, self._asked = (Phrases(checked.words, name)["en"] for name in names)
        # The price of spare parts for 3 years, and an option of 5 years, are no duties.
        self._aside = Phrases(checked.words, "price-words", "more-than-minimum")["en"]
        # “Within 5 days of the call” counts from the call.
        self._followed = Pattern(rf"^\W*{Words(checked.words, 'en')('count-leads')}\s+\w")
        self._limit = Pattern(rf"{Words(checked.words, 'en')('time-limit-phrases')}\s+$")
        self._topics = {name: Phrases(checked.words, name)["en"] for name in _TOPICS}
        self._settled: dict[str, bool] = {}

    def find_loose(self, position: int) -> Quantity | None:
        """Return the time of a statement that counts from nothing; None where there is none."""
        statement = self._checked.statements[position]
        text, kind = statement.text, self._checked.sections.find_kind(statement.paragraphs[0])
        quantity = None if kind in _BEFORE_AWARD else self._anchors.find_loose(text)
        if quantity is None or not measures_in(quantity.unit, self._checked.words.words("time-units")):
            return None
        before, behind = text[: quantity.start], text[quantity.end :]
        if self._asked.search(before) or self._followed.search(behind):
            return None
        topics = self._find_topics(text, quantity)
        if not topics and not (self._duty.search(text) and self._limit.search(before)):
            return None
        settled = any(map(self._is_settled, topics)) or self._is_tied_nearby(position)
        return None if settled or self._is_counted else quantity

    @cached_property
    def _is_counted(self) -> bool:
        """Whether a statement says once from when the times of the document count."""
        return any(self._counted.search(statement.text) for statement in self._checked.statements)

    def _find_topics(self, text: str, quantity: Quantity) -> list[str]:
        """Return the lists, such as `warranty-words`, that have a word near a number of years or months."""
        if not measures_in(quantity.unit, _LONG_UNITS) or self._aside.search(text):
            return []
        return [name for name, words in self._topics.items() if is_next_to(words, text, quantity, _MOST_BEFORE)]

    def _is_settled(self, topic: str) -> bool:
        """Return whether any statement on a topic names a day, an event or a period."""
        if topic not in self._settled:
            words, statements = self._topics[topic], self._checked.find_statements(topic)
            self._settled[topic] = any(words.search(s.text) and self._anchors.is_tied(s.text) for s in statements)
        return self._settled[topic]

    def _is_tied_nearby(self, position: int) -> bool:
        """Return whether another statement of the same paragraph names a day, an event or a period."""
        statements = self._checked.statements
        first = statements[position].paragraphs[0]
        near = (s for s in statements[max(0, position - 2) : position + 3] if s is not statements[position])
        return any(s.paragraphs[0] is first and self._anchors.is_tied(s.text) for s in near)
