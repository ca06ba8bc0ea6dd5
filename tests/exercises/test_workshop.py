# SPDX-License-Identifier: Apache-2.0
"""Plans of workshops: times that add up, packs that can be made, copies for everybody, a calendar to be read."""

import datetime
import io
import re
import shlex
from dataclasses import replace
from functools import cache
from itertools import pairwise, product
from types import SimpleNamespace

import docx
import icalendar
import pytest

import tenderkit
from tenderkit.errors import UsageProblem
from tenderkit.exercises.pack import draw_pack
from tenderkit.exercises.pack_lock import PackOrder
from tenderkit.exercises.scenario_files import read_scenarios
from tenderkit.exercises.types.catalogue import TYPES
from tenderkit.exercises.workshop import planning
from tenderkit.exercises.workshop.agenda import can_fill, plan_agenda
from tenderkit.exercises.workshop.files import write_plan
from tenderkit.exercises.workshop.planning import plan_workshop
from tenderkit.exercises.workshop.workshop import Workshop, WorkshopOrder

DATA = tenderkit.load_library()
SCENARIOS = read_scenarios(DATA)
START = datetime.datetime(2027, 3, 1, 9, 0)
ORDER = WorkshopOrder(
    minutes=180, outcomes=("LO1", "LO2", "LO3"), level=2, people=18, language="en", seed="week-1", start=START
)
# The steps of an exercise that are never left out.
NEEDED = {"briefing", "work", "compare", "debrief"}


@cache
def plan(**changes: object) -> Workshop:
    return plan_workshop(replace(ORDER, **changes), DATA)  # type: ignore[arg-type]


@cache
def read_tables() -> list[list[list[str]]]:
    paper = docx.Document(io.BytesIO(write_plan(plan(), DATA, None)["workshop.docx"]))
    return [[[cell.text for cell in row.cells] for row in table.rows] for table in paper.tables]


