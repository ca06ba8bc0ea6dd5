# SPDX-License-Identifier: Apache-2.0
"""Defects in the wording of a requirement: a make, vague words, a number without an anchor."""

from collections.abc import Iterator, Sequence

from tenderkit.exercises.mutations.change import Change, ClauseChange
from tenderkit.exercises.mutations.mutation import Mutation, Site
from tenderkit.exercises.mutations.workpiece import PrintedText, Workpiece, add_sentence, takes_sentence

SPECIFICATION, CRITERION, DUTY = "technical-specification", "award-criterion", "contract-performance-clause"


def list_open_texts(piece: Workpiece, *kinds: str) -> Iterator[PrintedText]:
    """Yield the clauses of some kinds to whose requirement a sentence can be added."""
    return (printed for printed in piece.list_texts(*kinds) if takes_sentence(printed))


def plan_sentence(mutation: Mutation, piece: Workpiece, site: Site) -> Sequence[Change]:
    """Return the change that adds the sentence of a mutation to the requirement of the clause of a site."""
    key = "-".join(filter(None, (mutation.id.lower(), site.detail)))
    printed = piece.printed[site.clause]
    return (ClauseChange(printed.clause, add_sentence(printed, piece.write(key))),)


def _find_specifications(mutation: Mutation, piece: Workpiece) -> Iterator[Site]:
    return (mutation.at(printed.clause.id) for printed in list_open_texts(piece, SPECIFICATION))


# The groups of goods of which the frame names a make.
_GOODS = {
    "laptop": "computer",
    "desktop": "computer",
    "workstation": "computer",
    "tablet": "computer",
    "server": "server",
    "router": "network",
    "switch": "network",
    "printer": "printer",
}


def _find_goods(mutation: Mutation, piece: Workpiece) -> Iterator[Site]:
    for part, pick in ((p, k) for p in piece.selection.lots for k in p.picks):
        printed = piece.printed.get(pick.clause.id)
        if printed and pick.clause.kind == SPECIFICATION and takes_sentence(printed) and part.lot and part.lot.items:
            goods = next((g for item in pick.items for word, g in _GOODS.items() if word in item), "other")
            yield mutation.at(pick.clause.id, goods)


BRAND_NAMED = Mutation("M01", "specification", "LO2", 1, ("brand-or-model-named",), _find_goods, plan_sentence)
VAGUE_WORDS = Mutation("M05", "wording", "LO1", 1, ("vague-wording",), _find_specifications, plan_sentence)
