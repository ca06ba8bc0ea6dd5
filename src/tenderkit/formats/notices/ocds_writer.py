# SPDX-License-Identifier: Apache-2.0
"""Write a notice as an OCDS release package with the tag `tender`, version 1.1."""

import datetime
from collections.abc import Iterator
from typing import Any

from tenderkit.findings import Finding
from tenderkit.formats.notices.derived_ids import derive_slug, derive_uuid
from tenderkit.notices.codes import OcdsCodes
from tenderkit.notices.notice import (
    MISSING,
    TO_REPLACE,
    Notice,
    NoticeAward,
    NoticeCriterion,
    NoticeItem,
    NoticeLot,
    NoticeMilestone,
    Requirement,
    make_remark,
)

Table = dict[str, Any]

AUTHORITY = "authority"
# The prefix of identifiers of a publisher is given out by the Open Contracting Partnership.
_NO_PREFIX = "ocds-000000"
_CATEGORIES = {"supplies": "goods", "services": "services", "works": "works"}
_WEIGHTS = {"percentage": "percentageExact", "decimal": "decimalExact", "points": "pointsExact", "order": "order"}
# The unit of quantities: one piece.
_UNIT = {"scheme": "UNCEFACT", "id": "H87"}


def build_release_package(notice: Notice, codes: OcdsCodes) -> tuple[Table, tuple[Finding, ...]]:
    """Return the release package of a notice, and remarks on what is missing, made up, or has no place in it."""
    ocid = f"{_NO_PREFIX}-{derive_slug(notice)}"
    date = _format_date(notice.launch) if notice.launch else None
    parties = [_drop_empty(_build_party(notice))] if notice.authority or notice.country else []
    buyer = {"id": AUTHORITY, "name": notice.authority} if notice.authority else None
    release = _drop_empty(
        {
            "ocid": ocid,
            "id": f"{ocid}-tender-1",
            "date": date,
            "language": notice.language,
            "initiationType": "tender",
            "tag": ["tender"],
            "parties": parties,
            "buyer": buyer,
            "tender": _build_tender(notice, buyer),
        }
    )
    package = {
        "uri": f"urn:uuid:{derive_uuid(notice, 'package')}",
        "version": codes.version,
        "extensions": [codes.extensions[n] for n in sorted(notice.extensions) if n in codes.extensions],
        "publishedDate": date,
        "publisher": {"name": notice.authority or AUTHORITY},
        "releases": [release],
    }
    return package, tuple(_list_remarks(notice, ocid))


def _build_party(notice: Notice) -> Table:
    return {
        "id": AUTHORITY,
        "name": notice.authority,
        "roles": ["buyer", "procuringEntity"],
        "address": {"countryName": notice.country_name} if notice.country_name else None,
    }


def _build_tender(notice: Notice, buyer: Table | None) -> Table:
    main = next((lot.nature for lot in notice.lots if lot.nature), None)
    natures = dict.fromkeys(n for lot in notice.lots for n in (lot.nature, *lot.natures_also) if n and n != main)
    return _drop_empty(
        {
            "id": notice.reference or derive_slug(notice),
            "title": notice.title,
            "description": notice.description,
            "procuringEntity": buyer,
            "value": {"amount": notice.value.amount, "currency": notice.value.currency} if notice.value else None,
            "mainProcurementCategory": _CATEGORIES.get(main or ""),
            "additionalProcurementCategories": [_CATEGORIES[nature] for nature in natures],
            "awardCriteria": _name_award_method(notice.lots),
            "hasSustainability": any(lot.aims for lot in notice.lots),
            "documents": [
                _drop_empty(
                    {
                        "id": document.id,
                        "documentType": document.type,
                        "title": document.title,
                        "format": document.format,
                        "language": notice.language,
                        "hash": document.hash,
                    }
                )
                for document in notice.documents
            ],
            "milestones": [_build_milestone(milestone, lot) for lot in notice.lots for milestone in lot.milestones],
            "criteria": [_build_criterion(criterion, lot) for lot in notice.lots for criterion in lot.criteria],
            "lots": [_build_lot(lot) for lot in notice.lots],
            "items": [_build_item(item, lot) for lot in notice.lots for item in lot.items],
        }
    )


def _name_award_method(lots: tuple[NoticeLot, ...]) -> str | None:
    """Return the code of the method by which tenders are compared; None where there is none, or the lots differ."""
    methods = {
        next(iter(types)) + "Only" if len(types) == 1 else "ratedCriteria" if types else None
        for types in ({criterion.type for criterion in lot.award} for lot in lots)
    }
    return methods.pop() if len(methods) == 1 else None


def _build_lot(lot: NoticeLot) -> Table:
    return _drop_empty(
        {
            "id": _name_lot(lot),
            "title": lot.title,
            "description": lot.description,
            "mainProcurementCategory": _CATEGORIES.get(lot.nature or ""),
            "additionalProcurementCategories": [_CATEGORIES[nature] for nature in lot.natures_also],
            "contractPeriod": {"durationInDays": count_days(lot.months)} if lot.months else None,
            "hasSustainability": bool(lot.aims),
            "sustainability": [
                {"goal": aim.goal, "strategies": list(aim.strategies), "description": aim.description}
                for aim in lot.aims
            ],
            "awardCriteria": {"criteria": [_build_award(award) for award in lot.award]} if lot.award else None,
            "contractTerms": {"performanceTerms": lot.terms_text} if lot.terms_text else None,
        }
    )


