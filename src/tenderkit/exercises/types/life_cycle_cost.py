# SPDX-License-Identifier: Apache-2.0
"""life-cycle-cost: work out three bids on the cost sheet; the key is a second reckoning, with a tolerance."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from tenderkit.exercises.bids.market import (
    Market,
    MarketBid,
    choose_market,
    draw_bids,
    list_entries,
    list_markets,
    list_sheet,
    tabulate_bids,
)
from tenderkit.exercises.bids.reckoning import CostSum, find_years, reckon_cost
from tenderkit.exercises.bids.workbook import BidWorkbook, evaluate_lot, join_offers
from tenderkit.exercises.exercise import Exercise, ExerciseType, OpenQuestion, Row
from tenderkit.exercises.marking.answers import mark_amount
from tenderkit.exercises.material import Material
from tenderkit.exercises.ranking import Draw
from tenderkit.papers.blocks import Block, Paragraph, Table
from tenderkit.papers.sheets.cost_rows import POWERS, PRICES, CostRow, LotCost

# What is asked of each bid; where few rows are wanted, the first is left out.
_ASKED = ("price", "power", "total")
_BIDS = 3
# By how much of the right amount an answer may differ from it at most.
_TOLERANCE = Fraction(5, 1000)
# By how much of the smallest amount that it is the sum of, so that none can be left out.
_PART = Fraction(1, 2)
# How often bids are drawn again until the cheapest to buy is not the cheapest in the end.
_DRAWS = 40


def compose_costs(material: Material, draw: Draw, count: int) -> Exercise:
    """Compose a variant: three bids whose order by price is not that by life-cycle cost.

    There are no rows where the scenario has no lot with a cost sheet.
    """
    markets = (market for market in list_markets(material) if market.lot.cost and not market.lot.cost.of_prices)
    market = choose_market(markets, draw)
    for again in range(_DRAWS if market else 0):
        assert market is not None
        bids = draw_bids(material, market, draw, again)
        costed = _CostedBids(material, market, bids)
        if costed.find_lowest("price") != costed.find_lowest("total"):
            return costed.compose(_ASKED[-(count // _BIDS) :])
    return Exercise((), (), ())


class _CostedBids:
    """Three bids for a lot with what they come to."""

    def __init__(self, material: Material, market: Market, bids: tuple[MarketBid, ...]) -> None:
        assert market.lot.cost is not None, "a lot with a market has a sheet"
        self.material, self.market, self.bids = material, market, bids
        self.cost: LotCost = market.lot.cost
        self.sums = [reckon_cost(self.cost, bid.offer.costs) for bid in bids]
        self.text, self.number = material.text, material.language.number

    def find_lowest(self, amount: str) -> int:
        """Return the position of the bid with the lowest `price` or `total`."""
        return min(range(_BIDS), key=lambda number: getattr(self.sums[number], amount))

    def compose(self, asked: Sequence[str]) -> Exercise:
        """Return the exercise. Parameters: `asked`, which amounts are asked of each bid."""
        text, lot, material = self.text, self.market.lot, self.material
        rows = tuple(self._list_rows(asked))
        question = OpenQuestion(text("exercise-bids.cost-question"), self._answer_difference())
        workbook = BidWorkbook(
            evaluate_lot(material.annex, lot, gates=False),
            None,
            join_offers(lot, (bid.offer for bid in self.bids)),
            admitted=True,
        )
        before: tuple[Block, ...] = (
            list_sheet(material, lot),
            *self._explain_sheet(),
            tabulate_bids(material, lot, self.bids, list_entries(material, self.market, self.bids)),
            Paragraph(text("exercise-bids.cost-sheet")),
        )
        head = (text("exercise-bids.asked"),)
        asks = {row.answer: text(f"exercise-bids.ask-{row.id.rpartition(' ')[2]}") for row in rows}
        sums = (self._list_sums(),)
        return Exercise(head, (), rows, before, (question,), working=sums, workbook=workbook, asks=asks)

    def _explain_sheet(self) -> Iterator[Paragraph]:
        """Yield what the letters of the cost sheet stand for, where years are discounted."""
        if any("rate" in row.figures for model in self.cost.models for row in model.rows):
            yield Paragraph(self.text("cost.intro-discounted").strip())

    def _answer_difference(self) -> str:
        """Return which bid is the cheapest to buy and which in the end, and the rows that make the difference."""
        text, currency = self.text, self.market.lot.currency
        cheap, lasting = (self.find_lowest(amount) for amount in ("price", "total"))
        more = Fraction(self.sums[lasting].price - self.sums[cheap].price)
        before, after = (self._list_counted(self.sums[bid]) for bid in (cheap, lasting))
        saved = {label: before[label] - after[label] for label in before if after[label] < before[label]}
        amounts = sorted(saved.items(), key=lambda pair: -pair[1])
        listed = (text("exercise-bids.field", name=name, answer=self.number(round(less))) for name, less in amounts)
        return text(
            "exercise-bids.cost-answer",
            cheap=self.bids[cheap].name,
            lasting=self.bids[lasting].name,
            currency=currency,
            more=self.number(round(more)),
            list=text("formats.joint").join(listed),
        )

    def _list_rows(self, asked: Sequence[str]) -> Iterator[Row]:
        drawn, lot = ", ".join(bid.drawn for bid in self.bids), self.market.lot
        pairs = [(bid, cost, amount) for bid, cost in zip(self.bids, self.sums, strict=True) for amount in asked]
        for number, (bid, cost, amount) in enumerate(pairs, 1):
            right = self._find_amount(cost, amount)
            tolerated = self._find_tolerance(cost, amount)
            least, most = (round(right + sign * tolerated) for sign in (-1, 1))
            working = self._write_working(bid, cost, amount)
            cell = self.text(f"exercise-bids.cost-{amount}", bid=bid.name, currency=lot.currency)
            bounds = {"least": self.number(least), "most": self.number(most)}
            reason = self.text("exercise-bids.tolerance", working=working, **bounds)
            id_ = f"{lot.number}: {drawn}: {bid.name}, {amount}"
            answer = self.number(round(right))
            yield Row(id_, f"c{number:02}", (cell,), answer, reason, bounds=(least, most))

    def _find_tolerance(self, cost: CostSum, amount: str) -> Fraction:
        """Return by how much an answer may differ: a small part of it, and never as much as one of its rows."""
        counted = self._list_counted(cost)
        if amount != "total":
            counted = {row.label: cost.rows[row.field] for row in self._list_rows_of(amount)}
        smallest = min(abs(part) for part in counted.values() if round(part))
        return min(_TOLERANCE * self._find_amount(cost, amount), _PART * smallest)

    def _find_amount(self, cost: CostSum, amount: str) -> Fraction:
        if amount == "power":
            return sum((cost.rows[row.field] for row in self._list_rows_of(amount)), Fraction(0))
        return Fraction(cost.price if amount == "price" else cost.total)

    def _list_rows_of(self, amount: str) -> Iterator[CostRow]:
        """Yield the rows of the models that a `price` or the `power` is the sum of."""
        kinds = POWERS if amount == "power" else PRICES
        return (row for model in self.cost.models for row in model.rows if row.how in kinds and row.field)

    def _write_working(self, bid: MarketBid, cost: CostSum, amount: str) -> str:
        """Return how an amount is worked out, in numbers."""
        number, costs = self.number, bid.offer.costs
        if amount == "total":
            amounts = [*self._list_counted(cost).values()]
            signed = (f" {'−' if a < 0 else '+'} {number(abs(round(a)))}" for a in amounts if round(a))
            return "".join(signed).removeprefix(" + ")
        terms = []
        for row in (row for model in self.cost.models for row in model.rows):
            entry = number(costs.get(row.field, 0))
            figures = {name: number(figure.value or 0) for name, figure in row.figures.items()}
            if amount == "price" and row.how == "price":
                terms.append(f"{figures['units']} × {entry}")
            elif amount == "power" and row.how in POWERS and costs.get(row.field):
                years = number(float(find_years(row)))
                terms.append(
                    f"{figures['units']} × {entry} W ÷ {number(1000)} × {figures['hours']} h × {years} × "
                    f"{figures['kwh-price']}"
                )
        return " + ".join(terms)

    def _list_counted(self, cost: CostSum) -> dict[str, Fraction]:
        """Return what each row counts for a bid by its label; sums for old equipment count together."""
        labels = {row.field: row.label for model in self.cost.models for row in model.rows}
        labels |= {row.field: row.label for row in self.cost.rows}
        old = {row.field for row in self.cost.rows if row.how == "old"}
        counted = {labels.get(field, field): amount for field, amount in cost.rows.items() if field not in old}
        if old:
            counted[self.text("evaluation.cost-old")] = Fraction(cost.total) - sum(counted.values(), Fraction(0))
        return counted

    def _list_sums(self) -> Table:
        """Return the table of the model answer: what each row counts for each bid."""
        counted = [self._list_counted(cost) for cost in self.sums]
        rows = [(label, *(self.number(round(each[label])) for each in counted)) for label in counted[0]]
        rows.append((self.text("cost.lot-total"), *(self.number(round(cost.total)) for cost in self.sums)))
        head = (
            self.text("exercise-bids.entered", currency=self.market.lot.currency),
            *(bid.name for bid in self.bids),
        )
        return Table(self.text("exercise-bids.sums"), head, tuple(rows), (43, 19, 19, 19), total=True)


LIFE_CYCLE_COST = ExerciseType(
    "life-cycle-cost", "LO2", {2: 6, 3: 9}, 4.0, False, compose_costs, mark_row=mark_amount
)
