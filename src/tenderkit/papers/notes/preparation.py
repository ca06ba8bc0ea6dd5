# SPDX-License-Identifier: Apache-2.0
"""What the contracting authority does before it publishes: a look at the effort, and steps to tick off."""

from tenderkit.library.clause import SourceRef
from tenderkit.papers.annex.context import Context
from tenderkit.papers.blocks import Block, Heading, Paragraph, Table
from tenderkit.papers.effort import describe_effort


def compose_preparation(context: Context) -> tuple[Block, ...]:
    """Return what the authority does before publication: the effort that it asks of tenderers, then its steps.

    The table of the steps is left out if no step fits the purchase. Steps that come before all others are not in it.
    """
    text, language = context.text, context.language
    rows = []
    for step in (step for step in context.preparation if not step.step.first):
        advice = [context.lead_with_lots(language.words(a.text), lots) for a, lots in step.advice]
        cited = [_cite_source(context, source) for source in step.sources]
        if cited:
            advice.append(text("before.sources", list=text("formats.joint").join(cited)))
        title, output = language.words(step.step.title), language.words(step.step.output)
        rows.append((text("before.box"), title, " ".join(advice), output))
    effort = " ".join(describe_effort(context.effort, language))
    blocks: tuple[Block, ...] = (
        Heading(text("before.title"), 1),
        Paragraph(effort, text("burden.title")),
        *_list_english_clauses(context),
    )
    if not rows:
        return blocks
    head = tuple(text(f"before.{key}") for key in ("done", "step", "what", "output"))
    return (
        *blocks,
        Paragraph(text("before.intro"), style="note"),
        Table(text("before.title"), head, tuple(rows), (7, 19, 58, 16), tall=True, small=True),
    )


def _list_english_clauses(context: Context) -> tuple[Block, ...]:
    """Return a paragraph with the numbers of the clauses that appear in English in an annex in another language.

    The result is empty if there is no such clause.
    """
    numbers = [clause.number for clause in context.printed if context.is_in_english(clause)]
    if not numbers:
        return ()
    return (Paragraph(context.text("before.untranslated", list=context.language.listing(numbers))),)


def _cite_source(context: Context, source: SourceRef) -> str:
    cited = context.cite_source(source.id, source.clause)
    return context.text("sources.topic", cite=cited) if source.mark == "T" else cited
