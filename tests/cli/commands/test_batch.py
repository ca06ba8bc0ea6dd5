# SPDX-License-Identifier: Apache-2.0
import errno
import io
import json
import os
import re
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tenderkit.batch import journal
from tenderkit.batch.journal import compute_sha256
from tests.batch.kills import JOURNAL, read_folder
from tests.batch.plans import as_csv, as_workbook, row
from tests.cli.conftest import Cli, Watch, names, strip_codes
from tests.conftest import Ran

OUTPUT = [JOURNAL, "report.json", "report.xlsx"]


def run(cli: Cli, content: str | bytes, *args: str, name: str = "plan.csv") -> Ran:
    """Write a table and make it, in this process."""
    Path(name).write_bytes(content.encode() if isinstance(content, str) else content)
    return cli("batch", name, "-o", "out", "--jobs", "1", *args)


def rows() -> list[Any]:
    data: list[Any] = json.loads(Path("out/report.json").read_text("utf-8"))["data"]["rows"]
    return data


def places() -> list[tuple[str | None, str | None, str]]:
    """Sheet, cell and rule of each error in the report."""
    findings = [finding for one in rows() for finding in one["findings"] if finding["severity"] == "error"]
    return [(finding["sheet"], finding["cell"], finding["rule"]) for finding in findings]


def test_each_id_gets_its_annex_and_all_are_in_the_reports(cli: Cli) -> None:
    ended = run(cli, as_csv(row("a"), row("b", category="display"), row("b", category="tablet")))
    assert ended.code == 0
    assert ended.stdout == "out/report.json\nout/report.xlsx\n"
    assert "2 purchases: 2 made, 0 failed" in ended.stderr
    assert names(Path("out")) == [JOURNAL, "a.docx", "b.docx", "report.json", "report.xlsx"]
    report = json.loads(Path("out/report.json").read_text("utf-8"))
    assert report["schema"] == "tenderkit/batch/1"
    assert report["ok"] is True
    points = sum(one["open-points"] for one in rows())
    assert points > 2
    warnings = sum(finding["severity"] == "warn" for one in rows() for finding in one["findings"])
    numbers = {"purchases": 2, "made": 2, "failed": 0, "not-tried": 0, "warnings": warnings, "open-points": points}
    assert report["data"]["counts"] == numbers
    assert f"; {points} open points, {warnings} warnings; " in ended.stderr
    assert [(one["row"], one["id"], one["status"], one["files"][0]["file"]) for one in rows()] == [
        (2, "a", "made", "a.docx"),
        (3, "b", "made", "b.docx"),
    ]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("plan.csv", as_csv(row("a"))),
        ("plan.csv", as_csv(row("a"), delimiter=";")),
        ("plan.tsv", as_csv(row("a"), delimiter="\t")),
        ("plan.csv", "sep=;\n" + as_csv(row("a"), delimiter=";")),
        ("plan.csv", as_csv(row("a")).replace("\n", "\r\n")),
        ("plan.csv", as_csv(row("a")).replace("\n", "\r")),
        ("plan.csv", as_csv(row("a")).encode("utf-8-sig")),
        ("plan.csv", as_csv(row("a")).encode("utf-16")),
        ("plan.csv", as_csv(row("a")).encode("utf-16-be")),
        ("plan.xlsx", as_workbook(row("a"))),
        ("plan.jsonl", json.dumps(row("a"))),
    ],
    ids=["comma", "semicolon", "tab", "told", "crlf", "cr", "mark", "utf-16", "utf-16-be", "workbook", "json"],
)
def test_every_form_of_the_table_makes_the_same_annex(cli: Cli, name: str, content: str | bytes) -> None:
    assert run(cli, content, name=name).code == 0
    made = Path("out/a.docx").read_bytes()
    purchase = {"tender": {"title": "Laptops for schools", "country": "FR", "launch": "2027-01-15"}}
    lot = {"title": "Laptops", "acquisition": "purchase", "months": 36, "data": "internal"}
    lot["items"] = [{"category": "laptop", "quantity": 12}]  # type: ignore[assignment]
    Path("one.json").write_text(json.dumps({"tenderkit": 1, "language": "en", **purchase, "lots": [lot]}))
    assert cli("build", "one.json", "--papers", "annex", "-o", "one.docx", "--reproducible").code == 0
    assert made == Path("one.docx").read_bytes()


