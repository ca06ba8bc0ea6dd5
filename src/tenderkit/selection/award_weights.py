# SPDX-License-Identifier: Apache-2.0
"""Work out the weights of the award criteria of a lot."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from tenderkit.findings import Finding, Place
from tenderkit.library.language import Language
from tenderkit.purchase.values import flatten_weights
from tenderkit.selection.selection import LIFE_CYCLE_COST

WeightPoints = Mapping[str, float]


def find_award_weights(
    number: int,
    given: Mapping[str, Any] | None,
    criteria: Sequence[str],
    share: int | None,
    find_candidates: Callable[[], Sequence[str]],
    instead: Callable[[str], str],
    words: Language,
) -> tuple[WeightPoints | None, list[Finding]]:
    """Return the points (of 100) of each award criterion of a lot, and the findings on the weights.

    The points are a mapping with the keys `price`, `quality: <name>` and clause ids, or None if they are undecided.
    Parameters: `number`, the number of the lot; `given`, the weights that the authority set for the lot, or None;
    `criteria`, the ids of the selected criteria in the order of clauses; `share`, the points of all environmental
    criteria together, or None; `find_candidates`, a function that returns the ids of criteria that the authority
    could include; `instead`, a function that returns a sentence of advice for the id of a withdrawn or hidden
    criterion; `words`, the language of the findings.
    """
    if given is not None:
        return flatten_weights(given), _check_given_weights(number, given, criteria, instead, words)
    if share is None:
        # What decides alone has all the points.
        return ({LIFE_CYCLE_COST: 100}, []) if list(criteria) == [LIFE_CYCLE_COST] else (None, [])
    price = LIFE_CYCLE_COST if LIFE_CYCLE_COST in criteria else "price"
    others = [c for c in criteria if c != LIFE_CYCLE_COST]
    if not others and share == 0:
        return {price: 100}, []
    if not others:
        message, fix = words.remark("selection.environment-weight-unused", lot=number, share=share, price=price)
        if candidates := find_candidates():
            fix = words.text("selection.environment-weight-unused-include-fix", candidates=", ".join(candidates))
        place = Place(key=f"lots.{number}.weights", lot=number)
        return {price: 100}, [Finding("environment-weight-unused", message, fix, "warn", place)]
    if share < len(others):
        values = {"lot": number, "share": share, "count": len(others), "criteria": ", ".join(others)}
        place = Place(key="tender.environment-weight", lot=number)
        return None, [Finding("weights", *words.remark("selection.weights-too-few", **values), place=place)]
    points, remainder = divmod(share, len(others))
    shared = {c: points + (1 if position < remainder else 0) for position, c in enumerate(others)}
    return {price: 100 - share, **shared}, []


def _check_given_weights(
    number: int,
    given: Mapping[str, Any],
    criteria: Sequence[str],
    instead: Callable[[str], str],
    words: Language,
) -> list[Finding]:
    findings = []
    for name in given:
        if name in ("price", "quality") or name in criteria:
            continue
        message, fix = words.remark("selection.weights-unselected", clause=name, lot=number)
        fix = instead(name) or words.suggest_nearest(name, criteria) or fix
        place = Place(key=f"lots.{number}.weights.{name}", lot=number, clause=name)
        findings.append(Finding("weights", message, fix, place=place))
    if "price" in given and LIFE_CYCLE_COST in given:
        told = words.remark("selection.weights-price-twice", clause=LIFE_CYCLE_COST, lot=number)
        place = Place(key=f"lots.{number}.weights.price", lot=number)
        findings.append(Finding("weights", *told, place=place))
    return findings
