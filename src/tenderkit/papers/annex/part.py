# SPDX-License-Identifier: Apache-2.0
"""A part of an annex: its blocks, and what the contracting authority still has to settle in them."""

from tenderkit.frozen import frozen_dataclass
from tenderkit.papers.blocks import Block


@frozen_dataclass
class OpenPoint:
    """A decision that the authority still has to take before it publishes.

    `where` names the place in the annex; `what` names the thing to be decided; `key` is the key of the purchase file,
    or the name of the document, for writing the decision down. `is_gap` is true if a published paper shows a marked
    gap at the place, `is_legal` if a law of the place forbids what the papers may hold. Neither may be left in final
    papers.
    """

    where: str
    what: str
    key: str
    is_gap: bool = True
    is_legal: bool = False


@frozen_dataclass
class AcceptedFault:
    """A finding of `tenderkit check` that the authority accepts.

    `key`: the key of the purchase file where it was found; `found`: what was found, in the words of the finding;
    `reason`: why the authority accepts it.
    """

    key: str
    found: str
    reason: str


@frozen_dataclass
class Part:
    """A part of an annex, with what the authority still has to decide in it.

    `blocks` are the headings, paragraphs and tables in their order; `open_points` are the decisions still to be
    taken; `gaps` are the exact texts that mark the undecided places, such as `[to be decided: term]`.
    """

    blocks: tuple[Block, ...] = ()
    open_points: tuple[OpenPoint, ...] = ()
    gaps: frozenset[str] = frozenset()


def join_parts(*pieces: Part | Block) -> Part:
    """Join parts and single blocks into one part, in the order in which the caller passes them."""
    blocks: list[Block] = []
    open_points: list[OpenPoint] = []
    gaps: set[str] = set()
    for piece in pieces:
        if isinstance(piece, Part):
            blocks += piece.blocks
            open_points += piece.open_points
            gaps |= piece.gaps
        else:
            blocks.append(piece)
    return Part(tuple(blocks), tuple(open_points), frozenset(gaps))
