# SPDX-License-Identifier: Apache-2.0
"""Limits of law and of organisations, and what they bind."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from tenderkit.findings import Place
from tenderkit.library.clause import Clause, Parameter
from tenderkit.library.jurisdiction import Limit
from tenderkit.lint.catalogue import Catalogue


class Stated(NamedTuple):
    """A limit and its place."""

    limit: Limit
    place: Place


def limits_of_law(catalogue: Catalogue, profile: str) -> list[Stated]:
    """The limits of a profile."""
    limits = catalogue.library.jurisdictions[profile].limits
    return [Stated(limit, catalogue.profile_at(profile, f"limits.{n}")) for n, limit in enumerate(limits, 1)]


def all_limits(catalogue: Catalogue) -> Iterator[list[Stated]]:
    """The limits of each profile, then those of each library on top."""
    for profile in catalogue.library.jurisdictions:
        yield limits_of_law(catalogue, profile)
    for overlay in catalogue.library.overlays:
        yield [Stated(limit, Place(overlay.file, f"limits.{n}")) for n, limit in enumerate(overlay.limits, 1)]


class Limited(NamedTuple):
    """A parameter, `target` its name as `CLAUSE.NAME`, with the limits of one profile or library on it that count."""

    target: str
    clause: Clause
    parameter: Parameter
    limits: list[Stated]


def limited(catalogue: Catalogue, limits: list[Stated]) -> Iterator[Limited]:
    """The parameters that limits name; a limit that is not confirmed is told and moves nothing."""
    targets: dict[str, list[Stated]] = {}
    for stated in limits:
        for target in stated.limit.parameter if stated.limit.mark == "C" else ():
            targets.setdefault(target, []).append(stated)
    for target, found in targets.items():
        id_, _, name = target.partition(".")
        clause = catalogue.library.clauses[id_]
        yield Limited(target, clause, clause.parameters[name], found)


def weaker(parameter: Parameter, one: Any, other: Any) -> bool:
    """Whether one value of a parameter asks for less than the other one, or leaves some of it out."""
    match parameter.type:
        case "list":
            return not set(other) <= set(one)
        case "grade":
            return parameter.grades.index(one) < parameter.grades.index(other)
        case _:
            return bool(one < other if parameter.direction == "min" else one > other)
