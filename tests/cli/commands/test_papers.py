# SPDX-License-Identifier: Apache-2.0
import io
import os
import subprocess
import zipfile
from pathlib import Path

import docx
import pytest

from tenderkit.papers.annex.annex import Annex
from tenderkit.papers.blocks import Heading, Paragraph
from tenderkit.papers.paper import Paper
from tenderkit.papers.registry import PAPERS, Composed, PaperKind, describe_papers
from tests.cli.conftest import SMALL, Cli, names

BOTH = ("--papers", "annex,evaluation")


def is_workbook(content: bytes) -> bool:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return "xl/workbook.xml" in archive.namelist()


# --- which ---


def test_an_unknown_paper_ends_with_2_and_the_nearest(cli: Cli, small: Path) -> None:
    ended = cli("build", "small.toml", "--papers", "annex,evalution")
    assert ended.code == 2
    assert "there is no paper “evalution”" in ended.stderr
    assert "Did you mean “evaluation”?" in ended.stderr
    assert names(Path()) == ["small.toml"]


# --- where ---


def test_without_the_option_the_annex_the_form_and_the_notes_are_made(cli: Cli, small: Path) -> None:
    assert cli("build", "small.toml").stdout.split() == ["small.docx", "small-response.docx", "small-notes.docx"]
    assert names(Path()) == ["small-notes.docx", "small-response.docx", "small.docx", "small.toml"]
    assert cli("verify", "small.docx", "small-response.docx", "small-notes.docx").code == 0


def test_all_stands_for_every_paper(cli: Cli, small: Path) -> None:
    assert cli("build", "small.toml", "--papers", "all", "-o", "all/").code == 0
    assert len(names(Path("all"))) == 8


@pytest.mark.parametrize("form", ["docx", "md", "html", "json"])
@pytest.mark.parametrize("path", [".", "./", "out", "out.docx", "out/..", "absent/", "absent/new/", "absent/.."])
def test_the_papers_of_one_purchase_go_to_the_folder_that_is_named(
    cli: Cli, small: Path, path: str, form: str
) -> None:
    Path("out").mkdir()
    Path("out.docx").mkdir()
    ended = cli("build", "small.toml", "--papers", "annex,response,notes,calendar", "--format", form, "-o", path)
    ends = [f".{form}", "-calendar.docx", "-calendar.ics"]
    if form != "json":
        ends[1:1] = ["-response.docx", f"-notes.{form}"]
    assert (ended.code, ended.stdout.split()) == (0, [str(Path(path) / f"small{end}") for end in ends])
    assert all(Path(paper).is_file() for paper in ended.stdout.split())


def test_an_empty_path_is_refused(cli: Cli, small: Path) -> None:
    ended = cli("build", "small.toml", "-o", "")
    assert (ended.code, names(Path())) == (2, ["small.toml"])
    assert "-o names no file" in ended.stderr


@pytest.mark.parametrize("form", ["md", "html"])
def test_the_notes_follow_the_format_and_the_form_stays_a_word_file(cli: Cli, small: Path, form: str) -> None:
    ended = cli("build", "small.toml", "--format", form, "-o", f"x.{form}")
    assert ended.stdout.split() == [f"x.{form}", "x-response.docx", f"x-notes.{form}"]
    assert "No lawyer has reviewed" in Path(f"x-notes.{form}").read_text(encoding="utf-8")
    assert "No lawyer has reviewed" not in Path(f"x.{form}").read_text(encoding="utf-8")
    assert cli("build", "small.toml", "--format", form).stdout == Path(f"x.{form}").read_text(encoding="utf-8")


def test_json_is_one_answer(cli: Cli, small: Path) -> None:
    assert cli("build", "small.toml", "--format", "json", "-o", "x.json").stdout == "x.json\n"
    ended = cli("build", "small.toml", "--format", "json", "--papers", "notes")
    assert (ended.code, "is no answer of its own" in ended.stderr) == (2, True)


@pytest.mark.parametrize(("words", "title"), [((), "Tender annex"), (("--papers", "notes"), "Notes for the")])
def test_stdout_takes_the_one_paper_that_is_named_else_the_annex(
    cli: Cli, small: Path, words: tuple[str, ...], title: str
) -> None:
    assert cli("build", "small.toml", "--format", "md", "-o", "-", *words).stdout.startswith(f"# {title}")
    assert names(Path()) == ["small.toml"]


@pytest.mark.parametrize("words", [("--format", "md", "-o", "-", *BOTH), ("--format", "json", "--papers", "all")])
def test_where_stdout_takes_the_annex_alone_a_line_says_so(cli: Cli, small: Path, words: tuple[str, ...]) -> None:
    assert "stdout takes the annex alone" in cli("build", "small.toml", *words).stderr
    assert names(Path()) == ["small.toml"]


