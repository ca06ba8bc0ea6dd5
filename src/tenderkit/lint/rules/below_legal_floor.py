# SPDX-License-Identifier: Apache-2.0
"""below-legal-floor: a figure on the wrong side of a limit of law.

A clause may propose less than the law of one country demands: tenderkit raises the value there.
Catches only what is wrong wherever the limit holds. A weaker figure in a case that applies only
where the limit does (by `place` or `jurisdictions` of the case or of the whole clause). A weaker
figure marked C or D (read in its source) that cites the source of the limit, although that source
demands more. A bound (`max` if more is stricter, `min` if less is) that the limit exceeds, so that
the value of the law would be called unusual. Only limits with mark C and with the unit and anchor
of the case count, and not for refurbished units. Dates are ignored: of several limits in the
profile of a jurisdiction the mildest counts.

Passes:  core = 800 in a case with place = ["eu"], where the limit of the profile “eu” is 800
Fails:   core = 500 in the same case

Raise the figure to the limit, correct the bound, or ask for a proof instead.
"""

from collections.abc import Iterable, Iterator, Sequence

from tenderkit.library.clause import UNDECIDED, Case, Parameter
from tenderkit.library.condition import CATEGORY_LINES, LAW_LINES, ConditionLines, list_words
from tenderkit.library.jurisdiction import Limit
from tenderkit.lint.applicability import (
    LimitedParameter,
    find_named_categories,
    group_limits,
    is_weaker,
    list_acquisitions,
    list_limits_of_law,
)
from tenderkit.lint.catalogue import Catalogue, Fault
from tenderkit.selection.parameter_value import binds_case

SEVERITY = "warn"


def check(catalogue: Catalogue) -> Iterator[Fault]:
    """Find the values of parameters, and their bounds `min` and `max`, that are weaker than a limit of law."""
    for profile in catalogue.library.jurisdictions:
        for on in group_limits(catalogue, list_limits_of_law(catalogue, profile)):
            if on.clause.status != "withdrawn":
                yield from _check_parameter(catalogue, profile, on)


def _check_parameter(catalogue: Catalogue, profile: str, on: LimitedParameter) -> Iterator[Fault]:
    models = list_acquisitions(catalogue, on.clause)
    for number, case in enumerate(on.parameter.cases, 1):
        binding = [
            x.limit
            for x in on.limits
            if binds_case(x.limit, on.parameter, case) and _covers_category(x.limit, case.lines)
        ]
        # Refurbished units were put on the market under older law, and are not bound.
        if not binding or set(list_words(case.lines.get("acquisition", tuple(models)))) <= {"refurbished"}:
            continue
        key = f"parameters.{on.target.partition('.')[2]}.cases.{number}"
        only_there = _is_bound_to(catalogue, profile, (case.lines,)) or _is_bound_to(
            catalogue, profile, on.clause.applies
        )
        for level in ("core", "comprehensive"):
            figure = case.figure(level)
            if figure.value == UNDECIDED or (level == "comprehensive" and case.comprehensive is None):
                continue
            same = [x for x in binding if figure.mark in ("C", "D") and x.source == figure.source]
            for claimed, why in ((binding if only_there else [], "the limit of"), (same, "its source’s limit in")):
                if claimed and all(is_weaker(on.parameter, figure.value, x.value) for x in claimed):
                    message = f"{figure.value} lies on the wrong side of {claimed[0].value}, {why} “{profile}”"
                    move = "Lower" if on.parameter.direction == "max" else "Raise"
                    fix = f"{move} it to the limit, or ask for a proof instead."
                    yield Fault(message, fix, catalogue.at(on.clause, f"{key}.{level}"))
                    break
        if beyond := _find_exceeded_bound(on.parameter, case, binding):
            name, bound, demanded = beyond
            message = f"the bound {bound:g} calls {demanded:g} unusual, which the law of “{profile}” demands"
            yield Fault(message, "Widen the bound.", catalogue.at(on.clause, f"{key}.{name}"))


def _find_exceeded_bound(
    parameter: Parameter, case: Case, limits: Sequence[Limit]
) -> tuple[str, float, float] | None:
    """Find a bound on the buyer's choice that is weaker than a limit of law: `max` of a minimum, `min` of a maximum.

    Returns the name and the value of the bound, and the value of the limit; None if the bound is not weaker."""
    name, bound = ("max", case.max) if parameter.direction == "min" else ("min", case.min)
    if bound is None or parameter.type not in ("integer", "number", "percent"):
        return None
    beyond = (x.value for x in limits if is_weaker(parameter, bound, x.value))
    return next(((name, bound, value) for value in beyond), None)


def _covers_category(limit: Limit, lines: ConditionLines) -> bool:
    """Return whether a limit covers a case with the condition `lines`.

    Both must be able to hold for the same category. And wherever `lines` holds, the condition of the limit must hold;
    for this, its keys for categories, jurisdictions and places are ignored."""
    case_categories, limit_categories = find_named_categories(lines), find_named_categories(limit.lines)
    if case_categories is not None and limit_categories is not None and case_categories.isdisjoint(limit_categories):
        return False
    others = limit.lines.keys() - CATEGORY_LINES - LAW_LINES
    return all(
        line in lines and set(list_words(lines[line])) <= set(list_words(limit.lines[line])) for line in others
    )


def _is_bound_to(catalogue: Catalogue, profile: str, blocks: Iterable[ConditionLines]) -> bool:
    """Return whether each of these conditions holds only in places to which the jurisdiction's profile applies."""
    return all(
        any(line in block and _lie_below(catalogue, profile, list_words(block[line])) for line in LAW_LINES)
        for block in blocks
    )


def _lie_below(catalogue: Catalogue, profile: str, places: Iterable[str]) -> bool:
    return all(profile in catalogue.library.list_profile_chain(place) for place in places)
