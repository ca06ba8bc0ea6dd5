# SPDX-License-Identifier: Apache-2.0
"""The response form as a separate paper: the tables that a tenderer fills in, without the rest of the annex."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from tenderkit.papers.annex.annex import Annex
from tenderkit.papers.blocks import Block, Heading, Paragraph, Table, Wide
from tenderkit.papers.paper import Paper


def compose_response_form(annex: Annex, *, protected: bool = False) -> Paper:
    """Compose the response form as a paper of its own, with the same fields as the form in the annex.

    Parameters: `protected`, whether only the fields can be changed. The sheets that a tenderer copies for each model
    are never protected, because no word processor copies a table on a protected page.
    """
    t = annex.language.text
    first: tuple[Block, ...] = (Heading(t("response.answers"), 1), Paragraph(t("response.intro")))
    runs = list(_split_runs(annex.form)) if protected else [(False, annex.form)]
    (open_, blocks), *others = runs
    forms = [Wide((*first, *blocks), open=open_), *(Wide(blocks, open=open_) for open_, blocks in others)]
    return Paper(
        selection=annex.selection,
        purchase_digest=annex.purchase_digest,
        language=annex.language,
        title=t("response.title"),
        subtitle=annex.subtitle,
        cover=annex.cover,
        blocks=(*_explain_use(annex, protected), *forms, *annex.evidence),
        gaps=annex.gaps,
        fields=annex.fields,
        protected=protected,
    )


def _explain_use(annex: Annex, protected: bool) -> Iterator[Block]:
    """Yield the heading and the paragraphs that explain how to fill in the form."""
    t = annex.language.text
    yield Heading(t("response.how"), 1)
    keys = ["fields", "clauses"]
    if len(annex.lots) > 1:
        keys.append("lots")
    if any(field.copied for field in annex.fields):
        keys.append("copies")
    keys.append("save")
    if protected:
        keys.append("protected")
    for key in keys:
        yield Paragraph(
            t(f"response.how-{key}", annex=annex.title), t("formats.lead", text=t(f"response.how-{key}-lead"))
        )


def _split_runs(blocks: Sequence[Block]) -> Iterator[tuple[bool, tuple[Block, ...]]]:
    """Split a form into groups of blocks: sheets that a tenderer copies for each model, and all other blocks.

    Each group begins at a heading. Yields pairs: whether the tenderer copies the group, and its blocks.
    """
    starts = [0, *(n for n, block in enumerate(blocks) if n and isinstance(block, Heading)), len(blocks)]
    copied, inside = False, 0
    for start, end in pairwise(starts):
        is_copied = any(isinstance(block, Table) and block.copied for block in blocks[start:end])
        if is_copied != copied and start > inside:
            yield copied, tuple(blocks[inside:start])
            inside = start
        copied = is_copied
    yield copied, tuple(blocks[inside:])
