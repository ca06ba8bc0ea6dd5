# SPDX-License-Identifier: Apache-2.0
"""The definitions of an annex: only the terms and sentences that its clauses, the response form and its lots need."""

from collections.abc import Sequence

from tenderkit.library.language import LotKind
from tenderkit.papers.annex.context import Context
from tenderkit.papers.blocks import Block, ClauseBlock, Heading, Paragraph, list_texts


def list_lot_kinds(context: Context) -> list[LotKind]:
    """Return what the definitions ask of each lot."""
    return [
        LotKind(
            lot.part.facts.acquisition,
            old_units=lot.part.facts.has_returns,
            estimates=lot.part.lot is not None and lot.part.lot.quantity_basis != "fixed",
        )
        for lot in context.lots
    ]


def compose_definitions(context: Context, blocks: Sequence[Block], form: Sequence[Block]) -> tuple[Block, ...]:
    """Return the definitions of the terms that occur in the clauses and the form; empty if no term occurs.

    Parameters: `blocks`, the parts of the annex with clauses; `form`, the tables of the response form.
    """
    text = context.text
    # Only clauses and the form use the defined terms; "acquisition model" is not the model of a device.
    published = " ".join(list_texts([*(block for block in blocks if isinstance(block, ClauseBlock)), *form]))
    terms = context.language.frame.definitions.values()
    used = [term for term in terms if term.occurs_in(published)]
    lots = list_lot_kinds(context)
    # A definition may use a term that is itself defined.
    meanings = " ".join(term.write(lots, published) for term in used)
    used = [term for term in terms if term in used or term.occurs_in(meanings)]
    if not used:
        return ()
    return (
        Heading(text("definitions.title"), 1),
        Paragraph(text("definitions.intro"), style="note"),
        *(Paragraph(term.write(lots, published), text("formats.lead", text=term.term)) for term in used),
    )
