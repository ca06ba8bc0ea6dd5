# SPDX-License-Identifier: Apache-2.0
"""Defects planted in examples: the rules find them and nothing else, and mending gives the sound selection."""

from dataclasses import replace
from functools import cache

import pytest

from tenderkit.checks.annexes.checked_annex import load_rules as load_annex_rules
from tenderkit.checks.documents.rule import load_rules as load_document_rules
from tenderkit.checks.rule import load_rules as load_purchase_rules
from tenderkit.exercises.mutations.catalogue import CONFLICTS, DECOYS, MUTATIONS, can_join, list_collisions
from tenderkit.exercises.mutations.change import PickChange
from tenderkit.exercises.mutations.mutation import Mutation, Planted, Site, plan_mutation
from tenderkit.exercises.mutations.workpiece import Workpiece
from tenderkit.exercises.proof import ENGLISH_ALONE, NOT_ON_CLAUSES, NOT_ON_PURCHASES, Prover
from tenderkit.library.reading import shipped_data
from tenderkit.lint.rule import load_rules as load_clause_rules
from tenderkit.pipeline import select_clauses
from tests.support import example_purchase

# Two examples that each mutation fits, where they are not the usual two.
USUAL = ("ke-school-laptops", "de-body-cameras")
EXAMPLES = {
    "M08": ("at-rack-servers", "de-body-cameras"),
    "M19": ("ke-school-laptops", "gb-refurbished-laptops"),
    "M22": ("gb-refurbished-laptops", "nl-refurbished-tablets"),
    "D3": ("at-rack-servers", "de-body-cameras"),
}
ALL = {**MUTATIONS, **DECOYS}


@cache
def prover(name: str) -> Prover:
    data, purchase = shipped_data.load_shipped_data(), example_purchase(name)
    selection = select_clauses(purchase, data)
    return Prover(Workpiece(selection, data.language(purchase.prevailing_language), data.word_lists, data.superseded))


def first_planted(mutation: Mutation, name: str) -> Planted:
    site = next(prover(name).list_sites(mutation))
    return plan_mutation(mutation, prover(name).piece, site)


CASES = [pytest.param(m, name, id=f"{m.id} {name}") for m in ALL.values() for name in EXAMPLES.get(m.id, USUAL)]


@pytest.mark.parametrize(("mutation", "name"), CASES)
def test_the_rules_find_what_was_planted_and_nothing_else(mutation: Mutation, name: str) -> None:
    planted = first_planted(mutation, name)
    assert {spot.rule for spot in planted.site.spots} <= set(mutation.rules)
    assert bool(planted.site.spots) == bool(mutation.rules)
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


def test_a_decoy_with_a_fault_is_no_decoy() -> None:
    vague = first_planted(MUTATIONS["M05"], "no-network-equipment")
    decoy = first_planted(DECOYS["D4"], "no-network-equipment")
    proof = prover("no-network-equipment").prove([Planted(decoy.mutation, decoy.site, vague.changes)])
    assert [spot.rule for spot in proof.surplus] == ["vague-wording"]


@pytest.mark.parametrize("name", USUAL)
def test_several_defects_and_decoys_are_proven_together(name: str) -> None:
    chosen: list[Site] = []
    for id_ in ("M17", "M05", "M02", "M07", "M18", "D2", "D4"):
        sites = prover(name).list_sites(ALL[id_])
        chosen += [next(site for site in sites if can_join(site, chosen))]
    assert list_collisions(chosen) == []
    planted = [plan_mutation(ALL[site.mutation], prover(name).piece, site) for site in chosen]
    assert prover(name).prove(planted).holds
    sound = changed = prover(name).piece.selection
    for each in planted:
        changed = each.plant(changed)
    for each in reversed(planted):
        changed = each.mend(changed)
    assert changed == sound


def test_mutations_that_would_hide_one_another_cannot_join() -> None:
    piece = prover("ke-school-laptops").piece
    erasure = next(site for site in MUTATIONS["M15"].list_sites(piece) if site.detail == "erasure")
    export = next(site for site in MUTATIONS["M19"].list_sites(piece) if site.detail == "export")
    assert not can_join(erasure, [export])
    # Both are found as the same fault of the lot.
    assert erasure.spots == export.spots


def test_what_only_differs_from_the_form_is_found() -> None:
    planted = first_planted(MUTATIONS["M27"], "ke-school-laptops")
    changed = planted.plant(prover("ke-school-laptops").piece.selection)
    (change,) = planted.changes
    assert isinstance(change, PickChange)
    assert change.after in changed.parts[change.lot].picks


def test_a_clause_takes_one_defect() -> None:
    piece = prover("no-network-equipment").piece
    brands, vague = (MUTATIONS[id_].list_sites(piece) for id_ in ("M01", "M05"))
    assert not can_join(brands[0], [vague[0]])
    assert can_join(brands[0], [vague[1]])


def test_there_are_28_mutations_and_five_decoys() -> None:
    assert list(MUTATIONS) == [f"M{number:02}" for number in range(1, 29)]
    assert list(DECOYS) == [f"D{number}" for number in range(1, 6)]
    assert {id_ for id_, mutation in MUTATIONS.items() if mutation.is_judged} == {"M08", "M13", "M25"}
    assert {id_ for pair in CONFLICTS for id_ in pair} <= {*ALL}


def test_each_outcome_and_level_has_mutations() -> None:
    assert {mutation.outcome for mutation in MUTATIONS.values()} == {"LO1", "LO2", "LO3"}
    assert {mutation.level for mutation in MUTATIONS.values()} == {1, 2, 3}


def test_all_rules_of_mutations_exist() -> None:
    known = {*load_purchase_rules(), *load_clause_rules(), *load_document_rules(), *load_annex_rules()}
    for mutation in ALL.values():
        assert set(mutation.rules) <= known
        assert set(mutation.not_printed) <= set(mutation.rules)


@pytest.mark.parametrize("mutation", ALL.values(), ids=ALL)
def test_the_frame_has_the_words_of_each_mutation(mutation: Mutation) -> None:
    language = prover("no-network-equipment").piece.words
    assert mutation.name(language)
    assert mutation.reason(language).endswith(".")
    assert bool(mutation.list_other_names(language)) == bool(mutation.rules)
    assert (mutation.id in DECOYS) == (not mutation.rules)


def test_defects_are_planted_in_another_language() -> None:
    data = shipped_data.load_shipped_data()
    purchase = replace(example_purchase("ke-school-laptops"), language="ar")
    piece = Workpiece(select_clauses(purchase, data), data.language("ar"), data.word_lists, data.superseded)
    arabic, english = Prover(piece), prover("ke-school-laptops")
    planted = {
        code: {id_ for id_, mutation in ALL.items() if next(some.list_sites(mutation), None)}
        for code, some in (("ar", arabic), ("en", english))
    }
    assert planted["ar"] == planted["en"]
    assert len(planted["ar"]) > 25


def test_the_rules_that_do_not_run_exist() -> None:
    assert {*NOT_ON_CLAUSES, *ENGLISH_ALONE} <= {*load_clause_rules()}
    assert {*NOT_ON_PURCHASES} <= {*load_purchase_rules()}
