# SPDX-License-Identifier: Apache-2.0
"""The input of the lint rules: a library with its file names, its single texts and the word lists."""

import datetime
import re
from collections.abc import Iterator, Mapping
from dataclasses import field
from functools import cached_property
from typing import Any, NamedTuple

from tenderkit.findings import Place
from tenderkit.frozen import Memory, Same, frozen_dataclass
from tenderkit.library.author_data import HistoryEntry, SupersededReference, WordLists
from tenderkit.library.clause import LOT_BLANKS, TIERS, Clause, ClauseText, Parameter, Variant, find_parameter
from tenderkit.library.language import Frame
from tenderkit.library.library import ENGLISH, Library, LibraryTranslation
from tenderkit.library.template import Template, format_template

# Abbreviations, whose full stop does not end a sentence.
_ABBREVIATION = re.compile(
    r"\b(?:e\.g|i\.e|[Nn]os?|Art|cl|Rev|vs|approx|etc|incl|Govt|Dept|Cat|Qty|Fig|Ref|Sec|[Pp]ara|Mr|Ms|Dr)\.$"
    # The initials of a name, such as “U.S.” or “U. S.”
    r"|\b[A-Z]\. ?[A-Z]\.$"
)
# With the letter before it.
_LONGEST_ABBREVIATION = 10
_INITIAL, _INITIALS = re.compile(r"\b[A-Z]\.$"), re.compile(r"[A-Z]\.(?:\s|$)")
_END = re.compile(r"(?<=[.!?;])\s+")
# The texts that are printed for tenderers; guidance is advice for the authority.
CONTRACT_FIELDS = ("title", "requirement", "verification", "question", "remedy")


def split_sentences(text: str) -> tuple[str, ...]:
    """Return the sentences of a text, each with its final full stop or semicolon."""
    sentences: list[str] = []
    for part in _END.split(text):
        if sentences and _goes_on(sentences[-1], part):
            sentences[-1] += f" {part}"
        else:
            sentences.append(part)
    return tuple(sentences)


def _goes_on(sentence: str, part: str) -> bool:
    """Return whether the full stop at the end of a sentence is that of an abbreviation, before the next part."""
    end = sentence[-_LONGEST_ABBREVIATION:]
    initials = _INITIAL.search(end) and _INITIALS.match(part)
    return bool(_ABBREVIATION.search(end) or initials)


class Fault(NamedTuple):
    """A breach of a rule: what is wrong, how to mend it, and where it is.

    `key`, `values`: where the rule is applied to texts of authorities, too, the key of what these read, in the
    section `wording` of the frame, and what the words in braces there stand for.
    """

    message: str
    fix: str
    place: Place
    key: str = ""
    values: tuple[tuple[str, Any], ...] = ()


def make_fault(message: str, fix: str, place: Place, key: str, /, **values: object) -> Fault:
    """Return a breach of a rule that is applied to texts of authorities, too.

    Parameters: those of `Fault`, `values` by name: phrases of the text, and tuples for lists.
    """
    return Fault(message, fix, place, key, tuple(values.items()))


