# SPDX-License-Identifier: Apache-2.0
"""The data that every Word paper of a purchase has: a title, the lines of its cover, and its contents in blocks."""

from tenderkit.frozen import frozen_dataclass
from tenderkit.library.language import Language
from tenderkit.papers.blocks import Block
from tenderkit.papers.clause_text import PrintedClause
from tenderkit.papers.form_fields import Field
from tenderkit.selection.selection import Selection


@frozen_dataclass(kw_only=True)
class Paper:
    """A paper to be written as a Word file.

    `purchase_digest` is the SHA-256 of the answers that published papers show, in hexadecimal digits. `cover` holds
    pairs of name and content. `gaps` are the exact texts that mark undecided places, such as `[to be decided: term]`,
    for a format to highlight. `fields` are the fields that tenderers fill in. If `protected` is true, only the fields
    can be changed. If `wide` is true, all pages are in landscape.
    """

    selection: Selection
    purchase_digest: str
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
        """The clauses that the paper contains, for a later comparison; empty except in an annex."""
        return ()
