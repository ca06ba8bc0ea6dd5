# SPDX-License-Identifier: Apache-2.0
import pytest

from tests.lint.seeded import found, keys, saying, shipped

RULE = "clause-kind-mismatch"
SPEC, SELECTION, AWARD = "technical-specification", "selection-criterion", "award-criterion"
CONTRACT = "contract-performance-clause"


def of(kind: str, text: str, where: str = "requirement") -> dict[str, object]:
    return saying(text, where, kind=kind)


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (SPEC, "The contractor shall report on each unit within 10 days."),
        (SPEC, "The tenderer shall report every year during the contract."),
        (SPEC, "The supplier shall bear the damage caused by its cartridges."),
        (AWARD, "The supplier shall deliver each display with a stand."),
        (SELECTION, "The contractor shall hold a certificate."),
        (SELECTION, "The tenderer shall train its staff throughout the contract."),
        (AWARD, "The contractor must reach the value offered."),
        (AWARD, "The tenderer shall offer at least two years of warranty."),
        (AWARD, "Each model shall have a battery that the user can replace."),
        (CONTRACT, "The tenderer shall collect each unit at no charge."),
        (CONTRACT, "Bidders must keep the units in stock."),
        (CONTRACT, "The contracting authority will score a shorter collection period."),
        (SPEC, "A longer warranty earns points."),
        (SELECTION, "Extra points are given for a second certificate."),
    ],
)
def test_words_of_another_kind_are_found(kind: str, text: str) -> None:
    assert keys(RULE, of(kind, text)) == ["text.requirement"]


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (SPEC, "The tenderer shall offer each unit with a warranty of at least {{ months }}."),
        (SPEC, "The supplier shall deliver each display with a stand."),
        (SPEC, "The supplier shall give a warranty of at least 36 months from delivery."),
        (SPEC, "The supplier shall make batteries, fans and power supplies available for five years."),
        (SPEC, "After award the contractor may replace a site only by one that meets this specification."),
        (SPEC, "The units that the contractor collects are sorted there."),
        (SPEC, "The tenderer shall offer only models whose parts are on sale throughout the contract."),
        (SPEC, "The parts shall be on sale for the duration of the contract."),
        (SELECTION, "The tenderer shall have in use a written quality process."),
        (SELECTION, "A scheme is equivalent where it covers the four points of this criterion."),
        (AWARD, "The contracting authority will score the years beyond the required warranty."),
        (AWARD, "The tenderer shall prove the number by EN 61960-3:2017."),
        (AWARD, "The tenderer shall enter values measured by the test method of the sheet."),
        (AWARD, "The tenderer shall supply the test report with its tender."),
        (AWARD, "The tenderer shall include the cost of the extra years in its prices."),
        (AWARD, "The tenderer shall state the values that it keeps during the contract."),
        (AWARD, "Each model shall be scored on its own."),
        (CONTRACT, "The contractor shall collect each unit during the contract."),
        (CONTRACT, "The contractor shall pay the sum that the tenderer has offered."),
        (CONTRACT, "The tenderer shall name the sites in its tender."),
    ],
)
def test_words_of_the_kind_pass(kind: str, text: str) -> None:
    assert keys(RULE, of(kind, text)) == []


def test_only_requirements_bind() -> None:
    assert keys(RULE, of(SPEC, "How will you report during the contract?", "question")) == []
    assert keys(RULE, of(SELECTION, "Undertaking that the contractor shall keep to it.", "declaration")) == []


def test_a_general_rule_speaks_to_all() -> None:
    assert keys(RULE, of("general-rule", "The tenderer shall name it; the contractor shall keep to it.")) == []


def test_the_finding_names_words_and_kind() -> None:
    (one,) = found(RULE, of(SPEC, "The contractor shall report."))
    assert one.message == "“The contractor shall” does not belong into a clause of the kind “technical-specification”"
    assert one.fix == "Move it into a contract performance clause, or say what the tenderer shall offer."


def test_the_shipped_library_is_clean() -> None:
    assert found(RULE, shipped()) == []
