# SPDX-License-Identifier: Apache-2.0
"""Find out who acts in the sentence of a clause that names a value: contractor, contracting authority or tenderers.

The texts of clauses say it in fixed words, such as `the contracting authority may`; the words of each language are in
its frame.
"""

import re
from collections.abc import Iterator
from typing import Literal

from tenderkit.library.language import Language
from tenderkit.papers.clause_text import FilledText, FilledValue, PrintedClause

# A duty of `either` is one of the tenderers before the award, and of the contractor after it; `both` are the
# contractor and the authority.
Party = Literal["contractor", "authority", "tenderers", "either", "both"]
_PARTIES: tuple[Party, ...] = ("contractor", "authority", "tenderers", "either", "both")
_BLANK = "\0"
SENTENCE_END = re.compile(r"(?<=[.؟!?])\s")
_COMMA = re.compile("[,،]")


def find_acting_party(printed: PrintedClause, name: str, language: Language) -> Party:
    """Return the party that acts in the first sentence of a clause that names a value.

    That is the party whose words are the last ones before the value or, if none are, the first ones after it, up to
    the next comma. A sentence without such words is about a duty of the contractor. A tenderer acts as such under the
    general rules alone: what another clause asks of it during the contract is due from the contractor. The time in
    which something is asked for is the authority's, whoever acts before.

    Parameters: `name`, the name of the value.
    """
    asks = tuple(_list_phrases("calendar.authority-asks", language))
    for sentence in _list_sentences(printed, name):
        before, _, after = sentence.partition(_BLANK)
        if before.rstrip().endswith(asks):
            return "authority"
        if acting := find_party_of_words(printed, before, after, language):
            return acting
    return "contractor"


def find_party_of_words(printed: PrintedClause, before: str, after: str, language: Language) -> Party | None:
    """Return the party that acts in a sentence of a clause with a time in it, None if it does not say so.

    Parameters: `before`, `after`, the words before and after the time, in lower case.
    """
    after = _COMMA.split(after)[0]
    party = _find_words(before, language, last=True) or _find_words(after, language, last=False)
    return "contractor" if party == "tenderers" and printed.clause.kind != "general-rule" else party


def find_rider(printed: PrintedClause, name: str, language: Language) -> str:
    """Return the words that a clause adds to the time of a value, such as `and before the first delivery`, if any.

    Parameters: `name`, the name of the value.
    """
    riders = _list_phrases("calendar.riders", language)
    for sentence in _list_sentences(printed, name):
        # The event from which the time is counted is marked as the time is.
        after = sentence.partition(_BLANK)[2].lstrip(f" {_BLANK}")
        if rider := next((rider for rider in riders if after.startswith(rider)), None):
            return rider
    return ""


def find_called_word(printed: PrintedClause, name: str, language: Language) -> str:
    """Return what the words of a clause before a value make of it: `least`, `span` or, without such words, nothing.

    The least is a value such as `for at least 90 days after the test`; a span is looked back over, such as `in the 3
    years before the day of the list`. Parameters: `name`, the name of the value.
    """
    before = [sentence.partition(_BLANK)[0].rstrip() for sentence in _list_sentences(printed, name)]
    for word in ("least", "span"):
        if any(text.endswith(tuple(_list_phrases(f"calendar.called-{word}", language))) for text in before):
            return word
    return ""


def _list_phrases(key: str, language: Language) -> list[str]:
    return [phrase.strip() for phrase in language.text(key).split("|")]


def _list_sentences(printed: PrintedClause, name: str) -> Iterator[str]:
    """Yield the sentences of a clause that name a value, in lower case, with a mark in place of the value."""
    for key in ("requirement", "remedy"):
        for texts in printed.filled.get(key, ()):
            for text in texts:
                sentences = SENTENCE_END.split(_mark_value(text, name))
                yield from (sentence for sentence in sentences if _BLANK in sentence)


def _mark_value(text: FilledText, name: str) -> str:
    """Return a text in lower case with its values left out; a mark replaces the value with the name `name`."""

    def write(piece: str | FilledValue) -> str:
        if isinstance(piece, str):
            return piece
        return _BLANK if piece.name == name else "…"

    return "".join(map(write, text.pieces)).lower()


def _find_words(words: str, language: Language, *, last: bool) -> Party | None:
    """Return the party that acts in some words, None if they name no action of either party.

    Parameters: `last`, true for the party of the last action in the words, false for that of the first.
    """
    places: list[tuple[int, Party]] = []
    for party in _PARTIES:
        for phrase in _list_phrases(f"calendar.{party}-acts", language):
            pattern = rf"(?<!\w){re.escape(phrase)}(?!\w)"
            places += [(match.start(), party) for match in re.finditer(pattern, words)]
    if not places:
        return None
    return (max(places) if last else min(places))[1]
