# SPDX-License-Identifier: Apache-2.0
"""What a participant gets back: points, what was right, what to look at again, and what a person still reads."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from tenderkit.exercises.marking.statistics import find_defect
from tenderkit.exercises.marking.submission import Mark, MarkedSubmission
from tenderkit.exercises.variant import make_paper
from tenderkit.library.template import omit_values
from tenderkit.papers.blocks import Block, Heading, Paragraph, Table
from tenderkit.papers.paper import Paper

# Of what a participant wrote, as many characters are repeated: a long paragraph.
_LONGEST = 1500
_WIDTHS = (7, 22, 12, 22, 28, 9)
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
    blocks.append(Heading(text("exercise-guide.key"), 1))
    blocks.append(Paragraph(text(f"exercise-types.{marked.variant.task.type.name}-key")))
    paper = make_paper(marked.variant, "exercise-marks.feedback", tuple(blocks), wide=True)
    about = ((text("exercise-marks.person"), marked.name), (text("exercise-marks.file"), marked.submission.file))
    return replace(paper, cover=(*about, *paper.cover))


def _list_sections(marked: MarkedSubmission) -> Iterator[Block]:
    """Yield a table each for what to look at again, what was flagged in vain, what was right, what a person reads."""
    sections: tuple[tuple[str, Callable[[Mark], bool]], ...] = (
        ("again", _is_to_look_at),
        ("flags", lambda mark: mark.column == _FLAG and not mark.open and mark.points <= 0),
        ("right", lambda mark: mark.points == mark.most > 0),
        ("read", lambda mark: bool(mark.open)),
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
    text = marked.variant.task.material.text
    missed: dict[str, list[Mark]] = {}
    rows = []
    for mark in marks:
        if mark.reason == "missed":
            missed.setdefault(mark.item, []).append(mark)
        else:
            rows.append(_write_row(marked, mark, key))
    rows += [_write_missed(marked, own) for own in missed.values()]
    heads = ("code", "about", "for", "given", "why", "points")
    head = tuple(text(f"exercise-marks.head-{head}") for head in heads)
    return Table(text(f"exercise-marks.{key}"), head, tuple(rows), _WIDTHS, tall=True)


def _write_row(marked: MarkedSubmission, mark: Mark, key: str) -> tuple[str, ...]:
    text = marked.variant.task.material.text
    lines = [text(f"exercise-marks.why-{mark.reason}")]
    # What a person is to read is not marked yet, so that its model is not shown, unless another choice is right.
    is_told = key not in ("read", "right") or mark.reason == "wrong-with-reason"
    if is_told and mark.right not in ("", mark.given):
        lines.append(text(f"exercise-marks.{'decoy' if key == 'flags' else 'model'}", words=mark.right))
        lines += _name_source(marked, mark)
    told, points = "\n".join(lines), _write_points(marked, [mark])
    return (mark.code, mark.about, name_column(marked, mark), _quote_answer(marked, mark.given), told, points)


def _write_missed(marked: MarkedSubmission, marks: Sequence[Mark]) -> tuple[str, ...]:
    """Return the row of a defect that was not found; its place and its name are in what it is about."""
    text = marked.variant.task.material.text
    models = [
        f"{name_column(marked, mark)}: {mark.right}" for mark in marks if mark.column in ("consequence", "mend")
    ]
    lines = (text("exercise-marks.why-missed"), *models, *_name_source(marked, marks[0]))
    about = text("exercise-marks.column-defect")
    return ("", marks[0].about, about, "", "\n".join(lines), _write_points(marked, marks))


def _write_points(marked: MarkedSubmission, marks: Sequence[Mark]) -> str:
    text, number = marked.variant.task.material.text, marked.variant.task.material.language.number
    points, most = sum(mark.points for mark in marks), sum(mark.most for mark in marks)
    if any(mark.open for mark in marks):
        key = "sure-and-read" if points else "unread"
        return text(f"exercise-marks.{key}", points=number(points))
    return text("exercise-marks.points-of", points=number(points), most=number(most))


def _name_source(marked: MarkedSubmission, mark: Mark) -> Iterator[str]:
    """Yield the clause with its version that the words of the model are from, where they are from one."""
    material = marked.variant.task.material
    clauses = material.annex.selection.library.clauses
    defect = find_defect(marked, mark.item)
    if clause := clauses.get(defect.planted.site.clause if defect else mark.item):
        title = material.language.quote(omit_values(clause.text.title))
        version = material.language.number(clause.version)
        yield material.text("exercise-marks.source", title=title, id=clause.id, version=version)


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
    words = text("formats.source").join(mark.words.split(", "))
    return text("exercise-marks.why-words", why=why, words=words) if words else why


def _quote_answer(marked: MarkedSubmission, words: str) -> str:
    """Return what was answered; of more than a long paragraph the beginning, and where the rest is."""
    if len(words) <= _LONGEST:
        return words
    return marked.variant.task.material.text("exercise-marks.cut", words=cut_at_word(words, _LONGEST))


def cut_at_word(words: str, longest: int) -> str:
    """Return the beginning of a text up to a blank, with as many characters at most."""
    return words[: longest + 1].rsplit(None, 1)[0][:longest]
