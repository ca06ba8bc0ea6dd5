# SPDX-License-Identifier: Apache-2.0
"""What became of a Word file, for people and for machines."""

from typing import Any

from tenderkit.findings import plain
from tenderkit.responses.comparison import RELATIONS, ClauseFate, Load, Verification

_STATES = {
    "unchanged": "unchanged since {by} made it",
    "changed": "changed since {by} made it",
    "foreign": "not made by tenderkit, or without its marks",
}
_PARTS = {"edited": "edited", "missing": "missing", "unknown": "added"}


def render(file: str, found: Verification) -> str:
    """Some lines about a file: what it is as a whole, the parts and the clauses that are not as they were made."""
    by = f"tenderkit {found.tool}" if found.tool else "tenderkit"
    lines = [f"{file}: {_STATES[found.state].format(by=by)}"]
    counts = found.counts
    lines += [f"  {_load(load)}" for load in found.loads]
    if found.state == "changed":
        for part in found.parts:
            if part.fate != "unchanged":
                name = "which part leads to which" if part.name == RELATIONS else f"part {part.name}"
                lines.append(f"  {name}: {_PARTS[part.fate]}")
        if not found.parts:
            lines.append("  the list of parts and clauses is gone; --original names the file as it was made")
        lines += [f"  clause {_told(clause)}" for clause in found.clauses if clause.fate != "unchanged"]
    if found.clauses:
        total = sum(counts.values())
        few = ", ".join(f"{n} {fate}" for fate, n in counts.items() if n or fate == "unchanged")
        outside = found.state == "changed" and counts["unchanged"] == total
        note = "; what changed lies outside their words" if outside else ""
        lines.append(f"  {total} {'clause' if total == 1 else 'clauses'}: {few}{note}")
    return "".join(plain(line) + "\n" for line in lines)


def _load(load: Load) -> str:
    """What a file loads when it is opened."""
    if load.kind == "aFChunk":
        return f"part {load.part or 'of the file'}: holds alternative content, {load.target}"
    return f"part {load.part or 'of the file'}: loads from outside, {load.kind} {load.target}"


def _told(clause: ClauseFate) -> str:
    """Which clause it is, and what became of it."""
    under = " and ".join(f"“{heading}”" for heading in clause.headings if heading)
    name = " ".join(filter(None, (clause.number, clause.id or clause.mark))) or under
    also = " and moved" if clause.moved and clause.fate != "moved" else ""
    where = "" if clause.after is None else f", now after {clause.after}" if clause.after else ", now the first"
    within = f", under {under}" if clause.fate == "split" and under else ""
    return f"{name}: {clause.fate}{also}{where}{within}"


def as_json(file: str, found: Verification) -> dict[str, Any]:
    """A file in the answer of `verify`."""
    return {
        "file": file,
        "state": found.state,
        "tool": found.tool,
        "library": found.library,
        "made-content-sha256": found.made_digest,
        "content-sha256": found.digest,
        "parts": [{"name": p.name, "fate": p.fate} for p in found.parts],
        "loads": [{"part": one.part, "kind": one.kind, "target": one.target} for one in found.loads],
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
            for c in found.clauses
        ],
        "counts": found.counts,
    }
