# SPDX-License-Identifier: Apache-2.0
"""Read an OCDS release, a release package, or a record as a notice; odd content is left out, never refused."""

import datetime
from collections.abc import Iterator, Mapping
from typing import Any

from tenderkit.errors import InvalidInput
from tenderkit.findings import Finding, Place
from tenderkit.formats.notices.loose_json import find, find_number, find_text, list_tables, parse_loosely
from tenderkit.library.language import list_country_names
from tenderkit.notices.notice import Money, Notice, NoticeAward, NoticeItem, NoticeLot, WeightKind
from tenderkit.notices.read_notice import ReadNotice, normalise_cpv, read_date, round_months

_NATURES = {"goods": "supplies", "services": "services", "works": "works"}
_WEIGHTS: Mapping[str, WeightKind] = {
    "percentageExact": "percentage",
    "decimalExact": "decimal",
    "pointsExact": "points",
    "order": "order",
}
# What is read of a tender and of a lot; all other keys are listed as not read.
_TENDER_KEYS = frozenset({"id", "title", "description", "lots", "items", "value", "mainProcurementCategory"})
_TENDER_KEYS |= {"contractPeriod", "procuringEntity", "classification"}
_LOT_KEYS = frozenset({"id", "title", "description", "contractPeriod", "awardCriteria", "items"})
_LOT_KEYS |= {"mainProcurementCategory"}
_DAYS_OF_A_YEAR, _MONTHS_OF_A_YEAR = 365, 12


def read_ocds(content: bytes, name: str) -> ReadNotice:
    """Return the notice in a file: that of the newest release with a tender.

    Parameters: `name`, the name of the file for messages. Raises InvalidInput where the file is no JSON or has no
    tender.
    """
    releases = [release for release in _list_releases(parse_loosely(content, name)) if find(release, "tender")]
    tenders = [release for release in releases if isinstance(release["tender"], dict)]
    if not tenders:
        message = "has no release with a tender"
        raise InvalidInput([Finding("unreadable", message, "Name an OCDS release of a tender.", place=Place(name))])
    release = max(tenders, key=lambda each: find_text(each, "date"))
    return _ReleaseReader(release).read()


def _list_releases(value: Any) -> Iterator[dict[str, Any]]:
    """Yield the releases in a value: itself, those of packages and lists, the compiled ones of records."""
    if isinstance(value, list):
        for entry in value:
            if isinstance(entry, dict):
                yield from _list_releases(entry)
    elif isinstance(value, dict):
        if "tender" in value:
            yield value
        yield from list_tables(value, "releases")
        for record in list_tables(value, "records"):
            compiled = find(record, "compiledRelease")
            yield from [compiled] if isinstance(compiled, dict) else list_tables(record, "releases")


