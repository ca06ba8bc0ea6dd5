# SPDX-License-Identifier: Apache-2.0
"""`tenderkit response read`: forms of several tenderers on the command line."""

import csv
import io
import os
import re
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
from lxml import etree

from tenderkit.formats.word.read.open_docx import WordFile, open_word
from tenderkit.library.reading.shipped_data import list_example_purchases, load_shipped_data
from tenderkit.papers.digest import compute_published_digest, compute_purchase_digest
from tenderkit.purchase.reading import parse_purchase
from tenderkit.selection.select import select
from tests.cli.conftest import SMALL, Cli, answer, names
from tests.support import find

NAME, ANSWER, ACCEPTANCE = "tk:tenderer.name", "tk:L1.spare-parts.answer", "tk:L0.contract-performance.answer"
Filled = Callable[..., Path]


@pytest.fixture
def form(cli: Cli, small: Path) -> Path:
    """`small-response.docx`, as it was made, beside `small.docx`."""
    assert cli("build", "small.toml", "--papers", "annex,response", "--protect", "forms").code == 0
    return Path("small-response.docx")


@pytest.fixture
def filled(form: Path) -> Filled:
    """`filled("a.docx", {tag: text})` writes a form with these answers, or with one and the same for all other."""

    def write(name: str, answers: dict[str, str], other: str = "", source: str = "small-response.docx") -> Path:
        with zipfile.ZipFile(source) as old, zipfile.ZipFile(name, "w") as new:
            for info in old.infolist():
                content = old.read(info)
                if info.filename == "word/document.xml":
                    root = etree.fromstring(content)
                    for control in find(root, "//w:sdt[not(contains(w:sdtPr/w:tag/@w:val, '@'))]"):
                        (tag,) = find(control, "w:sdtPr/w:tag/@w:val")
                        choices = find(control, ".//w:listItem[@w:value != '']/@w:value")
                        text = answers.get(tag) or (choices[0] if other and choices else other)
                        if text and tag.startswith("tk:"):
                            (mark,) = find(control, "w:sdtPr/w:showingPlcHdr")
                            mark.getparent().remove(mark)
                            find(control, "w:sdtContent//w:t")[0].text = text
                    content = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
                new.writestr(info, content)
        return Path(name)

    return write


def answers(told: Any, number: int = 0) -> dict[str, Any]:
    return {a["tag"]: a for a in told["data"]["tenders"][number]["answers"]}


# --- the paper ---


def test_the_form_stands_beside_the_annex(cli: Cli, small: Path) -> None:
    ended = cli("build", "small.toml", "--papers", "response,annex")
    assert (ended.code, ended.stdout) == (0, "small.docx\nsmall-response.docx\n")
    for name in ("small.docx", "small-response.docx"):
        docx.Document(name)


def test_the_form_alone_and_its_name(cli: Cli, small: Path) -> None:
    assert cli("build", "small.toml", "--papers", "response").stdout == "small-response.docx\n"
    assert cli("build", "small.toml", "--papers", "response", "-o", "form.docx").code == 0
    assert Path("form.docx").read_bytes() == Path("small-response.docx").read_bytes()
    assert cli("build", "small.toml", "--papers", "response", "-o", "form.pdf").code == 2


def test_the_annex_is_the_same_with_and_without_the_form(cli: Cli, form: Path) -> None:
    assert cli("build", "small.toml", "-o", "alone.docx").code == 0
    assert Path("alone.docx").read_bytes() == Path("small.docx").read_bytes()


def test_protection_needs_the_form(cli: Cli, small: Path) -> None:
    ended = cli("build", "small.toml", "--papers", "annex", "--protect", "forms")
    assert ended.code == 2
    assert "--papers annex,response" in ended.stderr
    assert names(Path()) == ["small.toml"]


def test_the_form_is_verified_as_the_annex_is(cli: Cli, form: Path) -> None:
    assert cli("verify", "small-response.docx").code == 0


# --- read ---


def test_a_form_with_all_answers_ends_with_0(cli: Cli, filled: Filled) -> None:
    filled("a.docx", {NAME: "Ada Ltd\u200e"}, other="x")
    ended = cli("response", "read", "a.docx")
    assert (ended.code, ended.stderr) == (0, "")
    assert ended.stdout.startswith("a.docx (Ada Ltd): ")
    assert ended.stdout.count("\n") == 1


