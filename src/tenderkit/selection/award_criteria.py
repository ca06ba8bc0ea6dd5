# SPDX-License-Identifier: Apache-2.0
"""The award criteria of a lot: which ask for more than the specification, and how many may be selected."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from tenderkit.library.clause import Clause, Scale, Step
from tenderkit.library.condition import Trace
from tenderkit.library.other_device import find_named
from tenderkit.selection.gates import is_includable
from tenderkit.selection.lot_context import LotContext
from tenderkit.selection.selection import LIFE_CYCLE_COST, Decision, Reason

AWARD_CAP = {"short": 1, "standard": 4, "large": 5, "full": 6}


def find_steps_left(
    context: LotContext, clause: Clause, categories: Iterable[str], active: Iterable[str]
) -> dict[str, tuple[Step, ...]]:
    """Return the steps of an award criterion's scale that ask for more than the technical specification.

    The result maps each category in `categories` to its steps. For example, if the specification requires spare parts
    for 5 years, only the steps above 5 years are returned. A line that loses steps starts at the required value,
    without points. The result is empty for a clause without steps.
    Parameters: `categories`, the ids of product categories; `active`, the ids of the selected clauses.
    """
    scale = clause.scale
    if scale is None or not scale.steps:
        return {}
    known = frozenset(active)
    other, _, name = (scale.starts_above or "").partition(".")
    specified = context.find_cover(context.clauses[other], known) if other in known else Trace(False)
    left: dict[str, tuple[Step, ...]] = {}
    for category in categories:
        steps = _find_steps_for(scale, category, context.level)
        if not scale.relative and category in specified.items | specified.returns:
            floor = context.find_value(other, name, category)
            if floor is not None and floor.value is not None:
                steps = _drop_steps(scale, steps, floor.value)
        left[category] = tuple(steps)
    return left


def _find_steps_for(scale: Scale, category: str, level: str) -> list[Step]:
    """Return the steps of a scale that apply to a product category at a level of ambition."""
    return [
        s
        for s in scale.steps
        if (not s.categories or find_named((category,), s.categories)) and (not s.levels or level in s.levels)
    ]


def _drop_steps(scale: Scale, steps: Sequence[Step], required: float) -> list[Step]:
    """Return the steps above a required value; a line is stretched so that it starts there without points.

    Without this start, an offer just above the required value would get nothing, and at the next step many points at
    once.
    """
    left = [s for s in steps if s.from_ > required]
    if scale.type != "linear" or not left or len(left) == len(steps):
        return left
    ordered = sorted(steps, key=lambda s: s.from_)
    given = find_line_share(ordered, required)
    stretched = [replace(s, share=round((s.share - given) / (1 - given), 4)) for s in left]
    return [replace(left[0], from_=float(required), share=0.0), *stretched]


def find_line_share(steps: Sequence[Step], value: float) -> float:
    """Return the share of the points, from 0 to 1, that a value gets on a line through the steps of an award scale.

    It is 0 below the first step, and that of the last step above it. Parameters: `steps`, from the lowest up.
    """
    if value < steps[0].from_:
        return 0
    for low, high in pairwise(steps):
        if value < high.from_:
            return low.share + (high.share - low.share) * (value - low.from_) / (high.from_ - low.from_)
    return steps[-1].share


def find_useless_criterion(context: LotContext, active: Mapping[str, Decision]) -> Decision | None:
    """Return the decision against the first award criterion whose scale has no step left for this lot.

    A step is left if it is for a category of the lot and for the level of ambition, and if it asks for more than the
    technical specification. Returns None if every criterion has a step left.
    """
    known = frozenset(active)
    for id_ in active:
        clause = context.clauses[id_]
        if clause.scale is None or not clause.scale.steps:
            continue
        cover = context.find_cover(clause, known)
        left = find_steps_left(context, clause, cover.items | cover.returns, active)
        if not any(left.values()):
            specification = (clause.scale.starts_above or "").partition(".")[0]
            has_steps = any(_find_steps_for(clause.scale, category, context.level) for category in left)
            why = Reason("nothing-above", (specification,)) if specification and has_steps else Reason("no-steps")
            return Decision(id_, False, "conflicts", why)
    return None


def _gives_no_points(context: LotContext) -> bool:
    """Return whether the authority gives no points to the environment, and weighs no criterion of the lot by name."""
    return context.lot.weights is None and context.purchase.tender.environment_weight == 0


def find_criteria_over_cap(context: LotContext, active: Iterable[str]) -> dict[str, Decision]:
    """Return the decisions against the award criteria that exceed the allowed number, by clause id.

    The proportionality of the purchase, such as `short`, sets this number. The criteria with the highest rank numbers
    are dropped first. A criterion that the authority weighted or included is never dropped. Where it gives no points
    to the environment, none is dropped for their number.
    """
    if _gives_no_points(context):
        return {}
    cap, ids = AWARD_CAP[context.facts.proportionality], set(active)
    criteria = [c for c in context.clauses.values() if c.id in ids and c.kind == "award-criterion"]
    safe = [c for c in criteria if c.id in (context.lot.weights or {}) or c.id in context.included]
    others = sorted((c for c in criteria if c not in safe), key=lambda c: c.rank)
    why = Reason("cap", words=str(cap))
    return {c.id: Decision(c.id, False, "proportionality", why) for c in others[max(0, cap - len(safe)) :]}


def find_unweighted_criteria(context: LotContext, active: Iterable[str]) -> dict[str, Decision]:
    """Return the decisions against the award criteria to which the authority gave no weight, by clause id.

    If the authority set no weights at all for the lot, they are the environmental criteria that it did not include,
    where it gives no points to the environment; else the result is empty.
    """
    if context.lot.weights is None:
        if not _gives_no_points(context):
            return {}
        criteria = [c for c in active if context.clauses[c].kind == "award-criterion" and c != LIFE_CYCLE_COST]
        return {c: Decision(c, False, "excluded", Reason("no-points")) for c in criteria if c not in context.included}
    return {
        c: Decision(c, False, "excluded", Reason("unweighted"))
        for c in active
        if context.clauses[c].kind == "award-criterion" and c not in context.lot.weights
    }


def find_includable_criteria(context: LotContext) -> list[str]:
    """Return the ids of the award criteria that cover a category of the lot, whether they are selected or not.

    The criterion on life-cycle cost is left out, because it takes the place of the price.
    """
    return [
        c.id
        for c in context.clauses.values()
        if c.kind == "award-criterion"
        and c.id != LIFE_CYCLE_COST
        and is_includable(context.library, c, context.facts)
    ]
