# SPDX-License-Identifier: Apache-2.0
"""A Word file that is edited in place: the parts that nobody touches stay as they are, byte for byte."""

import datetime
import posixpath
from collections.abc import Iterator

from lxml import etree

from tenderkit.formats.word.read.elements import read_attribute, strip_namespace
from tenderkit.formats.word.read.open_docx import WordFile
from tenderkit.formats.word.write import package

_CORE = "docProps/core.xml"
_TERMS = "{http://purl.org/dc/terms/}"
_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_NO_RELATIONS = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>'
)


class EditedFile:
    """A Word file that is edited.

    `namespace`: that of the elements of its text, in braces; `date`: the date of comments and changes, in the form of
    Word, empty where none is known.

    Parameters: `opened`, the file; its trees are changed by those who edit, who then call `touch`; `when`, the date
    of comments and changes, None for the date of the file itself.
    """

    def __init__(self, opened: WordFile, when: datetime.datetime | None = None) -> None:
        self.opened = opened
        self.body = opened.trees[opened.main]
        self.namespace = str(self.body.tag).partition("}")[0] + "}"
        self.date = _read_date(opened) if when is None else when.strftime("%Y-%m-%dT%H:%M:%SZ")
        self._parts = dict(opened.parts)
        self._touched: dict[str, etree._Element] = {}

    def touch(self, part: str) -> None:
        """Note that the tree of a part has changed."""
        self._touched[part] = self.opened.trees[part]

    def make_element(self, name: str, /, **attributes: str) -> etree._Element:
        """Make an element of Word; its name and attributes get the namespace of the file."""
        return etree.Element(self.namespace + name, {self.namespace + k: v for k, v in attributes.items()})

    def count_ids(self) -> Iterator[str]:
        """Yield ids for tracked changes, which no comment, bookmark or change of the file has."""
        ids = (read_attribute(e, "id") for tree in self.opened.trees.values() for e in tree.iter())
        at = max((int(id_) for id_ in ids if id_.isascii() and id_.isdigit() and len(id_) < 9), default=0)
        while True:
            at += 1
            yield str(at)

    def find_part(self, relation: str) -> str | None:
        """Return the name of the part to which a kind of relationship of the text leads; None if there is none."""
        for type_, target in self.opened.relations.get(self.opened.main, {}).values():
            name = package.resolve_target(self.opened.main, target)
            if type_.rpartition("/")[2] == relation and name in self.opened.trees:
                return name
        return None

    def write_part(self, name: str, content: bytes) -> None:
        """Put other bytes into a part."""
        self._parts[name] = content

    def add_part(self, name: str, content: bytes, relation: str, content_type: str) -> None:
        """Add a part in the folder of the text, and the relationship that leads to it.

        Parameters: `name`, the file name that it gets if none has it; `relation`, the kind of the relationship, such
        as `comments`.
        """
        folder = posixpath.dirname(self.opened.main)
        stem, _, ending = name.rpartition(".")
        numbers = ("", *map(str, range(2, len(self._parts) + 2)))
        taken = {part.casefold() for part in self._parts}
        names = (posixpath.join(folder, f"{stem}{number}.{ending}") for number in numbers)
        part = next(path for path in names if path.casefold() not in taken)
        self._parts[part] = content
        types = self.opened.trees["[Content_Types].xml"]
        etree.SubElement(types, _TYPES + "Override", {"PartName": f"/{part}", "ContentType": content_type})
        self.touch("[Content_Types].xml")
        self._relate(relation, posixpath.basename(part))

    def _relate(self, relation: str, target: str) -> None:
        """Add a relationship of the text to a part in its folder."""
        folder, base = posixpath.split(self.opened.main)
        name = posixpath.join(folder, "_rels", f"{base}.rels")
        root = self.opened.trees.get(name)
        if root is None:
            root = etree.fromstring(_NO_RELATIONS.encode())
        ids = {row.get("Id") for row in root.iter(_RELATIONSHIP)}
        # A number that is free may be one to which a damaged text still refers.
        id_ = next(free for number in range(1, len(ids) + 2) if (free := f"tenderkit{number}") not in ids)
        # Files in the strict form have other addresses; the kinds at their end are the same.
        types = [type_ for type_, _ in self.opened.relations[""].values() if type_.endswith("/officeDocument")]
        kind = types[0].removesuffix("officeDocument") + relation
        etree.SubElement(root, _RELATIONSHIP, {"Id": id_, "Type": kind, "Target": target})
        self._touched[name] = root

    def pack(self) -> bytes:
        """Return the bytes of the edited file; the same edits of the same file give the same bytes."""
        parts = dict(self._parts)
        for name, root in self._touched.items():
            parts[name] = etree.tostring(root.getroottree(), encoding="UTF-8", xml_declaration=True, standalone=True)
        return package.zip_parts(parts, stored=False)


def _read_date(opened: WordFile) -> str:
    """Return the date at which a file was changed last, or made, as it says itself; empty where it does not."""
    core = opened.trees.get(_CORE)
    dates = {} if core is None else {str(row.tag): (row.text or "").strip() for row in core}
    for date in (dates.get(_TERMS + "modified", ""), dates.get(_TERMS + "created", "")):
        try:
            when = datetime.datetime.fromisoformat(date)
            when = when.astimezone(datetime.UTC) if when.tzinfo else when
        except (OverflowError, ValueError):
            continue
        return when.replace(tzinfo=None).isoformat(timespec="seconds") + "Z"
    return ""


def find_above(element: etree._Element, *names: str) -> etree._Element | None:
    """Return the nearest element around an element, or the element itself, that has one of these names of Word."""
    node: etree._Element | None = element
    while node is not None and strip_namespace(str(node.tag)) not in names:
        node = node.getparent()
    return node
