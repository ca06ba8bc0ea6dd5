# SPDX-License-Identifier: Apache-2.0
"""How many of the values that annexes print nobody has published before: the limit only falls."""

from tests.library.origins import PrintedOrigin, compute_share, format_counts, list_all_origins

# The share of printed values that this project proposes, over all examples at both levels; the aim is 0.60.
MOST_PROPOSALS = 0.6755


def test_few_enough_printed_values_are_proposals() -> None:
    assert compute_share(list_all_origins(), "proposed") <= MOST_PROPOSALS


def test_counts_say_how_many_values_have_each_origin() -> None:
    values = [
        PrintedOrigin("spare-parts.parts-years", "5 years", "proposed", ""),
        PrintedOrigin("remedies.cap", "10 %", "cited", "it-contracts-code-2023"),
    ]
    assert [line.split() for line in format_counts(values)] == [
        ["printed", "values", "2"],
        ["proposed", "1", "50.0%"],
        ["cited", "1", "50.0%"],
        ["cited,", "by", "kind", "of", "source"],
        ["law", "1", "50.0%"],
    ]
