# SPDX-License-Identifier: Apache-2.0
"""material-or-process-prescribed: a requirement accepts one material, technology or process only.

Catches a duty that names an entry of the list `materials-and-processes` as the material of a product, or as the way
it is made or treated (list `prescribing-phrases`), and allows no alternative: no “or” follows, no equivalent.
Directive 2014/24/EU, Art 42(4), bars a particular source or process that shuts out others; the Court of Justice
applied it to prescribed materials (C-424/23).

Passes:  The housing shall be made of aluminium, magnesium or another material that can be recycled.
Fails:   The housing shall be made of aluminium.

Write which function the material or process has to serve: strength, repair, recycling.
"""

import re
from collections.abc import Iterator

from tenderkit.lint.catalogue import Catalogue, Fault, make_fault
from tenderkit.lint.equivalence import Equivalence
from tenderkit.lint.phrases import Phrases, Words
from tenderkit.lint.statements import fill_sentences

SEVERITY = "warn"
# Before the words that prescribe: “shall not be made of”.
_NOT = re.compile(r"\b(?:not|never|neither|nor)\s+(?:\w+\s+){0,2}$", re.IGNORECASE)
# How far behind the material its alternatives may begin.
_NEAR = 80


def check(catalogue: Catalogue) -> Iterator[Fault]:
    """Find the materials and processes that the requirements prescribe."""
    equivalence = Equivalence(catalogue)
    demands, others = (
        Phrases(catalogue, "duty-verbs", "demand-words"),
        Phrases(catalogue, "alternatives", "example-phrases"),
    )
    prescribed, ruled_out = Phrases(catalogue, source=_build_prescribed), Phrases(catalogue, "ruling-out-words")
    for wording in catalogue.contract_texts:
        if wording.field != "requirement":
            continue
        language = wording.language
        for sentence in fill_sentences(wording):
            match = prescribed[language].search(sentence)
            if not match or not demands[language].search(sentence) or ruled_out[language].search(match[0]):
                continue
            if _NOT.search(sentence[: match.start()]):
                continue
            behind = sentence[match.end() : match.end() + _NEAR]
            if not others[language].search(behind) and not equivalence.accepts_equivalent(sentence, language):
                phrase = sentence[slice(*match.span("what"))]
                message = f"“{phrase}” is prescribed without an alternative"
                fix = "Say in terms of function what it is for, or allow what does the same."
                place = catalogue.place(wording)
                yield make_fault(message, fix, place, "material-or-process-prescribed", phrase=phrase)


def _build_prescribed(words: Words) -> str:
    things = words("materials-and-processes")
    return rf"{words('prescribing-phrases')}\s+(?:[^\s,;]+\s+){{0,3}}?(?P<what>{things})"
