# SPDX-License-Identifier: Apache-2.0
"""A clause of an annex: its requirement, the proof, and the remedy for a breach."""

from collections.abc import Iterator, Sequence

from tenderkit.papers.annex.award_table import compose_scoring
from tenderkit.papers.annex.context import Context, name_stage
from tenderkit.papers.annex.part import OpenPoint, Part
from tenderkit.papers.annex.shared_clauses import SharedClause
from tenderkit.papers.award_formula import Criterion
from tenderkit.papers.blocks import (
    Block,
    ClauseBlock,
    Heading,
    InLanguage,
    Paragraph,
    ProofText,
    RequirementText,
    Table,
)
from tenderkit.papers.clause_text import ClausePrinter, PrintedClause


def compose_clause(context: Context, printed: PrintedClause, criterion: Criterion | None) -> Part:
    """Return the text of a clause as one block of the annex, and what the authority still has to decide in it.

    Parameters: `criterion`, the award criterion that the clause sets; None if it sets no award criterion.
    """
    scoring = compose_scoring(context.speak_language_of(printed), criterion) if criterion else Part()
    return Part(
        (_compose_block(context, printed, after=scoring.blocks),),
        tuple(_list_open_values(context, printed)),
        scoring.gaps | _find_gaps(context, printed),
    )


def compose_shared_clause(context: Context, shared: SharedClause) -> Part:
    """Return the text of a clause for several lots: the lots, the words, the values that differ.

    Of an award criterion it holds the formula; the points and the example depend on the weight in each lot.
    """
    printed, spoken = shared.printed, context.speak_language_of(shared.printed)
    text = spoken.text
    named = text("common.lots", lots=spoken.name_lots(printed.lots))
    lots = Paragraph(" ".join(filter(None, (named, printed.covers))), style="note")
    table = (_list_differing_values(spoken, shared),) if shared.values else ()
    formulas = dict.fromkeys(
        Paragraph(criterion.formula, text("award.points"))
        for lot in context.lots
        for criterion in lot.criteria
        if criterion.clause and criterion.clause.number == printed.number
    )
    block = _compose_block(context, printed, lots, (*table, *formulas))
    return Part(
        (block,),
        tuple(point for clause in shared.in_lots for point in _list_open_values(context, clause)),
        frozenset(gap for clause in shared.in_lots for gap in _find_gaps(context, clause)),
    )


def _list_differing_values(context: Context, shared: SharedClause) -> Table:
    """Return the table of the values in which the lots of a clause differ: the value, the lots, what holds there."""
    text = context.text
    rows = []
    for value in shared.values:
        for number, (amount, places) in enumerate(value.amounts.items()):
            by_categories: dict[str, list[int]] = {}
            for lot, categories in places:
                by_categories.setdefault(categories, []).append(lot)
            where = [
                context.name_lots(lots) + (text("gaps.for", categories=categories) if categories else "")
                for categories, lots in by_categories.items()
            ]
            rows.append((value.name if number == 0 else "", text("formats.joint").join(where), amount))
    head = tuple(text(f"common.{key}") for key in ("name", "lot", "amount"))
    return Table(text("common.caption"), head, tuple(rows), (30, 32, 38))


def _compose_block(
    context: Context, printed: PrintedClause, covers: Paragraph | None = None, after: Sequence[Block] = ()
) -> ClauseBlock:
    """Return the block of a clause: heading, notes, requirement, proofs, remedy, sources.

    Parameters: `covers`, what the clause holds for, in place of its own sentence on that; `after`, further blocks
    after the requirement.
    """
    spoken = context.speak_language_of(printed)
    blocks: list[Block] = []
    if covers or printed.covers:
        blocks.append(covers or Paragraph(printed.covers, style="note"))
    blocks.append(RequirementText(printed.requirement))
    blocks += after
    if printed.verification:
        blocks.append(_compose_proof(spoken, printed))
    if printed.remedy:
        blocks.append(Paragraph(printed.remedy, spoken.text("clause.remedy")))
    heading = Heading(printed.title, 3, printed.number)
    if spoken is context:
        return ClauseBlock(printed, (heading, *blocks))
    note = Paragraph(context.text("clause.untranslated"), style="note")
    return ClauseBlock(printed, (heading, note, InLanguage(printed.language, tuple(blocks))))


def _compose_proof(context: Context, printed: PrintedClause) -> ProofText:
    """Return the proof that a clause asks for; tiers of proof that are due at the same time share one lead."""
    stage = name_stage(printed)
    by_lead: dict[str, list[str]] = {}
    for tier, proof in printed.verification.items():
        by_lead.setdefault(context.text(f"proof.{tier}-{stage}"), []).append(proof)
    return ProofText(tuple((lead, " ".join(proofs)) for lead, proofs in by_lead.items()))


def _list_open_values(context: Context, printed: PrintedClause) -> Iterator[OpenPoint]:
    """Yield an open point for each value of a clause that the authority still has to decide."""
    # The values of a general rule are set for the whole tender.
    place = f"lots.{printed.lots[0]}: " if printed.lots[0] else ""
    for value in printed.undecided:
        about = ""
        if value.categories:
            about = context.text("gaps.for", categories=context.list_categories(value.categories))
        yield OpenPoint(
            printed.number,
            context.text("gaps.of-clause", clause=printed.title, name=value.title) + about,
            f"{place}parameters.{printed.clause.id}.{value.name}",
        )


def _find_gaps(context: Context, printed: PrintedClause) -> frozenset[str]:
    """Return the texts, such as `[to be decided: …]`, that mark the undecided values of a clause in the annex."""
    part = context.selection.parts[printed.lots[0]]
    printer = ClausePrinter(context.library, printed.language, part)
    return frozenset(printer.format_gap(value.value, value.title) for value in printed.undecided)
