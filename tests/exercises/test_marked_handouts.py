# SPDX-License-Identifier: Apache-2.0
"""Marking of handouts that participants worked on: comments in Word, changed words, claims and rewrites in forms."""

import datetime
import io
from dataclasses import replace
from pathlib import Path

import docx
import pytest

import tenderkit
from tenderkit.exercises.marking.answer_key import AnswerKey
from tenderkit.exercises.marking.feedback import compose_feedback
from tenderkit.exercises.marking.fix_judge import CheckingJudge
from tenderkit.exercises.marking.joined import join_handouts
from tenderkit.exercises.marking.marker import Marker
from tenderkit.exercises.marking.reading import read_submissions
from tenderkit.exercises.marking.results import ClassResult, mark_class
from tenderkit.exercises.marking.statistics import count_false_alarms, list_items
from tenderkit.exercises.marking.submission import MarkedSubmission, Submission
from tenderkit.exercises.mutations.change import apply_changes
from tenderkit.exercises.pack import make_pack
from tenderkit.exercises.pack_lock import PackOrder
from tenderkit.exercises.sheets.handout import compose_handout
from tenderkit.exercises.types.rewrite_clause import RewriteExercise
from tenderkit.exercises.types.spot_the_defect import DefectExercise
from tenderkit.exercises.variant import Variant
from tenderkit.formats.word.write.review.notes import add_notes
from tenderkit.formats.word.write.writer import write
from tenderkit.papers.annex.annex import compose
from tenderkit.papers.blocks import Note, Paragraph, Table
from tests.exercises.handed_in import drop_controls, fill_form
from tests.exercises.test_marked_types import write_model_answers
from tests.formats.libreoffice.office import convert

DATA = tenderkit.load_library()
CREATED = datetime.datetime(2026, 3, 2, tzinfo=datetime.UTC)
ORDER = PackOrder(
    scenario="S02", type="spot-the-defect", level=3, variants=1, language="en", seed="1", secret="of tests"
)
PACK = make_pack(ORDER, DATA)
(SPOT,) = PACK.variants
HANDOUT = PACK.files["participants/v01.docx"]
KEY = AnswerKey(PACK.variants, {"v01": HANDOUT})


def find_exercise(variant: Variant = SPOT) -> DefectExercise:
    assert isinstance(variant.exercise, DefectExercise)
    return variant.exercise


def mark(content: bytes, key: AnswerKey = KEY, judge: CheckingJudge | None = None) -> MarkedSubmission:
    submissions = [(submission, "") for submission in read_submissions(content, "a.docx", key)]
    (marked,) = mark_class(submissions, key, Marker(0.8, judge)).marked
    return marked


def mark_claims(answers: dict[str, str]) -> MarkedSubmission:
    (marked,) = mark_class([(Submission("a.docx", "ada", "v01", "form", answers), "")], KEY, Marker(0.8)).marked
    return marked


def add_comments(*comments: tuple[str, tuple[str, ...], tuple[str, ...]]) -> bytes:
    notes = [Note(under, words, lines) for under, words, lines in comments]
    return add_notes(HANDOUT, "v01.docx", notes, CREATED)


def print_handout(*, mended: bool) -> bytes:
    """Return the handout in which all defects are mended and the decoys left, or nothing was changed."""
    exercise, material = find_exercise(), SPOT.task.material
    planted = [defect.planted for defect in (() if mended else exercise.defects)]
    planted += [decoy.planted for decoy in exercise.decoys]
    selection = apply_changes(material.annex.selection, [change for each in planted for change in each.changes])
    changed = replace(exercise, annex=compose(selection, material.language))
    paper = compose_handout(replace(SPOT, exercise=changed))
    return write(paper, DATA.word_bases, CREATED, recorded=False)


def test_the_model_answer_in_a_form_earns_all_points() -> None:
    marked = mark(fill_form(PACK.files["participants/answer-v01.docx"], write_model_answers(SPOT)))
    assert (marked.points, marked.open, marked.submission.way) == (20, 0, "form")


