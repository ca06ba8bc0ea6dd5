# SPDX-License-Identifier: Apache-2.0
"""The purchase: what the authority answered, validated (contract section 1).

The models are the shape of the purchase file. What a word may be is decided by the library, which is handed
to the validators as context; so one pass finds the misspelt key, the wrong type and the unknown word alike.
"""

from collections.abc import Sequence
from typing import Annotated, Any, Literal

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    ValidationInfo,
    field_validator,
    model_validator,
)

from tenderkit.clause import Int, Number, kebab
from tenderkit.finding import nearest
from tenderkit.purchase_values import (
    MAX_QUANTITY,
    Answers,
    Category,
    ClauseId,
    Country,
    Currency,
    Date,
    Known,
    Name,
    Parameters,
    Prose,
    Several,
    Weights,
    library_of,
    problem,
    refuse,
)


class Shape(BaseModel):
    """What all models share: frozen, no unknown keys, `-` in files for `_` in names."""

    model_config = ConfigDict(frozen=True, extra="forbid", alias_generator=kebab)


class Value(Shape):
    """The estimated value of the tender."""

    amount: Annotated[Number, Field(gt=0, le=1e15)]
    currency: Currency


class Line(Shape):
    """So many units of one product category; `category` is filled in where a CPV code stood."""

    category: Category | None = None
    cpv: Annotated[str, Field(pattern=r"^\d{8}(-\d)?$")] | None = None
    quantity: Annotated[Int, Field(ge=1, le=MAX_QUANTITY)]
    note: Prose | None = None

    @model_validator(mode="before")
    @classmethod
    def _category_from_cpv(cls, data: Any, info: ValidationInfo) -> Any:
        if not isinstance(data, dict) or not isinstance(data.get("cpv"), str):
            if isinstance(data, dict) and "category" not in data:
                raise problem(
                    "missing-key",
                    "has neither a category nor a CPV code",
                    'Add category = "laptop", for example.',
                )
            return data
        found = library_of(info).vocabulary.category_of(data["cpv"])
        if found is None:
            raise problem(
                "unknown-word",
                f"the CPV code “{data['cpv']}” belongs to no product category",
                "Name the category instead. " + nearest("", library_of(info).vocabulary.categories),
            )
        if data.get("category", found) != found:
            raise problem(
                "contradiction",
                f"the CPV code belongs to “{found}”, not to “{data['category']}”",
                "Keep one of the two.",
            )
        return {**data, "category": found}


class Lot(Shape):
    """One lot: what is bought or handed over, on which model, for how long."""

    title: Name
    acquisition: Annotated[str, Known("acquisitions")]
    months: Annotated[Int, Field(ge=1, le=240)] | None = None
    data: Annotated[str, Known("data")] | None = None
    items: Annotated[tuple[Line, ...], Field(max_length=200)] = ()
    returns: Annotated[tuple[Line, ...], Field(max_length=200)] = ()
    options: Annotated[tuple[Annotated[Int, Field(ge=1, le=240)], ...], Field(max_length=20)] = ()
    quantity_basis: Annotated[str, Known("quantity-bases")] = "fixed"
    delivery_from: Date | None = None
    weights: Weights | None = None
    parameters: Parameters = Field(default_factory=dict)
    answers: Answers = Field(default_factory=dict)

    @model_validator(mode="after")
    def _fits_the_model(self, info: ValidationInfo) -> "Lot":
        vocabulary = library_of(info).vocabulary
        errors: list[Several] = []
        if self.acquisition == "take-back" and self.items:
            errors.append(
                (("items",), "contradiction", "a take-back lot buys nothing", "Move the lines to `returns`.")
            )
        if self.acquisition == "take-back" and not self.returns:
            errors.append(
                (
                    ("returns",),
                    "missing-key",
                    "a take-back lot needs the equipment that is handed over",
                    'Add returns = [{ category = "laptop", quantity = 100 }], for example.',
                )
            )
        if self.acquisition == "consumables" and self.returns:
            errors.append(
                (
                    ("returns",),
                    "contradiction",
                    "a consumables lot takes no equipment back",
                    "Put old equipment into a take-back lot of its own.",
                )
            )
        if self.acquisition != "take-back" and not self.items:
            errors.append(
                (
                    ("items",),
                    "missing-key",
                    "the lot buys nothing",
                    'Add items = [{ category = "laptop", quantity = 100 }], for example.',
                )
            )
        for key, lines in (("items", self.items), ("returns", self.returns)):
            for number, line in enumerate(lines, 1):
                if key == "items" and line.category == "mixed-ict" and self.acquisition != "repair":
                    errors.append(
                        (
                            (key, str(number), "category"),
                            "contradiction",
                            "equipment of unknown kinds can be handed over or repaired, not bought",
                            "Name the kinds, one line each.",
                        )
                    )
        stores = sorted(c for c in self.categories if vocabulary.categories[c].stores_data)
        if stores and self.data is None:
            errors.append(
                (
                    ("data",),
                    "missing-key",
                    f"is missing: {', '.join(stores)} can store data",
                    'Add data = "personal", for example. ' + nearest("", vocabulary.data),
                )
            )
        for clause, table in self.parameters.items():
            for name, value in table.items():
                for category in value if isinstance(value, dict) else ():
                    if category not in self.categories:
                        errors.append(
                            (
                                ("parameters", clause, name, category),
                                "contradiction",
                                f"this lot has no {category}",
                                nearest(category, self.categories),
                            )
                        )
        refuse(errors)
        return self

    @property
    def categories(self) -> tuple[str, ...]:
        """All product categories of the lot, bought or handed over, in the order of the file."""
        return tuple(dict.fromkeys(line.category for line in (*self.items, *self.returns) if line.category))


