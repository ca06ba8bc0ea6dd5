# SPDX-License-Identifier: Apache-2.0
"""Exercises with bids: the market, the second reckoning, the forms that are read back, and the workbooks."""

import io
import re
from collections import Counter
from dataclasses import replace
from functools import cache
from itertools import pairwise
from pathlib import Path

import docx
import openpyxl
import pytest

from tenderkit.errors import InvalidInput
from tenderkit.exercises.bids.form_file import write_form
from tenderkit.exercises.bids.forms import COMPLETED, GAPS, REJECTING, BidForms
from tenderkit.exercises.bids.market import (
    Market,
    MarketBid,
    draw_bids,
    list_entered,
    list_entries,
    list_markets,
    list_offered,
    tabulate_bids,
)
from tenderkit.exercises.bids.reckoning import MissingEntry, find_shares, reckon_cost, score_bids
from tenderkit.exercises.bids.weights import list_accepted, list_ranges, score_all
from tenderkit.exercises.bids.workbook_file import write_bids
from tenderkit.exercises.material import Material
from tenderkit.exercises.pack import Pack, make_pack
from tenderkit.exercises.pack_lock import PackOrder
from tenderkit.exercises.ranking import Draw
from tenderkit.exercises.scenario import LotMarket
from tenderkit.exercises.types.evaluate_bids import EvaluationExercise
from tenderkit.formats.excel.writer import draw_workbook
from tenderkit.formats.word.read.form_fields import read_form
from tenderkit.formats.word.read.open_docx import open_word
from tenderkit.papers.blocks import Table, list_texts
from tenderkit.papers.form_fields import NAME
from tenderkit.papers.sheets.cost_rows import PRICES
from tests.exercises.test_types import DATA, SCENARIOS, compose, prepare
from tests.formats.excel.cost_reference import Model, Terms, life_cycle_cost
from tests.formats.excel.filled import Filled, work_out
from tests.formats.excel.reference import Bid, outcomes
from tests.support import LAUNCH

DRAW = Draw("secret", "1", 1)
WITH_COSTS = ("S01", "S04", "S06", "S13", "S14")
# Every scenario whose lots with bids differ in how they are compared.
SOME = ("S01", "S02", "S05", "S10", "S12", "S13", "S15")


@cache
def prepare_market(scenario: str, position: int = 0) -> tuple[Material, Market, tuple[MarketBid, ...]]:
    material = prepare(scenario)
    market = list(list_markets(material))[position]
    return material, market, draw_bids(material, market, DRAW)


@pytest.mark.parametrize("id_", SCENARIOS)
def test_each_scenario_has_a_market_with_the_figures_of_its_sheet(id_: str) -> None:
    markets = list(list_markets(prepare(id_)))
    assert [market.lot.number for market in markets] == [market.lot for market in SCENARIOS[id_].bids]
    for market in markets:
        names = {row.field.split(".", 2)[2] for row in list_entered(market.lot)}
        assert len(market.figures) == len(names)
        assert all(low <= high for low, high in market.figures.values())


def test_faults_in_the_figures_of_a_market_are_told_together() -> None:
    material = prepare("S08")
    figures = {"smartphone.charge": (285.0, 210.0), "smartphone.onse": (40.0, 120.0)}
    scenario = replace(material.scenario, bids=(LotMarket(1, figures),))
    with pytest.raises(InvalidInput) as caught:
        list(list_markets(replace(material, scenario=scenario)))
    assert sorted((f.rule, f.place.key) for f in caught.value.findings) == [
        ("missing-figure", "bids.figures.smartphone.once"),
        ("unknown-key", "bids.figures.smartphone.onse"),
        ("wrong-order", "bids.figures.smartphone.charge"),
    ]


@pytest.mark.parametrize("id_", WITH_COSTS)
def test_the_table_of_bids_names_its_lot_and_has_no_blanks(id_: str) -> None:
    material, market, bids = prepare_market(id_)
    rows = [*list_offered(material, market.lot, bids), *list_entries(material, market, bids)]
    table = tabulate_bids(material, market.lot, bids, rows)
    assert table.caption == f"The bids for {market.lot.name}"
    assert len(table.rows) > 1
    assert not any("…" in str(cell) for row in table.rows for cell in row)


