# SPDX-License-Identifier: Apache-2.0
"""Defects planted in examples: the rules find them and nothing else, and mending gives the sound selection."""

from functools import cache

import pytest

from tenderkit.exercises.mutations.catalogue import MUTATIONS, can_join
from tenderkit.exercises.mutations.mutation import Mutation, Planted, plan_mutation
from tenderkit.exercises.mutations.workpiece import Workpiece
from tenderkit.exercises.proof import Prover
from tenderkit.library.reading import shipped_data
from tenderkit.pipeline import select_clauses
from tests.support import example_purchase

# Two examples that each mutation fits.
EXAMPLES = {
    "M01": ("no-network-equipment", "three-lots"),
    "M05": ("no-network-equipment", "za-repair-framework"),
    "M07": ("no-network-equipment", "three-lots"),
}


@cache
def prover(name: str) -> Prover:
    data, purchase = shipped_data.load_shipped_data(), example_purchase(name)
    selection = select_clauses(purchase, data)
    return Prover(Workpiece(selection, data.language(purchase.language), data.word_lists, data.superseded))


def first_planted(mutation: Mutation, name: str) -> Planted:
    piece = prover(name).piece
    return plan_mutation(mutation, piece, mutation.list_sites(piece)[0])


CASES = [pytest.param(m, name, id=f"{m.id} {name}") for m in MUTATIONS.values() for name in EXAMPLES[m.id]]


@pytest.mark.parametrize(("mutation", "name"), CASES)
def test_the_rules_find_what_was_planted_and_nothing_else(mutation: Mutation, name: str) -> None:
    planted = first_planted(mutation, name)
    assert {spot.rule for spot in planted.site.spots} <= set(mutation.rules)
    assert prover(name).prove([planted]).holds


@pytest.mark.parametrize(("mutation", "name"), CASES)
def test_mending_gives_the_sound_selection(mutation: Mutation, name: str) -> None:
    sound, planted = prover(name).piece.selection, first_planted(mutation, name)
    changed = planted.plant(sound)
    assert changed != sound
    assert planted.mend(changed) == sound


def test_a_proof_names_what_is_missing_and_what_was_not_planted() -> None:
    brand, vague = (first_planted(MUTATIONS[id_], "no-network-equipment") for id_ in ("M01", "M05"))
    swapped = Planted(brand.mutation, brand.site, vague.changes)
    proof = prover("no-network-equipment").prove([swapped])
    assert not proof.holds
    assert [spot.rule for spot in proof.missing] == ["brand-or-model-named"]
    assert [spot.rule for spot in proof.surplus] == ["vague-wording"]


def test_a_clause_takes_one_defect() -> None:
    piece = prover("no-network-equipment").piece
    brands, vague = (MUTATIONS[id_].list_sites(piece) for id_ in ("M01", "M05"))
    assert not can_join(brands[0], [vague[0]])
    assert can_join(brands[0], [vague[1]])


@pytest.mark.parametrize("mutation", MUTATIONS.values(), ids=MUTATIONS)
def test_the_frame_has_the_words_of_each_mutation(mutation: Mutation) -> None:
    language = prover("no-network-equipment").piece.language
    assert mutation.name(language)
    assert mutation.reason(language).endswith(".")
    assert mutation.list_other_names(language)
