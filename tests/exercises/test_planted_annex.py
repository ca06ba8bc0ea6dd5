# SPDX-License-Identifier: Apache-2.0
"""Variants of one annex: several defects and decoys, each proven, and another set for another order."""

import hashlib
from collections.abc import Callable, Iterable, Sequence
from functools import cache

import pytest

from tenderkit.exercises.mutations.catalogue import DECOYS, MUTATIONS, list_collisions
from tenderkit.exercises.mutations.workpiece import Workpiece
from tenderkit.exercises.planted_annex import PlantedAnnex, Planter
from tenderkit.exercises.proof import Prover
from tenderkit.library.reading import shipped_data
from tenderkit.pipeline import select_clauses
from tests.support import example_purchase


def order_by(secret: str) -> Callable[[str, Iterable[str]], Sequence[str]]:
    def order(slot: str, names: Iterable[str]) -> Sequence[str]:
        return sorted(names, key=lambda name: hashlib.sha256(f"{secret}|{slot}|{name}".encode()).digest())

    return order


@cache
def planter(name: str) -> Planter:
    data, purchase = shipped_data.load_shipped_data(), example_purchase(name)
    selection = select_clauses(purchase, data)
    piece = Workpiece(selection, data.language(purchase.language), data.word_lists, data.superseded)
    return Planter(Prover(piece), data)


@cache
def plant(name: str, secret: str, defects: int = 5, decoys: int = 3) -> PlantedAnnex:
    return planter(name).plant([(MUTATIONS, defects), (DECOYS, decoys)], order_by(secret))


@pytest.mark.parametrize("secret", ["a", "b"])
@pytest.mark.parametrize("name", ["de-body-cameras", "ke-school-laptops"])
def test_a_variant_is_proven(name: str, secret: str) -> None:
    annex = plant(name, secret)
    assert annex.holds
    assert sum(bool(planted.mutation.rules) for planted in annex.planted) == 5
    assert list_collisions([planted.site for planted in annex.planted]) == []


def test_another_secret_draws_another_set() -> None:
    first, second = ({p.site.key for p in plant("ke-school-laptops", secret).planted} for secret in "ab")
    assert first != second


def test_the_same_order_gives_the_same_bytes() -> None:
    again = planter("ke-school-laptops").plant([(MUTATIONS, 5), (DECOYS, 3)], order_by("a"))
    assert again.content == plant("ke-school-laptops", "a").content


def test_an_annex_carries_no_more_than_it_can() -> None:
    annex = plant("small-laptops", "a", 28, 5)
    assert annex.holds
    assert 5 < sum(bool(planted.mutation.rules) for planted in annex.planted) < 28
