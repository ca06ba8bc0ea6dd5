# SPDX-License-Identifier: Apache-2.0
"""The value of a parameter for one product category, and where it comes from."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal, NamedTuple

from tenderkit.library.clause import UNDECIDED, Case, Clause, Figure, Parameter
from tenderkit.library.condition import Facts, trace_condition
from tenderkit.library.jurisdiction import Limit

Origin = Literal["law", "cited", "buyer", "proposed", "undecided"]
# What a person read in the source, or in a national set made from it, may be cited; the rest is a proposal.
CITABLE = ("C", "D")


@dataclass(frozen=True)
class ParameterValue:
    """The value of a parameter, with its unit and anchor.

    `value` is None where it is undecided; `given` is true where the authority gave it. `source` and `clause` name the
    source and the place in it, for the origins `law` and `cited` and for a limit of the authority itself. `limit` is
    the limit that moved or confirmed the value, or that whoever decides must keep to; `moved_from` the value before a
    limit moved it. `bounds` are the usual ones, `outside` the same where the authority's value lies outside them: it
    is taken, with a warning. `hints` are limits that do not bind here (another anchor or unit, not confirmed),
    `coming` those that start within the term and that the value would break.
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


class ValueOrigin(NamedTuple):
    """Where a value comes from, and the source and the place in it where there is one."""

    origin: Origin
    source: str | None = None
    clause: str | None = None


def _choose_stricter(parameter: Parameter, first: Any, second: Any) -> Any:
    """Return the stricter of two values: by order for a grade, both together for a list."""
    match parameter.type:
        case "list":
            return (*first, *(word for word in second if word not in first))
        case "grade":
            return max(first, second, key=parameter.grades.index)
        case _:
            return max(first, second) if parameter.direction == "min" else min(first, second)


def _find_limits(key: str, parameter: Parameter, facts: Facts, law: ProductLaw) -> list[list[Limit]]:
    """Return the limits on a parameter for these facts, one list a profile, of any date."""
    used = facts.acquisition == "refurbished"  # limits of product law do not bind used units
    by_profile = [
        [x for x in limits if key in x.parameter and (x.own or not used) and trace_condition([x.lines], facts).holds]
        for limits in law.limits.values()
    ]
    return [limits for limits in by_profile if limits]


def binds_case(limit: Limit, parameter: Parameter, case: Case) -> bool:
    """Return whether a limit can move the value of a case: it is confirmed, and has its unit and anchor.

    A limit of the authority itself needs no confirmation; where it leaves out the unit or the anchor, that of the
    clause counts.
    """
    if limit.own:
        return limit.unit in (None, parameter.unit) and limit.anchor in (None, case.anchor)
    return limit.mark == "C" and limit.unit == parameter.unit and limit.anchor == case.anchor


def _freeze_list(parameter: Parameter, value: Any) -> Any:
    return tuple(value) if parameter.type == "list" and isinstance(value, list | tuple) else value


def _find_latest_in_force(limits: Sequence[Limit], date: datetime.date) -> Limit | None:
    """Return the entry of one profile that began last among those in force on a day; None where none is."""
    return max((x for x in limits if x.is_in_force(date)), key=lambda x: x.from_ or datetime.date.min, default=None)


