# SPDX-License-Identifier: Apache-2.0
"""The profile of a jurisdiction: rules that depend on the place of the authority or on the place of delivery."""

import datetime
from dataclasses import field
from typing import TYPE_CHECKING, Annotated, Any, Literal, get_args

from tenderkit.frozen import frozen_dataclass
from tenderkit.library.clause import Category, ConditionBlock, Mark
from tenderkit.library.shape import SHAPE, Bool, Bounds, Convert, Int, Number, format_key

if TYPE_CHECKING:
    from tenderkit.library.language import Language


def _read_as_english(value: Any) -> Any:
    """Return a table of texts by language; a text alone, as in profiles of earlier releases, is the English one."""
    return {"en": value} if isinstance(value, str) else value


# A name or a title by language.
Names = Annotated[dict[str, str], Convert(_read_as_english, written=str | dict[str, str])]


@frozen_dataclass
class ProcurementRule:
    """A rule or a fact of law: one sentence (`text`, by language) with its source.

    `mark`: how well the sentence is confirmed, if known. `checked`, here and in all entries of a profile: the day on
    which somebody last read the source for the entry.
    """

    __pydantic_config__ = SHAPE
    text: dict[str, str]
    source: str | None = None
    clause: str | None = None
    mark: Mark | None = None
    checked: datetime.date | None = None


@frozen_dataclass
class RankingRule(ProcurementRule):
    """A rule of law on the ranking of tenders.

    `decides_ties`: whether it decides between equal totals in place of the lower price.
    """

    decides_ties: bool = False


Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]


@frozen_dataclass
class Weekend:
    """The days of the week on which public bodies of a place do not work, with their source."""

    __pydantic_config__ = SHAPE
    days: tuple[Weekday, ...]
    source: str
    mark: Mark
    clause: str | None = None
    checked: datetime.date | None = None

    def write(self, language: "Language") -> str:
        """Return the days as running text: `Friday and Saturday`."""
        return language.listing([language.weekday(get_args(Weekday).index(day)) for day in self.days])


# The fields of a profile that hold the act on procurement and rules on what it covers, each with a source of its own.
PROVISIONS = ("procurement", "equivalence", "weights", "quotas", "penalties", "data_law", "ranking", "weekend")


@frozen_dataclass
class ProcurementLaw:
    """The act on public procurement of a place, by its title and number, with its source.

    `below_threshold`: the rules that bind in its place where a purchase does not reach the threshold; by language, as
    `law` is. `below_source`: their source, where it is not that of the act.
    """

    __pydantic_config__ = SHAPE
    law: Names
    mark: Mark
    below_threshold: Names | None = None
    below_source: str | None = None
    source: str | None = None
    checked: datetime.date | None = None


# The subjects that a profile may list as not recorded, or as looked for and not found.
Subject = Literal["equivalence", "weights", "quotas", "e-waste", "registers", "proof", "number-format"]
AuthorityKind = Literal["central", "sub-central"]
# The kinds of clause that a duty can ask for.
Need = Literal["award-criterion", "contract-performance-clause"]
AskWhen = Literal["contract-start", "selection", "with-the-bid"]


@frozen_dataclass
class Register:
    """The register of producers of a place: its name, by language, and its official address on the web.

    `mark`: how well both are confirmed.
    """

    __pydantic_config__ = SHAPE
    name: Names
    mark: Mark
    address: str | None = None
    checked: datetime.date | None = None

    def write(self, language: "Language") -> str:
        """Return the name with the address: `Registro AEE (https://www.registroaee.it)`."""
        name = language.words(self.name)
        return f"{name} ({self.address})" if self.address else name


@frozen_dataclass
class EWaste:
    """The e-waste regime of a place: the law, its first day, who must register, and how registration is proved.

    `register`: where producers register; `scheme`: the organisations that carry out the duties of producers.
    `operators`: who may take over and treat waste, with the register or the authority for it.
    `ask_when`: the time at which the authority may ask for a registration, or for the licence of an operator.
    `number_hint`: a description of a registration number in words, not a pattern to test against; `number_mark`: how
    well the description is confirmed. `mark`: how well the law is confirmed. The rules `registers` and `proof` have
    marks too. Law, authority, scheme and the description of the number are by language.
    """

    __pydantic_config__ = SHAPE
    law: Names
    ask_when: AskWhen
    authority: Names | None = None
    register: Register | None = None
    scheme: Names | None = None
    from_: datetime.date | None = None
    registers: ProcurementRule | None = None
    operators: ProcurementRule | None = None
    proof: ProcurementRule | None = None
    number_hint: Names | None = None
    number_mark: Mark | None = None
    source: str | None = None
    mark: Mark | None = None
    checked: datetime.date | None = None


