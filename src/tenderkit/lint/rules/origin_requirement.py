# SPDX-License-Identifier: Apache-2.0
"""origin-requirement: a product must, or must not, come from a certain country or place.

Catches, in texts that tenderers read, words of origin (list `origin-phrases`, except in the phrases of
`origin-lookalikes`), and the name of a place after words such as “made in” (lists `origin-before-place`,
`place-names`) or before words such as “goods” or “-made” (lists `place-adjectives`, `origin-after-place`). Directive
2014/24/EU, Art 42(4), bars a specific origin, and the WTO agreement on procurement bars discrimination by origin.

Passes:  Notices are made in writing. The tenderer shall name the place where each unit is refurbished.
Fails:   The units shall be made in the European Union.

Take it out. If a special law demands it (security, international procurement instrument, an exception of the WTO
agreement), write it into the documents of that tender and cite the law there.
"""

from collections.abc import Iterator

from tenderkit.lint.catalogue import Catalogue, Fault, make_fault
from tenderkit.lint.finders.origins import OriginFinder
from tenderkit.lint.statements import fill_sentences

SEVERITY = "error"


def check(catalogue: Catalogue) -> Iterator[Fault]:
    """Find the demands on the origin of products in every text that tenderers read."""
    origins = {language: OriginFinder(catalogue, language) for language in catalogue.languages}
    for wording in catalogue.contract_texts:
        for sentence in fill_sentences(wording):
            if phrase := origins[wording.language].find(sentence):
                message = f"“{phrase}” makes the origin of the product count"
                fix = "Take it out, or cite the special legal basis in the tender."
                yield make_fault(message, fix, catalogue.place(wording), "origin-requirement", phrase=phrase)
