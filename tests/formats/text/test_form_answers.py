# SPDX-License-Identifier: Apache-2.0
from tenderkit.findings import Finding, Place
from tenderkit.formats.text.form_answers import render_left_out


def test_each_finding_is_a_line_under_a_head() -> None:
    told = [Finding("units", "first", place=Place("a.docx")), Finding("models", "two\nlines", place=Place("b.docx"))]
    head, *lines = render_left_out(told).splitlines()
    assert head == "not entered, or worth a look:"
    assert [line.split(":")[0] for line in lines] == ["  a.docx", "  b.docx"]


def test_where_everything_was_entered_nothing_is_said() -> None:
    assert render_left_out([]) == ""
