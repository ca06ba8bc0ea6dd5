# SPDX-License-Identifier: Apache-2.0
import pytest

from tests.lint.seeded import found, keys, saying, shipped

RULE = "selection-criterion-misused"
SELECTION, AWARD = "selection-criterion", "award-criterion"


@pytest.mark.parametrize(
    "text",
    [
        "Each laptop shall have a battery that the user can replace.",
        "All models shall meet the energy limit.",
        "The tenderer shall offer only units with a warranty.",
        "The tenderer shall supply refurbished desktop computers.",
        "The equipment offered shall bear a label.",
        "Each further site earns points.",
        "Tenderers shall state the delivery time of their offer and are rejected if it is longer.",
    ],
)
def test_goods_and_points_are_found_in_a_selection_criterion(text: str) -> None:
    assert keys(RULE, saying(text, kind=SELECTION)) == ["text.requirement"]


@pytest.mark.parametrize(
    "text",
    [
        "The tenderer shall have in use a written quality process.",
        "The tenderer shall have the units refurbished only at sites with such a process.",
        "The process shall ensure that the test result of each unit is recorded.",
        "The test result of each unit shall be recorded.",
        "The process states when a unit passes.",
        "The tenderer shall name its turnover with displays in each of the last three years.",
        "The technical equipment of the tenderer shall include a test bench.",
        "The tenderer shall have the experience of three contracts on laptops.",
        "It covers the four points of this criterion.",
    ],
)
def test_what_concerns_the_firm_passes_there(text: str) -> None:
    assert keys(RULE, saying(text, kind=SELECTION)) == []


@pytest.mark.parametrize(
    ("text", "where", "key"),
    [
        ("The contracting authority will score the turnover of the tenderer.", "requirement", "text.requirement"),
        ("The tenderer earns points for each of its reference projects.", "requirement", "text.requirement"),
        ("Points for relevant experience", "title", "text.title"),
        ("State the number of employees and years of experience.", "question", "text.question"),
        ("A larger market share earns more points.", "requirement", "text.requirement"),
    ],
)
def test_the_firm_is_found_in_an_award_criterion(text: str, where: str, key: str) -> None:
    assert keys(RULE, saying(text, where, kind=AWARD)) == [key]


@pytest.mark.parametrize(
    "text",
    [
        "The contracting authority will score the years of warranty.",
        "The professional experience of the staff assigned to the contract is scored.",
        "Each model is scored with references to its data sheet.",
    ],
)
def test_what_is_offered_may_be_scored(text: str) -> None:
    assert keys(RULE, saying(text, kind=AWARD)) == []


def test_other_kinds_and_advice_are_free() -> None:
    assert keys(RULE, saying("Each laptop shall have a battery.")) == []
    assert keys(RULE, saying("Do not score the turnover.", "guidance", kind=AWARD)) == []


def test_the_finding_names_words_and_kind() -> None:
    (goods,) = found(RULE, saying("The tenderer shall offer only units with a warranty.", kind=SELECTION))
    assert (
        goods.message
        == "“shall offer only units” is about the goods or points, and the clause is a selection criterion"
    )
    assert goods.fix == "Make it a technical specification or an award criterion."
    (firm,) = found(RULE, saying("The turnover is scored.", kind=AWARD))
    assert firm.message == "“turnover” is about the firm, and the clause is an award criterion"


def test_the_shipped_library_is_clean() -> None:
    assert found(RULE, shipped()) == []
