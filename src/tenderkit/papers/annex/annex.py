# SPDX-License-Identifier: Apache-2.0
"""The annex: what is printed, in order, as blocks that every format can render (design section 8)."""

from dataclasses import dataclass

from tenderkit.library.buyer_steps import ChosenStep
from tenderkit.library.language import Language
from tenderkit.library.library import Source
from tenderkit.papers.annex.context import OpenPoint, PrintedLot
from tenderkit.papers.annex.published_parts import Parts
from tenderkit.papers.blocks import Block, Contents, Heading, Published, headings
from tenderkit.papers.clause_text import PrintedClause
from tenderkit.papers.form_fields import list_fields
from tenderkit.papers.notes.notes import Notes
from tenderkit.papers.paper import Paper
from tenderkit.selection.selection import Selection

# The contents name parts and sections; clauses stand close behind those.
CONTENTS_LEVEL = 2


@dataclass(frozen=True, kw_only=True)
class Annex(Paper):
    """The whole annex. `rules` are what the profile of the jurisdiction tells the authority to check, by topic;
    `preparation` what it does before it publishes; `form` and `evidence` the blocks that the tenderer returns.
    """

    general: PrintedLot
    lots: tuple[PrintedLot, ...]
    sources: tuple[tuple[str, Source], ...]
    open_points: tuple[OpenPoint, ...]
    rules: tuple[tuple[str, str], ...]
    preparation: tuple[ChosenStep, ...]
    form: tuple[Block, ...]
    evidence: tuple[Block, ...]

    @property
    def printed(self) -> tuple[PrintedClause, ...]:
        """All clauses, in the order of numbers."""
        return tuple(c for lot in (self.general, *self.lots) for c in lot.clauses)


class _Composer(Parts, Notes):
    """Puts the parts in their order."""

    def compose(self) -> Annex:
        cover = self._cover()
        general: list[Block] = []
        if self.general.clauses:
            general = [
                Heading(self.general.title, 1, lot=0),
                Heading(self.t("sections.general"), 2, "0.1"),
                *(self._clause(c, None) for c in self.general.clauses),
            ]
        lots = [b for lot in self.lots for b in self._lot(lot)]
        form, evidence = self._form(), self._evidence()
        response = self._response(form)
        definitions = self._definitions([*general, *lots, response])
        published = (*definitions, *general, *lots, response, *evidence, *self._source_list())
        blocks: list[Block] = [
            Contents(self.t("contents.title"), tuple(headings(published, CONTENTS_LEVEL))),
            self._how_to_use(),
            *self._before(),
            Published(published),
            self._notes(),
        ]
        return Annex(
            selection=self.selection,
            language=self.language,
            title=self.t("cover.title"),
            subtitle=self.purchase.tender.title,
            cover=cover,
            blocks=tuple(blocks),
            gaps=frozenset(self.gaps),
            general=self.general,
            lots=self.lots,
            sources=tuple((s, self.library.sources[s]) for s in self.sources),
            open_points=tuple(self.points),
            rules=tuple((topic, text) for topic, text, *_ in self._rules_to_check()),
            preparation=self.preparation,
            form=tuple(form),
            evidence=tuple(evidence),
            fields=list_fields(form, self.printed),
        )


def compose(selection: Selection, language: Language) -> Annex:
    """Put a selection into words.

    Parameters: `language` of the document. Returns the `Annex`; the same selection always gives the same one.
    """
    return _Composer(selection, language).compose()
