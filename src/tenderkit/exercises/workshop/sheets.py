# SPDX-License-Identifier: Apache-2.0
"""The plan of a workshop as a paper: agenda, packs to make, material for its people, and what to prepare."""

import datetime
import shlex
from collections.abc import Iterator, Sequence
from dataclasses import replace

from tenderkit.exercises.types.evaluate_bids import EvaluationExercise
from tenderkit.exercises.variant import make_paper
from tenderkit.exercises.workshop.agenda import Slot
from tenderkit.exercises.workshop.workshop import Session, Workshop
from tenderkit.formats.text.icalendar import TimedEvent
from tenderkit.papers.blocks import Block, Heading, Paragraph, Table
from tenderkit.papers.paper import Paper
from tenderkit.selection.selection import Selection

_BEFORE, _AFTER = 4, 3
_HOUR = 60


def compose_plan(workshop: Workshop) -> Paper:
    """Compose the plan of a workshop, for its trainer."""
    return _PlanComposer(workshop).compose()


def list_events(workshop: Workshop, start: datetime.datetime) -> Iterator[TimedEvent]:
    """Yield an event of the calendar for each block that belongs to no exercise, and one for each exercise.

    Parameters: `start`, the day and the time of the place.
    """
    text, composer = workshop.text, _PlanComposer(workshop)
    groups: dict[tuple[str, int], list[Slot]] = {}
    for slot in workshop.slots:
        key = ("session", slot.session) if slot.session else (slot.kind, slot.begin)
        groups.setdefault(key, []).append(slot)
    for (kind, number), slots in groups.items():
        begin, end = slots[0].begin, slots[-1].end
        title = text(f"exercise-workshop.{kind}")
        lines: list[str] = []
        if kind == "session":
            session = workshop.sessions[number - 1]
            title = composer.name_session(number)
            lines = [composer.name_outcome(session), *map(composer.write_slot, slots)]
        minutes = datetime.timedelta(minutes=1)
        yield TimedEvent(f"{kind}-{number}", start + begin * minutes, start + end * minutes, title, tuple(lines))


