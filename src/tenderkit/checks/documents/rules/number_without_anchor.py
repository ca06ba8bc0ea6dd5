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

import re
from collections.abc import Iterator, Sequence
from functools import cache

from tenderkit.checks.documents.checked_document import CheckedDocument, DocumentFault
from tenderkit.checks.documents.statements import Statement
from tenderkit.lint.anchors import Anchors
from tenderkit.lint.phrases import Pattern, Phrases, Words
from tenderkit.lint.quantities import is_next_to, measures_in

SEVERITY = "warn"
_TOPICS = ("warranty-words", "spare-part-words", "update-words")
# Under these headings, times are scored or are those of references.
_BEFORE_AWARD = ("award-criterion", "selection-criterion")
# “Within 5 days of the call” counts from the call.
_FOLLOWED = re.compile(r"^\W*(?:of|from|after|following|من|بعد)\s+\w", re.IGNORECASE)
_LONG_UNITS = ("years", "months")
# “Spare parts for each model delivered shall be available for 7 years.”
_MOST_BEFORE = 10
_FIX = "Write from which day or event it counts."


def check(checked: CheckedDocument) -> Iterator[DocumentFault]:
    """Find the times that count from nothing."""
    anchors, units = Anchors(checked.words, "en"), checked.words.words("time-units")
    names = ("duty-verbs", "count-rules", "request-words")
    duty, counted, asked = (Phrases(checked.words, name)["en"] for name in names)
    aside = Phrases(checked.words, "price-words", "more-than-minimum")["en"]
    limit = Pattern(rf"{Words(checked.words, 'en')('time-limit-phrases')}\s+$")
    topics = [Phrases(checked.words, name)["en"] for name in _TOPICS]

    @cache
    def is_settled(topic: Pattern) -> bool:
        return any(topic.search(s.text) and anchors.is_tied(s.text) for s in checked.statements)

    for number in checked.find_positions("unit-words"):
        statement = checked.statements[number]
        text = statement.text
        quantity = anchors.find_loose(text) if statement.demands else None
        if quantity is None or not measures_in(quantity.unit, units):
            continue
        long = measures_in(quantity.unit, _LONG_UNITS)
        # The price of spare parts for 3 years, and an option of 5 years, are no duties.
        long = long and not aside.search(text)
        near = [topic for topic in topics if long and is_next_to(topic, text, quantity, _MOST_BEFORE)]
        if (
            asked.search(text[: quantity.start])
            or checked.sections.find_kind(statement.paragraphs[0]) in _BEFORE_AWARD
        ):
            continue
        if _FOLLOWED.search(text[quantity.end :]):
            continue
        limited = duty.search(text) and limit.search(text[: quantity.start])
        if (
            any(map(is_settled, near))
            or not (near or limited)
            or _is_tied_nearby(checked.statements, number, anchors)
        ):
            continue
        if any(counted.search(s.text) for s in checked.statements):
            return
        message = f"nothing says what “{quantity.text}” counts from"
        yield DocumentFault(message, _FIX, statement.find_paragraph(quantity.text), quantity.text)


def _is_tied_nearby(statements: Sequence[Statement], at: int, anchors: Anchors) -> bool:
    """Return whether another statement of the same paragraph names a day, an event or a period."""
    first = statements[at].paragraphs[0]
    near = (s for s in statements[max(0, at - 2) : at + 3] if s is not statements[at])
    return any(s.paragraphs[0] is first and anchors.is_tied(s.text) for s in near)
