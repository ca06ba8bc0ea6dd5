# SPDX-License-Identifier: Apache-2.0
"""What is drawn depends on secret, seed, variant and slot, and on nothing else."""

import hashlib

from tenderkit.exercises.ranking import Draw, rank

NAMES = [f"name-{number}" for number in range(40)]


def test_candidates_are_ranked_by_the_digest_of_all_parts() -> None:
    ranked = rank(NAMES, secret="s", seed="itu", variant=2, slot="row")
    digests = [hashlib.sha256(f"s|itu|2|row|{name}".encode()).hexdigest() for name in ranked]
    assert digests == sorted(digests)
    assert rank(reversed(NAMES), secret="s", seed="itu", variant=2, slot="row") == ranked


def test_every_part_changes_what_is_drawn() -> None:
    draws = [
        Draw("a", "1", 1),
        Draw("b", "1", 1),
        Draw("a", "2", 1),
        Draw("a", "1", 2),
        Draw("a", "1", 1, attempt=1),
    ]
    assert len({draw.order("row", NAMES) for draw in draws}) == len(draws)
    assert Draw("a", "1", 1).order("other", NAMES) != Draw("a", "1", 1).order("row", NAMES)


def test_a_number_lies_within_its_bounds_and_takes_each_value() -> None:
    numbers = {Draw("a", "1", variant).choose_number("n", 4, 6) for variant in range(1, 40)}
    assert numbers == {4, 5, 6}
