# SPDX-License-Identifier: Apache-2.0
"""What differs between two purchases, annexes or libraries, as one HTML page with old and new side by side."""

from collections.abc import Iterator
from html import escape

from tenderkit.checks.documents.word_changes import BREAK, Piece
from tenderkit.compare.difference import ClauseDifference, StateDifference, ValueMove
from tenderkit.findings import escape_controls
from tenderkit.formats.text.changes import separate_gaps
from tenderkit.formats.text.differences.lines import (
    NOT_SET,
    ClauseGroup,
    describe_scope,
    group_clauses,
    list_demands,
    name_clause,
    name_value,
    summarize,
)

_CSS = """\
body { font: 1rem/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 80rem; padding: 0 1rem; color: #1a1a1a; }
table { border-collapse: collapse; width: 100%; table-layout: fixed; margin: .5rem 0 1.5rem; }
th, td { border: 1px solid #999; padding: .5rem; text-align: start; vertical-align: top; overflow-wrap: anywhere; }
del { background: #fbd9d9; } ins { background: #d6f2d6; }
nav ol { columns: 2 28rem; }
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


def _capitalize(text: str) -> str:
    return _escape(text[0].upper() + text[1:])


def _list_blocks(difference: StateDifference) -> Iterator[str]:
    if difference.is_empty:
        return
    groups = list(group_clauses(difference))
    yield f"<p>{_escape(describe_scope(difference))}</p>"
    yield from _list_contents(groups)
    if difference.answers:
        rows = [_render_move(move, move.name) for move in difference.answers]
        yield "<h2>Answers</h2>" + _render_table(difference, rows)
    if any(difference.demands):
        cells = [_render_pieces(pieces) for _, pieces in list_demands(difference)]
        kinds = [word for word, _ in list_demands(difference)]
        rows = [
            ("" if kind == "now" else old, "" if kind == "no longer" else new)
            for kind, (old, new) in zip(kinds, cells, strict=True)
        ]
        yield "<h2>Law at launch and delivery, beyond the annex</h2>" + _render_table(difference, rows)
    for number, group in enumerate(groups, 1):
        yield f'<h2 id="group-{number}">{_capitalize(group.heading)}</h2>'
        if group.points:
            rows = [_render_move(move, f"points of {move.name}") for move in group.points]
            yield _render_table(difference, rows)
        yield from (_render_clause(difference, clause, number) for clause in group.clauses)


def _list_contents(groups: list[ClauseGroup]) -> Iterator[str]:
    """Yield the list of contents, with a link to each clause."""
    if not groups:
        return
    yield "<nav>\n<h2>Contents</h2>\n<ul>"
    for number, group in enumerate(groups, 1):
        clauses = "".join(
            f'\n<li><a href="#{_name_anchor(clause, number)}">{_capitalize(name_clause(clause))}</a></li>'
            for clause in group.clauses
        )
        inner = f"\n<ol>{clauses}\n</ol>" if clauses else ""
        yield f'<li><a href="#group-{number}">{_capitalize(group.heading)}</a>{inner}</li>'
    yield "</ul>\n</nav>"


def _name_anchor(clause: ClauseDifference, group: int) -> str:
    """Return the name of the place of a clause in the page: in several lots it is there several times."""
    return _escape(f"{clause.id}-{group}")


def _render_clause(difference: StateDifference, clause: ClauseDifference, group: int) -> str:
    heading = f'<h3 id="{_name_anchor(clause, group)}">{_capitalize(name_clause(clause))}</h3>'
    why = "".join(f"<p>Why: {_escape(reason)}</p>" for reason in clause.reasons)
    rows = [_render_pieces(changed.pieces) for changed in clause.changed_texts]
    rows += [_render_move(move, name_value(move, difference, clause)) for move in clause.values]
    rows += [_render_move(move, f"rule {move.name}") for move in clause.rules]
    if clause.old is None and clause.new is not None:
        rows = [("", f'<p dir="auto"><ins>{_escape(text)}</ins></p>') for text in clause.new.paragraphs]
    elif clause.new is None and clause.old is not None:
        rows = [(f'<p dir="auto"><del>{_escape(text)}</del></p>', "") for text in clause.old.paragraphs]
    return f"{heading}\n{why}\n{_render_table(difference, rows) if rows else ''}"


def _render_table(difference: StateDifference, rows: list[tuple[str, str]]) -> str:
    head = "".join(f'<th scope="col">{_escape(side.name)}</th>' for side in (difference.old, difference.new))
    body = "\n".join(f"<tr><td>{old}</td><td>{new}</td></tr>" for old, new in rows)
    return f"<table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{body}\n</tbody>\n</table>"


def _render_pieces(pieces: tuple[Piece, ...]) -> tuple[str, str]:
    """Return the cells of a changed text: the old words with what was deleted, the new with what was inserted."""
    cells = []
    for kind, tag in (("deleted", "del"), ("inserted", "ins")):
        side = tuple(piece for piece in pieces if piece.kind in ("same", kind))
        words = "".join(
            (_escape(piece.text) if piece.kind == "same" else f"<{tag}>{_escape(piece.text)}</{tag}>") + gap
            for piece, gap in separate_gaps(side)
        )
        cells.append(f'<p dir="auto">{words.replace(f" {BREAK} ", "<br>")}</p>' if words else "")
    return cells[0], cells[1]


def _render_move(move: ValueMove, name: str) -> tuple[str, str]:
    """Return the two cells of a value that moved. Parameters: `name`, that of the value."""
    origin = f" ({_escape(move.origin)})" if move.origin else ""
    old = f"<del>{_escape(move.old)}</del>" if move.old else NOT_SET
    new = f"<ins>{_escape(move.new)}</ins>" if move.new else NOT_SET
    return f"{_escape(name)}: {old}", f"{_escape(name)}: {new}{origin}"
