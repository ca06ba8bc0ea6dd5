# SPDX-License-Identifier: Apache-2.0
"""The value of a parameter for one product category, and where it comes from."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import field, replace
from functools import cached_property
from typing import Any, Literal, NamedTuple

from tenderkit.frozen import Memory, Same, frozen_dataclass
from tenderkit.library.clause import UNDECIDED, WAIVED, Case, Clause, Figure, Parameter
from tenderkit.library.condition import Facts, block_holds
from tenderkit.library.jurisdiction import Limit
from tenderkit.library.other_device import find_category_of

Origin = Literal["law", "cited", "buyer", "proposed", "undecided"]
# The marks of a figure (how well it is confirmed) that may be cited: a person read it in the source (C), or in a
# national set made from the source (D). A figure with another mark is a proposal.
CITABLE = ("C", "D")


@frozen_dataclass
class ParameterValue:
    """The value of a parameter, with its unit and its anchor, the event from which a time is counted.

    `value` is None where the value is undecided; `given` is true where the authority gave the value. `source` and
    `clause` name the source and the place in the source, for the origins `law` and `cited` and for a limit of the
    authority itself. `limit` is the limit in force for the value; `moved_from` is the value that the limit replaced.
    `bounds` are the usual lowest and highest values; `outside` repeats the bounds where a value lies outside them,
    which is allowed but causes a warning. `hints` are limits that cannot replace the value, because they have another
    anchor or unit or are not confirmed; `coming` are limits that start within the term and that the value does not
    meet.
    """

    value: Any
    unit: str | None
    anchor: str | None
    direction: str
    origin: Origin
    source: str | None = None
    clause: str | None = None
    limit: Limit | None = field(default=None, hash=False)
    moved_from: Any = None
    given: bool = False
    bounds: tuple[float | None, float | None] = (None, None)
    outside: tuple[float | None, float | None] | None = None
    hints: tuple[Limit, ...] = field(default=(), hash=False)
    coming: tuple[Limit, ...] = field(default=(), hash=False)

    @property
    def print_key(self) -> tuple[Any, ...]:
        """A key for grouping values: two values have the same key if they look the same in the papers.

        The key of an undecided value includes its limit, because the papers show the limit.
        """
        limit = repr(self.limit.value) if self.value is None and self.limit else None
        return self.value, self.unit, self.anchor, limit


@frozen_dataclass
class ProductLaw:
    """The limits of law for a lot.

    `limits` maps the id of each profile of law at the place of delivery and of the authority, and the file name of
    each overlay library of the authority, to a list of limits. `date` is the day whose law counts; `term_end` is the
    last day of the term.
    """

    limits: Mapping[str, Sequence[Limit]]
    date: datetime.date
    term_end: datetime.date

    @cached_property
    def limits_of(self) -> Mapping[str, Sequence[Sequence[Limit]]]:
        """The limits on each parameter that has some, one list for each profile; a key is `<clause id>.<name>`."""
        limits_of: dict[str, dict[str, list[Limit]]] = {}
        for profile, limits in self.limits.items():
            for limit in limits:
                for key in limit.parameter:
                    limits_of.setdefault(key, {}).setdefault(profile, []).append(limit)
        return {key: tuple(by_profile.values()) for key, by_profile in limits_of.items()}


class ValueOrigin(NamedTuple):
    """The origin of a value, the id of its source and the place in the source; the last two may be None."""

    origin: Origin
    source: str | None = None
    clause: str | None = None


def _choose_stricter(parameter: Parameter, first: Any, second: Any) -> Any:
    """Return the stricter of two values; of two lists, return the union.

    Of two numbers, the higher is the stricter for a minimum, otherwise the lower. Of two grades, the higher is.
    """
    match parameter.type:
        case "list":
            return (*first, *(word for word in second if word not in first))
        case "grade":
            return max(first, second, key=parameter.grades.index)
        case _:
            return max(first, second) if parameter.direction == "min" else min(first, second)


def _find_limits(key: str, facts: Facts, law: ProductLaw) -> list[list[Limit]]:
    """Return the limits on a parameter that concern the lot, in one list for each profile of law.

    A limit concerns the lot if the facts of the lot meet the conditions of the limit. Limits of all dates are
    included.

    Parameters: `key`, the parameter as `<clause id>.<name of the parameter>`.
    """
    if key not in law.limits_of:
        return []
    used = facts.acquisition == "refurbished"
    by_profile = [
        [x for x in limits if (x.binds_used_units or not used) and block_holds(x.lines, facts)]
        for limits in law.limits_of[key]
    ]
    return [limits for limits in by_profile if limits]


def binds_case(limit: Limit, parameter: Parameter, case: Case) -> bool:
    """Return whether a limit may replace a value that breaks the limit.

    The limit has to be confirmed, and to have the unit and the anchor (event from which a time is counted) of the
    value. A limit of the authority itself needs no confirmation; its unit and anchor are compared only if it states
    them. Parameters: `case`, the value of the parameter for some categories.
    """
    if limit.own:
        return limit.unit in (None, parameter.unit) and limit.anchor in (None, case.anchor)
    return limit.mark == "C" and limit.unit == parameter.unit and limit.anchor == case.anchor


def _freeze_list(parameter: Parameter, value: Any) -> Any:
    return tuple(value) if parameter.type == "list" and isinstance(value, list | tuple) else value


def _find_latest_in_force(limits: Sequence[Limit], date: datetime.date) -> Limit | None:
    """Return the limit that began last among the limits in force on a day; None where no limit is in force.

    Parameters: `limits`, the limits of one profile.
    """
    return max((x for x in limits if x.is_in_force(date)), key=lambda x: x.from_ or datetime.date.min, default=None)


def find_given_value(
    clause: Clause, name: str, category: str, tables: Sequence[Mapping[str, Mapping[str, Any]]]
) -> tuple[bool, Any]:
    """Return whether the authority gave a value for a parameter, and the value, which is None if it gave none.

    Parameters: `tables`, tables of the authority's values, by clause id and parameter name. The first table that has
    a value for this category, or one value for all categories, counts.
    """
    for table in tables:
        given = table.get(clause.id, {}).get(name)
        if isinstance(given, Mapping):
            if (named := find_category_of(category)) in given:
                return True, given[named]
        elif given is not None:
            return True, given
    return False, None


# The values that the library proposes, where no law has a say.
_KNOWN_PROPOSALS: Memory[ParameterValue | None] = Memory(8192)


def resolve_value(
    clause: Clause,
    name: str,
    category: str,
    about: Facts,
    level: str,
    tables: Sequence[Mapping[str, Mapping[str, Any]]],
    law: ProductLaw,
) -> ParameterValue | None:
    """Return the value of a parameter for a product category of a lot, adjusted to the limits of law.

    A value that breaks a limit is replaced by the limit. Parameters: `about`, the facts of the lot for this category
    alone; `level`, the level of ambition; `tables`, the authority's values for the lot, for the tender and in the
    overlay libraries, in this order; `law`, the product law at the place of delivery. Returns None where the
    parameter has no value for the category, or the authority waives the duty for it (`none`) and no law sets a limit.
    """
    parameter = clause.parameters[name]
    case = next((c for c in parameter.cases if not c.lines or block_holds(c.lines, about)), None)
    if case is None:
        return None
    entered = find_given_value(clause, name, category, tables) if tables else (False, None)
    by_profile = _find_limits(f"{clause.id}.{name}", about, law)
    if by_profile or entered[0]:
        return _adjust_value(parameter, case, level, entered, by_profile, law)
    key = Same(parameter), Same(case), level
    return _KNOWN_PROPOSALS.recall(key, lambda: _adjust_value(parameter, case, level, entered, by_profile, law))


def _adjust_value(
    parameter: Parameter,
    case: Case,
    level: str,
    entered: tuple[bool, Any],
    by_profile: Sequence[Sequence[Limit]],
    law: ProductLaw,
) -> ParameterValue | None:
    """Return the value of a parameter, adjusted to the limits of law; None where it is waived and has no limit.

    Parameters: `case`, the values proposed for the lot; `entered`, whether the authority gave a value, and the value;
    `by_profile`, the limits that concern the lot; for the others see `resolve_value`.
    """
    given, entry = entered
    figure = case.figure(level)
    limit = _find_binding_limit(by_profile, parameter, case, law.date)
    waived = given and entry == WAIVED
    if waived and limit is None:
        return None
    value = _freeze_list(parameter, entry if given else figure.value)
    wanted = None if value == UNDECIDED or waived else value
    decided = _freeze_list(parameter, limit.value) if limit and waived else _apply_limit(parameter, wanted, limit)
    moved = decided != wanted
    if wanted is None and not waived:
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
        moved_from=(WAIVED if waived else wanted) if moved else None,
        given=given,
        bounds=(case.min, case.max),
        outside=(case.min, case.max) if _is_outside(case, wanted) else None,
        hints=_find_hints(by_profile, parameter, case, law.date) if by_profile else (),
        coming=_find_coming_limits(by_profile, parameter, case, law, decided) if by_profile else (),
    )


def _find_binding_limit(
    by_profile: Sequence[Sequence[Limit]], parameter: Parameter, case: Case, date: datetime.date
) -> Limit | None:
    """Return the strictest legal limit of a parameter that is in force on a day; None if no law sets one.

    Of the limits in one jurisdiction profile only the one that came into force last counts. Where the parameter is
    a list of values, the lists of all profiles are joined into one limit.
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
    """Return a value, or the limit if the value breaks the limit; an undecided value (None) stays undecided."""
    if wanted is None or limit is None:
        return wanted
    return _choose_stricter(parameter, wanted, _freeze_list(parameter, limit.value))


