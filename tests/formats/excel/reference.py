# SPDX-License-Identifier: Apache-2.0
"""The points that the annex gives, worked out a second time and in another way, to compare the formulas with."""

import itertools
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from tenderkit.papers.evaluation import Ladder, LotEvaluation, ScoredCriterion

# How a price that may be negative gives points.
EITHER = ("range", "spread", "ceiling-both")


@dataclass(frozen=True)
class Bid:
    """A tender as a panel enters it. `gates` is `met`, `not-met` or `open`; what is absent was left empty.

    `entered` maps positions of criteria to a sum, a value or points; `models` categories to models, in the order of
    the lot, each with its values by position; `draw` is its place in a draw, None where it is not entered.
    """

    name: str
    gates: str = "met"
    entered: Mapping[int, float] = field(default_factory=dict)
    models: Mapping[str, Sequence[Mapping[int, float]]] = field(default_factory=dict)
    draw: int | None = None


@dataclass(frozen=True)
class Outcome:
    """What a bid comes to: None where nothing can be said."""

    points: tuple[Decimal | None, ...]
    total: Decimal | None
    rank: int | None


def exact(value: float) -> Fraction:
    """A number as it was typed, not as a machine keeps it."""
    return Fraction(repr(value))


def rounded(value: Fraction) -> Decimal:
    """To two decimals, halves away from zero."""
    shifted = Decimal(value.numerator * 10**9 // value.denominator) / Decimal(10**9)
    return shifted.quantize(Decimal("0.01"), ROUND_HALF_UP)


def share(scored: ScoredCriterion, ladder: Ladder, value: float) -> Fraction:
    """The share of the points for one value."""
    steps = [(exact(r.least), exact(r.share)) for r in ladder.levels]
    x = exact(value)
    below = [s for s in steps if s[0] <= x]
    if not below:
        return Fraction(0)
    if scored.how == "linear":
        for (low, at_low), (high, at_high) in itertools.pairwise(steps):
            if low <= x < high:
                return at_low + (at_high - at_low) * (x - low) / (high - low)
    return below[-1][1]


def _of_models(
    position: int, scored: ScoredCriterion, bid: Bid, units: Mapping[str, Sequence[int]]
) -> Fraction | None:
    """The part of the weight, unit by unit: each unit has the share of its model.

    Parameters: `units`, how many the authority sets of each model, by category.
    """
    shares: list[Fraction] = []
    for ladder in scored.ladders:
        wanted, models = units[ladder.category], bid.models.get(ladder.category, ())
        if len(models) < len(wanted) or any(position not in values for values in models):
            return None
        for number, values in zip(wanted, models, strict=True):
            counted = math.floor(values[position]) if scored.in_whole_years else values[position]
            shares += [share(scored, ladder, counted)] * number
    return sum(shares, Fraction(0)) / len(shares)


def _fraction(
    position: int,
    scored: ScoredCriterion,
    bid: Bid,
    all_: Sequence[Fraction],
    divisor: float,
    units: Mapping[str, Sequence[int]],
) -> Fraction | None:
    """The part of the weight that a bid gets."""
    if scored.ladders and not scored.whole:
        return _of_models(position, scored, bid, units)
    if position not in bid.entered:
        return None
    x = exact(bid.entered[position])
    x = Fraction(rounded(x)) if scored.money else x
    match scored.how:
        case "lowest":
            x, lowest = max(x, Fraction(0)), max(min(all_), Fraction(0))
            return lowest / x if x else Fraction(1)
        case "range":
            return Fraction(1) if max(all_) == min(all_) else (max(all_) - x) / (max(all_) - min(all_))
        case "spread":
            return max(Fraction(0), 1 - (x - min(all_)) / exact(divisor)) if divisor > 0 else None
        case "ceiling" | "ceiling-both" if divisor <= 0:
            return None
        case "ceiling":
            return max(Fraction(0), 1 - max(x, Fraction(0)) / exact(divisor))
        case "ceiling-both":
            return min(Fraction(1), max(Fraction(0), (exact(divisor) - x) / (2 * exact(divisor))))
        case _:
            return share(scored, scored.ladders[0], bid.entered[position])


def _is_complete(scored: ScoredCriterion, total: float | None) -> bool:
    """Whether the entries of a sheet come to a total; one whose lowest is best is above zero."""
    return total is not None and (scored.how in EITHER or total > 0)


def _is_ahead(
    mine: int, other: int, bids: Sequence[Bid], totals: Sequence[Decimal | None], priced: int | None
) -> bool:
    """Whether another bid comes before mine: more points, else the lower price of the lot, else drawn before it.

    A draw that is not entered for each bid that is tied decides nothing.

    Parameters: `priced`, the position of the criterion whose entry is the price, None where there is none.
    """
    points, others = totals[mine], totals[other]
    if points is None or others is None or points != others:
        return points is not None and others is not None and others > points
    prices = [0 if priced is None else rounded(exact(bids[n].entered[priced])) for n in (mine, other)]
    if prices[0] != prices[1]:
        return prices[1] < prices[0]
    tied = [
        b.draw
        for b, total in zip(bids, totals, strict=True)
        if total == points and (priced is None or rounded(exact(b.entered[priced])) == prices[0])
    ]
    drawn = None not in tied
    return drawn and (bids[other].draw or 0) < (bids[mine].draw or 0)


def outcomes(
    lot: LotEvaluation, bids: Sequence[Bid], divisor: float = 0, weights: Sequence[float] | None = None
) -> list[Outcome]:
    """What each bid comes to.

    Parameters: `divisor`, 0 where it is not set; `weights`, where the annex leaves them open.
    """
    costed = [n for n, scored in enumerate(lot.criteria) if lot.cost and scored.by_cost_sheet]
    in_ = [
        b
        for b in bids
        if b.name and b.gates == "met" and all(_is_complete(lot.criteria[n], b.entered.get(n)) for n in costed)
    ]
    points: dict[int, list[Decimal | None]] = {}
    given = weights or [c.weight for c in lot.criteria]
    units = {kind.category: [model.units for model in kind.models] for kind in lot.kinds}
    for number, bid in enumerate(bids):
        row: list[Decimal | None] = []
        for position, (scored, weight) in enumerate(zip(lot.criteria, given, strict=False)):
            exactly = [exact(b.entered[position]) for b in in_ if position in b.entered]
            all_ = [Fraction(rounded(x)) for x in exactly] if scored.money else exactly
            if bid not in in_ or weight is None:
                row.append(None)
            elif scored.how == "own":
                mine = bid.entered.get(position)
                row.append(None if mine is None or not 0 <= mine <= weight else rounded(exact(mine)))
            else:
                part = _fraction(position, scored, bid, all_, divisor, units)
                row.append(None if part is None else rounded(exact(weight) * part))
        points[number] = row
    priced = next((n for n, scored in enumerate(lot.criteria) if scored.money), None)
    totals = [sum(row) if row and None not in row else None for row in points.values()]  # type: ignore[arg-type]
    return [
        Outcome(
            tuple(points[n]),
            total if total is None else Decimal(total),
            None
            if total is None
            else 1 + sum(_is_ahead(n, other, bids, totals, priced) for other in range(len(bids))),
        )
        for n, total in enumerate(totals)
    ]
