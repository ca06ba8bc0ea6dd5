# SPDX-License-Identifier: Apache-2.0
"""limit-without-effect: a limit whose unit or anchor differs from every value that it could change.

A limit of law changes a value only if it has the unit and anchor of the case: years “after delivery” are not years
“after the last unit is placed on the market”. Otherwise the annex only mentions it. Catches confirmed limits of
jurisdictions and of overlays (an authority's own library) whose unit and anchor fit no case of the parameter for
their categories.

Passes:  unit = "years", anchor = "after-delivery"     as in the case of the parameter
Fails:   unit = "months", or no anchor, where the case counts years after delivery

Write unit and anchor as the case has them. If the law really counts from another event, make it a product rule.
"""

from collections.abc import Iterator

from tenderkit.library.clause import Case
from tenderkit.library.condition import list_words
from tenderkit.library.jurisdiction import Limit
from tenderkit.lint.applicability import group_limits, list_all_limits
from tenderkit.lint.catalogue import Catalogue, Fault
from tenderkit.selection.parameter_value import binds_case

SEVERITY = "warn"


def check(catalogue: Catalogue) -> Iterator[Fault]:
    """Find the limits that can never change a value of their parameter."""
    for limits in list_all_limits(catalogue):
        for target, _, parameter, group in group_limits(catalogue, limits):
            for limit, place in group:
                cases = [case for case in parameter.cases if _can_meet(case, limit)]
                if not any(binds_case(limit, parameter, case) for case in cases):
                    counted = {" ".join(filter(None, (parameter.unit, case.anchor))) for case in cases}
                    counts = " or ".join(sorted(counted)) or "nothing there"
                    limit_unit = " ".join(filter(None, (limit.unit, limit.anchor))) or "no unit and no anchor"
                    message = f"it moves nothing: {target} counts {counts}, the limit {limit_unit}"
                    fix = "Write unit and anchor as the case has them, or make it a product rule."
                    yield Fault(message, fix, place)


def _can_meet(case: Case, limit: Limit) -> bool:
    """Return whether a limit and a case (a value with conditions) can apply to the same product category."""
    case_categories, limit_categories = (lines.get("categories") for lines in (case.lines, limit.lines))
    return (
        case_categories is None
        or limit_categories is None
        or not set(list_words(case_categories)).isdisjoint(list_words(limit_categories))
    )
