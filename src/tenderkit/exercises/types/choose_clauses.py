# SPDX-License-Identifier: Apache-2.0
"""choose-clauses: which clauses fit the purchase; the key is the selection of the tool, with its reasons."""

from collections.abc import Iterator

from tenderkit.exercises.exercise import Exercise, ExerciseType, Material, number_rows
from tenderkit.exercises.marking.answers import mark_choice
from tenderkit.exercises.ranking import Draw
from tenderkit.exercises.types.words import pick_sentence
from tenderkit.library.template import omit_values
from tenderkit.selection.reasons import format_reason
from tenderkit.selection.selection import Decision, LotSelection

# The conditions that a participant can judge from the scenario alone.
_JUDGED = {"categories", "return-categories", "acquisition", "data", "has-returns", "facility"}
# The reason of a clause that a priority of the authority brings in, which the scenario does not tell.
_WANTED = "wanted"
# How far the number of fitting clauses is from half of the rows, so that nobody can work it out.
_SPREAD = 2


def compose_choice(material: Material, draw: Draw, count: int) -> Exercise:
    """Compose a variant: clauses that are in the annex, and clauses whose conditions the purchase does not meet."""
    fitting, others = _find_fitting(material), _find_others(material)
    wanted = draw.choose_number("fitting", count // 2 - _SPREAD, count // 2 + _SPREAD)
    chosen = draw.order("in", fitting)[:wanted]
    chosen += draw.order("out", others)[: count - len(chosen)]
    text, library = material.text, material.annex.selection.library
    answers = {True: text("exercise-types.choose-clauses-in"), False: text("exercise-types.choose-clauses-out")}
    rows = []
    for id_ in chosen:
        clause_text = library.clauses[id_].text
        cells = (
            omit_values(clause_text.title),
            pick_sentence(material, [*map(omit_values, clause_text.requirement)]),
        )
        decisions = fitting.get(id_) or others[id_]
        rows.append((id_, cells, answers[id_ in fitting], _explain(material, decisions)))
    head = (text("exercise.clause"), text("exercise.asks"))
    return Exercise(head, tuple(answers.values()), number_rows(rows, draw))


_Decisions = dict[str, list[tuple[LotSelection, Decision]]]


def _list_decisions(material: Material) -> Iterator[tuple[LotSelection, Decision]]:
    library = material.annex.selection.library
    for part in material.annex.selection.lots:
        for decision in part.decisions.values():
            if library.clauses[decision.clause].scope == "lot":
                yield part, decision


def _find_fitting(material: Material) -> _Decisions:
    """Return the clauses that are in the annex by the rules alone, with the decisions by which they are."""
    decided: _Decisions = {}
    for part, decision in _list_decisions(material):
        if decision.selected:
            decided.setdefault(decision.clause, []).append((part, decision))
    return {id_: decisions for id_, decisions in decided.items() if all(_is_judged(d) for _, d in decisions)}


def _is_judged(decision: Decision) -> bool:
    """Return whether a clause is in for a reason that the scenario tells: neither a wish nor another clause."""
    reason = decision.reason
    return decision.rule != "included" and reason.code != _WANTED and not reason.clauses


def _find_others(material: Material) -> _Decisions:
    """Return the clauses whose conditions no lot meets, for a reason that the scenario tells."""
    decided: _Decisions = {}
    left_out = set()
    for part, decision in _list_decisions(material):
        lines = decision.reason.lines.keys()
        if decision.selected or decision.rule != "applies" or not lines or not lines <= _JUDGED:
            left_out.add(decision.clause)
        decided.setdefault(decision.clause, []).append((part, decision))
    return {id_: decisions for id_, decisions in decided.items() if id_ not in left_out}


def _explain(material: Material, decisions: list[tuple[LotSelection, Decision]]) -> str:
    """Return the reasons of the tool, with the lots in front where there are several."""
    language, library = material.language, material.annex.selection.library
    reasons: dict[str, list[int]] = {}
    for part, decision in decisions:
        reasons.setdefault(format_reason(decision, part.facts, library, language), []).append(part.number)
    context = material.annex.context
    return " ".join(context.lead_with_lots(language.text("formats.lead", text=r), n) for r, n in reasons.items())


CHOOSE_CLAUSES = ExerciseType(
    "choose-clauses", "LO3", {2: 12, 3: 18}, 1.5, True, compose_choice, 2, mark_row=mark_choice
)
