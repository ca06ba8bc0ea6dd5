# SPDX-License-Identifier: Apache-2.0
"""Decoys: entries of an annex that are unusual and sound, which no rule may find."""

from collections.abc import Iterator, Sequence

from tenderkit.exercises.mutations.award import list_scored_clauses
from tenderkit.exercises.mutations.change import Change, ClauseChange, WeightsChange
from tenderkit.exercises.mutations.mutation import Mutation, Site
from tenderkit.exercises.mutations.planting import DUTY, SPECIFICATION, list_open_texts, plan_sentence
from tenderkit.exercises.mutations.workpiece import Workpiece, add_sentence


def _find_warranty(mutation: Mutation, piece: Workpiece) -> Iterator[Site]:
    return (
        mutation.at(p.clause.id) for p in list_open_texts(piece, SPECIFICATION) if p.clause.id == "warranty-minimum"
    )


def _find_export(mutation: Mutation, piece: Workpiece) -> Iterator[Site]:
    return (mutation.at(p.clause.id) for p in list_open_texts(piece, DUTY) if p.clause.id == "export-control")


def _find_priced(mutation: Mutation, piece: Workpiece) -> Iterator[Site]:
    for part in piece.selection.lots:
        scored = list_scored_clauses(part)
        if scored and "price" in (part.weights or {}) and piece.takes_sentence(scored[0]):
            yield mutation.at(scored[0], lot=part.number)


def _fix_price(mutation: Mutation, piece: Workpiece, site: Site) -> Sequence[Change]:
    part, printed = piece.selection.parts[site.lot], piece.printed[site.clause]
    weights = dict(part.weights or {})
    others = {name: points for name, points in weights.items() if name != "price"}
    others[site.clause] += weights["price"]
    return (
        ClauseChange(printed.clause, add_sentence(printed, piece.write("d3"))),
        WeightsChange(site.lot, weights, others),
    )


def _find_specifications(mutation: Mutation, piece: Workpiece) -> Iterator[Site]:
    return (mutation.at(printed.clause.id) for printed in list_open_texts(piece, SPECIFICATION))


def _find_take_back(mutation: Mutation, piece: Workpiece) -> Iterator[Site]:
    return (mutation.at(p.clause.id) for p in list_open_texts(piece, DUTY) if p.clause.id == "take-back")


SHORTER_WARRANTY = Mutation("D1", "lifetime", "LO3", 3, (), _find_warranty, plan_sentence)
TESTED_EXPORT = Mutation("D2", "take-back", "LO3", 3, (), _find_export, plan_sentence)
FIXED_PRICE = Mutation("D3", "award", "LO3", 3, (), _find_priced, _fix_price)
NO_LABEL = Mutation("D4", "specification", "LO3", 3, (), _find_specifications, plan_sentence)
SPLIT_COLLECTION = Mutation("D5", "take-back", "LO3", 3, (), _find_take_back, plan_sentence)
