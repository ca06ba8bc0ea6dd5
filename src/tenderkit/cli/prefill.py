# SPDX-License-Identifier: Apache-2.0
"""Answers given on the command line: `--set lots.1.months=48`."""

import re
import tomllib
from collections.abc import Sequence
from typing import Any

from tenderkit.errors import UsageProblem
from tenderkit.purchase_text import PurchaseText
from tenderkit.steps import Path, at, put

# No list of a purchase file is longer (contract section 1).
_MOST = 200
# Keys that hold text, whatever the text looks like.
_TEXTS = frozenset({"title", "authority", "reference", "cpv", "note", "reason", "country", "delivery-country"})


def assignments(given: Sequence[str]) -> list[tuple[Path, Any]]:
    """Where each answer goes, and what it is.

    Parameters: `given`, words like `lots.1.months=48`; positions count from 1. A value is read as TOML, and as text
    where it is none. Raises UsageProblem with the first word that cannot be read.
    """
    found = []
    for word in given:
        key, sign, value = word.partition("=")
        parts = key.strip().split(".")
        if not sign or not all(re.fullmatch(r"[\w-]+", part) for part in parts):
            raise UsageProblem(f"“{word}” sets nothing", "Write KEY=VALUE, such as --set lots.1.months=48.")
        path = tuple(int(part) - 1 if part.isdecimal() else part for part in parts)
        if any(isinstance(part, int) and not 0 <= part < _MOST for part in path):
            raise UsageProblem(f"“{key}” has a position that cannot be", f"Positions go from 1 to {_MOST}.")
        if isinstance(path[-1], int) or isinstance(path[0], int):
            raise UsageProblem(f"“{key}” names no key", "Name the key as well, such as lots.1.months.")
        found.append((path, _value(path[-1], value.strip())))
    return found


def _value(key: str | int, text: str) -> Any:
    try:
        read = tomllib.loads(f"value = {text}")
    except ValueError:
        return text
    if len(read) != 1 or (key in _TEXTS and not isinstance(read["value"], str)):
        return text
    return read["value"]


def prefill(purchase: PurchaseText, given: Sequence[tuple[Path, Any]]) -> None:
    """Put the answers into a purchase file. Raises UsageProblem where a place holds something else already."""
    answers = purchase.answers
    for path, value in given:
        try:
            put(answers, path, value)
        except (TypeError, KeyError, AttributeError, IndexError):
            key = ".".join(str(part + 1) if isinstance(part, int) else part for part in path)
            raise UsageProblem(f"“{key}” does not fit what is there", "Check the key and its positions.") from None
    lots = [path[1] for path, _ in given if path[0] == "lots" and len(path) > 1 and isinstance(path[1], int)]
    if lots:
        purchase.set_lots(max(lots) + 1)
    for path, _ in given:
        # A line of a list is written with its whole list.
        inner = next((i for i, part in enumerate(path) if isinstance(part, int) and i > 1), None)
        target = path if inner is None else path[:inner]
        purchase.put(target, at(answers, target))
