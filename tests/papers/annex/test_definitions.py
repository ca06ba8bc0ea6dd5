# SPDX-License-Identifier: Apache-2.0
"""An annex defines the same terms in English and in Arabic: the forms of each find the same texts."""

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
