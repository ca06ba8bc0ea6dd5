# SPDX-License-Identifier: Apache-2.0
"""Write out a clause for one lot: fill its texts with values, in one language, and number it."""

import re
from collections.abc import Hashable, Iterator, Mapping, Sequence
from typing import Any, Literal

from tenderkit.frozen import Memory, Same, copy_with, frozen_dataclass
from tenderkit.library import template
from tenderkit.library.clause import LAW_BLANKS, LOT_BLANKS, TIERS, WAIVED, Clause, SourceRef, find_parameter
from tenderkit.library.condition import block_holds
from tenderkit.library.jurisdiction import EWaste
from tenderkit.library.language import Language
from tenderkit.library.library import ENGLISH, Library
from tenderkit.library.template import Template
from tenderkit.papers.clause_marks import name_bookmark
from tenderkit.selection.parameter_value import ParameterValue
from tenderkit.selection.printed_texts import (
    choose_printed_texts,
    choose_texts,
    find_printed_values,
    list_categories_asked,
    list_parameters,
)
from tenderkit.selection.selection import LIFE_CYCLE_COST, LotSelection, Pick

# The part of an annex in which a clause is printed: the general rules, the clauses for several lots, or its lot.
PrintedIn = Literal["general", "common", "lot"]


def name_tag(place: str, clause: Clause) -> str:
    """Return the tag of a clause in a Word file: `tk:L2.take-back@1`.

    Parameters: `place`, L and the number of the lot (`L0` for a general rule), or C and the number of the printing of
    a clause for several lots.
    """
    return f"tk:{place}.{clause.id}@{clause.version}"


@frozen_dataclass
class PrintedValue:
    """A value of a clause, written out for a group of product categories.

    `categories` are the categories of the group, None if the value holds for all categories of the clause; `amount`
    is the value with its unit (`3 years`), or a text such as `[to be decided: …]` if the value is undecided; `text`
    is the amount with the event from which a time is counted (`3 years after delivery`); `inflected` is the amount as
    a sentence prints it, in a language in which one that stands alone has another form.
    """

    name: str
    title: str
    categories: tuple[str, ...] | None
    value: ParameterValue
    amount: str
    text: str
    inflected: str


@frozen_dataclass
class FilledValue:
    """A value in a text of a clause.

    `name` is the parameter, or one of `LOT_BLANKS`, such as `months` for the term of the lot; `title` names it in
    words; `text` is what the text prints; `anchored` is the value with its unit, and with the event from which a time
    is counted (`3 years after delivery`), as a table prints it.
    """

    name: str
    title: str
    text: str
    anchored: str


@frozen_dataclass
class FilledText:
    """A text of a clause for product categories with the same values, as literal text and values in turn.

    `categories` are the labels of the categories, empty if the text holds for all categories of the clause.
    """

    categories: str
    pieces: tuple[str | FilledValue, ...]

    def write(self, language: Language) -> str:
        """Return the text as it is printed: `For laptops: The contractor shall …`."""
        text = "".join(piece if isinstance(piece, str) else piece.text for piece in self.pieces)
        return write_for_categories(language, self.categories, text)


def write_for_categories(language: Language, categories: str, text: str) -> str:
    """Return a text with the labels of the product categories that it holds for in front, if there are any."""
    return language.text("clause.for", categories=categories, text=text) if categories else text


@frozen_dataclass
class Cover:
    """The product categories of a clause that does not cover its whole lot, as labels in running text.

    `kind` is `items` if they are bought, `repaired` if repaired, `returns` if handed over, or `both`.
    """

    kind: str
    items: str
    returns: str

    def write(self, language: Language, lots: str = "") -> str:
        """Return a sentence on the cover: `For laptops provided.` With lots: `In Lot 1 only for laptops provided.`"""
        if lots:
            return language.text(f"common.covers-{self.kind}", lots=lots, items=self.items, returns=self.returns)
        return language.text(f"clause.covers-{self.kind}", items=self.items, returns=self.returns)


