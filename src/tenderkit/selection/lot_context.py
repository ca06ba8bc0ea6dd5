# SPDX-License-Identifier: Apache-2.0
"""The data on one lot that the steps of selection read: its facts, the law, the authority's changes."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any

from tenderkit.frozen import Memory, Same
from tenderkit.library.clause import WAIVED, Clause
from tenderkit.library.condition import CATEGORY_LINES, Facts, Trace, depends_on_numbers, trace_condition
from tenderkit.library.library import Library
from tenderkit.purchase.lot_term import find_term
from tenderkit.purchase.purchase import Lot, Purchase, Tender, sum_quantities
from tenderkit.purchase.tested_answers import list_tested_answers
from tenderkit.selection.gates import list_counting
from tenderkit.selection.parameter_value import ParameterValue, ProductLaw, find_given_value, resolve_value

# The values that the library proposes to lots that differ in nothing but months and numbers of units, where neither
# the authority nor a law has a say.
_KNOWN_PROPOSED: Memory[dict[tuple[str, str, str], ParameterValue | None]] = Memory(64)
# In the same way, whether the conditions of a clause hold beside other clauses, and what it covers.
_KNOWN_COVERS: Memory[dict[tuple[str, frozenset[str]], Trace]] = Memory(64)


class LotContext:
    """The facts of one lot and the law for the lot, which the steps of selection read to decide on clauses.

    The results of `find_cover` and `find_value` are cached. `clauses` maps ids to the clauses of the library that are
    selected lot by lot. `included` maps the id of each clause that the authority includes in this lot to the
    authority's reason; `excluded` does the same for each clause that the authority excludes.
    """

    def __init__(
        self,
        library: Library,
        purchase: Purchase,
        number: int,
        *,
        jurisdictions: frozenset[str],
        place: Sequence[str],
        size: str,
    ) -> None:
        """Gather the facts of a lot.

        Parameters: `number`, the number of the lot, from 1; `jurisdictions`, the ids of the authority's profile and
        of its parents; `place`, the ids of the profiles whose product law holds at the place of delivery; `size`, the
        proportionality (`short`, `standard`, `large` or `full`).
        """
        tender, lot = purchase.tender, purchase.lots[number - 1]
        self.library, self.purchase, self.number, self.lot = library, purchase, number, lot
        self.level = tender.level
        self.facts = Facts(
            acquisition=lot.acquisition,
            items=sum_quantities(lot.items),
            returns=sum_quantities(lot.returns),
            data=lot.data,
            months=lot.months,
            has_returns=bool(lot.returns),
            own_criteria=bool(lot.weights and lot.weights.get("quality")),
            proportionality=size,
            jurisdictions=jurisdictions,
            place=frozenset(place),
            delivery=_find_place_with_waste_law(library, tender, place),
            answers=list_tested_answers(library, tender, lot, lot.returns, _read_key),
            currency=tender.value.currency if tender.value else lot.price_currency,
        )
        limits = {
            name: tuple(
                limit
                for limit in library.jurisdictions[name].limits
                if name in (jurisdictions if limit.contract_law else place)
            )
            for name in (*place, *sorted(jurisdictions.difference(place)))
        }
        limits |= {overlay.file: overlay.limits for overlay in library.overlays}
        self.law = ProductLaw(limits, *find_term(lot, tender.launch))
        self.clauses = {c.id: c for c in library.clauses.values() if c.scope == "lot"}
        self.included = {k: v for k, v in purchase.list_changes("included", number).items() if k in self.clauses}
        self.excluded = {k: v for k, v in purchase.list_changes("excluded", number).items() if k in self.clauses}
        intervals = _list_report_intervals(self.clauses, lot)
        # Most are empty, and are asked for each value.
        tables = (lot.parameters, purchase.parameters, intervals, *library.overlay_defaults)
        self._tables = tuple(filter(None, tables))
        self._given = frozenset[str]().union(*self._tables)
        self._counting = _list_counting_parameters(Same(library))
        # A clause that the authority includes covers more.
        self._covering_apart = list_counting(Same(library)) | self.included.keys()
        self._known_covers = _KNOWN_COVERS.recall((Same(library), self.facts.uncounted), dict)
        self._values: dict[tuple[str, str, str], ParameterValue | None] = {}
        self._proposed = _KNOWN_PROPOSED.recall((Same(library), self.level, self.facts.uncounted), dict)
        self._facts_about: dict[str, Facts] = {}
        self._covers: dict[tuple[str, frozenset[str]], Trace] = {}

    def find_cover(self, clause: Clause, active: frozenset[str]) -> Trace:
        """Return whether a clause's conditions hold for the lot, and the product categories that the clause covers.

        For a clause that the authority includes, it is enough that the conditions on product categories hold.
        Parameters: `active`, the ids of the selected clauses.
        """
        # Of the selected clauses, only those that the conditions name make a difference.
        present = active.intersection(clause.list_named_clauses())
        key = clause.id, present
        covers = self._covers if clause.id in self._covering_apart else self._known_covers
        if key not in covers:
            facts = replace(self.facts, present_clauses=present) if present else self.facts
            cover = trace_condition(clause.applies, facts)
            if not cover.holds and clause.id in self.included:
                cover = trace_condition(clause.applies, self.facts, only=CATEGORY_LINES)
            covers[key] = cover
        return covers[key]

    def find_value(self, clause: str, name: str, category: str) -> ParameterValue | None:
        """Return the value of a parameter for a product category, or None if the category has no value.

        Parameters: `clause`, the id of the clause; `name`, the name of the parameter.
        """
        key = clause, name, category
        if key in self._values:
            return self._values[key]
        known = self._proposed
        parameter = f"{clause}.{name}"
        if clause in self._given or parameter in self.law.limits_of or parameter in self._counting:
            known = self._values
        if key not in known:
            if category not in self._facts_about:
                self._facts_about[category] = self.facts.narrow_to(category)
            known[key] = resolve_value(
                self.clauses[clause], name, category, self._facts_about[category], self.level, self._tables, self.law
            )
        return known[key]

    def is_waived(self, clause: str, name: str, category: str) -> bool:
        """Return whether the authority waives the duty that a parameter measures for a product category.

        Parameters: as for `find_value`. Where a law sets a limit, nothing is waived.
        """
        if clause not in self._given:
            return False
        _, entry = find_given_value(self.clauses[clause], name, category, self._tables)
        return entry == WAIVED and self.find_value(clause, name, category) is None


@lru_cache(maxsize=16)
def _list_counting_parameters(library: Same) -> frozenset[str]:
    """Return the parameters, as `<clause id>.<name>`, with a value that depends on months or on a number of units."""
    assert isinstance(library.value, Library)
    parameters = (
        (f"{clause.id}.{name}", one)
        for clause in library.value.clauses.values()
        for name, one in clause.parameters.items()
    )
    return frozenset(key for key, one in parameters if depends_on_numbers(case.lines for case in one.cases))


def _list_report_intervals(clauses: Mapping[str, Clause], lot: Lot) -> dict[str, dict[str, int]]:
    """Return the value of each parameter that is an interval of reports, by clause, where the lot sets one for all.

    An interval for which a clause does not allow the number of months, such as that of a report on a target of the
    manufacturer, stays as it is.
    """
    if (months := lot.report_months) is None:
        return {}
    return {
        clause.id: {every: months}
        for clause in clauses.values()
        if clause.reports and (every := clause.reports.every)
        if all((case.min or 1) <= months <= (case.max or months) for case in clause.parameters[every].cases)
    }


def _read_key(table: Any, key: str) -> Any:
    """Return the value at a key of the tender, of a lot or of a line, as the purchase file spells the key."""
    return getattr(table, key.replace("-", "_"))


def _find_place_with_waste_law(library: Library, tender: Tender, place: Sequence[str]) -> str | None:
    """Return the id of the profile of the place of delivery, None if its law on e-waste is not recorded.

    The default of all countries is no law on producers. Parameters: `place`, the ids of the profiles of the place.
    """
    if not (tender.delivery_country or tender.country):
        return None
    regime = library.find_inherited(place[0], "e_waste")
    return None if regime in (None, library.jurisdictions["international"].e_waste) else place[0]