class _ReleaseReader:
    """Reads one release."""

    def __init__(self, release: dict[str, Any]) -> None:
        self.release, self.tender = release, release["tender"]

    def read(self) -> ReadNotice:
        """Return the notice of the release, and the keys that were not read."""
        lots = list_tables(self.tender, "lots")
        buyer = self._find_buyer()
        amount, currency = find_number(self.tender, "value", "amount"), find_text(self.tender, "value", "currency")
        notice = Notice(
            title=find_text(self.tender, "title"),
            description=find_text(self.tender, "description"),
            language=find_text(self.release, "language"),
            reference=find_text(self.tender, "id") or None,
            authority=find_text(buyer, "name") or find_text(self.release, "buyer", "name") or None,
            country=self._find_country(buyer),
            launch=read_date(find_text(self.release, "date")),
            value=None if amount is None else Money(amount, currency),
            lots=tuple(self._read_lot(number, lot) for number, lot in enumerate(lots or [self.tender], 1)),
        )
        return ReadNotice("ocds", notice, tuple(self._list_unread(lots)))

    def _find_buyer(self) -> Any:
        """Return the party that buys: by its role, else by the reference of the release."""
        parties = list_tables(self.release, "parties")
        wanted = find_text(self.release, "buyer", "id") or find_text(self.tender, "procuringEntity", "id")
        by_id = next((party for party in parties if wanted and find_text(party, "id") == wanted), None)
        by_role = next((p for p in parties if {"buyer", "procuringEntity"} & _list_words(p, "roles")), None)
        return by_id or by_role or find(self.release, "buyer") or find(self.tender, "procuringEntity")

    def _find_country(self, buyer: Any) -> str | None:
        """Return the code of the buyer's country, which OCDS gives as a name, and some publishers as a code."""
        names = list_country_names(find_text(self.release, "language") or "en")
        for key in ("countryName", "country"):
            words = find_text(buyer, "address", key)
            if len(words) == 2 and words.isalpha():
                return words.upper()
            if code := names.get(words.lower()):
                return code
        return None

    def _read_lot(self, number: int, lot: dict[str, Any]) -> NoticeLot:
        """Return a lot. Parameters: `lot`, its table, or that of the tender where there are no lots."""
        items = tuple(self._read_item(f"{number}-{n}", item) for n, item in enumerate(self._list_items(lot), 1))
        main = normalise_cpv(find_text(lot, "classification", "id"))
        if main and not any(item.cpv for item in items):
            # Some publishers classify the tender and leave its items bare.
            items = (NoticeItem(f"{number}-1", "", main, quantity=items[0].quantity if len(items) == 1 else None),)
        codes = [code for item in items if (code := item.cpv)]
        codes = list(dict.fromkeys([*([main] if main else []), *codes]))
        category = find_text(lot, "mainProcurementCategory") or find_text(self.tender, "mainProcurementCategory")
        months, start = self._read_period(lot)
        return NoticeLot(
            number=number,
            title=find_text(lot, "title") or find_text(self.tender, "title"),
            description=find_text(lot, "description"),
            nature=_NATURES.get(category),
            cpv=codes[0] if codes else None,
            cpv_also=tuple(codes[1:]),
            items=items,
            months=months,
            start=start,
            award=tuple(map(_read_award, list_tables(lot, "awardCriteria", "criteria"))),
        )

    def _list_items(self, lot: dict[str, Any]) -> list[dict[str, Any]]:
        """Return the items of a lot: its own, or those of the tender that name it."""
        items = list_tables(self.tender, "items")
        if lot is self.tender:
            return items
        id_ = find_text(lot, "id")
        named = [
            item for item in items if find_text(item, "relatedLot") == id_ or id_ in _list_words(item, "relatedLots")
        ]
        lots = list_tables(self.tender, "lots")
        return named or list_tables(lot, "items") or (items if len(lots) == 1 else [])

    def _read_item(self, id_: str, item: dict[str, Any]) -> NoticeItem:
        classes = [item.get("classification"), *list_tables(item, "additionalClassifications")]
        cpv = next(
            (
                code
                for entry in classes
                if find_text(entry, "scheme").upper() in ("CPV", "")
                if (code := normalise_cpv(find_text(entry, "id")))
            ),
            None,
        )
        return NoticeItem(id_, find_text(item, "description"), cpv, quantity=find_number(item, "quantity"))

    def _read_period(self, lot: dict[str, Any]) -> tuple[int | None, datetime.date | None]:
        """Return the months and the first day of a contract; each is None where it is not stated."""
        period = find(lot, "contractPeriod") or find(self.tender, "contractPeriod")
        start, end = read_date(find_text(period, "startDate")), read_date(find_text(period, "endDate"))
        days = find_number(period, "durationInDays")
        if start and end and end > start:
            days = (end - start).days + 1
        return None if days is None else round_months(days * _MONTHS_OF_A_YEAR / _DAYS_OF_A_YEAR), start

    def _list_unread(self, lots: list[dict[str, Any]]) -> Iterator[str]:
        """Yield the keys of the tender and of its lots that were not read, each once."""
        yield from (
            f"tender.{key}"
            for key in self.tender
            if key not in _TENDER_KEYS | ({"awardCriteria"} if not lots else set())
        )
        yield from dict.fromkeys(f"tender.lots.{key}" for lot in lots for key in lot if key not in _LOT_KEYS)


def _list_words(table: dict[str, Any], key: str) -> set[str]:
    words = table.get(key)
    return {word for word in words if isinstance(word, str)} if isinstance(words, list) else set()


def _read_award(criterion: dict[str, Any]) -> NoticeAward:
    kind = find_text(criterion, "type")
    numbers = [n for n in list_tables(criterion, "numbers") if find_text(n, "weight") in _WEIGHTS]
    weight = find_number(numbers[0], "number") if len(numbers) == 1 else None
    unit = _WEIGHTS[find_text(numbers[0], "weight")] if numbers else "percentage"
    return NoticeAward(
        "price" if kind == "price" else "cost" if kind == "cost" else "quality",
        find_text(criterion, "name"),
        find_text(criterion, "description"),
        weight,
        unit,
    )
