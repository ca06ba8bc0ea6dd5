# SPDX-License-Identifier: Apache-2.0
"""Questions as GIFT, a text that Moodle and other platforms import and that can be changed by hand.

The format: https://docs.moodle.org/405/en/GIFT_format.
"""

import re
from collections.abc import Iterator

from tenderkit.formats.text.platforms.markup import escape_xml, set_direction, write_blocks, write_paragraphs
from tenderkit.formats.text.platforms.moodle import name_category, share_points
from tenderkit.papers.quiz import ChoiceTask, MatchTask, NumberTask, Question, Quiz, QuizPack, Task, TextTask

_MARKS = re.compile(r"([\\~=#{}:])")


def write_gift(pack: QuizPack) -> str:
    """Return a pack of questions as GIFT. Raises UsageProblem where Moodle has no share for the right choices."""
    return "\n".join(f"{part}\n" for part in _list_parts(pack))


def _list_parts(pack: QuizPack) -> Iterator[str]:
    """Yield the categories and questions; a category holds for all that follows it."""
    yield f"// {pack.topics[0]}: {pack.title}\n$CATEGORY: {name_category(pack.topics)}"
    yield _write_text(pack, pack.title, write_blocks(pack.introduction))
    for quiz in pack.quizzes:
        if not quiz.is_single:
            yield f"$CATEGORY: {name_category((*pack.topics, quiz.name))}"
        if quiz.about:
            yield _write_text(pack, quiz.name, write_blocks(quiz.about))
        for question in quiz.questions:
            yield _write_question(pack, quiz, question)


def _write_text(pack: QuizPack, title: str, html: str) -> str:
    """Return a text with its title; without braces it is read and not answered."""
    return f"::{_escape(title)}::[html]{_escape(set_direction(html, pack.language))}"


def _write_question(pack: QuizPack, quiz: Quiz, question: Question) -> str:
    """Return a question, with its id and tags, and what a marker looks for, as comments in front of it."""
    tags = " ".join(f"[tag:{tag}]" for tag in (*pack.tags, *question.tags))
    notes = question.task.notes if isinstance(question.task, TextTask) else ()
    comments = [f"// [id:{pack.id}-{quiz.name}-{question.id}] {tags}", *(f"// {' '.join(n.split())}" for n in notes)]
    feedback = f"####{_escape(write_paragraphs(question.feedback))}\n" if question.feedback else ""
    text = _write_text(pack, f"{quiz.name} {question.title}", write_paragraphs(question.words))
    return "\n".join((*comments, f"{text}{{\n{_write_answers(question.task)}{feedback}}}"))


def _write_answers(task: Task) -> str:
    """Return the answers with the key, a line each; none for free text."""
    match task:
        case ChoiceTask(choices):
            shares = share_points(task)
            lines = [f"~%{share}%{_escape(escape_xml(c))}" for c, share in zip(choices, shares, strict=True)]
        case MatchTask(rows, choices):
            used = {row.right for row in rows}
            spare = [("", choice) for n, choice in enumerate(choices) if n not in used]
            pairs = [*((escape_xml(row.words), choices[row.right]) for row in rows), *spare]
            lines = [f"={_escape(words)} -> {_escape(choice)}" for words, choice in pairs]
        case NumberTask(right, tolerance):
            lines = [f"#{right:.10g}:{tolerance:.10g}"]
        case TextTask():
            lines = []
    return "".join(f"{line}\n" for line in lines)


def _escape(text: str) -> str:
    """Return a text on one line in which nothing is a mark of the format."""
    return _MARKS.sub(r"\\\1", " ".join(text.split()))