def test_all_that_is_unanswered_is_told(cli: Cli, filled: Filled) -> None:
    filled("a.docx", {NAME: "Ada", ANSWER: "Met"})
    ended = cli("response", "read", "a.docx")
    assert ended.code == 1
    told = answer(cli("response", "read", "a.docx", "--format", "json"))
    assert (told["schema"], told["ok"]) == ("tenderkit/response-read/1", False)
    empty = {a["name"] for a in answers(told).values() if not a["answered"]}
    assert len(empty) >= 20
    assert {name for name in empty if name in ended.stdout} == empty
    one = answers(told)[ANSWER]
    assert {k: one[k] for k in ("lot", "clause", "column", "value", "answered", "state")} == {
        "lot": 1,
        "clause": "spare-parts",
        "column": "answer",
        "value": "Met",
        "answered": True,
        "state": "answered",
    }
    assert one["number"].startswith("1.2.")


def test_several_forms_are_several_tenders(cli: Cli, filled: Filled) -> None:
    filled("a.docx", {NAME: "Ada"}, other="x")
    filled("b.docx", {NAME: "Bob"}, other="y")
    assert [
        t["tenderer"]
        for t in answer(cli("response", "read", "a.docx", "b.docx", "--format", "json"))["data"]["tenders"]
    ] == ["Ada", "Bob"]
    rows = list(csv.DictReader(io.StringIO(cli("response", "read", "a.docx", "b.docx", "--format", "csv").stdout)))
    assert {(r["file"], r["tenderer"]) for r in rows} == {("a.docx", "Ada"), ("b.docx", "Bob")}
    assert cli("response", "read", "a.docx", "b.docx", "--format", "xlsx", "-o", "all.xlsx").code == 0
    book = openpyxl.load_workbook("all.xlsx")
    beside = book.worksheets[0]
    assert [beside.cell(3, c).value for c in (4, 5)] == ["Ada\na.docx", "Bob\nb.docx"]
    label = "Name and address; in a group, of each member, and who speaks for it"
    (line,) = [row for row in beside.iter_rows(min_row=4, values_only=True) if row[2] == label]
    assert line[3:] == ("Ada", "Bob")
    assert book.worksheets[1].max_row == 3 + len(rows)


def test_formulas_are_harmless_in_tables_and_workbooks(cli: Cli, filled: Filled) -> None:
    evil = '=HYPERLINK("http://x","y")'
    filled("=a.docx", {NAME: evil}, other="@x")
    text = cli("response", "read", "=a.docx", "--format", "csv").stdout
    cells = [cell for row in csv.reader(io.StringIO(text)) for cell in row]
    assert f"'{evil}" in cells
    assert [c for c in cells if c.startswith(("=", "+", "-", "@"))] == []
    assert cli("response", "read", "=a.docx", "--format", "xlsx", "-o", "a.xlsx").code == 0
    with zipfile.ZipFile("a.xlsx") as archive:
        assert not [n for n in archive.namelist() if n.startswith("xl/worksheets/") and b"<f>" in archive.read(n)]
    for sheet in openpyxl.load_workbook("a.xlsx"):
        mine = [c for row in sheet.iter_rows() for c in row if str(c.value or "").startswith(("=", "@"))]
        assert mine
        assert {(c.data_type, c.quotePrefix) for c in mine} == {("s", True)}
    assert answers(answer(cli("response", "read", "=a.docx", "--format", "json")))[NAME]["value"] == evil


def test_a_tender_that_does_not_accept_the_contract_clauses_is_told(cli: Cli, filled: Filled) -> None:
    filled("a.docx", {ACCEPTANCE: "Not accepted"}, other="x")
    ended = cli("response", "read", "a.docx")
    assert ended.code == 1
    assert (
        "Acceptance of the contract performance clauses: Answer: the tenderer answers “Not accepted”" in ended.stdout
    )
    told = answer(cli("response", "read", "a.docx", "--format", "json"))
    assert [(f["rule"], f["severity"], f["place"]["key"]) for f in told["warnings"]] == [
        ("not-accepted", "warn", ACCEPTANCE)
    ]
    given = answers(told)[ACCEPTANCE]
    assert {k: given[k] for k in ("lot", "clause", "column", "value", "state")} == {
        "lot": 0,
        "clause": None,
        "column": "contract-performance.answer",
        "value": "Not accepted",
        "state": "answered",
    }
    rows = csv.DictReader(io.StringIO(cli("response", "read", "a.docx", "--format", "csv").stdout))
    assert [r["value"] for r in rows if r["column"] == "contract-performance.answer"] == ["Not accepted"]


