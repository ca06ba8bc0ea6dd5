# SPDX-License-Identifier: Apache-2.0
"""What the importer of Moodle XML refuses or changes, as rules on a file; the format has no schema."""

from collections.abc import Iterator
from typing import Any

from lxml import etree

# What the importer knows, by the type of question: elements without which it refuses or changes the question.
NEEDED = {
    "category": ("category/text",),
    "description": ("name/text", "questiontext/text"),
    "multichoice": ("name/text", "questiontext/text", "single", "answer"),
    "matching": ("name/text", "questiontext/text", "shuffleanswers", "subquestion"),
    "numerical": ("name/text", "questiontext/text", "answer/text", "answer/tolerance", "showunits"),
    "essay": ("name/text", "questiontext/text", "responseformat", "graderinfo/text"),
}
SHARES = (
    *(100, 90, 83.33333, 80, 75, 70, 66.66667, 60, 50, 40, 33.33333, 30, 25, 20, 16.66667, 14.28571, 12.5, 11.11111),
    *(10, 5),
)
MOST_LETTERS_OF_AN_ID, MOST_LETTERS_OF_A_NAME = 100, 255


def find_faults(content: str) -> list[str]:
    """What is wrong in a file for the question bank, by question."""
    if not content.startswith("<?xml "):
        return ["the declaration is not at the start"]
    root = etree.fromstring(content.encode())
    ids = [element.text for element in root.iter("idnumber")]
    faults = [f"two have the id {id_}" for id_ in {*ids} if ids.count(id_) > 1]
    if root.tag != "quiz" or root[0].get("type") != "category":
        faults.append("no category comes first")
    for question in root:
        name = question.findtext("name/text") or question.findtext("category/text") or "without a name"
        faults += (f"{name}: {fault}" for fault in _find_in_question(question))
    return faults


def _find_in_question(question: Any) -> Iterator[str]:
    kind = question.get("type")
    if kind not in NEEDED:
        yield f"there is no type {kind}"
        return
    yield from (f"has no {path}" for path in NEEDED[kind] if question.find(path) is None)
    if len(question.findtext("idnumber") or "") not in range(1, MOST_LETTERS_OF_AN_ID + 1):
        yield "its id is empty or too long"
    if len(question.findtext("name/text") or "") > MOST_LETTERS_OF_A_NAME:
        yield "its name is too long"
    for element in question.iter("questiontext", "generalfeedback", "graderinfo", "responsetemplate", "subquestion"):
        if element.get("format") != "html":
            yield f"{element.tag} names no format"
    if kind == "category" and not question.findtext("category/text").startswith("$course$/top/"):
        yield "its category is not below the top"
    for single in question.iter("single", "shuffleanswers"):
        if single.text not in ("true", "false"):
            yield f"{single.tag} is neither true nor false"
    yield from _find_in_answers(question, kind)


def _find_in_answers(question: Any, kind: str) -> Iterator[str]:
    shares = [float(answer.get("fraction")) for answer in question.findall("answer")]
    yield from (f"Moodle has no share {share}" for share in shares if share and abs(share) not in SHARES)
    if shares and abs(sum(share for share in shares if share > 0) - 100) > 0.01:
        yield "its right answers do not add up to 100"
    if kind == "matching":
        pairs = [(sub.findtext("text"), sub.findtext("answer/text")) for sub in question.findall("subquestion")]
        if len([words for words, _ in pairs if words]) < 2 or len({choice for _, choice in pairs}) < 2:
            yield "has fewer than two rows or choices"
        if any(not choice for _, choice in pairs):
            yield "a row has no choice"
