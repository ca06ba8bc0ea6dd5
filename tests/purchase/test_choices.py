# SPDX-License-Identifier: Apache-2.0
from collections.abc import Callable, Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tenderkit.interview.asker import format_refusal
from tenderkit.purchase.choices import Choice, find_choices, find_near_label, read_choice
from tenderkit.purchase.typed_input import (
    Refusal,
    normalize_word,
)
from tests.support import english


def refused(read: Callable[..., Any], *args: Any) -> str:
    """The code of a refusal, which has to have its words."""
    with pytest.raises(Refusal) as caught:
        read(*args)
    assert format_refusal(english(), caught.value)
    return caught.value.code


KINDS = [
    Choice("laptop", "Laptops", also=("notebook", "30213100-6")),
    Choice("laptop-bag", "Bags for laptops"),
    Choice("display", "Displays", also=("écran", "monitor")),
    Choice("mixed-ict", "Old equipment of mixed kinds"),
    Choice("in", "India"),
    Choice("id", "Indonesia"),
]


def values(found: Sequence[Choice]) -> list[Any]:
    return [choice.value for choice in found]


@pytest.mark.parametrize("typed", ["", "  "])
def test_everything_matches_nothing(typed: str) -> None:
    assert find_choices(typed, KINDS) == KINDS


def test_an_exact_name_comes_before_beginnings_words_and_parts() -> None:
    ranked = [Choice(1, "an old pinto"), Choice(2, "a point inside"), Choice(3, "insects"), Choice(4, "in")]
    assert values(find_choices("in", ranked)) == [4, 3, 2, 1]


def test_equal_matches_stay_in_the_order_of_the_list() -> None:
    assert values(find_choices("indo", [Choice(2, "Indore"), Choice(1, "Indonesia")])) == [2, 1]


def test_a_word_behind_a_hyphen_is_the_beginning_of_a_word() -> None:
    assert values(find_choices("ict", [Choice(1, "edicts"), *KINDS])) == ["mixed-ict", 1]


def test_what_matches_nothing_finds_nothing() -> None:
    assert find_choices("zebra", KINDS) == []


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("1", "laptop"),
        ("03", "display"),
        ("٦", "id"),
        ("२", "laptop-bag"),
        ("laptop", "laptop"),
        ("LAPTOPS", "laptop"),
        ("bag", "laptop-bag"),
        ("notebook", "laptop"),
        ("30213100-6", "laptop"),
        ("٣٠٢١٣١٠٠-٦", "laptop"),
        ("3021", "laptop"),
        ("Ecran", "display"),
        ("E\u0301CRAN", "display"),
        ("écr", "display"),
        ("in", "in"),
        ("indo", "id"),
        (" mixed ", "mixed-ict"),
    ],
)
def test_a_choice_is_meant_by_its_number_its_name_or_a_part_that_only_it_has(typed: str, expected: str) -> None:
    assert read_choice(typed, KINDS).value == expected


@pytest.mark.parametrize("typed", ["0", "7", "999", "٠"])
def test_a_number_that_is_not_in_the_list_is_refused(typed: str) -> None:
    assert refused(read_choice, typed, KINDS) == "no-such-number"


def test_a_part_that_several_have_is_refused_with_their_labels() -> None:
    with pytest.raises(Refusal) as caught:
        read_choice("indi", [*KINDS, Choice("io", "British Indian Ocean Territory")])
    assert caught.value.code == "several"
    assert caught.value.values["choices"] == ["India", "British Indian Ocean Territory"]


@pytest.mark.parametrize(
    ("typed", "meant"), [("labtop", "Laptops"), ("Dispaly", "Displays"), ("monitro", "Displays"), ("zebra", "")]
)
def test_a_near_miss_is_refused_with_what_was_probably_meant(typed: str, meant: str) -> None:
    with pytest.raises(Refusal) as caught:
        read_choice(typed, KINDS)
    assert caught.value.code == "not-in-list"
    assert caught.value.values["near"] == meant
    assert find_near_label(typed, KINDS) == meant


def test_nothing_is_no_choice() -> None:
    assert refused(read_choice, " ", KINDS) == "empty"


def test_the_same_name_for_two_choices_means_neither() -> None:
    assert refused(read_choice, "set", [Choice(1, "a", also=("set",)), Choice(2, "b", also=("set",))]) == "several"


@given(st.lists(st.text(min_size=1), min_size=1, max_size=20, unique_by=normalize_word), st.data())
def test_every_choice_can_be_picked_by_its_place(labels: list[str], data: st.DataObject) -> None:
    choices = [Choice(("value", label), label) for label in labels]
    place = data.draw(st.integers(1, len(choices)))
    assert read_choice(str(place), choices) is choices[place - 1]


def outcome(read: Callable[..., Any], *args: Any) -> Any:
    """What is made of an answer: its value, or the words with which it is refused."""
    try:
        return read(*args)
    except Refusal as refusal:
        return format_refusal(english(), refusal)


@given(st.text())
def test_whatever_is_typed_is_one_choice_or_refused_in_words(typed: str) -> None:
    assert type(outcome(read_choice, typed, KINDS)) in (Choice, str)
