# SPDX-License-Identifier: Apache-2.0
"""The annex: what is printed, in order, as blocks that every format can render (design section 8)."""

from dataclasses import dataclass, field

from tenderkit.blocks import (
    Block,
    Heading,
)
from tenderkit.decision import Selection
from tenderkit.draft import OpenPoint, PrintedLot
from tenderkit.language import Language
from tenderkit.library import Source
from tenderkit.notes import Notes
from tenderkit.parts import Parts
from tenderkit.preparation import ChosenStep
from tenderkit.printed import PrintedClause


@dataclass(frozen=True)
class Annex:
    """The whole annex. `gaps` are the exact texts of the open places, so that a format can mark them; `rules` what
    the profile of the jurisdiction tells the authority to check, by topic; `preparation` what it does before it
    publishes.
    """

    selection: Selection
    language: Language
    title: str
    subtitle: str
    cover: tuple[tuple[str, str], ...]
    general: PrintedLot
    lots: tuple[PrintedLot, ...]
    sources: tuple[tuple[str, Source], ...]
    open_points: tuple[OpenPoint, ...]
    rules: tuple[tuple[str, str], ...]
    preparation: tuple[ChosenStep, ...]
    blocks: tuple[Block, ...]
    gaps: frozenset[str] = field(default_factory=frozenset)

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
        response, evidence = self._response(), self._evidence()
        definitions = self._definitions([*general, *lots, *response])
        blocks: list[Block] = [
            self._how_to_use(),
            *self._before(),
            *definitions,
            *general,
            *lots,
            *response,
            *evidence,
            *self._source_list(),
            self._notes(),
        ]
        return Annex(
            self.selection,
            self.language,
            self.t("cover.title"),
            self.purchase.tender.title,
            cover,
            self.general,
            self.lots,
            tuple((s, self.library.sources[s]) for s in self.sources),
            tuple(self.points),
            tuple((topic, text) for topic, text, *_ in self._rules_to_check()),
            self.preparation,
            tuple(blocks),
            frozenset(self.gaps),
        )


def compose(selection: Selection, language: Language) -> Annex:
    """Put a selection into words.

    Parameters: `language` of the document. Returns the `Annex`; the same selection always gives the same one.
    """
    return _Composer(selection, language).compose()
