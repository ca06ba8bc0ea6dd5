# SPDX-License-Identifier: Apache-2.0
"""All mutations by id, and which of them would hide one another."""

from collections.abc import Iterable, Mapping
from itertools import combinations

from tenderkit.exercises.mutations import award, wording
from tenderkit.exercises.mutations.mutation import Mutation, Site

_MODULES = (wording, award)
MUTATIONS: Mapping[str, Mutation] = {
    mutation.id: mutation
    for mutation in sorted(
        (value for module in _MODULES for value in vars(module).values() if isinstance(value, Mutation)),
        key=lambda mutation: mutation.id,
    )
}
# Mutations of one lot that would hide one another.
CONFLICTS: frozenset[frozenset[str]] = frozenset()


def can_join(site: Site, others: Iterable[Site]) -> bool:
    """Return whether a defect or decoy can be planted together with others: none would hide another.

    A clause takes one; the award criteria of a lot take one.
    """
    return all(not _collide(site, other) for other in others)


def list_collisions(sites: Iterable[Site]) -> list[tuple[Site, Site]]:
    """Return the pairs of sites that cannot be in one variant."""
    return [(first, second) for first, second in combinations(sites, 2) if _collide(first, second)]


def _collide(first: Site, second: Site) -> bool:
    if (first.clause or first.lot) == (second.clause or second.lot):
        return True
    return first.mutation == second.mutation or frozenset((first.mutation, second.mutation)) in CONFLICTS
