# SPDX-License-Identifier: Apache-2.0
import pytest

from tests.checks.checked import found, keys
from tests.support import Table

RULE = "regime-fallback-missing"


@pytest.mark.parametrize(
    "tender",
    [{}, {"country": "JM"}, {"country": "AQ"}, {"delivery-country": "FR"}, {"country": "FJ"}],
)
def test_the_international_default_is_found(tender: Table) -> None:
    assert keys(RULE, tender=tender) == ["tender.country"]


@pytest.mark.parametrize(
    "tender",
    [
        {"country": "KE"},
        {"country": "ES"},
        {"jurisdiction": "un"},
        {"jurisdiction": "international"},
        {"country": "JM", "jurisdiction": "world-bank"},
    ],
)
def test_a_known_law_passes(tender: Table) -> None:
    assert keys(RULE, tender=tender) == []


def test_the_message_names_the_country() -> None:
    (finding,) = found(RULE, tender={"country": "JM"})
    assert (finding.severity, "JM" in finding.message) == ("info", True)
