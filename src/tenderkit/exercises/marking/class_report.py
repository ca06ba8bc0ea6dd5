# SPDX-License-Identifier: Apache-2.0
"""What the trainer gets of a class: points, hits of each row or defect, what to debrief, and what to read."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from tenderkit.exercises.marking.day import ExerciseResult, compose_day
from tenderkit.exercises.marking.feedback import cut_at_word
from tenderkit.exercises.marking.statistics import (
    STEPS,
    ItemStatistics,
    count_false_alarms,
    count_spread,
    list_items,
)
from tenderkit.exercises.marking.submission import STATES, MarkedSubmission
from tenderkit.exercises.variant import PASS_SHARE, Task, make_paper
from tenderkit.papers.blocks import Block, Heading, Paragraph, Table
from tenderkit.papers.paper import Paper

_BAR, _LONGEST_BAR = "█", 20
# As many characters of a text are repeated on a page that is read at a glance.
_LONGEST = 240
# As many items are talked about; what all had needs no debrief.
_DEBRIEFED = 3
_ROW_QUESTIONS = 3


def compose_class_report(marked: Sequence[MarkedSubmission], day: Sequence[ExerciseResult] = ()) -> Paper:
    """Compose the report on a class, in the language of the pack.

    Parameters: `marked`, at least one; `day`, all exercises of the day, this one among them, none for this one alone.
    """
    task = marked[0].variant.task
    items = list_items(marked)
    blocks = (
        *(compose_day(day, task.material) if day else ()),
        *_summarize(marked, task),
        *_list_people(marked, task),
        *_lead_debrief(items, marked, task),
        *_list_hits(items, marked, task),
        *_list_false_alarms(marked, task),
        *_name_answers_to_read(marked, task),
    )
    paper = make_paper(marked[0].variant, "exercise-marks.class-report", blocks, wide=True, shared=True)
    about = (task.material.text("exercise-marks.people"), task.material.language.number(len(marked)))
    return replace(paper, cover=(about, *paper.cover))


def _summarize(marked: Sequence[MarkedSubmission], task: Task) -> Iterator[Block]:
    """Yield how many passed, and the spread of the points as bars."""
    text, number = task.material.text, task.material.language.number
    yield Heading(text("exercise-marks.overview"), 1)
    for state in STATES:
        count = sum(each.state == state for each in marked)
        if state == "empty" and not count:
            continue
        yield Paragraph(number(count), text(f"exercise-marks.count-{state}"), "fact")
    if shares := [each.share for each in marked if each.share is not None]:
        mean = number(round(100 * sum(shares) / len(shares)))
        yield Paragraph(text("exercise-marks.percent", share=mean), text("exercise-marks.mean"), "fact")
    yield Paragraph(text("exercise-marks.open-note", share=number(PASS_SHARE)), style="note")
    counts = count_spread(marked)
    width = 100 // STEPS
    rows = []
    for step, count in enumerate(counts):
        least, most = number(step * width), number((step + 1) * width)
        part = text("exercise-marks.part", least=least, most=most)
        rows.append((part, number(count), _draw_bar(count / (max(counts) or 1))))
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


def _lead_debrief(items: Sequence[ItemStatistics], marked: Sequence[MarkedSubmission], task: Task) -> Iterator[Block]:
    """Yield what few had, with a question to ask about each; what is still to be read says nothing."""
    text, number = task.material.text, task.material.language.number
    yield Heading(text("exercise-marks.debrief"), 1)
    if count := sum(len(each.to_read) for each in marked):
        yield Paragraph(text("exercise-marks.debrief-unread", count=number(count)), style="note")
    missed = sorted((item for item in items if item.missed), key=lambda item: item.share or 0)[:_DEBRIEFED]
    if missed:
        yield Paragraph(text("exercise-marks.debrief-how"))
    elif count_false_alarms(marked):
        yield Paragraph(text("exercise-marks.debrief-alarms"))
    elif not count:
        yield Paragraph(text("exercise-marks.debrief-none"))
    for position, item in enumerate(missed):
        question = f"ask-{item.family}" if item.family else f"ask-row-{position % _ROW_QUESTIONS + 1}"
        yield Heading(_shorten(f"{_tell_places(item, marked, task)} {item.about}"), 2)
        yield Paragraph(_tell_hits(item, task), text("exercise-marks.lead-hits"), "fact")
        yield Paragraph(_shorten(item.right), text("exercise-marks.lead-right"), "fact")
        if item.instead:
            yield Paragraph(_tell_instead(item, task), text("exercise-marks.lead-instead"), "fact")
        yield Paragraph(text(f"exercise-debrief.{question}"), text("exercise-marks.lead-ask"), "fact")


def _tell_places(item: ItemStatistics, marked: Sequence[MarkedSubmission], task: Task) -> str:
    """Return the code or the place of an item, with the variant in front where a class had several."""
    if len({each.variant.name for each in marked}) == 1:
        return next(iter(item.places.values()))
    joint = task.material.text("formats.joint")
    return joint.join(f"{variant} {place}" for variant, place in item.places.items())


def _tell_hits(item: ItemStatistics, task: Task) -> str:
    number = task.material.language.number
    return task.material.text("exercise-marks.points-of", points=number(item.hits), most=number(item.settled))


def _tell_instead(item: ItemStatistics, task: Task) -> str:
    """Return what was chosen in place of the model, with how often."""
    text, number = task.material.text, task.material.language.number
    chosen = (text("exercise-marks.times", words=_shorten(words), count=number(n)) for words, n in item.instead)
    return text("formats.joint").join(chosen)


def _list_hits(items: Sequence[ItemStatistics], marked: Sequence[MarkedSubmission], task: Task) -> Iterator[Block]:
    """Yield the hits of each item as bars, in the order of the handouts."""
    text, number = task.material.text, task.material.language.number
    has_more = any(item.discrimination is not None for item in items)
    rows = []
    for item in items:
        more = "" if item.discrimination is None else number(round(100 * item.discrimination))
        last = (more,) if has_more else ()
        hits, bar = _tell_hits(item, task), _draw_bar(item.share or 0)
        told = (_tell_places(item, marked, task), _shorten(item.about), hits, bar, number(item.unread))
        rows.append((*told, _tell_instead(item, task), *last))
    keys = ("place", "about", "hits", "bar", "to-read", "instead", *(("discrimination",) if has_more else ()))
    widths = (14, 26, 9, 18, 7, 16, 10) if has_more else (14, 30, 10, 20, 8, 18)
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
        keys = ("head-place", "column-flag", "head-why", "head-people")
        head = tuple(text(f"exercise-marks.{key}") for key in keys)
        rows = tuple(
            (alarm.place, alarm.name, alarm.right or text(f"exercise-marks.why-{alarm.reason}"), number(count))
            for alarm, count in alarms
        )
        yield Table(text("exercise-marks.alarms"), head, rows, (26, 26, 36, 12), tall=True)


def _name_answers_to_read(marked: Sequence[MarkedSubmission], task: Task) -> Iterator[Block]:
    """Yield how many answers a person has to read, and where they are in full."""
    text, number = task.material.text, task.material.language.number
    if count := sum(len(each.to_read) for each in marked):
        points = number(sum(each.open for each in marked))
        yield Heading(text("exercise-marks.read-list"), 1)
        yield Paragraph(text("exercise-marks.read-note", count=number(count), points=points))


def _shorten(words: str) -> str:
    """Return a text on one line, or its beginning."""
    words = " ".join(words.split())
    return words if len(words) <= _LONGEST else f"{cut_at_word(words, _LONGEST)} …"
