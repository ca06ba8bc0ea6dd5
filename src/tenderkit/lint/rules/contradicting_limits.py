# SPDX-License-Identifier: Apache-2.0
"""contradicting-limits: limits of law that contradict each other, or cannot be right.

If one profile (a file of a jurisdiction) has several limits on a parameter, the one in force with the latest `from`
counts; among several profiles, the strictest. Catches, in one profile or overlay (an authority's own library),
among confirmed limits with the same unit and anchor: two with the same `from` and equipment but different values; a
later limit that is weaker than an earlier one with the same lines and no `until`, so that the floor sinks unnoticed.
Catches `until` before `from`, so that the limit never counts; a limit outside the usual bounds of every case to
which it applies (above `max` if more is stricter, below `min` if less is); and a duty that `replaces` a duty which
its profile does not have. The annex would print a wrong value of law.

Passes:  value = 5, from = 2021-03-01, until = 2025-06-19; then value = 4, from = 2025-06-20
Fails:   value = 5, from = 2021-03-01; then value = 4, from = 2025-06-20, for the same categories

Merge the two, give the earlier one an `until`, or correct value, date or bounds.
"""

import datetime
from collections.abc import Iterator, Mapping
from itertools import combinations
from typing import Any

from tenderkit.library.clause import Parameter
from tenderkit.library.condition import CATEGORY_LINES, ConditionLines, list_words
from tenderkit.library.jurisdiction import Limit
from tenderkit.lint.applicability import LimitedParameter, group_limits, is_weaker, list_all_limits
from tenderkit.lint.catalogue import Catalogue, Fault
from tenderkit.lint.lots import Lots
from tenderkit.selection.parameter_value import binds_case

SEVERITY = "error"


def check(catalogue: Catalogue) -> Iterator[Fault]:
    """Find limits that contradict each other or cannot be right, and duties that replace an unknown duty."""
    lots = Lots(catalogue.library)
    for limits in list_all_limits(catalogue):
        for limit, place in limits:
            if limit.from_ and limit.until and limit.until < limit.from_:
                message = f"the limit ends on {limit.until}, before it starts on {limit.from_}"
                yield Fault(message, "Correct `from` or `until`.", place)
        for limited in group_limits(catalogue, limits):
            yield from _check_limits(lots, limited)
    for id_, profile in catalogue.library.jurisdictions.items():
        known = {duty.id for duty in profile.duties}
        for number, duty in enumerate(profile.duties, 1):
            if duty.replaces and duty.replaces not in known:
                message = f"the duty “{duty.id}” replaces “{duty.replaces}”, which this profile does not have"
                fix = "Name a duty of this profile, or take `replaces` out."
                yield Fault(message, fix, catalogue.profile_at(id_, f"duties.{number}.replaces"))


def _check_limits(lots: Lots, on: LimitedParameter) -> Iterator[Fault]:
    for limit, place in on.limits:
        if outside := _locate_outside(lots, on.parameter, limit):
            message = f"the value “{_format_value(limit.value)}” for {on.target} lies {outside}"
            yield Fault(message, "Correct the value, or the bounds of the clause.", place)
    for first, second in combinations(on.limits, 2):
        if wrong := _find_contradiction(lots, on.parameter, first.limit, second.limit):
            message = f"on {on.target}, {wrong} ({first.place.key} and {second.place.key})"
            fix = "Merge the two, narrow the lines of one, or give the earlier one an `until`."
            yield Fault(message, fix, second.place)


def _find_contradiction(lots: Lots, parameter: Parameter, first: Limit, second: Limit) -> str | None:
    """Return a text that says how two limits on the same parameter contradict; None if they do not contradict."""
    if (first.unit, first.anchor) != (second.unit, second.anchor) or not _can_meet(lots, first.lines, second.lines):
        return None
    old, new = sorted((first, second), key=lambda limit: limit.from_ or datetime.date.min)
    old_value, new_value = _format_value(old.value), _format_value(new.value)
    if old.from_ == new.from_:
        if set(list_words(old.value)) == set(list_words(new.value)):
            return None
        return f"“{old_value}” and “{new_value}” hold from the same day for the same equipment"
    over = old.until is not None and new.from_ is not None and old.until < new.from_
    if over or _ignore_order(old.lines) != _ignore_order(new.lines) or not is_weaker(parameter, new.value, old.value):
        return None
    return f"“{new_value}” from {new.from_} silently takes the place of the stricter “{old_value}”"


def _can_meet(lots: Lots, first: ConditionLines, second: ConditionLines) -> bool:
    """Return whether two conditions can hold for the same lot and category of equipment."""
    kinds = [set(list_words(lines[c])) for lines in (first, second) for c in CATEGORY_LINES & lines.keys()]
    return lots.obstacle(first, second) is None and (not kinds or bool(set.intersection(*kinds)))


def _ignore_order(lines: ConditionLines) -> Mapping[str, Any]:
    """Return a condition with sets in place of lists, so that a comparison ignores the order of words."""
    return {line: frozenset(list_words(wanted)) for line, wanted in lines.items()}


def _locate_outside(lots: Lots, parameter: Parameter, limit: Limit) -> str | None:
    """Return how far a limit lies outside the bounds of a parameter, as text: “above 10, the usual maximum …”.

    Only the bounds of the values that the limit can change are compared. Returns None if one of these values has no
    bound, or has a bound that allows the limit."""
    if parameter.type not in ("integer", "number", "percent"):
        return None
    up = parameter.direction == "min"
    bound = [
        case
        for case in parameter.cases
        if binds_case(limit, parameter, case) and _can_meet(lots, limit.lines, case.lines)
    ]
    bounds = [case.max if up else case.min for case in bound]
    known = [bound for bound in bounds if bound is not None]
    if not known or len(known) < len(bounds):
        return None
    if up:
        return f"above {max(known):g}, the usual maximum of the clause" if limit.value > max(known) else None
    return f"below {min(known):g}, the usual minimum of the clause" if limit.value < min(known) else None


def _format_value(value: Any) -> str:
    return ", ".join(map(str, list_words(value)))
