# SPDX-License-Identifier: Apache-2.0
"""What the contracting authority does first, in a few steps: from the open points to publication."""

from tenderkit.papers.annex.context import Context
from tenderkit.papers.blocks import Block, Heading, Paragraph


def compose_first_steps(context: Context, open_points: int) -> tuple[Block, ...]:
    """Return the steps in their order, numbered; steps that are already done are left out.

    Parameters: `open_points`, the number of open points.
    """
    text, number = context.text, context.language.number
    done = {"open": not open_points, "final": context.purchase.tender.status == "final"}
    values = {"count": number(open_points), "before": text("before.title"), "draft": text("cover.draft")}
    steps = [key for key in ("open", "check", "lawyer", "final", "publish") if not done.get(key)]
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
