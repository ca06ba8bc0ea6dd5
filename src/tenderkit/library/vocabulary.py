# SPDX-License-Identifier: Apache-2.0
"""The vocabulary: the closed lists of words that clauses and purchase files may use, with labels by language."""

import re
import unicodedata
from dataclasses import field
from functools import lru_cache
from typing import Annotated, Literal

from tenderkit.frozen import frozen_dataclass
from tenderkit.library.clause import Clause
from tenderkit.library.shape import SHAPE, Bool, Bounds

Label = str | dict[str, str]


@frozen_dataclass
class Word:
    """A word of a closed list, with its labels by language.

    `also`: other names for the word. The interview accepts such a name; a file with such a name is refused, and the
    message proposes the word. `counted`: true for a unit that comes in whole numbers, such as features or tiers.
    Only product categories have the other fields. `cpv` and `cpv_also`: the CPV codes of the category.
    `acquisition`: how it is usually acquired, where not by purchase. `consumes`: true for equipment that uses up
    cartridges, lamps or batteries. `groups`: the ids of the groups that the category belongs to.
    """

    __pydantic_config__ = SHAPE
    label: dict[str, Label]
    cpv: Annotated[str, Bounds(pattern=r"^\d{8}$")] | None = None
    cpv_also: tuple[Annotated[str, Bounds(pattern=r"^\d{8}$")], ...] = ()
    also: tuple[str, ...] = ()
    acquisition: str | None = None
    counted: Bool = False
    stores_data: Bool = False
    consumes: Bool = False
    has_battery: Bool = False
    groups: tuple[str, ...] = ()


Words = dict[str, Word]


@frozen_dataclass
class CategoryGroup:
    """A group of product categories; the files of a library may name a group wherever they may name a category.

    Three kinds of categories belong to the group: categories that list it in their `groups`; categories in `members`;
    and the categories of another group (`of`) that have a property (`has`), such as `stores-data`.
    """

    __pydantic_config__ = SHAPE
    label: dict[str, Label]
    members: tuple[str, ...] = ()
    of: str | None = None
    has: Literal["stores-data", "has-battery", "consumes"] | None = None

    def __post_init__(self) -> None:
        """Raise ValueError if the group has `of` without `has`, or `has` without `of`."""
        if (self.of is None) != (self.has is None):
            raise ValueError("names one of `of` and `has` and not the other")


@frozen_dataclass
class OutOfScope:
    """What the library has no clauses for, such as software: the reason, and its CPV codes."""

    __pydantic_config__ = SHAPE
    label: dict[str, Label]
    cpv: tuple[Annotated[str, Bounds(pattern=r"^\d{8}$")], ...]


@frozen_dataclass
class LibraryHead:
    """The table `library` of the vocabulary: the version of the library."""

    __pydantic_config__ = SHAPE
    version: str


@frozen_dataclass
class Countries:
    """The ISO 3166-1 alpha-2 codes of countries.

    `also`: other names of countries, by code. Such a name in a purchase file is refused like any unknown code, but
    the message then names the code. Papers take the names of countries from the locale data.
    """

    __pydantic_config__ = SHAPE
    codes: tuple[str, ...]
    also: dict[str, tuple[str, ...]] = field(default_factory=dict)


