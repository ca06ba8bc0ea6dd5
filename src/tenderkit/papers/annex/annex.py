# SPDX-License-Identifier: Apache-2.0
"""Compose the annex: put its parts in their order, as blocks that can be written to Word, Markdown or HTML."""

from functools import cached_property

from tenderkit.frozen import frozen_dataclass
from tenderkit.library.language import Language
from tenderkit.library.library import Source
from tenderkit.papers.annex.context import Context, PrintedLot, build_context
from tenderkit.papers.annex.cover import (
    compose_cover,
    find_cover_gaps,
    find_currency_gap,
    find_open_status,
    find_points_of_law,
)
from tenderkit.papers.annex.definitions import compose_definitions
from tenderkit.papers.annex.forms import compose_form
from tenderkit.papers.annex.lots import compose_common_part, compose_general_rules, compose_lot
from tenderkit.papers.annex.part import AcceptedFault, OpenPoint, join_parts
from tenderkit.papers.annex.shared_clauses import SharedClause
from tenderkit.papers.annex.sources import compose_sources
from tenderkit.papers.blocks import Block, Contents, list_headings
from tenderkit.papers.clause_text import PrintedClause
from tenderkit.papers.form_fields import Field, list_fields
from tenderkit.papers.paper import Paper
from tenderkit.papers.repeated_texts import refer_to_earlier_printings
from tenderkit.selection.selection import Selection

# The deepest level of headings in the table of contents: parts, sections, clauses.
CONTENTS_LEVEL = 3


@frozen_dataclass(kw_only=True)
class Annex(Paper):
    """An annex: the paper with the clauses of a tender, which is published as it is.

    The other papers are made from it: `context` holds the data that they need; `form` holds the tables of the
    response form; `open_points` and `gaps` are those of the annex and of the response form; `accepted` are the
    findings of `tenderkit check` that the authority accepts, for the notes.
    """

    context: Context
    open_points: tuple[OpenPoint, ...]
    form: tuple[Block, ...]
    accepted: tuple[AcceptedFault, ...] = ()

    @cached_property
    def form_fields(self) -> tuple[Field, ...]:
        """The fields of the response form."""
        return list_fields(self.form, self.selected)

    @property
    def general(self) -> PrintedLot:
        """The clauses that apply to all lots."""
        return self.context.general

    @property
    def shared(self) -> tuple[SharedClause, ...]:
        """The clauses that are printed once for several lots."""
        return self.context.shared

    @property
    def lots(self) -> tuple[PrintedLot, ...]:
        """The lots, in the order of their numbers."""
        return self.context.lots

    @property
    def sources(self) -> tuple[tuple[str, Source], ...]:
        """The sources that the annex and the notes cite, by id, in the order of their numbers."""
        return tuple((id_, self.context.library.sources[id_]) for id_ in self.context.sources)

    @property
    def printed(self) -> tuple[PrintedClause, ...]:
        """All clauses as the annex prints them, in its order: a clause for several lots is there once."""
        return self.context.printed

    @property
    def selected(self) -> tuple[PrintedClause, ...]:
        """The general rules, then the clauses of each lot; a clause for several lots is there once for each lot."""
        return self.context.selected

    def make_paper(
        self,
        title: str,
        blocks: tuple[Block, ...],
        *,
        fields: tuple[Field, ...] = (),
        protected: bool = False,
        wide: bool = False,
    ) -> Paper:
        """Return another paper of the same purchase: with the cover, the gaps and the language of the annex.

        Parameters: `title` and `blocks`, the title and the contents of the paper; for the others see `Paper`.
        """
        return Paper(
            selection=self.selection,
            purchase_digest=self.purchase_digest,
            language=self.language,
            title=title,
            subtitle=self.subtitle,
            cover=self.cover,
            blocks=blocks,
            gaps=self.gaps,
            fields=fields,
            protected=protected,
            wide=wide,
        )


def compose(selection: Selection, language: Language) -> Annex:
    """Compose the annex from the clauses selected for a tender.

    The same selection always gives the same annex. Parameters: `language`, the language of the annex.
    """
    context = build_context(selection, language)
    cover = compose_cover(context)
    parts = join_parts(
        compose_general_rules(context),
        compose_common_part(context),
        *(compose_lot(context, lot) for lot in context.lots),
    )
    form = compose_form(context)
    names = (value.name for clause in context.shared for value in clause.values)
    open_words = parts.gaps | {context.text("common.value", name=name) for name in names}
    clauses = refer_to_earlier_printings(parts.blocks, open_words, language)
    blocks = (*compose_definitions(context, clauses, form.blocks), *clauses, *compose_sources(context))
    currency = find_currency_gap(context, (*blocks, *form.blocks))
    unsettled = join_parts(
        find_cover_gaps(context), find_points_of_law(context), currency, parts, form, find_open_status(context)
    )
    listed = tuple(heading for heading in list_headings(blocks, CONTENTS_LEVEL) if heading.listed)
    return Annex(
        selection=selection,
        purchase_digest=context.purchase_digest,
        language=language,
        title=context.text("cover.title"),
        subtitle=context.purchase.tender.title,
        cover=cover,
        blocks=(Contents(context.text("contents.title"), listed), *blocks),
        gaps=unsettled.gaps,
        context=context,
        open_points=unsettled.open_points,
        form=form.blocks,
    )
