# SPDX-License-Identifier: Apache-2.0
"""Build XML as text that is in canonical form (C14N 1.0) from the start.

Canonical XML has attributes in the order of their namespaces and names, no self-closing tags, and only the escapes
that the standard names. So the digest of a part is the digest of its bytes, and no parser is needed.
"""

from collections.abc import Mapping
from functools import cache

NAMESPACES = {
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
    "w15": "http://schemas.microsoft.com/office/word/2012/wordml",
    "xml": "http://www.w3.org/XML/1998/namespace",
}
# Of the manifest, the record that tenderkit writes into a file of how the file was made.
MANIFEST = "urn:tenderkit:manifest:1"
# The values of a property that is switched off.
OFF = ("0", "false", "off")
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


class Markup(str):
    """Text that is XML already, so that it is inserted into an element unchanged, whereas plain text is escaped."""

    __slots__ = ()


NOTHING = Markup("")
_TEXT = (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ("\r", "&#xD;"))
_ATTRIBUTE = str.maketrans({"&": "&amp;", "<": "&lt;", '"': "&quot;", "\t": "&#x9;", "\n": "&#xA;", "\r": "&#xD;"})


def escape_text(text: str) -> str:
    """Escape the characters that XML reserves: `&` gives `&amp;`."""
    # Quicker than `translate`, which looks up every character that is not ASCII.
    for sign, escape in _TEXT:
        text = text.replace(sign, escape)
    return text


def escape_value(value: object) -> str:
    """Escape the value of an attribute; most are numbers and words without a sign to escape."""
    text = str(value)
    return text if text.isalnum() else text.translate(_ATTRIBUTE)


@cache
def _sort_key(name: str) -> tuple[str, str]:
    prefix, _, local = name.rpartition(":")
    return NAMESPACES.get(prefix, ""), local


def element(tag: str, *kids: str | None, attributes: Mapping[str, object] | None = None) -> Markup:
    """Build an XML element.

    Parameters: `tag`, with its prefix, such as `w:p`; `kids`, the content in order: `Markup` is inserted unchanged,
    other text is escaped, None is left out; `attributes`, the values by name with prefix; an attribute with the value
    None is left out.
    """
    head = ""
    if attributes:
        names = attributes if len(attributes) == 1 else sorted(attributes, key=_sort_key)
        head = "".join([f' {k}="{escape_value(v)}"' for k in names if (v := attributes[k]) is not None])
    inner = "".join([k if type(k) is Markup else escape_text(k) for k in kids if k is not None])
    return Markup(f"<{tag}{head}>{inner}</{tag}>")


def w(tag: str, *kids: str | None, **attributes: object) -> Markup:
    """Build an element of Word; its name and attributes get the prefix `w`: `w("ind", left=567)` gives `w:ind`."""
    if not attributes:
        return element(f"w:{tag}", *kids)
    return element(f"w:{tag}", *kids, attributes={f"w:{k.rstrip('_')}": v for k, v in attributes.items()})


def join(*kids: Markup | None) -> Markup:
    """Join several pieces of XML into one; None is left out."""
    return Markup("".join(filter(None, kids)))


def write_word_part(tag: str, *kids: str | None) -> str:
    """Return the XML of a part of a Word file, with the root element `w:` + `tag` and all namespaces."""
    spaces = {k: v for k, v in NAMESPACES.items() if k != "xml"}
    declared = "".join(f' xmlns:{p}="{uri}"' for p, uri in sorted(spaces.items()))
    inner = "".join([k if type(k) is Markup else escape_text(k) for k in kids if k is not None])
    return f'{DECLARATION}<w:{tag}{declared} mc:Ignorable="w14 w15">{inner}</w:{tag}>'


def write_part(tag: str, namespaces: dict[str, str], *kids: str | None) -> str:
    """Return the XML of a part with the root element `tag`.

    Parameters: `namespaces`, their addresses by prefix; the empty prefix means the default namespace.
    """
    ordered = sorted(namespaces.items())
    declared = "".join(f' xmlns{":" + p if p else ""}="{uri}"' for p, uri in ordered)
    inner = "".join([k if type(k) is Markup else escape_text(k) for k in kids if k is not None])
    return f"{DECLARATION}<{tag}{declared}>{inner}</{tag}>"