@frozen_dataclass
class Vocabulary:
    """The content of `vocabulary.toml`: closed lists of words, each in the order of the file."""

    __pydantic_config__ = SHAPE
    library: LibraryHead
    kinds: Words
    levels: Words
    statuses: Words
    proportionalities: Words
    priorities: Words
    sets: Words
    themes: Words
    groups: Words
    categories: Words
    acquisitions: Words
    data: Words
    contracts: Words
    quantity_bases: Words
    authority_kinds: Words
    conditions: Words
    movers: Words
    recipients: Words
    media: Words
    routes: Words
    call_offs: Words
    marks: Words
    evidence: Words
    units: Words
    anchors: Words
    countries: Countries
    category_groups: dict[str, CategoryGroup] = field(default_factory=dict)
    out_of_scope: dict[str, OutOfScope] = field(default_factory=dict)

    def find_authority_kind(self, name: str | None) -> str | None:
        """Return the kind of authority that its name says, such as `sub-central` for a school board.

        Returns None where the name has words of several kinds, or of none.
        """
        text = fold_letters(name or "")
        kinds = [
            kind
            for kind, entry in self.authority_kinds.items()
            if entry.also and _compile_names(entry.also).search(text)
        ]
        return kinds[0] if len(kinds) == 1 else None

    def words(self, name: str) -> tuple[str, ...]:
        """Return the ids of the words in one list, such as `categories`."""
        return self.countries.codes if name == "countries" else tuple(self.list_entries(name))

    def list_entries(self, name: str) -> Words:
        """Return a list of words by its name in the file, such as `call-offs`."""
        entries: Words = getattr(self, name.replace("-", "_"))
        return entries

    def label(self, name: str, word: str) -> dict[str, Label]:
        """Return the labels of a word by language.

        Parameters: `name`, the list that holds the word, such as `units`; `word`, the id of the word.
        """
        return self.list_entries(name)[word].label

    def categories_in(self, group: str) -> tuple[str, ...]:
        """Return the ids of the product categories of a group, in the order of the vocabulary.

        Raises KeyError for an unknown group.
        """
        entry = self.category_groups[group]
        # A group that takes members by a property takes them from one that lists its own (`check_library`).
        named = {*entry.members, *(id_ for id_, word in self.categories.items() if group in word.groups)}
        if entry.of in self.category_groups and entry.has is not None:
            wider = self.category_groups[entry.of]
            field_name = entry.has.replace("-", "_")
            named |= {
                id_
                for id_, word in self.categories.items()
                if (id_ in wider.members or entry.of in word.groups) and getattr(word, field_name)
            }
        return tuple(id_ for id_ in self.categories if id_ in named)

    def groups_with(self, category: str) -> tuple[str, ...]:
        """Return the ids of the groups that a product category belongs to, in the order of the vocabulary."""
        return tuple(group for group in self.category_groups if category in self.categories_in(group))

    def sort_key(self, clause: Clause) -> tuple[int, int, int, str]:
        """Return the sort key of a clause: theme, group, position, id; unknown themes and groups come last."""
        themes, groups = self.words("themes"), self.words("groups")
        theme = themes.index(clause.theme) if clause.theme in themes else len(themes)
        group = groups.index(clause.group) if clause.group in groups else len(groups)
        return theme, group, clause.position, clause.id

    def find_category(self, cpv: str) -> str | None:
        """Return the id of the product category that a CPV code belongs to; None if it belongs to no category.

        A code belongs to the category that lists the code or, failing that, to the category that lists the nearest
        code above it in the code tree, unless a nearer code is out of scope.

        Parameters: `cpv`, eight digits, with or without the check digit.
        """
        return self._find_nearest(cpv)[0]

    def find_out_of_scope(self, cpv: str) -> str | None:
        """Return the id of what a CPV code stands for that is out of scope; None for any other code.

        Parameters: `cpv`, eight digits, with or without the check digit.
        """
        return self._find_nearest(cpv)[1]

    def find_relatives(self, cpv: str) -> dict[str, str]:
        """Return the product categories nearest to a CPV code that belongs to none, each with its nearest code.

        These are the categories with codes below the code or, failing that, below the nearest code above it in the
        same group of three digits; at most three, nearest first.

        Parameters: `cpv`, eight digits, with or without the check digit.
        """
        stem = cpv.partition("-")[0].rstrip("0").ljust(2, "0")
        codes = [(code, id_) for id_, word in self.categories.items() for code in (word.cpv, *word.cpv_also) if code]
        while not (below := [entry for entry in codes if entry[0].startswith(stem)]) and len(stem) > 3:
            stem = stem[:-1]
        relatives: dict[str, str] = {}
        for code, id_ in sorted(below, key=lambda entry: abs(int(entry[0]) - int(cpv[:8]))):
            relatives.setdefault(id_, code)
        return dict(list(relatives.items())[:3])

    def _find_nearest(self, cpv: str) -> tuple[str | None, str | None]:
        """Return the product category that a CPV code belongs to, and what it stands for that is out of scope.

        At most one of them is not None: the one that lists the code or the nearest code above it.
        """
        digits = cpv.partition("-")[0]
        length, category, reason = 0, None, None
        for id_, word in self.categories.items():
            for code in (word.cpv, *word.cpv_also):
                stem = (code or "").rstrip("0")
                if len(stem) > length and digits.startswith(stem):
                    length, category = len(stem), id_
        for id_, entry in self.out_of_scope.items():
            for code in entry.cpv:
                stem = code.rstrip("0")
                if len(stem) > length and digits.startswith(stem):
                    length, category, reason = len(stem), None, id_
        return category, reason


@lru_cache(maxsize=64)
def _compile_names(names: tuple[str, ...]) -> re.Pattern[str]:
    """Return a pattern that finds one of these names, as a word of its own, in a text with folded letters."""
    # The Arabic article belongs to no word.
    return re.compile(rf"(?<!\w)(?:ال)?(?:{'|'.join(re.escape(fold_letters(name)) for name in names)})(?!\w)")


def fold_letters(text: str) -> str:
    """Return a text in lower case and without accents."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))
