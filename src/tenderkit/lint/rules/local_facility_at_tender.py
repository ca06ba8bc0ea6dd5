# SPDX-License-Identifier: Apache-2.0
"""local-facility-at-tender: tenderers need a workshop or office near the authority before the award.

Catches, in texts that tenderers read, a workplace (list `facility-words`) that a firm has to have (list
`possession-words`) within a distance, city or country (lists `nearness-phrases`, `place-links`, `place-names`), or
that is called local (list `local-words`). In a contract performance clause, which binds after award, only sentences
about tenderers count. Directive 2014/24/EU, Art 18 and 42(2), demands equal access; a firm from elsewhere can open a
workshop once it has the contract, or work without one.

Passes:  The contractor shall repair each unit within {{ turnaround_days }} {{ turnaround_days_anchor }}.
Fails:   The tenderer shall have a repair workshop within 50 km of the city hall.

Ask for a response or repair time in a contract performance clause.
"""

import re
from collections.abc import Iterator

from tenderkit.lint.catalogue import Catalogue, Fault, make_fault
from tenderkit.lint.phrases import Pattern, Phrases, Words
from tenderkit.lint.statements import fill_sentences

SEVERITY = "warn"
_PROPER = re.compile(r"[A-Z]\w+(?: [A-Z]\w+)+")
_NAME = re.compile(r"\s+[A-Z]\w+")


def check(catalogue: Catalogue) -> Iterator[Fault]:
    """Find the demands that a tenderer has a workplace near the authority."""
    tenderers, idle = Phrases(catalogue, "tenderer-words"), Phrases(catalogue, "no-demand-phrases")
    facilities, in_place = Phrases(catalogue, source=_build_facilities), Phrases(catalogue, source=_build_in_place)
    for wording in catalogue.contract_texts:
        after_award = wording.clause.kind == "contract-performance-clause"
        for sentence in fill_sentences(wording):
            phrase = facilities[wording.language].find(sentence) or _find_town(in_place[wording.language], sentence)
            if not phrase or idle[wording.language].search(sentence):
                continue
            # “Regional Office” in capitals is the name of somebody, unless tenderers are to have it.
            if _PROPER.fullmatch(phrase) and not tenderers[wording.language].search(sentence):
                continue
            if not after_award or tenderers[wording.language].search(sentence):
                message = f"“{phrase}” asks for a place of work near the authority"
                fix = "Ask for a response or repair time in a contract performance clause instead."
                place = catalogue.place(wording)
                yield make_fault(message, fix, place, "local-facility-at-tender", phrase=phrase)


def _build_facilities(words: Words) -> str:
    facility = words("facility-words")
    near = rf"(?:{words('nearness-phrases')}|{words('place-links')}\s+(?:\w+\s+)?{words('place-names')})"
    held = rf"{words('possession-words')}\s+(?:\S+\s+){{0,4}}?{facility}\s+(?:\S+\s+){{0,8}}?{near}"
    has_to_be = rf"{facility}\s+(?:\w+\s+){{0,3}}?{words('duty-verbs')}\s+(?:\w+\s+){{0,3}}?{near}"
    called_local = rf"{words('local-words')}\s+(?:\w+\s+){{0,2}}?{facility}"
    return rf"{held}|{has_to_be}|{called_local}"


def _build_in_place(words: Words) -> str:
    """Return the regular expression for a demand of a workplace, up to the name of a town: “has a workshop in”."""
    held = rf"{words('possession-words')}\s+(?:\S+\s+){{0,4}}?{words('facility-words')}"
    return rf"{held}\s+(?:\w+\s+){{0,2}}?{words('place-links')}"


def _find_town(in_place: Pattern, sentence: str) -> str | None:
    """Return the words of a sentence that demand a workplace in a town, such as “has a workshop in Oslo”, or None.

    The town is the word with a capital right behind the words that the pattern `in_place` matches."""
    match = in_place.search(sentence)
    if match and (town := _NAME.match(sentence, match.end())):
        return sentence[match.start() : town.end()]
    return None
