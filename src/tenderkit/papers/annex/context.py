# SPDX-License-Identifier: Apache-2.0
"""Gather the data that the annex and the other papers need: clauses with values, numbers of sources, rules of law."""

import datetime
import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from functools import cached_property

from tenderkit.frozen import frozen_dataclass
from tenderkit.library.buyer_steps import ChosenBuyerStep, choose_buyer_steps
from tenderkit.library.jurisdiction import Duty, RankingRule, Weekend
from tenderkit.library.language import Language
from tenderkit.library.library import Library, Source
from tenderkit.papers.annex.shared_clauses import (
    SharedClause,
    name_lots,
    refer_between_clauses,
    share_clauses,
    take_general_clauses,
)
from tenderkit.papers.award_formula import Criterion, list_criteria
from tenderkit.papers.clause_text import PrintedClause, add_references, list_titles, print_clauses
from tenderkit.papers.digest import compute_published_digest
from tenderkit.papers.effort import Effort, measure_effort
from tenderkit.purchase.purchase import Purchase
from tenderkit.selection import legal_context
from tenderkit.selection.legal_context import LegalDemand, RuleToCheck
from tenderkit.selection.selection import LotSelection, Selection

_LEFT_TO_RIGHT_MARK = "\u200e"


@frozen_dataclass
class PrintedLot:
    """A lot written out for the annex, with its title, its clauses and its award criteria.

    The general rules, which apply to all lots, count as lot 0. `part` is the outcome of selection for the lot;
    `clauses` are its clauses, those that are printed once for several lots included; a clause of every lot that is
    printed among the general rules is one of lot 0 alone.
    """

    part: LotSelection
    title: str
    clauses: tuple[PrintedClause, ...]
    criteria: tuple[Criterion, ...] = ()

    @property
    def own_clauses(self) -> tuple[PrintedClause, ...]:
        """The clauses that are printed in the part of this lot, and not once for several lots."""
        return tuple(clause for clause in self.clauses if clause.printed_in != "common")

    @property
    def quality_criteria(self) -> tuple[Criterion, ...]:
        """The award criteria on quality that the authority has written itself."""
        return tuple(criterion for criterion in self.criteria if criterion.how == "own")


