# SPDX-License-Identifier: Apache-2.0
"""A part of an annex: its blocks, and what the contracting authority still has to settle in them."""

from dataclasses import dataclass

from tenderkit.papers.blocks import Block


@dataclass(frozen=True)
class OpenPoint:
    """A point that the authority still has to decide.

    `where` names the place in the annex, `what` the point, `key` the key of the purchase file that settles it.
    """

    where: str
    what: str
    key: str


@dataclass(frozen=True)
class Part:
    """A part of an annex: blocks in the order of print, the open points in them, and the exact texts of the gaps."""

    blocks: tuple[Block, ...] = ()
    open_points: tuple[OpenPoint, ...] = ()
    gaps: frozenset[str] = frozenset()


def join_parts(*pieces: Part | Block) -> Part:
    """Join parts and single blocks into one part, in the given order."""
    parts = [piece if isinstance(piece, Part) else Part((piece,)) for piece in pieces]
    return Part(
        tuple(block for part in parts for block in part.blocks),
        tuple(point for part in parts for point in part.open_points),
        frozenset(gap for part in parts for gap in part.gaps),
    )
