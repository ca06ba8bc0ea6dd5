# SPDX-License-Identifier: Apache-2.0
"""The page on how to use the annex: the purpose of each part, who is bound by the part, the effort for tenderers."""

from tenderkit.papers.annex.context import Context, is_in_english
from tenderkit.papers.blocks import Block, Heading, Paragraph, Removable, Table
from tenderkit.papers.effort import describe_effort

_COLUMNS = ("part", "belongs", "who")
_PARTS = ("rules", "selection", "specification", "award", "performance", "reporting", "response", "notes")


def compose_how_to_use(context: Context) -> Removable:
    """Return the page that explains the annex to the authority, which removes it before publication."""
    text = context.text
    head = tuple(text(f"use.{column}") for column in _COLUMNS)
    rows = tuple(tuple(text(f"use.{part}-{column}") for column in _COLUMNS) for part in _PARTS)
    effort = " ".join(describe_effort(context.effort, context.language))
    blocks = (
        Heading(text("use.title"), 1, page_break=True),
        Paragraph(text("use.what")),
        Paragraph(text("use.advice")),
        *_list_english_clauses(context),
        Paragraph(text("use.steps")),
        Paragraph(effort, text("burden.title")),
        Table(text("use.caption"), head, rows, (26, 48, 26)),
    )
    return Removable("tk:how-to-use", text("use.title"), blocks)


def _list_english_clauses(context: Context) -> tuple[Block, ...]:
    """Return a paragraph with the numbers of the clauses that appear in English in an annex in another language.

    The result is empty if there is no such clause.
    """
    numbers = [clause.number for clause in context.printed if is_in_english(context.library, clause)]
    if not numbers:
        return ()
    return (Paragraph(context.text("use.untranslated", list=context.language.listing(numbers))),)
