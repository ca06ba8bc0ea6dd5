# SPDX-License-Identifier: Apache-2.0
"""To which categories, acquisition models, levels and parameters the clauses, cases, steps and limits apply."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from tenderkit.findings import Place
from tenderkit.library.clause import UNDECIDED, Case, Clause, Parameter, Scale, Step
from tenderkit.library.condition import CATEGORY_LINES, list_words
from tenderkit.library.jurisdiction import Limit
from tenderkit.lint.catalogue import Catalogue


def find_named_categories(lines: Mapping[str, Any]) -> frozenset[str] | None:
    """Return the categories of items and old equipment that a condition names; None if it names no category."""
    if CATEGORY_LINES.isdisjoint(lines):
        return None
    return frozenset((*list_words(lines.get("categories", ())), *list_words(lines.get("return-categories", ()))))


def list_covered_categories(catalogue: Catalogue, clause: Clause) -> tuple[str, ...]:
    """Return the categories that a clause can cover, in the order of the vocabulary."""
    every = catalogue.library.vocabulary.words("categories")
    blocks = [find_named_categories(block) for block in clause.applies]
    return tuple(c for c in every if any(block is None or c in block for block in blocks))


def list_acquisitions(catalogue: Catalogue, clause: Clause) -> frozenset[str]:
    """Return the models of acquisition to which a clause can apply."""
    every = catalogue.library.vocabulary.words("acquisitions")
    return frozenset(w for block in clause.applies for w in list_words(block.get("acquisition", every)))


def find_cases(parameter: Parameter, category: str) -> Iterator[tuple[int, Case]]:
    """Yield the cases of a parameter for a category, each as a pair: its number, from 1, and the case.

    A case is a value with conditions. The first case whose conditions hold gives the value of the parameter; so
    nothing is yielded after a case that always holds for the category."""
    for number, case in enumerate(parameter.cases, 1):
        named = find_named_categories(case.lines)
        if named is None or category in named:
            yield number, case
            if CATEGORY_LINES.issuperset(case.lines):
                return


def find_steps(scale: Scale, category: str, level: str) -> tuple[tuple[int, Step], ...]:
    """Return the steps of a scale for a category and a level, the lowest threshold first.

    Each entry is a pair: the position of the step in the file, counted from 1, and the step."""
    steps = [
        (number, step)
        for number, step in enumerate(scale.steps, 1)
        if (not step.categories or category in step.categories) and (not step.levels or level in step.levels)
    ]
    return tuple(sorted(steps, key=lambda pair: pair[1].from_))


class Floor(NamedTuple):
    """A parameter of a specification that sets a minimum: a scale gives points only above this minimum.

    `name`: the name of the parameter in the form `CLAUSE.NAME`."""

    name: str
    clause: Clause
    parameter: Parameter

    def figures(self, category: str, level: str) -> tuple[float, ...]:
        """Return the values that the minimum can have for a category and a level; undecided values are left out."""
        figures = [case.figure(level).value for _, case in find_cases(self.parameter, category)]
        return tuple(value for value in figures if value != UNDECIDED)


def find_floor(catalogue: Catalogue, scale: Scale) -> Floor | None:
    """Return the minimum that a scale names in its key `starts-above`; None if the scale does not have this key."""
    if not scale.starts_above:
        return None
    clause, _, name = scale.starts_above.partition(".")
    other = catalogue.library.clauses[clause]
    return Floor(scale.starts_above, other, other.parameters[name])


def always_applies_with(catalogue: Catalogue, clause: Clause, other: Clause) -> bool:
    """Return whether the clause `other` applies wherever `clause` applies; categories and levels are not compared.

    True if two things hold. `other` applies to all acquisition models of `clause`. And `clause` requires `other`, or
    `other` belongs to every set (such as `short`) to which `clause` belongs.
    """
    models = list_acquisitions(catalogue, clause) <= list_acquisitions(catalogue, other)
    return models and (other.id in clause.requires or set(clause.sets) <= set(other.sets))


class PlacedLimit(NamedTuple):
    """A limit on a parameter, and the place in a file that sets it."""

    limit: Limit
    place: Place


def list_limits_of_law(catalogue: Catalogue, profile: str) -> list[PlacedLimit]:
    """Return the limits that the profile of a jurisdiction sets, with their places."""
    limits = catalogue.library.jurisdictions[profile].limits
    return [PlacedLimit(limit, catalogue.profile_at(profile, f"limits.{n}")) for n, limit in enumerate(limits, 1)]


def list_all_limits(catalogue: Catalogue) -> Iterator[list[PlacedLimit]]:
    """Yield a list of limits for each jurisdiction, then a list for each overlay (an authority's own library)."""
    for profile in catalogue.library.jurisdictions:
        yield list_limits_of_law(catalogue, profile)
    for overlay in catalogue.library.overlays:
        yield [PlacedLimit(limit, Place(overlay.file, f"limits.{n}")) for n, limit in enumerate(overlay.limits, 1)]


class LimitedParameter(NamedTuple):
    """A parameter, and the confirmed limits that one jurisdiction or one overlay sets on this parameter.

    `target`: the name of the parameter in the form `CLAUSE.NAME`."""

    target: str
    clause: Clause
    parameter: Parameter
    limits: list[PlacedLimit]


def group_limits(catalogue: Catalogue, limits: list[PlacedLimit]) -> Iterator[LimitedParameter]:
    """Yield each parameter that has confirmed limits, with these limits.

    A limit is confirmed if it has the mark C: its value was read in the source."""
    targets: dict[str, list[PlacedLimit]] = {}
    for stated in limits:
        for target in stated.limit.parameter if stated.limit.mark == "C" else ():
            targets.setdefault(target, []).append(stated)
    for target, group in targets.items():
        id_, _, name = target.partition(".")
        clause = catalogue.library.clauses[id_]
        yield LimitedParameter(target, clause, clause.parameters[name], group)


def is_weaker(parameter: Parameter, value: Any, other: Any) -> bool:
    """Return whether a value of a parameter demands less than another value of the same parameter.

    For a minimum, the lower value demands less; for a maximum, the higher value. A list demands less if some entry of
    the other list is not in it."""
    match parameter.type:
        case "list":
            return not set(other) <= set(value)
        case "grade":
            return parameter.grades.index(value) < parameter.grades.index(other)
        case _:
            return bool(value < other if parameter.direction == "min" else value > other)
