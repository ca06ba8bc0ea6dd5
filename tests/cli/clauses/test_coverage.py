# SPDX-License-Identifier: Apache-2.0
import json
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from tenderkit.cli.clauses.coverage import coverage
from tenderkit.errors import FileProblem, InvalidInput, UsageProblem

SCHEMES = [
    "l1061-topics",
    "e-waste-hierarchy",
    "l1061-aims",
    "eu-gpp-computers",
    "eu-gpp-imaging",
    "eu-gpp-data-centres",
    "elsewhere",
]


def run(*args: str) -> str:
    """What the command prints; it ends with 0 or raises."""
    app = typer.Typer()
    app.command()(coverage)
    ended = CliRunner().invoke(app, list(args))
    if ended.exception and not isinstance(ended.exception, SystemExit):
        raise ended.exception
    assert ended.exit_code == 0, ended.output
    return ended.stdout


def test_every_scheme_is_told_with_its_counts() -> None:
    said = run()
    assert [name for name in SCHEMES if f"({name})" not in said] == []
    assert "113 topics:" in said
    assert "HOLE" in said


def test_one_scheme_is_told_alone() -> None:
    said = run("--scheme", "l1061-aims")
    assert said.startswith("Aims of ITU-T L.1061 (l1061-aims)\n4 topics:")
    assert "eu-gpp" not in said


def test_holes_leave_out_what_is_covered() -> None:
    said = run("--scheme", "l1061-topics", "--holes")
    assert "\n  covered  " not in said
    assert " covered, " in said
    assert "missing: repair-capacity" in said or "repair-capacity" not in said


def test_markdown_has_a_table_for_each_scheme() -> None:
    assert run("--format", "md").count("| --- |") >= len(SCHEMES)


def test_the_answer_has_the_schema_coverage() -> None:
    found = json.loads(run("--format", "json"))
    assert (found["schema"], found["ok"], found["findings"]) == ("tenderkit/clauses-coverage/1", True, [])
    assert [scheme["id"] for scheme in found["data"]["schemes"]] == SCHEMES
    assert len(found["data"]["schemes"][0]["topics"]) == 113
    assert set(found["data"]["library"]) == {"version", "sha256"}


def test_an_unknown_scheme_is_named_with_the_nearest() -> None:
    with pytest.raises(UsageProblem) as caught:
        run("--scheme", "l1061-topic")
    assert caught.value.findings[0].fix == "Did you mean “l1061-topics”?"


def test_the_scheme_of_a_library_on_top_is_told(tmp_path: Path) -> None:
    (tmp_path / "library.toml").write_text('title.en = "Ours"\nversion = "1"\n', encoding="utf-8")
    (tmp_path / "coverage.toml").write_text(
        '[ours]\ntitle = "Our rules"\nmark = "P"\ntopics.R1 = { title = "One", clauses = ["take-back"] }\n',
        encoding="utf-8",
    )
    assert "  covered  R1  One\n               there: take-back" in run(
        "--scheme", "ours", "--library", str(tmp_path)
    )


def test_a_fault_in_the_scheme_of_a_library_on_top_is_invalid_input(tmp_path: Path) -> None:
    (tmp_path / "library.toml").write_text('title.en = "Ours"\nversion = "1"\n', encoding="utf-8")
    (tmp_path / "coverage.toml").write_text('[ours]\ntitle = "Our rules"\ntopics = {}\n', encoding="utf-8")
    with pytest.raises(InvalidInput) as caught:
        run("--library", str(tmp_path))
    assert caught.value.findings[0].place.key == "ours.mark"


def test_a_library_that_is_not_there_is_a_file_problem() -> None:
    with pytest.raises(FileProblem):
        run("--library", "nowhere")
