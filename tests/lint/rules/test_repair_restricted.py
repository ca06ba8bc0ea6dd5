# SPDX-License-Identifier: Apache-2.0
import pytest

from tests.lint.seeded import found, keys, saying, shipped

RULE = "repair-restricted"


@pytest.mark.parametrize(
    "text",
    [
        "The warranty is void if the unit is opened by a third party.",
        "The warranty shall lapse where anyone other than the contractor repairs the unit.",
        "The guarantee ends if the seal is broken or parts of third parties are fitted.",
        "Repairs shall be carried out only by the manufacturer or its authorised service partners.",
        "Only authorised repairers may open the units.",
        "Repair shall be performed by authorised technicians only.",
        "Spare parts are sold exclusively to certified repairers.",
        "The contractor shall use original spare parts only.",
        "The contracting authority shall not open or repair the units.",
        "Units may not be opened by users.",
        "Service manuals shall remain confidential.",
        "The contractor shall not hand over repair manuals to third parties.",
        "Diagnostic software is reserved for the service partners of the manufacturer.",
        "Replacement parts shall be paired with the unit by the manufacturer.",
    ],
)
def test_what_stands_against_repair_is_found(text: str) -> None:
    assert keys(RULE, saying(text)) == ["text.requirement"]


@pytest.mark.parametrize(
    "text",
    [
        "A repair by a third party shall not end the warranty.",
        "The warranty shall not be void because the contracting authority opened the unit.",
        "The warranty may exclude a fault that an improper repair by a third party caused.",
        "The tenderer shall make the repair manual available to anyone, without a non-disclosure agreement.",
        "The tenderer shall not withhold the service manual.",
        "The tenderer shall offer only models whose parts can be replaced without pairing.",
        "Parts shall not be paired with a unit.",
        "The tenderer shall offer units without tamper-evident seals.",
        "The contractor shall repair only units that the contracting authority names.",
        "Units shall not be opened before the check of the hand-over list.",
        "The warranty ends three years after delivery.",
    ],
)
def test_what_allows_repair_passes(text: str) -> None:
    assert keys(RULE, saying(text)) == []


def test_advice_may_name_barriers() -> None:
    assert keys(RULE, saying("Look out for “original parts only”.", "guidance")) == []


def test_the_finding_names_the_words() -> None:
    (one,) = found(
        RULE,
        saying(
            "The warranty is void if a third party repairs the unit.", "remedy", kind="contract-performance-clause"
        ),
    )
    assert one.message == "the warranty depends on who repairs: “void”, “third party”"
    assert one.place.key == "text.remedy"


def test_the_shipped_library_is_clean() -> None:
    assert found(RULE, shipped()) == []