@pytest.mark.parametrize("id_", SCENARIOS)
def test_what_bids_cost_is_within_the_money_of_the_scenario(id_: str) -> None:
    value = SCENARIOS[id_].purchase["tender"]["value"]["amount"]
    dearest = 0.0
    for market in list_markets(prepare(id_)):
        assert market.lot.cost is not None
        prices = [
            reckon_cost(market.lot.cost, bid.offer.costs).price for bid in draw_bids(prepare(id_), market, DRAW)
        ]
        assert min(prices) < max(prices)
        dearest += float(max(prices))
    assert value * 0.25 < dearest <= value


@pytest.mark.parametrize("scenario", SOME)
def test_points_are_those_of_the_second_reckoning_of_the_workbook(scenario: str) -> None:
    _, market, bids = prepare_market(scenario)
    assert market.lot.cost is not None
    (priced,) = (n for n, scored in enumerate(market.lot.criteria) if scored.money)
    entered = [
        Bid(
            bid.name,
            entered={**bid.offer.values, priced: float(reckon_cost(market.lot.cost, bid.offer.costs).total)},
            models={kind: [dict(m.values) for m in models] for kind, models in bid.offer.models.items()},
        )
        for bid in bids
    ]
    weights = [scored.weight or 0 for scored in market.lot.criteria]
    mine = score_bids(find_shares(market.lot, [bid.offer for bid in bids]), weights)
    for score, outcome in zip(mine, outcomes(market.lot, entered), strict=True):
        assert (score.points, score.total, score.rank) == (outcome.points, outcome.total, outcome.rank)


def test_life_cycle_cost_is_that_of_the_words_of_the_clause() -> None:
    _, market, bids = prepare_market("S06")
    terms = Terms(
        acquisition="purchase",
        models=[Model("server", 40, 7)],
        hours=(8760, 0),
        kwh_price=0.38,
        working_share=50,
        end_of_use_cap=20,
        discount_rate=3,
        old_equipment_cap=10,
        handed_over=100,
        repairs={},
        returns={"server": 36},
    )
    assert market.lot.cost is not None
    for bid in bids:
        # A sheet without repairs asks for no warranty, one without idle hours for no power in them; both are read.
        offer = {field.split(".", 2)[2]: number for field, number in bid.offer.costs.items()}
        offer |= {"server.warranty": 1, "server.idle": 0}
        assert reckon_cost(market.lot.cost, bid.offer.costs).total == life_cycle_cost(terms, offer)


def test_a_bid_without_a_price_or_with_none_is_not_reckoned() -> None:
    _, market, bids = prepare_market("S02")
    assert market.lot.cost is not None
    with pytest.raises(MissingEntry):
        reckon_cost(market.lot.cost, {})
    with pytest.raises(MissingEntry):
        reckon_cost(market.lot.cost, dict.fromkeys(bids[0].offer.costs, 0.0))


# set-weights


@pytest.mark.parametrize("scenario", ["S02", "S05", "S08", "S10", "S15"])
def test_the_order_changes_where_the_key_says(scenario: str) -> None:
    exercise = compose("set-weights", scenario)
    assert exercise.workbook is not None
    (offers,) = exercise.workbook.solved.lots.values()
    (lot,) = exercise.workbook.evaluation.lots
    market = next(m for m in list_markets(prepare(scenario)) if m.lot.number == lot.number)
    scores = score_all(market.lot, offers)
    for row in exercise.rows:
        weight = int(row.id.rpartition(" ")[2])
        best = max(scores[weight], key=lambda score: score.total)
        assert offers[scores[weight].index(best)].tenderer == row.answer
        assert f"{row.answer}: {float(best.total):g}" in row.reason
    ranges = list_ranges(scores)
    assert len(ranges) > 1
    for before, after in pairwise(ranges):
        assert after.least == before.most + 1
        assert f"from {after.least} to {after.most}: {offers[after.first].tenderer}" in exercise.questions[0].answer
    assert len({row.answer for row in exercise.rows}) > 1


def test_the_law_of_a_country_and_the_cap_on_promises_bound_the_weights() -> None:
    material, market, _ = prepare_market("S02")
    assert material.annex.selection.purchase.tender.country == "NO"
    assert list_accepted(material, market.lot) == (30, 31, 32)
    elsewhere = prepare_market("S03")
    assert list_accepted(elsewhere[0], elsewhere[1].lot) == tuple(range(10, 32))


def test_the_points_of_set_weights_have_a_place_and_are_marked() -> None:
    files = pack_of("set-weights", "S08").files
    form = docx.Document(io.BytesIO(files["participants/answer-v01.docx"]))
    assert [cell.text for cell in form.tables[-2].rows[0].cells][-1] == "Points of each bid"
    guide = " ".join(p.text for p in docx.Document(io.BytesIO(files["facilitator/guide.docx"])).paragraphs)
    assert "The points of all three bids earn 1 point more" in guide
    assert "half a point is due" not in guide
    assert "with the bids entered. Only the weights are open" in guide


