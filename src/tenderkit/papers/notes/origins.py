# SPDX-License-Identifier: Apache-2.0
"""Why each clause is in the annex, and the origin of every value that appears in it."""

from tenderkit.papers.annex.context import Context
from tenderkit.papers.annex.sources import cite_sources
from tenderkit.papers.blocks import Block, Heading, Paragraph, Table
from tenderkit.papers.clause_text import PrintedClause, PrintedValue, describe_origin
from tenderkit.selection.reasons import format_reason, keep_named_clauses


def compose_origins(context: Context) -> tuple[Block, ...]:
    """Return the table of the values of clauses with their origins, then the reasons with their clauses.

    Clauses of several lots with the same values share a row; a clause without values has none.
    """
    text = context.text
    clauses: dict[tuple[str, ...], list[PrintedClause]] = {}
    for clause in context.selected:
        if values := _list_values(context, clause):
            clauses.setdefault((clause.number, clause.title, "\n".join(values)), []).append(clause)
    rows = tuple(
        (text("numbers.name", number=number, title=title), values)
        for number, title, values in context.name_lots_of_rows(clauses)
    )
    head = text("numbers.clause"), text("numbers.values")
    heading, reasons = Heading(text("numbers.title"), 1), _list_reasons(context)
    if not rows:
        return (heading, *reasons)
    table = Table(text("numbers.title"), head, rows, (24, 76), tall=True, small=True)
    return (heading, Paragraph(text("numbers.intro"), style="note"), table, *reasons)


def _list_reasons(context: Context) -> list[Paragraph]:
    """Return a paragraph for each reason why clauses are in, with the numbers of the clauses."""
    text = context.text
    clauses: dict[tuple[str, ...], list[PrintedClause]] = {}
    for clause in context.selected:
        printed = (*clause.requirement, *clause.verification.values(), clause.remedy)
        decision = keep_named_clauses(clause.pick.decision, printed, context.library)
        reason = format_reason(decision, clause.pick.facts, context.library, context.language)
        clauses.setdefault((clause.number, "", reason), []).append(clause)
    numbers: dict[str, list[str]] = {}
    for number, lots, reason in context.name_lots_of_rows(clauses):
        numbers.setdefault(reason, []).append(number + lots)
    return [
        Paragraph(
            text("formats.lead", text=context.language.listing(listed)),
            text("numbers.lead", reason=(reason[:1].upper() + reason[1:]).removesuffix(".")),
        )
        for reason, listed in numbers.items()
    ]


def _list_values(context: Context, clause: PrintedClause) -> list[str]:
    """Return a line for each value that a clause prints, with its origin, and one with the models for its text."""
    lines = []
    for value in clause.values:
        name = value.title
        if value.categories:
            name += context.text("gaps.for", categories=context.list_categories(value.categories))
        origin = _describe_origin(context, clause, value)
        if origin == context.text("origins.proposed"):
            # The introduction says that a value without a remark is a proposal.
            basis = clause.clause.parameters[value.name].basis
            origin = context.text("origins.proposed-basis", basis=basis) if basis else ""
        key = "numbers.line" if origin else "numbers.line-proposed"
        lines.append(context.text(key, name=name, value=_format_as_printed(clause, value), origin=origin))
    if models := cite_sources(context, clause, models=True):
        lines.append(context.text("numbers.models", list=models))
    return lines


def _format_as_printed(clause: PrintedClause, value: PrintedValue) -> str:
    """Return a value with the event from which a time is counted, or without it where the clause words it itself."""
    words = " ".join((clause.title, *clause.requirement, *clause.verification.values(), clause.remedy))
    anchor = value.text.removeprefix(value.amount).strip()
    return value.text if anchor and anchor in words else value.amount


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
