# SPDX-License-Identifier: Apache-2.0
import pytest

from tests.lint.seeded import found, keys, saying, shipped

RULE = "one-duty-per-sentence"


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("The contractor shall collect the units, and the operator shall hand over a certificate.", "the operator"),
        ("The contractor shall collect the units and it shall hand over a list.", "it"),
        ("The contractor shall deliver parts within 5 days and faulty parts shall go back.", "faulty parts"),
        ("The tenderer shall offer long-lived batteries, each battery shall be replaceable.", "each battery"),
        ("The warranty shall cover all parts, but the contractor shall pay the transport.", "the contractor"),
        ("Where a unit fails, the contractor shall repair it and the carrier shall bring it back.", "the carrier"),
        ("The contractor shall pay the sum; it shall do so in euro and the bank shall confirm it.", "the bank"),
        ("The contractor shall pay the sum, and shall not charge for transport.", "and"),
        ("The contractor shall pay the sum or shall return the units.", "or"),
        ("The tenderer shall offer each unit with a warranty, shall answer for it, and repair it.", ","),
    ],
)
def test_a_second_duty_is_found(text: str, subject: str) -> None:
    (one,) = found(RULE, saying(text))
    assert one.message == f"a second duty in one sentence: “{subject} shall”"


@pytest.mark.parametrize(
    "text",
    [
        "The contractor shall collect and treat the units.",
        "The contractor shall collect the units. The operator shall hand over a certificate.",
        "The contractor shall pay the sum; the operator shall confirm it.",
        "The contractor shall hand over a list that shall name each unit.",
        "The contractor shall send a report, which shall name each unit.",
        "The contractor shall name the sites that it and its subcontractors shall use.",
        "Where the law says that the producer shall take back units, the contractor shall inform it.",
        "Where the producer shall take back units the contractor shall inform it.",
        "The contractor shall cure the fault unless the contracting authority shall have caused it.",
        "The contractor shall keep the units, and the contracting authority may check them.",
    ],
)
def test_one_duty_with_what_belongs_to_it_passes(text: str) -> None:
    assert keys(RULE, saying(text)) == []


def test_only_requirements_are_looked_at() -> None:
    two = "The contractor shall collect, and the operator shall certify."
    assert keys(RULE, saying(two, "guidance")) == []
    assert keys(RULE, saying(two)) == ["text.requirement"]


def test_the_shipped_library_is_clean() -> None:
    assert found(RULE, shipped()) == []
