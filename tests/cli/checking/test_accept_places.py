# SPDX-License-Identifier: Apache-2.0
"""`--accept` in documents: how a place with spaces, commas and quotation marks is named."""

import json
from pathlib import Path
from xml.etree import ElementTree as ET

import docx
import pytest

from tests.cli.conftest import Cli

REASON = ("--reason", "Said on page 3.")


@pytest.fixture(autouse=True)
def tender() -> Path:
    """`t.docx`, with vague words at five places."""
    made = docx.Document()
    made.add_heading("2.1 Laptops", 1)
    made.add_paragraph("The laptops shall be of high quality.")
    table = made.add_table(rows=2, cols=2)
    texts = ("Feature", "Requirement", "Screen", "shall be of high quality")
    for cell, text in zip([*table.rows[0].cells, *table.rows[1].cells], texts, strict=True):
        cell.text = text
    made.add_heading("2.10 Displays", 1)
    made.add_paragraph("The displays shall be of high quality.")
    made.add_heading("3 Packaging", 1)
    made.add_paragraph("The packaging shall be of high quality.")
    made.save("t.docx")
    return Path("t.docx")


PLACES = (
    "2.1 Laptops",
    "2.1 Laptops, table 1, row 2 “Screen”, column “Requirement”",
    "2.10 Displays",
    "3 Packaging",
)


@pytest.mark.parametrize(
    ("named", "place"),
    [
        ("2.1 Laptops", PLACES[0]),
        (PLACES[1], PLACES[1]),
        ('2.1 laptops, table 1, row 2 "Screen", column "Requirement"', PLACES[1]),
        ("2.1 Laptops, t", PLACES[1]),
        ("2.10", PLACES[2]),
        ("3", PLACES[3]),
        ("3.", PLACES[3]),
        ("3  pack", PLACES[3]),
    ],
)
def test_a_place_is_named_by_its_beginning_or_number(cli: Cli, named: str, place: str) -> None:
    ended = cli("check", "t.docx", "--accept", f"vague-wording@{named}", *REASON)
    accepted = [line for line in ended.stdout.splitlines() if line.startswith("  accepted")]
    assert accepted == [f"  accepted vague-wording: {place}: “high quality” cannot be checked"]


@pytest.mark.parametrize("named", ["2.1", "2", ""])
def test_a_place_that_could_be_several_is_refused_with_all_of_them(cli: Cli, named: str) -> None:
    ended = cli("check", "t.docx", "--accept", f"vague-wording@{named}", *REASON)
    assert ended.code == 2
    assert f"“{PLACES[0]}”; “{PLACES[1]}”" in ended.stderr
    assert not Path("t.docx.accepted.toml").exists()


def test_a_place_without_a_finding_gets_the_nearest(cli: Cli) -> None:
    ended = cli("check", "t.docx", "--accept", "vague-wording@3 Packageing", *REASON)
    assert (ended.code, "Did you mean “3 Packaging”?" in ended.stderr) == (2, True)


def test_a_rule_that_finds_nothing_says_so(cli: Cli) -> None:
    ended = cli("check", "t.docx", "--accept", "brand-or-model-named@3", *REASON)
    assert (ended.code, "Nothing is to be accepted there." in ended.stderr) == (2, True)


def test_a_finding_on_the_whole_file_has_no_place(cli: Cli) -> None:
    Path("t.docx").rename("old.docx")
    whole = docx.Document("old.docx")
    whole.paragraphs[1].runs[0]._r.getparent().append(
        whole.element.makeelement(f"{{{whole.element.nsmap['w']}}}ins", {})
    )
    whole.save("t.docx")
    assert "warning revision-marks-left: 1 tracked change" in cli("check", "t.docx").stdout
    wrong = cli("check", "t.docx", "--accept", "revision-marks-left@2.1", *REASON)
    assert "with “revision-marks-left@”" in wrong.stderr
    assert "1 accepted" in cli("check", "t.docx", "--accept", "revision-marks-left@", *REASON).stdout


def test_a_clause_of_an_annex_is_named_by_its_id(cli: Cli, small: Path) -> None:
    assert cli("build", "small.toml", "-o", "a.docx", "--papers", "annex").code == 0
    whole = docx.Document("a.docx")
    inside = whole.element.xpath("//w:sdt[contains(w:sdtPr/w:tag/@w:val, '.take-back@')]/w:sdtContent/w:p")[-1]
    inside.addnext(whole.add_paragraph("The boxes shall be of high quality.")._p)
    whole.save("a.docx")
    ended = cli("check", "a.docx", "--accept", "vague-wording@take-back", *REASON, "--fail-level", "never")
    assert ended.code == 0
    assert "  accepted vague-wording: " in ended.stdout


def test_every_format_shows_what_is_accepted(cli: Cli) -> None:
    assert cli("check", "t.docx", "--accept", "vague-wording@3", *REASON).code == 1
    (file,) = json.loads(cli("check", "t.docx", "--format", "json").stdout)["data"]["files"]
    assert [(one["place"]["key"], one["reason"]) for one in file["accepted"]] == [(PLACES[3], REASON[1])]
    (run,) = json.loads(cli("check", "t.docx", "--format", "sarif").stdout)["runs"]
    reasons = [one["suppressions"] for one in run["results"] if "suppressions" in one]
    assert reasons == [[{"kind": "external", "justification": REASON[1]}]]
    suite = ET.fromstring(cli("check", "t.docx", "--format", "junit").stdout)[0]
    (case,) = suite.findall("testcase[@name='vague-wording']")
    assert case.findtext("system-out", "").endswith("(accepted: Said on page 3.)")
    assert case.find("failure") is not None
    assert "3 Packaging" not in cli("check", "t.docx", "--format", "github").stdout


def test_a_test_whose_faults_are_all_accepted_is_skipped(cli: Cli) -> None:
    for place in PLACES:
        cli("check", "t.docx", "--accept", f"vague-wording@{place}", *REASON)
    ended = cli("check", "t.docx", "--format", "junit")
    suite = ET.fromstring(ended.stdout)[0]
    assert (ended.code, suite.get("failures"), suite.get("skipped")) == (0, "0", "1")
    (skipped,) = suite.findall("testcase/skipped")
    assert skipped.get("message") == "4 accepted"
