# SPDX-License-Identifier: Apache-2.0
import pytest

from tests.lint.seeded import catalogue, found, keys, saying, shipped
from tests.support import SOURCES, clause, parameter

RULE = "undated-reference"


@pytest.mark.parametrize(
    "text",
    [
        "Measured by the latest version of the method.",
        "The law on waste, as amended from time to time, holds.",
        "The current edition of the label holds.",
        "The rules in force at the time hold.",
        "Measured under EN 61960-3 or an equivalent method.",
        "A system under ISO 14001 or equivalent.",
        "Purge under NIST SP 800-88 or equivalent.",
        "Erasure under IEEE 2883 or equivalent.",
        "Sites under DIN EN 50625-1 or equivalent.",
        "The units meet the ENERGY STAR specifications or equivalent.",
        "The units meet the EPEAT Gold registration requirements or equivalent.",
        "Measured under IEC standard 62623 or an equivalent method.",
    ],
)
def test_a_moving_reference_is_found(text: str) -> None:
    assert keys(RULE, saying(text)) == ["text.requirement"]


@pytest.mark.parametrize(
    "text",
    [
        "The units meet the ENERGY STAR specifications for computers, version 8.0, or equivalent.",
        "The EU Ecolabel is one proof; the requirements follow.",
        "Attachment 10 – EPEAT Requirements",
        "Measured under IEC standard 62623:2022 or an equivalent method.",
        "Measured under EN 61960-3:2017 or an equivalent method.",
        "Purge under NIST SP 800-88 Rev. 2 (September 2025) or equivalent.",
        "Erasure under IEEE 2883-2022, MIL-STD-810H, IEEE 802.3bt or equivalent.",
        "Scored by ITU-T L.1023 (08/2023) or equivalent.",
        "Sites under the EN 50625 series (with EN 50625-1:2014), R2v3 (2020) or WEEELABEX.",
        "Updates under Regulation (EU) 2023/1670 and Directive 2014/24/EU.",
        "A laboratory accredited to ISO/IEC 17025 or equivalent.",
        "A laboratory accredited to DIN EN ISO/IEC 17025 or equivalent.",
        "Where no edition is named, that in force at the launch of the tender applies.",
        "The firmware has its latest version at delivery.",
        "A later edition is equivalent unless it lowers the requirement.",
        "The unit has the current firmware.",
    ],
)
def test_a_fixed_reference_passes(text: str) -> None:
    assert keys(RULE, saying(text)) == []


def test_another_text_of_the_clause_may_date_it() -> None:
    text = {"requirement": "Measured under EN 61960-3:2017.", "question": "Name the value under EN 61960-3."}
    assert keys(RULE, clause(text=text)) == []
    assert keys(RULE, clause(text={**text, "requirement": "Measured under EN 61960-4:2017."})) == ["text.question"]


@pytest.mark.parametrize(
    ("source", "wrong"),
    [
        ({"title": "EN 61960-3: batteries", "edition": "2017"}, []),
        ({"title": "EN 61960-3:2017, batteries"}, []),
        ({"title": "EN 61960-3: batteries"}, ["text.requirement"]),
        ({"title": "EN 62133: safety of batteries", "edition": "2017"}, ["text.requirement"]),
    ],
)
def test_a_source_of_the_clause_with_an_edition_dates_it(source: dict[str, str], wrong: list[str]) -> None:
    registered = {**SOURCES, "en": {"kind": "standard", "status": "in-force", "mark": "C", **source}}
    said = saying("Measured under EN 61960-3.", sources=[{"id": "en", "mark": "C"}])
    assert keys(RULE, catalogue({"a": said}, sources=registered)) == wrong
    other = saying("Measured under EN 61960-3.")
    assert keys(RULE, catalogue({"a": other}, sources=registered)) == ["text.requirement"]


def test_the_words_of_a_value_are_printed_too() -> None:
    named = parameter({"core": "ENERGY STAR Computers, latest version"}, type="text", unit=None, direction="none")
    assert keys(RULE, clause(parameters={"label": named})) == ["parameters.label.cases.1.core"]


def test_advice_may_move() -> None:
    assert keys(RULE, saying("Look at the latest version of EN 61960-3.", "guidance")) == []


def test_the_finding_names_the_reference() -> None:
    moving, bare = found(RULE, saying("Measured under the latest edition of EN 61960-3."))
    assert moving.message == "“latest edition” moves after the launch of the tender"
    assert bare.message == "“EN 61960-3” stands without its edition"
    assert bare.fix == "Write its year behind the number, or cite a source with an edition."


def test_the_shipped_library_is_clean() -> None:
    assert found(RULE, shipped()) == []
