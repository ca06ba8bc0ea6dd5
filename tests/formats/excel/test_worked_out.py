# SPDX-License-Identifier: Apache-2.0
"""What LibreOffice works out is what the annex says: totals and ranks, tender by tender."""

import datetime
import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from tenderkit.formats.excel.writer import draw_workbook
from tenderkit.papers.evaluation import TENDERS, Evaluation, LotEvaluation
from tests.formats.excel.conftest import example_evaluation
from tests.formats.excel.filled import Entries, Filled, fill, work_out
from tests.formats.excel.reference import EITHER, Bid, Outcome, outcomes
from tests.support import english
from tests.tendered import ask_for_models

DAY = datetime.datetime(2026, 1, 2, tzinfo=datetime.UTC)
EXAMPLES = (
    "eu-five-lots",
    "pt-print-service",
    "at-rack-servers",
    "ke-school-laptops",
    "in-city-disposal",
    "gb-refurbished-laptops",
)
# A price that may be negative, and decides alone.
ALONE = "in-city-disposal, price alone"
# One beside points for quality, where no score may depend on other tenders.
ABSOLUTE = "in-city-disposal, in Portugal"
# Categories of which each tenderer offers several models.
SEVERAL = "ke-school-laptops, several models"
SEEDS = range(4)


def evaluations() -> dict[str, Evaluation]:
    found = {name: example_evaluation(name) for name in EXAMPLES}
    price_alone = 'data = "personal"\nweights = { price = 100 }'
    found[ALONE] = example_evaluation("in-city-disposal", lambda t: t.replace('data = "personal"', price_alone, 1))
    found[ABSOLUTE] = example_evaluation("in-city-disposal", ask_in_portugal)
    found[SEVERAL] = example_evaluation("ke-school-laptops", ask_for_models)
    return found


def ask_in_portugal(text: str) -> str:
    """A purchase file with the authority in Portugal, and points for a quality beside the price."""
    points = 'data = "personal"\nweights = { price = 70, quality = 30 }'
    return text.replace('country = "IN"', 'country = "PT"', 1).replace('data = "personal"', points, 1)


@dataclass(frozen=True)
class Case:
    """A workbook with what was entered into it."""

    evaluation: Evaluation
    entries: Mapping[int, Entries]
    filled: Filled

    def expected(self, lot: LotEvaluation) -> list[Outcome]:
        entries = self.entries[lot.number]
        return outcomes(lot, entries.bids, entries.divisor, entries.weights or None)


def some_bid(chance: random.Random, lot: LotEvaluation, name: str, weights: list[float]) -> Bid:
    """A bid as it may come: complete mostly, on the edges of steps often."""
    entered: dict[int, float] = {}
    by_model: list[int] = []
    for position, scored in enumerate(lot.criteria):
        if scored.ladders and not scored.whole:
            by_model.append(position)
            continue
        if chance.random() < 0.06 or (not lot.named and position >= len(weights)):
            continue
        if scored.how == "own":
            most = weights[position] if weights else scored.weight or 0
            entered[position] = round(chance.uniform(0, most), chance.choice([0, 1, 2]))
        elif scored.ladders:
            entered[position] = near_a_step(chance, [r.least for r in scored.ladders[0].levels])
        else:
            either = scored.how in EITHER
            entered[position] = chance.choice(
                [100_000, 120_000, round(chance.uniform(-50_000 if either else 50_000, 200_000), 2)]
            )
    models: dict[str, list[dict[int, float]]] = {}
    for kind in lot.kinds:
        for _ in kind.models:
            values = {}
            for position in by_model:
                ladder = next((x for x in lot.criteria[position].ladders if x.category == kind.category), None)
                if ladder and chance.random() > 0.03:
                    values[position] = near_a_step(chance, [r.least for r in ladder.levels])
            models.setdefault(kind.category, []).append(values)
    gates = chance.choices(["met", "not-met", "open"], [8, 1, 1])[0]
    return Bid(name, gates, entered, models)


def near_a_step(chance: random.Random, steps: list[float]) -> float:
    step = chance.choice(steps)
    return chance.choice([0, step, step, step - 0.5, step + 0.25, steps[-1] + 3])


