# SPDX-License-Identifier: Apache-2.0
"""All mutations by id, and which of them would hide one another."""

from collections.abc import Iterable, Mapping
from itertools import combinations
from types import ModuleType

from tenderkit.exercises.mutations import award, decoys, evidence, fit, lifetime, old_equipment, wording
from tenderkit.exercises.mutations.mutation import Mutation, Site


def _list_mutations(*modules: ModuleType) -> Mapping[str, Mutation]:
    """Return the mutations that some modules define, by id, in the order of the ids."""
    values = [value for module in modules for value in vars(module).values() if isinstance(value, Mutation)]
    return {mutation.id: mutation for mutation in sorted(values, key=lambda mutation: mutation.id)}


MUTATIONS = _list_mutations(award, evidence, fit, lifetime, old_equipment, wording)
DECOYS = _list_mutations(decoys)
# Pairs of mutations and decoys of which one hides or contradicts the other, wherever they are planted.
CONFLICTS = frozenset(
    map(
        frozenset,
        (
            # Both change the weights of a lot.
            ("M07", "M08"),
            ("M07", "D3"),
            ("M08", "D3"),
            # The same finding has two causes.
            ("M15", "M19"),
            # A second number contradicts a value that has been changed, too.
            ("M13", "M17"),
            ("M14", "M17"),
            # What one of them bars, the other allows.
            ("M22", "D1"),
            ("M19", "D2"),
            ("M18", "D5"),
        ),
    )
)


def can_join(site: Site, others: Iterable[Site]) -> bool:
    """Return whether a defect or decoy can be planted together with others: none would hide another.

    A variant has each mutation once. A clause takes one; so do the award criteria of a lot.
    """
    return not any(_collide(site, other) for other in others)


def list_collisions(sites: Iterable[Site]) -> list[tuple[Site, Site]]:
    """Return the pairs of sites that cannot be in one variant."""
    return [(first, second) for first, second in combinations(sites, 2) if _collide(first, second)]


def _collide(first: Site, second: Site) -> bool:
    if not set(first.touched).isdisjoint(second.touched):
        return True
    if not first.clause and not second.clause and first.lot == second.lot:
        return True
    return first.mutation == second.mutation or frozenset((first.mutation, second.mutation)) in CONFLICTS
