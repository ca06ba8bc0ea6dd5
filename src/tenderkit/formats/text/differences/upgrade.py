# SPDX-License-Identifier: Apache-2.0
"""The report of an upgrade, as text and as JSON data."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from tenderkit.compare.upgrade import UpgradeReport, UpgradeStep
from tenderkit.formats.text.changes import ChangeLine, render_lines
from tenderkit.formats.text.differences.lines import build_data, list_lines, name_clause


def list_upgrade_lines(report: UpgradeReport) -> Iterator[ChangeLine]:
    """Yield the lines that tell what an upgrade changed, and why."""
    yield ChangeLine(f"{report.file}: upgraded to a launch on {report.launch}", level=0)
    yield ChangeLine("answers" if report.steps else "no answer was changed", level=1)
    yield from (ChangeLine(_describe_step(step)) for step in report.steps)
    yield ChangeLine("clauses and values at the new launch", level=1)
    changed = {step.key for step in report.steps}
    law = replace(report.law, answers=tuple(move for move in report.law.answers if move.name not in changed))
    yield from list(list_lines(law))[1:] or [ChangeLine("nothing differs")]
    if report.since is None:
        return
    release = report.since.old.name
    newer = [clause for part in report.since.parts for clause in part.clauses]
    yield ChangeLine(f"clauses of this purchase since release {release} of the library", level=1)
    for clause in newer:
        yield ChangeLine(name_clause(clause))
        yield from (ChangeLine(f"why: {reason}", level=3) for reason in clause.reasons)
    yield ChangeLine(f"their words: tenderkit diff {release} shipped" if newer else "nothing differs")


def _describe_step(step: UpgradeStep) -> str:
    sign = " (look at it)" if step.is_open else ""
    return f"{step.key}: {step.old or 'none'} → {step.new or 'none'}: {step.why}{sign}"


def render_upgrade(report: UpgradeReport) -> str:
    """Return the report as text."""
    return render_lines(list_upgrade_lines(report))


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
