# SPDX-License-Identifier: Apache-2.0
"""limit-without-effect: a limit that counts otherwise than every value it could move.

A limit of law moves a value only where unit and anchor are those of the case (“after delivery” is not “after the last
unit is placed on the market”); otherwise it is told beside the annex and nothing more. Catches confirmed limits, and
those of an organisation, whose unit or anchor no case of the parameter has for the categories of the limit.

Passes:  unit = "years", anchor = "after-delivery"     as in the case of the parameter
Fails:   unit = "months", or no anchor, where the case counts years after delivery

Write unit and anchor as the case has them. Where the law really counts otherwise, say it as a product rule.
"""

from collections.abc import Iterator

from tenderkit.clause import Case, Parameter
from tenderkit.condition import words
from tenderkit.finding import Place
from tenderkit.library import Limit
from tenderkit.lint.catalogue import Catalogue, Fault

SEVERITY = "warn"


def check(catalogue: Catalogue) -> Iterator[Fault]:
    """The limits that no case of their parameter takes up."""
    library = catalogue.library
    limits = [
        (limit, catalogue.profile_at(id_, f"limits.{number}"))
        for id_, profile in library.jurisdictions.items()
        for number, limit in enumerate(profile.limits, 1)
    ]
    limits += [
        (limit, Place(overlay.file, f"limits.{number}"))
        for overlay in library.overlays
        for number, limit in enumerate(overlay.limits, 1)
    ]
    for limit, place in limits:
        for target in limit.parameter if limit.mark == "C" else ():
            clause, _, name = target.partition(".")
            parameter = library.clauses[clause].parameters[name]
            cases = [case for case in parameter.cases if _meet(case, limit)]
            if not any(_binds(limit, parameter, case) for case in cases):
                counted = " or ".join(sorted({" ".join(filter(None, (parameter.unit, c.anchor))) for c in cases}))
                what = " ".join(filter(None, (limit.unit, limit.anchor))) or "no unit and no anchor"
                message = f"it moves nothing: {target} counts {counted or 'nothing there'}, the limit {what}"
                yield Fault(message, "Write unit and anchor as the case has them, or make it a product rule.", place)


def _meet(case: Case, limit: Limit) -> bool:
    """Whether a case and a limit can be about the same category."""
    one, other = (lines.get("categories") for lines in (case.lines, limit.lines))
    return one is None or other is None or not set(words(one)).isdisjoint(words(other))


def _binds(limit: Limit, parameter: Parameter, case: Case) -> bool:
    if limit.own:
        return limit.unit in (None, parameter.unit) and limit.anchor in (None, case.anchor)
    return limit.unit == parameter.unit and limit.anchor == case.anchor
