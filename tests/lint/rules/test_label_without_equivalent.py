# SPDX-License-Identifier: Apache-2.0
import pytest

from tests.lint.seeded import catalogue, found, keys, saying, shipped
from tests.support import clause, parameter

RULE = "label-without-equivalent"
DOSSIER = {"document": "Technical dossier on each criterion."}


def with_dossier(requirement: str, **verification: str) -> dict[str, object]:
    return clause(text={"requirement": requirement, "verification": {**DOSSIER, **verification}})


@pytest.mark.parametrize(
    "label",
    [
        "TCO",
        "TCO Certified, generation 10",
        "EPEAT Gold",
        "the Blue Angel",
        "ENERGY STAR",
        "80 PLUS Platinum",
        "EU Ecolabel",
    ],
)
def test_a_label_alone_is_found(label: str) -> None:
    assert keys(RULE, with_dossier(f"The units shall carry {label}.")) == ["text.requirement"]


def test_a_label_among_the_proofs_needs_an_equivalent_too() -> None:
    one = with_dossier("The units shall do it.", certificate="Entry in the register of EPEAT.")
    assert keys(RULE, one) == ["text.verification.certificate"]


def test_other_labels_may_be_let_in_in_other_words() -> None:
    text = "Each display shall meet the limits of the EU Ecolabel in Annex D."
    assert keys(RULE, with_dossier(text)) == ["text.requirement"]
    assert keys(RULE, with_dossier(f"{text} A product may be offered under any label or none.")) == []
    assert keys(RULE, with_dossier("The units shall do it.", certificate="Entry in EPEAT, or another label.")) == []


def test_a_label_needs_other_proof_beside_the_equivalent() -> None:
    one = saying("The units shall carry Nordic Swan or an equivalent label.")
    assert [f.message for f in found(RULE, one)] == [
        "“Nordic Swan” is named, and nothing lets other proof take its place"
    ]


def test_a_general_rule_of_the_tender_gives_the_other_proof() -> None:
    rule = clause(
        kind="general-rule", text={"requirement": "A technical dossier takes the place of a label.", "remedy": None}
    )
    one = saying("The units shall carry Nordic Swan or an equivalent label.")
    assert found(RULE, catalogue({"general/rule": rule, "a": one})) == []


@pytest.mark.parametrize(
    "text",
    [
        "The units shall meet the battery criteria of TCO Certified or an equivalent label.",
        "No label such as EPEAT is demanded: no label is required.",
        "The contracting authority compares the total cost of ownership (TCO).",
        "The TCO is compared over five years.",
        "The energy label of the unit shall show class E.",
    ],
)
def test_an_open_label_and_what_is_none_pass(text: str) -> None:
    assert keys(RULE, with_dossier(text)) == []


def test_a_label_comes_in_through_a_value() -> None:
    label = parameter({"core": "EPEAT Gold"}, type="text", unit=None, direction="none")
    one = clause(
        parameters={"label": label}, text={"requirement": "It shall be {{ label }}.", "verification": DOSSIER}
    )
    assert keys(RULE, one) == ["text.requirement"]


def test_the_finding_names_the_label_and_the_way_out() -> None:
    (one,) = found(RULE, with_dossier("The units shall be in energy star."))
    assert one.message == "“energy star” stands without an equivalent label"
    assert one.fix == "Add “or an equivalent label” in the same sentence."


def test_the_shipped_library_is_clean() -> None:
    assert found(RULE, shipped()) == []
