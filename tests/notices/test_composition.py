# SPDX-License-Identifier: Apache-2.0
"""A notice as plain values, composed from a purchase."""

from dataclasses import replace

import pytest

from tenderkit.frozen import Memory
from tenderkit.library.reading.shipped_data import load_shipped_data
from tenderkit.notices.composition import compose_notice
from tenderkit.notices.notice import Notice
from tenderkit.pipeline import select_clauses
from tenderkit.purchase.purchase import Purchase
from tests.formats.notices.made_notices import tables
from tests.support import example_purchase


def compose(purchase: Purchase) -> Notice:
    data = load_shipped_data()
    language = data.language(purchase.language)
    return compose_notice(select_clauses(purchase, data), language, tables(), with_value=True)


def test_in_arabic_a_term_of_two_months_stands_in_the_nominative_behind_its_colon() -> None:
    purchase = example_purchase("small-laptops")
    short = tuple(replace(lot, months=2) for lot in purchase.lots)
    notice = compose(replace(purchase, language="ar", lots=short))
    assert all("المدة: شهران." in lot.description for lot in notice.lots)


def vary(purchase: Purchase) -> list[Purchase]:
    """A purchase, and what differs from it in the one thing that some text of a notice reads."""
    tender, lots = purchase.tender, purchase.lots
    assert tender.value is not None
    more = tuple(
        replace(lot, items=tuple(replace(line, quantity=line.quantity + 1) for line in lot.items)) for lot in lots
    )
    return [
        purchase,
        replace(purchase, tender=replace(tender, value=replace(tender.value, currency="CHF"))),
        replace(purchase, tender=replace(tender, country="NZ", delivery_country="NZ")),
        replace(purchase, lots=tuple(replace(lot, months=(lot.months or 0) + 7) for lot in lots)),
        replace(purchase, lots=more),
        replace(purchase, language="ar"),
    ]


@pytest.mark.parametrize("name", ["ke-school-laptops", "three-lots"])
def test_a_notice_is_the_same_whatever_was_composed_before(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    purchases = vary(example_purchase(name))
    remembered = [compose(purchase) for purchase in purchases]
    assert len(set(map(repr, remembered))) == len(purchases)
    monkeypatch.setattr(Memory, "recall", lambda _, key, make: make())
    assert remembered == [compose(purchase) for purchase in purchases]
