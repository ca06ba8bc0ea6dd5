# SPDX-License-Identifier: Apache-2.0
"""clause-not-applicable: an included clause is for lots of another kind.

An inclusion overrides the conditions of a clause other than its categories. Catches one whose conditions do not
hold for the lot, for example on old equipment, term, data or place; the finding names them. Its text may speak of
things that the lot does not have. Acquisition models are a rule of their own, `ownership-model-clash`.

Passes:  [[included]] clause = "spare-units", in a purchase of laptops
Fails:   [[included]] clause = "encryption-by-default", in a lot without personal data

Take it out, or accept the finding with what the clause is for in this lot.
"""

from collections.abc import Iterator
from dataclasses import replace

from tenderkit.checks.checked_purchase import CheckedPurchase
from tenderkit.findings import Place
from tenderkit.library.condition import list_words, trace_condition
from tenderkit.lint.catalogue import Fault

SEVERITY = "warn"
# Another rule tests these models; size and level are what an inclusion is for.
_OTHERS = ("acquisition", "proportionality")


def find_faults(checked: CheckedPurchase) -> Iterator[Fault]:
    """Find the included clauses whose conditions do not hold for their lot."""
    for part, _ in checked.lots:
        present = frozenset(pick.clause.id for pick in part.picks)
        for pick in part.picks:
            if pick.decision.rule != "included":
                continue
            trace = trace_condition(pick.clause.applies, replace(pick.facts, present_clauses=present), skip=_OTHERS)
            if not trace.holds:
                lines = ", ".join(f"{key} = {_describe(value)}" for key, value in trace.lines.items())
                place = Place(key="included", lot=part.number, clause=pick.clause.id)
                yield checked.make_fault(
                    "clause-not-applicable", place, clause=pick.clause.id, conditions=lines, lot=part.number
                )


def _describe(value: object) -> str:
    words = [str(word) for word in list_words(value)]
    return " or ".join(words[:5]) + (" …" if len(words) > 5 else "")
