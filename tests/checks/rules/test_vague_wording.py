# SPDX-License-Identifier: Apache-2.0
import pytest

from tests.checks.checked import NOTE, keys, noted

RULE = "vague-wording"


@pytest.mark.parametrize(
    "text",
    [
        "A bright screen of high quality.",
        "Modern laptops.",
        "Environmentally friendly packaging.",
        "A suitable carrying case.",
        "State of the art processors.",
    ],
)
def test_the_fault_is_found(text: str) -> None:
    assert NOTE in keys(RULE, lots=noted(text))


@pytest.mark.parametrize(
    "text",
    [
        "At least 400 cd/m² at the centre of the screen.",
        "14-inch screen, matt, at most 1.5 kg.",
        "A case that the unit fits into with its charger.",
        "Delivered to the grey house, room 3.",
        "Bestway Street 12.",
    ],
)
def test_what_comes_close_passes(text: str) -> None:
    assert keys(RULE, lots=noted(text)) == []
