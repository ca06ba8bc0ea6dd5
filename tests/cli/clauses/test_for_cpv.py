# SPDX-License-Identifier: Apache-2.0
import json
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner, Result

from tenderkit.cli.clauses.for_cpv import for_cpv
from tenderkit.errors import UsageProblem


def run(*args: str) -> Result:
    """What the command prints, and on which stream; it ends with 0 or raises."""
    app = typer.Typer()
    app.command()(for_cpv)
    ended = CliRunner().invoke(app, list(args))
    if ended.exception and not isinstance(ended.exception, SystemExit):
        raise ended.exception
    assert ended.exit_code == 0, ended.output
    return ended


@pytest.mark.parametrize("code", ["30213100-6", "30213100", "30213100.0", "3021 3100 - 6"])
def test_a_code_leads_to_its_category_and_clauses(code: str) -> None:
    ended = run(code)
    assert "Category: laptop" in ended.stdout.splitlines()
    assert "  warranty-minimum " in ended.stdout
    assert ended.stderr == ""


def test_a_code_below_a_known_one_shows_the_way_up() -> None:
    lines = run("30231320-6").stdout.splitlines()
    assert lines[1:3] == ["  30231320  Touch screen monitors", "  30231300  Display screens -> display"]


def test_a_code_of_a_service_leads_to_a_model() -> None:
    said = run("90514000-3").stdout
    assert "Acquisition model: take-back" in said.splitlines()
    assert "  treatment-standard " in said
    assert "  warranty-minimum " not in said


def test_a_code_that_leads_nowhere_warns_and_is_no_error() -> None:
    ended = run("03111000-2")
    assert "No category and no acquisition model is known for it." in ended.stdout
    assert ended.stderr.startswith("warning: the CPV code 03111000 ")
    assert "30, 32, 48, 50, 72 and 90" in ended.stderr


def test_the_answer_has_the_schema_for_cpv() -> None:
    found = json.loads(run("30213100-6", "--format", "json").stdout)
    assert (found["schema"], found["ok"], found["warnings"]) == ("tenderkit/clauses-for-cpv/1", True, [])
    assert found["data"]["category"] == "laptop"
    assert [rung["code"] for rung in found["data"]["walk"]] == ["30213100"]


def test_the_answer_of_a_code_that_leads_nowhere_has_no_category_and_a_warning() -> None:
    ended = run("30213000", "--format", "json")
    found = json.loads(ended.stdout)
    assert (found["ok"], found["data"]["category"], found["data"]["clauses"]) == (True, None, [])
    assert [w["rule"] for w in found["warnings"]] == ["cpv-unknown"]
    assert {b["category"] for b in found["data"]["below"]} == {"laptop", "tablet", "desktop"}


@pytest.mark.parametrize("code", ["3021310", "laptop", "", "30213100-66"])
def test_what_is_no_code_is_wrong_usage_with_a_way_out(code: str) -> None:
    with pytest.raises(UsageProblem) as caught:
        run(code)
    (finding,) = caught.value.findings
    assert finding.message.startswith(f"“{code}” ")
    assert "30213100-6" in finding.fix


def test_a_library_on_top_adds_codes_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "library.toml").write_text('title.en = "Ours"\nversion = "1"\n', encoding="utf-8")
    (tmp_path / "cpv.toml").write_text(
        '80510000 = { label = "Training", acquisition = "service" }\n', encoding="utf-8"
    )
    said = run("80511000", "--library", str(tmp_path)).stdout
    assert "  80510000  Training -> service" in said.splitlines()