@frozen_dataclass
class Context:
    """The data from which the annex, the response form and the notes are composed.

    `shared` are the clauses that are printed once for several lots; `cited` are the ids of the sources that the annex
    cites. What only the notes need is worked out when it is first asked for.
    """

    selection: Selection
    purchase_digest: str
    language: Language
    general: PrintedLot
    shared: tuple[SharedClause, ...]
    lots: tuple[PrintedLot, ...]
    cited: tuple[str, ...]

    @cached_property
    def duties(self) -> tuple[Duty, ...]:
        """The legal duties of the authority."""
        return tuple(legal_context.find_duties(self.selection))

    @cached_property
    def demands(self) -> tuple[LegalDemand, ...]:
        """The requirements of product law at the place of delivery."""
        return tuple(legal_context.find_legal_demands(self.selection, self.language))

    @cached_property
    def rules(self) -> tuple[RuleToCheck, ...]:
        """The rules on equivalence, weights, quotas and e-waste in the profile of the jurisdiction."""
        return tuple(legal_context.list_rules_to_check(self.selection, self.language))

    @cached_property
    def ranking_law(self) -> str:
        """The sentence for tenderers on what the law changes in the ranking of tenders, empty if none is recorded."""
        return self.language.words(self._ranking_rule.text) if self._ranking_rule else ""

    @property
    def weekend(self) -> str:
        """The days on which public bodies do not work at the seat of the authority."""
        weekend: Weekend | None = self.library.find_inherited(self.selection.jurisdiction, "weekend")
        return weekend.write(self.language) if weekend else self.language.text("definitions.weekend")

    @property
    def ties_by_law(self) -> bool:
        """Whether the law, and not the lower price, decides between tenders with equal totals."""
        return bool(self._ranking_rule and self._ranking_rule.decides_ties)

    @cached_property
    def _ranking_rule(self) -> RankingRule | None:
        rule: RankingRule | None = self.library.find_inherited(self.selection.jurisdiction, "ranking")
        return rule

    @cached_property
    def preparation(self) -> tuple[ChosenBuyerStep, ...]:
        """The steps of the authority before it publishes."""
        return choose_buyer_steps(self.library.buyer_steps, [lot.part.facts for lot in self.lots])

    @cached_property
    def sources(self) -> tuple[str, ...]:
        """The ids of the sources that the annex cites, then of those that only the notes cite."""
        values = [value.value for clause in self.selected for value in clause.values]
        in_notes = {value.source for value in values}
        in_notes |= {value.limit.source for value in values if value.value is None and value.limit}
        in_notes |= {limit.source for value in values for limit in value.coming}
        in_notes |= {duty.source for duty in self.duties} | {demand.source for demand in self.demands}
        in_notes |= {rule.source for rule in self.rules}
        in_notes |= {source.id for step in self.preparation for source in step.sources}
        in_notes |= {source.id for clause in self.selected for source in clause.sources}
        others = in_notes.difference(self.cited)
        return (*self.cited, *(id_ for id_ in self.library.sources if id_ in others))

    @cached_property
    def effort(self) -> Effort:
        """The numbers of clauses, proofs and reports."""
        return measure_effort(self.selection, self.selected, self.language)

    @property
    def library(self) -> Library:
        """The library that the clauses come from."""
        return self.selection.library

    @property
    def purchase(self) -> Purchase:
        """The purchase: the authority's answers in its purchase file."""
        return self.selection.purchase

    @property
    def text(self) -> Callable[..., str]:
        """The function that returns a fixed text of the annex in its language, by a key such as `award.total`."""
        return self.language.text

    @property
    def all_lots(self) -> tuple[PrintedLot, ...]:
        """The general rules as lot 0, then the lots, in the order of their numbers."""
        return (self.general, *self.lots)

    @property
    def printed(self) -> tuple[PrintedClause, ...]:
        """All clauses as the annex prints them, in its order: a clause for several lots is there once."""
        return list_printed_clauses(self.general, self.shared, self.lots)

    @property
    def selected(self) -> tuple[PrintedClause, ...]:
        """The general rules, then the clauses of each lot; a clause for several lots is there once for each lot."""
        return tuple(clause for lot in self.all_lots for clause in lot.clauses)

    def speak_language_of(self, clause: PrintedClause) -> "Context":
        """Return the context in the language of a clause, which may not be translated into that of the annex."""
        return replace(self, language=clause.language) if self.is_in_english(clause) else self

    def is_in_english(self, clause: PrintedClause) -> bool:
        """Return whether a clause is in English because it is not translated into the language of the annex."""
        return clause.language is not self.language

    def list_clauses(self, lot: PrintedLot) -> tuple[PrintedClause, ...]:
        """Return all clauses of a lot; those that are printed among the general rules come last."""
        return (*lot.clauses, *(clause for clause in self.general.clauses if clause.clause.scope == "lot"))

    def name_lot(self, lot: PrintedLot) -> str:
        """Return the name of a lot, such as `Lot 2: Displays`; for the general rules, their title alone."""
        if not lot.part.number:
            return lot.title
        return self.text("lot.name", number=self.text("lot.number", number=lot.part.number), title=lot.title)

    def name_lots(self, numbers: Collection[int]) -> str:
        """Return the numbers of lots in running text: `Lot 1, Lot 2 and Lot 4`."""
        return name_lots(self.language, numbers)

    def lead_with_lots(self, words: str, numbers: Collection[int]) -> str:
        """Return a text with the lots that it applies to in front: `Lot 1 and Lot 3: …`.

        A text that applies to all lots is returned unchanged. Parameters: `words`, the text; `numbers`, the numbers
        of the lots to which it applies.
        """
        if len(numbers) == len(self.lots):
            return words
        return self.text("before.for-lots", lots=self.name_lots(numbers), text=words)

    def name_lots_of_rows(
        self, rows: Mapping[tuple[str, ...], Sequence[PrintedClause]]
    ) -> tuple[tuple[str, ...], ...]:
        """Return the rows of a table on clauses; one that does not hold for all lots of a clause names its lots.

        Parameters: `rows`, each row with the clauses of the lots that it holds for; the lots follow the second cell.
        """
        lots_of = {one.printed.number: one.printed.lots for one in self.shared}
        named = []
        for (number, name, *others), clauses in rows.items():
            lots = tuple(clause.lots[0] for clause in clauses)
            if number in lots_of and lots != lots_of[number]:
                name += self.text("gaps.for", categories=self.name_lots(lots))
            named.append((number, name, *others))
        return tuple(named)

    def list_categories(self, categories: Collection[str]) -> str:
        """Return the labels of product categories in running text: `laptops, tablets and displays`."""
        words = self.library.vocabulary.categories
        return self.language.listing([self.language.label(words[category].label) for category in categories])

    def label_word(self, list_: str, word: str) -> str:
        """Return the label of a code in a list of the vocabulary, such as of `lease` in `acquisitions`."""
        return self.language.label(self.library.vocabulary.label(list_, word))

    def cite_source(self, id_: str, clause: str | None = None) -> str:
        """Return a citation such as `[3], Art 42`: the source's number in the list of sources, then the article."""
        number = self.number_source(id_)
        if not clause:
            return number
        return self.text("sources.cite", number=number, clause=name_place(self.language, clause))

    def number_source(self, id_: str) -> str:
        """Return the number of a source in the lists of sources, such as `[3]`."""
        listed = self.cited if id_ in self.cited else self.sources
        return f"[{listed.index(id_) + 1}]"

    def name_kind(self, source: Source) -> str:
        """Return the kind of a source, such as `law`; a law that does not hold for this tender is called a model."""
        elsewhere = is_law_elsewhere(self.selection, source)
        return self.text("sources.kind-law-elsewhere" if elsewhere else f"sources.kind-{source.kind}")

    def name_source(self, source: Source) -> str:
        """Return the title, issuer and edition of a source, as one text; an issuer in the title is not repeated."""
        issuer = None if source.issuer and source.issuer in source.title else source.issuer
        return self.text("formats.source").join(filter(None, (source.title, issuer, source.edition)))


