# SPDX-License-Identifier: Apache-2.0
"""Find what differs in an annex from how tenderkit made it, by the words that its manifest records."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from lxml import etree

from tenderkit.checks.documents.document import Difference, DocumentParagraph, Lost, PlacedChange, View
from tenderkit.checks.documents.word_changes import WordComparison
from tenderkit.formats.word.read.clause_fates import (
    ClauseFates,
    PlacedFate,
    find_clause_fates,
    is_untouched,
    read_made_words,
    read_words_of_original,
)
from tenderkit.formats.word.read.clause_words import normalize_lines
from tenderkit.formats.word.read.elements import find_manifest
from tenderkit.formats.word.read.fragments import (
    CLAUSE_LEVEL,
    Fragment,
    ManifestClause,
    TextParagraph,
    normalize_title,
)
from tenderkit.formats.word.read.open_docx import WordFile
from tenderkit.formats.word.write.xml import MANIFEST
from tenderkit.papers.clause_marks import BOOKMARK

Shown = Mapping[etree._Element, DocumentParagraph]
_LETTERED_NUMBER = re.compile(r"(?<!\w)[^\W\d_]{1,3}(?:\.\d+)+(?!\w)")


def find_edited_clauses(
    opened: WordFile, view: View = "final", original: WordFile | None = None
) -> ClauseFates | None:
    """Find what became of the clauses of an annex; None in a file that is no annex, or that nobody edited.

    Parameters: `opened`, the file; `view`, with all tracked changes accepted, or without them; `original`, the file
    as it was made, or None to go by what `opened` records. No content of the file causes an error.
    """
    _, manifest = find_manifest(original or opened)
    if manifest is None or manifest.find(f"{{{MANIFEST}}}clause") is None or is_untouched(opened, manifest):
        return None
    return find_clause_fates(opened, manifest, view)


def find_differences(
    opened: WordFile, fates: ClauseFates, shown: Shown, original: WordFile | None = None
) -> tuple[Difference, ...]:
    """Find what differs in an annex from how tenderkit made it.

    Parameters: `fates`, as `find_edited_clauses` returns them for the same files; `shown`, the paragraphs of the text
    by their elements; for the others see there.
    """
    search = _DifferenceFinder(opened, fates, original, shown)
    return tuple(difference for difference in (*search.list_clauses(), search.compare_others()) if difference)


class _DifferenceFinder:
    """Compares the clauses and the other paragraphs of one file with the words as made."""

    def __init__(self, opened: WordFile, fates: ClauseFates, original: WordFile | None, shown: Shown) -> None:
        self._shown = shown
        self._fates = fates
        words = read_made_words(opened) if original is None else read_words_of_original(original)
        self._clause_words, self._other_words = words
        self._outside = frozenset(self._other_words or ())
        self._comparison = WordComparison()
        clauses = [fate.clause for fate in self._fates.clauses if fate.clause]
        self._numbers = {clause.bookmark: clause.number for clause in clauses}
        self._tags = {clause.tag for clause in clauses}
        self._owners: defaultdict[Fragment, list[ManifestClause]] = defaultdict(list)
        # The paragraphs of each clause in a fragment, by its tag; apart where the fragment begins with a section.
        self._lines_of: dict[tuple[Fragment, bool], dict[str, list[TextParagraph]]] = {}
        # The paragraphs that belong to a clause, by their `id`.
        self._of_clauses: set[int] = set()
        for fate in self._fates.clauses:
            if fate.clause is not None:
                for fragment in fate.fragments:
                    self._owners[fragment].append(fate.clause)

    def list_clauses(self) -> list[Difference | None]:
        """Return what became of each clause; None for one that is as it was made."""
        return [
            self._compare_clause(fate, fate.clause) if fate.clause else self._describe_unknown(fate)
            for fate in self._fates.clauses
        ]

    def _describe_unknown(self, fate: PlacedFate) -> Difference | None:
        lines = [line for fragment in fate.fragments for line in fragment.lines]
        if any(id(line) in self._of_clauses for line in lines):  # a heading that was found to be that of a clause
            return None
        self._of_clauses |= set(map(id, lines))
        paragraph = next(filter(None, map(self._find_shown, lines)), None)
        paragraph = paragraph or DocumentParagraph(fate.fate.id or fate.fate.mark, level=CLAUSE_LEVEL)
        copied = fate.fate.mark in self._tags
        changed_texts = self._compare((), [line for line in lines if line.full_text.strip()])
        return Difference("unknown", _name_clause(paragraph), paragraph, changed_texts, copied=copied)

    def _compare_clause(self, placed: PlacedFate, clause: ManifestClause) -> Difference | None:
        fate = placed.fate
        as_made = DocumentParagraph(clause.title, number=clause.number, level=CLAUSE_LEVEL, clause=clause.tag)
        if fate.fate == "missing":
            words, broken = self._compare_words(clause, ()), self._fates.broken.get(clause.bookmark, 0)
            return Difference("missing", _name_clause(as_made), as_made, words, broken=broken)
        lines = self._list_lines(placed, clause)
        headings = [line for line in lines if line.level]
        heading = next((line for line in headings if clause.bookmark in line.bookmarks), next(iter(headings), None))
        lost = self._find_loss(clause, lines, heading)
        changed_texts: tuple[PlacedChange, ...] | None = ()
        if fate.fate == "split" and _is_title(fate.headings, clause):
            # Enter was pressed in the title: its halves are no changed words.
            changed_texts = self._compare_words(
                clause, [line for line in lines if not line.level], without_title=True
            )
        elif fate.fate in ("edited", "split"):
            changed_texts = self._compare_words(clause, lines, without_title=lost == "heading")
        if lost is None and not fate.moved and fate.fate != "split" and changed_texts == ():
            return None
        paragraph = (heading and self._find_shown(heading)) or as_made
        name = _name_clause(as_made if clause.title else paragraph)
        return Difference(fate.fate, name, paragraph, changed_texts, lost, fate.moved, fate.after, fate.headings)

    def _find_shown(self, line: TextParagraph) -> DocumentParagraph | None:
        return None if line.element is None else self._shown.get(line.element)

    def _list_lines(self, placed: PlacedFate, clause: ManifestClause) -> list[TextParagraph]:
        """Return the paragraphs with words of a clause, in the order of the text.

        Left out are the headings that split it, and what is not its own where the heading above it is gone.
        """
        lines: list[TextParagraph] = []
        for fragment in sorted(placed.fragments, key=lambda f: f.at):
            of_clause = self._choose_lines(fragment, clause)
            if of_clause and placed.fate.fate == "split" and _is_strange(of_clause[0], clause):
                self._of_clauses.add(id(of_clause[0]))
                of_clause = of_clause[1:]
            lines += of_clause
        if not any(line.level for line in lines):
            lines = self._find_heading_before(min(f.at for f in placed.fragments), clause) + lines
        self._of_clauses |= set(map(id, lines))
        return lines

    def _find_heading_before(self, at: int, clause: ManifestClause) -> list[TextParagraph]:
        """Return the heading of a clause in front of a paragraph, and what is between them; nothing if it is another.

        LibreOffice puts the heading out of the control where somebody presses Enter at its end.
        """
        before = self._fates.lines[:at]
        start = next((n for n in range(at - 1, -1, -1) if before[n].level), None)
        if start is None or before[start].level != CLAUSE_LEVEL or _is_strange(before[start], clause):
            return []
        lines = [line for line in before[start:] if line.full_text.strip()]
        return [] if any(id(line) in self._of_clauses for line in lines) else lines

    def _choose_lines(self, fragment: Fragment, clause: ManifestClause) -> list[TextParagraph]:
        """Return the paragraphs with words of a fragment that belong to a clause.

        Where several clauses are in the fragment, a paragraph belongs to the one with which it shares most words; one
        that shares none, to that of the paragraph before. A paragraph under the heading of a section that was there
        outside clauses belongs to none.
        """
        is_under_section = 0 < fragment.level < CLAUSE_LEVEL and _is_strange(fragment.lines[0], clause)
        key = fragment, is_under_section
        if key not in self._lines_of:
            lines = [line for line in fragment.lines if line.full_text.strip()]
            if is_under_section:
                lines = [line for line in lines[1:] if _normalize_line(line) not in self._outside]
            self._lines_of[key] = _assign_lines(lines, self._owners[fragment])
        return self._lines_of[key].get(clause.tag, [])

    def _find_loss(
        self, clause: ManifestClause, lines: Sequence[TextParagraph], heading: TextParagraph | None
    ) -> Lost | None:
        """Return what a clause has lost by which the other papers refer to it; None where it has everything."""
        if heading is None:
            return "heading"
        paragraph = self._find_shown(heading)
        typed = heading.full_text.strip().startswith(clause.number)
        if paragraph is not None and not paragraph.number and not typed:
            return "number"
        if clause.bookmark and not any(clause.bookmark in line.bookmarks for line in lines):
            return "bookmark"
        return None

    def _compare_words(
        self, clause: ManifestClause, lines: Sequence[TextParagraph], *, without_title: bool = False
    ) -> tuple[PlacedChange, ...] | None:
        """Return the texts of a clause with changed words; None where the words as made are not known."""
        words_made = self._clause_words.get(clause.tag)
        if not words_made:
            return None
        if without_title and (not lines or _normalize_line(lines[0]) != words_made[0]):
            words_made = words_made[1:]
        return self._compare(words_made, lines)

    def compare_others(self) -> Difference | None:
        """Return what changed in the text outside clauses; None where nothing did, or nobody recorded it."""
        if self._other_words is None:
            return None
        lines = [line for line in self._fates.lines if not line.contents and id(line) not in self._of_clauses]
        lines = [line for line in lines if line.full_text.strip()]
        changed_texts = self._compare(self._other_words, lines)
        return Difference("edited", changed_texts=changed_texts) if changed_texts else None

    def _compare(self, words_made: Sequence[str], lines: Sequence[TextParagraph]) -> tuple[PlacedChange, ...]:
        now = [self._show_references(self._normalize_references(line)) for line in lines]
        changed_texts = self._comparison.compare([self._show_references(text) for text in words_made], now)
        above = self._list_above(lines) if any(not changed.count for changed in changed_texts) else []
        return tuple(
            PlacedChange(changed, self._find_shown(lines[changed.at]) if changed.count else above[changed.at])
            for changed in changed_texts
        )

    def _normalize_references(self, line: TextParagraph) -> str:
        """Return a paragraph in which references to general rules show the numbers that these had."""
        as_made = {r.shown: self._numbers.get(r.bookmark, r.shown) for r in line.references if r.shown}
        text = _normalize_line(line)
        return _LETTERED_NUMBER.sub(lambda match: as_made.get(match[0], match[0]), text) if as_made else text

    def _show_references(self, text: str) -> str:
        """Return a text in which the bookmark of a clause, which stands for a reference to it, is its number."""
        return BOOKMARK.sub(lambda match: self._numbers.get(match[0], match[0]), text)

    def _list_above(self, lines: Sequence[TextParagraph]) -> list[DocumentParagraph | None]:
        """Return for each paragraph, and for the end, the last heading above; without one, the paragraph before."""
        above: list[DocumentParagraph | None] = [None]
        heading: DocumentParagraph | None = None
        for line in lines:
            shown = self._find_shown(line)
            if shown is not None and shown.level:
                heading = shown
            above.append(heading or shown or above[-1])
        return above


def _assign_lines(lines: Sequence[TextParagraph], owners: Sequence[ManifestClause]) -> dict[str, list[TextParagraph]]:
    """Return the paragraphs that belong to each of the clauses in a fragment, by the tag of the clause."""
    if len(owners) == 1:
        return {owners[0].tag: list(lines)}
    words = {owner.tag: {word for line in owner.words for word in line.split()} for owner in owners}
    exact = {line: owner.tag for owner in owners for line in owner.words}
    assigned: dict[str, list[TextParagraph]] = {}
    current = owners[0].tag
    for line in lines:
        text = _normalize_line(line)
        shared = {tag: len(words[tag].intersection(text.split())) for tag in words}
        best = max(shared, key=lambda tag: shared[tag])
        if text in exact or shared[best] > shared[current]:
            current = exact.get(text, best)
        assigned.setdefault(current, []).append(line)
    return assigned


def _is_strange(line: TextParagraph, clause: ManifestClause) -> bool:
    """Return whether a paragraph is a heading that is not the one of a clause."""
    known = _normalize_line(line) in clause.words or normalize_title(line.full_text) in clause.titles
    return line.level > 0 and clause.bookmark not in line.bookmarks and not known


def _is_title(headings: Sequence[str], clause: ManifestClause) -> bool:
    """Return whether headings are the parts of the title of a clause."""
    return "".join("".join(headings).split()) == "".join(clause.title.split())


def _name_clause(heading: DocumentParagraph) -> str:
    return f"{heading.number} {heading.text}".strip()


def _normalize_line(line: TextParagraph) -> str:
    return next(iter(normalize_lines([line.full_text])), "")
