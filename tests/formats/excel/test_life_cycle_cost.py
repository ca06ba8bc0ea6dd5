# SPDX-License-Identifier: Apache-2.0
"""Life-cycle cost goes from the forms to the ranking with the workbook alone, and by hand to the same result."""

import datetime
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import settings

from tenderkit.formats.excel.writer import draw_workbook
from tenderkit.formats.word.read.form_fields import read_form
from tenderkit.formats.word.read.open_docx import open_word
from tenderkit.library.reading import shipped_data
from tenderkit.papers.annex.annex import Annex, compose
from tenderkit.papers.digest import list_known_digests
from tenderkit.papers.evaluation import build_evaluation
from tenderkit.purchase.reading import validate_purchase
from tenderkit.responses.form_answers import Bid, read_bids
from tenderkit.responses.offers import read_offers
from tenderkit.selection.select import select
from tests.formats.excel.cost_reference import CHARGED, Model, Offer, Terms, life_cycle_cost
from tests.formats.excel.filled import Filled, decide_all, work_out
from tests.tendered import NAME, form, tenders

DAY = datetime.datetime(2026, 1, 2, tzinfo=datetime.UTC)
COST = "life-cycle-cost-award"
MODELS = ("purchase", "lease", "refurbished", "print-service", "service")
# The models in which a battery replacement may be bought at the price in the tender.
BATTERIES = ("purchase", "lease", "service")
# How many purchases are worked out each day, and each night (`.ci/nightly`).
SOME, MANY = 4, 20


@dataclass(frozen=True)
class Case:
    """A purchase: its lots as the authority publishes them, what each tenderer offers in each, and the workbook."""

    terms: Sequence[Terms]
    offers: Sequence[Sequence[Offer]]
    stated: Sequence[Sequence[Decimal | None]]
    filled: Filled


