# SPDX-License-Identifier: Apache-2.0
"""What a contract asks for and when, from the picks of an annex: for the person who manages the contract.

Nothing here knows of Word or of calendar files: the values say what is due, in the words of the annex.
"""

import datetime
import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from tenderkit.annex import Annex
from tenderkit.contract_dates import Moment
from tenderkit.draft import PrintedLot
from tenderkit.language import Language
from tenderkit.library import Library
from tenderkit.printed import PrintedClause, PrintedValue, Printer

# Units of time in months or in days; working days and hours are counted from events and give no date.
_MONTHS = {"months": 1, "years": 12}
_DAYS = {"days": 1, "weeks": 7}
_TIMES = {*_MONTHS, *_DAYS, "working-days", "hours", "minutes"}
# Anchors whose day is known once that of the start is.
_AFTER_START, _AFTER_END = "after-contract-start", "after-end-of-contract"
_BEFORE_END = ("before-end-of-contract", "before-end-of-agreed-term")
_INTERVAL = "during-the-contract"
_AFTER_YEAR = "after-contract-year"
_AFTER_PERIOD = (_AFTER_YEAR, "after-reported-period")
# Anchors of the procedure, which is over when the contract starts.
_BEFORE_AWARD = ("before-deadline", "before-launch")
# The ids of anchors begin with their preposition, so one of a library on top is understood as well.
_FORWARD, _TO_EVENT = ("after-", "from-"), ("after-", "from-", "before-")


@dataclass(frozen=True)
class Entry:
    """Something that is due. `key` tells it from the others of its clause, whose `tag` is empty for the term itself.

    `what` says what is due, line by line, `when` the time in words; `moment` is the day, where it follows from the
    start of the contract, `proof` what is handed over during the contract, `remedy` what follows if it is missed.
    """

    tag: str
    key: str
    number: str
    title: str
    what: tuple[str, ...]
    when: str
    moment: Moment | None = None
    proof: str = ""
    remedy: str = ""


@dataclass(frozen=True)
class LotCalendar:
    """One lot; number 0 holds what is due in all of them. `start` is the day of the first delivery, where it is known,
    `months` the term. `due` lists first what has a day, in order; `holding` what holds for a time.
    """

    number: int
    name: str
    start: datetime.date | None
    months: int | None
    due: tuple[Entry, ...]
    holding: tuple[Entry, ...]

    def date(self, entry: Entry) -> datetime.date | None:
        """The date of an entry of this lot, where it has one."""
        return entry.moment.on(self.start) if entry.moment and self.start else None

    @property
    def dated(self) -> tuple[tuple[datetime.date, Entry], ...]:
        """Everything that has a date, in order."""
        found = [(date, entry) for entry in (*self.due, *self.holding) if (date := self.date(entry))]
        return tuple(sorted(found, key=lambda pair: pair[0]))


def calendars(annex: Annex) -> tuple[LotCalendar, ...]:
    """What is due in the contract of each lot, with the numbers, titles and words of the annex.

    Parameters: `annex`, as composed. Lots in which nothing is due are in it, the general rules only where they ask for
    something.
    """
    library, language = annex.selection.library, annex.language
    found = [_Duties(library, language, lot).calendar() for lot in (annex.general, *annex.lots)]
    return tuple(one for one in found if one.number or one.due or one.holding)


