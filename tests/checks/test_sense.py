# SPDX-License-Identifier: Apache-2.0
"""The warnings on what is valid and yet odd: their words, and what a run says. Each rule has a module of its own."""

import datetime

import pytest

from tenderkit import read_purchase, select
from tenderkit.checks.sense import find_odd_entries
from tenderkit.library.reading.shipped_data import load_shipped_data
from tenderkit.lint.catalogue import Catalogue
from tenderkit.purchase.device_names import add_device_names
from tests.support import PURCHASE_FILES, example_purchase, lot, purchase_data

# Where a clause counts a figure, the way out names the clause.
OTHER_WAYS_OUT = {"sheet-figure-unused-clause-fix"}


def test_every_warning_has_words_in_each_language() -> None:
    for language in ("en", "ar"):
        texts = dict(load_shipped_data().frames[language].texts["sense"])
        assert all(texts.pop(key) for key in OTHER_WAYS_OUT)
        assert {f"{key.removesuffix('-fix')}{end}" for key in texts for end in ("", "-fix")} == texts.keys()


def test_the_python_interface_gives_the_same_warnings() -> None:
    data = load_shipped_data()
    content = purchase_data(tender={"launch": datetime.date(2020, 1, 15)}, lots=[lot({"laptop": 6_000_000})])
    bought = read_purchase(content, data)
    warned = {
        f.rule: str(f.place)
        for f in select(bought, data, name="odd.toml", today=datetime.date(2026, 11, 29)).findings
    }
    assert warned["quantity-very-large"] == "odd.toml: lots.1.items"
    assert warned["launch-long-ago"] == "odd.toml: tender.launch"
    assert "launch-long-ago" not in {f.rule for f in select(bought, data).findings}


@pytest.mark.parametrize("name", PURCHASE_FILES)
def test_no_example_is_odd(name: str) -> None:
    data = load_shipped_data()
    bought = example_purchase(name)
    catalogue = Catalogue(add_device_names(data.library, bought), lists=data.word_lists)
    assert find_odd_entries(bought, catalogue, data.language("en"), bought.tender.launch) == ()