class _PlanComposer:
    def __init__(self, workshop: Workshop) -> None:
        self.workshop, self.order, self.text = workshop, workshop.order, workshop.text
        self.material = workshop.sessions[0].variant.task.material
        self.language, self.number = self.material.language, self.material.language.number

    def compose(self) -> Paper:
        """Compose the paper."""
        text, order, number = self.text, self.order, self.number
        blocks = (
            *self._list_aims(),
            *self._list_agenda(),
            *self._list_packs(),
            *self._list_material(),
            *self._list_steps("before", _BEFORE),
            *self._list_steps("after", _AFTER),
        )
        day: tuple[tuple[str, str], ...] = ()
        if order.start:
            start = text("formats.source").join((self.language.date(order.start.date()), f"{order.start:%H:%M}"))
            day = ((text("exercise-workshop.day"), start),)
        cover = (
            *day,
            (text("exercise-workshop.length"), self.material.amount(order.minutes, "minutes")),
            (text("exercise-workshop.people"), number(order.people)),
            (text("exercise-workshop.tables"), self._write_tables()),
            (text("exercise.level"), f"{number(order.level)}: {text(f'exercise-guide.level-{order.level}')}"),
            (text("exercise.run"), order.seed),
        )
        paper = make_paper(self.workshop.sessions[0].variant, "exercise-workshop.title", blocks, shared=True)
        subtitle = text("exercise-workshop.subtitle")
        return replace(
            paper,
            selection=_leave_out_buyer(paper.selection),
            title=text("exercise-workshop.title"),
            subtitle=subtitle,
            cover=cover,
        )

    def name_session(self, number: int) -> str:
        """Return the number and the title of an exercise."""
        session = self.workshop.sessions[number - 1]
        title = session.type.title(self.language)
        return self.text("exercise-workshop.session", number=self.number(number), title=title)

    def name_outcome(self, session: Session) -> str:
        """Return the learning outcome that an exercise serves."""
        return f"{session.outcome}: {self.text(f'exercise-guide.outcome-{session.outcome}')}"

    def write_slot(self, slot: Slot) -> str:
        """Return a block of the agenda in a line: when it begins and ends, and what is done."""
        action = self.text(f"exercise-workshop.{slot.kind}")
        return self.text("exercise-workshop.line", time=self._write_time(slot), what=action)

    def _write_tables(self) -> str:
        tables = self.workshop.tables
        counts = {seats: tables.count(seats) for seats in sorted({*tables}, reverse=True)}
        shown = (
            self.text("exercise-workshop.seats", tables=self.number(count), seats=self.number(seats))
            for seats, count in counts.items()
        )
        pairs = self.text("exercise-workshop.pairs", pairs=self.number(_count_pairs(tables)))
        trio = self.text("exercise-workshop.trio") if self.order.people % 2 else ""
        return " ".join(filter(None, (self.language.listing([*shown]) + pairs, trio)))

    def _list_aims(self) -> Iterator[Block]:
        """Yield the learning outcomes, each with what to say in its introduction."""
        text = self.text
        yield Heading(text("exercise-workshop.aims"), 1)
        rows = tuple(
            (f"{outcome}: {text(f'exercise-guide.outcome-{outcome}')}", text(f"exercise-workshop.say-{outcome}"))
            for outcome in self.order.outcomes
        )
        head = (text("exercise-guide.outcome"), text("exercise-workshop.say"))
        yield Table(text("exercise-workshop.aims"), head, rows, (40, 60))

    def _list_agenda(self) -> Iterator[Block]:
        """Yield the agenda, whose minutes make the length of the workshop."""
        text, number = self.text, self.number
        yield Heading(text("exercise-workshop.agenda"), 1)
        rows = [(self._write_time(slot), self._describe(slot), number(slot.minutes)) for slot in self.workshop.slots]
        total = ("", text("exercise-guide.total"), number(sum(slot.minutes for slot in self.workshop.slots)))
        head = (text("exercise-workshop.time"), text("exercise-guide.step"), text("exercise-guide.minutes"))
        yield Table(text("exercise-workshop.agenda"), head, (*rows, total), (18, 68, 14), total=True, tall=True)
        yield Paragraph(text("exercise-workshop.agenda-note"))

    def _describe(self, slot: Slot) -> str:
        """Return what is done in a block."""
        action = self.text(f"exercise-workshop.{slot.kind}")
        if not slot.session:
            return action
        first = next(known for known in self.workshop.slots if known.session == slot.session)
        short = self.text("exercise-workshop.short", number=self.number(slot.session))
        session = self.name_session(slot.session) if slot is first else short
        return self.text("exercise-workshop.of-session", session=session, what=action)

    def _write_time(self, slot: Slot) -> str:
        """Return when a block begins and ends: the time of the day, or hours and minutes after the start."""
        start = self.order.start
        first = start.hour * _HOUR + start.minute if start else 0
        ends = [divmod((first + minutes) % (24 * _HOUR), _HOUR) for minutes in (slot.begin, slot.end)]
        return "–".join(f"{hour:02}:{minute:02}" for hour, minute in ends)

    def _list_packs(self) -> Iterator[Block]:
        """Yield the command that makes each pack."""
        text = self.text
        yield Heading(text("exercise-workshop.packs"), 1)
        yield Paragraph(text("exercise-workshop.packs-note"))
        for number, session in enumerate(self.workshop.sessions, 1):
            scenario = self.language.words(session.scenario.title)
            yield Paragraph(
                text(
                    "exercise-workshop.pack",
                    scenario=scenario,
                    outcome=session.outcome,
                    level=self.number(session.level),
                    means=text(f"exercise-guide.level-{session.level}"),
                ),
                text("formats.lead", text=self.name_session(number)),
            )
            yield Paragraph(self._write_command(number, session))

    def _write_command(self, number: int, session: Session) -> str:
        order = self.order
        words = ["tenderkit", "exercise", "make", "--scenario", session.scenario.id, "--type", session.type.name]
        words += ["--level", str(session.level), "--variants", str(self.workshop.variants)]
        words += ["--seed", order.seed]
        if self.language.code != "en":
            words += ["--language", self.language.code]
        if order.allow_untranslated:
            words.append("--allow-untranslated")
        return shlex.join(
            [
                *words,
                *(w for folder in order.overlays for w in ("--library", folder)),
                "-o",
                name_pack(number, session),
            ]
        )

    def _list_material(self) -> Iterator[Block]:
        """Yield the list of material with the number of copies."""
        text, number, workshop = self.text, self.number, self.workshop
        yield Heading(text("exercise-workshop.material"), 1)
        rows = [row for position in range(1, len(workshop.sessions) + 1) for row in self._list_copies(position)]
        for key, count in (("pens", self.order.people), ("tags", self.order.people), ("cards", self.order.people)):
            rows.append((text(f"exercise-workshop.{key}"), text("exercise-workshop.per-person"), number(count)))
        for key in ("plan", "wall"):
            rows.append((text(f"exercise-workshop.{key}"), text("exercise-workshop.trainer"), number(1)))
        head = tuple(text(f"exercise-workshop.{key}") for key in ("thing", "for", "copies"))
        yield Table(text("exercise-workshop.material"), head, tuple(rows), (56, 30, 14), tall=True, small=True)
        yield Paragraph(text("exercise-workshop.material-note"))

    def _list_copies(self, position: int) -> Iterator[tuple[str, str, str]]:
        """Yield the papers of the pack of an exercise: the file, for whom, and the number of copies."""
        text, number, workshop = self.text, self.number, self.workshop
        session = workshop.sessions[position - 1]
        exercise, folder = session.variant.exercise, name_pack(position, session)
        person, pair, trainer = (text(f"exercise-workshop.{key}") for key in ("per-person", "per-pair", "trainer"))
        for variant in range(1, workshop.variants + 1):
            seats, file = workshop.list_tables(variant), f"v{variant:02}.docx"
            tables = number(len(seats))
            yield f"{folder}/participants/{file}", person, number(sum(seats))
            yield f"{folder}/participants/grid-{file}", pair, number(_count_pairs(seats))
            if isinstance(exercise, EvaluationExercise):
                for filled in exercise.forms:
                    name = f"{folder}/participants/bid-{filled.letter.lower()}-{file}"
                    yield name, text("exercise-workshop.table"), tables
            yield f"{folder}/facilitator/model-{file}", text("exercise-workshop.per-table"), tables
            if exercise.annex is not None:
                yield f"{folder}/facilitator/commented-{file}", trainer, number(1)
        if isinstance(exercise, EvaluationExercise):
            tables = number(len(workshop.tables))
            yield f"{folder}/participants/annex.docx", text("exercise-workshop.table"), tables
        if exercise.workbook:
            yield text("exercise-workshop.computer"), pair, number(_count_pairs(workshop.tables))
        yield f"{folder}/facilitator/guide.docx", trainer, number(1)

    def _list_steps(self, part: str, count: int) -> Iterator[Block]:
        yield Heading(self.text(f"exercise-workshop.{part}"), 1)
        for position in range(1, count + 1):
            yield Paragraph(self.text(f"exercise-workshop.{part}-{position}"))


def _count_pairs(seats: Sequence[int]) -> int:
    """Return the number of pairs at tables; three people work as one."""
    return sum(count // 2 for count in seats)


def _leave_out_buyer(selection: Selection) -> Selection:
    """Return a selection without the buyer of the scenario, who does not hold the workshop."""
    purchase = selection.purchase
    tender = replace(purchase.tender, authority=None, reference=None)
    return replace(selection, purchase=replace(purchase, tender=tender))


def name_pack(number: int, session: Session) -> str:
    """Return the name of the folder of the pack of an exercise, by its number in the workshop."""
    return f"{number}-{session.type.name}"
