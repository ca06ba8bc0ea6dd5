# SPDX-License-Identifier: Apache-2.0
import pytest

from tests.checks.checked import keys as shipped_keys
from tests.support import Table, award, choose, clause, excluded, included, library, lot, said

RULE = "thin-library"
LEASED = clause(applies=[{"acquisition": ["lease"]}])
FOR_LAPTOPS = clause(applies=[{"categories": ["laptop"]}])
GENERAL = clause(kind="general-rule")


def keys(clauses: dict[str, Table], lots: list[Table], changes: dict[str, list[Table]]) -> list[str | None]:
    return [finding.place.key for finding in said(choose(library(clauses), lots=lots, **changes), RULE)]


@pytest.mark.parametrize(
    ("clauses", "lots", "changes", "expected"),
    [
        ({}, [lot()], {}, ["lots.1"]),
        ({"a": clause(), "b": clause()}, [lot()], {}, ["lots.1"]),
        ({"a": clause(), "b": clause(), "c": LEASED}, [lot()], {}, ["lots.1"]),
        ({"general/g": GENERAL, "a": clause(), "b": clause()}, [lot()], {}, ["lots.1"]),
        ({"a": clause(), "b": clause(), "c": clause()}, [lot()], {"excluded": excluded("c")}, ["lots.1"]),
        (dict.fromkeys("abc", FOR_LAPTOPS), [lot(), lot({"display": 40})], {}, ["lots.2"]),
    ],
)
def test_fewer_than_three_clauses_are_found(
    clauses: dict[str, Table], lots: list[Table], changes: dict[str, list[Table]], expected: list[str]
) -> None:
    assert keys(clauses, lots, changes) == expected


@pytest.mark.parametrize(
    ("clauses", "lots", "changes"),
    [
        ({id_: clause() for id_ in "abc"}, [lot()], {}),
        ({id_: clause() for id_ in "abcd"}, [lot()], {"excluded": excluded("d")}),
        ({"a": clause(), "b": clause(), "c": LEASED}, [lot(acquisition="lease")], {}),
        ({"a": clause(), "b": clause(), "c": award()}, [lot()], {}),
        ({"a": clause(), "b": clause(), "c": clause(sets=[])}, [lot()], {"included": included("c")}),
        (dict.fromkeys("abc", FOR_LAPTOPS), [lot(), lot({"display": 40, "laptop": 1})], {}),
    ],
)
def test_three_clauses_pass(clauses: dict[str, Table], lots: list[Table], changes: dict[str, list[Table]]) -> None:
    assert keys(clauses, lots, changes) == []


def test_a_short_purchase_of_media_has_two_clauses_of_the_shipped_library() -> None:
    lots = [lot({"storage-media": 1}, data="none")]
    assert shipped_keys(RULE, tender={"proportionality": "short"}, lots=lots) == ["lots.1"]
    assert shipped_keys(RULE, lots=lots) == []
