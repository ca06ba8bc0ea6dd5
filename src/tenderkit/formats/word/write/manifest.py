# SPDX-License-Identifier: Apache-2.0
"""The manifest of a Word file: custom XML that names what the file was made from, its clauses, fields and parts."""

import hashlib
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache

from tenderkit import __version__
from tenderkit.formats.word.read.clause_words import digest_text
from tenderkit.formats.word.write.xml import MANIFEST, Markup, element, escape_text, write_part
from tenderkit.papers.form_fields import Field
from tenderkit.papers.paper import Paper
from tenderkit.papers.selection_record import record_selection, write_record

_STORE_ID = "{9042F557-6312-5A47-9428-8139C86701CF}"  # the UUID, version 5, of the address MANIFEST
_STORE = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"

# Of the letters of a text in the record of the selection.
_LONGEST = 3_000


def write_manifest(
    paper: Paper,
    clause_words: Mapping[str, Sequence[str]],
    other_words: Sequence[str],
    digests: Mapping[str, str],
    relations: str,
) -> str:
    """Write the manifest, which records how the file was made, so that its clauses and parts can be compared.

    Parameters: `clause_words`, the words of each paragraph of a clause as printed, by the tag of the clause;
    `other_words`, those of the paragraphs outside clauses; `digests`, the digest of each part but the manifest, by
    name; `relations`, the digest of the relationships between parts.
    """
    # `sha256` is of the requirement as composed, `text-sha256` of all the words of the clause as printed. The words
    # are not compressed here: the file compresses them once, and a digest of them is the same on every machine.
    clauses = [
        element(
            "clause",
            words,
            attributes={
                "tag": c.tag,
                "bookmark": c.bookmark,
                "number": c.number,
                **({"lots": " ".join(map(str, c.lots))} if c.printed_in == "common" else {}),
                "sha256": hashlib.sha256("\n".join((c.title, c.covers, *c.requirement)).encode()).hexdigest(),
                "text-sha256": digest,
            },
        )
        for c in paper.printed
        for words, digest in [_write_clause_words(tuple(clause_words[c.tag]))]
    ]
    others = [element("words", _write_words(other_words))] if clauses else []
    parts = [element("part", attributes={"name": name, "sha256": digest}) for name, digest in sorted(digests.items())]
    library = paper.selection.library
    head = element(
        "made",
        attributes={
            "tool": __version__,
            "library": library.version,
            "library-sha256": library.digest,
            "purchase-sha256": paper.purchase_digest,
            "relations-sha256": relations,
        },
    )
    recorded = (_write_selection(paper), *clauses, *others, *map(_write_field, paper.fields), *parts)
    return write_part("manifest", {"": MANIFEST}, head, *recorded)


def _write_words(paragraphs: Sequence[str]) -> Markup:
    # Half of a manifest is this, so it is put together in one go.
    return Markup("".join([f"<p>{escape_text(paragraph)}</p>" for paragraph in paragraphs]))


@lru_cache(maxsize=1024)
def _write_clause_words(paragraphs: tuple[str, ...]) -> tuple[Markup, str]:
    """Write the words of a clause, which many papers have; return their digest too."""
    return _write_words(paragraphs), digest_text(paragraphs)


def _write_selection(paper: Paper) -> Markup | None:
    """Write the element with the selection as printed; None for a paper that is not published, such as the notes."""
    if not paper.printed and not paper.fields:
        return None
    record = write_record(record_selection(paper.selection))
    # Files with very long texts between two tags are read by a slower method.
    texts = (record[at : at + _LONGEST] for at in range(0, len(record), _LONGEST))
    return element("selection", *(element("text", text) for text in texts))


def _write_field(field: Field) -> Markup:
    """Write the element of the manifest that records a field of a form as it was made, to compare returned forms."""
    choices = [element("choice", choice) for choice in field.choices]
    about = {"tag": field.tag, "number": field.number, "name": field.name, "prompt": field.prompt}
    return element("answer", *choices, attributes=about)


@cache
def write_item_properties() -> str:
    """Write the part that states the id of the manifest among the custom XML parts of a file."""
    schemas = element("ds:schemaRefs", element("ds:schemaRef", attributes={"ds:uri": MANIFEST}))
    xml = write_part("ds:datastoreItem", {"ds": _STORE}, schemas)
    return xml.replace(f'xmlns:ds="{_STORE}"', f'xmlns:ds="{_STORE}" ds:itemID="{_STORE_ID}"', 1)