def test_both_stand_beside_each_other_under_the_stem(cli: Cli, small: Path) -> None:
    ended = cli("build", "small.toml", *BOTH)
    assert (ended.code, ended.stdout) == (0, "small.docx\nsmall-evaluation.xlsx\nsmall-evaluation.docx\n")
    assert names(Path()) == ["small-evaluation.docx", "small-evaluation.xlsx", "small.docx", "small.toml"]
    assert is_workbook(Path("small-evaluation.xlsx").read_bytes())


def test_the_annex_is_the_same_with_and_without_the_workbook(cli: Cli, small: Path) -> None:
    assert cli("build", "small.toml", "-o", "a.docx", "--papers", "annex").code == 0
    assert cli("build", "small.toml", "-o", "b.docx", *BOTH).code == 0
    assert Path("a.docx").read_bytes() == Path("b.docx").read_bytes()


def test_o_names_the_annex(cli: Cli, small: Path) -> None:
    assert cli("build", "small.toml", "-o", "tender.docx", *BOTH).code == 0
    assert names(Path()) == ["small.toml", "tender-evaluation.docx", "tender-evaluation.xlsx", "tender.docx"]


def test_all_papers_of_all_purchases_go_to_a_folder(cli: Cli, small: Path) -> None:
    Path("one.toml").write_text(SMALL, encoding="utf-8")
    assert cli("build", "one.toml", "small.toml", "-o", "out/", *BOTH).code == 0
    papers = [
        f"{stem}{end}" for stem in ("one", "small") for end in ("-evaluation.docx", "-evaluation.xlsx", ".docx")
    ]
    assert names(Path("out")) == papers


def test_the_format_is_that_of_the_annex(cli: Cli, small: Path) -> None:
    assert cli("build", "small.toml", "--format", "html", "-o", "out/", *BOTH).code == 0
    assert names(Path("out")) == ["small-evaluation.docx", "small-evaluation.xlsx", "small.html"]


def test_the_evaluation_alone_is_a_workbook_and_a_paper(cli: Cli, small: Path) -> None:
    made = ["small-evaluation.xlsx", "small-evaluation.docx"]
    assert cli("build", "small.toml", "--papers", "evaluation").stdout.split() == made
    assert cli("build", "small.toml", "--papers", "evaluation", "-o", "mine.xlsx").code == 0
    assert names(Path()) == ["mine.docx", "mine.xlsx", *sorted(made), "small.toml"]
    for mine, one in zip(("mine.xlsx", "mine.docx"), made, strict=True):
        assert Path(mine).read_bytes() == Path(one).read_bytes()
    assert is_workbook(Path("mine.xlsx").read_bytes())
    assert docx.Document("mine.docx").tables


def test_the_paper_of_the_evaluation_can_be_verified(cli: Cli, small: Path) -> None:
    assert cli("build", "small.toml", "--papers", "evaluation").code == 0
    assert cli("verify", "small-evaluation.docx").code == 0


@pytest.mark.parametrize(
    "words", [("-o", "x.xlsx"), ("-o", "x.xlsx", *BOTH), ("-o", "x.docx", "--papers", "evaluation")]
)
def test_a_name_that_promises_another_paper_is_refused(cli: Cli, small: Path, words: tuple[str, ...]) -> None:
    ended = cli("build", "small.toml", *words)
    assert ended.code == 2
    assert "is no name for" in ended.stderr
    assert names(Path()) == ["small.toml"]


# --- refused ---


@pytest.mark.parametrize(
    "words",
    [
        ("-o", "-", "--papers", "response,notes"),
        ("-o", "-", "--papers", "evaluation"),
    ],
)
def test_several_files_do_not_share_stdout(cli: Cli, small: Path, words: tuple[str, ...]) -> None:
    ended = cli("build", "small.toml", *words)
    assert ended.code == 2
    assert "several files cannot share stdout" in ended.stderr
    assert names(Path()) == ["small.toml"]


def test_answers_in_a_stream_hold_no_files(cli: Cli) -> None:
    words = ("--input-format", "jsonl", "--format", "json", "--papers", "evaluation")
    ended = cli("build", "-", *words, stdin=b"{}\n")
    assert ended.code == 2
    assert "answers in a stream hold no files" in ended.stderr
    assert names(Path()) == []


# --- whole or not at all ---


@pytest.mark.parametrize("there", ["small.docx", "small-evaluation.xlsx", "small-evaluation.docx"])
def test_nothing_is_overwritten_and_then_nothing_is_written(cli: Cli, small: Path, there: str) -> None:
    Path(there).write_bytes(b"old")
    ended = cli("build", "small.toml", *BOTH)
    assert ended.code == 4
    assert names(Path()) == sorted(["small.toml", there])
    assert Path(there).read_bytes() == b"old"
    assert cli("build", "small.toml", *BOTH, "--force").code == 0
    assert Path(there).read_bytes() != b"old"


