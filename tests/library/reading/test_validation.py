# SPDX-License-Identifier: Apache-2.0
from dataclasses import dataclass, field
from typing import Annotated, Any, Literal

import pytest
from pydantic import TypeAdapter, ValidationError

from tenderkit.findings import Finding, Place
from tenderkit.library.reading.schema import get_validator
from tenderkit.library.reading.validation import format_path, insert_words, make_findings
from tenderkit.library.shape import SHAPE, Bool, Bounds, Int, Number
from tenderkit.purchase.purchase import Purchase
from tests.support import every_type, put, wrong


@dataclass(frozen=True)
class Inner:
    __pydantic_config__ = SHAPE
    size: Annotated[Int, Bounds(ge=1, le=9)] = 1
    unit_price: Number = 1.0


@dataclass(frozen=True)
class Outer:
    __pydantic_config__ = SHAPE
    name: Annotated[str, Bounds(min_length=1, pattern="^[a-z]*$")] = "a"
    kind: Literal["one", "two"] = "one"
    asked: Bool = True
    inner: Inner = field(default_factory=Inner)
    many: Annotated[tuple[Inner, ...], Bounds(min_length=1, max_length=2)] = (Inner(),)
    by_name: dict[str, Inner] = field(default_factory=dict)


def findings(data: Any, shape: Any = Outer) -> list[Finding]:
    with pytest.raises(ValidationError) as caught:
        get_validator(shape).validate_python(data)
    return make_findings(caught.value, shape, "x.toml")


def only(data: Any) -> Finding:
    found = findings(data)
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(
    ("location", "key"),
    [
        ((), ""),
        (("tender",), "tender"),
        (("lots", 0, "items", 1, "quantity"), "lots.1.items.2.quantity"),
    ],
)
def test_positions_are_counted_from_1(location: tuple[str | int, ...], key: str) -> None:
    assert format_path(location) == key


@pytest.mark.parametrize(
    ("data", "key", "message"),
    [
        ({"name": 5}, "name", "must be text, not 5"),
        ({"name": ""}, "name", "must not be empty"),
        ({"kind": "three"}, "kind", "must be 'one' or 'two', not “three”"),
        ({"asked": "yes"}, "asked", "must be true or false, not “yes”"),
        ({"asked": 1}, "asked", "must be true or false, not 1"),
        ({"inner": 5}, "inner", "must be a table, not 5"),
        ({"inner": {"size": "5"}}, "inner.size", "must be a whole number, not “5”"),
        ({"inner": {"size": 5.0}}, "inner.size", "must be a whole number, not 5.0"),
        ({"inner": {"size": True}}, "inner.size", "must be a whole number, not true"),
        ({"inner": {"size": 0}}, "inner.size", "must be at least 1"),
        ({"inner": {"size": 10}}, "inner.size", "must be at most 9"),
        ({"inner": {"unit-price": "5"}}, "inner.unit-price", "must be a number, not “5”"),
        ({"inner": {"unit-price": float("nan")}}, "inner.unit-price", "must be a finite number, not nan"),
        ({"many": 5}, "many", "must be a list, not 5"),
        ({"many": []}, "many", "needs at least 1 entries"),
        ({"by-name": 5}, "by-name", "must be a table, not 5"),
        ({"by-name": {"x": 5}}, "by-name.x", "must be a table, not 5"),
    ],
    ids=str,
)
def test_a_problem_is_told_in_our_words_at_its_key(data: Any, key: str, message: str) -> None:
    finding = only(data)
    assert finding.place == Place("x.toml", key)
    assert finding.message == message
    assert finding.severity == "error"


@pytest.mark.parametrize(
    ("data", "fix"),
    [
        ({"name": 5}, 'Write name = "…".'),
        ({"asked": "yes"}, "Write true or false, without quotes."),
        ({"inner": {"size": "5"}}, "Write size = 5."),
        ({"inner": {"size": "8 months"}}, "Write size = 8."),
        ({"inner": {"size": "KSh 6,000,000"}}, "Write size = 6000000."),
        ({"inner": {"size": "€ 5.000.000"}}, "Write size = 5000000."),
        ({"inner": {"size": "many"}}, "Write it in digits, such as size = 100."),
        ({"inner": {"size": "3 to 5"}}, "Write it in digits, such as size = 100."),
        ({"inner": {"size": 5.0}}, "Write a number without decimals."),
        ({"inner": {"unit-price": "0.25 EUR"}}, "Write unit-price = 0.25."),
        ({"many": "x"}, 'Write many = ["…"].'),
        ({"many": 5}, ""),
        ({"inner": 5}, ""),
    ],
    ids=str,
)
def test_a_value_of_a_wrong_type_gets_the_form_of_a_right_one(data: Any, fix: str) -> None:
    assert only(data).fix == fix


