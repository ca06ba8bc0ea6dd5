# SPDX-License-Identifier: Apache-2.0
"""Which clauses are in, per lot, and why (contract section 3).

`select` is the only entrance. It names every clause of the library as in or out, with the rule that decided;
the reason is kept as data and put into words by `reasons.py`.
"""

import datetime
from dataclasses import replace
from typing import Literal

from tenderkit.errors import InvalidInput
from tenderkit.findings import Finding, Place
from tenderkit.library.condition import Facts, trace
from tenderkit.library.library import Library
from tenderkit.purchase.purchase import Purchase, sum_quantities
from tenderkit.selection import warnings
from tenderkit.selection.lot_selection import (
    LotSelector,
    check_gates,
    check_hidden,
    is_kept_by_size,
    reject_unaccompanied,
)
from tenderkit.selection.parameter_value import ProductLaw
from tenderkit.selection.selection import Decision, LotSelection, Pick, Reason, Selection

SMALL_QUANTITY = 25
NEVER_SMALL = {"data-centre", "cloud-hosting"}


def add_months(date: datetime.date, months: int) -> datetime.date:
    """The same day so many months later, or the last day of that month."""
    year, month = divmod(date.year * 12 + date.month - 1 + months, 12)
    for day in range(date.day, 27, -1):
        try:
            return datetime.date(year, month + 1, day)
        except ValueError:
            continue
    return datetime.date(year, month + 1, date.day)


def select(library: Library, purchase: Purchase) -> Selection:
    """Choose the clauses for a purchase.

    Returns the `Selection`. Raises InvalidInput, with every problem found, where the authority's exclusions,
    inclusions or weights cannot be carried out.
    """
    tender = purchase.tender
    if tender.jurisdiction:
        jurisdiction, basis = tender.jurisdiction, "chosen"
    else:
        jurisdiction, basis = library.profile(tender.country)
    # Without any country the chosen jurisdiction is all that says where the units go.
    country = tender.delivery_country or tender.country
    place = library.product_law(country) if country else library.with_parents(jurisdiction)
    size, size_basis = find_proportionality(library, purchase, jurisdiction)
    authority = frozenset(library.with_parents(jurisdiction))

    lots = []
    for number, lot in enumerate(purchase.lots, 1):
        facts = Facts(
            acquisition=lot.acquisition,
            items=sum_quantities(lot.items),
            returns=sum_quantities(lot.returns),
            data=lot.data,
            months=lot.months,
            has_returns=bool(lot.returns),
            proportionality=size,
            jurisdictions=authority,
            place=frozenset(place),
            answers={**tender.answers, **lot.answers},
        )
        start = lot.delivery_from or tender.launch
        law = ProductLaw(
            {name: library.jurisdictions[name].limits for name in place}
            | {overlay.file: overlay.limits for overlay in library.overlays},
            start,
            add_months(start, lot.months or 0),
        )
        lots.append(LotSelector(library, purchase, number, lot, facts, law))

    errors: list[Finding] = []
    findings: list[Finding] = []
    chosen = []
    for choice in lots:
        chosen.append(choice.select())
        errors += choice.errors
        findings += choice.findings
    for clause in sorted(set.intersection(*(choice.unfit for choice in lots))):
        message = f"“{clause}” cannot be included: nothing in any lot is of a kind that it covers"
        where = Place(key="included", lot=1 if len(lots) == 1 else None, clause=clause)
        errors.append(Finding("included", message, "Take it out of `included`.", place=where))
    for change, key in [(c, "included") for c in purchase.included] + [(c, "excluded") for c in purchase.excluded]:
        if change.lot is not None and library.clauses[change.clause].scope == "tender":
            message = (
                f"“{change.clause}” holds for the whole tender, so it cannot be {key} for lot {change.lot} alone"
            )
            where = Place(key=key, lot=change.lot, clause=change.clause)
            errors.append(Finding(key, message, "Leave `lot` out.", place=where))
    general = _select_general_rules(library, purchase, [choice.facts for choice in lots], chosen)
    for part in chosen:
        findings += warnings.find_lot_warnings(library, purchase, part)
    findings += warnings.find_entries_without_effect(library, purchase, [general, *chosen])
    if errors:
        raise InvalidInput(errors)
    return Selection(
        library,
        purchase,
        jurisdiction,
        basis,  # type: ignore[arg-type]
        place,
        size,
        size_basis,
        general,
        tuple(chosen),
        tuple(findings),
    )


def find_proportionality(
    library: Library, purchase: Purchase, jurisdiction: str
) -> tuple[str, Literal["chosen", "value", "quantity", "content"]]:
    """How many clauses: chosen, else short for a small purchase (contract section 3); and how that was found."""
    tender = purchase.tender
    if tender.proportionality:
        return tender.proportionality, "chosen"
    threshold = library.inherited(jurisdiction, "small_value")
    if tender.value and threshold and tender.value.currency == threshold.currency:
        return ("short" if tender.value.amount <= threshold.amount else "standard"), "value"
    if any(lot.acquisition == "print-service" or not NEVER_SMALL.isdisjoint(lot.categories) for lot in purchase.lots):
        return "standard", "content"
    units = sum(
        sum(sum_quantities(lot.returns if lot.acquisition == "take-back" else lot.items).values())
        for lot in purchase.lots
    )
    return ("short" if units <= SMALL_QUANTITY else "standard"), "quantity"


def _select_general_rules(
    library: Library, purchase: Purchase, lots: list[Facts], chosen: list[LotSelection]
) -> LotSelection:
    """The rules of the whole tender: they hold where they hold for any lot, and are printed once.

    Parameters: `lots` and `chosen`, the facts and the outcome of each lot.
    """
    beside = [frozenset(p.clause.id for p in part.picks) for part in chosen]
    needed = {r: p.clause.id for part in chosen for p in part.picks for r in p.clause.requires}
    included = {c.clause: c.reason for c in purchase.included}
    excluded = {c.clause: c.reason for c in purchase.excluded}
    decisions: dict[str, Decision] = {}
    picks = []
    for clause in library.clauses.values():
        if clause.scope != "tender":
            continue
        against = [
            check_hidden(library, clause)
            or check_gates(clause, facts, purchase.tender.level)
            or (None if trace(clause.applies, replace(facts, beside=ids)).holds else reject_unaccompanied(clause))
            for facts, ids in zip(lots, beside, strict=True)
        ]
        first_decision = against[0]
        fits = [facts for facts, rejection in zip(lots, against, strict=True) if rejection is None]
        in_size = any(is_kept_by_size(clause, facts) for facts in fits)
        usable = clause.status == "stable" and clause.id not in library.hidden
        if clause.id in included and usable and not in_size:
            decision = Decision(clause.id, True, "included", Reason("included", words=included[clause.id]))
        elif first_decision is not None and not fits:
            decision = first_decision
        elif clause.id in excluded:
            decision = Decision(clause.id, False, "excluded", Reason("excluded", words=excluded[clause.id]))
        elif in_size:
            decision = Decision(clause.id, True, "applies", Reason("tender"))
        elif clause.id in needed:
            decision = Decision(clause.id, True, "requires", Reason("required", (needed[clause.id],)))
        else:
            why = Reason("set", words=fits[0].proportionality)
            decision = Decision(clause.id, False, "proportionality", why)
        decisions[clause.id] = decision
        if decision.selected:
            picks.append(Pick(clause, (), (), True, (fits or lots)[0], {}, decision))
    return LotSelection(0, None, lots[0], decisions, tuple(picks))
