# SPDX-License-Identifier: Apache-2.0
import pytest

from tests.lint.seeded import found, keys, saying, shipped
from tests.support import clause

RULE = "certificate-without-scope"


@pytest.mark.parametrize(
    ("text", "where", "key"),
    [
        ("The tenderer shall be certified to ISO 14001:2015 or equivalent.", "requirement", "text.requirement"),
        ("The tenderer shall hold an R2 certificate or equivalent.", "requirement", "text.requirement"),
        ("Certificate under R2v3 (2020) or equivalent.", "certificate", "text.verification.certificate"),
        ("Proof of e-Stewards certification or equivalent.", "document", "text.verification.document"),
        (
            "Certificate of the service under NAID AAA, valid at award.",
            "certificate",
            "text.verification.certificate",
        ),
    ],
)
def test_a_certificate_for_anything_is_found(text: str, where: str, key: str) -> None:
    assert keys(RULE, saying(text, where)) == [key]


@pytest.mark.parametrize(
    "text",
    [
        "Certificate under R2v3 (2020) or equivalent, whose scope or appendices name the site and the steps.",
        "Certificate under ISO 9001:2015 or equivalent for each site.",
        "R2v3 certificate with the appendix on test and repair, or equivalent.",
        "ISO 14001:2015 certificate or equivalent for the activities of this lot.",
        # No certificate of a firm: a test, a label, a medium, an audit.
        "Test report of a laboratory accredited to ISO/IEC 17025 or equivalent.",
        "Certificate of an accredited body for a product label.",
        "Certificate for each storage medium.",
        "Audit report under EN 50625-1:2014.",
    ],
)
def test_a_certificate_with_a_scope_passes(text: str) -> None:
    assert keys(RULE, saying(text, "certificate")) == []


def test_the_requirement_may_say_the_scope_for_the_proof() -> None:
    text = {"verification": {"certificate": "Certificate under R2v3 (2020) or equivalent."}}
    named = "The tenderer shall hold a certificate under R2v3 (2020) or equivalent for each site."
    assert keys(RULE, clause(text={**text, "requirement": named})) == []
    # A site of something else says nothing on the certificate.
    other = "The tenderer shall collect at each site."
    assert keys(RULE, clause(text={**text, "requirement": other})) == ["text.verification.certificate"]


def test_a_paragraph_further_down_may_say_it() -> None:
    text = "The tenderer shall hold an R2v3 certificate.\n\nThe scope of the certificate shall name the work."
    assert keys(RULE, saying(text)) == []


def test_advice_questions_and_general_rules_ask_for_none() -> None:
    text = "Certificate under R2v3 (2020) or equivalent."
    assert keys(RULE, saying(text, "guidance")) == []
    assert keys(RULE, saying(text, "question")) == []
    assert keys(RULE, saying(text, kind="general-rule")) == []


def test_the_finding_names_the_scheme() -> None:
    (one,) = found(RULE, saying("The tenderer shall hold a WEEELABEX certificate."))
    assert one.message == "a certificate under “WEEELABEX” is asked for, whatever it covers"
    assert one.fix == "Say which sites and activities its scope must name."


def test_the_shipped_library_is_clean() -> None:
    assert found(RULE, shipped()) == []
