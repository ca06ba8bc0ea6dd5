# SPDX-License-Identifier: Apache-2.0
"""The offers of bids, entered into the evaluation workbook, and the sheet of the answers left out of it."""

from tenderkit.formats.excel.book import Book
from tenderkit.formats.excel.form_answers import cut_text
from tenderkit.responses.offers import LeftOut, Offer, Offers

_HEAD, _FIRST = 2, 3
_HEADS = (
    "answers.lot",
    "entered.column",
    "answers.tenderer",
    "answers.file",
    "answers.number",
    "answers.name",
    "answers.value",
    "entered.why",
)
_WIDTHS = (6, 12, 22, 20, 10, 30, 44, 40)
# The reasons that are states of an answer, whose words are in the table `answers` of the frame.
_STATES = ("unanswered", "missing", "unclear", "conflict", "unknown-choice")


def draw_left_out(book: Book, offers: Offers) -> None:
    """Draw the sheet of the tenderers' answers that are not entered elsewhere in the workbook, with the reason."""
    t = book.t
    sheet = book.add_sheet(t("entered.sheet"), _WIDTHS)
    sheet.write_text(0, 0, t("entered.title"), "title")
    sheet.write_paragraph(1, t("entered.intro" if offers.left else "entered.nothing"))
    for column, key in enumerate(_HEADS):
        sheet.write_text(_HEAD, column, t(key), "head")
    for row, left in enumerate(offers.left, _FIRST):
        cells = _list_cells(book, left)
        for column, text in enumerate(cells):
            sheet.write_given_text(row, column, text)
        sheet.fit_height(row, *zip(cells, _WIDTHS, strict=True))
    sheet.freeze_heads(_HEAD, _HEAD, 0, max(_HEAD, _HEAD + len(offers.left)))


def _list_cells(book: Book, left: LeftOut) -> tuple[str, ...]:
    t = book.t
    lot = "" if left.lot is None else str(left.lot)
    column = "" if left.column is None else t("evaluation.tender", number=left.column)
    why = t(f"{'answers' if left.reason in _STATES else 'entered'}.{left.reason}")
    return lot, column, left.tenderer, left.file, left.number, left.name, cut_text(book, left.answer), why


def enter_offers(book: Book, offers: Offers) -> None:
    """Enter all offers into the sheets of the lots; these sheets have to be drawn already."""
    for lot, several in offers.lots.items():
        for bid, offer in enumerate(several):
            _enter_offer(book, str(lot), bid, offer)


def _enter_offer(book: Book, lot: str, bid: int, offer: Offer) -> None:
    if offer.tenderer:
        book.enter_value(f"{lot}.name", offer.tenderer, bid)
    if offer.accepts is not None:
        book.enter_value(f"{lot}.acceptance", book.t(f"evaluation.{'met' if offer.accepts else 'not-met'}"), bid)
    for position, value in offer.values.items():
        kind = next(kind for kind in ("sum", "value", "stated") if f"{lot}.{position}.{kind}" in book.places)
        book.enter_value(f"{lot}.{position}.{kind}", value, bid)
    for field, number in offer.costs.items():
        book.enter_value(f"{lot}.cost.{field}", number, bid)
    for category, models in offer.models.items():
        for number, model in enumerate(models, 1):
            if model.name:
                book.enter_value(f"{lot}.{category}.{number}.name", model.name, bid)
            for position, value in model.values.items():
                book.enter_value(f"{lot}.{position}.{category}.{number}.value", value, bid)
    for position, answers in offer.refused.items():
        text = "\n".join((book.t("entered.own-answer"), *answers))
        book.add_remark(f"{lot}.first-gate", text, bid, position)