def test_an_unknown_choice_is_kept_and_told(cli: Cli, filled: Filled) -> None:
    filled("a.docx", {ANSWER: "Perhaps"}, other="x")
    ended = cli("response", "read", "a.docx")
    assert ended.code == 1
    assert "“Perhaps” is not one of the choices" in ended.stdout
    told = answer(cli("response", "read", "a.docx", "--format", "json"))
    assert (answers(told)[ANSWER]["value"], answers(told)[ANSWER]["state"]) == ("Perhaps", "unknown-choice")
    assert [(f["rule"], f["place"]["clause"]) for f in told["findings"]] == [("unknown-choice", "spare-parts")]


def test_a_form_of_another_tender_is_told(cli: Cli, filled: Filled) -> None:
    filled("a.docx", {}, other="x")
    Path("other.toml").write_text(SMALL.replace("Twelve", "Thirteen"), encoding="utf-8")
    assert cli("build", "other.toml", "--papers", "response").code == 0
    filled("b.docx", {}, other="x", source="other-response.docx")
    both = answer(cli("response", "read", "a.docx", "b.docx", "--format", "json"))
    assert [t["belongs"] for t in both["data"]["tenders"]] == [True, False]
    assert [(f["rule"], f["place"]["file"]) for f in both["findings"]] == [("other-tender", "b.docx")]
    assert cli("response", "read", "a.docx", "--purchase", "small.toml").code == 0
    ended = cli("response", "read", "a.docx", "--purchase", "other.toml")
    assert ended.code == 1
    assert "belongs to another tender" in ended.stdout


def test_a_form_in_an_unknown_encoding_does_not_hide_the_others(cli: Cli, filled: Filled) -> None:
    for name in ("a.docx", "b.docx", "c.docx"):
        filled(name, {NAME: name}, "x")
    with zipfile.ZipFile("b.docx") as made, zipfile.ZipFile("broken.docx", "w") as changed:
        for info in made.infolist():
            declared = re.sub(rb"encoding=.UTF-8.", b'encoding="rot13"', made.read(info), count=1)
            changed.writestr(info, declared)
    ended = cli("response", "read", "a.docx", "broken.docx", "c.docx", "--format", "json")
    assert ended.code == 3
    assert [t["file"] for t in answer(ended)["data"]["tenders"]] == ["a.docx", "c.docx"]
    (finding,) = [f for f in answer(ended)["findings"] if f["rule"] == "unreadable"]
    assert finding["place"]["file"] == "broken.docx"
    assert "is in an encoding that Word does not write" in finding["message"]


@pytest.mark.parametrize("command", [("response", "read"), ("verify",)])
def test_a_bug_in_one_form_does_not_hide_the_others(
    cli: Cli, filled: Filled, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...]
) -> None:
    def open_or_fail(content: bytes, name: str, **more: Any) -> WordFile:
        if name == "b.docx":
            raise RuntimeError("boom")
        return open_word(content, name, **more)

    for name in ("a.docx", "b.docx", "c.docx"):
        filled(name, {NAME: name}, "x")
    monkeypatch.setattr("tenderkit.formats.word.read.open_docx.open_word", open_or_fail)
    ended = cli(*command, "a.docx", "b.docx", "c.docx", "--format", "json")
    assert ended.code == 70
    data = answer(ended)["data"]
    assert [one["file"] for one in data.get("tenders") or data["files"]] == ["a.docx", "c.docx"]
    (finding,) = [f for f in answer(ended)["findings"] if f["rule"] == "bug"]
    assert finding["place"]["file"] == "b.docx"
    assert "error: b.docx: a bug in tenderkit" in ended.stderr


def test_a_form_of_release_0_1_0_belongs_to_its_purchase_file(cli: Cli, filled: Filled) -> None:
    filled("a.docx", {NAME: "Ada"}, "x")
    purchase = parse_purchase(SMALL, "small.toml", "toml")
    old, new = (
        compute_purchase_digest(purchase),
        compute_published_digest(select(load_shipped_data().library, purchase)),
    )
    with zipfile.ZipFile("a.docx") as made, zipfile.ZipFile("old.docx", "w") as changed:
        for info in made.infolist():
            changed.writestr(info, made.read(info).replace(new.encode(), old.encode()))
    ended = cli("response", "read", "old.docx", "--purchase", "small.toml", "--format", "json")
    (tender,) = answer(ended)["data"]["tenders"]
    assert (tender["purchase-sha256"], tender["belongs"]) == (old, True)


