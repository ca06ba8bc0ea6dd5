# SPDX-License-Identifier: Apache-2.0
"""Cells of CSV that no spreadsheet takes for a formula and no terminal for a command."""

import csv
import io
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tenderkit.formats.text.csv import format_rows, guard_cell

FORMULAS = ("=1+1", "+1", "-1", "@SUM(A1)", "＝1", "＠x", "=cmd|' /C calc'!A0")


@pytest.mark.parametrize("text", [*FORMULAS, "\t=1", "\r=1"])
def test_a_formula_gets_an_apostrophe(text: str) -> None:
    assert guard_cell(text) == f"'{text}".replace("\r", "\n")


@pytest.mark.parametrize("formula", FORMULAS)
@pytest.mark.parametrize(
    "hidden",
    [
        "\u200b",
        "\ufeff",
        "\u2060",
        "\u00ad",
        "\u200e\u200b",
        " ",
        "\u00a0",
        "\u3000",
        "\ufe0f",
        "\u034f",
        "\u3164",
        "\u2800",
    ],
)
def test_a_formula_behind_invisible_characters_gets_an_apostrophe(hidden: str, formula: str) -> None:
    assert guard_cell(hidden + formula) == f"'{hidden}{formula}"


@pytest.mark.parametrize("text", ["", "Ada", " Ada", "a=1", "5 - 3", "\u200bAda", "ندى", "«=»", "\u200b"])
def test_other_texts_stay_as_they_are(text: str) -> None:
    assert guard_cell(text) == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("12\u009b2J", "12<U+009B>2J"),
        ("\u202e005", "<U+202E>005"),
        ("\x1b[2J", "<U+001B>[2J"),
        ("\u2066a\u2069", "<U+2066>a<U+2069>"),
        ("a\u2028b\u0085c", "a<U+2028>b<U+0085>c"),
        ("می\u200cخواهم\tx\ny", "می\u200cخواهم\tx\ny"),
    ],
)
def test_what_steers_a_terminal_or_turns_a_text_is_shown_by_its_number(text: str, shown: str) -> None:
    assert guard_cell(text) == shown


@given(st.lists(st.lists(st.text(), min_size=1), min_size=1))
def test_no_cell_begins_like_a_formula_and_no_cell_is_lost(rows: list[list[str]]) -> None:
    read = list(csv.reader(io.StringIO(format_rows(rows), newline="")))
    assert [len(row) for row in read] == [len(row) for row in rows]
    for cell in (cell for row in read for cell in row):
        shown = "".join(c for c in cell if unicodedata.category(c) not in ("Cf", "Cn", "Mn", "Zs")).lstrip()
        assert not shown.startswith(tuple("=+-@＝＋－＠"))
