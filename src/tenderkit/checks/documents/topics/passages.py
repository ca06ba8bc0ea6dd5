# SPDX-License-Identifier: Apache-2.0
"""The passages of a document that ask for something: kind, topic, numbers, standards and labels."""

import re
from typing import Any, NamedTuple

from tenderkit.checks.documents.checked_document import CheckedDocument
from tenderkit.checks.documents.document import DocumentParagraph
from tenderkit.findings import Confidence
from tenderkit.lint.phrases import Pattern, Phrases, Words
from tenderkit.lint.standards import Standards

_LONGEST = 400
_CONTRACT, _SPECIFICATION = "contract-performance-clause", "technical-specification"
_SELECTION, _AWARD = "selection-criterion", "award-criterion"
_NUMBER = r"(?<![\w.,:/-])(?P<value>\d{1,3}(?:[ ,]\d{3})+(?:\.\d+)?|\d+(?:[.,]\d+)?)\)?[ -]?"


class RequirementPassage(NamedTuple):
    """A statement that asks for something.

    `kind`: the id of a kind of clause; `clauses`: the ids of the clauses that are on the same topic; `themes`: the
    ids of their themes; `numbers`: each number with its unit, as written; `confidence`: high where its own words ask,
    medium where a heading alone says so.
    """

    text: str
    place: str
    kind: str
    clauses: tuple[str, ...]
    themes: tuple[str, ...]
    numbers: tuple[tuple[str, str], ...]
    standards: tuple[str, ...]
    labels: tuple[str, ...]
    confidence: Confidence

    def as_json(self) -> dict[str, Any]:
        """Return the passage as a dictionary for the JSON output of `check`."""
        return {**self._asdict(), "numbers": [{"value": value, "unit": unit} for value, unit in self.numbers]}


class PassageReader:
    """Reads the passages of a document. Parameters: `checked`, the document with its word lists."""

    def __init__(self, checked: CheckedDocument) -> None:
        words = Words(checked.words, "en")
        self._checked = checked
        self._standards = Standards(checked.words, "en")
        self._labels = Pattern(words("label-names"))
        self._numbers = re.compile(_NUMBER + rf"(?P<unit>{words.bare('measured-units')})(?!\w)", re.IGNORECASE)
        self._contractors = Phrases(checked.words, "contractor-words")["en"]
        self._contracts = Pattern(words("contract-headings"))
        self._points = Pattern(words("points-words"))
        self._firms = Pattern(words("firm-words"))

    def read(self) -> tuple[RequirementPassage, ...]:
        """Return the statements that ask for something, without headings, in the order of the document."""
        checked, library = self._checked, self._checked.library
        clauses_at: dict[int, list[str]] = {}
        for id_, positions in checked.topic_reader.telling.items():
            for position in positions if id_ in library.clauses else ():
                clauses_at.setdefault(position, []).append(id_)
        passages = []
        for position, statement in enumerate(checked.statements):
            if not statement.demands or _is_heading(statement.paragraphs[0]):
                continue
            text, clauses = statement.text, tuple(sorted(clauses_at.get(position, ())))
            passage = RequirementPassage(
                text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…",
                statement.paragraphs[0].name_place(checked.language),
                self._find_kind(text, statement.paragraphs[0]),
                clauses,
                tuple(dict.fromkeys(library.clauses[id_].theme for id_ in clauses)),
                tuple((match["value"], match["unit"]) for match in self._numbers.finditer(text)),
                tuple(dict.fromkeys(standard.name for standard in self._standards.find_all(text))),
                tuple(dict.fromkeys(self._labels.find_all(text))),
                "high" if statement.worded else "medium",
            )
            passages.append(passage)
        return tuple(passages)

    def _find_kind(self, text: str, paragraph: DocumentParagraph) -> str:
        """Return the kind of clause that a passage is like: by the headings above it, else by its words."""
        if kind := self._checked.sections.find_kind(paragraph):
            return kind
        if any(self._contracts.search(heading) for heading in paragraph.headings) or self._contractors.search(text):
            return _CONTRACT
        if self._points.search(text):
            return _AWARD
        return _SELECTION if self._firms.search(text) else _SPECIFICATION


def _is_heading(paragraph: DocumentParagraph) -> bool:
    """Return whether a paragraph is a heading, or in the row of heads of a table."""
    cell = paragraph.cell
    return bool(paragraph.level) or (cell is not None and cell.row == 1 and not cell.column_head)
