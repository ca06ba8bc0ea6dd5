# SPDX-License-Identifier: Apache-2.0
"""A notice as plain values: what the formats of notices can hold of a purchase, whether it is written or read."""

import datetime
from collections.abc import Iterable, Sequence
from typing import Literal

from tenderkit.findings import Finding, Place
from tenderkit.frozen import Memory, frozen_dataclass

Nature = Literal["supplies", "services", "works"]
CriterionType = Literal["price", "cost", "quality"]
DataType = Literal["string", "number", "integer", "boolean"]
# The numbers of award criteria that are read from a notice and are no percentage.
WeightKind = Literal["percentage", "decimal", "points", "order"]
# Ids of findings on a notice: a mandatory field that the purchase does not answer, an entry that the format demands
# and that was made up from the reference, and an answer of the purchase for which the format has no place.
MISSING, TO_REPLACE, NOT_HELD = "notice-field-missing", "notice-entry-to-replace", "notice-not-held"


@frozen_dataclass
class Money:
    """An amount with its currency as an ISO 4217 code."""

    amount: float
    currency: str


@frozen_dataclass
class NoticeItem:
    """A line of a lot in a notice.

    `id` is unique in the notice. `cpv` and `unspsc` are codes of eight digits, None where there is none; `label` is
    the official label of the CPV code. `quantity` is in units, None where it is unknown. `returned`: true for old
    units that the authority hands over.
    """

    id: str
    description: str
    cpv: str | None = None
    label: str = ""
    unspsc: str | None = None
    quantity: float | None = None
    returned: bool = False


@frozen_dataclass
class Aim:
    """An aim of a lot: a sustainability goal of OCDS, and the stages and sets of criteria by which it is pursued."""

    goal: str
    strategies: tuple[str, ...]
    description: str = ""


@frozen_dataclass
class Requirement:
    """A requirement in a criterion: the expected, the lowest or the highest value.

    It has none of them where the text alone says what is required, such as a list, a class or an exception, and where
    the value is not decided: then `is_decided` is false.
    """

    id: str
    title: str
    data_type: DataType
    description: str = ""
    expected: bool | None = None
    minimum: float | None = None
    maximum: float | None = None
    is_decided: bool = True


@frozen_dataclass
class NoticeCriterion:
    """A selection criterion or a technical specification of a lot.

    `clause` is the id of the clause; `for_tenderer` is true for a selection criterion, and `code` is then the code of
    eForms for it, None where eForms has none.
    """

    clause: str
    title: str
    text: str
    for_tenderer: bool
    code: str | None = None
    requirements: tuple[Requirement, ...] = ()

    @property
    def titled_text(self) -> str:
        """The text below its title, as eForms has both in one field."""
        return f"{self.title}\n\n{self.text}"


@frozen_dataclass
class NoticeAward:
    """An award criterion of a lot; `weight` is None where it is not decided or not stated."""

    type: CriterionType
    name: str
    text: str
    weight: float | None = None
    weight_kind: WeightKind = "percentage"


@frozen_dataclass
class NoticeMilestone:
    """An event of the contract: its type in OCDS, such as `delivery` or `reporting`, and its day if it is known."""

    id: str
    type: str
    title: str
    description: str = ""
    due: datetime.date | None = None


