# SPDX-License-Identifier: Apache-2.0
"""Restore a selection from what an annex prints: its record, changed by what its words say now."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import Any

from tenderkit.checks.annexes.own_annex import OwnAnnex, OwnClause
from tenderkit.checks.annexes.printed_tables import TableReader, Weight
from tenderkit.checks.annexes.printed_values import ReadValue, ValueReader
from tenderkit.checks.documents.statements import fold_text
from tenderkit.frozen import frozen_dataclass
from tenderkit.library.clause import MAX_NUMBER, Parameter, describe_wrong_type
from tenderkit.library.condition import Facts
from tenderkit.library.language import Language
from tenderkit.library.library import Library
from tenderkit.library.other_device import find_category_of
from tenderkit.papers.clause_text import ClausePrinter
from tenderkit.papers.selection_record import RecordedClause
from tenderkit.purchase.device_names import add_device_names
from tenderkit.purchase.purchase import Lot, Purchase, validate_content
from tenderkit.selection.lot_context import LotContext
from tenderkit.selection.parameter_value import ParameterValue
from tenderkit.selection.select import find_product_law
from tenderkit.selection.selection import Decision, LotSelection, Pick, Reason, Selection
from tenderkit.selection.warnings import find_lot_warnings


@frozen_dataclass
class RestoredAnnex:
    """An annex with the selection that its words print.

    `annex`: the annex; `selection`: the clauses, values and weights that are printed now; `language`: its language;
    `read`: what was read at the blanks of edited clauses, by lot and clause; `weights`: the rows of the tables of
    weights, by lot; `unknown`: the clauses whose version the library does not have.
    """

    annex: OwnAnnex
    selection: Selection
    language: Language
    read: Mapping[tuple[int, str], Sequence[ReadValue]]
    weights: Mapping[int, Sequence[Weight]]
    unknown: frozenset[str]

    @property
    def changed(self) -> frozenset[tuple[int, str, str]]:
        """The values that differ from the recorded ones: lot, clause and parameter."""
        return frozenset((*key, v.name) for key, values in self.read.items() for v in values if v.is_changed)


def restore_annex(annex: OwnAnnex, library: Library, language: Language) -> RestoredAnnex | None:
    """Return an annex with the selection that it prints; None where the library cannot make sense of its record.

    Parameters: `library`, `language`: the library and the fixed words in the language of the annex.
    """
    from pydantic_core import ValidationError

    try:
        purchase = validate_content(_drop_lost_words(annex), library, None, "json")
        return _Restorer(annex, library, language, purchase).restore()
    except (ValidationError, AttributeError, LookupError, TypeError, ValueError):
        return None


def _drop_lost_words(annex: OwnAnnex) -> dict[str, Any]:
    """Return the recorded answers without the authority's notes and criteria that the text no longer has."""
    text = fold_text(" ".join(paragraph.text for paragraph in annex.document.paragraphs))
    answers = dict(annex.record.purchase)
    lots = []
    for lot in answers["lots"]:
        lot = dict(lot)
        for key in ("items", "returns"):
            lot[key] = [
                {k: v for k, v in line.items() if k != "note" or fold_text(str(v)) in text}
                for line in lot.get(key, ())
            ]
        if criteria := lot.get("criteria"):
            lot["criteria"] = {k: v for k, v in criteria.items() if fold_text(str(v)) in text}
        lots.append(lot)
    return {**answers, "lots": lots}


