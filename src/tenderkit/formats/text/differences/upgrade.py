# SPDX-License-Identifier: Apache-2.0
"""The report of an upgrade, as text and as JSON data."""

from collections.abc import Iterator
from typing import Any

from tenderkit.compare.difference import ClauseDifference, StateDifference
from tenderkit.compare.upgrade import UpgradeReport, UpgradeStep
from tenderkit.formats.text.changes import ChangeLine, render_lines
from tenderkit.formats.text.differences.lines import (
    WIDTH,
    build_data,
    describe_move,
    group_clauses,
    list_clause_lines,
    list_demands,
    name_clause,
    name_value,
)

# The clauses that the short report names.
_MOST_NAMED = 20


def list_upgrade_lines(report: UpgradeReport, *, full: bool) -> Iterator[ChangeLine]:
    """Yield the lines that tell what an upgrade changed, and why.

    Parameters: `full`, whether it has the words of the clauses that changed, and each clause that changed in the
    library; else the report is about a page.
    """
    yield ChangeLine(f"{report.file}: brought to the launch on {report.launch}", level=0)
    moved = [step for step in report.steps if step.old != step.new]
    same = [step for step in report.steps if step.old == step.new]
    yield ChangeLine("changed in the file" if moved else "nothing was changed in the file", level=1)
    yield from (ChangeLine(_describe_step(step)) for step in moved)
    if same:
        yield ChangeLine("kept: look at it", level=1)
        yield from (ChangeLine(f"{step.key}, “{step.old}”: {step.why}") for step in same)
    yield from _list_law(report.law)
    yield from _list_clauses(report.law, full=full)
    yield from _list_releases(report.since, full=full)


def _describe_step(step: UpgradeStep) -> str:
    sign = " (look at it)" if step.is_open else ""
    return f"{step.key}: {step.old or 'none'} → {step.new or 'none'}: {step.why}{sign}"


def _list_law(law: StateDifference) -> Iterator[ChangeLine]:
    demands = list(list_demands(law))
    if not demands:
        yield ChangeLine("beyond the annex, the law at the new launch and delivery asks for nothing else", level=1)
        return
    yield ChangeLine("law at the new launch and delivery, beyond the annex (the notes list it)", level=1)
    yield from (ChangeLine(word, pieces) for word, pieces in demands)


def _list_clauses(law: StateDifference, *, full: bool) -> Iterator[ChangeLine]:
    """Yield the clauses that the annex has otherwise at the new launch; in short without their words."""
    groups = list(group_clauses(law))
    if not groups:
        yield ChangeLine("no clause and no value of the annex differs", level=1)
        return
    yield ChangeLine(
        f"clauses of the annex: {_count_fates(law)}{'' if full else '; --full has their words'}", level=1
    )
    if full:
        yield from list_clause_lines(law)
        return
    rows = [(group.heading, clause) for group in groups for clause in group.clauses]
    for heading, clause in rows[:_MOST_NAMED]:
        yield ChangeLine(f"{heading}: {name_clause(clause)}")
        yield from (ChangeLine(text, level=3) for text in _list_values(law, clause))
    if len(rows) > _MOST_NAMED:
        yield ChangeLine(f"and {len(rows) - _MOST_NAMED} more: --full")


def _list_values(law: StateDifference, clause: ClauseDifference) -> Iterator[str]:
    yield from (describe_move(move, name_value(move, law, clause)) for move in clause.values)
    if clause.fate != "changed":
        yield from (f"why: {reason}" for reason in clause.reasons)


def _list_releases(since: StateDifference | None, *, full: bool) -> Iterator[ChangeLine]:
    """Yield what changed in the library, for the clauses of the purchase; in short their number alone."""
    if since is None:
        return
    release = since.old.name
    clauses = [clause for part in since.parts for clause in part.clauses]
    if not clauses:
        yield ChangeLine(f"the library has the texts of release {release} for these clauses", level=1)
        return
    yield ChangeLine(
        f"clauses of this purchase since release {release} of the library: {_count_fates(since)}", level=1
    )
    for clause in clauses if full else ():
        yield ChangeLine(name_clause(clause))
        yield from (ChangeLine(f"why: {reason}", level=3) for reason in clause.reasons)
    if not full:
        yield ChangeLine("They matter where last year’s annex was made with that release; --full names them.")
    yield ChangeLine(f"their words: tenderkit diff {release} shipped")


def _count_fates(difference: StateDifference) -> str:
    fates = ("added", "withdrawn", "changed")
    counts = {fate: len(difference.list_clauses(fate)) for fate in fates}  # type: ignore[arg-type]
    return ", ".join(f"{count} {fate}" for fate, count in counts.items() if count) or "other points"


def render_upgrade(report: UpgradeReport, *, full: bool) -> str:
    """Return the report as text; see `list_upgrade_lines`."""
    return render_lines(list_upgrade_lines(report, full=full), WIDTH)


def build_upgrade_data(report: UpgradeReport) -> dict[str, Any]:
    """Return the data of `upgrade --format json`."""
    return {
        "file": report.file,
        "launch": report.launch.isoformat(),
        "answers": [
            {
                "key": step.key,
                "old": step.old or None,
                "new": step.new or None,
                "why": step.why,
                "look-at-it": step.is_open,
            }
            for step in report.steps
        ],
        "law": build_data(report.law),
        "library": None if report.since is None else build_data(report.since),
    }
