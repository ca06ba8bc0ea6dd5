# SPDX-License-Identifier: Apache-2.0
import pytest

from tests.lint.seeded import found, keys, saying, shipped

RULE = "invented-exclusion-ground"


@pytest.mark.parametrize(
    "text",
    [
        "Tenderers that exported waste in the last five years shall be excluded.",
        "A tenderer without a take-back scheme will be excluded from the procedure.",
        "Export of waste leads to the exclusion of the tenderer.",
        "The contractor is barred from future tenders.",
        "The contracting authority may exclude any tenderer that misses a report.",
        "A tenderer who misses it is disqualified.",
        "A tenderer may be excluded for any deficiencies. It may prove its reliability.",
        "Tenderers convicted of environmental offences are excluded.",
        "The tenderer shall not have been fined for illegal exports in the last five years.",
    ],
)
def test_a_ground_of_its_own_is_found(text: str) -> None:
    assert keys(RULE, saying(text)) == ["text.requirement"]


@pytest.mark.parametrize(
    "text",
    [
        "The tenderer may exclude only a fault that comes from misuse.",
        "The tenderer shall state which faults are excluded from the warranty.",
        "A tender that does not meet this specification is refused.",
        "Units that the authority named as defective are excluded from the count.",
        "A tenderer may be excluded under Article 57(4)(a), unless it shows by self-cleaning that it is reliable.",
        "A tenderer may be excluded on a ground of the procurement law. It may prove its reliability.",
        "A tenderer may be excluded for significant and persistent deficiencies. It may prove its reliability.",
    ],
)
def test_other_exclusions_and_those_of_the_law_pass(text: str) -> None:
    assert keys(RULE, saying(text)) == []


def test_a_ground_of_the_law_needs_self_cleaning() -> None:
    text = "A tenderer may be excluded under Article 57(4)(a) for five years."
    (one,) = found(RULE, saying(text))
    assert one.message == "“tenderer may be excluded” leaves no room for self-cleaning"
    assert one.fix == "Let the tenderer show by self-cleaning that it is reliable again."


def test_the_finding_names_the_words_and_the_way_out() -> None:
    (one,) = found(RULE, saying("A late report is a ground for exclusion."))
    assert one.message == "“ground for exclusion” makes a ground for exclusion of its own"
    assert one.fix == "Make it a contract performance clause, or name the ground of the procurement law."


def test_the_shipped_library_is_clean() -> None:
    assert found(RULE, shipped()) == []
