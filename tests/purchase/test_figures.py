# SPDX-License-Identifier: Apache-2.0
from typing import Any

import pytest

from tests.support import clause, library, lot, purchase, refused

WHOLE = library({"terms": clause()})
QUALITY = {"price": 60, "quality": {"Training": 40}}


def read(**overrides: Any) -> Any:
    return purchase(WHOLE, lots=[lot({"laptop": 3}, **overrides)]).lots[0]


def test_a_figure_is_one_value_or_a_table_by_category() -> None:
    sheet = {"hours-in-use": 1600, "repairs": {"laptop": "one battery"}}
    assert read(sheet=sheet).sheet == sheet
    assert read(weights=QUALITY, criteria={"Training": "A plan."}).criteria == {"Training": "A plan."}


def test_what_is_priced_is_a_text_or_a_table_of_names_and_numbers() -> None:
    for repairs in ({"battery": 1, "screen panel": 0.1}, {"laptop": {"battery": 1}}, {"laptop": "one battery"}):
        assert read(sheet={"repairs": repairs}).sheet == {"repairs": repairs}


def test_all_faults_of_a_sheet_are_found_at_once() -> None:
    sheet = {"repairs": {"laptop": {"battery": -1, "screen": True}}, "working-share": "all", "hours": 3}
    found = refused(WHOLE, lots=[lot({"laptop": 3}, sheet=sheet)])
    keys = ["repairs.laptop.battery", "repairs.laptop.screen", "working-share", "hours"]
    assert [f.place.key for f in found] == [f"lots.1.sheet.{key}" for key in keys]


EUR_900 = {"amount": 900, "currency": "EUR"}


def test_a_price_cap_is_one_amount_or_a_table_by_category() -> None:
    one, other = read(price_cap=EUR_900), read(price_cap={"laptop": EUR_900})
    assert (one.find_price_cap("laptop"), one.find_price_cap("display"), one.price_currency) == (900, 900, "EUR")
    assert (other.find_price_cap("laptop"), other.find_price_cap("display"), other.price_currency) == (
        900,
        None,
        "EUR",
    )
    assert (read().find_price_cap("laptop"), read().price_currency) == (None, None)


@pytest.mark.parametrize(
    ("overrides", "key", "message"),
    [
        ({"price_cap": 900}, "lots.1.price-cap", "must be an amount with its currency"),
        ({"price_cap": {}}, "lots.1.price-cap", "must be an amount with its currency"),
        ({"price_cap": {"laptop": 900}}, "lots.1.price-cap.laptop", "must be an amount with its currency"),
        ({"price_cap": EUR_900 | {"amount": 0}}, "lots.1.price-cap.amount", "must be a number above 0"),
        ({"price_cap": EUR_900 | {"currency": "euro"}}, "lots.1.price-cap.currency", "is not a currency"),
        ({"price_cap": EUR_900 | {"currency": "USD"}}, "lots.1.price-cap.currency", "is not EUR"),
        ({"price_cap": {"tablet": EUR_900}}, "lots.1.price-cap.tablet", "this lot buys no “tablet”"),
        ({"price_cap": {"tablets": EUR_900}}, "lots.1.price-cap.tablets", "is not a product category"),
        ({"price_cap": EUR_900, "acquisition": "lease"}, "lots.1.price-cap", "limits prices of units"),
        ({"sheet": {"hours": 1}}, "lots.1.sheet.hours", "there is no figure “hours”"),
        ({"sheet": {"hours-in-use": "many"}}, "lots.1.sheet.hours-in-use", "must be a number from 0"),
        ({"sheet": {"hours-idle": -1}}, "lots.1.sheet.hours-idle", "must be a number from 0"),
        ({"sheet": {"labour-hours": True}}, "lots.1.sheet.labour-hours", "must be a number from 0"),
        ({"sheet": {"price-difference": 0}}, "lots.1.sheet.price-difference", "must be a number from 0.01"),
        ({"sheet": {"items": 3}}, "lots.1.sheet.items", "must be a text"),
        ({"sheet": {"repairs": {}}}, "lots.1.sheet.repairs", "must name from 1 to 99 things"),
        ({"sheet": {"repairs": {"battery": 0}}}, "lots.1.sheet.repairs.battery", "must be a number above 0"),
        ({"sheet": {"pages": {"laptop": {" ": 1}}}}, "lots.1.sheet.pages.laptop. ", "is empty"),
        ({"sheet": {"repairs": {"laptop": 1}}}, "lots.1.sheet.repairs.laptop", "is a product category"),
        ({"sheet": {"repairs": {"tablet": {"battery": 1}}}}, "lots.1.sheet.repairs.tablet", "this lot has no tablet"),
        ({"sheet": {"repairs": {"battery": 1, "screen": "x"}}}, "lots.1.sheet.repairs.screen", "must be a number"),
        ({"sheet": {"working-share": 101}}, "lots.1.sheet.working-share", "must be a number from 0 to 100"),
        ({"sheet": {"method-idle": {"laptop": {"a": 1}}}}, "lots.1.sheet.method-idle.laptop", "must be a text"),
        ({"sheet": {"items": " "}}, "lots.1.sheet.items", "must be a text"),
        ({"sheet": {"items": {"laptops": "x"}}}, "lots.1.sheet.items.laptops", "is not a product category"),
        ({"sheet": {"items": {"tablet": "x"}}}, "lots.1.sheet.items.tablet", "this lot has no tablet"),
        ({"sheet": []}, "lots.1.sheet", "must be a table of figures"),
        ({"criteria": {"Training": "x"}}, "lots.1.criteria.Training", "has no criterion “Training”"),
        ({"weights": QUALITY, "criteria": {"Trainings": "x"}}, "lots.1.criteria.Trainings", "has no criterion"),
        ({"weights": QUALITY, "criteria": {"Training": 3}}, "lots.1.criteria.Training", "must be a text"),
        ({"weights": QUALITY, "criteria": "x"}, "lots.1.criteria", "must be a table of texts"),
    ],
    ids=str,
)
def test_a_wrong_figure_or_text_is_refused_at_its_key(overrides: Any, key: str, message: str) -> None:
    found = refused(WHOLE, lots=[lot({"laptop": 3}, **overrides)])
    assert any(f.place.key == key and message in f.message for f in found), found
