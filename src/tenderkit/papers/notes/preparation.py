# SPDX-License-Identifier: Apache-2.0
"""The steps of the contracting authority before it publishes the annex, as a list to tick off."""

from tenderkit.library.clause import SourceRef
from tenderkit.papers.annex.context import Context
from tenderkit.papers.blocks import Heading, Paragraph, Removable, Table


def compose_preparation(context: Context) -> tuple[Removable, ...]:
    """Return the table of what the authority does before publication; empty if no step fits the purchase."""
    text, language = context.text, context.language
    rows = []
    for step in context.preparation:
        advice = [name_lots(context, language.words(a.text), lots) for a, lots in step.advice]
        cited = [_cite_source(context, source) for source in step.sources]
        if cited:
            advice.append(text("before.sources", list=text("formats.joint").join(cited)))
        title, output = language.words(step.step.title), language.words(step.step.output)
        rows.append((text("before.box"), title, " ".join(advice), output))
    if not rows:
        return ()
    head = tuple(text(f"before.{key}") for key in ("done", "step", "what", "output"))
    blocks = (
        Heading(text("before.title"), 1),
        Paragraph(text("before.intro"), style="note"),
        Table(text("before.title"), head, tuple(rows), (8, 18, 56, 18)),
    )
    return (Removable("tk:before-you-publish", text("before.title"), blocks),)


def name_lots(context: Context, words: str, numbers: tuple[int, ...]) -> str:
    """Return a text with the names of lots in front: `Lot 1 and Lot 3: …`.

    A text that applies to all lots is returned unchanged. Parameters: `words`, the text; `numbers`, the numbers of
    the lots to which the text applies.
    """
    if len(numbers) == len(context.lots):
        return words
    lots = context.language.listing([context.text("lot.number", number=number) for number in numbers])
    return context.text("before.for-lots", lots=lots, text=words)


def _cite_source(context: Context, source: SourceRef) -> str:
    cited = context.cite_source(source.id, source.clause)
    return context.text("sources.topic", cite=cited) if source.mark == "T" else cited
