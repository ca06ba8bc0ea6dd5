# SPDX-License-Identifier: Apache-2.0
"""Read and make elements of WordprocessingML with lxml, for the parts of a base; the text of papers is `xml.py`."""

import re
from collections.abc import Sequence

from lxml import etree

from tenderkit.formats.word.write.xml import DECLARATION, NAMESPACES, OFF

W = f"{{{NAMESPACES['w']}}}"
R = f"{{{NAMESPACES['r']}}}"
# The order of the properties of a paragraph in the schema.
PARAGRAPH_ORDER = (
    "pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl", "numPr", "suppressLineNumbers",
    "pBdr", "shd", "tabs", "suppressAutoHyphens", "kinsoku", "wordWrap", "overflowPunct", "topLinePunct",
    "autoSpaceDE", "autoSpaceDN", "bidi", "adjustRightInd", "snapToGrid", "spacing", "ind",
    "contextualSpacing",
    "mirrorIndents", "suppressOverlap", "jc", "textDirection", "textAlignment", "textboxTightWrap", "outlineLvl",
    "divId", "cnfStyle", "rPr", "sectPr",
)  # fmt: skip
# The order of the properties of letters in the schema.
RUN_ORDER = (
    "rStyle", "rFonts", "b", "bCs", "i", "iCs", "caps", "smallCaps", "strike", "dstrike", "outline", "shadow",
    "emboss", "imprint", "noProof", "snapToGrid", "vanish", "webHidden", "color", "spacing", "w", "kern", "position",
    "sz", "szCs", "highlight", "u", "effect", "bdr", "shd", "fitText", "vertAlign", "rtl", "cs", "em", "lang",
)  # fmt: skip
# The order of the children of a style in the schema.
_STYLE_ORDER = (
    "name", "aliases", "basedOn", "next", "link", "autoRedefine", "hidden", "uiPriority", "semiHidden",
    "unhideWhenUsed", "qFormat", "locked", "personal", "personalCompose", "personalReply", "rsid", "pPr", "rPr",
    "tblPr", "trPr", "tcPr", "tblStylePr",
)  # fmt: skip
_LENGTH = re.compile(r"-?([0-9]{1,9})(?:\.[0-9]+)?")


def make_element(name: str, *kids: etree._Element, **attributes: str) -> etree._Element:
    """Make an element of WordprocessingML."""
    element = etree.Element(W + name, nsmap={"w": NAMESPACES["w"]})
    element.extend(kids)
    for key, value in attributes.items():
        element.set(W + key, value)
    return element


def get_local_name(element: etree._Element) -> str:
    """Return the name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]


def read_value(element: etree._Element | None) -> str:
    """Return the attribute `w:val` of an element; empty where there is no element or no such attribute."""
    return "" if element is None else element.get(f"{W}val", "")


def find_value(element: etree._Element, name: str) -> str:
    """Return the attribute `w:val` of the child of this name; empty where there is none."""
    return read_value(element.find(W + name))


def is_on(switch: etree._Element | None) -> bool:
    """Check whether an on-off property is there and switched on."""
    return switch is not None and switch.get(f"{W}val") not in OFF


def read_length(element: etree._Element, name: str) -> int:
    """Return the whole number in an attribute: `-12.5` gives 12; 0 where the attribute holds no number."""
    match = _LENGTH.fullmatch(element.get(W + name, ""))
    return int(match[1]) if match else 0


def require_child(element: etree._Element, name: str) -> etree._Element:
    """Return the child of this name; where the element has no such child, add an empty one as its first child."""
    child = element.find(W + name)
    if child is None:
        child = make_element(name)
        element.insert(0, child)
    return child


def replace_child(parent: etree._Element, child: etree._Element, order: Sequence[str]) -> None:
    """Put a child into its parent at its place in the schema, instead of the child of the same name."""
    for old in parent.findall(str(child.tag)):
        parent.remove(old)
    places = {W + name: place for place, name in enumerate(order)}
    place = places[str(child.tag)]
    at = next((i for i, other in enumerate(parent) if places.get(str(other.tag), len(places)) > place), len(parent))
    parent.insert(at, child)


def require_style_child(style: etree._Element, name: str) -> etree._Element:
    """Return the child of this name of a style; where the style has none, add an empty one at its place."""
    child = style.find(W + name)
    if child is None:
        child = make_element(name)
        replace_child(style, child, _STYLE_ORDER)
    return child


def sort_children(element: etree._Element, names: Sequence[str]) -> None:
    """Put the children of an element in the order of `names`; the others come last."""
    places = {W + name: place for place, name in enumerate(names)}
    element[:] = sorted(element, key=lambda child: places.get(str(child.tag), len(names)))


def write_canonical(root: etree._Element) -> bytes:
    """Return the bytes of a part in canonical form, from its root element."""
    return DECLARATION.encode() + bytes(etree.tostring(root, method="c14n"))
