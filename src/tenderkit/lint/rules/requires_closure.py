# SPDX-License-Identifier: Apache-2.0
"""requires-closure: a clause of a set requires a clause that is not in the set.

A set is the choice of clauses for an effort level (`short`, `standard`), or what is added to it for an acquisition
model (`short-lease`). Catches a clause of a set whose `requires` names a clause that is in neither of the two. The
annex would hold the required clause all the same, so the buyer of a small purchase gets more clauses than the set
promises. Two clauses that can never be in the same lot (one for lease lots, one for take-back lots) pass.

Passes:  sets = ["short"], requires = ["remedies"], and `remedies` has sets = ["short", "standard"].
Fails:   sets = ["short-lease"], requires = ["end-of-use-report"], which has sets = ["standard"].

Put the required clause into the set, or into the set for that acquisition model; or take the other clause out of it.
"""

from collections.abc import Iterator
from itertools import product

from tenderkit.library.clause import Clause
from tenderkit.lint.catalogue import Catalogue, Fault
from tenderkit.lint.lots import Lots

SEVERITY = "error"


def check(catalogue: Catalogue) -> Iterator[Fault]:
    """Find the required clauses that are not in the set of the clause that requires them."""
    lots = Lots(catalogue.library)
    for clause in catalogue.clauses:
        for id_ in clause.requires:
            other = catalogue.library.clauses[id_]
            if missing := _find_missing_sets(lots, clause, other):
                named = ", ".join(f"“{set_}”" for set_ in missing)
                message = f"“{id_}” is required but not in {named}, where this clause is"
                fix = f"Add “{missing[0]}” to the sets of “{id_}”, or take this clause out of the set."
                yield Fault(message, fix, catalogue.at(clause, "requires"))


def _find_missing_sets(lots: Lots, clause: Clause, other: Clause) -> list[str]:
    """Return the sets, such as `short` or `short-lease`, that hold a clause, but not the clause that it requires."""
    vocabulary = lots.library.vocabulary
    if set(clause.levels).isdisjoint(other.levels):
        return []
    missing: dict[str, None] = {}
    for size in vocabulary.words("proportionalities"):
        held = {"standard", size} if size == "large" else {size}  # a large purchase has the standard set too
        if not any(set_.partition("-")[0] == size for set_ in clause.sets) or not held.isdisjoint(other.sets):
            continue
        for block, other_block in product(clause.applies, other.applies):
            if lots.obstacle(block, other_block, {"proportionality": size}):
                continue
            for model in sorted(lots.acquisitions(block, other_block)):
                if {size, f"{size}-{model}"} & set(clause.sets) and not (
                    {f"{h}-{model}" for h in held} & set(other.sets)
                ):
                    missing[size if size in clause.sets else f"{size}-{model}"] = None
    return list(missing)
