# SPDX-License-Identifier: Apache-2.0
"""What the contracting authority settles where a contractor holds storage media with personal data."""

from tenderkit.papers.annex.context import Context
from tenderkit.papers.blocks import Block, Heading, Paragraph

# The clause on the processing of personal data by the contractor.
_PROCESSOR_TERMS = "processor-terms"


def compose_data_protection(context: Context) -> tuple[Block, ...]:
    """Return the advice on data protection; empty if no clause sets terms for the processing of personal data."""
    text = context.text
    number = next((c.number for c in context.selected if c.clause.id == _PROCESSOR_TERMS), None)
    if number is None:
        return ()
    return (
        Heading(text("data-protection.title"), 1),
        Paragraph(text("data-protection.intro", number=number), style="note"),
        *(
            Paragraph(
                text(f"data-protection.{key}", number=number),
                text("formats.lead", text=text(f"data-protection.{key}-lead")),
            )
            for key in ("controller", "terms", "officer")
        ),
    )