def test_the_model_answer_in_comments_earns_all_points() -> None:
    comments = [
        (defect.heading, defect.wrong, (f"{defect.name}: {defect.reason}", defect.mend))
        for defect in find_exercise().defects
    ]
    marked = mark(add_comments(*comments))
    assert marked.submission.way == "comments"
    assert {mark.reason for mark in marked.marks if not mark.points} == set()
    assert (marked.points, marked.open) == (20, 0)


def test_comments_survive_a_round_trip_through_libreoffice(soffice: Path) -> None:
    defects = find_exercise().defects
    content = add_comments(*((d.heading, d.wrong, (f"{d.name}: {d.reason}", d.mend)) for d in defects))
    assert mark(convert(soffice, content, "docx")).points == mark(content).points == 20


def test_a_comment_may_begin_with_the_id_of_the_defect() -> None:
    defect = find_exercise().defects[0]
    id_ = defect.planted.mutation.id
    marked = mark(add_comments((defect.heading, defect.wrong, (f"{id_.lower()} - something else",))))
    by_column = {mark.column: mark for mark in marked.marks if mark.item == defect.id}
    assert (by_column["place"].points, by_column["name"].points) == (1, 1)
    assert (by_column["consequence"].open, by_column["mend"].reason) == (1, "empty")


def test_a_comment_on_what_is_sound_costs_half_a_point() -> None:
    exercise = find_exercise()
    defect, decoy = exercise.defects[0], exercise.decoys[0]
    marked = mark(
        add_comments(
            (defect.heading, defect.wrong, (f"{defect.name}: {defect.reason}",)),
            (decoy.heading, decoy.wrong, (f"{exercise.names[0]}: I do not like it",)),
        )
    )
    flags = [(mark.points, mark.reason) for mark in marked.marks if mark.column == "flag"]
    assert flags == [(-0.5, "flag-decoy")]
    assert marked.points == 2.5


def test_a_flag_beside_a_defect_is_named_and_not_called_sound_as_a_whole() -> None:
    exercise = find_exercise()
    defect = exercise.defects[0]
    alone = {defect.place for defect in exercise.defects}
    place = next(place for place in defect.places if place in alone)
    here = {one.name for one in exercise.defects if place in one.places}
    others = [name for name in exercise.names if name not in here]
    count = sum(place in one.places for one in exercise.defects)
    names = (*here, *others)[: count + 1]
    answers = {f"d{n:02}.place": place for n in range(1, count + 2)}
    answers |= {f"d{n:02}.name": name for n, name in enumerate(names, 1)}
    marked = mark_claims(answers)
    (flag,) = [mark for mark in marked.marks if mark.column == "flag"]
    assert (flag.reason, flag.words, flag.points) == ("flag-beside", names[-1], -0.5)
    assert [(alarm.place, alarm.name) for alarm, _ in count_false_alarms([marked])] == [(place, names[-1])]


def test_a_defect_is_not_missed_while_a_claim_without_a_known_place_is_unread() -> None:
    answers = {"d01.place": "somewhere", "d01.name": "something"}
    items = list_items([mark_claims(answers)])
    assert {(item.hits, item.missed, item.unread) for item in items} == {(0, 0, 1)}


def test_nobody_falls_below_zero() -> None:
    exercise = find_exercise()
    places = [place for place in exercise.places if not any(place in defect.places for defect in exercise.defects)]
    answers = {f"d{number:02}.place": place for number, place in enumerate(places[:3], 1)}
    marked = mark(fill_form(PACK.files["participants/answer-v01.docx"], answers))
    assert sum(mark.points for mark in marked.marks) == -1.5
    assert marked.points == 0


