# SPDX-License-Identifier: Apache-2.0
"""Print what a base holds as text, so that the change of a designer can be read in a difference.

Lengths are in centimetres, sizes of letters and spaces above and below in points. All is printed but the text: an
element without a word of its own is printed under its name in the schema.
"""

import io
from collections.abc import Iterator

import docx
from docx.document import Document
from lxml import etree

from tenderkit.formats.word.write.elements import W, get_local_name
from tests.support import find

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_TWIPS_IN_CM = 567
# The words for elements, and for attributes of lengths.
_WORDS = {
    "pgSz": "sheet", "pgMar": "margins", "rFonts": "fonts", "sz": "size", "szCs": "size of complex scripts",
    "b": "bold", "bCs": "bold in complex scripts", "i": "italic", "iCs": "italic in complex scripts",
    "color": "colour", "shd": "fill", "lang": "language", "ind": "indent", "jc": "alignment", "numPr": "counted",
    "numId": "list", "ilvl": "level", "outlineLvl": "level in the outline, from 0", "keepNext": "with the next",
    "keepLines": "on one page", "bidi": "from right to left", "tblBorders": "borders", "tblCellMar": "cell margins",
    "tblStylePr": "part of the table", "lvlText": "label", "numFmt": "numbers", "lvlJc": "alignment of the number",
    "suff": "after the number", "pStyle": "style", "basedOn": "based on", "next": "followed by",
}  # fmt: skip
_CENTIMETRES = {
    **dict.fromkeys(("pgSz", "pgMar", "ind", "tblInd"), ("w", "h", "left", "right", "top", "bottom", "start", "end",
                    "header", "footer", "gutter", "hanging", "firstLine")),
    "tab": ("pos",), "defaultTabStop": ("val",),
}  # fmt: skip
_CELLS = ("top", "left", "bottom", "right")
_POINTS = {"spacing": ("before", "after")}


def describe_base(content: bytes) -> str:
    """Return what a base holds as lines of text."""
    document = docx.Document(io.BytesIO(content))
    return "\n".join(_describe(document)) + "\n"


def _describe(document: Document) -> Iterator[str]:
    yield "Page"
    section = _plain(document.element).find(f"{W}body/{W}sectPr")
    assert section is not None
    yield from (line for child in section if "Reference" not in child.tag for line in _lines(child, 1))
    yield "\nTheme"
    theme = next(p for p in document.part.package.iter_parts() if "theme" in p.partname)
    for element in etree.fromstring(theme.blob).iter(f"{_A}clrScheme", f"{_A}majorFont", f"{_A}minorFont"):
        values = (f"{get_local_name(kid)} {' '.join(_values(kid))}" for kid in element)
        yield f"  {get_local_name(element)}: {', '.join(values)}"
    styles = _plain(document.styles.element)
    yield "\nDefaults"
    yield from (line for child in styles.iterfind(f"{W}docDefaults/*") for line in _lines(child, 1))
    names = {s.get(f"{W}styleId"): find(s, "string(w:name/@w:val)") for s in styles.iterfind(f"{W}style")}
    yield "\nStyles"
    for style in styles.iterfind(f"{W}style"):
        default = ", the default" if style.get(f"{W}default") else ""
        yield f"  {names[style.get(f'{W}styleId')]} ({style.get(f'{W}type')}{default})"
        for child in style:
            if child.tag in (f"{W}basedOn", f"{W}next"):
                yield f"    {_word(child)} {names[child.get(f'{W}val')]}"
            elif child.tag != f"{W}name":
                yield from _lines(child, 2)
    yield "\nLists"
    yield from (line for child in _plain(document.part.numbering_part.element) for line in _lines(child, 1))
    yield "\nFonts"
    for part in document.part.package.iter_parts():
        if part.partname.endswith("fontTable.xml"):
            yield from (f"  {font.get(f'{W}name')}" for font in etree.fromstring(part.blob))
    for kind in ("header", "footer"):
        for part in document.part.package.iter_parts():
            if part.partname.startswith(f"/word/{kind}"):
                yield f"\n{kind.capitalize()}"
                yield from (line for child in etree.fromstring(part.blob) for line in _lines(child, 1))
    yield "\nSettings"
    yield from (line for child in _plain(document.settings.element) for line in _lines(child, 1))


def _plain(element: etree._Element) -> etree._Element:
    """The element without the classes of python-docx."""
    return etree.fromstring(etree.tostring(element))


def _values(element: etree._Element) -> list[str]:
    """The values of all attributes in an element of the theme."""
    return [str(value) for one in element.iter() for value in one.attrib.values()]


def _word(element: etree._Element) -> str:
    name = get_local_name(element)
    return _WORDS.get(name, name)


def _measure(element: etree._Element, name: str, value: str) -> str:
    """A value with its unit."""
    tag, parent = get_local_name(element), element.getparent()
    if not value.lstrip("-").isdecimal():
        return value
    in_cell = parent is not None and get_local_name(parent) == "tblCellMar" and tag in _CELLS and name == "w"
    if name in _CENTIMETRES.get(tag, ()) or in_cell:
        return f"{int(value) / _TWIPS_IN_CM:.2f} cm"
    if name in _POINTS.get(tag, ()):
        return f"{int(value) / 20:g} pt"
    if tag in ("sz", "szCs"):
        return f"{int(value) / 2:g} pt"
    if tag == "spacing" and name == "line" and element.get(f"{W}lineRule", "auto") == "auto":
        return f"{int(value) / 240:.3g} lines"
    if name == "sz":
        return f"{int(value) / 8:g} pt"
    return value


def _lines(element: etree._Element, depth: int) -> Iterator[str]:
    """Lines for an element: its word, its attributes with units, its text, and then what is in it."""
    values = []
    for key, value in sorted(element.attrib.items()):
        name = str(key).rpartition("}")[2]
        measured = _measure(element, name, str(value))
        values.append(measured if name == "val" else f"{name} {measured}")
    text = f" “{element.text}”" if element.text and element.text.strip() else ""
    # Blanks of special width cannot be seen.
    shown = ", ".join(values).replace("\u2002", "<en space>").replace("\u00a0", "<no-break space>")
    if get_local_name(element) in ("pPr", "rPr", "pPrDefault", "rPrDefault", "tblPr"):
        yield from (line for child in element for line in _lines(child, depth))
        return
    yield f"{'  ' * depth}{_word(element)}{' ' if shown else ''}{shown}{text}"
    for child in element:
        yield from _lines(child, depth + 1)