def some_terms(chance: random.Random, acquisition: str) -> Terms:
    """A lot as it may be: one or several models, things to price as a text or a list, with and without old units."""
    printers = acquisition == "print-service" or (acquisition == "purchase" and chance.random() < 0.3)
    charged = acquisition in CHARGED
    categories = (
        ["imaging-equipment"] if printers else chance.sample(["laptop", "display", "desktop"], chance.choice([1, 2]))
    )
    models = []
    for category in categories:
        years = chance.randint(2, 7)
        several = not charged and chance.random() < 0.4
        units = 20 * chance.randint(1, 30)
        shares = [units * 3 // 5, units * 2 // 5] if several else [units]
        models += [Model(f"{category}{f'-{n}' if n > 1 else ''}", share, years) for n, share in enumerate(shares, 1)]
    names = {"battery": 1.0, "screen panel": 0.1, "keyboard": 0.25}
    same_years = len({model.years for model in models}) == 1
    rest = [Model("accessory", chance.randint(5, 400), models[0].years)] if not charged or same_years else []
    return Terms(
        acquisition,
        models,
        (chance.choice([0, 1200, 1760.5]), chance.choice([500, 3000])),
        chance.choice([0.31, 0.005, 24.5]),
        chance.choice([0, 0, 130]),
        chance.choice([0.4, 0.388]),
        0 if charged else chance.choice([0, 60, 75, 100]),
        0 if charged else chance.choice([0, 10, 20]),
        0 if charged else chance.choice([0, 3, 4.5]),
        chance.choice([0, 5, 10]),
        chance.choice([0, 40, 62.5, 100]),
        chance.choice([None, names, {"battery": 2.0}]),
        chance.choice([None, {"black": 3.0, "colour": 1.5}]),
        printers,
        chance.choice([None, {"black": 24_000.0, "colour": 6_000.0}]),
        rest if chance.random() < 0.5 and not printers else [],
        {} if chance.random() < 0.4 else {"laptop": 300, "display": 40},
        chance.choice([0, 30, 100]) if acquisition in BATTERIES and "laptop" in categories else 0,
    )


def write_lot(terms: Terms) -> dict[str, Any]:
    """The table `lots` of a purchase file."""
    by_category: dict[str, list[Model]] = {}
    for model in terms.models:
        by_category.setdefault(model.stem.removesuffix("-2"), []).append(model)
    items: list[dict[str, Any]] = []
    for category, models in by_category.items():
        line: dict[str, Any] = {"category": category, "quantity": sum(model.units for model in models)}
        items.append(line | ({"models": [60, 40]} if len(models) > 1 else {}))
    items += [{"category": model.stem, "quantity": model.units} for model in terms.rest]
    values: dict[str, Any] = {
        "calculation-years": {category: models[0].years for category, models in by_category.items()},
        "electricity-price": terms.kwh_price,
        "carbon-price": terms.carbon_price,
    }
    if terms.acquisition not in CHARGED:
        values |= {"end-of-use-cap": terms.end_of_use_cap, "discount-rate": terms.discount_rate}
    if terms.returns:
        values["old-equipment-cap"] = terms.old_equipment_cap
    sheet: dict[str, Any] = {"hours-in-use": terms.hours[0], "hours-idle": terms.hours[1]}
    sheet |= {"method-in-use": "ISO", "method-idle": "ISO", "emission-factor": terms.emission_factor}
    sheet |= {"working-share": terms.working_share, "handed-over-share": terms.handed_over}
    if terms.battery_share:
        sheet["battery-share"] = {"laptop": terms.battery_share}
    for name, things in (("repairs", terms.repairs), ("consumables", terms.consumables), ("pages", terms.pages)):
        sheet[name] = things or "as the annex lists them"
    return {
        "title": "Devices",
        "acquisition": terms.acquisition,
        "months": 36,
        "data": "internal",
        "items": items,
        "returns": [{"category": kind, "quantity": units} for kind, units in terms.returns.items()],
        "sheet": sheet,
        "weights": {COST: 100},
        "parameters": {COST: values},
    }


def compose_annex(lots: Sequence[Terms], language: str) -> Annex:
    tender = {
        "title": "Devices",
        "launch": datetime.date(2027, 1, 15),
        "country": "DE",
        "proportionality": "standard",
        "priorities": ["long-life"],
    }
    data = {"tenderkit": 1, "language": language, "tender": tender, "lots": [write_lot(terms) for terms in lots]}
    shipped = shipped_data.load_shipped_data()
    purchase = validate_purchase(data, "x.json", "toml")
    return compose(select(shipped.in_language(language).library, purchase), shipped.language(language))


def some_offer(chance: random.Random, terms: Terms, fields: Sequence[str]) -> Offer:
    """What a tenderer may enter; a number is forgotten now and then, and a sum to be paid often left out."""
    offer: dict[str, float] = {}
    for field in fields:
        _, _, key = field.rpartition(".")
        if key == "end-of-use" or field.startswith("old-"):
            if chance.random() < 0.7:
                offer[field] = chance.choice([0, 12.5, 80, 400])
        elif chance.random() < 0.01:
            continue
        elif key == "warranty":
            offer[field] = chance.choice([0, 1, 2, 2.5, 3, 9])
        elif key in ("on", "idle"):
            offer[field] = max(0.0, round(chance.uniform(-2, 60), 1))
        elif key.startswith("pages"):
            offer[field] = round(chance.uniform(0.005, 0.09), 4)
        else:
            offer[field] = round(chance.uniform(0, 900), chance.choice([0, 2]))
    return offer


def make_case(seed: int, folder: Path) -> Case:
    """A purchase of one or two lots with three tenders, its workbook filled from the forms; not yet worked out."""
    chance = random.Random(f"cost {seed}")
    kinds = [MODELS[seed % len(MODELS)]] + ([chance.choice(MODELS)] if seed % 3 == 1 else [])
    terms = [some_terms(chance, kind) for kind in kinds]
    language = "ar" if seed % 4 == 3 else "en"
    annex = compose_annex(terms, language)
    evaluation = build_evaluation(annex)
    answers: list[dict[str, str]] = [{NAME: f"Tenderer {n}"} for n in (1, 2, 3)]
    offers: list[list[Offer]] = []
    stated: list[list[Decimal | None]] = []
    for number, lot in enumerate(terms, 1):
        stem = f"tk:L{number}.{COST}."
        fields = [f.tag.removeprefix(stem) for f in annex.form_fields if f.tag.startswith(stem)]
        asked = [field for field in fields if not field.endswith(("model", "total", "answer"))]
        several = [some_offer(chance, lot, asked) for _ in answers]
        costs = [life_cycle_cost(lot, offer) for offer in several]
        slips = [chance.choice([Decimal(0), Decimal("0.01"), Decimal("0.02")]) for _ in costs]
        totals = [None if cost is None else cost + slip for cost, slip in zip(costs, slips, strict=True)]
        for said, offer, total in zip(answers, several, totals, strict=True):
            said |= {f"{stem}{field}": write_number(chance, value) for field, value in offer.items()}
            if total is not None:
                said[f"{stem}total"] = str(total)
        offers.append(several)
        stated.append(totals)
    bids = send(annex, answers) if len(terms) > 1 else tenders(annex, *answers)
    found = read_offers(evaluation, bids)
    assert {left.reason for left in found.left} <= {"unanswered"}
    book = draw_workbook(evaluation, DAY, found)
    path = folder / f"cost-{seed}.xlsx"
    path.write_bytes(book.close_file(stored=True))
    filled = Filled(path, book.places)
    decide_all(path, path, filled, len(answers), evaluation.language)
    return Case(terms, offers, stated, filled)


def send(annex: Annex, answers: Sequence[Mapping[str, str]]) -> Sequence[Bid]:
    """The bids in Word files that were filled in."""
    forms = [
        (f"{number}.docx", read_form(open_word(form(annex, said), "x.docx", digests=False)))
        for number, said in enumerate(answers, 1)
    ]
    return read_bids(forms, list_known_digests(annex.selection), annex.form_fields)


def write_number(chance: random.Random, value: float) -> str:
    """A number as people write it: with a point or a comma, now and then with digits of another script."""
    text = f"{value:.4f}".rstrip("0").rstrip(".")
    return chance.choice([text, text.replace(".", ","), text.translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))])


