# SPDX-License-Identifier: Apache-2.0
"""Parse the XML parts of a workbook that comes from anywhere, and find the part of each of its sheets."""

import posixpath
from collections.abc import Callable, Mapping
from xml.parsers import expat


def make_parser(
    start: Callable[[str, dict[str, str]], None],
    end: Callable[[str], None] | None = None,
    text: Callable[[str], None] | None = None,
) -> expat.XMLParserType:
    """Return a parser that refuses a document type, which could define entities. Names come without prefix.

    Parameters: the functions to call with the name and the attributes of an element that begins, with the name of one
    that ends, and with text. The parser raises ValueError where the XML declares a document type.
    """

    def refuse(*_: object) -> None:
        raise ValueError("declares a document type")

    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = lambda tag, attributes: start(tag.rpartition(":")[2], attributes)
    if end is not None:
        parser.EndElementHandler = lambda tag: end(tag.rpartition(":")[2])
    if text is not None:
        parser.CharacterDataHandler = text
    parser.StartDoctypeDeclHandler = refuse
    return parser


def resolve_target(target: str) -> str:
    """Return the name of the part that a relationship of the workbook leads to; openpyxl writes it from the root."""
    return posixpath.normpath(posixpath.join("/xl", target)).lstrip("/")


def read_relation(attributes: Mapping[str, str]) -> str:
    """Return the id of the relationship that a sheet names, with any prefix; empty if it names none."""
    return next((value for name, value in attributes.items() if name.rpartition(":")[2] == "id"), "")
