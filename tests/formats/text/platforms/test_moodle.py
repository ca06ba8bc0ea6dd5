# SPDX-License-Identifier: Apache-2.0
"""Moodle XML: what its importer accepts, the key in it, and texts that are no markup."""

from dataclasses import replace
from typing import Any

import pytest
from lxml import etree

from tenderkit.errors import UsageProblem
from tenderkit.formats.text.platforms.moodle import find_cost, find_share, write_moodle
from tenderkit.papers.quiz import QuizPack
from tests.formats.text.platforms.made_pack import QUESTIONS, make_pack
from tests.formats.text.platforms.moodle_rules import SHARES, find_faults


def read(pack: QuizPack) -> dict[str, Any]:
    """The questions of a file by their ids, without the id of the pack."""
    root = etree.fromstring(write_moodle(pack).encode())
    return {q.findtext("idnumber").removeprefix(f"{pack.id}-"): q for q in root}


def test_the_importer_has_nothing_to_refuse() -> None:
    assert find_faults(write_moodle(make_pack())) == []
    assert write_moodle(make_pack()) == write_moodle(make_pack())


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ('fraction="50"', 'fraction="49"', "Moodle has no share 49.0"),
        ("<single>false", "<single>no", "single is neither true nor false"),
        ("<shuffleanswers>true</shuffleanswers>", "", "has no shuffleanswers"),
        ('type="essay"', 'type="free"', "there is no type free"),
        ("$course$/top/", "", "its category is not below the top"),
        ("-q1</idnumber>", "-q2</idnumber>", "two have the id"),
    ],
)
def test_the_rules_on_files_find_faults(old: str, new: str, fault: str) -> None:
    content = write_moodle(make_pack())
    assert old in content
    assert any(fault in found for found in find_faults(content.replace(old, new)))


def test_a_category_is_named_by_its_topics_and_a_slash_is_no_level() -> None:
    questions = read(make_pack())
    paths = [q.findtext("category/text") for q in questions.values() if q.get("type") == "category"]
    top = "$course$/top/S03 Tablets and//or phones/Odd"
    assert paths == [top, f"{top}/v01"]


def test_choices_have_shares_that_flagging_everything_does_not_pass() -> None:
    shares = [answer.get("fraction") for answer in read(make_pack())["v01-q0"].iter("answer")]
    assert shares == ["-25", "50", "0", "50"]
    for count in (*range(1, 11), 20):
        share = find_share(count)
        assert float(share) in SHARES
        assert float(find_cost(share)) in SHARES
    with pytest.raises(UsageProblem, match="12 right choices"):
        find_share(12)


def test_rows_have_their_choice_and_spare_choices_an_empty_row() -> None:
    rows = read(make_pack())["v01-q1"].findall("subquestion")
    pairs = [(row.findtext("text"), row.findtext("answer/text")) for row in rows]
    assert pairs == [
        ("c01 one", "B"),
        ("c02 a &lt; b &amp; \"c\" ]]&gt; d", "A"),
        ("c03 three", "B"),
        ("", "C"),
    ]  # fmt: skip


def test_numbers_have_a_tolerance_and_free_text_notes_and_a_draft() -> None:
    questions = read(make_pack())
    number, text = questions["v01-q2"], questions["v01-q3"]
    assert (number.findtext("answer/text"), number.findtext("answer/tolerance")) == ("125000", "625.5")
    assert text.findtext("graderinfo/text").startswith("<p>a note</p><p>a &lt; b &amp; ")
    assert text.findtext("responsetemplate/text") == "<p>a draft<br/>in two lines</p>"


def test_tags_points_and_feedback_are_there() -> None:
    question = read(make_pack())["v01-q1"]
    assert [tag.text for tag in question.iterfind("tags/tag/text")] == ["LO1", "level-1", "M05"]
    assert (question.findtext("defaultgrade"), question.findtext("generalfeedback/text")) == ("4", "<p>why</p>")


def test_a_language_from_right_to_left_has_its_direction() -> None:
    text = read(make_pack(language="ar"))["v01-q1"].findtext("questiontext/text")
    assert text.startswith('<div lang="ar-SA" dir="rtl"><p>')


def test_one_question_alone_lies_where_moodle_draws_one_by_chance() -> None:
    pack = make_pack(QUESTIONS[1])
    alone = replace(pack, quizzes=(replace(pack.quizzes[0], introduction=()),))
    assert [key for key, q in read(alone).items() if q.get("type") == "category"] == [alone.id]
