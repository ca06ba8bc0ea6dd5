# SPDX-License-Identifier: Apache-2.0
"""macros-held: the file holds macros.

Catches macros, also under another name than Word gives them, and the type of Word files with macros. Nothing of them
is run here. Tenderers whose systems refuse such files cannot read the tender.

Passes:  annex.docx
Fails:   annex.docm with a macro

Save the document as .docx, which leaves the macros out.
"""

from collections.abc import Iterator

from tenderkit.checks.documents.checked_document import CheckedDocument, DocumentFault

SEVERITY = "warn"


def check(checked: CheckedDocument) -> Iterator[DocumentFault]:
    """Tell that the file holds macros."""
    if checked.document.macros:
        message = "the file holds macros; they were not run"
        yield DocumentFault(message, "Save it as .docx, which leaves them out.")