def test_a_line_of_json_may_be_a_whole_purchase(cli: Cli) -> None:
    lot = {"title": "Laptops", "acquisition": "purchase", "data": "internal"}
    lot["items"] = [{"category": "laptop", "quantity": 12}]  # type: ignore[assignment]
    whole = {"id": "w", "language": "en", "tender": {"title": "T", "launch": "2027-01-15"}, "lots": [lot]}
    assert run(cli, json.dumps(whole), name="plan.jsonl").code == 0
    assert (Path("out") / "w.docx").is_file()


def test_dotted_columns_hold_any_other_key(cli: Cli) -> None:
    more = {
        "tender.value": '{"amount": 90000, "currency": "EUR"}',
        "lots.options": "12;12",
        "lots.items.note": "15 inch",
    }
    more |= {"lots.parameters.spare-parts.years": "", "tender.priorities": "repair; labels", "#ours": "budget 7"}
    assert run(cli, as_csv(row("a") | more)).code == 0
    assert rows()[0]["status"] == "made"


def test_what_fails_is_said_with_its_cell_and_the_others_are_made(cli: Cli) -> None:
    bad = row("b", months="36x", category="laptopp")
    ended = run(cli, as_workbook(row("a"), bad, row("c", quantity=0)), name="plan.xlsx")
    assert ended.code == 5
    assert names(Path("out")) == [JOURNAL, "a.docx", "report.json", "report.xlsx"]
    assert [one["status"] for one in rows()] == ["made", "failed", "failed"]
    assert [place[:2] for place in places()] == [("plan", "G3"), ("plan", "I3"), ("plan", "J4")]
    assert "plan.xlsx, plan!G3: lots.1.months: must be a whole number" in ended.stderr


def test_the_workbook_of_the_report_has_sheet_and_cell(cli: Cli) -> None:
    run(cli, as_csv(row("a"), row("b", quantity="=1+1")))
    book = openpyxl.load_workbook("out/report.xlsx")
    listed = [[cell.value for cell in line] for line in book["rows"]]
    heads = ["row", "id", "status", "file", "open points", "warnings", "errors", "digest"]
    assert listed[0] == heads
    assert [line[4] for line in listed[1:]] == [rows()[0]["open-points"], 0]
    assert [line[6] for line in listed[1:]] == [0, 1]
    assert [line[:4] for line in listed[1:]] == [[2, "a", "made", "a.docx"], [3, "b", "failed", None]]
    found = [[cell.value for cell in line] for line in book["findings"]]
    (error,) = [line for line in found if line[2] == "error"]
    assert error[:6] == [3, "b", "error", None, "J3", "lots.1.items.1.quantity"]
    assert error[8] == "int-type"


def test_the_workbook_of_the_report_leads_to_files_and_cells(cli: Cli) -> None:
    run(cli, as_workbook(row("a"), row("b", quantity=0), sheet="Plan '27"), name="plan.xlsx")
    book = openpyxl.load_workbook("out/report.xlsx")
    assert book["rows"]["D2"].hyperlink.target == "a.docx"
    assert book["rows"]["C3"].fill.fgColor.rgb == "FFF8CBAD"
    links = [line[4].hyperlink for line in book["findings"] if line[2].value == "error"]
    assert [link.location for link in links] == ["'Plan ''27'!J3"]
    assert Path("out", links[0].target.replace("\\", "/")).resolve() == Path("plan.xlsx").resolve()
    assert all(cell.alignment.wrap_text for cell in book["findings"][2][5:])


def test_the_workbook_of_the_report_has_no_fields_for_huge_parts(cli: Cli) -> None:
    run(cli, as_csv(row("a")))
    with zipfile.ZipFile("out/report.xlsx") as archive:
        assert {part.extract_version for part in archive.infolist()} == {20}


def test_missing_cells_are_named_where_they_would_be(cli: Cli) -> None:
    assert run(cli, as_csv(row("a", launch="", quantity=""))).code == 5
    assert [place[1] for place in places()] == ["D2", "J2"]


def test_what_rows_of_a_purchase_say_must_agree(cli: Cli) -> None:
    assert run(cli, as_csv(row("a"), row("a", months=48, category="tablet"))).code == 5
    assert places() == [(None, "G3", "cell")]


