# SPDX-License-Identifier: Apache-2.0
"""Limits of law and of organisations, and what they bind."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from tenderkit.findings import Place
from tenderkit.library.clause import Clause, Parameter
from tenderkit.library.jurisdiction import Limit
from tenderkit.lint.catalogue import Catalogue


class PlacedLimit(NamedTuple):
    """A limit and its place."""

    limit: Limit
    place: Place


def list_limits_of_law(catalogue: Catalogue, profile: str) -> list[PlacedLimit]:
    """Return the limits of a profile."""
    limits = catalogue.library.jurisdictions[profile].limits
    return [PlacedLimit(limit, catalogue.profile_at(profile, f"limits.{n}")) for n, limit in enumerate(limits, 1)]


def list_all_limits(catalogue: Catalogue) -> Iterator[list[PlacedLimit]]:
    """Yield the limits of each profile, then those of each library on top."""
    for profile in catalogue.library.jurisdictions:
        yield list_limits_of_law(catalogue, profile)
    for overlay in catalogue.library.overlays:
        yield [PlacedLimit(limit, Place(overlay.file, f"limits.{n}")) for n, limit in enumerate(overlay.limits, 1)]


class LimitedParameter(NamedTuple):
    """A parameter, `target` its name as `CLAUSE.NAME`, with the limits of one profile or library on it that count."""

    target: str
    clause: Clause
    parameter: Parameter
    limits: list[PlacedLimit]


def group_limits(catalogue: Catalogue, limits: list[PlacedLimit]) -> Iterator[LimitedParameter]:
    """Yield the parameters that limits name; a limit that is not confirmed (mark C) moves nothing and is left out."""
    targets: dict[str, list[PlacedLimit]] = {}
    for stated in limits:
        for target in stated.limit.parameter if stated.limit.mark == "C" else ():
            targets.setdefault(target, []).append(stated)
    for target, group in targets.items():
        id_, _, name = target.partition(".")
        clause = catalogue.library.clauses[id_]
        yield LimitedParameter(target, clause, clause.parameters[name], group)


def is_weaker(parameter: Parameter, value: Any, other: Any) -> bool:
    """Return whether a value of a parameter asks for less than another one, or leaves some of it out."""
    match parameter.type:
        case "list":
            return not set(other) <= set(value)
        case "grade":
            return parameter.grades.index(value) < parameter.grades.index(other)
        case _:
            return bool(value < other if parameter.direction == "min" else value > other)
