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
from collections.abc import Iterator

from tenderkit.lint.catalogue import Catalogue, Fault, make_fault
from tenderkit.lint.duties import Duties
from tenderkit.lint.phrases import Phrases
from tenderkit.lint.statements import find_requirements

SEVERITY = "error"

_LIMIT = re.compile(r"\bonly (?:with|after|where|if|when|against|on|in|a|those|the)\b")
# “take the units back” stands for “take back the units”.
_APART = re.compile(r"\b(take|pick|haul) ((?:[\w-]+ ){1,8}?)(back|up|away)\b")
_ABOUT = re.compile(
    r"\b(?:collect|t(?:ake|aken) (?:[\w-]+ ){0,8}?(?:back|away)|take-back|pick|fetch|retriev|return|request|batch)"
)
_TIME = re.compile(
    r"\{\{ \w*(?:hours|days|weeks|months)|\b(?:on|by|before) the (?:\w+ )?(?:day|date|end)\b"
    r"|\b(?:every|each) (?:week|month|quarter|year)\b"
)
_QUANTITY = re.compile(
    r"\b(?:at least|minimum of) (?:\{\{|\d+|one|two|five|ten)|\{\{ \w*(?:batch|quantity)"
    r"|\bfrom (?:\{\{ \w+ \}\}|\d+|one|two|five|ten) (?:units?|pieces?|devices?)"
)
# The terms of a take-back that have to be given, each as it is called in messages.
TERMS = {
    "who-pays": "who pays",
    "where": "where",
    "time": "within what time",
    "quantity": "from what quantity on",
}


class TakeBack:
    """Finds the duties to take back equipment after its use, and the terms that sentences give for them."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._duties = Duties(catalogue, "collection-words", "equipment-words")
        self._elsewhere = Phrases(catalogue, "other-collections")
        self._pays, self._places = Phrases(catalogue, "payment-words"), Phrases(catalogue, "collection-places")
        self._times, self._amounts = Phrases(catalogue, "collection-times"), Phrases(catalogue, "quantity-words")
        self._mentions = Phrases(catalogue, "collection-mentions")

    def is_duty(self, sentence: str, language: str) -> bool:
        """Return whether a sentence has equipment taken back, and does not limit it (“only with”)."""
        plain = _APART.sub(r"\1 \3 \2", sentence)
        limited = _LIMIT.search(plain) or self._elsewhere[language].search(sentence)
        return not limited and self._duties.find(plain, language) is not None

    def is_about(self, sentence: str, language: str) -> bool:
        """Return whether a sentence speaks of a collection, a return or a request for it."""
        return bool(_ABOUT.search(sentence.lower()) or self._mentions[language].search(sentence))

    def find_terms(self, sentence: str, language: str, *, about: bool = False) -> set[str]:
        """Return the `TERMS` that a sentence gives; time and quantity only where it is about a collection.

        Parameters: `about`, true where it is, though its own words do not say so.
        """
        about = about or self.is_about(sentence, language)
        given = {
            "who-pays": self._pays[language].search(sentence),
            "where": self._places[language].search(sentence),
            "time": about and (_TIME.search(sentence) or self._times[language].search(sentence)),
            "quantity": about and (_QUANTITY.search(sentence) or self._amounts[language].search(sentence)),
        }
        return {term for term, is_given in given.items() if is_given}


def check(catalogue: Catalogue) -> Iterator[Fault]:
    """Find the take-back duties that leave open who pays, where, or another of the four terms."""
    taking_back = TakeBack(catalogue)
    contract = find_requirements(catalogue, "contract-performance-clause")
    duties = [r for r in contract if any(taking_back.is_duty(s, wording.language) for wording, s in r.sentences)]
    taking = {r.clause.id for r in duties}
    for requirement in duties:
        given = {term for p, s in requirement.sentences for term in taking_back.find_terms(s, p.language)}
        missing = [term for term in TERMS if term not in given]
        if taking.isdisjoint(requirement.clause.requires) and missing:
            fix = "Say it in the requirement, or require the clause that says it."
            place = catalogue.place(requirement.paragraphs[0])
            *most, last = (TERMS[term] for term in missing)
            names = f"{', '.join(most)} and {last}" if most else last
            message = f"the take-back does not say {names}"
            yield make_fault(message, fix, place, "take-back-terms-incomplete", terms=tuple(missing))
