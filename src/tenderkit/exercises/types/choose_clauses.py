# SPDX-License-Identifier: Apache-2.0
"""choose-clauses: which clauses fit the purchase; the key is the selection of the tool, with its reasons."""

from collections.abc import Collection, Iterator
from dataclasses import replace

from tenderkit.exercises.exercise import Exercise, ExerciseType, number_rows
from tenderkit.exercises.marking.answers import mark_choice
from tenderkit.exercises.material import Material
from tenderkit.exercises.ranking import Draw
from tenderkit.exercises.types.words import pick_excerpt
from tenderkit.library.clause import Clause
from tenderkit.library.condition import list_words
from tenderkit.library.language import contains_word_form
from tenderkit.library.template import omit_values
from tenderkit.selection.reasons import format_reason
from tenderkit.selection.selection import Decision, LotSelection

# The conditions that a participant can judge from the scenario alone.
_JUDGED = {"categories", "return-categories", "acquisition", "data", "has-returns"}
# The reason of a clause that a priority of the authority brings in, which the scenario does not tell.
_WANTED = "wanted"
# A clause that does not fit is asked for only where its words tell for what it is: by its theme, or by what its id
# names, and only where these words are printed. The others a careful buyer could want as well.
_TELLING_THEMES = {"imaging", "refurbished", "service-models"}
_TELLING_WORDS = {
    "batteries", "battery", "computers", "data-centre", "displays", "facility", "network", "refurbisher",
    "server", "ups",
}  # fmt: skip
_ARGUABLE = {
    "battery-handling", "end-of-term-reuse", "refurbished-share-minimum", "repair-custody",
    "repair-framework-performance",
}  # fmt: skip
# How far the number of fitting clauses is from half of the rows, so that nobody can work it out.
_SPREAD = 2


def compose_choice(material: Material, draw: Draw, count: int) -> Exercise:
    """Compose a variant: clauses that are in the annex, and clauses whose conditions the purchase does not meet."""
    fitting, others = _find_fitting(material), _find_others(material)
    wanted = draw.choose_number("fitting", count // 2 - _SPREAD, count // 2 + _SPREAD)
    chosen = draw.order("in", fitting)[:wanted]
    chosen += _order_others(others, draw, count - len(chosen))
    text, library = material.text, material.annex.selection.library
    answers = {True: text("exercise-types.choose-clauses-in"), False: text("exercise-types.choose-clauses-out")}
    rows = []
    for id_ in chosen:
        cells = _print_clause(material, library.clauses[id_])
        decisions = fitting.get(id_) or others[id_]
        rows.append((id_, cells, answers[id_ in fitting], _explain(material, decisions)))
    head = (text("exercise.clause"), text("exercise.asks"))
    keys = {True: "exercise-types.choose-clauses-in-ask", False: "exercise-types.choose-clauses-out-ask"}
    asks = {answers[fits]: text(key) for fits, key in keys.items()}
    return Exercise(head, tuple(answers.values()), number_rows(rows, draw), asks=asks)


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
    """Return whether a clause is in for a reason that the scenario tells: no wish, no answer, no other clause."""
    reason = decision.reason
    told = reason.lines.keys() <= _JUDGED
    return decision.rule != "included" and reason.code != _WANTED and not reason.clauses and told


def _find_others(material: Material) -> _Decisions:
    """Return the clauses whose conditions no lot meets, for a reason that the scenario tells."""
    library = material.annex.selection.library
    decided: _Decisions = {}
    left_out = set()
    for part, decision in _list_decisions(material):
        lines = decision.reason.lines.keys()
        clause = library.clauses[decision.clause]
        telling = _tells_its_goods(material, clause) and not _fits_other_goods(clause, part, lines)
        told = lines and lines <= _JUDGED and telling
        if decision.selected or decision.rule != "applies" or not told:
            left_out.add(decision.clause)
        decided.setdefault(decision.clause, []).append((part, decision))
    return {id_: decisions for id_, decisions in decided.items() if id_ not in left_out}


def _print_clause(material: Material, clause: Clause) -> tuple[str, str]:
    """Return what participants read of a clause: its title, and what tells most of it."""
    excerpt = pick_excerpt(material, [*map(omit_values, clause.text.requirement)])
    return omit_values(clause.text.title), excerpt


def _tells_its_goods(material: Material, clause: Clause) -> bool:
    """Return whether what is printed of a clause tells for which goods or which way to acquire them it is meant."""
    named = any(f"-{word}-" in f"-{clause.id}-" for word in _TELLING_WORDS)
    if clause.id in _ARGUABLE or not (clause.theme in _TELLING_THEMES or named):
        return False
    telling = material.text("exercise-types.choose-clauses-telling").split("; ")
    return contains_word_form(telling, " ".join(_print_clause(material, clause)))


def _fits_other_goods(clause: Clause, part: LotSelection, lines: Collection[str]) -> bool:
    """Return whether a clause is in this acquisition model for other goods, which a reason on the model hides."""
    model = part.facts.acquisition
    return "acquisition" in lines and any(model in list_words(b.get("acquisition", model)) for b in clause.applies)


def _order_others(others: _Decisions, draw: Draw, count: int) -> tuple[str, ...]:
    """Return as many clauses that do not fit; half of them, if there are enough, would fit for these goods."""
    near = {id_ for id_, found in others.items() if not any("categories" in d.reason.lines for _, d in found)}
    chosen = draw.order("near", near)[: (count + 1) // 2]
    return (*chosen, *(id_ for id_ in draw.order("out", others) if id_ not in chosen))[:count]


def _explain(material: Material, decisions: list[tuple[LotSelection, Decision]]) -> str:
    """Return the reasons of the tool, with the lots in front where there are several."""
    language, library = material.language, material.annex.selection.library
    reasons: dict[str, list[int]] = {}
    for part, decision in decisions:
        # What else the clause names is for those who read the annex.
        told = replace(decision, reason=replace(decision.reason, unmet=()))
        reason = format_reason(told, part.facts, library, language)
        reasons.setdefault(reason[0].upper() + reason[1:], []).append(part.number)
    context = material.annex.context
    parts = [context.lead_with_lots(language.text("formats.lead", text=r), n) for r, n in reasons.items()]
    if meant := _name_models(material, decisions):
        parts.append(material.text("exercise-types.choose-clauses-meant", list=language.listing(meant, "or")))
    return " ".join(parts)


def _name_models(material: Material, decisions: list[tuple[LotSelection, Decision]]) -> list[str]:
    """Return the acquisition models for which a clause is meant, if it does not fit any lot for that reason alone."""
    if any(decision.selected or {*decision.reason.lines} != {"acquisition"} for _, decision in decisions):
        return []
    words = (word for _, decision in decisions for word in list_words(decision.reason.lines["acquisition"]))
    return [material.annex.context.label_word("acquisitions", str(word)) for word in dict.fromkeys(words)]


CHOOSE_CLAUSES = ExerciseType(
    "choose-clauses", "LO3", {2: 12, 3: 18}, 1.5, True, compose_choice, 2, mark_row=mark_choice,
    prints_clauses=True, key_in_clauses=True,
)  # fmt: skip
