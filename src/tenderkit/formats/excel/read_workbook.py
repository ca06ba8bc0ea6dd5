# SPDX-License-Identifier: Apache-2.0
"""Read the words and numbers in the cells of an evaluation workbook, which is a zip archive with XML in it.

Only what a comparison with other papers needs is read: the title of the workbook, and per sheet the first columns.
"""

import io
import math
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from xml.parsers import expat

from tenderkit.checks.annexes.belonging_papers import BookLot
from tenderkit.errors import InvalidInput
from tenderkit.findings import Finding, Place
from tenderkit.formats.excel.workbook_parts import make_parser, read_relation, resolve_target
from tenderkit.frozen import frozen_dataclass
from tenderkit.library.language import Language

# A workbook of ours has less than a tenth of this.
_MOST_BYTES = 50_000_000
_MOST_ELEMENTS = 500_000
_FIRST_COLUMNS = 3
_SCORES, _GATES = "evaluation.scores-sheet", "evaluation.gates-sheet"
_CLAUSE_NUMBER = re.compile(r"\S+\.\d+(?:\.\d+)?")
_CELL = re.compile(r"([A-Z]+)(\d+)")


@frozen_dataclass
class WorkbookRow:
    """A row of a sheet: the words of its first three cells, and the number in the third.

    `number` is None where the cell holds no number; `is_computed` is whether a formula gives it.
    """

    cells: tuple[str, str, str]
    number: float | None = None
    is_computed: bool = False


@frozen_dataclass
class Workbook:
    """A workbook: its title, and the rows of each sheet by the name of the sheet."""

    title: str
    sheets: Mapping[str, tuple[WorkbookRow, ...]]


