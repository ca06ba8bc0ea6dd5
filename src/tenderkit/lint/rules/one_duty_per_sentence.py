# SPDX-License-Identifier: Apache-2.0
"""one-duty-per-sentence: a sentence with two duties.

Catches a sentence of a requirement with a second “shall”, for the same subject (“shall pay, and shall not charge”) or
for one of its own, as in the example. One of the two duties is soon overlooked, by tenderers and by those who check
the contract, and a remedy for “the duty” does not say for which one. House style is one duty in each sentence.
Several actions behind one “shall” pass (“shall test and clean”), and so does a “shall” in a condition or a
description (“a list that shall name”).

Passes:  The contractor shall collect the units and sanitise their media.
Fails:   The contractor shall collect the units, and the operator shall hand over a certificate.

Make two sentences of it, or two paragraphs.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from tenderkit.lint.catalogue import Catalogue, Fault

SEVERITY = "warn"

_SHALL = re.compile(r"\bshall\b", re.IGNORECASE)
# What joins a further clause to the sentence, up to its subject: one that starts as a noun or a pronoun does.
_JOINT = re.compile(
    r"(?:[,:](?:\s+(?:and|or|but|while|whereas|yet|so))?|\b(?:and|or|but|while|whereas|yet|so))\s+"
    r"(?:(?:then|also|in addition|otherwise|if so),?\s+)?"
    r"((?:(?:the|a|an|its|their|each|every|any|all|no|this|these|such|both|either|one|it|they|he|she|who\w*)\b"
    r"(?:\s+[\w’'/-]+){0,7}?|(?:[\w-]+\s+){0,2}?(?:contractors?|tenderers?|units?|batteries|parts|media|data|models"
    r"|equipment|devices|reports|records|lists|certificates)))\s+$",
    re.IGNORECASE,
)
# “…, and shall not charge”: the subject is that of the first duty.
_SAME_SUBJECT = re.compile(r"(?:,|\b(?:and|or|but|yet))\s+$", re.IGNORECASE)
_ASIDE = re.compile(
    r"\b(?:that|which|who|whom|whose|where|when|whenever|if|unless|until|once|before|after|as|because|whether|how)"
    r"\b(?:(?!,|\band\b|\bor\b|\bbut\b).)*$",
    re.IGNORECASE,
)
# A subject in two parts, inside a description: “sites that it and its subcontractors shall use”.
_SHARED = re.compile(
    r"\b(?:that|which|whom|where|when|if)\s+(?:(?:the|its|a|an|each)\s+)?[\w-]+\s+(?:and|or)\s", re.IGNORECASE
)
_CONDITION = re.compile(r"(?:where|when|if|unless|until|once|before|after|as|because|whenever)\b", re.IGNORECASE)


def check(catalogue: Catalogue) -> Iterator[Fault]:
    """Find the sentences of requirements with a second duty."""
    for wording in catalogue.texts:
        if wording.field != "requirement" or wording.language != "en":
            continue
        for sentence in wording.sentences:
            for subject in _find_further_subjects(sentence):
                message = f"a second duty in one sentence: “{subject} shall”"
                yield Fault(message, "Make two sentences of it.", catalogue.place(wording))


def _find_further_subjects(sentence: str) -> Iterator[str]:
    """Yield what joins each further duty to a sentence: its subject, such as “the operator”, or “and”."""
    places = list(_SHALL.finditer(sentence))
    if len(places) > 1 and _CONDITION.match(sentence) and "," not in sentence[: places[0].start()]:
        places = places[1:]  # the first one stands in the condition that opens the sentence
    for first, second in pairwise(places):
        between = sentence[first.end() : second.start()]
        if same := _SAME_SUBJECT.search(between):
            yield same[0].strip()
            continue
        joint = _JOINT.search(between)
        if joint and not _ASIDE.search(joint[1]) and not _SHARED.search(between[: joint.end(0)]):
            yield joint[1]
