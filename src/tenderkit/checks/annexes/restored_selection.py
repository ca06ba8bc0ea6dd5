# SPDX-License-Identifier: Apache-2.0
"""Restore a selection from what an annex prints: its record, changed by what its words say now."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import Any

from tenderkit.checks.annexes.own_annex import OwnAnnex, OwnClause
from tenderkit.checks.annexes.printed_tables import TableReader, Weight
from tenderkit.checks.annexes.printed_values import ReadValue, ValueReader
from tenderkit.checks.documents.statements import fold_text
from tenderkit.findings import Place
from tenderkit.frozen import frozen_dataclass
from tenderkit.library.clause import MAX_NUMBER, Parameter, describe_wrong_type
from tenderkit.library.condition import Facts
from tenderkit.library.language import Language
from tenderkit.library.library import Library
from tenderkit.library.other_device import find_category_of
from tenderkit.lint.catalogue import Fault
from tenderkit.papers.clause_text import ClausePrinter
from tenderkit.papers.selection_record import RecordedClause, RecordedValue, SelectionRecord
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

    def make_fault(self, key: str, place: Place, /, **values: object) -> Fault:
        """Return a fault with words of the frame, section `annexes`, in the language of the annex.

        Parameters: `key` and `values`, as for `Language.remark`.
        """
        return Fault(*self.language.remark(f"annexes.{key}", **values), place)

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
    except ValidationError:
        return None
    named = add_device_names(library, purchase)
    if not _is_known(annex.record, named):
        return None
    return _Restorer(annex, named, language, purchase).restore()


def _is_known(record: SelectionRecord, library: Library) -> bool:
    """Return whether a library has each product category and unit of a record, and the types of its values.

    A clause that the library does not have, or has in another version, is left out or not read later.
    """
    categories, units = library.vocabulary.categories, library.vocabulary.units
    for recorded in record.clauses:
        values = [(name, value) for name, values in recorded.values.items() for value in values]
        named = {*recorded.items, *recorded.returns, *(c for _, value in values for c in value.categories)}
        if not named <= categories.keys() or any(v.unit is not None and v.unit not in units for _, v in values):
            return False
        clause = library.clauses.get(recorded.id)
        if clause is None or clause.version != recorded.version:
            continue
        parameters = clause.parameters
        if not all(
            v.value is None or name not in parameters or _fits(parameters[name], v.value) for name, v in values
        ):
            return False
    return True


def _drop_lost_words(annex: OwnAnnex) -> dict[str, Any]:
    """Return the recorded answers without the authority's notes and criteria that the text no longer has."""
    text = fold_text(" ".join(paragraph.text for paragraph in annex.document.paragraphs))
    answers = annex.record.purchase
    return {**answers, "lots": [_drop_lost_of_lot(lot, text) for lot in answers["lots"]]}


def _drop_lost_of_lot(lot: Any, text: str) -> Any:
    """Return a recorded lot without its notes and criteria that a text does not have; what is no lot stays."""
    if not isinstance(lot, Mapping):
        return lot
    answers = dict(lot)
    for key in ("items", "returns"):
        if isinstance(lines := lot.get(key), list):
            answers[key] = [_drop_lost(line, ("note",), text) for line in lines]
    if isinstance(criteria := lot.get("criteria"), Mapping):
        answers["criteria"] = _drop_lost(criteria, criteria, text)
    return answers


def _drop_lost(table: Any, keys: Collection[str], text: str) -> Any:
    """Return a table without those of some keys whose values a text does not have."""
    if not isinstance(table, Mapping):
        return table
    return {k: v for k, v in table.items() if k not in keys or fold_text(str(v)) in text}


class _Restorer:
    """Restores the selection of one annex.

    `present`: the recorded clauses of each lot, and of the general rules under 0, that the library has and whose
    words are still in the annex; `read`: what was read at the blanks of those that were edited, by lot and clause.
    """

    def __init__(self, annex: OwnAnnex, library: Library, language: Language, purchase: Purchase) -> None:
        self.annex, self.record, self.library, self.language = annex, annex.record, library, language
        self.tables = TableReader(annex, purchase, library, language)
        self.purchase = purchase
        numbers = (*range(1, len(purchase.lots) + 1), 0)
        self.present = {number: self._list_present(number) for number in numbers}
        self.read = {
            (number, recorded.id): values
            for number in numbers
            for recorded in self.present[number]
            if (values := self._read_values(recorded, number))
        }

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
            tuple(
                f for part in parts[1:] for f in find_lot_warnings(self.library, self.purchase, part, self.language)
            ),
        )
        return RestoredAnnex(self.annex, selection, self.language, self.read, weights, self._find_unknown())

    def _find_unknown(self) -> frozenset[str]:
        """Return the recorded clauses that the library does not have, or has in another version."""
        clauses = self.library.clauses
        return frozenset(
            recorded.id
            for recorded in self.record.clauses
            if recorded.id not in clauses or clauses[recorded.id].version != recorded.version
        )

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
            months = lot.months if lot.months is None or months is None else months
            lot = replace(lot, items=tuple(lines[:count]), returns=tuple(lines[count:]), months=months)
        values = {clause.id: self._list_values(clause, number) for clause in self.present[number]}
        return replace(lot, parameters={id_: table for id_, table in values.items() if table})

    def _list_present(self, number: int) -> list[RecordedClause]:
        """Return the recorded clauses of a lot that the library has and whose words are still in the annex."""
        return [
            recorded
            for recorded in self.record.list_clauses(number)
            if recorded.id in self.library.clauses
            if (printed := self.annex.find_clause(recorded.id, number)) is None or printed.present
        ]

    def _list_values(self, recorded: RecordedClause, number: int) -> dict[str, dict[str, Any]]:
        """Return the values of a clause in a lot, by parameter and category, as a purchase file has them."""
        clause = self.library.clauses[recorded.id]
        changes = self._list_changes(recorded, number)
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

    def _read_values(self, recorded: RecordedClause, number: int) -> Sequence[ReadValue]:
        """Return what the words of a clause of a lot have in place of recorded values; nothing if it is unchanged."""
        printed = self.annex.find_clause(recorded.id, number)
        clause = self.library.clauses[recorded.id]
        if printed is None or printed.unchanged or clause.version != recorded.version:
            return ()
        part = LotSelection(number, None, Facts("purchase"), {}, ())
        reader = ValueReader(self.library, self.language, clause, ClausePrinter(self.library, self.language, part))
        read = reader.read(recorded, printed.lines)
        if len(printed.lots) > 1:
            read += self._read_table(reader, recorded, printed)
        return read

    def _list_changes(self, recorded: RecordedClause, number: int) -> dict[tuple[str, RecordedValue], Any]:
        """Return the values of a clause of a lot that its words change, by parameter and recorded value."""
        read = self.read.get((number, recorded.id), ())
        return {(value.name, value.recorded): value.value for value in read if value.is_changed}

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
                if was not in expected:  # the manifest names other lots for the clause than its record
                    continue
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
        present = self.present[number]
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
        value = self._list_changes(recorded, number).get((name, printed), printed.value)
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


def _list_categories(recorded: RecordedClause, name: str) -> Collection[str]:
    every = tuple(dict.fromkeys((*recorded.items, *recorded.returns)))
    return tuple(dict.fromkeys(c for value in recorded.values[name] for c in value.categories or every))
