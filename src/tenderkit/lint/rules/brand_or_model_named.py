# SPDX-License-Identifier: Apache-2.0
"""brand-or-model-named: a maker, a product line or a processor family by name.

Catches the names of the lists `brand-names` (in capitals or not) and `brand-names-as-spelt` (names that are also
common words or units) in texts that tenderers read, and in the values of parameters. Directive 2014/24/EU, Art 42(4),
the Procurement Act 2023 (United Kingdom), s.56(7), and the WTO agreement on procurement, Art X, allow no make,
source, trade mark or type unless nothing else describes the product; adding “or equivalent” is not enough.

Passes:  The processor shall reach at least {{ score }} in the benchmark named in the tender.
Fails:   The processor shall be an Intel Core i5 or equivalent.

Write what the product shall do. If no description is possible, the name, “or equivalent” and the
written reasons belong in the documents of that tender, not in a clause that every tender gets.
"""

from collections.abc import Iterator

from tenderkit.lint.catalogue import Catalogue, Fault
from tenderkit.lint.finders.makes import MakeFinder
from tenderkit.lint.statements import find_worded_values

SEVERITY = "error"


def check(catalogue: Catalogue) -> Iterator[Fault]:
    """Find the names of makes and models in every text that tenderers read, and in the values of parameters."""
    makes = {language: MakeFinder(catalogue, language) for language in catalogue.languages}
    texts = [(wording.text, wording.language, catalogue.place(wording)) for wording in catalogue.contract_texts]
    texts += [(words, "en", place) for words, place in find_worded_values(catalogue)]
    for text, language, place in texts:
        if name := makes[language].find(text):
            fix = "Write what the thing shall do, in terms of performance or function."
            yield Fault(f"“{name}” names a make", fix, place)
