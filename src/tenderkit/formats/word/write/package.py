# SPDX-License-Identifier: Apache-2.0
"""The package of a Word file: relationships, content types, properties, ZIP file, content digest."""

import hashlib
import posixpath
import re
from collections.abc import Mapping
from functools import lru_cache

from tenderkit.archives import write_archive
from tenderkit.formats.word.write.xml import NAMESPACES, Markup, element, write_part
from tenderkit.frozen import frozen_dataclass

# Half the time of the usual level 6, for files that are a tenth larger.
_LEVEL = 3
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/"
# Left out of the digest: what any tool that saves the file writes anew, and the part that holds the digest.
_NOT_CONTENT = ("[Content_Types].xml", "docProps/custom.xml")

# A page number in the contents, as canonical XML: a tab, then a field whose result is the number; and the tab stop.
_RUN = rb"<w:r>(?:<w:rPr>(?:(?!</w:rPr>).)*</w:rPr>)?%s</w:r>"
_FIELD_MARK = b'<w:fldChar w:fldCharType="%s"></w:fldChar>'
_PAGE_NUMBER = re.compile(
    b"".join(
        _RUN % content
        for content in (
            b"<w:tab></w:tab>",
            _FIELD_MARK % b"begin",
            rb'<w:instrText xml:space="preserve"> PAGEREF \w+ \\h </w:instrText>',
            _FIELD_MARK % b"separate",
            rb'<w:t xml:space="preserve">\d+</w:t>',
            _FIELD_MARK % b"end",
        )
    )
)
_TAB_STOP = re.compile(rb'<w:tabs><w:tab w:leader="dot" w:pos="\d+" w:val="right"></w:tab></w:tabs>')

Relations = Mapping[str, tuple[str, str]]
# Begins the target of a relationship that leads out of the file.
OUTSIDE = "external:"


@frozen_dataclass
class PackedParts:
    """The parts of a Word file.

    `contents`: the bytes of each part, by name; `types`: the content types of the parts; `relations`: the
    relationships of each part, by the name of the part, which is empty for those of the whole package.
    """

    contents: dict[str, bytes]
    types: dict[str, str]
    relations: dict[str, Relations]

    def list_members(self) -> dict[str, bytes]:
        """Return the parts of the file with their relationships and content types, by name."""
        members = dict(self.contents)
        for source, relations in self.relations.items():
            folder, name = posixpath.split(source)
            members[posixpath.join(folder, "_rels", f"{name}.rels")] = write_relationships(tuple(relations.items()))
        members["[Content_Types].xml"] = write_content_types(tuple(self.types.items()))
        return members


# Most papers of a batch have the same parts, so that their lists are written once.


@lru_cache(maxsize=256)
def write_relationships(relations: tuple[tuple[str, tuple[str, str]], ...]) -> bytes:
    """Write a `.rels` part, which lists the relationships of a part.

    Parameters: `relations`, the id of each relationship with its type and target. A type is a whole address, or only
    its last part, such as `styles`. A target outside the file has `OUTSIDE` in front.
    """
    rows = (
        element(
            "Relationship",
            attributes={
                "Id": id_,
                "Type": _expand_type(type_),
                "Target": target.removeprefix(OUTSIDE),
                "TargetMode": "External" if target.startswith(OUTSIDE) else None,
            },
        )
        for id_, (type_, target) in relations
    )
    return write_part("Relationships", {"": _PACKAGE + "relationships"}, *rows).encode()


def _expand_type(name: str) -> str:
    return name if ":" in name else NAMESPACES["r"] + "/" + name


@lru_cache(maxsize=64)
def write_content_types(types: tuple[tuple[str, str], ...]) -> bytes:
    """Write `[Content_Types].xml`.

    Parameters: `types`, the name of each part with its content type.
    """
    rows = [
        element("Default", attributes={"Extension": "rels", "ContentType":
                "application/vnd.openxmlformats-package.relationships+xml"}),
        element("Default", attributes={"Extension": "xml", "ContentType": "application/xml"}),
        *(
            element("Override", attributes={"PartName": f"/{name}", "ContentType": type_})
            for name, type_ in sorted(types)
            if type_ != "application/xml"
        ),
    ]  # fmt: skip
    return write_part("Types", {"": _PACKAGE + "content-types"}, *rows).encode()


def write_app_properties(version: str, others: Mapping[str, str]) -> str:
    """Write `docProps/app.xml`.

    Parameters: `others`, the properties that a template shows in its headers or footers, such as `Company`, by name.
    """
    return write_part(
        "Properties",
        {"": _OFFICE + "extended-properties"},
        element("Application", f"tenderkit {version}"),
        *(element(name, value) for name, value in others.items()),
    )