@pytest.mark.parametrize(
    ("type_", "scenario"), [("set-weights", "S08"), ("life-cycle-cost", "S04"), ("evaluate-bids", "S13")]
)
def test_the_debrief_asks_about_each_answer_in_words_of_its_own(type_: str, scenario: str) -> None:
    exercise = compose(type_, scenario, level=3)
    assert {row.answer for row in exercise.rows} <= exercise.asks.keys()
    assert len({*exercise.asks.values()}) > 2


# evaluate-bids


@pytest.mark.parametrize("scenario", SOME)
def test_every_gap_is_read_back_and_nothing_else(scenario: str) -> None:
    material, market, (bid, *_) = prepare_market(scenario)
    forms = BidForms(material, market)
    assert forms.find_gaps(forms.read(bid, forms.fill(bid, {}))) == {}
    planted = 0
    for entry in forms.entries:
        for gap in entry.gaps:
            gaps = {entry.id: gap}
            assert forms.find_gaps(forms.read(bid, forms.fill(bid, gaps))) == gaps
            planted += 1
    assert planted > 8


@pytest.mark.parametrize("scenario", ["S02", "S12"])
def test_a_bid_states_the_warranty_that_its_steps_promise(scenario: str) -> None:
    """The first step of “Points for quality of refurbished units” is a year more than the warranty asked for."""
    steps = set()
    for variant in range(1, 5):
        material = prepare(scenario)
        market = next(m for m in list_markets(material) if m.lot.number == 2)
        forms = BidForms(material, market)
        (criterion,) = (scored for scored in market.lot.criteria if "refurbished-quality-points" in scored.field)
        for bid in draw_bids(material, market, replace(DRAW, variant=variant)):
            answers = forms.fill(bid, {})
            stated = answers["tk:L2.refurbished-warranty.value"]
            offered = int(float(answers[criterion.field]))
            assert stated.startswith("2 years after delivery; " if offered else "1 year after delivery; ")
            steps.add(offered)
    assert 0 in steps
    assert len(steps) > 1


def test_the_handout_says_what_a_step_is_which_lot_and_what_can_be_answered() -> None:
    exercise = compose("evaluate-bids", "S12")
    words = " ".join(list_texts(exercise.introduction))
    assert "a year more than" in words
    assert "for lot 2 alone" in words
    assert "whose name begins with “bids”" in words
    assert "…" not in words
    assert all(choice in words for choice in exercise.choices)


def test_every_gap_is_in_some_exercise() -> None:
    rows = [row for v in range(1, 13) for s in ("S02", "S08") for row in compose("evaluate-bids", s, v).rows]
    answers = Counter(row.id.rpartition(" ")[2] for row in rows)
    assert answers.keys() == {*GAPS, "sound"}


@pytest.mark.parametrize("scenario", SOME)
def test_one_bid_is_rejected_and_two_are_ranked(scenario: str) -> None:
    for variant in range(1, 4):
        exercise = compose("evaluate-bids", scenario, variant)
        gaps = [tuple(row.id.split(": ")) for row in exercise.rows]
        decided = {bid for bid, _, gap in gaps if gap in (*REJECTING, "price")}
        assert len(decided) == 1
        assert len({bid for bid, _, gap in gaps if gap in (*COMPLETED, "contradiction")} - decided) == 2
        (question,) = exercise.questions
        rejected = f"Bid {next(iter(decided))[0]}"
        assert f"Rejected: {rejected}." in question.answer
        assert question.answer.rpartition("with points: ")[2].count("Bid ") == 2


def test_an_answer_that_contradicts_a_value_earns_no_points_and_is_not_asked_about() -> None:
    """As the general rules say: scored values are not completed, and the worse of two answers is compared."""
    seen = 0
    for variant in range(1, 13):
        exercise = compose("evaluate-bids", "S02", variant)
        gaps = [tuple(row.id.split(": ")) for row in exercise.rows]
        (points,) = (block for block in exercise.working if isinstance(block, Table))
        asked = exercise.questions[0].answer.partition("Asked to complete its bid:")[2].partition(".")[0]
        for bid in {f"Bid {drawn[0]}" for drawn, _, gap in gaps if gap == "contradiction"} & {*points.head}:
            (row,) = (r for r in exercise.rows if r.id[0] == bid[-1] and r.id.endswith("contradiction"))
            criterion = row.cells[0].partition(": ")[2].partition(" ")[2]
            (earned,) = (r for r in points.rows if r[0] == criterion)
            assert earned[points.head.index(bid)] == "0"
            to_complete = {gap for drawn, _, gap in gaps if f"Bid {drawn[0]}" == bid} & {*COMPLETED}
            assert (bid in asked) is bool(to_complete)
            seen += 1
    assert seen


