# SPDX-License-Identifier: Apache-2.0
"""Read Markdown (CommonMark with tables) as a document."""

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from tenderkit.checks.documents.builder import DocumentBuilder, check_words
from tenderkit.checks.documents.document import Document
from tenderkit.checks.documents.letters import unfold_shapes
from tenderkit.checks.documents.typed_numbers import split_number
from tenderkit.formats.text.read.encoding import decode_text

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

# What stands between two lines of hyphens at the beginning is for programs.
_FRONT_MATTER = re.compile(r"---[ \t]*\n.{0,20000}?\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_TAG = re.compile(r"</?[A-Za-z][^<>]{0,2000}>")
_LINK = re.compile(r"(?i)https?:|//|ftp:|file:")
# Longer paragraphs are taken with their marks: the search for these may take quadratic time.
_LONGEST_MARKED = 20_000
_MOST_MARKS = 2_000
_MARKS = re.compile(r"[\[\]*_`<&!~]")


class _Reader:
    """Reads the tokens of a text; `outside` are the pictures that are loaded from outside, `pictures` counts all.

    Parameters: `references`, the addresses of links and pictures that stand elsewhere in the text, as `parser` keeps
    them.
    """

    def __init__(self, parser: "MarkdownIt", references: dict[str, Any], builder: DocumentBuilder) -> None:
        self._parser, self._references, self._builder = parser, references, builder
        self.outside: list[str] = []
        self.pictures = 0
        self._lists: list[int | None] = []
        # The number of the entry of a list that has begun, until its first paragraph; None outside.
        self._entry: str | None = None

    def read(self, tokens: Sequence["Token"]) -> None:
        """Add what the tokens hold to the builder."""
        at = 0
        while at < len(tokens):
            token = tokens[at]
            match token.type:
                case "heading_open":
                    self._add_heading(tokens[at + 1], int(token.tag[1:]))
                    at += 2
                case "table_open":
                    end = next(n for n in range(at, len(tokens)) if tokens[n].type == "table_close")
                    self._builder.add_table(list(self._read_rows(tokens[at:end])))
                    at = end
                case "ordered_list_open":
                    self._lists.append(int(token.attrs.get("start", 1)))
                case "bullet_list_open":
                    self._lists.append(None)
                case "ordered_list_close" | "bullet_list_close":
                    self._lists.pop()
                case "list_item_open":
                    count = self._lists[-1]
                    self._entry = "" if count is None else f"{count}."
                    if count is not None:
                        self._lists[-1] = count + 1
                case "inline" | "code_block" | "fence" | "html_block":
                    self._add_text(token)
            at += 1

    def _add_heading(self, inline: "Token", level: int) -> None:
        number, text = split_number(self._read_words(inline))
        self._builder.add_heading(text, level, number, line=_find_line(inline))

    def _add_text(self, token: "Token") -> None:
        text = self._read_words(token)
        item = self._entry is not None
        number = self._entry or ""
        if not number:
            number, text = split_number(text)
        self._builder.add_paragraph(text, number, item=item, line=_find_line(token))
        self._entry = None

    def _read_rows(self, tokens: Sequence["Token"]) -> Iterator[tuple[list[str], int]]:
        cells: list[str] = []
        line = 0
        for token in tokens:
            if token.type == "tr_open":
                cells, line = [], _find_line(token) or line + 1
            elif token.type == "inline":
                cells.append(self._read_words(token))
            elif token.type == "tr_close":
                yield cells, line

    def _read_words(self, token: "Token") -> str:
        """Return what a person sees of a text, and count its pictures."""
        if token.type == "html_block":
            return " ".join(_TAG.sub(" ", _COMMENT.sub("", token.content)).split())
        text = token.content
        if token.type != "inline":
            return text
        if len(text) > _LONGEST_MARKED or len(_MARKS.findall(text)) > _MOST_MARKS:
            return text
        children: list[Token] = []
        self._parser.inline.parse(text, self._parser, self._references, children)
        return "".join(self._read_piece(child) for child in children)

    def _read_piece(self, token: "Token") -> str:
        match token.type:
            case "text" | "text_special" | "code_inline":
                return token.content
            case "softbreak" | "hardbreak":
                return " "
            case "image":
                self.pictures += 1
                source = str(token.attrs.get("src", ""))
                if _LINK.match(source):
                    self.outside.append(f"image {source}")
                return token.content
        return ""


def read_markdown(content: bytes, name: str) -> Document:
    """Read Markdown.

    Parameters: `content`, the bytes of the file; `name`, for messages. Raises InvalidInput where the file is no text,
    has no words, or more than a tender can have.
    """
    from markdown_it import MarkdownIt

    text, guessed = decode_text(content, name)
    text = unfold_shapes(text.replace("\r\n", "\n"))
    # The lines stay, so that those below keep their numbers.
    text = _FRONT_MATTER.sub(lambda front: "\n" * front[0].count("\n"), text, count=1) if text[:3] == "---" else text
    parser = MarkdownIt("commonmark").enable("table").disable("inline")
    builder = DocumentBuilder()
    references: dict[str, Any] = {}
    tokens = parser.parse(text, references)
    reader = _Reader(parser, references, builder)
    reader.read(tokens)
    check_words(builder.paragraphs, name, reader.pictures)
    return Document(
        "foreign",
        tuple(builder.paragraphs),
        pictures=reader.pictures,
        outside=tuple(reader.outside),
        encoding=guessed,
    )


def _find_line(token: "Token") -> int:
    """Return the line on which a token begins, from 1; 0 where it does not say."""
    return token.map[0] + 1 if token.map else 0
