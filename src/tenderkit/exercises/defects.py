# SPDX-License-Identifier: Apache-2.0
"""Draw the defects and decoys of a variant, each where the rules find it and nothing else."""

from collections.abc import Callable, Iterator, Mapping

from tenderkit.exercises.mutations.catalogue import DECOYS, MUTATIONS, can_join
from tenderkit.exercises.mutations.mutation import Mutation, Planted, Site, plan_mutation
from tenderkit.exercises.proof import FORM_MISMATCH, Prover
from tenderkit.exercises.ranking import Draw
from tenderkit.exercises.scenario import Scenario


class DefectDrawer:
    """Draws defects for the variants of one annex.

    Parameters: `prover`, the prover of the sound annex; `scenario`, whose focus comes first; `suits`, whether a
    defect suits the exercise, None where all do.
    """

    def __init__(self, prover: Prover, scenario: Scenario, suits: Callable[[Planted], bool] | None = None) -> None:
        self.prover, self.scenario, self.suits = prover, scenario, suits
        self._proven: dict[Site, bool] = {}

    def draw(self, draw: Draw, defects: int, decoys: int) -> tuple[Planted, ...]:
        """Return defects, then decoys; fewer where the annex carries no more."""
        # Only the annex is handed out, so nobody could find where a form differs from it.
        usable = {id_: m for id_, m in MUTATIONS.items() if FORM_MISMATCH not in m.rules}
        focus = [id_ for id_ in usable if id_ in self.scenario.focus]
        others = [id_ for id_ in usable if id_ not in self.scenario.focus]
        chosen: list[Planted] = []
        self._add(chosen, (*draw.order("focus", focus), *draw.order("defect", others)), usable, draw, defects)
        self._add(chosen, draw.order("decoy", DECOYS), DECOYS, draw, len(chosen) + decoys)
        return tuple(chosen)

    def _add(
        self,
        chosen: list[Planted],
        ids: tuple[str, ...],
        catalogue: Mapping[str, Mutation],
        draw: Draw,
        limit: int,
    ) -> None:
        """Add mutations to those that are chosen, up to a limit, each at the first site that goes with the others."""
        for id_ in ids:
            if len(chosen) >= limit:
                return
            for planted in self._list_plans(catalogue[id_], draw):
                together = [*chosen, planted]
                if can_join(planted.site, [p.site for p in chosen]) and self.prover.prove(together).holds:
                    chosen.append(planted)
                    break

    def _list_plans(self, mutation: Mutation, draw: Draw) -> Iterator[Planted]:
        """Yield a mutation at each of its sites where the rules find it alone, in the order of the draw."""
        sites = {site.key: site for site in mutation.list_sites(self.prover.piece)}
        for key in draw.order(f"site.{mutation.id}", sites):
            planted = plan_mutation(mutation, self.prover.piece, sites[key])
            if sites[key] not in self._proven:
                suits = self.suits is None or self.suits(planted)
                self._proven[sites[key]] = suits and self.prover.prove([planted]).holds
            if self._proven[sites[key]]:
                yield planted
