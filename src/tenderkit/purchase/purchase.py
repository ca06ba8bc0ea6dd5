# SPDX-License-Identifier: Apache-2.0
"""The purchase: the answers of the authority, as a validated value.

The Pydantic models describe the shape of the purchase file. Which words are allowed is decided by the library, which
the validators get as context; so one validation finds misspelt keys, wrong types and unknown words together.
"""

from collections.abc import Sequence
from typing import Annotated, Any, Literal

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ModelWrapValidatorHandler,
    ValidationError,
    ValidationInfo,
    field_validator,
    model_validator,
)

from tenderkit.library.clause import Int, Number, format_key
from tenderkit.library.reading.parameter_table import Parameters
from tenderkit.library.reading.refusals import Name, Prose, get_context_library, make_problem, refuse_all
from tenderkit.purchase.contradictions import find_contradictions
from tenderkit.purchase.values import (
    MAX_QUANTITY,
    Answers,
    Category,
    ClauseId,
    Country,
    Currency,
    Date,
    KnownWord,
    Weights,
    add_problems,
)


class Shape(BaseModel):
    """The base class of all tables of a purchase file: frozen, and without unknown keys.

    A key has `-` where the name of the field has `_`: `delivery-from` for `delivery_from`.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", alias_generator=format_key)


class TenderValue(Shape):
    """The estimated value of the tender, with its currency as an ISO 4217 code."""

    amount: Annotated[Number, Field(gt=0, le=1e15)]
    currency: Currency


class Line(Shape):
    """A line of a lot: a product category and its quantity in units.

    Where the file gives only a CPV code, `category` is derived from the code.
    """

    category: Category | None = None
    cpv: Annotated[str, Field(pattern=r"^\d{8}(-\d)?$")] | None = None
    quantity: Annotated[Int, Field(ge=1, le=MAX_QUANTITY)]
    note: Prose | None = None

    @model_validator(mode="before")
    @classmethod
    def _category_from_cpv(cls, data: Any, info: ValidationInfo) -> Any:
        if not isinstance(data, dict) or "category" in data or not isinstance(data.get("cpv"), str):
            return data
        category = get_context_library(info).vocabulary.find_category(data["cpv"])
        return data if category is None else {**data, "category": category}


class Lot(Shape):
    """A lot: what is bought and handed over, under which acquisition model, and for how many months.

    `items`: the lines that are bought. `returns`: the lines that are handed over. `options`: the lengths in months by
    which the contract can be extended. `data`: the class of the most sensitive data on the equipment.
    """

    title: Name
    acquisition: Annotated[str, KnownWord("acquisitions")]
    months: Annotated[Int, Field(ge=1, le=240)] | None = None
    data: Annotated[str, KnownWord("data")] | None = None
    items: Annotated[tuple[Line, ...], Field(max_length=200)] = ()
    returns: Annotated[tuple[Line, ...], Field(max_length=200)] = ()
    options: Annotated[tuple[Annotated[Int, Field(ge=1, le=240)], ...], Field(max_length=20)] = ()
    quantity_basis: Annotated[str, KnownWord("quantity-bases")] = "fixed"
    delivery_from: Date | None = None
    weights: Weights | None = None
    parameters: Parameters = Field(default_factory=dict)
    answers: Answers = Field(default_factory=dict)

    @property
    def categories(self) -> tuple[str, ...]:
        """The product categories of the lot, bought or handed over, each once, in the order of the file."""
        return tuple(dict.fromkeys(line.category for line in (*self.items, *self.returns) if line.category))


def sum_quantities(lines: Sequence[Line]) -> dict[str, int]:
    """Return the number of units of each product category in the lines of a lot, in the order of the file."""
    result: dict[str, int] = {}
    for line in lines:
        if line.category:
            result[line.category] = result.get(line.category, 0) + line.quantity
    return result


class Tender(Shape):
    """The answers that hold for the whole tender, such as its launch date, country and level of ambition."""

    title: Name
    launch: Date
    reference: Name | None = None
    authority: Name | None = None
    country: Country | None = None
    delivery_country: Country | None = None
    jurisdiction: Annotated[str, KnownWord("jurisdictions")] | None = None
    level: Annotated[str, KnownWord("levels")] = "core"
    proportionality: Annotated[str, KnownWord("proportionalities")] | None = None
    environment_weight: Annotated[Int, Field(ge=0, le=100)] | None = None
    value: TenderValue | None = None
    contract: Annotated[str, KnownWord("contracts")] = "contract"
    answers: Answers = Field(default_factory=dict)


class ClauseChange(Shape):
    """A clause that the authority includes or excludes, with the reason.

    `lot`: the number of the lot, from 1; None for all lots.
    """

    clause: ClauseId
    reason: Prose
    lot: Annotated[Int, Field(ge=1)] | None = None


def _check_version(value: Any) -> Any:
    if type(value) is not int:
        raise make_problem("wrong-type", "must be the whole number 1", "Write tenderkit = 1.")
    return value


class Purchase(Shape):
    """A purchase as its file describes it: the tender, the lots, and the clauses to include or exclude.

    `tenderkit`: the version of the file format. `parameters`: the parameter values for all lots, by clause and
    parameter.
    """

    tenderkit: Annotated[Literal[1], BeforeValidator(_check_version)]
    language: Annotated[str, Field(min_length=1)]
    tender: Tender
    lots: Annotated[tuple[Lot, ...], Field(min_length=1, max_length=200)]
    parameters: Parameters = Field(default_factory=dict)
    included: tuple[ClauseChange, ...] = ()
    excluded: tuple[ClauseChange, ...] = ()

    @field_validator("language")
    @classmethod
    def _check_language(cls, language: str, info: ValidationInfo) -> str:
        known = (info.context or {}).get("languages")
        if known is not None and language not in known:
            raise make_problem(
                "unknown-language",
                f"there are no texts in “{language}”",
                "Available: " + ", ".join(sorted(known)) + ".",
            )
        return language

    @model_validator(mode="wrap")
    @classmethod
    def _collect_faults(
        cls, data: Any, handler: ModelWrapValidatorHandler["Purchase"], info: ValidationInfo
    ) -> "Purchase":
        """Validate a purchase; raise one error for all faults of single values and contradictions between values."""
        more = find_contradictions(data, get_context_library(info)) if info.context else []
        try:
            purchase = handler(data)
        except ValidationError as error:
            raise (add_problems(error, more) if more else error) from None
        refuse_all(more)
        return purchase

    def list_changes(self, key: Literal["included", "excluded"], lot: int) -> dict[str, str]:
        """Return the authority's reasons for including or excluding clauses in a lot, by clause id.

        Parameters: `key`, `included` or `excluded`; `lot`, the number of the lot, from 1.
        """
        listed: tuple[ClauseChange, ...] = getattr(self, key)
        return {c.clause: c.reason for c in listed if c.lot in (None, lot)}
