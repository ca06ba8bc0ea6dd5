# SPDX-License-Identifier: Apache-2.0
"""What a participant gets back: points, what was right, what to look at again, and what a person still reads."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from tenderkit.exercises.marking.submission import Mark, MarkedSubmission
from tenderkit.exercises.variant import make_paper
from tenderkit.papers.blocks import Block, Heading, Paragraph, Table
from tenderkit.papers.paper import Paper

# Of what was answered, as many characters are repeated.
_LONGEST = 240
_WIDTHS = (7, 27, 26, 30, 10)
_FLAG = "flag"


def compose_feedback(marked: MarkedSubmission) -> Paper:
    """Compose the paper for a participant, in the language of the pack."""
    text, number = marked.variant.task.material.text, marked.variant.task.material.language.number
    points = text("exercise-marks.points-of", points=number(marked.points), most=number(marked.most))
    blocks: list[Block] = [
        Heading(text("exercise-marks.points"), 1),
        Paragraph(points, text("exercise-marks.together"), "fact"),
        Paragraph(text(f"exercise-marks.state-{marked.state}")),
    ]
    if marked.open:
        blocks.append(Paragraph(text("exercise-marks.open-points", open=number(marked.open))))
    blocks += _list_sections(marked)
    paper = make_paper(marked.variant, "exercise-marks.feedback", tuple(blocks), wide=True)
    about = ((text("exercise-marks.person"), marked.name), (text("exercise-marks.file"), marked.submission.file))
    return replace(paper, cover=(*about, *paper.cover))


def _list_sections(marked: MarkedSubmission) -> Iterator[Block]:
    """Yield a table each for what to look at again, what a person reads, what was flagged in vain, what was right."""
    sections: tuple[tuple[str, Callable[[Mark], bool]], ...] = (
        ("again", _is_to_look_at),
        ("read", lambda mark: bool(mark.open)),
        ("flags", lambda mark: mark.column == _FLAG and not mark.open and mark.points <= 0),
        ("right", lambda mark: mark.points == mark.most > 0),
    )
    text = marked.variant.task.material.text
    for key, belongs in sections:
        marks = [mark for mark in marked.marks if belongs(mark)]
        if not marks:
            continue
        yield Heading(text(f"exercise-marks.{key}"), 1)
        if key in ("again", "flags"):
            yield Paragraph(text(f"exercise-marks.{key}-note"), style="note")
        yield _tabulate(marked, marks, key)


def _is_to_look_at(mark: Mark) -> bool:
    return not mark.open and mark.points < mark.most and (mark.column != _FLAG or mark.points > 0)


def _tabulate(marked: MarkedSubmission, marks: Sequence[Mark], key: str) -> Table:
    text, number = marked.variant.task.material.text, marked.variant.task.material.language.number
    rows = []
    for mark in marks:
        why = text(f"exercise-marks.why-{mark.reason}")
        model = "" if key == "right" or mark.right == mark.given else mark.right
        # What a person is to read is not marked yet, so that its model is not shown.
        told = why if key == "read" else "\n".join(filter(None, (why, model)))
        points = text("exercise-marks.points-of", points=number(mark.points), most=number(mark.most))
        rows.append((mark.code, f"{name_column(marked, mark)}: {mark.about}", shorten(mark.given), told, points))
    heads = ("code", "about", "given", "why", "points")
    head = tuple(text(f"exercise-marks.head-{head}") for head in heads)
    return Table(text(f"exercise-marks.{key}"), head, tuple(rows), _WIDTHS, tall=True)


def name_column(marked: MarkedSubmission, mark: Mark) -> str:
    """Return what a mark is for, in words."""
    task = marked.variant.task
    if mark.column == "why":
        return task.material.text(f"exercise.{task.type.why}")
    return task.material.text(f"exercise-marks.column-{mark.column}")


def explain_mark(marked: MarkedSubmission, mark: Mark) -> str:
    """Return why an answer has its points, in words."""
    text = marked.variant.task.material.text
    why = text(f"exercise-marks.why-{mark.reason}")
    return text("exercise-marks.why-words", why=why, words=mark.words) if mark.words else why


def shorten(words: str) -> str:
    """Return the beginning of what was answered."""
    words = " ".join(words.split())
    return words if len(words) <= _LONGEST else words[:_LONGEST].rsplit(" ", 1)[0] + " …"
