# SPDX-License-Identifier: Apache-2.0
import pytest

from tests.checks.checked import found, keys
from tests.support import Table, lot

RULE = "proportionality-guard"
FEW = {"value": None}
TWELVE = [lot({"laptop": 12})]


@pytest.mark.parametrize(
    ("tender", "lots"),
    [
        ({**FEW, "proportionality": "full"}, TWELVE),
        ({**FEW, "proportionality": "large"}, TWELVE),
        ({**FEW, "proportionality": "standard"}, TWELVE),
        ({**FEW, "proportionality": "full"}, [lot({"laptop": 600})]),
        ({**FEW, "proportionality": "large"}, [lot({"display": 30}, data="none")]),
        ({"value": {"amount": 5000, "currency": "EUR"}, "proportionality": "standard"}, [lot({"laptop": 600})]),
    ],
)
def test_more_than_the_size_carries_is_found(tender: Table, lots: list[Table]) -> None:
    assert keys(RULE, tender=tender, lots=lots) == ["tender.proportionality"]


@pytest.mark.parametrize(
    ("tender", "lots"),
    [
        (FEW, TWELVE),
        (FEW, [lot({"laptop": 600})]),
        ({**FEW, "proportionality": "short"}, [lot({"laptop": 600})]),
        ({**FEW, "proportionality": "large"}, [lot({"laptop": 3000})]),
        ({**FEW, "proportionality": "standard"}, [lot({"laptop": 600})]),
    ],
)
def test_the_size_of_the_purchase_passes(tender: Table, lots: list[Table]) -> None:
    assert keys(RULE, tender=tender, lots=lots) == []


def test_more_clauses_than_usual_are_counted() -> None:
    (finding,) = found(RULE, "fr-college-laptops")
    assert (finding.place.key, finding.severity) == ("included", "warn")
    assert "13" in finding.message
    assert "12" in finding.message
