# SPDX-License-Identifier: Apache-2.0
"""The tests that a clause passes without regard to other clauses: the first five steps of selection."""

from tenderkit.library.clause import Clause
from tenderkit.library.condition import LAW_LINES, Facts, trace_condition
from tenderkit.library.library import Library
from tenderkit.selection.selection import Decision, Reason


def check_gates(library: Library, clause: Clause, facts: Facts, level: str) -> Decision | None:
    """Return the decision against a clause by steps 1 to 4, or None if it passes them.

    Lines `with` are not tested: they depend on the other clauses. Parameters: `facts` of the lot; `level` of the
    tender.
    """
    return (
        _check_status(library, clause)
        or _check_jurisdiction(clause, facts)
        or _check_level(clause, level)
        or _check_conditions(clause, facts)
    )


def _check_status(library: Library, clause: Clause) -> Decision | None:
    """Step 1: only stable clauses that no library on top hides."""
    if clause.id in library.hidden:
        return Decision(clause.id, False, "status", Reason("hidden"))
    if clause.status != "stable":
        return Decision(clause.id, False, "status", Reason("status", words=clause.status))
    return None


def _check_jurisdiction(clause: Clause, facts: Facts) -> Decision | None:
    """Step 2: the lines on the law of the authority and of the place of delivery."""
    if all(LAW_LINES.isdisjoint(block) for block in clause.applies):
        return None
    legal = trace_condition(clause.applies, facts, only=LAW_LINES)
    if legal.holds:
        return None
    why = Reason("applies-out", lines=legal.lines, quantity=legal.quantity)
    return Decision(clause.id, False, "jurisdiction", why)


def _check_level(clause: Clause, level: str) -> Decision | None:
    """Step 3: a clause exists at the levels that it names."""
    if level in clause.levels:
        return None
    return Decision(clause.id, False, "level", Reason("level", words=clause.levels[0]))


def _check_conditions(clause: Clause, facts: Facts) -> Decision | None:
    """Step 4: the lines of `[[applies]]`."""
    conditions = trace_condition(clause.applies, facts, skip={"with"})
    if conditions.holds:
        return None
    why = Reason("applies-out", lines=conditions.lines, quantity=conditions.quantity)
    return Decision(clause.id, False, "applies", why)


def is_kept_by_size(clause: Clause, facts: Facts) -> bool:
    """Test step 5: the clause is in a set that the proportionality of the purchase keeps."""
    size = facts.proportionality
    return size == "full" or not {size, f"{size}-{facts.acquisition}"}.isdisjoint(clause.sets)


def reject_unaccompanied(clause: Clause) -> Decision:
    """Return the decision against a clause whose lines `with` name only clauses that are out."""
    return Decision(clause.id, False, "requires", Reason("alone", tuple(sorted(clause.list_named_clauses()))))
