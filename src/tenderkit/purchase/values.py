# SPDX-License-Identifier: Apache-2.0
"""The kinds of values in a purchase file, with everything that can be wrong with one of them.

What a word may be is decided by the library, which is handed to the validators as context.
"""

import datetime
import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from typing import Annotated, Any, get_args

from pydantic import (
    AfterValidator,
    BeforeValidator,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    ValidationInfo,
    WithJsonSchema,
)
from pydantic_core import InitErrorDetails, PydanticCustomError, ValidationError, core_schema

from tenderkit.findings import nearest
from tenderkit.library.clause import UNDECIDED, Parameter
from tenderkit.library.library import Library, known_words

MAX_QUANTITY = 10_000_000
MAX_NAME, MAX_PROSE = 400, 6000
# Beyond it no number of a tender makes sense; infinite and not-a-number lie beyond it as well.
MAX_NUMBER = 1e15
# Direction overrides and isolates could make a text read otherwise than it is (contract section 1).
_REFUSED = re.compile("[\u202a-\u202e\u2066-\u2069\ufffe\uffff]")


def problem(rule: str, message: str, fix: str = "") -> PydanticCustomError:
    """An error that a validator raises: rule id, message, what to do."""
    # The message is an argument, because the template of the error would read braces in what a user typed.
    return PydanticCustomError(rule, "{message}", {"message": message, "fix": fix})


# Where inside the value, rule, message, what to do.
Several = tuple[tuple[str, ...], str, str, str]


def refuse(errors: list[Several]) -> None:
    """Raise all problems of one value together, if there are any."""
    if errors:
        raise PydanticCustomError("several", "several problems", {"several": errors})


def with_more(error: ValidationError, more: list[Several]) -> ValidationError:
    """A validation error with further problems put behind its own."""
    known = get_args(core_schema.ErrorType)
    lines: list[InitErrorDetails] = []
    for one in error.errors(include_url=False):
        context = dict(one.get("ctx") or {})
        kind: Any = one["type"]
        if kind not in known:
            kind = PydanticCustomError(kind, "{message}", {"message": one["msg"], **context})
        lines.append({"type": kind, "loc": one["loc"], "input": one["input"], "ctx": context})
    if more:
        kind = PydanticCustomError("several", "several problems", {"several": more})
        lines.append({"type": kind, "loc": (), "input": None})
    return ValidationError.from_exception_data(error.title, lines)


def library_of(info: ValidationInfo) -> Library:
    """The library that a validation was given as context. Raises TypeError where it was given none."""
    context = info.context
    if not isinstance(context, dict) or not isinstance(context.get("library"), Library):
        raise TypeError("a purchase is validated with {'library': Library} as context")
    found: Library = context["library"]
    return found


def refused_character(text: str, breaks: str = "") -> str | None:
    """The first character that no text may hold, apart from `breaks`; None where there is none."""
    for char in text:
        if (unicodedata.category(char) in ("Cc", "Cs") and char not in breaks) or _REFUSED.match(char):
            return char
    return None


def _plain(text: str, limit: int, breaks: str) -> str:
    if len(text) > limit:
        raise problem("text-too-long", f"has {len(text)} characters, {limit} are allowed", "Shorten it.")
    if char := refused_character(text, breaks):
        raise problem(
            "refused-character",
            f"contains the character U+{ord(char):04X}, which cannot be printed or would hide the order of the text",
            "Remove it.",
        )
    if not text.strip():
        raise problem("empty-text", "is empty", "Write something, or leave the key out.")
    return text


def _name(text: str) -> str:
    return _plain(text, MAX_NAME, "")


def _prose(text: str) -> str:
    return _plain(text, MAX_PROSE, "\n\t")


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
        words = self.words(library_of(info))
        if word not in words:
            library = library_of(info)
            listed = self.what in ("jurisdictions", "clauses", "questions")
            fix = nearest(word, words) if listed else library.vocabulary.meant(self.what, word)
            raise problem("unknown-word", f"“{word}” is not known here", fix)
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


