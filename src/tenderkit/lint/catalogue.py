# SPDX-License-Identifier: Apache-2.0
"""What lint rules look at: a library with the names of its files, its texts one by one, the lists of words."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from tenderkit.findings import Place
from tenderkit.library.author_data import HistoryEntry, SupersededReference, WordLists
from tenderkit.library.clause import TIERS, Clause, ClauseText, Parameter, Variant, find_parameter
from tenderkit.library.language import Frame
from tenderkit.library.library import ENGLISH, Library, LibraryTranslation
from tenderkit.library.template import Template, format_template

# A full stop that ends no sentence.
_ABBREVIATION = re.compile(r"\b(?:e\.g|i\.e|No|Art|cl|Rev|vs|approx|etc|incl)\.$")
_END = re.compile(r"(?<=[.!?;])\s+")
# The texts that are printed for tenderers; guidance is advice for the authority.
CONTRACT_FIELDS = ("title", "requirement", "verification", "question", "remedy")


class Fault(NamedTuple):
    """A breach of a rule: what is wrong, what to do, where."""

    message: str
    fix: str
    place: Place


@dataclass(frozen=True)
class Passage:
    """One text of a clause: a paragraph of the requirement, or the whole of another field.

    `key` is the key in the file, `field` its first part below the text table (`verification` for every tier), `tier`
    the tier of proof, `variant` the variant it belongs to. Values are `{{ name }}` in `text`.
    """

    clause: Clause
    key: str
    field: str
    text: str
    template: Template
    language: str = "en"
    tier: str | None = None
    variant: str | None = None

    @cached_property
    def sentences(self) -> tuple[str, ...]:
        """The sentences, with what ends them; a semicolon ends one too."""
        sentences: list[str] = []
        for part in _END.split(self.text):
            if sentences and _ABBREVIATION.search(sentences[-1]):
                sentences[-1] += f" {part}"
            else:
                sentences.append(part)
        return tuple(sentences)

    @property
    def parameters(self) -> Iterator[tuple[str, str, Parameter]]:
        """The parameters that the text names: name in the text, name in the file, parameter."""
        for name in self.template[1::2]:
            if name not in ("items", "returns", "months"):
                parameter, _ = find_parameter(self.clause, name)
                yield name, parameter, self.clause.parameters[parameter]


@dataclass(frozen=True)
class Catalogue:
    """A library that can be used, with what its authors see of it.

    `files` names the file of each clause and of each profile (`jurisdictions/<id>`); `lists` and `superseded` are
    what texts are compared with; `history` holds the changes of clauses, `frames` the fixed words of documents.
    """

    library: Library
    files: Mapping[str, str] = field(default_factory=dict)
    lists: WordLists = field(default_factory=dict)
    superseded: Mapping[str, SupersededReference] = field(default_factory=dict)
    history: Mapping[str, Mapping[str, HistoryEntry]] = field(default_factory=dict)
    frames: Mapping[str, Frame] = field(default_factory=dict)

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages whose texts the rules of wording read."""
        return (ENGLISH,)

    @property
    def translations(self) -> Mapping[str, LibraryTranslation]:
        """The other languages with a frame or a translation: those that the libraries on top have a title in."""
        codes = dict.fromkeys((*self.library.translations, *self.frames))
        return {
            language: self.library.translation_into(language)
            for language in codes
            if language != ENGLISH and all(language in overlay.title for overlay in self.library.overlays)
        }

    @cached_property
    def clauses(self) -> tuple[Clause, ...]:
        """The clauses that may be printed: all that are not withdrawn."""
        return tuple(c for c in self.library.clauses.values() if c.status != "withdrawn")

    @cached_property
    def texts(self) -> tuple[Passage, ...]:
        """Every text of every clause that is not withdrawn, guidance too."""
        return tuple(passage for clause in self.clauses for passage in _find_passages(clause))

    @cached_property
    def contract_texts(self) -> tuple[Passage, ...]:
        """The texts that are printed for tenderers."""
        return tuple(passage for passage in self.texts if passage.field in CONTRACT_FIELDS)

    def words(self, name: str, language: str = "en") -> tuple[str, ...]:
        """Return the words of a list in a language. Raises KeyError where there is no such list."""
        table = self.lists[name]
        return (*table.get("any", ()), *table.get(language, ()))

    def instead(self, name: str, language: str = "en") -> dict[str, str]:
        """Return what to write in the place of each word of a list. Raises KeyError where there is no such list."""
        replacements: dict[str, str] = {}
        for key in ("any", language):
            table = self.lists[name].get(key, {})
            replacements |= table if isinstance(table, dict) else {}
        return replacements

    def at(self, clause: Clause, key: str | None = None) -> Place:
        """Return a place in the file of a clause."""
        return Place(self.files.get(clause.id), key, clause=clause.id)

    def place(self, passage: Passage) -> Place:
        """Return the place of a text."""
        return self.at(passage.clause, passage.key)

    def profile_at(self, profile: str, key: str | None = None) -> Place:
        """Return a place in the file of a jurisdiction."""
        return Place(self.files.get(f"jurisdictions/{profile}"), key)


def _find_passages(clause: Clause) -> Iterator[Passage]:
    yield from _read_fields(clause, clause.text, "text", None)
    for id_, variant in clause.variants.items():
        yield from _read_fields(clause, variant, f"variants.{id_}", id_)


def _read_fields(clause: Clause, text: ClauseText | Variant, key: str, variant: str | None) -> Iterator[Passage]:
    for name in ("title", "requirement", "verification", "question", "guidance", "remedy"):
        value = getattr(text, name)
        if value is None:
            continue
        parts: list[tuple[str, Template, str | None]]
        if name == "requirement":
            parts = [(f"{key}.{name}", paragraph, None) for paragraph in value]
        elif name == "verification":
            parts = [(f"{key}.{name}.{t}", template, t) for t in TIERS if (template := getattr(value, t))]
        else:
            parts = [(f"{key}.{name}", value, None)]
        for where, template, tier in parts:
            yield Passage(clause, where, name, format_template(template), template, tier=tier, variant=variant)