def test_without_its_manifest_the_purchase_file_says_what_is_missing(cli: Cli, filled: Filled) -> None:
    filled("a.docx", {}, other="x")
    with zipfile.ZipFile("a.docx") as old, zipfile.ZipFile("b.docx", "w") as new:
        for info in old.infolist():
            if not info.filename.startswith("customXml/"):
                content = old.read(info)
                if info.filename == "word/document.xml":
                    content = content.replace(ANSWER.encode(), b"lost")
                new.writestr(info, content)
    ended = cli("response", "read", "b.docx")
    assert ended.code == 1
    assert "missing ones cannot be found" in ended.stdout
    ended = cli("response", "read", "b.docx", "--purchase", "small.toml")
    assert ended.code == 1
    assert ended.stdout.count("the field is missing") == 1


# --- into the evaluation ---

# A lot that is compared by price, warranty and power.
PRICED = list_example_purchases()["at-rack-servers"].read_text(encoding="utf-8")
PRICE, WARRANTY = "tk:L1.price.total", "tk:L1.warranty-extension-points.value"
SERVER = "tk:L1.price.server.price"
POWER = "tk:L1.server-power-points.value"
GATE = "tk:L1.spare-parts.answer"
INTO = ("--purchase", "priced.toml", "--format", "evaluation")


@pytest.fixture
def priced(cli: Cli, folder: Path) -> Path:
    """`priced.toml`, a purchase with weights, and `priced-response.docx`."""
    Path("priced.toml").write_text(PRICED, encoding="utf-8")
    assert cli("build", "priced.toml", "--papers", "response").code == 0
    return Path("priced-response.docx")


def test_what_tenderers_offer_is_entered_into_the_workbook(cli: Cli, filled: Filled, priced: Path) -> None:
    for name, tenderer, price in (("a.docx", "Ada", "12500"), ("b.docx", "=Bob", "11.900,00")):
        said = {NAME: tenderer, PRICE: price, SERVER: price, WARRANTY: "2 years", POWER: "30 %"}
        filled(name, said, other="x", source=str(priced))
    ended = cli("response", "read", "a.docx", "b.docx", *INTO, "-o", "panel.xlsx")
    assert (ended.code, ended.stdout) == (0, "panel.xlsx\n")
    assert "not entered" not in ended.stderr
    book = openpyxl.load_workbook("panel.xlsx")
    assert [book["Lot 1 gates"].cell(4, c).value for c in (5, 6, 7)] == ["Ada", "=Bob", None]
    cells = [c.value for row in book["Lot 1 scores"].iter_rows(min_col=5, max_col=6) for c in row]
    assert [v for v in cells if isinstance(v, int | float)] == [2, 2, 30, 30]
    prices = [c.value for row in book["Lot 1 prices"].iter_rows(min_col=5, max_col=6) for c in row]
    # The price of one unit, and the total that the tenderer states.
    assert [v for v in prices if isinstance(v, int | float)] == [12500, 11900] * 2


def test_an_answer_is_entered_for_each_model_that_the_lot_asks_for(cli: Cli, filled: Filled, folder: Path) -> None:
    line = 'category = "server", quantity = 40'
    assert line in PRICED
    Path("priced.toml").write_text(PRICED.replace(line, f"{line}, models = [60, 40]"), encoding="utf-8")
    assert cli("build", "priced.toml", "--papers", "response").code == 0
    said = {NAME: "Ada", PRICE: "12500", SERVER: "300", SERVER.replace("server", "server-2"): "320"}
    for field, values in ((WARRANTY, ("2 years", "1")), (POWER, ("30 %", "20"))):
        stem = field.removesuffix("value")
        said |= {f"{stem}server.value": values[0], f"{stem}server-2.value": values[1]}
    filled("a.docx", said, other="x", source="priced-response.docx")
    assert cli("response", "read", "a.docx", *INTO, "-o", "panel.xlsx").code == 0
    sheet = openpyxl.load_workbook("panel.xlsx")["Lot 1 scores"]
    entered = [c.value for row in sheet.iter_rows(min_col=5, max_col=5) for c in row]
    assert [v for v in entered if isinstance(v, int | float)] == [2, 1, 30, 20]
    units = {row[1]: row[2] for row in sheet.values if str(row[1]).startswith("servers, model")}
    assert (units["servers, model 1"], units["servers, model 2"]) == (24, 16)