def random_entries(seed: int, lot: LotEvaluation) -> Entries:
    chance = random.Random(f"{seed} {lot.number} {lot.name}")
    weights = [] if lot.named else [60.0, 30.0, 10.0]
    names = [] if lot.named else ["=Price", "Plan", "@Team"]
    number = (3, TENDERS, 1, 6)[seed % 4]
    bids = [some_bid(chance, lot, f"Tenderer {n}", weights) for n in range(1, number + 1)]
    if number > 3:  # a tie
        drawn = (2, 1) if seed % 2 else (1, None)
        bids[1] = Bid("Twin", "met", bids[0].entered, bids[0].models, drawn[1])
        bids[0] = Bid("First", "met", bids[0].entered, bids[0].models, drawn[0])
    return Entries(bids, round(chance.uniform(20_000, 90_000), 2), weights, names)


def edge_entries(lot: LotEvaluation) -> Entries:
    """Sums that are nothing, below zero, equal; a name that is no formula; a gap between the columns."""
    sums = (0.0, -5.0, 10.0, 10.0)
    bids: list[Bid] = []
    for sum_ in sums:
        # No entry of a cost sheet is below zero, and so is no cost.
        entered = {
            n: abs(sum_) if c.by_cost_sheet else sum_
            for n, c in enumerate(lot.criteria)
            if not c.ladders and c.how != "own"
        }
        entered |= {n: c.ladders[0].levels[0].least for n, c in enumerate(lot.criteria) if c.whole}
        entered |= {n: 0.0 for n, c in enumerate(lot.criteria) if c.how == "own" and lot.named}
        models = {
            k.category: [
                {n: 1e6 for n, c in enumerate(lot.criteria) if k.category in {x.category for x in c.ladders}}
                for _ in k.models
            ]
            for k in lot.kinds
        }
        bids.append(Bid(f"+{sum_}", "met", entered, models))
    bids.insert(2, Bid("", "met"))
    return Entries(bids, 20.0)


@pytest.fixture(scope="module")
def cases(calc: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Case]]:
    """All examples with all entries, worked out in one run: starting LibreOffice takes longer than its work."""
    folder = tmp_path_factory.mktemp("workbooks")
    made: dict[str, list[Case]] = {}
    for name, evaluation in evaluations().items():
        several = [{lot.number: random_entries(seed, lot) for lot in evaluation.lots} for seed in SEEDS]
        several += [{lot.number: edge_entries(lot) for lot in evaluation.lots}]
        several += [{lot.number: Entries() for lot in evaluation.lots}]
        for number, entries in enumerate(several):
            book = draw_workbook(evaluation, DAY)
            path = folder / f"{name.replace(', ', '-').replace(' ', '-')}-{number}.xlsx"
            path.write_bytes(book.close_file(stored=True))
            filled = fill(path, book.places, entries, english())
            made.setdefault(name, []).append(Case(evaluation, entries, filled))
    work_out(calc, [case.filled for several in made.values() for case in several], folder)
    return made


def each(cases: dict[str, list[Case]], name: str) -> Iterator[tuple[Case, LotEvaluation, int, Outcome]]:
    for case in cases[name]:
        for lot in case.evaluation.lots:
            for tender, outcome in enumerate(case.expected(lot)):
                yield case, lot, tender, outcome


def same(found: object, expected: Decimal | int | None) -> bool:
    if expected is None or found is None:
        return found is expected
    # Where a share ends in a half of a hundredth, machines may round the last one either way.
    return abs(Decimal(repr(found)) - expected) <= Decimal("0.010001")


ALL = (*EXAMPLES, ALONE, ABSOLUTE, SEVERAL)


@pytest.mark.parametrize("name", ALL)
def test_points_totals_and_ranks_are_those_of_the_annex(cases: dict[str, list[Case]], name: str) -> None:
    ranked = 0
    for case, lot, tender, outcome in each(cases, name):
        stem, where = f"{lot.number}", (case.filled.path.name, lot.number, tender, case.entries[lot.number])
        for position, points in enumerate(outcome.points):
            assert same(case.filled.value(f"{stem}.{position}.points", tender), points), (position, where)
        assert same(case.filled.value(f"{stem}.total", tender), outcome.total), where
        assert case.filled.value(f"{stem}.rank", tender) == outcome.rank, where
        ranked += outcome.rank is not None
    assert ranked > 5, "an example whose tenders get no rank would prove nothing"


