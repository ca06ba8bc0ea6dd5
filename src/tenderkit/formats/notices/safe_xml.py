# SPDX-License-Identifier: Apache-2.0
"""Parse XML that comes from anywhere: no entities, no network, no document type, bounds on size and depth."""

from typing import TYPE_CHECKING

from tenderkit.errors import InvalidInput
from tenderkit.findings import Finding, Place

if TYPE_CHECKING:
    from lxml.etree import _Element

MAX_BYTES = 10_000_000


def parse_safely(content: bytes, name: str) -> "_Element":
    """Return the root element of an XML file.

    Parameters: `name`, the name of the file for messages. Raises InvalidInput where the content is too large, is not
    well formed, is nested too deep, or declares a document type, because entities could make it grow without end.
    """
    from lxml import etree

    if len(content) > MAX_BYTES:
        raise _refuse(name, f"is larger than {MAX_BYTES:,} bytes", "Name a single notice.")
    # A comment inside a text would cut it.
    parser = etree.XMLParser(
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        reason = str(error).partition("\n")[0]
        raise _refuse(name, f"is no XML that can be read: {reason}", "Save it again from its source.") from None
    # Its entities were not resolved; a notice has none.
    if root.getroottree().docinfo.internalDTD is not None:
        raise _refuse(name, "declares a document type, which a notice never has", "Take out the DOCTYPE.")
    return root


def _refuse(name: str, message: str, fix: str) -> InvalidInput:
    return InvalidInput([Finding("unreadable", message, fix, place=Place(name))])
