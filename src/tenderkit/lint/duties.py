# SPDX-License-Identifier: Apache-2.0
"""Sentences by which somebody has to do something to a thing, such as “shall destroy the media”."""

import re
from itertools import zip_longest

from tenderkit.lint.catalogue import Catalogue
from tenderkit.lint.phrases import Phrases

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
_ARABIC = re.compile("[\u0621-\u064a]")
_NOUN = re.compile(r"\w+(?:ing|ion|al|ment)\b", re.IGNORECASE)


class Duties:
    """Finds sentences that demand an action on a thing, such as “shall destroy the media”.

    Parameters: `verbs`, the name of the word list with the verbs and nouns for the action; `things`, the name of the
    word list with the things. If a word of the list `other-objects` comes between the verb and the thing, the
    sentence demands the action on another object, and is not found.
    """

    def __init__(self, catalogue: Catalogue, verbs: str, things: str) -> None:
        self.verbs, self.things = Phrases(catalogue, verbs), Phrases(catalogue, things)
        self.others, self.negations = Phrases(catalogue, "other-objects"), Phrases(catalogue, "negations")
        # “The contractor is obliged to the destruction of the media”, in the order of Arabic words.
        self.verbs_first = Phrases(
            catalogue,
            source=lambda words: (
                rf"{words('duty-verbs')}(?P<between>(?:\s+\S+){{0,4}}?)\s+(?P<verb>{words(verbs)})"
                rf"(?:\s+\S+){{0,3}}?\s+{words(things)}"
            ),
        )

    def find(self, sentence: str, language: str, *, may: bool = False) -> str | None:
        """Return the word for the action that a sentence demands, such as “destroy”.

        Returns None if the sentence does not demand the action.

        Parameters: `may`, true to accept also a sentence that only permits the action (“may destroy”).
        """
        verbs, things = self.verbs[language], self.things[language]
        if not verbs.search(sentence) or not things.search(sentence):
            return None
        if _ARABIC.search(sentence):
            match = self.verbs_first[language].search(sentence)
            negated = match and self.negations[language].search(match["between"])
            return match["verb"] if match and not negated else None
        modals = list(_MODAL.finditer(sentence))
        for modal, following in zip_longest(modals, modals[1:]):
            before, span = sentence[: modal.start()], sentence[modal.end() : following.start() if following else None]
            condition = _ASIDE.search(before) or (_TIME.search(before) and not _PARTY.search(before))
            if (modal[0] == "may" and not may) or condition or _OTHERS.search(before):
                continue
            state = modal[0] in ("is", "are")
            for verb in verbs.finditer(span):
                between, after = span[: verb.start()], span[verb.end() :]
                if _NOT.search(between) or _ASIDE.search(between):
                    continue
                if _PARTICIPLE.match(verb[0]):
                    is_duty = bool((state or _PASSIVE.search(between)) and things.search(before + between))
                else:
                    named = _NOUN.search(verb[0]) and things.search(between)
                    is_duty = not state and (bool(named) or self._thing_comes_first(after, language))
                if is_duty:
                    return span[verb.start() : verb.end()]
        return None

    def _thing_comes_first(self, text: str, language: str) -> bool:
        """Return whether a text names a thing before any word of the list `other-objects`."""
        thing = self.things[language].search(text)
        return bool(thing and not self.others[language].search(text[: thing.start()]))
