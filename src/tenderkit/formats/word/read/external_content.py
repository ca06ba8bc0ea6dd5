# SPDX-License-Identifier: Apache-2.0
"""Content that a Word file loads when it is opened: from outside the file, or as text of another format.

Through a linked picture, its server learns who opens the file and when. The content of a linked file would get into a
PDF made of the Word file.
"""

from collections.abc import Iterator, Mapping

from lxml import etree

from tenderkit.formats.word.write import package
from tenderkit.formats.word.write.xml import NAMESPACES
from tenderkit.responses.comparison import Load

_W = f"{{{NAMESPACES['w']}}}"
_R = f"{{{NAMESPACES['r']}}}"
# The last part of the type of the relationship that leads to alternative content: text of another format, such as
# HTML, which may name pictures anywhere.
CHUNK = "aFChunk"
# Opens only when somebody clicks on it.
_HYPERLINK = "hyperlink"
# What holds a picture or an object in a run of text.
_CONTAINERS = tuple(_W + name for name in ("drawing", "pict", "object"))
# A fill or a line does without its picture.
_PAINT = ("fill", "stroke")
_PICTURES = ("blip", "imagedata")


def find_loads(relations: Mapping[str, package.Relations]) -> Iterator[tuple[str, Load]]:
    """Find the relationships that make a word processor load content when it opens the file.

    These are relationships to a target outside the file, except hyperlinks, and relationships to text in another
    format inside the file.
    Parameters: `relations`, the relationships of each part, by the name of the part. Yields the id of each such
    relationship, and a `Load` that describes the content.
    """
    for part, led in sorted(relations.items()):
        for id_, (type_, target) in led.items():
            kind = type_.rpartition("/")[2]
            if kind == CHUNK or (target.startswith(package.OUTSIDE) and kind != _HYPERLINK):
                yield id_, Load(part, kind, target.removeprefix(package.OUTSIDE))


def remove_references(root: etree._Element, ids: frozenset[str]) -> None:
    """Remove from the XML of a part all references to the relationships whose ids are in `ids`.

    The caller can then remove the relationships. A linked picture stays if the file holds a copy of it, and is
    otherwise removed with its frame.
    """
    for element in [e for e in root.iter("*") if any(_names_relationship(e, name, ids) for name in e.attrib)]:
        for name in [name for name in element.attrib if _names_relationship(element, name, ids)]:
            del element.attrib[name]
        name = etree.QName(element).localname
        copies = [value for key, value in element.attrib.items() if str(key).startswith(_R) and value]
        if name in _PAINT or (name in _PICTURES and copies):
            continue
        frame = next(element.iterancestors(*_CONTAINERS), element)
        parent = frame.getparent()
        if parent is not None:
            parent.remove(frame)
        if parent is not None and parent.tag == _W + "numPicBullet":
            _remove_bullet(root, parent)


def _names_relationship(element: etree._Element, name: object, ids: frozenset[str]) -> bool:
    return str(name).startswith(_R) and element.get(str(name)) in ids


def _remove_bullet(root: etree._Element, bullet: etree._Element) -> None:
    """Remove the definition of a picture that is the bullet of lists, and the references of the lists to it."""
    number = bullet.get(_W + "numPicBulletId")
    for element in [bullet, *(e for e in root.iter(_W + "lvlPicBulletId") if e.get(_W + "val") == number)]:
        if (parent := element.getparent()) is not None:
            parent.remove(element)
