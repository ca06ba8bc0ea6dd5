# SPDX-License-Identifier: Apache-2.0
from dataclasses import replace
from pathlib import Path

import pytest

from tenderkit.checks.checked_purchase import CheckedPurchase
from tenderkit.checks.rules.translation_missing import find_faults
from tenderkit.library.reading.shipped_data import ShippedData, load_shipped_data
from tenderkit.pipeline import select_clauses
from tests.support import example_purchase, leave_untranslated


def clauses(name: str, language: str, data: ShippedData) -> list[str | None]:
    """The clauses that are not translated for an example."""
    bought = replace(example_purchase(name), language=language)
    checked = CheckedPurchase(select_clauses(bought, data), data.language(language), data.word_lists)
    return [fault.place.clause for fault in find_faults(checked)]


@pytest.mark.parametrize(
    ("name", "theme", "lacking"),
    [
        ("br-consumables", "imaging", ["page-yield-declaration", "cartridge-take-back"]),
        ("small-laptops", "useful-life", ["warranty-minimum"]),
        ("es-data-centre", "energy-and-climate", ["cooling-best-practice"]),
        ("za-repair-framework", "service-models", ["repair-custody"]),
        ("eg-school-laptops", "end-of-life", ["data-sanitisation"]),
    ],
)
def test_clauses_without_arabic_are_found(copied: Path, name: str, theme: str, lacking: list[str]) -> None:
    data = leave_untranslated(copied, theme, *lacking)
    assert clauses(name, "ar", data) == lacking
    assert clauses(name, "en", data) == []


@pytest.mark.parametrize(
    ("name", "language"),
    [
        ("eg-school-laptops", "ar"),
        ("eg-school-laptops", "en"),
        ("es-data-centre", "en"),
        ("small-laptops", "ar"),
        ("za-repair-framework", "ar"),
    ],
)
def test_english_and_what_is_translated_pass(name: str, language: str) -> None:
    assert clauses(name, language, load_shipped_data()) == []
