# SPDX-License-Identifier: Apache-2.0
"""repair-restricted: a text that bars repair by others, withholds manuals or has parts paired.

Catches, sentence by sentence in texts that tenderers read: parts of one maker only (“original parts only”); repair
or opening kept to the manufacturer or to authorised firms; a warranty that ends because somebody else opened or
repaired the unit; a ban on opening or repairing a unit; repair manuals and diagnostic tools that stay confidential;
parts that are paired with the unit. Such words, mostly copied from terms of sale, end the life of a unit at its first
fault, and shut out independent repairers and re-used parts. Sentences that forbid these things pass.

Passes:  A repair by a third party shall not end the warranty.
Fails:   The warranty is void if the unit is opened by a third party.

Take the words out; ask for access to parts, information and tools instead (`no-repair-locks`, `repair-information`).
"""

import re
from collections.abc import Iterator, Mapping

from tenderkit.lint.catalogue import Catalogue, Fault
from tenderkit.lint.phrases import Phrases

SEVERITY = "error"

Words = Mapping[str, re.Pattern[str]]

_SUBJECTS = "repair-barriers", "repair-words", "repair-documents", "pairing-words"
_OTHERS = "authorised-repairers", "independent-repairers", "withheld-words", "ending-words"

_WARRANTY = re.compile(r"\b(?:warrant(?:y|ies)|guarantees?)\b", re.IGNORECASE)
# Before the word that would end the warranty; a fault that a bad repair causes may be left out of it.
_GOES_ON = re.compile(r"\b(?:not|never|nor|neither|cannot)\s+(?:\w+\s+){0,2}$")
# Before the word that would withhold knowledge.
_FREE = re.compile(r"\b(?:not|never|no|without)\s+(?:(?:a|an|any|be|its|their)\s+)*$")
_CAUSED = re.compile(r"\b(?:caus(?:e|es|ed|ing)|comes? from|due to|results? (?:from|of)|because of)\b")
_NEGATED = re.compile(r"\b(?:not|no|never|nor|neither|without|free of|even (?:if|where|when))\b", re.IGNORECASE)
_BANNED = re.compile(
    r"\b(?:contracting authority|users?|staff|third part(?:y|ies)|others|repairers?)\s+(?:shall|may|must|will) not\s+"
    r"(?:itself |themselves )?(?:open|repair|disassemble|upgrade|replace parts)\b"
    r"|\b(?:units?|devices?|housings?|equipment|models?)\s+(?:shall|may|must|can) not be\s+"
    r"(?:opened|repaired|disassembled|upgraded)\b(?! (?:before|until))",
    re.IGNORECASE,
)
_FEW = (
    r"\b(?:only|exclusively|solely|nobody but|no one but)\s+(?:(?:by|to|at|in|through|with|from|for)\s+)?"
    r"(?:[\w-]+\s+){{0,3}}?(?:{few})|(?:{few})\s+(?:[\w-]+\s+){{0,3}}?(?:only|exclusively)\b"
)


def check(catalogue: Catalogue) -> Iterator[Fault]:
    """The sentences that stand against repair."""
    lists = {name: Phrases(catalogue, name) for name in (*_SUBJECTS, *_OTHERS)}
    subjects = Phrases(catalogue, *_SUBJECTS)
    patterns: dict[str, Words] = {}
    for said in catalogue.contract_texts:
        if said.language not in patterns:
            words = {name: found[said.language] for name, found in lists.items()}
            few = _FEW.format(few=words["authorised-repairers"].pattern)
            patterns[said.language] = {**words, "few": re.compile(few, re.IGNORECASE)}
        for sentence in said.sentences if subjects[said.language].search(said.text) else ():
            if reason := _barrier(sentence, patterns[said.language]):
                fix = "Take it out, and ask for access to parts, repair information and tools."
                yield Fault(reason, fix, catalogue.place(said))


def _barrier(sentence: str, words: Words) -> str | None:
    """What in a sentence stands against repair, in words."""
    documents, kept = words["repair-documents"].search(sentence), words["withheld-words"].search(sentence)
    if documents and kept and not _FREE.search(sentence[: kept.start()]):
        return f"“{documents[0]}” withheld: “{kept[0]}”"
    if found := _BANNED.search(sentence):
        return f"“{found[0]}” bars repair"
    repair, ending = words["repair-words"].search(sentence), words["ending-words"].search(sentence)
    if repair and ending and _WARRANTY.search(sentence) and not _CAUSED.search(sentence):
        other = words["independent-repairers"].search(sentence)
        if other and not _GOES_ON.search(sentence[: ending.start()]):
            return f"the warranty depends on who repairs: “{ending[0]}”, “{other[0]}”"
    if _NEGATED.search(sentence):
        return None
    if found := words["repair-barriers"].search(sentence):
        return f"“{found[0]}” bars other parts and repairers"
    if found := words["pairing-words"].search(sentence):
        return f"“{found[0]}” ties a part to one unit"
    if repair and (found := words["few"].search(sentence)):
        return f"“{found[0]}” keeps repair to few"
    return None
