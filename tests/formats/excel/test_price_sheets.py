# SPDX-License-Identifier: Apache-2.0
"""The price of a lot goes from the forms to the ranking with the workbook alone, and by hand to the same result."""

import datetime
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from tenderkit.formats.excel.writer import draw_workbook
from tenderkit.library.reading import shipped_data
from tenderkit.papers.annex.annex import Annex, compose
from tenderkit.papers.evaluation import Evaluation, build_evaluation
from tenderkit.purchase.reading import validate_purchase
from tenderkit.responses.offers import read_offers
from tenderkit.selection.select import select
from tests.formats.excel.filled import Filled, decide_all, work_out
from tests.support import english
from tests.tendered import NAME, tenders

DAY = datetime.datetime(2026, 1, 2, tzinfo=datetime.UTC)
PURCHASE, LEASE, REPAIR, TAKE_BACK = 1, 2, 3, 4


def lot(acquisition: str, **more: Any) -> dict[str, Any]:
    return {"title": acquisition, "acquisition": acquisition, "months": 36, "data": "none", **more}


LOTS = [
    lot(
        "purchase",
        items=[{"category": "laptop", "quantity": 100, "models": [60, 40]}],
        weights={"price": 100},
        sheet={"battery-share": 30, "service-share": {"laptop": 12.5}},
    ),
    lot("lease", items=[{"category": "display", "quantity": 20}], weights={"price": 100}),
    lot(
        "repair",
        items=[{"category": "laptop", "quantity": 50}],
        weights={"price": 100},
        sheet={
            "repairs": {"laptop": {"battery": 10, "screen panel": 4}},
            "diagnoses": 7,
            "labour-hours": 30,
            "parts-sum": 1500,
        },
    ),
    lot("take-back", returns=[{"category": "laptop", "quantity": 80}], weights={"price": 100}),
]
# What two tenderers enter, by lot and the end of each field.
ENTRIES: list[Mapping[int, Mapping[str, str]]] = [
    {
        PURCHASE: {
            **{"laptop.price": "800", "laptop.battery": "60", "laptop.service": "0"},
            **{"laptop-2.price": "650.5", "laptop-2.battery": "45.5", "laptop-2.service": "88"},
        },
        LEASE: {"display.charge": "4.25", "display.once": "0"},
        REPAIR: {
            **{"laptop.repairs-1": "90", "laptop.repairs-2": "210", "laptop.diagnosis": "0"},
            **{"labour": "55", "mark-up": "12 %"},
        },
        TAKE_BACK: {"laptop": "-3.5"},
    },
    {
        PURCHASE: {
            **{"laptop.price": "0", "laptop.battery": "0", "laptop.service": "0"},
            **{"laptop-2.price": "650", "laptop-2.battery": "0", "laptop-2.service": "0"},
        },
        LEASE: {"display.charge": "0", "display.once": "90"},
        REPAIR: {
            **{"laptop.repairs-1": "80", "laptop.repairs-2": "included", "laptop.diagnosis": "15"},
            **{"labour": "50", "mark-up": "0"},
        },
        TAKE_BACK: {"laptop": "0"},
    },
]
# A charge or a price of nothing, and a word for a price, leave a tender without a total.
BY_HAND: list[Mapping[int, float | None]] = [
    {
        PURCHASE: 60 * (800 + 0.3 * 60) + 40 * (650.5 + 0.3 * 45.5 + 0.125 * 88),
        LEASE: 20 * 4.25 * 36,
        REPAIR: 10 * 90 + 4 * 210 + 7 * 0 + 30 * 55 + 1500 * 1.12,
        TAKE_BACK: 80 * -3.5,
    },
    {PURCHASE: None, LEASE: None, REPAIR: None, TAKE_BACK: 0},
]


def annex() -> Annex:
    tender = {"title": "Devices", "launch": datetime.date(2027, 1, 15), "country": "DE", "proportionality": "short"}
    tender["priorities"] = ["long-life"]
    purchase = validate_purchase({"tenderkit": 1, "language": "en", "tender": tender, "lots": LOTS}, "x.json", "toml")
    return compose(select(shipped_data.load_shipped_data().library, purchase), english())


@pytest.fixture(scope="module")
def filled(calc: Path, tmp_path_factory: pytest.TempPathFactory) -> Filled:
    """The workbook filled from the forms, with all lines met, and worked out."""
    folder = tmp_path_factory.mktemp("prices")
    one = annex()
    said = [
        {
            NAME: name,
            **{f"tk:L{number}.price.{end}": text for number, ends in lots.items() for end, text in ends.items()},
        }
        for name, lots in zip(("Ada", "Bob"), ENTRIES, strict=True)
    ]
    # Bob states a total of its own; nothing counts it.
    said[1]["tk:L2.price.total"] = "1800"
    evaluation = build_evaluation(one)
    book = draw_workbook(evaluation, DAY, read_offers(evaluation, tenders(one, *said)))
    path = folder / "prices.xlsx"
    path.write_bytes(book.close_file(stored=True))
    made = Filled(path, book.places)
    decide_all(path, path, made, len(said), evaluation.language)
    work_out(calc, [made], folder)
    return made


def test_each_lot_comes_to_the_price_by_hand(filled: Filled) -> None:
    assert filled.errors() == []
    for tender, prices in enumerate(BY_HAND):
        for number, price in prices.items():
            found = filled.value(f"{number}.cost.total", tender)
            assert found == (None if price is None else pytest.approx(price, abs=0.005)), (number, tender)


def test_a_tender_without_a_price_is_open_and_has_no_points(filled: Filled) -> None:
    for number in (PURCHASE, LEASE, REPAIR):
        assert [filled.value(f"{number}.prices", tender) for tender in (0, 1)] == ["Met", "Open"]
        assert [filled.value(f"{number}.total", tender) for tender in (0, 1)] == [100, None]
        assert filled.value(f"{number}.remark.no-number", 1) == (0 if number == REPAIR else 1)
    assert [filled.value(f"{TAKE_BACK}.total", tender) for tender in (0, 1)] == [100, 0]


def test_a_lot_whose_prices_stand_several_in_one_field_has_no_sheet_for_them() -> None:
    def evaluate(repairs: object) -> Evaluation:
        lots = [LOTS[2] | {"sheet": {"repairs": repairs, "parts": {"laptop": {"fan": 5}}}}]
        tender = {"title": "Devices", "launch": datetime.date(2027, 1, 15), "country": "DE"}
        purchase = validate_purchase(
            {"tenderkit": 1, "language": "en", "tender": tender, "lots": lots}, "x.json", "toml"
        )
        return build_evaluation(compose(select(shipped_data.load_shipped_data().library, purchase), english()))

    assert evaluate("battery 10, screen panel 4").lots[0].cost is None
    assert evaluate({"laptop": {"battery": 10}}).lots[0].cost is not None
