# SPDX-License-Identifier: Apache-2.0
"""`tenderkit check --changes` on a terminal: deleted words are struck through, inserted words are underlined."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from tenderkit.cli.screen.console import make_text
from tenderkit.formats.text.changes import ChangeLine, list_changes, separate_gaps, write_pieces

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

    from tenderkit.checks.documents.document import Document
    from tenderkit.library.language import Language

_STYLES = {"same": "", "deleted": "strike red", "inserted": "underline green"}
_LEVEL_STYLES = ("bold", "id", "warning", "minor")


def draw_changes(console: "Console", file: str, document: "Document", words: "Language") -> "Iterator[Text]":
    """Yield the lines that tell what was changed in a file, in a language."""
    yield from draw_lines(console, list_changes(file, document, words))


def draw_lines(console: "Console", lines: Iterable[ChangeLine]) -> "Iterator[Text]":
    """Yield lines that tell what was changed, as they look on a terminal.

    Where the console prints no colours, which may be all that shows a format, the words are marked by signs.
    """
    for line in lines:
        style = "minor" if line.pieces else _LEVEL_STYLES[line.level]
        text = make_text("  " * line.level) + make_text(line.text, style)
        text += make_text(": " if line.text and line.pieces else "")
        if console.no_color:
            text += make_text(write_pieces(line.pieces))
        else:
            for piece, gap in separate_gaps(line.pieces):
                text += make_text(piece.text, _STYLES[piece.kind]) + make_text(gap)
        yield text
