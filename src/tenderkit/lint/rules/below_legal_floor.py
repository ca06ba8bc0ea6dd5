# SPDX-License-Identifier: Apache-2.0
"""below-legal-floor: a figure on the wrong side of a limit of law.

A clause may propose less than the law of one place: there, selection raises the value. Found is
only what is wrong whatever the place. A figure of a case that holds only where the limit does
(`place` or `jurisdictions`, of the case or of the whole clause). A figure marked C or D from the
very source of the limit, which then says something else. A bound (`max` of what shall be high,
`min` of what shall be low) that calls the value of the law unusual. Limits count with mark C and
with the unit and anchor of the case, and not for refurbished units. No day is looked at: where a
profile has several limits, the mildest counts. Such a value is useless or misleads; the limits
stand in the profiles.

Passes:  core = 800 in a case with place = ["eu"], where the limit of the profile “eu” is 800
Fails:   core = 500 in the same case

Raise the figure to the limit, correct the bound, or ask for a proof instead.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from tenderkit.clause import UNDECIDED, Case, Clause, Parameter
from tenderkit.condition import CATEGORY_LINES, LAW_LINES, Lines, words
from tenderkit.library import Limit
from tenderkit.lint.catalogue import Catalogue, Fault
from tenderkit.lint.coverage import acquisitions_of, named_categories

SEVERITY = "warn"


def check(catalogue: Catalogue) -> Iterator[Fault]:
    """The figures and bounds of every parameter that has limits."""
    for id_, profile in catalogue.library.jurisdictions.items():
        by_target: dict[str, list[Limit]] = {}
        for limit in profile.limits:
            if limit.mark == "C":
                for target in limit.parameter:
                    by_target.setdefault(target, []).append(limit)
        for target, limits in by_target.items():
            clause, _, name = target.partition(".")
            found = catalogue.library.clauses[clause]
            if found.status != "withdrawn":
                yield from _parameter(catalogue, id_, found, name, limits)


def _parameter(catalogue: Catalogue, profile: str, clause: Clause, name: str, limits: list[Limit]) -> Iterator[Fault]:
    parameter = clause.parameters[name]
    for number, case in enumerate(parameter.cases, 1):
        # Units on the market under older law are not bound.
        if set(words(case.lines.get("acquisition", tuple(acquisitions_of(catalogue, clause))))) <= {"refurbished"}:
            continue
        binding = [
            x for x in limits if (x.unit, x.anchor) == (parameter.unit, case.anchor) and _covers(x, case.lines)
        ]
        if not binding:
            continue
        key = f"parameters.{name}.cases.{number}"
        only_there = _bound_to(catalogue, profile, (case.lines,)) or _bound_to(catalogue, profile, clause.applies)
        for level in ("core", "comprehensive"):
            figure = case.figure(level)
            if figure.value == UNDECIDED or (level == "comprehensive" and case.comprehensive is None):
                continue
            same = [x for x in binding if figure.mark in ("C", "D") and x.source == figure.source]
            for claimed, why in ((binding if only_there else [], "the limit of"), (same, "its source’s limit in")):
                if claimed and not any(_keeps(parameter, figure.value, x.value) for x in claimed):
                    message = f"{figure.value} lies on the wrong side of {claimed[0].value}, {why} “{profile}”"
                    fix = "Raise it to the limit, or ask for a proof instead."
                    if parameter.direction == "max":
                        fix = "Lower it to the limit, or ask for a proof instead."
                    yield Fault(message, fix, catalogue.at(clause, f"{key}.{level}"))
                    break
        yield from _bounds(catalogue, clause, parameter, case, key, profile, binding)


def _bounds(
    catalogue: Catalogue,
    clause: Clause,
    parameter: Parameter,
    case: Case,
    key: str,
    profile: str,
    binding: list[Limit],
) -> Iterator[Fault]:
    name, bound = ("max", case.max) if parameter.direction == "min" else ("min", case.min)
    if bound is None or parameter.type not in ("integer", "number", "percent"):
        return
    beyond = [x.value for x in binding if (x.value > bound if name == "max" else x.value < bound)]
    if beyond:
        message = f"the bound {bound:g} calls {beyond[0]:g} unusual, which the law of “{profile}” demands"
        yield Fault(message, "Widen the bound.", catalogue.at(clause, f"{key}.{name}"))


def _covers(limit: Limit, lines: Lines) -> bool:
    """Whether a limit holds for some category of a case, whatever else the lot is like."""
    mine, its = named_categories(lines), named_categories(limit.lines)
    if mine is not None and its is not None and mine.isdisjoint(its):
        return False
    others = limit.lines.keys() - CATEGORY_LINES - LAW_LINES
    return all(line in lines and set(words(lines[line])) <= set(words(limit.lines[line])) for line in others)


def _bound_to(catalogue: Catalogue, profile: str, blocks: Iterable[Lines]) -> bool:
    """Whether all these lines hold only where the limits of a profile do."""
    return all(
        any(line in block and _below(catalogue, profile, words(block[line])) for line in LAW_LINES)
        for block in blocks
    )


def _below(catalogue: Catalogue, profile: str, places: Iterable[str]) -> bool:
    return all(profile in catalogue.library.with_parents(place) for place in places)


def _keeps(parameter: Parameter, value: Any, demanded: Any) -> bool:
    match parameter.type:
        case "list":
            return set(demanded) <= set(value)
        case "grade":
            return parameter.grades.index(value) >= parameter.grades.index(demanded)
        case _:
            return bool(value >= demanded if parameter.direction == "min" else value <= demanded)
