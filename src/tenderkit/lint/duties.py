# SPDX-License-Identifier: Apache-2.0
"""What a sentence of contract text has somebody do, and to what."""

import re

Pattern = re.Pattern[str]

_MODAL = re.compile(
    r"\b(?:shall|must|will|undertakes? to|(?:is|are) obliged to|(?:is|are) required to|ha(?:s|ve) to|may|is|are)\b"
)
_NOT = re.compile(r"\b(?:not|never|neither|nor|no longer)\b")
# What makes the words up to it a condition or a description.
_ASIDE = re.compile(r"\b(?:that|which|who|whose|where|if|when|unless)\b[^,:;]*$", re.IGNORECASE)
_TIME = re.compile(r"\b(?:once|until|after|before)\b[^,:;]*$", re.IGNORECASE)
# “After use the contractor shall” begins with a time, “after the units are” with a condition.
_PARTY = re.compile(r"\b(?:contractor|tenderer)s?\s*$", re.IGNORECASE)
# Nobody, or the authority, which collects and destroys for reasons of its own.
_OTHERS = re.compile(r"^no(?:ne|body)?\b|\bcontracting authority\s*$", re.IGNORECASE)
_PASSIVE = re.compile(r"\b(?:be|been|is|are|have|has|having)\b")
# “shred” is the one base form that looks like a participle.
_PARTICIPLE = re.compile(r"(?!shred\b)\w+ed\b|taken\b", re.IGNORECASE)
_NOUN = re.compile(r"\w+(?:ing|ion|al|ment)\b", re.IGNORECASE)


def duty(sentence: str, verbs: Pattern, things: Pattern, others: Pattern, *, may: bool = False) -> str | None:
    """The word by which a sentence has something done to things; None where it does not, or forbids it.

    Parameters: `verbs`, base forms, participles and nouns of what is done; `things`, to what; `others`, what takes
    the place of such a thing where it stands between; `may`, whether a permission counts too.
    """
    if not verbs.search(sentence) or not things.search(sentence):
        return None
    modals = list(_MODAL.finditer(sentence))
    for modal, following in zip(modals, [*modals[1:], None], strict=True):
        if modal[0] == "may" and not may:
            continue
        before = sentence[: modal.start()]
        condition = _ASIDE.search(before) or (_TIME.search(before) and not _PARTY.search(before))
        if condition or _OTHERS.search(before):
            continue
        span = sentence[modal.end() : following.start() if following else None]
        state = modal[0] in ("is", "are")
        for verb in verbs.finditer(span):
            between, after = span[: verb.start()], span[verb.end() :]
            if _NOT.search(between) or _ASIDE.search(between):
                continue
            if _PARTICIPLE.match(verb[0]):
                found = bool((state or _PASSIVE.search(between)) and things.search(before + between))
            elif _NOUN.search(verb[0]):
                found = not state and (bool(things.search(between)) or _first(after, things, others))
            else:
                found = not state and _first(after, things, others)
            if found:
                return verb[0]
    return None


def _first(text: str, things: Pattern, others: Pattern) -> bool:
    """Whether one of the things comes first, before any of the others."""
    found = things.search(text)
    return bool(found and not others.search(text[: found.start()]))
