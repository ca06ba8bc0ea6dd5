# SPDX-License-Identifier: Apache-2.0
"""What the trainer gets of a class: points, hits of each row or defect, what to debrief, and what to read."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from tenderkit.exercises.marking.feedback import explain_mark, name_column, shorten
from tenderkit.exercises.marking.statistics import (
    STEPS,
    ItemStatistics,
    count_false_alarms,
    count_spread,
    list_items,
)
from tenderkit.exercises.marking.submission import PASS, MarkedSubmission
from tenderkit.exercises.variant import Task, make_paper
from tenderkit.papers.blocks import Block, Heading, Paragraph, Table
from tenderkit.papers.paper import Paper

_BAR, _LONGEST_BAR = "█", 20
# As many items are talked about; what all had needs no debrief.
_DEBRIEFED = 3
_ROW_QUESTIONS = 3


def compose_class_report(marked: Sequence[MarkedSubmission]) -> Paper:
    """Compose the report on a class, in the language of the pack. Parameters: `marked`, at least one."""
    task = marked[0].variant.task
    items = list_items(marked)
    blocks = (
        *_summarize(marked, task),
        *_list_people(marked, task),
        *_lead_debrief(items, task),
        *_list_hits(items, task),
        *_list_false_alarms(marked, task),
        *_list_answers_to_read(marked, task),
    )
    paper = make_paper(marked[0].variant, "exercise-marks.class-report", blocks, wide=True, shared=True)
    about = (task.material.text("exercise-marks.people"), task.material.language.number(len(marked)))
    return replace(paper, cover=(about, *paper.cover))


def _summarize(marked: Sequence[MarkedSubmission], task: Task) -> Iterator[Block]:
    """Yield how many passed, and the spread of the points as bars."""
    text, number = task.material.text, task.material.language.number
    yield Heading(text("exercise-marks.overview"), 1)
    for state in ("passed", "open", "failed"):
        count = sum(each.state == state for each in marked)
        yield Paragraph(number(count), text(f"exercise-marks.count-{state}"), "fact")
    mean = sum(each.points / each.most for each in marked) / len(marked)
    yield Paragraph(
        text("exercise-marks.percent", share=number(round(100 * mean))), text("exercise-marks.mean"), "fact"
    )
    yield Paragraph(text("exercise-marks.open-note", share=number(round(100 * PASS))), style="note")
    counts = count_spread(marked)
    width = 100 // STEPS
    rows = []
    for step, count in enumerate(counts):
        least, most = number(step * width), number((step + 1) * width)
        part = text("exercise-marks.part", least=least, most=most)
        rows.append((part, number(count), _draw_bar(count / max(counts))))
    head = tuple(text(f"exercise-marks.head-{key}") for key in ("part", "people", "bar"))
    yield Table(text("exercise-marks.spread"), head, tuple(rows), (25, 15, 60), small=True)


def _draw_bar(share: float) -> str:
    return _BAR * round(_LONGEST_BAR * share)


def _list_people(marked: Sequence[MarkedSubmission], task: Task) -> Iterator[Block]:
    text, number = task.material.text, task.material.language.number
    yield Heading(text("exercise-marks.results"), 1)
    rows = tuple(
        (
            each.name,
            each.submission.variant,
            text("exercise-marks.points-of", points=number(each.points), most=number(each.most)),
            number(each.open),
            text(f"exercise-marks.state-{each.state}"),
        )
        for each in marked
    )
    head = tuple(text(f"exercise-marks.head-{key}") for key in ("person", "variant", "points", "open", "state"))
    yield Table(text("exercise-marks.results"), head, rows, (28, 10, 16, 12, 34), tall=True)


def _lead_debrief(items: Sequence[ItemStatistics], task: Task) -> Iterator[Block]:
    """Yield what few had, with a question to ask about each."""
    text, number = task.material.text, task.material.language.number
    missed = [item for item in items if item.hits < item.asked][:_DEBRIEFED]
    yield Heading(text("exercise-marks.debrief"), 1)
    if not missed:
        yield Paragraph(text("exercise-marks.debrief-none"))
        return
    yield Paragraph(text("exercise-marks.debrief-how"))
    for position, item in enumerate(missed):
        question = f"ask-{item.family}" if item.family else f"ask-row-{position % _ROW_QUESTIONS + 1}"
        hits = text("exercise-marks.had-it", hits=number(item.hits), asked=number(item.asked))
        yield Heading(shorten(item.about), 2)
        yield Paragraph(hits, text("exercise-marks.lead-hits"), "fact")
        yield Paragraph(shorten(item.right), text("exercise-marks.lead-right"), "fact")
        yield Paragraph(text(f"exercise-debrief.{question}"), text("exercise-marks.lead-ask"), "fact")


def _list_hits(items: Sequence[ItemStatistics], task: Task) -> Iterator[Block]:
    """Yield the hits of each item as bars, what fewest had first."""
    text, number = task.material.text, task.material.language.number
    has_more = any(item.discrimination is not None for item in items)
    rows = []
    for item in items:
        hits = text("exercise-marks.points-of", points=number(item.hits), most=number(item.asked))
        more = "" if item.discrimination is None else number(round(100 * item.discrimination))
        last = (more,) if has_more else ()
        rows.append((shorten(item.about), hits, _draw_bar(item.share), number(item.open), *last))
    keys = ("about", "hits", "bar", "to-read", *(("discrimination",) if has_more else ()))
    widths = (42, 12, 26, 8, 12) if has_more else (46, 12, 30, 12)
    yield Heading(text("exercise-marks.hits"), 1)
    yield Paragraph(text("exercise-marks.hits-note"), style="note")
    if has_more:
        yield Paragraph(text("exercise-marks.discrimination-note"), style="note")
    head = tuple(text(f"exercise-marks.head-{key}") for key in keys)
    yield Table(text("exercise-marks.hits"), head, tuple(rows), widths, tall=True)


def _list_false_alarms(marked: Sequence[MarkedSubmission], task: Task) -> Iterator[Block]:
    text, number = task.material.text, task.material.language.number
    alarms = count_false_alarms(marked)
    if alarms:
        yield Heading(text("exercise-marks.alarms"), 1)
        head = tuple(text(f"exercise-marks.head-{key}") for key in ("about", "people"))
        rows = tuple((place, number(count)) for place, count in alarms)
        yield Table(text("exercise-marks.alarms"), head, rows, (80, 20), tall=True)


def _list_answers_to_read(marked: Sequence[MarkedSubmission], task: Task) -> Iterator[Block]:
    """Yield the answers that a person has to read, with the reason."""
    text, number = task.material.text, task.material.language.number
    rows = [
        (
            each.name,
            f"{mark.code} {name_column(each, mark)}",
            shorten(mark.given),
            shorten(mark.right),
            explain_mark(each, mark),
            number(mark.open),
        )
        for each in marked
        for mark in each.to_read
    ]
    if rows:
        yield Heading(text("exercise-marks.read-list"), 1)
        yield Paragraph(text("exercise-marks.read-note"))
        head = tuple(
            text(f"exercise-marks.head-{key}") for key in ("person", "code", "given", "model", "why", "open")
        )
        yield Table(text("exercise-marks.read-list"), head, tuple(rows), (13, 12, 27, 24, 17, 7), tall=True)
