# SPDX-License-Identifier: Apache-2.0
"""Plant several defects and decoys in one annex, so that the selection and its Word file prove all of them."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from tenderkit.exercises.mutations.catalogue import can_join
from tenderkit.exercises.mutations.mutation import Mutation, Planted, plan_mutation
from tenderkit.exercises.printed_proof import PrintedProver, print_unrecorded
from tenderkit.exercises.proof import Proof, Prover
from tenderkit.frozen import frozen_dataclass
from tenderkit.library.reading.shipped_data import ShippedData
from tenderkit.selection.selection import Selection

# Puts names in the order in which they are drawn; the first argument says what is drawn.
Order = Callable[[str, Iterable[str]], Sequence[str]]
# How often a variant is drawn anew where its Word file does not prove it.
_MOST_DRAWS = 5


@frozen_dataclass
class PlantedAnnex:
    """An annex with defects and decoys.

    `planted`: the defects and decoys, in the order in which they were planted; `selection`: with all of them;
    `content`: its Word file without a record; `proof`, `printed`: what came of the proofs of both.
    """

    planted: tuple[Planted, ...]
    selection: Selection
    content: bytes
    proof: Proof
    printed: Proof

    @property
    def holds(self) -> bool:
        """Whether the rules find exactly what was planted, on the selection and in its Word file."""
        return self.proof.holds and self.printed.holds


class Planter:
    """Plants variants in one sound annex; what the rules find in this annex is worked out once.

    Parameters: `prover`, with the sound selection; `data`, the data with the library.
    """

    def __init__(self, prover: Prover, data: ShippedData) -> None:
        self._prover, self._data = prover, data
        self._printed = PrintedProver(print_unrecorded(prover.piece.annex, data), data)

    def plant(self, wanted: Sequence[tuple[Mapping[str, Mutation], int]], order: Order) -> PlantedAnnex:
        """Return the annex with some of the mutations of each group.

        It has fewer than wanted where the annex cannot carry more. Parameters: `wanted`, groups of mutations by id,
        such as defects and decoys, each with how many of them are planted; `order`, what is drawn first.
        """
        barred: set[str] = set()
        for _ in range(_MOST_DRAWS):
            annex = self._plant(wanted, order, barred)
            if annex.holds:
                break
            barred |= {planted.site.key for planted in annex.planted if _is_suspect(planted, annex)}
        return annex

    def _plant(
        self, wanted: Sequence[tuple[Mapping[str, Mutation], int]], order: Order, barred: set[str]
    ) -> PlantedAnnex:
        planted: list[Planted] = []
        for mutations, count in wanted:
            least = len(planted)
            for id_ in order("mutation", mutations):
                if len(planted) - least == count:
                    break
                if (drawn := self._draw(mutations[id_], order, barred, planted)) is not None:
                    planted.append(drawn)
        purchase = self._prover.plant(planted)
        content = print_unrecorded(purchase.annex, self._data)
        proof, printed = self._prover.prove(planted), self._printed.prove(content, planted)
        return PlantedAnnex(tuple(planted), purchase.selection, content, proof, printed)

    def _draw(self, mutation: Mutation, order: Order, barred: set[str], others: Sequence[Planted]) -> Planted | None:
        """Return a mutation at the first site that is proven and goes with others; None where there is none."""
        piece, sites = self._prover.piece, [other.site for other in others]
        by_key = {site.key: site for site in mutation.list_sites(piece) if site.key not in barred}
        for key in order("site", by_key):
            if can_join(by_key[key], sites):
                planted = plan_mutation(mutation, piece, by_key[key])
                # What only changes the text of a clause has no effect on others; `_plant` proves all together.
                together = () if planted.is_textual else (o for o in others if not o.is_textual)
                if self._prover.prove([*together, planted]).holds:
                    return planted
        return None


def _is_suspect(planted: Planted, annex: PlantedAnnex) -> bool:
    """Return whether a defect or decoy may be why an annex is not proven."""
    site = planted.site
    if {*site.spots, *site.printed} & {*annex.proof.missing, *annex.printed.missing}:
        return True
    surplus = {spot.clause for spot in (*annex.proof.surplus, *annex.printed.surplus)}
    return not surplus.isdisjoint(site.touched) or "" in surplus
