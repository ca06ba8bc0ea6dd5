# SPDX-License-Identifier: Apache-2.0
"""Questions as one HTML page that loads no other file, marks choices itself, and holds no key in plain words."""

import hashlib
import json
from typing import Any, NamedTuple

from tenderkit.formats.text.html import render_fragment
from tenderkit.formats.text.platforms.markup import REFUSED
from tenderkit.papers.quiz import ChoiceTask, MatchTask, Question, Quiz, QuizPack, TextTask

# A wrong choice takes away this part of what a right one earns.
_COST_OF_WRONG = 0.5
_WORTH = ("right", "wrong", "neutral")
# The words of the page, and those that only its script prints.
_WORDS = ("skip", "offline", "noscript", "reading", "choose", "own", "mark")
_SPOKEN = ("result", "right", "wrong", "neutral", "empty", "still")


class PageLook(NamedTuple):
    """What pages are made from: the template, for Jinja2; the style sheet; and the script that marks."""

    template: str
    css: str
    script: str


def suits_page(pack: QuizPack) -> bool:
    """Return whether a page can mark a pack: it has choices, and no numbers, whose tolerance a digest cannot hold."""
    tasks = [question.task for quiz in pack.quizzes for question in quiz.questions]
    return all(isinstance(task, ChoiceTask | MatchTask | TextTask) for task in tasks) and not all(
        isinstance(task, TextTask) for task in tasks
    )


def write_page(pack: QuizPack, quiz: Quiz, look: PageLook) -> str:
    """Return the page of a variant."""
    from jinja2 import Environment, StrictUndefined

    language, salt = pack.language, f"{pack.id}-{quiz.name}"
    key = {
        "salt": salt,
        "worth": _WORTH,
        "cost": _COST_OF_WRONG,
        "digests": {q.id: digests for q in quiz.questions if (digests := list_digests(q, salt))},
        "words": {word: language.text(f"exercise-page.{word}") for word in _SPOKEN},
    }
    page = Environment(autoescape=True, undefined=StrictUndefined, keep_trailing_newline=True).from_string(
        look.template
    )
    written = page.render(
        lang=language.frame.locale,
        direction=language.frame.direction,
        title=pack.title,
        subtitle=f"{pack.topics[0]}, {quiz.name}",
        words={word: language.text(f"exercise-page.{word}") for word in _WORDS},
        css=look.css,
        script=look.script,
        introduction=render_fragment((*pack.introduction, *quiz.introduction)),
        reading=render_fragment(quiz.reading, "r") if quiz.reading else "",
        questions=[_describe_question(question) for question in quiz.questions],
        # Nothing in the key may end the element that it is in.
        key=json.dumps(key, ensure_ascii=False).replace("<", "\\u003c"),
    )
    return REFUSED.sub("", written)


def list_digests(question: Question, salt: str) -> dict[str, str]:
    """Return the key of a question: for each row the digest of its choice, or for each choice that of its worth.

    There are as many digests as rows or choices, so that they do not tell how many choices are right.
    """
    match question.task:
        case MatchTask(rows):
            key = {row.code: str(row.right) for row in rows}
        case ChoiceTask(choices, right, neutral):
            worth = dict.fromkeys(map(str, right), "right") | dict.fromkeys(map(str, neutral), "neutral")
            key = {str(n): worth.get(str(n), "wrong") for n in range(len(choices))}
        case _:
            key = {}
    return {
        name: hashlib.sha256("|".join((salt, question.id, name, answer)).encode()).hexdigest()
        for name, answer in key.items()
    }


def _describe_question(question: Question) -> dict[str, Any]:
    """Return what the template prints of a question, without its key."""
    task = question.task
    described: dict[str, Any] = {"id": question.id, "title": question.title, "words": question.words, "kind": "text"}
    if isinstance(task, MatchTask):
        rows = [{"code": row.code, "words": row.words} for row in task.rows]
        return described | {"kind": "match", "rows": rows, "choices": task.choices}
    if isinstance(task, ChoiceTask):
        return described | {"kind": "choice", "choices": task.choices}
    return described
