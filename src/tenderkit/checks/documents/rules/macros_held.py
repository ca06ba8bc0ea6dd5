# SPDX-License-Identifier: Apache-2.0
"""macros-held: the file holds macros or JavaScript.

Catches macros, also under another name than Word gives them, the type of Word files with macros, macros of
OpenDocument texts and old Word files, and JavaScript in a PDF. Nothing of them is run here. Tenderers whose systems
refuse such files cannot read the tender.

Passes:  annex.docx
Fails:   annex.docm with a macro

Save the document as .docx, which leaves the macros out, or print the PDF into a new one.
"""

from collections.abc import Iterator

from tenderkit.checks.documents.checked_document import CheckedDocument, DocumentFault

SEVERITY = "warn"


def check(checked: CheckedDocument) -> Iterator[DocumentFault]:
    """Tell that the file holds macros or JavaScript."""
    if checked.document.macros:
        yield checked.make_fault("macros-held")
    if checked.document.scripts:
        yield checked.make_fault("macros-held-script")
