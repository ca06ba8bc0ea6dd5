# SPDX-License-Identifier: Apache-2.0
import json
from pathlib import Path
from typing import Any

import pytest

from tenderkit.pipeline import Papers, draft_papers
from tenderkit.purchase.purchase import Purchase
from tests.cli.conftest import SMALL_JSON, Cli, names
from tests.conftest import Ran


def line(id_: Any = "a", **overrides: Any) -> bytes:
    """A purchase on one line."""
    data = {"id": id_, **SMALL_JSON, **overrides}
    return json.dumps({k: v for k, v in data.items() if v is not None}).encode() + b"\n"


def stream(cli: Cli, *lines: bytes, args: tuple[str, ...] = ("--format", "json")) -> Ran:
    return cli("build", "-", "--input-format", "jsonl", *args, stdin=b"".join(lines))


def answers(ended: Ran) -> list[Any]:
    return [json.loads(one) for one in ended.stdout.splitlines()]


def test_each_line_gets_one_answer_in_the_same_order(cli: Cli) -> None:
    ended = stream(cli, line("b"), line("a"), line("c"))
    assert ended.code == 0
    assert [(a["id"], a["ok"]) for a in answers(ended)] == [("b", True), ("a", True), ("c", True)]


def test_an_answer_has_these_keys(cli: Cli) -> None:
    ended = stream(cli, line(), b"nonsense\n")
    assert [list(a) for a in answers(ended)] == [["id", "ok", "data", "findings", "file"]] * 2


def test_the_data_are_those_of_build(cli: Cli) -> None:
    single = cli("build", "-", "--format", "json", stdin=line(None))
    assert answers(stream(cli, line()))[0]["data"] == json.loads(single.stdout)["data"]


def test_a_bad_line_is_answered_and_the_next_follows(cli: Cli) -> None:
    ended = stream(cli, line("a", tenderkit=2), b"{nonsense\n", b"[1]\n", line("d"))
    assert ended.code == 5
    assert [a["ok"] for a in answers(ended)] == [False, False, False, True]
    bad = answers(ended)[0]
    assert bad["id"] == "a"
    assert bad["data"] is None
    assert bad["findings"][0]["place"]["key"] == "tenderkit"


def test_bytes_that_are_no_utf_8_are_answered(cli: Cli) -> None:
    ended = stream(cli, b'{"id": "\xff"}\n', line())
    assert ended.code == 5
    assert [a["ok"] for a in answers(ended)] == [False, True]


def test_all_problems_of_a_line_are_told(cli: Cli) -> None:
    ended = stream(cli, line(tenderkit=2, language="xx"))
    assert {f["place"]["key"] for f in answers(ended)[0]["findings"]} == {"tenderkit", "language"}


@pytest.mark.parametrize(
    ("language", "summary"), [("ar", "الأسطر: 2، ما تعذرت معالجته: 1\n"), ("fr", "2 lignes, 1 échec\n")]
)
def test_the_summary_is_in_the_language_that_is_asked_for(cli: Cli, language: str, summary: str) -> None:
    ended = stream(cli, line("a"), line("b", tenderkit=2), args=("--format", "json", "--language", language))
    assert ended.stderr == summary


def test_a_line_without_an_id_is_known_by_its_number(cli: Cli) -> None:
    assert [a["id"] for a in answers(stream(cli, line("a"), line(None)))] == ["a", "2"]


