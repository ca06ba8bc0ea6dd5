# SPDX-License-Identifier: Apache-2.0
"""The closed lists: what may be said in clauses and purchases, with labels by language."""

from dataclasses import dataclass, field
from typing import Annotated

from pydantic import Field

from tenderkit.findings import nearest
from tenderkit.library.clause import SHAPE, Bool, Clause

Label = str | dict[str, str]


@dataclass(frozen=True)
class Word:
    """A word of a closed list: its labels by language, what people call it too (`also`, for hints) and, for product
    categories, what is known of them; `consumes` says that it uses up cartridges, lamps or batteries.
    """

    __pydantic_config__ = SHAPE
    label: dict[str, Label]
    cpv: Annotated[str, Field(pattern=r"^\d{8}$")] | None = None
    cpv_also: tuple[Annotated[str, Field(pattern=r"^\d{8}$")], ...] = ()
    also: tuple[str, ...] = ()
    stores_data: Bool = False
    consumes: Bool = False
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
