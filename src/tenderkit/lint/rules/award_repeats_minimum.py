# SPDX-License-Identifier: Apache-2.0
"""award-repeats-minimum: points for what is demanded anyway.

Catches three things. A step at or below the required value (of the parameter that `starts-above`
names) in every category and level of the step: tenderkit drops it, so it never counts unless the
authority lowers that value; of a line, whose lower steps say how it rises, the last step alone. A
step from zero in a `relative` scale, which gives points for the bare minimum. A scale without
`starts-above` on a value that a technical specification for the same categories already sets in the
same unit. Points that every admitted bid earns do not tell the bids
apart, and their weight is lost.

Passes:  starts-above = "battery-endurance.cycles", where 500 cycles are required, and a first step from 501
Fails:   the same, and a first step from 500

Let the first step lie above the value, or take it out; name in `starts-above` the parameter that
the scale goes beyond.
"""

from collections.abc import Iterator

from tenderkit.library.clause import Clause, Scale
from tenderkit.lint.applicability import Floor, always_applies_with, find_cases, find_floor, list_covered_categories
from tenderkit.lint.catalogue import Catalogue, Fault

SEVERITY = "warn"


def check(catalogue: Catalogue) -> Iterator[Fault]:
    """Find the award scales that give points for a mere minimum, or do not name the minimum that they go beyond."""
    for clause in catalogue.clauses:
        scale = clause.scale
        if scale is None or scale.type == "lowest":
            continue
        floor = find_floor(catalogue, scale)
        if scale.relative:
            for number, step in enumerate(scale.steps, 1):
                if step.from_ <= 0 and step.share > 0:
                    message = (
                        f"step {number} gives points for {step.from_:g} beyond what is required: for the minimum"
                    )
                    place = catalogue.at(clause, f"scale.steps.{number}.from")
                    yield Fault(message, "Let it start above zero.", place)
        elif floor and always_applies_with(catalogue, clause, floor.clause):
            yield from _find_idle_steps(catalogue, clause, scale, floor)
        elif floor is None:
            yield from _find_unnamed_floor(catalogue, clause, scale)


def _find_idle_steps(catalogue: Catalogue, clause: Clause, scale: Scale, floor: Floor) -> Iterator[Fault]:
    covered = set(list_covered_categories(catalogue, floor.clause))
    for number, step in enumerate(scale.steps, 1):
        if scale.type == "linear" and step.share < 1:
            continue
        asked: list[float] = []
        for category in step.categories or list_covered_categories(catalogue, clause):
            for level in step.levels or clause.levels:
                figures = floor.figures(category, level) if category in covered else ()
                # Where nothing is asked for, or the level is not that of the specification, the step counts.
                asked.append(min(figures) if figures and level in floor.clause.levels else float("-inf"))
        if asked and step.from_ <= min(asked):
            message = f"step {number} (from {step.from_:g}) never counts: “{floor.name}” asks for {min(asked):g}"
            fix = "Let it start above that value, or take it out."
            yield Fault(message, fix, catalogue.at(clause, f"scale.steps.{number}.from"))


def _find_unnamed_floor(catalogue: Catalogue, clause: Clause, scale: Scale) -> Iterator[Fault]:
    """Find the minimums that a scale without the key `starts-above` seems to repeat.

    A minimum seems to be repeated if its unit and anchor are those of the scale, and its name has a word of the
    scale's title."""
    categories, names = (
        set(list_covered_categories(catalogue, clause)),
        _pick_telling_words(catalogue, clause.id, clause.text.title[0]),
    )
    for other in catalogue.clauses:
        if other.kind != "technical-specification" or not categories.intersection(
            list_covered_categories(catalogue, other)
        ):
            continue
        for name, parameter in other.parameters.items():
            anchors = {case.anchor for c in categories for _, case in find_cases(parameter, c)}
            same_unit = scale.unit is not None and parameter.unit == scale.unit and parameter.direction == "min"
            if not (same_unit and anchors and (scale.anchor is None or scale.anchor in anchors)):
                continue
            if names & _pick_telling_words(catalogue, name, parameter.title, other.id):
                message = f"“{other.id}.{name}” already asks for such a value, and the scale does not start above it"
                fix = f'Add starts-above = "{other.id}.{name}".'
                yield Fault(message, fix, catalogue.at(clause, "scale"))


def _pick_telling_words(catalogue: Catalogue, *names: str) -> set[str]:
    """Return the words of five letters or more in some names, without the words for units and product categories."""
    vocabulary = catalogue.library.vocabulary
    plain = {w for id_ in (*vocabulary.units, *vocabulary.categories) for w in id_.split("-")}
    long_words = {w for name in names for w in name.lower().replace("-", " ").split() if len(w) >= 5}
    return long_words - plain - {"points", "minimum", "period"}
