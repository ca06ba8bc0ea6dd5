# SPDX-License-Identifier: Apache-2.0
"""Read elements of Word files, in the usual and the “strict” namespace: properties, manifest, hidden words."""

import re
from collections.abc import Mapping
from functools import lru_cache

from lxml import etree

from tenderkit.formats.word.read.open_docx import WordFile
from tenderkit.formats.word.write.xml import MANIFEST, OFF

CUSTOM = "docProps/custom.xml"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# What Word writes as “Strict Open XML Document”.
_STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
# Words in these are not in the text: properties, what is deleted or moved away, the second form of the same thing.
PASSED_OVER = frozenset({"pPr", "tblPr", "trPr", "tcPr", "sectPr", "del", "moveFrom", "Fallback"})
# Runs that a reader does not see, or sees as no longer there.
HIDING_PROPERTIES = frozenset({"vanish", "strike", "dstrike"})
# The tag of a content control around a clause.
CLAUSE_TAG = re.compile(r"tk:[LC]\d+\.([a-z0-9-]+)@\d+")
# A SHA-256 digest.
DIGEST = re.compile(r"[0-9a-f]{64}")


def read_property(opened: WordFile, name: str) -> str | None:
    """Return the value of a custom property of the document as text; None if the property is missing or empty."""
    tree = opened.trees.get(CUSTOM)
    for row in () if tree is None else tree:
        if row.get("name") == name:
            return "".join(map(str, row.itertext())).strip() or None
    return None


def find_manifest(opened: WordFile) -> tuple[str, etree._Element | None]:
    """Find the part with the manifest, the record that tenderkit writes into a file of how the file was made.

    The part is found by its root element, because word processors may change its name. Returns the name of the part
    and its root element, or an empty name and None if there is no manifest.
    """
    for name, tree in opened.trees.items():
        if tree.tag == f"{{{MANIFEST}}}manifest":
            return name, tree
    return "", None


# A document has some hundred names of elements, each of them thousands of times.
@lru_cache(maxsize=2_000)
def strip_namespace(tag: str) -> str:
    """Return the name of a Word element, or of `Fallback`, without its namespace: `{http://...}p` gives `p`.

    Returns an empty text for all other elements.
    """
    for space in (_W, _STRICT):
        if tag.startswith(space):
            return tag[len(space) :]
    # Word writes what older versions cannot show twice.
    return "Fallback" if tag.endswith("}Fallback") else ""


def read_attribute(element: etree._Element, name: str = "val") -> str:
    """Return the value of an attribute of a Word element; an empty text where the element has no such attribute."""
    return element.get(_W + name) or element.get(_STRICT + name) or ""


def find_child(element: etree._Element, *path: str) -> etree._Element | None:
    """Find a descendant by a path of element names, taking the first child of each name: `pPr`, `pStyle`.

    Returns None where there is no such child.
    """
    node = element
    for name in path:
        for child in node:
            if strip_namespace(str(child.tag)) == name:
                break
        else:
            return None
        node = child
    return node


def list_children(element: etree._Element | None) -> dict[str, etree._Element]:
    """Return the children of an element by name, the first of each name; none where there is no element."""
    children: dict[str, etree._Element] = {}
    for child in () if element is None else element:
        children.setdefault(strip_namespace(str(child.tag)), child)
    return children


def is_hiding(properties: Mapping[str, etree._Element]) -> bool:
    """Check whether the properties of a run, by name, hide it or strike it out."""
    if HIDING_PROPERTIES.isdisjoint(properties):
        return False
    return any(read_attribute(properties[name]) not in OFF for name in HIDING_PROPERTIES & properties.keys())


def is_hidden(run: etree._Element) -> bool:
    """Check whether a run, a piece of text with one format, is hidden or struck out."""
    return is_hiding(list_children(find_child(run, "rPr")))


def read_style_names(opened: WordFile) -> dict[str, str]:
    """Map the id of each style of a file to its name, in small letters without spaces: “heading 1” gives `heading1`.

    Styles are recognised by these names and not by their ids, because word processors change the ids.
    """
    return {
        read_attribute(style, "styleId"): read_attribute(name).replace(" ", "").lower()
        for tree in opened.trees.values()
        if strip_namespace(str(tree.tag)) == "styles"
        for style in tree
        if (name := find_child(style, "name")) is not None
    }


def read_clause_tag(control: etree._Element) -> str:
    """Return the tag of a content control around a clause, and an empty text for all other controls."""
    tag = find_child(control, "sdtPr", "tag")
    name = "" if tag is None else read_attribute(tag)
    return name if CLAUSE_TAG.fullmatch(name) else ""
