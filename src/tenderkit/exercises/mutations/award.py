# SPDX-License-Identifier: Apache-2.0
"""Defects in the award: weights, scales, and what is scored."""

from collections.abc import Iterator, Sequence

from tenderkit.exercises.mutations.change import Change, WeightsChange
from tenderkit.exercises.mutations.mutation import Mutation, Site
from tenderkit.exercises.mutations.workpiece import Workpiece

# What is added to the heaviest weight, by the detail of a site.
_MISCOUNTS = {"short": -5, "long": 10}


def _find_weights(mutation: Mutation, piece: Workpiece) -> Iterator[Site]:
    for part in piece.selection.lots:
        if part.weights and len(part.weights) > 1 and max(part.weights.values()) > 10:
            yield from (mutation.at("", detail, lot=part.number) for detail in _MISCOUNTS)


def _miscount(mutation: Mutation, piece: Workpiece, site: Site) -> Sequence[Change]:
    weights = dict(piece.selection.parts[site.lot].weights or {})
    heaviest = max(weights, key=lambda name: weights[name])
    return (WeightsChange(site.lot, weights, {**weights, heaviest: weights[heaviest] + _MISCOUNTS[site.detail]}),)


WEIGHTS_MISCOUNTED = Mutation("M07", "award", "LO2", 1, ("award-weights-do-not-sum",), _find_weights, _miscount)