@pytest.mark.parametrize("name", ALL)
def test_no_cell_holds_an_error(cases: dict[str, list[Case]], name: str) -> None:
    assert [e for case in cases[name] for e in case.filled.errors()] == []


@pytest.mark.parametrize("name", ALL)
def test_the_ranking_lists_every_tender_best_first(cases: dict[str, list[Case]], name: str) -> None:
    for case in cases[name]:
        for lot in case.evaluation.lots:
            place = case.filled.places[f"{lot.number}.ranking"]
            sheet = case.filled.book[place.sheet]
            rows = [[sheet.cell(place.row + 1 + n, c).value or None for c in (1, 2, 3)] for n in range(TENDERS)]
            bids, expected = case.entries[lot.number].bids, case.expected(lot)
            listed = sorted(
                (outcome.rank or 99, n, bid.name)
                for n, (bid, outcome) in enumerate(zip(bids, expected, strict=True))
                if bid.name
            )
            names = [name for _, _, name in listed]
            assert [row[1] for row in rows] == names + [None] * (TENDERS - len(names))
            assert [row[0] for row in rows] == [r if r < 99 else None for r, _, _ in listed] + [None] * (
                TENDERS - len(names)
            )


@pytest.mark.parametrize("name", ALL)
def test_the_values_of_the_empty_workbook_are_those_that_are_worked_out(
    cases: dict[str, list[Case]], name: str, tmp_path: Path
) -> None:
    evaluation = cases[name][-1].evaluation
    path = tmp_path / "empty.xlsx"
    path.write_bytes(draw_workbook(evaluation, DAY).close_file(stored=True))
    shown, worked_out = openpyxl.load_workbook(path, data_only=True), cases[name][-1].filled.book
    for sheet in shown:
        for row in sheet.iter_rows():
            for cell in row:
                assert (cell.value or None) == (worked_out[sheet.title][cell.coordinate].value or None), (
                    sheet.title,
                    cell.coordinate,
                )


# --- checks ---


def checked(calc: Path, folder: Path, evaluation: Evaluation, several: dict[str, Entries]) -> dict[str, Filled]:
    made = {}
    for name, entries in several.items():
        book = draw_workbook(evaluation, DAY)
        path = folder / f"{name}.xlsx"
        path.write_bytes(book.close_file(stored=True))
        made[name] = fill(path, book.places, {1: entries}, english())
    work_out(calc, list(made.values()), folder)
    return made


def two_models() -> Evaluation:
    """Servers of two models, of 30 and 10 units."""
    line = 'category = "server", quantity = 40'
    return example_evaluation("at-rack-servers", lambda t: t.replace(line, f"{line}, models = [75, 25]"))


def full(name: str = "A", price: float | None = 100.0, gates: str = "met") -> Bid:
    entered = {} if price is None else {0: price}
    return Bid(name, gates, entered, {"server": [{1: 2, 2: 30}, {1: 0, 2: 0}]})


def test_the_checks_name_what_is_wrong(calc: Path, tmp_path: Path) -> None:
    one_model = Bid("A", "met", {0: 100.0}, {"server": [{1: 2, 2: 30}]})
    found = checked(
        calc,
        tmp_path,
        two_models(),
        {
            "good": Entries([full(), full("B", price=120.0)]),
            "one-model": Entries([one_model]),
            "no-price": Entries([full(), full("B", price=None)]),
            "open": Entries([full(gates="open")]),
            "refused": Entries([full(), full("B", price=None, gates="not-met")]),
            "nameless": Entries([full(name="")]),
        },
    )

    def told(name: str, tender: int = 0) -> list[object]:
        keys = ("values", "gates", "score")
        return [found[name].value(f"1.check-{key}", tender) for key in keys]

    assert told("good") == told("good", 1) == ["OK"] * 3
    assert found["good"].value("1.state") == "All checks are in order."
    assert found["good"].value("1.total") == 89.5
    assert told("one-model") == ["missing", "OK", "no total"]
    # The line “Prices complete” is open, and so is the tender.
    assert told("no-price", 1) == [None, "open", None]
    assert [found["one-model"].value(f"1.{n}.points") for n in range(3)] == [80, None, None]
    assert found["no-price"].value("1.state") == "Not final. Checks to look at: 1"
    assert told("open") == [None, "open", None]
    assert told("refused", 1) == [None, "OK", None]
    assert found["refused"].value("1.state") == "All checks are in order."
    assert told("nameless")[1] == "open"
    assert found["nameless"].value("1.total") is None


