# SPDX-License-Identifier: Apache-2.0
"""Draw the defects and decoys of a variant, where the rules find them and nothing else."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from itertools import product

from tenderkit.exercises.mutations.catalogue import DECOYS, MUTATIONS, can_join
from tenderkit.exercises.mutations.mutation import Mutation, Planted, Site, Spot, plan_mutation
from tenderkit.exercises.proof import FORM_MISMATCH, Prover
from tenderkit.exercises.ranking import Draw
from tenderkit.exercises.scenario import Scenario

# How often those that disturb others are exchanged before each is proven together with those before it.
_QUICK_DRAWS = 3


class DefectDrawer:
    """Draws defects for the variants of one annex.

    Parameters: `prover`, the prover of the sound annex; `scenario`, whose focus comes first; `suits`, whether a
    defect suits the exercise, None where all do.
    """

    def __init__(self, prover: Prover, scenario: Scenario, suits: Callable[[Planted], bool] | None = None) -> None:
        self.prover, self.scenario, self.suits = prover, scenario, suits
        # The sites of mutations, and the plans for sites: None where it does not suit, or was passed over.
        self._sites: dict[str, dict[str, Site]] = {}
        self._plans: dict[Site, Planted | None] = {}

    def draw(self, draw: Draw, defects: int, decoys: int, used: Collection[str] = ()) -> tuple[Planted, ...]:
        """Return defects, then decoys; fewer where the annex carries no more.

        Parameters: `used`, the keys of the sites of other variants, which come in only where there are no others.
        """
        # Only the annex is handed out, so nobody could find where a form differs from it.
        usable = {id_: m for id_, m in MUTATIONS.items() if FORM_MISMATCH not in m.rules}
        focus = [id_ for id_ in usable if id_ in self.scenario.focus]
        others = [id_ for id_ in usable if id_ not in self.scenario.focus]
        groups = (
            ((*draw.order("focus", focus), *draw.order("defect", others)), usable, defects),
            (draw.order("decoy", DECOYS), DECOYS, decoys),
        )
        # All are proven together; alone only those at fault, and step by step where they disturb one another.
        barred: set[Site] = set()
        exchanges = 0
        while exchanges < _QUICK_DRAWS:
            chosen = self._choose(groups, draw, used, lambda together: together[-1].site not in barred)
            proof = self.prover.prove(chosen)
            if proof.holds:
                return chosen
            suspects = [each for each in chosen if is_suspect(each, (*proof.missing, *proof.surplus))]
            unproven = [each for each in suspects if not self.prover.prove([each]).holds]
            self.pass_over(unproven)
            if not unproven:
                barred.update(each.site for each in suspects)
                exchanges += 1
        return self._choose(groups, draw, used, lambda together: self.prover.prove(together).holds)

    def pass_over(self, planted: Collection[Planted]) -> None:
        """Draw defects no more, because they cannot be proven."""
        self._plans.update((each.site, None) for each in planted)

    def _choose(
        self,
        groups: Sequence[tuple[tuple[str, ...], Mapping[str, Mutation], int]],
        draw: Draw,
        used: Collection[str],
        can_stay: Callable[[Sequence[Planted]], bool],
    ) -> tuple[Planted, ...]:
        """Return mutations of each group, each at the first site that goes with those before it.

        Parameters: `groups`, for each the ids in the order of the draw, the mutations by id, and how many are wanted;
        `can_stay`, whether some mutations can be together.
        """
        chosen: list[Planted] = []
        for ids, catalogue, count in groups:
            limit = len(chosen) + count
            # First at sites that no other variant has.
            for is_used, id_ in product((False, True), ids):
                if len(chosen) >= limit:
                    break
                if id_ in {each.mutation.id for each in chosen}:
                    continue
                for planted in self._list_plans(catalogue[id_], draw):
                    if (planted.site.key in used) is not is_used:
                        continue
                    if can_join(planted.site, [p.site for p in chosen]) and can_stay([*chosen, planted]):
                        chosen.append(planted)
                        break
        return tuple(chosen)

    def _list_plans(self, mutation: Mutation, draw: Draw) -> Iterator[Planted]:
        """Yield a mutation at each of its sites where it suits and was not passed over, in the order of the draw."""
        if mutation.id not in self._sites:
            self._sites[mutation.id] = {site.key: site for site in mutation.list_sites(self.prover.piece)}
        sites = self._sites[mutation.id]
        for key in draw.order(f"site.{mutation.id}", sites):
            if (planted := self._plan(mutation, sites[key])) is not None:
                yield planted

    def _plan(self, mutation: Mutation, site: Site) -> Planted | None:
        """Return a mutation at a site, None where it does not suit or was passed over."""
        if site not in self._plans:
            planted = plan_mutation(mutation, self.prover.piece, site)
            self._plans[site] = planted if self.suits is None or self.suits(planted) else None
        return self._plans[site]


def is_suspect(planted: Planted, faults: Collection[Spot]) -> bool:
    """Return whether a defect can be at fault: faults of a proof are of its rules, or in its clauses."""
    site = planted.site
    rules = {spot.rule for spot in (*site.spots, *site.printed)}
    return any(fault.rule in rules or fault.clause in site.touched for fault in faults)
