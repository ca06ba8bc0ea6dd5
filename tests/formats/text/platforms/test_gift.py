# SPDX-License-Identifier: Apache-2.0
"""GIFT: questions with their key, read back by the marks of the format, and texts that are no marks."""

import re
from dataclasses import replace

from tenderkit.formats.text.platforms.gift import write_gift
from tests.formats.text.platforms.made_pack import QUESTIONS, make_pack

# A mark that no backslash stands before.
_MARKS = re.compile(r"(?<!\\)[~=#{}]")


def read_questions(content: str) -> dict[str, list[str]]:
    """The lines between the braces of each question, by its id."""
    questions = {}
    for part in content.split("\n\n"):
        if id_ := re.search(r"\[id:([^\]]+)\]", part):
            answers = re.search(r"(?<!\\)\{\n(.*)\}", part, re.DOTALL)
            assert answers is not None
            questions[id_.group(1).rpartition("-")[2]] = answers.group(1).splitlines()
    return questions


def test_each_task_is_written_with_its_key() -> None:
    questions = read_questions(write_gift(make_pack()))
    assert [line.partition("%a")[0].partition("%w")[0] for line in questions["q0"][:2]] == ["~%-25", "~%50%right"]
    assert questions["q1"][0] == "=c01 one -> B"
    assert questions["q1"][3] == "= -> C"
    assert questions["q2"][0] == "#125000:625.5"
    assert questions["q3"] == ["####<p>why</p>"]


def test_a_text_is_never_a_mark() -> None:
    odd = "a ~ b = c # d { e } f : g -> h \\ i\n\nj"
    question = replace(QUESTIONS[3], words=(odd,), feedback=())
    content = write_gift(make_pack(question))
    (line,) = (line for line in content.splitlines() if line.startswith("::v01 Title 3::"))
    assert len(_MARKS.findall(line)) == 1, "the brace that begins the answers"
    assert "->" not in line


def test_notes_for_the_marker_and_tags_are_comments() -> None:
    content = write_gift(make_pack())
    assert "// [id:S03-odd-1a2b3c4d-v01-q3] [tag:LO1] [tag:level-1] [tag:M05]\n// a note\n" in content


def test_categories_are_those_of_moodle() -> None:
    top = "$CATEGORY: $course$/top/S03 Tablets and//or phones/Odd"
    assert [line for line in write_gift(make_pack()).splitlines() if line.startswith("$")] == [top, f"{top}/v01"]
    pack = make_pack(QUESTIONS[1])
    alone = replace(pack, quizzes=(replace(pack.quizzes[0], introduction=()),))
    assert [line for line in write_gift(alone).splitlines() if line.startswith("$")] == [top]
