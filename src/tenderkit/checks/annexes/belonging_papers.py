# SPDX-License-Identifier: Apache-2.0
"""Compare papers of one purchase: annex, response form, evaluation workbook and purchase file.

The annex counts: what is printed there holds. Without an annex, the purchase file counts, and then the form.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import field
from itertools import zip_longest
from typing import Literal

from tenderkit.checks.annexes.own_annex import OwnAnnex, OwnTable
from tenderkit.checks.annexes.printed_tables import read_number
from tenderkit.checks.documents.statements import fold_text
from tenderkit.findings import Place
from tenderkit.frozen import frozen_dataclass
from tenderkit.library.language import Language
from tenderkit.library.template import omit_values
from tenderkit.lint.catalogue import Fault
from tenderkit.purchase.purchase import Lot
from tenderkit.selection.selection import LotSelection, Pick, Selection

PaperKind = Literal["annex", "purchase", "response", "evaluation"]
# In this order the first that is there counts.
_PRECEDENCE: tuple[PaperKind, ...] = ("annex", "purchase", "response", "evaluation")
_CLAUSE_NUMBER = re.compile(r"(\S+\.\d+(?:\.\d+)?)(?: |$)")
_GATES = ("selection-criterion", "technical-specification")


@frozen_dataclass
class BookLot:
    """What an evaluation workbook has of a lot.

    `weights`: the number of the clause, the name and the points of each award criterion; `gates`: the numbers of the
    clauses that a tender has to meet, in order; `units`: the number of units of each model, by its name.
    """

    weights: tuple[tuple[str, str, float | None], ...] = ()
    gates: tuple[str, ...] = ()
    units: tuple[tuple[str, float], ...] = ()


@frozen_dataclass
class TenderPaper:
    """A paper, or the purchase file, as it is compared.

    `file`: its name; `folder`, `stem`: the folder, and the beginning of the names of all files of the purchase;
    `digests`: those of the answers that it may have been made from; `title`: of the tender; `language`: its code,
    empty if it is not known; `selection`: its clauses, values, weights and quantities, None for a workbook; `words`:
    the fixed words of the papers in its language; `own`: an annex or form as it is now; `lots`: what a workbook has,
    by lot.
    """

    kind: PaperKind
    file: str
    folder: str
    stem: str
    digests: frozenset[str]
    title: str
    language: str
    selection: Selection | None = None
    words: Language | None = None
    own: OwnAnnex | None = None
    lots: Mapping[int, BookLot] = field(default_factory=dict)

    @property
    def wording(self) -> Language:
        """The language of the messages on differences from this paper, which is compared only if it has words."""
        assert self.words is not None
        return self.words

    def make_fault(self, key: str, place: Place, /, **values: object) -> Fault:
        """Return a difference of another paper from this one, which counts, with words of the frame.

        Parameters: `key`, in the section `annexes`, behind `form-mismatch-`; `values`, what the words in braces stand
        for, with the name of this file as `file`.
        """
        return Fault(*self.wording.remark(f"annexes.form-mismatch-{key}", file=self.file, **values), place)

    def tell(self, topic: str, other: object, place: Place, first: object, /, **values: object) -> Fault:
        """Return that another paper has another value than this one.

        Parameters: `topic`, the key of what the value is of, behind `topic-`; `values`, its words in braces; `other`
        and `first`, the values in words.
        """
        name = self.wording.text(f"paper-words.topic-{topic}", **values)
        return self.make_fault("value", place, topic=name, here=other, there=first)

    def show(self, value: object, unit: str | None = None) -> str:
        """Return a value with its unit for a message."""
        assert self.selection is not None
        if value is None:
            return self.wording.text("paper-words.none")
        if unit and isinstance(value, int | float):
            label = self.selection.library.vocabulary.units[unit].label
            return self.wording.quote(self.wording.amount(value, label, alone=True))
        return self.wording.quote(self.wording.plain_value(value))

    def count_units(self, kind: str | None, quantity: float) -> str:
        """Return a number of units with their product category."""
        assert self.selection is not None
        label = self.selection.library.vocabulary.categories[kind or ""].label
        return self.wording.amount(quantity, label, alone=True)


def find_mismatches(papers: Sequence[TenderPaper]) -> dict[str, list[Fault]]:
    """Return what differs between papers of one purchase, by the name of the file that is not the one that counts.

    Papers that do not belong together are not compared. Parameters: `papers`, in any order.
    """
    faults: dict[str, list[Fault]] = {}
    names = _name_purchases(papers)
    left = sorted(papers, key=lambda paper: _PRECEDENCE.index(paper.kind))
    while left:
        first, *left = left
        if first.selection is None:
            continue
        others = [paper for paper in left if _belong_together(first, paper, names)]
        # A second annex of the purchase is compared, too, and does not count.
        left = [paper for paper in left if paper not in others]
        for other in others:
            differences = list(dict.fromkeys(_compare(first, other)))
            if not differences and other.digests and first.digests.isdisjoint(other.digests):
                differences = [first.make_fault("answers", Place())]
            if differences:
                named = (fault._replace(place=_name_place(first, other, fault.place)) for fault in differences)
                faults.setdefault(other.file, []).extend(named)
    return faults


def _name_place(first: TenderPaper, other: TenderPaper, place: Place) -> Place:
    """Return the place of a difference: keys in a purchase file; clauses and lots, as printed, in a paper."""
    if other.kind == "purchase" or first.words is None:
        return place
    printed = first.own.find_clause(place.clause, place.lot) if first.own and place.clause else None
    if printed is not None:
        return Place(key=printed.place, lot=place.lot, clause=place.clause)
    if place.lot is not None and (place.key or "").startswith("lots."):
        return Place(key=first.wording.text("lot.number", number=place.lot), lot=place.lot, clause=place.clause)
    return place


def _name_purchases(papers: Sequence[TenderPaper]) -> dict[str, str]:
    """Return for each file what the names of all papers of its purchase have in common.

    That is the beginning of the name, with the folder in front of it where two papers of a kind have the same.
    """
    counts = Counter((paper.stem, paper.kind) for paper in papers)
    repeated = {stem for (stem, _), count in counts.items() if count > 1}
    return {p.file: f"{p.folder}/{p.stem}" if p.stem in repeated else p.stem for p in papers}


def _belong_together(first: TenderPaper, other: TenderPaper, names: Mapping[str, str]) -> bool:
    """Return whether two files are of the same purchase: by digest, by name or, for a workbook, by its title.

    Two files of a kind are two purchases, unless they were made from the same answers. Parameters: `names`, by file,
    as `_name_purchases` returns them.
    """
    if not first.digests.isdisjoint(other.digests):
        return True
    if first.kind == other.kind or first.stem == other.stem:
        return first.kind != other.kind and names[first.file] == names[other.file]
    return "evaluation" in (first.kind, other.kind) and bool(first.title) and first.title == other.title


def _compare(first: TenderPaper, other: TenderPaper) -> Iterator[Fault]:
    """Yield what differs in another paper from the one that counts."""
    if other.language and other.language != first.language:
        yield first.make_fault("language", Place(), here=other.language, there=first.language)
    if other.selection is not None:
        yield from _SelectionComparison(first, other).compare()
    if other.kind == "response" and other.own is not None and other.language == first.language:
        yield from _compare_form(first, other.own)
    if other.kind == "evaluation":
        yield from _compare_book(first, other)


class _SelectionComparison:
    """Compares the selections of two papers."""

    def __init__(self, first: TenderPaper, other: TenderPaper) -> None:
        assert first.selection is not None
        assert other.selection is not None
        self.first, self.other = first, other
        self.ours, self.theirs = first.selection, other.selection

    def compare(self) -> Iterator[Fault]:
        """Yield what differs: lots, quantities, terms, weights, clauses and values."""
        if len(self.ours.lots) != len(self.theirs.lots):
            yield self.first.tell("lots", len(self.theirs.lots), Place(), len(self.ours.lots))
            return
        for ours, theirs in zip(self.ours.parts, self.theirs.parts, strict=True):
            if ours.lot is not None and theirs.lot is not None:
                yield from self._compare_lots(ours.number, ours.lot, theirs.lot)
                yield from self._compare_weights(ours, theirs)
            yield from self._compare_clauses(ours, theirs)

    def _compare_lots(self, number: int, ours: Lot, theirs: Lot) -> Iterator[Fault]:
        place = Place(key=f"lots.{number}", lot=number)
        none = self.first.wording.text("paper-words.none")
        if ours.months != theirs.months:
            yield self.first.tell("months", theirs.months or none, place, ours.months or none)
        for key in ("items", "returns"):
            lines = zip_longest(getattr(ours, key), getattr(theirs, key))
            for position, (line, other) in enumerate(lines, 1):
                theirs_text, ours_text = (
                    self.first.count_units(one.kind, one.quantity) if one else none for one in (other, line)
                )
                if theirs_text != ours_text:
                    at = Place(key=f"lots.{number}.{key}.{position}", lot=number)
                    yield self.first.tell(key, theirs_text, at, ours_text, number=position)

    def _compare_weights(self, ours: LotSelection, theirs: LotSelection) -> Iterator[Fault]:
        place = Place(key=f"lots.{ours.number}.weights", lot=ours.number)
        ours_by_name, theirs_by_name = ours.weights or {}, theirs.weights or {}
        for name in dict.fromkeys((*ours_by_name, *theirs_by_name)):
            theirs_text, ours_text = (
                self.first.show(by_name.get(name)) for by_name in (theirs_by_name, ours_by_name)
            )
            if theirs_text != ours_text:
                yield self.first.tell("weight", theirs_text, place, ours_text, name=name)

    def _compare_clauses(self, ours: LotSelection, theirs: LotSelection) -> Iterator[Fault]:
        """Yield the clauses that only one of the two has, and the values that differ in the others."""
        their_picks, our_picks = ({pick.clause.id: pick for pick in part.picks} for part in (theirs, ours))
        lot = ours.number or None
        for id_ in dict.fromkeys((*our_picks, *their_picks)):
            place = Place(key=f"lots.{ours.number}", lot=lot, clause=id_)
            if id_ not in their_picks and not self._is_elsewhere(self.theirs, id_, ours.number):
                yield self.first.make_fault("there", place, clause=id_)
            elif id_ not in our_picks and not self._is_elsewhere(self.ours, id_, ours.number):
                yield self.first.make_fault("here", place, clause=id_)
            elif id_ in their_picks and id_ in our_picks:
                yield from self._compare_values(our_picks[id_], their_picks[id_], place)

    @staticmethod
    def _is_elsewhere(selection: Selection, id_: str, number: int) -> bool:
        """Return whether a clause is among the general rules of one paper and in the lots of the other."""
        parts = selection.lots if number == 0 else (selection.general,)
        return any(pick.clause.id == id_ for part in parts for pick in part.picks)

    def _compare_values(self, ours: Pick, theirs: Pick, place: Place) -> Iterator[Fault]:
        reported = set()
        for name, by_category in ours.values.items():
            for category, value in by_category.items():
                other = theirs.values.get(name, {}).get(category)
                if other is None or (value.value, value.unit) == (other.value, other.unit):
                    continue
                title = ours.clause.parameters[name].title
                at = Place(key=f"{place.key}.parameters.{ours.clause.id}.{name}", lot=place.lot, clause=place.clause)
                theirs_text, ours_text = (self.first.show(each.value, each.unit) for each in (other, value))
                fault = self.first.make_fault("value", at, topic=title, here=theirs_text, there=ours_text)
                if fault.message not in reported:
                    reported.add(fault.message)
                    yield fault


def _compare_form(first: TenderPaper, form: OwnAnnex) -> Iterator[Fault]:
    """Yield what differs in the text of a response form: rows of clauses, their order, and quantities."""
    rows = list(dict.fromkeys(_list_row_numbers(form.list_tables(), first.wording)))
    recorded = list(dict.fromkeys(number for number in form.fields if number))
    lost = [number for number in recorded if number not in rows]
    for number in lost:
        yield first.make_fault("row", Place(key=number), number=number)
    if first.own is not None and first.kind == "annex":
        present = {clause.number for clause in first.own.clauses if clause.present}
        known = {clause.number for clause in first.own.clauses}
        for number in rows:
            if number in known and number not in present:
                yield first.make_fault("asks", Place(key=number), number=number)
            elif number not in known and number in recorded:
                yield first.make_fault("unknown", Place(key=number), number=number)
    expected = [number for number in recorded if number in rows]
    if expected != [number for number in rows if number in expected]:
        yield first.make_fault("order", Place(key=_find_first_moved(expected, rows)))
    if first.selection is not None:
        yield from _compare_form_quantities(first, form)


def _find_first_moved(expected: Sequence[str], rows: Sequence[str]) -> str:
    order = [number for number in rows if number in expected]
    return next(number for number, other in zip(order, expected, strict=True) if number != other)


def _list_row_numbers(tables: Iterable[OwnTable], words: Language) -> Iterator[str]:
    """Yield the number of the clause in each row of the tables of clauses."""
    head = fold_text(words.text("response.clause"))
    for table in tables:
        if fold_text(table.rows[0][0]) == head and len(table.rows[0]) > 2:
            for row in table.rows[1:]:
                if match := _CLAUSE_NUMBER.match(fold_text(row[0])):
                    yield match[1]


def _compare_form_quantities(first: TenderPaper, form: OwnAnnex) -> Iterator[Fault]:
    """Yield the numbers before the name of a product category, in the sheets of a form, that no lot has."""
    assert first.selection is not None
    lots = [part.lot for part in first.selection.lots if part.lot is not None]
    vocabulary = first.selection.library.vocabulary.categories
    head = fold_text(first.wording.text("response.clause"))
    sheets = [table for table in form.list_tables() if fold_text(table.rows[0][0]) != head]
    for category in dict.fromkeys(kind for lot in lots for kind in lot.categories):
        allowed = _list_quantities(lots, category)
        pattern = _build_amount_pattern(first.wording, vocabulary[category].label)
        for table in sheets:
            for row in table.rows[1:]:
                for match in (m for cell in row[1:2] for m in pattern.finditer(fold_text(cell))):
                    number = read_number(match[0])
                    if number is not None and number not in allowed:
                        values = {"written": match[0].strip(), "numbers": _list_numbers(first, allowed)}
                        place = Place(key=" › ".join((*table.headings[-1:], row[0])))
                        yield first.make_fault("quantity", place, **values)


def _list_numbers(first: TenderPaper, numbers: Iterable[float]) -> str:
    return first.wording.listing([first.wording.number(number) for number in sorted(numbers)], "or")


def _list_quantities(lots: Iterable[Lot], category: str) -> set[float]:
    """Return all numbers of units that a paper may give for a category: lines, sums, models, both directions."""
    numbers: set[float] = set()
    for lot in lots:
        for lines in (lot.items, lot.returns):
            own = [line.quantity for line in lines if line.kind == category]
            numbers |= {*own, sum(own)} - {0}
        numbers |= {model.units for model in lot.list_models(category)}
    return numbers


def _build_amount_pattern(words: Language, label: Mapping[str, object]) -> re.Pattern[str]:
    """Return the pattern of a number with a product category, in any plural form that has a number."""
    samples = {words.amount(number, label) for number in (1, 2, 3, 11, 100)}
    forms = []
    for sample in samples:
        folded = fold_text(sample)
        if re.search(r"\d", folded):
            forms.append(re.sub(r"\\?\d+", r"\\d[\\d.,]*", re.escape(folded), count=1))
    return re.compile(
        "|".join(rf"(?<![\w.,]){form}(?!\w)" for form in sorted(forms, key=len, reverse=True)) or "(?!)"
    )


def _compare_book(first: TenderPaper, book: TenderPaper) -> Iterator[Fault]:
    """Yield what differs in an evaluation workbook: weights, the clauses to meet, units of models."""
    assert first.selection is not None
    if len(book.lots) != len(first.selection.lots):
        yield first.tell("lots", len(book.lots), Place(), len(first.selection.lots))
        return
    for part in first.selection.lots:
        lot = book.lots.get(part.number)
        if lot is not None and part.lot is not None:
            yield from _compare_book_weights(first, part, lot)
            if first.kind == "annex" and first.own is not None:
                yield from _compare_gates(first, first.own, part, lot)
            yield from _compare_units(first, part, lot)


def _compare_book_weights(first: TenderPaper, part: LotSelection, lot: BookLot) -> Iterator[Fault]:
    if part.weights is None:
        return
    ours = {fold_text(_name_criterion(first, part, key)): points for key, points in part.weights.items()}
    theirs = {fold_text(name): points for _, name, points in lot.weights}
    place = Place(key=f"lots.{part.number}.weights", lot=part.number)
    for name in dict.fromkeys((*ours, *theirs)):
        their_points, our_points = first.show(theirs.get(name)), first.show(ours.get(name))
        if (theirs.get(name) or 0) != (ours.get(name) or 0):
            yield first.tell("weight", their_points, place, our_points, name=name)


def _name_criterion(first: TenderPaper, part: LotSelection, key: str) -> str:
    """Return the name of an award criterion as the tables of weights print it."""
    text = first.wording.text
    if key == "price":
        return text("award.price-name")
    if key == "quality":
        return text("award.quality-name")
    if key.startswith("quality: "):
        return text("award.quality-part", name=key.partition(": ")[2])
    printed = first.own.find_clause(key, part.number) if first.own else None
    if printed is not None and printed.title:
        return printed.title
    return omit_values(next(pick.clause for pick in part.picks if pick.clause.id == key).text.title)


def _compare_gates(first: TenderPaper, annex: OwnAnnex, part: LotSelection, lot: BookLot) -> Iterator[Fault]:
    """Yield the clauses that only the workbook tests, and the specifications of the annex that it does not test."""
    kinds = {clause.id: clause.kind for clause in annex.record.clauses}
    clauses = [clause for clause in annex.clauses if part.number in clause.lots or 0 in clause.lots]
    present = {clause.number for clause in clauses if clause.present}
    place = Place(key=f"lots.{part.number}", lot=part.number)
    known = {clause.number for clause in clauses}
    for number in lot.gates:
        if number in known and number not in present:
            yield first.make_fault("tests", place, number=number)
        elif number not in known:
            yield first.make_fault("unknown", place, number=number)
    wanted = [c.number for c in clauses if c.present and part.number in c.lots and kinds.get(c.id) in _GATES]
    for number in wanted:
        if number not in lot.gates:
            yield first.make_fault("untested", place, number=number)
    # Clauses for several lots are in another place of the annex.
    both = [number for number in wanted if number in lot.gates and number.startswith(f"{part.number}.")]
    if both != [number for number in lot.gates if number in both]:
        yield first.make_fault("lines", place)


def _compare_units(first: TenderPaper, part: LotSelection, lot: BookLot) -> Iterator[Fault]:
    assert first.selection is not None
    assert part.lot is not None
    vocabulary = first.selection.library.vocabulary.categories
    names = {fold_text(first.wording.bare_label(vocabulary[kind].label)): kind for kind in part.lot.categories}
    sums: Counter[str] = Counter()
    for name, units in lot.units:
        kind = next((kind for label, kind in names.items() if fold_text(name).startswith(label)), None)
        if kind is not None:
            sums[kind] += int(units)
    for kind, total in sums.items():
        if total not in (allowed := _list_quantities([part.lot], kind)):
            place = Place(key=f"lots.{part.number}.items", lot=part.number)
            label = first.wording.bare_label(vocabulary[kind].label)
            yield first.tell("units", first.wording.number(total), place, _list_numbers(first, allowed), kind=label)
