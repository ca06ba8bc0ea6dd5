# SPDX-License-Identifier: Apache-2.0
import datetime
from typing import Any

import pytest

from tenderkit.library.reading.shipped_data import load_shipped_data
from tenderkit.notices.lot_draft import LotDrafter
from tenderkit.notices.notice import NoticeAward, NoticeItem, NoticeLot, WeightKind
from tests.formats.notices.made_notices import tables


def drafter(**lot: Any) -> LotDrafter:
    return LotDrafter(NoticeLot(number=1, title="A lot", **lot), load_shipped_data().library, tables().cpv)


def weights(*numbers: float | None, kind: WeightKind = "percentage") -> Any:
    award = tuple(
        NoticeAward("price" if n == 0 else "quality", f"name {n}", "", number, kind)
        for n, number in enumerate(numbers)
    )
    return drafter(award=award).find_answers().get("weights")


def test_weights_of_all_kinds_become_percent() -> None:
    assert weights(60, 40) == {"price": 60, "quality": {"name 1": 40}}
    assert weights(0.6, 0.4, kind="decimal") == {"price": 60, "quality": {"name 1": 40}}
    assert weights(30, 20, kind="points") == {"price": 60, "quality": {"name 1": 40}}
    assert weights(33.333, 33.333, 33.334) == {"price": 33.4, "quality": {"name 1": 33.3, "name 2": 33.3}}
    assert weights(None) == {"price": 100}


@pytest.mark.parametrize(
    ("numbers", "kind"),
    [
        ((60, 30), "percentage"),
        ((60, None), "percentage"),
        ((1, 2), "order"),
        ((-5, 105), "percentage"),
        ((0, 0), "points"),
        ((1e308, 1e308), "points"),
    ],
)
def test_weights_that_cannot_be_converted_are_listed(numbers: tuple[float | None, ...], kind: WeightKind) -> None:
    assert weights(*numbers, kind=kind) is None


def test_two_criteria_of_one_name_stay_two() -> None:
    award = tuple(NoticeAward("quality", "Method", "text", 50) for _ in range(2))
    answers = drafter(award=award).find_answers()
    assert answers["weights"] == {"quality": {"Method": 50, "Method 2": 50}}
    assert answers["criteria"] == {"Method": "text", "Method 2": "text"}


def test_lines_of_one_category_are_one_line() -> None:
    items = (NoticeItem("1", "", "30213100", quantity=5), NoticeItem("2", "", "30213100", quantity=7))
    assert drafter(items=items).find_answers()["items"] == [{"category": "laptop", "quantity": 12}]


@pytest.mark.parametrize("quantities", [(100, None, 20), (None, 50), (50, None)])
def test_a_total_with_an_unknown_part_is_unknown(quantities: tuple[float | None, ...]) -> None:
    lot = drafter(items=tuple(NoticeItem(str(n), "", "30213100", quantity=q) for n, q in enumerate(quantities)))
    assert lot.find_answers()["items"] == [{"category": "laptop"}]
    assert "items.1.quantity" in lot.left


def test_the_quantity_of_the_lot_is_that_of_its_only_category() -> None:
    laptop, display = NoticeItem("1", "", "30213100"), NoticeItem("2", "", "30231300")
    assert drafter(items=(laptop,), quantity=9).find_answers()["items"] == [{"category": "laptop", "quantity": 9}]
    assert drafter(items=(laptop, display), quantity=9).find_answers()["items"] == [
        {"category": "laptop"},
        {"category": "display"},
    ]


def test_the_quantity_of_a_lot_with_other_codes_is_listed() -> None:
    lot = drafter(items=(NoticeItem("1", "", "30213100"), NoticeItem("2", "", "39162000")), quantity=36)
    assert lot.find_answers()["items"] == [{"category": "laptop"}]
    assert lot.left["quantity"] == "36 units are those of all CPV codes together"


@pytest.mark.parametrize("quantity", [0, -1, 1.5, 1e12])
def test_a_quantity_that_is_none_is_listed(quantity: float) -> None:
    lot = drafter(items=(NoticeItem("1", "", "30213100", quantity=quantity),))
    assert lot.find_answers()["items"] == [{"category": "laptop"}]
    assert "items.1.quantity" in lot.left


def test_contractors_and_call_off_are_those_of_a_framework() -> None:
    lot = drafter(framework="fa-w-rc", suppliers=3)
    answers = lot.find_answers()
    assert (answers["suppliers"], answers["call-off"]) == (3, "mini-competition")
    assert {"suppliers", "call-off"} <= lot.taken.keys()
    lot = drafter(framework="fa-wo-rc", suppliers=0)
    assert {"suppliers", "call-off"}.isdisjoint(lot.find_answers())
    assert {"suppliers", "call-off"} <= lot.left.keys()
    assert "suppliers" not in drafter(framework="none", suppliers=3).find_answers()


def test_what_a_purchase_file_does_not_have_is_listed() -> None:
    lot = drafter(description="Important.", nature="supplies", start=datetime.date(2026, 9, 1))
    assert lot.find_answers() == {"title": "A lot"}
    assert {"description", "nature", "start"} <= lot.left.keys()


def test_a_code_of_no_category_is_listed() -> None:
    lot = drafter(items=(NoticeItem("1", "", "45233130"),))
    assert "items" not in lot.find_answers()
    assert lot.left["items 1"].startswith("the CPV code 45233130 belongs to no product category")


def test_a_code_out_of_scope_is_listed_with_the_reason() -> None:
    lot = drafter(items=(NoticeItem("1", "", "48311000"),))
    assert "items" not in lot.find_answers()
    assert "out of scope: software" in lot.left["items 1"]


def test_another_device_has_to_be_described() -> None:
    lot = drafter(items=(NoticeItem("1", "", "30142200"),))
    assert "items" not in lot.find_answers()
    assert "describe it" in lot.left["items 1"]


def test_a_code_may_say_the_acquisition_model() -> None:
    assert drafter(cpv="50323000").find_answers()["acquisition"] == "repair"
    assert drafter(cpv="90514000").find_answers()["acquisition"] == "take-back"
    assert drafter(cpv="30125110").find_answers()["acquisition"] == "consumables"
    lot = drafter(cpv="30213100")
    assert "acquisition" not in lot.find_answers()
    assert "acquisition" in lot.left


@pytest.mark.parametrize("months", [999, 0, -1])
def test_a_term_beyond_all_bounds_is_listed(months: int) -> None:
    lot = drafter(months=months)
    assert "months" not in lot.find_answers()
    assert "months" in lot.left
