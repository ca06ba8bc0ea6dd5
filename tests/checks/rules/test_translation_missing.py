# SPDX-License-Identifier: Apache-2.0
from dataclasses import replace

import pytest

from tenderkit.checks.checked_purchase import CheckedPurchase
from tenderkit.checks.rules.translation_missing import find_faults
from tenderkit.library.reading.shipped_data import load_shipped_data
from tenderkit.pipeline import select_clauses
from tests.support import example_purchase


def clauses(name: str, language: str) -> list[str | None]:
    """The clauses that are not translated for an example."""
    data = load_shipped_data()
    bought = replace(example_purchase(name), language=language)
    checked = CheckedPurchase(select_clauses(bought, data), data.language(language), data.word_lists)
    return [fault.place.clause for fault in find_faults(checked)]


@pytest.mark.parametrize(
    "name", ["es-data-centre", "ee-cloud-hosting", "za-repair-framework", "eu-five-lots", "fr-phone-lease"]
)
def test_clauses_without_arabic_are_found(name: str) -> None:
    assert len(clauses(name, "ar")) > 0


@pytest.mark.parametrize(
    ("name", "language"),
    [
        ("eg-school-laptops", "ar"),
        ("eg-school-laptops", "en"),
        ("es-data-centre", "en"),
        ("small-laptops", "ar"),
        ("za-repair-framework", "en"),
    ],
)
def test_english_and_what_is_translated_pass(name: str, language: str) -> None:
    assert clauses(name, language) == []
