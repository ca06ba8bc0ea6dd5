# SPDX-License-Identifier: Apache-2.0
"""repair-restricted: a text that bars repair by others, withholds manuals or ties parts to one unit.

Catches these sentences in texts that tenderers read: only parts of one manufacturer are allowed (list
`repair-barriers`); only the manufacturer or its authorised firms may repair or open a unit (list
`authorised-repairers`); the warranty ends (list `ending-words`) if somebody else opens or repairs it (list
`independent-repairers`); opening or repairing a unit is forbidden; manuals and the like (list `repair-documents`) are
withheld (list `withheld-words`); parts work only in the unit with which they are paired (list `pairing-words`). Such
words, mostly copied from terms of sale, end the life of a unit at its first fault, and shut out independent repairers
and re-used parts. Sentences that forbid these barriers pass.

Passes:  A repair by a third party shall not end the warranty.
Fails:   The warranty is void if the unit is opened by a third party.

Take the words out; ask for access to parts, information and tools instead (`no-repair-locks`, `repair-information`).
"""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from tenderkit.lint.catalogue import Catalogue, Fault, make_fault
from tenderkit.lint.phrases import WORD, Pattern, Phrases, Words

SEVERITY = "error"

_SUBJECTS = "repair-barriers", "repair-words", "repair-documents", "pairing-words"
_OTHERS = "independent-repairers", "withheld-words", "ending-words"
# Every sentence that hinders repair has an entry of these, or a ban.
_HINDRANCES = "repair-barriers", "authorised-repairers", "withheld-words", "ending-words", "pairing-words"

# Before the word that would end the warranty.
_GOES_ON = re.compile(r"\b(?:not|never|nor|neither|cannot)\s+(?:\w+\s+){0,2}$")
# Before the word that would withhold knowledge.
_FREE = re.compile(r"\b(?:not|never|no|without)\s+(?:(?:a|an|any|be|its|their)\s+)*$")
# A fault that a bad repair causes may be left out of the warranty.
_CAUSED = re.compile(r"\b(?:caus(?:e|es|ed|ing)|comes? from|due to|results? (?:from|of)|because of)\b")
_NEGATED = re.compile(r"\b(?:not|no|never|nor|neither|without|free of|even (?:if|where|when))\b", re.IGNORECASE)
_BANNED = re.compile(
    r"\b(?:contracting authority|users?|staff|third part(?:y|ies)|others|repairers?)\s+(?:shall|may|must|will) not\s+"
    r"(?:itself |themselves )?(?:open|repair|disassemble|upgrade|replace parts)\b"
    r"|\b(?:units?|devices?|housings?|equipment|models?)\s+(?:shall|may|must|can) not be\s+"
    r"(?:opened|repaired|disassembled|upgraded)\b(?! (?:before|until))",
    re.IGNORECASE,
)


class _Barrier(NamedTuple):
    """How a sentence hinders repair: the kind, in words, and by which phrases of the sentence."""

    kind: str
    reason: str
    phrase: str
    other: str = ""


def check(catalogue: Catalogue) -> Iterator[Fault]:
    """Find the sentences that hinder repair."""
    lists = {name: Phrases(catalogue, name) for name in (*_SUBJECTS, *_OTHERS)}
    lists["few"] = Phrases(catalogue, source=_build_few)
    lists["warranty"] = Phrases(catalogue, source=lambda words: words("warranty-words", edge=WORD))
    subjects, hindrances = Phrases(catalogue, *_SUBJECTS), Phrases(catalogue, *_HINDRANCES)
    for wording in catalogue.contract_texts:
        if not subjects[wording.language].search(wording.text):
            continue
        words = {name: patterns[wording.language] for name, patterns in lists.items()}
        for sentence in wording.sentences:
            if not hindrances[wording.language].search(sentence) and not _BANNED.search(sentence):
                continue
            if barrier := _find_barrier(sentence, words):
                fix = "Take it out, and ask for access to parts, repair information and tools."
                values = {"phrase": barrier.phrase, "other": barrier.other}
                key = f"repair-restricted-{barrier.kind}"
                yield make_fault(barrier.reason, fix, catalogue.place(wording), key, **values)


def _build_few(words: Words) -> str:
    few = words("authorised-repairers")
    only = r"\b(?:only|exclusively|solely|nobody but|no one but)\s+(?:(?:by|to|at|in|through|with|from|for)\s+)?"
    return rf"{only}(?:[\w-]+\s+){{0,3}}?{few}|{few}\s+(?:[\w-]+\s+){{0,3}}?(?:only|exclusively)\b"


def _find_barrier(sentence: str, words: Mapping[str, Pattern]) -> _Barrier | None:
    """Return how a sentence hinders repair; None if the sentence does not hinder repair."""
    document, withheld = words["repair-documents"].find(sentence), words["withheld-words"].search(sentence)
    if document and withheld and not _FREE.search(sentence[: withheld.start()]):
        how = sentence[slice(*withheld.span())]
        return _Barrier("withheld", f"“{document}” withheld: “{how}”", document, how)
    if match := _BANNED.search(sentence):
        return _Barrier("banned", f"“{match[0]}” bars repair", match[0])
    repair, ending = words["repair-words"].search(sentence), words["ending-words"].search(sentence)
    if repair and ending and words["warranty"].search(sentence) and not _CAUSED.search(sentence):
        other = words["independent-repairers"].find(sentence)
        if other and not _GOES_ON.search(sentence[: ending.start()]):
            end = sentence[slice(*ending.span())]
            reason = f"the warranty depends on who repairs: “{end}”, “{other}”"
            return _Barrier("warranty", reason, end, other)
    if _NEGATED.search(sentence):
        return None
    if barrier := words["repair-barriers"].find(sentence):
        return _Barrier("barrier", f"“{barrier}” bars other parts and repairers", barrier)
    if pairing := words["pairing-words"].find(sentence):
        return _Barrier("pairing", f"“{pairing}” ties a part to one unit", pairing)
    if repair and (few := words["few"].find(sentence)):
        return _Barrier("few", f"“{few}” keeps repair to few", few)
    return None
