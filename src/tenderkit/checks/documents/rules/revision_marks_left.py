# SPDX-License-Identifier: Apache-2.0
"""revision-marks-left: tracked changes or comments are left in a document that will be published.

Catches insertions, deletions and moves that Word tracks, and comments. They show tenderers what was thought of and
taken out, and who wrote it; and readers who see another view read another text.

Passes:  A document in which all changes are accepted or rejected, without comments.
Fails:   A document with a tracked insertion, or with a comment.

Accept or reject all changes, and delete all comments, before you publish it.
"""

from collections.abc import Iterator

from tenderkit.checks.documents.checked_document import CheckedDocument, DocumentFault

SEVERITY = "warn"


def check(checked: CheckedDocument) -> Iterator[DocumentFault]:
    """Count the tracked changes, and find the first comment."""
    changes = checked.document.changes
    if changes:
        amount = "1 tracked change is" if changes == 1 else f"{changes} tracked changes are"
        yield DocumentFault(f"{amount} left in the document", "Accept or reject it all before you publish it.")
    comments = [paragraph for paragraph in checked.document.paragraphs if paragraph.part == "comment"]
    if comments:
        yield DocumentFault("a comment is left in the document", "Delete all comments.", comments[0])
