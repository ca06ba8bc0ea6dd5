# SPDX-License-Identifier: Apache-2.0
"""Select the rules of the whole tender: a rule is selected if it fits at least one lot, and appears once."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from tenderkit.library.clause import Clause
from tenderkit.library.condition import Facts, trace_condition
from tenderkit.library.library import Library
from tenderkit.purchase.lot_term import find_term
from tenderkit.purchase.purchase import Purchase
from tenderkit.selection.gates import check_gates, is_kept_by_size, reject_unaccompanied
from tenderkit.selection.parameter_value import ProductLaw, resolve_value
from tenderkit.selection.selection import Decision, LotSelection, Pick, Reason


def select_general_rules(library: Library, purchase: Purchase, lots: Sequence[LotSelection]) -> LotSelection:
    """Select the rules of the whole tender, which are the clauses that belong to no single lot.

    Returns the decision on each rule and the selected rules, in the same form as the outcome for a lot. Parameters:
    `lots`, the outcome for each lot.
    """
    required_by = {r: p.clause.id for part in lots for p in part.picks for r in p.clause.requires}
    law = _find_law(library, purchase, lots[0].facts)
    decisions: dict[str, Decision] = {}
    picks = []
    for clause in library.clauses.values():
        if clause.scope != "tender":
            continue
        rejections = [_check_for_lot(library, clause, part.facts, purchase.tender.level) for part in lots]
        fitting = [part.facts for part, rejection in zip(lots, rejections, strict=True) if rejection is None]
        decision = _decide_rule(library, purchase, clause, fitting, rejections[0], required_by)
        decisions[clause.id] = decision
        if decision.selected:
            fitting = fitting or [part.facts for part in lots]
            picks.append(_build_pick(library, purchase, clause, fitting, decision, law))
    return LotSelection(0, None, replace(lots[0].facts, present_clauses=frozenset()), decisions, tuple(picks))


def _find_law(library: Library, purchase: Purchase, facts: Facts) -> ProductLaw:
    """Return the law that may limit the values of these rules: that of contracts and procurement of the authority.

    Product law sets no limit on them. Parameters: `facts`, those of a lot.
    """
    limits = {
        name: tuple(limit for limit in library.jurisdictions[name].limits if limit.contract_law)
        for name in sorted(facts.jurisdictions)
    }
    return ProductLaw(limits, *find_term(purchase.lots[0], purchase.tender.launch))


def _build_pick(
    library: Library,
    purchase: Purchase,
    clause: Clause,
    fitting: Sequence[Facts],
    decision: Decision,
    law: ProductLaw,
) -> Pick:
    """Return a selected rule of the whole tender: it covers all product categories of the lots that it fits.

    Each of its parameters has one value for all of them. Parameters: `fitting`, the facts of these lots; `law`, the
    law that may limit the values.
    """
    items = tuple(dict.fromkeys(category for facts in fitting for category in facts.items))
    returns = tuple(dict.fromkeys(category for facts in fitting for category in facts.returns))
    facts = replace(fitting[0], present_clauses=frozenset())
    tables = (purchase.parameters, *library.overlay_defaults)
    values = {}
    for name in clause.parameters:
        value = resolve_value(clause, name, "", facts, purchase.tender.level, tables, law)
        assert value is not None, "a value of a general rule has a case without conditions"
        values[name] = dict.fromkeys((*items, *returns), value)
    return Pick(clause, items, returns, True, facts, values, decision)


def _check_for_lot(library: Library, clause: Clause, facts: Facts, level: str) -> Decision | None:
    """Return the decision against a rule of the whole tender that does not fit a lot; None if the rule fits.

    Parameters: `facts`, the facts of the lot; `level`, the level of ambition of the tender.
    """
    rejection = check_gates(library, clause, facts, level)
    if rejection or trace_condition(clause.applies, facts).holds:
        return rejection
    return reject_unaccompanied(clause)


def _decide_rule(
    library: Library,
    purchase: Purchase,
    clause: Clause,
    fitting: Sequence[Facts],
    rejection: Decision | None,
    required_by: Mapping[str, str],
) -> Decision:
    """Return the decision whether a rule of the whole tender is selected.

    Parameters: `fitting`, the facts of the lots that the rule fits; `rejection`, the decision against the rule for
    the first lot, None if the rule fits this lot; `required_by`, which maps the id of each required clause to the id
    of a selected clause that requires it.
    """
    included = {c.clause: c.reason for c in purchase.included}
    excluded = {c.clause: c.reason for c in purchase.excluded}
    usable = clause.status == "stable" and clause.id not in library.hidden
    by_size = any(is_kept_by_size(clause, facts) for facts in fitting)
    if clause.id in included and usable and not by_size:
        return Decision(clause.id, True, "included", Reason("included", words=included[clause.id]))
    if rejection is not None and not fitting:
        return rejection
    if clause.id in excluded:
        return Decision(clause.id, False, "excluded", Reason("excluded", words=excluded[clause.id]))
    if by_size:
        return Decision(clause.id, True, "applies", Reason("tender"))
    if clause.id in required_by:
        return Decision(clause.id, True, "requires", Reason("required", (required_by[clause.id],)))
    return Decision(clause.id, False, "proportionality", Reason("set", words=fitting[0].proportionality))
