# SPDX-License-Identifier: Apache-2.0
"""Which clauses a purchase like that of a document usually has, and on which of them the document says something."""

from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Literal, NamedTuple

from tenderkit.checks.documents.document import DocumentParagraph
from tenderkit.checks.documents.statements import Statement, fold_text
from tenderkit.checks.documents.topics.topic_words import SearchedTexts, group_words
from tenderkit.library.author_data import WordLists
from tenderkit.library.clause import Clause
from tenderkit.library.library import Library

# `covered`: a demand has a telling word of the clause; `perhaps`: such a word is elsewhere, or a demand has a word
# that may be about it.
State = Literal["covered", "perhaps", "not-found"]
_SET = "standard"
_PURCHASE = "purchase"
_TAKE_BACK, _REFURBISHED = "take-back", "refurbished"
# Old equipment of unknown kinds; and what is handed over and never bought.
_MIXED, _OLD = "mixed-ict", {"mixed-ict", "storage-media"}
_TITLES = 3
# A category that no title names counts if so many statements do; of these, so many.
_LEAST_STATEMENTS, _MOST_CATEGORIES = 3, 2


class Topic(NamedTuple):
    """A clause that is expected, and whether the document speaks of it."""

    clause: Clause
    state: State


class Recognised(NamedTuple):
    """What a document seems to buy: the ids of product categories and of an acquisition model."""

    categories: tuple[str, ...]
    acquisition: str


class TopicReader:
    """Finds the topics of the statements of a document.

    Parameters: `paragraphs`, those of the document; `statements`, made of these; `lists`, the word lists; `library`,
    with the clauses and categories.
    """

    def __init__(
        self,
        paragraphs: Sequence[DocumentParagraph],
        statements: Sequence[Statement],
        lists: WordLists,
        library: Library,
    ) -> None:
        self._paragraphs, self._statements, self._lists, self._library = paragraphs, statements, lists, library
        self._texts = SearchedTexts([_join_heading(statement) for statement in statements])
        self.telling = self._texts.find(lists["topic-words"])
        self._hints = self._texts.find(lists["topic-hints"])

    def compare(self, expected: Iterable[str]) -> tuple[Topic, ...]:
        """Return for each expected clause whether the document speaks of it, in the order of the library.

        Clauses without telling words are left out. Parameters: `expected`, their ids.
        """
        known = group_words(self._lists["topic-words"]).keys() & set(expected)
        clauses = self._library.clauses
        return tuple(Topic(clause, self._find_state(id_)) for id_, clause in clauses.items() if id_ in known)

    def _find_state(self, clause: str) -> State:
        telling, hinted = self.telling.get(clause, set()), self._hints.get(clause, set())
        if any(self._statements[position].demands for position in telling):
            return "covered"
        if telling or any(self._statements[position].demands for position in hinted):
            return "perhaps"
        return "not-found"

    def recognise(self) -> Recognised | None:
        """Return what the document seems to buy, by its titles, else by its statements; None where neither tells."""
        lists = self._lists
        titles = SearchedTexts(_list_titles(self._paragraphs))
        acquisitions = titles.find(lists["acquisition-words"]).keys() - {_PURCHASE}
        order = self._library.vocabulary.words("acquisitions")
        acquisition = next((word for word in order if word in acquisitions), _PURCHASE)
        categories = tuple(titles.find(lists["category-words"])) or self._count_categories()
        if acquisition == _TAKE_BACK:
            return Recognised(categories or (_MIXED,), acquisition)
        categories = tuple(category for category in categories if category not in _OLD)
        return Recognised(categories, acquisition) if categories else None

    def _count_categories(self) -> tuple[str, ...]:
        places_of = self._texts.find(self._lists["category-words"])
        often = [id_ for id_, places in places_of.items() if len(places) >= _LEAST_STATEMENTS]
        return tuple(sorted(often, key=lambda id_: -len(places_of[id_]))[:_MOST_CATEGORIES])

    def expect(self, recognised: Recognised) -> frozenset[str]:
        """Return the ids of the clauses of the standard set for what the document seems to buy."""
        find = self._library.find_clauses
        return frozenset(
            clause.id
            for category in recognised.categories
            for clause in find(set=_SET, status="stable", category=category, model=recognised.acquisition)
            # In other purchases these apply to the units that come refurbished, and nobody says whether any do.
            if clause.theme != _REFURBISHED or recognised.acquisition == _REFURBISHED
        )


def _join_heading(statement: Statement) -> str:
    """Return the words of a statement with the innermost heading above it."""
    headings = statement.paragraphs[0].headings
    return f"{statement.text} {fold_text(headings[-1])}" if headings else statement.text


def _list_titles(paragraphs: Sequence[DocumentParagraph]) -> Sequence[str]:
    """Return the first headings of a document, or its first paragraphs where it has none."""
    headings = list(islice((p.text for p in paragraphs if p.level), _TITLES))
    return [fold_text(text) for text in headings or [p.text for p in paragraphs[:_TITLES]]]
