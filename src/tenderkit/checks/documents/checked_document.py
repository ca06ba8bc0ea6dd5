# SPDX-License-Identifier: Apache-2.0
"""What the rules on documents look at: the document, its statements, and a catalogue made of its statements."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import field, replace
from functools import cached_property
from itertools import chain
from typing import NamedTuple

from tenderkit.checks.documents.document import Document, DocumentParagraph
from tenderkit.checks.documents.sections import Sections
from tenderkit.checks.documents.statements import Statement, StatementReader, fold_text
from tenderkit.checks.documents.topics.coverage import Recognised, Topic, TopicReader
from tenderkit.checks.documents.weightings import Weighting, WeightingReader
from tenderkit.checks.documents.word_index import HeldLists, WordIndex, split_words
from tenderkit.checks.reference_fixes import guess_language
from tenderkit.frozen import copy_with, frozen_dataclass
from tenderkit.library.author_data import SupersededReference, WordLists
from tenderkit.library.clause import Clause, ClauseText, SourceRef
from tenderkit.library.language import Language
from tenderkit.library.library import Library, Source
from tenderkit.lint.catalogue import Catalogue, Wording
from tenderkit.lint.phrases import Pattern, Phrases
from tenderkit.lint.standards import Standards

# The names of the outdated references, as a word list.
SUPERSEDED_NAMES = "superseded-names"
# The author of the comments and changes that `check` writes into copies.
COMMENTATOR = "tenderkit"
_EDITIONS = "editions-of-the-document"
# What all clauses made of statements have in common; their texts stand in wordings alone.
_CLAUSE = Clause(
    "0",
    "document",
    1,
    "stable",
    "general-rule",
    ("core",),
    ({},),
    ClauseText(title=("",), requirement=()),
    "document",
    sources=(SourceRef(_EDITIONS, "C"),),
)
_WORDING = Wording(_CLAUSE, "text.requirement", "requirement", "", ("",))


class DocumentFault(NamedTuple):
    """A breach of a rule in a document.

    `paragraph`: where it is; None where it concerns the whole file. `phrase`: the words at fault, empty where there
    are none. `within`: the statement that has them, where the paragraph has the phrase elsewhere, too. `clause`: the
    id of the clause of the library that the fault is about, where it is in no paragraph.
    """

    message: str
    fix: str
    paragraph: DocumentParagraph | None = None
    phrase: str = ""
    within: str = ""
    clause: str = ""


@frozen_dataclass
class CheckedDocument:
    """A document with the words by which rules search it.

    `library`: the library, of which the rules read the jurisdictions and sources; `get_language`: returns the fixed
    words in a language by its code; `lists`: the word lists; `superseded`: the outdated references; `expected`: the
    ids of the clauses that are selected for the purchase of which the document is; None where nobody named one.
    """

    document: Document
    library: Library
    get_language: Callable[[str], Language]
    lists: WordLists
    superseded: Mapping[str, SupersededReference] = field(default_factory=dict)
    expected: frozenset[str] | None = None

    @cached_property
    def language(self) -> Language:
        """The language of the document, in which the findings are written."""
        return self.get_language(guess_language(" ".join(p.text for p in self.paragraphs)))

    def make_fault(
        self,
        key: str,
        paragraph: DocumentParagraph | None = None,
        phrase: str = "",
        within: str = "",
        /,
        **values: object,
    ) -> DocumentFault:
        """Return a fault with words of the frame, section `documents`.

        Parameters: `key`, of the message and of what to do, as for `Language.remark`; `values`, what the words in
        braces stand for, with `phrase`; the others are those of `DocumentFault`.
        """
        message, fix = self.language.remark(f"documents.{key}", phrase=phrase, **values)
        return DocumentFault(message, fix, paragraph, phrase, within)

    @cached_property
    def words(self) -> Catalogue:
        """A catalogue without clauses; its word lists hold only what can occur in the document.

        The words of all languages count as English ones.
        """
        names = tuple(name for entry in self.superseded.values() for name in entry.names)
        forms = self._join_other_forms()
        text, words = f"{self._written_text}\n{forms}", [*self._written_words, *split_words(forms)]
        lists = HeldLists({**self.lists, SUPERSEDED_NAMES: {"any": names}}, text, words)
        superseded = {id_: e for id_, e in self.superseded.items() if any(lists.holds(name) for name in e.names)}
        library = replace(self.library, clauses={}, jurisdictions={})
        return Catalogue(library, lists=lists, superseded=superseded)

    @cached_property
    def statements(self) -> tuple[Statement, ...]:
        """The statements of the document in their order."""
        return tuple(StatementReader(self.words).read(self.paragraphs))

    @cached_property
    def paragraphs(self) -> tuple[DocumentParagraph, ...]:
        """The paragraphs of the document without the comments of an earlier check, which quote the faults."""
        return tuple(p for p in self.document.paragraphs if not (p.part == "comment" and p.label == COMMENTATOR))

    @cached_property
    def worded(self) -> frozenset[int]:
        """The identities of the paragraphs with a statement that asks for something by its own words."""
        return frozenset(id(p) for statement in self.statements if statement.worded for p in statement.paragraphs)

    @cached_property
    def topic_reader(self) -> TopicReader:
        """Finds the topics of the statements."""
        return TopicReader(self.paragraphs, self.statements, self.lists, self.library)

    @cached_property
    def recognised(self) -> Recognised | None:
        """What the document seems to buy; None where it does not say."""
        return self.topic_reader.recognise()

    @cached_property
    def topics(self) -> tuple[Topic, ...]:
        """The clauses that the purchase has, or one like it, each with whether the document speaks of it."""
        expected = self.expected
        if expected is None:
            expected = frozenset() if self.recognised is None else self.topic_reader.expect(self.recognised)
        return self.topic_reader.compare(expected)

    @cached_property
    def sections(self) -> Sections:
        """What kind of section each paragraph is in."""
        return Sections(self.words)

    @cached_property
    def weightings(self) -> tuple[Weighting, ...]:
        """The award criteria with their weights, for each table or list; of a table, the first column."""
        return tuple(first for first, *_ in self.weight_columns if first.is_on_award)

    @cached_property
    def weight_columns(self) -> tuple[tuple[Weighting, ...], ...]:
        """All columns and lists of weights, also such as are not on award criteria, for each table and each list."""
        return tuple(WeightingReader(self.words, self.sections).read(self.paragraphs))

    def find_statements(self, *lists: str) -> tuple[Statement, ...]:
        """Return the statements that may have an entry of these word lists; no other statement has one.

        The words of an entry occur in each of them, though not always side by side.
        """
        return tuple(self.statements[position] for position in self.find_positions(*lists))

    def build_catalogue(self, *lists: str, demands: bool = False) -> Catalogue:
        """Return a catalogue in which each statement that `find_statements` finds is the requirement of a clause.

        The ids count all statements of the document from 1.

        Parameters: `demands`, true to leave out the statements that ask for nothing, except those that accept other
        proof in the whole document.
        """
        wordings = tuple(
            self._get_wording(position)
            for position in self.find_positions(*lists)
            if not demands or self.statements[position].demands or position in self._accepting
        )
        clauses = {wording.clause.id: wording.clause for wording in wordings}
        sources = {**self.library.sources, _EDITIONS: self._editions} if wordings else {}
        library = replace(self.words.library, clauses=clauses, sources=sources)
        return _StatementCatalogue(library, {}, self.words.lists, self.words.superseded, wordings=wordings)

    def find_positions(self, *lists: str) -> list[int]:
        """Return the positions, from 0, of the statements that `find_statements` returns."""
        return sorted(self._index.find(word for name in lists for word in self.words.words(name)))

    @cached_property
    def _index(self) -> WordIndex:
        return WordIndex([statement.text for statement in self.statements])

    @property
    def word_counts(self) -> Counter[str]:
        """How often each word is written in the document, by the word in small letters."""
        return Counter(self._written_words)

    @cached_property
    def _written_text(self) -> str:
        """The texts of the document as they are written."""
        return "\n".join(paragraph.text for paragraph in self.paragraphs)

    @cached_property
    def _written_words(self) -> list[str]:
        """The words of the document as they are written, in their order."""
        # Each paragraph on its own: most of them are plain English, which is split in half the time.
        return list(chain.from_iterable(split_words(paragraph.text) for paragraph in self.paragraphs))

    def _join_other_forms(self) -> str:
        """Return headings, and the texts that are searched in another form than they are written."""
        paragraphs = self.paragraphs
        others = {paragraph.text for paragraph in paragraphs if not paragraph.text.isascii()}
        heads = set(chain.from_iterable({paragraph.headings for paragraph in paragraphs}))
        heads |= {paragraph.cell.column_head for paragraph in paragraphs if paragraph.cell}
        return "\n".join(chain(heads, (fold_text(text) for text in others | heads)))

    def _get_wording(self, position: int) -> Wording:
        """Return a statement as the requirement of a clause."""
        if position not in self._wordings:
            text = self.statements[position].text
            kind = "technical-specification"
            if position in self._accepting:  # it holds for the whole document, as a general rule does
                kind = "general-rule"
            elif position in self._on_contractors:
                kind = "contract-performance-clause"
            if position in self._with_harmless:
                text = self._harmless.blank_out(text)
            self._wordings[position] = _make_wording(str(position + 1), kind, text)
        return self._wordings[position]

    @cached_property
    def _wordings(self) -> dict[int, Wording]:
        return {}

    @cached_property
    def _accepting(self) -> set[int]:
        """The positions of the statements that accept other proof."""
        return self._search_statements("dossier-phrases")

    @cached_property
    def _on_contractors(self) -> set[int]:
        """The positions of the statements that speak of the contractor."""
        return self._search_statements("contractor-words")

    def _search_statements(self, name: str) -> set[int]:
        """Return the positions of the statements in which a phrase of a word list stands."""
        pattern = Phrases(self.words, name)["en"]
        return {position for position in self.find_positions(name) if pattern.search(self.statements[position].text)}

    @cached_property
    def _with_harmless(self) -> set[int]:
        """The positions of the statements that may have a phrase which says nothing, and is left out."""
        return set(self.find_positions("harmless-phrases"))

    @cached_property
    def _harmless(self) -> Pattern:
        return Phrases(self.words, "harmless-phrases")["en"]

    @cached_property
    def _editions(self) -> Source:
        """A source that names each standard whose edition the document gives anywhere."""
        standards, prefixes = Standards(self.words, "en"), self.words.words("standard-prefixes")
        texts = [p.text for p in self.paragraphs if any(prefix in p.text for prefix in prefixes)]
        dated = {standard.name: None for text in texts for standard in standards.find_all(text) if standard.dated}
        return Source("; ".join(dated), "standard", "in-force", "C", edition="as the document says")


@frozen_dataclass
class _StatementCatalogue(Catalogue):
    """A catalogue whose texts are statements of a document; all rules share them, with their sentences."""

    wordings: tuple[Wording, ...] = ()

    @cached_property
    def texts(self) -> tuple[Wording, ...]:
        """The statements as requirements."""
        return self.wordings


def _make_wording(id_: str, kind: str, text: str) -> Wording:
    """Return a statement as the requirement of a clause of its own."""
    # Braces would name parameters in a clause; in a document they are text.
    words = text.replace("{", "(").replace("}", ")")
    clause = copy_with(_CLAUSE, id=id_, kind=kind)
    return copy_with(_WORDING, clause=clause, text=words, template=(words,))