@frozen_dataclass
class Wording:
    """One text of a clause: a paragraph of the requirement, or the whole text of another field.

    `key`: the key of the text in the file, such as `text.verification.document`; `field`: the field, for this key
    `verification`; `tier`: the tier of proof, for this key `document`; `variant`: the id of the variant that has this
    text, None for the main text; `text`: the text, with `{{ name }}` in place of each value.
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
        """The sentences of the text, each with its final full stop or semicolon."""
        return split_sentences(self.text)

    @property
    def parameters(self) -> Iterator[tuple[str, str, Parameter]]:
        """The parameters in the text, each as three values: two spellings of the name, and the parameter.

        The first spelling is that of the text (`parts_years`), the second that of the file (`parts-years`)."""
        for name in self.template[1::2]:
            if name not in LOT_BLANKS:
                parameter, _ = find_parameter(self.clause, name)
                yield name, parameter, self.clause.parameters[parameter]


# The texts of clauses; defects of exercises are planted in some clauses of many.
_KNOWN_WORDINGS: Memory[tuple[Wording, ...]] = Memory(1024)


@frozen_dataclass
class Catalogue:
    """A library that was read without errors, with the word lists and the changelog that only the lint rules need.

    `files`: the path of the file of each clause, by the id of the clause, and of each jurisdiction, by
    `jurisdictions/<id>`; `lists`: the word lists by which rules search texts; `superseded`: the outdated references
    that rules search for; `history`: the changes of each clause, by version; `frames`: the fixed words of the papers,
    by language; `today`: the day of the run, None where nothing depends on it.
    """

    library: Library
    files: Mapping[str, str] = field(default_factory=dict)
    lists: WordLists = field(default_factory=dict)
    superseded: Mapping[str, SupersededReference] = field(default_factory=dict)
    history: Mapping[str, Mapping[str, HistoryEntry]] = field(default_factory=dict)
    frames: Mapping[str, Frame] = field(default_factory=dict)
    today: datetime.date | None = None

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages in which the rules on wording check the texts."""
        return (ENGLISH,)

    @property
    def translations(self) -> Mapping[str, LibraryTranslation]:
        """The translations of the library, by language; languages without a title for every overlay are left out."""
        codes = dict.fromkeys((*self.library.translations, *self.frames))
        return {
            language: self.library.translation_into(language)
            for language in codes
            if language != ENGLISH and all(language in overlay.title for overlay in self.library.overlays)
        }

    def find_set(self, language: str) -> str | None:
        """Return the set of clauses to which the translation into a language is limited; None if there is none."""
        frame = self.frames.get(language)
        return frame.set if frame else None

    @cached_property
    def clauses(self) -> tuple[Clause, ...]:
        """The clauses that are not withdrawn, drafts included."""
        return tuple(c for c in self.library.clauses.values() if c.status != "withdrawn")

    @cached_property
    def texts(self) -> tuple[Wording, ...]:
        """Every text of every clause that is not withdrawn, with the guidance for the authority."""
        return tuple(wording for clause in self.clauses for wording in list_wordings(clause))

    @cached_property
    def contract_texts(self) -> tuple[Wording, ...]:
        """Every text of every clause that tenderers read: `texts` without the guidance for the authority."""
        return tuple(wording for wording in self.texts if wording.field in CONTRACT_FIELDS)

    @cached_property
    def general_texts(self) -> tuple[Wording, ...]:
        """Every text of the general rules that tenderers read: what it allows, it allows for all clauses."""
        return tuple(wording for wording in self.contract_texts if wording.clause.kind == "general-rule")

    def words(self, name: str, language: str = "en") -> tuple[str, ...]:
        """Return the words of a word list in a language. Raises KeyError if no word list has this name."""
        table = self.lists[name]
        return (*table.get("any", ()), *table.get(language, ()))

    def instead(self, name: str, language: str = "en") -> dict[str, str]:
        """Return the replacement of each word in a word list. Raises KeyError if no word list has this name."""
        replacements: dict[str, str] = {}
        for key in ("any", language):
            table = self.lists[name].get(key, {})
            replacements |= table if isinstance(table, dict) else {}
        return replacements

    def at(self, clause: Clause, key: str | None = None) -> Place:
        """Return the place (file and key) of a key in the file of a clause."""
        return Place(self.files.get(clause.id), key, clause=clause.id)

    def place(self, wording: Wording) -> Place:
        """Return the place (file and key) of a wording in the file of its clause."""
        return self.at(wording.clause, wording.key)

    def profile_at(self, profile: str, key: str | None = None) -> Place:
        """Return the place (file and key) of a key in the file of a jurisdiction."""
        return Place(self.files.get(f"jurisdictions/{profile}"), key)


def list_wordings(clause: Clause) -> tuple[Wording, ...]:
    """Return every text of a clause, with the guidance for the authority."""
    return _KNOWN_WORDINGS.recall(Same(clause), lambda: tuple(_list_wordings(clause)))


def _list_wordings(clause: Clause) -> Iterator[Wording]:
    yield from _read_fields(clause, clause.text, "text", None)
    for id_, variant in clause.variants.items():
        yield from _read_fields(clause, variant, f"variants.{id_}", id_)


def _read_fields(clause: Clause, text: ClauseText | Variant, key: str, variant: str | None) -> Iterator[Wording]:
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
            yield Wording(clause, where, name, format_template(template), template, tier=tier, variant=variant)
