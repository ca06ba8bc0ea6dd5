# SPDX-License-Identifier: Apache-2.0
"""award-formula-undefined: an award scale that gives an offer no points, or no single number of points.

Catches two steps that start at the same value; a share of the points that does not rise with the
value, so that a better offer earns no more; a `linear` scale with fewer than two steps, which make
no line; steps, `starts-above`, `relative` or `whole` in a scale of the
type `lowest`, which compares offers with each other and uses none of them; `relative` without a
`starts-above` that names the required value; a unit or anchor that differs from those of the
required value. Tenderers must be able to work out their points beforehand (Directive 2014/24/EU,
Art 67(4)).

Passes:  type = "steps" with a share of 0.5 from 800 and of 1.0 from 1,000
Fails:   type = "steps" with a share of 1.0 from 20 W and of 0.5 from 30 W

If more is better, let the shares rise with the values; if less is better, use the type `lowest`.
"""

from collections.abc import Iterator
from itertools import pairwise

from tenderkit.library.clause import Clause, Scale
from tenderkit.lint.applicability import Floor, find_floor, find_steps, list_covered_categories
from tenderkit.lint.catalogue import Catalogue, Fault

SEVERITY = "error"


def check(catalogue: Catalogue) -> Iterator[Fault]:
    """Find the scales from which points cannot be worked out."""
    for clause in catalogue.clauses:
        scale = clause.scale
        if scale is None:
            continue
        if scale.type == "lowest":
            yield from _check_lowest(catalogue, clause, scale)
            continue
        floor = find_floor(catalogue, scale)
        if floor:
            yield from _check_comparable(catalogue, clause, scale, floor)
        elif scale.relative:
            message = "the scale counts what goes beyond a value, and names none"
            yield Fault(message, "Name it in `starts-above`.", catalogue.at(clause, "scale.relative"))
        yield from dict.fromkeys(_check_steps(catalogue, clause, scale))


def _check_lowest(catalogue: Catalogue, clause: Clause, scale: Scale) -> Iterator[Fault]:
    useless = {
        "steps": scale.steps,
        "starts-above": scale.starts_above,
        "relative": scale.relative,
        "whole": scale.whole,
    }
    for key, given in useless.items():
        if given:
            message = f"a scale of the type lowest compares offers with each other; `{key}` has no part in it"
            fix = "Take it out, or use the type steps or linear."
            yield Fault(message, fix, catalogue.at(clause, f"scale.{key}"))


def _check_comparable(catalogue: Catalogue, clause: Clause, scale: Scale, floor: Floor) -> Iterator[Fault]:
    anchors = {case.anchor for case in floor.parameter.cases}
    if scale.unit != floor.parameter.unit:
        message = f"the steps count in “{scale.unit}”, “{floor.name}” in “{floor.parameter.unit}”"
        yield Fault(message, "Use the unit of the parameter.", catalogue.at(clause, "scale.unit"))
    elif scale.anchor and scale.anchor not in anchors:
        message = f"the steps count “{scale.anchor}”, which no case of “{floor.name}” does"
        yield Fault(message, "Use the anchor of the parameter.", catalogue.at(clause, "scale.anchor"))


def _check_steps(catalogue: Catalogue, clause: Clause, scale: Scale) -> Iterator[Fault]:
    for level in clause.levels:
        for category in list_covered_categories(catalogue, clause):
            steps = find_steps(scale, category, level)
            for (first, low), (second, high) in pairwise(steps):
                number, other = sorted((first, second))
                place = catalogue.at(clause, f"scale.steps.{other}")
                if low.from_ == high.from_:
                    message = f"steps {number} and {other} both start from {low.from_:g}"
                    yield Fault(message, "Let only one of them start there.", place)
                elif high.share <= low.share:
                    message = f"{high.from_:g} earns no more than {low.from_:g}"
                    fix = "Let the shares rise; use the type lowest where less is better."
                    yield Fault(message, fix, place)
            # Where selection drops steps up to the required value, the line starts at this value.
            if scale.type == "linear" and len(steps) == 1:
                message = f"a line needs two steps, and “{category}” has 1 at “{level}”"
                yield Fault(message, "Add a step, or use the type steps.", catalogue.at(clause, "scale.steps"))
