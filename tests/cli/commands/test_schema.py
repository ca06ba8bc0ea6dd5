# SPDX-License-Identifier: Apache-2.0
import datetime
import json
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]

from tenderkit.library.reading import shipped_data
from tenderkit.library.reading.library_reader import NO_THEMES
from tests.cli.conftest import Cli

FOLDER = shipped_data.find_data_folder()
CLAUSES = sorted(p for p in (FOLDER / "clauses").glob("*/*.toml") if p.parent.name not in NO_THEMES)
LISTS = ["sources", "superseded", "questions", "buyer-steps", "vocabulary", "changelog", "coverage", "cpv", "notices"]
NAMES = ["purchase", "clause", "jurisdiction", "overlay", "word-lists", "finding", *LISTS]


def as_json(path: Path) -> Any:
    """A TOML file as an editor hands it to a validator: dates are text."""
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    return json.loads(json.dumps(data, default=datetime.date.isoformat))


@cache
def example() -> str:
    return json.dumps(as_json(FOLDER / "templates" / "purchases" / "ke-school-laptops.toml"))


def problems(cli: Cli, name: str, value: Any) -> list[str]:
    schema = json.loads(cli("schema", name).stdout)
    return [f"{e.json_path}: {e.message}" for e in Draft202012Validator(schema).iter_errors(value)]


@pytest.mark.parametrize("name", NAMES)
def test_a_schema_is_a_schema(cli: Cli, name: str) -> None:
    ended = cli("schema", name)
    assert ended.code == 0
    schema = json.loads(ended.stdout)
    Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["$id"] == f"tenderkit/{name}/1"


@pytest.mark.parametrize("path", sorted((FOLDER / "templates" / "purchases").glob("*.toml")), ids=lambda p: p.stem)
def test_each_shipped_purchase_fits_the_schema(cli: Cli, path: Path) -> None:
    assert problems(cli, "purchase", as_json(path)) == []


@pytest.mark.parametrize("path", CLAUSES, ids=lambda p: p.stem)
def test_each_shipped_clause_fits_the_schema(cli: Cli, path: Path) -> None:
    assert problems(cli, "clause", as_json(path)) == []


@pytest.mark.parametrize("path", sorted((FOLDER / "clauses" / "jurisdictions").glob("*.toml")), ids=lambda p: p.stem)
def test_each_shipped_profile_fits_the_schema(cli: Cli, path: Path) -> None:
    assert problems(cli, "jurisdiction", as_json(path)) == []


@pytest.mark.parametrize("name", LISTS)
def test_each_shipped_list_fits_the_schema(cli: Cli, name: str) -> None:
    assert problems(cli, name, as_json(FOLDER / "clauses" / f"{name}.toml")) == []


@pytest.mark.parametrize("path", sorted((FOLDER / "clauses" / "word-lists").glob("*.toml")), ids=lambda p: p.stem)
def test_each_shipped_list_of_words_fits_the_schema(cli: Cli, path: Path) -> None:
    assert problems(cli, "word-lists", as_json(path)) == []


def test_the_house_rules_of_the_manual_fit_the_schema(cli: Cli) -> None:
    manual = (Path(__file__).parents[3] / "MANUAL.md").read_text(encoding="utf-8")
    block = next(b for b in manual.split("```toml\n") if b.startswith("title.en"))
    head = tomllib.loads(block.partition("```")[0])
    assert problems(cli, "overlay", head) == []
    assert problems(cli, "overlay", {**head, "hide": ["no-such-clause", 3]}) != []


def broken(*path: str | int, value: Any) -> Any:
    """The example purchase with another value at a path; None takes the key out."""
    whole = json.loads(example())
    step: Any = whole
    for key in path[:-1]:
        step = step[key]
    if value is None:
        del step[path[-1]]
    else:
        step[path[-1]] = value
    return whole


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("tenderkit",), 2),
        (("tenderkit",), None),
        (("tender", "launch"), None),
        (("tender", "lanch"), "2027-01-15"),
        (("tender", "country"), "XX"),
        (("tender", "level"), "medium"),
        (("tender", "environment-weight"), 101),
        (("tender", "environment_weight"), 10),
        (("lots",), []),
        (("lots", 0, "acquisition"), "buy"),
        (("lots", 0, "months"), 241),
        (("lots", 0, "months"), "48"),
        (("lots", 0, "items", 0, "category"), "laptpo"),
        (("lots", 0, "items", 0, "quantity"), 0),
        (("lots", 0, "items", 0, "quantity"), 1.5),
        (("lots", 0, "items", 0, "cpv"), "3021"),
        (("lots", 0, "parameters", "no-such-clause"), {}),
        (("parameters",), {"no-such-clause": {}}),
        (("excluded",), [{"clause": "take-back"}]),
        (("included",), [{"clause": "no-such-clause", "reason": "x"}]),
    ],
    ids=str,
)
def test_a_broken_purchase_does_not_fit_the_schema(cli: Cli, path: tuple[str | int, ...], value: Any) -> None:
    assert problems(cli, "purchase", json.loads(example())) == []
    assert problems(cli, "purchase", broken(*path, value=value))


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("status", "ready"),
        ("version", 0),
        ("kind", "clause"),
        ("kind", None),
        ("applies", []),
        ("aplies", [{}]),
        ("text", {"title": "x"}),
        ("levels", ["medium"]),
        ("id", "take-back"),
    ],
    ids=str,
)
def test_a_broken_clause_does_not_fit_the_schema(cli: Cli, key: str, value: Any) -> None:
    whole = as_json(FOLDER / "clauses" / "end-of-life" / "take-back.toml")
    if value is None:
        del whole[key]
    else:
        whole[key] = value
    assert problems(cli, "clause", whole)


def test_the_schema_of_a_purchase_spells_the_categories_out(cli: Cli) -> None:
    text = cli("schema", "purchase").stdout
    assert '"laptop"' in text
    assert "x-words" not in text


def test_the_schema_of_a_finding_fits_a_finding(cli: Cli) -> None:
    finding = json.loads(cli("build", "absent.toml", "--format", "json").stdout)["findings"][0]
    assert problems(cli, "finding", finding) == []


def test_the_schema_of_a_clause_offers_categories_and_groups(cli: Cli) -> None:
    schema = json.loads(cli("schema", "clause").stdout)
    block = schema["properties"]["applies"]["items"]["properties"]["categories"]
    case = schema["$defs"]["Case"]["properties"]["categories"]
    step = schema["$defs"]["Step"]["properties"]["categories"]
    for words in (block["anyOf"][1]["items"], case["anyOf"][1]["items"], step["items"]):
        assert {"equipment", "laptop"} <= set(words["enum"])