class Dated:
    """A rule that holds from the day `from_` to the day `until`, both included; None leaves an end open."""

    from_: datetime.date | None
    until: datetime.date | None

    def is_in_force(self, date: datetime.date) -> bool:
        """Return whether the rule is in force on a day."""
        return (self.from_ is None or self.from_ <= date) and (self.until is None or date <= self.until)


@frozen_dataclass
class SizeValue(Dated):
    """A contract value, with its currency, at which the size of the set of clauses changes in a jurisdiction.

    `rate`: where the amount was worked out from US dollars, the units of the currency for one dollar on the day
    `rate_day`. `authority_kind`: the kind of authority for which a threshold of procurement law holds, None for any.
    """

    __pydantic_config__ = SHAPE
    amount: Number
    currency: Annotated[str, Bounds(pattern=r"^[A-Z]{3}$")]
    rate: Number | None = None
    rate_day: datetime.date | None = None
    authority_kind: AuthorityKind | None = None
    from_: datetime.date | None = None
    until: datetime.date | None = None
    source: str | None = None
    clause: str | None = None
    mark: Mark | None = None
    checked: datetime.date | None = None


def _list_values(value: Any) -> Any:
    """Return the values of a size as a list; a profile with one currency may have one table."""
    return [value] if isinstance(value, dict) else value


_SizeValues = Annotated[tuple[SizeValue, ...], Convert(_list_values)]


@frozen_dataclass
class Limit(Dated):
    """A legal limit for parameters of clauses: a minimum where the parameter's direction is `min`, else a maximum.

    `parameter`: the names of the limited parameters, as `<clause>.<parameter>`. `lines`: the condition under which
    the limit applies. `anchor`: if the limit is a time, the event from which the time is counted. `own`: true for a
    rule that the authority made itself; such a rule applies in every place of delivery. `contract_law`: true for a
    rule on the terms of the contract, such as penalties; it follows the authority, not the place of delivery. `text`:
    an explanation for a limit whose value appears in no clause. `told_by`: the id of a product rule that takes the
    place of this explanation.
    """

    __pydantic_config__ = SHAPE
    parameter: tuple[str, ...]
    value: Any = field(hash=False)
    source: str
    mark: Mark
    lines: ConditionBlock = field(default_factory=dict, hash=False)
    unit: str | None = None
    anchor: str | None = None
    from_: datetime.date | None = None
    until: datetime.date | None = None
    clause: str | None = None
    text: dict[str, str] | None = field(default=None, hash=False)
    told_by: str | None = None
    checked: datetime.date | None = None
    own: Bool = False
    contract_law: Bool = False

    @property
    def binds_used_units(self) -> bool:
        """Whether the limit holds for used units too, as no limit of product law does."""
        return self.own or self.contract_law


def _gather_lines(value: Any, shape: Any = Limit) -> Any:
    if not isinstance(value, dict):
        return value
    keys = {format_key(name) for name in shape.__dataclass_fields__} - {"lines"}
    fields = {k: v for k, v in value.items() if k in keys}
    return {**fields, "lines": {k: v for k, v in value.items() if k not in keys}}


def mark_own_limit(value: Any) -> Any:
    """Return the table of a limit from an overlay, marked as a rule of the organisation itself and not of law.

    A limit without a mark gets the mark C (confirmed), because the organisation vouches for its own rules.
    """
    return _gather_lines({"mark": "C", **value, "own": True} if isinstance(value, dict) else value)


