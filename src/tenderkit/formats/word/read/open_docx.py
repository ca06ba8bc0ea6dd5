# SPDX-License-Identifier: Apache-2.0
"""Open a Word file of any origin without trusting it: first its limits are checked, then its parts are parsed.

Nothing is unpacked to disk, no entity is expanded, nothing outside the file is read.
"""

import io
import posixpath
import re
import shutil
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from xml.parsers import expat

from lxml import etree

from tenderkit.errors import InvalidInput
from tenderkit.findings import Told
from tenderkit.formats.word.write import package
from tenderkit.library.reading.english_words import tell_in_english
from tenderkit.library.reading.file_kinds import MAX_BYTES, OLE, name_contents

# What may come out of the file: an annex of forty pages is 1 MB of XML in 20 parts; the rest is room for pictures.
MAX_PARTS = 2_000
MAX_XML = 40_000_000
MAX_WHOLE = 200_000_000
MAX_ELEMENTS = 1_000_000
# How many bytes are unpacked at a time.
_PIECE = 1_000_000
# Canonical XML takes quadratic time over the namespaces that an element knows and over its attributes. The sum of
# their squares is two million for an annex of 150 pages, perhaps 100 million once Word has saved it; at the limit it
# takes some seconds.
MAX_WORK = 2_000_000_000
# What reading a damaged ZIP file raises.
_DAMAGES = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, ValueError, OSError, RuntimeError, OverflowError)
_PACKED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
# What plain XML begins with, and the stretch in which a tag of it ends.
_DECLARED = re.compile(
    rb"(?:\xef\xbb\xbf)?"
    rb"""<\?xml version=["']1\.0["'] encoding=["'][Uu][Tt][Ff]-8["'](?: standalone=["'](?:yes|no)["'])? ?\?>"""
)
_WINDOW = 10_000
# More exclamation or question marks than a document has.
_SIGNS = 10_000
_RELATIONSHIPS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_DOCUMENT = (
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml",
)
_WITH_MACROS = (
    "application/vnd.ms-word.document.macroEnabled.main+xml",
    "application/vnd.ms-word.template.macroEnabledTemplate.main+xml",
)
_ODT_TYPE = b"application/vnd.oasis.opendocument.text"
_ODT_MANIFEST = "META-INF/manifest.xml"


class _Refused(Exception):
    """Raised where a Word file is refused; `key` and `fix` are keys of words in the section `files` of the frame."""

    def __init__(self, key: str, fix: str = "", **values: Any) -> None:
        self.key, self.fix, self.values = key, fix, values
        super().__init__(key)

    def make_error(self, name: str) -> InvalidInput:
        """Return the error that tells why the file of this name is refused."""
        fix = self.fix and f"files.{self.fix}"
        return InvalidInput([tell_in_english("unreadable", name, f"files.{self.key}", fix, **self.values)])


_ATTACK, _BROKEN = "fix-attack", "fix-broken"


@dataclass(frozen=True)
class WordFile:
    """A Word file that has been opened and checked; a part is a file inside its ZIP archive.

    `parts`: the bytes of each part, by its name; `trees`: the root element of each part that is XML; `digests`: the
    SHA-256 of each part that `package.is_content` selects. The digest of an XML part is that of its canonical form
    (C14N 1.0), without the page numbers in the contents.
    """

    parts: Mapping[str, bytes]
    trees: Mapping[str, etree._Element]
    digests: Mapping[str, str]

    @cached_property
    def relations(self) -> dict[str, package.Relations]:
        """The type and the target of each relationship, by the name of the part that has it and then by its id."""
        relations: dict[str, package.Relations] = {}
        for name, tree in self.trees.items():
            folder, base = posixpath.split(name)
            if base.endswith(".rels") and posixpath.basename(folder) == "_rels":
                source = posixpath.join(posixpath.dirname(folder), base.removesuffix(".rels"))
                relations[source] = {
                    row.get("Id", ""): (row.get("Type", ""), _read_target(row)) for row in tree.iter(_RELATIONSHIPS)
                }
        return relations

    @property
    def main(self) -> str:
        """The name of the part with the text of the document; empty where the file names no such part."""
        for type_, target in self.relations.get("", {}).values():
            if type_.endswith("/officeDocument"):
                return package.resolve_target("", target)
        return ""


@dataclass(frozen=True)
class OdtFile:
    """An OpenDocument text that has been opened and checked.

    `names`: those of its parts; `trees`: the root element of each part that is XML, by its name.
    """

    names: tuple[str, ...]
    trees: Mapping[str, etree._Element]

    @property
    def macros(self) -> bool:
        """Whether it holds macros, in Basic or in another language."""
        return any(name == "Basic/script-lc.xml" or name.startswith("Scripts/") for name in self.names)


