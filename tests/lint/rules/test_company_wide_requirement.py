# SPDX-License-Identifier: Apache-2.0
import pytest

from tests.lint.seeded import found, keys, saying, shipped
from tests.support import award

RULE = "company-wide-requirement"


@pytest.mark.parametrize(
    ("text", "where", "key"),
    [
        ("The tenderer shall have a sustainability policy.", "requirement", "text.requirement"),
        ("The tenderer shall hold a certified system at all its sites.", "requirement", "text.requirement"),
        ("The manufacturer shall have a net-zero target.", "requirement", "text.requirement"),
        ("CSR report of the tenderer.", "document", "text.verification.document"),
        ("Name your EcoVadis medal.", "question", "text.question"),
        ("All of the tenderer's sites shall be certified.", "requirement", "text.requirement"),
    ],
)
def test_a_demand_on_the_whole_firm_is_found(text: str, where: str, key: str) -> None:
    assert keys(RULE, saying(text, where)) == [key]


def test_points_for_a_general_policy_are_found() -> None:
    text = "The contracting authority scores the corporate social responsibility of the tenderer."
    assert keys(RULE, award(text={"requirement": text})) == ["text.requirement"]


@pytest.mark.parametrize(
    "text",
    [
        "The tenderer shall name all its sites that will treat equipment under this lot.",
        "The contractor shall collect at all sites of the contracting authority.",
        "The tenderer shall have an environmental policy for the services of this lot.",
        "Passage on the model offered in the sustainability report of the manufacturer.",
        "The contractor shall send a yearly report on the contract.",
    ],
)
def test_what_is_tied_to_the_contract_passes(text: str) -> None:
    assert keys(RULE, saying(text)) == []


def test_the_finding_names_the_words_and_the_way_out() -> None:
    (one,) = found(RULE, saying("The tenderer shall reduce emissions across the company."))
    assert one.message == "“across the company” concerns the firm as a whole"
    assert one.fix == "Limit the demand to the goods, services or sites of the contract."


def test_the_shipped_library_is_clean() -> None:
    assert found(RULE, shipped()) == []