def _find_given_value(
    clause: Clause, name: str, category: str, tables: Sequence[Mapping[str, Mapping[str, Any]]]
) -> tuple[bool, Any]:
    """Return whether the authority gave a value, and which.

    The first table that has one counts: its entry for the category, or its plain value for all categories.
    """
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
    """Return the value of a parameter of a clause for one category of a lot.

    Parameters: `about`, the facts of the lot about this category alone; `level` of ambition; `tables`, the parameter
    tables of the lot, of the tender and of libraries on top, in that order; `law` at the place of delivery.
    Returns None where the parameter has no case for the category.
    """
    parameter = clause.parameters[name]
    case = next((c for c in parameter.cases if trace_condition([c.lines], about).holds), None)
    if case is None:
        return None
    figure = case.figure(level)
    given, entry = _find_given_value(clause, name, category, tables)
    value = _freeze_list(parameter, entry if given else figure.value)
    wanted = None if value == UNDECIDED else value
    by_profile = _find_limits(f"{clause.id}.{name}", parameter, about, law)
    limit = _find_binding_limit(by_profile, parameter, case, law.date)
    decided = _apply_limit(parameter, wanted, limit)
    moved = decided != wanted
    if wanted is None:
        citation = ValueOrigin("undecided")
    elif limit and (moved or (not given and wanted == _freeze_list(parameter, limit.value))):
        citation = ValueOrigin("buyer" if limit.own else "law", limit.source, limit.clause)
    else:
        citation = _cite_wanted_value(given, figure)
    return ParameterValue(
        value=decided,
        unit=parameter.unit,
        anchor=case.anchor,
        direction=parameter.direction,
        origin=citation.origin,
        source=citation.source,
        clause=citation.clause,
        limit=limit,
        moved_from=wanted if moved else None,
        given=given,
        bounds=(case.min, case.max),
        outside=(case.min, case.max) if _is_outside(case, wanted) else None,
        hints=_find_hints(by_profile, parameter, case, law.date),
        coming=_find_coming_limits(by_profile, parameter, case, law, decided),
    )


def _find_binding_limit(
    by_profile: Sequence[Sequence[Limit]], parameter: Parameter, case: Case, date: datetime.date
) -> Limit | None:
    """Return the strictest of the limits that hold on a day, the latest of each profile; None where none does.

    What two profiles ask of a list is asked for together.
    """
    strictest: Limit | None = None
    for limits in by_profile:
        limit = _find_latest_in_force([x for x in limits if binds_case(x, parameter, case)], date)
        if limit is None:
            continue
        if strictest is None:
            strictest = limit
        elif parameter.type == "list":
            strictest = replace(strictest, value=_choose_stricter(parameter, strictest.value, limit.value))
        elif _choose_stricter(parameter, limit.value, strictest.value) != strictest.value:
            strictest = limit
    return strictest


def _apply_limit(parameter: Parameter, wanted: Any, limit: Limit | None) -> Any:
    """Return a value moved to a limit that it breaks; an undecided one stays open."""
    if wanted is None or limit is None:
        return wanted
    return _choose_stricter(parameter, wanted, _freeze_list(parameter, limit.value))


def _cite_wanted_value(given: bool, figure: Figure) -> ValueOrigin:
    """Return where a value comes from that no limit moved: the authority, a source, or a proposal of the library."""
    if given:
        return ValueOrigin("buyer")
    if figure.mark in CITABLE and figure.source is not None:
        return ValueOrigin("cited", figure.source, figure.clause)
    return ValueOrigin("proposed")


def _is_outside(case: Case, value: Any) -> bool:
    """Return whether a number lies outside the usual bounds of a case; what is no number does not."""
    if not isinstance(value, int | float) or isinstance(value, bool):
        return False
    return (case.min is not None and value < case.min) or (case.max is not None and value > case.max)


def _find_hints(
    by_profile: Sequence[Sequence[Limit]], parameter: Parameter, case: Case, date: datetime.date
) -> tuple[Limit, ...]:
    """Return the limits that hold on a day or later but do not bind: not confirmed, or another unit or anchor."""
    return tuple(
        x
        for limits in by_profile
        for x in limits
        if not binds_case(x, parameter, case) and (x.is_in_force(date) or date < (x.from_ or date))
    )


def _find_coming_limits(
    by_profile: Sequence[Sequence[Limit]], parameter: Parameter, case: Case, law: ProductLaw, value: Any
) -> tuple[Limit, ...]:
    """Return the limits that start within the term and that the value would break; all, where it is undecided."""
    return tuple(
        x
        for limits in by_profile
        for x in limits
        if binds_case(x, parameter, case)
        and x.from_ is not None
        and law.date < x.from_ <= law.term_end
        and (value is None or _choose_stricter(parameter, value, _freeze_list(parameter, x.value)) != value)
    )
