# SPDX-License-Identifier: Apache-2.0
"""What was changed in an annex since tenderkit made it, word by word, as text and as JSON data."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from textwrap import fill
from typing import Any

from tenderkit.checks.documents.document import Difference, Document
from tenderkit.checks.documents.word_changes import BREAK, Piece
from tenderkit.findings import escape_controls
from tenderkit.frozen import frozen_dataclass
from tenderkit.library.language import Language

# Of the words that are the same, those that are printed on each side of a change.
_AROUND = 12
_MARKS = {"same": ("", ""), "deleted": ("[-", "-]"), "inserted": ("{+", "+}")}


@frozen_dataclass
class ChangeLine:
    """A line that tells what was changed.

    `text`: the name of a file or clause, or what became of a clause; `pieces`: words of a changed text, behind their
    place, which is `text` then; `level`: 0 for a file, 1 for a clause, 2 for the changes in it.
    """

    text: str
    pieces: tuple[Piece, ...] = ()
    level: int = 2


def list_changes(file: str, document: Document, words: Language) -> Iterator[ChangeLine]:
    """Yield the lines that tell what was changed in a file, clause by clause. Parameters: `words`, their language."""
    yield ChangeLine(f"{file}: {_count_changes(document, words)}", level=0)
    for difference in document.differences:
        yield ChangeLine(difference.name or words.text("changes.outside"), level=1)
        yield from map(ChangeLine, _describe_fate(difference, words))
        for changed, paragraph in difference.changed_texts or ():
            inside = difference.paragraph is not None
            place = "" if paragraph is None or (inside and paragraph.level) else paragraph.name_place(words)
            if inside and paragraph is not None and not paragraph.level:
                place = paragraph.number
            for pieces in _split_paragraphs(changed.pieces):
                yield ChangeLine(place, shorten_pieces(pieces))


def _count_changes(document: Document, words: Language) -> str:
    """Return in how many clauses words were changed, and whether outside clauses, too."""
    if not document.differences:
        return words.text("changes.not-ours" if document.kind == "foreign" else "changes.none")
    count = sum(1 for difference in document.differences if difference.paragraph is not None)
    if not count:
        return words.text("changes.in-text")
    key = "changes.in-both" if count < len(document.differences) else "changes.in-clauses"
    return words.text(key, clauses=words.count("commands.clauses", count))


def _split_paragraphs(pieces: tuple[Piece, ...]) -> Iterator[tuple[Piece, ...]]:
    """Yield the pieces of each paragraph, where all of several paragraphs was deleted or inserted."""
    if len(pieces) > 1:
        yield pieces
        return
    for text in pieces[0].text.split(f" {BREAK} "):
        yield (replace(pieces[0], text=text),)


def split_pieces(pieces: tuple[Piece, ...]) -> Iterator[tuple[Piece, ...]]:
    """Yield the pieces of a changed text paragraph by paragraph."""
    some: list[Piece] = []
    for piece in pieces:
        first, *further = piece.text.split(f" {BREAK} ")
        some.append(replace(piece, text=first))
        for text in further:
            yield tuple(some)
            some = [replace(piece, text=text)]
    yield tuple(some)


def _describe_fate(difference: Difference, words: Language) -> Iterator[str]:
    """Yield what became of a clause, apart from its words."""
    t = words.text
    if difference.fate == "missing":
        yield t("changes.gone")
    if difference.fate == "unknown":
        yield t("changes.copied" if difference.copied else "changes.added")
    if difference.moved:
        key = "changes.moved-behind" if difference.after else "changes.moved-first"
        yield t(key, after=difference.after)
    if difference.fate == "split":
        yield t("changes.split", under=words.listing([words.quote(h) for h in difference.headings if h]))
    if difference.lost is not None:
        yield t(f"changes.lost-{difference.lost}")
    if difference.changed_texts is None and difference.fate not in ("missing", "unknown"):
        yield t("changes.unrecorded")


def shorten_pieces(pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """Return pieces in which long stretches of words that are the same are cut."""
    last = len(pieces) - 1
    return tuple(
        replace(piece, text=_cut_words(piece.text, first=n == 0, last=n == last)) if piece.kind == "same" else piece
        for n, piece in enumerate(pieces)
    )


def _cut_words(text: str, *, first: bool, last: bool) -> str:
    words = text.split(" ")
    if first and len(words) > _AROUND + 1:
        return "… " + " ".join(words[-_AROUND - 1 :])
    if last and len(words) > _AROUND + 1:
        return " ".join(words[:_AROUND]) + " …"
    if len(words) > 2 * _AROUND + 1:
        return " ".join((*words[:_AROUND], "…", *words[-_AROUND - 1 :]))
    return text


def separate_gaps(pieces: tuple[Piece, ...]) -> Iterator[tuple[Piece, str]]:
    """Yield each piece without the space behind it, and this space; between old words and new ones there is none."""
    for n, piece in enumerate(pieces):
        words = piece.text.rstrip()
        replaced = piece.kind == "deleted" and n + 1 < len(pieces) and pieces[n + 1].kind == "inserted"
        gap = "" if replaced or n + 1 == len(pieces) else piece.text[len(words) :]
        yield replace(piece, text=words), gap


def write_pieces(pieces: tuple[Piece, ...]) -> str:
    """Return pieces as one text: `within [-36-]{+24+} months`."""
    written = ((_MARKS[piece.kind], piece.text, gap) for piece, gap in separate_gaps(pieces))
    return "".join(f"{opening}{words}{closing}{gap}" for (opening, closing), words, gap in written)


def render(file: str, document: Document, words: Language) -> str:
    """Return what was changed in a file as text: deleted words in `[-…-]`, inserted words in `{+…+}`."""
    return render_lines(list_changes(file, document, words))


def render_lines(lines: Iterable[ChangeLine], width: int = 0) -> str:
    """Return lines that tell what was changed as text, indented by their level.

    Parameters: `width`, the signs of a line beyond which it is broken between words; 0 to break none.
    """
    written = []
    for line in lines:
        text = ": ".join(filter(None, (line.text, write_pieces(line.pieces)))) if line.pieces else line.text
        indent, text = "  " * line.level, escape_controls(text)
        if width:
            further = indent + "    "
            text = fill(text, width, subsequent_indent=further, break_long_words=False, break_on_hyphens=False)
        written.append(f"{indent}{text}\n")
    return "".join(written)


def build_data(file: str, document: Document, words: Language) -> dict[str, Any]:
    """Return the data that `check --changes --format json` gives for one file.

    Parameters: `words`, the language of the places in them.
    """
    return {
        "file": file,
        "kind": document.kind,
        "differences": [_build_difference(difference, words) for difference in document.differences],
    }


def _build_difference(difference: Difference, words: Language) -> dict[str, Any]:
    changed_texts = None
    if difference.changed_texts is not None:
        changed_texts = [
            {
                "place": None if paragraph is None else paragraph.name_place(words),
                "pieces": [{"kind": piece.kind, "text": piece.text} for piece in changed.pieces],
                "numbers": [{"old": old, "new": new} for old, new in changed.numbers],
            }
            for changed, paragraph in difference.changed_texts
        ]
    return {
        "name": difference.name or None,
        "clause": difference.paragraph.clause or None if difference.paragraph else None,
        "fate": difference.fate,
        "moved": difference.moved,
        "after": difference.after,
        "headings": list(difference.headings),
        "lost": difference.lost,
        "copied": difference.copied,
        "passages": changed_texts,
    }
