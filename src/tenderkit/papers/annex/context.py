# SPDX-License-Identifier: Apache-2.0
"""Gather the data that the parts of an annex need: clauses with their values, numbers of sources, rules of law."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import replace

from tenderkit.frozen import frozen_dataclass
from tenderkit.library.buyer_steps import ChosenBuyerStep, choose_buyer_steps
from tenderkit.library.jurisdiction import Duty
from tenderkit.library.language import Language
from tenderkit.library.library import ENGLISH, Library, Source
from tenderkit.papers.award_formula import Criterion, list_criteria
from tenderkit.papers.clause_text import PrintedClause, add_references, print_clauses
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

    The general rules, which apply to all lots, count as lot 0. `part` is the outcome of selection for the lot.
    """

    part: LotSelection
    title: str
    clauses: tuple[PrintedClause, ...]
    criteria: tuple[Criterion, ...] = ()


@frozen_dataclass
class Context:
    """The data from which the parts of an annex are composed.

    `duties` are the legal duties of the authority; `demands` are the requirements of product law at the place of
    delivery; `rules` are the rules on equivalence, weights, quotas and e-waste in the profile of the jurisdiction;
    `preparation` are the steps of the authority before it publishes; `cited` are the ids of the sources that the
    published part cites; `sources` are the ids in `cited`, then the ids of the sources that only the notes cite, in
    the order of their numbers; `effort` counts the clauses, proofs and reports.
    """

    selection: Selection
    purchase_digest: str
    language: Language
    general: PrintedLot
    lots: tuple[PrintedLot, ...]
    duties: tuple[Duty, ...]
    demands: tuple[LegalDemand, ...]
    rules: tuple[RuleToCheck, ...]
    preparation: tuple[ChosenBuyerStep, ...]
    cited: tuple[str, ...]
    sources: tuple[str, ...]
    source_numbers: Mapping[str, int]
    effort: Effort

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
        """All clauses of the annex, in the order of their numbers."""
        return tuple(clause for lot in self.all_lots for clause in lot.clauses)

    def name_lot(self, lot: PrintedLot) -> str:
        """Return the name of a lot, such as `Lot 2: Displays`; for the general rules, their title alone."""
        if not lot.part.number:
            return lot.title
        return self.text("lot.name", number=self.text("lot.number", number=lot.part.number), title=lot.title)

    def list_categories(self, categories: Collection[str]) -> str:
        """Return the labels of product categories in running text: `laptops, tablets and displays`."""
        words = self.library.vocabulary.categories
        return self.language.listing([self.language.label(words[category].label) for category in categories])

    def label_word(self, list_: str, word: str) -> str:
        """Return the label of a code in a list of the vocabulary, such as of `lease` in `acquisitions`."""
        return self.language.label(self.library.vocabulary.label(list_, word))

    def cite_source(self, id_: str, clause: str | None = None) -> str:
        """Return a citation such as `[3], Art 42`: the source's number in the list of sources, then the article."""
        number = f"[{self.source_numbers[id_]}]"
        return self.text("sources.cite", number=number, clause=clause) if clause else number

    def name_source(self, source: Source) -> str:
        """Return the title, issuer and edition of a source, as one text."""
        return self.text("formats.source").join(filter(None, (source.title, source.issuer, source.edition)))


def build_context(selection: Selection, language: Language) -> Context:
    """Gather the data of an annex: write out the selected clauses, and number the sources that the annex cites.

    Parameters: `language`, the language of the annex.
    """
    library = selection.library
    general, lots = _print_lots(selection, language)
    printed = [clause for lot in (general, *lots) for clause in lot.clauses]
    duties, demands = legal_context.find_duties(selection), legal_context.find_legal_demands(selection, language)
    rules = legal_context.list_rules_to_check(selection, language)
    preparation = choose_buyer_steps(library.buyer_steps, [lot.part.facts for lot in lots])
    values = [value.value for clause in printed for value in clause.values]
    in_notes = {value.source for value in values}
    in_notes |= {value.limit.source for value in values if value.value is None and value.limit}
    in_notes |= {duty.source for duty in duties} | {demand.source for demand in demands}
    in_notes |= {rule.source for rule in rules}
    in_notes |= {source.id for step in preparation for source in step.sources}
    in_clauses = {source.id for clause in printed for source in clause.sources}
    cited = tuple(id_ for id_ in library.sources if id_ in in_clauses)
    sources = (*cited, *(id_ for id_ in library.sources if id_ in in_notes and id_ not in in_clauses))
    return Context(
        selection=selection,
        purchase_digest=compute_published_digest(selection),
        language=language,
        general=general,
        lots=lots,
        duties=tuple(duties),
        demands=tuple(demands),
        rules=tuple(rules),
        preparation=preparation,
        cited=cited,
        sources=sources,
        source_numbers={id_: number for number, id_ in enumerate(sources, 1)},
        effort=measure_effort(selection, (clause for lot in (general, *lots) for clause in lot.clauses)),
    )


def _print_lots(selection: Selection, language: Language) -> tuple[PrintedLot, tuple[PrintedLot, ...]]:
    """Return the general rules and the lots, each with the texts of its clauses written out."""
    general = _print_clauses(selection.library, language, selection.general)
    lots = []
    for part in selection.lots:
        assert part.lot is not None
        clauses = add_references(_print_clauses(selection.library, language, part), general, language)
        criteria = list_criteria(selection.library, language, part, clauses)
        lots.append(PrintedLot(part, part.lot.title, clauses, criteria))
    title = language.text("general.title")
    return PrintedLot(selection.general, title, add_references(general, (), language)), tuple(lots)


def _print_clauses(library: Library, language: Language, part: LotSelection) -> tuple[PrintedClause, ...]:
    """Return the clauses of a lot with their texts written out.

    If the language of the annex is written from right to left, clauses in English are marked as left to right.
    """
    clauses = print_clauses(library, language, part)
    if not language.rtl:
        return clauses
    return tuple(_mark_direction(clause) if is_in_english(library, clause) else clause for clause in clauses)


def _mark_direction(clause: PrintedClause) -> PrintedClause:
    """Return a clause with a left-to-right mark after each text, so that the full stop appears at the end."""
    mark = _LEFT_TO_RIGHT_MARK
    return replace(
        clause,
        requirement=tuple(text + mark for text in clause.requirement),
        verification={tier: text + mark for tier, text in clause.verification.items()},
        question=clause.question + mark,
        remedy=clause.remedy and clause.remedy + mark,
    )


def is_in_english(library: Library, clause: PrintedClause) -> bool:
    """Return whether a clause is in English because it is not translated into the language of the annex."""
    return library.language != ENGLISH and clause.clause.id not in library.words


def name_stage(printed: PrintedClause) -> str:
    """Return `tender` for a clause that is proved in the bid, `contract` for one that the contractor proves later."""
    return "contract" if printed.clause.kind == "contract-performance-clause" else "tender"
