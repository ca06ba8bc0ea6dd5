# SPDX-License-Identifier: Apache-2.0
"""What differs between two purchases, annexes or libraries: as text, as Markdown, and as JSON data."""

import re
from collections.abc import Iterator
from typing import Any

from tenderkit.checks.documents.word_changes import Piece
from tenderkit.compare.difference import ClauseDifference, PartDifference, StateDifference, ValueMove
from tenderkit.findings import escape_controls
from tenderkit.formats.text.changes import ChangeLine, render_lines, shorten_pieces

# Signs that Markdown takes for a markup, and HTML for a tag.
_STEERING = re.compile(r"([\\`*_{}\[\]<>#|~&])")


def summarize(difference: StateDifference) -> str:
    """Return how much differs, on one line: `old.toml → new.toml: 2 clauses added, 1 withdrawn, 7 changed`."""
    names = f"{difference.old.name} → {difference.new.name}"
    if difference.is_empty:
        return f"{names}: nothing differs"
    counts = [len(difference.list_clauses(fate)) for fate in ("added", "withdrawn", "changed")]
    clauses = (
        f"{counts[0]} {'clause' if counts[0] == 1 else 'clauses'} added, {counts[1]} withdrawn, {counts[2]} changed"
    )
    count = len(difference.answers)
    return f"{names}: {clauses}" + (f"; {count} {'answer' if count == 1 else 'answers'} changed" if count else "")


def name_part(part: PartDifference) -> str:
    """Return the name of a part: `lot 2 “Displays”`, `general rules`; empty for a whole library."""
    fate = "" if part.fate == "changed" else f", {part.fate}"
    return f"lot {part.number} “{part.title}”{fate}" if part.number else f"general rules{fate}"


def name_clause(clause: ClauseDifference) -> str:
    """Return what became of a clause: `changed: Spare parts (spare-parts), version 2 → 3`."""
    versions = ""
    if clause.old and clause.new and clause.old.version != clause.new.version:
        versions = f", version {clause.old.version} → {clause.new.version}"
    return f"{clause.fate}: {clause.title} ({clause.id}){versions}"


def describe_move(move: ValueMove) -> str:
    """Return how a value moved: `parts-years (laptop): 5 years → 7 years; the law asks for it: …`."""
    places = f" ({'; '.join(move.holds_for)})" if move.holds_for else ""
    origin = f"; {move.origin}" if move.origin else ""
    return f"{move.name}{places}: {move.old or 'none'} → {move.new or 'none'}{origin}"


def describe_demands(difference: StateDifference) -> Iterator[str]:
    """Yield what the law asks no more, and what it asks now."""
    for mark, texts in zip(("no longer", "now"), difference.demands, strict=True):
        yield from (f"{mark}: {text}" for text in texts)


def list_lines(difference: StateDifference) -> Iterator[ChangeLine]:
    """Yield the lines that tell what differs."""
    yield ChangeLine(summarize(difference), level=0)
    if difference.answers:
        yield ChangeLine("answers", level=1)
        yield from (ChangeLine(describe_move(move)) for move in difference.answers)
    if any(difference.demands):
        yield ChangeLine("law at the launch", level=1)
        yield from map(ChangeLine, describe_demands(difference))
    for part in difference.parts:
        if difference.new.kind != "library":
            yield ChangeLine(name_part(part), level=1)
        for clause in part.clauses:
            yield ChangeLine(name_clause(clause))
            for pieces in _list_pieces(clause):
                yield ChangeLine("", shorten_pieces(pieces), level=3)
            yield from (ChangeLine(f"value {describe_move(move)}", level=3) for move in clause.values)
            yield from (ChangeLine(f"rule {describe_move(move)}", level=3) for move in clause.rules)
            yield from (ChangeLine(f"why: {reason}", level=3) for reason in clause.reasons)


def _list_pieces(clause: ClauseDifference) -> Iterator[tuple[Piece, ...]]:
    yield from (passage.pieces for passage in clause.passages)


def render(difference: StateDifference) -> str:
    """Return what differs as text: deleted words in `[-…-]`, inserted words in `{+…+}`."""
    return render_lines(list_lines(difference))


def render_markdown(difference: StateDifference) -> str:
    """Return what differs as Markdown: deleted words struck through, inserted words in bold."""
    lines = [f"# {_escape(summarize(difference))}"]
    if difference.answers:
        lines += ["## Answers", "\n".join(f"- {_escape(describe_move(move))}" for move in difference.answers)]
    if any(difference.demands):
        lines += ["## Law at the launch", "\n".join(f"- {_escape(text)}" for text in describe_demands(difference))]
    for part in difference.parts:
        if difference.new.kind != "library":
            name = name_part(part)
            lines.append(f"## {_escape(name[0].upper() + name[1:])}")
        for clause in part.clauses:
            name = name_clause(clause)
            lines.append(f"### {_escape(name[0].upper() + name[1:])}")
            lines += [_mark_pieces(shorten_pieces(pieces)) for pieces in _list_pieces(clause)]
            rows = [f"Value {describe_move(move)}" for move in clause.values]
            rows += [f"Rule {describe_move(move)}" for move in clause.rules]
            rows += [f"Why: {reason}" for reason in clause.reasons]
            if rows:
                lines.append("\n".join(f"- {_escape(row)}" for row in rows))
    return "\n\n".join(lines) + "\n"


def _escape(text: str) -> str:
    return _STEERING.sub(r"\\\1", escape_controls(text))


def _mark_pieces(pieces: tuple[Piece, ...]) -> str:
    marks = {"same": "", "deleted": "~~", "inserted": "**"}
    # A mark has to touch the word.
    return " ".join(
        f"{marks[piece.kind]}{_escape(piece.text.strip())}{marks[piece.kind]}"
        for piece in pieces
        if piece.text.strip()
    )


def build_data(difference: StateDifference) -> dict[str, Any]:
    """Return the data of `diff --format json`."""
    return {
        "kind": difference.new.kind,
        "old": difference.old.name,
        "new": difference.new.name,
        "answers": [
            {"key": move.name, "old": move.old or None, "new": move.new or None} for move in difference.answers
        ],
        "law": dict(zip(("old", "new"), map(list, difference.demands), strict=True)),
        "parts": [
            {
                "lot": part.number,
                "title": part.title or None,
                "fate": part.fate,
                "clauses": [_build_clause(clause) for clause in part.clauses],
            }
            for part in difference.parts
        ],
    }


def _build_clause(clause: ClauseDifference) -> dict[str, Any]:
    return {
        "id": clause.id,
        "title": clause.title,
        "fate": clause.fate,
        "versions": {
            "old": clause.old.version if clause.old else None,
            "new": clause.new.version if clause.new else None,
        },
        "words": [
            {
                "pieces": [{"kind": piece.kind, "text": piece.text} for piece in passage.pieces],
                "numbers": [{"old": old, "new": new} for old, new in passage.numbers],
            }
            for passage in clause.passages
        ],
        "values": [
            {
                "name": move.name,
                "holds-for": list(move.holds_for),
                "old": move.old or None,
                "new": move.new or None,
                "origin": move.origin or None,
            }
            for move in clause.values
        ],
        "rules": [{"name": move.name, "old": move.old or None, "new": move.new or None} for move in clause.rules],
        "reasons": list(clause.reasons),
    }