def test_the_edited_handout_earns_place_and_fix() -> None:
    marked = mark(print_handout(mended=True))
    assert marked.submission.way == "edits"
    points = {column: sum(m.points for m in marked.marks if m.column == column) for column in ("place", "mend")}
    assert (points["place"], [m.reason for m in marked.marks if m.column == "flag"]) == (5, [])
    assert points["mend"] + sum(m.open for m in marked.marks if m.column == "mend") == 5


def test_a_handout_that_nobody_touched_is_of_nobody() -> None:
    (read,) = read_submissions(print_handout(mended=False), "a.docx", KEY)
    result = mark_class([(read, "")], KEY, Marker(0.8))
    assert (result.marked, [remark.rule for remark in result.remarks]) == ((), ["untouched"])


def test_an_empty_form_is_a_participant_who_filled_in_nothing() -> None:
    form = PACK.files["participants/answer-v01.docx"]
    for content in (form, drop_controls(form), PACK.files["participants/answer-v01.xlsx"]):
        marked = mark(content)
        assert (marked.points, marked.open, marked.state) == (0, 0, "empty")
        assert [remark.rule for remark in marked.submission.remarks] == ["empty"]
        assert "Nothing filled in." in [b.text for b in compose_feedback(marked).blocks if isinstance(b, Paragraph)]


def test_a_word_file_that_is_no_handout_is_refused() -> None:
    buffer = io.BytesIO()
    letter = docx.Document()
    letter.add_comment(letter.add_paragraph("Dear all,").runs, "A make is named: hello")
    letter.save(buffer)
    with pytest.raises(tenderkit.errors.InvalidInput, match="holds no answers"):
        mark(buffer.getvalue())


def test_claims_of_another_pack_are_refused() -> None:
    other = make_pack(replace(ORDER, seed="2"), DATA)
    for name in ("answer-v01.docx", "answer-v01.xlsx"):
        with pytest.raises(tenderkit.errors.InvalidInput, match="answers no variant of this pack"):
            mark(other.files[f"participants/{name}"])


def read_both(claims: dict[str, str], comments: bytes, form_file: str, comments_file: str) -> ClassResult:
    """Return the marks of a form with claims and a handout with comments."""
    form = fill_form(PACK.files["participants/answer-v01.docx"], {"person": "Ada", **claims})
    files = ((form, form_file), (comments, comments_file))
    submissions = [(s, file) for content, file in files for s in read_submissions(content, file, KEY)]
    return mark_class(submissions, KEY, Marker(0.8))


def test_the_form_and_the_handout_of_a_participant_are_one() -> None:
    first, second, *_ = find_exercise().defects
    claims = {"d01.place": first.place, "d01.name": first.name, "d01.consequence": "It hurts somebody."}
    comments = add_comments(
        (first.heading, first.wrong, (f"{first.name}: {first.reason}", first.mend)),
        (second.heading, second.wrong, (f"{second.name}: {second.reason}", second.mend)),
    )
    for files in (("answer-v01.docx", "v01 ada.docx"), ("a/form.docx", "a/v01.docx")):
        result = read_both(claims, comments, *files)
        (marked,) = result.marked
        # The consequence of the form counts, and is read by a person; the rest comes from the comments.
        assert (marked.name, marked.points, marked.open) == ("Ada", 7, 1)
        assert [remark.rule for remark in result.remarks] == ["joined", "conflict"]
        assert "3 answers are from the form, 5 from this file" in result.remarks[0].message
        assert "d01.consequence" in result.remarks[1].message


def test_a_handout_of_somebody_else_stays_alone() -> None:
    first = find_exercise().defects[0]
    comments = add_comments((first.heading, first.wrong, (f"{first.name}: {first.reason}",)))
    for files in (("answer-v01.docx", "v01 ben.docx"), ("answer-v01.docx", "adam.docx"), ("a/f.docx", "b/v01.docx")):
        result = read_both({"d01.place": first.place}, comments, *files)
        assert [(each.points, each.submission.way) for each in sorted(result.marked, key=lambda e: e.points)] == [
            (1, "form"),
            (3, "comments"),
        ]
        assert result.remarks == ()