class _Duties:
    """Finds what is due in one lot."""

    def __init__(self, library: Library, language: Language, lot: PrintedLot) -> None:
        self.lot, self.language = lot, language
        self.t = language.text
        self.printer = Printer(library, language, lot.part)
        self.months = lot.part.lot.months if lot.part.lot else None

    def calendar(self) -> LotCalendar:
        due: list[Entry] = []
        holding: list[Entry] = []
        for printed in self.lot.clauses:
            kind = printed.clause.kind
            if kind == "award-criterion":
                holding.append(
                    self._entry(printed, "offer", (self.t("calendar.offer"),), self.t("calendar.offer-long"))
                )
            elif kind in ("contract-performance-clause", "technical-specification"):
                lasting = [self._lasting(printed, v) for v in _values(printed) if _lasts(v)]
                found = list(self._due(printed))
                if not found and kind == "contract-performance-clause":
                    found = [
                        self._entry(printed, "always", (self.t("calendar.as-clause"),), self.t("calendar.always"))
                    ]
                due += found
                holding += lasting
        due += self._term()
        lot = self.lot.part.lot
        number = self.lot.part.number
        named = self.t("lot.number", number=number)
        name = self.t("lot.name", number=named, title=self.lot.title) if number else self.lot.title
        # What has a day comes first; sorting keeps the order of clauses among the rest.
        due.sort(key=lambda e: (e.moment is None, e.moment.order if e.moment else datetime.date.max))
        return LotCalendar(number, name, lot.delivery_from if lot else None, self.months, tuple(due), tuple(holding))

    def _entry(
        self, printed: PrintedClause, key: str, what: tuple[str, ...], when: str, moment: Moment | None = None
    ) -> Entry:
        during = printed.clause.kind == "contract-performance-clause"
        proof = printed.verification.get("document", "") if during else ""
        return Entry(
            printed.tag, key, printed.number, printed.title, what, when, moment, proof, printed.remedy
        )  # fmt: skip

    # What holds for a time

    def _lasting(self, printed: PrintedClause, value: PrintedValue) -> Entry:
        what = self.t("calendar.of", name=value.title, about=self._about(value))
        moment = self._moment(value)
        return self._entry(printed, _key(value), (what,), self.t("calendar.least", value=value.text), moment)

    def _about(self, value: PrintedValue) -> str:
        return self.t("gaps.for", categories=self.printer.labels(value.categories)) if value.categories else ""

    # What is due

    def _due(self, printed: PrintedClause) -> Iterator[Entry]:
        reports = printed.clause.reports
        every = reports.every if reports else None
        values = [v for v in _values(printed) if not _lasts(v)]
        intervals = [v for v in values if v.name == every or (v.value.anchor, v.value.unit) == (_INTERVAL, "months")]
        times = [v for v in values if v not in intervals and _hangs_on_event(v)]
        after = [v for v in times if v.value.anchor in _AFTER_PERIOD]
        used: list[PrintedValue] = []
        if reports and reports.per_year and 12 % reports.per_year == 0:
            yield from self._series(printed, 12 // reports.per_year, None, after, used)
        for interval in intervals:
            if isinstance(interval.value.value, int):
                yield from self._series(printed, interval.value.value, interval, after, used)
        if not intervals and not (reports and reports.per_year):
            yearly = [v for v in after if v.value.anchor == _AFTER_YEAR]
            if yearly:
                yield from self._series(printed, 12, None, yearly, used)
        for value in times:
            if value not in used and (moment := self._moment(value)):
                used.append(value)
                yield self._entry(printed, _key(value), (self._line(value),), self._at(value, moment), moment)
        rest = [v for v in (*intervals, *times) if v not in used]
        batch = reports is not None and reports.per_batch
        if rest or batch:
            lines = tuple(self._line(v, every=v in intervals) for v in rest) or (self.t("calendar.batch"),)
            yield self._entry(printed, "event", lines, self._triggers(rest, intervals))

    def _series(
        self,
        printed: PrintedClause,
        months: int,
        interval: PrintedValue | None,
        after: Sequence[PrintedValue],
        used: list[PrintedValue],
    ) -> Iterator[Entry]:
        """One entry for each period of so many months; the last one ends with the term.

        Parameters: `after`, the values that say how long after a period something is due; those that are dated here
        are put into `used`.
        """
        if self.months is None:
            return
        count = math.ceil(self.months / months)
        report = "report" if printed.clause.reports else "period"
        fitting = [v for v in after if interval is None or _share(v, interval)]
        for value in fitting or [None]:
            shift = _shift(value) if value else (0, 0)
            if shift is None:
                continue
            used += [v for v in (value, interval) if v]
            lines = tuple(self._line(v, every=v is interval) for v in (interval, value) if v)
            for n in range(1, count + 1):
                first, last = (n - 1) * months + 1, min(n * months, self.months)
                moment = Moment(last + shift[0], shift[1])
                what = self.t(
                    f"calendar.{report}",
                    number=self.language.number(n), count=self.language.number(count),
                    first=self.language.number(first), last=self.language.number(last),
                )  # fmt: skip
                when = self._month(moment) if value else self.t("calendar.after-period", when=self._month(moment))
                key = ".".join((*(_key(v) for v in (interval, value) if v), str(n)))
                yield self._entry(printed, key, (what, *lines), when, moment)

    def _moment(self, value: PrintedValue) -> Moment | None:
        """The day of a value that is counted from the start or the end of the contract."""
        shift = _shift(value)
        if shift is None:
            return None
        months, days = shift
        anchor, term = value.value.anchor, self.months
        if anchor == _AFTER_START:
            return Moment(months, days, after_start=True)
        if term is not None and anchor == _AFTER_END:
            return Moment(term + months, days)
        if term is not None and anchor in _BEFORE_END and term >= months:
            return Moment(term - months, -days)
        return None

    def _at(self, value: PrintedValue, moment: Moment) -> str:
        """The time of a value, with the month of the contract where that is not what it says."""
        if moment.after_start:
            return value.text
        return self.t("calendar.at", value=value.text, when=self._month(moment))

    def _month(self, moment: Moment) -> str:
        month = self.language.number(moment.month)
        if not moment.days:
            return self.t("calendar.month", month=month)
        key = "calendar.days-after" if moment.days > 0 else "calendar.days-before"
        return self.t(key, month=month, days=self.language.number(abs(moment.days)))

    def _line(self, value: PrintedValue, *, every: bool = False) -> str:
        """A value in words: within, at least, at most or every so much, with its anchor."""
        forward = (value.value.anchor or "").startswith(_FORWARD)
        direction = value.value.direction
        key = {"max": "within" if forward else "most", "min": "least"}.get(direction, "plain")
        text = self.t(f"calendar.{'every' if every else key}", value=value.text)
        return self.t("calendar.value", name=value.title, about=self._about(value), value=text)

    def _triggers(self, values: Iterable[PrintedValue], intervals: Sequence[PrintedValue]) -> str:
        """The events that start the times of a clause, each once."""
        found = {
            self.t("calendar.every", value=v.text) if v in intervals else self.printer.anchor(v.value): None
            for v in values
        }
        return self.language.listing(list(found) or [self.t("calendar.each-batch")], "or")

    def _term(self) -> Iterator[Entry]:
        lot = self.lot.part.lot
        if lot is None or self.months is None:
            return
        what = [self.t("calendar.term-ends")]
        if lot.options:
            units = self.printer.library.vocabulary.units["months"].label
            more = self.language.listing([self.language.amount(m, units) for m in lot.options])
            what.append(self.t("calendar.term-options", options=more))
        moment = Moment(self.months)
        title = self.t("calendar.term")
        yield Entry("", f"L{self.lot.part.number}.term", "", title, tuple(what), self._month(moment), moment)


def _values(printed: PrintedClause) -> list[PrintedValue]:
    """The values with a time that the words of a clause name and that ask for something."""
    return [
        v
        for v in printed.values
        if v.name in printed.named
        and v.value.unit in _TIMES
        and v.value.anchor
        and printed.clause.parameters[v.name].asks(v.value.value)
    ]


def _lasts(value: PrintedValue) -> bool:
    """Whether a value says how long something holds: so many months or years at least, from an event on."""
    own = value.value
    return own.direction == "min" and own.unit in _MONTHS and (own.anchor or "").startswith(_FORWARD)


def _hangs_on_event(value: PrintedValue) -> bool:
    anchor = value.value.anchor or ""
    return anchor.startswith(_TO_EVENT) and anchor not in _BEFORE_AWARD


def _shift(value: PrintedValue) -> tuple[int, int] | None:
    """A time in months and days; None where it is undecided or counted otherwise."""
    number, unit = value.value.value, value.value.unit or ""
    if not isinstance(number, int):
        return None
    if unit in _MONTHS:
        return number * _MONTHS[unit], 0
    return (0, number * _DAYS[unit]) if unit in _DAYS else None


def _share(one: PrintedValue, other: PrintedValue) -> bool:
    """Whether two values hold for a category in common."""
    return one.categories is None or other.categories is None or bool(set(one.categories) & set(other.categories))


def _key(value: PrintedValue) -> str:
    return "+".join((value.name, *(value.categories or ())))
