# SPDX-License-Identifier: Apache-2.0
"""The tests of a clause that do not depend on other clauses: the first five steps of selection."""

from tenderkit.library.clause import Clause
from tenderkit.library.condition import LAW_LINES, Facts, trace_condition
from tenderkit.library.library import Library
from tenderkit.selection.selection import Decision, Reason


def check_gates(library: Library, clause: Clause, facts: Facts, level: str) -> Decision | None:
    """Return the decision against a clause by steps 1 to 4 of selection, or None if the clause passes all four.

    The key `with` of the clause's conditions is not tested, because that key depends on other clauses.
    Parameters: `facts` of the lot; `level` of ambition of the tender.
    """
    return (
        _check_status(library, clause)
        or _check_jurisdiction(clause, facts)
        or _check_level(clause, level)
        or _check_conditions(clause, facts)
    )


def _check_status(library: Library, clause: Clause) -> Decision | None:
    """Test step 1: the clause is stable, and no overlay library hides it."""
    if clause.id in library.hidden:
        return Decision(clause.id, False, "status", Reason("hidden"))
    if clause.status != "stable":
        return Decision(clause.id, False, "status", Reason("status", words=clause.status))
    return None


def _check_jurisdiction(clause: Clause, facts: Facts) -> Decision | None:
    """Test step 2: the clause's conditions on the authority's law and on the place of delivery hold."""
    if all(LAW_LINES.isdisjoint(block) for block in clause.applies):
        return None
    legal = trace_condition(clause.applies, facts, only=LAW_LINES)
    if legal.holds:
        return None
    why = Reason("applies-out", lines=legal.lines, quantity=legal.quantity)
    return Decision(clause.id, False, "jurisdiction", why)


def _check_level(clause: Clause, level: str) -> Decision | None:
    """Test step 3: the clause names the level of ambition of the tender."""
    if level in clause.levels:
        return None
    return Decision(clause.id, False, "level", Reason("level", words=clause.levels[0]))


def _check_conditions(clause: Clause, facts: Facts) -> Decision | None:
    """Test step 4: the conditions of the clause (`[[applies]]`) hold. Their key `with` is not tested."""
    conditions = trace_condition(clause.applies, facts, skip={"with"})
    if conditions.holds:
        return None
    why = Reason("applies-out", lines=conditions.lines, quantity=conditions.quantity)
    return Decision(clause.id, False, "applies", why)


def is_kept_by_size(clause: Clause, facts: Facts) -> bool:
    """Test step 5: the proportionality is `full`, or the `sets` of the clause name it.

    A set is a proportionality (`short`), or a proportionality and an acquisition model (`standard-lease`).
    """
    size = facts.proportionality
    return size == "full" or not {size, f"{size}-{facts.acquisition}"}.isdisjoint(clause.sets)


def reject_unaccompanied(clause: Clause) -> Decision:
    """Return the decision against a clause whose conditions name, under `with`, only unselected clauses."""
    return Decision(clause.id, False, "requires", Reason("alone", tuple(sorted(clause.list_named_clauses()))))
