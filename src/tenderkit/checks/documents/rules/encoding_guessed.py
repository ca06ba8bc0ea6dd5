# SPDX-License-Identifier: Apache-2.0
"""encoding-guessed: a text does not say in which encoding it is, and is not in UTF-8.

Such a text was read as Windows-1256 where its letters beyond ASCII make Arabic words, and as Windows-1252, the
encoding of Western Europe, otherwise. If it is in another encoding, words with such letters were not found.

Passes:  a text in UTF-8, or in UTF-16 with a byte-order mark
Fails:   a text that an old editor saved in the code page of its computer

Save the text as UTF-8.
"""

from collections.abc import Iterator

from tenderkit.checks.documents.checked_document import CheckedDocument, DocumentFault

SEVERITY = "info"


def check(checked: CheckedDocument) -> Iterator[DocumentFault]:
    """Tell in which encoding the text was read."""
    if encoding := checked.document.encoding:
        yield checked.make_fault("encoding-guessed", encoding=encoding)
