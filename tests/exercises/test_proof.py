# SPDX-License-Identifier: Apache-2.0
"""What a proof leaves out is not needed: rules look at changed clauses alone, an annex is composed once."""

from functools import cache

import pytest

from tenderkit.exercises import pack
from tenderkit.exercises.defects import DefectDrawer
from tenderkit.exercises.material import Material
from tenderkit.exercises.mutations.catalogue import DECOYS, MUTATIONS, can_join
from tenderkit.exercises.mutations.change import ClauseChange
from tenderkit.exercises.mutations.mutation import Planted, plan_mutation
from tenderkit.exercises.mutations.workpiece import Workpiece
from tenderkit.exercises.pack import make_pack
from tenderkit.exercises.pack_lock import PackOrder
from tenderkit.exercises.printed_proof import PrintedProver
from tenderkit.exercises.proof import ClausesOfAnnex, Prover, list_clause_rules
from tenderkit.exercises.ranking import Draw
from tenderkit.exercises.scenario_files import read_scenarios
from tenderkit.exercises.types.catalogue import TYPES
from tenderkit.exercises.variant import Task
from tenderkit.library.reading import shipped_data
from tenderkit.lint.rule import apply_rules
from tenderkit.papers.annex.annex import compose
from tenderkit.pipeline import compose_annex, select_clauses
from tests.support import example_purchase

DATA = shipped_data.load_shipped_data()


@cache
def prover() -> Prover:
    purchase = example_purchase("de-body-cameras")
    selection = select_clauses(purchase, DATA)
    return Prover(Workpiece(selection, DATA.language(purchase.prevailing_language), DATA.word_lists, DATA.superseded))


@cache
def list_variants() -> list[list[Planted]]:
    """All mutations and decoys, each at its first site, in as few variants as there are conflicts."""
    variants: list[list[Planted]] = []
    for mutation in (*MUTATIONS.values(), *DECOYS.values()):
        for site in mutation.list_sites(prover().piece)[:1]:
            variant = next((v for v in variants if can_join(site, [p.site for p in v])), None)
            if variant is None:
                variants.append(variant := [])
            variant.append(plan_mutation(mutation, prover().piece, site))
    return variants


def test_rules_find_the_same_in_changed_clauses_when_all_clauses_are_looked_at() -> None:
    found_any = False
    for variant in list_variants():
        selection = prover().plant(variant).selection
        changed = {c.after.id for planted in variant for c in planted.changes if isinstance(c, ClauseChange)}
        picked = {pick.clause.id for part in selection.parts for pick in part.picks}
        general = tuple(pick.clause for pick in selection.general.picks)
        found = []
        for ids in (changed, picked | changed):
            clauses = tuple(selection.library.clauses[id_] for id_ in sorted(ids))
            lists = prover().piece.catalogue.lists
            catalogue = ClausesOfAnnex(
                selection.library, {}, lists, DATA.superseded, examined=clauses, general=general
            )
            findings = apply_rules(catalogue, list_clause_rules())
            found.append([finding for finding in findings if finding.place.clause in changed])
        assert found[0] == found[1]
        found_any |= bool(found[0])
    assert found_any


def test_a_planted_annex_is_the_one_that_is_composed_anew() -> None:
    for variant in list_variants():
        purchase = prover().plant(variant)
        assert purchase is prover().plant(variant)
        assert purchase.annex.blocks == compose(purchase.selection, prover().piece.words).blocks


def test_a_variant_is_proven_unless_it_is_about_the_same_as_another(monkeypatch: pytest.MonkeyPatch) -> None:
    proofs = []
    prove = PrintedProver.prove
    monkeypatch.setattr(PrintedProver, "prove", lambda *given: proofs.append(given) or prove(*given))
    order = PackOrder(
        scenario="S05", type="rewrite-clause", level=3, variants=3, language="en", seed="1", secret="a secret"
    )
    make_pack(order, DATA)
    assert len(proofs) >= order.variants
    scenario = read_scenarios(DATA)["S05"]
    annex = compose_annex(select_clauses(pack.read_purchase_of(scenario, DATA), DATA), DATA)
    task = Task(Material(scenario, annex, {}), TYPES["rewrite-clause"], 3, "1")
    write = pack._find_composer(task, DATA, 3)
    proofs.clear()
    exercise = write(Draw("a secret", "1", 1), frozenset())
    assert proofs
    proofs.clear()
    # As where the annex carries no other defects.
    draw = DefectDrawer.draw
    with monkeypatch.context() as same:
        same.setattr(DefectDrawer, "draw", lambda *given: draw(*given[:-1]))
        assert write(Draw("a secret", "1", 1), {exercise.planted}) == exercise
    assert not proofs
    assert not write(Draw("a secret", "1", 1), {exercise.planted}).planted & exercise.planted
    assert proofs