@frozen_dataclass
class PrintedClause:
    """A clause written out for the annex: numbered, with its texts filled with values.

    `number` is G.N in the general rules, C.SECTION.N among the clauses for several lots, else LOT.SECTION.N, such as
    2.4.1; `lots` are the lots that the texts hold for, `(0,)` for a general rule; `tag` marks the clause in a Word
    file; `cover` names the product categories, None if the clause covers the whole lot; `waived` are sentences on
    values that the authority waives; `covers` are the sentences on both; `verification` maps tiers of proof to
    texts; `filled` maps `title`, `requirement`, `remedy` and each tier to the texts from which these were written;
    `values` are the values that these texts name, and no others; `language` is that of all its texts: English, where
    the clause is not translated into the language of the annex.
    """

    pick: Pick
    number: str
    printed_in: PrintedIn
    lots: tuple[int, ...]
    tag: str
    title: str
    covers: str
    cover: Cover | None
    waived: tuple[str, ...]
    requirement: tuple[str, ...]
    verification: Mapping[str, str]
    question: str
    guidance: str
    remedy: str
    filled: Mapping[str, tuple[tuple[FilledText, ...], ...]]
    values: tuple[PrintedValue, ...]
    sources: tuple[SourceRef, ...]
    language: Language

    @property
    def clause(self) -> Clause:
        """The clause of the library from which the texts were written out."""
        return self.pick.clause

    @property
    def stem(self) -> str:
        """The beginning of the tags of all form fields of the clause: `tk:L2.spare-parts`."""
        return self.tag.partition("@")[0]

    @property
    def bookmark(self) -> str:
        """The name of the Word bookmark of the clause."""
        return name_bookmark(self.tag)

    @property
    def undecided(self) -> tuple[PrintedValue, ...]:
        """The values of the clause that the authority still has to decide."""
        return tuple(v for v in self.values if v.value.value is None)


# The clauses that were written out for earlier lots.
_KNOWN_CLAUSES: Memory[PrintedClause] = Memory(2048)


