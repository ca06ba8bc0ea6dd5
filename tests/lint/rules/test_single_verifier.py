# SPDX-License-Identifier: Apache-2.0
import pytest

from tests.lint.seeded import found, keys, saying, shipped

RULE = "single-verifier"


@pytest.mark.parametrize(
    "text",
    [
        "Test report of TÜV Rheinland.",
        "Report of a laboratory accredited by DAkkS.",
        "Test report of a laboratory accredited in Germany to ISO/IEC 17025.",
        "Certificate of a certification body established in the European Union.",
        "Report of a French laboratory.",
        "Certificate that is issued only by the manufacturer's institute.",
        "Report of the laboratory named by the contracting authority.",
        "The units shall be UL-listed.",
        "Test report by the National Institute of Metrology.",
    ],
)
def test_the_only_verifier_is_found(text: str) -> None:
    assert keys(RULE, saying(text, "certificate")) == ["text.verification.certificate"]


@pytest.mark.parametrize(
    "text",
    [
        "Test report of TÜV Rheinland or equivalent proof.",
        "Test report of a laboratory accredited to ISO/IEC 17025 or equivalent.",
        "Report of an accredited or equally competent body of any country, for example SGS.",
        "Report of a laboratory in Germany or another accredited laboratory.",
        "Audit report of an accredited body, or of one approved by the scheme.",
        "The auditor of the contracting authority checks the records in Germany.",
    ],
)
def test_other_verifiers_that_are_let_in_pass(text: str) -> None:
    assert keys(RULE, saying(text, "certificate")) == []


def test_the_finding_names_the_verifier_and_the_way_out() -> None:
    (one,) = found(RULE, saying("The tenderer shall have it certified by Bureau Veritas."))
    assert one.message == "“Bureau Veritas” lets no other verifier in"
    assert one.fix == "Accept accredited or equally competent bodies of any country."


def test_the_shipped_library_is_clean() -> None:
    assert found(RULE, shipped()) == []
