# SPDX-License-Identifier: Apache-2.0
"""Print once what several lots have in common: the clauses whose words are the same in these lots but for values."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from tenderkit.frozen import copy_with, frozen_dataclass
from tenderkit.library.clause import TIERS, SourceRef
from tenderkit.library.language import Language
from tenderkit.library.library import Library
from tenderkit.papers.clause_text import (
    Cover,
    FilledText,
    FilledValue,
    PrintedClause,
    add_references,
    list_titles,
    name_tag,
    write_for_categories,
)

# A lot, and the labels of the product categories that a value holds for, empty if it holds for the whole clause.
Place = tuple[int, str]


@frozen_dataclass
class DifferingValue:
    """A value that differs between the lots of a shared clause: its name, and what holds where.

    `amounts` maps each text, such as `10 working days`, to the places where it holds, in the order of the lots.
    """

    name: str
    amounts: Mapping[str, tuple[Place, ...]]


@frozen_dataclass
class SharedClause:
    """A clause that is printed once for several lots.

    `printed` is the clause as it is printed, with names in place of the values that differ; `in_lots` are the clauses
    of the lots, each with its own values; `values` are the values that differ.
    """

    printed: PrintedClause
    in_lots: tuple[PrintedClause, ...]
    values: tuple[DifferingValue, ...]


def name_lots(language: Language, numbers: Collection[int]) -> str:
    """Return the numbers of lots in running text: `Lot 1, Lot 2 and Lot 4`."""
    return language.listing([language.text("lot.number", number=number) for number in numbers])


def take_general_clauses(
    lots: Sequence[Sequence[PrintedClause]], rules: int, language: Language
) -> tuple[tuple[PrintedClause, ...], tuple[tuple[PrintedClause, ...], ...]]:
    """Return the clauses of lots that are printed among the general rules, then the other clauses of each lot.

    Among the general rules stands a clause of the group `general` whose words and values are the same in all lots.
    Parameters: `lots`, the clauses of each lot, in the order of the lots; `rules`, the number of general rules; the
    clauses are numbered after them.
    """
    taken: list[PrintedClause] = []
    for clause in lots[0]:
        if clause.clause.group == "general" and all(any(_is_same(c, clause) for c in clauses) for clauses in lots):
            number = f"{language.text('general.letter')}.{rules + len(taken) + 1}"
            tag = name_tag("L0", clause.clause)
            taken.append(replace(clause, number=number, printed_in="general", lots=(0,), tag=tag))
    ids = {clause.clause.id for clause in taken}
    return tuple(taken), tuple(tuple(c for c in clauses if c.clause.id not in ids) for clauses in lots)


def _is_same(first: PrintedClause, second: PrintedClause) -> bool:
    """Return whether two printed clauses are one clause with the same words and values."""
    return (first.clause.id, first.filled, first.covers) == (second.clause.id, second.filled, second.covers)


def share_clauses(
    lots: Sequence[Sequence[PrintedClause]], language: Language
) -> tuple[tuple[SharedClause, ...], tuple[tuple[PrintedClause, ...], ...]]:
    """Return the clauses that several lots share, then the clauses of each lot with their final numbers.

    Lots share a clause if its words are the same for all of them but for values. Where a clause has other words in
    some lots, each text that several lots have is a shared clause of its own. A shared clause is numbered
    C.SECTION.N, in an order that keeps the order of each lot; the others are numbered LOT.SECTION.N without gaps.

    Parameters: `lots`, the clauses of each lot, in the order of the lots.
    """
    if len(lots) == 1:
        return (), (tuple(_number_clauses(lots[0], {})),)
    groups: dict[tuple[str, object], list[PrintedClause]] = {}
    for clauses in lots:
        for clause in clauses:
            groups.setdefault((clause.clause.id, _list_words(clause)), []).append(clause)
    order = _order_clauses(lots)
    several = [group for group in groups.values() if len(group) > 1]
    several.sort(key=lambda group: (group[0].clause.section, order[group[0].clause.id], group[0].lots))
    counts: dict[object, int] = {}
    shared = []
    for group in several:
        section, id_ = group[0].clause.section, group[0].clause.id
        counts[section], counts[id_] = counts.get(section, 0) + 1, counts.get(id_, 0) + 1
        number = f"{language.text('common.letter')}.{section}.{counts[section]}"
        tag = name_tag(f"C{counts[id_]}", group[0].clause)
        shared.append(_merge_clauses(group, number, tag))
    numbers = {clause.tag: one.printed.number for one in shared for clause in one.in_lots}
    return tuple(shared), tuple(tuple(_number_clauses(clauses, numbers)) for clauses in lots)


def _list_words(clause: PrintedClause) -> tuple[object, ...]:
    """Return the words of a clause without its values, as a key that is the same where only values differ."""
    return tuple(
        (key, tuple(tuple(p if isinstance(p, str) else (p.name,) for p in texts[0].pieces) for texts in paragraphs))
        for key, paragraphs in clause.filled.items()
    )


def _order_clauses(lots: Sequence[Sequence[PrintedClause]]) -> Mapping[str, int]:
    """Return the place of each clause, by id, in an order that keeps the order of the clauses in every lot."""
    ordered: list[str] = []
    for clauses in lots:
        at = 0
        for clause in clauses:
            if clause.clause.id in ordered:
                at = ordered.index(clause.clause.id) + 1
            else:
                ordered.insert(at, clause.clause.id)
                at += 1
    return {id_: place for place, id_ in enumerate(ordered)}


def _number_clauses(clauses: Sequence[PrintedClause], shared: Mapping[str, str]) -> Iterator[PrintedClause]:
    """Yield the clauses of a lot with their final numbers.

    Parameters: `shared`, the numbers of the clauses that are printed for several lots, by the tag in the lot.
    """
    counts: dict[int, int] = {}
    for clause in clauses:
        if clause.tag in shared:
            yield copy_with(clause, number=shared[clause.tag], printed_in="common")
        else:
            section = clause.clause.section
            counts[section] = counts.get(section, 0) + 1
            yield copy_with(clause, number=f"{clause.lots[0]}.{section}.{counts[section]}")


def _merge_clauses(clauses: Sequence[PrintedClause], number: str, tag: str) -> SharedClause:
    """Merge a clause of several lots into one printed clause; a table in it gives the values that differ.

    Parameters: `clauses`, the clause as printed in each lot; all have the same words apart from the values.
    """
    merger = _TextMerger(clauses)
    first = clauses[0]
    covers = merger.merge_cover()
    texts = {key: merger.merge_paragraphs(key) for key in first.filled}
    printed = replace(
        first,
        number=number,
        printed_in="common",
        lots=tuple(clause.lots[0] for clause in clauses),
        tag=tag,
        title=" ".join(texts["title"]),
        covers=covers,
        requirement=tuple(texts["requirement"]),
        verification={tier: " ".join(texts[tier]) for tier in TIERS if tier in texts},
        remedy=" ".join(texts["remedy"]),
        sources=tuple(_list_sources(clauses)),
    )
    in_lots = tuple(replace(clause, number=number, printed_in="common") for clause in clauses)
    return SharedClause(printed, in_lots, tuple(merger.list_values()))


def _list_sources(clauses: Sequence[PrintedClause]) -> list[SourceRef]:
    """Return the sources that any of some clauses cites, each once."""
    listed: list[SourceRef] = []
    for clause in clauses:
        listed += [source for source in clause.sources if source not in listed]
    return listed


class _TextMerger:
    """Merges the texts of a clause in several lots, and collects the values that differ."""

    def __init__(self, clauses: Sequence[PrintedClause]) -> None:
        self.clauses, self.language = clauses, clauses[0].language
        self.titles: dict[str, str] = {}
        self.amounts: dict[str, dict[Place, str]] = {}

    def merge_cover(self) -> str:
        """Return the sentences on product categories; one that does not hold for all lots names its lots."""
        covers: dict[Cover, list[int]] = {}
        waived: dict[str, list[int]] = {}
        for clause in self.clauses:
            if clause.cover:
                covers.setdefault(clause.cover, []).append(clause.lots[0])
            for sentence in clause.waived:
                waived.setdefault(sentence, []).append(clause.lots[0])
        sentences = [cover.write(self.language, self._name_some(lots)) for cover, lots in covers.items()]
        for sentence, lots in waived.items():
            some = self._name_some(lots)
            sentences.append(self.language.text("before.for-lots", lots=some, text=sentence) if some else sentence)
        return " ".join(sentences)

    def _name_some(self, lots: Sequence[int]) -> str:
        """Return the names of some lots of the clause; empty if they are all of them."""
        return name_lots(self.language, lots) if len(lots) < len(self.clauses) else ""

    def merge_paragraphs(self, key: str) -> list[str]:
        """Return the merged paragraphs of a text of the clause, such as `requirement`."""
        by_lot = [clause.filled[key] for clause in self.clauses]
        return [
            self._merge_paragraph({c.lots[0]: texts for c, texts in zip(self.clauses, paragraph, strict=True)})
            for paragraph in zip(*by_lot, strict=True)
        ]

    def _merge_paragraph(self, by_lot: Mapping[int, tuple[FilledText, ...]]) -> str:
        """Return one paragraph for several lots: a value that is the same everywhere, or else its name.

        The paragraph may hold for other product categories in one lot than in another. If no value differs then, all
        its values become names, because their table says where the paragraph holds.
        """
        filled = {(lot, text.categories): text.pieces for lot, texts in by_lot.items() for text in texts}
        labels = {text.categories for texts in by_lot.values() for text in texts}
        alike = len(labels) == 1 and all(len(texts) == 1 for texts in by_lot.values())
        pieces = list(zip(*filled.values(), strict=True))
        names = {p[0].name for p in pieces if isinstance(p[0], FilledValue)}
        differing = {p[0].name for p in pieces if isinstance(p[0], FilledValue) and len({str(v.text) for v in p}) > 1}
        text = self._write_pieces(filled, differing if differing or alike else names)
        return write_for_categories(self.language, labels.pop(), text) if alike else text

    def _write_pieces(self, filled: Mapping[Place, tuple[str | FilledValue, ...]], differing: set[str]) -> str:
        """Return the text of a paragraph, and note what holds where for the values in `differing`."""
        pieces = next(iter(filled.values()))
        written: list[str] = []
        last = ""
        for position, piece in enumerate(pieces):
            if isinstance(piece, str):
                written.append(piece)
                last = last if not piece.strip() else ""
            elif piece.name not in differing:
                written.append(piece.text)
                last = ""
            elif piece.name == last:
                # “3 years after delivery” is two blanks with one name.
                written.pop()
            else:
                name = self.titles.setdefault(piece.name, piece.title)
                written.append(self.language.text("common.value", name=name))
                last = piece.name
                for place, others in filled.items():
                    value = others[position]
                    assert isinstance(value, FilledValue)
                    self.amounts.setdefault(piece.name, {})[place] = value.anchored
        return "".join(written)

    def list_values(self) -> Iterator[DifferingValue]:
        """Yield the values that differ, in the order in which the texts name them."""
        for name, by_place in self.amounts.items():
            places: dict[str, tuple[Place, ...]] = {}
            for place, amount in sorted(by_place.items(), key=lambda item: item[0][0]):
                # A paragraph may state for a whole lot what another one states for each of its categories.
                if not place[1] or by_place.get((place[0], "")) != amount:
                    places[amount] = (*places.get(amount, ()), place)
            yield DifferingValue(self.titles[name], places)


def refer_between_clauses(
    shared: Sequence[SharedClause],
    lots: Sequence[Sequence[PrintedClause]],
    general: Mapping[str, str],
    library: Library,
    language: Language,
) -> tuple[tuple[SharedClause, ...], tuple[tuple[PrintedClause, ...], ...]]:
    """Return shared clauses and the clauses of each lot, with numbers after the titles of clauses that they name.

    Where the lots of a shared clause have a clause that it names under several numbers, all of them follow the title.
    Parameters: `general`, the numbers of the general rules by their titles.
    """
    by_lot = {
        clauses[0].lots[0]: {
            **general,
            **{title: clause.number for clause in clauses for title in list_titles(library, clause)},
        }
        for clauses in lots
        if clauses
    }
    joint = language.text("formats.source")

    def refer(clause: SharedClause) -> SharedClause:
        numbers: dict[str, dict[str, None]] = {}
        for lot in clause.printed.lots:
            for title, number in by_lot[lot].items():
                numbers.setdefault(title, {})[number] = None
        joined = {title: joint.join(several) for title, several in numbers.items()}
        (printed,) = add_references([clause.printed], joined)
        return replace(clause, printed=printed)

    referred = tuple(add_references(clauses, by_lot[clauses[0].lots[0]] if clauses else {}) for clauses in lots)
    return tuple(map(refer, shared)), referred