def _cite_wanted_value(given: bool, figure: Figure) -> ValueOrigin:
    """Return the origin of a value that no limit replaced: the authority, a source, or the library's proposal.

    Parameters: `given`, whether the authority gave the value; `figure`, the value that the library proposes.
    """
    if given:
        return ValueOrigin("buyer")
    if figure.mark in CITABLE and figure.source is not None:
        return ValueOrigin("cited", figure.source, figure.clause)
    return ValueOrigin("proposed")


def _is_outside(case: Case, value: Any) -> bool:
    """Return whether a value is a number outside the usual bounds that the library states for it."""
    if not isinstance(value, int | float) or isinstance(value, bool):
        return False
    return (case.min is not None and value < case.min) or (case.max is not None and value > case.max)


def _find_hints(
    by_profile: Sequence[Sequence[Limit]], parameter: Parameter, case: Case, date: datetime.date
) -> tuple[Limit, ...]:
    """Return the limits, in force on a day or beginning later, that may not replace the value.

    These limits are not confirmed, or their unit or anchor differs from that of the value.
    """
    return tuple(
        x
        for limits in by_profile
        for x in limits
        if not binds_case(x, parameter, case) and (x.is_in_force(date) or date < (x.from_ or date))
    )


def _find_coming_limits(
    by_profile: Sequence[Sequence[Limit]], parameter: Parameter, case: Case, law: ProductLaw, value: Any
) -> tuple[Limit, ...]:
    """Return the limits that start within the term and that a value breaks.

    An undecided value counts as breaking every such limit.
    """
    return tuple(
        x
        for limits in by_profile
        for x in limits
        if binds_case(x, parameter, case)
        and x.from_ is not None
        and law.date < x.from_ <= law.term_end
        and (value is None or _choose_stricter(parameter, value, _freeze_list(parameter, x.value)) != value)
    )
