# SPDX-License-Identifier: Apache-2.0
"""An annex defines the same terms in English and in Arabic, and working days by the weekend of its place."""

from dataclasses import replace

import pytest

from tenderkit.library.reading.shipped_data import load_shipped_data
from tenderkit.papers.blocks import Paragraph
from tenderkit.pipeline import compose_annex, select_clauses
from tests.support import PURCHASE_FILES, example_purchase

DATA = load_shipped_data()
# Arabic has one word for a delivery and any hand-over, and for a permitted operator and a permitted recycler.
WIDER = {"delivery", "permitted-operator"}


def find_defined(name: str, code: str) -> set[str]:
    """The ids of the terms that the annex of a purchase defines in a language."""
    annex = compose_annex(select_clauses(replace(example_purchase(name), language=code), DATA), DATA)
    leads = {block.lead for block in annex.blocks if isinstance(block, Paragraph)}
    terms = annex.language.frame.definitions.items()
    return {id_ for id_, term in terms if annex.language.text("formats.lead", text=term.term) in leads}


@pytest.mark.parametrize("name", PURCHASE_FILES)
def test_both_languages_define_the_same_terms(name: str) -> None:
    english, arabic = find_defined(name, "en"), find_defined(name, "ar")
    assert {"contracting-authority", "contractor"} <= english
    assert english ^ arabic <= WIDER - english


@pytest.mark.parametrize(
    ("country", "code", "weekend"),
    [
        ("EG", "en", "(Friday and Saturday)"),
        ("JO", "ar", "(الجمعة والسبت)"),
        ("SA", "fr", "(vendredi et samedi)"),
        ("KE", "en", "(Saturday and Sunday, unless others are usual)"),
    ],
)
def test_a_working_day_is_none_of_the_weekend_of_the_place(country: str, code: str, weekend: str) -> None:
    purchase = replace(example_purchase("small-laptops"), language=code)
    purchase = replace(purchase, tender=replace(purchase.tender, country=country))
    annex = compose_annex(select_clauses(purchase, DATA), DATA)
    lead = annex.language.text("formats.lead", text=annex.language.frame.definitions["working-day"].term)
    (definition,) = [block for block in annex.blocks if isinstance(block, Paragraph) and block.lead == lead]
    assert weekend in str(definition.text)
