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
    sentence that names the parts of the annex that are accepted, by the numbers of their sections.
    """

    number: str
    title: str
    covers: str


def describe_acceptance(context: Context) -> Acceptance | None:
    """Return what a tenderer accepts in one answer; None if no lot has a contract performance clause."""
    text = context.text
    if not any(clause.clause.is_accepted for lot in context.lots for clause in lot.clauses):
        return None
    parts = [text("acceptance.general")] if context.general.clauses else []
    printed = [clause for clause in context.printed if clause.clause.is_accepted and clause.printed_in != "general"]
    if sections := dict.fromkeys(clause.number.rpartition(".")[0] for clause in printed):
        parts.append(text("acceptance.clauses", sections=context.language.listing(list(sections))))
    rule = next((rule for rule in context.general.clauses if rule.clause.id == ACCEPTANCE_RULE), None)
    number, title = (rule.number, rule.title) if rule else ("", text("acceptance.title"))
    covers = "acceptance.covers-lots" if len(context.lots) > 1 else "acceptance.covers"
    return Acceptance(number, title, text(covers, parts=context.language.listing(parts)))
