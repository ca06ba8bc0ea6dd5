# SPDX-License-Identifier: Apache-2.0
"""Find what is due under a contract and when, from the clauses of an annex, for the contract manager.

The results use the words of the annex, and do not depend on Word or on calendar files.
"""

import datetime
import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from tenderkit.frozen import frozen_dataclass
from tenderkit.library.language import Language
from tenderkit.library.library import Library
from tenderkit.papers.annex.annex import Annex
from tenderkit.papers.annex.context import PrintedLot
from tenderkit.papers.calendar.acting_party import Party, find_acting_party
from tenderkit.papers.calendar.contract_dates import Moment
from tenderkit.papers.clause_text import ClausePrinter, FilledValue, PrintedClause, PrintedValue

# Units of time in months or in days; working days and hours are counted from events and give no date.
_MONTHS = {"months": 1, "years": 12}
_DAYS = {"days": 1, "weeks": 7}
_MOST = 1200
_TIMES = {*_MONTHS, *_DAYS, "working-days", "hours", "minutes"}
# Anchors (events from which a time is counted) whose day follows from the start of the contract.
_AFTER_START, _AFTER_END = "after-contract-start", "after-end-of-contract"
_BEFORE_END = ("before-end-of-contract", "before-end-of-agreed-term")
# A period of use ends with the term, unless an order names another day.
_BEFORE_USE_END = "before-end-of-use-period"
_INTERVAL = "during-the-contract"
_AFTER_YEAR = "after-contract-year"
_AFTER_PERIOD = (_AFTER_YEAR, "after-reported-period")
# Anchors of values that are measured over a contract year or a part of it, such as a rate of re-use.
_MEASURED = ("per-year", "per-contract-year", "per-quarter")
# Anchors of the procedure, which is over when the contract starts.
_BEFORE_AWARD = ("before-deadline", "before-launch")
# The ids of anchors begin with their preposition, so that an anchor of an overlay library is understood as well.
_FORWARD, _TO_EVENT = ("after-", "from-"), ("after-", "from-", "before-")
# The clause on what follows from a breach of any other clause.
_REMEDIES = "remedies"


@frozen_dataclass
class Entry:
    """A line of the contract calendar: something that is due under a clause, or that holds for a time.

    `tag`, `number` and `title` are those of the clause; the tag is empty for the end of the contract's term. `key` is
    unique within the clause. `what` describes line by line what is due or holds; `when` gives the time in words;
    `moment` is the day, None if it does not follow from the start of the contract; `nth` counts the entries of a
    series, such as yearly reports, from 1, and is 0 outside a series; `party` is the party that acts; `proof`
    describes the document that the contractor hands over; `remedy` says what follows if the contractor fails, or
    refers to the clause that says so.
    """

    tag: str
    key: str
    number: str
    title: str
    what: tuple[str, ...]
    when: str
    moment: Moment | None = None
    nth: int = 0
    party: Party = "contractor"
    proof: str = ""
    remedy: str = ""


@frozen_dataclass
class _Series:
    """Something that is due once for each period of `months` months, such as a yearly report.

    `interval` is the value of the clause that sets the length of the period; `after` is the value that sets the time
    allowed after the end of the period.
    """

    months: int
    interval: PrintedValue | None = None
    after: PrintedValue | None = None

    @property
    def values(self) -> tuple[PrintedValue, ...]:
        return tuple(v for v in (self.interval, self.after) if v)


@frozen_dataclass
class LotCalendar:
    """The contract calendar of one lot.

    `start` is the day of the first delivery and `months` is the term; each is None if unknown. `due` lists what is
    due, in order of time, with the entries without a day last; `holding` lists what holds for a time, such as a
    warranty; `remedies` is the number and the title of the clause on remedies, None if the annex has no such clause.
    """

    name: str
    start: datetime.date | None
    months: int | None
    due: tuple[Entry, ...]
    holding: tuple[Entry, ...]
    remedies: tuple[str, str] | None = None

    def list_due(self, party: Party) -> tuple[Entry, ...]:
        """Return what one party has to do, in the order of `due`."""
        return tuple(entry for entry in self.due if entry.party == party)

    def date(self, entry: Entry) -> datetime.date | None:
        """Return the date of an entry of this lot, or None if the entry has no day or the start is unknown."""
        return entry.moment.on(self.start) if entry.moment and self.start else None

    @property
    def dated(self) -> tuple[tuple[datetime.date, Entry], ...]:
        """All entries with a date, as pairs of the date and the entry, in order of time."""
        dated = [(date, entry) for entry in (*self.due, *self.holding) if (date := self.date(entry))]
        return tuple(sorted(dated, key=lambda pair: pair[0]))