def _exists(day: str) -> bool:
    try:
        datetime.date.fromisoformat(day)
    except ValueError:
        return False
    return True


def _date(value: Any, info: ValidationInfo) -> Any:
    if isinstance(value, str) and info.context and info.context.get("format") != "toml":
        try:
            # fromisoformat also reads weeks and dates without hyphens, which a schema does not call a date.
            value = datetime.date.fromisoformat(value if re.fullmatch(r"\d{4}-\d\d-\d\d", value) else "")
        except ValueError:
            raise problem("not-a-date", f"“{value}” is not a date", "Write YYYY-MM-DD.") from None
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", value) and not _exists(value):
        raise problem("not-a-date", f"there is no day “{value}”", "Check day and month.")
    if isinstance(value, datetime.datetime) or not isinstance(value, datetime.date):
        raise problem("not-a-date", "must be a date without a time", "Write it like 2027-01-15, without quotes.")
    if not 2000 <= value.year <= 2100:
        raise problem("not-a-date", f"{value} is not between 2000 and 2100", "Correct the year.")
    return value


Date = Annotated[datetime.date, BeforeValidator(_date), WithJsonSchema({"type": "string", "format": "date"})]


def _currency(code: str) -> str:
    from tenderkit.library.language import currencies

    if code not in currencies():
        raise problem("unknown-word", f"“{code}” is not a currency", "Write its ISO 4217 code, such as EUR.")
    return code


Currency = Annotated[str, AfterValidator(_currency)]


def wrong_type(parameter: Parameter, value: Any) -> str | None:
    """What is wrong with the type of a value for a parameter; None where nothing is."""
    number = isinstance(value, int | float) and not isinstance(value, bool) and -MAX_NUMBER <= value <= MAX_NUMBER
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
    library = library_of(info)
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
    refuse(errors)
    return result


Parameters = Annotated[
    ParameterTable,
    BeforeValidator(_parameters),
    WithJsonSchema({"type": "object", "x-words": "clauses", "additionalProperties": {"type": "object"}}),
]


def _answers(table: Any, info: ValidationInfo) -> Mapping[str, Any]:
    # A question with a key of its own is answered there.
    questions = {id_: q for id_, q in library_of(info).questions.items() if q.key is None and q.kind != "lots"}
    if not isinstance(table, dict):
        raise problem("wrong-type", "must be a table of answers")
    errors: list[Several] = []
    for name, answer in table.items():
        if name not in questions:
            errors.append(((name,), "unknown-word", f"there is no question “{name}”", nearest(name, questions)))
        elif wrong := questions[name].problem(answer):
            errors.append(((name,), "wrong-type", wrong, ""))
    refuse(errors)
    return table


Answers = Annotated[
    Mapping[str, Any],
    BeforeValidator(_answers),
    WithJsonSchema({"type": "object", "x-words": "questions", "additionalProperties": True}),
]


def _weights(table: Any, info: ValidationInfo) -> Mapping[str, Any]:
    if not isinstance(table, dict) or not table:
        raise problem("weights", "must be a table of weights", "Write price = 80, for example, or leave it out.")
    clauses = library_of(info).clauses
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
    refuse(errors)
    return table


Weights = Annotated[
    Mapping[str, Any],
    BeforeValidator(_weights),
    WithJsonSchema({"type": "object", "additionalProperties": {"type": ["number", "object"]}}),
]


def weight_points(weights: Mapping[str, Any]) -> dict[str, float]:
    """The points of each weighted criterion; the authority's own criteria are keyed `quality` or by name."""
    result: dict[str, float] = {}
    for name, weight in weights.items():
        if isinstance(weight, dict):
            result.update({f"quality: {part}": points for part, points in weight.items()})
        else:
            result[name] = weight
    return result
