# SPDX-License-Identifier: Apache-2.0
"""What the rules on documents look at: the document, its statements, and a catalogue made of its statements."""

from collections.abc import Mapping
from dataclasses import field, replace
from functools import cached_property
from typing import NamedTuple

from tenderkit.checks.documents.document import Document, DocumentParagraph
from tenderkit.checks.documents.statements import Statement, StatementReader
from tenderkit.frozen import frozen_dataclass
from tenderkit.library.author_data import SupersededReference, WordList, WordLists
from tenderkit.library.clause import Clause, ClauseText, SourceRef
from tenderkit.library.library import Library, Source
from tenderkit.lint.catalogue import Catalogue
from tenderkit.lint.phrases import Phrases
from tenderkit.lint.standards import Standards

# The languages whose words are read as well as English.
OTHER_LANGUAGES = ("ar",)
_EDITIONS = "editions-of-the-document"


class DocumentFault(NamedTuple):
    """A breach of a rule in a document.

    `paragraph`: where it is; None where it concerns the whole file. `phrase`: the words at fault, empty where there
    are none.
    """

    message: str
    fix: str
    paragraph: DocumentParagraph | None = None
    phrase: str = ""


@frozen_dataclass
class CheckedDocument:
    """A document with the words by which rules search it.

    `library`: the library, of which the rules read the jurisdictions and sources; `lists`: the word lists;
    `superseded`: the outdated references.
    """

    document: Document
    library: Library
    lists: WordLists
    superseded: Mapping[str, SupersededReference] = field(default_factory=dict)

    @cached_property
    def words(self) -> Catalogue:
        """A catalogue without clauses, in whose word lists the words of all languages count as English ones."""
        lists = {name: merge_languages(table) for name, table in self.lists.items()}
        library = replace(self.library, clauses={})
        return Catalogue(library, lists=lists, superseded=self.superseded)

    @cached_property
    def statements(self) -> tuple[Statement, ...]:
        """The statements of the document in their order."""
        return tuple(StatementReader(self.words).read(self.document.paragraphs))

    @cached_property
    def catalogue(self) -> Catalogue:
        """A catalogue in which each statement is the requirement of a clause; the ids count them from 1."""
        names = ("dossier-phrases", "contractor-words", "harmless-phrases")
        dossiers, contractors, harmless = (Phrases(self.words, name)["en"] for name in names)
        clauses = {}
        for number, statement in enumerate(self.statements, 1):
            kind = "contract-performance-clause" if contractors.search(statement.text) else "technical-specification"
            # What accepts other proof holds for the whole document, as a general rule does.
            kind = "general-rule" if dossiers.search(statement.text) else kind
            clauses[str(number)] = _make_clause(str(number), kind, harmless.blank_out(statement.text))
        sources = {**self.library.sources, _EDITIONS: self._list_editions()}
        return replace(self.words, library=replace(self.library, clauses=clauses, sources=sources))

    def _list_editions(self) -> Source:
        """Return a source that names each standard whose edition the document gives anywhere."""
        standards = Standards(self.words, "en")
        texts = (paragraph.text for paragraph in self.document.paragraphs)
        dated = {standard.name: None for text in texts for standard in standards.find_all(text) if standard.dated}
        return Source("; ".join(dated), "standard", "in-force", "C", edition="as the document says")


def merge_languages(table: Mapping[str, WordList]) -> dict[str, WordList]:
    """Return a word list in which the words of the other languages count as words of all languages."""
    more = [word for code in OTHER_LANGUAGES for word in table.get(code, ())]
    return {**table, "any": (*table.get("any", ()), *more)} if more else dict(table)


def _make_clause(id_: str, kind: str, text: str) -> Clause:
    """Return a statement as a clause whose requirement is the statement."""
    # Braces would name parameters in a clause; in a document they are text.
    words = text.replace("{", "(").replace("}", ")")
    written = ClauseText(title=("",), requirement=((words,),))
    sources = (SourceRef(_EDITIONS, "C"),)
    return Clause(id_, "document", 1, "stable", kind, ("core",), ({},), written, "document", sources=sources)  # type: ignore[arg-type]
