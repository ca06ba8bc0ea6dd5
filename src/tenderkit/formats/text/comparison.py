# SPDX-License-Identifier: Apache-2.0
"""The comparison of a Word file with the state in which tenderkit made it, as text and as JSON data."""

from collections.abc import Iterator
from typing import Any

from tenderkit.findings import escape_controls
from tenderkit.responses.comparison import RELATIONS_PART, ClauseFate, Comparison, Load

_STATE_WORDS = {
    "unchanged": "unchanged since {by} made it",
    "changed": "changed since {by} made it",
    "foreign": "not made by tenderkit, or without its marks",
}
# What is printed about a changed file that has lost its list of parts.
NO_LIST = "the list of parts and clauses is gone; name the file as it was made with --original"
_PART_WORDS = {"edited": "edited", "missing": "missing", "unknown": "added"}


def render(file: str, comparison: Comparison) -> str:
    """Return the comparison of a Word file with its original as text.

    The text says whether the file was changed, which parts and clauses were changed, and what the file loads when it
    is opened."""
    lines = [f"{file}: {describe_state(comparison)}"]
    lines += [f"  {describe_load(load)}" for load in comparison.loads]
    if comparison.state == "changed":
        if not comparison.parts:
            lines.append(f"  {NO_LIST}")
        lines += [f"  {name}: {fate}" for name, fate in list_changes(comparison)]
    if comparison.clauses:
        lines.append(f"  {count_clauses(comparison)}")
    return "".join(escape_controls(line) + "\n" for line in lines)


def describe_state(comparison: Comparison) -> str:
    """Return the state of a Word file in words: `changed since tenderkit 0.2.0 made it`."""
    by = f"tenderkit {comparison.tool}" if comparison.tool else "tenderkit"
    return _STATE_WORDS[comparison.state].format(by=by)


def list_changes(comparison: Comparison) -> Iterator[tuple[str, str]]:
    """Yield what was changed, and how: the parts (`part word/document.xml`, `edited`), then the clauses."""
    for part in comparison.parts:
        if part.fate != "unchanged":
            name = "the links between the parts" if part.name == RELATIONS_PART else f"part {part.name}"
            yield name, _PART_WORDS[part.fate]
    for clause in comparison.clauses:
        if clause.fate != "unchanged":
            name, fate = _describe_clause(clause)
            yield f"clause {name}", fate


def count_clauses(comparison: Comparison) -> str:
    """Return the numbers of clauses by what became of them: `13 clauses: 11 unchanged, 2 edited`."""
    counts = comparison.counts
    total = sum(counts.values())
    few = ", ".join(f"{n} {fate}" for fate, n in counts.items() if n or fate == "unchanged")
    outside = comparison.state == "changed" and counts["unchanged"] == total
    note = "; the changes are outside their words" if outside else ""
    return f"{total} {'clause' if total == 1 else 'clauses'}: {few}{note}"


def describe_load(load: Load) -> str:
    """Return a line on something that the file loads when it is opened, such as a linked picture."""
    if load.kind == "aFChunk":
        return f"part {load.part or 'of the file'}: holds alternative content, {load.target}"
    return f"part {load.part or 'of the file'}: loads from outside, {load.kind} {load.target}"


def _describe_clause(clause: ClauseFate) -> tuple[str, str]:
    """Return a clause and what became of it since the file was made: `1.3.2 take-back`, `moved, now after 1.3.4`."""
    under = " and ".join(f"“{heading}”" for heading in clause.headings if heading)
    name = " ".join(filter(None, (clause.number, clause.id or clause.mark))) or under
    also = " and moved" if clause.moved and clause.fate != "moved" else ""
    where = "" if clause.after is None else f", now after {clause.after}" if clause.after else ", now the first"
    within = f", under {under}" if clause.fate == "split" and under else ""
    return name, f"{clause.fate}{also}{where}{within}"


def build_data(file: str, comparison: Comparison) -> dict[str, Any]:
    """Return the data that `verify --format json` gives for one file."""
    return {
        "file": file,
        "state": comparison.state,
        "tool": comparison.tool,
        "library": comparison.library,
        "made-content-sha256": comparison.made_digest,
        "content-sha256": comparison.digest,
        "parts": [{"name": p.name, "fate": p.fate} for p in comparison.parts],
        "loads": [{"part": one.part, "kind": one.kind, "target": one.target} for one in comparison.loads],
        "clauses": [
            {
                "mark": c.mark,
                "number": c.number,
                "id": c.id,
                "fate": c.fate,
                "found-by": c.found_by,
                "moved": c.moved,
                "after": c.after,
                "headings": list(c.headings),
            }
            for c in comparison.clauses
        ],
        "counts": comparison.counts,
    }
