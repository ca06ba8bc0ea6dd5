# SPDX-License-Identifier: Apache-2.0
"""The clause library: vocabulary, questions, sources, jurisdictions and clauses, as one frozen value."""

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field
from functools import cached_property
from typing import TYPE_CHECKING, Annotated, Any, Literal

from tenderkit.frozen import frozen_dataclass
from tenderkit.library.buyer_steps import BuyerStep
from tenderkit.library.clause import Clause, Mark, Translation
from tenderkit.library.condition import ConditionLines, can_hold
from tenderkit.library.jurisdiction import Dated, Jurisdiction, Limit, mark_own_limit
from tenderkit.library.label_tables import LabelTable, digest_labels, find_label_tables
from tenderkit.library.other_device import PROPERTY_WORDS, is_kind
from tenderkit.library.question import Question
from tenderkit.library.shape import SHAPE, Bounds, Convert
from tenderkit.library.vocabulary import Vocabulary

if TYPE_CHECKING:
    from tenderkit.library.language import Language

# The language that clauses are written in; all others are translated from it.
ENGLISH = "en"


@frozen_dataclass
class Source(Dated):
    """A law, standard, ecolabel or guide that a clause may cite.

    `mark`: how well the facts on it are confirmed; `checked`: the day on which somebody last read it. `from_` and
    `until`: the first and the last day on which an annex cites it: a law from the day it enters into force or, where
    it takes the place of another, applies. `law_of`: the id of the profile of the place where it is law.
    """

    __pydantic_config__ = SHAPE
    title: str
    kind: Literal["law", "standard", "label", "guide", "case"]
    status: Literal["in-force", "voluntary", "draft", "superseded", "historical", "interim", "check"]
    mark: Mark
    issuer: str | None = None
    edition: str | None = None
    date: datetime.date | None = None
    from_: datetime.date | None = None
    until: datetime.date | None = None
    law_of: str | None = None
    superseded_by: str | None = None
    url: str | None = None
    checked: datetime.date | None = None
    note: str | None = None


@frozen_dataclass
class Overlay:
    """An overlay: an organisation's own library on top of the shipped one, as its `library.toml` describes it.

    `hide`: the ids of clauses that are not to be used. `defaults`: parameter values that replace the values proposed
    by the clauses. `limits`: the organisation's own minima and maxima. The loader adds three fields: `file`, the name
    of the file `library.toml` for messages; `digest`, the digest of the overlay's folder; `clauses`, the ids of the
    overlay's clauses.
    """

    __pydantic_config__ = SHAPE
    title: dict[str, str]
    version: str
    file: str = ""
    digest: str = ""
    clauses: tuple[str, ...] = ()
    hide: tuple[str, ...] = ()
    defaults: dict[str, Any] = field(default_factory=dict, hash=False)
    limits: tuple[Annotated[Limit, Convert(mark_own_limit)], ...] = ()


@frozen_dataclass
class Term:
    """The translation of a term of public procurement or ICT into another language.

    `term`: the translated term. `forms`: its word forms that occur in texts. `source`: where the translation comes
    from; if None, this project made the translation, and no native reader has checked it yet.
    """

    __pydantic_config__ = SHAPE
    term: str
    forms: Annotated[tuple[str, ...], Bounds(min_length=1)]
    source: str | None = None


@frozen_dataclass
class SourceTranslation:
    """The title of a source in another language, with its issuer, edition and note where they are translated, too.

    `sha256`: the digest of the English texts from which these were made. `official`: where the title was read, if the
    source itself bears it; None for a title that is a rendering of this project.
    """

    __pydantic_config__ = SHAPE
    sha256: Annotated[str, Bounds(pattern=r"^[0-9a-f]{64}$")]
    title: str
    official: str | None = None
    issuer: str | None = None
    edition: str | None = None
    note: str | None = None


@frozen_dataclass
class LibraryTranslation:
    """The translated clauses and sources, by id, and the translated terms of a library in one language.

    `made_from`: the digest of the English labels from which an entry was translated, by file and entry, such as
    `vocabulary.toml units.years`.
    """

    clauses: Mapping[str, Translation]
    terms: Mapping[str, Term]
    made_from: Mapping[str, str]
    sources: Mapping[str, SourceTranslation] = field(default_factory=dict)


