# SPDX-License-Identifier: Apache-2.0
"""The tests of a clause that do not depend on other clauses: the first five steps of selection."""

from collections.abc import Mapping
from functools import lru_cache

from tenderkit.frozen import Memory, Same
from tenderkit.library.clause import Clause
from tenderkit.library.condition import (
    CATEGORY_LINES,
    LAW_LINES,
    Facts,
    block_holds,
    depends_on_numbers,
    trace_condition,
)
from tenderkit.library.library import Library
from tenderkit.selection.selection import Decision, Reason

# The clauses that pass for lots that differ in nothing but months and numbers of units, as those of a batch often do.
_KNOWN_PASSES: Memory[frozenset[str]] = Memory(512)


def list_passing(library: Library, clauses: Mapping[str, Clause], facts: Facts, level: str) -> frozenset[str]:
    """Return the ids of the clauses that pass steps 1 to 4 of selection.

    Parameters: `clauses`, the clauses of the library that are selected lot by lot; for the others see `check_gates`.
    """
    counting = list_counting(Same(library))

    def list_others() -> frozenset[str]:
        others = (clause for id_, clause in clauses.items() if id_ not in counting)
        return frozenset(clause.id for clause in others if passes_gates(library, clause, facts, level))

    passing = _KNOWN_PASSES.recall((Same(library), level, facts.uncounted), list_others)
    counted = (clauses[id_] for id_ in counting & clauses.keys())
    return passing.union(clause.id for clause in counted if passes_gates(library, clause, facts, level))


@lru_cache(maxsize=16)
def list_counting(library: Same) -> frozenset[str]:
    """Return the ids of the clauses with a condition on months or on a number of units."""
    assert isinstance(library.value, Library)
    return frozenset(id_ for id_, clause in library.value.clauses.items() if depends_on_numbers(clause.applies))


def passes_gates(library: Library, clause: Clause, facts: Facts, level: str) -> bool:
    """Return whether a clause passes steps 1 to 4 of selection; `check_gates` gives the reason as well.

    Parameters: as for `check_gates`.
    """
    return (
        clause.status == "stable"
        and clause.id not in library.hidden
        and level in clause.levels
        and any(block_holds(block, facts, skip=("with",)) for block in clause.applies)
    )


def check_gates(library: Library, clause: Clause, facts: Facts, level: str) -> Decision | None:
    """Return the decision against a clause that fails step 1, 2, 3 or 4 of selection; None if it passes all four.

    The key `with` of the clause's conditions, which names other clauses, is not tested here. Parameters: `facts`, the
    facts of the lot; `level`, the level of ambition of the tender.
    """
    return (
        _check_status(library, clause)
        or _check_jurisdiction(clause, facts)
        or _check_level(clause, level)
        or _check_conditions(clause, facts)
    )


def _check_status(library: Library, clause: Clause) -> Decision | None:
    """Return the decision against a clause that is not stable, or that an overlay library hides; otherwise None.

    This is step 1 of selection.
    """
    if clause.id in library.hidden:
        return Decision(clause.id, False, "status", Reason("hidden"))
    if clause.status != "stable":
        return Decision(clause.id, False, "status", Reason("status", words=clause.status))
    return None


def _check_jurisdiction(clause: Clause, facts: Facts) -> Decision | None:
    """Return the decision against a clause that the law or the place of delivery rules out; otherwise None.

    This is step 2 of selection: it tests the clause's conditions on the authority's law and on the place of delivery.
    """
    if all(LAW_LINES.isdisjoint(block) for block in clause.applies):
        return None
    legal = trace_condition(clause.applies, facts, only=LAW_LINES)
    if legal.holds:
        return None
    why = Reason("applies-out", lines=legal.lines, quantity=legal.quantity)
    return Decision(clause.id, False, "jurisdiction", why)


def _check_level(clause: Clause, level: str) -> Decision | None:
    """Return the decision against a clause that is not for the tender's level of ambition; otherwise None.

    This is step 3 of selection.
    """
    if level in clause.levels:
        return None
    return Decision(clause.id, False, "level", Reason("level", words=clause.levels[0]))


def _check_conditions(clause: Clause, facts: Facts) -> Decision | None:
    """Return the decision against a clause whose conditions (`[[applies]]`) do not hold; otherwise None.

    This is step 4 of selection. The key `with`, which names other clauses, is not tested.
    """
    conditions = trace_condition(clause.applies, facts, skip={"with"})
    if conditions.holds:
        return None
    why = Reason("applies-out", lines=conditions.lines, quantity=conditions.quantity)
    return Decision(clause.id, False, "applies", why)


def is_kept_by_size(clause: Clause, facts: Facts) -> bool:
    """Return whether the proportionality of the purchase admits a clause (step 5 of selection).

    A `full` purchase admits every clause, any other the clauses in the sets of its size.
    """
    return facts.proportionality == "full" or not facts.size_sets.isdisjoint(clause.sets)


def find_wanted_set(clause: Clause, facts: Facts) -> str | None:
    """Return the set of a data class or priority that admits a clause in every size; None if there is none."""
    return next((name for name in facts.wanted_sets if name in clause.sets), None)


def is_includable(library: Library, clause: Clause, facts: Facts) -> bool:
    """Return whether the authority can include a clause in a lot: it is ready for use and covers a category there."""
    usable = clause.status == "stable" and clause.id not in library.hidden
    return usable and trace_condition(clause.applies, facts, only=CATEGORY_LINES).holds


def reject_unaccompanied(clause: Clause) -> Decision:
    """Return the decision against a clause that is only for use with other clauses, none of which is selected.

    The key `with` of the clause's conditions names these other clauses.
    """
    return Decision(clause.id, False, "requires", Reason("alone", tuple(sorted(clause.list_named_clauses()))))
