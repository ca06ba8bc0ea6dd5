# SPDX-License-Identifier: Apache-2.0
"""`tenderkit check` with several papers of one purchase."""

import json
from pathlib import Path

import openpyxl
import pytest

from tests.checks.annexes.edited import edited, papers_of, saying
from tests.cli.conftest import Cli

WARRANTY = saying("warranty of at least 2 years", "warranty of at least 3 years")


def test_papers_are_compared_and_the_one_that_differs_is_named(cli: Cli) -> None:
    papers = papers_of("us-desktops")
    Path("t.docx").write_bytes(edited(papers["annex"], WARRANTY))
    Path("t-response.docx").write_bytes(papers["response"])
    Path("t-evaluation.xlsx").write_bytes(papers["evaluation"])
    ended = cli("check", "t.docx", "t-response.docx", "t-evaluation.xlsx", "--format", "json")
    assert ended.code == 1
    answer = json.loads(ended.stdout)
    (finding,) = [f for f in answer["findings"] if f["rule"] == "form-mismatch"]
    assert finding["place"]["file"] == "t-response.docx"
    assert finding["message"].endswith("“2 years” here, and “3 years” in t.docx")
    files = {file["file"]: file["kind"] for file in answer["data"]["files"]}
    assert files == {"t.docx": "own-annex", "t-response.docx": "own-annex", "t-evaluation.xlsx": "workbook"}


def test_no_workbook_is_checked_without_a_word_on_its_cells(cli: Cli) -> None:
    Path("t.xlsx").write_bytes(papers_of("us-desktops")["evaluation"])
    ended = cli("check", "t.xlsx")
    assert (ended.code, ended.stdout.splitlines()[0]) == (0, "t.xlsx: 0 errors, 0 warnings, 1 note")
    assert "the words in the cells of a workbook are not checked; weights, units and clauses" in ended.stdout
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet["A1"] = "brand new Dell laptops only"
    book.save("other.xlsx")
    ended = cli("check", "other.xlsx", "--fail-level", "info")
    assert ended.code == 1
    assert "content-not-read: the words in the cells of a workbook are not checked\n" in ended.stdout


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"no workbook"])
def test_a_broken_workbook_stops_no_other_file(cli: Cli, content: bytes) -> None:
    papers = papers_of("us-desktops")
    Path("t-evaluation.xlsx").write_bytes(content)
    Path("t.docx").write_bytes(edited(papers["annex"], WARRANTY))
    Path("t-response.docx").write_bytes(papers["response"])
    ended = cli("check", "t.docx", "t-response.docx", "t-evaluation.xlsx")
    assert ended.code == 3
    assert "form-mismatch" in ended.stdout
    assert "t-evaluation.xlsx" in ended.stderr


def test_the_rule_has_a_page(cli: Cli) -> None:
    assert cli("check", "--explain", "form-mismatch").stdout.startswith("form-mismatch: ")
    listed = cli("check", "--list").stdout
    assert all(rule in listed for rule in ("form-mismatch", "missing-clause", "annex-unchanged"))
