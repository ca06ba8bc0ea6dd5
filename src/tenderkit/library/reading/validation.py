# SPDX-License-Identifier: Apache-2.0
"""Turn the validation errors of Pydantic into findings, each with its key in the file and what to do."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, Any

from pydantic_core import ValidationError

from tenderkit.findings import Finding, Place, show_given, suggest_nearest
from tenderkit.library.library import Library, list_known_words
from tenderkit.library.reading.refusals import Fix

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

# The message for each type of error of Pydantic.
_MESSAGES = {
    "missing": "is missing",
    "string_type": "must be text",
    "int_type": "must be a whole number",
    "int_from_float": "must be a whole number",
    "int_parsing": "must be a whole number",
    "float_type": "must be a number",
    "finite_number": "must be a finite number",
    "bool_type": "must be true or false",
    "tuple_type": "must be a list",
    "list_type": "must be a list",
    "dict_type": "must be a table",
    "mapping_type": "must be a table",
    "model_type": "must be a table",
    "model_attributes_type": "must be a table",
    "dataclass_type": "must be a table",
    "greater_than_equal": "must be at least {ge}",
    "greater_than": "must be more than {gt}",
    "less_than_equal": "must be at most {le}",
    "too_short": "needs at least {min_length} entries",
    "too_long": "has {actual_length} entries, at most {max_length} are allowed",
    "literal_error": "must be {expected}",
    "string_pattern_mismatch": "must match {pattern}",
    "date_from_datetime_parsing": "must be a day, such as 2027-06-01, without quotes",
    "date_parsing": "must be a day, such as 2027-06-01, without quotes",
    "date_type": "must be a day, such as 2027-06-01, without quotes",
    "string_too_short": "must not be empty",
}
# The form of a right value, by the type of error for one of a wrong type; `{n}` is a number found in a text.
_NUMBER_FORM = "Write {key} = {n}."
_RIGHT_FORMS = {
    "string_type": 'Write {key} = "…".',
    "int_type": _NUMBER_FORM,
    "int_from_float": _NUMBER_FORM,
    "int_parsing": _NUMBER_FORM,
    "float_type": _NUMBER_FORM,
    "bool_type": "Write true or false, without quotes.",
    "tuple_type": 'Write {key} = ["…"].',
    "list_type": 'Write {key} = ["…"].',
    "dict_type": 'Write {key}.en = "…".',
}
_WRONG_TYPE = re.compile(r"must be (text|true|a (whole |finite )?number|a list|a table)")
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


def _suggest_form(error: Mapping[str, Any]) -> str:
    """Return the form of a right value, such as `Write months = 48.`, for one of a wrong type; else an empty text."""
    key, value = error["loc"][-1] if error["loc"] else "", error["input"]
    form = _RIGHT_FORMS.get(error["type"], "")
    if not isinstance(key, str):
        return ""
    if isinstance(value, float) and error["type"] != "string_type":
        return "Write a number without decimals."
    if form == _NUMBER_FORM:
        number = _find_number(value)
        return form.format(key=key, n=number) if number else f"Write it in digits, such as {key} = 100."
    if form.startswith("Write {key}") and not isinstance(value, str) and error["type"] != "string_type":
        return ""
    return form.format(key=key)


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


def _resolve_fix(fix: Fix) -> str:
    return fix if isinstance(fix, str) else fix()


def _convert_problem(problem: "ErrorDetails", shape: Any, file: str | None) -> Iterator[Finding]:
    """Yield the findings for one error of Pydantic; an error of the type `several` gives several findings.

    Parameters: `shape`, the type that a file was validated as; `file`, the name of the file for messages.
    """
    location = problem["loc"]
    context: Mapping[str, Any] = problem.get("ctx") or {}
    if problem["type"] == "several":
        for inside, rule, message, fix in context["several"]:
            key = ".".join(filter(None, (format_path(location), *inside)))
            place = Place(file, key or None, _find_lot_number(key))
            yield Finding(rule, message, _resolve_fix(fix), place=place)
        return
    place = Place(file, format_path(location) or None, _find_lot_number(format_path(location)))
    if problem["type"] in ("extra_forbidden", "unexpected_keyword_argument"):
        fix = suggest_nearest(location[-1], _list_known_keys(shape, location))
        yield Finding("unknown-key", "is not a key that is known here", fix, place=place)
        return
    if "fix" in context:
        yield Finding(problem["type"], problem["msg"], _resolve_fix(context["fix"]), place=place)
        return
    pattern = _MESSAGES.get(problem["type"])
    message = pattern.format(**context) if pattern else problem["msg"].removeprefix("Value error, ")
    named = problem["type"] in ("literal_error", "string_pattern_mismatch") and isinstance(problem["input"], str)
    if named or (pattern and _WRONG_TYPE.match(message)):
        message += f", not {show_given(problem['input'])}"
    yield Finding(problem["type"].replace("_", "-"), message, _suggest_form(problem), place=place)


def make_findings(error: ValidationError, shape: Any, file: str | None, limit: int | None = None) -> list[Finding]:
    """Return one finding for each problem in a validation error.

    Parameters: `shape`, the type that a file was validated as; `file`, the name of the file for messages; `limit`,
    the most findings to make, None for no limit. If there are more problems than `limit`, a last finding gives the
    number of the others.
    """
    errors = error.errors(include_url=False)
    # The places inside which something is broken: a list there is short only because its entries are.
    broken = {problem["loc"][:depth] for problem in errors for depth in range(len(problem["loc"]))}
    problems = [p for p in errors if p["type"] != "too_short" or p["loc"] not in broken]
    findings = (finding for problem in problems for finding in _convert_problem(problem, shape, file))
    shown = list(dict.fromkeys(islice(findings, limit)))
    total = sum(map(_count_findings, problems))
    if limit is not None and total > limit:
        message = f"and {total - limit:,} more problem{'s' if total - limit > 1 else ''}"
        shown.append(Finding("more", message, "Correct the others first.", place=Place(file)))
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
