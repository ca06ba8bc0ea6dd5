# SPDX-License-Identifier: Apache-2.0
"""The values that appear in the clauses of the annex, each with its origin."""

from tenderkit.papers.annex.context import Context
from tenderkit.papers.blocks import Block, Heading, Paragraph, Table
from tenderkit.papers.clause_text import PrintedClause, PrintedValue, describe_origin


def compose_origins(context: Context) -> tuple[Block, ...]:
    """Return the table of all values that appear in the clauses, each with its origin."""
    text = context.text
    rows: dict[tuple[str, ...], list[PrintedClause]] = {}
    for clause in context.selected:
        for value in clause.values:
            # A value that switches its paragraphs off, or that only another variant of the clause names, does not
            # print.
            asks = clause.clause.parameters[value.name].asks
            if value.name not in clause.named or not asks(value.value.value):
                continue
            title = value.title
            if value.categories:
                title += text("gaps.for", categories=context.list_categories(value.categories))
            row = clause.number, title, value.text, _describe_origin(context, clause, value)
            rows.setdefault(row, []).append(clause)
    head = tuple(text(f"numbers.{key}") for key in ("clause", "name", "value", "origin"))
    return (
        Heading(text("numbers.title"), 2),
        Paragraph(text("numbers.intro"), style="note"),
        Table(text("numbers.title"), head, context.name_lots_of_rows(rows), (10, 30, 34, 26)),
    )


def _describe_origin(context: Context, clause: PrintedClause, printed: PrintedValue) -> str:
    """Return a text on the origin of a value, with a citation of the source.

    If a limit of law raised or lowered the value, the text also names the value before that change.
    """
    text, value = context.text, printed.value
    origin = describe_origin(context.library, clause.clause, value, context.language)
    if value.source:
        cited = context.cite_source(value.source, value.clause)
        origin = text("origins.with-source", origin=origin, cite=cited)
    if value.moved_from is not None:
        origin += text("origins.moved", value=context.language.plain_value(value.moved_from))
    if value.value is None and value.limit:
        cited = context.cite_source(value.limit.source, value.limit.clause)
        origin = text("origins.with-source", origin=origin, cite=cited)
    return origin
