# SPDX-License-Identifier: Apache-2.0
"""Read elements of Word files, in the usual and the “strict” namespace: properties, manifest, hidden words."""

import re
from collections.abc import Iterable

from lxml import etree

from tenderkit.formats.word.read.open_docx import WordFile
from tenderkit.formats.word.write.manifest import MANIFEST
from tenderkit.formats.word.write.xml import OFF

CUSTOM = "docProps/custom.xml"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# What Word writes as “Strict Open XML Document”.
_STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
# Words in these are not in the text: properties, what is deleted or moved away, the second form of the same thing.
PASSED_OVER = frozenset({"pPr", "tblPr", "trPr", "tcPr", "sectPr", "del", "moveFrom", "Fallback"})
# Runs that a reader does not see, or sees as no longer there.
HIDING_PROPERTIES = ("vanish", "strike", "dstrike")
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
    node: etree._Element | None = element
    for name in path:
        kids: Iterable[etree._Element] = () if node is None else node
        node = next((kid for kid in kids if strip_namespace(str(kid.tag)) == name), None)
    return node


def is_hidden(run: etree._Element) -> bool:
    """Check whether a run, a piece of text with one format, is hidden or struck out."""
    properties = find_child(run, "rPr")
    return properties is not None and any(
        strip_namespace(str(p.tag)) in HIDING_PROPERTIES and read_attribute(p) not in OFF for p in properties
    )


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
