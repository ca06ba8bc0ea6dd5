# SPDX-License-Identifier: Apache-2.0
"""Find what is due under a contract and when, from the clauses of an annex, for the contract manager.

The results use the words of the annex, and do not depend on Word or on calendar files.
"""

import datetime
import math
from collections.abc import Iterator, Sequence
from dataclasses import replace

from tenderkit.frozen import frozen_dataclass
from tenderkit.library.language import Language
from tenderkit.library.library import Library
from tenderkit.papers.annex.annex import Annex
from tenderkit.papers.annex.context import PrintedLot
from tenderkit.papers.calendar.acting_party import (
    SENTENCE_END,
    Party,
    find_acting_party,
    find_called_word,
    find_party_of_words,
    find_rider,
)
from tenderkit.papers.calendar.contract_dates import Moment
from tenderkit.papers.calendar.report_series import Series, find_series
from tenderkit.papers.calendar.time_values import (
    FORWARD,
    convert_time,
    is_duration,
    is_tied_to_event,
    list_times,
    name_key,
)
from tenderkit.papers.calendar.worded_times import list_worded_times
from tenderkit.papers.clause_text import ClausePrinter, FilledValue, PrintedClause, PrintedValue

# Anchors (events from which a time is counted) whose day follows from the start of the contract.
_AFTER_START, _AFTER_END = "after-contract-start", "after-end-of-contract"
_BEFORE_END = ("before-end-of-contract", "before-end-of-agreed-term")
# A period of use ends with the term, unless an order names another day.
_BEFORE_USE_END = "before-end-of-use-period"
_INTERVAL = "during-the-contract"
# Anchors of values that are measured over a contract year or a part of it, such as a rate of re-use.
_MEASURED = ("per-year", "per-contract-year", "per-quarter")
# What stands in place of an anchor where a duty has no day: after each collection, throughout the contract, as the
# clause words it.
_EACH_BATCH, ALWAYS, _IN_WORDS = "each-batch", "always", "in-words"
# The parties whose duty is none of the contractor, so that no remedy follows.
_NOT_THE_CONTRACTOR = ("authority", "tenderers")
# The clause on what follows from a breach of any other clause.
_REMEDIES = "remedies"
# What becomes of units after use is measured beyond the term: clauses of the group, and those that need the report on
# routes, go on until the last unit that may be asked for is collected and its route is settled, by these two values.
_AFTER_USE, _ROUTES = "end-of-use", "end-of-use-report"
_REQUESTS, _SETTLED = "request-years", "stock-days"
_MONTH = 30
# The value that says until when old units may be handed over.
_HAND_OVER_END = "hand-over-end"


