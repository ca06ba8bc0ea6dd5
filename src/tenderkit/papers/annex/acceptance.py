# SPDX-License-Identifier: Apache-2.0
"""The acceptance of the contract performance clauses: one answer of the tenderer for all of them.

A general rule of the annex says what follows from the answer.
"""

from tenderkit.frozen import frozen_dataclass
from tenderkit.papers.annex.context import Context
from tenderkit.papers.form_fields import ACCEPTANCE_RULE


@frozen_dataclass
class Acceptance:
    """What a tenderer accepts in one answer.

    `number` is the number of the general rule on the acceptance, empty if the annex has no such rule; `covers` is the
    sentence that names the parts of the annex that are accepted.
    """

    number: str
    title: str
    covers: str


def describe_acceptance(context: Context) -> Acceptance | None:
    """Return what a tenderer accepts in one answer; None if no lot has a contract performance clause."""
    text = context.text
    accepted = [clause for lot in context.lots for clause in lot.clauses if clause.clause.is_accepted]
    if not accepted:
        return None
    sections = sorted({clause.clause.section for clause in accepted})
    titles = context.language.listing([text("formats.quote", text=text(f"sections.{n}")) for n in sections])
    parts = [text("acceptance.lots" if len(context.lots) > 1 else "acceptance.lot", sections=titles)]
    if any(clause.printed_in == "common" for clause in accepted):
        parts.insert(0, text("acceptance.common"))
    if context.general.clauses:
        parts.insert(0, text("acceptance.general"))
    rule = next((rule for rule in context.general.clauses if rule.clause.id == ACCEPTANCE_RULE), None)
    number, title = (rule.number, rule.title) if rule else ("", text("acceptance.title"))
    return Acceptance(number, title, text("acceptance.covers", parts=context.language.listing(parts)))
