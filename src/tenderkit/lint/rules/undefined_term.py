# SPDX-License-Identifier: Apache-2.0
"""undefined-term: a term that the annex does not define, or a defined term with a capital.

The annex calls the parties contracting authority, tenderer (before the award) and contractor (after it), and the
goods units; it defines only these words. Catches the terms of the list `wrong-terms` in texts that tenderers read:
vendor, bidder, supplier, customer, buyer, client, SLA, “the device” and the like. The phrases of the list
`wrong-terms-allowed`, such as “supplier of the contractor” and “thin client”, pass. Catches also a defined term (list
`defined-terms`) with a capital inside a sentence, as if it meant something other than the word in small letters. With
two names for one party it is not clear who is bound.

Passes:  The contractor shall name each supplier of the contractor.
Fails:   The Vendor shall inform the customer.

Write the defined term, in small letters.
"""

import re
from collections.abc import Iterator

from tenderkit.lint.catalogue import Catalogue, Fault
from tenderkit.lint.phrases import Phrases, find_replacement, normalize_text

SEVERITY = "warn"


def check(catalogue: Catalogue) -> Iterator[Fault]:
    """Find the terms that the annex does not define, and the defined terms that are written with a capital."""
    wrong, allowed = Phrases(catalogue, "wrong-terms"), Phrases(catalogue, "wrong-terms-allowed")
    capitals = {
        language: _compile_capitals(catalogue.words("defined-terms", language)) for language in catalogue.languages
    }
    for wording in catalogue.contract_texts:
        language, first = wording.language, dict[str, str]()
        text = allowed[language].blank_out(wording.text) if wrong[language].search(wording.text) else ""
        for phrase in wrong[language].find_all(text):
            first.setdefault(normalize_text(phrase), phrase)
        for phrase in first.values():
            fix = f"Write: {find_replacement(catalogue, phrase, 'wrong-terms', language)}."
            yield Fault(f"“{phrase}” is not defined", fix, catalogue.place(wording))
        if wording.field != "title":
            for term in dict.fromkeys(capitals[language].findall(wording.text)):
                message = f"“{term}” is defined in small letters"
                yield Fault(message, f"Write “{term.lower()}”.", catalogue.place(wording))


def _compile_capitals(terms: tuple[str, ...]) -> re.Pattern[str]:
    """Return a pattern for terms that have a capital inside a sentence.

    The pattern does not match names such as “Contractor Ltd”."""
    spelt = (r"\s+".join(f"[{w[0].upper()}{w[0]}]{re.escape(w[1:])}" for w in t.split()) for t in terms)
    longest = sorted(spelt, key=len, reverse=True)
    return re.compile(rf"(?<=[a-z,;)}}] )(?=[A-Z])({'|'.join(longest) or '(?!)'})(?![\w-])(?!\s+[A-Z])")
