# SPDX-License-Identifier: Apache-2.0
"""Guidance for the contracting authority, clause by clause."""

from tenderkit.papers.annex.context import Context
from tenderkit.papers.blocks import Block, Heading, Paragraph


def compose_guidance(context: Context) -> tuple[Block, ...]:
    """Return the guidance for the authority on the clauses of the annex.

    Clauses with the same title and the same guidance share a paragraph; the result is empty if there is no guidance.
    """
    text = context.text
    numbers: dict[tuple[str, str], list[str]] = {}
    for clause in context.selected:
        if clause.guidance:
            known = numbers.setdefault((clause.title, clause.guidance), [])
            known += [clause.number] if clause.number not in known else []
    paragraphs = (
        Paragraph(words, text("guidance.lead", numbers=context.language.listing(of_clauses), title=title))
        for (title, words), of_clauses in numbers.items()
    )
    return (Heading(text("guidance.title"), 1), *paragraphs) if numbers else ()