def test_a_bug_is_the_answer_of_its_line_and_the_next_follows(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    def draft_or_fail(purchase: Purchase, *rest: Any, **more: Any) -> Papers:
        if purchase.tender.title == "Unlucky":
            raise RuntimeError("boom")
        return draft_papers(purchase, *rest, **more)

    monkeypatch.setattr("tenderkit.cli.streams.build_stream.draft_papers", draft_or_fail)
    unlucky = line("b", tender={**SMALL_JSON["tender"], "title": "Unlucky"})
    ended = stream(cli, line("a"), unlucky, line("c", tenderkit=2), line("d"))
    assert ended.code == 70
    assert [(a["id"], a["ok"]) for a in answers(ended)] == [("a", True), ("b", False), ("c", False), ("d", True)]
    (finding,) = answers(ended)[1]["findings"]
    assert (finding["rule"], finding["place"]["file"]) == ("bug", "line 2")
    assert "RuntimeError: boom (id " in finding["message"]
    assert "4 lines, 2 failed" in ended.stderr


@pytest.mark.parametrize(("error", "code"), [(KeyboardInterrupt, 130), (MemoryError, 70)])
def test_what_ends_the_program_ends_the_stream(
    cli: Cli, monkeypatch: pytest.MonkeyPatch, error: type[BaseException], code: int
) -> None:
    def end(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr("tenderkit.cli.streams.build_stream.draft_papers", end)
    ended = stream(cli, line("a"), line("b"))
    assert (ended.code, ended.stdout.count('"id"')) == (code, 0)


def test_an_id_that_came_before_is_refused(cli: Cli) -> None:
    ended = stream(cli, line("a"), line("a"))
    assert ended.code == 5
    assert [a["ok"] for a in answers(ended)] == [True, False]


@pytest.mark.parametrize(("first", "second"), [("a", "a-notes"), ("A-Notes", "a"), ("a-notes", "a")])
def test_an_id_whose_file_is_that_of_another_is_refused(cli: Cli, first: str, second: str) -> None:
    words = ("--format", "docx", "--papers", "annex,notes", "--force", "-o", "out")
    ended = stream(cli, line(first), line(second), line("b"), args=words)
    assert (ended.code, [a["ok"] for a in answers(ended)]) == (5, [True, False, True])
    (finding,) = answers(ended)[1]["findings"]
    assert (finding["rule"], finding["place"]["file"], finding["place"]["key"]) == ("id", "line 2", "id")
    assert f"of the id “{second}” is already that of the id “{first}”" in finding["message"]
    assert len(names(Path("out"))) == 4


def test_ids_that_end_with_the_name_of_a_paper_that_is_not_made_are_free(cli: Cli) -> None:
    assert stream(cli, line("a"), line("a-notes"), args=("--format", "docx", "-o", "out")).code == 0
    assert stream(cli, line("a"), line("a-notes")).code == 0


@pytest.mark.parametrize("id_", ["../x", "a/b", ".hidden", "", "a" * 101, "a\x00b", "-o", 7, True, ["a"]])
def test_an_id_that_cannot_name_a_file_is_refused(cli: Cli, id_: Any) -> None:
    ended = stream(cli, line(id_), args=("--format", "md", "-o", "out"))
    assert ended.code == 5
    assert answers(ended)[0]["findings"][0]["rule"] == "id"
    assert not Path("out").exists() or names(Path("out")) == []


def test_empty_lines_are_passed_over(cli: Cli) -> None:
    ended = stream(cli, b"\n", line("a"), b"  \n", line("b"))
    assert ended.code == 0
    assert [a["id"] for a in answers(ended)] == ["a", "b"]


def test_the_last_line_needs_no_line_end(cli: Cli) -> None:
    assert stream(cli, line("a").rstrip()).code == 0


@pytest.mark.parametrize("form", ["docx", "md"])
def test_documents_go_to_a_folder_under_their_ids(cli: Cli, form: str) -> None:
    ended = stream(cli, line("a"), line("b.c"), args=("--format", form, "-o", "out"))
    assert ended.code == 0
    assert names(Path("out")) == [f"a.{form}", f"b.c.{form}"]
    assert [a["file"] for a in answers(ended)] == [f"out/a.{form}", f"out/b.c.{form}"]
    assert [a["data"] for a in answers(ended)] == [None, None]


def test_the_papers_that_are_named_go_to_the_folder(cli: Cli) -> None:
    ended = stream(cli, line("a"), args=("--papers", "annex,notes", "-o", "out"))
    (answer,) = answers(ended)
    assert answer["file"] == str(Path("out/a.docx"))
    assert answer["files"] == [str(Path("out/a.docx")), str(Path("out/a-notes.docx"))]
    assert names(Path("out")) == ["a-notes.docx", "a.docx"]


def test_a_file_that_is_there_fails_its_line_only(cli: Cli) -> None:
    Path("out").mkdir()
    Path("out/a.md").write_text("old", encoding="utf-8")
    ended = stream(cli, line("a"), line("b"), args=("--format", "md", "-o", "out"))
    assert ended.code == 5
    assert [(a["id"], a["ok"], a["file"]) for a in answers(ended)] == [("a", False, None), ("b", True, "out/b.md")]
    assert Path("out/a.md").read_text(encoding="utf-8") == "old"


def test_documents_need_a_folder(cli: Cli) -> None:
    assert stream(cli, line(), args=("--format", "md")).code == 2
    assert stream(cli, line(), args=("--format", "docx", "-o", "-")).code == 2


def test_a_file_of_lines_is_read_like_stdin(cli: Cli) -> None:
    Path("x.jsonl").write_bytes(line("a") + line("b"))
    ended = cli("build", "x.jsonl", "--format", "json")
    assert ended.code == 0
    assert [a["id"] for a in answers(ended)] == ["a", "b"]


def test_a_file_of_lines_may_be_longer_than_a_purchase_file(cli: Cli) -> None:
    padding = b" " * 3_000_000 + b"\n"
    Path("x.jsonl").write_bytes(line("a").strip() + padding + line("b").strip() + padding)
    ended = cli("build", "x.jsonl", "--format", "json")
    assert ended.code == 0
    assert [a["id"] for a in answers(ended)] == ["a", "b"]


def test_a_line_that_is_too_long_fails_alone(cli: Cli) -> None:
    Path("x.jsonl").write_bytes(line("a") + b'{"x": "' + b"x" * 12_000_000 + b'"}\n' + line("b"))
    ended = cli("build", "x.jsonl", "--format", "json")
    assert ended.code == 5
    assert [(a["id"], a["ok"]) for a in answers(ended)] == [("a", True), (None, False), ("b", True)]
    assert answers(ended)[1]["findings"][0]["message"] == "is larger than 5,000,000 bytes"


def test_a_file_of_lines_that_is_not_there_ends_with_4(cli: Cli) -> None:
    assert cli("build", "x.jsonl", "--format", "json").code == 4


def test_stdin_is_read_once(cli: Cli) -> None:
    assert cli("build", "-", "-", "--format", "json").code == 2


def test_lines_are_read_alone(cli: Cli) -> None:
    Path("x.jsonl").write_bytes(line("a"))
    Path("y.jsonl").write_bytes(line("b"))
    assert cli("build", "x.jsonl", "y.jsonl", "--format", "json").code == 2
    assert cli("build", "x.jsonl", "-", "--input-format", "jsonl", "--format", "json").code == 2


def test_an_empty_stream_is_done(cli: Cli) -> None:
    ended = stream(cli)
    assert ended.code == 0
    assert ended.stdout == ""


def test_lines_of_json_are_recognised_without_being_told(cli: Cli) -> None:
    ended = cli("build", "-", "--format", "json", stdin=line("a") + line("b"))
    assert ended.code == 0
    assert [a["id"] for a in answers(ended)] == ["a", "b"]


def test_warnings_stand_among_the_findings_of_a_line(cli: Cli) -> None:
    lot = {
        "title": "Laptops",
        "acquisition": "purchase",
        "data": "none",
        "items": [{"category": "laptop", "quantity": 12}],
    }
    found = answers(stream(cli, line(lots=[lot])))[0]
    assert found["ok"] is True
    assert "data-none" in {f["rule"] for f in found["findings"]}


@pytest.mark.parametrize(("id_", "fails"), [("CON", True), ("nul", True), ("lpt1.x", True), ("console", False)])
def test_the_name_of_a_device_names_no_file(cli: Cli, id_: str, fails: bool) -> None:
    ended = stream(cli, line(id_), args=("--format", "md", "-o", "out"))
    assert (ended.code, "cannot name a file" in ended.stdout) == ((5, True) if fails else (0, False))


def test_capital_letters_make_no_other_file(cli: Cli) -> None:
    ended = stream(cli, line("a"), line("A"), args=("--format", "md", "-o", "out"))
    assert [a["ok"] for a in answers(ended)] == [True, False]
    assert [a["ok"] for a in answers(stream(cli, line("a"), line("A")))] == [True, True]


def test_a_final_line_with_gaps_is_refused_with_their_keys(cli: Cli) -> None:
    ended = stream(cli, line("a", tender={**SMALL_JSON["tender"], "status": "final"}), line("b"))
    assert ended.code == 5
    bad, good = answers(ended)
    assert (bad["ok"], bad["data"], good["ok"]) == (False, None, True)
    settled = "tender.settled.data-class"
    gaps = ["tender.value", "parameters.remedies.medium-amount"]
    open_keys = ["tender.authority", "tender.reference", settled, *gaps]
    assert [f["place"]["key"] for f in bad["findings"]] == open_keys
