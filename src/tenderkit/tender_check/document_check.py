# SPDX-License-Identifier: Apache-2.0
"""Check a document: by the rules on documents, and an annex of tenderkit by those on purchases as well."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from tenderkit.findings import Finding, put_file
from tenderkit.library.reading.shipped_data import ShippedData
from tenderkit.lint.rule import leave_out_silent
from tenderkit.tender_check.file_report import FileReport
from tenderkit.tender_check.opened_document import OpenedDocument, open_document

if TYPE_CHECKING:
    from tenderkit.checks.annexes.own_annex import OwnAnnex
    from tenderkit.checks.annexes.restored_selection import RestoredAnnex
    from tenderkit.checks.documents.document import View
    from tenderkit.formats.word.read.open_docx import WordFile
    from tenderkit.library.language import Language
    from tenderkit.lint.rule import Rule


def check_document(
    content: bytes,
    file: str,
    data: ShippedData,
    rules: "Mapping[str, Rule]",
    view: "View" = "final",
    original: "WordFile | None" = None,
    expected: frozenset[str] | None = None,
    *,
    passages: bool = False,
    compared: bool = False,
) -> FileReport:
    """Return whether tenderkit made a document, and what the rules on documents find in it.

    To an annex that tenderkit made the rules on purchases are applied as well, on the selection that it prints now.

    Parameters: `content`, the bytes of the file; `file`, its name in findings; `data`, the data with the library;
    `rules`, the rules to apply, by id; `view`, with all tracked changes accepted, or without them; `expected`, the
    ids of the clauses that the purchase of the document has, None to go by what the document seems to buy;
    `passages`, whether its passages and topics are returned; `compared`, whether it is compared with other papers.
    Raises the errors of `open_document`.
    """
    from tenderkit.checks.documents.checked_document import CheckedDocument
    from tenderkit.checks.documents.rule import apply_rules

    opened = open_document(content, file, view, original)
    document = opened.document
    checked = CheckedDocument(document, data.library, data.language, data.word_lists, data.superseded, expected)
    findings = apply_rules(checked, rules)
    if document.kind == "own-annex":
        words, on_purchase = checked.language, view == "final"
        report = _check_own_paper(opened, file, data, words, findings, on_purchase=on_purchase, compared=compared)
        every = leave_out_silent((*findings, *report.findings), rules)
        return report._replace(findings=put_file(every, file))
    if not passages:
        return FileReport(document.kind, checked.language, put_file(findings, file))
    from tenderkit.checks.documents.topics.passages import PassageReader

    located, read = put_file(findings, file), PassageReader(checked).read()
    return FileReport(document.kind, checked.language, located, read, checked.topics)


def _check_own_paper(
    opened: OpenedDocument,
    file: str,
    data: ShippedData,
    words: "Language",
    findings: Sequence[Finding],
    *,
    on_purchase: bool,
    compared: bool,
) -> FileReport:
    """Return what the rules on purchases find in a paper that tenderkit made, and the paper as it is compared.

    Only in an annex something is found. Parameters: `words`, the language of the findings; `findings`, what the rules
    on documents found in the same file; `on_purchase`, whether the rules on purchases are wanted; `compared`, as for
    `check_document`.
    """
    from tenderkit.formats.word.read.clause_fates import is_annex_as_made

    # Most annexes are checked as they were made; what reads their record takes longer to load than their check.
    as_made = opened.word is not None and is_annex_as_made(opened.word, data.library.digest)
    if as_made and on_purchase and not compared:
        from tenderkit.checks.annexes.rules import annex_unchanged

        return FileReport("own-annex", words, (annex_unchanged.make_finding(words),))
    from tenderkit.checks.annexes.checked_annex import check_annex, is_as_made
    from tenderkit.formats.word.read.own_annex import read_own_annex
    from tenderkit.lint.catalogue import Catalogue

    report = FileReport("own-annex", words)
    own = read_own_annex(opened.word, opened.document, opened.fates) if opened.word is not None else None
    if own is None:
        return report
    code = own.record.language
    library = data.in_language(code).library if code in data.languages else data.library
    has_rules = on_purchase and bool(own.clauses)
    restored = _restore(own, data) if compared or (has_rules and not is_as_made(own, library)) else None
    if has_rules:
        catalogue = Catalogue(library, lists=data.word_lists, superseded=data.superseded)
        report = report._replace(findings=check_annex(own, restored, catalogue, words, findings))
    if not compared or restored is None:
        return report
    from tenderkit.tender_check.paper_comparison import describe_annex

    return report._replace(paper=describe_annex(restored, file))


def _restore(own: "OwnAnnex", data: ShippedData) -> "RestoredAnnex | None":
    """Return an annex or form with the selection that it prints; None where the library cannot read its record."""
    from tenderkit.checks.annexes.restored_selection import restore_annex

    code = own.record.language
    if code not in data.languages:
        return None
    return restore_annex(own, data.in_language(code).library, data.language(code))
