# SPDX-License-Identifier: Apache-2.0
from dataclasses import replace

import pytest

from tenderkit.lint.phrases import WORD, Pattern, Phrases
from tests.lint.seeded import shipped


def phrases(*words: str, edge: str | None = None) -> Phrases:
    """The patterns of a list with these words in English."""
    one = replace(shipped(), lists={"x": {"en": words}})
    return Phrases(one, source=lambda w: w("x", edge=edge)) if edge else Phrases(one, "x")


@pytest.mark.parametrize(
    ("words", "text", "found"),
    [
        (("green",), "A Green thing", "Green"),
        (("green",), "evergreen", None),
        (("green",), "greenish", None),
        (("green",), "green-ish", None),
        (("green",), "(green)", "green"),
        (("as far as possible",), "as far\n  as possible", "as far\n  as possible"),
        (("best", "best practice"), "the best practice", "best practice"),
        (("R2",), "R2v3", None),
        (("e.g.",), "egg", None),
        (("state-of-the-art",), "a state-of-the-art unit", "state-of-the-art"),
        (("保修",), "（保修）", "保修"),
        ((), "anything", None),
    ],
)
def test_a_phrase_is_found_as_whole_words(words: tuple[str, ...], text: str, found: str | None) -> None:
    assert phrases(*words)["en"].find(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Within 50 km.", "Within 50 km"),
        ("within at most some 50 km", "within at most some 50 km"),
        ("within km", "within km"),
        ("within " + "a " * 12 + "km", "within " + "a " * 12 + "km"),
        ("within " + "a " * 13 + "km", None),
    ],
)
def test_dots_in_a_phrase_stand_for_up_to_twelve_words(text: str, found: str | None) -> None:
    assert phrases("within … km")["en"].find(text) == found


def test_a_hyphen_may_stand_at_the_edge_of_a_word_where_the_rule_says_so() -> None:
    assert phrases("Intel")["en"].find("an Intel-based unit") is None
    assert phrases("Intel", edge=WORD)["en"].find("an Intel-based unit") == "Intel"


def test_what_is_blanked_leaves_all_else_in_its_place() -> None:
    assert Pattern("green|red").blank_out("A Green and a red one") == "A       and a     one"


def test_all_matches_are_told_as_they_are_written() -> None:
    assert Pattern("sla|vendor").find_all("An SLA of the Vendor") == ["SLA", "Vendor"]


def test_a_word_without_letters_is_never_found() -> None:
    assert phrases("", " ")["en"].find("anything") is None


def test_several_lists_make_one_pattern_and_each_language_its_own() -> None:
    one = replace(shipped(), lists={"x": {"any": ("EN",), "fr": ("vert",)}, "y": {"en": ("green",)}})
    both = Phrases(one, "x", "y")
    assert [both["en"].find(text) for text in ("EN", "green", "vert")] == ["EN", "green", None]
    assert [both["fr"].find(text) for text in ("EN", "green", "vert")] == ["EN", None, "vert"]
