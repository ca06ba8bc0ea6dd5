# SPDX-License-Identifier: Apache-2.0
"""Tables of purchases for tests, with purchases that differ, and some that fail."""

import csv
import io
from collections.abc import Iterator, Mapping
from typing import Any

import xlsxwriter

HEADS = (
    *("id", "title", "country", "launch", "lot", "acquisition", "months", "data"),
    *("category", "quantity", "return-category", "return-quantity"),
)
_CATEGORIES = ("laptop", "desktop", "display", "tablet", "smartphone", "network-equipment")
# Of so many purchases, one has a fault.
FAULTY = 23


def row(id_: Any = "a", **cells: Any) -> dict[str, Any]:
    """A row of a valid purchase; keys with hyphens have underscores."""
    usual = {"id": id_, "title": "Laptops for schools", "country": "FR", "launch": "2027-01-15", "lot": "Laptops"}
    usual |= {"acquisition": "purchase", "months": 36, "data": "internal", "category": "laptop", "quantity": 12}
    return usual | {name.replace("_", "-"): cell for name, cell in cells.items()}


def many_rows(count: int) -> Iterator[dict[str, Any]]:
    """Rows of so many purchases: every fifth has two lines, every seventh a second lot, every 23rd a fault."""
    for number in range(count):
        category = _CATEGORIES[number % len(_CATEGORIES)]
        first = row(f"p{number}", title=f"Purchase {number}", category=category, quantity=number % 300 + 1)
        yield first if number % FAULTY else first | {"quantity": "many"}
        if number % 5 == 0:
            yield first | {"category": "accessory", "quantity": 3}
        if number % 7 == 0:
            second = {"lot": "Old units", "acquisition": "take-back", "category": None, "quantity": None}
            yield first | second | {"return-category": category, "return-quantity": 9}


def as_csv(*rows: Mapping[str, Any], delimiter: str = ",") -> str:
    """The rows as CSV, with a column for each key."""
    heads = list(dict.fromkeys([*HEADS, *(key for one in rows for key in one)]))
    file = io.StringIO()
    writer = csv.DictWriter(file, heads, delimiter=delimiter, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return file.getvalue()


def as_workbook(*rows: Mapping[str, Any], sheet: str = "plan") -> bytes:
    """The rows as a workbook; a text that begins with = is a formula with the value 0."""
    heads = list(dict.fromkeys([*HEADS, *(key for one in rows for key in one)]))
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True})
    page = book.add_worksheet(sheet)
    page.write_row(0, 0, heads)
    for number, one in enumerate(rows, 1):
        page.write_row(number, 0, [one.get(head) for head in heads])
    book.close()
    return file.getvalue()
