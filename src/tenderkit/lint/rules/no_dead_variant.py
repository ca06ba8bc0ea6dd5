# SPDX-License-Identifier: Apache-2.0
"""no-dead-variant: a variant that no lot can ever print.

Catches a variant whose `when` contradicts every [[applies]] block of its clause (a variant for take-back in a clause
for purchases), and a variant behind others that hold wherever it does: the first variant that matches is printed, so
the later one never is. Its author believes that its words are in force, but no buyer ever sees them.

Passes:  variants `leased-battery` (when: lease, laptops), then `leased` (when: lease).
Fails:   variants `leased` (when: lease), then `leased-battery` (when: lease, laptops).

Put the narrower variant first, correct `when`, or take the variant out.
"""

from collections.abc import Iterator

from tenderkit.library.clause import Clause
from tenderkit.lint.catalogue import Catalogue, Fault
from tenderkit.lint.lots import Lots

SEVERITY = "warn"


def check(catalogue: Catalogue) -> Iterator[Fault]:
    """Find the variants of clauses that no annex can ever have."""
    lots = Lots(catalogue.library)
    for clause in catalogue.clauses:
        for number, (id_, variant) in enumerate(clause.variants.items()):
            place = catalogue.at(clause, f"variants.{id_}.when")
            obstacles = [lots.obstacle(block, variant.when) for block in clause.applies]
            if all(obstacles):
                message = f"the variant “{id_}” never holds where the clause applies: {obstacles[0]}"
                yield Fault(message, "Correct `when`, or take the variant out.", place)
            elif first := _name_earlier_variants(lots, clause, number):
                message = (
                    f"the variant “{id_}” is never reached: {first} holds wherever it does, and stands before it"
                )
                yield Fault(message, "Put the narrower variant first, or take one of them out.", place)


def _name_earlier_variants(lots: Lots, clause: Clause, number: int) -> str:
    """Return a text with the ids of the earlier variants that match wherever a variant matches: `“a” or “b”`.

    The text is empty if the variant matches a lot that no earlier variant matches.

    Parameters: `number`, the position of the variant in its clause, from 0.
    """
    variants = list(clause.variants.items())
    when, earlier = variants[number][1].when, variants[:number]
    taken: dict[str, None] = {}
    # One acquisition model after the other, so that two variants may share the models of a third.
    for block in clause.applies:
        for model in lots.acquisitions(block, when) if earlier and not lots.obstacle(block, when) else ():
            given = block, when, {"acquisition": model}
            before = next((id_ for id_, other in earlier if lots.follows(other.when, *given)), None)
            if before is None:
                return ""
            taken[f"“{before}”"] = None
    return " or ".join(sorted(taken))
