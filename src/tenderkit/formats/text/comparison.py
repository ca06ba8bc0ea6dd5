# SPDX-License-Identifier: Apache-2.0
"""The comparison of a Word file with the state in which tenderkit made it, as text and as JSON data."""

from typing import Any

from tenderkit.findings import escape_controls
from tenderkit.responses.comparison import RELATIONS_PART, ClauseFate, Comparison, Load

_STATE_WORDS = {
    "unchanged": "unchanged since {by} made it",
    "changed": "changed since {by} made it",
    "foreign": "not made by tenderkit, or without its marks",
}
_PART_WORDS = {"edited": "edited", "missing": "missing", "unknown": "added"}


def render(file: str, comparison: Comparison) -> str:
    """Return the comparison of a Word file with its original as text.

    The text says whether the file was changed, which parts and clauses were changed, and what the file loads when it
    is opened."""
    by = f"tenderkit {comparison.tool}" if comparison.tool else "tenderkit"
    lines = [f"{file}: {_STATE_WORDS[comparison.state].format(by=by)}"]
    counts = comparison.counts
    lines += [f"  {_describe_load(load)}" for load in comparison.loads]
    if comparison.state == "changed":
        for part in comparison.parts:
            if part.fate != "unchanged":
                name = "the links between the parts" if part.name == RELATIONS_PART else f"part {part.name}"
                lines.append(f"  {name}: {_PART_WORDS[part.fate]}")
        if not comparison.parts:
            lines.append("  the list of parts and clauses is gone; name the file as it was made with --original")
        lines += [
            f"  clause {_describe_clause(clause)}" for clause in comparison.clauses if clause.fate != "unchanged"
        ]
    if comparison.clauses:
        total = sum(counts.values())
        few = ", ".join(f"{n} {fate}" for fate, n in counts.items() if n or fate == "unchanged")
        outside = comparison.state == "changed" and counts["unchanged"] == total
        note = "; the changes are outside their words" if outside else ""
        lines.append(f"  {total} {'clause' if total == 1 else 'clauses'}: {few}{note}")
    return "".join(escape_controls(line) + "\n" for line in lines)


def _describe_load(load: Load) -> str:
    """Return a line on something that the file loads when it is opened, such as a linked picture."""
    if load.kind == "aFChunk":
        return f"part {load.part or 'of the file'}: holds alternative content, {load.target}"
    return f"part {load.part or 'of the file'}: loads from outside, {load.kind} {load.target}"


def _describe_clause(clause: ClauseFate) -> str:
    """Return a line on what became of a clause since the file was made: `1.3.2 take-back: moved, now after 1.3.4`."""
    under = " and ".join(f"“{heading}”" for heading in clause.headings if heading)
    name = " ".join(filter(None, (clause.number, clause.id or clause.mark))) or under
    also = " and moved" if clause.moved and clause.fate != "moved" else ""
    where = "" if clause.after is None else f", now after {clause.after}" if clause.after else ", now the first"
    within = f", under {under}" if clause.fate == "split" and under else ""
    return f"{name}: {clause.fate}{also}{where}{within}"


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