@frozen_dataclass
class Entry:
    """A line of the contract calendar: something that is due under a clause, or that holds for a time.

    `tag`, `number` and `title` are those of the clause; the tag is empty for the end of the contract's term. `key` is
    unique within the clause. `what` describes line by line what is due or holds; `when` gives the time in words;
    `moment` is the day, None if it does not follow from the start of the contract; `nth` counts the entries of a
    series, such as yearly reports, from 1, and is 0 outside a series; `party` is the party that acts; `proof`
    describes the document that the contractor hands over; `remedy` says what follows if the contractor fails, or
    refers to the clause that says so, and `own_remedy` is true in the first case. `event` is the id of the event that
    sets the time of an entry without a day, empty for an entry with a day.
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
    own_remedy: bool = False
    event: str = ""


@frozen_dataclass
class LotCalendar:
    """The contract calendar of one lot.

    `start` is the day of the first delivery and `months` is the term; each is None if unknown. `launch` is the day on
    which the tender is launched. `due` lists what is due, in order of time, then the entries without a day, event by
    event; `holding` lists what holds for a time, such as a warranty; `remedies` is the number and the title of the
    clause on remedies, None if the annex has no such clause.
    """

    name: str
    number: int
    start: datetime.date | None
    launch: datetime.date
    months: int | None
    due: tuple[Entry, ...]
    holding: tuple[Entry, ...]
    remedies: tuple[str, str] | None = None

    @property
    def first_day(self) -> datetime.date:
        """The day from which a calendar file reckons: the start of the contract or, if it is unknown, the launch."""
        return self.start or self.launch

    @property
    def with_day(self) -> tuple[Entry, ...]:
        """What is due on a day that follows from the start of the contract, in order of time."""
        return tuple(entry for entry in self.due if entry.moment)

    @property
    def by_event(self) -> tuple[Entry, ...]:
        """What is due when something happens, event by event."""
        return tuple(entry for entry in self.due if not entry.moment)

    def date(self, entry: Entry) -> datetime.date | None:
        """Return the date of an entry of this lot, or None if the entry has no day or the start is unknown."""
        return entry.moment.on(self.start) if entry.moment and self.start else None

    def list_reckoned(self) -> tuple[tuple[datetime.date, Entry], ...]:
        """Return all entries with a day, as pairs of the date reckoned from the first day and the entry, in order."""
        entries = [(e.moment.on(self.first_day), e) for e in (*self.due, *self.holding) if e.moment]
        return tuple(sorted(entries, key=lambda pair: pair[0]))


def build_calendars(annex: Annex) -> tuple[LotCalendar, ...]:
    """Build the calendar of each lot, with the numbers, titles and words of the annex.

    The times of the general rules are in the calendar of each lot.
    """
    context, launch = annex.context, annex.selection.purchase.tender.launch
    return tuple(
        _CalendarBuilder(context.library, context.language, lot, (*lot.clauses, *annex.general.clauses)).build(launch)
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

    def build(self, launch: datetime.date) -> LotCalendar:
        """Return the calendar of the lot. Parameters: `launch`, the day on which the tender is launched."""
        due: list[Entry] = []
        holding: list[Entry] = []
        for printed in self.clauses:
            kind = printed.clause.kind
            if kind == "award-criterion":
                lines, always = (self.t("calendar.offer"),), self.t("calendar.offer-long")
                holding.append(self._build_entry(printed, "offer", lines, always, event=ALWAYS))
                due += self._list_in_words(printed)
            elif kind in ("contract-performance-clause", "technical-specification", "general-rule"):
                due += self._list_due(printed)
                holding += [self._build_duration(printed, v) for v in self._list_times(printed) if is_duration(v)]
        due += self._list_last_requests()
        due += self._list_term()
        # What has a day comes first; then event by event. Sorting keeps the order of clauses among the rest.
        events = {entry.event: None for entry in due}
        last = ("", _IN_WORDS, ALWAYS)
        ordered = sorted(events, key=lambda event: last.index(event) if event in last else 0)
        order = {event: place for place, event in enumerate(ordered)}
        due.sort(key=lambda e: (e.moment is None, e.moment.order if e.moment else datetime.date.max, order[e.event]))
        number = self.part.number
        name = self.t("lot.name", number=self.t("lot.number", number=number), title=self.lot.title)
        return LotCalendar(
            name, number, self.terms.delivery_from, launch, self.months, tuple(due), tuple(holding), self.remedies
        )

    def _build_entry(
        self,
        printed: PrintedClause,
        key: str,
        lines: tuple[str, ...],
        when: str,
        moment: Moment | None = None,
        *,
        nth: int = 0,
        party: Party = "contractor",
        event: str = "",
    ) -> Entry:
        entry = Entry(printed.tag, key, printed.number, printed.title, lines, when, moment, nth, party, event=event)
        if party in _NOT_THE_CONTRACTOR:
            return entry
        during = printed.clause.kind == "contract-performance-clause"
        proof = printed.verification.get("document", "") if during else ""
        if printed.remedy or not self.remedies or printed.clause.id == _REMEDIES:
            return replace(entry, proof=proof, remedy=printed.remedy, own_remedy=bool(printed.remedy))
        return replace(entry, proof=proof, remedy=self.t("calendar.see", number=self.remedies[0]))

    def _find_party(self, printed: PrintedClause, value: PrintedValue) -> Party:
        return find_acting_party(printed, value.name, self.language)

    def _list_times(self, printed: PrintedClause) -> list[PrintedValue]:
        """Return the values of a clause that set a time, each with the words that the clause adds to this time."""
        values = []
        for value in list_times(printed):
            rider = find_rider(printed, value.name, self.language)
            values.append(replace(value, text=f"{value.text} {rider}") if rider else value)
        return values

    # What holds for a time

    def _build_duration(self, printed: PrintedClause, value: PrintedValue) -> Entry:
        line = self.t("calendar.of", name=value.title, about=self._name_categories(value))
        # A time that runs on, “or, if later, until …”, has no day before that event.
        runs_on = find_rider(printed, value.name, self.language)
        moment = None if runs_on else self._find_moment(value)
        when = self._format_time(value, moment) if moment else value.text
        party, event = self._find_party(printed, value), "" if moment else value.value.anchor or ""
        return self._build_entry(printed, name_key(value), (line,), when, moment, party=party, event=event)

    def _name_categories(self, value: PrintedValue) -> str:
        return (
            self.t("gaps.for", categories=self.printer.list_categories(value.categories)) if value.categories else ""
        )

    # What is due

    def _list_due(self, printed: PrintedClause) -> Iterator[Entry]:
        """Yield what is due under a clause; a duty of the contractor without any time is due throughout."""
        entries = [*self._list_timed(printed), *self._list_measured(printed), *self._list_in_words(printed)]
        yield from entries
        owed = any(entry.party not in _NOT_THE_CONTRACTOR for entry in entries)
        if printed.clause.kind == "contract-performance-clause" and not owed:
            lines, when = (self._find_main_sentence(printed),), self.t("calendar.always")
            yield self._build_entry(printed, "always", lines, when, event=ALWAYS)

    def _find_main_sentence(self, printed: PrintedClause) -> str:
        """Return the first sentence of a clause on what the contractor does, else its first, else its title."""
        texts = [text.write(self.language) for group in printed.filled["requirement"] for text in group]
        sentences = [sentence for text in texts for sentence in SENTENCE_END.split(text)]
        acts = (s for s in sentences if find_party_of_words(printed, s.lower(), "", self.language) == "contractor")
        return next(acts, sentences[0] if sentences else printed.title)

    def _list_timed(self, printed: PrintedClause) -> Iterator[Entry]:
        reports = printed.clause.reports
        every = reports.every if reports else None
        values = [v for v in self._list_times(printed) if not is_duration(v)]
        intervals = [v for v in values if v.name == every or (v.value.anchor, v.value.unit) == (_INTERVAL, "months")]
        times = [v for v in values if v not in intervals and is_tied_to_event(v)]
        used: list[PrintedValue] = []
        # Without a term nobody knows how many periods there are.
        for series in find_series(printed, intervals, times, self.clauses) if self.months is not None else ():
            used += series.values
            yield from self._list_periods(printed, series)
        for value in times:
            if value not in used and (moment := self._find_moment(value)):
                used.append(value)
                lines = [self._format_value(value)]
                if value.value.anchor == _BEFORE_USE_END:
                    lines.append(self.t("calendar.order-day"))
                when, party = self._format_time(value, moment), self._find_party(printed, value)
                yield self._build_entry(printed, name_key(value), tuple(lines), when, moment, party=party)
        others = [v for v in (*intervals, *times) if v not in used]
        yield from self._list_by_event(printed, others, intervals)
        if not any(self._find_party(printed, v) == "contractor" for v in others) and reports and reports.per_batch:
            lines, event = [self.t("calendar.batch")], self.t("calendar.each-batch")
            yield self._build_entry(printed, "event.batch", tuple(lines), event, event=_EACH_BATCH)

    def _list_by_event(
        self, printed: PrintedClause, values: Sequence[PrintedValue], intervals: Sequence[PrintedValue]
    ) -> Iterator[Entry]:
        """Yield an entry for each event from which values of a clause are counted, and each party that acts then."""
        groups: dict[tuple[str, Party], list[PrintedValue]] = {}
        for value in values:
            event = f"every.{value.text}" if value in intervals else value.value.anchor or ""
            groups.setdefault((event, self._find_party(printed, value)), []).append(value)
        for (event, party), group in groups.items():
            first = group[0]
            every = first in intervals
            when = (
                self.t("calendar.every", value=self._inflect(first))
                if every
                else self.printer.format_anchor(first.value)
            )
            lines = tuple(
                self._format_value(v, every=every, called=find_called_word(printed, v.name, self.language))
                for v in group
            )
            key = f"event.{name_key(first) if every else event}" + ("" if party == "contractor" else f".{party}")
            yield self._build_entry(printed, key, lines, when, party=party, event=event)

    def _list_in_words(self, printed: PrintedClause) -> Iterator[Entry]:
        """Yield an entry for each sentence of a clause that gives a time in its own words."""
        for number, (sentence, party) in enumerate(list_worded_times(printed, self.language), 1):
            when = self.t("calendar.in-words")
            yield self._build_entry(printed, f"words.{number}", (sentence,), when, party=party, event=_IN_WORDS)

    def _list_measured(self, printed: PrintedClause) -> Iterator[Entry]:
        """Yield an entry for each contract year with the values of a clause that are measured over it, if any."""
        values = self._list_measures(printed)
        if not values or self._is_companion(printed):
            return
        lines = tuple(self._format_value(v) for v in values)
        if self.months is None:
            events = dict.fromkeys(self.printer.format_anchor(v.value) for v in values)
            event = values[0].value.anchor or ""
            yield self._build_entry(printed, "measured", lines, self.language.listing(list(events)), event=event)
            return
        count, number = math.ceil(self.months / 12), self.language.number
        for n in range(1, count + 1):
            first, last = (n - 1) * 12 + 1, min(n * 12, self.months)
            words = "calendar.measured-last" if n == count and not self._goes_on(printed) else "calendar.measured"
            year = self.t(words, number=number(n), first=number(first), last=number(last))
            moment = Moment(last)
            when = self._format_month(moment)
            yield self._build_entry(printed, f"measured.{n}", (year, *lines), when, moment, nth=n)
        later = range(count + 1, self._count_years_of_routes() + 1 if self._goes_on(printed) else 0)
        key = "calendar.measured-after" if len(later) == 1 else "calendar.measured-each"
        for n in later:
            # Each of these years has the same words: the paper prints them once, a calendar file at every day.
            months = {"first": number(count * 12 + 1), "last": number(later[-1] * 12)}
            years = self.t(key, number=number(later[0]), until=number(later[-1]), **months)
            moment = Moment(n * 12)
            yield self._build_entry(printed, f"measured.{n}", (years,), self._format_month(moment), moment, nth=n)

    def _goes_on(self, printed: PrintedClause) -> bool:
        """Return whether a clause measures what becomes of units after use, which goes on after the term."""
        return printed.clause.group == _AFTER_USE or _ROUTES in printed.clause.requires

    def _count_years_of_routes(self) -> int:
        """Return the number of contract years until the routes of the last units collected are settled.

        The last unit may be delivered on the last day of the term and asked for when the period for requests ends; a
        month is added for its collection.
        """
        assert self.months is not None
        shifts = {v.name: convert_time(v) or (0, 0) for c in self.clauses for v in c.values}
        requests, settled = shifts.get(_REQUESTS, (0, 0)), shifts.get(_SETTLED, (0, 0))
        return math.ceil((self.months + requests[0] + settled[0] + math.ceil(settled[1] / _MONTH) + 1) / 12)

    def _list_measures(self, printed: PrintedClause) -> list[PrintedValue]:
        """Return the values of a clause that are measured over a contract year, such as a rate of re-use."""
        return [v for v in printed.values if v.value.anchor in _MEASURED and v.value.direction != "none"]

    def _is_companion(self, printed: PrintedClause) -> bool:
        """Return whether what a clause asks for in a contract year is in a report that is sent with another."""
        return self.months is not None and bool(printed.clause.reports and printed.clause.reports.sent_with)

    def _list_periods(self, printed: PrintedClause, series: Series) -> Iterator[Entry]:
        """Yield a calendar entry for each period of a series."""
        assert self.months is not None
        number = self.language.number
        kind = "report" if printed.clause.reports else "period"
        lines = [*self._describe_day(series)]
        lines += [self._format_value(v, every=v is series.interval) for v in series.values]
        if self._is_companion(printed):
            lines += [self._format_value(v) for v in self._list_measures(printed)]
        names = [*map(name_key, series.values), *(["totals"] if series.totals else [])]
        for n, count, first, last, moment in series.list_periods(self.months):
            period = self.t(
                f"calendar.{kind}",
                number=number(n), count=number(count), first=number(first), last=number(last),
            )  # fmt: skip
            key = ".".join((*names, str(n)))
            yield self._build_entry(printed, key, (period, *lines), self._format_month(moment), moment, nth=n)

    def _describe_day(self, series: Series) -> Iterator[str]:
        """Yield a line that says why a report is due on its day, where none of the values of the series says so."""
        if host := series.sent_with:
            yield self.t("calendar.sent-with", title=host.title, number=host.number)
        elif series.totals:
            yield self.t("calendar.after-period", value=series.totals.inflected)
        elif series.months_after:
            yield self.t("calendar.after-words")
        elif not series.after:
            yield self.t("calendar.at-end")

    def _find_moment(self, value: PrintedValue) -> Moment | None:
        """Return the day of a value that counts from the start or end of the contract; None for any other value."""
        shift = convert_time(value)
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

    def _format_value(self, value: PrintedValue, *, every: bool = False, called: str = "") -> str:
        """Return a text with the name of a value, a word such as `within` or `at least`, and the time.

        Parameters: `every`, whether the value is an interval at which something recurs; `called`, what the words of
        the clause before the value make of it (`find_called_word`).
        """
        anchor = value.value.anchor or ""
        key = {("max", True): "within", ("max", False): "most", ("min", False): "least"}.get(
            (value.value.direction, anchor.startswith(FORWARD)), "least" if called == "least" else "plain"
        )
        if key == "plain" and anchor.startswith("before-") and called != "span":
            key = "latest"
        text = self.t(f"calendar.{'every' if every else key}", value=self._inflect(value))
        return self.t("calendar.value", name=value.title, about=self._name_categories(value), value=text)

    def _inflect(self, value: PrintedValue) -> str:
        """Return a value with the event from which it counts, as a sentence prints it."""
        return " ".join(filter(None, (value.inflected, self.printer.format_anchor(value.value))))

    def _list_last_requests(self) -> Iterator[Entry]:
        """Yield the last day on which the authority may have the old units of the lot collected, if it has any.

        It is the end of the term, unless the clause counts from the delivery of the units that replace the old ones.
        """
        for printed in self.clauses:
            returned = _find_value_text(printed, "returns")
            if not returned:
                continue
            line = self.t("calendar.last-request", returns=returned)
            by_event = _find_value_text(printed, _HAND_OVER_END)
            if by_event and by_event != self.t("calendar.contract-end"):
                event = "last-request"
                yield self._build_entry(printed, event, (line,), by_event, party="authority", event=event)
            elif self.months is not None:
                moment = Moment(self.months)
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


def _find_value_text(printed: PrintedClause, name: str) -> str:
    """Return how the requirement of a clause prints a value; empty if it prints none of this name."""
    pieces = (piece for texts in printed.filled["requirement"] for text in texts for piece in text.pieces)
    return next((p.text for p in pieces if isinstance(p, FilledValue) and p.name == name), "")
