# SPDX-License-Identifier: Apache-2.0
"""Find in an edited annex what cannot be in a purchase: two numbers for one value, and clauses that conflict.

The findings have the ids of rules on purchases on the same matter.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping

from tenderkit.checks.annexes.restored_selection import RestoredAnnex
from tenderkit.checks.checked_purchase import CheckedPurchase
from tenderkit.checks.clause_numbers import find_numbers
from tenderkit.checks.documents.document import DocumentParagraph
from tenderkit.checks.documents.statements import fold_text
from tenderkit.checks.own_words import OwnText
from tenderkit.findings import Place
from tenderkit.library.condition import list_words
from tenderkit.lint.catalogue import Fault
from tenderkit.selection.selection import Pick

_PER_YEAR = {"years": 1, "months": 12}


def find_missing_weights(restored: RestoredAnnex, checked: CheckedPurchase) -> Iterator[Fault]:
    """Find the rows of the tables of weights without a number, where the annex was made with one."""
    recorded = restored.annex.record.weights
    for lot, rows in restored.weights.items():
        for row in rows if lot <= len(recorded) and recorded[lot - 1] is not None else ():
            if row.points is None:
                place = Place(key=f"lots.{lot}.weights", lot=lot)
                yield restored.make_fault("award-weight-missing", place, name=row.name)


def find_two_values(restored: RestoredAnnex, checked: CheckedPurchase) -> Iterator[Fault]:
    """Find the values that a clause prints twice with different numbers, and other numbers in other paragraphs."""
    for (lot, id_), read in restored.read.items():
        place = Place(lot=lot or None, clause=id_)
        for changed in (value for value in read if value.is_changed):
            others = [v for v in read if (v.name, v.recorded) == (changed.name, changed.recorded)]
            for other in others:
                if other.value != changed.value and not (other.is_changed and other.text < changed.text):
                    title = restored.selection.library.clauses[id_].parameters[changed.name].title
                    values = {"first": changed.text, "other": other.text, "title": title}
                    yield restored.make_fault("conflicting-parameters-twice", place, **values)
    for number in find_numbers(checked, _list_other_texts(restored)):
        printed = restored.annex.find_clause(number.target.partition(".")[0], number.text.lot)
        usual = {*number.values, *_list_years(restored, number.text)}
        if printed is not None and number.years not in usual:
            place = Place(key=number.text.key, lot=number.text.lot)
            years = restored.language.number(number.values[0])
            values = {"written": number.written, "years": years, "where": printed.place}
            yield restored.make_fault("conflicting-parameters-elsewhere", place, **values)


def _list_years(restored: RestoredAnnex, text: OwnText) -> Iterator[float]:
    """Yield the values in years of the clause that a text is from: it may print them next to any word."""
    for clause in restored.annex.clauses:
        if clause.place == text.key:
            part = restored.selection.parts[text.lot or 0]
            picks = (pick for pick in part.picks if pick.clause.id == clause.id)
            for value in (v for pick in picks for by_category in pick.values.values() for v in by_category.values()):
                if value.unit in _PER_YEAR and isinstance(value.value, int | float):
                    yield value.value / _PER_YEAR[value.unit]


def _list_other_texts(restored: RestoredAnnex) -> Iterator[OwnText]:
    """Yield the paragraphs that are new or changed, in clauses and outside, each with the name of its place.

    Award criteria are left out, because they speak of more than the minimum, and tables.
    """
    annex = restored.annex
    known = annex.made_words | {fold_text(line) for clause in annex.clauses for line in clause.lines}
    kinds = {clause.id: clause.kind for clause in annex.record.clauses}
    for clause in annex.clauses:
        if clause.present and not clause.unchanged and kinds.get(clause.id) != "award-criterion":
            for lot in clause.lots:
                texts = [text for line in clause.lines[1:] if (text := fold_text(line)) not in annex.made_words]
                yield from (OwnText(clause.place, text, lot or None) for text in texts)
    loose = [p for p in annex.document.paragraphs if _is_plain_text(p) and fold_text(p.text) not in known]
    for paragraph in loose if not annex.is_untouched else ():
        yield OwnText(paragraph.name_place(restored.language), fold_text(paragraph.text))


def _is_plain_text(paragraph: DocumentParagraph) -> bool:
    return paragraph.part == "body" and not paragraph.level and paragraph.cell is None and not paragraph.contents


def find_conflicts(restored: RestoredAnnex, checked: CheckedPurchase) -> Iterator[Fault]:
    """Find the clauses that conflict with a value of another clause, where this value was changed in the annex."""
    for part in restored.selection.lots:
        picks = {pick.clause.id: pick for pick in part.picks}
        for pick in part.picks:
            for conflict in pick.clause.conflicts:
                other = picks.get(conflict.clause)
                names = [name for name in conflict.when if other and name in other.clause.parameters]
                if other is None or not any(
                    (part.number, other.clause.id, name) in restored.changed for name in names
                ):
                    continue
                if all(_has_value(other, name, conflict.when[name]) for name in names):
                    words = ", ".join(
                        f"{other.clause.parameters[name].title}: {_list_options(conflict.when[name])}"
                        for name in names
                    )
                    place = Place(lot=part.number, clause=pick.clause.id)
                    yield restored.make_fault("conflicting-clauses", place, clause=other.clause.id, values=words)


def _list_options(wanted: object) -> str:
    return " / ".join(map(str, list_words(wanted)))


def _has_value(pick: Pick, name: str, wanted: object) -> bool:
    return any(value.value in list_words(wanted) for value in pick.values.get(name, {}).values())


FINDERS: Mapping[str, Callable[[RestoredAnnex, CheckedPurchase], Iterable[Fault]]] = {
    "award-weight-missing": find_missing_weights,
    "conflicting-clauses": find_conflicts,
    "conflicting-parameters": find_two_values,
}