def build_calendars(annex: Annex) -> tuple[LotCalendar, ...]:
    """Build the calendar of each lot, with the numbers, titles and words of the annex.

    The times of the general rules are in the calendar of each lot.
    """
    context = annex.context
    return tuple(
        _CalendarBuilder(context.library, context.language, lot, (*lot.clauses, *annex.general.clauses)).build()
        for lot in annex.lots
    )


class _CalendarBuilder:
    """Builds the calendar of one lot: what is due under the contract, and what holds for a time."""

    def __init__(
        self, library: Library, language: Language, lot: PrintedLot, clauses: Sequence[PrintedClause]
    ) -> None:
        assert lot.part.lot is not None
        self.clauses = clauses
        self.lot, self.part, self.terms, self.language = lot, lot.part, lot.part.lot, language
        self.t = language.text
        self.printer = ClausePrinter(library, language, lot.part)
        self.months = self.terms.months
        self.remedies = next(((c.number, c.title) for c in clauses if c.clause.id == _REMEDIES), None)

    def build(self) -> LotCalendar:
        due: list[Entry] = []
        holding: list[Entry] = []
        for printed in self.clauses:
            kind = printed.clause.kind
            if kind == "award-criterion":
                holding.append(
                    self._build_entry(printed, "offer", (self.t("calendar.offer"),), self.t("calendar.offer-long"))
                )
            elif kind in ("contract-performance-clause", "technical-specification", "general-rule"):
                lasting = [self._build_duration(printed, v) for v in _list_times(printed) if _is_duration(v)]
                entries = list(self._list_due(printed))
                if kind == "contract-performance-clause" and all(e.party == "authority" for e in entries):
                    entries += [
                        self._build_entry(
                            printed, "always", (self.t("calendar.as-clause"),), self.t("calendar.always")
                        )
                    ]
                due += entries
                holding += lasting
        due += self._list_last_requests()
        due += self._list_term()
        # What has a day comes first; sorting keeps the order of clauses among the rest.
        due.sort(key=lambda e: (e.moment is None, e.moment.order if e.moment else datetime.date.max))
        named = self.t("lot.number", number=self.part.number)
        name = self.t("lot.name", number=named, title=self.lot.title)
        return LotCalendar(name, self.terms.delivery_from, self.months, tuple(due), tuple(holding), self.remedies)

    def _build_entry(
        self,
        printed: PrintedClause,
        key: str,
        due: tuple[str, ...],
        when: str,
        moment: Moment | None = None,
        nth: int = 0,
        party: Party = "contractor",
    ) -> Entry:
        entry = Entry(printed.tag, key, printed.number, printed.title, due, when, moment, nth, party)
        if party == "authority":
            return entry
        during = printed.clause.kind == "contract-performance-clause"
        remedy = printed.remedy
        if not remedy and self.remedies and printed.clause.id != _REMEDIES:
            remedy = self.t("calendar.see", number=self.remedies[0])
        return replace(entry, proof=printed.verification.get("document", "") if during else "", remedy=remedy)

    def _find_party(self, printed: PrintedClause, value: PrintedValue) -> Party:
        return find_acting_party(printed, value.name, self.language)

    # What holds for a time

    def _build_duration(self, printed: PrintedClause, value: PrintedValue) -> Entry:
        line = self.t("calendar.of", name=value.title, about=self._name_categories(value))
        moment = self._find_moment(value)
        when = self._format_time(value, moment) if moment else value.text
        party = self._find_party(printed, value)
        return self._build_entry(printed, _name_key(value), (line,), when, moment, party=party)

    def _name_categories(self, value: PrintedValue) -> str:
        return (
            self.t("gaps.for", categories=self.printer.list_categories(value.categories)) if value.categories else ""
        )

    # What is due

    def _list_due(self, printed: PrintedClause) -> Iterator[Entry]:
        reports = printed.clause.reports
        every = reports.every if reports else None
        values = [v for v in _list_times(printed) if not _is_duration(v)]
        intervals = [v for v in values if v.name == every or (v.value.anchor, v.value.unit) == (_INTERVAL, "months")]
        times = [v for v in values if v not in intervals and _is_tied_to_event(v)]
        used: list[PrintedValue] = []
        for series in self._find_series(printed, intervals, times):
            used += series.values
            yield from self._list_periods(printed, series)
        for value in times:
            if value not in used and (moment := self._find_moment(value)):
                used.append(value)
                lines = [self._format_value(value)]
                if value.value.anchor == _BEFORE_USE_END:
                    lines.append(self.t("calendar.order-day"))
                when, party = self._format_time(value, moment), self._find_party(printed, value)
                yield self._build_entry(printed, _name_key(value), tuple(lines), when, moment, party=party)
        yield from self._list_measured(printed)
        others = [v for v in (*intervals, *times) if v not in used]
        for party in ("contractor", "authority"):
            theirs = [v for v in others if self._find_party(printed, v) == party]
            if theirs or (party == "contractor" and not others and reports and reports.per_batch):
                yield self._list_event(printed, theirs, intervals, party)

    def _list_event(
        self, printed: PrintedClause, values: Sequence[PrintedValue], intervals: Sequence[PrintedValue], party: Party
    ) -> Entry:
        """Return the entry of a clause with what one party has to do when something happens."""
        lines = tuple(self._format_value(v, every=v in intervals) for v in values) or (self.t("calendar.batch"),)
        key = "event" if party == "contractor" else f"event.{party}"
        return self._build_entry(printed, key, lines, self._list_events(values, intervals), party=party)

    def _list_measured(self, printed: PrintedClause) -> Iterator[Entry]:
        """Yield an entry for each contract year with the values of a clause that are measured over it, if any."""
        values = [v for v in printed.values if v.value.anchor in _MEASURED and v.value.direction != "none"]
        if not values:
            return
        lines = tuple(self._format_value(v) for v in values)
        if self.months is None:
            events = dict.fromkeys(self.printer.format_anchor(v.value) for v in values)
            yield self._build_entry(printed, "measured", lines, self.language.listing(list(events)))
            return
        count, number = math.ceil(self.months / 12), self.language.number
        for n in range(1, count + 1):
            first, last = (n - 1) * 12 + 1, min(n * 12, self.months)
            year = self.t(
                "calendar.measured", number=number(n), count=number(count), first=number(first), last=number(last)
            )
            moment = Moment(last)
            when = self._format_month(moment)
            yield self._build_entry(printed, f"measured.{n}", (year, *lines), when, moment, n)

    def _find_series(
        self, printed: PrintedClause, intervals: Sequence[PrintedValue], times: Sequence[PrintedValue]
    ) -> list[_Series]:
        """Return what is due at regular intervals under a clause, such as yearly reports, as a list of series.

        The list is empty if the interval or the term of the contract is undecided. Parameters: `intervals`, the
        values of the clause that set an interval; `times`, the values that set a time from an event.
        """
        reports = printed.clause.reports
        if self.months is None:
            return []
        at_intervals: list[_Series] = []
        for interval in intervals:
            shift = _convert_time(interval)
            if shift and shift[0]:
                at_intervals.append(_Series(shift[0], interval))
        if reports and reports.per_year and 12 % reports.per_year == 0:
            at_intervals.append(_Series(12 // reports.per_year))
        after = [v for v in times if v.value.anchor in _AFTER_PERIOD]
        if not intervals and not at_intervals:
            return [_Series(12, after=v) for v in after if v.value.anchor == _AFTER_YEAR and _convert_time(v)]
        complete: list[_Series] = []
        for series in at_intervals:
            fitting = [v for v in after if series.interval is None or _share_category(v, series.interval)]
            # Where the time allowed after the period is undecided, no day is known.
            complete += (
                [_Series(series.months, series.interval, v) for v in fitting if _convert_time(v)]
                if fitting
                else [series]
            )
        return complete

    def _list_periods(self, printed: PrintedClause, series: _Series) -> Iterator[Entry]:
        """Yield a calendar entry for each period of a series; the last period ends with the term of the contract."""
        assert self.months is not None
        number = self.language.number
        count = math.ceil(self.months / series.months)
        kind = "report" if printed.clause.reports else "period"
        months, days = (_convert_time(series.after) if series.after else None) or (0, 0)
        lines = [] if series.after else [self.t("calendar.at-end")]
        lines += [self._format_value(v, every=v is series.interval) for v in series.values]
        for n in range(1, count + 1):
            first, last = (n - 1) * series.months + 1, min(n * series.months, self.months)
            period = self.t(
                f"calendar.{kind}",
                number=number(n), count=number(count), first=number(first), last=number(last),
            )  # fmt: skip
            moment = Moment(last + months, days)
            key = ".".join((*(_name_key(v) for v in series.values), str(n)))
            yield self._build_entry(printed, key, (period, *lines), self._format_month(moment), moment, n)

    def _find_moment(self, value: PrintedValue) -> Moment | None:
        """Return the day of a value that counts from the start or end of the contract; None for any other value."""
        shift = _convert_time(value)
        if shift is None:
            return None
        months, days = shift
        anchor, term = value.value.anchor, self.months
        if anchor == _AFTER_START:
            return Moment(months, days, after_start=True)
        if term is not None and anchor == _AFTER_END:
            return Moment(term + months, days)
        if term is not None and anchor in (*_BEFORE_END, _BEFORE_USE_END) and term >= months:
            return Moment(term - months, -days)
        return None

    def _format_time(self, value: PrintedValue, moment: Moment) -> str:
        """Return the time of a value as text: `6 months before the end of the contract (end of month 42)`.

        The month in brackets is left out if the time counts from the start of the contract.
        """
        if moment.after_start:
            return value.text
        return self.t("calendar.at", value=value.text, when=self._format_month(moment))

    def _format_month(self, moment: Moment) -> str:
        month = self.language.number(moment.month)
        if not moment.days:
            return self.t("calendar.month", month=month)
        key = "calendar.days-after" if moment.days > 0 else "calendar.days-before"
        return self.t(key, month=month, days=self.language.number(abs(moment.days)))

    def _format_value(self, value: PrintedValue, *, every: bool = False) -> str:
        """Return a text with the name of a value, a word such as `within` or `at least`, and the time.

        Parameters: `every`, whether the value is an interval at which something recurs.
        """
        anchor = value.value.anchor or ""
        key = {("max", True): "within", ("max", False): "most", ("min", False): "least"}.get(
            (value.value.direction, anchor.startswith(_FORWARD)), "plain"
        )
        if key == "plain" and anchor.startswith("before-"):
            key = "latest"
        text = self.t(f"calendar.{'every' if every else key}", value=value.text)
        return self.t("calendar.value", name=value.title, about=self._name_categories(value), value=text)

    def _list_events(self, values: Iterable[PrintedValue], intervals: Sequence[PrintedValue]) -> str:
        """Return a text that names the events from which the values of a clause are counted: `after delivery or …`.

        For a value in `intervals` the text names the interval, such as `every 6 months`.
        """
        events = {
            self.t("calendar.every", value=v.text) if v in intervals else self.printer.format_anchor(v.value): None
            for v in values
        }
        return self.language.listing(list(events) or [self.t("calendar.each-batch")], "or")

    def _list_last_requests(self) -> Iterator[Entry]:
        """Yield the last day on which the authority may have the old units of the lot collected, if it has any."""
        if self.months is None:
            return
        moment = Moment(self.months)
        for printed in self.clauses:
            if returned := _find_returned_units(printed):
                line = self.t("calendar.last-request", returns=returned)
                when = self._format_month(moment)
                yield self._build_entry(printed, "last-request", (line,), when, moment, party="authority")

    def _list_term(self) -> Iterator[Entry]:
        if self.months is None:
            return
        lines = [self.t("calendar.term-ends")]
        if self.terms.options:
            units = self.printer.library.vocabulary.units["months"].label
            more = self.language.listing([self.language.amount(m, units) for m in self.terms.options])
            lines.append(self.t("calendar.term-options", options=more))
        moment = Moment(self.months)
        title = self.t("calendar.term")
        key, when = f"L{self.part.number}.term", self._format_month(moment)
        yield Entry("", key, "", title, tuple(lines), when, moment, party="authority")


def _list_times(printed: PrintedClause) -> list[PrintedValue]:
    """Return the values of a clause that set a time from an event, such as `3 years after delivery`."""
    return [v for v in printed.values if v.value.unit in _TIMES and v.value.anchor]


def _find_returned_units(printed: PrintedClause) -> str:
    """Return the old units that a clause lets the authority hand over, with their numbers; empty if it names none."""
    pieces = (piece for texts in printed.filled["requirement"] for text in texts for piece in text.pieces)
    return next((p.text for p in pieces if isinstance(p, FilledValue) and p.name == "returns"), "")


def _is_duration(value: PrintedValue) -> bool:
    """Return whether a value sets how long something lasts: at least some months or years after an event."""
    time = value.value
    return time.direction == "min" and time.unit in _MONTHS and (time.anchor or "").startswith(_FORWARD)


def _is_tied_to_event(value: PrintedValue) -> bool:
    anchor = value.value.anchor or ""
    return anchor.startswith(_TO_EVENT) and anchor not in _BEFORE_AWARD


def _convert_time(value: PrintedValue) -> tuple[int, int] | None:
    """Return the time of a value as a number of months and of days, or None if it cannot be converted.

    A time cannot be converted if it is undecided, if its number is above 1200 (of months, days or any other unit), or
    if it is in working days, hours or minutes.
    """
    number, unit = value.value.value, value.value.unit or ""
    if not isinstance(number, int) or not 0 <= number <= _MOST:
        return None
    if unit in _MONTHS:
        return number * _MONTHS[unit], 0
    return (0, number * _DAYS[unit]) if unit in _DAYS else None


def _share_category(value: PrintedValue, other: PrintedValue) -> bool:
    """Return whether two values share a product category; a value for all categories shares one with any value."""
    return value.categories is None or other.categories is None or bool(set(value.categories) & set(other.categories))


def _name_key(value: PrintedValue) -> str:
    return "+".join((value.name, *(value.categories or ())))
