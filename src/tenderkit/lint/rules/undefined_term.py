# SPDX-License-Identifier: Apache-2.0
"""undefined-term: a name that the annex does not define, or a defined one with a capital.

The annex calls the parties contracting authority, tenderer (before the award) and contractor (after it), and what is
bought units; its definitions hold these words, and no others. Catches the names of the list `wrong-terms` in texts
that tenderers read: vendor, bidder, supplier, customer, buyer, client, SLA, “the device” and the like. A supplier of
the contractor, a thin client and what else the list `wrong-terms-allowed` holds pass. Catches also a defined term
(list `defined-terms`) that is written with a capital inside a sentence, as if it meant something else than the same
word without. Two names for one party leave open who is bound.

Passes:  The contractor shall name each supplier of the contractor.
Fails:   The Vendor shall inform the customer.

Write the defined word, in small letters.
"""

import re
from collections.abc import Iterator

from tenderkit.lint.catalogue import Catalogue, Fault
from tenderkit.lint.phrases import Phrases, instead_of, plain

SEVERITY = "warn"


def check(catalogue: Catalogue) -> Iterator[Fault]:
    """The wrong names, and the capitals where there should be none."""
    wrong, allowed = Phrases(catalogue, "wrong-terms"), Phrases(catalogue, "wrong-terms-allowed")
    capitals = {language: _capital(catalogue.words("defined-terms", language)) for language in catalogue.languages}
    for said in catalogue.contract_texts:
        language, first = said.language, dict[str, str]()
        text = allowed[language].blanked(said.text) if wrong[language].search(said.text) else ""
        for found in wrong[language].find_all(text):
            first.setdefault(plain(found), found)
        for found in first.values():
            fix = f"Write: {instead_of(catalogue, found, 'wrong-terms', language)}."
            yield Fault(f"“{found}” is not defined", fix, catalogue.place(said))
        if said.field != "title":
            for term in dict.fromkeys(capitals[language].findall(said.text)):
                message = f"“{term}” is defined in small letters"
                yield Fault(message, f"Write “{term.lower()}”.", catalogue.place(said))


def _capital(terms: tuple[str, ...]) -> re.Pattern[str]:
    """A pattern for these terms with a capital inside a sentence, not as a part of a name with more capitals."""
    spelt = (r"\s+".join(f"[{w[0].upper()}{w[0]}]{re.escape(w[1:])}" for w in t.split()) for t in terms)
    longest = sorted(spelt, key=len, reverse=True)
    return re.compile(rf"(?<=[a-z,;)}}] )(?=[A-Z])({'|'.join(longest) or '(?!)'})(?![\w-])(?!\s+[A-Z])")
