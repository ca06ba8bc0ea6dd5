# SPDX-License-Identifier: Apache-2.0
import pytest

from tests.cli.commands.clauses.conftest import house
from tests.cli.conftest import Cli, answer
from tests.conftest import Ran


def run(cli: Cli, code: str, *args: str) -> Ran:
    """How the command ends, which is well."""
    ended = cli("clauses", "for-cpv", code, *args)
    assert ended.code == 0, ended.stderr
    return ended


@pytest.mark.parametrize("code", ["30213100-6", "30213100", "30213100.0", "3021 3100 - 6"])
def test_a_code_leads_to_its_category_and_clauses(cli: Cli, code: str) -> None:
    ended = run(cli, code)
    assert "Category: laptop" in ended.stdout.splitlines()
    assert "  warranty-minimum " in ended.stdout
    assert ended.stderr == ""


def test_a_code_below_a_known_one_shows_the_way_up(cli: Cli) -> None:
    lines = run(cli, "30231320-6").stdout.splitlines()
    assert lines[1:3] == ["  30231320  Touch screen monitors", "  30231300  Display screens -> display"]


def test_a_code_of_a_service_leads_to_a_model(cli: Cli) -> None:
    said = run(cli, "90514000-3").stdout
    assert "Acquisition model: take-back" in said.splitlines()
    assert "  treatment-standard " in said
    assert "  warranty-minimum " not in said


def test_a_code_that_leads_nowhere_warns_and_is_no_error(cli: Cli) -> None:
    ended = run(cli, "03111000-2")
    assert "No category and no acquisition model is known for it." in ended.stdout
    assert ended.stderr.startswith("warning: the CPV code 03111000 ")
    assert "30, 32, 48, 50, 72 and 90" in ended.stderr


def test_the_answer_has_the_schema_for_cpv(cli: Cli) -> None:
    found = answer(run(cli, "30213100-6", "--format", "json"))
    assert (found["schema"], found["ok"], found["warnings"]) == ("tenderkit/clauses-for-cpv/1", True, [])
    assert found["data"]["category"] == "laptop"
    assert [rung["code"] for rung in found["data"]["walk"]] == ["30213100"]


def test_the_answer_of_a_code_that_leads_nowhere_has_no_category_and_a_warning(cli: Cli) -> None:
    ended = run(cli, "30213000", "--format", "json")
    found = answer(ended)
    assert (found["ok"], found["data"]["category"], found["data"]["clauses"]) == (True, None, [])
    assert [w["rule"] for w in found["warnings"]] == ["cpv-unknown"]
    assert {b["category"] for b in found["data"]["relatives"]} == {"laptop", "tablet", "desktop"}


@pytest.mark.parametrize("code", ["30213100", "90514000-3", "30231320", "03111000", "48000000"])
def test_no_line_is_wider_than_80_columns(cli: Cli, code: str) -> None:
    assert max(map(len, run(cli, code).stdout.splitlines())) <= 80


@pytest.mark.parametrize("code", ["3021310", "laptop", "", "30213100-66"])
def test_what_is_no_code_is_wrong_usage_with_a_way_out(cli: Cli, code: str) -> None:
    ended = cli("clauses", "for-cpv", code)
    assert (ended.code, ended.stdout) == (2, "")
    assert ended.stderr.startswith(f"error: “{code}” ")
    assert "30213100-6" in ended.stderr


def test_a_library_on_top_adds_codes_of_its_own(cli: Cli) -> None:
    house(cpv='80510000 = { label = "Training", acquisition = "service" }\n')
    said = run(cli, "80511000", "--library", "house").stdout
    assert "  80510000  Training -> service" in said.splitlines()


def test_a_code_of_a_library_on_top_with_an_unknown_model_is_invalid(cli: Cli) -> None:
    house(cpv='80510000 = { label = "Training", acquisition = "servce" }\n')
    ended = cli("clauses", "for-cpv", "80511000", "--library", "house")
    assert (ended.code, ended.stdout) == (3, "")
    assert "Did you mean “service”?" in ended.stderr
