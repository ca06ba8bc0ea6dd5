# SPDX-License-Identifier: Apache-2.0
"""What holds for any example and any place at which a defect or decoy is offered; a sample that the ids decide."""

import hashlib
from functools import cache
from itertools import islice

import pytest

from tenderkit.exercises.mutations.catalogue import DECOYS, MUTATIONS
from tenderkit.exercises.mutations.mutation import Mutation, Site, plan_mutation
from tenderkit.exercises.mutations.workpiece import Workpiece
from tenderkit.exercises.proof import Prover
from tenderkit.library.reading import shipped_data
from tenderkit.pipeline import select_clauses
from tests.support import example_purchase

ALL = {**MUTATIONS, **DECOYS}
# Examples of all sizes and models; each is selected once.
EXAMPLES = ("at-rack-servers", "de-multifunction-printers", "fr-phone-lease", "gb-refurbished-laptops", "three-lots")
# The most sites of a mutation in an example that are tried.
MOST_TRIED = 4


@cache
def prover(name: str) -> Prover:
    data, purchase = shipped_data.load_shipped_data(), example_purchase(name)
    selection = select_clauses(purchase, data)
    return Prover(Workpiece(selection, data.language(purchase.prevailing_language), data.word_lists, data.superseded))


def order(*words: str) -> str:
    return hashlib.sha256("|".join(words).encode()).hexdigest()


def find_sites(mutation: Mutation) -> tuple[str, list[Site]]:
    """An example that offers the mutation, and its sites there, both in an order without a pattern."""
    for name in sorted(EXAMPLES, key=lambda name: order(mutation.id, name)):
        if sites := mutation.list_sites(prover(name).piece):
            return name, sorted(sites, key=lambda site: order(name, site.key))
    raise AssertionError(f"no example offers {mutation.id}")


@pytest.mark.parametrize("mutation", ALL.values(), ids=ALL)
def test_sites_have_names_of_their_own(mutation: Mutation) -> None:
    _, sites = find_sites(mutation)
    assert len({site.key for site in sites}) == len(sites)


@pytest.mark.parametrize("mutation", ALL.values(), ids=ALL)
def test_a_defect_at_any_site_can_be_taken_back(mutation: Mutation) -> None:
    name, sites = find_sites(mutation)
    piece = prover(name).piece
    for site in islice(sites, 3 * MOST_TRIED):
        planted = plan_mutation(mutation, piece, site)
        changed = planted.plant(piece.selection)
        assert changed != piece.selection, site.key
        assert planted.mend(changed) == piece.selection, site.key


@pytest.mark.parametrize("mutation", ALL.values(), ids=ALL)
def test_most_sites_are_proven(mutation: Mutation) -> None:
    name, sites = find_sites(mutation)
    tried = sites[:MOST_TRIED]
    proven = [s for s in tried if prover(name).prove([plan_mutation(mutation, prover(name).piece, s)]).holds]
    assert 2 * len(proven) > len(tried), [site.key for site in tried if site not in proven]
