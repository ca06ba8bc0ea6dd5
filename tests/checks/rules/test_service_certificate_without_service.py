# SPDX-License-Identifier: Apache-2.0
import pytest

from tests.checks.checked import NOTE, keys, noted, without
from tests.support import Table

RULE = "service-certificate-without-service"


def toner(note: str) -> list[Table]:
    """A lot of consumables, in which nothing is erased or repaired."""
    return noted(note, items={"consumables": 500}, acquisition="consumables", data=None)


@pytest.mark.parametrize(
    "note",
    [
        "The firm is certified under ISO 14001:2015 or equivalent.",
        "R2v3 certificate or equivalent.",
        "e-Stewards or equivalent.",
        "WEEELABEX operator or equivalent.",
        "EMAS registration or equivalent.",
    ],
)
def test_a_certificate_without_its_service_is_found(note: str) -> None:
    assert keys(RULE, lots=toner(note), excluded=without("cartridge-take-back")) == [NOTE]


@pytest.mark.parametrize(
    "lots",
    [
        noted("Treated under R2v3 (2020) or equivalent."),
        noted("Repaired under ISO 14001:2015 or equivalent.", acquisition="repair"),
        noted("ISO 14001:2015 or equivalent at the site of treatment.", acquisition="lease"),
        toner("Empty cartridges taken back under ISO 14001:2015 or equivalent."),
        toner("Cartridges for 500 pages at least."),
        toner("Yield measured by ISO/IEC 19752:2017 or equivalent."),
        toner("For the printers in rooms R 2 and R 3."),
    ],
)
def test_certificates_of_a_service_that_is_bought_pass(lots: list[Table]) -> None:
    assert keys(RULE, lots=lots) == []
