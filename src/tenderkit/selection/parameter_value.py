# SPDX-License-Identifier: Apache-2.0
"""The value of a parameter for one product category, and where it comes from (contract section 2)."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from tenderkit.library.clause import UNDECIDED, Case, Clause, Parameter
from tenderkit.library.condition import Facts, trace
from tenderkit.library.jurisdiction import Limit

Origin = Literal["law", "cited", "buyer", "proposed", "undecided"]
# What a person read in the source, or in a national set made from it, may be cited; the rest is a proposal.
CITABLE = ("C", "D")


@dataclass(frozen=True)
class ParameterValue:
    """A value with its unit and anchor.

    `value` is None where it is undecided. `source` and `clause` say where the value stands, for the origins
    `law` and `cited`, and for a limit of the authority itself. `limit` is the limit that moved or confirmed it, or
    that whoever decides must keep to; `moved_from` the value before a limit moved it; `bounds` the usual
    ones, outside of which it is taken with a warning; `hints` are limits that do not
    bind here (another anchor or unit, not confirmed), and `coming` those that start within the term and that it would
    break.
    """

    value: Any
    unit: str | None
    anchor: str | None
    direction: str
    origin: Origin
    source: str | None = None
    clause: str | None = None
    limit: Limit | None = None
    moved_from: Any = None
    given: bool = False
    bounds: tuple[float | None, float | None] = (None, None)
    outside: tuple[float | None, float | None] | None = None
    hints: tuple[Limit, ...] = ()
    coming: tuple[Limit, ...] = ()

    @property
    def print_key(self) -> tuple[Any, ...]:
        """What makes two values print alike: an undecided one prints the limit of law."""
        limit = repr(self.limit.value) if self.value is None and self.limit else None
        return self.value, self.unit, self.anchor, limit


@dataclass(frozen=True)
class ProductLaw:
    """The limits at the place of delivery, by profile, with those of libraries on top; the day that counts, the last
    day of the term.
    """

    limits: Mapping[str, Sequence[Limit]]
    date: datetime.date
    term_end: datetime.date


def _choose_stricter(parameter: Parameter, first: Any, second: Any) -> Any:
    """The stricter of two values."""
    match parameter.type:
        case "list":
            return (*first, *(word for word in second if word not in first))
        case "grade":
            return max(first, second, key=parameter.grades.index)
        case _:
            return max(first, second) if parameter.direction == "min" else min(first, second)


def _find_limits(key: str, parameter: Parameter, facts: Facts, law: ProductLaw) -> list[list[Limit]]:
    """The limits on a parameter for these facts, one list a profile, whatever their date."""
    used = facts.acquisition == "refurbished"  # limits of product law do not bind used units
    by_profile = [
        [x for x in limits if key in x.parameter and (x.own or not used) and trace([x.lines], facts).holds]
        for limits in law.limits.values()
    ]
    return [limits for limits in by_profile if limits]


def binds_case(limit: Limit, parameter: Parameter, case: Case) -> bool:
    """Whether a limit counts as a case of a parameter does, and so can move its value."""
    if limit.own:  # the authority may leave out how its own limit counts: as the clause does
        return limit.unit in (None, parameter.unit) and limit.anchor in (None, case.anchor)
    return limit.mark == "C" and limit.unit == parameter.unit and limit.anchor == case.anchor


def _freeze_list(parameter: Parameter, value: Any) -> Any:
    return tuple(value) if parameter.type == "list" and isinstance(value, list | tuple) else value


def _find_latest_in_force(limits: Sequence[Limit], date: datetime.date) -> Limit | None:
    """Of the entries of one profile, the latest that is in force."""
    return max((x for x in limits if x.in_force(date)), key=lambda x: x.from_ or datetime.date.min, default=None)


def _find_given_value(
    clause: Clause, name: str, category: str, tables: Sequence[Mapping[str, Mapping[str, Any]]]
) -> tuple[bool, Any]:
    """The authority's value: per table (lot before tender) the entry of the category, then the plain value."""
    for table in tables:
        given = table.get(clause.id, {}).get(name)
        if isinstance(given, Mapping):
            if category in given:
                return True, given[category]
        elif given is not None:
            return True, given
    return False, None


def resolve_value(
    clause: Clause,
    name: str,
    category: str,
    about: Facts,
    level: str,
    tables: Sequence[Mapping[str, Mapping[str, Any]]],
    law: ProductLaw,
) -> ParameterValue | None:
    """The value of a parameter of a clause for one category of a lot.

    Parameters: `about`, the facts of the lot about this category alone; `level` of ambition; `tables`, the parameter
    tables of the lot, of the tender and of libraries on top, in that order; `law` at the place of delivery.
    Returns None where the parameter has no case for the category.
    """
    parameter = clause.parameters[name]
    case = next((c for c in parameter.cases if trace([c.lines], about).holds), None)
    if case is None:
        return None
    figure = case.figure(level)
    given, chosen = _find_given_value(clause, name, category, tables)
    value = _freeze_list(parameter, chosen if given else figure.value)

    per_profile = _find_limits(f"{clause.id}.{name}", parameter, about, law)
    binding = [
        limit
        for limits in per_profile
        if (limit := _find_latest_in_force([x for x in limits if binds_case(x, parameter, case)], law.date))
    ]
    hints = tuple(
        x
        for limits in per_profile
        for x in limits
        if not binds_case(x, parameter, case) and (x.in_force(law.date) or law.date < (x.from_ or law.date))
    )
    limit = None
    for candidate in binding:
        if limit is None:
            limit = candidate
        elif parameter.type == "list":  # what two profiles ask for is asked for together
            limit = replace(limit, value=_choose_stricter(parameter, limit.value, candidate.value))
        elif _choose_stricter(parameter, candidate.value, limit.value) != limit.value:
            limit = candidate

    decided = None if value == UNDECIDED else value
    origin: Origin = "undecided"
    source = clause_ = moved_from = outside = None
    if decided is not None:
        origin = "buyer" if given else "proposed"
        if not given and figure.mark in CITABLE and figure.source is not None:
            origin, source, clause_ = "cited", figure.source, figure.clause
        if given and isinstance(decided, int | float) and not isinstance(decided, bool):
            low = case.min is not None and decided < case.min
            high = case.max is not None and decided > case.max
            outside = (case.min, case.max) if low or high else None
        if limit is not None:
            demanded = _freeze_list(parameter, limit.value)
            stricter = _choose_stricter(parameter, decided, demanded)
            if stricter != decided or (decided == demanded and not given):
                origin = "buyer" if limit.own else "law"
                source, clause_ = limit.source, limit.clause
            if stricter != decided:
                moved_from, decided = decided, stricter
    return ParameterValue(
        value=decided,
        unit=parameter.unit,
        anchor=case.anchor,
        direction=parameter.direction,
        origin=origin,
        source=source,
        clause=clause_,
        limit=limit,
        moved_from=moved_from,
        given=given,
        bounds=(case.min, case.max),
        outside=outside,
        hints=hints,
        coming=_find_coming_limits(per_profile, parameter, case, law, decided),
    )


def _find_coming_limits(
    per_profile: Sequence[Sequence[Limit]], parameter: Parameter, case: Case, law: ProductLaw, value: Any
) -> tuple[Limit, ...]:
    """The limits that start within the term and that the value, or an undecided one, would break."""
    return tuple(
        x
        for limits in per_profile
        for x in limits
        if binds_case(x, parameter, case)
        and x.from_ is not None
        and law.date < x.from_ <= law.term_end
        and (value is None or _choose_stricter(parameter, value, _freeze_list(parameter, x.value)) != value)
    )
