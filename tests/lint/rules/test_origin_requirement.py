# SPDX-License-Identifier: Apache-2.0
import pytest

from tests.lint.seeded import found, keys, saying, shipped

RULE = "origin-requirement"


@pytest.mark.parametrize(
    "text",
    [
        "The units shall be made in the European Union.",
        "The units shall be EU-made.",
        "Only domestic products are accepted.",
        "Batteries manufactured in China are not accepted.",
        "The tenderer shall offer no products from Russia.",
        "At least 40 % local content shall be reached.",
        "The country of origin shall be named in the list of partners.",
        "The units shall be of European origin.",
        "Products assembled locally earn 10 points.",
        "Units of manufacturers headquartered in excluded countries are refused.",
    ],
)
def test_a_demand_on_origin_is_found(text: str) -> None:
    assert keys(RULE, saying(text)) == ["text.requirement"]


@pytest.mark.parametrize(
    "text",
    [
        "Claims are made in writing, and payments in euro.",
        "The units shall be manufactured in accordance with European law.",
        "Manuals shall be produced in French or English.",
        "Units made in 2024 or later count.",
        "Where a trade mark, patent, origin or producer is named, an equal tender is at no disadvantage.",
        "Guarantees of origin for the electricity used.",
        "The contractor shall keep domestic waste apart.",
        "The contractor shall collect units from offices in Kenya.",
        "Entry of the model in the European product register.",
        "The contractor shall not export waste to a country that prohibits its import.",
    ],
)
def test_what_says_nothing_of_origin_passes(text: str) -> None:
    assert keys(RULE, saying(text)) == []


def test_advice_for_the_authority_may_speak_of_origin() -> None:
    assert keys(RULE, saying("Never ask for units made in Germany.", "guidance")) == []


def test_the_finding_names_the_words_and_the_way_out() -> None:
    (one,) = found(RULE, saying("Are the units manufactured in India?", "question"))
    assert one.message == "“manufactured in India” makes the origin of the product count"
    assert one.fix == "Take it out, or cite the special legal basis in the tender."


def test_the_shipped_library_is_clean() -> None:
    assert found(RULE, shipped()) == []
