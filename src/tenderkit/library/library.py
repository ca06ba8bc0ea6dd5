# SPDX-License-Identifier: Apache-2.0
"""The library: vocabulary, questions, sources, jurisdictions and clauses, as frozen values."""

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from tenderkit.library.buyer_steps import BuyerStep
from tenderkit.library.clause import SHAPE, Clause, Mark, Translation
from tenderkit.library.condition import ConditionLines, can_hold
from tenderkit.library.jurisdiction import Jurisdiction, Limit, mark_own_limit
from tenderkit.library.question import Question
from tenderkit.library.vocabulary import Vocabulary

# The language that clauses are written in; all others are translated from it.
ENGLISH = "en"


@dataclass(frozen=True)
class Source:
    """A law, standard, label or guide that a clause may cite."""

    __pydantic_config__ = SHAPE
    title: str
    kind: Literal["law", "standard", "label", "guide", "case"]
    status: Literal["in-force", "voluntary", "draft", "superseded", "historical", "interim", "check"]
    mark: Mark
    issuer: str | None = None
    edition: str | None = None
    date: datetime.date | None = None
    superseded_by: str | None = None
    url: str | None = None
    note: str | None = None


@dataclass(frozen=True)
class Overlay:
    """A library of an organisation on top of another one, as its `library.toml` describes it.

    `hide` names clauses that are not used, `defaults` holds values of parameters in the place of those of the
    clauses, `limits` floors and ceilings of the organisation itself. The loader puts in `file`, the `digest` of the
    folder and the ids of the `clauses` in it.
    """

    __pydantic_config__ = SHAPE
    title: dict[str, str]
    version: str
    file: str = ""
    digest: str = ""
    clauses: tuple[str, ...] = ()
    hide: tuple[str, ...] = ()
    defaults: Annotated[dict[str, Any], Field(default_factory=dict)] = field(default_factory=dict, hash=False)
    limits: tuple[Annotated[Limit, BeforeValidator(mark_own_limit)], ...] = ()


@dataclass(frozen=True)
class Term:
    """A term of the field in another language: how it reads, the `forms` in which texts have it, and where the
    rendering comes from. Without a `source` it is one of this project, which a native reader has yet to see.
    """

    __pydantic_config__ = SHAPE
    term: str
    forms: Annotated[tuple[str, ...], Field(min_length=1)]
    source: str | None = None


@dataclass(frozen=True)
class LibraryTranslation:
    """What a library has in a language other than English: the `clauses` that are translated, the `terms` of the
    field, and what the labels of each file were `made_from`, as digests by file and table (`vocabulary.toml units`).
    """

    clauses: Mapping[str, Translation]
    terms: Mapping[str, Term]
    made_from: Mapping[str, str]


