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
        key = "revision-marks-left-one" if changes == 1 else "revision-marks-left-changes"
        yield checked.make_fault(key, count=checked.language.number(changes))
    comments = [paragraph for paragraph in checked.document.paragraphs if paragraph.part == "comment"]
    if comments:
        yield checked.make_fault("revision-marks-left-comment", comments[0])
