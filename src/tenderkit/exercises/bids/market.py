# SPDX-License-Identifier: Apache-2.0
"""Bids as the market of a scenario makes them: a cheap one, one in the middle, and one that lasts."""

import math
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal

from tenderkit.errors import InvalidInput
from tenderkit.exercises.bids.reckoning import RECKONED
from tenderkit.exercises.material import Material
from tenderkit.exercises.ranking import Draw
from tenderkit.findings import Finding, Place, suggest_nearest
from tenderkit.frozen import frozen_dataclass
from tenderkit.library.other_device import find_category_of
from tenderkit.papers.blocks import Table
from tenderkit.papers.evaluation import LotEvaluation, ScoredCriterion, build_evaluation
from tenderkit.papers.sheets.cost_rows import CostRow
from tenderkit.responses.offers import Model, Offer

# How far up a bid is between the lowest and the highest figure of the market, in tenths: a cheap bid, one in the
# middle, and one that lasts.
_HEIGHTS = ((0, 1, 2), (4, 5, 6), (8, 9, 10))
_LETTERS = ("A", "B", "C")
# What is lower in a bid that lasts.
_FALLING = ("on", "idle")
# What a bid that lasts promises to pay for its own or for old units.
_PROMISED = ("end-of-use",)
_OLD = "old-"
# The digits that figures are rounded to.
_DIGITS = 3
# The finest decimal: three decimals could be read as thousands.
_FINEST = -2


@frozen_dataclass
class MarketBid:
    """A bid of an exercise: its name, such as `Bid A`, what it was drawn as, and its offer."""

    name: str
    drawn: str
    offer: Offer


@frozen_dataclass
class Market:
    """A lot with what bids for it enter.

    `lot`: how its bids are evaluated; `figures`: the lowest and the highest figure by the end of the tag of a field.
    """

    lot: LotEvaluation
    figures: Mapping[str, tuple[float, ...]]


def list_markets(material: Material) -> Iterator[Market]:
    """Yield the lots of a scenario whose market is described, and whose points can be reckoned.

    Raises InvalidInput with every fault in the figures of a lot.
    """
    described = {market.lot: market.figures for market in material.scenario.bids}
    for lot in build_evaluation(material.annex).lots:
        if lot.cost is None or not lot.weighted or lot.number not in described:
            continue
        figures = described[lot.number]
        if faults := tuple(_find_faults(material.scenario.file, lot, figures)):
            raise InvalidInput(faults)
        if all(scored.how in RECKONED and (scored.money or scored.ladders) for scored in lot.criteria):
            yield Market(lot, figures)


def _find_faults(file: str, lot: LotEvaluation, figures: Mapping[str, tuple[float, ...]]) -> Iterator[Finding]:
    """Yield the faults in the figures of a lot: unknown and missing ones, and those whose ends are the wrong way."""
    asked = [_name_figure(row) for row in list_entered(lot)]
    for name in sorted(figures.keys() - {*asked}):
        message = f"lot {lot.number} asks for no “{name}”"
        yield Finding("unknown-key", message, suggest_nearest(name, asked), place=Place(file, f"bids.figures.{name}"))
    for name in asked:
        low, high = figures.get(name, (0.0, 0.0))
        place = Place(file, f"bids.figures.{name}")
        if name not in figures:
            message = f"there is no figure of what bids for lot {lot.number} enter"
            yield Finding("missing-figure", message, f'Add `"{name}" = [lowest, highest]`.', place=place)
        elif low > high:
            message = f"the lowest figure, {low:g}, is above the highest, {high:g}"
            yield Finding("wrong-order", message, "Write the lowest first.", place=place)


def choose_market(markets: Iterable[Market], draw: Draw) -> Market | None:
    """Return the lot that a variant is about; None where there is none."""
    by_number = {str(market.lot.number): market for market in markets}
    return by_number[draw.order("lot", by_number)[0]] if by_number else None


