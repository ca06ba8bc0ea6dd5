# SPDX-License-Identifier: Apache-2.0
from typing import Any

import pytest

from tests.lint.seeded import catalogue, found, keys, saying, shipped
from tests.support import award, clause

RULE = "weak-evidence"


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("Brochure of the manufacturer.", "document"),
        ("Marketing material that shows the value.", "document"),
        ("Statement on the website of the manufacturer.", "document"),
        ("Self-declaration of the manufacturer.", "certificate"),
        ("Test report or brochure of the manufacturer.", "document"),
        ("Website of the manufacturer or data sheet.", "document"),
        ("Test report, or self-declaration of the tenderer.", "certificate"),
        ("Brochure of the tenderer.", "declaration"),
        ("No document is needed.", "document"),
    ],
)
def test_a_proof_that_binds_nobody_is_found(text: str, where: str) -> None:
    assert keys(RULE, proof({where: text})) == [f"text.verification.{where}"]


def proof(tiers: dict[str, str], **more: Any) -> dict[str, Any]:
    made = clause(**more)
    made["text"]["verification"] = tiers
    return made


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("Test summary of the manufacturer, with its brochure.", "document"),
        ("Entry on the website of the public register.", "document"),
        ("Test report and brochure, or equivalent proof.", "document"),
        ("Declaration for each model.", "declaration"),
        ("Self-declaration of the tenderer.", "declaration"),
        ("Warranty terms for each model.", "document"),
    ],
)
def test_a_stronger_proof_beside_it_passes(text: str, where: str) -> None:
    assert keys(RULE, proof({where: text})) == []


def test_a_brochure_as_the_lightest_of_several_proofs_passes() -> None:
    tiers = {"declaration": "Brochure of the tenderer.", "document": "Test summary."}
    assert keys(RULE, proof(tiers)) == []


def test_points_for_a_declaration_are_found() -> None:
    assert keys(RULE, award()) == ["text.verification"]
    assert keys(RULE, award(text={"verification": {"document": "Test summary."}})) == []


@pytest.mark.parametrize(
    ("theme", "wrong"), [("end-of-life", ["text.verification"]), ("contract-management", []), ("useful-life", [])]
)
def test_some_themes_need_more_than_a_declaration(theme: str, wrong: list[str]) -> None:
    assert keys(RULE, catalogue({f"{theme}/a": clause()})) == wrong


def test_a_variant_is_looked_at_with_its_own_proof() -> None:
    tiers = {"verification": {"document": "Test summary."}}
    less = {"when": {"data": ["none"]}, "verification": {"declaration": "A declaration."}}
    words = {"when": {"data": ["none"]}, "title": "Other words"}
    assert keys(RULE, award(text=tiers, variants={"x": less})) == ["variants.x.verification"]
    assert keys(RULE, award(text=tiers, variants={"x": words})) == []


def test_other_texts_may_name_a_brochure() -> None:
    assert keys(RULE, saying("The unit has no printed brochure.")) == []


def test_the_finding_names_the_proof() -> None:
    (one,) = found(RULE, saying("Brochure of the manufacturer.", "document"))
    assert one.message == "“Brochure” is enough as proof"
    assert one.fix == "Ask for a document that binds its author."
    (points,) = found(RULE, award())
    assert points.message == "only a declaration proves it, and the value earns points"


def test_the_shipped_library_is_clean() -> None:
    assert found(RULE, shipped()) == []
