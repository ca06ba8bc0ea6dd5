# SPDX-License-Identifier: Apache-2.0
"""standard-without-equivalent: a standard or certification scheme without “or equivalent” in the same sentence.

Catches the number of a standard or the name of a scheme (lists `standard-prefixes`, `scheme-names`) in texts that
tenderers read, also in the value of a parameter, if the sentence has no phrase of the list `equivalence-phrases`.
One phrase is enough for all references of a sentence. A list parted by semicolons is one sentence; a part of it with
a duty of its own (“; the tool shall …”) needs its own phrase. Directive 2014/24/EU, Art 42(3)(b), asks for the words
at each reference; a Swedish tender for certified meters had to be repeated because they were missing (case 4958-22).
The general rule on equivalents in the annex is only a safety net.

Passes:  The battery shall be tested by EN 61960-3:2017 or an equivalent method.
Fails:   The battery shall be tested by EN 61960-3:2017.

Add “or equivalent” in the same sentence.
"""

from collections.abc import Iterator

from tenderkit.lint.catalogue import Catalogue, Fault, make_fault
from tenderkit.lint.equivalence import Equivalence, StandardNames

SEVERITY = "error"


def check(catalogue: Catalogue) -> Iterator[Fault]:
    """Find the references to standards and schemes without “or equivalent” in every text that tenderers read."""
    equivalence, standards = Equivalence(catalogue), StandardNames(catalogue)
    for wording in catalogue.contract_texts:
        for name in equivalence.find_closed(wording, standards.find):
            message = f"“{name}” stands without “or equivalent”"
            fix, place = "Add “or equivalent” in the same sentence.", catalogue.place(wording)
            yield make_fault(message, fix, place, "standard-without-equivalent", phrase=name)
