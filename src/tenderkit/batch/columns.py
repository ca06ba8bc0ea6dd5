# SPDX-License-Identifier: Apache-2.0
"""The columns of a table of purchases: which key of a purchase each holds, and what its cells mean."""

import datetime
import re
from collections.abc import Sequence
from contextlib import suppress
from typing import Any, Literal

from tenderkit.errors import InvalidInput
from tenderkit.findings import Finding, Place, suggest_nearest
from tenderkit.frozen import frozen_dataclass
from tenderkit.library.question import PURCHASE_KEYS
from tenderkit.library.reading.text_files import parse_json_value
from tenderkit.purchase.table_rows import Cell, CellFault, name_column

Scope = Literal["id", "lot", "purchase", "lots", "items", "returns", "none"]
# The columns with short names, in the order of the form, and the keys that they hold.
SHORT_NAMES = {
    "id": "id",
    "title": "tender.title",
    "country": "tender.country",
    "launch": "tender.launch",
    "lot": "lot",
    "acquisition": "lots.acquisition",
    "months": "lots.months",
    "data": "lots.data",
    "category": "lots.items.category",
    "quantity": "lots.items.quantity",
    "return-category": "lots.returns.category",
    "return-quantity": "lots.returns.quantity",
}
# Keys with dotted names of their own, and tables whose keys are not known beforehand.
_WHOLE_KEYS = ("language", "included", "excluded", "tenderkit")
_OPEN_TABLES = ("parameters", "answers", "weights", "price-cap", "sheet", "criteria", "settled", "value")
# What to write for some of them: in one cell, or in columns of these names.
_AMOUNT = '{"amount": 900, "currency": "EUR"}'
_TABLE_FORMS = {
    "value": (_AMOUNT, "tender.value.amount, tender.value.currency"),
    "price-cap": (_AMOUNT, "lots.price-cap.amount, lots.price-cap.currency"),
    "weights": ('{"price": 80, "warranty-points": 20}', "lots.weights.price, lots.weights.warranty-points"),
}
_LINES: tuple[Literal["items", "returns"], ...] = ("items", "returns")
_TEXTS = {
    "title",
    "authority",
    "reference",
    "version",
    "cpv",
    "note",
    "name",
    "country",
    "delivery-country",
    "place",
    "currency",
    "category",
    "language",
    "id",
    "lot",
}
_LISTS = {"priorities", "options", "routes", "models"}
_DATES = {"launch", "delivery-from"}
_WORDS = {"true": True, "yes": True, "false": False, "no": False}
_NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)?")
# 1.200 may be a thousand and more, or a little more than one.
_AMBIGUOUS = re.compile(r"[+-]?[1-9]\d{0,2}[.,]\d{3}")
_GROUPED = re.compile(r"[+-]?\d{1,3}(?:[ \u00a0\u202f'’]\d{3})+(?:[.,]\d+)?|[+-]?\d{1,3}(?:([.,])\d{3}){2,}")
_DIGITS_FIX = "Write the number in digits without separators: 1200, or 1200.5."
_MIDNIGHT = re.compile(r"(\d{4}-\d{2}-\d{2})[T ]00:00(?::00(?:\.0+)?)?")
_MOST_TEXT = 100_000


@frozen_dataclass
class Column:
    """A column with the key that it holds.

    `name`: its head; `position`: from 0; `scope`: what the key belongs to; `path`: the key inside of that, such as
    `("price-cap", "amount")`, empty for an id, a lot and a column of notes.
    """

    name: str
    position: int
    scope: Scope
    path: tuple[str, ...] = ()

    @property
    def letters(self) -> str:
        """The letters of the column, as spreadsheets count."""
        return name_column(self.position)


def read_columns(head: Sequence[Cell], file: str, row: int) -> tuple[Column, ...]:
    """Return the columns of a table; columns without a head are left out.

    Parameters: `head`, the cells of the first row; `file`, the name of the table in messages; `row`, the number of
    the row. Raises InvalidInput with all columns that hold no key of a purchase, that are there twice, or that are
    missing.
    """
    columns: list[Column] = []
    problems: list[Finding] = []
    seen: dict[tuple[Scope, tuple[str, ...]], str] = {}
    for position, cell in enumerate(head):
        if cell is None:
            continue
        name = str(cell).strip().lower() if isinstance(cell, str) else ""
        place = Place(file, f"{name_column(position)}{row}")
        scope, path = _find_key(name)
        if scope is None:
            fix = suggest_nearest(name, SHORT_NAMES) + " A column for notes of your own begins with #."
            shown = str(cell)[:80] if not isinstance(cell, CellFault) else cell.message
            problems.append(Finding("column", f"“{shown}” is no key of a purchase", fix, place=place))
            continue
        if scope != "none" and (scope, path) in seen:
            message = f"“{name}” is there before, as “{seen[scope, path]}”"
            problems.append(Finding("column", message, "Keep one.", place=place))
            continue
        seen[scope, path] = name
        columns.append(Column(name, position, scope, path))
    if not problems and not any(column.scope == "id" for column in columns):
        message = "the first row has no column “id”"
        fix = f"Name the columns in the first row: {', '.join(SHORT_NAMES)}; `--form` writes such a table."
        problems.append(Finding("column", message, fix, place=Place(file)))
    if problems:
        raise InvalidInput(problems)
    return tuple(columns)


