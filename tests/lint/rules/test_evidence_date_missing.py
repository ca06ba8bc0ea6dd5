# SPDX-License-Identifier: Apache-2.0
import pytest

from tests.lint.seeded import found, keys, saying, shipped
from tests.support import clause

RULE = "evidence-date-missing"


@pytest.mark.parametrize(
    ("text", "where", "key"),
    [
        ("Certificate of an accredited body on these rules.", "certificate", "text.verification.certificate"),
        ("ISO 14001:2015 certificate for each site.", "certificate", "text.verification.certificate"),
        ("Each site shall be certified under R2v3 (2020).", "requirement", "text.requirement"),
    ],
)
def test_a_certificate_of_any_day_is_found(text: str, where: str, key: str) -> None:
    assert keys(RULE, saying(text, where)) == [key]


@pytest.mark.parametrize(
    "text",
    [
        "Certificate of an accredited body on these rules, valid on the day of award.",
        "R2v3 certificate for each site, valid at award.",
        "The site holds, from the last day for the receipt of tenders, a certificate under R2v3 (2020).",
        "Certificate under NAID AAA with its expiry date.",
        # These do not expire.
        "Certificate for each storage medium.",
        "Certificate of an accredited laboratory on the test of the battery.",
        "Test report of a laboratory accredited to ISO/IEC 17025.",
    ],
)
def test_a_certificate_with_a_day_passes(text: str) -> None:
    assert keys(RULE, saying(text, "certificate")) == []


def test_the_requirement_may_say_the_day_for_the_proof() -> None:
    proof = {"certificate": "R2v3 certificate for each site."}
    named = "Each site holds a certificate under R2v3 (2020), valid at award."
    assert keys(RULE, clause(text={"verification": proof, "requirement": named})) == []
    assert keys(RULE, clause(text={"verification": proof, "requirement": "The offer is valid at award."})) == [
        "text.verification.certificate"
    ]


def test_the_lighter_tiers_are_free() -> None:
    assert keys(RULE, saying("R2v3 certificate for each site.", "document")) == []


def test_the_finding_names_the_certificate() -> None:
    (one,) = found(RULE, saying("R2v3 certificate for each site.", "certificate"))
    assert one.message == "a certificate (“R2v3”) is asked for, and no day on which it must be valid"
    assert one.fix == "Add it, for example “valid on the day of award”."
    assert one.severity == "info"


def test_the_shipped_library_is_clean() -> None:
    assert found(RULE, shipped()) == []
