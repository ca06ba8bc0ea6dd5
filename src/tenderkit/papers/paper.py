# SPDX-License-Identifier: Apache-2.0
"""The data that every Word paper of a purchase has: a title, the lines of its cover, and blocks."""

from dataclasses import dataclass

from tenderkit.library.language import Language
from tenderkit.papers.blocks import Block
from tenderkit.papers.clause_text import PrintedClause
from tenderkit.papers.form_fields import Field
from tenderkit.selection.selection import Selection


@dataclass(frozen=True, kw_only=True)
class Paper:
    """A paper to be written as a Word file.

    `purchase_digest` is the SHA-256 of the answers that published papers print, in hexadecimal digits. `cover` holds
    pairs of name and content; `gaps` are the exact texts of what is still undecided, so that a format can mark them;
    `fields` are what tenderers fill in; in a `protected` paper only the fields can be changed; a `wide` paper has all
    its pages in landscape.
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
        """The clauses that the paper prints and marks for a later comparison; empty except in an annex."""
        return ()
