# SPDX-License-Identifier: Apache-2.0
"""What bids come to under a sheet of costs or prices and under award criteria, worked out without a workbook.

Numbers are exact; amounts are rounded where the annex says so, and halves are rounded up.
"""

from collections.abc import Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from itertools import pairwise

from tenderkit.frozen import frozen_dataclass
from tenderkit.papers.evaluation import Ladder, LotEvaluation, ScoredCriterion
from tenderkit.papers.sheets.cost_rows import (
    ABOVE_ZERO,
    PAID_BY_TENDERER,
    POWERS,
    PRICES,
    CostRow,
    LotCost,
    discount_years,
)
from tenderkit.responses.offers import Offer

# How criteria give points that follow from a bid alone and from the lowest amount.
RECKONED = ("lowest", "steps", "linear")


class MissingEntry(Exception):
    """A number that the sheet needs is not there."""


@frozen_dataclass
class CostSum:
    """What a bid comes to under the sheet of a lot.

    `rows`: the amount of each row by its field, negative for a deduction; `price`: the price of the lot; `total`: the
    amount by which bids are compared.
    """

    rows: Mapping[str, Fraction]
    price: Decimal
    total: Decimal


@frozen_dataclass
class Score:
    """What a bid earns: `points` for each criterion, their `total`, and the `rank`, from 1."""

    points: tuple[Decimal, ...]
    total: Decimal
    rank: int


@frozen_dataclass
class BidShares:
    """What bids earn under any weights: for each, the part of the points of each criterion, and its price."""

    shares: tuple[tuple[Fraction, ...], ...]
    prices: tuple[Decimal, ...]


def read_exactly(value: float) -> Fraction:
    """Return a number as it is written, not as a machine keeps it."""
    return Fraction(repr(float(value)))