def test_the_handout_has_the_general_rules_by_which_gaps_are_decided() -> None:
    exercise = compose("evaluate-bids", "S13")
    words = " ".join(list_texts(exercise.before))
    rules = [c for c in prepare("S13").annex.printed if c.clause.id in ("acceptance-of-clauses", "proof-stages")]
    assert len(rules) == 2
    assert all(paragraph in words for rule in rules for paragraph in rule.requirement)
    assert "scored values and entries in sheets are not completed" in words


def test_what_a_form_says_is_entered_into_the_workbook() -> None:
    exercise = compose("evaluate-bids", "S10")
    assert exercise.workbook is not None
    (offers,) = exercise.workbook.solved.lots.values()
    assert [offer.tenderer for offer in offers] == ["Bid A", "Bid B", "Bid C"]
    assert sum(bool(offer.refused) or not offer.costs for offer in offers) <= 1
    assert exercise.workbook.given is None


def test_participants_get_the_annex_and_the_form_of_each_bid() -> None:
    files = pack_of("evaluate-bids", "S08").files
    forms = [f"participants/bid-{letter}-v01.docx" for letter in "abc"]
    assert {"participants/annex.docx", *forms} <= files.keys()
    for letter, name in zip("ABC", forms, strict=True):
        form = read_form(open_word(files[name], name))
        assert next(control.text for control in form.controls if control.tag == NAME) == f"Bid {letter}"


def test_a_form_with_something_else_wrong_is_not_written() -> None:
    exercise = compose("evaluate-bids", "S08")
    assert isinstance(exercise, EvaluationExercise)
    filled = next(form for form in exercise.forms if form.gaps)
    assert write_form(filled, DATA, LAUNCH)
    with pytest.raises(InvalidInput, match="cannot be proven on its form"):
        write_form(replace(filled, gaps={}), DATA, LAUNCH)


@pytest.mark.parametrize("id_", SCENARIOS)
def test_each_annex_says_what_the_key_says_of_missing_statements(id_: str) -> None:
    """The reasons of the key rest on these clauses and words."""
    annex = prepare(id_).annex
    assert "proof-stages" in {printed.clause.id for printed in annex.printed}
    assert DATA.language("en").text("response.accepted-note") in list_texts(annex.form)
    words = " ".join(list_texts(annex.blocks))
    for market in list_markets(prepare(id_)):
        priced = [row for row in list_entered(market.lot) if row.how in PRICES]
        assert not priced or re.search(r"lacks [^.]*price[^.]* is rejected for the lot", words)


def test_a_key_that_is_not_read_back_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(BidForms, "find_gaps", lambda self, bid: {})
    with pytest.raises(InvalidInput, match="cannot be proven"):
        compose("evaluate-bids", "S02")


# life-cycle-cost


@pytest.mark.parametrize("scenario", WITH_COSTS)
def test_the_cheapest_to_buy_is_not_the_cheapest_in_the_end(scenario: str) -> None:
    exercise = compose("life-cycle-cost", scenario, level=3)
    amounts = {
        (row.cells[0].partition(":")[0], row.id.rpartition(" ")[2]): _read(row.answer) for row in exercise.rows
    }
    lowest = [min("ABC", key=lambda letter: amounts[f"Bid {letter}", what]) for what in ("price", "total")]
    assert lowest[0] != lowest[1]
    assert exercise.questions[0].answer.startswith(f"Bid {lowest[0]} has the lowest price, and Bid {lowest[1]}")
    for row in exercise.rows:
        least, most = row.reason.rpartition("Right from ")[2].removesuffix(".").split(" to ")
        assert _read(least) < _read(row.answer) < _read(most)


@pytest.mark.parametrize("scenario", WITH_COSTS)
def test_an_amount_with_a_row_left_out_is_wrong(scenario: str) -> None:
    exercise = compose("life-cycle-cost", scenario, level=3)
    for row in exercise.rows:
        if row.id.endswith("total"):
            working, _, bounds = row.reason.partition(" Right from ")
            least, most = map(_read, bounds.removesuffix(".").split(" to "))
            parts = [_read(part) for part in re.findall(r"[\d,]+", working)]
            assert len(parts) > 1
            for part in parts:
                for wrong in (_read(row.answer) - part, _read(row.answer) + part):
                    assert not least <= wrong <= most


