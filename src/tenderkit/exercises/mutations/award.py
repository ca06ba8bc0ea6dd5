# SPDX-License-Identifier: Apache-2.0
"""Defects in the award: weights, scales, and what is scored."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from tenderkit.exercises.mutations.change import Change, ClauseChange, PickChange, WeightsChange
from tenderkit.exercises.mutations.mutation import Mutation, Site
from tenderkit.exercises.mutations.planting import CRITERION, list_open_texts, plan_sentence
from tenderkit.exercises.mutations.workpiece import Workpiece
from tenderkit.library.clause import Scale, Step
from tenderkit.library.template import format_template
from tenderkit.selection.selection import LIFE_CYCLE_COST, LotSelection

# What is added to the heaviest weight, by the detail of a site.
_MISCOUNTS = {"short": -5, "long": 10}
_SUM, _FORMULA, _SCALE = "award-weights-do-not-sum", "award-formula-undefined", "award-scale-missing"
_PRICE, _MINIMUM = "price", "award-repeats-minimum"
# Of the points, the share of the best offer on a scale that never gives all of them.
_CAPPED = 0.8
# The share of the points that a bare minimum gets.
_FLOOR_SHARE = 0.05


def _find_weights(mutation: Mutation, piece: Workpiece) -> Iterator[Site]:
    for part in piece.selection.lots:
        if part.weights and len(part.weights) > 1 and max(part.weights.values()) > 10:
            yield from (mutation.at("", detail, lot=part.number) for detail in _MISCOUNTS)


def _miscount(mutation: Mutation, piece: Workpiece, site: Site) -> Sequence[Change]:
    weights = dict(piece.selection.parts[site.lot].weights or {})
    heaviest = max(weights, key=lambda name: weights[name])
    return (WeightsChange(site.lot, weights, {**weights, heaviest: weights[heaviest] + _MISCOUNTS[site.detail]}),)


def list_scored_clauses(part: LotSelection) -> list[str]:
    """Return the ids of the clauses with a weight in a lot, life-cycle cost apart."""
    criteria = [pick.clause.id for pick in part.picks if pick.clause.kind == CRITERION]
    return [id_ for id_ in criteria if id_ != LIFE_CYCLE_COST and id_ in (part.weights or {})]


def _find_priced(mutation: Mutation, piece: Workpiece) -> Iterator[Site]:
    words, clauses = piece.find_words("environment-words")["en"], piece.selection.library.clauses
    for part in piece.selection.lots:
        scored = list_scored_clauses(part)
        if scored and len(scored) < 10 and _PRICE in (part.weights or {}):
            # In a document, the check goes by the names of criteria.
            named = any(words.search(format_template(clauses[id_].text.title)) for id_ in scored)
            yield mutation.at("", lot=part.number, on_paper=named)


def _shrink_environment(mutation: Mutation, piece: Workpiece, site: Site) -> Sequence[Change]:
    part = piece.selection.parts[site.lot]
    scored, weights = list_scored_clauses(part), dict(part.weights or {})
    freed = sum(weights[id_] - 1 for id_ in scored)
    changed = {**weights, _PRICE: weights[_PRICE] + freed, **dict.fromkeys(scored, 1)}
    return (WeightsChange(site.lot, weights, changed),)


def _find_criteria(mutation: Mutation, piece: Workpiece) -> Iterator[Site]:
    return (mutation.at(printed.clause.id) for printed in list_open_texts(piece, CRITERION))


# Scales


def _change_scale(piece: Workpiece, id_: str, exchange: Mapping[Step, Step]) -> Sequence[Change]:
    """Return the changes that exchange steps of the scale of a clause, in the clause and in each lot."""
    clause = piece.selection.library.clauses[id_]
    assert clause.scale is not None, "a site of this kind has a scale"
    steps = tuple(exchange.get(step, step) for step in clause.scale.steps)
    changes: list[Change] = [ClauseChange(clause, replace(clause, scale=replace(clause.scale, steps=steps)))]
    for part, pick in piece.list_picks(id_):
        left = {category: tuple(exchange.get(step, step) for step in kept) for category, kept in pick.steps.items()}
        changes.append(PickChange(part.number, pick, replace(pick, steps=left), part.picks.index(pick)))
    return changes


def _list_scales(piece: Workpiece) -> Iterator[tuple[str, Scale]]:
    """Yield the scales whose steps all lots use as they are in the clause."""
    for printed in piece.list_texts(CRITERION):
        scale, id_ = printed.clause.scale, printed.clause.id
        picks = [pick for _, pick in piece.list_picks(id_)]
        if scale and scale.steps and all(set(kept) <= set(scale.steps) for p in picks for kept in p.steps.values()):
            yield id_, scale


def _find_scales(mutation: Mutation, piece: Workpiece) -> Iterator[Site]:
    for id_, scale in _list_scales(piece):
        if any(step.share == 1 for step in scale.steps):
            yield mutation.at(id_, "scale", rule=_SCALE)
        if scale.type == "steps" and _find_twins(scale):
            yield mutation.at(id_, "formula", rule=_FORMULA)


def _spoil_scale(mutation: Mutation, piece: Workpiece, site: Site) -> Sequence[Change]:
    scale = piece.selection.library.clauses[site.clause].scale
    assert scale is not None, "a site of this kind has a scale"
    if site.detail == "scale":
        capped = {step: replace(step, share=_CAPPED) for step in scale.steps if step.share == 1}
        return _change_scale(piece, site.clause, capped)
    low, high = _find_twins(scale)
    return _change_scale(piece, site.clause, {high: replace(high, from_=low.from_)})


def _find_twins(scale: Scale) -> tuple[Step, ...]:
    """Return the last two steps of a scale for the same categories and levels; none where it has no two."""
    for high in reversed(scale.steps):
        below = [
            s
            for s in scale.steps
            if (s.categories, s.levels) == (high.categories, high.levels) and s.from_ < high.from_
        ]
        if below:
            return max(below, key=lambda step: step.from_), high
    return ()


def _find_floors(mutation: Mutation, piece: Workpiece) -> Iterator[Site]:
    for id_, scale in _list_scales(piece):
        if scale.relative and any(step.from_ == 0 and step.share == 0 for step in scale.steps):
            yield mutation.at(id_)


def _score_floor(mutation: Mutation, piece: Workpiece, site: Site) -> Sequence[Change]:
    scale = piece.selection.library.clauses[site.clause].scale
    assert scale is not None, "a site of this kind has a scale"
    raised = {step: replace(step, share=_FLOOR_SHARE) for step in scale.steps if step.from_ == 0 and step.share == 0}
    return _change_scale(piece, site.clause, raised)


WEIGHTS_MISCOUNTED = Mutation("M07", "award", "LO2", 1, (_SUM,), _find_weights, _miscount)
ENVIRONMENT_LIGHT = Mutation(
    "M08", "award", "LO1", 1, ("environment-weight-too-low",), _find_priced, _shrink_environment, is_judged=True
)
MINIMUM_SCORED = Mutation("M09", "award", "LO3", 3, (_MINIMUM,), _find_floors, _score_floor, not_printed=(_MINIMUM,))
POLICY_SCORED = Mutation("M10", "award", "LO2", 2, ("company-wide-requirement",), _find_criteria, plan_sentence)
FIRM_SCORED = Mutation("M11", "award", "LO2", 2, ("selection-criterion-misused",), _find_criteria, plan_sentence)
SCALE_BROKEN = Mutation(
    "M12", "award", "LO2", 3, (_SCALE, _FORMULA), _find_scales, _spoil_scale, not_printed=(_SCALE, _FORMULA)
)
