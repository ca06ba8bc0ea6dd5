# SPDX-License-Identifier: Apache-2.0
"""The library: vocabulary, questions, sources, jurisdictions and clauses, as frozen values."""

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from tenderkit.clause import SHAPE, Block, Bool, Clause, Mark, Number, kebab
from tenderkit.condition import Lines, can_hold
from tenderkit.finding import nearest
from tenderkit.preparation import BuyerStep
from tenderkit.question import Question

Label = str | dict[str, str]


# The languages that the clause texts are written in.
CLAUSE_LANGUAGES = ("en",)


@dataclass(frozen=True)
class Word:
    """A word of a closed list: its labels by language, what people call it too (`also`, for hints) and, for product
    categories, what is known of them.
    """

    __pydantic_config__ = SHAPE
    label: dict[str, Label]
    cpv: Annotated[str, Field(pattern=r"^\d{8}$")] | None = None
    cpv_also: tuple[Annotated[str, Field(pattern=r"^\d{8}$")], ...] = ()
    also: tuple[str, ...] = ()
    stores_data: Bool = False
    has_battery: Bool = False


Words = dict[str, Word]


@dataclass(frozen=True)
class LibraryHead:
    """The version of the library."""

    __pydantic_config__ = SHAPE
    version: str


@dataclass(frozen=True)
class Countries:
    """The ISO 3166-1 alpha-2 codes; their names come from the locale data. `also` is what else people call them."""

    __pydantic_config__ = SHAPE
    codes: tuple[str, ...]
    also: dict[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class Vocabulary:
    """The closed lists, each in its order."""

    __pydantic_config__ = SHAPE
    library: LibraryHead
    kinds: Words
    levels: Words
    statuses: Words
    proportionalities: Words
    sets: Words
    themes: Words
    groups: Words
    categories: Words
    acquisitions: Words
    data: Words
    contracts: Words
    quantity_bases: Words
    marks: Words
    evidence: Words
    units: Words
    anchors: Words
    countries: Countries

    def words(self, name: str) -> tuple[str, ...]:
        """The ids of one list, for example `words("categories")`."""
        if name == "countries":
            return self.countries.codes
        return tuple(getattr(self, name.replace("-", "_")))

    def label(self, name: str, word: str) -> dict[str, Label]:
        """The labels of a word of one list, by language."""
        found: Word = getattr(self, name)[word]
        return found.label

    def order(self, clause: Clause) -> tuple[int, int, int, str]:
        """What clauses are sorted by: theme, group, position, id; words that are not known come last."""
        themes, groups = self.words("themes"), self.words("groups")
        theme = themes.index(clause.theme) if clause.theme in themes else len(themes)
        group = groups.index(clause.group) if clause.group in groups else len(groups)
        return theme, group, clause.position, clause.id

    def meant(self, name: str, word: str) -> str:
        """A sentence that names the word that was probably meant, or those that are known."""
        said = word.strip().lower()
        if name == "countries":
            if said.upper() in self.countries.codes:
                return f"Did you mean “{said.upper()}”?"
            for code, names in self.countries.also.items():
                if said in (name.lower() for name in names):
                    return f"Did you mean “{code}”?"
            return "Write its two-letter code of ISO 3166-1, such as KE, PT or GB; leave the key out where none fits."
        for id_ in self.words(name):
            entry: Word = getattr(self, name.replace("-", "_"))[id_]
            if said in entry.also:
                return f"Did you mean “{id_}”?"
        return nearest(word, self.words(name))

    def category_of(self, cpv: str) -> str | None:
        """The category a CPV code belongs to, or None.

        Parameters: `cpv`, eight digits, with or without the check digit. The longest code of the vocabulary
        that lies above it in the code tree decides.
        """
        digits = cpv.partition("-")[0]
        best: tuple[int, str] | None = None
        for category, word in self.categories.items():
            for code in (word.cpv, *word.cpv_also):
                stem = (code or "").rstrip("0")
                if stem and digits.startswith(stem) and (best is None or len(stem) > best[0]):
                    best = len(stem), category
        return best[1] if best else None


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
class ProcurementRule:
    """A rule or a fact of law in one sentence, with its source; without a mark nobody knows how sure it is."""

    __pydantic_config__ = SHAPE
    text: dict[str, str]
    source: str | None = None
    clause: str | None = None
    mark: Mark | None = None


# What a profile can say nothing about.
Subject = Literal["equivalence", "weights", "quotas", "e-waste", "registers", "proof", "number-format", "small-value"]
AskWhen = Literal["contract-start", "selection", "with-the-bid"]


@dataclass(frozen=True)
class EWaste:
    """The e-waste regime of a place: the law and the day it applies from, who registers, what proves it.

    `ask_when` says when a registration, or the licence of an operator, may be asked for. `number_hint` describes a
    registration number; it is no pattern to test against. `mark` is that of the law; what is said of registers, proof
    and number carries its own.
    """

    __pydantic_config__ = SHAPE
    law: str
    ask_when: AskWhen
    authority: str | None = None
    from_: datetime.date | None = None
    registers: ProcurementRule | None = None
    proof: ProcurementRule | None = None
    number_hint: str | None = None
    number_mark: Mark | None = None
    source: str | None = None
    mark: Mark | None = None


@dataclass(frozen=True)
class SmallValue:
    """The contract value up to which a purchase is small in this jurisdiction."""

    __pydantic_config__ = SHAPE
    amount: Number
    currency: str
    source: str | None = None
    mark: Mark | None = None


@dataclass(frozen=True)
class Limit:
    """A floor or ceiling of law for a parameter; the direction of the parameter says which.

    `own` says that it is a rule of the authority itself, not law; such a rule holds wherever the units are delivered.
    `text` tells the limit where no value of a clause stands for it; `told_by` is the id of a product rule that does.
    """

    __pydantic_config__ = SHAPE
    parameter: tuple[str, ...]
    value: Any = field(hash=False)
    source: str
    mark: Mark
    lines: Block = field(default_factory=dict, hash=False)
    unit: str | None = None
    anchor: str | None = None
    from_: datetime.date | None = None
    until: datetime.date | None = None
    clause: str | None = None
    text: dict[str, str] | None = field(default=None, hash=False)
    told_by: str | None = None
    own: Bool = False

    def in_force(self, date: datetime.date) -> bool:
        """Whether the limit holds on a day."""
        return (self.from_ is None or self.from_ <= date) and (self.until is None or date <= self.until)


def _limit(value: Any, shape: Any = Limit) -> Any:
    if not isinstance(value, dict):
        return value
    keys = {kebab(name) for name in shape.__dataclass_fields__} - {"lines"}
    own = {k: v for k, v in value.items() if k in keys}
    return {**own, "lines": {k: v for k, v in value.items() if k not in keys}}


def _own_limit(value: Any) -> Any:
    # The organisation vouches for its own rules; no mark says how sure it is of them.
    return _limit({"mark": "C", **value, "own": True} if isinstance(value, dict) else value)


@dataclass(frozen=True)
class Duty:
    """What binds the authority itself; shown to it as a hint."""

    __pydantic_config__ = SHAPE
    id: str
    text: dict[str, str]
    source: str
    mark: Mark
    categories: tuple[str, ...] = ()
    from_: datetime.date | None = None
    until: datetime.date | None = None
    replaces: str | None = None
    clause: str | None = None


@dataclass(frozen=True)
class ProductRule:
    """What product law already demands of equipment, whatever a tender says, where no parameter of a clause holds it.

    Shown to the authority, so that nobody asks for what the law gives anyway.
    """

    __pydantic_config__ = SHAPE
    id: str
    text: dict[str, str]
    source: str
    mark: Mark
    lines: Block = field(default_factory=dict, hash=False)
    from_: datetime.date | None = None
    until: datetime.date | None = None
    clause: str | None = None


def _product_rule(value: Any) -> Any:
    return _limit(value, ProductRule)


@dataclass(frozen=True)
class Jurisdiction:
    """A profile: what changes with the place of the authority and of delivery.

    `organisation` says that no country leads here: a purchase names it. `quotas` tells of all that are known,
    those of producers too; what binds the authority is a duty. `not_recorded` names what nobody has looked up
    for this place, `none_known` what was looked for and not found.
    """

    __pydantic_config__ = SHAPE
    title: dict[str, str]
    parent: str | None = None
    organisation: Bool = False
    members: tuple[str, ...] = ()
    product_law_also: tuple[str, ...] = ()
    languages: tuple[Annotated[str, Field(pattern=r"^[a-z]{2,3}$")], ...] = ()
    paper: Literal["A4", "Letter"] = "A4"
    sources: tuple[str, ...] = ()
    equivalence: ProcurementRule | None = None
    weights: ProcurementRule | None = None
    quotas: ProcurementRule | None = None
    e_waste: EWaste | None = None
    not_recorded: tuple[Subject, ...] = ()
    none_known: tuple[Subject, ...] = ()
    small_value: SmallValue | None = None
    limits: tuple[Annotated[Limit, BeforeValidator(_limit)], ...] = ()
    product_rules: tuple[Annotated[ProductRule, BeforeValidator(_product_rule)], ...] = ()
    duties: tuple[Duty, ...] = ()


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
    limits: tuple[Annotated[Limit, BeforeValidator(_own_limit)], ...] = ()


@dataclass(frozen=True)
class Library:
    """Everything that selection needs. `clauses` is in the order of themes, groups, positions and ids.

    `digest` is the SHA-256 of all files that the library was read from, in hexadecimal digits; `overlays` are the
    libraries on top, each with a digest of its own.
    """

    vocabulary: Vocabulary
    questions: Mapping[str, Question]
    sources: Mapping[str, Source]
    jurisdictions: Mapping[str, Jurisdiction]
    clauses: Mapping[str, Clause]
    digest: str
    overlays: tuple[Overlay, ...] = ()
    buyer_steps: Mapping[str, BuyerStep] = field(default_factory=dict)

    @property
    def version(self) -> str:
        """The version of the library."""
        return self.vocabulary.library.version

    @cached_property
    def hidden(self) -> dict[str, Overlay]:
        """The clauses that a library on top hides, with that library; a later one may bring a clause back."""
        found: dict[str, Overlay] = {}
        for overlay in self.overlays:
            found = {id_: by for id_, by in found.items() if id_ not in overlay.clauses}
            found |= dict.fromkeys(overlay.hide, overlay)
        return found

    def instead(self, clause: str) -> str:
        """What to do where a withdrawn clause is named, in a sentence; empty for a clause that is in use."""
        found = self.clauses.get(clause)
        if found is None or found.status != "withdrawn":
            return ""
        names: list[str] = []
        left, seen = list(found.successor), {clause}
        while left:
            id_ = left.pop(0)
            other = self.clauses.get(id_)
            if other is None or id_ in seen:
                continue
            seen.add(id_)
            # What took its place may have been withdrawn later.
            if other.status == "withdrawn":
                left[:0] = other.successor
            else:
                names.append(id_)
        if not names:
            return "It was withdrawn and nothing stands in its place: take it out."
        return f"It was withdrawn: name {' and '.join(f'“{id_}”' for id_ in names)} instead."

    def matching(self, **wanted: str) -> tuple[Clause, ...]:
        """The clauses that answer to all of these, in their order.

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
        """The questions whose answers a clause may test; they stand under `tender.answers` or `lots.answers`."""
        return {id_: question for id_, question in self.questions.items() if question.fact}

    def conditions(self) -> Iterator[Lines]:
        """Every condition of the library, wherever it stands."""
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

    def profile(self, country: str | None) -> tuple[str, str]:
        """The profile of an authority: the country's own, else the group that lists it, else the default.

        Parameters: `country`, an ISO 3166-1 alpha-2 code or None.
        Returns the id of the profile and how it was found: `own`, `member` or `default`.
        """
        if country and country.lower() in self.jurisdictions:
            return country.lower(), "own"
        for name, profile in self.jurisdictions.items():
            if country in profile.members:
                return name, "member"
        return "international", "default"

    def with_parents(self, profile: str) -> tuple[str, ...]:
        """A profile and those it stands below, nearest first."""
        chain: list[str] = []
        step: str | None = profile
        while step and step not in chain:
            chain.append(step)
            step = self.jurisdictions[step].parent
        return tuple(chain)

    def product_law(self, country: str | None) -> tuple[str, ...]:
        """The profiles whose product law holds at a place of delivery, nearest first."""
        profile, _ = self.profile(country)
        found = list(self.with_parents(profile))
        found += [n for n, p in self.jurisdictions.items() if country in p.product_law_also and n not in found]
        return tuple(found)

    def inherited(self, profile: str, what: str) -> Any:
        """A field of a profile, from the nearest parent that has it; None where none does."""
        for name in self.with_parents(profile):
            value = getattr(self.jurisdictions[name], what)
            if value:
                return value
        return None


def known_words(what: str, library: Library) -> Sequence[str]:
    """The words of a list: `jurisdictions`, `clauses`, `questions`, or a list of the vocabulary."""
    if what in ("jurisdictions", "clauses", "questions"):
        return tuple(getattr(library, what))
    return library.vocabulary.words(what)
