# SPDX-License-Identifier: Apache-2.0
import pytest

from tests.lint.seeded import found, keys, saying, shipped

RULE = "material-or-process-prescribed"


@pytest.mark.parametrize(
    "text",
    [
        "The housing shall be made of aluminium.",
        "The unit must have a lithium iron phosphate battery.",
        "The display shall use OLED technology.",
        "Parts shall be fastened with Torx screws only.",
        "Plastic waste shall be recycled by pyrolysis.",
        "Packaging shall be 100 % cardboard.",
        "The contractor shall treat boards by pyrometallurgical processes.",
        "The chassis shall be entirely of steel and shall be powder coating finished.",
        "Only units with a housing of carbon fibre are accepted.",
    ],
)
def test_one_material_or_process_is_found(text: str) -> None:
    assert keys(RULE, saying(text)) == ["text.requirement"]


@pytest.mark.parametrize(
    "text",
    [
        "The housing shall be made of aluminium, magnesium or another material that can be recycled.",
        "The packaging shall be made of cardboard or an equivalent material.",
        "The housing shall be free of PVC and marked.",
        "Parts of ABS shall be marked.",
        "The contractor shall separate batteries with lithium-ion cells.",
        "The report shall be sent on paper.",
        "Spare parts shall be delivered by the contractor with metal detectors.",
        "Units made of steel are heavier.",
        "The housing shall contain at least 30 % recycled plastic.",
    ],
)
def test_a_choice_or_a_mention_passes(text: str) -> None:
    assert keys(RULE, saying(text)) == []


def test_only_a_requirement_prescribes() -> None:
    assert keys(RULE, saying("Statement that the housing shall be made of aluminium.", "document")) == []


def test_the_finding_names_the_material_and_the_way_out() -> None:
    (one,) = found(RULE, saying("The housing shall be made of Magnesium."))
    assert one.message == "“Magnesium” is prescribed without an alternative"
    assert one.fix == "Say in terms of function what it is for, or allow what does the same."


def test_the_shipped_library_is_clean() -> None:
    assert found(RULE, shipped()) == []