class ClausePrinter:
    """Writes out the clauses of one lot in one language."""

    def __init__(self, library: Library, language: Language, part: LotSelection) -> None:
        self.library, self.language, self.part = library, language, part
        # Amounts and anchors by clause, parameter and category: texts and tables name the same ones.
        self._amounts: dict[tuple[str, str, str], tuple[str, str, str]] = {}

    def list_categories(self, categories: Sequence[str], *, definite: bool = False) -> str:
        """Return the labels of product categories in running text: `laptops, tablets and displays`.

        Parameters: `definite`, true for all units of the categories, which some languages say with an article.
        """
        words = self.library.vocabulary.categories
        return self.language.listing([self.language.label(words[c].label, definite=definite) for c in categories])

    def list_quantities(
        self, numbers: Mapping[str, int], categories: Sequence[str], *, returned: bool = False
    ) -> str:
        """Return a text with the quantities of product categories: `120 laptops and 80 monitors`.

        The text says if the quantities are estimates, or hold for one contract year. Parameters: `numbers`, the
        number of units of each category; `returned`, true for old units: where their number is not fixed, the
        text says “up to”.
        """
        words = self.library.vocabulary.categories
        parts = [self.language.amount(numbers[c], words[c].label) for c in categories if c in numbers]
        basis = self.part.lot.quantity_basis if self.part.lot else "fixed"
        key = f"returned-{basis}" if returned else basis
        return self.language.text(f"quantities.{key}", list=self.language.listing(parts))

    def format_amount(self, clause: str, value: ParameterValue, title: str, *, alone: bool = False) -> str:
        """Return a value with its unit (`3 years`), or the text `[to be decided: …]` if the value is undecided.

        Parameters: `clause`, the id of the clause; `title`, the title of the parameter; `alone`, true for a value in
        a cell or after a colon, false for one in running text.
        """
        if value.value is None:
            gap = self.format_gap(value, title)
            return (
                self._put_currency(self.language.amount_gap(gap, self._label_unit(value.unit))) if value.unit else gap
            )
        return self._add_unit(self.library.translate_value(clause, value.value), value.unit, alone=alone)

    def _label_unit(self, unit: str) -> Mapping[str, Any]:
        return self.library.vocabulary.units[unit].label

    def _put_currency(self, amount: str) -> str:
        return amount.replace("{currency}", self.part.currency or self.language.text("gaps.currency"))

    def _add_unit(self, value: Any, unit: str | None, *, alone: bool = False) -> str:
        if unit is None or isinstance(value, str | bool | tuple):
            return self.language.plain_value(value)
        return self._put_currency(self.language.amount(value, self._label_unit(unit), alone=alone))

    def format_gap(self, value: ParameterValue, title: str) -> str:
        """Return the text that marks an undecided value, such as `[to be decided: …]`.

        The text names the limit of law, if any: `[to be decided: …; the law asks for at least 3]`.
        """
        if value.limit is None:
            return self.language.text("gaps.value", name=title)
        limit = value.limit.value
        shown = self._add_unit(tuple(limit) if isinstance(limit, list) else limit, value.unit)
        key = "gaps.value-max" if value.direction == "max" else "gaps.value-min"
        return self.language.text(key, name=title, limit=shown)

    def format_anchor(self, value: ParameterValue) -> str:
        """Return a text for the event from which the time of a value is counted: `after delivery`.

        The text is empty for a value that is not counted from an event.
        """
        if value.anchor is None:
            return ""
        return self.language.label(self.library.vocabulary.anchors[value.anchor].label)

    def _format_value(self, pick: Pick, parameter: str, category: str) -> tuple[str, str, str]:
        """Return the texts of a value of a clause of the lot.

        They are its amount in running text, the amount alone, and the amount alone with the event from which a time
        counts.
        """
        key = pick.clause.id, parameter, category
        if key not in self._amounts:
            value, title = pick.values[parameter][category], pick.clause.parameters[parameter].title
            inflected, alone = (
                self.format_amount(pick.clause.id, value, title, alone=alone) for alone in (False, True)
            )
            anchored = " ".join(filter(None, (alone, self.format_anchor(value))))
            self._amounts[key] = inflected, alone, anchored
        return self._amounts[key]

    def _fill_blank(self, pick: Pick, name: str, category: str | None) -> str | FilledValue:
        """Return what a blank of a text prints: a value, or the event from which the time of a value is counted."""
        lot = self.part.lot
        if name in LOT_BLANKS:
            if name == "items":
                text = self.list_quantities(pick.facts.items, pick.items)
            elif name == "returns":
                text = self.list_quantities(pick.facts.returns, pick.returns, returned=True)
            elif name in LAW_BLANKS:
                assert pick.facts.delivery, "a paragraph on a law that is not recorded is left out"
                text = self._describe_law(name, pick.facts.delivery)
            elif lot is None or lot.months is None:
                text = self.language.text("gaps.term")
            else:
                text, alone = (self._add_unit(lot.months, "months", alone=alone) for alone in (False, True))
                return FilledValue(name, self.language.text(LOT_BLANKS[name]), text, alone)
            return FilledValue(name, self.language.text(LOT_BLANKS[name]), text, text)
        parameter, form = find_parameter(pick.clause, name)
        value, title = pick.values[parameter][category or ""], pick.clause.parameters[parameter].title
        inflected, _, anchored = self._format_value(pick, parameter, category or "")
        text = self.format_anchor(value) if form == "anchor" else inflected
        if form == "value":
            if value.value is None:
                text = self.format_gap(value, title)
            else:
                text = self.language.plain_value(self.library.translate_value(pick.clause.id, value.value))
        return FilledValue(parameter, title, text, anchored)

    def _describe_law(self, name: str, delivery: str) -> str:
        """Return the law on e-waste at the place of delivery.

        After it follows what is recorded for producers, namely register, scheme and authority, or who may take waste
        over. Parameters: `name`, the blank, which says for whom the text is; `delivery`, the id of the profile of
        that place.
        """
        regime: EWaste = self.library.find_inherited(delivery, "e_waste")
        words, register = self.language.words, regime.register
        names: dict[str, str | None] = {
            "register": register.write(self.language) if register else None,
            "scheme": words(regime.scheme) if regime.scheme else None,
            "authority": words(regime.authority) if regime.authority else None,
        }
        if name == "waste_operator_law":
            names = {"operators": words(regime.operators.text) if regime.operators else None}
        text = words(regime.law)
        for key, named in names.items():
            text = self.language.text(f"clause.e-waste-{key}", text=text, name=named) if named else text
        return text

    def fill_text(self, pick: Pick, paragraph: Template) -> tuple[FilledText, ...]:
        """Return a text of a clause filled with values, once for each group of categories with the same values.

        Parameters: `paragraph`, the text with blanks for the values. A category for which a value is switched off
        gets no text.
        """
        needed = list_parameters(pick.clause, paragraph)

        def fill(category: str | None) -> tuple[str | FilledValue, ...]:
            return template.fill_template(paragraph, lambda name: self._fill_blank(pick, name, category))

        if not needed:
            return (FilledText("", fill(None)),)
        groups: dict[Any, list[str]] = {}
        for category in list_categories_asked(pick, needed):
            groups.setdefault(tuple(pick.values[p][category].print_key for p in needed), []).append(category)
        return tuple(
            FilledText(
                self.list_categories(categories, definite=True) if len(categories) < len(pick.categories) else "",
                fill(categories[0]),
            )
            for categories in groups.values()
        )

    def _find_cover(self, pick: Pick) -> Cover | None:
        """Return the product categories of a clause; None if it covers the whole lot.

        The answer is also None if the clause covers all that is bought and nothing that is handed over, because
        readers expect that anyway. The cartridges of a print service are no units of their own. The cost sheet has a
        line for all that the lot prices, so the life-cycle cost is that of the whole lot.
        """
        if pick.clause.id == LIFE_CYCLE_COST:
            return None
        facts = pick.facts
        items = set(facts.items)
        if facts.acquisition == "print-service" and pick.items:
            items.discard("consumables")
        if pick.whole or (items <= set(pick.items) and len(pick.returns) in (0, len(facts.returns))):
            return None
        bought = "repaired" if facts.acquisition == "repair" else "items"
        kind = "both" if pick.items and pick.returns else (bought if pick.items else "returns")
        return Cover(kind, self.list_categories(pick.items), self.list_categories(pick.returns))

    def _list_waived(self, pick: Pick) -> Iterator[str]:
        """Yield a sentence for each value that the authority waives for some product categories of a clause.

        Where "none" is a value of the parameter, with which the clause asks for nothing, there is nothing to tell.
        """
        for name, categories in pick.waived.items():
            parameter = pick.clause.parameters[name]
            if parameter.off != WAIVED:
                words = self.list_categories(categories)
                yield self.language.text("clause.waived", name=parameter.title, categories=words)

    def list_text_key(self, pick: Pick) -> tuple[Hashable, ...]:
        """Return all that decides on the texts of a selected clause, as a key of a memory."""
        # Of the library, the printer reads the vocabulary and the words; defects of exercises change its clauses.
        words = Same(self.library.vocabulary), Same(self.library.words), Same(self.language)
        basis = self.part.lot and self.part.lot.quantity_basis
        return pick.content_key, *words, self.part.currency, self.part.number > 0, basis

    def print_clause(self, pick: Pick, number: str) -> PrintedClause:
        """Return a selected clause with its texts filled with values.

        Parameters: `number`, the number of the clause in the form LOT.SECTION.N, such as 2.4.1; G.N for a general
        rule.
        """
        lot = self.part.number
        printed = _KNOWN_CLAUSES.recall(self.list_text_key(pick), lambda: self._print_texts(pick))
        return copy_with(
            printed,
            pick=pick,
            number=number,
            printed_in="lot" if lot else "general",
            lots=(lot,),
            tag=name_tag(f"L{lot}", pick.clause),
        )

    def _print_texts(self, pick: Pick) -> PrintedClause:
        """Return a selected clause with its texts, not yet numbered."""
        variant, text = choose_texts(pick.clause, pick)

        def fill(*paragraphs: Template | None) -> tuple[tuple[FilledText, ...], ...]:
            return tuple(self.fill_text(pick, paragraph) for paragraph in paragraphs if paragraph)

        printed = choose_printed_texts(pick, text)
        cover, waived = self._find_cover(pick), tuple(self._list_waived(pick))
        filled = {key: fill(*paragraphs) for key, paragraphs in printed.items()}

        def write(paragraphs: tuple[tuple[FilledText, ...], ...]) -> list[str]:
            return [each.write(self.language) for texts in paragraphs for each in texts]

        return PrintedClause(
            pick=pick,
            number="",
            printed_in="lot",
            lots=(),
            tag="",
            title=" ".join(write(filled["title"])),
            covers=" ".join([*([cover.write(self.language)] if cover else []), *waived]),
            cover=cover,
            waived=waived,
            requirement=tuple(write(filled["requirement"])),
            verification={tier: " ".join(write(filled[tier])) for tier in TIERS if tier in filled},
            question=" ".join(write(fill(text.question))),
            guidance=" ".join(write(fill(text.guidance))),
            remedy=" ".join(write(filled["remedy"])),
            filled=filled,
            values=tuple(self._list_values(pick, printed)),
            sources=list_sources(pick, variant),
            language=self.language,
        )

    def _list_values(self, pick: Pick, texts: Mapping[str, Sequence[Template]]) -> list[PrintedValue]:
        printed = []
        for name, by_category in find_printed_values(pick, texts).items():
            title = pick.clause.parameters[name].title
            groups: dict[Any, list[str]] = {}
            for category, value in by_category.items():
                key = value.print_key, value.origin, value.source, value.clause, value.moved_from
                groups.setdefault(key, []).append(category)
            for categories in groups.values():
                value = by_category[categories[0]]
                every = len(categories) == len(pick.categories)
                inflected, amount, text = self._format_value(pick, name, categories[0])
                covered = None if every else tuple(categories)
                printed.append(PrintedValue(name, title, covered, value, amount, text, inflected))
        return printed


