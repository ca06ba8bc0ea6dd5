# SPDX-License-Identifier: Apache-2.0
import pytest

from tests.checks.checked import NOTE, keys, noted

RULE = "evidence-date-missing"


@pytest.mark.parametrize(
    "text",
    [
        "Certificate under ISO 14001:2015 or equivalent for the site.",
        "Certificate under R2v3 (2020) or equivalent for the site.",
        "The site is certified under ISO/IEC 27001:2022 or equivalent.",
        "e-Stewards certification or equivalent of the site.",
        "Certificate of an accredited body for the site.",
    ],
)
def test_the_fault_is_found(text: str) -> None:
    assert NOTE in keys(RULE, lots=noted(text))


@pytest.mark.parametrize(
    "text",
    [
        "Certificate under ISO 14001:2015 or equivalent for the site, valid on the day of award.",
        "Certificate under R2v3 (2020) or equivalent, valid at each collection.",
        "An erasure certificate for each unit.",
        "Test report of an accredited laboratory.",
        "The site is open on weekdays.",
    ],
)
def test_what_comes_close_passes(text: str) -> None:
    assert keys(RULE, lots=noted(text)) == []