def test_a_sheet_says_whether_the_ranking_is_final_and_whom_a_check_concerns(calc: Path, tmp_path: Path) -> None:
    found = checked(
        calc,
        tmp_path,
        two_models(),
        {
            "empty": Entries([]),
            "good": Entries([full(), full("B", price=120.0)]),
            "tie": Entries([full(), full("B", price=120.0), full("C")]),
            "drawn": Entries([replace(full(), draw=2), full("B", price=120.0), replace(full("C"), draw=1)]),
            "drawn-in-part": Entries([full(), full("B", price=120.0), replace(full("C"), draw=1)]),
            "tie-below": Entries([full(), full("B", price=120.0), full("C", price=120.0)]),
            "zero": Entries([full(price=0.0), full("B", price=-5.0), full("C")]),
            "gaps": Entries([full(), full("B", price=None), full("", gates="open"), full("D", price=None)]),
        },
    )

    def told(name: str) -> list[object]:
        return [found[name].value(f"1.{key}") for key in ("final", "final-ties", "final-zero")]

    assert told("empty") == ["No tender is entered yet.", "OK", "OK"]
    assert told("good") == ["final", "OK", "OK"]
    assert told("tie") == ["not final", "A; C", "OK"]
    assert found["tie"].value("1.state") == "Not final: tenders share the first rank."
    assert found["tie-below"].value("1.state") == "All checks are in order."
    assert told("tie-below") == ["final", "B; C", "OK"]
    assert told("drawn") == ["final", "OK", "OK"]
    assert [found["drawn"].value("1.rank", tender) for tender in range(3)] == [2, 3, 1]
    assert told("drawn-in-part") == ["not final", "A; C", "OK"]
    # No price is zero or below: both are incomplete.
    assert told("zero") == ["not final", "OK", "OK"]
    assert found["zero"].value("1.total", 2) is not None
    assert told("gaps")[0] == "not final"
    lines = [found["gaps"].value(name) for name in found["gaps"].places if name.startswith("1.final-bids")]
    # Without a price a tender is open, as is one whose lines are not all met.
    assert "B; Tender 3; D" in lines


def test_weights_that_are_undecided_are_entered_and_counted(calc: Path, tmp_path: Path) -> None:
    evaluation = example_evaluation("ke-school-laptops", lambda t: t.replace("environment-weight = 20", ""))
    lot = evaluation.lots[0]
    assert not lot.weighted
    bid = edge_entries(lot).bids[2:]
    found = checked(
        calc,
        tmp_path,
        evaluation,
        {
            "none": Entries(bid),
            "ninety": Entries(bid, weights=[70, 10, 10]),
            "hundred": Entries(bid, weights=[80, 10, 10]),
        },
    )
    assert [found[n].value("1.check-weights") for n in found] == ["not 100", "not 100", "OK"]
    assert found["none"].value("1.total", 1) is None
    assert [found["none"].value(f"1.check-{key}", 1) for key in ("values", "score")] == ["OK", "no total"]
    expected = outcomes(lot, bid, weights=[80, 10, 10])
    assert [found["hundred"].value("1.total", n) for n in (1, 2)] == [float(o.total or 0) for o in expected[1:]]
    assert found["none"].errors() == []


def test_a_divisor_that_is_not_set_gives_no_points(calc: Path, tmp_path: Path) -> None:
    evaluation = example_evaluation("eu-five-lots")
    book = draw_workbook(evaluation, DAY)
    path = tmp_path / "a.xlsx"
    path.write_bytes(book.close_file(stored=True))
    filled = fill(path, book.places, {5: Entries([Bid("A", "met", {0: -100.0, 1: 2.0})])}, english())
    work_out(calc, [filled], tmp_path)
    assert filled.value("5.check-divisor") == "missing"
    scored = evaluation.lots[4].criteria[1]
    (share,) = [rung.share for rung in scored.ladders[0].levels if rung.least == 2]
    assert [filled.value(f"5.{n}.points") for n in (0, 1)] == [None, round(scored.weight * share, 2)]
    assert filled.value("5.total") is None
