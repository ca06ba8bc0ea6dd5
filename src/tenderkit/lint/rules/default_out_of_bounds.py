# SPDX-License-Identifier: Apache-2.0
"""default-out-of-bounds: an overlay sets a default that breaks the bounds of the clause, or its own limit.

An overlay is an authority's own library on top of the shipped one. Catches a value under its [defaults] outside
`min` and `max` of every case to which it can apply, and one that a limit of the same overlay would change in every
purchase.

Passes:  [defaults.take-back] collection-days = 8      (min 1, max 30)
Fails:   [defaults.take-back] collection-days = 80

Correct the value, or the limit.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from tenderkit.findings import Place
from tenderkit.library.clause import Case, Parameter
from tenderkit.library.condition import list_words
from tenderkit.library.library import Overlay
from tenderkit.lint.catalogue import Catalogue, Fault

SEVERITY = "warn"


def check(catalogue: Catalogue) -> Iterator[Fault]:
    """Find the defaults of overlays outside the bounds of their parameter, or weaker than a limit of the overlay."""
    for overlay in catalogue.library.overlays:
        for clause, values in overlay.defaults.items():
            for name, value in values.items():
                parameter = catalogue.library.clauses[clause].parameters[name]
                by_category = value if isinstance(value, Mapping) else {None: value}
                place = Place(overlay.file, f"defaults.{clause}.{name}", clause=clause)
                for category, figure in by_category.items():
                    if isinstance(figure, int | float) and not isinstance(figure, bool):
                        for message, fix in _find_faults(overlay, f"{clause}.{name}", parameter, category, figure):
                            yield Fault(message, fix, place)


def _find_faults(
    overlay: Overlay, target: str, parameter: Parameter, category: str | None, value: float
) -> Iterator[tuple[str, str]]:
    cases = [case for case in parameter.cases if _covers_category(case.lines, category)]
    cases = cases if category is None else cases[:1]  # of the cases of a category the first counts
    if cases and not any(_is_within(case, value) for case in cases):
        low, high = cases[0].min, cases[0].max
        bounds = f"{'…' if low is None else f'{low:g}'} to {'…' if high is None else f'{high:g}'}"
        yield (
            f"{value:g} lies outside the usual range {bounds}",
            "Correct it, or copy the clause and change its bounds.",
        )
    for limit in overlay.limits:
        if target in limit.parameter and not limit.lines and isinstance(limit.value, int | float):
            weaker = value < limit.value if parameter.direction == "min" else value > limit.value
            if weaker:
                yield f"{value:g} is moved to {limit.value:g} by your own limit", "Make the two agree."


def _covers_category(lines: Mapping[str, Any], category: str | None) -> bool:
    return category is None or "categories" not in lines or category in list_words(lines["categories"])


def _is_within(case: Case, value: float) -> bool:
    return (case.min is None or case.min <= value) and (case.max is None or value <= case.max)