def round_amount(value: Fraction) -> Decimal:
    """Return an amount or points with two decimals."""
    quotient = Decimal(value.numerator * 10**9 // value.denominator) / Decimal(10**9)
    return quotient.quantize(Decimal("0.01"), ROUND_HALF_UP)


# Costs


def reckon_cost(cost: LotCost, entries: Mapping[str, float]) -> CostSum:
    """Return what the entries of a bid come to. Raises MissingEntry where a number is not there or not above zero."""
    rows: dict[str, Fraction] = {}
    priced = Fraction(0)
    for model in cost.models:
        for row in model.rows:
            if row.how != "warranty":
                amount = _reckon_row(row, model.rows, entries)
                rows[row.field or f"{model.stem}.{row.how}"] = amount
                priced += amount if row.how in PRICES else 0
    for row in cost.rows:
        if row.how != "old":
            rows[row.field] = _reckon_row(row, cost.rows, entries)
            priced += rows[row.field]
    price = round_amount(priced)
    promised = {row.field: _reckon_row(row, cost.rows, entries) for row in cost.rows if row.how == "old"}
    deducted = sum(promised.values(), Fraction(0))
    if cost.old_cap is not None:
        deducted = min(deducted, _read_figure(cost.old_cap.value) / 100 * Fraction(price))
    total = round_amount(sum(rows.values(), Fraction(0)) - deducted)
    return CostSum({**rows, **{field: -amount for field, amount in promised.items()}}, price, total)


def _read_figure(value: float | None) -> Fraction:
    if value is None:
        raise MissingEntry
    return read_exactly(value)


def _read_entry(row: CostRow, entries: Mapping[str, float]) -> Fraction:
    """Return the number of a bid in a row; a sum that the tenderer pays may be left out."""
    if row.field not in entries:
        if row.how in PAID_BY_TENDERER:
            return Fraction(0)
        raise MissingEntry(row.field)
    entry = read_exactly(entries[row.field])
    if (entry < 0 and row.how != "either") or (entry == 0 and row.how in ABOVE_ZERO):
        raise MissingEntry(row.field)
    return entry


def find_years(row: CostRow) -> Fraction:
    """Return the years for which a row counts, discounted where the row has a discount rate."""
    years = _read_figure(row.figures["years"].value)
    if "rate" not in row.figures:
        return years
    return read_exactly(discount_years(float(years), float(_read_figure(row.figures["rate"].value))))


def _reckon_energy(row: CostRow, entries: Mapping[str, float]) -> Fraction:
    """Return the kWh of a row of electricity in the period of calculation."""
    units, hours = (_read_figure(row.figures[name].value) for name in ("units", "hours"))
    return units * _read_entry(row, entries) / 1000 * hours * find_years(row)


def _reckon_row(row: CostRow, rows: Sequence[CostRow], entries: Mapping[str, float]) -> Fraction:
    """Return the amount of a row. Parameters: `rows`, the rows of its model or lot, which it may refer to."""
    figures = {name: _read_figure(figure.value) for name, figure in row.figures.items()}
    if row.how == "emissions":
        energy = sum((_reckon_energy(power, entries) for power in rows if power.how in POWERS), Fraction(0))
        return energy * figures["factor"] / 1000 * figures["tonne-price"]
    entry = _read_entry(row, entries)
    match row.how:
        case "power-in-use" | "power":
            return _reckon_energy(row, entries) * figures["kwh-price"]
        case "end-of-use":
            (price,) = (other for other in rows if other.how == "price")
            paid = min(entry, figures["cap"] / 100 * _read_entry(price, entries)) * figures["share"] / 100
            rate = figures.get("rate", Fraction(0))
            return -figures["units"] * paid / (1 + rate / 100) ** int(figures["years"])
        case "mark-up":
            return figures["sum"] * (1 + entry / 100)
        case "each" | "each-or-none":
            return figures["number"] * entry
        case "old":
            return figures["units"] * figures["share"] / 100 * entry
        case _:
            return figures["units"] * entry * _find_factor(row, rows, figures, entries)


def _find_factor(
    row: CostRow, rows: Sequence[CostRow], figures: Mapping[str, Fraction], entries: Mapping[str, float]
) -> Fraction:
    """Return what the units and the entry of a row are multiplied by."""
    number = figures.get("number", Fraction(1))
    match row.how:
        case "monthly":
            return 12 * figures["years"]
        case "term":
            return figures["months"]
        case "pages" | "consumables":
            return number * find_years(row)
        case "repair":
            (warranty,) = (other for other in rows if other.how == "warranty")
            left = max(Fraction(0), figures["years"] - _read_entry(warranty, entries))
            return number * left / figures["years"] * find_years(row) / figures["years"]
        case "option":
            discount = find_years(row) / figures["years"] if "rate" in figures else Fraction(1)
            return figures["share"] / 100 * discount
        case _:
            return number


# Points


def find_shares(lot: LotEvaluation, offers: Sequence[Offer]) -> BidShares:
    """Return the part of the points that each bid earns; all bids are taken for admitted.

    Raises MissingEntry where a bid has no number for a criterion.
    """
    assert lot.cost is not None, "a lot whose bids are reckoned has a sheet"
    costs = [reckon_cost(lot.cost, offer.costs) for offer in offers]
    totals = [Fraction(cost.total) for cost in costs]
    shares = tuple(
        tuple(
            _find_lowest_share(totals, number) if scored.money else _find_share(lot, scored, position, offer)
            for position, scored in enumerate(lot.criteria)
        )
        for number, offer in enumerate(offers)
    )
    return BidShares(shares, tuple(cost.price for cost in costs))


def score_bids(shared: BidShares, weights: Sequence[float]) -> tuple[Score, ...]:
    """Return what each bid earns. Parameters: `weights`, of the criteria, in their order."""
    exact = [read_exactly(weight) for weight in weights]
    rows = [
        tuple(round_amount(weight * share) for weight, share in zip(exact, shares, strict=True))
        for shares in shared.shares
    ]
    sums = [sum(points, Decimal(0)) for points in rows]
    order = [(-total, price) for total, price in zip(sums, shared.prices, strict=True)]
    return tuple(
        Score(points, total, 1 + sum(other < order[number] for other in order))
        for number, (points, total) in enumerate(zip(rows, sums, strict=True))
    )


def _find_lowest_share(totals: Sequence[Fraction], number: int) -> Fraction:
    return min(totals) / totals[number] if totals[number] > 0 else Fraction(1)


def _find_share(lot: LotEvaluation, scored: ScoredCriterion, position: int, offer: Offer) -> Fraction:
    """Return the share of the points of a criterion that an offer earns, from 0 to 1."""
    if scored.whole:
        if position not in offer.values:
            raise MissingEntry(scored.field)
        return find_ladder_share(scored, scored.ladders[0], offer.values[position])
    units = {kind.category: [model.units for model in kind.models] for kind in lot.kinds}
    earned, counted = Fraction(0), 0
    for ladder in scored.ladders:
        models = offer.models.get(ladder.category, ())
        if len(models) < len(units[ladder.category]):
            raise MissingEntry(scored.field)
        for count, model in zip(units[ladder.category], models, strict=True):
            if position not in model.values:
                raise MissingEntry(scored.field)
            value = model.values[position]
            earned += count * find_ladder_share(scored, ladder, int(value) if scored.in_whole_years else value)
            counted += count
    return earned / counted


def find_ladder_share(scored: ScoredCriterion, ladder: Ladder, value: float) -> Fraction:
    """Return the share of the points that a value earns on a ladder."""
    steps = [(read_exactly(rung.least), read_exactly(rung.share)) for rung in ladder.levels]
    offered = read_exactly(value)
    reached = [share for least, share in steps if least <= offered]
    if not reached:
        return Fraction(0)
    if scored.how == "linear":
        for (low, at_low), (high, at_high) in pairwise(steps):
            if low <= offered < high:
                return at_low + (at_high - at_low) * (offered - low) / (high - low)
    return reached[-1]
