# SPDX-License-Identifier: Apache-2.0
import pytest

from tenderkit.library.language import Definition
from tests.lint.seeded import found, keys, saying, shipped
from tests.support import english

RULE = "undefined-term"


@pytest.mark.parametrize(
    ("text", "term", "instead"),
    [
        ("The Vendor shall inform the authority.", "Vendor", "tenderer, or contractor after the award"),
        ("The contractor shall inform the customer.", "customer", "contracting authority"),
        ("Each bidder shall offer units.", "bidder", "tenderer"),
        ("The supplier shall collect the units.", "supplier", "tenderer, or contractor after the award"),
        ("The contractor shall meet the SLA.", "SLA", "the value and the period of the clause"),
        ("Each device shall have a number.", "Each device", "each unit"),
    ],
)
def test_a_name_that_is_not_defined_is_found(text: str, term: str, instead: str) -> None:
    (one,) = found(RULE, saying(text))
    assert (one.message, one.fix) == (f"“{term}” is not defined", f"Write: {instead}.")


@pytest.mark.parametrize(
    "text",
    [
        "A supplier of the contractor may deliver parts, and its suppliers may repair them.",
        "Where a unit is a thin client, the tenderer shall name the server.",
        "The contractor shall list each downstream vendor.",
        "Mobile devices shall have a case.",
        "The asset register shall name each unit.",
    ],
)
def test_the_same_word_in_another_sense_passes(text: str) -> None:
    assert keys(RULE, saying(text)) == []


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("Each Contractor shall inform the Contracting Authority.", ["Contractor", "Contracting Authority"]),
        ("On the first Working Day the contractor shall report.", ["Working Day"]),
        ("The contractor shall sanitise each Storage medium.", ["Storage medium"]),
        ("The contractor shall deliver the units. Units are new.", []),
        ("The contractor shall follow the clause “Units after use”.", []),
        ("The contractor shall follow the Recycling Act.", []),
    ],
)
def test_a_defined_term_has_no_capital_inside_a_sentence(text: str, terms: list[str]) -> None:
    said = [finding.message for finding in found(RULE, saying(text))]
    assert said == [f"“{term}” is defined in small letters" for term in terms]


def test_titles_may_have_capitals() -> None:
    assert keys(RULE, saying("Take-back of Units", "title")) == []


def test_advice_may_speak_of_buyers() -> None:
    assert keys(RULE, saying("Other buyers ask the vendor.", "guidance")) == []


@pytest.mark.parametrize("definition", english().frame.definitions.values(), ids=lambda d: d.term)
def test_the_list_holds_every_term_that_the_annex_defines(definition: Definition) -> None:
    assert any(definition.occurs_in(term) for term in shipped().words("defined-terms"))


def test_the_shipped_library_is_clean() -> None:
    assert found(RULE, shipped()) == []