@frozen_dataclass(kw_only=True)
class NoticeLot:
    """A lot of a notice.

    `number` counts from 1. `nature` is the main nature of the contract, `natures_also` are further ones; `cpv` is the
    main code, None where there is none. `strategic` are the codes of eForms for strategic procurement (BT-06),
    `impact` those for green (BT-774) and `social` those for social procurement (BT-775), `criteria_set` is that for
    green criteria (BT-805, None where the notice says nothing), and `strategic_text` describes them (BT-777). `terms`
    are the titles of the contract performance clauses, and `terms_text` is the text on them (BT-70). `options` are
    months by which the contract can be extended. `start` is the first day of the contract, None where it is unknown,
    as in every notice of a purchase, which knows the first delivery alone.
    `framework` is the code of eForms for the kind of framework agreement, `none` for no framework.
    """

    number: int
    title: str
    description: str = ""
    nature: str | None = None
    natures_also: tuple[str, ...] = ()
    cpv: str | None = None
    cpv_also: tuple[str, ...] = ()
    items: tuple[NoticeItem, ...] = ()
    quantity: float | None = None
    months: int | None = None
    start: datetime.date | None = None
    options: tuple[int, ...] = ()
    options_text: str = ""
    strategic: tuple[str, ...] = ()
    strategic_text: str = ""
    impact: tuple[str, ...] = ()
    social: tuple[str, ...] = ()
    criteria_set: str | None = None
    aims: tuple[Aim, ...] = ()
    criteria: tuple[NoticeCriterion, ...] = ()
    award: tuple[NoticeAward, ...] = ()
    terms: tuple[str, ...] = ()
    terms_text: str = ""
    milestones: tuple[NoticeMilestone, ...] = ()
    framework: str | None = None
    suppliers: int | None = None

    @property
    def has_gaps(self) -> bool:
        """Whether a value in the texts of its criteria is not decided."""
        return not all(r.is_decided for criterion in self.criteria for r in criterion.requirements)

    @property
    def selection_criteria(self) -> tuple[NoticeCriterion, ...]:
        """The criteria on the tenderer for which eForms has a code."""
        return tuple(criterion for criterion in self.criteria if criterion.code)


@frozen_dataclass
class NoticeDocument:
    """A document of the tender: its id, its type in OCDS, its title, its media type, and the digest of its file.

    The digest is empty where there is no file yet.
    """

    id: str
    type: str
    title: str
    format: str
    hash: str = ""


@frozen_dataclass(kw_only=True)
class Notice:
    """A notice of a tender.

    `language` is the code of the language of its texts. `country` and `delivery_country` are ISO 3166-1 alpha-2
    codes; `country_name` is the name of the country. `launch` is the day of the launch. `value` is the estimated
    value, None where it is unknown or not published.
    """

    title: str
    language: str
    lots: tuple[NoticeLot, ...]
    description: str = ""
    reference: str | None = None
    authority: str | None = None
    country: str | None = None
    country_name: str = ""
    delivery_country: str | None = None
    launch: datetime.date | None = None
    reserved: bool | None = None
    value: Money | None = None
    documents: tuple[NoticeDocument, ...] = ()

    @property
    def extensions(self) -> set[str]:
        """The names of the extensions of OCDS that have fields for what the notice says."""
        names = {"lots"}
        for lot in self.lots:
            uses = {
                "sustainability": bool(lot.aims),
                "requirements": bool(lot.criteria),
                "award-criteria": bool(lot.award),
                "contract-terms": bool(lot.terms),
            }
            names |= {name for name, is_used in uses.items() if is_used}
        return names


@frozen_dataclass
class NoticeFile:
    """A notice written in a format: its bytes, and findings on what is missing, made up, or has no place in it."""

    content: bytes
    findings: tuple[Finding, ...]


# The remarks on earlier notices: most have the same forty.
_KNOWN_REMARKS: Memory[Finding] = Memory(1024)


def make_remark(rule: str, key: str, message: str, lots: Iterable[int] = ()) -> Finding:
    """Return a finding on a notice: a remark on one of its fields, with the numbers of the lots that it holds for.

    Parameters: `rule`, `MISSING`, `TO_REPLACE` or `NOT_HELD`; `key`, the field of the format or the key of the
    purchase file; `lots`, empty for the whole notice.
    """
    numbers = tuple(lots)
    return _KNOWN_REMARKS.recall((rule, key, message, numbers), lambda: _write_remark(rule, key, message, numbers))


def _write_remark(rule: str, key: str, message: str, numbers: Sequence[int]) -> Finding:
    shown = f" (lot {', '.join(map(str, numbers))})" if numbers else ""
    place = Place(key=key, lot=numbers[0] if len(numbers) == 1 else None)
    return Finding(rule, message + shown, severity="info", place=place)
