# SPDX-License-Identifier: Apache-2.0
"""The purchase: what the authority answered, validated (contract section 1).

The models are the shape of the purchase file. What a word may be is decided by the library, which is handed
to the validators as context; so one pass finds the misspelt key, the wrong type and the unknown word alike.
"""

import datetime
import math
import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    ValidationInfo,
    WithJsonSchema,
    field_validator,
    model_validator,
)
from pydantic_core import PydanticCustomError, core_schema

from tenderkit.clause import UNDECIDED, Int, Number, Parameter, kebab
from tenderkit.finding import nearest
from tenderkit.library import Library, known_words

MAX_QUANTITY = 10_000_000
# Direction overrides and isolates could make a text read otherwise than it is (contract section 1).
_REFUSED = re.compile("[\u202a-\u202e\u2066-\u2069\ufffe\uffff]")


def problem(rule: str, message: str, fix: str = "") -> PydanticCustomError:
    """An error that a validator raises: rule id, message, what to do."""
    # The message is an argument, because the template of the error would read braces in what a user typed.
    return PydanticCustomError(rule, "{message}", {"message": message, "fix": fix})


# Where inside the value, rule, message, what to do.
Several = tuple[tuple[str, ...], str, str, str]


def _raise(errors: list[Several]) -> None:
    if errors:
        raise PydanticCustomError("several", "several problems", {"several": errors})


def _library(info: ValidationInfo) -> Library:
    context = info.context
    if not isinstance(context, dict) or not isinstance(context.get("library"), Library):
        raise TypeError("a purchase is validated with {'library': Library} as context")
    found: Library = context["library"]
    return found


def _plain(text: str, limit: int, breaks: str) -> str:
    if len(text) > limit:
        raise problem("text-too-long", f"has {len(text)} characters, {limit} are allowed", "Shorten it.")
    for char in text:
        if (unicodedata.category(char) in ("Cc", "Cs") and char not in breaks) or _REFUSED.match(char):
            raise problem(
                "refused-character",
                f"contains the character U+{ord(char):04X}, which cannot be printed or would hide the order of "
                "the text",
                "Remove it.",
            )
    if not text.strip():
        raise problem("empty-text", "is empty", "Write something, or leave the key out.")
    return text


def _name(text: str) -> str:
    return _plain(text, 400, "")


def _prose(text: str) -> str:
    return _plain(text, 6000, "\n\t")


def _text_problems(text: str, where: tuple[str, ...], check: Callable[[str], str]) -> list[Several]:
    try:
        check(text)
    except PydanticCustomError as error:
        return [(where, error.type, str(error), str((error.context or {}).get("fix", "")))]
    return []


Name = Annotated[str, AfterValidator(_name)]
Prose = Annotated[str, AfterValidator(_prose)]