def test_the_model_says_by_how_much_the_rows_make_the_difference() -> None:
    exercise = compose("life-cycle-cost", "S04")
    answer = exercise.questions[0].answer
    cheap, lasting = re.findall(r"Bid [ABC]", answer)[:2]
    (sums,) = (block for block in exercise.working if isinstance(block, Table))
    at = {bid: sums.head.index(bid) for bid in (cheap, lasting)}
    total = next(row for row in sums.rows if row[0] == "Life-cycle cost of the lot")
    (more,) = re.findall(r"costs ([\d,]+) COP more to buy", answer)
    saved = [_read(number) for number in re.findall(r": ([\d,]+)(?=[;.])", answer.partition("in these rows: ")[2])]
    difference = _read(str(total[at[cheap]])) - _read(str(total[at[lasting]]))
    assert sum(saved) - _read(more) == pytest.approx(difference, abs=len(saved))


def _read(number: str) -> int:
    return int(number.replace(",", ""))


def test_a_scenario_without_a_cost_sheet_is_refused() -> None:
    order = PackOrder(
        scenario="S02", type="life-cycle-cost", level=2, variants=1, language="en", seed="1", secret="secret"
    )
    with pytest.raises(InvalidInput, match="carries 0 rows"):
        make_pack(order, DATA)


# Packs


@cache
def pack_of(type_: str, scenario: str) -> Pack:
    order = PackOrder(
        scenario=scenario, type=type_, level=3, variants=1, language="en", seed="week", secret="a secret of tests"
    )
    return make_pack(order, DATA)


@pytest.mark.parametrize(
    ("type_", "scenario"), [("set-weights", "S02"), ("life-cycle-cost", "S06"), ("evaluate-bids", "S08")]
)
def test_a_pack_with_bids_has_its_workbooks_and_the_same_bytes(type_: str, scenario: str) -> None:
    pack = pack_of(type_, scenario)
    assert {"participants/bids-v01.xlsx", "facilitator/bids-v01.xlsx"} <= pack.files.keys()
    assert make_pack(pack.lock.order, DATA).files == pack.files
    given = openpyxl.load_workbook(io.BytesIO(pack.files["participants/bids-v01.xlsx"]))
    texts = {cell.value for sheet in given for row in sheet.iter_rows() for cell in row if cell.data_type == "s"}
    assert ("Bid A" in texts) is (type_ == "set-weights")
    solved = openpyxl.load_workbook(io.BytesIO(pack.files["facilitator/bids-v01.xlsx"]))
    assert "Bid A" in {cell.value for sheet in solved for row in sheet.iter_rows() for cell in row}


def test_the_workbooks_come_to_the_points_and_the_costs_of_the_key(soffice: Path, tmp_path: Path) -> None:
    weighed, costed = compose("set-weights", "S15"), compose("life-cycle-cost", "S13", level=3)
    assert weighed.workbook is not None
    assert costed.workbook is not None
    filled = []
    for name, workbook, solved in (("weights", weighed.workbook, False), ("costs", costed.workbook, True)):
        path = tmp_path / f"{name}.xlsx"
        path.write_bytes(write_bids(workbook, LAUNCH, solved=solved))
        filled.append(Filled(path, draw_workbook(workbook.evaluation, LAUNCH).places))
    book = openpyxl.load_workbook(filled[0].path)
    for position, weight in enumerate((60, 20, 20)):
        place = filled[0].places[f"1.{position}.weight"]
        book[place.sheet].cell(place.row + 1, place.column + 1).value = weight
    book.save(filled[0].path)
    work_out(soffice, filled, tmp_path)
    (lot,) = weighed.workbook.evaluation.lots
    scores = score_bids(find_shares(lot, weighed.workbook.solved.lots[1]), (60, 20, 20))
    totals = {row.id.partition(", price")[0]: row.answer for row in costed.rows if row.id.endswith("total")}
    for bid, (score, total) in enumerate(zip(scores, totals.values(), strict=True)):
        assert filled[0].value("1.total", bid) == pytest.approx(float(score.total))
        assert filled[0].value("1.rank", bid) == score.rank
        assert round(filled[1].value("1.cost.total", bid)) == _read(total)