def list_entered(lot: LotEvaluation) -> Iterator[CostRow]:
    """Yield the rows of the sheet of a lot in which a tenderer enters a number."""
    assert lot.cost is not None, "a lot with a market has a sheet"
    yield from (row for model in lot.cost.models for row in model.rows if row.field)
    yield from lot.cost.rows


def _name_figure(row: CostRow) -> str:
    """Return the name of a figure in a scenario: the tag of its field without lot and clause."""
    category, _, end = row.field.split(".", 2)[2].partition(".")
    return ".".join(filter(None, (find_category_of(category), end)))


def draw_bids(material: Material, market: Market, draw: Draw, again: int = 0) -> tuple[MarketBid, ...]:
    """Return three bids in the order of their letters, which tells nothing.

    Parameters: `again`, raised to draw other bids for the same variant.
    """
    letters = draw.order(f"letter.{again}", _LETTERS)
    bids = []
    for letter, heights in zip(letters, _HEIGHTS, strict=True):
        tenths = list(map(str, heights))
        price, quality = (int(draw.order(f"{slot}.{again}.{letter}", tenths)[0]) for slot in ("price", "quality"))
        name = material.text("exercise-bids.name", letter=letter)
        drawn = f"{letter}{price}-{quality}"
        bids.append(MarketBid(name, drawn, _make_offer(market, name, price / 10, quality / 10)))
    return tuple(sorted(bids, key=lambda bid: bid.drawn))


def _make_offer(market: Market, name: str, price: float, quality: float) -> Offer:
    """Return an offer whose prices and qualities are as far up in the market as two numbers from 0 to 1 say."""
    lot = market.lot
    costs = {}
    for row in list_entered(lot):
        low, high = market.figures[_name_figure(row)]
        end = row.field.rpartition(".")[2]
        height = quality if end in _PROMISED or end.startswith(_OLD) else price
        if end in _FALLING:
            height = 1 - quality
        costs[row.field] = _round_figure(low + (high - low) * height, high)
    values: dict[int, float] = {}
    of_models: dict[int, float] = {}
    for position, scored in enumerate(lot.criteria):
        if not scored.money:
            (values if scored.whole else of_models)[position] = _choose_value(scored, quality)
    models = {
        kind.category: tuple(
            Model(
                name,
                {
                    p: v
                    for p, v in of_models.items()
                    if kind.category in (x.category for x in lot.criteria[p].ladders)
                },
            )
            for _ in kind.models
        )
        for kind in lot.kinds
    }
    return Offer(name, values, models, {}, True, costs)


def _round_figure(value: float, high: float) -> float:
    """Return a figure with as many digits as people write into a bid."""
    if not high:
        return 0.0
    step = Decimal(1).scaleb(max(math.floor(math.log10(abs(high))) - _DIGITS + 1, _FINEST))
    return float(round(Decimal(repr(value)) / step) * step)


def _choose_value(scored: ScoredCriterion, quality: float) -> float:
    """Return what a bid offers under a criterion: whole numbers, unless the scale itself is finer."""
    ends = [rung.least for ladder in scored.ladders for rung in ladder.levels]
    low, high = (0.0 if scored.how == "steps" else min(ends)), max(ends)
    value = low + (high - low) * quality
    return float(round(value)) if high > 1 else round(value, 2)


def drop_values(offer: Offer, positions: Collection[int]) -> Offer:
    """Return an offer that offers nothing under some criteria, named by their positions."""

    def drop(values: Mapping[int, float]) -> dict[int, float]:
        return {position: 0.0 if position in positions else value for position, value in values.items()}

    models = {
        category: tuple(replace(model, values=drop(model.values)) for model in several)
        for category, several in offer.models.items()
    }
    return replace(offer, values=drop(offer.values), models=models)


def list_values(bid: MarketBid, position: int) -> tuple[float, ...]:
    """Return what a bid offers under a criterion, once for all models where these are alike."""
    if position in bid.offer.values:
        return (bid.offer.values[position],)
    models = (model for several in bid.offer.models.values() for model in several)
    return tuple(dict.fromkeys(model.values[position] for model in models if position in model.values))