class Known:
    """Annotation: the word stands in a list of the vocabulary, or among the profiles or clauses."""

    def __init__(self, what: str) -> None:
        self.what = what

    def words(self, library: Library) -> Sequence[str]:
        """The words that are allowed."""
        return known_words(self.what, library)

    def check(self, word: str, info: ValidationInfo) -> str:
        """The word, if it is known; otherwise the error names the nearest one."""
        words = self.words(_library(info))
        if word not in words:
            raise problem("unknown-word", f"“{word}” is not known here", nearest(word, words))
        return word

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        return core_schema.with_info_after_validator_function(self.check, handler(source))

    def __get_pydantic_json_schema__(
        self, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return {**handler(schema), "x-words": self.what}


Category = Annotated[str, Known("categories")]
Country = Annotated[str, Known("countries")]
ClauseId = Annotated[str, Known("clauses")]


def _date(value: Any, info: ValidationInfo) -> Any:
    if isinstance(value, str) and info.context and info.context.get("format") != "toml":
        try:
            value = datetime.date.fromisoformat(value)
        except ValueError:
            raise problem("not-a-date", f"“{value}” is not a date", "Write YYYY-MM-DD.") from None
    if isinstance(value, datetime.datetime) or not isinstance(value, datetime.date):
        raise problem("not-a-date", "must be a date without a time", "Write it like 2027-01-15, without quotes.")
    if not 2000 <= value.year <= 2100:
        raise problem("not-a-date", f"{value} is not between 2000 and 2100", "Correct the year.")
    return value


Date = Annotated[datetime.date, BeforeValidator(_date), WithJsonSchema({"type": "string", "format": "date"})]


def _currency(code: str) -> str:
    from tenderkit.language import currencies

    if code not in currencies():
        raise problem("unknown-word", f"“{code}” is not a currency", "Write its ISO 4217 code, such as EUR.")
    return code


class Shape(BaseModel):
    """What all models share: frozen, no unknown keys, `-` in files for `_` in names."""

    model_config = ConfigDict(frozen=True, extra="forbid", alias_generator=kebab)


class Value(Shape):
    """The estimated value of the tender."""

    amount: Annotated[Number, Field(gt=0, le=1e15)]
    currency: Annotated[str, AfterValidator(_currency)]


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
        found = _library(info).vocabulary.category_of(data["cpv"])
        if found is None:
            raise problem(
                "unknown-word",
                f"the CPV code “{data['cpv']}” belongs to no product category",
                "Name the category instead. " + nearest("", _library(info).vocabulary.categories),
            )
        if data.get("category", found) != found:
            raise problem(
                "contradiction",
                f"the CPV code belongs to “{found}”, not to “{data['category']}”",
                "Keep one of the two.",
            )
        return {**data, "category": found}


def wrong_type(parameter: Parameter, value: Any) -> str | None:
    """What is wrong with the type of a value for a parameter; None where nothing is."""
    number = isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)
    match parameter.type:
        case "integer":
            return None if number and isinstance(value, int) else "must be a whole number"
        case "number":
            return None if number else "must be a number"
        case "percent":
            return None if number and 0 <= value <= 100 else "must be a number from 0 to 100"
        case "boolean":
            return None if isinstance(value, bool) else "must be true or false"
        case "choice" | "grade":
            words = parameter.choices or parameter.grades
            return None if value in words else f"must be one of {', '.join(words)}"
        case "text":
            return None if isinstance(value, str) and value.strip() else "must be text"
        case "list":
            good = isinstance(value, list | tuple) and value and all(isinstance(v, str) for v in value)
            return None if good else "must be a list of texts that is not empty"


ParameterTable = Mapping[str, Mapping[str, Any]]


def _parameters(table: Any, info: ValidationInfo) -> ParameterTable:
    library = _library(info)
    if not isinstance(table, dict):
        raise problem("wrong-type", "must be a table of clauses")
    errors: list[Several] = []
    result: dict[str, dict[str, Any]] = {}
    for clause_id, values in table.items():
        clause = library.clauses.get(clause_id)
        if clause is None:
            errors.append(
                (
                    (clause_id,),
                    "unknown-word",
                    f"there is no clause “{clause_id}”",
                    nearest(clause_id, library.clauses),
                )
            )
            continue
        if not isinstance(values, dict):
            errors.append(((clause_id,), "wrong-type", "must be a table of parameters", ""))
            continue
        for name, value in values.items():
            parameter = clause.parameters.get(name)
            if parameter is None:
                known = nearest(name, clause.parameters) or "The clause has no parameters."
                errors.append(((clause_id, name), "unknown-word", f"“{clause_id}” has no parameter “{name}”", known))
                continue
            single = value if isinstance(value, dict) else {None: value}
            for category, one in single.items():
                where = tuple(k for k in (clause_id, name, category) if k)
                if category is not None and category not in library.vocabulary.categories:
                    errors.append(
                        (
                            where,
                            "unknown-word",
                            f"“{category}” is not a product category",
                            nearest(category, library.vocabulary.categories),
                        )
                    )
                if one != UNDECIDED and (wrong := wrong_type(parameter, one)):
                    errors.append((where, "wrong-type", wrong, f'Or write "{UNDECIDED}".'))
                    continue
                for text in one if isinstance(one, list) else [one]:
                    if isinstance(text, str):
                        errors += _text_problems(text, where, _prose)
            result.setdefault(clause_id, {})[name] = (
                {c: tuple(v) if isinstance(v, list) else v for c, v in value.items()}
                if isinstance(value, dict)
                else tuple(value)
                if isinstance(value, list)
                else value
            )
    _raise(errors)
    return result


