# SPDX-License-Identifier: Apache-2.0
"""Places that somebody has still to fill in."""

import pytest

from tests.checks.documents.checking import faults


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("Delivery within [to be confirmed] days.", "[to be confirmed]"),
        ("The price is [insert amount] EUR.", "[insert amount]"),
        ("Term of the contract: TBC", "TBC"),
        ("The contractor shall deliver within ____ days.", "____"),
        ("The contractor shall pay ........ EUR.", "........"),
        ("All amounts together are capped at …… %.", "……"),
        ("All amounts together are capped at ____ %.", "____"),
        (
            "Deliver to [the organisation's office or specified location].",
            "[the organisation's office or specified location]",
        ),
        ("The screens must carry the (insert label) label.", "(insert label)"),
        ("The laptops must have (fill in number) ports.", "(fill in number)"),
        ("التسليم خلال [يحدد لاحقا] يوما.", "[يحدد لاحقا]"),
    ],
)
def test_a_blank_is_found(text: str, phrase: str) -> None:
    (finding,) = faults("unfilled-placeholder", text)
    assert finding.excerpt is not None
    assert finding.excerpt.fault == phrase


@pytest.mark.parametrize(
    "text",
    [
        "As the guideline [12] says, units are tested.",
        "Signature: ________",
        "He wrote … and so on.",
        "The form has fields to be completed by the tenderer.",
        "The part number begins with XX.",
        "Sources [1] [2] [3].",
        "The card (inserted by the contractor) shall be new.",
        "Tenderers shall state the weight (see where to fill in the form).",
    ],
)
def test_what_is_no_blank_passes(text: str) -> None:
    assert faults("unfilled-placeholder", text) == []