def test_what_is_not_entered_is_told_and_ends_with_1(cli: Cli, filled: Filled, priced: Path) -> None:
    said = {NAME: "Ada", PRICE: "see annex", GATE: "Not met"}
    filled("a.docx", said, other="1", source=str(priced))
    ended = cli("response", "read", "a.docx", *INTO, "-o", "panel.xlsx")
    assert ended.code == 1
    head, price, refused = ended.stderr.splitlines()[-3:]
    assert head == "not entered, or worth a look:"
    assert price == "  a.docx: lot 1, tender 1, Price of the lot: “see annex” is not one plain number"
    assert re.fullmatch(
        r"  a.docx: lot 1, tender 1, 1.\d.\d+ Answer: the tenderer itself says “Not met”; .*", refused
    )
    sheet = openpyxl.load_workbook("panel.xlsx")["Not entered"]
    assert [row[6] for row in sheet.iter_rows(min_row=4, values_only=True)] == ["see annex", "Not met"]


def test_what_a_tenderer_says_of_itself_alone_is_no_reason_to_end_with_1(
    cli: Cli, filled: Filled, priced: Path
) -> None:
    said = {NAME: "Ada", PRICE: "5", GATE: "Not met"}
    filled("a.docx", said, other="1", source=str(priced))
    ended = cli("response", "read", "a.docx", *INTO, "-o", "panel.xlsx")
    assert ended.code == 0
    assert "the tenderer itself says “Not met”" in ended.stderr


def test_the_evaluation_needs_a_purchase_file(cli: Cli, filled: Filled) -> None:
    filled("a.docx", {}, other="x")
    ended = cli("response", "read", "a.docx", "--format", "evaluation", "-o", "panel.xlsx")
    assert ended.code == 2
    assert "--format evaluation needs --purchase" in ended.stderr
    assert "--purchase FILE" in ended.stderr
    assert not Path("panel.xlsx").exists()


def test_a_form_of_another_tender_is_not_entered(cli: Cli, filled: Filled, priced: Path) -> None:
    filled("a.docx", {NAME: "Ada"}, other="1")
    ended = cli("response", "read", "a.docx", *INTO, "-o", "panel.xlsx")
    assert ended.code == 1
    assert "a.docx: nothing was entered: the form belongs to another tender" in ended.stderr
    assert openpyxl.load_workbook("panel.xlsx")["Lot 1 gates"].cell(4, 5).value is None


def test_forms_in_another_language_than_the_purchase_file_belong_to_it_all_the_same(
    cli: Cli, filled: Filled, priced: Path
) -> None:
    made = ("--language", "ar", "--allow-untranslated")
    assert cli("build", "priced.toml", "--papers", "response", *made, "-o", "form.docx").code == 0
    filled("a.docx", {NAME: "أحمد", PRICE: "١٢٥٠٠", WARRANTY: "سنوات 2"}, other="1", source="form.docx")
    assert cli("response", "read", "a.docx", *INTO, "-o", "other.xlsx").code == 1
    assert cli("response", "read", "a.docx", *INTO, "--language", "ar", "-o", "panel.xlsx").code == 0
    assert "أحمد" in [c.value for s in openpyxl.load_workbook("panel.xlsx") for row in s.iter_rows() for c in row]
    ended = cli("response", "read", "a.docx", "--language", "ar")
    assert (ended.code, "--language needs --purchase" in ended.stderr) == (2, True)


def test_the_purchase_file_is_never_overwritten(cli: Cli, filled: Filled, priced: Path) -> None:
    filled("a.docx", {}, other="1", source=str(priced))
    assert cli("response", "read", "a.docx", *INTO, "-o", "priced.toml", "--force").code == 4
    assert Path("priced.toml").read_text(encoding="utf-8") == PRICED


# --- refused ---


def test_a_file_without_a_form_ends_with_3_and_does_not_hide_the_others(cli: Cli, filled: Filled) -> None:
    docx.Document().save("other.docx")
    ended = cli("response", "read", "other.docx")
    assert (ended.code, ended.stdout) == (3, "")
    assert "other.docx: holds no response form" in ended.stderr
    assert "saved as .doc has lost them" in ended.stderr
    filled("a.docx", {}, other="x")
    ended = cli("response", "read", "other.docx", "a.docx")
    assert ended.code == 3
    assert ended.stdout.startswith("a.docx")
    told = answer(cli("response", "read", "other.docx", "a.docx", "--format", "json"))
    assert ([f["rule"] for f in told["findings"]], told["ok"]) == (["no-form"], False)


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 500


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (OLE, "Word 2003"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "is encrypted"),
        (b"%PDF-1.7", "is a PDF, no Word file"),
        (b"", "is empty, no Word file"),
    ],
)
def test_other_files_are_refused_with_what_they_are(cli: Cli, content: bytes, said: str) -> None:
    Path("x.doc").write_bytes(content)
    ended = cli("response", "read", "x.doc")
    assert (ended.code, ended.stdout) == (3, "")
    assert said in ended.stderr


