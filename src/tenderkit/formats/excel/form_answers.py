# SPDX-License-Identifier: Apache-2.0
"""The answers of tenderers as a workbook: a sheet with bids side by side, and a list of all answers."""

import datetime
from collections.abc import Sequence

from tenderkit.findings import escape_steering
from tenderkit.formats.excel.book import Book, Sheet
from tenderkit.library.language import Language
from tenderkit.responses.form_answers import Bid, Reply

# The characters that a cell of a workbook can hold, with room for a remark.
_LONGEST = 32_000
_HEAD, _FIRST = 2, 3
_WIDTHS = (8, 10, 40)
_LIST_COLUMNS = ("file", "tenderer", "lot", "clause", "number", "column", "copy", "name", "value", "state")
_LIST_WIDTHS = (22, 22, 6, 24, 10, 18, 6, 36, 50, 22)


def write(bids: Sequence[Bid], language: Language, created: datetime.datetime) -> bytes:
    """Return the bytes of the .xlsx file with the answers of all bids.

    Parameters: `bids`, the bids; each bid has a column of the first sheet. `created`, the date of creation that the
    file states. The same answers and date always give the same bytes.
    """
    book = Book(language, language.text("answers.title"), created, "response.title")
    _draw_side_by_side(book, bids)
    _draw_list(book, bids)
    return book.close_file(stored=False)


def _draw_side_by_side(book: Book, bids: Sequence[Bid]) -> None:
    t = book.t
    columns = range(len(_WIDTHS), len(_WIDTHS) + len(bids))
    sheet = book.add_sheet(t("answers.beside"), (*_WIDTHS, *(30 for _ in bids)), locked=False)
    sheet.write_text(0, 0, t("answers.title"), "title")
    sheet.write_paragraph(1, t("answers.intro"))
    for column, key in enumerate(("lot", "number", "name")):
        sheet.write_text(_HEAD, column, t(f"answers.{key}"), "head")
    for column, bid in zip(columns, bids, strict=True):
        sheet.write_given_text(_HEAD, column, "\n".join(filter(None, (bid.tenderer, bid.file))), "given-head")
    sheet.fit_height(_HEAD, *((f"{bid.tenderer}\n{bid.file}", 30) for bid in bids))
    rows: dict[tuple[str, int], Reply] = {}
    for bid in bids:
        for reply in bid.replies:
            rows.setdefault((reply.tag, reply.copy), reply)
    by_bid = [{(r.tag, r.copy): r for r in bid.replies} for bid in bids]
    row = _FIRST
    for place, reply in rows.items():
        name = reply.name if reply.copy == 1 else t("answers.copied", name=reply.name, number=reply.copy)
        for column, text in enumerate((_format_lot(reply), reply.number, name)):
            sheet.write_given_text(row, column, text)
        shown = [_format_reply(book, replies.get(place)) for replies in by_bid]
        for column, text in zip(columns, shown, strict=True):
            sheet.write_given_text(row, column, text)
        sheet.fit_height(row, (name, _WIDTHS[2]), *((text, 30) for text in shown))
        row += 1
    sheet.freeze_heads(_HEAD, _HEAD, len(_WIDTHS), max(row - 1, _HEAD))


def _draw_list(book: Book, bids: Sequence[Bid]) -> None:
    t = book.t
    sheet: Sheet = book.add_sheet(t("answers.list"), _LIST_WIDTHS, locked=False)
    sheet.write_text(0, 0, t("answers.title"), "title")
    sheet.write_paragraph(1, t("answers.list-intro"))
    for column, key in enumerate(_LIST_COLUMNS):
        sheet.write_text(_HEAD, column, t(f"answers.{key}"), "head")
    row = _FIRST
    for bid in bids:
        for r in bid.replies:
            state = t(f"answers.{r.state}")
            cells = (bid.file, bid.tenderer, _format_lot(r), r.clause, r.number, r.column, str(r.copy), r.name)
            for column, text in enumerate((*cells, cut_text(book, r.value), state)):
                sheet.write_given_text(row, column, text)
            sheet.fit_height(row, (r.name, _LIST_WIDTHS[7]), (r.value, _LIST_WIDTHS[8]), (state, _LIST_WIDTHS[9]))
            row += 1
    sheet.freeze_heads(_HEAD, _HEAD, 0, max(row - 1, _HEAD))
    sheet.add_filters(_HEAD, max(row - 1, _HEAD))


def _format_lot(reply: Reply) -> str:
    return "" if reply.lot is None else str(reply.lot)


def _format_reply(book: Book, reply: Reply | None) -> str:
    """Return an answer as text: its value, then its state (such as “unclear”) unless the state is `answered`."""
    if reply is None or reply.state == "unanswered":
        return ""
    value = cut_text(book, reply.value)
    if reply.state == "answered":
        return value
    return "\n".join(filter(None, (value, book.t("answers.marked", state=book.t(f"answers.{reply.state}")))))


def cut_text(book: Book, text: str) -> str:
    """Return an answer, shortened if it is too long for a cell; a remark then says that the rest was cut off."""
    text = escape_steering(text)  # before it is cut, because numbers are longer than the characters
    return text if len(text) <= _LONGEST else book.t("answers.cut", text=text[:_LONGEST])