def _find_key(name: str) -> tuple[Scope | None, tuple[str, ...]]:
    """Return what a column belongs to and the key that it holds; None for a name that is no key."""
    if name.startswith("#"):
        return "none", ()
    full = SHORT_NAMES.get(name, name)
    if full in ("id", "lot"):
        return full, ()  # type: ignore[return-value]
    first, *rest = full.split(".")
    if full in _WHOLE_KEYS or (first == "parameters" and len(rest) == 2 and all(rest)):
        return "purchase", (first, *rest)
    if first == "tender" and _is_known(rest, "tender"):
        return "purchase", (first, *rest)
    if first != "lots":
        return None, ()
    for lines in _LINES:
        if rest[:1] == [lines] and _is_known(rest[1:], "line"):
            return lines, tuple(rest[1:])
    if rest[:1] in (["items"], ["returns"]) or not _is_known(rest, "lot"):
        return None, ()
    return "lots", tuple(rest)


def _is_known(path: Sequence[str], scope: str) -> bool:
    if not path or path[0] not in PURCHASE_KEYS[scope] or not all(path):
        return False
    return len(path) == 1 or (path[0] in _OPEN_TABLES and len(path) <= 4)


def read_value(cell: Cell, path: tuple[str, ...], *, early_dates: bool = False) -> Any:
    """Return what a cell means for a key, as purchase files in JSON have it; a CellFault where it means nothing sure.

    Parameters: `path`, the key, such as `("months",)`; `early_dates`, whether days in numbers count from 1904.
    """
    key = path[-1] if path else "id"
    if isinstance(cell, CellFault | list | dict) or cell is None:
        return cell
    if key in _OPEN_TABLES and path[:-1] in ((), ("tender",)):
        return _read_table(cell, key)
    if key in _DATES:
        return _read_date(cell, early=early_dates)
    if key in _TEXTS or "criteria" in path:
        return str(cell) if not isinstance(cell, bool) else str(cell).lower()
    if not isinstance(cell, str):
        return [cell] if key in _LISTS else cell
    if len(cell) > _MOST_TEXT:
        return CellFault("is longer than any value", "Shorten it.")
    if cell[:1] in "[{" and cell[-1:] in "]}":
        try:
            return parse_json_value(cell)
        except (ValueError, RecursionError):
            return CellFault("is no JSON", 'Write a list or table as [{"clause": "take-back", "reason": "…"}].')
    if key in _LISTS:
        return [_read_word(part.strip()) for part in re.split(r"[;,\n|]", cell) if part.strip()]
    return _read_word(cell)


def _read_table(cell: Cell, key: str) -> Any:
    """Return the table that a cell holds as JSON."""
    with suppress(ValueError, RecursionError):
        if isinstance(cell, str) and len(cell) <= _MOST_TEXT and isinstance(table := parse_json_value(cell), dict):
            return table
    form, heads = _TABLE_FORMS.get(key, ('{"name": 1}', "named with the key and a dot in front"))
    message = f"“{str(cell)[:80]}” is no table in JSON"
    return CellFault(message, f"Write {form} in the cell, or have a column for each of its keys: {heads}.")


def _read_word(text: str) -> Any:
    """Return the number, the yes or no, or the word that a text is."""
    if _AMBIGUOUS.fullmatch(text):
        return CellFault(f"“{text}” may be a number of thousands or a decimal", _DIGITS_FIX)
    if _GROUPED.fullmatch(text):
        return CellFault(f"“{text}” has separators between its digits", _DIGITS_FIX)
    if _NUMBER.fullmatch(text) and len(text) < 20:
        number = float(text.replace(",", "."))
        return int(text) if text.lstrip("+-").isdigit() else int(number) if number.is_integer() else number
    return _WORDS.get(text.lower(), text)


def _read_date(cell: str | int | float | bool, *, early: bool) -> Any:
    """Return a date as text: spreadsheets keep a date as the number of its day."""
    if isinstance(cell, str):
        midnight = _MIDNIGHT.fullmatch(cell)
        return midnight[1] if midnight else cell
    first = datetime.date(1904, 1, 1) if early else datetime.date(1899, 12, 30)
    # Days before 1900-03-01 are counted otherwise, and no tender was launched then.
    if isinstance(cell, bool) or not 10_000 <= cell < 100_000:
        return CellFault(f"{cell} is no date", "Write a date like 2027-01-15.")
    return (first + datetime.timedelta(days=int(cell))).isoformat()
