# SPDX-License-Identifier: Apache-2.0
"""requires-closure: a clause of a set requires a clause that the set does not hold.

Catches a clause in the set `short` or `standard`, or in one for an acquisition model such as `short-lease`, whose
`requires` names a clause that stands neither in that set nor in the one that counts together with it. Selection would
bring the required clause in all the same, so the buyer of a small purchase gets more clauses than the set promises.
The sets are closed: everything that one of its clauses requires is in the set. A requirement
that can never meet its clause in a lot (a clause for lease lots, one for take-back lots) is none here.

Passes:  sets = ["short"], requires = ["remedies"], and `remedies` has sets = ["short", "standard"].
Fails:   sets = ["short-lease"], requires = ["end-of-use-report"], which has sets = ["standard"].

Put the required clause into the set, or into the one for that acquisition model; or take one of the two out.
"""

from collections.abc import Iterator
from itertools import product

from tenderkit.library.clause import Clause
from tenderkit.lint.catalogue import Catalogue, Fault
from tenderkit.lint.lots import Lots

SEVERITY = "error"


def check(catalogue: Catalogue) -> Iterator[Fault]:
    """Find the required clauses that a set leaves out."""
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
    """Return the sets, one for each acquisition model where that is enough, without the required clause."""
    vocabulary = lots.library.vocabulary
    if set(clause.levels).isdisjoint(other.levels):
        return []
    missing: dict[str, None] = {}
    for size in vocabulary.words("proportionalities"):
        if not any(set_.partition("-")[0] == size for set_ in clause.sets) or size in other.sets:
            continue
        for block, other_block in product(clause.applies, other.applies):
            if lots.obstacle(block, other_block, {"proportionality": size}):
                continue
            for model in sorted(lots.acquisitions(block, other_block)):
                if {size, f"{size}-{model}"} & set(clause.sets) and f"{size}-{model}" not in other.sets:
                    missing[size if size in clause.sets else f"{size}-{model}"] = None
    return list(missing)
