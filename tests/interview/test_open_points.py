# SPDX-License-Identifier: Apache-2.0
"""The questions that settle an open point say what counts, and refuse what is no answer."""

import datetime
import tomllib
from collections.abc import Mapping
from typing import Any

import pytest

from tenderkit.interview.next_question import AnySlot
from tenderkit.interview.open_points import find_questions
from tenderkit.interview.prompts import Prompts
from tenderkit.library.reading import shipped_data
from tenderkit.papers.annex.annex import compose
from tenderkit.purchase.reading import validate_purchase
from tenderkit.purchase.typed_input import Refusal
from tenderkit.selection.select import select

DATA = shipped_data.load_shipped_data()


def read_example(name: str) -> dict[str, Any]:
    return tomllib.loads(shipped_data.list_example_purchases()[name].read_text(encoding="utf-8"))


def list_questions(answers: Mapping[str, Any], lot: int = 1) -> dict[str, AnySlot]:
    """The questions on figures of the sheet of a lot, by the last part of their key."""
    for one in answers["lots"]:
        one.pop("sheet", None)
    selection = select(DATA.library, validate_purchase(answers, "purchase.toml", "toml", None, DATA))
    annex = compose(selection, DATA.language("en"))
    prompts = Prompts(DATA.library, DATA.language("en"), datetime.date(2026, 11, 30))
    slots = [slot for point in annex.open_points for slot in find_questions(point, annex, answers, prompts)]
    return {str(slot.path[3]): slot for slot in slots if slot.path[:3] == ("lots", lot - 1, "sheet")}


def test_repairs_are_counted_for_one_unit_where_the_sheet_multiplies_them() -> None:
    lots = read_example("three-lots")["lots"]
    number = next(n for n, _ in enumerate(lots, 1) if "repairs" in list_questions(read_example("three-lots"), n))
    assert lots[number - 1]["acquisition"] != "repair"
    label = list_questions(read_example("three-lots"), number)["repairs"].question.label["en"]
    assert "one unit" in label


def test_a_lot_of_repairs_counts_those_of_all_units_whatever_lot_comes_before_it() -> None:
    answers = read_example("za-repair-framework")
    alone = list_questions(read_example("za-repair-framework"))["repairs"].question.label["en"]
    assert "one unit" not in alone
    bought = read_example("small-laptops")["lots"][0]
    behind = list_questions({**answers, "lots": [{**answers["lots"][0], **bought}, *answers["lots"]]}, 2)
    assert behind["repairs"].question.label["en"] == alone


@pytest.mark.parametrize("typed", ["-", "none", "n/a"])
def test_a_test_method_has_a_name(typed: str) -> None:
    slot = list_questions(read_example("ke-school-laptops"))["method-in-use"]
    with pytest.raises(Refusal) as refused:
        slot.read(typed)
    assert refused.value.code == "no-method"
    assert slot.read("IEC 62623") == "IEC 62623"


@pytest.mark.parametrize("typed", ["1,000", "1000", "about 1 000"])
def test_thousands_of_a_figure_are_typed_as_they_are_printed(typed: str) -> None:
    slot = list_questions(read_example("ke-school-laptops"))["hours-in-use"]
    assert slot.read(typed) == 1000
