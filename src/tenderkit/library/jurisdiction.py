# SPDX-License-Identifier: Apache-2.0
"""A profile: what changes with the place of the authority and of delivery."""

import datetime
from dataclasses import dataclass, field
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from tenderkit.library.clause import SHAPE, Bool, Category, ConditionBlock, Mark, Number, format_key


@dataclass(frozen=True)
class ProcurementRule:
    """A rule or a fact of law in one sentence, with its source; without a mark nobody knows how sure it is."""

    __pydantic_config__ = SHAPE
    text: dict[str, str]
    source: str | None = None
    clause: str | None = None
    mark: Mark | None = None


# What a profile can say nothing about.
Subject = Literal["equivalence", "weights", "quotas", "e-waste", "registers", "proof", "number-format", "small-value"]
AskWhen = Literal["contract-start", "selection", "with-the-bid"]


@dataclass(frozen=True)
class EWaste:
    """The e-waste regime of a place: the law and the day it applies from, who registers, what proves it.

    `ask_when` is when a registration, or the licence of an operator, may be asked for. `number_hint` describes a
    registration number; it is no pattern to test against. `mark` is that of the law; registers, proof
    and number have marks of their own.
    """

    __pydantic_config__ = SHAPE
    law: str
    ask_when: AskWhen
    authority: str | None = None
    from_: datetime.date | None = None
    registers: ProcurementRule | None = None
    proof: ProcurementRule | None = None
    number_hint: str | None = None
    number_mark: Mark | None = None
    source: str | None = None
    mark: Mark | None = None


@dataclass(frozen=True)
class SmallValue:
    """The contract value up to which a purchase is small in this jurisdiction."""

    __pydantic_config__ = SHAPE
    amount: Number
    currency: Annotated[str, Field(pattern=r"^[A-Z]{3}$")]
    source: str | None = None
    mark: Mark | None = None


@dataclass(frozen=True)
class Limit:
    """A floor or ceiling of law for a parameter, depending on the direction of the parameter.

    `own` marks a rule of the authority itself, not law; such a rule holds wherever the units are delivered. `text`
    explains the limit where no clause prints its value; `told_by` is the id of a product rule that explains it.
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
    own: Bool = False

    def is_in_force(self, date: datetime.date) -> bool:
        """Return whether the limit is in force on a day."""
        return (self.from_ is None or self.from_ <= date) and (self.until is None or date <= self.until)


def _gather_lines(value: Any, shape: Any = Limit) -> Any:
    if not isinstance(value, dict):
        return value
    keys = {format_key(name) for name in shape.__dataclass_fields__} - {"lines"}
    fields = {k: v for k, v in value.items() if k in keys}
    return {**fields, "lines": {k: v for k, v in value.items() if k not in keys}}


def mark_own_limit(value: Any) -> Any:
    """Mark a limit of a library on top as the organisation's own; its mark is C, because it vouches for its rules."""
    return _gather_lines({"mark": "C", **value, "own": True} if isinstance(value, dict) else value)


@dataclass(frozen=True)
class Duty:
    """What binds the authority itself; shown to it as a hint."""

    __pydantic_config__ = SHAPE
    id: str
    text: dict[str, str]
    source: str
    mark: Mark
    categories: tuple[Category, ...] = ()
    from_: datetime.date | None = None
    until: datetime.date | None = None
    replaces: str | None = None
    clause: str | None = None


@dataclass(frozen=True)
class ProductRule:
    """What product law demands of equipment in every tender, where no parameter of a clause holds it.

    Shown to the authority, so that nobody asks for what the law gives anyway.
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


def _gather_rule_lines(value: Any) -> Any:
    return _gather_lines(value, ProductRule)


@dataclass(frozen=True)
class Jurisdiction:
    """A profile: what changes with the place of the authority and of delivery.

    `organisation` marks a profile that no country leads to: a purchase names it. `quotas` holds all that are known,
    those of producers too; what binds the authority is a duty. `not_recorded` names what nobody has looked up
    for this place, `none_known` what was looked for and not found.
    """

    __pydantic_config__ = SHAPE
    title: dict[str, str]
    parent: str | None = None
    organisation: Bool = False
    members: tuple[str, ...] = ()
    product_law_also: tuple[str, ...] = ()
    languages: tuple[Annotated[str, Field(pattern=r"^[a-z]{2,3}$")], ...] = ()
    paper: Literal["A4", "Letter"] = "A4"
    sources: tuple[str, ...] = ()
    equivalence: ProcurementRule | None = None
    weights: ProcurementRule | None = None
    quotas: ProcurementRule | None = None
    e_waste: EWaste | None = None
    not_recorded: tuple[Subject, ...] = ()
    none_known: tuple[Subject, ...] = ()
    small_value: SmallValue | None = None
    limits: tuple[Annotated[Limit, BeforeValidator(_gather_lines)], ...] = ()
    product_rules: tuple[Annotated[ProductRule, BeforeValidator(_gather_rule_lines)], ...] = ()
    duties: tuple[Duty, ...] = ()
