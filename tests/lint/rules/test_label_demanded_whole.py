# SPDX-License-Identifier: Apache-2.0
import pytest

from tests.lint.seeded import found, keys, saying, shipped
from tests.support import award

RULE = "label-demanded-whole"


@pytest.mark.parametrize(
    "text",
    [
        "The units shall carry TCO Certified, generation 10, or an equivalent label.",
        "Only models registered in EPEAT or equivalent are accepted.",
        "The displays must meet all criteria of Blue Angel DE-UZ 78 or equivalent.",
        "The displays shall comply in full with the rules of Nordic Swan or equivalent.",
        "The units shall carry Nordic Swan or equivalent.\n\nThe battery shall retain 80 % after 500 cycles.",
    ],
)
def test_a_whole_label_is_found(text: str) -> None:
    assert keys(RULE, saying(text)) == ["text.requirement"]


@pytest.mark.parametrize(
    "text",
    [
        "The battery shall meet the battery criteria of TCO Certified, generation 10, or equivalent.",
        "The use of electricity shall stay below the limit that ENERGY STAR or an equivalent label sets.",
        "The tenderer shall prove it by EPEAT, an equivalent label or a technical dossier.",
        "No label is required; TCO Certified is not required either.",
        # Nothing says that only a part of it is needed: a matter of criteria, not of the whole label.
        "The units shall carry Blue Angel DE-UZ 78 or an equivalent label.",
    ],
)
def test_quoted_rules_and_proof_pass(text: str) -> None:
    assert keys(RULE, saying(text)) == []


def test_points_and_proof_demand_nothing() -> None:
    text = "The contracting authority scores units that must be in EPEAT Gold or equivalent."
    assert keys(RULE, award(text={"requirement": text})) == []
    assert keys(RULE, saying("The certificate shall be TCO Certified or equivalent.", "certificate")) == []


def test_the_finding_says_why_and_the_way_out() -> None:
    (one,) = found(RULE, saying("The units shall carry EPEAT or equivalent."))
    assert one.message == "“EPEAT” is demanded as a whole, though its rules also reach the maker itself"
    assert one.fix == "Quote the rules that the purchase needs, and name the label as one of the proofs."


def test_the_shipped_library_is_clean() -> None:
    assert found(RULE, shipped()) == []
