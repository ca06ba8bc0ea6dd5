# SPDX-License-Identifier: Apache-2.0
import pytest

from tests.checks.checked import NOTE, keys, noted
from tests.support import Table

RULE = "eu-only-evidence"
KENYA: Table = {"country": "KE"}


@pytest.mark.parametrize(
    ("tender", "note"),
    [
        (KENYA, "With CE marking."),
        (KENYA, "Entry in EPREL."),
        (KENYA, "The WEEE number is named."),
        ({"country": "ES", "delivery-country": "KE"}, "CE-marked units."),
        ({}, "EU declaration of conformity enclosed."),
    ],
)
def test_evidence_of_the_union_elsewhere_is_found(tender: Table, note: str) -> None:
    assert keys(RULE, tender=tender, lots=noted(note)) == [NOTE]


@pytest.mark.parametrize(
    ("tender", "note"),
    [
        (KENYA, "CE marking or equivalent."),
        ({"country": "ES"}, "Entry in EPREL."),
        ({"country": "KE", "delivery-country": "FR"}, "With CE marking."),
        (KENYA, "Marked with the number of the school."),
        ({"country": "NO"}, "With CE marking."),
        (KENYA, "For the office CE 2 in Nairobi."),
    ],
)
def test_equivalents_and_places_of_the_union_pass(tender: Table, note: str) -> None:
    assert keys(RULE, tender=tender, lots=noted(note)) == []
