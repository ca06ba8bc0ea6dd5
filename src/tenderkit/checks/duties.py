# SPDX-License-Identifier: Apache-2.0
"""Find the duties of the authority under procurement law that a purchase misses."""

from collections.abc import Iterator

from tenderkit.findings import Finding, Place
from tenderkit.library.jurisdiction import Duty
from tenderkit.library.language import Language
from tenderkit.selection.legal_context import find_duties
from tenderkit.selection.selection import LIFE_CYCLE_COST, LotSelection, Selection

RULE = "duty-missed"


def sum_environment_weight(part: LotSelection) -> float | None:
    """Return the points, of 100, of the environmental award criteria of a lot; None where weights are undecided.

    All award criteria of the library but life-cycle cost count, and none of the authority's own: nobody but the
    authority knows what these are about.
    """
    if part.weights is None:
        return None
    criteria = {pick.clause.id for pick in part.picks if pick.clause.kind == "award-criterion"} - {LIFE_CYCLE_COST}
    return sum(points for name, points in part.weights.items() if name in criteria)


def find_missed_duties(selection: Selection, words: Language) -> tuple[Finding, ...]:
    """Return a warning for each lot that misses a duty of the authority in force on the day of the launch.

    Only duties with the mark C, which were read in their source, and with a key that can be tested count; those that
    hold from a threshold on count only where the value of the purchase is known. Parameters: `words`, the language of
    the warnings.
    """
    tender = selection.purchase.tender
    duties = [
        duty
        for duty in find_duties(selection)
        if duty.mark == "C" and duty.is_in_force(tender.launch) and (tender.value or not duty.above_threshold)
    ]
    return tuple(finding for part in selection.lots for duty in duties for finding in _check_lot(duty, part, words))


def _check_lot(duty: Duty, part: LotSelection, words: Language) -> Iterator[Finding]:
    law = f"{duty.source}, {duty.clause}" if duty.clause else duty.source

    def report(key: str, place: str, **values: object) -> Finding:
        told = words.remark(f"selection.{key}", lot=part.number, law=law, **values)
        return Finding(RULE, *told, "warn", Place(key=place, lot=part.number))

    least, weight = duty.least_environment_weight, sum_environment_weight(part)
    if least is not None and weight is not None and weight < least:
        yield report("duty-missed-weight", f"lots.{part.number}.weights", points=f"{weight:g}", least=least)
    kinds = {pick.clause.kind for pick in part.picks if pick.clause.id != "remedies"}
    for need in duty.needs:
        if need not in kinds:
            yield report(f"duty-missed-{need}", f"lots.{part.number}")
    if duty.needs_one_of and not {pick.clause.id for pick in part.picks}.intersection(duty.needs_one_of):
        named = words.listing([words.quote(id_) for id_ in duty.needs_one_of], "or")
        yield report("duty-missed-clause", f"lots.{part.number}", clauses=named)
