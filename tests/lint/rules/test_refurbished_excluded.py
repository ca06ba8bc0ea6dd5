# SPDX-License-Identifier: Apache-2.0
import pytest

from tests.lint.seeded import found, keys, saying, shipped

RULE = "refurbished-excluded"


@pytest.mark.parametrize(
    "text",
    [
        "The units shall be brand-new.",
        "The units shall be new, unused and factory sealed.",
        "Repairs shall be done with new parts only.",
        "Refurbished and remanufactured units are not accepted.",
        "The units shall not be refurbished.",
        "No used parts shall be fitted.",
        "Used or refurbished equipment is not accepted.",
        "Re-used or refurbished parts shall not be used.",
        "All products must be new.",
    ],
)
def test_what_shuts_refurbished_units_out_is_found(text: str) -> None:
    assert keys(RULE, saying(text)) == ["text.requirement"]


@pytest.mark.parametrize(
    "text",
    [
        "The units shall be brand new or refurbished.",
        "A replacement may be refurbished.",
        "The tenderer shall fit a battery that was not in use before only where its type lasts longer.",
        "The contractor shall collect unused equipment and credit unused cartridges.",
        "Headsets shall be new and unused for reasons of hygiene.",
        "The battery shall be new.",
        "Refurbished units with a swollen battery are not accepted.",
        "Refurbished units shall not carry marks of an earlier owner.",
    ],
)
def test_a_way_in_a_reason_and_other_uses_pass(text: str) -> None:
    assert keys(RULE, saying(text)) == []


def test_the_finding_names_the_words_and_the_way_out() -> None:
    (one,) = found(RULE, saying("Are all units Factory Sealed?", "question"))
    assert one.message == "“Factory Sealed” shuts refurbished units or re-used parts out"
    assert one.fix == "Allow them, in a lot or as a variant if need be, or give the reason in the sentence."
    assert one.severity == "warn"


def test_the_shipped_library_is_clean() -> None:
    assert found(RULE, shipped()) == []
