# SPDX-License-Identifier: Apache-2.0
"""Build what a panel evaluates: what a bid has to meet and to state, and its award criteria.

The results use the words of the annex, and do not depend on spreadsheets.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Literal

from tenderkit.frozen import frozen_dataclass
from tenderkit.library.clause import Step
from tenderkit.library.language import Language
from tenderkit.library.library import Library
from tenderkit.papers.annex.acceptance import describe_acceptance
from tenderkit.papers.annex.annex import Annex
from tenderkit.papers.annex.context import Context, PrintedLot, name_stage
from tenderkit.papers.annex.forms import word_question
from tenderkit.papers.award_formula import CEILINGS, Criterion, How
from tenderkit.papers.clause_text import ClausePrinter, PrintedClause
from tenderkit.papers.form_fields import ACCEPTANCE, PRICE
from tenderkit.papers.sheets.cost_rows import LotCost, list_cost_rows
from tenderkit.papers.sheets.price_sheet import list_price_rows
from tenderkit.papers.sheets.sheet_rows import FigureReader, tag_model
from tenderkit.selection.selection import LIFE_CYCLE_COST, WARRANTY_POINTS, LotSelection

# The number of bids in a lot that a workbook has room for; more are rare, and every column is one more to read.
TENDERS = 10
# The number of blank criteria where the annex sets none; the tender documents seldom set more.
OPEN_CRITERIA = 5

_BY_PRICE = ("lowest", "spread", "range", *CEILINGS)
_GATES = ("selection-criterion", "technical-specification")


@frozen_dataclass
class Gate:
    """A requirement that a bid has to meet to be admitted, or a statement that it has to hold.

    `part` is the title of the section of the annex that holds the requirement; `asked` is what the requirement asks
    of the tenderer, line by line; `field` is the tag of the field in the response form in which the tenderer answers;
    `stated` is true if a general rule or contract performance clause, accepted as a whole, asks for a statement.
    """

    number: str
    title: str
    part: str
    asked: tuple[str, ...]
    field: str
    stated: bool = False


@frozen_dataclass
class AskedProof:
    """The proof that a clause asks for on request, before award: the number and the title of the clause, and what."""

    number: str
    title: str
    proof: str


@frozen_dataclass
class Rung:
    """A step of an award scale: an offer of at least `least` earns `share` of the points, a number from 0 to 1.

    `text` gives the number `least` in words: `3 years after delivery`.
    """

    least: float
    share: float
    text: str


@frozen_dataclass
class Ladder:
    """The steps of an award scale for one product category, from the lowest step up.

    `category` is empty if the scale scores the whole offer at once.
    """

    category: str
    levels: tuple[Rung, ...]


@frozen_dataclass
class ScoredModel:
    """A model that each tenderer offers, as the sheets of the response form count it.

    `name` is the product category, with the number of the model where several are offered; `units` is the number of
    units; `quantity` gives it in words, with its basis, as the annex does: `an estimated 120 laptops`; `field` is the
    tag of the field in the response form that asks for the name of the model, empty if there is no such field.
    """

    name: str
    units: int
    quantity: str
    field: str


@frozen_dataclass
class ScoredCategory:
    """A product category whose models are scored one by one; `name` is its label."""

    category: str
    name: str
    models: tuple[ScoredModel, ...]


@frozen_dataclass
class ScoredCriterion:
    """An award criterion of a lot: its weight, how it gives points, and what the panel enters.

    `number` is the number of the clause, empty for a criterion without a clause; `name` is empty if the panel writes
    the name in; `weight` is None if it is undecided; `measure` describes the value to enter; `field` is the tag of
    the field in the response form that asks for the value, empty if there is no such field; `money` is true if the
    value is a sum of money. If the value is no sum of money, `beside` holds the words that a tenderer may write next
    to the value, such as its unit. `by_cost_sheet` is whether the value is the total of the cost sheets of the lot or
    of its price sheet, worked out from the entries.
    """

    number: str
    name: str
    weight: float | None
    how: How
    formula: str
    measure: str
    ladders: tuple[Ladder, ...] = ()
    field: str = ""
    money: bool = False
    beside: tuple[str, ...] = ()
    by_cost_sheet: bool = False

    @property
    def in_whole_years(self) -> bool:
        """Whether whole years alone count, as those of a warranty beyond the required one do."""
        return self.field.removesuffix(".value").rpartition(".")[2] == WARRANTY_POINTS

    def list_model_fields(self, kinds: Sequence[ScoredCategory]) -> dict[tuple[str, int], str]:
        """Return the tag of the field for each model that is scored apart, by its category and its number from 1.

        The result is empty if one field asks for the value: of the whole offer, or of the only model. Parameters:
        `kinds`, the categories of the lot with their models.
        """
        scored = {ladder.category for ladder in self.ladders if ladder.category}
        models = [
            (kind.category, number) for kind in kinds if kind.category in scored for number in range(len(kind.models))
        ]
        if len(models) < 2:
            return {}
        stem = self.field.rpartition(".")[0]
        return {(c, number + 1): f"{tag_model(stem, c, number + 1)}.value" for c, number in models}

    @property
    def whole(self) -> bool:
        """Whether the criterion gives points by steps and scores the whole offer at once, not model by model."""
        return bool(self.ladders) and not self.ladders[0].category


@frozen_dataclass
class LotEvaluation:
    """The evaluation of one lot: the requirements (`gates`), the award criteria, and the models to be scored.

    If the tenderer accepts contract performance clauses, their acceptance is the first of the `gates`; the statements
    that these clauses and the general rules ask for are the last.
    `kinds` are the product categories whose models are scored one by one under a criterion; `named` is true if the
    annex sets the criteria, and false if the panel writes the criteria in. `cost` are the cost sheets of the lot or,
    if its bids are compared by price, its price sheet; None if the total does not follow from single entries.
    `ranking_law` says what the law changes in the ranking of tenders, empty if nothing is recorded; `ties_by_law`,
    whether it decides between equal totals. `proofs` is what is asked on request of the tender proposed for award.
    """

    number: int
    name: str
    currency: str
    gates: tuple[Gate, ...]
    criteria: tuple[ScoredCriterion, ...]
    kinds: tuple[ScoredCategory, ...]
    named: bool
    cost: LotCost | None = None
    ranking_law: str = ""
    ties_by_law: bool = False
    proofs: tuple[AskedProof, ...] = ()

    @property
    def ties_entered(self) -> bool:
        """Whether the panel enters what decides between equal totals, and the price of the lot does not."""
        return self.ties_by_law or not self.named

    @property
    def sets_requirements(self) -> bool:
        """Whether a selection criterion or a technical specification is among the `gates`."""
        return any(gate.field != ACCEPTANCE and not gate.stated for gate in self.gates)

    @property
    def weighted(self) -> bool:
        """Whether the weights of all criteria are decided."""
        return all(c.weight is not None for c in self.criteria)


@frozen_dataclass
class Evaluation:
    """The evaluation of a tender, lot by lot; `facts` are the lines of the cover: (`Reference`, `2026/17`).

    `paper` is the sheet on which offices of the authority print.
    """

    title: str
    facts: tuple[tuple[str, str], ...]
    lots: tuple[LotEvaluation, ...]
    language: Language
    paper: Literal["A4", "Letter"] = "A4"


def build_evaluation(annex: Annex) -> Evaluation:
    """Build the evaluation of the bids, lot by lot, with the numbers, titles and words of the annex."""
    library, language = annex.selection.library, annex.language
    fields = {field.tag for field in annex.form_fields}
    gates = (*_build_acceptance_gate(annex), *_list_gates(annex.general, library, language))
    stated = tuple(_list_statements(annex.context, annex.general.clauses, fields))
    lots = []
    for lot in annex.lots:
        asked = (*gates, *_list_gates(lot, library, language))
        stated_there = _list_statements(annex.context, lot.clauses, fields)
        cost = _build_cost(annex.context, lot)
        built = _build_lot(lot, (*asked, *stated, *stated_there), fields, library, language, cost)
        proofs = tuple(_list_proofs((*annex.general.clauses, *lot.clauses)))
        law, by_law = annex.context.ranking_law, annex.context.ties_by_law
        lots.append(replace(built, ranking_law=law, ties_by_law=by_law, proofs=proofs))
    paper = library.jurisdictions[annex.selection.jurisdiction].paper
    return Evaluation(annex.subtitle, annex.cover, tuple(lots), language, paper)


def _build_acceptance_gate(annex: Annex) -> Iterable[Gate]:
    """Yield the requirement that the tenderer accepts the contract performance clauses, if the annex has any."""
    acceptance, text = describe_acceptance(annex.context), annex.language.text
    if acceptance is not None:
        asked = (acceptance.covers, text("evaluation.not-accepting"))
        part = annex.general.title if acceptance.number else text("response.title")
        yield Gate(acceptance.number, acceptance.title, part, asked, ACCEPTANCE)


def _build_cost(context: Context, lot: PrintedLot) -> LotCost | None:
    clause = next((c.clause for c in lot.criteria if c.clause and c.clause.clause.id == LIFE_CYCLE_COST), None)
    figures = FigureReader(context, lot)
    if clause:
        return list_cost_rows(context, lot, clause, figures)
    if not any(c.clause is None and c.how in _BY_PRICE for c in lot.criteria):
        return None
    prices = list_price_rows(context, lot, figures)
    # An entry with several prices has to be worked out by hand.
    return prices if prices.rows and all(row.how != "several" for row in prices.rows) else None


def _build_lot(
    lot: PrintedLot,
    gates: tuple[Gate, ...],
    fields: Collection[str],
    library: Library,
    language: Language,
    cost: LotCost | None,
) -> LotEvaluation:
    part = lot.part
    criteria = tuple(_build_criterion(c, part.number, library, language, cost) for c in lot.criteria)
    if not criteria:
        blank = ScoredCriterion("", "", None, "own", "", language.text("evaluation.given"))
        criteria = (blank,) * OPEN_CRITERIA
    scored = dict.fromkeys(ladder.category for c in criteria for ladder in c.ladders if ladder.category)
    return LotEvaluation(
        part.number,
        language.text("lot.name", number=language.text("lot.number", number=part.number), title=lot.title),
        part.currency or language.text("gaps.currency"),
        gates,
        criteria,
        tuple(_build_kind(c, part, fields, library, language) for c in scored),
        bool(lot.criteria),
        cost,
    )


def _build_kind(
    category: str, part: LotSelection, fields: Collection[str], library: Library, language: Language
) -> ScoredCategory:
    returned = category not in part.facts.items
    name, printer = _label_category(library, language, category), ClausePrinter(library, language, part)
    bought = part.lot.list_models(category) if part.lot and not returned else ()
    numbers = [line.units for line in bought] or [part.facts.returns[category]]
    models = []
    for number, units in enumerate(numbers, 1):
        field = f"{tag_model(f'tk:L{part.number}.{LIFE_CYCLE_COST}', category, number)}.model"
        models.append(
            ScoredModel(
                language.text("cost.model-of", kind=name, number=number) if len(numbers) > 1 else name,
                units,
                printer.list_quantities({category: units}, [category], returned=returned),
                field if field in fields else "",
            )
        )
    return ScoredCategory(category, name, tuple(models))


def _label_category(library: Library, language: Language, category: str) -> str:
    return language.label(library.vocabulary.categories[category].label)


def _list_gates(lot: PrintedLot, library: Library, language: Language) -> Iterable[Gate]:
    printer = ClausePrinter(library, language, lot.part)
    for printed in lot.clauses:
        if printed.clause.kind in _GATES:
            part = language.text(f"sections.{printed.clause.section}")
            asked = tuple(_list_requirements(printed, printer))
            yield Gate(printed.number, printed.title, part, asked, f"{printed.stem}.answer")


def _list_statements(context: Context, clauses: Iterable[PrintedClause], fields: Collection[str]) -> Iterable[Gate]:
    """Yield what the clauses that a tenderer accepts ask it to state or to enclose: a line for each row of the form.

    Parameters: `fields`, the tags of the fields of the response form; a clause without a field has nothing to state.
    """
    text = context.text
    for printed in clauses:
        asked_in = (f"{printed.stem}.{column}" for column in ("value", "evidence"))
        field = next((tag for tag in asked_in if tag in fields), None)
        if printed.clause.is_accepted and field:
            general = printed.clause.kind == "general-rule"
            part = context.general.title if general else text(f"sections.{printed.clause.section}")
            statement = printed.verification.get("declaration")
            asked = [
                word_question(context, printed),
                text("evaluation.statement", text=statement) if statement else "",
            ]
            yield Gate(printed.number, printed.title, part, tuple(filter(None, asked)), field, stated=True)


def _list_proofs(clauses: Iterable[PrintedClause]) -> Iterator[AskedProof]:
    """Yield what the clauses that a bid has to meet, or is scored by, ask for on request: a line for each clause."""
    for printed in clauses:
        asked = [text for tier, text in printed.verification.items() if tier != "declaration"]
        if asked and name_stage(printed) == "tender":
            yield AskedProof(printed.number, printed.title, " ".join(asked))


def _list_requirements(printed: PrintedClause, printer: ClausePrinter) -> Iterable[str]:
    """Yield the lines on what a clause asks: its question, the product categories covered, the values to be met."""
    text = printer.language.text
    yield printed.question
    if printed.covers:
        yield printed.covers
    parameters = printed.clause.parameters
    for value in (value for value in printed.values if not parameters[value.name].after_award):
        categories = printer.list_categories(value.categories) if value.categories else ""
        about = text("gaps.for", categories=categories) if categories else ""
        yield text("evaluation.value", name=value.title, about=about, value=value.text)


def _build_criterion(
    criterion: Criterion, lot: int, library: Library, language: Language, cost: LotCost | None
) -> ScoredCriterion:
    clause = criterion.clause
    money = criterion.how in _BY_PRICE and (not clause or clause.clause.id == LIFE_CYCLE_COST)
    field = ""
    if clause:
        field = f"{clause.stem}.{'total' if money else 'value'}"
    elif money:
        field = f"tk:L{lot}.{PRICE}.total"
    return ScoredCriterion(
        clause.number if clause else "",
        criterion.name,
        criterion.points,
        criterion.how,
        criterion.formula,
        criterion.measure,
        _build_ladders(criterion, clause) if clause and criterion.steps else (),
        field,
        money,
        _list_unit_words(criterion, clause, library, language) if clause and not money else (),
        money and cost is not None,
    )


def _list_unit_words(
    criterion: Criterion, clause: PrintedClause, library: Library, language: Language
) -> tuple[str, ...]:
    """Return the words that a tenderer may write next to the value offered for an award criterion.

    They are the unit in all its forms, such as `year` and `years`, or `%`.
    """
    scale = clause.clause.scale
    if scale is None or scale.unit is None:
        return ()
    units = library.vocabulary.units
    forms, usual = language.unit_words(units[scale.unit].label), language.label(units[scale.unit].label)
    measure = criterion.measure.replace(language.text("evaluation.blank"), "")
    words = [*forms, *(measure.replace(usual, form, 1) for form in forms)]
    words += [step.text.replace(language.number(step.from_), "") for step in criterion.steps]
    if any(word.startswith("%") for word in words):
        words += [*language.unit_words(units["percent"].label)]
    return tuple(dict.fromkeys(word.strip() for word in words))


def _build_ladders(criterion: Criterion, clause: PrintedClause) -> tuple[Ladder, ...]:
    scale = clause.clause.scale
    assert scale is not None, "an award criterion has a scale: the library check makes sure"
    words = {step.from_: step.text for step in criterion.steps}
    by_category: Mapping[str, tuple[Step, ...]] = clause.pick.steps
    if scale.whole:
        # The offer is scored at once, so the steps of all its categories count.
        by_category = {"": tuple(dict.fromkeys(s for steps in by_category.values() for s in steps))}
    ladders = []
    for category, steps in by_category.items():
        shares: dict[float, float] = {}
        for step in steps:
            shares[step.from_] = max(step.share, shares.get(step.from_, 0.0))
        ladders.append(Ladder(category, tuple(Rung(x, shares[x], words[x]) for x in sorted(shares))))
    return tuple(ladders)
