# SPDX-License-Identifier: Apache-2.0
"""`check` on Word files: whoever made them, and those that nobody can read."""

import io
import json
import zipfile
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import docx
import pytest

from tenderkit.formats.word.read.document.reader import read_with_fates
from tests.cli.conftest import SMALL, Cli, Watch, answer, strip_codes
from tests.formats.pdf.raw import make_pdf, stream
from tests.formats.word.raw import p, pack, t
from tests.support import EXAMPLES

FAULTS = ("brand-or-model-named", "standard-without-equivalent", "vague-wording")


@pytest.fixture
def foreign() -> Path:
    """`foreign.docx`, a tender that tenderkit never made, with three faults."""
    made = docx.Document()
    made.add_heading("1 Scope", 1)
    made.add_paragraph("The ministry follows ISO 14001 and has 300 Dell laptops today.")
    made.add_heading("2 Specification", 1)
    made.add_paragraph("The processor shall be an Intel Core i5.")
    table = made.add_table(rows=2, cols=2)
    texts = ("Feature", "Requirement", "Battery", "EN 61960-3:2017")
    for cell, text in zip([*table.rows[0].cells, *table.rows[1].cells], texts, strict=True):
        cell.text = text
    made.add_paragraph("Packaging must be environmentally friendly.")
    made.save("foreign.docx")
    return Path("foreign.docx")


def list_all(told: dict[str, Any]) -> list[dict[str, Any]]:
    """The findings of an answer with those that are warnings or notes."""
    return [*told["findings"], *told["warnings"]]


def write_sound(name: str = "sound.docx") -> Path:
    made = docx.Document()
    made.add_heading("1 Delivery", 1)
    made.add_paragraph("The contractor shall deliver each unit within ten working days after the order.")
    made.save(name)
    return Path(name)


def test_the_faults_of_a_foreign_document_are_named_with_their_places(cli: Cli, foreign: Path) -> None:
    ended = cli("check", "foreign.docx")
    assert ended.code == 1
    assert ended.stdout.splitlines()[0] == "foreign.docx: 3 errors, 0 warnings, 0 notes"
    assert "  error brand-or-model-named: 2 Specification: “Core i5” names a make\n" in ended.stdout
    assert "    words: The processor shall be an Intel »Core i5«.\n" in ended.stdout
    assert "2 Specification, table 1, row 2 “Battery”, column “Requirement”: “EN 61960-3:2017” stands" in ended.stdout


def test_json_has_the_kind_the_counts_and_the_words_around(cli: Cli, foreign: Path) -> None:
    told = answer(cli("check", "foreign.docx", "--format", "json"))
    counts = {"error": 3, "warn": 0, "info": 0}
    (file,) = told["data"]["files"]
    passages = [passage["text"] for passage in file.pop("passages")]
    assert "The processor shall be an Intel Core i5." in passages
    assert file == {"file": "foreign.docx", "kind": "foreign", "counts": counts, "accepted": [], "topics": []}
    assert [finding["rule"] for finding in told["findings"]] == list(FAULTS)
    assert told["findings"][2]["excerpt"] == {
        "before": "Packaging must be ",
        "fault": "environmentally friendly",
        "after": ".",
    }


def test_sarif_junit_and_github_tell_the_same(cli: Cli, foreign: Path) -> None:
    (run,) = json.loads(cli("check", "foreign.docx", "--format", "sarif").stdout)["runs"]
    assert [result["ruleId"] for result in run["results"]] == list(FAULTS)
    assert all("ruleIndex" in result for result in run["results"])
    suite = ET.fromstring(cli("check", "foreign.docx", "--format", "junit").stdout)[0]
    assert {case.get("name") for case in suite if len(case)} == set(FAULTS)
    assert len(cli("check", "foreign.docx", "--format", "github").stdout.splitlines()) == 3


def test_a_person_sees_the_fault_marked(watch: Watch, foreign: Path) -> None:
    screen = strip_codes(watch("check", "foreign.docx", width=120))
    assert "»Core i5«" in screen
    assert "2 Specification, table 1, row 2 “Battery”" in screen


def test_files_of_all_kinds_are_checked_in_their_order(cli: Cli, foreign: Path, small: Path) -> None:
    write_sound()
    lines = cli("check", "sound.docx", "small.toml", "foreign.docx", "--fail-level", "never").stdout.splitlines()
    names = [line.partition(":")[0] for line in lines if not line.startswith(" ")]
    assert names == ["sound.docx", "small.toml", "foreign.docx"]


