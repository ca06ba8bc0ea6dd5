# SPDX-License-Identifier: Apache-2.0
"""Workbooks as other programs write and break them."""

import io
import zipfile
from typing import BinaryIO

import pytest

from tenderkit.errors import InvalidInput
from tenderkit.formats.excel.tables.sheet_rows import TableWorkbook
from tenderkit.purchase.table_rows import Cell, CellFault

RELATIONS = '<Relationships><Relationship Id="r1" Target="worksheets/sheet1.xml"/></Relationships>'
BOOK = '<workbook xmlns:r="x"><sheets><sheet name="S" r:id="r1"/></sheets></workbook>'
TEXTS = "<sst><si><t>first</t></si><si><t> last </t></si></sst>"


def pack(sheet: str, texts: str = TEXTS, packing: int = zipfile.ZIP_DEFLATED) -> io.BytesIO:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", packing) as archive:
        archive.writestr("xl/_rels/workbook.xml.rels", RELATIONS)
        archive.writestr("xl/workbook.xml", BOOK)
        archive.writestr("xl/worksheets/sheet1.xml", sheet)
        archive.writestr("xl/sharedStrings.xml", texts)
    return file


def read(file: BinaryIO) -> list[tuple[Cell, ...]]:
    book = TableWorkbook(file, "plan.xlsx")
    return [row.cells for row in book.read_rows(book.sheets[0])]


def put_into_sheet(*cells: str) -> str:
    rows = (f'<row r="{number}">{cell}</row>' for number, cell in enumerate(cells, 1))
    return f"<worksheet><sheetData>{''.join(rows)}</sheetData></worksheet>"


@pytest.mark.parametrize(
    ("sheet", "words"),
    [
        ('<worksheet><sheetData><row r="1"><c r="A1"><v>1</v></c></row><row r="2"><c r="A2"><v>', "a broken one"),
        (put_into_sheet('<c r="A1" t="s"><v>2</v></c>'), "a broken one"),
        (put_into_sheet('<c r="A1" t="s"><v>-1</v></c>'), "a broken one"),
        (put_into_sheet('<c r="A1"><v>1</v></c><c r="ALM1"><v>7</v></c>'), "a value beyond column 1,000: row 1"),
    ],
    ids=["ends early", "text beyond the end", "text before the beginning", "far column"],
)
def test_a_broken_workbook_is_refused(sheet: str, words: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        read(pack(sheet))
    assert words in caught.value.findings[0].message


@pytest.mark.parametrize("packing", [zipfile.ZIP_LZMA, zipfile.ZIP_BZIP2])
def test_a_workbook_that_no_program_packs_so_is_refused(packing: int) -> None:
    with pytest.raises(InvalidInput) as caught:
        read(pack(put_into_sheet('<c r="A1"><v>1</v></c>'), packing=packing))
    assert "is packed in a way" in caught.value.findings[0].message


class BrokenDisk(io.BytesIO):
    """A file that cannot be read to its end."""

    reads = True

    def read(self, size: int | None = -1, /) -> bytes:
        if not self.reads:
            raise OSError(5, "Input/output error")
        return super().read(size)


def test_a_disk_that_fails_is_not_taken_for_a_broken_workbook() -> None:
    file = BrokenDisk(pack(put_into_sheet('<c r="A1"><v>1</v></c>')).getvalue())
    book = TableWorkbook(file, "plan.xlsx")
    file.reads = False
    with pytest.raises(OSError, match="Input/output error"):
        list(book.read_rows(book.sheets[0]))


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ('<c r="A1" t="str"><f>IF(B1="","",B1)</f><v></v></c><c r="B1"><v>1</v></c>', None),
        ('<c r="A1" t="str"><f>IF(B1="","",B1)</f><v/></c><c r="B1"><v>1</v></c>', None),
        ('<c r="A1" t="inlineStr"><is><r><t>word</t></r><rPh sb="0" eb="1"><t>hint</t></rPh></is></c>', "word"),
        ('<c r="A1" t="s"><v>1</v></c>', "last"),
    ],
    ids=["formula of the empty text", "the same, in short", "hint on pronunciation", "blanks around"],
)
def test_a_cell_has_the_value_that_is_seen(cell: str, value: Cell) -> None:
    assert read(pack(put_into_sheet(cell)))[0][0] == value


def test_a_formula_without_a_value_is_a_fault() -> None:
    [[cell]] = read(pack(put_into_sheet('<c r="A1" t="str"><f>B1</f></c>')))
    assert isinstance(cell, CellFault)


def test_cells_with_one_long_text_take_its_memory_once() -> None:
    sheet = put_into_sheet(*['<c t="s"><v>0</v></c>'] * 3)
    first, *others = (cell for [cell] in read(pack(sheet, f"<sst><si><t> {'x' * 30_000}</t></si></sst>")))
    assert isinstance(first, str)
    assert all(other is first for other in others)


def test_a_text_that_is_longer_than_a_cell_can_be_is_a_fault() -> None:
    sheet = put_into_sheet('<c r="A1" t="s"><v>0</v></c>')
    [[cell]] = read(pack(sheet, f"<sst><si><t>{'x' * 32_768}</t></si></sst>"))
    assert isinstance(cell, CellFault)
    assert cell.message == "has more than 32,767 characters"
