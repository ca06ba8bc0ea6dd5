# SPDX-License-Identifier: Apache-2.0
import csv
import io

import pytest

from tenderkit.findings import Finding, Place
from tenderkit.formats.text.form_answers import build_data, render, render_csv, render_left_out
from tenderkit.responses.form_answers import FormControl, ReturnedForm, read_bids


def form(*controls: FormControl) -> ReturnedForm:
    return ReturnedForm(controls, (), "a" * 64, "en", "")


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1", "=cmd|' /C calc'!A0", "\u200b=1", "\ufeff=1"]
)
def test_what_begins_like_a_formula_is_harmless_in_a_table(text: str) -> None:
    (tender,) = read_bids([("=x.docx", form(FormControl("tk:tenderer.name", "", text)))])
    rows = list(csv.reader(io.StringIO(render_csv([tender]))))
    assert [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@", "\t", "\r", "＝"))] == []
    assert rows[1][8] == f"'{text}".replace("\r", "\n")


def test_json_keeps_values_as_they_are() -> None:
    (tender,) = read_bids([("x", form(FormControl("tk:tenderer.name", "", "=1")))])
    assert build_data([tender])["tenders"][0]["answers"][0]["value"] == "=1"


def test_nothing_steers_the_terminal() -> None:
    choice = FormControl("tk:L1.take-back.answer", "1.4.1 Answer", "\x1b[2J", choices={"Met": "Met"})
    (tender,) = read_bids([("x", form(FormControl("tk:tenderer.name", "", "Ada\x1b[2J"), choice))])
    assert render([tender]).count("<U+001B>[2J") == 2
    assert "\x1b" not in render([tender])


def test_each_finding_is_a_line_under_a_head() -> None:
    told = [Finding("units", "first", place=Place("a.docx")), Finding("models", "two\nlines", place=Place("b.docx"))]
    head, *lines = render_left_out(told).splitlines()
    assert head == "not entered, or worth a look:"
    assert [line.split(":")[0] for line in lines] == ["  a.docx", "  b.docx"]


def test_where_everything_was_entered_nothing_is_said() -> None:
    assert render_left_out([]) == ""