def test_a_disk_that_fills_up_at_the_second_paper_leaves_none(
    cli: Cli, small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls = []

    def full_later(_: int) -> None:
        calls.append(1)
        if len(calls) == 2:
            raise OSError(28, "No space left on device")

    Path("small.docx").write_bytes(b"old")
    monkeypatch.setattr(os, "fsync", full_later)
    assert cli("build", "small.toml", *BOTH, "--force").code == 4
    assert names(Path()) == ["small.docx", "small.toml"]
    assert Path("small.docx").read_bytes() == b"old"


def test_a_name_that_is_taken_in_the_meantime_leaves_none(
    cli: Cli, small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    link = os.link

    def taken(source: str, target: Path) -> None:
        if target.name.endswith(".xlsx"):
            raise FileExistsError
        link(source, target)

    monkeypatch.setattr(os, "link", taken)
    assert cli("build", "small.toml", *BOTH).code == 4
    assert names(Path()) == ["small.toml"]


# --- the same again ---


@pytest.mark.parametrize("more", [(), ("--reproducible",)])
def test_the_same_answers_give_the_same_evaluation(command: list[str], small: Path, more: tuple[str, ...]) -> None:
    for seed in ("1", "2"):
        subprocess.run(
            [*command, "build", "small.toml", "--papers", "evaluation", "-o", f"{seed}/", *more],
            env={**os.environ, "PYTHONHASHSEED": seed, "TZ": f"UTC{seed}"},
            capture_output=True,
            timeout=60,
            check=True,
        )
    for name in ("small-evaluation.xlsx", "small-evaluation.docx"):
        assert Path("1", name).read_bytes() == Path("2", name).read_bytes()


def test_the_date_in_the_file_is_that_of_the_launch_or_of_source_date_epoch(cli: Cli, small: Path) -> None:
    def dated(path: str) -> str:
        with zipfile.ZipFile(path) as archive:
            return archive.read("docProps/core.xml").decode()

    made = ("small-evaluation.xlsx", "small-evaluation.docx")
    assert cli("build", "small.toml", "--papers", "evaluation").code == 0
    assert all("2026-08-15T00:00:00Z" in dated(name) for name in made)
    ended = cli("build", "small.toml", "--papers", "evaluation", "--force", env={"SOURCE_DATE_EPOCH": "86400"})
    assert ended.code == 0
    assert all("1970-01-02T00:00:00Z" in dated(name) for name in made)


# --- the calendar: two files, or one ---

CALENDAR = ("--papers", "annex,calendar")


@pytest.fixture
def dated(small: Path) -> Path:
    """The small purchase with a first delivery."""
    small.write_text(SMALL + "delivery-from = 2027-02-01\n", encoding="utf-8")
    return small


def test_a_calendar_is_a_paper_and_its_dates(cli: Cli, dated: Path) -> None:
    ended = cli("build", "small.toml", *CALENDAR)
    assert (ended.code, ended.stdout) == (0, "small.docx\nsmall-calendar.docx\nsmall-calendar.ics\n")
    assert names(Path()) == ["small-calendar.docx", "small-calendar.ics", "small.docx", "small.toml"]
    assert Path("small-calendar.ics").read_bytes().startswith(b"BEGIN:VCALENDAR\r\n")
    assert "reckons from the launch" not in ended.stderr


def test_without_a_start_the_calendar_file_reckons_from_the_launch_and_a_line_says_so(cli: Cli, small: Path) -> None:
    ended = cli("build", "small.toml", *CALENDAR)
    assert (ended.code, ended.stdout) == (0, "small.docx\nsmall-calendar.docx\nsmall-calendar.ics\n")
    assert "small.toml: the calendar file (.ics) reckons from the launch of the tender" in ended.stderr


def test_a_lot_without_a_term_has_a_calendar_file_too(cli: Cli, dated: Path) -> None:
    text = dated.read_text(encoding="utf-8").replace("months = 36\n", "")
    dated.write_text(text, encoding="utf-8")
    ended = cli("build", "small.toml", "--papers", "calendar")
    assert (ended.code, ended.stdout) == (0, "small-calendar.docx\nsmall-calendar.ics\n")


def test_the_calendar_alone_under_a_name(cli: Cli, dated: Path) -> None:
    assert cli("build", "small.toml", "--papers", "calendar", "-o", "plan.docx").stdout == "plan.docx\nplan.ics\n"


@pytest.mark.parametrize("there", ["small-calendar.docx", "small-calendar.ics"])
def test_of_a_calendar_all_is_written_or_nothing(cli: Cli, dated: Path, there: str) -> None:
    Path(there).write_bytes(b"old")
    assert cli("build", "small.toml", *CALENDAR).code == 4
    assert names(Path()) == sorted(["small.toml", there])
    assert Path(there).read_bytes() == b"old"


@pytest.mark.parametrize("words", [("-o", "-"), ("-o", "dates.ics")])
def test_two_files_need_a_name_for_a_paper(cli: Cli, dated: Path, words: tuple[str, ...]) -> None:
    assert cli("build", "small.toml", "--papers", "calendar", *words).code == 2
    assert names(Path()) == ["small.toml"]


def test_a_second_run_gives_the_same_bytes(cli: Cli, dated: Path) -> None:
    for folder in ("one/", "two/"):
        assert cli("build", "small.toml", *CALENDAR, "--reproducible", "-o", folder).code == 0
    assert names(Path("one")) == names(Path("two")) == ["small-calendar.docx", "small-calendar.ics", "small.docx"]
    for name in names(Path("one")):
        assert Path("one", name).read_bytes() == Path("two", name).read_bytes()


def test_the_paper_can_be_verified(cli: Cli, dated: Path) -> None:
    assert cli("build", "small.toml", "--papers", "calendar").code == 0
    assert cli("verify", "small-calendar.docx").code == 0


def test_all_three_papers_and_several_purchases(cli: Cli, small: Path) -> None:
    Path("one.toml").write_text(SMALL + "delivery-from = 2027-02-01\n", encoding="utf-8")
    papers = ("--papers", "annex,evaluation,calendar")
    assert cli("build", "one.toml", "small.toml", "-o", "out/", *papers).code == 0
    assert names(Path("out")) == [
        "one-calendar.docx",
        "one-calendar.ics",
        "one-evaluation.docx",
        "one-evaluation.xlsx",
        "one.docx",
        "small-calendar.docx",
        "small-calendar.ics",
        "small-evaluation.docx",
        "small-evaluation.xlsx",
        "small.docx",
    ]


# --- a fifth paper ---


def compose_summary(annex: Annex, protected: bool) -> Composed:
    clauses = (Paragraph(f"{clause.number} {clause.title}") for clause in annex.printed)
    paper = Paper(
        purchase_digest=annex.purchase_digest,
        selection=annex.selection,
        language=annex.language,
        title=annex.title,
        subtitle=annex.subtitle,
        cover=annex.cover,
        blocks=(Heading(annex.subtitle, 1), *clauses),
    )
    return Composed((paper, None), ("no dates: a summary has none",))


@pytest.fixture
def summary(monkeypatch: pytest.MonkeyPatch) -> PaperKind:
    """A registry with a fifth paper, added by its entry alone."""
    kind = PaperKind("summary", "the clauses on one page", compose_summary, {".docx": "docx", ".ics": "ics"})
    monkeypatch.setitem(PAPERS, "summary", kind)
    return kind


def test_a_fifth_paper_is_built_like_the_others(cli: Cli, small: Path, summary: PaperKind) -> None:
    ended = cli("build", "small.toml", "--papers", "summary,annex")
    assert (ended.code, ended.stdout) == (0, "small.docx\nsmall-summary.docx\n")
    assert "small.toml: no dates: a summary has none" in ended.stderr
    titles = [p.text for p in docx.Document("small-summary.docx").paragraphs if p.text.startswith("1.2.")]
    assert len(titles) >= 3
    assert cli("verify", "small-summary.docx").code == 0


def test_a_fifth_paper_goes_under_a_name_and_to_stdout(cli: Cli, small: Path, summary: PaperKind) -> None:
    assert cli("build", "small.toml", "--papers", "summary", "-o", "mine.docx").stdout == "mine.docx\n"
    assert cli("build", "small.toml", "--papers", "summary", "-o", "mine.xlsx").code == 2
    ended = cli("build", "small.toml", "--papers", "summary,evaluation", "-o", "out/")
    assert ended.stdout == "out/small-evaluation.xlsx\nout/small-evaluation.docx\nout/small-summary.docx\n"


def test_a_fifth_paper_is_known_by_its_name(cli: Cli, small: Path, summary: PaperKind) -> None:
    ended = cli("build", "small.toml", "--papers", "sumary")
    assert (ended.code, "Did you mean “summary”?" in ended.stderr) == (2, True)
    assert "`summary`, the clauses on one page" in describe_papers()


def test_a_paper_that_is_no_text_is_not_printed_in_place_of_one(cli: Cli, small: Path) -> None:
    ended = cli("build", "small.toml", "--papers", "response", "--format", "md", "-o", "-")
    assert ended.code == 2
    assert "is a Word file alone" in ended.stderr
    assert ended.stdout == ""
