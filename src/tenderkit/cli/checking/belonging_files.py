# SPDX-License-Identifier: Apache-2.0
"""Compare the files named on the command line that are papers of one purchase, by the rule `form-mismatch`."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from tenderkit.errors import TenderkitError

if TYPE_CHECKING:
    from tenderkit.checks.annexes.belonging_papers import PaperKind, TenderPaper
    from tenderkit.findings import Finding
    from tenderkit.library.reading.shipped_data import ShippedData
    from tenderkit.purchase.purchase import Purchase

_RULE = "form-mismatch"
WORKBOOK = ".xlsx"
_WORD = (".docx", ".docm")


def is_workbook(file: str) -> bool:
    """Return whether a file is a workbook, by its name."""
    return file.lower().endswith(WORKBOOK)


def find_mismatches(
    files: Sequence[str], purchases: "Mapping[str, Purchase]", data: "ShippedData"
) -> "dict[str, tuple[Finding, ...]]":
    """Return what differs between papers of one purchase, by the name of the file; nothing for a single file.

    A file that cannot be read is left out: its own check says why. Parameters: `files`, Word files and workbooks;
    `purchases`, the purchases that are checked in the same run, by the name of the file.
    """
    if len(files) + len(purchases) < 2 or not files:
        return {}
    from tenderkit.checks.annexes.belonging_papers import compare_papers
    from tenderkit.checks.annexes.checked_annex import load_rules
    from tenderkit.findings import Finding, put_file

    papers = [paper for file in files if (paper := _try_to_read(file, data)) is not None]
    if not papers:
        return {}
    papers += [paper for file, purchase in purchases.items() if (paper := _read_purchase(file, purchase, data))]
    severity = load_rules()[_RULE].severity
    return {
        file: put_file((Finding(_RULE, f.message, f.fix, severity, f.place) for f in faults), file)
        for file, faults in compare_papers(papers).items()
    }


def _try_to_read(file: str, data: "ShippedData") -> "TenderPaper | None":
    from tenderkit.cli.word_files import read_content

    if file == "-" or not file.lower().endswith((*_WORD, WORKBOOK)):
        return None
    try:
        content = read_content(file)
        return _read_book(file, content, data) if is_workbook(file) else _read_word(file, content, data)
    except Exception:  # The check of the file itself tells what is wrong with it.
        return None


def _read_word(file: str, content: bytes, data: "ShippedData") -> "TenderPaper | None":
    """Return an annex or a response form of tenderkit; None for any other file."""
    from tenderkit.checks.annexes.belonging_papers import TenderPaper
    from tenderkit.checks.annexes.restored_selection import restore_annex
    from tenderkit.formats.word.read.document.reader import read_document
    from tenderkit.formats.word.read.elements import find_manifest
    from tenderkit.formats.word.read.open_docx import open_word
    from tenderkit.formats.word.read.own_annex import read_own_annex

    opened = open_word(content, file, digests=False, macros=True)
    if find_manifest(opened)[1] is None:
        return None
    own = read_own_annex(opened, read_document(opened, file))
    if own is None or own.record.language not in data.languages:
        return None
    words = data.language(own.record.language)
    restored = restore_annex(own, data.in_language(words.code).library, words)
    if restored is None:
        return None
    kind: PaperKind = "annex" if own.clauses else "response"
    title = restored.selection.purchase.tender.title
    digests = frozenset((own.purchase_digest,))
    return TenderPaper(kind, file, _find_stem(file, kind), digests, title, words.code, restored.selection, words, own)


def _read_book(file: str, content: bytes, data: "ShippedData") -> "TenderPaper | None":
    """Return an evaluation workbook of tenderkit; None for any other workbook."""
    from tenderkit.checks.annexes.belonging_papers import TenderPaper
    from tenderkit.formats.excel.read_workbook import read_book_lots, read_workbook

    book = read_workbook(content, file)
    for code in data.languages:
        if lots := read_book_lots(book, data.language(code)):
            stem = _find_stem(file, "evaluation")
            return TenderPaper("evaluation", file, stem, frozenset(), book.title, code, lots=lots)
    return None


def _read_purchase(file: str, purchase: "Purchase", data: "ShippedData") -> "TenderPaper | None":
    """Return a purchase file as it is compared; None where no clauses can be selected, which its own check says."""
    from tenderkit.checks.annexes.belonging_papers import TenderPaper
    from tenderkit.papers.digest import list_known_digests
    from tenderkit.pipeline import select_clauses

    try:
        selection = select_clauses(purchase, data, file)
    except TenderkitError:
        return None
    language, title = purchase.language, purchase.tender.title
    digests, words = list_known_digests(selection), data.language(language)
    return TenderPaper("purchase", file, Path(file).stem, digests, title, language, selection, words)


def _find_stem(file: str, kind: str) -> str:
    """Return the beginning of the names of all files of a purchase: `laptops` for `laptops-response.docx`."""
    return Path(file).stem.removesuffix(f"-{kind}")
