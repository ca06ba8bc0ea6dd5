# SPDX-License-Identifier: Apache-2.0
"""The questions that settle an open point say what counts, and refuse what is no answer."""

import datetime
import tomllib

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


def list_questions(name: str) -> dict[str, AnySlot]:
    """The questions on figures of the sheets of an example, by the last part of their key."""
    answers = tomllib.loads(shipped_data.list_example_purchases()[name].read_text(encoding="utf-8"))
    for lot in answers["lots"]:
        lot.pop("sheet", None)
    selection = select(DATA.library, validate_purchase(answers, name, "toml", None, DATA))
    annex = compose(selection, DATA.language("en"))
    prompts = Prompts(DATA.library, DATA.language("en"), datetime.date(2026, 11, 30))
    slots = [slot for point in annex.open_points for slot in find_questions(point, annex, answers, prompts)]
    return {str(slot.path[3]): slot for slot in slots if len(slot.path) > 3 and slot.path[2] == "sheet"}


def test_repairs_are_counted_for_one_unit_where_the_sheet_multiplies_them() -> None:
    assert "one unit" in list_questions("three-lots")["repairs"].question.label["en"]
    assert "one unit" not in list_questions("za-repair-framework")["repairs"].question.label["en"]


@pytest.mark.parametrize("typed", ["-", "none", "n/a"])
def test_a_test_method_has_a_name(typed: str) -> None:
    slot = list_questions("ke-school-laptops")["method-in-use"]
    with pytest.raises(Refusal) as refused:
        slot.read(typed)
    assert refused.value.code == "no-method"
    assert slot.read("IEC 62623") == "IEC 62623"
