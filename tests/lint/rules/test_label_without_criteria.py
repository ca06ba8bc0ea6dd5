# SPDX-License-Identifier: Apache-2.0
import pytest

from tests.lint.seeded import found, keys, saying, shipped
from tests.support import award, clause, parameter

RULE = "label-without-criteria"


@pytest.mark.parametrize(
    "text",
    [
        "The units shall carry Blue Angel DE-UZ 78 or an equivalent label.",
        "Units with EPEAT Gold or equivalent.",
        "The displays shall comply with all rules of Nordic Swan or equivalent.\n\nThe tenderer shall deliver them.",
    ],
)
def test_a_label_in_the_place_of_criteria_is_found(text: str) -> None:
    assert keys(RULE, saying(text)) == ["text.requirement"]


@pytest.mark.parametrize(
    "text",
    [
        "The units shall meet these criteria of Blue Angel DE-UZ 78 or equivalent: no bromine in the housing.",
        "The units shall carry Nordic Swan or equivalent.\n\nThe battery shall retain 80 % after 500 cycles.",
        "The tenderer may show this by TCO Certified, an equivalent label or a technical dossier.",
        "The units shall carry the energy label that the law asks for.",
    ],
)
def test_criteria_and_proof_pass(text: str) -> None:
    assert keys(RULE, saying(text)) == []


def test_a_value_in_another_sentence_is_a_criterion() -> None:
    text = "The units shall carry Nordic Swan or equivalent. Their warranty shall last {{ years }}."
    assert keys(RULE, clause(parameters={"years": parameter()}, text={"requirement": text})) == []


def test_points_and_proof_describe_no_product() -> None:
    assert keys(RULE, award(text={"requirement": "Units with EPEAT Gold or equivalent earn points."})) == []
    assert keys(RULE, saying("Certificate of EPEAT or equivalent.", "certificate")) == []


def test_the_finding_names_the_label_and_the_way_out() -> None:
    (one,) = found(RULE, saying("The units shall be TCO-certified or equivalent."))
    assert one.message == "“TCO-certified” stands in the place of criteria"
    assert one.fix == "List the criteria that have to be met."
    assert one.severity == "warn"


def test_the_shipped_library_is_clean() -> None:
    assert found(RULE, shipped()) == []
