# SPDX-License-Identifier: Apache-2.0
from dataclasses import replace

import pytest

from tenderkit.checks.checked_purchase import CheckedPurchase
from tenderkit.checks.rules.unreviewed_term import find_faults
from tenderkit.library.reading.shipped_data import load_shipped_data
from tenderkit.pipeline import select_clauses
from tests.support import example_purchase

NAMES = ["eg-school-laptops", "small-laptops", "ke-school-laptops", "us-desktops", "un-country-office"]


def keys(name: str, language: str) -> list[str | None]:
    data = load_shipped_data()
    bought = replace(example_purchase(name), language=language)
    checked = CheckedPurchase(select_clauses(bought, data), data.language(language))
    return [fault.place.key for fault in find_faults(checked)]


@pytest.mark.parametrize("name", NAMES)
def test_terms_of_arabic_papers_that_nobody_reviewed_are_found(name: str) -> None:
    assert keys(name, "ar") == ["language"]


@pytest.mark.parametrize("name", NAMES)
def test_papers_in_english_pass(name: str) -> None:
    assert keys(name, "en") == []
