# SPDX-License-Identifier: Apache-2.0
"""Find the labels of a library: its tables of texts by language in vocabulary, questions, steps and profiles."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from tenderkit.library.shape import format_key

# A table of texts by language: its file, its path of keys there, and the texts.
LabelTable = tuple[str, str, Mapping[str, Any]]
# The fields of all dataclasses that hold texts by language; `choice_text` holds a table of such tables.
_TEXTS = (
    *("label", "title", "text", "help", "output", "open_point"),
    *("law", "below_threshold", "authority", "scheme", "name", "number_hint"),
)


def find_label_tables(value: Any, key: str = "") -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Yield each table of texts by language inside a value, as a pair: its path of keys in the file, and the table.

    Parameters: `key`, the path of keys to the value in the file.
    """
    if is_dataclass(value):
        for field in fields(value):
            inner = getattr(value, field.name)
            where = f"{key}.{format_key(field.name)}".lstrip(".")
            if field.name in _TEXTS and isinstance(inner, Mapping):
                yield where, inner
            elif field.name == "choice_text":
                yield from ((f"{where}.{word}", table) for word, table in inner.items())
            elif isinstance(inner, Mapping | tuple) or is_dataclass(inner):
                yield from find_label_tables(inner, where)
    elif isinstance(value, Mapping):
        for name, inner in value.items():
            yield from find_label_tables(inner, f"{key}.{name}".lstrip("."))
    elif isinstance(value, tuple):
        for number, inner in enumerate(value, 1):
            if is_dataclass(inner):
                yield from find_label_tables(inner, f"{key}.{number}")


def digest_labels(tables: Iterable[LabelTable]) -> dict[str, str]:
    """Return a digest of the English labels of each entry, such as a unit, a question or a jurisdiction profile.

    The digests are returned by file and entry, such as `vocabulary.toml units.years`, `questions.toml months` or
    `jurisdictions.toml ke`. A digest is the first sixteen hexadecimal digits of the SHA-256.
    """
    rows: dict[str, list[str]] = {}
    for file, key, table in tables:
        folder, _, profile = file.partition("/")
        depth = 2 if file == "vocabulary.toml" else 1
        entry = f"{folder}.toml {profile}" if profile else f"{file} {'.'.join(key.split('.')[:depth])}"
        rows.setdefault(entry, []).append(f"{key}\0{table.get('en')}")
    return {
        entry: hashlib.sha256("\n".join(sorted(lines)).encode()).hexdigest()[:16] for entry, lines in rows.items()
    }