def name_place(language: Language, place: str) -> str:
    """Return a place in a source, such as `Art 42, 43`, in the words of a language; unknown words stay as they are.

    The frame has them as `Art / s. = one / two / more | Annex = any number`; a language without keeps the English.
    """
    if not (words := language.text("sources.places")):
        return place
    forms = dict[str, list[str]]()
    for entry in words.split(" | "):
        english, _, own_words = entry.partition(" = ")
        forms |= dict.fromkeys(english.split(" / "), own_words.split(" / "))
    named = "|".join(map(re.escape, forms))
    before, *parts = re.split(rf"(?<!\S)({named})(?=[\s\d,]|$)", place.replace(" to ", "–").replace(" and ", ", "))
    if not parts:
        return place
    joint, texts = language.text("formats.source"), [before.strip()]
    for word, rest in zip(parts[::2], parts[1::2], strict=True):
        numbers = [number.strip() for number in rest.split(",") if number.strip()]
        # A number in brackets alone is a paragraph of the article before it.
        count = 3 if "–" in rest else max(1, sum(not number.startswith("(") for number in numbers))
        own = forms[word][min(count, len(forms[word])) - 1]
        texts.append(f"{own} {joint.join(numbers)}".strip())
    return joint.join(filter(None, texts))


def is_law_elsewhere(selection: Selection, source: Source) -> bool:
    """Return whether a source is a law that does not hold for this tender."""
    return source.law_of is not None and source.law_of not in selection.profiles