@pytest.mark.parametrize("work", [(11,), (14, 30, 21), (18, 27, 45), (9, 9, 9, 9), (43, 43, 12, 12, 12, 12)])
def test_the_blocks_of_any_workshop_fill_its_time(work: tuple[int, ...]) -> None:
    filled = 0
    for minutes in range(45, 481):
        if not can_fill(work, minutes):
            continue
        filled += 1
        slots = plan_agenda(work, minutes)
        assert sum(slot.minutes for slot in slots) == minutes == slots[-1].end
        assert all(before.end == after.begin for before, after in pairwise(slots))
        assert all(slot.minutes % 5 == 0 for slot in slots[:-1])
        for session, least in enumerate(work, 1):
            steps = {slot.kind: slot.minutes for slot in slots if slot.session == session}
            assert steps.keys() >= NEEDED
            assert steps["work"] >= least
            assert steps["debrief"] >= 10
        breaks = [slot for slot in slots if slot.kind == "break"]
        assert len(breaks) == min((minutes - 1) // 120, len(work) - 1)
    assert filled > 20


def test_a_workshop_of_three_hours_has_an_exercise_for_each_outcome() -> None:
    workshop = plan()
    assert [session.outcome for session in workshop.sessions] == ["LO1", "LO2", "LO3"]
    assert all(session.outcome in session.type.outcomes for session in workshop.sessions)
    assert workshop.slots[-1].end == 180


def test_more_time_brings_more_exercises_and_a_level_its_own() -> None:
    longer = plan(minutes=300)
    assert len(longer.sessions) > 3
    assert len({session.type.name for session in longer.sessions}) == len(longer.sessions)
    outcomes = [session.outcome for session in longer.sessions]
    assert outcomes == sorted(outcomes)
    assert {session.level for session in plan(level=1, outcomes=("LO1",), minutes=60).sessions} == {1}


@pytest.mark.parametrize(
    ("change", "fix"), [({"minutes": 90}, "at least"), ({"minutes": 480, "outcomes": ("LO1",)}, "at most")]
)
def test_a_time_that_cannot_be_filled_is_refused_with_one_that_can(change: dict[str, object], fix: str) -> None:
    with pytest.raises(UsageProblem) as caught:
        plan(**change)
    hint = caught.value.findings[0].fix or ""
    assert fix in hint
    minutes = int(re.findall(r"\d+", hint)[0])
    assert plan(**{**change, "minutes": minutes}).slots[-1].end == minutes


@pytest.mark.parametrize("people", [2, 3, 4, 5, 6, 9, 18, 200])
def test_everybody_has_a_seat_and_a_handout(people: int) -> None:
    workshop = Workshop(replace(ORDER, people=people), plan().sessions, plan().slots)
    assert sum(workshop.tables) == people
    assert max(workshop.tables) <= 4
    # Three at a table are no two pairs: whoever is left over makes one pair three.
    assert workshop.tables.count(3) == people % 2
    assert 1 not in workshop.tables
    seats = [sum(workshop.list_tables(variant)) for variant in range(1, workshop.variants + 1)]
    assert sum(seats) == people


def tells_a_key(workshop: Workshop) -> bool:
    """Return whether participants read clauses of a scenario, and have a key that follows from its clauses."""
    printing = {
        "stage-placement", "choose-clauses", "policy-trace", "map-to-l1061", "evaluate-bids", "spot-the-defect",
        "rewrite-clause",
    }  # fmt: skip
    followed = {"spot-the-defect", "rewrite-clause", "choose-clauses"}
    pairs = [(a, b) for a in workshop.sessions for b in workshop.sessions if a is not b]
    return any(
        a.scenario.id == b.scenario.id and a.type.name in printing and b.type.name in followed for a, b in pairs
    )


def test_no_exercise_of_a_plan_tells_the_key_of_another() -> None:
    for outcomes in (("LO3",), ("LO2", "LO3"), ("LO1", "LO2", "LO3")):
        for level in (1, 3):
            workshop = plan(minutes=300, outcomes=outcomes, level=level)
            assert len(workshop.sessions) > 2
            assert not tells_a_key(workshop)


def test_types_that_tell_a_key_never_share_a_scenario_whichever_comes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    """Over all types in pairs and all scenarios, with the draw of packs left out, which takes long."""

    def draw(order: PackOrder, data: object, overlays: object) -> SimpleNamespace:
        scenario = SCENARIOS[order.scenario]
        task = SimpleNamespace(type=TYPES[order.type], level=order.level, material=SimpleNamespace(scenario=scenario))
        return SimpleNamespace(variants=[SimpleNamespace(task=task, work_minutes=10)])

    monkeypatch.setattr(planning, "draw_pack", draw)
    shared = 0
    for first, second in product(TYPES, TYPES):
        workshop = plan_workshop(replace(ORDER, outcomes=(), types=(first, second), minutes=180), DATA)
        assert not tells_a_key(workshop)
        shared += len({session.scenario.id for session in workshop.sessions}) == 1
    assert 0 < shared < len(TYPES) ** 2
    every = plan_workshop(replace(ORDER, outcomes=(), types=(*TYPES,), minutes=480), DATA)
    assert not tells_a_key(every)


def test_ordered_types_come_in_their_order_and_twice_on_two_scenarios() -> None:
    types = ("stage-placement", "term-match", "stage-placement")
    workshop = plan_workshop(replace(ORDER, outcomes=(), types=types), DATA)
    assert tuple(session.type.name for session in workshop.sessions) == types
    assert workshop.order.outcomes == ("LO1",)
    assert workshop.sessions[0].scenario.id != workshop.sessions[2].scenario.id


def test_the_guide_has_the_minutes_of_the_agenda() -> None:
    for number, session in enumerate(plan().sessions, 1):
        steps = dict(session.variant.plan)
        agenda = {slot.kind: slot.minutes for slot in plan().slots if slot.session == number}
        assert (agenda["briefing"], agenda["work"]) == (steps["briefing"], steps["work"])


def test_the_paper_has_an_agenda_that_adds_up_and_copies_for_all() -> None:
    _, agenda, material = read_tables()
    minutes = [int(row[2]) for row in agenda[1:]]
    assert sum(minutes[:-1]) == minutes[-1] == 180
    assert agenda[1][0].startswith("09:00–")
    assert agenda[-2][0].endswith("–12:00")
    handouts = [row for row in material if re.search(r"participants/v\d\d\.docx", row[0])]
    by_pack: dict[str, int] = {}
    for name, _, count in handouts:
        folder = name.split("/")[0]
        by_pack[folder] = by_pack.get(folder, 0) + int(count)
    assert len(by_pack) == 3
    assert set(by_pack.values()) == {18}


def test_the_packs_can_be_made_and_need_the_time_of_the_agenda() -> None:
    paper = docx.Document(io.BytesIO(write_plan(plan(), DATA, None)["workshop.docx"]))
    commands = [shlex.split(p.text) for p in paper.paragraphs if p.text.startswith("tenderkit exercise make")]
    assert len(commands) == len(plan().sessions)
    for number, words in enumerate(commands, 1):
        options = dict(zip(words[3::2], words[4::2], strict=True))
        order = PackOrder(
            scenario=options["--scenario"], type=options["--type"], level=int(options["--level"]),  # type: ignore[arg-type]
            variants=int(options["--variants"]), language="en", seed=options["--seed"], secret="of tests",
        )  # fmt: skip
        (work,) = (slot.minutes for slot in plan().slots if (slot.kind, slot.session) == ("work", number))
        for variant in draw_pack(order, DATA).variants:
            assert variant.work_minutes == work


def test_the_plan_does_not_name_the_buyer_of_the_scenario() -> None:
    paper = docx.Document(io.BytesIO(write_plan(plan(), DATA, None)["workshop.docx"]))
    texts = [p.text for s in paper.sections for p in (*s.header.paragraphs, *s.footer.paragraphs)]
    tender = plan().sessions[0].variant.task.material.annex.selection.purchase.tender
    assert tender.authority
    assert not any(tender.authority in text for text in texts)


def test_the_calendar_has_the_same_times() -> None:
    files = write_plan(plan(), DATA, None)
    events = icalendar.Calendar.from_ical(files["workshop.ics"]).walk("VEVENT")
    assert events[0].decoded("DTSTART") == START
    assert events[-1].decoded("DTEND") == START + datetime.timedelta(minutes=180)
    assert all(before.decoded("DTEND") == after.decoded("DTSTART") for before, after in pairwise(events))
    assert len({str(event["UID"]) for event in events}) == len(events)
    assert sum("Exercise" in str(event["SUMMARY"]) for event in events) == 3
    assert all(len(line) <= 75 for line in files["workshop.ics"].split(b"\r\n"))


def test_the_same_plan_has_the_same_bytes_and_no_calendar_without_a_day() -> None:
    assert write_plan(plan(), DATA, None) == write_plan(plan(), DATA, None)
    assert write_plan(plan(start=None), DATA, None).keys() == {"workshop.docx"}
