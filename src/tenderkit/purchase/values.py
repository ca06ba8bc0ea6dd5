# SPDX-License-Identifier: Apache-2.0
"""Validate the single values of a purchase file: words, dates, currencies, answers, weights.

Which words are allowed is decided by the library, which the validators get as context.
"""

import datetime
import re
from collections.abc import Mapping, Sequence
from typing import Annotated, Any, get_args

from pydantic_core import CoreSchema, InitErrorDetails, PydanticCustomError, ValidationError, core_schema
from pydantic_core.core_schema import ValidationInfo

from tenderkit.findings import show_given
from tenderkit.library.library import Library, list_known_words
from tenderkit.library.reading.refusals import (
    Refusal,
    check_name,
    get_context_library,
    list_text_problems,
    make_problem,
    refuse_all,
    suggest_later,
)
from tenderkit.library.shape import Check, Convert, Handler, JsonSchema

MAX_QUANTITY = 10_000_000
# The longest term, in months.
MAX_MONTHS = 240
# The category whose lines say how the media store data.
STORAGE_MEDIA = "storage-media"


def add_problems(error: ValidationError, more: list[Refusal]) -> ValidationError:
    """Return a copy of a Pydantic validation error, with the faults in `more` added."""
    known = get_args(core_schema.ErrorType)
    lines: list[InitErrorDetails] = []
    for problem in error.errors(include_url=False):
        context = dict(problem.get("ctx") or {})
        kind: Any = problem["type"]
        if kind not in known:
            kind = PydanticCustomError(kind, "{message}", {"message": problem["msg"], **context})
        lines.append({"type": kind, "loc": problem["loc"], "input": problem["input"], "ctx": context})
    kind = PydanticCustomError("several", "several problems", {"several": more})
    lines.append({"type": kind, "loc": (), "input": None})
    return ValidationError.from_exception_data(error.title, lines)


class KnownWord:
    """The Pydantic annotation of a text that has to be an entry of a known list, such as the product categories.

    `list_name`: the name of a list of the vocabulary; or `jurisdictions`, `clauses` or `questions`, where the text
    has to be an id.
    """

    def __init__(self, list_name: str) -> None:
        self.list_name = list_name

    def list_words(self, library: Library) -> Sequence[str]:
        """Return the entries that the list has in a library."""
        return list_known_words(self.list_name, library)

    def check(self, word: str, info: ValidationInfo) -> str:
        """Return the word if it is in the list; otherwise raise an error that helps to find the right word."""
        library = get_context_library(info)
        words = self.list_words(library)
        if word not in words:
            listed = self.list_name in ("jurisdictions", "clauses", "questions")
            suggest_word = library.vocabulary.suggest_word
            fix = suggest_later(word, words) if listed else lambda: suggest_word(self.list_name, word)
            raise make_problem("unknown-word", f"“{word}” is not known here", fix)
        return word

    def __get_pydantic_core_schema__(self, source: Any, handler: Handler) -> CoreSchema:
        return core_schema.with_info_after_validator_function(self.check, handler(source))

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: Handler) -> dict[str, Any]:
        return {**handler(schema), "x-words": self.list_name}


Category = Annotated[str, KnownWord("categories")]
Country = Annotated[str, KnownWord("countries")]
ClauseId = Annotated[str, KnownWord("clauses")]


def _is_day(day: str) -> bool:
    try:
        datetime.date.fromisoformat(day)
    except ValueError:
        return False
    return True


def _check_date(value: Any, info: ValidationInfo) -> Any:
    if isinstance(value, str) and info.context and info.context.get("format") != "toml":
        try:
            # fromisoformat also reads weeks and dates without hyphens, which a schema does not call a date.
            value = datetime.date.fromisoformat(value if re.fullmatch(r"\d{4}-\d\d-\d\d", value) else "")
        except ValueError:
            raise make_problem("not-a-date", f"“{value}” is not a date", "Write YYYY-MM-DD.") from None
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", value) and not _is_day(value):
        raise make_problem("not-a-date", f"there is no day “{value}”", "Check day and month.")
    if isinstance(value, datetime.datetime) or not isinstance(value, datetime.date):
        message = f"must be a date without a time, not {show_given(value)}"
        raise make_problem("not-a-date", message, "Write it like 2027-01-15, without quotes.")
    if not 2000 <= value.year <= 2100:
        raise make_problem("not-a-date", f"{value} is not between 2000 and 2100", "Correct the year.")
    return value


Date = Annotated[
    datetime.date, Convert(_check_date, with_info=True), JsonSchema({"type": "string", "format": "date"})
]