def is_model(selection: Selection, source: Source) -> bool:
    """Return whether a source was only a model for the text: nobody publishes it, and the notes cite it."""
    return source.kind in ("guide", "case") or is_law_elsewhere(selection, source)


def list_printed_clauses(
    general: PrintedLot, shared: Sequence[SharedClause], lots: Sequence[PrintedLot]
) -> tuple[PrintedClause, ...]:
    """Return all clauses as an annex prints them: general rules, clauses for several lots, then lot by lot."""
    own = (clause for lot in lots for clause in lot.own_clauses)
    return (*general.clauses, *(one.printed for one in shared), *own)


def build_context(selection: Selection, language: Language) -> Context:
    """Gather the data of an annex: write out the selected clauses, and number the sources that the annex cites.

    Parameters: `language`, the language of the annex.
    """
    general, shared, lots = _print_lots(selection, language)
    in_clauses = {source.id for lot in (general, *lots) for clause in lot.clauses for source in clause.sources}
    cited = tuple(
        id_
        for id_, source in selection.library.sources.items()
        if id_ in in_clauses and not is_model(selection, source)
    )
    return Context(selection, compute_published_digest(selection), language, general, shared, lots, cited)


def _print_lots(
    selection: Selection, language: Language
) -> tuple[PrintedLot, tuple[SharedClause, ...], tuple[PrintedLot, ...]]:
    """Return the general rules, the clauses for several lots, and the lots, with the texts of clauses written out."""
    library = selection.library
    launch = selection.purchase.tender.launch

    def print_part(part: LotSelection) -> tuple[PrintedClause, ...]:
        return tuple(_cite_law_of_day(clause, library, launch) for clause in print_clauses(library, language, part))

    rules = print_part(selection.general)
    taken, others = take_general_clauses([print_part(part) for part in selection.lots], len(rules), language)
    rules = (*rules, *taken)
    numbers = {title: rule.number for rule in rules for title in list_titles(library, rule)}
    shared, by_lot = share_clauses(others, language)
    shared, by_lot = refer_between_clauses(shared, by_lot, numbers, library, language)
    by_lot = tuple(_mark_questions(clauses, language) for clauses in by_lot)
    lots = []
    for part, clauses in zip(selection.lots, by_lot, strict=True):
        assert part.lot is not None
        lots.append(PrintedLot(part, part.lot.title, clauses, list_criteria(library, language, part, clauses)))
    rules = _mark_questions(add_references(rules, numbers), language)
    general = PrintedLot(selection.general, language.text("general.title"), rules)
    return general, shared, tuple(lots)


def _cite_law_of_day(clause: PrintedClause, library: Library, launch: datetime.date) -> PrintedClause:
    """Return a clause without the sources that came into force after the launch of the tender, or ended before it."""
    held = tuple(source for source in clause.sources if library.sources[source.id].is_in_force(launch))
    return clause if len(held) == len(clause.sources) else replace(clause, sources=held)


def _mark_questions(clauses: Sequence[PrintedClause], language: Language) -> tuple[PrintedClause, ...]:
    """Return clauses with a mark after each English question in an annex that is written from right to left.

    The cell that asks it goes from right to left, and the mark keeps the full stop at the end.
    """
    if not language.rtl:
        return tuple(clauses)
    return tuple(
        clause
        if clause.language.rtl or not clause.question
        else replace(clause, question=clause.question + _LEFT_TO_RIGHT_MARK)
        for clause in clauses
    )


def name_stage(printed: PrintedClause) -> str:
    """Return `tender` for a clause that is proved in the bid, `contract` for one that the contractor proves later."""
    return "contract" if printed.clause.kind == "contract-performance-clause" else "tender"
