# SPDX-License-Identifier: Apache-2.0
"""Defects in what fits together: clauses for other goods or deals, closed repair, no remedy, a form that drifts."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from tenderkit.checks.checked_purchase import find_picks
from tenderkit.exercises.mutations.change import Change, PickChange
from tenderkit.exercises.mutations.mutation import Mutation, Site
from tenderkit.exercises.mutations.planting import (
    DUTY,
    SPECIFICATION,
    drop_clause,
    keep_apt,
    list_open_texts,
    plan_sentence,
)
from tenderkit.exercises.mutations.workpiece import Workpiece
from tenderkit.library.clause import Clause
from tenderkit.library.condition import CATEGORY_LINES, trace_condition
from tenderkit.library.template import format_template
from tenderkit.lint.applicability import list_acquisitions
from tenderkit.selection.lot_context import LotContext
from tenderkit.selection.selection import Decision, LotSelection, Pick, Reason

_REMEDY, _DATE = "remedy-missing", "report-date-missing"
_FOREIGN, _CLASH, _DRIFT = "clause-not-applicable", "ownership-model-clash", "form-mismatch"
# Another rule tests these lines of conditions; see `checks/rules/clause_not_applicable.py`.
_OTHERS = ("acquisition", "proportionality")
# The clauses on units of which a report, or on repairs of which a limit, can be expected.
_REPORTED = ("export-control", "secure-collection-and-custody", "used-equipment-export-test")
_REPAIRED = (
    "end-of-use-service", "no-repair-locks", "repair-information", "repair-turnaround", "replaceable-key-parts",
    "reused-parts-permitted", "spare-parts", "spare-parts-supply-terms", "spare-units", "warranty-minimum",
)  # fmt: skip
# The most foreign clauses that a lot offers.
_MOST = 12


def _list_absent(piece: Workpiece, part: LotSelection) -> Iterator[Clause]:
    """Yield the clauses of the library that a lot does not have, and that state a requirement or a duty."""
    present = {pick.clause.id for pick in part.picks}
    for clause in piece.selection.library.clauses.values():
        usable = clause.status == "stable" and clause.scope == "lot" and clause.kind in (SPECIFICATION, DUTY)
        if usable and clause.id not in present and not clause.list_named_clauses():
            yield clause


def _find_foreign(mutation: Mutation, piece: Workpiece) -> Iterator[Site]:
    """Yield the clauses that cover none of the product categories of a lot."""
    for part in piece.selection.lots:
        sites = (
            mutation.at(clause.id, lot=part.number)
            for clause in _list_absent(piece, part)
            if part.lot and part.lot.acquisition in list_acquisitions(piece.catalogue, clause)
            if not trace_condition(clause.applies, part.facts, only=CATEGORY_LINES).holds
            if _make_pick(piece, part, clause)
        )
        yield from (site for site, _ in zip(sites, range(_MOST), strict=False))


def _find_clashing(mutation: Mutation, piece: Workpiece) -> Iterator[Site]:
    """Yield the clauses that would fit a lot if it were acquired in another way."""
    for part in piece.selection.lots:
        facts = replace(part.facts, present_clauses=frozenset(pick.clause.id for pick in part.picks))
        sites = (
            mutation.at(clause.id, lot=part.number)
            for clause in _list_absent(piece, part)
            if part.lot and part.lot.acquisition not in list_acquisitions(piece.catalogue, clause)
            if trace_condition(clause.applies, facts, skip=_OTHERS).holds
            if _make_pick(piece, part, clause)
        )
        yield from (site for site, _ in zip(sites, range(_MOST), strict=False))


def _include_clause(mutation: Mutation, piece: Workpiece, site: Site) -> Sequence[Change]:
    part = piece.selection.parts[site.lot]
    pick = _make_pick(piece, part, piece.selection.library.clauses[site.clause])
    assert pick is not None, "a site of this kind has a pick"
    position = sum(other.clause.section <= pick.clause.section for other in part.picks)
    return (PickChange(part.number, None, pick, position),)


def _make_pick(piece: Workpiece, part: LotSelection, clause: Clause) -> Pick | None:
    """Return a clause as the authority would include it in a lot; None where a value of it has no proposal there."""
    selection = piece.selection
    context = LotContext(
        selection.library,
        selection.purchase,
        part.number,
        jurisdictions=frozenset(selection.library.list_profile_chain(selection.jurisdiction)),
        place=selection.place,
        size=selection.proportionality,
    )
    items, returns = tuple(part.facts.items), tuple(part.facts.returns)
    categories = tuple(dict.fromkeys((*items, *returns)))
    values = {name: {c: context.find_value(clause.id, name, c) for c in categories} for name in clause.parameters}
    if any(value is None or value.value is None for table in values.values() for value in table.values()):
        return None
    table = {name: {c: v for c, v in by.items() if v is not None} for name, by in values.items()}
    decision = Decision(clause.id, True, "included", Reason("included"))
    return Pick(clause, items, returns, True, part.facts, table, decision)


def _find_duties(mutation: Mutation, piece: Workpiece) -> Iterator[Site]:
    for part in piece.selection.lots:
        if find_picks(part, "remedies"):
            yield mutation.at("", "remedy", lot=part.number, touched=("remedies",))
    times = piece.find_words("report-times")["en"]
    reports = (
        mutation.at(printed.clause.id, "report", rule=_DATE)
        for printed in list_open_texts(piece, DUTY)
        if not any(times.search(format_template(paragraph)) for paragraph in printed.text.requirement)
    )
    yield from keep_apt(reports, *_REPORTED)


def _drop_consequence(mutation: Mutation, piece: Workpiece, site: Site) -> Sequence[Change]:
    return drop_clause(piece, site.lot, "remedies") if site.lot else plan_sentence(mutation, piece, site)


def _find_repair(mutation: Mutation, piece: Workpiece) -> Iterator[Site]:
    sites = (
        mutation.at(printed.clause.id)
        for printed in list_open_texts(piece, SPECIFICATION, DUTY)
        if printed.clause.theme in ("useful-life", "service-models")
    )
    return keep_apt(sites, *_REPAIRED)


def _find_units(mutation: Mutation, piece: Workpiece) -> Iterator[Site]:
    for part in piece.selection.lots:
        for pick in part.picks:
            for name in _list_exchangeable(pick):
                yield mutation.at(pick.clause.id, name, lot=part.number)


# The unit that takes the place of another in the annex, and not in the form.
_DRIFTS = {
    "working-days": "days",
    "days": "working-days",
    "hours": "days",
    "weeks": "days",
    "minutes": "hours",
    "grams": "kg",
    "kg": "grams",
    "millimetres": "centimetres",
    "centimetres": "millimetres",
}


def _list_exchangeable(pick: Pick) -> Iterator[str]:
    for name, by_category in pick.values.items():
        values = list(by_category.values())
        if values and all(value.unit in _DRIFTS and value.value is not None for value in values):
            yield name


def _exchange_unit(mutation: Mutation, piece: Workpiece, site: Site) -> Sequence[Change]:
    part = piece.selection.parts[site.lot]
    (pick,) = find_picks(part, site.clause)
    table = {c: replace(v, unit=_DRIFTS[v.unit or ""]) for c, v in pick.values[site.detail].items()}
    after = replace(pick, values={**pick.values, site.detail: table})
    return (PickChange(part.number, pick, after, part.picks.index(pick)),)


FOREIGN_CLAUSE = Mutation(
    "M21", "scope", "LO2", 2, (_FOREIGN,), _find_foreign, _include_clause, not_printed=(_FOREIGN,)
)
NO_CONSEQUENCE = Mutation(
    "M23", "enforcement", "LO3", 2, (_REMEDY, _DATE), _find_duties, _drop_consequence, not_printed=(_REMEDY,)
)
OTHER_MODEL = Mutation("M24", "scope", "LO3", 3, (_CLASH,), _find_clashing, _include_clause, not_printed=(_CLASH,))
REPAIR_CLOSED = Mutation("M26", "scope", "LO3", 2, ("repair-restricted",), _find_repair, plan_sentence)
FORM_DRIFTS = Mutation("M27", "wording", "LO2", 2, (_DRIFT,), _find_units, _exchange_unit, not_printed=(_DRIFT,))