REWRITES = make_pack(replace(ORDER, type="rewrite-clause"), DATA)
REWRITE_KEY = AnswerKey(REWRITES.variants)
REWRITE_FORM = REWRITES.files["participants/answer-v01.docx"]
JUDGE = CheckingJudge(REWRITES.variants[0].task.material, DATA)


def find_rewrites() -> RewriteExercise:
    exercise = REWRITES.variants[0].exercise
    assert isinstance(exercise, RewriteExercise)
    return exercise


def test_a_rewrite_earns_what_the_rules_say() -> None:
    row = find_rewrites().rows[0]
    other = row.answer.replace("The tenderer shall", "Each tenderer shall", 1) + " This holds for each unit."
    for words, gone, asked in (
        (row.answer, "model-words", "model-words"),
        (other, "rules-pass", "same-words"),
        (row.draft + " Really.", "still-found", "other-words"),
        ("Something else.", "other-words", None),
    ):
        marked = mark(fill_form(REWRITE_FORM, {"c01.answer": words}), REWRITE_KEY, JUDGE)
        reasons = {m.column: m.reason for m in marked.marks if m.code == "c01"}
        assert reasons["gone"] == gone, words
        assert asked in (None, reasons["asked"]), words
        assert all(m.points or m.open for m in marked.marks if m.code == "c01" and m.column != "why"), words


def test_a_draft_that_nobody_changed_earns_nothing() -> None:
    row = find_rewrites().rows[0]
    marked = mark(fill_form(REWRITE_FORM, {"c01.answer": row.draft}), REWRITE_KEY, JUDGE)
    assert (marked.points, marked.open) == (0, 0)


def test_who_only_strikes_a_sentence_gets_half_of_the_point_for_what_is_still_asked_for() -> None:
    pairs = zip(find_rewrites().rows, find_rewrites().flaws, strict=True)
    row, flaw = next((row, flaw) for row, flaw in pairs if flaw.better)
    sound = row.answer.removesuffix(flaw.better).strip()
    expected = (sound, 0.5, "only-struck"), (f"{sound} In short: {flaw.better}", 1, "same-words")
    for words, points, reason in expected:
        marked = mark(fill_form(REWRITE_FORM, {f"{row.code}.answer": words}), REWRITE_KEY, JUDGE)
        asked, gone = (
            next(m for m in marked.marks if (m.code, m.column) == (row.code, c)) for c in ("asked", "gone")
        )
        assert (asked.points, asked.open, asked.reason) == (points, 1 - points, reason)
        assert gone.points == 1


def test_a_form_and_a_handout_of_rewrites_are_joined_by_their_rows() -> None:
    first, second, *_ = find_rewrites().rows
    form = Submission("form.docx", "Ada Obi", "v01", "form", {f"{first.code}.answer": first.answer})
    words = {f"{first.code}.answer": "Something else.", f"{second.code}.answer": second.answer}
    handout = Submission("v01_ada_obi.docx", "", "v01", "edits", words)
    (joined,), remarks = join_handouts([handout, form], REWRITE_KEY)
    assert joined.answers == {f"{row.code}.answer": row.answer for row in (first, second)}
    assert [remark.rule for remark in remarks] == ["joined", "conflict"]


def test_a_defect_that_was_missed_has_one_row_in_the_feedback() -> None:
    first, *others = find_exercise().defects
    marked = mark(add_comments((first.heading, first.wrong, (f"{first.name}: {first.reason}", first.mend))))
    tables = {block.caption: block for block in compose_feedback(marked).blocks if isinstance(block, Table)}
    rows = tables["To look at again"].rows
    assert [(row[1], row[2], row[5]) for row in rows] == [
        (f"{defect.place}: {defect.name}", "The defect", "0 of 4") for defect in others
    ]
    for row, defect in zip(rows, others, strict=True):
        assert defect.reason in row[4]
        assert defect.mend in row[4]
        assert f"({defect.planted.site.clause}, version " in row[4]