@pytest.mark.parametrize(
    ("head", "cell", "fix"),
    [
        ("tender.value", "450000 EUR", 'Write {"amount": 900, "currency": "EUR"} in the cell'),
        ("tender.value", "450000", "tender.value.amount, tender.value.currency"),
        ("tender.value", '{ amount = 450000, currency = "EUR" }', "tender.value.amount, tender.value.currency"),
        ("tender.value", '{"amount": NaN, "currency": "EUR"}', "tender.value.amount, tender.value.currency"),
        ("lots.weights", "80/20", "lots.weights.price"),
        ("lots.sheet", '{"a": 1, "a": 2}', "a column for each of its keys"),
        ("excluded", "[{clause: x}]", 'Write a list or table as [{"clause"'),
        ("country", "france", "Write its two-letter code"),
    ],
)
def test_what_to_write_in_a_cell_is_said(cli: Cli, head: str, cell: str, fix: str) -> None:
    ended = run(cli, as_csv(row("a") | {head: cell}))
    assert ended.code == 5
    assert fix in ended.stderr
    assert [place[1] for place in places()] == ["C2" if head == "country" else "M2"]


def test_a_table_may_have_a_column_for_each_key(cli: Cli) -> None:
    run(cli, as_csv(row("a") | {"tender.value.amount": "450000", "tender.value.currency": "EURO"}))
    assert [place[1] for place in places()] == ["N2"]
    run(cli, as_csv(row("a") | {"lots.weights.price": "80", "lots.weights.quality": "30"}), "--force")
    assert [place[1] for place in places()] == ["M2"]


def test_a_warning_is_placed_at_the_cell_that_it_is_about(cli: Cli) -> None:
    second = {"lot": "Routers", "category": "network-equipment", "data": "none"}
    run(cli, as_csv(row("a"), row("a") | second))
    cells = {finding["rule"]: finding["cell"] for finding in rows()[0]["findings"]}
    assert cells["data-none"] == "H3"


@pytest.mark.parametrize("number", ["1,200", "1.200", "1 200", "1'200", "1.200.000"])
def test_a_number_of_two_meanings_is_refused(cli: Cli, number: str) -> None:
    assert run(cli, as_csv(row("a", quantity=number))).code == 5
    assert places() == [(None, "J2", "cell")]


def test_a_decimal_comma_is_a_decimal(cli: Cli) -> None:
    weights = {"lots.weights.price": "59,5", "lots.weights.quality": "40,5"}
    assert run(cli, as_csv(row("a") | weights, delimiter=";")).code in (0, 5)
    assert not [place for place in places() if place[2] == "cell"]
    assert "must be a number" not in Path("out/report.json").read_text("utf-8")


def test_a_key_that_is_none_fails_its_line_of_json_alone(cli: Cli) -> None:
    lines = [row("a") | {"colour": "red"}, row("b", quantity={"x": 1}), row("c", months="36")]
    assert run(cli, "\n".join(map(json.dumps, lines)), name="plan.jsonl").code == 5
    assert [one["status"] for one in rows()] == ["failed", "failed", "made"]
    assert places() == [(None, None, "column"), (None, None, "int-type")]


@pytest.mark.parametrize("line", ["{oops", "[1]", json.dumps(row("b", title="x" * 10_000_000))])
def test_a_line_that_is_no_purchase_refuses_the_batch(cli: Cli, line: str) -> None:
    ended = run(cli, f"{json.dumps(row('a'))}\n{line}\n", name="plan.jsonl")
    assert ended.code == 3
    assert "plan.jsonl, line 2" in ended.stderr
    assert not Path("out").exists()


def test_a_terminal_sees_how_far_it_is(watch: Watch) -> None:
    Path("plan.csv").write_text(as_csv(row("a"), row("b", quantity=0)))
    screen = strip_codes(watch("batch", "plan.csv", "-o", "out", "--jobs", "1"))
    assert "2 of 2, 1 failed" in screen
    assert "2 purchases: 1 made, 1 failed" in screen


# --- what is refused as a whole ---