def count_days(months: int) -> int:
    """Return the days of a term in months, counted as twelfths of a year of 365 days."""
    return months * 365 // 12


def _build_award(award: NoticeAward) -> Table:
    numbers = [] if award.weight is None else [{"number": award.weight, "weight": _WEIGHTS[award.weight_kind]}]
    return _drop_empty({"type": award.type, "name": award.name, "description": award.text, "numbers": numbers})


def _build_criterion(criterion: NoticeCriterion, lot: NoticeLot) -> Table:
    number, place = _name_lot(lot), f"{lot.number}.{criterion.clause}"
    group = {"id": f"{place}.group", "requirements": [_build_requirement(r, lot) for r in criterion.requirements]}
    return _drop_empty(
        {
            "id": place,
            "title": criterion.title,
            "description": criterion.text,
            "relatesToTenderer": criterion.for_tenderer,
            "relatedLots": [number],
            "requirementGroups": [group],
        }
    )


def _build_requirement(requirement: Requirement, lot: NoticeLot) -> Table:
    return _drop_empty(
        {
            "id": f"{lot.number}.{requirement.id}",
            "title": requirement.title,
            "description": requirement.description,
            "dataType": requirement.data_type,
            "expectedValue": requirement.expected,
            "minValue": requirement.minimum,
            "maxValue": requirement.maximum,
        }
    )


def _build_milestone(milestone: NoticeMilestone, lot: NoticeLot) -> Table:
    return _drop_empty(
        {
            "id": milestone.id,
            "title": milestone.title,
            "type": milestone.type,
            "description": milestone.description,
            "dueDate": _format_date(milestone.due) if milestone.due else None,
            "relatedLots": [_name_lot(lot)],
        }
    )


def _build_item(item: NoticeItem, lot: NoticeLot) -> Table:
    unspsc = {"scheme": "UNSPSC", "id": item.unspsc} if item.unspsc else None
    cpv = _drop_empty({"scheme": "CPV", "id": item.cpv, "description": item.label}) if item.cpv else None
    return _drop_empty(
        {
            "id": item.id,
            "description": item.description,
            "classification": cpv or unspsc,
            "additionalClassifications": [unspsc] if cpv and unspsc else [],
            "quantity": item.quantity,
            "unit": dict(_UNIT) if item.quantity is not None else None,
            "relatedLot": _name_lot(lot),
        }
    )


def _name_lot(lot: NoticeLot) -> str:
    return str(lot.number)


def _format_date(day: datetime.date) -> str:
    return f"{day.isoformat()}T00:00:00Z"


def _drop_empty(table: Table) -> Table:
    """Return a table without the entries that say nothing: None, empty texts and empty lists."""
    return {key: value for key, value in table.items() if value is not None and value not in ("", [])}


def _list_remarks(notice: Notice, ocid: str) -> Iterator[Finding]:
    """Yield what the writer made up, and what OCDS wants and the purchase does not say."""
    yield make_remark(TO_REPLACE, "ocid", f"{ocid} is made from the reference: your publisher has a prefix for it")
    yield make_remark(TO_REPLACE, "uri", "the address of the package is made from the reference")
    yield make_remark(TO_REPLACE, "publishedDate", "the dates of the package and of the release are the launch")
    if notice.authority is None:
        message = f"the purchase names no authority: “{AUTHORITY}” is in its place"
        yield make_remark(TO_REPLACE, "publisher.name", message)
    for key in ("procurementMethod", "submissionMethod", "tenderPeriod.endDate", "documents.url"):
        yield make_remark(MISSING, f"tender.{key}", "the purchase does not say it")
    without_code = [lot.number for lot in notice.lots for item in lot.items if item.cpv is None]
    if without_code:
        lots = dict.fromkeys(without_code)
        yield make_remark(MISSING, "tender.items.classification", "a line has no CPV code", lots)
    if of_no_nature := [lot.number for lot in notice.lots if lot.nature is None]:
        message = "no CPV code says whether the lot is of goods, services or works"
        yield make_remark(MISSING, "tender.lots.mainProcurementCategory", message, of_no_nature)
    undecided = [lot.number for lot in notice.lots if not lot.award or any(a.weight is None for a in lot.award)]
    if undecided:
        yield make_remark(MISSING, "tender.lots.awardCriteria", "the award weights are not decided", undecided)
    if with_gaps := [lot.number for lot in notice.lots if lot.has_gaps]:
        yield make_remark(MISSING, "tender.criteria", "a value of a criterion is not decided", with_gaps)
    if in_days := [lot.number for lot in notice.lots if lot.months]:
        message = "the term is given in days, because OCDS counts no months without a first day"
        yield make_remark(TO_REPLACE, "tender.lots.contractPeriod.durationInDays", message, in_days)
