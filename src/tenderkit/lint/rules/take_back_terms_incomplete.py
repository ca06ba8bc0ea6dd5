# SPDX-License-Identifier: Apache-2.0
"""take-back-terms-incomplete: a take-back without payer, place, time or smallest quantity.

Catches a contract performance clause that has the contractor collect or take back units after use, and whose
requirement leaves open one of four things: who pays, where, within what time, and from what quantity on. Without them
nobody can price the duty, and after the award each side reads it in its own favour. A variant that replaces the
requirement has to say all four itself. Time and quantity count where they stand in a sentence about the collection.

Passes, too: a clause that requires another one with a take-back duty, because the terms stand there; a collection
for repair; a sentence that only limits a collection (“only with”, “not”).

Passes:  The contractor shall collect the units from each site, within {{ collection_days }} of the request, at no
         charge. A request covers at least {{ minimum_batch }}.
Fails:   The contractor shall take back the units after use.

Say all four in the requirement, or require the clause that says them.
"""

import re
from collections.abc import Iterator

from tenderkit.lint.catalogue import Catalogue, Fault
from tenderkit.lint.duties import duty
from tenderkit.lint.phrases import Phrases
from tenderkit.lint.requirements import Requirement, requirements

SEVERITY = "error"

_DUTY = "collection-words", "equipment-words", "other-objects"
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
    """The take-back duties with open terms."""
    terms = "other-collections", "payment-words", "place-words", "quantity-words"
    found = {name: Phrases(catalogue, name) for name in (*_DUTY, *terms)}
    duties = [r for r in requirements(catalogue) if _is_take_back(r, found)]
    taking = {r.clause.id for r in duties}
    for requirement in duties:
        if taking.isdisjoint(requirement.clause.requires) and (missing := _missing(requirement, found)):
            *most, last = missing
            named = f"{', '.join(most)} and {last}" if most else last
            first = requirement.paragraphs[0]
            fix = "Say it in the requirement, or require the clause that says it."
            yield Fault(f"the take-back does not say {named}", fix, catalogue.place(first))


def _is_take_back(requirement: Requirement, found: dict[str, Phrases]) -> bool:
    """Whether the contractor has to fetch equipment after its use."""
    if requirement.clause.kind != "contract-performance-clause":
        return False
    for said, sentence in requirement.sentences:
        plain = _APART.sub(r"\1 \3 \2", sentence)
        verbs, things, others = (found[name][said.language] for name in _DUTY)
        elsewhere = _LIMIT.search(plain) or found["other-collections"][said.language].search(sentence)
        if not elsewhere and duty(plain, verbs, things, others):
            return True
    return False


def _missing(requirement: Requirement, found: dict[str, Phrases]) -> list[str]:
    """What a take-back leaves open, in words."""
    says = dict.fromkeys(("who pays", "where", "within what time", "from what quantity on"), False)
    for said, sentence in requirement.sentences:
        language, about = said.language, _ABOUT.search(sentence.lower())
        says["who pays"] |= bool(found["payment-words"][language].search(sentence))
        says["where"] |= bool(found["place-words"][language].search(sentence))
        says["within what time"] |= bool(about and _TIME.search(sentence))
        quantity = _QUANTITY.search(sentence) or found["quantity-words"][language].search(sentence)
        says["from what quantity on"] |= bool(about and quantity)
    return [what for what, said_ in says.items() if not said_]