def _check_currency(code: str) -> str:
    from tenderkit.library.language import list_currencies

    if code not in list_currencies():
        raise make_problem("unknown-word", f"“{code}” is not a currency", "Write its ISO 4217 code, such as EUR.")
    return code


Currency = Annotated[str, Check(_check_currency)]


def _check_answers(table: Any, info: ValidationInfo) -> Mapping[str, Any]:
    # The answer to a question with a `key` is at that key, and not under `answers`.
    questions = {
        id_: q for id_, q in get_context_library(info).questions.items() if q.key is None and q.kind != "lots"
    }
    if not isinstance(table, dict):
        raise make_problem("wrong-type", "must be a table of answers")
    errors: list[Refusal] = []
    for name, answer in table.items():
        if name not in questions:
            errors.append(((name,), "unknown-word", f"there is no question “{name}”", suggest_later(name, questions)))
        elif wrong := questions[name].describe_wrong_answer(answer):
            fix = f"Write {name} = {questions[name].example}." if questions[name].example else ""
            errors.append(((name,), "wrong-type", f"{wrong}, not {show_given(answer)}", fix))
    refuse_all(errors)
    return table


Answers = Annotated[
    Mapping[str, Any],
    Convert(_check_answers, with_info=True),
    JsonSchema({"type": "object", "x-words": "questions", "additionalProperties": True}),
]


def _check_settled(table: Any, info: ValidationInfo) -> Mapping[str, str]:
    profiles = get_context_library(info).jurisdictions.values()
    known = {duty.id for profile in profiles for duty in profile.duties if duty.open_point}
    if not isinstance(table, dict):
        raise make_problem("wrong-type", "must be a table of reasons")
    errors: list[Refusal] = []
    for name, reason in table.items():
        if name not in known:
            errors.append(((name,), "unknown-word", f"“{name}” is no open point of law", suggest_later(name, known)))
        elif not isinstance(reason, str) or not reason.strip():
            errors.append(((name,), "wrong-type", "must be a reason in words", "Write how the law lets you do so."))
    refuse_all(errors)
    return table


Settled = Annotated[
    Mapping[str, str],
    Convert(_check_settled, with_info=True),
    JsonSchema({"type": "object", "additionalProperties": {"type": "string"}}),
]


def _check_weights(table: Any, info: ValidationInfo) -> Mapping[str, Any]:
    if not isinstance(table, dict) or not table:
        raise make_problem("weights", "must be a table of weights", "Write price = 80, for example, or leave it out.")
    clauses = get_context_library(info).clauses
    allowed = {"price", "quality"} | {c for c, x in clauses.items() if x.kind == "award-criterion"}
    errors: list[Refusal] = []
    for name, weight in table.items():
        if name not in allowed:
            kind = "no award criterion" if name in clauses else "no clause"
            errors.append(((name,), "unknown-word", f"“{name}” is {kind}", suggest_later(name, allowed)))
        parts = weight if isinstance(weight, dict) and weight and name == "quality" else {None: weight}
        for part, points in parts.items():
            where = tuple(k for k in (name, part) if k)
            good = isinstance(points, int | float) and not isinstance(points, bool) and 0 <= points <= 100
            if not good:
                errors.append((where, "weights", "must be a number from 0 to 100", ""))
            elif round(points, 1) != points:
                errors.append((where, "weights", f"{points} has more than one decimal", "Round it."))
            if part is not None:
                errors += list_text_problems(part, where, check_name)
    if not errors and (total := round(sum(flatten_weights(table).values()), 6)) != 100:
        message = f"the weights total {total:g}, not 100"
        given = ", ".join(f"{name} {points:g}" for name, points in flatten_weights(table).items())
        errors.append(((), "weights", message, f"Correct them so that they total 100: {given}."))
    refuse_all(errors)
    return table


Weights = Annotated[
    Mapping[str, Any],
    Convert(_check_weights, with_info=True),
    JsonSchema({"type": "object", "additionalProperties": {"type": ["number", "object"]}}),
]


def flatten_weights(weights: Mapping[str, Any]) -> dict[str, float]:
    """Return the points (of 100) of each award criterion in a table of weights.

    The keys are `price`, the ids of clauses, and `quality` for the authority's own criteria. If the authority named
    its criteria, each of them has a key such as `quality: <name>`.
    """
    result: dict[str, float] = {}
    for name, weight in weights.items():
        if isinstance(weight, dict):
            result.update({f"quality: {part}": points for part, points in weight.items()})
        else:
            result[name] = weight
    return result
