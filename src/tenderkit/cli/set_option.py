# SPDX-License-Identifier: Apache-2.0
"""Answers given on the command line: `--set lots.1.months=48`."""

import re
import tomllib
from collections.abc import Sequence
from contextlib import suppress
from typing import Any

from tenderkit.errors import UsageProblem
from tenderkit.purchase.answers import AnswerPath, find_answer, format_path, put_answer
from tenderkit.purchase.toml_document import PurchaseText
from tenderkit.purchase.typed_input import Refusal, read_amount

# No list of a purchase file is longer.
_MOST = 200
_DEEPEST = 10
# Keys that hold text, whatever the text looks like.
_TEXTS = frozenset(
    {"title", "authority", "reference", "version", "cpv", "note", "reason", "country", "delivery-country"}
)


def parse_assignments(given: Sequence[str]) -> list[tuple[AnswerPath, Any]]:
    """Return the answers given with `--set`, each as a path such as `("lots", 0, "months")` and a value.

    Parameters: `given`, arguments such as `lots.1.months=48`, in which positions count from 1. A value is read as
    TOML or, if it is not TOML, as text. Raises UsageProblem for the first argument that cannot be read.
    """
    answers = []
    for word in given:
        key, sign, value = word.partition("=")
        parts = key.strip().split(".")
        if not sign or not all(re.fullmatch(r"[\w-]+", part) for part in parts):
            raise UsageProblem(f"“{word}” sets nothing", "Write KEY=VALUE, such as --set lots.1.months=48.")
        if len(parts) > _DEEPEST:
            raise UsageProblem(f"“{key[:80]}…” is nested too deeply", "A purchase file needs four levels.")
        if any(part.isdecimal() and not (len(part) < 4 and 1 <= int(part) <= _MOST) for part in parts):
            raise UsageProblem(f"“{key[:80]}” has a position that cannot be", f"Positions go from 1 to {_MOST}.")
        path = tuple(int(part) - 1 if part.isdecimal() else part for part in parts)
        if isinstance(path[-1], int) or isinstance(path[0], int):
            fix = "Name the key, such as lots.1.months, or give the whole list, such as lots.1.options=[12]."
            raise UsageProblem(f"“{key}” names no key", fix)
        answers.append((path, _parse_value(key.strip(), str(path[-1]), value.strip())))
    return answers


def _parse_value(key: str, last: str, text: str) -> Any:
    if last in _TEXTS and not text.startswith(('"', "'")):
        return text
    try:
        read = tomllib.loads(f"value = {text}")
    except RecursionError:
        raise UsageProblem(f"the value of “{key}” is nested too deeply", "Write less of it.") from None
    except ValueError:
        return _read_as_text(key, last, text)
    if len(read) != 1 or (last in _TEXTS and not isinstance(read["value"], str)):
        return text
    return read["value"]


def _read_as_text(key: str, last: str, text: str) -> Any:
    """Return the value for a text that is not TOML: for the key `value`, an amount such as `2500 EUR`; else the text.

    Raises UsageProblem for a text that begins like a list or a table.
    """
    if text.startswith(("[", "{")):
        fix = 'Texts in lists stand in double quotes: [{ category = "laptop", quantity = 5 }].'
        raise UsageProblem(f"the value of “{key}” is no TOML: {text[:80]}", fix)
    if last == "value":
        with suppress(Refusal):
            return read_amount(text)
    return text


def put_answers(purchase: PurchaseText, given: Sequence[tuple[AnswerPath, Any]]) -> None:
    """Write the answers of `--set` into a purchase file.

    Raises UsageProblem if a path does not fit the answers that are already in the file.
    """
    answers = purchase.answers
    for path, value in given:
        try:
            put_answer(answers, path, value)
        except (TypeError, KeyError, AttributeError, IndexError):
            raise UsageProblem(
                f"“{format_path(path)}” does not fit what is there", "Check the key and its positions."
            ) from None
    lots = [path[1] for path, _ in given if path[0] == "lots" and len(path) > 1 and isinstance(path[1], int)]
    if lots:
        purchase.set_lots(max(lots) + 1)
    for path, _ in given:
        # A line of a list is written with its whole list.
        list_at = (i for i, part in enumerate(path) if isinstance(part, int) and (i > 1 or path[0] != "lots"))
        inner = next(list_at, None)
        target = path if inner is None else path[:inner]
        if (value := find_answer(answers, target)) is None:
            raise UsageProblem(f"“{format_path(target)}” is set in two ways", "Keep one of the two.")
        purchase.set_answer(target, value)
