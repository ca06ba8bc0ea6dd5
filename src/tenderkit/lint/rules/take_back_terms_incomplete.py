# SPDX-License-Identifier: Apache-2.0
"""take-back-terms-incomplete: a take-back without payer, place, time or smallest quantity.

Catches a contract performance clause that has the contractor collect or take back units after use (list
`collection-words`), and whose requirement leaves open one of four things: who pays (list `payment-words`), where
(list `collection-places`), within what time, and from what quantity on (list `quantity-words`). Without these terms
nobody can price the duty, and after the award each side reads it in its own favour. A variant that replaces the
requirement has to give all four itself. Time and quantity count only in a sentence about the collection.

Passes, too: a clause that requires another clause with a take-back duty, which has to give the terms; a collection
for another purpose, such as repair (list `other-collections`); a sentence that limits a collection (“only with”).

Passes:  The contractor shall collect the units from each site, within {{ collection_days }} of the request, at no
         charge. A request covers at least {{ minimum_batch }}.
Fails:   The contractor shall take back the units after use.

Write all four into the requirement, or require the clause that gives them.
"""

import re
from collections.abc import Iterator, Mapping

from tenderkit.lint.catalogue import Catalogue, Fault, Passage
from tenderkit.lint.duties import Duties
from tenderkit.lint.phrases import Phrases
from tenderkit.lint.statements import Requirement, find_requirements

SEVERITY = "error"

_LIMIT = re.compile(r"\bonly (?:with|after|where|if|when|against|on|in|a|those|the)\b")
# “take the units back” stands for “take back the units”.
_APART = re.compile(r"\b(take|pick|haul) ((?:[\w-]+ ){1,8}?)(back|up|away)\b")
_ABOUT = re.compile(
    r"\b(?:collect|t(?:ake|aken) (?:[\w-]+ ){0,8}?(?:back|away)|take-back|pick|fetch|retriev|return|request|batch)"
)
_TIME = re.compile(
    r"\b(?:within|(?:not|no) later than|at the latest)\b|\{\{ \w*(?:hours|days|weeks|months)"
    r"|\b(?:on|by|before) the (?:\w+ )?(?:day|date|end)\b|\bat delivery\b"
    r"|\b(?:every|each) (?:week|month|quarter|year)\b"
)
_QUANTITY = re.compile(
    r"\b(?:at least|minimum of) (?:\{\{|\d+|one|two|five|ten)|\{\{ \w*(?:batch|quantity)"
    r"|\bfrom (?:\{\{ \w+ \}\}|\d+|one|two|five|ten) (?:units?|pieces?|devices?)"
)


def check(catalogue: Catalogue) -> Iterator[Fault]:
    """Find the take-back duties that leave open who pays, where, or another of the four terms."""
    collections = Duties(catalogue, "collection-words", "equipment-words")
    elsewhere = Phrases(catalogue, "other-collections")
    terms = {name: Phrases(catalogue, name) for name in ("payment-words", "collection-places", "quantity-words")}

    def is_duty(passage: Passage, sentence: str) -> bool:
        plain = _APART.sub(r"\1 \3 \2", sentence)
        limited = _LIMIT.search(plain) or elsewhere[passage.language].search(sentence)
        return not limited and collections.find(plain, passage.language) is not None

    contract = find_requirements(catalogue, "contract-performance-clause")
    duties = [r for r in contract if any(is_duty(passage, sentence) for passage, sentence in r.sentences)]
    taking = {r.clause.id for r in duties}
    for requirement in duties:
        if taking.isdisjoint(requirement.clause.requires) and (missing := _list_missing(requirement, terms)):
            *most, last = missing
            named = f"{', '.join(most)} and {last}" if most else last
            fix = "Say it in the requirement, or require the clause that says it."
            yield Fault(f"the take-back does not say {named}", fix, catalogue.place(requirement.paragraphs[0]))


def _list_missing(requirement: Requirement, terms: Mapping[str, Phrases]) -> list[str]:
    """Return the terms that a take-back duty leaves open, such as “who pays” and “where”."""
    says = dict.fromkeys(("who pays", "where", "within what time", "from what quantity on"), False)
    for passage, sentence in requirement.sentences:
        pays, place, quantity = (bool(words[passage.language].search(sentence)) for words in terms.values())
        about = _ABOUT.search(sentence.lower()) is not None
        says["who pays"] |= pays
        says["where"] |= place
        says["within what time"] |= about and _TIME.search(sentence) is not None
        says["from what quantity on"] |= about and (quantity or _QUANTITY.search(sentence) is not None)
    return [term for term, is_given in says.items() if not is_given]
