# SPDX-License-Identifier: Apache-2.0
"""What differs between two purchases, annexes or libraries, as one HTML page with old and new side by side."""

from collections.abc import Iterator
from html import escape

from tenderkit.checks.documents.word_changes import BREAK, Passage
from tenderkit.compare.difference import ClauseDifference, StateDifference, ValueMove
from tenderkit.findings import escape_controls
from tenderkit.formats.text.changes import separate_gaps
from tenderkit.formats.text.differences.lines import name_clause, name_part, summarize

_CSS = """\
body { font: 1rem/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 80rem; padding: 0 1rem; color: #1a1a1a; }
table { border-collapse: collapse; width: 100%; table-layout: fixed; margin: .5rem 0 1.5rem; }
th, td { border: 1px solid #999; padding: .5rem; text-align: start; vertical-align: top; overflow-wrap: anywhere; }
del { background: #fbd9d9; } ins { background: #d6f2d6; }
@media print { body { max-width: none; } tr { break-inside: avoid; } }
"""


def render_html(difference: StateDifference) -> str:
    """Return what differs as one HTML page that loads no other file: deleted words left, inserted words right."""
    title = _escape(summarize(difference))
    body = "\n".join(_list_blocks(difference))
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>\n{_CSS}</style>\n</head>\n<body>\n<h1>{title}</h1>\n{body}\n</body>\n</html>\n"
    )


def _escape(text: str) -> str:
    return escape(escape_controls(text))


def _list_blocks(difference: StateDifference) -> Iterator[str]:
    if difference.answers:
        yield "<h2>Answers</h2>" + _render_table(difference, list(map(_render_move, difference.answers)))
    if any(difference.demands):
        cells = ("".join(f"<p>{_escape(text)}</p>" for text in texts) for texts in difference.demands)
        yield "<h2>Law at the launch</h2>" + _render_table(difference, [(next(cells), next(cells))])
    for part in difference.parts:
        if difference.new.kind != "library":
            name = name_part(part)
            yield f"<h2>{_escape(name[0].upper() + name[1:])}</h2>"
        yield from (_render_clause(difference, clause) for clause in part.clauses)


def _render_clause(difference: StateDifference, clause: ClauseDifference) -> str:
    name = name_clause(clause)
    heading = f'<h3 id="{_escape(clause.id)}">{_escape(name[0].upper() + name[1:])}</h3>'
    why = "".join(f"<p>Why: {_escape(reason)}</p>" for reason in clause.reasons)
    rows = [*map(_render_passage, clause.passages), *map(_render_move, (*clause.values, *clause.rules))]
    if clause.old is None and clause.new is not None:
        rows = [("", f'<p dir="auto"><ins>{_escape(text)}</ins></p>') for text in clause.new.paragraphs]
    elif clause.new is None and clause.old is not None:
        rows = [(f'<p dir="auto"><del>{_escape(text)}</del></p>', "") for text in clause.old.paragraphs]
    return f"{heading}\n{why}\n{_render_table(difference, rows)}"


def _render_table(difference: StateDifference, rows: list[tuple[str, str]]) -> str:
    head = "".join(f'<th scope="col">{_escape(side.name)}</th>' for side in (difference.old, difference.new))
    body = "\n".join(f"<tr><td>{old}</td><td>{new}</td></tr>" for old, new in rows)
    return f"<table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{body}\n</tbody>\n</table>"


def _render_passage(passage: Passage) -> tuple[str, str]:
    """Return the two cells of a passage: the old words with what was deleted, the new ones with what was inserted."""
    cells = []
    for kind, tag in (("deleted", "del"), ("inserted", "ins")):
        side = tuple(piece for piece in passage.pieces if piece.kind in ("same", kind))
        words = "".join(
            (_escape(piece.text) if piece.kind == "same" else f"<{tag}>{_escape(piece.text)}</{tag}>") + gap
            for piece, gap in separate_gaps(side)
        )
        cells.append(f'<p dir="auto">{words.replace(f" {BREAK} ", "<br>")}</p>')
    return cells[0], cells[1]


def _render_move(move: ValueMove) -> tuple[str, str]:
    name = f"{move.name} ({'; '.join(move.holds_for)})" if move.holds_for else move.name
    origin = f" ({_escape(move.origin)})" if move.origin else ""
    old = f"<del>{_escape(move.old)}</del>" if move.old else "none"
    new = f"<ins>{_escape(move.new)}</ins>" if move.new else "none"
    return f"{_escape(name)}: {old}", f"{_escape(name)}: {new}{origin}"
