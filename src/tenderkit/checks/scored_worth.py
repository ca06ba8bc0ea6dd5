# SPDX-License-Identifier: Apache-2.0
"""Find promises that cost less to break than their points won, by the cap that a lot prints."""

from collections.abc import Iterable, Iterator

from tenderkit.findings import Finding, Place
from tenderkit.library.language import Language
from tenderkit.selection.selection import LIFE_CYCLE_COST, LotSelection, Pick

UNCOVERED = "scored-points-above-cap"
# The annex counts a lower weight of the price as this one.
LEAST_WEIGHT = 25
_ALL = 100
_SCORED_VALUES, _REMEDIES = "scored-values", "remedies"


def find_uncovered_points(parts: Iterable[LotSelection], words: Language) -> Iterator[Finding]:
    """Yield a warning for each lot whose points for promises are worth more than the cap on what a broken one costs.

    The cap is that of the clause on scored values or, where a law caps all amounts together, that of the remedies.
    """
    for part in parts:
        yield from _check_lot(part, words)


def _check_lot(part: LotSelection, words: Language) -> Iterator[Finding]:
    weights = part.weights or {}
    price = sum(points for name, points in weights.items() if name in ("price", LIFE_CYCLE_COST))
    addition = _find_value(part, _SCORED_VALUES, "scored-addition")
    own, all_ = _find_value(part, _SCORED_VALUES, "scored-cap"), _find_value(part, _REMEDIES, "total-cap")
    cap = own or all_
    if not price or addition is None or cap is None:
        return
    scored, weight = sum(weights.values()) - price, max(price, LEAST_WEIGHT)
    worth = scored / weight * (_ALL + addition)
    if worth <= cap:
        return
    figures = (round(worth), cap, int(cap * weight / (_ALL + addition)))
    values = dict(zip(("worth", "cap", "covered"), map(words.number, figures), strict=True))
    message, fix = words.remark(f"checks.{UNCOVERED}{'' if own else '-law'}", lot=part.number, **values)
    yield Finding(UNCOVERED, message, fix, "warn", Place(key=f"lots.{part.number}.weights", lot=part.number))


def _find_value(part: LotSelection, clause: str, name: str) -> float | None:
    """Return the value of a parameter of a clause of a lot, None where the clause is out or the value undecided."""
    picks: Iterator[Pick] = (pick for pick in part.picks if pick.clause.id == clause)
    return next((value.value for pick in picks for value in pick.values.get(name, {}).values()), None)