def quantities(lines: Sequence[Line]) -> dict[str, int]:
    """The units of each category, in the order of the file."""
    result: dict[str, int] = {}
    for line in lines:
        if line.category:
            result[line.category] = result.get(line.category, 0) + line.quantity
    return result


class Tender(Shape):
    """What holds for the whole tender."""

    title: Name
    launch: Date
    reference: Name | None = None
    authority: Name | None = None
    country: Country | None = None
    delivery_country: Country | None = None
    jurisdiction: Annotated[str, Known("jurisdictions")] | None = None
    level: Annotated[str, Known("levels")] = "core"
    proportionality: Annotated[str, Known("proportionalities")] | None = None
    environment_weight: Annotated[Int, Field(ge=0, le=100)] | None = None
    value: Value | None = None
    contract: Annotated[str, Known("contracts")] = "contract"
    answers: Answers = Field(default_factory=dict)


class Change(Shape):
    """A clause that the authority puts in or leaves out, and why; `lot` counts from 1, absent means all."""

    clause: ClauseId
    reason: Prose
    lot: Annotated[Int, Field(ge=1)] | None = None


class Purchase(Shape):
    """A purchase file."""

    tenderkit: Literal[1]
    language: Annotated[str, Field(min_length=1)]
    tender: Tender
    lots: Annotated[tuple[Lot, ...], Field(min_length=1, max_length=200)]
    parameters: Parameters = Field(default_factory=dict)
    included: tuple[Change, ...] = ()
    excluded: tuple[Change, ...] = ()

    @field_validator("language")
    @classmethod
    def _available(cls, language: str, info: ValidationInfo) -> str:
        known = (info.context or {}).get("languages")
        if known is not None and language not in known:
            raise problem(
                "unknown-language",
                f"there are no texts in “{language}”",
                "Available: " + ", ".join(sorted(known)) + ".",
            )
        return language

    @model_validator(mode="after")
    def _fits_together(self) -> "Purchase":
        errors: list[Several] = []
        everything = {c for lot in self.lots for c in lot.categories}
        for clause, table in self.parameters.items():
            for name, value in table.items():
                for category in value if isinstance(value, dict) else ():
                    if category not in everything:
                        errors.append(
                            (
                                ("parameters", clause, name, category),
                                "contradiction",
                                f"no lot has {category}",
                                nearest(category, everything),
                            )
                        )
        for key in ("included", "excluded"):
            for number, change in enumerate(getattr(self, key), 1):
                if change.lot is not None and change.lot > len(self.lots):
                    errors.append(
                        (
                            (key, str(number), "lot"),
                            "unknown-word",
                            f"there is no lot {change.lot}",
                            f"The tender has {len(self.lots)} lot(s).",
                        )
                    )
        for number in range(1, len(self.lots) + 1):
            both = self.changes("included", number).keys() & self.changes("excluded", number).keys()
            errors += [
                (
                    ("excluded",),
                    "contradiction",
                    f"“{clause}” is both included and excluded in lot {number}",
                    "Keep one of the two.",
                )
                for clause in sorted(both)
            ]
        refuse(errors)
        return self

    def changes(self, key: Literal["included", "excluded"], lot: int) -> dict[str, str]:
        """The clauses that the authority included or excluded in a lot (from 1), with its reasons."""
        listed: tuple[Change, ...] = getattr(self, key)
        return {c.clause: c.reason for c in listed if c.lot in (None, lot)}