@pytest.mark.parametrize(
    ("members", "said"),
    [
        ({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<a/>"}, "OpenDocument"),
        ({"word/vbaProject.bin": b"x"}, "holds macros"),
    ],
)
def test_odt_and_macros_are_refused(cli: Cli, form: Path, members: dict[str, bytes], said: str) -> None:
    with zipfile.ZipFile(form) as old, zipfile.ZipFile("x.docx", "w") as new:
        for name, content in members.items():
            new.writestr(name, content)
        if "mimetype" not in members:
            for info in old.infolist():
                new.writestr(info, old.read(info))
    ended = cli("response", "read", "x.docx")
    assert ended.code == 3
    assert said in ended.stderr


def test_what_is_not_there_ends_with_4(cli: Cli) -> None:
    assert cli("response", "read", "none.docx").code == 4


@pytest.mark.parametrize("arguments", [[], ["-", "-"]])
def test_wrong_usage_ends_with_2(cli: Cli, arguments: list[str]) -> None:
    assert cli("response", "read", *arguments).code == 2


def test_an_error_in_json_names_the_command(cli: Cli) -> None:
    told = answer(cli("response", "read", "none.docx", "--format", "json"))
    assert (told["schema"], told["data"]) == ("tenderkit/response-read/1", None)


def test_nothing_is_overwritten_and_no_form_ever(cli: Cli, filled: Filled) -> None:
    filled("a.docx", {}, other="x")
    Path("a.csv").write_bytes(b"old")
    assert cli("response", "read", "a.docx", "--format", "csv", "-o", "a.csv").code == 4
    assert Path("a.csv").read_bytes() == b"old"
    assert cli("response", "read", "a.docx", "--format", "csv", "-o", "a.csv", "--force").code == 0
    before = Path("a.docx").read_bytes()
    assert cli("response", "read", "a.docx", "--format", "csv", "-o", "a.docx", "--force").code == 4
    assert Path("a.docx").read_bytes() == before


def test_stdin_is_read(cli: Cli, filled: Filled) -> None:
    content = filled("a.docx", {}, other="x").read_bytes()
    ended = cli("response", "read", "-", stdin=content)
    assert (ended.code, ended.stdout.partition(" ")[0]) == (0, "stdin")


def test_the_same_forms_give_the_same_workbook(cli: Cli, filled: Filled, command: list[str]) -> None:
    import subprocess

    filled("a.docx", {}, other="x")
    made = [
        subprocess.run(
            [*command, "response", "read", "a.docx", "--format", "xlsx"],
            env={**os.environ, "PYTHONHASHSEED": seed, "TZ": f"UTC{seed}"},
            capture_output=True,
            timeout=60,
            check=True,
        ).stdout
        for seed in ("1", "2")
    ]
    assert made[0] == made[1]
    with zipfile.ZipFile(io.BytesIO(made[0])) as archive:
        assert b"2026-08-15T00:00:00Z" in archive.read("docProps/core.xml")


def test_reading_loads_neither_library_nor_workbook(cli: Cli, form: Path) -> None:
    import subprocess

    code = (
        "import sys; from tenderkit.cli.app import run; run(['response', 'read', 'small-response.docx']); "
        "print([m for m in ('xlsxwriter', 'babel', 'docx') if m in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)
    assert done.stderr.splitlines()[-1] == "[]"


def test_the_acceptance_of_the_contract_clauses_is_entered(cli: Cli, filled: Filled, priced: Path) -> None:
    said = {PRICE: "5", WARRANTY: "2", POWER: "30"}
    filled("a.docx", {NAME: "Ada", **said}, other="x", source=str(priced))
    filled("b.docx", {NAME: "Bob", ACCEPTANCE: "Not accepted", **said}, other="x", source=str(priced))
    ended = cli("response", "read", "a.docx", "b.docx", *INTO, "-o", "panel.xlsx")
    assert ended.code == 1
    assert "entered as not met, so that it is not admitted" in ended.stderr
    sheet = openpyxl.load_workbook("panel.xlsx")["Lot 1 gates"]
    assert [sheet.cell(6, column).value for column in (5, 6, 7)] == ["Met", "Not met", None]
