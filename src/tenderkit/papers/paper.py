# SPDX-License-Identifier: Apache-2.0
"""What every Word paper of a purchase has: a title, the lines of its cover, and blocks."""

from dataclasses import dataclass
from functools import cached_property

from tenderkit.library.language import Language
from tenderkit.papers.blocks import Block
from tenderkit.papers.clause_text import PrintedClause
from tenderkit.papers.digest import compute_published_digest
from tenderkit.papers.form_fields import Field
from tenderkit.selection.selection import Selection


@dataclass(frozen=True, kw_only=True)
class Paper:
    """A paper. `gaps` are the exact texts of the open places, so that a format can mark them; `fields` what tenderers
    fill in; in a `protected` paper nothing else can be changed; a `wide` one has all its pages in landscape.
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

    @cached_property
    def purchase_digest(self) -> str:
        """The digest of the answers that published papers print, in hexadecimal digits."""
        return compute_published_digest(self.selection)

    @property
    def printed(self) -> tuple[PrintedClause, ...]:
        """The clauses that the paper prints and marks, to be found and compared: none except in an annex."""
        return ()
