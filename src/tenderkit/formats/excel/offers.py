# SPDX-License-Identifier: Apache-2.0
"""What tenders offer, entered into a workbook, and the sheet of what was left out."""

from tenderkit.formats.excel.answers import cut
from tenderkit.formats.excel.book import Book
from tenderkit.responses.offers import Left, Offer, Offers

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
# Reasons that are states of an answer have their words there.
_STATES = ("unanswered", "missing", "unclear", "conflict", "unknown-choice")


def draw(book: Book, offers: Offers) -> None:
    """Write the sheet of what was left out, with the whole answers."""
    t = book.t
    sheet = book.sheet(t("entered.sheet"), _WIDTHS)
    sheet.text(0, 0, t("entered.title"), "title")
    sheet.paragraph(1, t("entered.intro" if offers.left else "entered.nothing"))
    for column, key in enumerate(_HEADS):
        sheet.text(_HEAD, column, t(key), "head")
    for row, left in enumerate(offers.left, _FIRST):
        cells = _cells(book, left)
        for column, text in enumerate(cells):
            sheet.given(row, column, text)
        sheet.height(row, *zip(cells, _WIDTHS, strict=True))
    sheet.heads(_HEAD, _HEAD, 0, max(_HEAD, _HEAD + len(offers.left)))


def _cells(book: Book, left: Left) -> tuple[str, ...]:
    t = book.t
    lot = "" if left.lot is None else str(left.lot)
    column = "" if left.column is None else t("evaluation.tender", number=left.column)
    why = t(f"{'answers' if left.reason in _STATES else 'entered'}.{left.reason}")
    return lot, column, left.tenderer, left.file, left.number, left.name, cut(book, left.answer), why


def enter(book: Book, offers: Offers) -> None:
    """Enter all offers, once the sheets of the lots are drawn."""
    for lot, several in offers.lots.items():
        for tender, offer in enumerate(several):
            _enter(book, str(lot), tender, offer)


def _enter(book: Book, lot: str, tender: int, offer: Offer) -> None:
    if offer.tenderer:
        book.enter(f"{lot}.name", offer.tenderer, tender)
    for position, value in offer.values.items():
        kind = next(kind for kind in ("sum", "value") if f"{lot}.{position}.{kind}" in book.places)
        book.enter(f"{lot}.{position}.{kind}", value, tender)
    for category, models in offer.models.items():
        for number, model in enumerate(models, 1):
            if model.name:
                book.enter(f"{lot}.{category}.{number}.name", model.name, tender)
            if model.units is not None:
                book.enter(f"{lot}.{category}.{number}.units", model.units, tender)
            for position, value in model.values.items():
                book.enter(f"{lot}.{position}.{category}.{number}.value", value, tender)
    for position, said in offer.refused.items():
        text = "\n".join((book.t("entered.own-answer"), *said))
        book.remark(f"{lot}.first-gate", text, tender, position)
