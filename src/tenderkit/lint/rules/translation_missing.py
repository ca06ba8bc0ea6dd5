# SPDX-License-Identifier: Apache-2.0
"""translation-missing: a label or text lacks a language that the clauses have.

Catches a table of texts by language (label, title, text, help, choice-text, output, and the texts of the profiles)
in the vocabulary, the questions, the buyer steps, the jurisdictions or a library on top that lacks one of the
languages in which clause texts exist, or is empty there. An annex in that language would have a gap, or would print
English silently; a missing term is shown as a gap, never filled from another language. Clause texts themselves are
in one language today, so this rule does not look at them.

Passes:  label.en = "lease", where clause texts are in English
Fails:   label.fr = "location", and no label.en

Add the text in the language that is missing, and have a native speaker read it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from tenderkit.clause import kebab
from tenderkit.finding import Place
from tenderkit.lint.catalogue import Catalogue, Fault

SEVERITY = "error"

# The fields that hold texts by language, wherever they stand; `choice_text` holds a table of such tables.
_TEXTS = ("label", "title", "text", "help", "output")


def check(catalogue: Catalogue) -> Iterator[Fault]:
    """The tables of texts that lack a language."""
    library = catalogue.library
    whole: list[tuple[str | None, Any]] = [
        ("vocabulary.toml", library.vocabulary),
        ("questions.toml", library.questions),
        ("buyer-steps.toml", library.buyer_steps),
        *((catalogue.profile_at(id_).file, profile) for id_, profile in library.jurisdictions.items()),
        *((overlay.file, overlay) for overlay in library.overlays),
    ]
    for file, value in whole:
        for key, table in _tables(value, ""):
            missing = [language for language in catalogue.languages if not table.get(language)]
            for language in missing:
                message = f"there is no text in “{language}”"
                yield Fault(message, f"Add `{key}.{language}`.", Place(file, key))


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
