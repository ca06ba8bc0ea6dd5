# SPDX-License-Identifier: Apache-2.0
from pathlib import Path

import pytest

from tenderkit.library.reading import shipped_data
from tests.cli.conftest import SMALL, Cli, answer


def test_every_clause_is_in_or_out_with_its_rule(cli: Cli) -> None:
    ended = cli("explain", "--example", "small-laptops")
    assert ended.code == 0
    said = {line.strip().partition(" [")[0] for line in ended.stdout.splitlines() if line.startswith("    ")}
    assert said == set(shipped_data.load_shipped_data().library.clauses)


def test_a_file_is_explained(cli: Cli, small: Path) -> None:
    ended = cli("explain", "small.toml")
    assert ended.code == 0
    assert "Lot 1: Laptops" in ended.stdout.splitlines()


def test_stdin_is_explained(cli: Cli) -> None:
    assert cli("explain", "-", stdin=SMALL.encode()).code == 0


def test_one_clause_is_explained_alone(cli: Cli) -> None:
    ended = cli("explain", "--example", "small-laptops", "--clause", "take-back")
    assert ended.code == 0
    assert "take-back [" in ended.stdout
    assert "warranty-minimum" not in ended.stdout


def test_the_answer_names_every_clause_in_every_lot(cli: Cli) -> None:
    data = answer(cli("explain", "--example", "three-lots", "--format", "json"))["data"]
    general = {c["id"] for c in data["general"]}
    for lot in data["lots"]:
        assert general | {c["id"] for c in lot["clauses"]} == set(shipped_data.load_shipped_data().library.clauses)
    assert [lot["lot"] for lot in data["lots"]] == [1, 2, 3]


def test_the_answer_has_the_schema_explain(cli: Cli) -> None:
    found = answer(cli("explain", "--example", "small-laptops", "--format", "json"))
    assert found["schema"] == "tenderkit/explain/1"
    assert found["ok"] is True


def test_the_answer_holds_one_clause_where_one_was_named(cli: Cli) -> None:
    ended = cli("explain", "--example", "three-lots", "--clause", "take-back", "--format", "json")
    data = answer(ended)["data"]
    assert data["general"] == []
    assert [[c["id"] for c in lot["clauses"]] for lot in data["lots"]] == [["take-back"]] * 3


@pytest.mark.parametrize("form", ["text", "json"])
def test_the_text_and_the_answer_are_the_same_each_time(cli: Cli, form: str) -> None:
    first = cli("explain", "--example", "ke-school-laptops", "--format", form).stdout
    assert first == cli("explain", "--example", "ke-school-laptops", "--format", form).stdout


def test_warnings_go_to_stderr(cli: Cli, small: Path) -> None:
    small.write_text(SMALL.replace('"internal"', '"none"'), encoding="utf-8")
    ended = cli("explain", "small.toml")
    assert ended.code == 0
    assert "warning: small.toml: " in ended.stderr
    assert "warning" not in ended.stdout


def test_nothing_is_written(cli: Cli, small: Path) -> None:
    cli("explain", "small.toml")
    assert [p.name for p in Path().iterdir()] == ["small.toml"]
