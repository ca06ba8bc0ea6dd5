# SPDX-License-Identifier: Apache-2.0
"""The contract calendar as a paper: for each lot what each party has to do, by date and by event, and what holds."""

from collections.abc import Iterator, Sequence

from tenderkit.papers.annex.annex import Annex
from tenderkit.papers.blocks import Block, Heading, Paragraph, Table
from tenderkit.papers.calendar.contract_calendar import Entry, LotCalendar
from tenderkit.papers.paper import Paper

_BY_DATE = ("when", "who", "clause", "what", "note")
_BY_EVENT = ("event", "who", "clause", "event-what", "note")
_DUE_WIDTHS = (20, 14, 25, 34, 7)
_EFFECTS = ("clause", "proof", "remedy")
_EFFECTS_WIDTHS = (24, 33, 43)
_HOLDING = ("clause", "holds", "who", "long", "until", "note")
_HOLDING_WIDTHS = (22, 25, 12, 22, 12, 7)


def compose(annex: Annex, calendars: Sequence[LotCalendar]) -> Paper:
    """Compose the contract calendar as a paper, with the same cover as the annex.

    Parameters: `calendars`, the calendar of each lot, built from the same annex.
    """
    t = annex.language.text
    blocks: list[Block] = [
        Heading(t("calendar.how"), 1),
        Paragraph(t("calendar.purpose")),
        Paragraph(t("calendar.counting")),
        Paragraph(t("calendar.file")),
    ]
    for lot in calendars:
        blocks += [Heading(lot.name, 1, page_break=True), *_compose_lot(lot, annex)]
    return annex.make_paper(t("calendar.title"), tuple(blocks), wide=True)


def _compose_lot(lot: LotCalendar, annex: Annex) -> Iterator[Block]:
    language = annex.language
    t = language.text
    known = "calendar.start-known" if lot.start else "calendar.start-unknown"
    yield Paragraph(t(known, date=language.date(lot.first_day)), t("calendar.start"), "fact")
    if lot.months is None:
        yield Paragraph(t("calendar.no-term"), t("calendar.term"), "fact")
    orders = t(f"lot.quantities-{annex.selection.purchase.tender.contract}")
    if orders:
        yield Paragraph(orders, style="note")
    if not lot.due:
        yield Paragraph(t("calendar.nothing-due"))
    remedies = ""
    if lot.remedies:
        remedies = t("calendar.due-remedies", number=lot.remedies[0], title=lot.remedies[1])
    for key, rows, columns, widths in (
        ("due", [*_list_dated_rows(lot, annex)], _BY_DATE, _DUE_WIDTHS),
        ("event", [*_list_event_rows(lot, annex)], _BY_EVENT, _DUE_WIDTHS),
        ("effects", [*_list_effects(lot, annex)], _EFFECTS, _EFFECTS_WIDTHS),
        ("holding", [*_list_holding_rows(lot, annex)], _HOLDING, _HOLDING_WIDTHS),
    ):
        if rows:
            title, intro = t(f"calendar.{key}-title"), t(f"calendar.{key}-intro")
            yield Heading(title, 2)
            yield Paragraph(f"{intro} {remedies}".strip() if key == "effects" else intro, style="note")
            yield Table(title, tuple(t(f"calendar.{column}") for column in columns), tuple(rows), widths)


def name_clause(entry: Entry) -> str:
    """Return the number and the title of the clause of an entry."""
    return f"{entry.number} {entry.title}".strip()


def _list_dated_rows(lot: LotCalendar, annex: Annex) -> Iterator[tuple[str, ...]]:
    """Yield a row for each entry with a day; for the first alone of those of a series that have the same words."""
    t = annex.language.text
    told: set[tuple[str, tuple[str, ...]]] = set()
    for entry in lot.with_day:
        if entry.nth and (entry.tag, entry.what) in told:
            continue
        told.add((entry.tag, entry.what))
        lines = entry.what[:1] if entry.nth > 1 else entry.what
        date = lot.date(entry)
        when = "\n".join((annex.language.date(date), entry.when)) if date else entry.when
        yield when, t(f"calendar.{entry.party}"), name_clause(entry), "\n".join(lines), t("calendar.box")


def _list_event_rows(lot: LotCalendar, annex: Annex) -> Iterator[tuple[str, ...]]:
    t = annex.language.text
    for entry in lot.by_event:
        party = t(f"calendar.{entry.party}")
        yield entry.when, party, name_clause(entry), "\n".join(entry.what), t("calendar.box")


def _list_effects(lot: LotCalendar, annex: Annex) -> Iterator[tuple[str, ...]]:
    """Yield a row for each clause that asks for a proof during the contract or names a consequence of its own."""
    none = annex.language.text("calendar.none")
    rows: dict[str, tuple[str, ...]] = {}
    for entry in lot.due:
        remedy = entry.remedy if entry.own_remedy else ""
        if entry.proof or remedy:
            rows[entry.tag] = (name_clause(entry), entry.proof or none, remedy or none)
    clauses = (*annex.lots[lot.number - 1].clauses, *annex.general.clauses)
    yield from (rows[printed.tag] for printed in clauses if printed.tag in rows)


def _list_holding_rows(lot: LotCalendar, annex: Annex) -> Iterator[tuple[str, ...]]:
    t = annex.language.text
    for entry in lot.holding:
        date = lot.date(entry)
        until = annex.language.date(date) if date else ""
        who = t(f"calendar.{entry.party}")
        yield name_clause(entry), "\n".join(entry.what), who, entry.when, until, t("calendar.box")
