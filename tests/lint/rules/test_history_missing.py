# SPDX-License-Identifier: Apache-2.0
import datetime
from dataclasses import replace
from typing import Any

import pytest

from tenderkit.library.author_data import HistoryEntry
from tests.lint.seeded import catalogue, found, shipped
from tests.support import clause

RULE = "history-missing"
CHANGE = HistoryEntry(datetime.date(2027, 3, 1), {"en": "More."})


def keys(made: dict[str, Any], *versions: str) -> list[str | None]:
    whole = replace(catalogue({"a": made}), history={"a": dict.fromkeys(versions, CHANGE)})
    return [f.place.key for f in found(RULE, whole)]


@pytest.mark.parametrize(
    ("made", "versions", "missing"),
    [
        (clause(version=2), (), ["version"]),
        (clause(version=3), ("3",), ["version"]),
        (clause(status="withdrawn"), (), ["status"]),
        (clause(version=2, status="withdrawn"), ("2",), ["status"]),
    ],
)
def test_a_change_that_nobody_explains_is_found(
    made: dict[str, Any], versions: tuple[str, ...], missing: list[str]
) -> None:
    assert keys(made, *versions) == missing


def test_what_is_explained_passes_and_a_first_version_needs_nothing() -> None:
    assert keys(clause(version=2, status="withdrawn"), "1", "2", "withdrawn") == []
    assert keys(clause()) == []


def test_the_shipped_library_is_clean() -> None:
    assert found(RULE, shipped()) == []
