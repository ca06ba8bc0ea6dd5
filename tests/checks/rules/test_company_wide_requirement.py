# SPDX-License-Identifier: Apache-2.0
import pytest

from tests.checks.checked import NOTE, keys, noted

RULE = "company-wide-requirement"


@pytest.mark.parametrize(
    "text",
    [
        "The tenderer shall hand in its sustainability report.",
        "The CSR report of the tenderer is scored.",
        "The tenderer shall have a corporate social responsibility policy.",
        "Sustainability report on request.",
        "Bring your sustainability report.",
    ],
)
def test_the_fault_is_found(text: str) -> None:
    assert NOTE in keys(RULE, lots=noted(text))


@pytest.mark.parametrize(
    "text",
    [
        "The tenderer shall name every site that will treat equipment under this lot.",
        "A report on the units delivered under this contract.",
        "Report each collection.",
        "The plan by which units are collected under this contract.",
        "A sustainability report is not required.",
    ],
)
def test_what_comes_close_passes(text: str) -> None:
    assert keys(RULE, lots=noted(text)) == []
