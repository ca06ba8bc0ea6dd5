# SPDX-License-Identifier: Apache-2.0
"""The answers of tenderers as a workbook: tenders side by side, and every answer as a line of a list."""

import datetime
from collections.abc import Sequence

from tenderkit.formats.excel.book import Book, Sheet
from tenderkit.library.language import Language
from tenderkit.responses.form_answers import Reply, Tender

# What a cell of a workbook can hold.
_LONGEST = 32_000
_HEAD, _FIRST = 2, 3
_WIDTHS = (8, 10, 40)
_LIST = ("file", "tenderer", "lot", "clause", "number", "column", "copy", "name", "value", "state")
_LIST_WIDTHS = (22, 22, 6, 24, 10, 18, 6, 36, 50, 22)


def write(tenders: Sequence[Tender], language: Language, created: datetime.datetime) -> bytes:
    """The bytes of the .xlsx file.

    Parameters: `tenders`, each a column of the first sheet; `created`, the date that the file names. The same answers
    and date always give the same bytes.
    """
    book = Book(language, language.text("answers.title"), created, "response.title")
    _beside(book, tenders)
    _list(book, tenders)
    return book.close(stored=False)


def _beside(book: Book, tenders: Sequence[Tender]) -> None:
    t = book.t
    columns = range(len(_WIDTHS), len(_WIDTHS) + len(tenders))
    sheet = book.sheet(t("answers.beside"), (*_WIDTHS, *(30 for _ in tenders)), locked=False)
    sheet.text(0, 0, t("answers.title"), "title")
    sheet.paragraph(1, t("answers.intro"))
    for column, key in enumerate(("lot", "number", "name")):
        sheet.text(_HEAD, column, t(f"answers.{key}"), "head")
    for column, tender in zip(columns, tenders, strict=True):
        sheet.given(_HEAD, column, "\n".join(filter(None, (tender.tenderer, tender.file))), "given-head")
    sheet.height(_HEAD, *((f"{tender.tenderer}\n{tender.file}", 30) for tender in tenders))
    rows: dict[tuple[str, int], Reply] = {}
    for tender in tenders:
        for reply in tender.replies:
            rows.setdefault((reply.tag, reply.copy), reply)
    by_tender = [{(r.tag, r.copy): r for r in tender.replies} for tender in tenders]
    row = _FIRST
    for place, reply in rows.items():
        name = reply.name if reply.copy == 1 else t("answers.copied", name=reply.name, number=reply.copy)
        for column, text in enumerate((_lot(reply), reply.number, name)):
            sheet.given(row, column, text)
        shown = [_shown(book, replies.get(place)) for replies in by_tender]
        for column, text in zip(columns, shown, strict=True):
            sheet.given(row, column, text)
        sheet.height(row, (name, _WIDTHS[2]), *((text, 30) for text in shown))
        row += 1
    sheet.heads(_HEAD, _HEAD, len(_WIDTHS), max(row - 1, _HEAD))


def _list(book: Book, tenders: Sequence[Tender]) -> None:
    t = book.t
    sheet: Sheet = book.sheet(t("answers.list"), _LIST_WIDTHS, locked=False)
    sheet.text(0, 0, t("answers.title"), "title")
    sheet.paragraph(1, t("answers.list-intro"))
    for column, key in enumerate(_LIST):
        sheet.text(_HEAD, column, t(f"answers.{key}"), "head")
    row = _FIRST
    for tender in tenders:
        for r in tender.replies:
            state = t(f"answers.{r.state}")
            cells = (tender.file, tender.tenderer, _lot(r), r.clause, r.number, r.column, str(r.copy), r.name)
            for column, text in enumerate((*cells, cut(book, r.value), state)):
                sheet.given(row, column, text)
            sheet.height(row, (r.name, _LIST_WIDTHS[7]), (r.value, _LIST_WIDTHS[8]), (state, _LIST_WIDTHS[9]))
            row += 1
    sheet.heads(_HEAD, _HEAD, 0, max(row - 1, _HEAD))
    sheet.filtered(_HEAD, max(row - 1, _HEAD))


def _lot(reply: Reply) -> str:
    return "" if reply.lot is None else str(reply.lot)


def _shown(book: Book, reply: Reply | None) -> str:
    """A value, with its state where that is not in order."""
    if reply is None or reply.state == "unanswered":
        return ""
    value = cut(book, reply.value)
    if reply.state == "answered":
        return value
    return "\n".join(filter(None, (value, book.t("answers.marked", state=book.t(f"answers.{reply.state}")))))


def cut(book: Book, text: str) -> str:
    """As much of a text as a cell can hold, with a remark where that is not all."""
    return text if len(text) <= _LONGEST else book.t("answers.cut", text=text[:_LONGEST])
