# SPDX-License-Identifier: Apache-2.0
"""The contract calendar as a paper: for each lot, what each party has to do, and what holds for a time."""

from collections.abc import Iterator, Sequence

from tenderkit.papers.annex.annex import Annex
from tenderkit.papers.blocks import Block, Heading, Paragraph, Table
from tenderkit.papers.calendar.contract_calendar import Entry, LotCalendar
from tenderkit.papers.paper import Paper

_DUE = ("clause", "what", "when", "proof", "remedy", "note")
_DUE_WIDTHS = (15, 24, 14, 19, 21, 7)
_OWN = ("clause", "authority-what", "when", "note")
_OWN_WIDTHS = (24, 43, 26, 7)
_HOLDING = ("clause", "holds", "who", "long", "until", "note")
_HOLDING_WIDTHS = (22, 25, 12, 22, 12, 7)


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
    for lot in calendars:
        blocks += [Heading(lot.name, 1, page_break=True), *_compose_lot(lot, annex)]
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
    if rows := tuple(_due_rows(lot, annex)):
        head = tuple(t(f"calendar.{key}") for key in _DUE)
        intro = t("calendar.due-intro")
        if lot.remedies:
            intro = f"{intro} {t('calendar.due-remedies', number=lot.remedies[0], title=lot.remedies[1])}"
        blocks.append(Paragraph(intro, style="note"))
        blocks.append(Table(t("calendar.due-title"), head, rows, _DUE_WIDTHS))
    else:
        blocks.append(Paragraph(t("calendar.nothing-due")))
    if rows := tuple(_own_rows(lot, annex)):
        head = tuple(t(f"calendar.{key}") for key in _OWN)
        blocks += [
            Heading(t("calendar.authority-title"), 2),
            Paragraph(t("calendar.authority-intro"), style="note"),
            Table(t("calendar.authority-title"), head, rows, _OWN_WIDTHS),
        ]
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
    for entry in lot.list_due("contractor"):
        lines, proof, remedy = entry.what, entry.proof or none, entry.remedy or none
        if entry.tag in explained:
            # A report that is due ten times says once what proves it.
            proof, remedy = (t("calendar.above") if text != none else none for text in (proof, remedy))
        explained.add(entry.tag)
        if entry.nth > 1:
            lines = lines[:1]
        yield _name_clause(entry), "\n".join(lines), _format_time(lot, entry, annex), proof, remedy, t("calendar.box")


def _format_time(lot: LotCalendar, entry: Entry, annex: Annex) -> str:
    """Return the time of an entry in words, with its date in a line above if that is known."""
    date = lot.date(entry)
    return "\n".join((annex.language.date(date), entry.when)) if date else entry.when


def _own_rows(lot: LotCalendar, annex: Annex) -> Iterator[tuple[str, ...]]:
    for entry in lot.list_due("authority"):
        when, box = _format_time(lot, entry, annex), annex.language.text("calendar.box")
        yield _name_clause(entry), "\n".join(entry.what), when, box


def _holding_rows(lot: LotCalendar, annex: Annex) -> Iterator[tuple[str, ...]]:
    t = annex.language.text
    for entry in lot.holding:
        date = lot.date(entry)
        until = annex.language.date(date) if date else ""
        who = t(f"calendar.{entry.party}")
        yield _name_clause(entry), "\n".join(entry.what), who, entry.when, until, t("calendar.box")
