# SPDX-License-Identifier: Apache-2.0
import re
from typing import Any

import pytest

from tenderkit.formats.text.markdown import escape_text, render
from tenderkit.papers.notes.notes import compose_notes
from tenderkit.papers.response_form import compose_response_form
from tests.support import annex, award, clause, library, lot, performance, steps


def page(clauses: Any = None, **overrides: Any) -> list[str]:
    """The lines of an annex as Markdown."""
    return render(annex(library(clauses or {"years": clause()}), **overrides)).splitlines()


def noted(text: str) -> str:
    """The line of the table that holds a note of the authority."""
    line = {"category": "laptop", "quantity": 5, "note": text}
    return next(x for x in page(lots=[{**lot(), "items": [line]}]) if x.startswith("| Contractor provides"))


def subtitle(text: str) -> str:
    """The line that a title of a tender becomes."""
    return page(tender={"title": text})[2]


# --- escaping ---


@pytest.mark.parametrize("sign", list("\\`*_[]<>#|~$"))
def test_no_sign_is_a_mark(sign: str) -> None:
    assert escape_text(f"a{sign}b") == f"a\\{sign}b"


@pytest.mark.parametrize("entity", ["&amp;", "&lt;b&gt;", "&#60;", "&#x3c;"])
def test_an_entity_is_printed_as_it_was_typed(entity: str) -> None:
    assert escape_text(entity).startswith("\\&")


def test_plain_text_stays_as_it_is() -> None:
    text = "Laptops, 14 inches (350 mm): “école” – 学校 👩🏽‍💻 {{ seven }}"
    assert escape_text(text) == text


def test_lines_are_joined() -> None:
    assert escape_text("one\ntwo\n\nthree\tfour") == "one two three four"


@pytest.mark.parametrize("text", ["A\u200eB\u200fC", "a\u00a0b"])
def test_invisible_signs_are_kept(text: str) -> None:
    assert escape_text(text) == text


def test_a_pipe_in_a_note_does_not_split_its_cell() -> None:
    assert noted("a | b || c").endswith("| a \\| b \\|\\| c |")


def test_a_backslash_before_a_pipe_does_not_split_its_cell() -> None:
    assert noted("a \\| b").endswith("| a \\\\\\| b |")


def test_a_line_break_in_a_note_parts_lines_and_does_not_end_its_row() -> None:
    assert noted("one\n\n# two\n| three").endswith("| one<br>\\# two<br>\\| three |")


def test_backticks_in_a_note_are_no_code() -> None:
    assert noted("`rm -rf` ```x```").endswith("| \\`rm -rf\\` \\`\\`\\`x\\`\\`\\` |")


def test_html_in_a_note_is_text() -> None:
    assert noted("<script>alert(1)</script>").endswith("| \\<script\\>alert(1)\\</script\\> |")


def test_a_link_in_a_note_is_text() -> None:
    assert noted("![x](y) [a](javascript:b)").endswith("| !\\[x\\](y) \\[a\\](javascript:b) |")


@pytest.mark.parametrize(
    "text", ["- item", "+ item", "* item", "1. item", "1) item", "---", "***", "# title", "> quote"]
)
def test_a_mark_at_the_start_of_a_line_is_text(text: str) -> None:
    assert not re.match(r"([-+*]|\d+[.)])(\s|$)|-{3,}$|[#>]", subtitle(text))


@pytest.mark.parametrize("text", ["- item", "1. item"])
def test_a_mark_at_the_start_of_a_duty_is_text(text: str) -> None:
    lines = page({"years": clause(text={"requirement": text})})
    assert text not in lines


def test_the_title_of_a_lot_is_escaped_in_its_heading() -> None:
    assert "## Lot 1 \\# \\*x\\* \\<b\\>" in page(lots=[lot(title="# *x* <b>")])


def test_the_reason_of_the_authority_is_escaped() -> None:
    one = annex(library({"years": clause()}), excluded=[{"clause": "years", "reason": "a | b\n<i>"}])
    assert "eft out by the authority: a \\| b \\<i\\>" in render(compose_notes(one))


def test_every_row_of_a_table_has_as_many_cells_as_its_head() -> None:
    line = {"category": "laptop", "quantity": 5, "note": "a | b\nc \\| d"}
    lines = page({"points": award(scale=steps(3, 5)), "return": performance()}, lots=[{**lot(), "items": [line]}])
    cells = [len(re.findall(r"(?<!\\)(?:\\\\)*\|", x)) for x in lines]
    width = 0
    for text, count in zip(lines, cells, strict=True):
        if not text.startswith("|"):
            width = 0
            continue
        width = width or count
        assert count == width, text


# --- layout ---


def test_the_page_begins_with_the_titles_and_the_cover() -> None:
    lines = page(tender={"authority": "Ministry", "reference": "R-1"})
    assert lines[:6] == [
        "# Tender annex: circular economy and e-waste",
        "",
        "A tender",
        "",
        "- **Contracting authority**: Ministry",
        "- **Reference**: R-1",
    ]


def test_headings_are_numbered_and_have_their_depth() -> None:
    lines = page({"years": clause(text={"title": "Years"})})
    assert "## Lot 1 A lot" in lines
    assert "### 1.2 Technical specifications" in lines
    assert "#### 1.2.1 Years" in lines


def test_several_duties_are_lettered() -> None:
    lines = page({"years": clause(text={"requirement": "One.\n\nTwo."})})
    assert "(a) One." in lines
    assert "(b) Two." in lines


def test_a_single_duty_has_no_letter() -> None:
    lines = page({"years": clause(text={"requirement": "One."})})
    assert "One." in lines


def test_proof_is_one_line_with_leads_in_bold() -> None:
    text = {"verification": {"declaration": "A *letter*.", "document": "A report."}}
    assert r"**Proof:** A \*letter\*. **On request:** A report." in page({"years": clause(text=text)})


def test_the_twenty_seventh_duty_has_two_letters() -> None:
    lines = page({"years": clause(text={"requirement": "\n\n".join(f"Duty {n}." for n in range(1, 29))})})
    assert "(z) Duty 26." in lines
    assert "(aa) Duty 27." in lines
    assert "(bb) Duty 28." in lines


def test_a_cell_to_fill_in_is_shown() -> None:
    form = compose_response_form(annex(library({"years": clause(text={"title": "Years"})})))
    assert "| 1.2.1 Years | Will you do it? | … | … |" in render(form).splitlines()


def test_a_gap_is_shown() -> None:
    assert "- **Reference**: \\[reference of the tender\\]" in page()


def test_there_is_one_line_end_at_the_end() -> None:
    text = render(annex(library({"years": clause()})))
    assert text.endswith("\n")
    assert not text.endswith("\n\n")