def describe_origin(library: Library, clause: Clause, value: ParameterValue, language: Language) -> str:
    """Return a short text on the origin of a value, such as `proposed by this project`.

    If an overlay, a library of the authority, proposes the value, the text names the title of that library.
    """
    if value.origin == "proposed" and not value.given:
        for overlay in reversed(library.overlays):
            if clause.id in overlay.clauses:
                return language.text("origins.proposed-by", library=language.words(overlay.title))
    return language.text(f"origins.{value.origin}")


def list_sources(pick: Pick, variant: str | None) -> tuple[SourceRef, ...]:
    """Return the sources that the annex cites under a clause in a lot; one known from memory only is never cited.

    Parameters: `variant`, the id of the variant of the clause's texts that fits the lot, or None.
    """
    return tuple(
        source
        for source in pick.clause.sources
        if source.mark in ("C", "D", "T")
        and source.variant in (None, variant)
        and (not source.when or block_holds(source.when, pick.covered_facts))
    )


def is_untranslated(library: Library, clause: Clause) -> bool:
    """Return whether a clause is printed in English because it is not translated into the language of the library."""
    return library.language != ENGLISH and clause.id not in library.words


def list_titles(library: Library, clause: PrintedClause) -> tuple[str, ...]:
    """Return the titles by which other clauses name a clause: its own, and in those in English the English one."""
    english = library.english_titles.get(clause.clause.id, clause.title)
    return tuple(dict.fromkeys((clause.title, english)))


