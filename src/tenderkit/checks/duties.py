# SPDX-License-Identifier: Apache-2.0
"""Find the duties of the authority under procurement law that a purchase misses."""

from collections.abc import Iterator

from tenderkit.findings import Finding, Place
from tenderkit.library.jurisdiction import Duty
from tenderkit.selection.legal_context import find_duties
from tenderkit.selection.selection import LIFE_CYCLE_COST, LotSelection, Selection

RULE = "duty-missed"
_KINDS = {
    "award-criterion": "an award criterion of the library, such as life-cycle cost",
    "contract-performance-clause": "a contract performance clause",
}


def sum_environment_weight(part: LotSelection) -> float | None:
    """Return the points, of 100, of the environmental award criteria of a lot; None where weights are undecided.

    All award criteria of the library but life-cycle cost count, and none of the authority's own: nobody but the
    authority knows what these are about.
    """
    if part.weights is None:
        return None
    criteria = {pick.clause.id for pick in part.picks if pick.clause.kind == "award-criterion"} - {LIFE_CYCLE_COST}
    return sum(points for name, points in part.weights.items() if name in criteria)


def find_missed_duties(selection: Selection) -> tuple[Finding, ...]:
    """Return a warning for each lot that misses a duty of the authority in force on the day of the launch.

    Only duties with the mark C, which were read in their source, and with a key that can be tested count; those that
    hold from a threshold on count only where the value of the purchase is known.
    """
    tender = selection.purchase.tender
    duties = [
        duty
        for duty in find_duties(selection)
        if duty.mark == "C" and duty.is_in_force(tender.launch) and (tender.value or not duty.above_threshold)
    ]
    return tuple(finding for part in selection.lots for duty in duties for finding in _check_lot(duty, part))


def _check_lot(duty: Duty, part: LotSelection) -> Iterator[Finding]:
    law = f"{duty.source}, {duty.clause}" if duty.clause else duty.source
    least, weight = duty.least_environment_weight, sum_environment_weight(part)
    if least is not None and weight is not None and weight < least:
        message = (
            f"the environmental award criteria of lot {part.number} have {weight:g} of 100 points, and the law asks "
            f"for at least {least} ({law})"
        )
        fix = "Raise their weight. Where the law lets you do something else instead, accept this with the reason."
        yield Finding(RULE, message, fix, "warn", Place(key=f"lots.{part.number}.weights", lot=part.number))
    kinds = {pick.clause.kind for pick in part.picks if pick.clause.id != "remedies"}
    for need in duty.needs:
        if need not in kinds:
            message = f"lot {part.number} has no {need.replace('-', ' ')}, and the law asks for one ({law})"
            fix = f"Include {_KINDS[need]} under [[included]]. Where the law frees you, accept this with the reason."
            yield Finding(RULE, message, fix, "warn", Place(key=f"lots.{part.number}", lot=part.number))
    if duty.needs_one_of and not {pick.clause.id for pick in part.picks}.intersection(duty.needs_one_of):
        named = " or ".join(f"“{id_}”" for id_ in duty.needs_one_of)
        message = f"lot {part.number} does without {named}, and the law asks for such a clause ({law})"
        fix = "Include one under [[included]]. Where your own clause does it, or the law frees you, accept this."
        yield Finding(RULE, message, fix, "warn", Place(key=f"lots.{part.number}", lot=part.number))
