# SPDX-License-Identifier: Apache-2.0
"""Compare the checked files that are papers of one purchase, by the rule `form-mismatch`."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from tenderkit.checks.annexes.belonging_papers import PaperKind, TenderPaper, find_mismatches
from tenderkit.findings import Finding, put_file
from tenderkit.library.language import Language
from tenderkit.papers.digest import list_known_digests
from tenderkit.selection.selection import Selection

if TYPE_CHECKING:
    from tenderkit.checks.annexes.restored_selection import RestoredAnnex
    from tenderkit.formats.excel.read_workbook import Workbook

_RULE = "form-mismatch"


def compare_papers(papers: Sequence[TenderPaper]) -> Mapping[str, tuple[Finding, ...]]:
    """Return what differs between papers of one purchase, by the name of the file that is not the one that counts.

    Parameters: `papers`, of any purchases, in any order.
    """
    from tenderkit.checks.annexes.checked_annex import load_rules

    severity = load_rules()[_RULE].severity
    return {
        file: put_file((Finding(_RULE, f.message, f.fix, severity, f.place) for f in faults), file)
        for file, faults in find_mismatches(papers).items()
    }


def describe_annex(restored: "RestoredAnnex", file: str) -> TenderPaper:
    """Return an annex or a response form as it is compared."""
    own, selection = restored.annex, restored.selection
    kind: PaperKind = "annex" if own.clauses else "response"
    digests, title = frozenset((own.purchase_digest,)), selection.purchase.tender.title
    words = restored.language
    return TenderPaper(kind, file, *_split_name(file, kind), digests, title, words.code, selection, words, own)


def describe_workbook(book: "Workbook", languages: Sequence[Language], file: str) -> TenderPaper | None:
    """Return an evaluation workbook as it is compared; None for any other workbook.

    Parameters: `languages`, the fixed words of the papers in each language, in one of which its sheets are named.
    """
    from tenderkit.formats.excel.read_workbook import read_book_lots

    for words in languages:
        if lots := read_book_lots(book, words):
            names = _split_name(file, "evaluation")
            return TenderPaper("evaluation", file, *names, frozenset(), book.title, words.code, lots=lots)
    return None


def describe_purchase(selection: Selection, words: Language, file: str) -> TenderPaper:
    """Return a purchase file as it is compared.

    Parameters: `words`, the fixed words of the papers in its language.
    """
    digests, title = list_known_digests(selection), selection.purchase.tender.title
    return TenderPaper("purchase", file, *_split_name(file, ""), digests, title, words.code, selection, words)


def _split_name(file: str, kind: str) -> tuple[str, str]:
    """Return the folder of a file, and the beginning of the names of all files of its purchase.

    The beginning is `laptops` for `laptops-response.docx`. Parameters: `kind`, the end of the name, empty for none.
    """
    path = Path(file)
    return str(path.parent), path.stem.removesuffix(f"-{kind}")
