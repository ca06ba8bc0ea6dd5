# SPDX-License-Identifier: Apache-2.0
"""The workbook of answers: what stands in it, and that nothing in it is a formula or gets lost."""

import io
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openxml_audit import OpenXmlValidator

from tenderkit.formats.excel.form_answers import write
from tenderkit.papers.form_fields import Field
from tenderkit.responses.form_answers import Bid, FormControl, ReturnedForm, read_bids
from tests.support import english, right_to_left

DAY = datetime(2026, 1, 2, tzinfo=UTC)
NAME = Field("tk:tenderer.name", "", "Name and address", "Fill in")
# In forms of release 0.1.0, a field of a sheet with a copy for each model.
PRICE = Field("tk:L1.life-cycle-cost-award.laptop.price", "1.3.1", "laptops: Price", "Price", copied=True)


def tenders(*names: str, prices: tuple[str, ...] = ("5",)) -> tuple[Bid, ...]:
    forms = []
    for number, name in enumerate(names):
        controls = [FormControl(NAME.tag, NAME.name, name), *(FormControl(PRICE.tag, PRICE.name, p) for p in prices)]
        forms.append((f"{number}.docx", ReturnedForm(tuple(controls), (NAME, PRICE), "a" * 64, "en", "")))
    return read_bids(forms)


def book(found: tuple[Bid, ...]) -> Any:
    return openpyxl.load_workbook(io.BytesIO(write(found, english(), DAY)))


def test_a_validator_finds_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(write(tenders("Ada", "=Bob", "", "x" * 300), right_to_left(), DAY))
    assert [str(e) for e in OpenXmlValidator().validate(str(path)).errors] == []


def test_each_tender_is_a_column_and_each_copy_a_line() -> None:
    beside, whole = book(tenders("Ada", "Bob", prices=("5", "7"))).worksheets
    rows = [tuple(c.value for c in row) for row in beside.iter_rows(min_row=4)]
    assert rows == [
        (None, None, "Name and address", "Ada", "Bob"),
        ("1", "1.3.1", "laptops: Price", "5", "5"),
        ("1", "1.3.1", "laptops: Price (copy 2)", "7", "7"),
    ]
    assert whole.max_row == 3 + 6
    assert whole.auto_filter.ref == f"A3:J{whole.max_row}"


def test_what_is_not_in_order_is_marked() -> None:
    form = ReturnedForm(
        (FormControl("tk:L1.x.answer", "", "Perhaps"),),
        (Field("tk:L1.x.answer", "", "", "", ("Met",)),),
        None,
        None,
        "",
    )
    beside = book(read_bids([("a", form)])).worksheets[0]
    assert beside.cell(4, 4).value == "Perhaps\n[none of the choices]"


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "http://example.org", "12", "{=1}"])
def test_words_of_others_stay_words(text: str) -> None:
    for sheet in book(tenders(text)):
        cells = [c for row in sheet.iter_rows(min_row=4) for c in row if c.value == text]
        assert cells
        assert {(c.data_type, c.quotePrefix, c.hyperlink) for c in cells} == {("s", True, None)}


@pytest.mark.parametrize("sign", ["\u009b", "\u202e", "\u2066"])
def test_what_steers_a_terminal_or_turns_a_text_is_shown_by_its_number(sign: str) -> None:
    for sheet in book(tenders(f"Ada{sign}5", f"B{sign * 9_000}")):
        values = [str(c.value) for row in sheet.iter_rows() for c in row]
        assert f"Ada<U+{ord(sign):04X}>5" in values
        assert not any(sign in value for value in values)
        assert any(value.endswith("[cut: the whole answer stands in the form]") for value in values)


def test_a_text_that_no_cell_holds_is_cut_and_says_so() -> None:
    beside, whole = book(tenders("x" * 40_000)).worksheets
    for value in (beside.cell(4, 4).value, whole.cell(4, 9).value):
        assert 32_000 < len(value) < 32_767
        assert value.endswith("[cut: the whole answer stands in the form]")
