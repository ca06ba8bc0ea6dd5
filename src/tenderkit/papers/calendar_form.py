# SPDX-License-Identifier: Apache-2.0
"""The contract calendar as a paper: for each lot, a table of what is due and a table of what holds for a time."""

from collections.abc import Iterator, Sequence

from tenderkit.papers.annex.annex import Annex
from tenderkit.papers.blocks import Block, Heading, Paragraph, Table
from tenderkit.papers.contract_calendar import Entry, LotCalendar
from tenderkit.papers.paper import Paper

_DUE = ("clause", "what", "when", "proof", "remedy", "note")
_DUE_WIDTHS = (14, 21, 14, 20, 24, 7)
_HOLDING = ("clause", "holds", "long", "until", "note")
_HOLDING_WIDTHS = (24, 28, 24, 14, 10)


def compose(annex: Annex, calendars: Sequence[LotCalendar]) -> Paper:
    """Compose the contract calendar as a paper, with the same cover as the annex.

    Parameters: `calendars`, the calendar of each lot, built from the same annex.
    """
    t = annex.language.text
    dated = any(lot.dated for lot in calendars)
    blocks: list[Block] = [
        Heading(t("calendar.how"), 1),
        Paragraph(t("calendar.purpose")),
        Paragraph(t("calendar.counting")),
        Paragraph(t("calendar.file" if dated else "calendar.no-file")),
    ]
    for n, lot in enumerate(calendars):
        blocks += [Heading(lot.name, 1, page_break=n > 0), *_compose_lot(lot, annex)]
    return annex.make_paper(t("calendar.title"), tuple(blocks), wide=True)


def _compose_lot(lot: LotCalendar, annex: Annex) -> list[Block]:
    language = annex.language
    t = language.text
    start = t("calendar.start-known", date=language.date(lot.start)) if lot.start else t("calendar.start-unknown")
    blocks: list[Block] = [Paragraph(start, t("calendar.start"), "fact")]
    if lot.months is None:
        blocks.append(Paragraph(t("calendar.no-term"), t("calendar.term"), "fact"))
    orders = t(f"lot.quantities-{annex.selection.purchase.tender.contract}")
    if orders:
        blocks.append(Paragraph(orders, style="note"))
    blocks.append(Heading(t("calendar.due-title"), 2))
    if lot.due:
        rows = tuple(_due_rows(lot, annex))
        head = tuple(t(f"calendar.{key}") for key in _DUE)
        blocks.append(Paragraph(t("calendar.due-intro"), style="note"))
        blocks.append(Table(t("calendar.due-title"), head, rows, _DUE_WIDTHS))
    else:
        blocks.append(Paragraph(t("calendar.nothing-due")))
    if lot.holding:
        head = tuple(t(f"calendar.{key}") for key in _HOLDING)
        blocks += [
            Heading(t("calendar.holding-title"), 2),
            Paragraph(t("calendar.holding-intro"), style="note"),
            Table(t("calendar.holding-title"), head, tuple(_holding_rows(lot, annex)), _HOLDING_WIDTHS),
        ]
    return blocks


def _name_clause(entry: Entry) -> str:
    return f"{entry.number} {entry.title}".strip()


def _due_rows(lot: LotCalendar, annex: Annex) -> Iterator[tuple[str, ...]]:
    t = annex.language.text
    none = t("calendar.none")
    explained: set[str] = set()
    for entry in lot.due:
        lines, proof, remedy = entry.what, entry.proof or none, entry.remedy or none
        if entry.tag in explained:
            # A report that is due ten times says once what proves it.
            proof, remedy = (t("calendar.above") if text != none else none for text in (proof, remedy))
        explained.add(entry.tag)
        if entry.nth > 1:
            lines = lines[:1]
        date = lot.date(entry)
        when = "\n".join((annex.language.date(date), entry.when)) if date else entry.when
        yield _name_clause(entry), "\n".join(lines), when, proof, remedy, t("calendar.box")


def _holding_rows(lot: LotCalendar, annex: Annex) -> Iterator[tuple[str, ...]]:
    t = annex.language.text
    for entry in lot.holding:
        date = lot.date(entry)
        until = annex.language.date(date) if date else ""
        yield _name_clause(entry), "\n".join(entry.what), entry.when, until, t("calendar.box")
