# SPDX-License-Identifier: Apache-2.0
"""local-facility-at-tender: a workshop or office near the authority is demanded in the tender.

Catches, in texts that tenderers read, a place of work of the firm (list `facility-words`) that it has to have
(`possession-words`) within a distance, city or country (`nearness-phrases`, `place-links`, `place-names`), or that is
called local (`local-words`). In a contract performance clause, which binds after award, it counts only where the
sentence speaks of tenderers. Directive 2014/24/EU, Art 18 and 42(2): equal access; a firm from elsewhere can open a
workshop once it has the contract, or do without.

Passes:  The contractor shall repair each unit within {{ turnaround_days }} {{ turnaround_days_anchor }}.
Fails:   The tenderer shall have a repair workshop within 50 km of the city hall.

Ask for a response or repair time in a contract performance clause.
"""

import re
from collections.abc import Iterator

from tenderkit.lint.catalogue import Catalogue, Fault
from tenderkit.lint.phrases import Pattern, Phrases, Words
from tenderkit.lint.statements import fill_sentences

SEVERITY = "warn"
_NAME = re.compile(r"\s+[A-Z]\w+")


def check(catalogue: Catalogue) -> Iterator[Fault]:
    """Find the places of work that a tenderer has to have nearby."""
    tenderers, idle = Phrases(catalogue, "tenderer-words"), Phrases(catalogue, "no-demand-phrases")
    facilities, in_place = Phrases(catalogue, source=_build_facilities), Phrases(catalogue, source=_build_in_place)
    for passage in catalogue.contract_texts:
        after_award = passage.clause.kind == "contract-performance-clause"
        for sentence in fill_sentences(passage):
            phrase = facilities[passage.language].find(sentence) or _find_town(in_place[passage.language], sentence)
            if not phrase or idle[passage.language].search(sentence):
                continue
            if not after_award or tenderers[passage.language].search(sentence):
                message = f"“{phrase}” asks for a place of work near the authority"
                fix = "Ask for a response or repair time in a contract performance clause instead."
                yield Fault(message, fix, catalogue.place(passage))


def _build_facilities(words: Words) -> str:
    facility = words("facility-words")
    near = rf"(?:{words('nearness-phrases')}|{words('place-links')}\s+(?:\w+\s+)?{words('place-names')})"
    held = rf"{words('possession-words')}\s+(?:\S+\s+){{0,4}}?{facility}\s+(?:\S+\s+){{0,8}}?{near}"
    has_to_be = rf"{facility}\s+(?:\w+\s+){{0,3}}?{words('duty-verbs')}\s+(?:\w+\s+){{0,3}}?{near}"
    called_local = rf"{words('local-words')}\s+(?:\w+\s+){{0,2}}?{facility}"
    return rf"{held}|{has_to_be}|{called_local}"


def _build_in_place(words: Words) -> str:
    """Return the pattern of a place of work up to the name of a town: no list can hold all towns."""
    held = rf"{words('possession-words')}\s+(?:\S+\s+){{0,4}}?{words('facility-words')}"
    return rf"{held}\s+(?:\w+\s+){{0,2}}?{words('place-links')}"


def _find_town(in_place: Pattern, sentence: str) -> str | None:
    """Return the words that end in a name with a capital letter."""
    match = in_place.search(sentence)
    if match and (town := _NAME.match(sentence, match.end())):
        return sentence[match.start() : town.end()]
    return None
