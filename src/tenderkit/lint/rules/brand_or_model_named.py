# SPDX-License-Identifier: Apache-2.0
"""brand-or-model-named: a maker, a product line or a processor family by name.

Catches the names of the lists `brand-names` (in capitals or not) and `brand-names-as-spelt` (names that are also
common words or units) in texts that tenderers read, and in the values of parameters. Directive 2014/24/EU, Art 42(4),
the Procurement Act 2023 (United Kingdom), s.56(7), and the WTO agreement on procurement, Art X, allow no make,
source, trade mark or type unless nothing else describes the product; adding “or equivalent” is not enough.

Passes, too: “or equivalent” in the sentence of the name, in a paragraph that says what is equivalent (list
`equivalent-definitions`); and the name of equipment in use (lists `fleet-leads`, `fleet-endings`) in a paragraph that
lets every make in (list `maker-openings`).

Passes:  The processor shall reach at least {{ score }} in the benchmark named in the tender.
Fails:   The processor shall be an Intel Core i5 or equivalent.

Write what the product shall do. If no description is possible, the name, “or equivalent” and the
written reasons belong in the documents of that tender, not in a clause that every tender gets.
"""

from collections.abc import Iterator

from tenderkit.lint.catalogue import Catalogue, Fault, make_fault
from tenderkit.lint.finders.makes import MakeFinder
from tenderkit.lint.phrases import Pattern, Phrases
from tenderkit.lint.statements import find_worded_values

SEVERITY = "error"
# How many words before or behind the name may say that the equipment is in use.
_NEAR = 6


def check(catalogue: Catalogue) -> Iterator[Fault]:
    """Find the names of makes and models in every text that tenderers read, and in the values of parameters."""
    makes = {language: MakeFinder(catalogue, language) for language in catalogue.languages}
    openings, defined = Phrases(catalogue, "maker-openings"), Phrases(catalogue, "equivalent-definitions")
    existing, in_use = Phrases(catalogue, "fleet-leads"), Phrases(catalogue, "fleet-endings")
    texts = []
    for wording in catalogue.contract_texts:
        text, language = wording.text, wording.language
        if openings[language].search(text):
            is_defined = bool(defined[language].search(text))
            text = " ".join(
                s
                for s in wording.sentences
                if not (is_defined and openings[language].search(s))
                and not _names_fleet(s, makes[language], existing[language], in_use[language])
            )
        texts.append((text, language, catalogue.place(wording)))
    texts += [(words, "en", place) for words, place in find_worded_values(catalogue)]
    for text, language, place in texts:
        if name := makes[language].find(text):
            fix = "Write what the thing shall do, in terms of performance or function."
            yield make_fault(f"“{name}” names a make", fix, place, "brand-or-model-named", phrase=name)


def _names_fleet(sentence: str, makes: MakeFinder, existing: Pattern, in_use: Pattern) -> bool:
    """Return whether the make in a sentence is that of equipment in use: “the 700 existing laptops of type …”."""
    if not (name := makes.find(sentence)):
        return False
    before, _, behind = sentence.partition(name)
    near = " ".join(before.split()[-_NEAR:]), " ".join(behind.split()[:_NEAR])
    return bool(existing.search(near[0]) or in_use.search(near[1]))
