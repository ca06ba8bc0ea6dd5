# SPDX-License-Identifier: Apache-2.0
"""What differs between two purchases, annexes or libraries: as text, as Markdown, and as JSON data."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from tenderkit.checks.documents.word_changes import Piece, WordComparison
from tenderkit.compare.difference import ClauseDifference, PartDifference, StateDifference, ValueMove
from tenderkit.findings import escape_controls
from tenderkit.formats.text.changes import ChangeLine, render_lines, shorten_pieces, split_pieces
from tenderkit.frozen import frozen_dataclass

# The signs of a line of text.
WIDTH = 100
# Where there was, or is, no value; `none` is an answer.
NOT_SET = "not set"
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


_COMPARED = {
    "purchase": "Compared: the answers, and the clauses as the annex prints them, with their values and points.",
    "annex": "Compared: the words of the clauses as they are now, and the values, points and answers that the files "
    "record. Answers that no published paper shows, such as the estimated value, are not among them.",
    "library": "Compared: the texts of the clauses, the values that they propose, and their rules.",
}


def describe_scope(difference: StateDifference) -> str:
    """Return what was compared, as a sentence."""
    return _COMPARED[difference.new.kind]


def name_part(part: PartDifference) -> str:
    """Return the name of a part: `lot 2 “Displays”`, `general rules`."""
    fate = "" if part.fate == "changed" else f", {part.fate}"
    was = f", lot {part.was} before" if part.was not in (0, part.number) else ""
    return f"lot {part.number} “{part.title}”{fate or was}" if part.number else f"general rules{fate}"


@frozen_dataclass
class ClauseGroup:
    """Clauses below one heading: a lot, the general rules, or a theme of a library.

    `points`: the weights that moved of award criteria that are no clause.
    """

    heading: str
    clauses: tuple[ClauseDifference, ...]
    points: tuple[ValueMove, ...] = ()


def group_clauses(difference: StateDifference) -> Iterator[ClauseGroup]:
    """Yield the clauses that differ in groups; those of a library by theme."""
    if difference.new.kind != "library":
        for part in difference.parts:
            yield ClauseGroup(name_part(part), part.clauses, part.points)
        return
    theme_of = {**difference.old.themes, **difference.new.themes}
    themes: dict[str, list[ClauseDifference]] = {theme: [] for theme in theme_of.values()}
    for clause in (clause for part in difference.parts for clause in part.clauses):
        themes.setdefault(theme_of.get(clause.id, "other clauses"), []).append(clause)
    yield from (ClauseGroup(theme, tuple(some)) for theme, some in themes.items() if some)


def name_clause(clause: ClauseDifference) -> str:
    """Return what became of a clause: `changed: Spare parts (spare-parts), version 2 → 3`."""
    versions = ""
    if clause.old and clause.new and clause.old.version != clause.new.version:
        versions = f", version {clause.old.version} → {clause.new.version}"
    return f"{clause.fate}: {clause.title} ({clause.id}){versions}"


def name_value(move: ValueMove, difference: StateDifference, clause: ClauseDifference) -> str:
    """Return the name of a value, with what it holds for: `years of parts (parts-years), for laptop`."""
    title = difference.find_title(clause.id, move.name)
    places = f", for {' and for '.join(move.holds_for)}" if move.holds_for else ""
    return f"{title} ({move.name}){places}" if title else f"{move.name}{places}"


def describe_move(move: ValueMove, name: str = "") -> str:
    """Return how a value moved: `parts-years: 5 years → 7 years; the law asks for it: …`.

    Parameters: `name`, in place of that of the value.
    """
    origin = f"; {move.origin}" if move.origin else ""
    return f"{name or move.name}: {move.old or NOT_SET} → {move.new or NOT_SET}{origin}"


def list_details(difference: StateDifference, clause: ClauseDifference) -> Iterator[str]:
    """Yield the values and the rules of a clause that moved, and why."""
    for move in clause.values:
        yield f"value {describe_move(move, name_value(move, difference, clause))}"
    yield from (f"rule {describe_move(move)}" for move in clause.rules)
    yield from (f"why: {reason}" for reason in clause.reasons)


def list_demands(difference: StateDifference) -> Iterator[tuple[str, tuple[Piece, ...]]]:
    """Yield what the law asks no more, asks now, and what changed in it: a word for it, and its words."""
    words = WordComparison()
    for old, new in difference.demand_pairs:
        if old and new:
            yield from (("changed", changed.pieces) for changed in words.compare([old], [new]))
        else:
            yield ("no longer" if old else "now"), (Piece("same", old or new),)


def list_lines(difference: StateDifference) -> Iterator[ChangeLine]:
    """Yield the lines that tell what differs."""
    yield ChangeLine(summarize(difference), level=0)
    if difference.is_empty:
        return
    yield ChangeLine(describe_scope(difference), level=1)
    if difference.answers:
        yield ChangeLine("answers", level=1)
        yield from (ChangeLine(describe_move(move)) for move in difference.answers)
    if any(difference.demands):
        yield ChangeLine("law at launch and delivery, beyond the annex", level=1)
        yield from (ChangeLine(word, pieces) for word, pieces in list_demands(difference))
    yield from list_clause_lines(difference)


def list_clause_lines(difference: StateDifference) -> Iterator[ChangeLine]:
    """Yield the lines that tell which clauses differ, and how."""
    for group in group_clauses(difference):
        yield ChangeLine(group.heading, level=1)
        yield from (ChangeLine(f"points of {describe_move(move)}") for move in group.points)
        for clause in group.clauses:
            yield ChangeLine(name_clause(clause))
            for pieces in _list_pieces(clause):
                yield ChangeLine("", shorten_pieces(pieces), level=3)
            yield from (ChangeLine(text, level=3) for text in list_details(difference, clause))


def _list_pieces(clause: ClauseDifference) -> Iterator[tuple[Piece, ...]]:
    for changed in clause.changed_texts:
        yield from (some for some in split_pieces(changed.pieces) if any(piece.text for piece in some))


def render(difference: StateDifference) -> str:
    """Return what differs as text: deleted words in `[-…-]`, inserted words in `{+…+}`."""
    return render_lines(list_lines(difference), WIDTH)


def render_markdown(difference: StateDifference) -> str:
    """Return what differs as Markdown: deleted words struck through, inserted words in bold."""
    lines = [f"# {_escape(summarize(difference))}"]
    if not difference.is_empty:
        lines.append(_escape(describe_scope(difference)))
    if difference.answers:
        lines += ["## Answers", _list_items(describe_move(move) for move in difference.answers)]
    if any(difference.demands):
        demands = (f"- {word}: {_mark_pieces(pieces)}" for word, pieces in list_demands(difference))
        lines += ["## Law at launch and delivery, beyond the annex", "\n".join(demands)]
    for group in group_clauses(difference):
        lines.append(f"## {_escape(_capitalize(group.heading))}")
        if group.points:
            lines.append(_list_items(f"points of {describe_move(move)}" for move in group.points))
        for clause in group.clauses:
            lines.append(f"### {_escape(_capitalize(name_clause(clause)))}")
            lines += [_mark_pieces(shorten_pieces(pieces)) for pieces in _list_pieces(clause)]
            if details := list(list_details(difference, clause)):
                lines.append(_list_items(details))
    return "\n\n".join(lines) + "\n"


def _capitalize(text: str) -> str:
    return text[0].upper() + text[1:]


def _list_items(texts: Iterable[str]) -> str:
    return "\n".join(f"- {_escape(_capitalize(text))}" for text in texts)


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
                "points": [
                    {"name": move.name, "old": move.old or None, "new": move.new or None} for move in part.points
                ],
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
                "pieces": [{"kind": piece.kind, "text": piece.text} for piece in changed.pieces],
                "numbers": [{"old": old, "new": new} for old, new in changed.numbers],
            }
            for changed in clause.changed_texts
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