def test_too_many_entries_are_counted() -> None:
    assert only({"many": [{}] * 3}).message == "has 3 entries, at most 2 are allowed"


def test_a_missing_key_is_told_at_its_place() -> None:
    assert [(f.place.key, f.message) for f in findings({}, Purchase)] == [
        ("tenderkit", "is missing"),
        ("language", "is missing"),
        ("tender", "is missing"),
        ("lots", "is missing"),
    ]


@pytest.mark.parametrize(
    ("data", "key", "nearest"),
    [
        ({"nmae": "a"}, "nmae", "name"),
        ({"by_name": {}}, "by_name", "by-name"),
        ({"inner": {"unit_price": 1}}, "inner.unit_price", "unit-price"),
        ({"many": [{}, {"sise": 1}]}, "many.2.sise", "size"),
        ({"by-name": {"x": {"sice": 1}}}, "by-name.x.sice", "size"),
    ],
    ids=str,
)
def test_an_unknown_key_names_the_nearest_one_that_is_known_there(data: Any, key: str, nearest: str) -> None:
    finding = only(data)
    assert finding.rule == "unknown-key"
    assert finding.place.key == key
    assert finding.fix == f"Did you mean “{nearest}”?"


def test_an_unknown_key_that_is_near_nothing_lists_what_is_known() -> None:
    assert only({"inner": {"zzzzz": 1}}).fix == "Known here: size, unit-price."


def test_all_problems_are_told_in_the_order_of_the_shape() -> None:
    found = findings({"many": [{}, {"size": 10, "unit-price": "x"}], "name": 5, "wrong": 1})
    assert [f.place.key for f in found] == ["name", "many.2.size", "many.2.unit-price", "wrong"]


def test_a_broken_entry_does_not_make_the_list_too_short() -> None:
    assert [f.place.key for f in findings({"many": [{"size": 0}]})] == ["many.1.size"]


def test_the_lot_is_told_from_1() -> None:
    found = wrong(put("lots.1.months", 0))
    assert [f.place.lot for f in found] == [2]


def test_a_problem_outside_the_lots_has_no_lot() -> None:
    assert [f.place.lot for f in wrong(put("tender.level", "x"))] == [None]


def test_several_problems_of_one_value_have_a_key_each() -> None:
    found = wrong(put("parameters", {"spek": {}, "spec": {"years": "x", "yaers": 1}}))
    assert sorted(str(f.place.key) for f in found) == [
        "parameters.spec.yaers",
        "parameters.spec.years",
        "parameters.spek",
    ]


def test_the_same_problem_is_told_once() -> None:
    found = wrong(put("parameters", {"spec": {"parts": ["a\x1b", "b\x1b"]}}))
    assert len(found) == 1


def test_braces_in_a_message_are_kept() -> None:
    assert "“{level} {{x}}”" in wrong(put("tender.level", "{level} {{x}}"))[0].message


def test_a_schema_spells_out_the_words_of_a_list() -> None:
    schema = insert_words({"type": "string", "x-words": "levels"}, every_type())
    assert schema == {"type": "string", "enum": ["core", "comprehensive"]}


def test_a_schema_spells_out_the_names_of_a_table() -> None:
    schema = insert_words({"type": "object", "x-words": "clauses"}, every_type())
    assert set(schema["propertyNames"]["enum"]) == {"spec", "bare", "points", "more-points"}


def test_a_schema_allows_lines_beside_other_keys() -> None:
    schema = insert_words({"properties": {"lines": {}, "core": {}}, "additionalProperties": False}, every_type())
    assert schema == {"properties": {"core": {}}, "additionalProperties": True}


def test_a_schema_is_spelled_out_at_every_depth() -> None:
    raw = TypeAdapter(Purchase).json_schema()
    assert "x-words" in str(raw)
    assert "x-words" not in str(insert_words(raw, every_type()))
