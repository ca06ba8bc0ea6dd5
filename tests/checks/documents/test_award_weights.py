# SPDX-License-Identifier: Apache-2.0
"""Weights that make another sum than they should."""

from collections.abc import Sequence

import pytest

from tests.checks.documents.checking import faults, table

RULE = "award-weights-do-not-sum"
HEADS = ("No.", "Criterion", "Weight")


def rows(*weights: str, total: str = "", heads: Sequence[str] = HEADS) -> list[Sequence[str]]:
    made: list[Sequence[str]] = [heads, *((str(n), f"Criterion {n}", weight) for n, weight in enumerate(weights, 1))]
    return [*made, ("", "Total", total)] if total else made


@pytest.mark.parametrize(
    ("some", "message"),
    [
        (rows("60 %", "25 %", "20 %"), "make 105, not 100"),
        (rows("60", "25", "20", heads=("No.", "Criterion", "Weighting (%)")), "make 105, not 100"),
        (rows("60", "25", "20", total="100"), "make 105, not 100"),
        (rows("30", "20", total="60"), "make 50, not 60"),
        (rows("60.5 %", "25 %", "15 %"), "make 100.5, not 100"),
        (rows("٪", "60 %", "30 %", heads=("م", "المعيار", "الوزن")), "make 90, not 100"),
        (rows("70", "15", "5", heads=("No.", "Criterion", "Weight ٪")), "make 90, not 100"),
        (rows("70 marks", "15 marks", "5 marks", total="100 marks"), "make 90, not 100"),
    ],
)
def test_a_table_with_another_sum_is_found(some: list[Sequence[str]], message: str) -> None:
    (finding,) = faults(RULE, *table(*some))
    assert finding.message.endswith(message)


@pytest.mark.parametrize(
    "some",
    [
        rows("60 %", "25 %", "15 %"),
        rows("60", "25", "15", total="100"),
        rows("30", "20", "10", total="60"),  # points
        rows("30", "20", "10"),  # points without a total
        rows("60 %", "40 %", "25 %", "15 %"),  # the second has two parts
        rows("12.5 %", "37.5 %", "50 %"),
        rows("100 %"),
        rows("60 %", "5 %", heads=("No.", "Part", "Share")),
        rows("1.3 kg", "1.4 kg", heads=("No.", "Model", "Weight")),
        rows("3 %", "4 %"),  # weights of a part
    ],
)
def test_a_sound_table_passes(some: list[Sequence[str]]) -> None:
    assert faults(RULE, *table(*some)) == []


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Price has a weight of 60 %, quality of 25 %, environment of 20 %.", 1),
        ("Weighting: price 50 per cent, quality 40 per cent.", 1),
        ("The weights are 70%, 20% and 15%.", 1),
        ("الأوزان: السعر 60 %، الجودة 30 %، البيئة 20 %.", 1),
        ("The weight of price is 45.5 %, that of quality 55 %.", 1),
        ("Price has a weight of 60 %, quality of 25 %, environment of 15 %.", 0),
        ("The share of recycled plastic is 60 %, that of steel 25 %.", 0),
        ("The weight of price is 60 %.", 0),
        ("Price has 60 points and quality 50 points.", 0),
        ("The weight of 100 % is split into 60 % and 40 %.", 0),
    ],
)
def test_the_percentages_of_a_sentence_on_weights_make_100(text: str, count: int) -> None:
    assert len(faults(RULE, text)) == count


def test_a_sentence_in_a_cell_is_read_on_its_own() -> None:
    faulty = ("Award", "Price has a weight of 60 %, quality of 25 %, environment of 20 %.", "45 %")
    (finding,) = faults(RULE, *table(("No.", "Text", "Share of paper"), faulty))
    assert finding.excerpt is not None
    assert finding.excerpt.fault == "60 %"
    sound = ("Award", "Price has a weight of 60 %, quality of 40 %.", "45 %")
    assert faults(RULE, *table(("No.", "Text", "Share of paper"), sound)) == []