def write_custom_properties(values: Mapping[str, str]) -> str:
    """Write `docProps/custom.xml`, the custom document properties.

    Parameters: `values`, by name; `Markup` is inserted as XML, any other value as text.
    """
    rows = (
        element(
            "property",
            value if isinstance(value, Markup) else element("vt:lpwstr", value),
            attributes={"fmtid": "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}", "pid": pid, "name": name},
        )
        for pid, (name, value) in enumerate(values.items(), 2)
    )
    spaces = {"": _OFFICE + "custom-properties", "vt": _OFFICE + "docPropsVTypes"}
    return write_part("Properties", spaces, *rows)


def is_content(name: str) -> bool:
    """Check whether a part is included in the content digest of a file.

    Parts that programs rewrite, such as relationships, are not included, nor is the part that holds the digest.
    """
    return name not in _NOT_CONTENT and not name.endswith(".rels")


def is_xml(name: str) -> bool:
    """Check whether a part is XML, by its name."""
    return name.endswith((".xml", ".rels"))


def digest_parts(parts: Mapping[str, bytes]) -> dict[str, str]:
    """Compute the SHA-256 of each part that is included in the content digest, in hexadecimal digits.

    Parameters: `parts`, the bytes of the parts by name; XML parts are in canonical form, as this package writes them.
    """
    return {
        name: digest_part(strip_declaration(part) if is_xml(name) else part)
        for name, part in parts.items()
        if is_content(name)
    }


def digest_part(content: bytes) -> str:
    """Compute the SHA-256 of a part, in hexadecimal digits; the page numbers in the contents are left out.

    Parameters: `content`, the bytes of the part, of an XML part those of its canonical form (C14N 1.0).
    """
    return hashlib.sha256(drop_page_numbers(content)).hexdigest()


def drop_page_numbers(content: bytes) -> bytes:
    """Return a part without the page numbers in the contents, as it is written where they are not known.

    Parameters: `content`, the bytes of the part, of an XML part those of its canonical form.
    """
    if b" PAGEREF " not in content:
        return content
    paragraphs = content.split(b"</w:p>")
    for number, paragraph in enumerate(paragraphs):
        if b" PAGEREF " in paragraph:
            shorter, count = _PAGE_NUMBER.subn(b"", paragraph)
            paragraphs[number] = _TAB_STOP.sub(b"", shorter) if count else paragraph
    return b"</w:p>".join(paragraphs)


def digest_content(digests: Mapping[str, str]) -> str:
    """Return the content digest (SHA-256) of a file, which stays the same when a program only saves the file again.

    Parameters: `digests`, the digest of each included part, by name, computed from canonical XML (C14N 1.0).
    """
    hasher = hashlib.sha256()
    for name, digest in sorted(digests.items()):
        hasher.update(name.encode() + b"\0" + bytes.fromhex(digest))
    return hasher.hexdigest()


def digest_relations(relations: Mapping[str, Relations]) -> str:
    """Compute the SHA-256 of the relationships between parts, in hexadecimal digits.

    A relative and an absolute path to the same part give the same result.
    Parameters: `relations`, the relationships as in `.rels` parts, by the name of the part that holds them; the name
    is empty for the whole package.
    """
    rows = sorted(
        "\0".join((source, id_, _expand_type(type_), resolve_target(source, target)))
        for source, some in relations.items()
        for id_, (type_, target) in some.items()
    )
    return hashlib.sha256("\n".join(rows).encode()).hexdigest()


def resolve_target(source: str, target: str) -> str:
    """Return the name of the part to which a relationship of the part `source` leads.

    An address outside the file is returned unchanged.
    """
    if ":" in target:
        return target
    folder = "" if target.startswith("/") else posixpath.dirname(source)
    return posixpath.normpath(posixpath.join(folder, target.lstrip("/")))


def strip_declaration(xml: bytes) -> bytes:
    """Return the canonical form of an XML part that this package wrote: the part without its XML declaration."""
    _, _, body = xml.partition(b"?>\n")
    return body


def zip_parts(parts: Mapping[str, bytes], stored: bool) -> bytes:
    """Pack the parts into a .docx file, and return its bytes.

    Parameters: `stored`, true to leave out compression, whose result is not the same on every machine.
    """
    first = ("[Content_Types].xml", "_rels/.rels")
    names = sorted(parts, key=lambda n: (n not in first, first.index(n) if n in first else 0, n))
    return write_archive({name: parts[name] for name in names}, 0 if stored else _LEVEL)
