# SPDX-License-Identifier: Apache-2.0
"""undefined-term: a name that the annex does not define, or a defined one with a capital.

The annex calls the parties contracting authority, tenderer (before the award) and contractor (after it), and what is
bought units; its definitions hold these words, and no others. Catches the names of the list `wrong-terms` in texts
that tenderers read: vendor, bidder, supplier, customer, buyer, client, SLA, “the device” and the like. A supplier of
the contractor, a thin client and what else the list `wrong-terms-allowed` holds pass. Catches also a defined term
that is written with a capital inside a sentence, as if it meant something else than the same word without. Two names
for one party leave open who is bound.

Passes:  The contractor shall name each supplier of the contractor.
Fails:   The Vendor shall inform the customer.

Write the defined word, in small letters.
"""

import re
from collections.abc import Iterator

from tenderkit.lint.catalogue import Catalogue, Fault
from tenderkit.lint.phrases import Phrases

SEVERITY = "warn"


def check(catalogue: Catalogue) -> Iterator[Fault]:
    """The wrong names, and the capitals where there should be none."""
    wrong, allowed = Phrases(catalogue, "wrong-terms"), Phrases(catalogue, "wrong-terms-allowed")
    capitals: dict[str, re.Pattern[str]] = {}
    for said in catalogue.contract_texts:
        language, seen = said.language, set[str]()
        if language not in capitals:
            capitals[language] = _capital(catalogue.words("defined-terms", language))
        text = allowed[language].sub("", said.text) if wrong[language].search(said.text) else ""
        for found in wrong[language].finditer(text):
            name = " ".join(found[0].lower().split())
            if name not in seen:
                instead = {k.lower(): v for k, v in catalogue.instead("wrong-terms", language).items()}[name]
                yield Fault(f"“{found[0]}” is not defined", f"Write: {instead}.", catalogue.place(said))
            seen.add(name)
        if said.field != "title":
            for term in dict.fromkeys(capitals[language].findall(said.text)):
                message = f"“{term}” is defined in small letters"
                yield Fault(message, f"Write “{term.lower()}”.", catalogue.place(said))


def _capital(terms: tuple[str, ...]) -> re.Pattern[str]:
    """A pattern for these terms with a capital inside a sentence, not as a part of a name with more capitals."""
    spelt = (r"\s+".join(f"[{w[0].upper()}{w[0]}]{re.escape(w[1:])}" for w in t.split()) for t in terms)
    longest = sorted(spelt, key=len, reverse=True)
    return re.compile(rf"(?<=[a-z,;)}}] )(?=[A-Z])({'|'.join(longest) or '(?!)'})(?![\w-])(?!\s+[A-Z])")