@frozen_dataclass
class Library:
    """The clause library: all the data that the selection of clauses needs apart from the purchase.

    `clauses`: the clauses by id, in the order of themes, groups, positions and ids. `digest`: the SHA-256 of the
    files of the base folder, in hexadecimal digits, without the overlays. `language`: the language of the clause
    texts. `words`: by clause id, the translations into `language` of parameter values that are English words.
    `english_titles`: the English titles of the clauses by id, for the texts of those that are not translated.
    `translations`: the texts in other languages, by language.
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
    english_titles: Mapping[str, str] = field(default_factory=dict)

    def translation_into(self, language: str) -> LibraryTranslation:
        """Return the translated texts of the library in a language: an object without texts if there are none."""
        return self.translations.get(language) or LibraryTranslation({}, {}, {})

    @property
    def version(self) -> str:
        """The version of the shipped library, as the vocabulary file names it."""
        return self.vocabulary.library.version

    @cached_property
    def hidden(self) -> dict[str, Overlay]:
        """The hidden clauses: the id of each, with the overlay that hides it.

        A clause is not hidden if an overlay after the hiding overlay has a clause with the same id.
        """
        hidden: dict[str, Overlay] = {}
        for overlay in self.overlays:
            hidden = {id_: by for id_, by in hidden.items() if id_ not in overlay.clauses}
            hidden |= dict.fromkeys(overlay.hide, overlay)
        return hidden

    @property
    def overlay_defaults(self) -> tuple[Mapping[str, Mapping[str, Any]], ...]:
        """The parameter values that overlays set, by clause id and parameter; the topmost overlay comes first."""
        return tuple(overlay.defaults for overlay in reversed(self.overlays))

    @cached_property
    def label_tables(self) -> tuple[LabelTable, ...]:
        """Every table of texts by language: its file, its path of keys in the file, and the texts.

        For a jurisdiction profile the file is `jurisdictions/<id>`.
        """
        parts: list[tuple[str, Any]] = [
            ("vocabulary.toml", self.vocabulary),
            ("questions.toml", self.questions),
            ("buyer-steps.toml", self.buyer_steps),
            *((f"jurisdictions/{id_}", profile) for id_, profile in self.jurisdictions.items()),
            *((overlay.file, overlay) for overlay in self.overlays),
        ]
        return tuple((file, key, table) for file, value in parts for key, table in find_label_tables(value))

    @cached_property
    def label_digests(self) -> Mapping[str, str]:
        """The digests of the English labels by entry, as `digest_labels` returns them."""
        return digest_labels(self.label_tables)

    def name_category(self, category: str) -> str:
        """Return the id of a product category; another device has its name in the purchase in the place of an id."""
        return str(self.vocabulary.categories[category].label[ENGLISH]) if is_kind(category) else category

    def list_successors(self, clause: str) -> tuple[str, ...] | None:
        """Return the ids of the clauses that follow a withdrawn one; None for any other clause."""
        withdrawn = self.clauses.get(clause)
        if withdrawn is None or withdrawn.status != "withdrawn":
            return None
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
        return tuple(names)

    def translate_value(self, clause: str, value: Any) -> Any:
        """Return the translation of a value of a clause; a value without a translation is returned unchanged.

        Parameters: `clause`, the id of the clause.
        """
        words = self.words.get(clause, {})
        if isinstance(value, str):
            return words.get(value, value)
        return tuple(self.translate_value(clause, v) for v in value) if isinstance(value, list | tuple) else value

    def advise_replacement(self, clause: str, words: "Language") -> str:
        """Return a sentence that names the successors of a withdrawn clause; an empty text for any other clause.

        Parameters: `words`, the language of the sentence.
        """
        names = self.list_successors(clause)
        if not names:
            return "" if names is None else words.text("selection.withdrawn-alone")
        return words.text("selection.withdrawn", clauses=words.listing([words.quote(id_) for id_ in names]))

    def find_clauses(self, **wanted: str) -> tuple[Clause, ...]:
        """Return the clauses that meet all criteria passed by the caller, in the order of the library.

        Parameters: `theme`, `kind`, `level`, `set` and `status` of the clause; `category` (product category) and
        `model` (acquisition model) of a lot that the clause can apply to. Each may be left out.
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
        """The questions, by id, whose answers the conditions of clauses may test.

        The purchase file holds the answers to these questions under `answers`.
        """
        return {id_: question for id_, question in self.questions.items() if question.fact}

    def list_conditions(self) -> Iterator[ConditionLines]:
        """Yield the tables of all conditions in clauses, buyer steps, jurisdiction profiles and overlays.

        Withdrawn clauses are left out: no answer brings them back.
        """
        for clause in self.clauses.values():
            if clause.status == "withdrawn":
                continue
            yield from clause.applies
            yield from (variant.when for variant in clause.variants.values())
            yield from (conflict.when for conflict in clause.conflicts)
            yield from (source.when for source in clause.sources)
            yield from (case.lines for parameter in clause.parameters.values() for case in parameter.cases)
        for step in self.buyer_steps.values():
            yield from step.applies
            yield from (paragraph.when for paragraph in (*step.advice, *step.questions))
            yield from (source.when for source in step.sources)
        for profile in self.jurisdictions.values():
            yield from (limit.lines for limit in profile.limits)
            yield from (rule.lines for rule in profile.product_rules)
            yield from (duty.lines for duty in profile.duties)
        for overlay in self.overlays:
            yield from (limit.lines for limit in overlay.limits)

    @cached_property
    def tested_lines(self) -> frozenset[str]:
        """The keys that these conditions have, such as `min-months` or the id of a question."""
        return frozenset().union(*self.list_conditions())

    def find_profile(self, country: str | None) -> tuple[str, str]:
        """Return the id of the jurisdiction profile for a country, with a word for how the profile was found.

        The word is `own` for the country's own profile. Without such a profile, it is `member` for the first profile
        that lists the country in `members`, else `default` for the profile `international`.

        Parameters: `country`, an ISO 3166-1 alpha-2 code or None.
        """
        if country and country.lower() in self.jurisdictions:
            return country.lower(), "own"
        for name, profile in self.jurisdictions.items():
            if country in profile.members:
                return name, "member"
        return "international", "default"

    def list_profile_chain(self, profile: str) -> tuple[str, ...]:
        """Return the ids of a jurisdiction profile, of its parent, of the parent of its parent, and so on."""
        chain: list[str] = []
        current: str | None = profile
        while current and current not in chain:
            chain.append(current)
            current = self.jurisdictions[current].parent
        return tuple(chain)

    def list_product_law(self, country: str | None) -> tuple[str, ...]:
        """Return the ids of the profiles whose product law holds in a country of delivery.

        The profile for the country is first, then its parents, then other profiles that name the country.
        """
        profile, _ = self.find_profile(country)
        profiles = list(self.list_profile_chain(profile))
        profiles += [n for n, p in self.jurisdictions.items() if country in p.product_law_also and n not in profiles]
        return tuple(profiles)

    def find_inherited(self, profile: str, name: str) -> Any:
        """Return the value of a field in a jurisdiction profile or, if it is empty there, in the nearest parent.

        Returns None if the field is empty in all parents too.
        """
        for id_ in self.list_profile_chain(profile):
            value = getattr(self.jurisdictions[id_], name)
            if value:
                return value
        return None


def list_known_words(name: str, library: Library) -> Sequence[str]:
    """Return the known words of a list, in the order of the list.

    Parameters: `name`, the name of a list of the vocabulary, such as `units`. Four more names are possible: with
    `jurisdictions`, `clauses` or `questions`, the words are the ids of all profiles, clauses or questions; with
    `category-or-group`, the ids of all product categories, of the properties of other devices, and of groups.
    """
    if name == "category-or-group":
        vocabulary = library.vocabulary
        return (*vocabulary.words("categories"), *PROPERTY_WORDS, *vocabulary.words("category-groups"))
    if name in ("jurisdictions", "clauses", "questions"):
        return tuple(getattr(library, name))
    return library.vocabulary.words(name)
