# SPDX-License-Identifier: Apache-2.0
import pytest

from tests.lint.seeded import keys, saying
from tests.support import clause

RULE = "general-rule-repeated"
DUTY = "contract-performance-clause"


@pytest.mark.parametrize("tier", ["document", "certificate"])
def test_a_proof_that_accepts_equivalent_proof_once_more_is_found(tier: str) -> None:
    repeated = saying("Report of an independent auditor on the log, or equivalent proof.", tier)
    assert keys(RULE, repeated) == [f"text.verification.{tier}"]


@pytest.mark.parametrize(
    "text",
    [
        "A late report is a missed duty under the clause “Remedies”.",
        "For each unit the fixed amount under the clause “Remedies” is due.",
    ],
)
def test_a_remedy_that_repeats_the_clause_on_remedies_is_found(text: str) -> None:
    assert keys(RULE, saying(text, "remedy", kind=DUTY)) == ["text.remedy"]


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("Entry in the public register of the scheme, or equivalent.", "certificate"),
        ("Test report of a laboratory accredited to ISO/IEC 17025 or equivalent.", "certificate"),
        ("Tell us how you accept equivalent proof.", "question"),
    ],
)
def test_or_equivalent_behind_a_reference_and_questions_are_left_alone(text: str, where: str) -> None:
    assert keys(RULE, saying(text, where)) == []


def test_a_remedy_that_differs_from_the_general_one_is_left_alone() -> None:
    assert keys(RULE, saying("Each unit is a missed duty of its own.", "remedy", kind=DUTY)) == []


def test_a_general_rule_may_say_it() -> None:
    rule = clause(kind="general-rule", text={"requirement": "A dossier, or equivalent proof, is accepted."})
    assert keys(RULE, rule) == []
