# SPDX-License-Identifier: Apache-2.0
"""What the contracting authority does first, in a few steps: from the open points to publication."""

from tenderkit.papers.annex.context import Context
from tenderkit.papers.blocks import Block, Heading, Paragraph
from tenderkit.papers.notes.left_out import list_unanswered_questions


def compose_first_steps(context: Context, open_points: int) -> tuple[Block, ...]:
    """Return the steps in their order, numbered; steps that are already done are left out.

    Parameters: `open_points`, the number of open points.
    """
    text, number, language = context.text, context.language.number, context.language
    tender = context.purchase.tender
    questions = list_unanswered_questions(context)
    estimated = any(lot.part.lot and lot.part.lot.quantity_basis != "fixed" for lot in context.lots)
    done = {
        "open": not open_points,
        "answers": not questions,
        "quantities": not estimated,
        "language": bool(tender.country) and language.is_official_in(tender.country or ""),
        "final": tender.status == "final",
    }
    values = {
        "count": number(open_points),
        "questions": text("formats.joint").join(text("formats.quote", text=question) for question in questions),
        "close": text("left-out.title"),
        "before": text("before.title"),
        "draft": text("cover.draft"),
        "language": language.name,
    }
    order = ("open", "answers", "check", "quantities", "language", "lawyer", "final", "publish")
    steps = [key for key in order if not done.get(key)]
    return (
        Heading(text("first.title"), 1),
        *(
            Paragraph(
                text(f"first.{key}", **values),
                text("first.step", number=number(place), lead=text(f"first.{key}-lead")),
            )
            for place, key in enumerate(steps, 1)
        ),
    )