def open_word(content: bytes, name: str, *, digests: bool = True, macros: bool = False) -> WordFile:
    """Open a Word file.

    Parameters: `content`, the bytes of the file; `name`, for messages; `digests`, true to compute the digests of the
    parts, which takes longer than all the rest; `macros`, true to open a file that holds macros, which never run.
    Raises InvalidInput where the file is no Word file, is encrypted or broken, exceeds a limit, holds a document
    type, or holds macros although `macros` is false.
    """
    try:
        parts = dict(_unpack_parts(content))
        if "[Content_Types].xml" not in parts:
            is_odt = parts.get("mimetype", b"").startswith(_ODT_TYPE)
            raise _Refused("odt" if is_odt else "no-word", "fix-docx")
        trees = _parse_parts({n: xml for n, xml in parts.items() if package.is_xml(n)}, quick=not digests)
        opened = WordFile(parts, trees, _digest_parts(parts, trees) if digests else {})
        _check_kind(opened, macros=macros)
    except _Refused as problem:
        raise problem.make_error(name) from None
    return opened


def open_odt(content: bytes, name: str) -> OdtFile:
    """Open an OpenDocument text, to check it before another program reads it.

    Parameters: `content`, the bytes of the file; `name`, for messages. Raises InvalidInput where the file is no such
    text, is encrypted or broken, exceeds a limit, or holds a document type.
    """
    try:
        parts = dict(_unpack_parts(content))
        if not parts.get("mimetype", b"").startswith(_ODT_TYPE) or "content.xml" not in parts:
            raise _Refused("no-odt")
        if b"encryption-data" in parts.get(_ODT_MANIFEST, b""):
            raise _Refused("encrypted")
        # Old files have a document type in the list of their parts, which is not read here.
        xml_parts = {n: xml for n, xml in parts.items() if n.endswith(".xml") and n != _ODT_MANIFEST}
        return OdtFile(tuple(parts), _parse_parts(xml_parts, quick=True))
    except _Refused as problem:
        raise problem.make_error(name) from None


def _read_target(row: etree._Element) -> str:
    """Return the target of a relationship; where it is outside the file, `package.OUTSIDE` is put in front."""
    outside = package.OUTSIDE if row.get("TargetMode") == "External" else ""
    return outside + row.get("Target", "")


