# SPDX-License-Identifier: Apache-2.0
"""Lines that are joined to a paragraph."""

import time

import pytest

from tenderkit.checks.documents.line_joining import join_lines


@pytest.mark.parametrize(
    ("lines", "known_words", "joined"),
    [
        (["one", "two"], (), "one two"),
        (["the equip-", "ment works"], (), "the equipment works"),
        (["the equip\u00ad", "ment works"], (), "the equipment works"),
        (["the take-", "back works"], ("take-back",), "the take-back works"),
        (["the take-", "over works"], ("take-over", "takeover"), "the takeover works"),
        (["from A-", "Z"], (), "from A-Z"),
        (["the range 5-", "10 units"], (), "the range 5-10 units"),
        (["ends with -", "a dash"], (), "ends with - a dash"),
        (["a-", "b-", "c"], (), "a-b-c"),
        (["under EN 50625-", "1:2014 or equivalent"], (), "under EN 50625-1:2014 or equivalent"),
        (["units and/", "or parts"], (), "units and/or parts"),
        (["multi-", "func-", "tional"], (), "multifunctional"),
        ([], (), ""),
    ],
)
def test_lines_are_joined(lines: list[str], known_words: tuple[str, ...], joined: str) -> None:
    assert join_lines(lines, known_words) == joined


def test_many_lines_take_no_quadratic_time() -> None:
    start = time.monotonic()
    assert len(join_lines(["abc-"] * 500_000)) > 1_000_000
    assert time.monotonic() - start < 10
