# SPDX-License-Identifier: Apache-2.0
"""Copies of checked files: with what can be mended, and with what was found as comments."""

import datetime
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from tenderkit.findings import Finding
from tenderkit.library.reading.shipped_data import ShippedData
from tenderkit.purchase.purchase import Purchase
from tenderkit.tender_check.document_check import check_document
from tenderkit.tender_check.purchase_check import check_purchase

if TYPE_CHECKING:
    from tenderkit.checks.documents.document import View
    from tenderkit.checks.reference_fixes import Fix
    from tenderkit.lint.rule import Rule


def fix_document(
    content: bytes,
    file: str,
    data: ShippedData,
    rules: "Mapping[str, Rule]",
    findings: Sequence[Finding],
    when: datetime.datetime | None = None,
) -> "tuple[bytes, tuple[Fix, ...], tuple[Finding, ...]]":
    """Return a copy of a Word file with what could be mended as tracked changes, the fixes, and the findings left.

    Parameters: `findings`, those of `check_document` that are to be mended; `rules`, the rules that found them;
    `when`, the date of the changes, None for that of the file; for the others see `check_document`. Raises
    InvalidInput where the file is no Word file that can be read.
    """
    from tenderkit.checks.documents.checked_document import CheckedDocument
    from tenderkit.checks.documents.fixes import FixPlanner, list_unmended
    from tenderkit.formats.word.read.document.reader import read_document
    from tenderkit.formats.word.read.open_docx import open_word
    from tenderkit.formats.word.write.review.tracked_changes import ChangeTracker

    opened = open_word(content, file, digests=False, macros=True)
    checked = CheckedDocument(
        read_document(opened, file), data.library, data.language, data.word_lists, data.superseded
    )
    tracker = ChangeTracker(opened, when)
    planned = FixPlanner(checked, tracker.texts).plan(findings)
    # From the last to the first, so that the positions in front stay right.
    written = [each for each in reversed(planned) if tracker.write(each.paragraph, each.change)][::-1]
    if not written:
        return content, (), tuple(findings)
    fixed = tracker.pack()
    again = check_document(fixed, file, data, rules).findings
    return fixed, tuple(each.fix for each in written), list_unmended(findings, again, written)


def fix_purchase(
    purchase: Purchase,
    text: str,
    file: str,
    data: ShippedData,
    rules: "Mapping[str, Rule]",
    findings: Sequence[Finding],
) -> "tuple[str, tuple[Fix, ...], tuple[Finding, ...]]":
    """Return the text of a purchase file with what could be mended, the fixes, and the findings left.

    Parameters: `text`, in TOML; `findings`, those of `check_purchase` that are to be mended; for the others see
    there.
    """
    from tenderkit.checks.purchase_fixes import fix_purchase_text
    from tenderkit.checks.reference_fixes import ReferenceFixer
    from tenderkit.purchase.reading import parse_purchase

    fixer = ReferenceFixer(data.word_lists, data.superseded, data.library)
    fixed, fixes = fix_purchase_text(text, findings, fixer)
    if not fixes:
        return text, (), tuple(findings)
    again = check_purchase(parse_purchase(fixed, file, "toml", purchase.prevailing_language, data), data, rules, file)
    left = {(finding.rule, finding.place.key) for finding in again}
    mended = {(fix.rule, fix.place) for fix in fixes}
    return (
        fixed,
        fixes,
        tuple(f for f in findings if (f.rule, f.place.key) not in mended or (f.rule, f.place.key) in left),
    )


def comment_document(
    content: bytes,
    file: str,
    findings: Sequence[Finding],
    data: ShippedData,
    view: "View" = "final",
    when: datetime.datetime | None = None,
) -> bytes:
    """Return a copy of a Word file with a comment for each finding, at the words at fault.

    Parameters: `content`, the bytes of the file; `file`, its name for messages; `data`, the data with the fixed
    words of each language; `view`, how the file was read when the findings were made; `when`, the date of the
    comments, None for that of the file. Raises InvalidInput where the file cannot be read.
    """
    from tenderkit.formats.word.write.review.comments import add_comments

    return add_comments(content, file, findings, data.language, view, when)
