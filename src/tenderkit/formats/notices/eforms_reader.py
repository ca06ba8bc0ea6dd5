# SPDX-License-Identifier: Apache-2.0
"""Read an eForms notice; odd content is left out, never refused."""

import datetime
from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING

from tenderkit.errors import InvalidInput
from tenderkit.findings import Finding, Place
from tenderkit.formats.notices.notice_xml import NAMESPACES
from tenderkit.formats.notices.safe_xml import parse_safely
from tenderkit.notices.notice import CriterionType, Money, Notice, NoticeAward, NoticeItem, NoticeLot, WeightKind
from tenderkit.notices.read_notice import ReadNotice, normalise_cpv, read_date, read_number, round_months

if TYPE_CHECKING:
    from lxml.etree import _Element

_PREFIXES = {prefix: uri for prefix, uri in NAMESPACES.items() if prefix}
_ROOTS = frozenset({"ContractNotice", "PriorInformationNotice", "ContractAwardNotice"})
_WEIGHTS: Mapping[str, WeightKind] = {
    "per-exa": "percentage",
    "dec-exa": "decimal",
    "poi-exa": "points",
    "ord-imp": "order",
}
_TYPES: Mapping[str, CriterionType] = {"price": "price", "cost": "cost", "quality": "quality"}
_NO_WEIGHT: tuple[None, WeightKind] = (None, "percentage")
# Months of a unit of time.
_MONTHS = {"MONTH": 1.0, "YEAR": 12.0, "DAY": 12 / 365, "WEEK": 84 / 365}
_CPV = "cbc:ItemClassificationCode"
# The codes of units that count pieces: piece, one, each.
_PIECES = ("H87", "C62", "EA")
# The most names of elements that are listed as not read.
_MOST_UNREAD = 60


def read_eforms(content: bytes, name: str, countries: Mapping[str, str], languages: Mapping[str, str]) -> ReadNotice:
    """Return the notice in an XML file.

    Parameters: `name`, the name of the file for messages; `countries` and `languages`, the codes in purchase files by
    those of eForms, such as `LU` by `LUX`. Raises InvalidInput where the file is no XML or no eForms notice.
    """
    root = parse_safely(content, name)
    tag = root.tag if isinstance(root.tag, str) else ""
    if tag.rpartition("}")[2] not in _ROOTS:
        message = f"is no eForms notice, but “{tag.rpartition('}')[2]}”"
        fix = "Name the XML of a notice since eForms; older notices have another format."
        raise InvalidInput([Finding("unreadable", message, fix, place=Place(name))])
    return _NoticeReader(root, countries, languages).read()


