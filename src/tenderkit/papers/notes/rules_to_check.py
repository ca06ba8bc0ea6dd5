# SPDX-License-Identifier: Apache-2.0
"""The rules of law that the contracting authority has to check, and the requirements of product law."""

from tenderkit.papers.annex.context import Context
from tenderkit.papers.blocks import Block, Heading, Paragraph, Table
from tenderkit.papers.notes.preparation import name_lots
from tenderkit.selection.legal_context import format_dated_rule


def list_rules(context: Context) -> list[tuple[str, str, str]]:
    """Return the rules and duties in the profile of the jurisdiction, each as topic, text and citation."""
    rows = []
    for rule in context.rules:
        cited = context.cite_source(rule.source, rule.clause) if rule.source else ""
        rows.append((rule.topic, rule.text, cited))
    for duty in context.duties:
        words = context.language.words(duty.text)
        words = format_dated_rule(words, duty, context.purchase.tender.launch, context.language)
        rows.append((context.text("notes.duty"), words, context.cite_source(duty.source, duty.clause)))
    return rows


def compose_rules(context: Context) -> tuple[Block, ...]:
    """Return the table of the rules and duties to check; empty if the profile of the jurisdiction has none."""
    rows = tuple(list_rules(context))
    if not rows:
        return ()
    text = context.text
    head = tuple(text(f"notes.{key}") for key in ("topic", "rule", "source"))
    return (
        Heading(text("notes.law-title"), 1),
        Paragraph(text("notes.law-intro"), style="note"),
        Table(text("notes.law-title"), head, rows, (18, 62, 20), tall=True),
    )


def compose_demands(context: Context) -> tuple[Block, ...]:
    """Return the table of what product law requires of the equipment; empty if it requires nothing."""
    if not context.demands:
        return ()
    text = context.text
    head = tuple(text(f"notes.{key}") for key in ("demand", "source"))
    rows = tuple(
        (
            name_lots(context, demand.text, demand.lots),
            context.cite_source(demand.source, demand.clause) if demand.source else "",
        )
        for demand in context.demands
    )
    return (
        Heading(text("notes.product-title"), 2),
        Paragraph(text("notes.product-intro"), style="note"),
        Table(text("notes.product-title"), head, rows, (75, 25)),
    )