def list_entries(material: Material, market: Market, bids: tuple[MarketBid, ...]) -> list[tuple[str, ...]]:
    """Return a row for each field of the sheet of a lot: its name with what is entered, and the entry of each bid."""
    number = material.language.number
    return [
        (
            material.text("exercise-bids.measured", name=row.label, measure=row.prompt),
            *(number(bid.offer.costs[row.field]) if row.field in bid.offer.costs else "–" for bid in bids),
        )
        for row in list_entered(market.lot)
    ]


def tabulate_bids(
    material: Material, lot: LotEvaluation, bids: tuple[MarketBid, ...], rows: list[tuple[str, ...]]
) -> Table:
    """Return the table of the bids. Parameters: `rows`, a name and a text for each bid."""
    head = (material.text("exercise-bids.entered", currency=lot.currency), *(bid.name for bid in bids))
    return Table(material.text("exercise-bids.offers", lot=lot.name), head, tuple(rows), (43, 19, 19, 19))


def list_offered(material: Material, lot: LotEvaluation, bids: tuple[MarketBid, ...]) -> list[tuple[str, ...]]:
    """Return a row for each criterion with a scale: its name with the measure, and what each bid offers."""
    number = material.language.number
    return [
        (
            material.text("exercise-bids.measured", name=scored.name, measure=name_measure(material, scored)),
            *(material.text("formats.joint").join(map(number, list_values(bid, position))) or "–" for bid in bids),
        )
        for position, scored in enumerate(lot.criteria)
        if not scored.money
    ]


def list_rules(material: Material, lot: LotEvaluation, *, weighted: bool) -> Table:
    """Return the table of the award criteria: how each gives points. Parameters: `weighted`, whether with weights."""
    text, number = material.text, material.language.number
    rows = []
    for scored in lot.criteria:
        rungs = dict.fromkeys((rung.text, rung.share) for ladder in scored.ladders for rung in ladder.levels)
        scale = text("formats.joint").join(
            text("exercise-bids.rung", value=v, share=number(round(s * 100, 2))) for v, s in rungs
        )
        name = scored.name
        if weighted:
            name = text("exercise-bids.weighted", name=scored.name, weight=number(scored.weight or 0))
        asked = _list_asked(material, lot, scored) if scored.how == "steps" else ()
        rows.append((name, " ".join(filter(None, (*asked, scored.formula, scale)))))
    head = (text("exercise-bids.criterion"), text("exercise-bids.how"))
    return Table(text("exercise-bids.criteria"), head, tuple(rows), (30, 70))


def _list_asked(material: Material, lot: LotEvaluation, scored: ScoredCriterion) -> tuple[str, ...]:
    """Return what the clause of a criterion says that its steps are."""
    stem = scored.field.rpartition(".")[0]
    clauses = material.annex.lots[lot.number - 1].clauses
    return next((clause.requirement for clause in clauses if clause.stem == stem), ())


def name_measure(material: Material, scored: ScoredCriterion) -> str:
    """Return what is offered under a criterion, without the blank for it: `steps`, `years after delivery`."""
    return scored.measure.replace(material.text("evaluation.blank"), "").strip()


def list_sheet(material: Material, lot: LotEvaluation) -> Table:
    """Return the price sheet or cost sheet of a lot as the annex has it, with the figures of the authority."""
    assert lot.cost is not None, "a lot with a market has a sheet"
    rows: list[tuple[str, ...]] = []
    for model in lot.cost.models:
        rows.append((model.name, model.given, ""))
        rows += [(row.label, row.given, row.counted) for row in model.rows]
    for row in lot.cost.rows:
        term = row.figures.get("months")
        months = material.language.number(term.value or 0) if term else ""
        told = material.text("exercise-bids.field", name=term.name, answer=months) if term else ""
        rows.append((row.label, material.text("formats.joint").join(filter(None, (row.given, told))), row.counted))
    head = tuple(material.text(f"cost.{key}") for key in ("head", "set", "counted"))
    return Table(material.text("exercise-bids.sheet"), head, tuple(rows), (28, 40, 32), tall=True)
