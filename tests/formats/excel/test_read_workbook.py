# SPDX-License-Identifier: Apache-2.0
import io
import zipfile

import openpyxl
import pytest

from tenderkit.errors import InvalidInput
from tenderkit.formats.excel.read_workbook import read_book_lots, read_workbook
from tenderkit.library.reading.shipped_data import load_shipped_data
from tests.checks.annexes.edited import papers_of, read_parts

BOOK, STRINGS = "xl/workbook.xml", "xl/sharedStrings.xml"


def changed(**parts: bytes | None) -> bytes:
    """A workbook of ours with other parts, by a name without folder and ending; None takes a part out."""
    whole = read_parts(papers_of("us-desktops")["evaluation"])
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in whole.items():
            new = parts.get(name.rpartition("/")[2].partition(".")[0], content)
            if new is not None:
                archive.writestr(name, new)
    return buffer.getvalue()


@pytest.mark.parametrize(("name", "language"), [("us-desktops", "en"), ("eg-school-laptops", "ar")])
def test_weights_gates_and_units_are_read(name: str, language: str) -> None:
    book = read_workbook(papers_of(name)["evaluation"], "x.xlsx")
    data = load_shipped_data()
    lot = read_book_lots(book, data.language(language))[1]
    assert sum(points or 0 for _, _, points in lot.weights) == 100
    assert lot.weights[0][0] == "1.3.1"
    assert "1.2.1" in lot.gates
    assert lot.units
    assert read_book_lots(book, data.language("ar" if language == "en" else "en")) == {}


def test_each_lot_is_read() -> None:
    book = read_workbook(papers_of("eu-five-lots")["evaluation"], "x.xlsx")
    lots = read_book_lots(book, load_shipped_data().language("en"))
    assert list(lots) == [1, 2, 3, 4, 5]
    assert [len(lot.weights) for lot in lots.values()] == [5, 4, 1, 1, 2]


def test_a_workbook_that_openpyxl_has_saved_is_read() -> None:
    original = papers_of("us-desktops")["evaluation"]
    buffer = io.BytesIO()
    openpyxl.load_workbook(io.BytesIO(original)).save(buffer)
    english = load_shipped_data().language("en")
    saved, as_made = (read_book_lots(read_workbook(c, "x.xlsx"), english) for c in (buffer.getvalue(), original))
    assert saved == as_made != {}


def test_the_relationship_of_a_sheet_is_found_with_any_prefix() -> None:
    parts = read_parts(papers_of("us-desktops")["evaluation"])
    parts[BOOK] = parts[BOOK].replace(b"xmlns:r=", b"xmlns:rel=").replace(b" r:id=", b" rel:id=")
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    assert b" r:id=" not in parts[BOOK]
    assert read_workbook(buffer.getvalue(), "x.xlsx") == read_workbook(changed(), "x.xlsx")


DOCTYPE = b'<!DOCTYPE a [<!ENTITY b "c">]><workbook>&b;</workbook>'


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"no archive",
        b"PK\x03\x04",
        changed(workbook=None),
        changed(workbook=b"<workbook"),
        changed(workbook=DOCTYPE),
        changed(sharedStrings=b"<sst>" + b"<si/>" * 600_000 + b"</sst>"),
        changed(sharedStrings=b" " * 60_000_000),
        changed(sheet1=b'<sheetData><row><c r="A1" t="s"><v>x</v></c></row></sheetData>'),
        changed(sheet1=b'<sheetData><row><c r="A1"><v>1e999</v></c></row></sheetData>'),
        changed(sheet1=b'<sheetData><row><c r="A1"><v>NaN</v></c></row></sheetData>'),
    ],
    ids=range(11),
)
def test_what_is_no_workbook_is_refused(content: bytes) -> None:
    with pytest.raises(InvalidInput) as refused:
        read_workbook(content, "x.xlsx")
    (finding,) = refused.value.findings
    assert (finding.rule, finding.place.file) == ("unreadable", "x.xlsx")


def test_a_workbook_of_somebody_else_has_no_lots() -> None:
    book = read_workbook(changed(workbook=b"<workbook/>"), "x.xlsx")
    assert read_book_lots(book, load_shipped_data().language("en")) == {}
