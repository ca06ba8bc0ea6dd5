# SPDX-License-Identifier: Apache-2.0
"""A clause of an annex: its requirement, the proof, and the remedy for a breach."""

from tenderkit.papers.annex.award_table import compose_scoring
from tenderkit.papers.annex.context import Context, is_in_english, name_stage
from tenderkit.papers.annex.part import OpenPoint, Part
from tenderkit.papers.award_formula import Criterion
from tenderkit.papers.blocks import Block, ClauseBlock, Heading, Paragraph, ProofText, RequirementText
from tenderkit.papers.clause_text import ClausePrinter, PrintedClause, PrintedValue


def compose_clause(context: Context, printed: PrintedClause, criterion: Criterion | None) -> Part:
    """Return the text of a clause as one block of the annex, and what the authority still has to decide in it.

    Parameters: `criterion`, the award criterion that the clause sets; None if it sets no award criterion.
    """
    text = context.text
    blocks: list[Block] = [Heading(printed.title, 3, printed.number)]
    if is_in_english(context.library, printed):
        blocks.append(Paragraph(text("clause.untranslated"), style="note"))
    if printed.covers:
        blocks.append(Paragraph(printed.covers, style="note"))
    blocks.append(RequirementText(printed.requirement))
    scoring = compose_scoring(context, criterion) if criterion else Part()
    blocks += scoring.blocks
    if printed.verification:
        blocks.append(_compose_proof(context, printed))
    if printed.remedy:
        blocks.append(Paragraph(printed.remedy, text("clause.remedy")))
    return Part(
        (ClauseBlock(printed, tuple(blocks)),),
        tuple(_open_value(context, printed, value) for value in printed.undecided),
        scoring.gaps | _find_gaps(context, printed),
    )


def _compose_proof(context: Context, printed: PrintedClause) -> ProofText:
    """Return the proof that a clause asks for; tiers of proof that are due at the same time share one lead."""
    stage = name_stage(printed)
    by_lead: dict[str, list[str]] = {}
    for tier, proof in printed.verification.items():
        by_lead.setdefault(context.text(f"proof.{tier}-{stage}"), []).append(proof)
    return ProofText(tuple((lead, " ".join(proofs)) for lead, proofs in by_lead.items()))


def _open_value(context: Context, printed: PrintedClause, value: PrintedValue) -> OpenPoint:
    """Return the open point which says that the authority still has to decide a value of a clause."""
    about = ""
    if value.categories:
        about = context.text("gaps.for", categories=context.list_categories(value.categories))
    return OpenPoint(
        printed.number,
        f"{printed.title}: {value.title}{about}",
        f"lots.{_find_lot(printed)}: parameters.{printed.clause.id}.{value.name}",
    )


def _find_gaps(context: Context, printed: PrintedClause) -> frozenset[str]:
    """Return the texts, such as `[to be decided: …]`, that mark the undecided values of a clause in the annex."""
    part = context.selection.parts[_find_lot(printed)]
    printer = ClausePrinter(context.library, context.language, part)
    return frozenset(printer.format_gap(value.value, value.title) for value in printed.undecided)


def _find_lot(printed: PrintedClause) -> int:
    """Return the number of the lot that a clause belongs to: 2 for clause 2.4.1, 0 for a general rule."""
    return int(printed.number.partition(".")[0])