@pytest.fixture(scope="module")
def cases(calc: Path, tmp_path_factory: pytest.TempPathFactory) -> list[Case]:
    """All workbooks, worked out in one run of LibreOffice."""
    folder = tmp_path_factory.mktemp("costs")
    number = MANY if settings().max_examples > settings.get_profile("ci").max_examples else SOME
    made = [make_case(seed, folder) for seed in range(number)]
    work_out(calc, [case.filled for case in made], folder)
    return made


def test_each_lot_comes_to_the_cost_and_the_ranks_of_the_second_reckoning(cases: list[Case]) -> None:
    ranked = 0
    for case in cases:
        assert case.filled.errors() == []
        for number, (terms, offers) in enumerate(zip(case.terms, case.offers, strict=True), 1):
            costs = [life_cycle_cost(terms, offer) for offer in offers]
            there = [cost for cost in costs if cost is not None]
            for tender, cost in enumerate(costs):
                where = case.filled.path.name, number, tender, terms, offers[tender]
                found = case.filled.value(f"{number}.cost.total", tender)
                assert (found is None) == (cost is None), where
                assert cost is None or abs(Decimal(repr(found)) - cost) <= Decimal("0.010001"), (where, found, cost)
                rank = None if cost is None else 1 + sum(other < cost for other in there)
                assert case.filled.value(f"{number}.rank", tender) == rank, where
                if cost:
                    points = Decimal(repr(case.filled.value(f"{number}.total", tender)))
                    assert abs(points - 100 * min(there) / cost) <= Decimal("0.010001"), where
                ranked += rank is not None
    assert ranked > 2 * len(cases)


def test_the_check_names_who_states_another_total_than_its_entries_give(cases: list[Case]) -> None:
    for case in cases:
        for number, (terms, offers) in enumerate(zip(case.terms, case.offers, strict=True), 1):
            wrong = [
                f"Tenderer {n}"
                for n, (offer, total) in enumerate(zip(offers, case.stated[number - 1], strict=True), 1)
                if total is not None and abs(total - (life_cycle_cost(terms, offer) or 0)) > Decimal("0.01")
            ]
            assert case.filled.value(f"{number}.final-total") == ("; ".join(wrong) or ok(case)), case.filled.path.name


