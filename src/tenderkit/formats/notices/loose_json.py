# SPDX-License-Identifier: Apache-2.0
"""Take values of the wished type out of JSON that may have anything anywhere."""

import json
import math
from typing import Any

from tenderkit.errors import InvalidInput
from tenderkit.findings import Finding, Place


def parse_loosely(content: bytes, name: str) -> Any:
    """Return the value of a JSON file. Parameters: `name`, the name of the file for messages.

    Raises InvalidInput where the content is no JSON, or is nested too deep.
    """
    try:
        return json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        reason = "it is nested too deep" if isinstance(error, RecursionError) else str(error)
        message = f"is no JSON that can be read: {reason}"
        raise InvalidInput(
            [Finding("unreadable", message, "A notice is eForms in XML, or OCDS in JSON.", place=Place(name))]
        ) from None


def find(value: Any, *keys: str) -> Any:
    """Return the value at a path of keys; None where a table or a key on the way is not there."""
    for key in keys:
        value = value.get(key) if isinstance(value, dict) else None
    return value


def list_tables(value: Any, *keys: str) -> list[dict[str, Any]]:
    """Return the tables in the list at a path of keys; empty where there is no list."""
    entries = find(value, *keys)
    return [entry for entry in entries if isinstance(entry, dict)] if isinstance(entries, list) else []


def find_text(value: Any, *keys: str) -> str:
    """Return the text at a path of keys, a number as text; empty where there is none."""
    text = find(value, *keys)
    if isinstance(text, int | float) and not isinstance(text, bool):
        return f"{text:g}" if isinstance(text, float) else str(text)
    return text.strip() if isinstance(text, str) else ""


def find_number(value: Any, *keys: str) -> float | None:
    """Return the number at a path of keys, also where it is written as text; None where there is none."""
    number = find(value, *keys)
    if isinstance(number, str):
        try:
            number = float(number)
        except ValueError:
            return None
    if isinstance(number, bool) or not isinstance(number, int | float):
        return None
    try:
        return float(number) if math.isfinite(number) else None
    except OverflowError:
        return None
