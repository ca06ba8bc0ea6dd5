# SPDX-License-Identifier: Apache-2.0
"""standard-text-changed: words of an annex are no longer as tenderkit made them.

Catches changed, added and deleted words, in clauses and outside them, by the words that the file records of itself;
each changed number is named. Tenderers who know the standard text prepare their answers by it, and a changed number
is what people miss. Formats, marks of clauses, references to clauses that have other numbers now and the table of
contents do not count. A file that was made before words were recorded shows which clauses changed; `--original FILE`
shows the words.

Passes:  within 10 working days after the order
Fails:   within 30 working days after the order, where the annex was made with 10

Nothing is wrong where the change is meant; `tenderkit check --changes` shows all changes, to tenderers too.
"""

from collections.abc import Iterator

from tenderkit.checks.documents.checked_document import CheckedDocument, DocumentFault
from tenderkit.checks.documents.word_changes import ChangedText, describe_changed_text

SEVERITY = "info"


def check(checked: CheckedDocument) -> Iterator[DocumentFault]:
    """Describe each text with changed words, and name each changed clause of which the words are not recorded."""
    for difference in checked.document.differences:
        if difference.fate in ("missing", "unknown"):  # which other rules find
            continue
        if difference.changed_texts is None:
            yield checked.make_fault("standard-text-changed-unread", difference.paragraph, name=difference.name)
        for changed, paragraph in difference.changed_texts or ():
            change = describe_changed_text(changed, checked.language)
            place = paragraph or difference.paragraph
            yield checked.make_fault("standard-text-changed", place, _find_phrase(changed), change=change)


def _find_phrase(changed: ChangedText) -> str:
    """Return the first words that were inserted, to be marked in the text."""
    return next((piece.text.strip() for piece in changed.pieces if piece.kind == "inserted"), "")