@frozen_dataclass
class Duty(Dated):
    """A legal duty of the authority itself, not of the contractor. The authority sees the duty as a hint.

    `categories`: the kinds of units of which one has to be bought for the duty to hold, `return_categories` those of
    which one has to be handed over; with neither it always holds. `after_use`: it holds too where units of these
    return categories are bought that go back to the contractor after use. `above_threshold`: it holds only for a
    purchase whose value reaches the threshold of procurement law, or is not known.

    A purchase that misses one of these is warned of: `least_environment_weight`, the points, of 100, that the
    environmental award criteria of a lot have to have together; `needs`, the kinds of clause of which each lot has to
    have at least one; `needs_one_of`, the ids of clauses of which each lot has to have one.

    `lines`: a condition that one lot at least has to meet besides; `award_by_points`: that lot gives points for more
    than price and life-cycle cost. `open_point`: what the authority settles, with its reason, before its papers are
    final; None for a duty that stops nothing.
    """

    __pydantic_config__ = SHAPE
    id: str
    text: dict[str, str]
    source: str
    mark: Mark
    lines: ConditionBlock = field(default_factory=dict, hash=False)
    award_by_points: Bool = False
    open_point: dict[str, str] | None = None
    categories: tuple[Category, ...] = ()
    return_categories: tuple[Category, ...] = ()
    after_use: Bool = False
    above_threshold: Bool = False
    from_: datetime.date | None = None
    until: datetime.date | None = None
    replaces: str | None = None
    clause: str | None = None
    least_environment_weight: Annotated[Int, Bounds(ge=1, le=100)] | None = None
    needs: tuple[Need, ...] = ()
    needs_one_of: tuple[str, ...] = ()
    checked: datetime.date | None = None


@frozen_dataclass
class ProductRule:
    """A requirement of product law on equipment, for which no clause has a parameter.

    The authority sees the rule, so that its tender does not ask for what the law demands anyway.
    """

    __pydantic_config__ = SHAPE
    id: str
    text: dict[str, str]
    source: str
    mark: Mark
    lines: ConditionBlock = field(default_factory=dict, hash=False)
    from_: datetime.date | None = None
    until: datetime.date | None = None
    clause: str | None = None
    checked: datetime.date | None = None


def _gather_rule_lines(value: Any) -> Any:
    return _gather_lines(value, ProductRule)


def _gather_duty_lines(value: Any) -> Any:
    return _gather_lines(value, Duty)


@frozen_dataclass
class Jurisdiction:
    """The profile of a jurisdiction: rules that depend on the place of the authority or on the place of delivery.

    `parent`: the id of the profile whose rules this profile inherits. `members`: the countries that use this profile.
    `organisation`: true for the profile of an organisation; no country leads to such a profile, so the purchase file
    must name it. `quotas`: a text on all known quotas, including quotas for producers; a quota that binds the
    authority is one of the `duties`. `penalties`: what the law says on agreed sums and liability. `data_law`: the law
    on personal data. `ranking`: a sentence for tenderers on what the law changes in the ranking of tenders, such as a
    preference. `weekend`: None where it is Saturday and Sunday. `not_recorded`: the subjects that nobody has looked
    up for this place. `none_known`: the subjects that were looked up, but no rule was found. `small_value`,
    `large_value`: the contract values below which a purchase is small and from which it is large, one for each
    currency; `threshold_value`: those from which procurement law holds in full. `cpv`: true where tenders name CPV
    codes; a profile inherits it. `absolute_scores`: true where the score of a tender may not depend on what other
    tenders offer. `sums_by_price`: true where the law limits sums for a breach by the price of the contract.
    """

    __pydantic_config__ = SHAPE
    title: dict[str, str]
    parent: str | None = None
    organisation: Bool = False
    members: tuple[str, ...] = ()
    product_law_also: tuple[str, ...] = ()
    languages: tuple[Annotated[str, Bounds(pattern=r"^[a-z]{2,3}$")], ...] = ()
    paper: Literal["A4", "Letter"] = "A4"
    cpv: Bool = False
    absolute_scores: Bool = False
    sums_by_price: Bool = False
    sources: tuple[str, ...] = ()
    procurement: ProcurementLaw | None = None
    equivalence: ProcurementRule | None = None
    weights: ProcurementRule | None = None
    quotas: ProcurementRule | None = None
    penalties: ProcurementRule | None = None
    data_law: ProcurementRule | None = None
    ranking: RankingRule | None = None
    weekend: Weekend | None = None
    e_waste: EWaste | None = None
    not_recorded: tuple[Subject, ...] = ()
    none_known: tuple[Subject, ...] = ()
    small_value: _SizeValues = ()
    large_value: _SizeValues = ()
    threshold_value: _SizeValues = ()
    limits: tuple[Annotated[Limit, Convert(_gather_lines)], ...] = ()
    product_rules: tuple[Annotated[ProductRule, Convert(_gather_rule_lines)], ...] = ()
    duties: tuple[Annotated[Duty, Convert(_gather_duty_lines)], ...] = ()
