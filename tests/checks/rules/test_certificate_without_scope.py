# SPDX-License-Identifier: Apache-2.0
import pytest

from tests.checks.checked import NOTE, keys, noted

RULE = "certificate-without-scope"


@pytest.mark.parametrize(
    "text",
    [
        "Certificate under R2v3 (2020) or equivalent.",
        "The firm is certified under ISO 14001:2015 or equivalent.",
        "A certificate of ISO/IEC 27001:2022 or equivalent.",
        "Certification by e-Stewards or equivalent.",
        "EMAS certificate or equivalent.",
    ],
)
def test_the_fault_is_found(text: str) -> None:
    assert NOTE in keys(RULE, lots=noted(text))


@pytest.mark.parametrize(
    "text",
    [
        "Certificate under R2v3 (2020) or equivalent, whose scope names the site and the steps.",
        "Certificate under ISO 14001:2015 or equivalent for the site of treatment.",
        "An erasure certificate for each unit.",
        "Tested by EN 61960-3:2017 or equivalent.",
        "A certificate of origin of the toner is not needed.",
    ],
)
def test_what_comes_close_passes(text: str) -> None:
    assert keys(RULE, lots=noted(text)) == []
