# SPDX-License-Identifier: Apache-2.0
import pytest

from tests.checks.checked import NOTE, keys, noted

RULE = "single-verifier"


@pytest.mark.parametrize(
    "text",
    [
        "Test report of TÜV Rheinland.",
        "Only tests of the national laboratory count.",
        "Certificate of a laboratory in Germany.",
        "Tested by Dekra.",
        "Test report of a German laboratory.",
    ],
)
def test_the_fault_is_found(text: str) -> None:
    assert NOTE in keys(RULE, lots=noted(text))


@pytest.mark.parametrize(
    "text",
    [
        "Test report of an accredited laboratory, or of an equally competent body, of any country.",
        "Test report of TÜV Rheinland or an equivalent body.",
        "Units for the school laboratory.",
        "Test report of any accredited laboratory.",
        "A laboratory bench in Germany is not needed.",
    ],
)
def test_what_comes_close_passes(text: str) -> None:
    assert keys(RULE, lots=noted(text)) == []