@dataclass(frozen=True)
class Library:
    """Everything that selection needs. `clauses` is in the order of themes, groups, positions and ids.

    `digest` is the SHA-256 of all files that the library was read from, in hexadecimal digits; `overlays` are the
    libraries on top, each with a digest of its own. `language` is that of the clause texts, and `words` holds, by
    clause, the values of parameters that are words, as they read in that language; `translations` are those into
    other languages.
    """

    vocabulary: Vocabulary
    questions: Mapping[str, Question]
    sources: Mapping[str, Source]
    jurisdictions: Mapping[str, Jurisdiction]
    clauses: Mapping[str, Clause]
    digest: str
    overlays: tuple[Overlay, ...] = ()
    buyer_steps: Mapping[str, BuyerStep] = field(default_factory=dict)
    translations: Mapping[str, LibraryTranslation] = field(default_factory=dict)
    language: str = ENGLISH
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def translation_into(self, language: str) -> LibraryTranslation:
        """Return what the library has in a language other than English; it may be nothing."""
        return self.translations.get(language) or LibraryTranslation({}, {}, {})

    @property
    def version(self) -> str:
        """The version of the library."""
        return self.vocabulary.library.version

    @cached_property
    def hidden(self) -> dict[str, Overlay]:
        """The clauses that a library on top hides, with that library; a later one may bring a clause back."""
        hidden: dict[str, Overlay] = {}
        for overlay in self.overlays:
            hidden = {id_: by for id_, by in hidden.items() if id_ not in overlay.clauses}
            hidden |= dict.fromkeys(overlay.hide, overlay)
        return hidden

    def advise_replacement(self, clause: str) -> str:
        """Return a sentence that advises what to name instead of a withdrawn clause; empty for a clause in use."""
        withdrawn = self.clauses.get(clause)
        if withdrawn is None or withdrawn.status != "withdrawn":
            return ""
        names: list[str] = []
        queue, seen = list(withdrawn.successor), {clause}
        while queue:
            id_ = queue.pop(0)
            other = self.clauses.get(id_)
            if other is None or id_ in seen:
                continue
            seen.add(id_)
            # A successor may have been withdrawn later.
            if other.status == "withdrawn":
                queue[:0] = other.successor
            else:
                names.append(id_)
        if not names:
            return "It was withdrawn and nothing stands in its place: take it out."
        return f"It was withdrawn: name {' and '.join(f'“{id_}”' for id_ in names)} instead."

    def find_clauses(self, **wanted: str) -> tuple[Clause, ...]:
        """Return the clauses that meet all of these conditions, in their order.

        Parameters: `theme`, `kind`, `level`, `set`, `status`, and `category` and `model`, which a lot may have.
        """
        category, model = wanted.get("category"), wanted.get("model")
        return tuple(
            c
            for c in self.clauses.values()
            if wanted.get("theme", c.theme) == c.theme
            and wanted.get("kind", c.kind) == c.kind
            and wanted.get("status", c.status) == c.status
            and ("level" not in wanted or wanted["level"] in c.levels)
            and ("set" not in wanted or wanted["set"] in c.sets)
            and any(can_hold(block, category, model) for block in c.applies)
        )

    @property
    def facts(self) -> dict[str, Question]:
        """The questions whose answers a clause may test, by id: those under `tender.answers` and `lots.answers`."""
        return {id_: question for id_, question in self.questions.items() if question.fact}

    def list_conditions(self) -> Iterator[ConditionLines]:
        """Yield every condition of the library: of clauses, buyer steps, profiles and libraries on top."""
        for clause in self.clauses.values():
            yield from clause.applies
            yield from (variant.when for variant in clause.variants.values())
            yield from (conflict.when for conflict in clause.conflicts)
            yield from (source.when for source in clause.sources)
            yield from (case.lines for parameter in clause.parameters.values() for case in parameter.cases)
        for step in self.buyer_steps.values():
            yield from step.applies
            yield from (advice.when for advice in step.advice)
            yield from (source.when for source in step.sources)
        for profile in self.jurisdictions.values():
            yield from (limit.lines for limit in profile.limits)
            yield from (rule.lines for rule in profile.product_rules)
        for overlay in self.overlays:
            yield from (limit.lines for limit in overlay.limits)

    def find_profile(self, country: str | None) -> tuple[str, str]:
        """Return the profile of an authority: the country's own, else the group that lists it, else the default.

        Parameters: `country`, an ISO 3166-1 alpha-2 code or None.
        Returns the id of the profile and how it was found: `own`, `member` or `default`.
        """
        if country and country.lower() in self.jurisdictions:
            return country.lower(), "own"
        for name, profile in self.jurisdictions.items():
            if country in profile.members:
                return name, "member"
        return "international", "default"

    def list_profile_chain(self, profile: str) -> tuple[str, ...]:
        """Return a profile and its parents, nearest first."""
        chain: list[str] = []
        current: str | None = profile
        while current and current not in chain:
            chain.append(current)
            current = self.jurisdictions[current].parent
        return tuple(chain)

    def list_product_law(self, country: str | None) -> tuple[str, ...]:
        """Return the profiles whose product law holds at a place of delivery, nearest first."""
        profile, _ = self.find_profile(country)
        profiles = list(self.list_profile_chain(profile))
        profiles += [n for n, p in self.jurisdictions.items() if country in p.product_law_also and n not in profiles]
        return tuple(profiles)

    def find_inherited(self, profile: str, name: str) -> Any:
        """Return a field of a profile, from the nearest parent that has it; None where none does."""
        for id_ in self.list_profile_chain(profile):
            value = getattr(self.jurisdictions[id_], name)
            if value:
                return value
        return None


def list_known_words(name: str, library: Library) -> Sequence[str]:
    """Return the words of a list: `jurisdictions`, `clauses`, `questions`, `category-or-group`, a vocabulary list."""
    if name == "category-or-group":
        return (*library.vocabulary.words("categories"), *library.vocabulary.words("category-groups"))
    if name in ("jurisdictions", "clauses", "questions"):
        return tuple(getattr(library, name))
    return library.vocabulary.words(name)
