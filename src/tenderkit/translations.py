# SPDX-License-Identifier: Apache-2.0
"""Texts by language in the files of a library, and which languages are missing."""

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from tenderkit.clause import kebab
from tenderkit.finding import Finding, Place
from tenderkit.library import CLAUSE_LANGUAGES, Library

# The fields that hold texts by language, wherever they stand; `choice_text` holds a table of such tables.
_TEXTS = ("label", "title", "text", "help", "output")


def missing(library: Library, files: Mapping[str, str]) -> Iterator[Finding]:
    """The tables of texts that lack a language in which clauses can be printed.

    Parameters: `files`, the name of each file for messages, by `jurisdictions/<id>` and by `<file>.toml`.
    """
    whole: list[tuple[str | None, Any]] = [
        ("vocabulary.toml", library.vocabulary),
        ("questions.toml", library.questions),
        ("buyer-steps.toml", library.buyer_steps),
        *((f"jurisdictions/{id_}", profile) for id_, profile in library.jurisdictions.items()),
        *((overlay.file, overlay) for overlay in library.overlays),
    ]
    for file, value in whole:
        for key, table in _tables(value, ""):
            for language in CLAUSE_LANGUAGES:
                if not table.get(language):
                    place = Place(files.get(str(file), file), key)
                    message = f"there is no text in “{language}”"
                    yield Finding("translation-missing", message, f"Add `{key}.{language}`.", place=place)


def _tables(value: Any, key: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Every table of texts by language below a value, with its key in the file."""
    if is_dataclass(value):
        for field in fields(value):
            inner = getattr(value, field.name)
            where = f"{key}.{kebab(field.name)}".lstrip(".")
            if field.name in _TEXTS and isinstance(inner, Mapping):
                yield where, inner
            elif field.name == "choice_text":
                yield from ((f"{where}.{word}", table) for word, table in inner.items())
            elif isinstance(inner, Mapping | tuple) or is_dataclass(inner):
                yield from _tables(inner, where)
    elif isinstance(value, Mapping):
        for name, inner in value.items():
            yield from _tables(inner, f"{key}.{name}".lstrip("."))
    elif isinstance(value, tuple):
        for number, inner in enumerate(value, 1):
            if is_dataclass(inner):
                yield from _tables(inner, f"{key}.{number}")
