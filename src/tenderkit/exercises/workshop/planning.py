# SPDX-License-Identifier: Apache-2.0
"""Plan a workshop: which exercises serve its learning outcomes in its time, and on which scenario."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from tenderkit.errors import InvalidInput, UsageProblem
from tenderkit.exercises.exercise import ExerciseType
from tenderkit.exercises.pack import draw_pack, find_type
from tenderkit.exercises.pack_lock import PackOrder
from tenderkit.exercises.scenario import Level, Outcome, Scenario
from tenderkit.exercises.scenario_files import read_scenarios
from tenderkit.exercises.types.catalogue import TYPES
from tenderkit.exercises.workshop.agenda import can_fill, count_needed, count_planned, plan_agenda
from tenderkit.exercises.workshop.workshop import Session, Workshop, WorkshopOrder
from tenderkit.library.reading.shipped_data import ShippedData

# The types that serve an outcome, the one first that groups liked best or that shows the outcome most clearly.
_TYPES_OF: dict[Outcome, tuple[str, ...]] = {
    "LO1": ("hierarchy-sort", "term-match", "stage-placement"),
    "LO2": ("life-cycle-cost", "set-weights", "map-to-l1061", "stage-placement"),
    "LO3": ("choose-clauses", "spot-the-defect", "evaluate-bids", "rewrite-clause", "policy-trace"),
}
# More exercises than these nobody can do in a day.
_MOST_SESSIONS = 6
# No exercise takes less work.
_SHORTEST_WORK = 10
# As many minutes has the longest workshop.
_LONGEST = 480


def plan_workshop(order: WorkshopOrder, data: ShippedData) -> Workshop:
    """Plan a workshop: one exercise for each outcome, and more where the time allows; or the types that were ordered.

    Parameters: `data`, the data with the library. Raises UsageProblem where the time is too short or too long for the
    exercises or a type is unknown or serves no outcome, InvalidInput where no scenario suits, or where texts are not
    translated.
    """
    if order.types:
        return _plan_types(order, data)
    sessions = _find_sessions(order, data)
    chosen = [next(sessions) for _ in order.outcomes]
    # An exercise more only where the others keep their full time.
    while _fits(order, [*_list_work(chosen), _SHORTEST_WORK]) and (more := next(sessions, None)):
        if not _fits(order, [*_list_work(chosen), more.variant.work_minutes]):
            break
        chosen.append(more)
    chosen.sort(key=lambda session: order.outcomes.index(session.outcome))
    return _make_workshop(order, chosen)


def _plan_types(order: WorkshopOrder, data: ShippedData) -> Workshop:
    """Return a workshop with the types that were ordered, in their order."""
    types = [find_type(name) for name in order.types]
    wanted = order.outcomes or tuple(dict.fromkeys(type_.outcome for type_ in types))
    served = [next((outcome for outcome in type_.outcomes if outcome in wanted), None) for type_ in types]
    for type_, outcome in zip(types, served, strict=True):
        if outcome is None:
            listed = " and ".join(type_.outcomes)
            raise UsageProblem(f"“{type_.name}” serves {listed} alone", "Name them with --lo, or leave --lo out.")
    if left := [outcome for outcome in wanted if outcome not in served]:
        raise UsageProblem(f"no exercise serves {left[0]}", "Name one more with --type, or fewer outcomes with --lo.")
    order = replace(order, outcomes=wanted)
    scenarios = _rank_scenarios(order, [*read_scenarios(data, order.overlays).values()])
    chosen: list[Session] = []
    for type_, outcome in zip(types, served, strict=True):
        assert outcome is not None, "each type serves one"
        chosen.append(_draw_session(order, outcome, type_, scenarios, data, chosen))
        scenarios.sort(key=lambda scenario: scenario.id != chosen[-1].scenario.id)
    return _make_workshop(order, chosen)


def _make_workshop(order: WorkshopOrder, chosen: Sequence[Session]) -> Workshop:
    """Return a workshop with exercises. Raises UsageProblem where they do not fill its minutes."""
    work = _list_work(chosen)
    if not can_fill(work, order.minutes):
        listed = ", ".join(session.type.name for session in chosen)
        raise UsageProblem(f"{listed} do not fill {order.minutes} minutes", _advise(work, order))
    return Workshop(order, tuple(chosen), plan_agenda(work, order.minutes))


def _advise(work: Sequence[int], order: WorkshopOrder) -> str:
    """Return what to do where the time does not suit the exercises."""
    named = "exercises with --type" if order.types else "outcomes with --lo"
    needed = count_needed(work)
    if needed > _LONGEST:
        return f"They need {needed} minutes, and a workshop has {_LONGEST} at most: name fewer {named}."
    if needed > order.minutes:
        return f"They need {needed} minutes: plan at least {needed}, name fewer {named}, or take a lower level."
    shorter = next((minutes for minutes in range(order.minutes, 0, -1) if can_fill(work, minutes)), order.minutes)
    return f"Plan at most {shorter} minutes, or name more {named}."


def _list_work(sessions: Sequence[Session]) -> list[int]:
    return [session.variant.work_minutes for session in sessions]


def _fits(order: WorkshopOrder, work: Sequence[int]) -> bool:
    """Return whether exercises fit into the workshop with all that is planned for them."""
    return count_planned(work, order.minutes) <= order.minutes


def _find_sessions(order: WorkshopOrder, data: ShippedData) -> Iterator[Session]:
    """Yield exercises, one for each outcome in turn; on one scenario, unless one would give the key of another away.

    Raises InvalidInput where no scenario suits.
    """
    scenarios = _rank_scenarios(order, [*read_scenarios(data, order.overlays).values()])
    used: list[Session] = []
    for place in range(_MOST_SESSIONS):
        for outcome in order.outcomes:
            types = [TYPES[name] for name in _TYPES_OF[outcome] if name not in {s.type.name for s in used}]
            types.sort(key=lambda type_: abs(_choose_level(type_, order.level) - order.level))
            if not types or place * len(order.outcomes) + order.outcomes.index(outcome) >= _MOST_SESSIONS:
                continue
            session = _draw_session(order, outcome, types[0], scenarios, data, used)
            used.append(session)
            # The scenario that the first exercises are about comes first for the next: it was read already.
            scenarios.sort(key=lambda scenario: scenario.id != session.scenario.id)
            yield session


def _rank_scenarios(order: WorkshopOrder, scenarios: Sequence[Scenario]) -> list[Scenario]:
    """Return the scenarios, those first that serve most of the outcomes."""
    wanted = set(order.outcomes)
    return sorted(scenarios, key=lambda scenario: (-len(wanted & {*scenario.outcomes}), scenario.id))


def _choose_level(type_: ExerciseType, level: Level) -> Level:
    """Return the level of a type that is nearest to the one wanted."""
    return min(type_.rows, key=lambda known: (abs(known - level), known))


def _draw_session(
    order: WorkshopOrder,
    outcome: Outcome,
    type_: ExerciseType,
    scenarios: Sequence[Scenario],
    data: ShippedData,
    others: Sequence[Session],
) -> Session:
    """Return an exercise on the first scenario that has enough for it. Raises InvalidInput where none has.

    Parameters: `others`, the other exercises: neither they nor this one give a key away.
    """
    level = _choose_level(type_, order.level)
    problems: list[InvalidInput] = []
    for scenario in scenarios:
        beside = [other.type for other in others if other.scenario.id == scenario.id]
        tells = any(type_.gives_away(other) or other.gives_away(type_) for other in beside)
        if tells or level not in scenario.levels:
            continue
        pack = PackOrder(
            scenario=scenario.id, type=type_.name, level=level, variants=1, language=order.language, seed=order.seed,
            secret="", allow_untranslated=order.allow_untranslated,
        )  # fmt: skip
        try:
            drawn = draw_pack(pack, data, order.overlays)
        except InvalidInput as problem:
            if any(finding.rule != "exercise-too-small" for finding in problem.findings):
                raise
            problems.append(problem)
            continue
        return Session(outcome, drawn.variants[0])
    if problems:
        raise problems[0]
    raise UsageProblem(f"no scenario has “{type_.name}” at level {level}", "Choose another level.")
