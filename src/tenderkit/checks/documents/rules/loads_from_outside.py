# SPDX-License-Identifier: Apache-2.0
"""loads-from-outside: the file loads something from outside when somebody opens it.

Catches linked pictures, linked objects, attached templates, and fields that include files or data. Nothing is loaded
here. Whoever owns the address learns who opens the tender and when, and what is shown can change after publication.
Hyperlinks pass: they open when somebody clicks on them.

Passes:  a picture inside the file
Fails:   a picture that is loaded from https://example.org/logo.png

Put it into the file, or take it out.
"""

from collections.abc import Iterator

from tenderkit.checks.documents.checked_document import CheckedDocument, DocumentFault

SEVERITY = "warn"
_MOST_NAMED = 20


def check(checked: CheckedDocument) -> Iterator[DocumentFault]:
    """Name what the file loads, each thing once."""
    for load in list(dict.fromkeys(checked.document.outside))[:_MOST_NAMED]:
        yield checked.make_fault("loads-from-outside", load=load)