def add_references(clauses: Sequence[PrintedClause], numbers: Mapping[str, str]) -> tuple[PrintedClause, ...]:
    """Return the clauses with a number after each title of another clause in their texts: “Take-back” (1.4.2).

    If a text names a clause several times, only the first mention gets the number. Parameters: `numbers`, the number
    of each clause by its title.
    """
    if not numbers:
        return tuple(clauses)
    titles = sorted(numbers, key=len, reverse=True)
    patterns: dict[str, tuple[dict[str, str], re.Pattern[str]]] = {}

    def with_numbers(text: str, clause: PrintedClause) -> str:
        language = clause.language
        if language.code not in patterns:
            quoted = {language.quote(title): numbers[title] for title in titles}
            patterns[language.code] = quoted, re.compile("|".join(map(re.escape, quoted)))
        quoted, pattern = patterns[language.code]
        seen = {clause.number}

        def add_number(match: re.Match[str]) -> str:
            number = quoted[match[0]]
            if number in seen:
                return match[0]
            seen.add(number)
            return language.text("clause.reference", title=match[0], number=number)

        return pattern.sub(add_number, text)

    def refer(clause: PrintedClause) -> PrintedClause:
        return copy_with(
            clause,
            requirement=tuple([with_numbers(text, clause) for text in clause.requirement]),
            verification={tier: with_numbers(text, clause) for tier, text in clause.verification.items()},
            question=with_numbers(clause.question, clause),
            remedy=with_numbers(clause.remedy, clause),
        )

    return tuple(map(refer, clauses))


def print_clauses(library: Library, language: Language, part: LotSelection) -> tuple[PrintedClause, ...]:
    """Return all selected clauses of a lot, written out and numbered section by section, such as 2.4.1.

    The general rules are numbered G.1, G.2 and so on. A clause that is not translated is printed in the language of
    the texts from which others are translated.
    """
    printer = ClausePrinter(library, language, part)
    stand_in = ClausePrinter(library, language.stand_in, part) if language.stand_in else printer
    counts: dict[str, int] = {}
    printed = []
    for pick in part.picks:
        place = f"{part.number}.{pick.clause.section}" if part.number else language.text("general.letter")
        counts[place] = counts.get(place, 0) + 1
        writer = stand_in if is_untranslated(library, pick.clause) else printer
        printed.append(writer.print_clause(pick, f"{place}.{counts[place]}"))
    return tuple(printed)
