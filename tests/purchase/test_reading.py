# SPDX-License-Identifier: Apache-2.0
import json
from typing import Any

import pytest

import tenderkit.findings
from tenderkit.errors import InvalidInput
from tenderkit.findings import Finding
from tenderkit.purchase.reading import MAX_FINDINGS, parse_purchase, validate_purchase
from tests.support import put, the_problem

MANY = 3_000
NAMES = {f"nonsense-{number}": 1 for number in range(MANY)}


def purchase() -> dict[str, Any]:
    lot = {"title": "L", "acquisition": "purchase", "months": 36, "data": "internal"}
    lot["items"] = [{"category": "laptop", "quantity": 12}]
    return {"tenderkit": 1, "language": "en", "tender": {"title": "T", "launch": "2027-01-15"}, "lots": [lot]}


def refused(data: dict[str, Any]) -> tuple[Finding, ...]:
    with pytest.raises(InvalidInput) as caught:
        parse_purchase(json.dumps(data), "x.json", "json")
    return caught.value.findings


@pytest.mark.parametrize(
    ("path", "value", "rule"),
    [
        ("tender", {"title": "T", "launch": "2027-01-15", **NAMES}, "unknown-key"),
        ("lots.0.items", [{"category": name, "quantity": 1} for name in NAMES], "unknown-word"),
        ("lots.0.weights", NAMES, "unknown-word"),
        ("lots.0.answers", NAMES, "unknown-word"),
        ("parameters", {name: {} for name in NAMES}, "unknown-word"),
        ("included", [{"clause": name, "reason": "x"} for name in NAMES], "unknown-word"),
    ],
    ids=["keys", "categories", "weights", "answers", "parameters", "clauses"],
)
def test_of_many_problems_the_first_are_named_and_the_others_counted(
    monkeypatch: pytest.MonkeyPatch, path: str, value: Any, rule: str
) -> None:
    searches = []
    search = tenderkit.findings.get_close_matches

    def count(word: str, *rest: Any, **more: Any) -> list[str]:
        searches.append(word)
        return search(word, *rest, **more)

    monkeypatch.setattr(tenderkit.findings, "get_close_matches", count)
    *first, last = refused(put(path, value, purchase()))
    assert [finding.rule for finding in first] == [rule] * MAX_FINDINGS
    assert (last.rule, last.severity, last.place.file, last.place.key) == ("more", "error", "x.json", None)
    assert last.message == f"and {MANY - MAX_FINDINGS:,} more problems"
    # One among whole words, one among their parts.
    assert MAX_FINDINGS <= len(searches) <= 2 * MAX_FINDINGS


@pytest.mark.parametrize(("extra", "counted"), [(0, False), (1, True)])
def test_as_many_problems_as_are_named_need_no_count(extra: int, counted: bool) -> None:
    found = refused(purchase() | dict(list(NAMES.items())[: MAX_FINDINGS + extra]))
    assert len(found) == MAX_FINDINGS + counted
    assert any(finding.message == "and 1 more problem" for finding in found) == counted


def test_lists_that_are_short_because_their_entries_are_broken_are_not_counted() -> None:
    lots = [{"title": "L", "acquisition": "nonsense"}] * 150
    rules = [finding.rule for finding in refused(purchase() | {"lots": lots})]
    assert "too-short" not in rules
    assert rules.count("unknown-word") == 150


def test_a_purchase_without_problems_is_read() -> None:
    assert validate_purchase(purchase(), "x.json", "json").lots[0].title == "L"


@pytest.mark.parametrize(
    ("text", "form"), [("", "toml"), ("  \n", "json"), ("# nothing yet\n", "toml"), ("{}", "json")]
)
def test_an_empty_file_is_called_empty_and_led_to_a_beginning(text: str, form: str) -> None:
    finding = the_problem(lambda: parse_purchase(text, "x", form))
    assert finding.message == "is empty"
    assert "`tenderkit new FILE`" in finding.fix
    assert "--example" in finding.fix


@pytest.mark.parametrize("key", ["category", "cpv"])
def test_a_line_of_a_null_kind_is_refused_like_one_without_a_kind(key: str) -> None:
    without = refused(put("lots.0.items.0", {"quantity": 12}, purchase()))
    assert refused(put("lots.0.items.0", {key: None, "quantity": 12}, purchase())) == without


def test_a_line_of_a_null_category_has_that_of_its_code() -> None:
    line = {"category": None, "cpv": "30213100-6", "quantity": 12}
    assert validate_purchase(put("lots.0.items.0", line, purchase()), "x.json", "json").lots[0].categories == (
        "laptop",
    )


@pytest.mark.parametrize("path", ["lots.0.accepts-refurbished", "tender.accepts-refurbished"])
def test_an_answer_outside_answers_names_its_place(path: str) -> None:
    [finding] = refused(put(path, False, purchase()))
    assert finding.rule == "unknown-key"
    assert finding.fix == "Write answers = { accepts-refurbished = true }, in the tender or in a lot."