Parameters = Annotated[
    ParameterTable,
    BeforeValidator(_parameters),
    WithJsonSchema({"type": "object", "x-words": "clauses", "additionalProperties": {"type": "object"}}),
]


def _answers(table: Any, info: ValidationInfo) -> Mapping[str, Any]:
    questions = _library(info).questions
    if not isinstance(table, dict):
        raise problem("wrong-type", "must be a table of answers")
    errors: list[Several] = []
    for name, answer in table.items():
        if name not in questions:
            errors.append(((name,), "unknown-word", f"there is no question “{name}”", nearest(name, questions)))
        elif wrong := questions[name].problem(answer):
            errors.append(((name,), "wrong-type", wrong, ""))
    _raise(errors)
    return table


Answers = Annotated[
    Mapping[str, Any],
    BeforeValidator(_answers),
    WithJsonSchema({"type": "object", "x-words": "questions", "additionalProperties": True}),
]


def _weights(table: Any, info: ValidationInfo) -> Mapping[str, Any]:
    if not isinstance(table, dict) or not table:
        raise problem("weights", "must be a table of weights", "Write price = 80, for example, or leave it out.")
    clauses = _library(info).clauses
    allowed = {"price", "quality"} | {c for c, x in clauses.items() if x.kind == "award-criterion"}
    errors: list[Several] = []
    for name, weight in table.items():
        if name not in allowed:
            what = "no award criterion" if name in clauses else "no clause"
            errors.append(((name,), "unknown-word", f"“{name}” is {what}", nearest(name, allowed)))
        parts = weight if isinstance(weight, dict) and weight and name == "quality" else {None: weight}
        for part, points in parts.items():
            where = tuple(k for k in (name, part) if k)
            good = isinstance(points, int | float) and not isinstance(points, bool) and 0 <= points <= 100
            if not good:
                errors.append((where, "weights", "must be a number from 0 to 100", ""))
            elif round(points, 1) != points:
                errors.append((where, "weights", f"{points} has more than one decimal", "Round it."))
            if part is not None:
                errors += _text_problems(part, where, _name)
    if not errors and (total := round(sum(weight_points(table).values()), 6)) != 100:
        message = f"the weights total {total:g}, not 100"
        errors.append(((), "weights", message, "Correct them so that they total 100."))
    _raise(errors)
    return table


Weights = Annotated[
    Mapping[str, Any],
    BeforeValidator(_weights),
    WithJsonSchema({"type": "object", "additionalProperties": {"type": ["number", "object"]}}),
]


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
        vocabulary = _library(info).vocabulary
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
        _raise(errors)
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


def weight_points(weights: Mapping[str, Any]) -> dict[str, float]:
    """The points of each weighted criterion; the authority's own criteria are keyed `quality` or by name."""
    result: dict[str, float] = {}
    for name, weight in weights.items():
        if isinstance(weight, dict):
            result.update({f"quality: {part}": points for part, points in weight.items()})
        else:
            result[name] = weight
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
        _raise(errors)
        return self

    def changes(self, key: Literal["included", "excluded"], lot: int) -> dict[str, str]:
        """The clauses that the authority included or excluded in a lot (from 1), with its reasons."""
        listed: tuple[Change, ...] = getattr(self, key)
        return {c.clause: c.reason for c in listed if c.lot in (None, lot)}
