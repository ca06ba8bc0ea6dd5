# SPDX-License-Identifier: Apache-2.0
"""brand-or-model-named: a maker, a product line or a processor family by name.

Catches the names of the lists `brand-names` (whatever the case) and `brand-names-as-spelt` (those that are common
words or units, too) in texts that tenderers read, and in the values of parameters. Directive 2014/24/EU, Art 42(4),
the Procurement Act 2023 (United Kingdom), s.56(7), and the WTO agreement on procurement, Art X, allow no make,
source, trade mark or type unless nothing else describes the thing; “or equivalent” alone does not heal it.

Passes:  The processor shall reach at least {{ score }} in the benchmark named in the tender.
Fails:   The processor shall be an Intel Core i5 or equivalent.

Write what the thing shall do. Where no description is possible, the name, “or equivalent” and the
written reasons belong into the tender itself, not into a clause that every tender gets.
"""

import re
from collections.abc import Callable, Iterator

from tenderkit.lint.catalogue import Catalogue, Fault
from tenderkit.lint.statements import worded
from tenderkit.lint.turns import Turn, any_of, spelt

SEVERITY = "error"
_FIX = "Write what the thing shall do, in terms of performance or function."


def check(catalogue: Catalogue) -> Iterator[Fault]:
    """The brands in every text that tenderers read, and in the values of parameters."""
    brands = {language: _brands(catalogue, language) for language in catalogue.languages}
    for said in catalogue.contract_texts:
        if name := brands[said.language](said.text):
            yield Fault(f"“{name}” names a make", _FIX, catalogue.place(said))
    for clause in catalogue.clauses:
        for name, parameter in clause.parameters.items():
            for key, words in worded(parameter):
                if brand := brands["en"](words):
                    place = catalogue.at(clause, f"parameters.{name}.{key}")
                    yield Fault(f"“{brand}” names a make", _FIX, place)


def _brands(catalogue: Catalogue, language: str) -> Callable[[str], str | None]:
    """What finds the first name in a text."""
    whatever_case = Turn(any_of(catalogue, language, "brand-names"), hyphens=True)
    as_spelt = re.compile(rf"(?<!\w){spelt(*catalogue.words('brand-names-as-spelt', language))}(?!\w)")

    def first(text: str) -> str | None:
        found = as_spelt.search(text)
        return whatever_case.find(text) or (found[0] if found else None)

    return first