def test_a_line_says_what_of_a_sum_at_the_end_of_use_is_above_the_cap(cases: list[Case]) -> None:
    cut = 0
    for case in cases:
        for number, (terms, offers) in enumerate(zip(case.terms, case.offers, strict=True), 1):
            capped = [m for m in terms.models if terms.end_of_use_cap and terms.acquisition not in CHARGED]
            for tender, offer in enumerate(offers):
                for stem in (model.stem for model in capped if f"{model.stem}.price" in offer):
                    most = offer[f"{stem}.price"] * terms.end_of_use_cap / 100
                    above = max(0.0, offer.get(f"{stem}.end-of-use", 0.0) - most)
                    place = f"{number}.cut.tk:L{number}.{COST}.{stem}.end-of-use"
                    assert abs(case.filled.value(place, tender) - above) < 0.001
                    cut += above > 0
    assert cut


def test_the_sheet_counts_zeros_and_warranties_that_are_too_short(cases: list[Case]) -> None:
    short = 0
    for case in cases:
        for number, (terms, offers) in enumerate(zip(case.terms, case.offers, strict=True), 1):
            for tender, offer in enumerate(offers):
                zeros = {
                    end: sum(value == 0 for field, value in offer.items() if field.endswith(f".{end}"))
                    for end in ("price", "charge", "on", "idle")
                }
                assert case.filled.value(f"{number}.remark.zero", tender) == zeros.pop("idle")
                assert case.filled.value(f"{number}.remark.no-number", tender) == sum(zeros.values())
                if f"{number}.remark.warranty" in case.filled.places:
                    stems = [model.stem for model in terms.models if f"{model.stem}.warranty" in offer]
                    figures = {stem: f"{number}.figure.tk:L{number}.{COST}.{stem}.required" for stem in stems}
                    required = {s: case.filled.value(f) for s, f in figures.items() if f in case.filled.places}
                    few = sum(offer[f"{stem}.warranty"] < years for stem, years in required.items())
                    assert case.filled.value(f"{number}.remark.warranty", tender) == few
                    short += few
    assert short


def test_prices_are_complete_where_the_cost_sheet_gives_a_total(cases: list[Case]) -> None:
    for case in cases:
        for number, (terms, offers) in enumerate(zip(case.terms, case.offers, strict=True), 1):
            for tender, offer in enumerate(offers):
                key = "open" if life_cycle_cost(terms, offer) is None else "met"
                assert case.filled.value(f"{number}.prices", tender) == say(case, key)


def test_the_figures_of_a_category_stand_with_each_of_its_models(tmp_path: Path) -> None:
    models = [Model("laptop", 60, 4), Model("laptop-2", 40, 4), Model("display", 50, 6)]
    terms = Terms("purchase", models, (1200, 500), 0.3, discount_rate=3, working_share=60, end_of_use_cap=20)
    path = tmp_path / "a.xlsx"
    path.write_bytes(draw_workbook(build_evaluation(compose_annex([terms], "en")), DAY).close_file(stored=True))
    sheet = openpyxl.load_workbook(path, data_only=True)["Lot 1 cost"]
    figures = [(row[1].value, row[2].value) for row in sheet.iter_rows(max_col=3)]
    assert figures.count(("Period of calculation in years, Y", 4)) == 2
    assert figures.count(("Period of calculation with each year discounted, D", 3.7171)) == 2


def ok(case: Case) -> str:
    """The word for a check that is passed, in the language of a workbook."""
    return say(case, "ok")


def say(case: Case, key: str) -> str:
    """A word of the evaluation, in the language of a workbook."""
    english_sheet = "Ranking" in case.filled.book.sheetnames
    return shipped_data.load_shipped_data().language("en" if english_sheet else "ar").text(f"evaluation.{key}")