class _Restorer:
    """Restores the selection of one annex; the steps fill `read` and `unknown`."""

    def __init__(self, annex: OwnAnnex, library: Library, language: Language, purchase: Purchase) -> None:
        self.annex, self.record, self.language = annex, annex.record, language
        self.library = add_device_names(library, purchase)
        self.tables = TableReader(annex, purchase, self.library, self.language)
        self.purchase = purchase
        self.read: dict[tuple[int, str], Sequence[ReadValue]] = {}
        self.unknown: set[str] = set()

    def restore(self) -> RestoredAnnex:
        """Return the annex with its selection."""
        weights = self.tables.read_weights()
        lots = tuple(self._restore_lot(number) for number in range(1, len(self.purchase.lots) + 1))
        self.purchase = replace(self.purchase, lots=lots)
        jurisdiction = self.record.jurisdiction
        profile, basis = self.library.find_profile(self.purchase.tender.country)
        if jurisdiction not in self.library.jurisdictions:
            jurisdiction = profile
        place = find_product_law(self.library, self.purchase, jurisdiction)
        parts = [self._select_lot(number, jurisdiction, place, weights) for number in range(len(lots) + 1)]
        selection = Selection(
            self.library,
            self.purchase,
            jurisdiction,
            basis if jurisdiction == profile else "chosen",  # type: ignore[arg-type]
            place,
            "full",
            "chosen",
            parts[0],
            tuple(parts[1:]),
            tuple(f for part in parts[1:] for f in find_lot_warnings(self.library, self.purchase, part)),
        )
        return RestoredAnnex(self.annex, selection, self.language, self.read, weights, frozenset(self.unknown))

    def _restore_lot(self, number: int) -> Lot:
        """Return a lot with the quantities, the term and the values of clauses that the annex prints now."""
        lot = self.purchase.lots[number - 1]
        if not self.annex.is_untouched:
            quantities, months = self.tables.read_lot(number)
            lines = [
                line if quantity is None or quantity < 1 else replace(line, quantity=quantity)
                for line, quantity in zip((*lot.items, *lot.returns), quantities, strict=True)
            ]
            count = len(lot.items)
            months = months if lot.months is not None and months else lot.months
            lot = replace(lot, items=tuple(lines[:count]), returns=tuple(lines[count:]), months=months)
        values = {clause.id: self._list_values(clause, number) for clause in self._list_present(number)}
        return replace(lot, parameters={id_: table for id_, table in values.items() if table})

    def _list_present(self, number: int) -> list[RecordedClause]:
        """Return the recorded clauses of a lot that the library knows and whose words are still in the annex."""
        present = []
        for clause in self.record.list_clauses(number):
            known = self.library.clauses.get(clause.id)
            if known is None or known.version != clause.version:
                self.unknown.add(clause.id)
            printed = self.annex.find_clause(clause.id, number)
            if known is not None and (printed is None or printed.present):
                present.append(clause)
        return present

    def _list_values(self, recorded: RecordedClause, number: int) -> dict[str, dict[str, Any]]:
        """Return the values of a clause in a lot, by parameter and category, as a purchase file has them."""
        clause = self.library.clauses[recorded.id]
        changes = self._read_changes(recorded, number)
        table: dict[str, dict[str, Any]] = {}
        for name, values in recorded.values.items():
            if name not in clause.parameters:
                continue
            for value in values:
                new = changes.get((name, value), value.value)
                if new is not None and not _fits(clause.parameters[name], new):
                    continue
                for category in value.categories or (*recorded.items, *recorded.returns):
                    table.setdefault(name, {})[find_category_of(category)] = "undecided" if new is None else new
        return table

    def _read_changes(self, recorded: RecordedClause, number: int) -> dict[tuple[str, Any], Any]:
        """Return what the words of an edited clause have in place of recorded values."""
        if (number, recorded.id) in self.read:
            return _list_changes(self.read[number, recorded.id])
        printed = self.annex.find_clause(recorded.id, number)
        clause = self.library.clauses[recorded.id]
        if printed is None or printed.unchanged or clause.version != recorded.version:
            return {}
        part = LotSelection(number, None, Facts("purchase"), {}, ())
        reader = ValueReader(self.library, self.language, clause, ClausePrinter(self.library, self.language, part))
        read = reader.read(recorded, printed.lines)
        if len(printed.lots) > 1:
            read += self._read_table(reader, recorded, printed)
        self.read[number, recorded.id] = read
        return _list_changes(read)

    def _read_table(self, reader: ValueReader, recorded: RecordedClause, printed: OwnClause) -> list[ReadValue]:
        """Return the values of a clause for several lots that its table of differing values has now.

        The rows of a value are in the order of the lots; an amount of several lots has one row.
        """
        rows_of = self.tables.read_differing(printed.place)
        values = []
        for name in recorded.values:
            if name not in reader.clause.parameters:
                continue
            rows = rows_of.get(fold_text(reader.clause.parameters[name].title), ())
            in_lots = [self.record.find_clause(recorded.id, lot) for lot in printed.lots]
            amounts = [reader.write_anchored(name, v) for one in in_lots if one for v in one.values.get(name, ())]
            expected = list(dict.fromkeys(amounts))
            if len(rows) != len(expected):
                continue
            for value in recorded.values[name]:
                was = reader.write_anchored(name, value)
                text = rows[expected.index(was)]
                number = value.value if text == was else reader.read_amount(name, value.unit, text)
                if number is not None:
                    values.append(ReadValue(name, value, was, text, number))
        return values

    def _select_lot(
        self, number: int, jurisdiction: str, place: Sequence[str], weights: Mapping[int, Sequence[Weight]]
    ) -> LotSelection:
        """Return a lot, or for 0 the general rules, as it would be selected with the clauses that are printed."""
        context = LotContext(
            self.library,
            self.purchase,
            max(number, 1),
            jurisdictions=frozenset(self.library.list_profile_chain(jurisdiction)),
            place=place,
            size="full",
        )
        present = self._list_present(number)
        facts = replace(context.facts, present_clauses=frozenset(clause.id for clause in present))
        picks = []
        for recorded in present:
            clause = self.library.clauses[recorded.id]
            values = {
                name: {
                    c: self._find_value(context, recorded, number, name, c) for c in _list_categories(recorded, name)
                }
                for name in clause.parameters
                if name in recorded.values
            }
            covers_all = len(recorded.items) == len(facts.items) and len(recorded.returns) == len(facts.returns)
            decision = Decision(clause.id, True, "applies", Reason("applies-in"))
            picks.append(Pick(clause, recorded.items, recorded.returns, covers_all, facts, values, decision))
        lot = self.purchase.lots[number - 1] if number else None
        points = self._find_weights(number, weights.get(number)) if number else None
        return LotSelection(number, lot, facts, {}, tuple(picks), points, facts.currency)

    def _find_value(
        self, context: LotContext, recorded: RecordedClause, number: int, name: str, category: str
    ) -> ParameterValue:
        """Return a value of a clause with the limits of law on it; without these where its case is not known."""
        if recorded.id in context.clauses and (value := context.find_value(recorded.id, name, category)) is not None:
            return value
        printed = next(v for v in recorded.values[name] if category in (v.categories or (category,)))
        direction = self.library.clauses[recorded.id].parameters[name].direction
        value = self._read_changes(recorded, number).get((name, printed), printed.value)
        return ParameterValue(value, printed.unit, printed.anchor, direction, "buyer", given=True)

    def _find_weights(self, number: int, rows: Sequence[Weight] | None) -> Mapping[str, float] | None:
        """Return the weights of a lot by criterion, as its table has them now; the recorded ones without a table."""
        recorded = self.record.weights[number - 1] if number <= len(self.record.weights) else None
        if recorded is None or self.annex.is_untouched or not rows:
            return recorded
        names = self._name_criteria(number)
        points = {names.get(fold_text(row.name), f"quality: {row.name}"): row.points for row in rows}
        if any(value is None for value in points.values()):
            return recorded
        return {name: value for name, value in points.items() if value is not None}

    def _name_criteria(self, number: int) -> dict[str, str]:
        """Return the key of each criterion of a lot in the weights, by its name in the table."""
        text = self.language.text
        names = {fold_text(text("award.price-name")): "price", fold_text(text("award.quality-name")): "quality"}
        for key in self.record.weights[number - 1] or ():
            own = key.partition(": ")[2]
            if own:
                names[fold_text(text("award.quality-part", name=own))] = key
        for clause in self.annex.clauses:
            if number in clause.lots:
                names[fold_text(clause.title)] = clause.id
        return names


def _fits(parameter: Parameter, value: Any) -> bool:
    """Return whether a value has the type of a parameter; half a year is a number of years, too."""
    if parameter.type in ("integer", "number", "percent"):
        return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) <= MAX_NUMBER
    return describe_wrong_type(parameter, value) is None


def _list_changes(read: Sequence[ReadValue]) -> dict[tuple[str, Any], Any]:
    return {(value.name, value.recorded): value.value for value in read if value.is_changed}


def _list_categories(recorded: RecordedClause, name: str) -> Collection[str]:
    every = tuple(dict.fromkeys((*recorded.items, *recorded.returns)))
    return tuple(dict.fromkeys(c for value in recorded.values[name] for c in value.categories or every))