@pytest.mark.parametrize(
    ("ids", "words"),
    [
        (("a", "b", "a"), "was there before"),
        (("a", "A"), "was there before"),
        (("CON",), "cannot name a file"),
        (("nul",), "cannot name a file"),
        (("a\x07b",), "cannot name a file"),
        (("../a",), "cannot name a file"),
        (("=a",), "cannot name a file"),
        ((None,), "cannot name a file"),
    ],
)
def test_ids_that_cannot_name_files_refuse_the_batch(cli: Cli, ids: tuple[str, ...], words: str) -> None:
    ended = run(cli, as_csv(*(row(id_) for id_ in ids)))
    assert ended.code == 3
    assert words in ended.stderr
    assert not Path("out").exists()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("", "is empty"),
        ("id,title\n", "holds no purchase"),
        ("title,months\nx,3\n", "no column “id”"),
        ("id,titel\na,x\n", "Did you mean “title”?"),
        ("id,title,tender.title\na,x,y\n", "is there before"),
        ("id,lots.1.months\na,3\n", "is no key of a purchase"),
        ('id,title\na,"x\nb,y\n', "Close each quotation mark"),
        ("id,title\na,caf\xe9\n".encode("latin-1"), "is no text in Unicode"),
        ("id,title\na," + "x" * 10_000_000, "has more than 1,000,000 characters"),
    ],
    ids=["empty", "no rows", "no id", "typo", "twice", "position", "quote", "latin", "10 MB"],
)
def test_a_broken_table_is_refused_before_anything_is_made(cli: Cli, content: str | bytes, words: str) -> None:
    ended = run(cli, content)
    assert ended.code == 3
    assert words in ended.stderr
    assert not Path("out").exists()


def test_a_table_that_is_not_there_cannot_be_read(cli: Cli) -> None:
    assert cli("batch", "none.csv", "-o", "out").code == 4


