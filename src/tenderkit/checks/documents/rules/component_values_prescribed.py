# SPDX-License-Identifier: Apache-2.0
"""component-values-prescribed: inner values of a component are laid down exactly, instead of what it has to do.

Catches, in statements that ask for something, a clock rate (lists `clock-units`, `clock-words`), a number of cores or
threads (lists `core-units`, `core-words`, `processor-words`) and the speed at which a disc turns (lists
`rotation-units`, `drive-words`) that is no minimum (list `floor-words`). Components of two makers or generations do
the same work at different rates, so that an exact figure points to one of them and says little of its performance
(Directive 2014/24/EU, Art 42(2) and (3)). It passes where the statement names a test of performance (list
`benchmark-words`), where the value may be equivalent, and for machines that the authority has (list
`existing-words`). Frequencies of radio and mains are not looked at. What programs need may be a reason for such a
value, so that this is a warning.

Passes:  The processor shall reach at least 1,200 points in the benchmark named in Annex 2.
Fails:   Processor: 8 cores, 2.4 GHz.

Ask for the result in a test of performance, with the version of the test, or write a minimum.
"""

import re
from collections.abc import Iterator

from tenderkit.checks.documents.checked_document import CheckedDocument, DocumentFault
from tenderkit.lint.phrases import Pattern, Phrases, Words

SEVERITY = "warn"
# What parts the values of a row or list.
_PARTS = re.compile(r"[;؛]\s")


def check(checked: CheckedDocument) -> Iterator[DocumentFault]:
    """Find the rates, cores and turning speeds that statements lay down."""
    words = Words(checked.words, "en")
    units = ("clock-units", "core-units", "rotation-units")
    clocks, cores, turns = (Pattern(_build_value(words.bare(name))) for name in units)
    named = ("clock-words", "processor-words", "drive-words", "core-words")
    rated, processors, drives, counted = (Phrases(checked.words, name)["en"] for name in named)
    passing = Phrases(checked.words, "benchmark-words", "existing-words")["en"]
    opened = Phrases(checked.words, "equivalence-phrases", "floor-words")["en"]
    for statement in checked.find_statements("clock-units", "core-units", "core-words", "rotation-units"):
        text = statement.text
        if not statement.demands or passing.search(text):
            continue
        reported = set()
        for part in _PARTS.split(text):
            for values, about in ((clocks, rated), (cores, processors), (counted, processors), (turns, drives)):
                phrase = values.find(part) if about.search(text) and not opened.search(part) else None
                if phrase and phrase not in reported:
                    reported.add(phrase)
                    paragraph = statement.find_paragraph(phrase)
                    yield checked.make_fault("component-values-prescribed", paragraph, phrase)


def _build_value(units: str) -> str:
    """Return the regular expression for a number with one of these units, such as “2.4 GHz”."""
    return rf"(?<![\w.,])\d+(?:[.,]\d+)*\s*(?:\+\s*|-\s*)?{units}(?!\w)"
