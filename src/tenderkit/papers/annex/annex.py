# SPDX-License-Identifier: Apache-2.0
"""Compose the annex: put its parts in their order, as blocks that can be written to Word, Markdown or HTML."""

from tenderkit.frozen import frozen_dataclass
from tenderkit.library.buyer_steps import ChosenBuyerStep
from tenderkit.library.language import Language
from tenderkit.library.library import Source
from tenderkit.papers.annex.context import PrintedLot, build_context, list_printed_clauses
from tenderkit.papers.annex.cover import compose_cover, find_cover_gaps
from tenderkit.papers.annex.definitions import compose_definitions
from tenderkit.papers.annex.evidence import compose_evidence
from tenderkit.papers.annex.forms import compose_form, compose_response
from tenderkit.papers.annex.lots import compose_common_part, compose_general_rules, compose_lot
from tenderkit.papers.annex.part import OpenPoint, join_parts
from tenderkit.papers.annex.shared_clauses import SharedClause
from tenderkit.papers.annex.sources import compose_sources
from tenderkit.papers.blocks import Block, Contents, Published, list_headings
from tenderkit.papers.clause_text import PrintedClause
from tenderkit.papers.effort import Effort
from tenderkit.papers.form_fields import list_fields
from tenderkit.papers.notes.how_to_use import compose_how_to_use
from tenderkit.papers.notes.notes import compose_notes
from tenderkit.papers.notes.preparation import compose_preparation
from tenderkit.papers.notes.rules_to_check import list_rules
from tenderkit.papers.paper import Paper
from tenderkit.selection.selection import Selection

# The deepest level of headings in the table of contents: parts, sections, clauses.
CONTENTS_LEVEL = 3


@frozen_dataclass(kw_only=True)
class Annex(Paper):
    """An annex: the paper with the clauses of a tender, ready to be written to a file.

    `general` holds the clauses that apply to all lots, `shared` those that are printed once for several lots; `rules`
    are the rules of law that the authority has to check,
    each as topic and text; `preparation` are the steps of the authority before it publishes; `form` holds the tables
    that the tenderer fills in; `evidence` is the list of the proofs that the tenderer hands in; `effort` counts the
    clauses, proofs and reports.
    """

    general: PrintedLot
    shared: tuple[SharedClause, ...]
    lots: tuple[PrintedLot, ...]
    sources: tuple[tuple[str, Source], ...]
    open_points: tuple[OpenPoint, ...]
    rules: tuple[tuple[str, str], ...]
    preparation: tuple[ChosenBuyerStep, ...]
    form: tuple[Block, ...]
    evidence: tuple[Block, ...]
    effort: Effort

    @property
    def printed(self) -> tuple[PrintedClause, ...]:
        """All clauses as the annex prints them, in its order: a clause for several lots is there once."""
        return list_printed_clauses(self.general, self.shared, self.lots)

    @property
    def selected(self) -> tuple[PrintedClause, ...]:
        """The general rules, then the clauses of each lot; a clause for several lots is there once for each lot."""
        return tuple(clause for lot in (self.general, *self.lots) for clause in lot.clauses)


def compose(selection: Selection, language: Language) -> Annex:
    """Compose the annex from the clauses selected for a tender.

    The same selection always gives the same annex. Parameters: `language`, the language of the annex.
    """
    context = build_context(selection, language)
    cover = compose_cover(context)
    general = compose_general_rules(context)
    common = compose_common_part(context)
    lots = join_parts(*(compose_lot(context, lot) for lot in context.lots))
    form = compose_form(context)
    response = compose_response(context, form)
    evidence = compose_evidence(context)
    sources = compose_sources(context)
    definitions = compose_definitions(context, (*general.blocks, *common.blocks, *lots.blocks, response))
    published = (*definitions, *general.blocks, *common.blocks, *lots.blocks, response, *evidence, *sources)
    unsettled = join_parts(find_cover_gaps(context), general, common, lots, form)
    blocks: tuple[Block, ...] = (
        Contents(
            context.text("contents.title"), tuple(h for h in list_headings(published, CONTENTS_LEVEL) if h.listed)
        ),
        compose_how_to_use(context),
        *compose_preparation(context),
        Published(published),
        compose_notes(context, unsettled.open_points),
    )
    return Annex(
        selection=selection,
        purchase_digest=context.purchase_digest,
        language=language,
        title=context.text("cover.title"),
        subtitle=context.purchase.tender.title,
        cover=cover,
        blocks=blocks,
        gaps=unsettled.gaps,
        general=context.general,
        shared=context.shared,
        lots=context.lots,
        sources=tuple((id_, context.library.sources[id_]) for id_ in context.sources),
        open_points=unsettled.open_points,
        rules=tuple((topic, rule) for topic, rule, _ in list_rules(context)),
        preparation=context.preparation,
        form=form.blocks,
        evidence=evidence,
        effort=context.effort,
        fields=list_fields(form.blocks, context.selected),
    )