def read_workbook(content: bytes, file: str) -> Workbook:
    """Read a workbook.

    Parameters: `content`, the bytes of the file; `file`, its name, for messages. Raises InvalidInput where the file
    is no workbook, is broken, unpacks to more than any workbook holds, or declares entities.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = dict(_unpack_parts(archive))
        book = parts["xl/workbook.xml"]
        names = [attributes for tag, attributes, _ in _read_elements(book) if tag == "sheet"]
        targets = {
            attributes.get("Id", ""): resolve_target(attributes.get("Target", ""))
            for tag, attributes, _ in _read_elements(parts["xl/_rels/workbook.xml.rels"])
            if tag == "Relationship"
        }
        texts = _read_shared_texts(parts.get("xl/sharedStrings.xml", b"<sst/>"))
        sheets = {}
        for attributes in names:
            part = parts.get(targets.get(read_relation(attributes), ""))
            if part is not None:
                sheets[attributes.get("name", "")] = tuple(_read_rows(part, texts))
        core = _read_elements(parts.get("docProps/core.xml", b"<core/>"))
        title = next((text for tag, _, text in core if tag == "title"), "")
    except (zipfile.BadZipFile, zlib.error, expat.ExpatError, KeyError, ValueError, RuntimeError, EOFError, OSError):
        message = "is no workbook, or a broken one"
        fix = "Save it as .xlsx, without a password."
        raise InvalidInput([Finding("unreadable", message, fix, place=Place(file))]) from None
    return Workbook(title, sheets)


def read_book_lots(book: Workbook, words: Language) -> dict[int, BookLot]:
    """Return what a workbook has of each lot; nothing if its sheets have no names in this language.

    Parameters: `words`, the fixed words of the language.
    """
    lots: dict[int, BookLot] = {}
    while (number := len(lots) + 1) and (scores := book.sheets.get(words.text(_SCORES, number=number))) is not None:
        gates = book.sheets.get(words.text(_GATES, number=number), ())
        numbers = tuple(row.cells[0] for row in gates if _CLAUSE_NUMBER.fullmatch(row.cells[0]))
        lots[number] = BookLot(tuple(_read_weights(scores, words)), numbers, tuple(_read_units(scores, words)))
    return lots


def _read_weights(rows: Sequence[WorkbookRow], words: Language) -> Iterator[tuple[str, str, float | None]]:
    """Yield the number, the name and the points of each award criterion: the rows above the total."""
    total = next((n for n, row in enumerate(rows) if row.cells[1] == words.text("evaluation.total")), 0)
    for row in rows[:total]:
        if row.number is not None and not row.is_computed:
            yield row.cells[0], row.cells[1], row.number


def _read_units(rows: Sequence[WorkbookRow], words: Language) -> Iterator[tuple[str, float]]:
    """Yield the name and the units of each model that tenders offer: the rows below their heading."""
    models = [n for n, row in enumerate(rows) if row.cells[0] == words.text("evaluation.models")]
    for row in rows[models[0] + 2 :] if models else ():
        if row.cells[0]:
            return
        if row.number is not None and not row.is_computed:
            yield row.cells[1], row.number


def _unpack_parts(archive: zipfile.ZipFile) -> Iterator[tuple[str, bytes]]:
    """Yield the parts that are read, with their names; raises ValueError where they are too large."""
    left = _MOST_BYTES
    for member in archive.infolist():
        name = member.filename
        if not name.startswith(("xl/work", "xl/sharedStrings", "xl/_rels/", "docProps/core")):
            continue
        with archive.open(member) as packed:
            part = packed.read(left + 1)
        left -= len(part)
        if left < 0:
            raise ValueError("unpacks to more than a workbook holds")
        yield name, part


def _read_elements(xml: bytes) -> list[tuple[str, dict[str, str], str]]:
    """Return the name without its prefix, the attributes and the text of each element, in the order of their ends.

    Raises ValueError where the XML declares a document type, which could define entities, or has too many elements.
    """
    elements: list[tuple[str, dict[str, str], str]] = []
    open_elements: list[tuple[str, dict[str, str], list[str]]] = []

    def start(tag: str, attributes: dict[str, str]) -> None:
        if len(elements) + len(open_elements) >= _MOST_ELEMENTS:
            raise ValueError("has more elements than a workbook")
        open_elements.append((tag, attributes, []))

    def end(_: str) -> None:
        tag, attributes, texts = open_elements.pop()
        elements.append((tag, attributes, "".join(texts)))

    def add_text(text: str) -> None:
        if open_elements:
            open_elements[-1][2].append(text)

    make_parser(start, end, add_text).Parse(xml, True)
    return elements


def _read_shared_texts(xml: bytes) -> list[str]:
    """Return the texts that the cells of all sheets refer to by their position."""
    texts: list[str] = []
    pieces: list[str] = []
    for tag, _, text in _read_elements(xml):
        if tag == "t":
            pieces.append(text)
        elif tag == "si":
            texts.append("".join(pieces))
            pieces = []
    return texts


def _read_rows(xml: bytes, texts: list[str]) -> Iterator[WorkbookRow]:
    cells: dict[int, tuple[str, float | None, bool]] = {}
    value, inline, computed = "", "", False
    for tag, attributes, text in _read_elements(xml):
        if tag == "v":
            value = text
        elif tag == "t":
            inline += text
        elif tag == "f":
            computed = True
        elif tag == "c":
            column = _find_column(attributes.get("r", ""))
            if column < _FIRST_COLUMNS:
                cells[column] = _read_cell(attributes.get("t", "n"), value, inline, texts, computed=computed)
            value, inline, computed = "", "", False
        elif tag == "row":
            words = [cells.get(column, ("", None, False))[0] for column in range(_FIRST_COLUMNS)]
            _, number, is_computed = cells.get(_FIRST_COLUMNS - 1, ("", None, False))
            yield WorkbookRow((words[0], words[1], words[2]), number, is_computed)
            cells = {}


def _find_column(reference: str) -> int:
    """Return the position of the column in a reference such as `C7`, from 0; a large one where there is none."""
    match = _CELL.fullmatch(reference)
    return ord(match[1]) - ord("A") if match and len(match[1]) == 1 else _FIRST_COLUMNS


def _read_cell(
    kind: str, value: str, inline: str, texts: list[str], *, computed: bool
) -> tuple[str, float | None, bool]:
    """Return the words, the number and whether it is computed, of a cell."""
    if kind == "s":
        position = int(value or 0)
        return (texts[position] if 0 <= position < len(texts) else ""), None, computed
    if kind in ("inlineStr", "str"):
        return inline or value, None, computed
    number = float(value) if value else None
    if number is not None and not math.isfinite(number):
        raise ValueError("has a number without end")
    return value, number, computed