def edit_workbook(content: bytes, part: str, before: str, after: str) -> bytes:
    """A workbook with other words in a part."""
    changed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(changed, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            text = old.read(name)
            if name == part:
                assert before.encode() in text
                text = text.replace(before.encode(), after.encode())
            new.writestr(name, text)
    return changed.getvalue()


SHEET = "xl/worksheets/sheet1.xml"


@pytest.mark.parametrize(
    ("part", "before", "after", "words"),
    [
        (
            SHEET,
            "</sheetData>",
            '</sheetData><mergeCells><mergeCell ref="B2:B3"/></mergeCells>',
            "merged cells: B2:B3",
        ),
        (SHEET, "<worksheet", '<!DOCTYPE x [<!ENTITY e "e">]><worksheet', "declares a document type"),
        (SHEET, "</sheetData>", " " * 60_000_000 + "</sheetData>", "unpacks to far more"),
        (SHEET, "</sheetData>", "", "is no workbook, or a broken one"),
        ("xl/sharedStrings.xml", "</sst>", f"<si><t>{'x' * 210_000_000}</t></si></sst>", "is no workbook"),
        ("xl/workbook.xml", "<sheet ", '<sheet state="hidden" ', "no sheet that is shown"),
    ],
    ids=["merged", "entity", "bomb", "cut", "texts", "hidden"],
)
def test_a_dangerous_workbook_is_refused(cli: Cli, part: str, before: str, after: str, words: str) -> None:
    ended = run(cli, edit_workbook(as_workbook(row("a")), part, before, after), name="plan.xlsx")
    assert ended.code == 3
    assert words in ended.stderr
    assert not Path("out").exists()


def test_a_formula_without_a_value_fails_with_its_cell(cli: Cli) -> None:
    content = edit_workbook(as_workbook(row("a", quantity="=6*2")), SHEET, "<f>6*2</f><v>0</v>", "<f>6*2</f>")
    assert run(cli, content, name="plan.xlsx").code == 5
    assert places()[0] == ("plan", "J2", "cell")


def test_a_formula_with_a_value_counts_as_that(cli: Cli) -> None:
    content = edit_workbook(
        as_workbook(row("a", quantity="=6*2")), SHEET, "<f>6*2</f><v>0</v>", "<f>6*2</f><v>12</v>"
    )
    assert run(cli, content, name="plan.xlsx").code == 0


def test_a_date_of_a_spreadsheet_is_the_number_of_its_day(cli: Cli) -> None:
    run(cli, as_workbook(row("a", launch=46402)), name="plan.xlsx")
    one = Path("out/a.docx").read_bytes()
    run(cli, as_workbook(row("a")), "--force", name="plan.xlsx")
    assert one == Path("out/a.docx").read_bytes()


# --- the folder ---


def test_a_folder_that_is_there_is_refused(cli: Cli) -> None:
    Path("out").mkdir()
    ended = run(cli, as_csv(row()))
    assert ended.code == 4
    assert "--resume" in ended.stderr
    assert names(Path("out")) == []


def test_a_folder_of_something_else_is_not_resumed(cli: Cli) -> None:
    Path("out").mkdir()
    Path("out/mine.txt").write_text("mine")
    assert run(cli, as_csv(row()), "--resume").code == 4
    assert names(Path("out")) == ["mine.txt"]


def test_resume_skips_what_has_not_changed(cli: Cli) -> None:
    run(cli, as_csv(row("a"), row("b"), row("c", quantity=0)))
    before = read_folder(Path("out"))
    times = {path.name: path.stat().st_mtime_ns for path in Path("out").glob("*.docx")}
    ended = run(cli, as_csv(row("a"), row("b"), row("c", quantity=0)), "--resume")
    assert ended.code == 5
    assert "3 were done before" in ended.stderr
    assert read_folder(Path("out")) == before
    assert {path.name: path.stat().st_mtime_ns for path in Path("out").glob("*.docx")} == times


def test_resume_makes_what_has_changed_and_removes_what_is_gone(cli: Cli) -> None:
    run(cli, as_csv(row("gone"), row("a"), row("b", quantity=0), row("c")))
    changed = as_csv(row("a"), row("b", quantity=5), row("c", quantity="x"))
    run(cli, changed, "--resume")
    resumed = read_folder(Path("out"))
    assert [one["status"] for one in rows()] == ["made", "made", "failed"]
    assert sorted(resumed) == [JOURNAL, "a.docx", "b.docx", "report.json", "report.xlsx"]
    run(cli, changed, "--force")
    assert read_folder(Path("out")) == resumed


def test_a_half_line_of_the_journal_is_made_again(cli: Cli) -> None:
    plan = as_csv(row("a"), row("b"))
    run(cli, plan)
    before = read_folder(Path("out"))
    (Path("out") / JOURNAL).write_bytes(before[JOURNAL][:-20])
    Path("out/b.docx").unlink()
    Path("out/.tenderkit-0123456789ab-x1y2").write_bytes(b"half")
    assert run(cli, plan, "--resume").code == 0
    assert read_folder(Path("out")) == before


def test_a_damaged_line_of_the_journal_costs_its_purchase_alone(cli: Cli) -> None:
    plan = as_csv(row("a"), row("b"), row("c"))
    run(cli, plan)
    before = read_folder(Path("out"))
    head, first, second, third, reports = before[JOURNAL].splitlines(keepends=True)
    for damaged in (
        b"\0" * 20 + b"\n",
        second.replace(b'"file":', b'"fyle":'),
        second.replace(b'"rule":', b'"rool":'),
    ):
        assert damaged != second
        (Path("out") / JOURNAL).write_bytes(head + first + damaged + third + reports)
        ended = run(cli, plan, "--resume")
        assert ended.code == 0
        assert "2 were done before" in ended.stderr
        assert read_folder(Path("out")) == before


def test_reports_are_written_again_only_where_they_are_not_as_the_journal_says(cli: Cli) -> None:
    plan = as_csv(row("a"), row("b"))
    run(cli, plan)
    before = read_folder(Path("out"))
    reports = [Path("out/report.json"), Path("out/report.xlsx")]

    def resume() -> list[int]:
        """Go on with the batch; the folder has to be as before. Return the inodes of the reports."""
        assert run(cli, plan, "--resume").code == 0
        assert read_folder(Path("out")) == before
        return [report.stat().st_ino for report in reports]

    made = [report.stat().st_ino for report in reports]
    assert resume() == made
    noted = before[JOURNAL]
    (Path("out") / JOURNAL).write_bytes(noted[: noted.rindex(b"{")])
    again = resume()
    assert not set(again) & set(made)
    reports[0].write_bytes(b"{}")
    reports[1].unlink()
    resume()
    changed = as_csv(row("a"), row("b", quantity=70))
    run(cli, changed, "--resume")
    assert [one["row"] for one in rows()] == [2, 3]
    assert (Path("out") / JOURNAL).read_bytes().count(b'{"reports": ') == 1
    resume()


def test_a_resumed_batch_reads_only_papers_written_since(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    plan = as_csv(row("a"), row("b"), row("c", quantity=0))
    run(cli, plan)
    before = read_folder(Path("out"))
    read: list[str] = []

    def note(path: Path) -> bytes:
        read.append(path.name)
        return compute_sha256(path)

    monkeypatch.setattr(journal, "compute_sha256", note)
    assert "3 were done before" in run(cli, plan, "--resume").stderr
    assert not read
    Path("out/b.docx").touch()
    assert "3 were done before" in run(cli, plan, "--resume").stderr
    assert read == ["b.docx"]
    # Other bytes of the same size.
    Path("out/b.docx").write_bytes(before["b.docx"][::-1])
    assert run(cli, plan, "--resume").code == 4
    assert read_folder(Path("out")) == {**before, "b.docx": before["b.docx"][::-1]}


def test_a_paper_changed_by_hand_is_kept_as_long_as_its_row_is_the_same(cli: Cli) -> None:
    plan = as_csv(row("a"), row("b"))
    run(cli, plan, "--papers", "annex,response")
    before = read_folder(Path("out"))
    Path("out/a.docx").write_bytes(bytes(len(before["a.docx"])))
    ended = run(cli, plan, "--resume")
    assert ended.code == 4
    assert "out/a.docx: was changed after it was made, and is kept" in ended.stderr
    assert "2 were done before" in ended.stderr
    assert read_folder(Path("out")) == {**before, "a.docx": bytes(len(before["a.docx"]))}
    Path("out/a.docx").unlink()
    assert run(cli, plan, "--resume").code == 0
    assert read_folder(Path("out")) == before


@pytest.mark.parametrize("cells", [{"quantity": 5}, {"quantity": "many"}])
@pytest.mark.parametrize("args", [("--jobs", "1"), ("--on-error", "stop")])
def test_a_paper_changed_by_hand_is_not_overwritten_by_a_changed_row(
    cli: Cli, cells: dict[str, Any], args: tuple[str, ...]
) -> None:
    run(cli, as_csv(row("a")))
    Path("out/a.docx").write_bytes(b"edited")
    changed = as_csv(row("a", **cells))
    for _ in range(2):
        ended = run(cli, changed, "--resume", *args)
        assert rows()[0]["status"] == "failed"
        assert Path("out/a.docx").read_bytes() == b"edited"
        if cells["quantity"] == 5:
            assert ended.code == 4
            assert ended.stderr.count("a.docx") == 1
            assert places() == [(None, "A2", "changed-file")]
    forced = run(cli, as_csv(row("a", quantity=5)), "--force")
    assert forced.code == 0
    assert Path("out/a.docx").read_bytes() != b"edited"


def test_a_paper_changed_by_hand_outlives_its_row(cli: Cli) -> None:
    run(cli, as_csv(row("a"), row("b"), row("c")))
    Path("out/a.docx").write_bytes(b"edited")
    ended = run(cli, as_csv(row("c")), "--resume")
    assert ended.code == 4
    assert "1 file of earlier runs removed" in ended.stderr
    assert names(Path("out")) == [JOURNAL, "a.docx", "c.docx", "report.json", "report.xlsx"]
    # It is of this batch no more.
    ended = run(cli, as_csv(row("a"), row("c")), "--resume")
    assert ended.code == 4
    assert Path("out/a.docx").read_bytes() == b"edited"


def test_a_file_of_an_earlier_line_of_the_journal_is_made_again(cli: Cli) -> None:
    run(cli, as_csv(row("a")))
    old = Path("out/a.docx").read_bytes()
    lines = (Path("out") / JOURNAL).read_bytes()
    run(cli, as_csv(row("a", quantity=5)), "--resume")
    new = read_folder(Path("out"))
    # As after a power cut: the journal was not tidied, and the replaced file is back.
    (Path("out") / JOURNAL).write_bytes(lines + new[JOURNAL].splitlines(keepends=True)[1])
    Path("out/a.docx").write_bytes(old)
    assert run(cli, as_csv(row("a", quantity=5)), "--resume").code == 0
    assert read_folder(Path("out")) == new


def test_a_batch_goes_on_with_its_own_options(cli: Cli) -> None:
    plan = as_csv(row("a"), row("b"))
    run(cli, plan, "--papers", "annex,response", "--language", "ar")
    before = read_folder(Path("out"))
    for args in ((), ("--papers", "response,annex"), ("--language", "ar")):
        ended = run(cli, plan, "--resume", *args)
        assert ended.code == 0
        assert "2 were done before" in ended.stderr
        assert read_folder(Path("out")) == before


def test_a_library_and_a_template_are_found_again_from_another_folder(
    cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("house").mkdir()
    Path("house/library.toml").write_text('title.en = "House"\nversion = "1"\n')
    run(cli, as_csv(row("a")))
    Path("out/a.docx").rename("letter.docx")
    plan = as_csv(row("a"))
    assert run(cli, plan, "--force", "--library", "house", "--template", "letter.docx").code == 0
    before = read_folder(Path("out"))
    Path("deeper").mkdir()
    monkeypatch.chdir("deeper")
    ended = cli("batch", "../plan.csv", "-o", "../out", "--jobs", "1", "--resume")
    assert ended.code == 0
    assert "1 were done before" in ended.stderr
    assert read_folder(Path("../out")) == before


@pytest.mark.parametrize(
    ("name", "args", "words"),
    [
        ("one.csv", (), "the table plan.csv, not one.csv"),
        ("plan.csv", ("--papers", "annex"), "--papers annex,response, not annex"),
        ("plan.csv", ("--language", "ar"), "no --language, not --language ar"),
        ("plan.csv", ("--allow-untranslated",), "no --allow-untranslated"),
        (
            "one.csv",
            ("--papers", "annex"),
            "the table plan.csv, not one.csv; with --papers annex,response, not annex",
        ),
    ],
)
def test_another_table_or_other_options_are_refused(cli: Cli, name: str, args: tuple[str, ...], words: str) -> None:
    run(cli, as_csv(row("a"), row("b")), "--papers", "annex,response")
    before = read_folder(Path("out"))
    ended = run(cli, as_csv(row("a")), "--resume", *args, name=name)
    assert ended.code == 4
    assert f"holds a batch with {words}" in ended.stderr
    assert "Go on with: tenderkit batch plan.csv -o out --resume. Or name" in ended.stderr
    assert read_folder(Path("out")) == before
    ended = run(cli, as_csv(row("a")), "--force", *args, name=name)
    assert ended.code in (0, 3)
    if "--papers" in args:
        assert "3 files of earlier runs removed" in ended.stderr
        assert names(Path("out")) == [JOURNAL, "a.docx", "report.json", "report.xlsx"]


def test_an_interrupted_batch_says_how_to_go_on(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    plan = as_csv(row("a"), row("b"))
    run(cli, plan, "--papers", "annex,response")
    whole = read_folder(Path("out"))
    replace, calls = os.replace, iter(range(100))

    def interrupt(source: Any, target: Any) -> None:
        if next(calls) > 1:
            raise KeyboardInterrupt
        replace(source, target)

    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", interrupt)
        ended = run(cli, plan, "--force", "--papers", "annex,response")
    assert ended.code == 130
    command = "tenderkit batch plan.csv -o out --resume"
    assert f"Go on with: {command}\n" in ended.stderr
    assert cli(*command.split()[1:], "--jobs", "1").code == 0
    assert read_folder(Path("out")) == whole


def test_a_head_that_is_moved_counts_as_a_change(cli: Cli) -> None:
    sound = as_csv(row("a"))
    head, cells = sound.splitlines()
    assert run(cli, f"{head.replace('months,data', 'data,months')}\n{cells}\n").code == 5
    assert run(cli, sound, "--resume").code == 0
    assert run(cli, f"{head.replace('quantity,', ',quantity,')}\n{cells}\n", "--resume").code == 5


def test_a_note_between_the_rows_of_a_purchase_moves_its_cells(cli: Cli) -> None:
    first, second = row("a"), row("a", quantity="many")
    run(cli, as_csv(first, second))
    assert places()[0][1] == "J3"
    run(cli, as_csv(first, row("# ours"), second), "--resume")
    assert places()[0][1] == "J4"


def test_a_journal_that_names_other_files_removes_none(cli: Cli) -> None:
    Path("mine.txt").write_text("mine")
    Path("out").mkdir()
    entry = {"row": 1, "id": "x", "status": "made", "digest": "00", "findings": []}
    entry["files"] = [{"file": "../mine.txt", "bytes": 4, "sha256": ""}]
    (Path("out") / JOURNAL).write_text(json.dumps(entry) + "\n")
    assert run(cli, as_csv(row()), "--resume").code == 0
    assert Path("mine.txt").read_text() == "mine"


def test_on_error_stop_ends_at_the_first_failure(cli: Cli) -> None:
    plan = as_csv(row("a"), row("b", quantity=0), row("c"))
    ended = run(cli, plan, "--on-error", "stop")
    assert ended.code == 5
    assert [one["id"] for one in rows()] == ["a", "b"]
    assert not Path("out/c.docx").exists()
    assert "1 not tried" in ended.stderr


def test_on_error_stop_leaves_what_earlier_runs_made(cli: Cli) -> None:
    run(cli, as_csv(row("a"), row("b"), row("c")))
    before = read_folder(Path("out"))
    changed = [row("a", quantity=0), row("b", quantity=5), row("c", quantity=5)]
    for jobs in ("1", "2"):
        ended = run(cli, as_csv(*changed), "--resume", "--on-error", "stop", "--jobs", jobs)
        assert ended.code == 5
        after = read_folder(Path("out"))
        assert "a.docx" not in after
        assert {name: after[name] for name in ("b.docx", "c.docx")} == {
            name: before[name] for name in ("b.docx", "c.docx")
        }


def test_a_full_disk_ends_the_run_and_resume_ends_as_ever(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    plan = as_csv(row("a"), row("b"), row("c"))
    run(cli, plan)
    whole = read_folder(Path("out"))
    replace, calls = os.replace, iter(range(100))

    def fill_disk(source: Any, target: Any) -> None:
        if next(calls) > 0:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        replace(source, target)

    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", fill_disk)
        ended = run(cli, plan, "--force")
    assert ended.code == 4
    assert "No space left" in ended.stderr
    assert run(cli, plan, "--resume").code == 0
    assert read_folder(Path("out")) == whole


# --- the form, and options ---


def test_the_form_has_lists_help_and_an_example_that_can_be_made(cli: Cli) -> None:
    assert cli("batch", "--form", "form.xlsx").code == 0
    book = openpyxl.load_workbook("form.xlsx")
    page = book["purchases"]
    assert page["A1"].value == "id"
    assert page["A2"].value.startswith("# ")
    rules = page.data_validations.dataValidation
    lists = {str(rule.sqref) for rule in rules if rule.type == "list"}
    assert lists == {f"{letter}4:{letter}5001" for letter in "EKMNP"}
    heads = [cell.value for cell in page[1]]
    assert {"tender.reference", "tender.authority", "tender.value.amount", "tender.environment-weight"} < {*heads}
    assert page["A3"].value.startswith("# ")
    assert "lots.delivery-from" in page["A3"].value
    words = [cell.value for cell in book["lists"]["N"]]
    assert "laptop" in words
    assert "other-device" not in words
    assert book["lists"].sheet_state == "hidden"
    ended = cli("batch", "form.xlsx", "-o", "out", "--jobs", "1")
    assert ended.code == 0
    assert "is not read" not in ended.stderr
    assert Path("out/example.docx").is_file()


def test_papers_beside_the_annex_have_the_id_in_their_names(cli: Cli) -> None:
    assert run(cli, as_csv(row("a")), "--papers", "annex,response").code == 0
    assert [file["file"] for file in rows()[0]["files"]] == ["a.docx", "a-response.docx"]
    ended = run(cli, as_csv(row("a"), row("a-response")), "--papers", "annex,response", "--force")
    assert ended.code == 3


@pytest.mark.parametrize(
    "args",
    [
        (),
        ("plan.csv",),
        ("plan.csv", "-o", "out", "--resume", "--force"),
        ("-", "-o", "out"),
        ("plan.csv", "--form", "form.xlsx"),
        ("--form", "form.xlsx", "--resume"),
    ],
)
def test_wrong_usage(cli: Cli, args: tuple[str, ...]) -> None:
    Path("plan.csv").write_text(as_csv(row()))
    assert cli("batch", *args).code == 2


def test_cells_that_begin_like_formulas_are_escaped_on_the_way_out(cli: Cli) -> None:
    run(cli, as_csv(row("a", category="=cmd|x")))
    book = openpyxl.load_workbook("out/report.xlsx")
    assert all(cell.data_type != "f" for line in book["findings"] for cell in line)
    assert re.search("=cmd", str(book["findings"]["G2"].value))


def test_processes_make_the_same_as_one(cli: Cli) -> None:
    plan = as_csv(*(row(f"p{number}", quantity=number) for number in range(4)))
    run(cli, plan)
    one = read_folder(Path("out"))
    Path("plan.csv").write_text(plan)
    assert cli("batch", "plan.csv", "-o", "two", "--jobs", "2").code == 5
    assert read_folder(Path("two")) == one
