# SPDX-License-Identifier: Apache-2.0
"""unreachable-clause: a clause that is in the annex of no possible purchase.

Catches a clause whose [[applies]] blocks can never hold: `categories` in take-back lots, which have no items;
`return-categories` in consumables lots, which take nothing back; a minimum above the maximum; a jurisdiction and a
place that no purchase has together; or `with` that names only clauses which are withdrawn, drafts or unreachable
themselves. Catches also a clause that another clause always displaces: the other one applies wherever this clause
does, is in the same sets and levels, and either `replaces` this clause or is named in `conflicts` of this clause,
without `when`. Nobody ever reads such a clause. A clause that an award criterion displaces passes, since the
authority may set no weight for that criterion.

A draft passes, as nobody should select it before it is finished, and so does a clause that an overlay (an
authority's own library) hides.

Passes:  categories = ["laptop"], acquisition = ["purchase", "take-back"]
Fails:   categories = ["laptop"], acquisition = ["take-back"]

Correct the conditions, or withdraw the clause.
"""

from collections.abc import Iterator

from tenderkit.library.clause import Clause
from tenderkit.library.condition import ConditionLines, list_words
from tenderkit.lint.catalogue import Catalogue, Fault
from tenderkit.lint.lots import Lots

SEVERITY = "warn"


def check(catalogue: Catalogue) -> Iterator[Fault]:
    """Find the stable clauses that are in the annex of no possible purchase."""
    lots = Lots(catalogue.library)
    stable = [c for c in catalogue.clauses if c.status == "stable" and c.id not in catalogue.library.hidden]
    reached = _find_reached(lots, stable)
    for clause in stable:
        if clause.id not in reached:
            reasons = (f"block {n}: {_explain_block(lots, b, reached)}" for n, b in enumerate(clause.applies, 1))
            message = f"no purchase can bring the clause in: {'; '.join(reasons)}"
            yield Fault(message, "Correct the conditions, or withdraw the clause.", catalogue.at(clause, "applies"))
            continue
        for other in stable:
            if other.id in reached and (how := _gives_way(clause, other)) and _always_covers(lots, other, clause):
                message = f"“{other.id}” {how} wherever this clause applies, so this one is never printed"
                fix = "Narrow one of the two, or withdraw this clause."
                yield Fault(message, fix, catalogue.at(clause, "applies"))


def _explain_block(lots: Lots, block: ConditionLines, reached: set[str]) -> str | None:
    """Return a text that says why no lot can meet an [[applies]] block; None if a lot can meet the block.

    Parameters: `reached`, the ids of the clauses that a purchase can have.
    """
    beside = list_words(block.get("with", ()))
    if beside and reached.isdisjoint(beside):
        return f"it stands only beside {', '.join(f'“{id_}”' for id_ in beside)}, which no purchase brings in"
    return lots.obstacle(block)


def _find_reached(lots: Lots, clauses: list[Clause]) -> set[str]:
    """Return the ids of the clauses that a purchase can have.

    The key `with` of a clause names other clauses. The clause is left out if no purchase can have any of them, or if
    two clauses name only each other."""
    reached: set[str] = set()
    while more := {
        c.id for c in clauses if c.id not in reached and not all(_explain_block(lots, b, reached) for b in c.applies)
    }:
        reached |= more
    return reached


def _gives_way(clause: Clause, other: Clause) -> str | None:
    """Return how `other` displaces `clause`, as a text: “replaces it” or “wins a conflict”.

    Returns None if `other` does not always displace `clause`, or if `other` is an award criterion."""
    if other.kind == "award-criterion":
        return None
    if clause.id in other.replaces:
        return "replaces it"
    return "wins a conflict" if any(c.clause == other.id and not c.when for c in clause.conflicts) else None


def _always_covers(lots: Lots, other: Clause, clause: Clause) -> bool:
    """Return whether `other` is in every annex that has `clause`: it has at least the same lots, levels and sets."""
    if not set(clause.levels) <= set(other.levels) or clause.scope != other.scope:
        return False
    if not all({set_, set_.partition("-")[0]} & set(other.sets) for set_ in clause.sets):
        return False
    return all(
        any(lots.follows(wider, block, {"acquisition": model}) for wider in other.applies)
        for block in clause.applies
        for model in lots.acquisitions(block)
    )
