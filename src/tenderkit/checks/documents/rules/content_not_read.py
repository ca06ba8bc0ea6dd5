# SPDX-License-Identifier: Apache-2.0
"""content-not-read: the file holds words that this check does not read.

Catches charts, diagrams, embedded files and objects, text in another format, parts to which the file refers and which
are missing, documents in which pictures may hold the text, and workbooks, whose cells no rule looks into. What is in
them is part of the tender, and nothing was looked for there.

Passes:  a document of paragraphs and tables
Fails:   a document with an embedded workbook

Read these places yourself, or put their words into the text.
"""

from collections.abc import Iterator

from tenderkit.checks.documents.checked_document import CheckedDocument, DocumentFault

SEVERITY = "info"
_MOST_NAMED = 20
# Fewer letters for each picture are captions of scanned pages.
_LETTERS_OF_A_SCAN = 100


def check(checked: CheckedDocument) -> Iterator[DocumentFault]:
    """Name each kind of content that is not read, and each part that is missing."""
    document = checked.document
    for name in document.unread:
        kind, _, number = name.partition(" ")
        contents = checked.language.text(f"document-words.unread-{kind}", number=number)
        yield checked.make_fault("content-not-read", contents=contents)
    for name in document.missing[:_MOST_NAMED]:
        yield checked.make_fault("content-not-read-part", name=name)
    letters = sum(len(paragraph.text) for paragraph in document.paragraphs)
    if document.pictures and letters < _LETTERS_OF_A_SCAN * document.pictures:
        yield checked.make_fault("content-not-read-scan")
