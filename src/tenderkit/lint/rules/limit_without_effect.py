# SPDX-License-Identifier: Apache-2.0
"""limit-without-effect: a limit that counts otherwise than every value it could move.

A limit of law moves a value only where unit and anchor are those of the case (“after delivery” is not “after the last
unit is placed on the market”); otherwise it is reported with the annex and does nothing more. Catches confirmed
limits, and those of an organisation, whose unit or anchor no case of the parameter has for their categories.

Passes:  unit = "years", anchor = "after-delivery"     as in the case of the parameter
Fails:   unit = "months", or no anchor, where the case counts years after delivery

Write unit and anchor as the case has them. Where the law really counts otherwise, say it as a product rule.
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
    """Find the limits that no case of their parameter takes up."""
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
    """Return whether a case and a limit can be about the same category."""
    case_categories, limit_categories = (lines.get("categories") for lines in (case.lines, limit.lines))
    return (
        case_categories is None
        or limit_categories is None
        or not set(list_words(case_categories)).isdisjoint(list_words(limit_categories))
    )
