# SPDX-License-Identifier: Apache-2.0
"""A notice as plain values, composed from a purchase."""

from dataclasses import replace

from tenderkit.library.reading.shipped_data import load_shipped_data
from tenderkit.notices.composition import compose_notice
from tenderkit.pipeline import select_clauses
from tests.formats.notices.made_notices import example_purchase, tables


def test_in_arabic_a_term_of_two_months_stands_in_the_nominative_behind_its_colon() -> None:
    data, purchase = load_shipped_data(), example_purchase("small-laptops")
    short = tuple(replace(lot, months=2) for lot in purchase.lots)
    selection = select_clauses(replace(purchase, language="ar", lots=short), data)
    notice = compose_notice(selection, data.language("ar"), tables(), with_value=False)
    assert all("المدة: شهران." in lot.description for lot in notice.lots)
