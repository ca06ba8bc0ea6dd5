# SPDX-License-Identifier: Apache-2.0
"""Fields of a Word file that load from elsewhere: pictures, text, cells, data of another program.

A simple field is one element with its code in an attribute. Any other field consists of marks with its code and its
result between them; it may extend over several paragraphs and contain other fields.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from tenderkit.responses.comparison import Load

LOADING_FIELDS = frozenset(
    {"INCLUDEPICTURE", "INCLUDETEXT", "INCLUDE", "IMPORT", "LINK", "DDE", "DDEAUTO", "DATABASE", "RD"}
)
# What reports call a field whose name is the result of another field, known only once that is updated.
NAMED_BY_FIELD = "field"
_INSTRUCTIONS = ("instrText", "delInstrText")
# The marks of fields, and what can be part of an instruction.
_OF_FIELDS = tuple(f"{{*}}{name}" for name in ("fldSimple", "fldChar", *_INSTRUCTIONS))
_READ = (*_OF_FIELDS, *(f"{{*}}{name}" for name in ("t", "sym", "drawing", "pict", "object")))
_NAME = re.compile(r"\s*(\S+)(?:\s+(.*))?", re.DOTALL)
_COMPLETE_NAME = re.compile(r"\s*\S+\s")


@dataclass
class _OpenField:
    """A field of Word that has begun and not yet ended.

    `begin`, `separate`: the positions of its first mark and of the mark before its result; `instruction`: its code,
    such as `INCLUDETEXT a.docx`; `named_by_field`: whether the name in this code is the result of another field.
    """

    begin: int
    instruction: str = ""
    separate: int | None = None
    named_by_field: bool = False


@dataclass(frozen=True)
class _LoadingField:
    """A field that loads content from another file or program.

    `name`, `arguments`: the parts of its code, such as `INCLUDETEXT` and `a.docx`; `begin`, `separate`, `end`: the
    positions of its first mark, of the mark before its result, and of its last mark. `end` is None if there is no
    last mark.
    """

    name: str
    arguments: str
    begin: int
    separate: int
    end: int | None


def find_field_loads(trees: Mapping[str, etree._Element]) -> Iterator[Load]:
    """Find the fields that load content from another file or program when they are updated.

    Parameters: `trees`, the root element of each part, by the name of the part. Yields a `Load` for each such field.
    """
    for part, root in sorted(trees.items()):
        for field in _find_loading_fields(list(root.iter(*_OF_FIELDS))):
            yield Load(part, field.name, field.arguments)


def remove_loading_fields(root: etree._Element) -> None:
    """Remove from the XML of a part the fields that load content, but not the text and pictures they showed."""
    elements = list(root.iter(*_READ))
    removed = 0
    for field in sorted(_find_loading_fields(elements), key=lambda field: field.begin):
        # Fields can lie in one another, so each element is removed once.
        for element in elements[max(field.begin, removed) : field.separate + 1]:
            _remove_element(element)
        removed = max(removed, field.separate + 1)
        if field.end is not None:
            _remove_element(elements[field.end])


def _find_loading_fields(elements: list[etree._Element]) -> Iterator[_LoadingField]:
    """Yield the fields that load content, in the order in which the fields end.

    Parameters: `elements`, from one part and in its order: the marks and instructions of fields, and perhaps the
    text, symbols, pictures and objects that may be inside an instruction. Positions in the result are indexes in
    `elements`.
    """
    open_fields: list[_OpenField] = []
    for position, element in enumerate(elements):
        kind = str(element.tag).rpartition("}")[2]
        if kind == "fldSimple":
            yield from _select_loading(_OpenField(position, _read_attribute(element, "instr"), position), position)
        elif kind in _INSTRUCTIONS and open_fields and open_fields[-1].separate is None:
            open_fields[-1].instruction += element.text or ""
        elif kind == "fldChar":
            mark = _read_attribute(element, "fldCharType")
            if mark == "begin":
                if open_fields and open_fields[-1].separate is None:
                    outer = open_fields[-1]
                    outer.named_by_field |= _COMPLETE_NAME.match(outer.instruction) is None
                open_fields.append(_OpenField(position))
            elif mark == "separate" and open_fields:
                open_fields[-1].separate = position
            elif mark == "end" and open_fields:
                yield from _select_loading(open_fields.pop(), position)
    for field in open_fields:
        yield from _select_loading(field, None)


def _select_loading(field: _OpenField, end: int | None) -> Iterator[_LoadingField]:
    """Yield a `_LoadingField` if a field loads content, otherwise nothing.

    Parameters: `end`, the position of the last mark of the field, None where this mark is missing.
    """
    match = _NAME.fullmatch(field.instruction)
    name, arguments = (match[1].upper(), " ".join((match[2] or "").split())) if match else ("", "")
    if field.named_by_field:
        name, arguments = NAMED_BY_FIELD, " ".join(field.instruction.split())
    if name in LOADING_FIELDS or field.named_by_field:
        last = field.begin if end is None else end
        yield _LoadingField(name, arguments, field.begin, last if field.separate is None else field.separate, end)


def _read_attribute(element: etree._Element, name: str) -> str:
    """Return the value of an attribute by its name without namespace; an empty text if there is no such attribute."""
    return next((str(value) for key, value in element.items() if str(key).rpartition("}")[2] == name), "")


def _remove_element(element: etree._Element) -> None:
    """Remove an element from its parent; a simple field (`fldSimple`) is replaced by the result that it shows."""
    parent = element.getparent()
    if parent is None:
        return
    if etree.QName(element).localname == "fldSimple":
        shown = [child for child in element if etree.QName(child).localname != "fldData"]
        position = parent.index(element)
        parent[position:position] = shown
    parent.remove(element)
