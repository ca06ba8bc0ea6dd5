# SPDX-License-Identifier: Apache-2.0
"""general-rule-repeated: a clause says again what already holds for the whole annex.

Catches the phrases of the list `repeated-rules` in the requirement, the proof and the remedy of a clause: the general
rule on equivalents accepts equivalent proof everywhere, and the clause on remedies makes each duty not met in time a
missed duty. Repeated in each clause, such words make an annex longer and suggest that the rule does not hold where
they are left out. General rules are not searched.

Passes:  certificate = "Report of an independent auditor on the log."
Passes:  certificate = "Entry in the public register of the scheme, or equivalent."
Fails:   certificate = "Report of an independent auditor on the log, or equivalent proof."

Take the words out; write a remedy only where it differs from that of the clause on remedies.
"""

from collections.abc import Iterator

from tenderkit.lint.catalogue import Catalogue, Fault
from tenderkit.lint.phrases import Phrases

SEVERITY = "warn"


def check(catalogue: Catalogue) -> Iterator[Fault]:
    """Find the clauses that repeat a rule on proof or remedies that holds for the whole annex."""
    repeated = Phrases(catalogue, "repeated-rules")
    for wording in catalogue.contract_texts:
        if wording.clause.kind == "general-rule" or wording.field not in ("requirement", "verification", "remedy"):
            continue
        if phrase := repeated[wording.language].find(wording.text):
            message = f"“{phrase}” repeats what holds for the whole annex"
            yield Fault(message, "Take the words out.", catalogue.place(wording))
