# SPDX-License-Identifier: Apache-2.0
"""Plan a workshop: which exercises serve its learning outcomes in its time, and on which scenario."""

from collections.abc import Iterator, Sequence

from tenderkit.errors import InvalidInput, UsageProblem
from tenderkit.exercises.exercise import ExerciseType
from tenderkit.exercises.pack import draw_pack
from tenderkit.exercises.pack_lock import PackOrder
from tenderkit.exercises.scenario import Level, Outcome, Scenario
from tenderkit.exercises.scenario_files import read_scenarios
from tenderkit.exercises.types.catalogue import TYPES
from tenderkit.exercises.workshop.agenda import can_fill, count_planned, plan_agenda
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
    """Plan a workshop: one exercise for each outcome, and more where the time allows.

    Parameters: `data`, the data with the library. Raises UsageProblem where the time is too short or too long for the
    exercises, InvalidInput where no scenario suits, or where texts are not translated.
    """
    sessions = _find_sessions(order, data)
    chosen = [next(sessions) for _ in order.outcomes]
    # An exercise more only where the others keep their full time.
    while _fits(order, [*_list_work(chosen), _SHORTEST_WORK]) and (more := next(sessions, None)):
        if not _fits(order, [*_list_work(chosen), more.variant.work_minutes]):
            break
        chosen.append(more)
    chosen.sort(key=lambda session: order.outcomes.index(session.outcome))
    work = _list_work(chosen)
    if not can_fill(work, order.minutes):
        outcomes = ", ".join(order.outcomes)
        raise UsageProblem(f"exercises for {outcomes} do not fill {order.minutes} minutes", _advise(work, order))
    return Workshop(order, tuple(chosen), plan_agenda(work, order.minutes))


def _advise(work: Sequence[int], order: WorkshopOrder) -> str:
    """Return what to do where the time does not suit the exercises."""
    longer = next((minutes for minutes in range(order.minutes, _LONGEST + 1) if can_fill(work, minutes)), None)
    if longer:
        return f"Plan at least {longer} minutes, name fewer outcomes with --lo, or take a lower level."
    shorter = next((minutes for minutes in range(order.minutes, 0, -1) if can_fill(work, minutes)), order.minutes)
    return f"Plan at most {shorter} minutes, or name more outcomes with --lo."


def _list_work(sessions: Sequence[Session]) -> list[int]:
    return [session.variant.work_minutes for session in sessions]


def _fits(order: WorkshopOrder, work: Sequence[int]) -> bool:
    """Return whether exercises fit into the workshop with all that is planned for them."""
    return count_planned(work, order.minutes) <= order.minutes


def _find_sessions(order: WorkshopOrder, data: ShippedData) -> Iterator[Session]:
    """Yield exercises, one for each outcome in turn; all on one scenario, as far as it suits them.

    Raises InvalidInput where no scenario suits.
    """
    scenarios = _rank_scenarios(order, [*read_scenarios(data, order.overlays).values()])
    used: list[str] = []
    for place in range(_MOST_SESSIONS):
        for outcome in order.outcomes:
            types = [TYPES[name] for name in _TYPES_OF[outcome] if name not in used]
            types.sort(key=lambda type_: abs(_choose_level(type_, order.level) - order.level))
            if not types or place * len(order.outcomes) + order.outcomes.index(outcome) >= _MOST_SESSIONS:
                continue
            used.append(types[0].name)
            session = _draw_session(order, outcome, types[0], scenarios, data)
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
) -> Session:
    """Return an exercise on the first scenario that has enough for it. Raises InvalidInput where none has."""
    level = _choose_level(type_, order.level)
    problems: list[InvalidInput] = []
    for scenario in scenarios:
        if level not in scenario.levels:
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
