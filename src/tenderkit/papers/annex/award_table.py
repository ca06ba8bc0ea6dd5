# SPDX-License-Identifier: Apache-2.0
"""The award criteria of a lot: the table of weights with their total, and how each criterion gives points."""

from dataclasses import replace

from tenderkit.papers.annex.context import Context, PrintedLot
from tenderkit.papers.annex.part import OpenPoint, Part, join_parts
from tenderkit.papers.award_formula import CEILINGS, Criterion
from tenderkit.papers.blocks import Cell, Paragraph, Table
from tenderkit.purchase.figures import CEILING_FIGURE
from tenderkit.selection.selection import LIFE_CYCLE_COST

# What the weights of a lot make; selection refuses weights that make another sum.
_TOTAL = 100


def find_only_criterion(lot: PrintedLot) -> Criterion | None:
    """Return the criterion that has all the points of a lot; None where several share them, or nobody gave them."""
    return lot.criteria[0] if len(lot.criteria) == 1 and lot.part.weights is not None else None


def compose_award_table(context: Context, lot: PrintedLot) -> Part:
    """Return the table of the weights of a lot's award criteria, then paragraphs on criteria without a clause.

    Criteria without a clause are the price and the authority's own. The ceiling of a price or cost stands between.
    A single criterion needs no table: the first sentence of the section says that it has all the points.
    """
    alone = find_only_criterion(lot)
    pieces: list[Part | Paragraph] = [] if alone else [_compose_weights(context, lot)]
    pieces += [_compose_ceiling(context, lot, criterion) for criterion in lot.criteria if criterion.how in CEILINGS]
    pieces += [_compose_criterion(context, lot, criterion) for criterion in lot.criteria if not criterion.clause]
    if not alone and any(c.clause and c.clause.clause.id == LIFE_CYCLE_COST for c in lot.criteria):
        pieces.append(Paragraph(context.text("award.price-inside"), style="note"))
    return join_parts(*pieces)


def _compose_weights(context: Context, lot: PrintedLot) -> Part:
    text, number = context.text, context.language.number
    weights, gap = lot.part.weights, text("gaps.weight")
    rows: list[tuple[Cell, ...]] = [
        (c.clause.number if c.clause else "", c.name, gap if weights is None else number(c.points or 0))
        for c in lot.criteria
    ]
    rows.append(("", text("award.total"), number(_TOTAL)))
    head = tuple(text(f"award.{key}") for key in ("clause", "criterion", "weight"))
    table = Table(text("award.caption"), head, tuple(rows), (16, 64, 20), total=True)
    if weights is not None:
        return Part((table,))
    place = lot.part.number
    point = OpenPoint(f"{place}.3", text("gaps.weights-what"), f"lots.{place}.weights")
    return Part((table,), (point,), frozenset((gap,)))


def _compose_ceiling(context: Context, lot: PrintedLot, criterion: Criterion) -> Part:
    """Return the paragraph with the amount from which a price or cost earns no points; no formula holds it.

    Lots that share the text of a criterion share its formula, and each has its own amount.
    """
    text, number = context.text, lot.part.number
    amount = lot.part.lot.sheet.get(CEILING_FIGURE) if lot.part.lot else None
    gap, currency = text("gaps.to-set"), lot.part.currency or text("gaps.currency")
    shown = gap if amount is None else context.language.number(amount)
    lead = text("formats.lead", text=text("award.ceiling-name"))
    paragraph = Paragraph(text("award.ceiling", amount=shown, currency=currency, name=criterion.name), lead)
    if amount is not None:
        return Part((paragraph,))
    point = OpenPoint(f"{number}.3", text("gaps.ceiling-what"), f"lots.{number}.sheet.{CEILING_FIGURE}")
    return Part((paragraph,), (point,), frozenset((gap,)))


def _compose_criterion(context: Context, lot: PrintedLot, criterion: Criterion) -> Part:
    """Return the paragraphs that say how an award criterion without a clause gives points, with an example.

    For a quality criterion of the authority the only paragraph is its text in `lots.criteria`, or a mark that the
    text is still to be written.
    """
    text, place = context.text, f"{lot.part.number}.3"
    lead = text("formats.lead", text=criterion.name)
    if not criterion.example:
        written, gap = Part((Paragraph(criterion.formula, lead),)), text("gaps.quality")
        if criterion.formula != gap:
            return written
        point = OpenPoint(place, criterion.name, f"lots.{lot.part.number}.criteria: {criterion.key}")
        return replace(written, open_points=(point,), gaps=frozenset((gap,)))
    blocks = (
        Paragraph(criterion.formula, lead),
        Paragraph(criterion.example, text("award.example"), "note"),
    )
    gap = text("gaps.to-set")
    if gap not in criterion.formula:
        return Part(blocks)
    point = OpenPoint(place, text("gaps.spread-what"), f"lots.{lot.part.number}.sheet.price-difference")
    return Part(blocks, (point,), frozenset((gap,)))


def compose_shared_scoring(context: Context, criterion: Criterion) -> Part:
    """Return what an award criterion with a text for several lots gives in one lot: points of its steps, an example.

    The formula is printed once with the text.
    """
    scoring = compose_scoring(context, criterion)
    lead = context.text("formats.lead", text=criterion.name)
    blocks = (*scoring.blocks[1:-1], Paragraph(criterion.example, lead, "note"))
    return Part(blocks, gaps=scoring.gaps)


def compose_scoring(context: Context, criterion: Criterion) -> Part:
    """Return paragraphs that say how an award criterion with a clause gives points: a formula and an example.

    If the criterion gives points by steps, a table of the steps comes in between.
    """
    text = context.text
    formula = Paragraph(criterion.formula, text("award.points"))
    example = Paragraph(criterion.example, text("award.example"), "note")
    if not criterion.steps:
        return Part((formula, example))
    undecided = any(step.points is None for step in criterion.steps)
    gaps = frozenset((text("gaps.points"),)) if undecided else frozenset[str]()
    return Part((formula, _compose_steps(context, criterion), example), gaps=gaps)


def _compose_steps(context: Context, criterion: Criterion) -> Table:
    """Return the table of the steps by which an award criterion gives points.

    If the steps differ between product categories, the table names the categories.
    """
    text, number = context.text, context.language.number
    several = any(step.categories for step in criterion.steps)
    # Unit and event stand once in the head, without the blank for the number, so that the rows are numbers.
    measure = criterion.measure.replace(text("evaluation.blank"), "").strip()
    # A unit that is a remark, such as “(score)”, needs no second parentheses.
    measure = measure[1:-1] if measure.startswith("(") and measure.endswith(")") else measure
    head = [
        text("award.step-offered", measure=measure),
        text("award.step-share"),
        text("award.step-points"),
    ]
    rows = []
    for step in criterion.steps:
        share = text("award.share", share=number(step.share * 100))
        points = text("gaps.points") if step.points is None else number(step.points)
        row = (number(step.from_), share, points)
        categories = context.list_categories(step.categories or ()) or text("award.all")
        rows.append((categories, *row) if several else row)
    if several:
        head.insert(0, text("award.step-categories"))
    widths = (24, 40, 18, 18) if several else (60, 20, 20)
    return Table(text("award.steps-caption", name=criterion.name), tuple(head), tuple(rows), widths)
