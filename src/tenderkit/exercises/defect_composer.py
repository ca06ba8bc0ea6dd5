# SPDX-License-Identifier: Apache-2.0
"""Compose the variants of the types that plant defects in an annex, each with a key that is proven."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from tenderkit.errors import InvalidInput
from tenderkit.exercises.defects import DefectDrawer, is_suspect
from tenderkit.exercises.exercise import Exercise
from tenderkit.exercises.material import Material
from tenderkit.exercises.mutations.mutation import Planted, Spot
from tenderkit.exercises.mutations.workpiece import Workpiece
from tenderkit.exercises.printed_proof import PrintedProver, print_unrecorded
from tenderkit.exercises.proof import Prover
from tenderkit.exercises.ranking import Draw
from tenderkit.exercises.variant import Task
from tenderkit.findings import Finding
from tenderkit.frozen import copy_with
from tenderkit.library.reading.shipped_data import ShippedData

# How often a variant whose key cannot be proven is drawn again.
_PROOFS = 12


class DefectComposer:
    """Composes variants with defects, and proves each on the selection and on its Word file.

    Parameters: `task`, of a type that plants defects; `data`, the data with the library.
    """

    def __init__(self, task: Task, data: ShippedData) -> None:
        material = task.material
        piece = Workpiece(material.annex.selection, material.language, data.word_lists, data.superseded)
        self._data, self._prover = data, Prover(copy_with(piece, annex=material.annex))
        assert task.type.planting is not None, "only such types plant defects"
        self._level, self._planting = task.level, task.type.planting
        self._drawer = DefectDrawer(self._prover, material.scenario, self._suits)
        self._printed = PrintedProver(print_unrecorded(material.annex, data), data)

    def compose(self, material: Material, count: int, draw: Draw, known: Collection[frozenset[str]]) -> Exercise:
        """Compose a variant; one whose key cannot be proven is drawn again, without the defects that are at fault.

        Parameters: `known`, what earlier variants are about: this one shares as little with them as it can, and where
        it is about the same, it is not proven.
        Raises InvalidInput where no draw can be proven.
        """
        unproven: tuple[Spot, ...] = ()
        used = frozenset().union(*known)
        again = 0
        while again < _PROOFS:
            next_draw = replace(draw, attempt=draw.attempt * _PROOFS + again)
            planted = self._drawer.draw(next_draw, count, self._planting.decoys, used)
            is_known = frozenset(each.site.key for each in planted) in known
            unproven = () if is_known else self._list_unproven(planted)
            if not unproven:
                return self._planting.compose(material, planted, self._prover, self._level)
            suspects = [each for each in planted if is_suspect(each, unproven)]
            self._drawer.pass_over(suspects)
            again += not suspects
        listed = ", ".join(f"{spot.rule} ({spot.clause})" for spot in unproven)
        message = f"the key of variant {draw.variant} cannot be proven: {listed}"
        raise InvalidInput([Finding("exercise-unproven", message, "Take another seed or fewer defects.")])

    def _suits(self, planted: Planted) -> bool:
        suits = self._planting.suits
        return suits is None or suits(planted, self._prover)

    def _list_unproven(self, planted: Sequence[Planted]) -> tuple[Spot, ...]:
        """Return what was planted and not found, or found and not planted, on the selection or on its Word file."""
        printed = print_unrecorded(self._prover.plant(planted).annex, self._data)
        proofs = (self._prover.prove(planted), self._printed.prove(printed, planted))
        return tuple(spot for proof in proofs for spot in (*proof.missing, *proof.surplus))
