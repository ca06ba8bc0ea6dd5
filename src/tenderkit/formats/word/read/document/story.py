# SPDX-License-Identifier: Apache-2.0
"""Read one story of a Word file: the text itself, a header, a footer, a note or a comment."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from lxml import etree

from tenderkit.checks.documents.document import DocumentParagraph, Part, TableCell, View
from tenderkit.checks.documents.letters import clean_text
from tenderkit.formats.word.read.document.numbers import ListNumbers
from tenderkit.formats.word.read.document.styles import (
    DocumentStyles,
    StyleFacts,
    is_switched_on,
    read_child_count,
    read_number,
    read_switch,
)
from tenderkit.formats.word.read.document.symbols import read_symbol
from tenderkit.formats.word.read.elements import (
    PASSED_OVER,
    find_child,
    is_hiding,
    list_children,
    read_attribute,
    read_clause_tag,
    strip_namespace,
)

NOTES = {"footnoteReference": "footnote", "endnoteReference": "endnote", "commentReference": "comment"}
_SIGNS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_TEXT_OF_RUNS = frozenset({"rPr", "t", *_SIGNS})
_BESIDE_RUNS = frozenset({"pPr", "bookmarkStart", "bookmarkEnd", "proofErr"})
_CONTAINERS = ("p", "r", "tbl", "tr", "tc", "txbxContent", "sdt")
# Passed over in both views, apart from those of each view: properties, and the reading of letters above them.
_ALWAYS_PASSED_OVER = (PASSED_OVER - {"del", "moveFrom"}) | {"sdtPr", "sdtEndPr", "rt"}
# What a view leaves out: runs, and rows and marks of paragraphs that have this property.
_LEFT_OUT = {"final": ("del", "moveFrom"), "original": ("ins", "moveTo")}
_READ = tuple(
    f"{{*}}{name}"
    for name in (
        *_CONTAINERS, *_SIGNS, *_ALWAYS_PASSED_OVER, *NOTES, *_LEFT_OUT["final"], *_LEFT_OUT["original"], "t",
        "delText", "sym", "fldChar",
    )
)  # fmt: skip
_MATH_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_FIELD_MARKS = ("{*}fldChar",)
# A heading that is typed as text: its number, and how long it may be.
_TYPED_NUMBER = re.compile(r"(?P<number>(?:\d{1,2}\.)+\d{1,2}|\d{1,2}\.)\.?\s+\S")
_LONGEST_HEADING = 100
# Below all headings with a style.
_BOLD_LEVEL = 10
# Of the heads of rows and columns, and of headings above.
_LONGEST_HEAD = 200
# More columns than Word allows in a table.
_MOST_COLUMNS = 100
# A piece of the text of a paragraph, and the element that it is from.
TracedText = tuple[str, etree._Element]


@dataclass(slots=True)
class _OpenParagraph:
    """A paragraph that has begun: its style, its list, and what was read of it so far.

    `pieces`: the pieces of the text; `sources`: the element of each piece, where they are kept; `inside`: the
    paragraphs of text boxes in it; `notes`: the kinds and ids of the notes to which it refers; `bold`: whether all
    its letters so far are bold.
    """

    style: StyleFacts
    number: str = ""
    level: int = 0
    item: bool = False
    left_out: bool = False
    pieces: list[str] = field(default_factory=list)
    sources: list[etree._Element] = field(default_factory=list)
    inside: list[DocumentParagraph] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)
    bold: bool = True


@dataclass(slots=True)
class _OpenTable:
    """A table that has begun.

    `number`: its number in the story; `row`, `column`: where the reader is, from 1, and `width` the columns that the
    cell covers; `heads`: the texts of the first row by column; `row_head`: the text of the first cell with letters;
    `merged`: for each column the text of the last cell that may go on below; `cell`: the texts of the cell.
    """

    number: int
    row: int = 0
    column: int = 1
    width: int = 1
    row_head: str = ""
    heads: dict[int, str] = field(default_factory=dict)
    merged: dict[int, str] = field(default_factory=dict)
    cell: list[str] = field(default_factory=list)

    def make_place(self) -> TableCell:
        """Return the place of the cell in which the reader is."""
        head = self.heads.get(self.column, "") if self.row > 1 else ""
        return TableCell(self.number, self.row, self.column, self.row_head if self.column > 1 else "", head)


@dataclass(slots=True)
class _Area:
    """The story itself, or a text box in it: what its paragraphs have in common, and its open tables."""

    part: Part
    paragraphs: list[DocumentParagraph] = field(default_factory=list)
    tables: list[_OpenTable] = field(default_factory=list)
    # What is left of paragraphs whose mark is deleted: it belongs to the next paragraph.
    pending: _OpenParagraph | None = None


class StoryReader:
    """Reads the paragraphs of one story.

    Parameters: `root`, the element with the story; `part`, what the story is; `label`, the number of a note or the
    author of a comment; `styles`, the styles of the document; `numbers`, the counts of its lists; `view`, which
    tracked changes are left out; `headings`, those above the place at which a note is referred to. After `read`,
    `notes` holds for each paragraph the kinds and ids of the notes to which it refers, `by_element` the paragraph of
    each element. `sources` holds the pieces of the text of each paragraph with their elements, by the `id` of the
    paragraph, if `traced` is true.
    """

    def __init__(
        self,
        root: etree._Element,
        part: Part,
        styles: DocumentStyles,
        numbers: ListNumbers,
        view: View = "final",
        label: str = "",
        headings: tuple[str, ...] = (),
        *,
        traced: bool = False,
    ) -> None:
        self._traced = traced
        self.sources: dict[int, tuple[TracedText, ...]] = {}
        self._root, self._label, self._styles, self._numbers = root, label, styles, numbers
        self._left_out = _LEFT_OUT[view]
        self._original = view == "original"
        self._areas = [_Area(part)]
        self._paragraphs: list[_OpenParagraph] = []
        self._clauses: list[str] = []
        self._headings: list[tuple[int, str]] = []
        self._above = headings
        self._path = headings
        self._tables = 0
        # The marks stay referenced, so that the walk meets the same objects.
        self._hidden_after = _measure_fields(list(root.iter(*_FIELD_MARKS)))
        self._hidden_fields = 0
        self.notes: list[tuple[DocumentParagraph, list[tuple[str, str]]]] = []
        self.by_element: dict[etree._Element, DocumentParagraph] = {}

    def read(self) -> list[DocumentParagraph]:
        """Read the story, and return its paragraphs that have words."""
        walk = etree.iterwalk(self._root, events=("start", "end"), tag=(*_READ, _MATH_TEXT))
        passed_over = {*_ALWAYS_PASSED_OVER, *self._left_out}
        for event, element in walk:
            name = strip_namespace(str(element.tag))
            if event == "end":
                if name in _CONTAINERS:
                    self._leave(name, element)
            elif name in passed_over or not self._enter(name, element):
                walk.skip_subtree()
        self._flush()
        return self._areas[0].paragraphs

    def _enter(self, name: str, element: etree._Element) -> bool:
        """Take in an element that begins; return False if nothing in it is shown."""
        match name:
            case "p":
                return self._begin_paragraph(element)
            case "r":
                return self._begin_run(element)
            case "tbl":
                self._flush()
                self._tables += 1
                self._areas[-1].tables.append(_OpenTable(self._tables))
            case "tr":
                return self._begin_row(element)
            case "tc":
                return self._begin_cell(element)
            case "txbxContent":
                self._areas.append(_Area("text-box"))
            case "sdt":
                if tag := read_clause_tag(element):
                    self._clauses.append(tag)
            case _:
                self._add_content(name, element)
        return True

    def _add_content(self, name: str, element: etree._Element) -> None:
        """Add what an element inside a run shows."""
        paragraph = self._paragraphs[-1] if self._paragraphs else None
        if name == "fldChar":
            self._hidden_fields = self._hidden_after.get(element, self._hidden_fields)
            shown = _read_form_field(element)
            if shown and paragraph is not None:
                self._add_piece(paragraph, shown, element)
        elif paragraph is None or self._hidden_fields:
            return
        elif name == "t" or element.tag == _MATH_TEXT or (name == "delText" and self._original):
            self._add_piece(paragraph, element.text or "", element)
        elif name in _SIGNS:
            self._add_piece(paragraph, _SIGNS[name], element)
        elif name == "sym":
            symbol = read_symbol(read_attribute(element, "char"), read_attribute(element, "font"))
            self._add_piece(paragraph, symbol, element)
        elif name in NOTES:
            paragraph.notes.append((NOTES[name], read_attribute(element, "id")))

    def _add_piece(self, paragraph: _OpenParagraph, text: str, element: etree._Element) -> None:
        paragraph.pieces.append(text)
        if self._traced:
            paragraph.sources.append(element)

    def _leave(self, name: str, element: etree._Element) -> None:
        """Take in the end of an element."""
        area = self._areas[-1]
        match name:
            case "p" if self._paragraphs:
                before = len(area.paragraphs)
                self._end_paragraph()
                if len(area.paragraphs) > before:
                    self.by_element[element] = area.paragraphs[before]
            case "tbl" if area.tables:
                self._flush()
                area.tables.pop()
            case "tc" if area.tables:
                self._flush()
                self._end_cell(area.tables[-1])
            case "txbxContent" if len(self._areas) > 1:
                self._flush()
                self._areas.pop()
                target = self._paragraphs[-1].inside if self._paragraphs else self._areas[-1].paragraphs
                target.extend(area.paragraphs)
            case "sdt" if self._clauses and read_clause_tag(element):
                self._clauses.pop()

    def _begin_paragraph(self, element: etree._Element) -> bool:
        names, content = _list_content(element)
        properties = list_children(content[names.index("pPr")]) if "pPr" in names else {}
        named = properties.get("pStyle")
        style = self._styles.find(self._styles.default if named is None else read_attribute(named))
        paragraph = _OpenParagraph(style, level=style.level)
        if (level := read_number(properties.get("outlineLvl"))) is not None:
            paragraph.level = 0 if level >= 9 else level + 1
        if "rPr" in properties:
            paragraph.left_out = not list_children(properties["rPr"]).keys().isdisjoint(self._left_out)
        if not paragraph.left_out:
            self._count_paragraph(paragraph, properties)
        area = self._areas[-1]
        if area.pending is not None:
            paragraph.pieces, paragraph.sources, paragraph.inside, paragraph.notes, paragraph.bold = (
                area.pending.pieces, area.pending.sources, area.pending.inside, area.pending.notes, area.pending.bold,
            )  # fmt: skip
            area.pending = None
        self._paragraphs.append(paragraph)
        # Most paragraphs hold text alone: these need no walk.
        return not (style.hidden or self._read_plain_runs(names, content))

    def _count_paragraph(self, paragraph: _OpenParagraph, properties: Mapping[str, etree._Element]) -> None:
        """Set the number of a paragraph that belongs to a list, by its own properties or by its style."""
        list_, level = paragraph.style.list_id, paragraph.style.list_level
        if "numPr" in properties:
            own = list_children(properties["numPr"])
            list_ = read_attribute(own["numId"]) if "numId" in own else list_
            level = read_number(own["ilvl"]) if "ilvl" in own else level
        if list_ in ("", "0"):
            return
        if level is None:
            level = self._numbers.find_level(list_, paragraph.style.id)
        paragraph.item = True
        paragraph.number = self._numbers.count_paragraph(list_, level)

    def _read_plain_runs(self, names: Sequence[str], content: Sequence[etree._Element]) -> bool:
        """Take in all runs of a paragraph in one go; return False, with none taken in, if it holds more than text.

        Parameters: `content`, the elements of the paragraph, and their `names`.
        """
        runs = []
        for name, child in zip(names, content, strict=True):
            if name == "r":
                run = _list_content(child)
                if not _TEXT_OF_RUNS.issuperset(run[0]):
                    return False
                runs.append(run)
            elif name not in _BESIDE_RUNS:
                return False
        for run in runs:
            if self._enter_run(*run):
                self._add_text(*run)
        return True

    def _begin_run(self, run: etree._Element) -> bool:
        """Take in a run, or its format alone; return False if its words are hidden, or taken in already."""
        names, content = _list_content(run)
        if not self._enter_run(names, content):
            return False
        if not _TEXT_OF_RUNS.issuperset(names):
            return True
        self._add_text(names, content)
        return False

    def _enter_run(self, names: Sequence[str], content: Sequence[etree._Element]) -> bool:
        """Take in the format of a run; return False if its words are hidden.

        Parameters: `content`, the elements of the run, and their `names`.
        """
        properties: dict[str, etree._Element] = {}
        style = None
        if "rPr" in names:
            properties = list_children(content[names.index("rPr")])
            style = self._styles.find(read_attribute(properties["rStyle"])) if "rStyle" in properties else None
            if is_hiding(properties) or (style and style.hidden):
                return False
        paragraph = self._paragraphs[-1] if self._paragraphs else None
        if paragraph is not None and paragraph.bold:
            bold = read_switch(properties.get("b"))
            if bold is None:
                bold = paragraph.style.bold or (style is not None and style.bold)
            paragraph.bold = bold or _is_blank(names, content)
        return True

    def _add_text(self, names: Sequence[str], content: Sequence[etree._Element]) -> None:
        for name, child in zip(names, content, strict=True):
            if name != "rPr":
                self._add_content(name, child)

    def _end_paragraph(self) -> None:
        paragraph = self._paragraphs.pop()
        area = self._areas[-1]
        if paragraph.left_out:
            if paragraph.pieces or paragraph.inside or paragraph.notes:
                area.pending = paragraph
            return
        self._add_paragraph(paragraph)

    def _flush(self) -> None:
        """Add what is left of paragraphs whose mark is deleted, where no paragraph follows."""
        area = self._areas[-1]
        if area.pending is not None:
            paragraph, area.pending = area.pending, None
            self._add_paragraph(paragraph)

    def _add_paragraph(self, paragraph: _OpenParagraph) -> None:
        area = self._areas[-1]
        text = clean_text("".join(paragraph.pieces)).strip()
        table = area.tables[-1] if area.tables else None
        if text:
            level = 0 if table is not None else self._read_level(paragraph, text)
            if level:
                self._enter_heading(level)
            read = DocumentParagraph(
                text,
                area.part,
                self._path,
                paragraph.number,
                level,
                paragraph.item,
                paragraph.style.contents,
                None if table is None else table.make_place(),
                self._label,
                self._clauses[-1] if self._clauses else "",
            )
            if level:
                self._headings.append((level, f"{paragraph.number} {text}".strip()[:_LONGEST_HEAD]))
                self._path = (*self._above, *(heading for _, heading in self._headings))
            area.paragraphs.append(read)
            if self._traced:
                self.sources[id(read)] = tuple(zip(paragraph.pieces, paragraph.sources, strict=True))
            if table is not None:
                table.cell.append(text[:_LONGEST_HEAD])
            if paragraph.notes:
                self.notes.append((read, paragraph.notes))
        area.paragraphs.extend(paragraph.inside)

    def _read_level(self, paragraph: _OpenParagraph, text: str) -> int:
        """Return the level of a heading: by its style, or because it is short and bold as headings without style."""
        if paragraph.level or self._areas[-1].part != "body" or paragraph.style.contents:
            return paragraph.level if self._areas[-1].part == "body" else 0
        short = len(text) <= _LONGEST_HEADING and "\n" not in text and text[-1] not in ".;,:!?"
        if not (paragraph.bold and short and any(letter.isalpha() for letter in text)):
            return 0
        typed = _TYPED_NUMBER.match(text)
        number = typed["number"] if typed else paragraph.number
        return _BOLD_LEVEL + (number.strip(".").count(".") if number else 0)

    def _enter_heading(self, level: int) -> None:
        """End the sections that a heading of this level ends."""
        while self._headings and self._headings[-1][0] >= level:
            self._headings.pop()
        self._path = (*self._above, *(heading for _, heading in self._headings))

    def _begin_row(self, row: etree._Element) -> bool:
        """Take in a row; return False if the row is left out."""
        properties = list_children(find_child(row, "trPr"))
        if not properties.keys().isdisjoint(self._left_out):
            return False
        if self._areas[-1].tables:
            table = self._areas[-1].tables[-1]
            table.row += 1
            table.column = 1 + min(read_number(properties.get("gridBefore")) or 0, _MOST_COLUMNS)
            table.width, table.row_head = 0, ""
        return True

    def _begin_cell(self, cell: etree._Element) -> bool:
        """Take in a cell; return False if it goes on with the cell above, or is left out."""
        if not self._areas[-1].tables:
            return True
        table = self._areas[-1].tables[-1]
        properties = list_children(find_child(cell, "tcPr"))
        table.column += table.width
        table.width = min((read_number(properties.get("gridSpan")) or 1), _MOST_COLUMNS)
        table.cell = []
        if ("cellIns" if self._original else "cellDel") in properties:
            return False
        if "vMerge" in properties and read_attribute(properties["vMerge"]) in ("", "continue"):
            table.cell = [table.merged.get(table.column, "")]
            return False
        return "hMerge" not in properties or read_attribute(properties["hMerge"]) not in ("", "continue")

    @staticmethod
    def _end_cell(table: _OpenTable) -> None:
        text = " ".join(filter(None, table.cell))[:_LONGEST_HEAD]
        table.merged[table.column] = text
        if not any(letter.isalpha() for letter in table.row_head):  # so far a number at most
            table.row_head = text or table.row_head
        if table.row == 1:
            for column in range(table.column, table.column + table.width):
                table.heads[column] = text


def _measure_fields(marks: list[etree._Element]) -> dict[etree._Element, int]:
    """Return for each mark of a field in how many codes of fields the text behind it is; that text is not shown.

    A field that never ends hides nothing.
    Parameters: `marks`, all marks of a story in their order.
    """
    kinds = [read_attribute(mark, "fldCharType") for mark in marks]
    ended: set[int] = set()
    begun: list[int] = []
    for n, kind in enumerate(kinds):
        if kind == "begin":
            begun.append(n)
        elif kind == "end" and begun:
            ended.add(begun.pop())
    hidden_after: dict[etree._Element, int] = {}
    open_: list[bool] = []  # whether the reader is in the code of each field
    hidden = 0
    for n, (mark, kind) in enumerate(zip(marks, kinds, strict=True)):
        if kind == "begin" and n in ended:
            open_.append(True)
            hidden += 1
        elif kind == "separate" and open_ and open_[-1]:
            open_[-1] = False
            hidden -= 1
        elif kind == "end" and open_:
            hidden -= open_.pop()
        hidden_after[mark] = hidden
    return hidden_after


def _read_form_field(mark: etree._Element) -> str:
    """Return what an old form field shows at the mark at which it begins: the entry of a list, or a box."""
    data = find_child(mark, "ffData")
    if data is None:
        return ""
    entries = find_child(data, "ddList")
    if entries is not None:
        names = [read_attribute(e) for e in entries if strip_namespace(str(e.tag)) == "listEntry"]
        chosen = read_child_count(entries, "result") or read_child_count(entries, "default") or 0
        return names[chosen] if chosen < len(names) else ""
    box = find_child(data, "checkBox")
    if box is None:
        return ""
    ticked = is_switched_on(box, "checked")
    return "☑" if (is_switched_on(box, "default") if ticked is None else ticked) else "☐"


def _list_content(element: etree._Element) -> tuple[list[str], list[etree._Element]]:
    """Return the names of the elements in a paragraph or run, and the elements."""
    content = list(element)
    return [strip_namespace(str(child.tag)) for child in content], content


def _is_blank(names: Sequence[str], content: Sequence[etree._Element]) -> bool:
    """Return whether the text of a run is white space. Parameters: `content`, its elements, and their `names`."""
    for name, child in zip(names, content, strict=True):
        if name == "t" and child.text and not child.text.isspace():
            return False
    return True
