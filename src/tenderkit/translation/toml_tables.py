# SPDX-License-Identifier: Apache-2.0
"""Set values in the text of a translation file, and keep its comments and its layout."""

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

import tomlkit
from tomlkit.items import AoT, Array, InlineTable, Item, Table

from tenderkit.library.author_data import Reading

KeyPath = tuple[str | int, ...]
# Tables that are written on one line.
_INLINE = ("verification", "label")
# A text of several paragraphs starts and ends on lines of its own.
_LONG = "\n\n"
_HEAD = re.compile(r"(?<=[^\n])\n(\[[^\[\n]*\]\n)")


def set_values(text: str, values: Mapping[KeyPath, Any]) -> str:
    """Return the text of a TOML file with other values at some paths; tables that are missing are added at its end.

    Parameters: `values`, texts, numbers and lists of texts, by their path of keys; positions count from 0.
    """
    ends = "\r\n" if "\r\n" in text else "\n"
    text = text.replace("\r\n", "\n")
    document = tomlkit.parse(text)
    for path, value in values.items():
        _set_value(document, path, value)
    changed = tomlkit.dumps(document)
    # A blank line before each new table; where brackets in a text look like a table, nothing is changed.
    spaced = _HEAD.sub(lambda head: head[0] if head[0] in text else f"\n\n{head[1]}", changed)
    if tomlkit.parse(spaced).unwrap() == tomlkit.parse(changed).unwrap():
        changed = spaced
    return changed.replace("\n", ends)


def _set_value(document: Any, path: KeyPath, value: Any) -> None:
    table, above = document, []
    for part, following in pairwise(path):
        if isinstance(part, str) and part not in table:
            table[part] = _make_table(part, table, following)
        while isinstance(part, int) and part >= len(table):
            table.append(tomlkit.table() if isinstance(table, AoT) else tomlkit.inline_table())
        above.append((table, part))
        table = table[part]
    name = path[-1]
    if isinstance(table, InlineTable) and name not in table:
        # It is written anew, because tomlkit puts a key into a line without the space before it.
        table = tomlkit.inline_table()
        holder, part = above[-1]
        table.update({**holder[part].unwrap(), name: value})
        holder[part] = table
        return
    table[name] = make_item(value, on_one_line=isinstance(table, InlineTable))


def _make_table(name: str, holder: Any, following: str | int) -> Item:
    if isinstance(following, int):
        return tomlkit.array().multiline(True) if isinstance(holder, Table) else tomlkit.aot()
    return tomlkit.inline_table() if name in _INLINE or isinstance(holder, InlineTable | Array) else tomlkit.table()


def format_readings(readings: Sequence[Reading]) -> str:
    """Return the text of the file that says who read which texts."""
    document = tomlkit.document()
    document.add(tomlkit.comment("Who read which text, and when; written by `tenderkit clauses translate import`."))
    tables = tomlkit.aot()
    for reading in readings:
        table = tomlkit.table()
        table.update({key: value for key in ("state", "by", "date") if (value := getattr(reading, key)) is not None})
        table.add("texts", dict(reading.texts))
        tables.append(table)
    document.add("readings", tables)
    return tomlkit.dumps(document)


def make_item(value: Any, *, on_one_line: bool = False) -> Item:
    """Return a value as TOML; a text of several paragraphs gets lines of its own."""
    item: Item = tomlkit.item(value)
    if isinstance(value, str) and _LONG in value and not on_one_line:
        quotes = '"""'
        written = tomlkit.string(f"{value}\n", multiline=True).as_string()
        item = tomlkit.value(f"{quotes}\n{written.removeprefix(quotes)}")
    return item