def test_an_edited_annex_shows_what_was_put_in(cli: Cli, small: Path) -> None:
    assert cli("build", "small.toml", "-o", "a.docx", "--papers", "annex").code == 0
    whole = docx.Document("a.docx")
    before = cli("check", "a.docx", "--format", "json")
    # python-docx itself does not see what is in a control.
    inside = whole.element.xpath("//w:sdt[contains(w:sdtPr/w:tag/@w:val, 'tk:L1.')]/w:sdtContent/w:p")[0]
    added = whole.add_paragraph("The units shall be brand new ThinkPads, made in Germany.")
    inside.addnext(added._p)
    whole.save("a.docx")
    after = answer(cli("check", "a.docx", "--format", "json"))
    # In an annex that was edited, the purchase is checked again.
    known = {
        finding["message"]
        for one in (before, cli("check", "small.toml", "--format", "json"))
        for finding in list_all(answer(one))
    }
    new = [finding["rule"] for finding in list_all(after) if finding["message"] not in known]
    wording = ["brand-or-model-named", "origin-requirement", "refurbished-excluded"]
    assert sorted(new) == [*wording, "standard-text-changed"]
    assert after["data"]["files"][0]["kind"] == "own-annex"


def test_the_notes_are_not_checked(cli: Cli, small: Path) -> None:
    assert cli("build", "small.toml", "-o", "a.docx").code == 0
    ended = cli("check", "a-notes.docx", "a-response.docx")
    assert ended.code == 3
    assert ended.stdout.startswith("a-response.docx: 0 errors")
    assert "error: a-notes.docx: is a paper of tenderkit that is no part of the tender" in ended.stderr


def zipped(parts: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return made.getvalue()


def unzipped(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def double_relationship(content: bytes) -> bytes:
    """A file whose package names its main part twice under one id."""
    parts = unzipped(content)
    row = parts["_rels/.rels"].partition(b"<Relationship ")[2].partition(b"</Relationship>")[0]
    twice = b"<Relationship " + row + b"</Relationship>"
    return zipped({**parts, "_rels/.rels": parts["_rels/.rels"].replace(twice, twice * 2)})


ENTITIES = b'<!DOCTYPE w [<!ENTITY a SYSTEM "file:///etc/passwd">]><w>&a;</w>'
PICTURE = stream(b"\0", "/Type /XObject /Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8")
DOCTYPE = zipped({"[Content_Types].xml": ENTITIES})
BAD: dict[str, tuple[bytes, str]] = {
    "text.docx": (b"some words", "is plain text, no Word file (.docx)"),
    "empty.docx": (b"", "is empty, no Word file (.docx)"),
    "old.doc": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "is a file of an old Office or a message"),
    "locked.docx": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "is encrypted"),
    "broken.pdf": (b"%PDF-1.7 ...", "is broken: "),
    "scan.pdf": (make_pdf("/I Do", resources="/XObject << /I 20 0 R >>", objects={20: PICTURE}), "it may be a scan"),
    "text.odt": (
        zipped({"mimetype": b"application/vnd.oasis.opendocument.text"}),
        "is no OpenDocument text, or is broken",
    ),
    "workbook.docx": (zipped({"[Content_Types].xml": b"<Types/>"}), "is no Word file (.docx)"),
    "entities.docx": (DOCTYPE, "holds a document type"),
    "up.docx": (pack(p("x"), {"../up.xml": "<x/>"}), "a part with a name that leads out of the file"),
    "bomb.docx": (zipped({"word/document.xml": b"<w>" + b" " * 41_000_000 + b"</w>"}), "unpacks to more than"),
    "deep.docx": (pack("<w:tbl><w:tr><w:tc>" * 10_000 + p("x") + "</w:tc></w:tr></w:tbl>" * 10_000), "is broken"),
    "twice.docx": (double_relationship(pack(p("x"))), "names a relationship twice"),
    "no-main.docx": (zipped({**unzipped(pack(p("x"))), "word/document.xml": b""}), "is broken"),
    "blank.docx": (pack(p()), "holds no words"),
    "pictures.docx": (pack('<w:p><w:r><w:drawing><a:blip r:embed="rId1"/></w:drawing></w:r></w:p>'), "may be a scan"),
}


@pytest.mark.parametrize("name", BAD)
def test_what_cannot_be_read_gets_one_message_and_stops_no_other(cli: Cli, name: str) -> None:
    content, message = BAD[name]
    Path(name).write_bytes(content)
    write_sound()
    ended = cli("check", name, "sound.docx")
    assert ended.code == 3
    assert ended.stdout == "sound.docx: 0 errors, 0 warnings, 0 notes\n"
    assert ended.stderr.count("error:") == 1
    assert message in ended.stderr
    assert "Traceback" not in ended.stderr


def test_a_tracked_change_is_accepted_or_left_out(cli: Cli) -> None:
    deleted = "<w:del><w:r><w:delText>Dell</w:delText></w:r></w:del>"
    inserted = "<w:ins><w:r><w:t>ThinkPad</w:t></w:r></w:ins>"
    Path("a.docx").write_bytes(pack(p(t("The unit shall be a ") + deleted + inserted)))
    assert "“ThinkPad” names a make" in cli("check", "a.docx").stdout
    before = cli("check", "a.docx", "--view", "original").stdout
    assert "“Dell” names a make" in before
    assert "2 tracked changes are left in the document" in before


def test_a_file_that_is_not_there_ends_with_4(cli: Cli) -> None:
    write_sound()
    assert cli("check", "none.docx", "sound.docx").code == 4


