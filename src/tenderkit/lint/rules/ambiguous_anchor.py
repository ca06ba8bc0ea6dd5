# SPDX-License-Identifier: Apache-2.0
"""ambiguous-anchor: a period whose first or last day is not clear.

Catches two kinds of words in texts that tenderers read. Anchors (events from which a time is counted) that fit
several days (list `ambiguous-anchors`): “after purchase”, “from the date of sale”, “end of life”, “for the lifetime”.
And times without a length (list `open-times`, except in the phrases of `open-times-allowed`): “promptly”, “without
undue delay”, “regularly”; these pass if the same sentence gives a value or a number of hours, days or months. “After
delivery” and “after the last unit is placed on the market” differ by years, so bids could not be compared;
Directive 2014/24/EU, Art 42(3)(a) and 67(4), asks for requirements precise enough to check.

Passes:  The contractor shall collect within {{ collection_days }} {{ collection_days_anchor }}.
Fails:   The contractor shall collect promptly, for seven years from the date of purchase.

Write a number, its unit and the event from which it counts.
"""

import re
from collections.abc import Iterator

from tenderkit.lint.catalogue import Catalogue, Fault
from tenderkit.lint.phrases import Phrases, find_replacement

SEVERITY = "error"

_SETTLED = re.compile(
    r"\{\{|\b(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fourteen|thirty)\s+"
    r"(?:(?:working|business|calendar|full)\s+)?(?:minute|hour|day|week|month|year)s?\b",
    re.IGNORECASE,
)


def check(catalogue: Catalogue) -> Iterator[Fault]:
    """Find the words that leave a day or the length of a period open, such as “after purchase” or “promptly”."""
    anchors, times = Phrases(catalogue, "ambiguous-anchors"), Phrases(catalogue, "open-times")
    allowed = Phrases(catalogue, "open-times-allowed")
    for wording in catalogue.contract_texts:
        language = wording.language
        for phrase in anchors[language].find_all(wording.text):
            instead = find_replacement(catalogue, phrase, "ambiguous-anchors", language)
            yield Fault(f"“{phrase}” leaves the day open", f"Name the event: {instead}.", catalogue.place(wording))
        for sentence in wording.sentences if times[language].search(wording.text) else ():
            found_time = times[language].find(allowed[language].blank_out(sentence))
            if found_time and not _SETTLED.search(sentence):
                message = f"“{found_time}” names no time that can be measured"
                fix = "Write number, unit and the event from which it counts."
                yield Fault(message, fix, catalogue.place(wording))
