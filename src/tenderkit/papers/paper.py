# SPDX-License-Identifier: Apache-2.0
"""What every Word paper of a purchase has: a title, the lines of its cover, and blocks."""

from dataclasses import dataclass

from tenderkit.library.language import Language
from tenderkit.papers.blocks import Block
from tenderkit.papers.clause_text import PrintedClause
from tenderkit.papers.form_fields import Field
from tenderkit.selection.selection import Selection


@dataclass(frozen=True, kw_only=True)
class Paper:
    """A paper. `gaps` are the exact texts of the open places, so that a format can mark them; `fields` what tenderers
    fill in; `protected` says that a word processor lets nothing else be changed; `wide` that all its pages are in
    landscape.
    """

    selection: Selection
    language: Language
    title: str
    subtitle: str
    cover: tuple[tuple[str, str], ...]
    blocks: tuple[Block, ...]
    gaps: frozenset[str] = frozenset()
    fields: tuple[Field, ...] = ()
    protected: bool = False
    wide: bool = False

    @property
    def printed(self) -> tuple[PrintedClause, ...]:
        """The clauses whose text stands in it, which are marked so that they can be found and compared: none, unless
        the paper is one of clauses."""
        return ()
