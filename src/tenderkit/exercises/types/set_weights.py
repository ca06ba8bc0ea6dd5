# SPDX-License-Identifier: Apache-2.0
"""set-weights: which bid is first at which weight, and from which weight on one that lasts wins, within the rules."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from tenderkit.exercises.bids.market import (
    MarketBid,
    choose_market,
    draw_bids,
    list_markets,
    list_offered,
    list_rules,
    tabulate_bids,
)
from tenderkit.exercises.bids.reckoning import Score, reckon_cost
from tenderkit.exercises.bids.weights import WHOLE, WeightRange, find_first, list_accepted, list_ranges, score_all
from tenderkit.exercises.bids.workbook import BidWorkbook, evaluate_lot, join_offers
from tenderkit.exercises.exercise import Exercise, ExerciseType, OpenQuestion, Row, number_rows
from tenderkit.exercises.marking.answers import mark_choice
from tenderkit.exercises.material import Material
from tenderkit.exercises.ranking import Draw
from tenderkit.papers.blocks import Block, Paragraph, Table
from tenderkit.papers.evaluation import LotEvaluation

# The weights of circularity that can be asked for.
_WEIGHTS = range(5, 65, 5)
# By how many points the first bid leads at a weight that is asked for.
_LEAD = 0.2
_DRAWS = 40


def compose_weights(material: Material, draw: Draw, count: int) -> Exercise:
    """Compose a variant: three bids of which a cheap one wins at low weights, and one that lasts at accepted weights.

    There are no rows where the scenario has no lot that is compared by price and by other criteria.
    """
    markets = (m for m in list_markets(material) if m.lot.cost and m.lot.cost.of_prices and len(m.lot.criteria) > 1)
    market = choose_market(markets, draw)
    accepted = list_accepted(material, market.lot) if market else ()
    for again in range(_DRAWS if accepted else 0):
        assert market is not None
        bids = draw_bids(material, market, draw, again)
        scores = score_all(market.lot, [bid.offer for bid in bids])
        ranges = list_ranges(scores)
        winning = [weight for weight in accepted if find_first(scores[weight]) == ranges[-1].first]
        asked = [weight for weight in _WEIGHTS if _lead(scores[weight]) >= _LEAD]
        if len(ranges) > 1 and ranges[0].most >= _WEIGHTS.start and winning and len(asked) >= count:
            composer = _Composer(material, market.lot, bids, scores, accepted)
            return composer.compose(draw, draw.order("weight", map(str, asked))[:count], ranges)
    return Exercise((), (), ())


def _lead(scores: tuple[Score, ...]) -> float:
    """Return by how many points the first bid leads."""
    first, second, *_ = sorted((score.total for score in scores), reverse=True)
    return float(first - second)


class _Composer:
    """Composes the exercise from three bids, what they earn at each weight, and the weights that are accepted."""

    def __init__(
        self,
        material: Material,
        lot: LotEvaluation,
        bids: tuple[MarketBid, ...],
        scores: Mapping[int, tuple[Score, ...]],
        accepted: tuple[int, ...],
    ) -> None:
        self.material, self.lot, self.bids, self.scores, self.accepted = material, lot, bids, scores, accepted
        self.text, self.number = material.text, material.language.number

    def compose(self, draw: Draw, asked: tuple[str, ...], ranges: tuple[WeightRange, ...]) -> Exercise:
        """Return the exercise.

        Parameters: `asked`, the weights that the rows ask for; `ranges`, where which bid is first.
        """
        text, number, lot = self.text, self.number, self.lot
        drawn = ", ".join(bid.drawn for bid in self.bids)
        chosen = sorted(map(int, asked))
        rows = []
        for weight in chosen:
            cell = text("exercise-bids.weight", weight=number(weight), price=number(WHOLE - weight))
            listed = text("formats.joint").join(f"{b.name}: {number(float(s.total))}" for b, s in self._pair(weight))
            reason = text("exercise-bids.weight-why", list=listed)
            answer = self.bids[find_first(self.scores[weight])].name
            rows.append((f"{lot.number}: {drawn}: {weight}", (cell,), answer, reason))
        questions = (
            OpenQuestion(text("exercise-bids.turn-question"), self._answer_turns(ranges)),
            OpenQuestion(text("exercise-bids.choice-question"), self._answer_choice(ranges[-1].first)),
        )
        offers = join_offers(lot, (bid.offer for bid in self.bids))
        workbook = BidWorkbook(
            evaluate_lot(self.material.annex, self._open_weights(), gates=False), offers, offers, admitted=True
        )
        before: tuple[Block, ...] = (
            self._list_offers(),
            list_rules(self.material, lot, weighted=False),
            *self._explain_weights(),
        )
        return Exercise(
            (text("exercise-bids.weights"),),
            tuple(bid.name for bid in self.bids),
            tuple(self._add_figures(row) for row in number_rows(rows, draw)),
            before,
            questions,
            working=(self._list_points(chosen),),
            workbook=workbook,
            asks={bid.name: text("exercise-bids.ask-weight", bid=bid.name) for bid in self.bids},
        )

    def _add_figures(self, row: Row) -> Row:
        """Return a row with the points of each bid, which are asked for with the bid that is first."""
        weight = int(row.id.rpartition(" ")[2])
        return replace(row, figures=tuple(float(score.total) for score in self.scores[weight]))

    def _pair(self, weight: int) -> list[tuple[MarketBid, Score]]:
        return list(zip(self.bids, self.scores[weight], strict=True))

    def _answer_turns(self, ranges: tuple[WeightRange, ...]) -> str:
        """Return where the order changes, in words."""
        number, text = self.number, self.text
        parts = [
            text(
                "exercise-bids.turn",
                bid=self.bids[each.first].name,
                least=number(each.least),
                most=number(each.most),
            )
            for each in ranges
        ]
        return text("exercise-bids.turn-answer", list=text("formats.joint").join(parts))

    def _answer_choice(self, lasting: int) -> str:
        """Return at which of the accepted weights a bid is first. Parameters: `lasting`, its position."""
        winning = [weight for weight in self.accepted if find_first(self.scores[weight]) == lasting]
        least, most = self.number(min(winning)), self.number(max(winning))
        return self.text("exercise-bids.choice-answer", least=least, most=most, bid=self.bids[lasting].name)

    def _explain_weights(self) -> Iterator[Paragraph]:
        """Yield how the criteria share the weight of circularity, which weights are accepted, and what to use."""
        text, number = self.text, self.number
        scored = [criterion for criterion in self.lot.criteria if not criterion.money]
        total = sum(criterion.weight or 0 for criterion in scored)
        if len(scored) > 1:
            parts = [f"{c.name}: {number(round(100 * (c.weight or 0) / total, 2))} %" for c in scored]
            yield Paragraph(text("exercise-bids.weight-parts", list=text("formats.joint").join(parts)))
        least, most = number(min(self.accepted)), number(max(self.accepted))
        yield Paragraph(text("exercise-bids.weight-limits", least=least, most=most))
        yield Paragraph(
            text("exercise-bids.weights-sheet", sheet=text("evaluation.scores-sheet", number=number(self.lot.number)))
        )

    def _open_weights(self) -> LotEvaluation:
        """Return the evaluation of the lot with weights that participants set."""
        return replace(self.lot, criteria=tuple(replace(scored, weight=None) for scored in self.lot.criteria))

    def _list_offers(self) -> Table:
        """Return the table of the bids: the amount by which they are compared, and what they offer for points."""
        lot = self.lot
        assert lot.cost is not None, "a lot with a market has a sheet"
        amounts = [reckon_cost(lot.cost, bid.offer.costs).total for bid in self.bids]
        (money,) = (scored for scored in lot.criteria if scored.money)
        rows: list[tuple[str, ...]] = [(money.measure, *(self.number(float(amount)) for amount in amounts))]
        rows += list_offered(self.material, lot, self.bids)
        return tabulate_bids(self.material, lot, self.bids, rows)

    def _list_points(self, weights: list[int]) -> Table:
        """Return the table of the model answer: the points of each bid at the weights that are asked for."""
        rows = []
        for weight in weights:
            label = self.text("exercise-bids.weight", weight=self.number(weight), price=self.number(WHOLE - weight))
            rows.append((label, *(self.number(float(score.total)) for score in self.scores[weight])))
        head = (self.text("exercise-bids.weights"), *(bid.name for bid in self.bids))
        return Table(self.text("exercise-bids.points"), head, tuple(rows), (43, 19, 19, 19))


SET_WEIGHTS = ExerciseType(
    "set-weights", "LO2", {3: 6, 4: 8}, 3.0, True, compose_weights, 2, mark_row=mark_choice, why="own-points"
)
