# SPDX-License-Identifier: Apache-2.0
"""Which clauses stand elsewhere: by their places alone."""

import random

import pytest

from tenderkit.formats.word.read.moved_clauses import find_moved_clauses

# Two sections of three clauses, each under a heading.
SECTIONS = ["1.2", "1.2", "1.2", "1.4", "1.4", "1.4"]
HEADINGS = [10, 50]


def told(places: list[int], headings: list[int] | None = None) -> list[int]:
    return sorted(find_moved_clauses(places, SECTIONS[: len(places)], HEADINGS if headings is None else headings))


def test_what_stands_in_order_was_not_moved() -> None:
    assert told([20, 30, 40, 60, 70, 80]) == []
    assert told([]) == []


@pytest.mark.parametrize(
    ("places", "found"),
    [
        ([20, 30, 15, 60, 70, 80], [2]),  # up
        ([45, 30, 40, 60, 70, 80], [0]),  # down
        ([90, 30, 40, 60, 70, 80], [0]),  # to the end
        ([20, 30, 40, 60, 70, 5], [5]),  # to the front
        ([20, 30, 40, 60, 41, 80], [4]),  # into the other section
    ],
)
def test_a_clause_that_jumps_is_the_only_one(places: list[int], found: list[int]) -> None:
    assert told(places) == found


def test_the_rest_is_not_moved_where_several_are() -> None:
    numbers = random.Random(7)
    for _ in range(200):
        order = list(range(40))
        jumping = numbers.sample(order, 4)
        rest = [n for n in order if n not in jumping]
        for n in jumping:
            rest.insert(numbers.randrange(len(rest) + 1), n)
        found = find_moved_clauses([rest.index(n) for n in order], ["1.2"] * 40, [])
        assert len(found) <= 4
        kept = [n for n in rest if n not in found]
        assert kept == sorted(kept)


def test_a_clause_that_was_put_into_the_next_section_was_moved_although_the_order_is_the_same() -> None:
    assert told([20, 30, 55, 60, 70, 80]) == [2]
    assert told([20, 30, 40, 45, 70, 80]) == [3]
    # One of two, where a clause stands as often here as there.
    assert sorted(find_moved_clauses([20, 55, 60], ["1.2", "1.2", "1.4"], HEADINGS)) == [1]


def test_a_heading_that_was_put_in_or_taken_out_moves_nothing() -> None:
    assert told([20, 30, 40, 60, 70, 80], [10, 35, 50]) == []
    assert told([20, 30, 40, 60, 70, 80], [10]) == []
    assert told([20, 30, 40, 60, 70, 80], []) == []


def test_two_clauses_in_one_place_were_not_moved() -> None:
    assert told([20, 20, 40, 60, 70, 80]) == []
