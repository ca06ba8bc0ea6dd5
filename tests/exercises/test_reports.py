# SPDX-License-Identifier: Apache-2.0
"""What participants and trainers get of the marks, as Word files: complete, and readable without colour."""

import io
import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import docx
import pytest

import tenderkit.exercises.marking as room
from tenderkit.exercises.marking.class_report import compose_class_report
from tenderkit.exercises.marking.feedback import compose_feedback
from tenderkit.exercises.marking.marker import Marker
from tenderkit.exercises.marking.results import mark_class, name_files
from tenderkit.exercises.marking.statistics import count_spread, list_items
from tenderkit.exercises.marking.submission import MarkedSubmission, Submission
from tenderkit.exercises.sheets.facilitator import compose_guide
from tenderkit.formats.word.write.writer import write
from tenderkit.papers.paper import Paper
from tests.exercises.test_marked_handouts import CREATED
from tests.exercises.test_marked_types import DATA, draw_key, find_variant, write_model_answers

KEY = draw_key("choose-clauses", 2)
RIGHT = write_model_answers(find_variant(KEY))
MODULES = [*Path(room.__path__[0]).glob("*.py")]
CODES = [row.code for row in find_variant(KEY).exercise.rows]
WRONG = {
    row.code: "leave it out" if row.answer == "take it in" else "take it in"
    for row in find_variant(KEY).exercise.rows
}


def mark_people(*answers: dict[str, str]) -> tuple[MarkedSubmission, ...]:
    submissions = [
        (Submission(f"{number}.docx", f"p{number:02}", "v01", "form", given), str(number))
        for number, given in enumerate(answers, 1)
    ]
    return mark_class(submissions, KEY, Marker(0.8)).marked


def print_paper(paper: Paper) -> "docx.document.Document":
    return docx.Document(io.BytesIO(write(paper, DATA.word_bases, CREATED, recorded=False)))


def print_words(paper: Paper) -> str:
    return "\n".join(paragraph.text for paragraph in print_paper(paper).paragraphs).replace("\u00a0", " ")


def list_tables(document: "docx.document.Document") -> dict[str, list[list[str]]]:
    """Return the rows of each table below its heading, without the head."""
    tables: dict[str, list[list[str]]] = {}
    heading = ""
    for block in document.iter_inner_content():
        if isinstance(block, docx.table.Table):
            tables[heading] = [[cell.text for cell in row.cells] for row in block.rows][1:]
        elif block.style is not None and (block.style.name or "").startswith("Heading"):
            heading = block.text
    return tables


def test_the_feedback_says_what_was_wrong_and_what_is_right() -> None:
    answers = {**RIGHT, "c01.answer": WRONG["c01"], "c02.why": "Something else", "q9.answer": "x"}
    del answers["c01.why"], answers["c03.answer"], answers["c03.why"]
    (marked,) = mark_people(answers)
    document = print_paper(compose_feedback(marked))
    tables = list_tables(document)
    again = {(row[0], row[2]): row for row in tables["To look at again"]}
    assert set(again) == {("c01", "Answer"), ("c01", "Why"), ("c03", "Answer"), ("c03", "Why")}
    assert again["c01", "Answer"][4].startswith(
        f"Another answer is right.\nModel answer: {RIGHT['c01.answer']}\nSource: clause “"
    )
    assert again["c03", "Answer"][4].startswith("Not answered.")
    (read,) = tables["Still to be read"]
    assert read[0] == "c02"
    assert read[5] == "still to be read"
    assert RIGHT["c02.why"] not in read[4]
    assert len(tables["Right"]) == 2 * len(CODES) - 5
    row = find_variant(KEY).exercise.rows[0]
    version = DATA.library.clauses[row.id].version
    assert again["c01", "Answer"][4].endswith(f" ({row.id}, version {version})")
    assert again["c01", "Answer"][1] == row.cells[0]
    words = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert "The key is the selection that tenderkit makes" in words
    assert "19 of 24" in words
    assert "Up to 1 points more are open" in words


def test_the_words_of_a_participant_are_quoted_whole_up_to_a_long_paragraph() -> None:
    paragraph = "\n".join(("Each word of mine counts here." * 20, "The second line of it."))
    (marked,) = mark_people({"c01.why": paragraph, "c02.why": "endless words " * 150, "c03.why": "x" * 2000})
    given = {row[0]: row[3] for row in list_tables(print_paper(compose_feedback(marked)))["Still to be read"]}
    assert given["c01"] == paragraph
    beginning, _, told = given["c02"].partition(" … ")
    assert ("endless words " * 150).startswith(f"{beginning} ")
    assert 1480 < len(beginning) <= 1500
    assert told == "(cut here; the rest is in your file)"
    assert given["c03"].startswith("x" * 1500 + " … (cut here")


def test_every_reason_has_its_words() -> None:
    texts = DATA.language("en").frame.texts["exercise-marks"]
    source = "".join(path.read_text(encoding="utf-8") for path in MODULES)
    reasons = set(re.findall(r'Verdict\([\d.]+, "([a-z-]+)"', source)) | {"flag-decoy", "flag-wrong", "flag-beside"}
    assert len(reasons) > 15
    assert {f"why-{reason}" for reason in reasons} <= texts.keys()


def make_class(count: int) -> Sequence[MarkedSubmission]:
    """Return a class of which each has one row more than the one before."""
    return mark_people(
        *({key: value for key, value in RIGHT.items() if int(key[1:3]) <= number} for number in range(count))
    )


