# SPDX-License-Identifier: Apache-2.0
"""Put an annex in two languages into one paper: part by part and clause by clause, first the prevailing text."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from tenderkit.library.language import Language
from tenderkit.papers.annex.annex import CONTENTS_LEVEL, Annex
from tenderkit.papers.blocks import (
    Block,
    ClauseBlock,
    Contents,
    Heading,
    InLanguage,
    Paragraph,
    list_headings,
)

# A heading or clause, None before the first, with the blocks after it up to the next.
_Segment = tuple[Heading | ClauseBlock | None, list[Block]]


def join_languages(first: Annex, second: Annex) -> Annex:
    """Return an annex in two languages, with shared headings and numbers and the words of both below them.

    What is made from the annex, such as the response form, stays in the language of `first`, which prevails.
    Parameters: `first` and `second`, the annexes of one purchase, with the same numbers.
    """
    joined = tuple(_join_blocks(first.blocks, second.blocks, second.language))
    blocks = _state_prevailing(joined, first.language, second.language)
    listed = tuple(heading for heading in list_headings(blocks, CONTENTS_LEVEL) if heading.listed)
    cover = tuple(
        (_join(first.language, *names), _join(first.language, *values))
        for names, values in (zip(*lines, strict=True) for lines in zip(first.cover, second.cover, strict=True))
    )
    return replace(
        first,
        title=_join(first.language, first.title, second.title),
        cover=cover,
        blocks=tuple(replace(b, headings=listed) if isinstance(b, Contents) else b for b in blocks),
        gaps=first.gaps | second.gaps,
    )


def _join(language: Language, first: str, second: str) -> str:
    """Return two names of one thing, or the one name that both languages have."""
    return first if first == second else language.text("two-languages.both", first=first, second=second)


def _join_blocks(first: Sequence[Block], second: Sequence[Block], language: Language) -> Iterator[Block]:
    """Yield the blocks of two languages: each heading and clause once, then what is below it in both."""
    for (anchor, blocks), (other, others) in zip(_split(first), _split(second), strict=True):
        if anchor is not None and other is not None:
            yield _join_anchors(anchor, other, language)
        yield from blocks
        # What has no words of its own language, such as a table of figures, is there once.
        new = tuple(block for block in others if block not in blocks and not isinstance(block, Contents))
        if new:
            yield InLanguage(language, new)


def _split(blocks: Sequence[Block]) -> Iterator[_Segment]:
    """Yield the headings and clauses among blocks, each with the blocks after it."""
    segment: _Segment = (None, [])
    for block in blocks:
        if isinstance(block, Heading | ClauseBlock):
            yield segment
            segment = block, []
        else:
            segment[1].append(block)
    yield segment


def _join_anchors(first: Heading | ClauseBlock, second: Heading | ClauseBlock, language: Language) -> Block:
    if isinstance(first, Heading) and isinstance(second, Heading):
        return replace(first, text=_join(language, first.text, second.text))
    assert isinstance(first, ClauseBlock), "the headings of both are in the same places"
    assert isinstance(second, ClauseBlock), "the headings of both are in the same places"
    return replace(first, blocks=tuple(_join_blocks(first.blocks, second.blocks, language)))


def _state_prevailing(blocks: Sequence[Block], first: Language, second: Language) -> tuple[Block, ...]:
    """Return the blocks with the rule on the two languages, in both, in front of the first part."""
    names = first.code, second.code
    rule, translated = (
        Paragraph(
            one.text(
                "two-languages.prevails", **dict(zip(("first", "second"), map(one.name_language, names), strict=True))
            )
        )
        for one in (first, second)
    )
    at = next(index for index, block in enumerate(blocks) if isinstance(block, Heading)) + 1
    return (*blocks[:at], rule, InLanguage(second, (translated,)), *blocks[at:])
