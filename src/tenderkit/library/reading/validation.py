# SPDX-License-Identifier: Apache-2.0
"""Turn the validation errors of Pydantic into findings, each with its key in the file and what to do."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, Any

from pydantic_core import ValidationError

from tenderkit.findings import Finding, Place
from tenderkit.library.language import Language
from tenderkit.library.library import Library, list_known_words
from tenderkit.library.reading.english_words import load_english

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

# The key of the message for each type of error of Pydantic, in the section `purchase` of the frame.
_MESSAGES = {
    "missing": "missing",
    "string_type": "no-text",
    "int_type": "no-whole-number",
    "int_from_float": "no-whole-number",
    "int_parsing": "no-whole-number",
    "float_type": "no-number",
    "finite_number": "no-finite-number",
    "bool_type": "no-boolean",
    "tuple_type": "no-list",
    "list_type": "no-list",
    "dict_type": "no-table",
    "mapping_type": "no-table",
    "model_type": "no-table",
    "model_attributes_type": "no-table",
    "dataclass_type": "no-table",
    "greater_than_equal": "too-small",
    "greater_than": "not-above",
    "less_than_equal": "too-large",
    "too_short": "too-few-entries",
    "too_long": "too-many-entries",
    "literal_error": "none-of",
    "string_pattern_mismatch": "no-match",
    "date_from_datetime_parsing": "no-day",
    "date_parsing": "no-day",
    "date_type": "no-day",
    "string_too_short": "no-empty-text",
}
# The key of the form of a right value, by the type of error for one of a wrong type.
_NUMBER_FORM = "write-number"
_RIGHT_FORMS = {
    "string_type": "write-text",
    "int_type": _NUMBER_FORM,
    "int_from_float": _NUMBER_FORM,
    "int_parsing": _NUMBER_FORM,
    "float_type": _NUMBER_FORM,
    "bool_type": "write-boolean",
    "tuple_type": "write-list",
    "list_type": "write-list",
    "dict_type": "write-english",
}
# The messages that end with what is given.
_WITH_GIVEN = ("no-text", "no-boolean", "no-whole-number", "no-number", "no-finite-number", "no-list", "no-table")
_GROUPED = re.compile(r"\d{1,3}(?:[,.' ]\d{3})+(?!\d)")


def format_path(location: Sequence[str | int]) -> str:
    """Return a path of keys and positions as text: `lots.1.items.2.quantity`, with positions from 1.

    Parameters: `location`, the path, with positions from 0.
    """
    return ".".join(str(part + 1) if isinstance(part, int) else part for part in location)


@cache
def _get_schema(shape: Any) -> dict[str, Any]:
    from pydantic import TypeAdapter

    return TypeAdapter(shape).json_schema()


def _list_known_keys(shape: Any, location: Sequence[str | int]) -> tuple[str, ...]:
    """Return the keys that are allowed in the table where a file has an unknown key.

    Parameters: `shape`, the type of the whole file; `location`, the path to the unknown key.
    """
    schema = _get_schema(shape)
    step: Any = schema
    for part in (*location[:-1], None):
        while True:
            if "$ref" in step:
                step = schema["$defs"][step["$ref"].rpartition("/")[2]]
            elif "anyOf" in step:
                step = next((s for s in step["anyOf"] if s.get("type") != "null"), {})
            else:
                break
        if part is None:
            break
        if isinstance(part, int):
            step = step.get("items", step.get("prefixItems", [{}])[0])
        else:
            more = step.get("additionalProperties")
            step = step.get("properties", {}).get(part, more if isinstance(more, dict) else {})
    return tuple(step.get("properties", ()))


def _suggest_form(error: Mapping[str, Any], words: Language) -> str:
    """Return the form of a right value, such as `Write months = 48.`, for one of a wrong type; else an empty text."""
    key, value = error["loc"][-1] if error["loc"] else "", error["input"]
    form = _RIGHT_FORMS.get(error["type"], "")
    if not isinstance(key, str):
        return ""
    if isinstance(value, float) and error["type"] != "string_type":
        return words.text("purchase.write-no-decimals")
    if form == _NUMBER_FORM:
        number = _find_number(value)
        form = form if number else "write-digits"
        return words.text(f"purchase.{form}", key=key, number=number)
    of_text = form in ("write-list", "write-english")
    if not form or (of_text and not isinstance(value, str)):
        return ""
    return words.text(f"purchase.{form}", key=key)


def _find_number(value: Any) -> str:
    """Return the only number in a text such as `6,000 laptops`, as a file writes it, `6000`; else an empty text."""
    text = _GROUPED.sub(lambda match: re.sub(r"\D", "", match[0]), value) if isinstance(value, str) else ""
    numbers = re.findall(r"\d+(?:\.\d+)?", text)
    return numbers[0] if len(numbers) == 1 else ""


def _find_lot_number(key: str) -> int | None:
    """Return the number of the lot in a key such as `lots.1.items`; None for a key outside the lots."""
    match = re.match(r"lots\.(\d+)", key)
    return int(match[1]) if match else None


def _count_findings(problem: "ErrorDetails") -> int:
    return len(problem["ctx"]["several"]) if problem["type"] == "several" else 1


def _convert_problem(problem: "ErrorDetails", shape: Any, file: str | None, words: Language) -> Iterator[Finding]:
    """Yield the findings for one error of Pydantic; an error of the type `several` gives several findings.

    Parameters: `shape`, the type that a file was validated as; `file`, the name of the file for messages; `words`,
    the language of the findings.
    """
    location = problem["loc"]
    context: Mapping[str, Any] = problem.get("ctx") or {}
    if problem["type"] == "several":
        for refusal in context["several"]:
            key = ".".join(filter(None, (format_path(location), *refusal.where)))
            place = Place(file, key or None, _find_lot_number(key))
            message, fix = refusal.write(words)
            yield Finding(refusal.rule, message, fix, place=place)
        return
    place = Place(file, format_path(location) or None, _find_lot_number(format_path(location)))
    if problem["type"] in ("extra_forbidden", "unexpected_keyword_argument"):
        fix = words.suggest_nearest(location[-1], _list_known_keys(shape, location))
        yield Finding("unknown-key", words.text("purchase.unknown-key"), fix, place=place)
        return
    if "refusal" in context:
        message, fix = context["refusal"].write(words)
        yield Finding(problem["type"], message, fix, place=place)
        return
    message, fix = _write_message(problem, words), _suggest_form(problem, words)
    yield Finding(problem["type"].replace("_", "-"), message, fix, place=place)


def _write_message(problem: "ErrorDetails", words: Language) -> str:
    """Return the message for an error that Pydantic has of itself."""
    key = _MESSAGES.get(problem["type"])
    if key is None:
        return problem["msg"].removeprefix("Value error, ")
    values: dict[str, Any] = dict(problem.get("ctx") or {})
    if key == "none-of":
        values["expected"] = words.listing(re.split(", | or ", values["expected"]), "or")
    message = words.text(f"purchase.{key}", **values)
    named = key in ("none-of", "no-match") and isinstance(problem["input"], str)
    if not named and key not in _WITH_GIVEN:
        return message
    return words.text("purchase.not-given", message=message, given=words.show_given(problem["input"]))


def make_findings(
    error: ValidationError, shape: Any, file: str | None, limit: int | None = None, words: Language | None = None
) -> list[Finding]:
    """Return one finding for each problem in a validation error.

    Parameters: `shape`, the type that a file was validated as; `file`, the name of the file for messages; `limit`,
    the most findings to make, None for no limit. If there are more problems than `limit`, a last finding gives the
    number of the others. `words`, the language of the findings, None for English.
    """
    language = words or load_english()
    errors = error.errors(include_url=False)
    # The places inside which something is broken: a list there is short only because its entries are.
    broken = {problem["loc"][:depth] for problem in errors for depth in range(len(problem["loc"]))}
    problems = [p for p in errors if p["type"] != "too_short" or p["loc"] not in broken]
    findings = (finding for problem in problems for finding in _convert_problem(problem, shape, file, language))
    shown = list(dict.fromkeys(islice(findings, limit)))
    total = sum(map(_count_findings, problems))
    if limit is not None and total > limit:
        key = "more" if total - limit > 1 else "more-one"
        told = language.remark(f"purchase.{key}", count=language.number(total - limit))
        shown.append(Finding("more", *told, place=Place(file)))
    return shown


def insert_words(schema: Any, library: Library) -> Any:
    """Return a JSON Schema in which the known words of the library are listed, so that editors can complete them.

    In the source schema, the key `x-words` names the list of words for a text or for the keys of a table. The
    property `lines`, a condition, is replaced by the properties inside it, because in a file the keys of a condition
    are in the same table as the other keys.
    """
    if isinstance(schema, list):
        return [insert_words(part, library) for part in schema]
    if not isinstance(schema, dict):
        return schema
    result = {k: insert_words(v, library) for k, v in schema.items() if k != "x-words"}
    if "x-words" in schema:
        words = list(list_known_words(schema["x-words"], library))
        result |= {"enum": words} if schema.get("type") == "string" else {"propertyNames": {"enum": words}}
    properties = result.get("properties")
    if isinstance(properties, dict) and "lines" in properties:
        lines = properties.pop("lines")
        result["properties"] = {**properties, **lines.get("properties", {})}
        result["additionalProperties"] = True
    return result