def test_items_stand_in_the_order_of_the_handout_with_their_codes() -> None:
    items = list_items(make_class(8))
    assert [item.places for item in items] == [{"v01": code} for code in CODES]
    assert [(item.hits, item.missed) for item in items] == [(max(7 - n, 0), min(n + 1, 8)) for n in range(len(CODES))]
    assert {item.unread for item in items} == {0}
    assert {item.discrimination for item in items} == {None}


def test_what_is_still_to_be_read_is_neither_had_nor_missed() -> None:
    marked = mark_people({**RIGHT, "c01.why": "Something else"}, {**RIGHT, "c01.answer": WRONG["c01"]}, RIGHT)
    first, second = list_items(marked)[:2]
    assert (first.hits, first.missed, first.unread) == (1, 1, 1)
    assert first.instead == [(WRONG["c01"], 1)]
    assert (second.hits, second.missed, second.unread) == (3, 0, 0)
    assert [each.share for each in marked] == [1, 22 / 22.5, 1]


def test_a_class_whose_answers_are_unread_is_not_told_that_all_had_everything() -> None:
    words = print_words(compose_class_report(mark_people({**RIGHT, "c01.why": "Something else"})))
    assert "1 answers are still to be read." in words
    assert "All had everything" not in words
    assert "Fewest had these" not in words
    assert "1 answers with 1 open points stand in review.xlsx in full" in words


def test_the_debrief_tells_code_and_what_was_chosen_instead() -> None:
    wrong = {**RIGHT, "c02.answer": WRONG["c02"]}
    del wrong["c02.why"]
    paper = compose_class_report(mark_people(wrong, wrong, RIGHT))
    about, instead = find_variant(KEY).exercise.rows[1].cells[0], f"{WRONG['c02']} (2 ×)"
    words = print_words(paper)
    assert f"c02 {about}\n" in words
    assert instead in words
    row = [cell.replace("\u00a0", " ") for cell in list_tables(print_paper(paper))["Hits"][1]]
    assert (row[0], row[2], row[5]) == ("c02", "1 of 3", instead)


def test_points_that_are_all_open_are_in_no_mean_and_no_spread() -> None:
    marked = mark_people(dict.fromkeys(RIGHT, "Something else"))
    assert [each.share for each in marked] == [None]
    assert sum(count_spread(marked)) == 0
    assert "Mean, without open points" not in print_words(compose_class_report(marked))


def test_another_right_choice_is_named_also_while_its_reason_is_read() -> None:
    (marked,) = mark_people({**RIGHT, "c01.answer": WRONG["c01"]})
    rows = list_tables(print_paper(compose_feedback(marked)))["Still to be read"]
    told = next(row for row in rows if row[2] == "Answer")[4]
    assert f"Model answer: {RIGHT['c01.answer']}" in told


def test_the_guide_and_the_marks_have_one_pass_mark() -> None:
    variant = find_variant(KEY)
    assert variant.most_points == 24
    assert variant.pass_mark == 17
    guide = print_words(compose_guide((variant,)))
    assert "24 points can be reached. Passed from 70 % of them on, 17." in guide
    for points, state in ((16.5, "failed"), (17, "passed")):
        (marked,) = mark_people(RIGHT)
        first, *_ = marked.marks
        assert replace(marked, marks=(replace(first, points=points),)).state == state


@pytest.mark.parametrize(("most", "needed"), [(26, 18.5), (18, 13), (20, 14), (90, 63)])
def test_the_pass_mark_is_the_next_half_from_seventy_percent_on(most: int, needed: float) -> None:
    variant = find_variant(KEY)
    rows = variant.exercise.rows[:1] * (most // 2)
    assert replace(variant, exercise=replace(variant.exercise, rows=rows)).pass_mark == needed


def test_from_ten_on_an_item_says_whom_it_tells_apart() -> None:
    items = list_items(make_class(12))
    assert max(item.discrimination or 0 for item in items) == 1
    assert all(item.discrimination is not None for item in items)


def test_the_spread_counts_everybody_once() -> None:
    marked = make_class(12)
    assert count_spread(marked) == [2, 1, 1, 1, 1, 2, 1, 1, 1, 1]
    assert sum(count_spread(marked)) == 12


def test_the_report_on_a_class_has_bars_results_and_a_debrief() -> None:
    marked = make_class(12)
    document = print_paper(compose_class_report(marked))
    tables = list_tables(document)
    spread = tables["Overview"]
    assert [int(row[1]) for row in spread] == count_spread(marked)
    assert max(len(row[2]) for row in spread) == 20
    assert [row[0] for row in tables["Results"]] == [each.name for each in marked]
    assert len(tables["Hits"]) == len(CODES)
    words = [paragraph.text for paragraph in document.paragraphs]
    assert "What to debrief" in words
    assert "Answers to read" not in words


def test_names_are_ordered_by_their_numbers_and_make_safe_files() -> None:
    submissions = [
        Submission("x", name, "v01", "form", {"c01.answer": name}) for name in ("t 10", "t 2", "../é:", "t 1")
    ]
    marked = mark_class([(submission, "") for submission in submissions], KEY, Marker(0.8)).marked
    assert [name for name, _ in name_files(marked)] == ["1-é.docx", "2-t-1.docx", "3-t-2.docx", "4-t-10.docx"]