def _unpack_parts(content: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield the name and the unpacked bytes of each file in the ZIP archive of a Word file.

    Raises _Refused where the archive is broken, encrypted or suspect. Nothing is unpacked where the stated sizes add
    up to more than any document has.
    """
    if content.startswith(OLE):
        if "EncryptedPackage".encode("utf-16-le") in content:
            raise _Refused("encrypted")
        raise _Refused("old-word", "fix-docx")
    if not content.startswith(b"PK"):
        if kind := name_contents(content):
            raise _Refused("not-expected", "fix-word", kind=Told(kind), wanted=Told("files.label-docx"))
        raise _Refused("no-docx")
    if len(content) > MAX_BYTES:
        raise _Refused("too-large", "fix-pictures", most=f"{MAX_BYTES:,}")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = [m for m in archive.infolist() if not m.is_dir()]
            if len(members) > MAX_PARTS:
                raise _Refused("too-many-parts", _ATTACK, most=f"{MAX_PARTS:,}")
            if any(m.flag_bits & 1 for m in members):
                raise _Refused("encrypted")
            if any(m.filename.startswith("/") or ".." in re.split(r"[/\\]", m.filename) for m in members):
                raise _Refused("leads-out", _ATTACK)
            if len({m.filename.casefold() for m in members}) < len(members):
                raise _Refused("part-twice", _BROKEN)
            if any(m.compress_type not in _PACKED for m in members):
                raise _Refused("unknown-packing", _BROKEN)
            claims = {True: 0, False: 0}
            for member in members:
                claims[package.is_xml(member.filename)] += member.file_size
            if claims[True] > MAX_XML or claims[False] > MAX_WHOLE:
                raise _Refused("unpacks-too-large", _ATTACK)
            for member in members:
                yield member.filename, _unpack_member(archive, member)
    except _DAMAGES:
        raise _Refused("not-unpacked", _BROKEN) from None


def _unpack_member(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes:
    """Return the unpacked bytes of a file in a ZIP archive; they are copied piece by piece to save memory.

    Where the file is larger than the archive states, `zipfile` raises BadZipFile.
    """
    part = io.BytesIO()
    with archive.open(member) as file:
        shutil.copyfileobj(file, part, _PIECE)
    return part.getvalue()


def _has_tag_with(xml: bytes, sign: bytes, start: int) -> bool:
    """Check whether XML may hold a tag that begins with the character `sign`: `!`, as in `<!DOCTYPE`, or `?`.

    Where the character occurs more than 10,000 times, the answer is true without a search, to save time.
    """
    if xml.count(sign, start) > _SIGNS:
        return True
    at = xml.find(sign, start)
    while at >= 0:
        if xml[at - 1] == ord("<"):
            return True
        at = xml.find(sign, at + 1)
    return False


def _count_plain_tags(xml: bytes) -> int:
    """Count the tags of plain XML, as word processors write it; return 0 for all other XML.

    Plain XML is in UTF-8 and has no comments, no document type, no very long tags and no `>` in attributes, so a tree
    can safely be built from it. `_parse_parts` checks all other XML by a slower method.
    """
    start = xml.find(b"?>") + 2
    if not _DECLARED.fullmatch(xml, 0, start) or _has_tag_with(xml, b"!", start) or _has_tag_with(xml, b"?", start):
        return 0
    tags = xml.count(b"<", start)
    if tags != xml.count(b">", start):
        return 0
    # A tag that is longer than two windows has one without an end of a tag in it.
    windows = range(start, len(xml) - _WINDOW, _WINDOW)
    return tags if all(xml.find(b">", at, at + _WINDOW) >= 0 for at in windows) else 0


def _parse_parts(parts: Mapping[str, bytes], *, quick: bool) -> dict[str, etree._Element]:
    """Parse the parts that are XML; return the root element of each part, by the name of the part.

    Raises _Refused for a harmful part before its tree is built or any entity is expanded.
    Parameters: `quick`, true to skip the slow check of plain XML, only where no canonical form is needed later.
    """
    elements = work = known = 0

    def doctype(*_: object) -> None:
        raise _Refused("document-type", _ATTACK)

    def enter(*_: object) -> None:
        nonlocal known
        known += 1

    def leave(*_: object) -> None:
        nonlocal known
        known -= 1

    def element(_: str, attributes: Mapping[str, str]) -> None:
        nonlocal elements, work
        elements += 1
        work += known * known + len(attributes) ** 2
        if elements > MAX_ELEMENTS or work > MAX_WORK:
            raise _Refused("too-many-elements", _ATTACK)

    trees: dict[str, etree._Element] = {}
    build = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    for name, xml in parts.items():
        try:
            if quick and (tags := _count_plain_tags(xml)) and elements + tags <= MAX_ELEMENTS:
                elements += tags
            else:
                look = expat.ParserCreate(namespace_separator=" ")
                look.StartDoctypeDeclHandler = doctype
                look.StartNamespaceDeclHandler, look.EndNamespaceDeclHandler = enter, leave
                look.StartElementHandler = element
                look.Parse(xml, True)
            trees[name] = etree.fromstring(xml, build)
        except LookupError:
            raise _Refused("part-encoding", _BROKEN, part=name) from None
        except (expat.ExpatError, etree.XMLSyntaxError, ValueError):
            raise _Refused("part-no-xml", _BROKEN, part=name) from None
    return trees


def _digest_parts(parts: Mapping[str, bytes], trees: Mapping[str, etree._Element]) -> dict[str, str]:
    digests: dict[str, str] = {}
    for name, content in parts.items():
        if package.is_content(name):
            try:
                form = etree.tostring(trees[name], method="c14n") if name in trees else content
            except etree.LxmlError:  # namespaces that are no addresses, as in custom XML of SharePoint
                form = content
            digests[name] = package.digest_part(form)
    return digests


def has_macros(opened: WordFile) -> bool:
    """Check whether a Word file holds macros, also under another name, or has the type of files with macros."""
    kinds = [(row.get("ContentType") or "").lower() for row in opened.trees["[Content_Types].xml"]]
    kinds += [type_.lower() for led in opened.relations.values() for type_, _ in led.values()]
    return any("macroenabled" in kind or "vbaproject" in kind for kind in kinds) or any(
        name.lower().endswith("vbaproject.bin") for name in opened.parts
    )


def _check_kind(opened: WordFile, *, macros: bool) -> None:
    """Raise _Refused for a file that is no Word file, or uses the id of a relationship twice.

    A file that holds macros is refused as well, unless `macros` is true.
    """
    types = opened.trees["[Content_Types].xml"]
    named = {
        row.get("PartName", "").lstrip("/"): row.get("ContentType", "") for row in types.iter(_TYPES + "Override")
    }
    if not macros and has_macros(opened):
        raise _Refused("macros")
    for name, tree in opened.trees.items():
        ids = [row.get("Id") for row in tree.iter(_RELATIONSHIPS)] if name.endswith(".rels") else []
        if len(set(ids)) < len(ids):
            raise _Refused("relationship-twice", _BROKEN, part=name)
    if named.get(opened.main) not in (*_DOCUMENT, *_WITH_MACROS) or opened.main not in opened.trees:
        raise _Refused("no-docx")