def test_macros_and_links_are_said_and_never_followed(cli: Cli) -> None:
    with_macros = "application/vnd.ms-word.document.macroEnabled.main+xml"
    relations = {"rId1": ("image", "external:https://example.org/logo.png")}
    Path("a.docm").write_bytes(
        pack(p("The contractor shall deliver."), {"word/vbaProject.bin": b"x"}, relations, with_macros)
    )
    ended = cli("check", "a.docm")
    assert ended.code == 0
    assert "warning macros-held: the file holds macros; they were not run" in ended.stdout
    assert (
        "warning loads-from-outside: the file loads from outside: image https://example.org/logo.png" in ended.stdout
    )


def test_a_bug_in_one_file_stops_no_other(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    write_sound("one.docx")
    write_sound("two.docx")
    calls = []

    def fail_first(*given: Any) -> object:
        calls.append(given)
        if len(calls) == 1:
            raise RuntimeError("boom")
        return read_with_fates(*given)

    monkeypatch.setattr("tenderkit.formats.word.read.document.reader.read_with_fates", fail_first)
    ended = cli("check", "one.docx", "two.docx")
    assert ended.code == 70
    assert ended.stdout == "two.docx: 0 errors, 0 warnings, 0 notes\n"


def test_a_finding_in_a_document_is_accepted_with_its_reason(cli: Cli, foreign: Path) -> None:
    options = ("--accept", "brand-or-model-named@2 Specification", "--reason", "Part of a machine that is there.")
    ended = cli("check", "foreign.docx", *options)
    assert ended.stdout.startswith("foreign.docx: 2 errors, 0 warnings, 0 notes, 1 accepted\n")
    assert Path("foreign.docx.accepted.toml").is_file()
    assert cli("check", "foreign.docx").stdout == ended.stdout


def test_a_rule_on_documents_is_explained(cli: Cli) -> None:
    assert cli("check", "--explain", "award-weights-do-not-sum").stdout.startswith("award-weights-do-not-sum: ")


@pytest.mark.parametrize("name", EXAMPLES)
@pytest.mark.parametrize("language", ["en", "ar"])
def test_nothing_is_found_in_an_annex_as_it_was_made_but_its_gaps(cli: Cli, name: str, language: str) -> None:
    built = cli("build", "--example", name, "--papers", "annex", "--language", language, "-o", "a.docx")
    assert built.code == 0
    told = answer(cli("check", "a.docx", "--format", "json"))
    assert {finding["rule"] for finding in list_all(told)} - {"unfilled-placeholder"} == {"annex-unchanged"}


LAPTOPS = """\
# Purchase of laptops

The tenderer shall keep spare parts available for 7 years after delivery.

The battery endurance shall be at least 80 % after 800 charge cycles.

The unit shall have two ports of the type USB-C.

The contractor shall deliver the units within 30 days after the order.

The keyboard shall have 102 keys.

"""
LAPTOPS += "\n\n".join(f"Key {number} shall be black." for number in range(5)) + "\n"


def test_what_is_not_said_is_listed_with_what_the_document_seems_to_buy(cli: Cli) -> None:
    Path("laptops.md").write_text(LAPTOPS, encoding="utf-8")
    told = answer(cli("check", "laptops.md", "--format", "json", "--fail-level", "never"))
    states = {topic["clause"]: topic["state"] for topic in told["data"]["files"][0]["topics"]}
    assert (states["spare-parts"], states["take-back"]) == ("covered", "not-found")
    (finding,) = (one for one in told["findings"] + told["warnings"] if one["rule"] == "topic-missing")
    assert "(purchase: laptops)" in finding["message"]
    assert "take-back" in finding["message"]
    assert "spare-parts" not in finding["message"]
    assert finding["confidence"] == "low"


def test_what_a_purchase_calls_for_is_looked_for_clause_by_clause(cli: Cli) -> None:
    Path("laptops.md").write_text(LAPTOPS, encoding="utf-8")
    Path("p.toml").write_text(SMALL, encoding="utf-8")
    told = answer(cli("check", "laptops.md", "--for", "p.toml", "--format", "json", "--fail-level", "never"))
    missing = [one for one in told["findings"] + told["warnings"] if one["rule"] == "topic-missing"]
    assert {one["place"]["clause"] for one in missing} >= {"data-sanitisation", "reuse-before-recycling"}
    assert {one["confidence"] for one in missing} == {"medium"}
    assert cli("check", "laptops.md", "--for", "gone.toml").code == 4


def test_the_confidence_is_printed_where_it_is_not_high(cli: Cli) -> None:
    Path("laptops.md").write_text(LAPTOPS, encoding="utf-8")
    assert "note topic-missing (low confidence): for what" in cli("check", "laptops.md").stdout
    (run,) = json.loads(cli("check", "laptops.md", "--format", "sarif").stdout)["runs"]
    assert {r["rank"] for r in run["results"] if r["ruleId"] == "topic-missing"} == {30.0}
