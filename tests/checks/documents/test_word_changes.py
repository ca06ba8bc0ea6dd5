# SPDX-License-Identifier: Apache-2.0
"""The difference of two texts, word by word."""

import random
import time

import pytest

from tenderkit.checks.documents.word_changes import ChangedText, WordComparison, describe_changed_text
from tests.support import english

PARAGRAPH = "The contractor shall deliver the units within 10 working days after the order, at 20 % of the price."


def changed_texts(old: list[str], new: list[str]) -> tuple[ChangedText, ...]:
    return WordComparison().compare(old, new)


def marked(changed: ChangedText) -> str:
    """A changed text as one line: [-old-]{+new+}."""
    marks = {"same": "{}", "deleted": "[-{}-]", "inserted": "{{+{}+}}"}
    return "".join(marks[piece.kind].format(piece.text) for piece in changed.pieces)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("36 months after delivery", "24 months after delivery", "36 months became 24"),
        ("within 10 working days", "within 30 working days", "10 working days became 30"),
        ("after 500 full charge cycles", "after 300 full charge cycles", "500 full charge cycles became 300"),
        ("at least 20 % of it", "at least 30 % of it", "20% became 30%"),
        ("a sum of 1,000 EUR a unit", "a sum of 1,500 EUR a unit", "1,000 EUR became 1,500"),
        ("for 2 years from delivery on", "for 6 months from delivery on", "2 years became 6 months"),
        ("lots 1 to 3 of the tender", "lots 2 to 4 of the tender", "1 to became 2; 3 of became 4"),
        ("خلال 36 شهرا من التسليم", "خلال 24 شهرا من التسليم", "36 شهرا became 24"),
        ("خلال ٣٦ شهرا من التسليم", "خلال ٢٤ شهرا من التسليم", "٣٦ شهرا became ٢٤"),
        ("the unit shall work", "the unit may work", "“shall” became “may”"),
        ("يلتزم المتعاقد بتسليم الوحدات", "يجوز المتعاقد بتسليم الوحدات", "“يلتزم” became “يجوز”"),
        ("or equivalent, free of charge", "or equivalent", "“, free of charge” was deleted"),
        ("the unit works", "the unit works in the dark", "“in the dark” was added"),
    ],
)  # fmt: skip
def test_a_change_is_described(old: str, new: str, message: str) -> None:
    (changed,) = changed_texts(["Title", old, "end"], ["Title", new, "end"])
    assert describe_changed_text(changed, english()) == message
    assert (changed.at, changed.count) == (1, 1)


def test_a_number_that_only_stands_near_another_one_is_not_paired() -> None:
    (changed,) = changed_texts(["A request covers at least 4 units at one site or all still there."], ["In 5 days."])
    assert changed.numbers == ()


def test_numbers_are_named_beside_other_changes() -> None:
    (changed,) = changed_texts([PARAGRAPH], [PARAGRAPH.replace("10", "30").replace("units", "boxes")])
    assert describe_changed_text(changed, english()) == "“units” became “boxes”; 10 working days became 30"
    assert changed.numbers == (("10 working days", "30 working days"),)


def test_many_changes_are_counted() -> None:
    pairs = [f"much longer {n}" for n in range(12)]
    (changed,) = changed_texts([" ".join(pairs)], [" ".join(f"much longer {n + 100}" for n in range(12))])
    assert describe_changed_text(changed, english()).endswith("; and 6 more")


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        (["at 20% of it"], ["at 30% of it"], "at [-20-]{+30+}% of it"),
        (["one thing", "another one"], ["one thing another one"], "one thing [-¶ -]another one"),
        (["one thing another one"], ["one thing", "another one"], "one thing {+¶ +}another one"),
        (["a", "to delete", "b"], ["a", "b"], "[-to delete-]"),
        (["a", "b"], ["a", "to insert", "b"], "{+to insert+}"),
        (["wholly other words"], ["nothing shared at all"], "[-wholly other words-]{+nothing shared at all+}"),
        (["shall do it for all"], ["may do it for both"], "[-shall -]{+may +}do it for [-all-]{+both+}"),
    ],
)  # fmt: skip
def test_what_changed_is_marked_word_by_word(old: list[str], new: list[str], line: str) -> None:
    (changed,) = changed_texts(old, new)
    assert marked(changed) == line


def test_cells_that_changed_at_the_same_place_are_compared_one_by_one() -> None:
    texts = changed_texts(["Price", "60", "Quality", "40"], ["Price", "50", "Duration", "40"])
    assert [marked(changed) for changed in texts] == ["[-60-]{+50+}", "[-Quality-]{+Duration+}"]
    assert [changed.at for changed in texts] == [1, 2]


@pytest.mark.parametrize("texts", [[], ["one", "two words"], ["واحد"]])
def test_equal_texts_have_no_changed_text(texts: list[str]) -> None:
    assert changed_texts(texts, list(texts)) == ()


def test_how_signs_are_spaced_is_no_change() -> None:
    assert changed_texts(["20 % , or more"], ["20% , or more"]) == ()


def test_the_pieces_make_both_texts_again() -> None:
    chance = random.Random(7)
    words = ["shall", "unit", "10", "days,", "of", "a", "¶", "وحدة", "%"]
    for _ in range(300):
        old, new = (
            [" ".join(chance.choices(words, k=chance.randint(1, 12))) for _ in range(chance.randint(1, 4))]
            for _ in range(2)
        )
        for changed in changed_texts(old, new):
            texts = {
                side: "".join(piece.text for piece in changed.pieces if piece.kind in ("same", side)).split()
                for side in ("deleted", "inserted")
            }
            assert texts["inserted"] == " ¶ ".join(new[changed.at : changed.at + changed.count]).split()
            assert set(texts["deleted"]) <= {word for line in old for word in [*line.split(), "¶"]}


@pytest.mark.parametrize("size", [900, 3_000, 60_000])
def test_long_texts_take_bounded_time(size: int) -> None:
    chance = random.Random(1)
    old, new = (" ".join(chance.choices("ab", k=size)) for _ in range(2))
    before = time.perf_counter()
    for _ in range(20):
        assert changed_texts([old], [new])
    assert time.perf_counter() - before < 30


@pytest.mark.parametrize("size", [300, 490, 4_000])
def test_texts_that_share_single_words_alone_take_bounded_time(size: int) -> None:
    old = " ".join(f"x{n} c" for n in range(size))
    new = " ".join(f"c y{n}" for n in range(size))
    before = time.process_time()
    assert changed_texts([old], [new])
    assert time.process_time() - before < 0.9


def test_all_comparisons_of_a_document_together_take_bounded_time() -> None:
    comparison = WordComparison(max_steps=3)
    texts = [" ".join(f"{sign}{n}" for n in range(20)) for sign in "ab"]
    assert comparison.compare(texts[:1], texts[1:])
    far_apart = texts[0].replace("a3", "b3").replace("a17", "b17")
    assert len(comparison.compare(texts[:1], [far_apart])[0].replacements) == 1
    assert len(WordComparison().compare(texts[:1], [far_apart])[0].replacements) == 2
