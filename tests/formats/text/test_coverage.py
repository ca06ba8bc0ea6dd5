# SPDX-License-Identifier: Apache-2.0
from dataclasses import replace
from typing import Any

import pytest

from tenderkit.formats.text.coverage import build_data, render, render_markdown
from tenderkit.library.coverage import Scheme, TopicCoverage, match_topics
from tenderkit.library.library import Library
from tenderkit.library.reading import shipped_data
from tenderkit.library.reading.author_files import read_coverage
from tenderkit.library.reading.schema import get_validator
from tests.support import clause, library


def whole() -> Library:
    step = next(iter(shipped_data.load_shipped_data().library.buyer_steps.values()))
    return replace(library({"there": clause(), "too": clause()}), buyer_steps={"a-step": step, "b-step": step})


def topics(**more: Any) -> dict[str, Scheme]:
    table = {
        "title": "A standard",
        "mark": "P",
        "topics": {
            "A1": {"title": "Longer use", "clauses": ["there"], "pointer": ["8.4", "9"]},
            "A10": {"title": "Less waste", "clauses": ["too", "planned"], "steps": ["a-step", "b-step"]},
            "A11": {"title": "No harm", "steps": ["planned-step"], "level": "graded"},
        },
        **more,
    }
    found: dict[str, Scheme] = get_validator(dict[str, Scheme]).validate_python({"standard": table})
    return found


def rows(schemes: dict[str, Scheme]) -> tuple[TopicCoverage, ...]:
    return match_topics(schemes, whole())


def text(*, holes: bool = False, **more: Any) -> list[str]:
    return render(topics(**more), rows(topics(**more)), holes=holes).splitlines()


def tables(*, holes: bool = False, **more: Any) -> list[str]:
    found = render_markdown(topics(**more), rows(topics(**more)), holes=holes).splitlines()
    return [line for line in found if line.startswith("|")]


POINTERS = [
    "A clause that is pointed to names a topic of the source; it is the source of no",
    "requirement and no figure.",
]


def test_the_text_has_a_line_of_counts_and_names_what_is_missing() -> None:
    assert text() == [
        "A standard (standard)",
        "3 topics: 1 covered, 1 partly, 1 hole.",
        "By clauses: short 2, standard 2, large 2, full 2.",
        *POINTERS,
        "",
        "  covered  A1   Longer use (points to clause 8.4, 9)",
        "                there: there",
        "                from: short",
        "  partly   A10  Less waste",
        "                there: too; buyer steps a-step, b-step",
        "                from: short",
        "                missing: planned",
        "  HOLE     A11  No harm (graded)",
        "                missing: buyer step planned-step",
    ]


def test_only_what_is_not_covered_is_shown_where_holes_are_asked_for() -> None:
    lines = text(holes=True)
    assert lines[1] == "3 topics: 1 covered, 1 partly, 1 hole."
    assert [line.split()[0] for line in lines if line.startswith(("  c", "  p", "  H"))] == ["partly", "HOLE"]


def test_a_scheme_without_a_hole_keeps_its_counts() -> None:
    full = {"A1": {"title": "Longer use", "clauses": ["there"]}}
    counts = ["1 topic: 1 covered, 0 partly, 0 holes.", "By clauses: short 1, standard 1, large 1, full 1."]
    assert text(holes=True, topics=full) == ["A standard (standard)", *counts]
    assert tables(holes=True, topics=full) == []


@pytest.mark.parametrize("form", [text, tables])
def test_ids_that_may_not_be_printed_stand_in_neither_text(form: Any) -> None:
    assert "A10" in "\n".join(form())
    assert "A1" not in "\n".join(form(ids="unprinted"))
    assert "Longer use" in "\n".join(form(ids="unprinted"))


def test_the_tables_have_a_row_for_each_topic() -> None:
    assert tables() == [
        "| State | Topic | Title | Points to clause | Level | There | From | Missing |",
        "| --- | --- | --- | --- | --- | --- | --- | --- |",
        "| **covered** | A1 | Longer use | 8.4, 9 |  | there | short |  |",
        "| **partly** | A10 | Less waste |  |  | too; buyer steps a-step, b-step | short | planned |",
        "| **HOLE** | A11 | No harm |  | graded |  |  | buyer step planned-step |",
    ]


def test_a_table_has_no_column_for_what_no_topic_has() -> None:
    plain = {"A1": {"title": "Longer use", "clauses": ["planned"]}}
    assert tables(topics=plain)[0] == "| State | Topic | Title | There | Missing |"


def test_marks_of_markdown_in_a_title_are_text() -> None:
    odd = {"A1": {"title": "a | b *c* <d>", "clauses": ["there"]}}
    assert tables(topics=odd)[2] == r"| **covered** | A1 | a \| b \*c\* \<d\> | there | short |  |"


def test_the_data_name_every_topic_with_its_state() -> None:
    found = build_data(topics(ids="unprinted"), rows(topics()), whole())
    (scheme,) = found["schemes"]
    assert (scheme["id"], scheme["ids"], scheme["note"], scheme["source"]) == ("standard", "unprinted", None, None)
    assert scheme["counts"] == {"covered": 1, "partly": 1, "hole": 1}
    assert scheme["sizes"] == {"short": 2, "standard": 2, "large": 2, "full": 2}
    assert scheme["topics"][1] == {
        "id": "A10",
        "title": "Less waste",
        "pointer": [],
        "level": None,
        "state": "partly",
        "size": "short",
        "priorities": [],
        "clauses": ["too"],
        "steps": ["a-step", "b-step"],
        "missing-clauses": ["planned"],
        "missing-steps": [],
    }


def test_the_data_leave_out_what_is_covered_but_not_its_count() -> None:
    (scheme,) = build_data(topics(), rows(topics()), whole(), holes=True)["schemes"]
    assert [t["id"] for t in scheme["topics"]] == ["A10", "A11"]
    assert scheme["counts"]["covered"] == 1


# The shipped schemes


def shipped() -> tuple[dict[str, Scheme], tuple[TopicCoverage, ...]]:
    one = shipped_data.load_shipped_data().library
    schemes = read_coverage(shipped_data.find_data_folder() / "clauses", (), one)
    return schemes, match_topics(schemes, one)


def test_the_text_fits_on_a_terminal_and_cuts_no_id() -> None:
    said = render(*shipped())
    assert max(map(len, said.splitlines())) <= 80
    words = {word.rstrip(",;") for word in said.split()}
    assert {c for row in shipped()[1] for c in (*row.topic.clauses, *row.topic.steps)} <= words


@pytest.mark.parametrize("form", [render, render_markdown])
def test_no_number_of_an_imaging_subject_is_printed(form: Any) -> None:
    said = form(*shipped())
    assert "IMG" not in said
    assert "Firmware must not block consumables" in said
    assert "G21:TS1" in said


@pytest.mark.parametrize("form", [render, render_markdown])
def test_the_table_says_what_a_pointer_is(form: Any) -> None:
    said = " ".join(form(*shipped()).split())
    assert "A clause that is pointed to names a topic of the source" in said
    assert "Which clauses serve an aim is this project's own reading." in said
