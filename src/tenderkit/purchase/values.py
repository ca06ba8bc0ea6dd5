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

from tenderkit.library.library import Library, list_known_words
from tenderkit.library.reading.refusals import (
    Refusal,
    Words,
    check_name,
    get_context_library,
    list_text_problems,
    make_problem,
    refuse,
    refuse_all,
    show_given,
    suggest_later,
    suggest_word,
    write_form,
    write_later,
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
            kind = PydanticCustomError(kind, kind, context)
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
            nearest = suggest_later(word, words) if listed else self._suggest_later(word, library)
            raise make_problem("unknown-word", "purchase.unknown-word", nearest, word=word)
        return word

    def _suggest_later(self, word: str, library: Library) -> Words:
        return lambda words: suggest_word(library.vocabulary, self.list_name, word, words)

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
            raise make_problem("not-a-date", "purchase.not-a-date", given=value) from None
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", value) and not _is_day(value):
        raise make_problem("not-a-date", "purchase.no-such-day", given=value)
    if isinstance(value, datetime.datetime) or not isinstance(value, datetime.date):
        raise make_problem("not-a-date", "purchase.no-date", given=show_given(value))
    if not 2000 <= value.year <= 2100:
        raise make_problem("not-a-date", "purchase.wrong-year", given=value)
    return value


Date = Annotated[
    datetime.date, Convert(_check_date, with_info=True), JsonSchema({"type": "string", "format": "date"})
]


def _check_currency(code: str) -> str:
    from tenderkit.library.language import list_currencies

    if code not in list_currencies():
        raise make_problem("unknown-word", "purchase.unknown-currency", currency=code)
    return code


Currency = Annotated[str, Check(_check_currency)]


def _check_answers(table: Any, info: ValidationInfo) -> Mapping[str, Any]:
    # The answer to a question with a `key` is at that key, and not under `answers`.
    questions = {
        id_: q for id_, q in get_context_library(info).questions.items() if q.key is None and q.kind != "lots"
    }
    if not isinstance(table, dict):
        raise make_problem("wrong-type", "purchase.no-table-of-answers")
    errors: list[Refusal] = []
    for name, answer in table.items():
        if name not in questions:
            nearest = suggest_later(name, questions)
            errors.append(refuse((name,), "unknown-word", "purchase.unknown-question", nearest, name=name))
        elif wrong := questions[name].describe_wrong_answer(answer):
            fix = write_form(f"{name} = {questions[name].example}") if questions[name].example else None
            message, given = write_later(*wrong), show_given(answer)
            errors.append(refuse((name,), "wrong-type", "purchase.not-given", fix, message=message, given=given))
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
        raise make_problem("wrong-type", "purchase.no-table-of-reasons")
    errors: list[Refusal] = []
    for name, reason in table.items():
        if name not in known:
            nearest = suggest_later(name, known)
            errors.append(refuse((name,), "unknown-word", "purchase.unknown-point-of-law", nearest, name=name))
        elif not isinstance(reason, str) or not reason.strip():
            errors.append(refuse((name,), "wrong-type", "purchase.no-reason"))
    refuse_all(errors)
    return table


Settled = Annotated[
    Mapping[str, str],
    Convert(_check_settled, with_info=True),
    JsonSchema({"type": "object", "additionalProperties": {"type": "string"}}),
]


def _check_weights(table: Any, info: ValidationInfo) -> Mapping[str, Any]:
    if not isinstance(table, dict) or not table:
        raise make_problem("weights", "purchase.no-table-of-weights")
    clauses = get_context_library(info).clauses
    allowed = {"price", "quality"} | {c for c, x in clauses.items() if x.kind == "award-criterion"}
    errors: list[Refusal] = []
    for name, weight in table.items():
        if name not in allowed:
            key, nearest = "no-award-criterion" if name in clauses else "no-clause", suggest_later(name, allowed)
            errors.append(refuse((name,), "unknown-word", f"purchase.{key}", nearest, name=name))
        parts = weight if isinstance(weight, dict) and weight and name == "quality" else {None: weight}
        for part, points in parts.items():
            where = tuple(k for k in (name, part) if k)
            good = isinstance(points, int | float) and not isinstance(points, bool) and 0 <= points <= 100
            if not good:
                errors.append(refuse(where, "weights", "purchase.no-percent"))
            elif round(points, 1) != points:
                errors.append(refuse(where, "weights", "purchase.too-many-decimals", given=points))
            if part is not None:
                errors += list_text_problems(part, where, check_name)
    if not errors and (total := round(sum(flatten_weights(table).values()), 6)) != 100:
        given = ", ".join(f"{name} {points:g}" for name, points in flatten_weights(table).items())
        errors.append(refuse((), "weights", "purchase.wrong-total", total=f"{total:g}", given=given))
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
