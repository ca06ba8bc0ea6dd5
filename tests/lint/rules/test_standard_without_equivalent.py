# SPDX-License-Identifier: Apache-2.0
import pytest

from tests.lint.seeded import found, keys, saying, shipped
from tests.support import clause, parameter

RULE = "standard-without-equivalent"


@pytest.mark.parametrize(
    ("text", "where", "key"),
    [
        ("The battery shall be tested by EN 61960-3:2017.", "requirement", "text.requirement"),
        ("The device shall withstand falls as in MIL-STD-810H.", "requirement", "text.requirement"),
        ("The tenderer shall hold a certificate under DIN EN ISO 9001:2015.", "requirement", "text.requirement"),
        ("Air shall be within class A2 of ASHRAE TC 9.9.", "requirement", "text.requirement"),
        ("The charger shall follow Recommendation ITU-T L.1002.", "requirement", "text.requirement"),
        ("The unit shall support IEEE 802.11ax.", "requirement", "text.requirement"),
        ("Test report of a laboratory accredited to ISO/IEC 17025.", "certificate", "text.verification.certificate"),
        ("Certificate of each site under R2v3 (2020).", "document", "text.verification.document"),
        ("Name the certificate under ISO 14001.", "question", "text.question"),
        ("Erasure under NIST SP 800-88 Rev. 2", "title", "text.title"),
        ("The score in SYSmark 30 shall be at least 1,500.", "requirement", "text.requirement"),
    ],
)
def test_a_closed_reference_is_found(text: str, where: str, key: str) -> None:
    assert keys(RULE, saying(text, where)) == [key]


@pytest.mark.parametrize(
    "text",
    [
        "Emissions shall be stated in kg of CO2 equivalent by ISO 14067:2018.",
        "The unit shall meet IEC 60529. Equivalents are accepted.",
        "The site shall hold EN 50614:2020; no equivalent is accepted.",
        "The unit shall meet IEC 60529; equivalent standards are not accepted.",
        "The tenderer shall hold ISO 14001; the tool shall reach NIST SP 800-88 Rev. 2 or equivalent.",
        "The unit shall meet IEC 60529 or a comparable standard.",
    ],
)
def test_what_only_looks_like_an_opening_opens_nothing(text: str) -> None:
    assert keys(RULE, saying(text)) == ["text.requirement"]


@pytest.mark.parametrize(
    "text",
    [
        "The tenderer shall prove it by EN 61960-3:2017, by EN 45554:2020 or by an equivalent method.",
        "The sites shall hold R2v3 (2020), e-Stewards version 4.1 (2022), EN 50625-1:2014 or equivalent.",
        "The site shall hold one of: ISO 14001:2015; EMAS; or equivalent.",
        "The tool shall follow NIST SP 800-88 Rev. 2, IEEE 2883-2022 or an\n equivalent specification.",
        "No certificate under ISO 14001 is required.",
        "A certificate under ISO 9001 counts as equivalent to it.",
        "The index is that of Regulation (EU) 2019/2021.",
        "The tenderer shall hand in the form in english, for 25 units and an ISO image.",
    ],
)
def test_an_open_reference_and_what_is_none_pass(text: str) -> None:
    assert keys(RULE, saying(text)) == []


@pytest.mark.parametrize(("text", "count"), [("by {{ method }}", 1), ("by {{ method }} or an equivalent method", 0)])
def test_a_standard_comes_in_through_a_value(text: str, count: int) -> None:
    method = parameter({"core": "EN 61960-3:2017"}, type="text", unit=None, direction="none")
    one = clause(parameters={"method": method}, text={"requirement": f"The tenderer shall prove it {text}."})
    assert len(found(RULE, one)) == count


def test_a_variant_needs_the_phrase_too() -> None:
    variants = {"x": {"when": {"categories": ["laptop"]}, "requirement": "It shall meet EN 71-3."}}
    assert keys(RULE, clause(variants=variants)) == ["variants.x.requirement"]


def test_the_finding_names_the_standard_and_the_way_out() -> None:
    (one,) = found(RULE, saying("Cells shall pass IEC 62133-2:2017, and packs EN 62133."))
    assert one.message == "“IEC 62133-2:2017” stands without “or equivalent”"
    assert one.fix == "Add “or equivalent” in the same sentence."


def test_the_shipped_library_is_clean() -> None:
    assert found(RULE, shipped()) == []
