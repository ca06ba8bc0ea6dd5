# SPDX-License-Identifier: Apache-2.0
import hashlib
import json
from pathlib import Path

import pytest
from lxml import etree

from tenderkit.checks.notices.notice_faults import RULES
from tests.cli.conftest import SMALL, SMALL_JSON, Cli, answer


def test_the_release_package_goes_to_stdout_and_remarks_to_stderr(cli: Cli) -> None:
    ended = cli("notice", "--example", "small-laptops")
    assert ended.code == 0
    assert json.loads(ended.stdout)["releases"][0]["tender"]["title"] == "Twelve laptops"
    assert "missing: tender.procurementMethod: " in ended.stderr
    assert "to replace: ocid: " in ended.stderr
    assert "only in the annex: lots.data: " in ended.stderr


def test_a_file_is_written_whole_and_not_over_another(cli: Cli, folder: Path) -> None:
    (folder / "small.toml").write_text(SMALL, encoding="utf-8")
    ended = cli("notice", "small.toml", "-o", "release.json")
    assert (ended.code, ended.stdout) == (0, "release.json\n")
    assert json.loads((folder / "release.json").read_text(encoding="utf-8"))["version"] == "1.1"
    assert cli("notice", "small.toml", "-o", "release.json").code == 4
    assert cli("notice", "small.toml", "-o", "release.json", "--force").code == 0
    assert cli("notice", "small.toml", "-o", "small.toml", "--force").code == 4


def test_the_same_purchase_gives_the_same_bytes(cli: Cli) -> None:
    runs = [cli("notice", "-", stdin=SMALL.encode()).stdout for _ in range(2)]
    assert runs[0] == runs[1]


def test_the_answer_in_json_holds_notice_and_remarks(cli: Cli) -> None:
    found = answer(cli("notice", "--example", "fr-phone-lease", "--format", "json"))
    assert (found["schema"], found["ok"], found["findings"]) == ("tenderkit/notice/1", True, [])
    assert found["data"]["ocds"]["releases"][0]["initiationType"] == "tender"
    assert {finding["rule"] for finding in found["warnings"]} >= {
        "notice-field-missing",
        "notice-entry-to-replace",
        "notice-not-held",
    }


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("--example", "nobody"), 2),
        (("nothing.toml",), 4),
        ((), 2),
        (("x.toml", "--format", "x"), 2),
    ],
)
def test_wrong_use_is_refused(cli: Cli, arguments: tuple[str, ...], code: int) -> None:
    assert cli("notice", *arguments).code == code


def test_all_faults_of_a_purchase_are_listed(cli: Cli, folder: Path) -> None:
    (folder / "bad.toml").write_text(SMALL.replace("laptop", "lapdop").replace("36", '"x"'), encoding="utf-8")
    ended = cli("notice", "bad.toml")
    assert ended.code == 3
    assert ended.stderr.count("error: ") == 2


def test_the_draft_of_eforms_is_xml(cli: Cli) -> None:
    ended = cli("notice", "--example", "fr-phone-lease", "--format", "eforms")
    assert ended.code == 0
    assert etree.fromstring(ended.stdout.encode()).tag.endswith("}ContractNotice")
    assert "missing: BT-105-Procedure: Procedure Type" in ended.stderr.splitlines()
    assert "to replace: BT-701-notice: " in ended.stderr


def test_a_fault_of_the_notice_ends_with_1_and_the_file_is_written(cli: Cli, folder: Path) -> None:
    long = SMALL.replace("[tender]", f'[tender]\nreference = "{"x" * 101}"')
    (folder / "long.toml").write_text(long, encoding="utf-8")
    ended = cli("notice", "long.toml", "--format", "eforms", "-o", "draft.xml")
    assert (ended.code, ended.stdout) == (1, "draft.xml\n")
    assert "the text has 101 characters, eForms takes 100" in ended.stderr
    assert "x" * 101 not in (folder / "draft.xml").read_text(encoding="utf-8")
    assert cli("notice", "long.toml", "--format", "eforms", "--fail-level", "never").code == 0
    assert cli("notice", "long.toml", "--format", "ocds").code == 0


def test_lines_are_answered_in_order_and_a_bad_one_does_not_stop_them(cli: Cli) -> None:
    lines = [json.dumps(SMALL_JSON | {"id": "a"}), "{", json.dumps(SMALL_JSON | {"id": "c"})]
    ended = cli("notice", "-", "--input-format", "jsonl", "--format", "json", stdin="\n".join(lines).encode())
    assert ended.code == 5
    answers = [json.loads(line) for line in ended.stdout.splitlines()]
    assert [answer["ok"] for answer in answers] == [True, False, True]
    assert [answer["id"] for answer in answers] == ["a", None, "c"]
    assert answers[0]["data"]["ocds"]["releases"]
    assert answers[2]["data"]["eforms"].startswith("<?xml")


def test_published_files_have_their_type_and_digest(cli: Cli, folder: Path) -> None:
    (folder / "laptops.docx").write_bytes(b"annex")
    (folder / "laptops-response.docx").write_bytes(b"form")
    ended = cli(
        "notice", "--example", "small-laptops", "--document", "laptops.docx", "--document", "laptops-response.docx"
    )
    documents = json.loads(ended.stdout)["releases"][0]["tender"]["documents"]
    assert [(document["id"], document["documentType"]) for document in documents] == [
        ("laptops.docx", "technicalSpecifications"),
        ("laptops-response.docx", "biddingDocuments"),
    ]
    assert documents[0]["hash"] == f"sha256:{hashlib.sha256(b'annex').hexdigest()}"


@pytest.mark.parametrize(("name", "code"), [("laptops-notes.docx", 2), ("laptops.exe", 2), ("absent.docx", 4)])
def test_what_is_not_published_is_refused(cli: Cli, folder: Path, name: str, code: int) -> None:
    if code == 2:
        (folder / name).write_bytes(b"x")
    assert cli("notice", "--example", "small-laptops", "--document", name).code == code


def test_the_rules_on_notices_are_listed_and_explained(cli: Cli) -> None:
    listed = cli("notice", "--list")
    assert [line.partition(" ")[0] for line in listed.stdout.splitlines()] == list(RULES)
    page = cli("notice", "--explain", "weights-total").stdout
    assert page.startswith("weights-total: the weights of the award criteria do not add up")
    assert cli("notice", "--explain", "weight-total").code == 2