class _NoticeReader:
    """Reads one notice, and notes which elements it has read."""

    def __init__(self, root: "_Element", countries: Mapping[str, str], languages: Mapping[str, str]) -> None:
        self.root, self.countries, self.languages = root, countries, languages
        self.language = ""
        self.read_elements: set[int] = set()
        # Elements are objects only while somebody holds them, and then the same.
        self.elements = list(root.iter("*"))

    def read(self) -> ReadNotice:
        """Return the notice, and the names of the elements that were not read."""
        self.language = self.text(self.root, "cbc:NoticeLanguageCode")
        project = self.find(self.root, "cac:ProcurementProject")
        lots = [
            lot
            for lot in self.find_all(self.root, "cac:ProcurementProjectLot")
            if (lot_id := lot.find("cbc:ID", _PREFIXES)) is None or lot_id.get("schemeName", "Lot") in ("Lot", "Part")
        ]
        company = self._find_buyer()
        notice = Notice(
            title=self.words(project, "cbc:Name"),
            description=self.words(project, "cbc:Description"),
            language=self.languages.get(self.language, ""),
            reference=self.text(project, "cbc:ID") or None,
            authority=self.words(company, "cac:PartyName/cbc:Name") or None,
            country=self.countries.get(self.text(company, "cac:PostalAddress/cac:Country/cbc:IdentificationCode")),
            launch=read_date(self.text(self.root, "cbc:IssueDate")),
            value=self._read_value(project),
            lots=tuple(self._read_lot(number, lot, project) for number, lot in enumerate(lots or [None], 1)),
        )
        return ReadNotice("eforms", notice, self._list_unread())

    def find(self, parent: "_Element | None", path: str) -> "_Element | None":
        """Return the first element at a path; None where there is none."""
        return None if parent is None else parent.find(path, _PREFIXES)

    def find_all(self, parent: "_Element | None", path: str) -> "list[_Element]":
        """Return all elements at a path."""
        return [] if parent is None else parent.findall(path, _PREFIXES)

    def text(self, parent: "_Element | None", path: str) -> str:
        """Return the text of the first element at a path; empty where there is none."""
        element = self.find(parent, path)
        if element is None:
            return ""
        self.read_elements.add(id(element))
        return (element.text or "").strip()

    def words(self, parent: "_Element | None", path: str) -> str:
        """Return a text in the language of the notice, else in the first language that it has."""
        elements = self.find_all(parent, path)
        self.read_elements.update(map(id, elements))
        own = [element for element in elements if element.get("languageID") == self.language]
        return next(((element.text or "").strip() for element in (*own, *elements)), "")

    def _find_buyer(self) -> "_Element | None":
        """Return the company that the notice names as buyer, else the first company."""
        companies = self.find_all(self.root, ".//efac:Organizations/efac:Organization/efac:Company")
        wanted = self.text(self.root, "cac:ContractingParty/cac:Party/cac:PartyIdentification/cbc:ID")
        for company in companies:
            if self.text(company, "cac:PartyIdentification/cbc:ID") == wanted:
                return company
        return companies[0] if companies else None

    def _read_value(self, project: "_Element | None") -> Money | None:
        path = "cac:RequestedTenderTotal/cbc:EstimatedOverallContractAmount"
        amount, element = read_number(self.text(project, path)), self.find(project, path)
        currency = "" if element is None else element.get("currencyID", "")
        return None if amount is None else Money(amount, currency)

    def _read_lot(self, number: int, lot: "_Element | None", procedure: "_Element | None") -> NoticeLot:
        """Return a lot. Parameters: `lot`, None in a notice without lots; `procedure`, what it is about."""
        project = self.find(lot, "cac:ProcurementProject") if lot is not None else procedure
        main = normalise_cpv(self.text(project, f"cac:MainCommodityClassification/{_CPV}"))
        further = [self._read_code(each) for each in self.find_all(project, "cac:AdditionalCommodityClassification")]
        codes = list(dict.fromkeys(code for code in (main, *further) if code))
        months, start = self._read_term(project)
        return NoticeLot(
            number=number,
            title=self.words(project, "cbc:Name") or self.words(procedure, "cbc:Name"),
            description=self.words(project, "cbc:Description"),
            nature=self.text(project, "cbc:ProcurementTypeCode") or None,
            cpv=codes[0] if codes else None,
            cpv_also=tuple(codes[1:]),
            items=tuple(NoticeItem(f"{number}-{n}", "", code) for n, code in enumerate(codes, 1)),
            quantity=self._read_quantity(project),
            months=months,
            start=start,
            award=tuple(map(self._read_award, self.find_all(lot, ".//cac:SubordinateAwardingCriterion"))),
            framework=self._read_framework(lot),
            suppliers=self._read_count(
                lot, "cac:TenderingProcess/cac:FrameworkAgreement/cbc:MaximumOperatorQuantity"
            ),
        )

    def _read_code(self, classification: "_Element") -> str | None:
        return normalise_cpv(self.text(classification, _CPV))

    def _read_quantity(self, project: "_Element | None") -> float | None:
        """Return the number of units; None where something else is counted, such as hours, or no unit is stated."""
        path = "cbc:EstimatedOverallContractQuantity"
        element = self.find(project, path)
        return (
            None
            if element is None or element.get("unitCode") not in _PIECES
            else read_number(self.text(project, path))
        )

    def _read_term(self, project: "_Element | None") -> tuple[int | None, datetime.date | None]:
        """Return the months and the first day of a contract; each is None where it is not stated."""
        path = "cac:PlannedPeriod"
        start = read_date(self.text(project, f"{path}/cbc:StartDate"))
        end = read_date(self.text(project, f"{path}/cbc:EndDate"))
        length, element = (
            read_number(self.text(project, f"{path}/cbc:DurationMeasure")),
            self.find(project, f"{path}/cbc:DurationMeasure"),
        )
        unit = "MONTH" if element is None else element.get("unitCode", "MONTH")
        if length is not None and unit in _MONTHS:
            return round_months(length * _MONTHS[unit]), start
        if start and end and end > start:
            return round_months(((end - start).days + 1) * _MONTHS["DAY"]), start
        return None, start

    def _read_award(self, criterion: "_Element") -> NoticeAward:
        """Return an award criterion; its weight is None where it is a range, or there are several numbers."""
        numbers: list[tuple[float, WeightKind]] = []
        for number in self.find_all(criterion, ".//efac:AwardCriterionParameter"):
            kind = self.text(number, "efbc:ParameterCode")
            value = read_number(self.text(number, "efbc:ParameterNumeric"))
            if kind in _WEIGHTS and value is not None:
                numbers.append((value, _WEIGHTS[kind]))
        weight, unit = numbers[0] if len(numbers) == 1 else _NO_WEIGHT
        return NoticeAward(
            _TYPES.get(self.text(criterion, "cbc:AwardingCriterionTypeCode"), "quality"),
            self.words(criterion, "cbc:Name"),
            self.words(criterion, "cbc:Description"),
            weight,
            unit,
        )

    def _read_framework(self, lot: "_Element | None") -> str | None:
        system = "cac:TenderingProcess/cac:ContractingSystem/cbc:ContractingSystemTypeCode"
        return self.text(lot, f"{system}[@listName='framework-agreement']") or None

    def _read_count(self, lot: "_Element | None", path: str) -> int | None:
        count = read_number(self.text(lot, path))
        return None if count is None else int(count)

    def _list_unread(self) -> tuple[str, ...]:
        """Return the names of the elements with a text that was not read, each with its number."""
        names = Counter(
            element.tag.rpartition("}")[2]
            for element in self.elements
            if isinstance(element.tag, str)
            and not len(element)
            and (element.text or "").strip()
            and id(element) not in self.read_elements
        )
        shown = [f"{name} ({count})" if count > 1 else name for name, count in names.items()]
        return tuple(shown[:_MOST_UNREAD])
