# SPDX-License-Identifier: Apache-2.0
"""example-fails: an example of a clause contradicts its conditions, or no example shows the clause applied.

Every clause carries its own tests: [[examples]] name facts and say whether the clause applies. Catches an example
that the [[applies]] blocks contradict, a clause without examples, and one without an example to which it applies. A
fact that an example does not name is unknown; a category means one unit of it, or as many as `min-quantity` or
`max-quantity` of the example says, and `min-months` or `max-months` gives the term. The clauses named by `with` are
taken to be in the annex, unless the example names some itself.

Passes:  facts = { acquisition = "purchase", categories = ["laptop"] }, applies = true, in a clause for purchases.
Fails:   the same example in a clause for leases.

Correct the example or the conditions, whichever is wrong; add an example that applies.
"""

from collections.abc import Iterator

from tenderkit.library.condition import ConditionLines, Facts, list_words, trace_condition
from tenderkit.library.library import Library
from tenderkit.lint.catalogue import Catalogue, Fault

SEVERITY = "error"


def check(catalogue: Catalogue) -> Iterator[Fault]:
    """Find the examples that contradict the conditions of their clause, and the clauses without an example."""
    for clause in catalogue.clauses:
        for number, example in enumerate(clause.examples, 1):
            result = trace_condition(clause.applies, _make_facts(example.facts, catalogue.library))
            if result.holds is not example.applies:
                failed = " and ".join(f"“{line}”" for line in result.lines)
                reason = "the conditions hold" if result.holds else f"{failed} fails in the nearest block"
                says = "applies" if example.applies else "does not apply"
                message = f"the example says that the clause {says}, but {reason}"
                place = catalogue.at(clause, f"examples.{number}")
                yield Fault(message, "Correct the example, or the conditions.", place)
        if not any(example.applies for example in clause.examples):
            message = "there is no example where the clause applies" if clause.examples else "there are no examples"
            fix = "Add an [[examples]] table with facts and applies = true."
            yield Fault(message, fix, catalogue.at(clause, "examples"))


def _make_facts(facts: ConditionLines, library: Library) -> Facts:
    """Build the facts of the lot that the key `facts` of an example describes.

    A key of the purchase file that the example does not answer has its default.
    """
    quantity = int(facts.get("min-quantity", facts.get("max-quantity", 1)))
    returns = dict.fromkeys(list_words(facts.get("return-categories", ())), quantity)
    return Facts(
        acquisition=facts.get("acquisition", ""),
        items=dict.fromkeys(list_words(facts.get("categories", ())), quantity),
        returns=returns,
        data=facts.get("data"),
        months=facts.get("min-months", facts.get("max-months")),
        has_returns=facts.get("has-returns", bool(returns)),
        own_criteria=facts.get("own-criteria", False),
        proportionality=facts.get("proportionality", "standard"),
        jurisdictions=frozenset(list_words(facts.get("jurisdictions", ()))),
        place=frozenset(list_words(facts.get("place", ()))),
        answers={id_: facts.get(id_, q.default if q.key else None) for id_, q in library.facts.items()},
        present_clauses=frozenset(list_words(facts.get("with", tuple(library.clauses)))),
        currency=facts.get("currency"),
    )
