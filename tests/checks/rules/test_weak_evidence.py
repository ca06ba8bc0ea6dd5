# SPDX-License-Identifier: Apache-2.0
import pytest

from tests.checks.checked import NOTE, keys, noted

RULE = "weak-evidence"


@pytest.mark.parametrize(
    "text",
    [
        "Shown by a brochure of the manufacturer.",
        "A self-declaration is enough.",
        "Website of the manufacturer.",
        "Test report or brochure.",
        "A leaflet shows the noise.",
    ],
)
def test_the_fault_is_found(text: str) -> None:
    assert NOTE in keys(RULE, lots=noted(text))


@pytest.mark.parametrize(
    "text",
    [
        "Shown by the test report and the data sheet.",
        "The data sheet of the model.",
        "A test report, with a link to the website of the laboratory.",
        "Units for the web team.",
        "Delivered with a printed manual.",
    ],
)
def test_what_comes_close_passes(text: str) -> None:
    assert keys(RULE, lots=noted(text)) == []
