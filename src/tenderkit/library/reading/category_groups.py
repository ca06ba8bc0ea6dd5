# SPDX-License-Identifier: Apache-2.0
"""Replace groups of product categories by their categories when the files of a library are read."""

from collections.abc import Iterator, Mapping
from typing import Any

from tenderkit.findings import Finding, Place
from tenderkit.library.condition import CATEGORY_LINES
from tenderkit.library.other_device import PROPERTY_WORDS
from tenderkit.library.reading.check_condition import make_unknown_word
from tenderkit.library.vocabulary import Vocabulary

Members = Mapping[str, tuple[str, ...]]


def list_members(vocabulary: Vocabulary) -> dict[str, tuple[str, ...]]:
    """Return the product categories of each group, by group id; a group with the id of a category is left out.

    Words for other devices with a property, such as `other-device.battery`, come last.
    """
    groups = (group for group in vocabulary.category_groups if group not in vocabulary.categories)
    named = vocabulary.category_groups
    return {
        group: (*vocabulary.categories_in(group), *(word for word in named[group].members if word in PROPERTY_WORDS))
        for group in groups
    }


def expand_groups(value: Any, members: Members) -> Any:
    """Return the content of a file with each group of categories replaced by its product categories.

    Groups are replaced in the keys `categories` and `return-categories`, and in the `choices` of a question whose
    answers are categories. The categories of a group take its place, in the order of the vocabulary. No category is
    named twice.

    Parameters: `value`, the content of the file; `members`, the categories of each group.
    """
    if isinstance(value, list):
        return [expand_groups(entry, members) for entry in value]
    if not isinstance(value, dict):
        return value
    keys = {*CATEGORY_LINES, "choices"} if value.get("words") == "categories" else CATEGORY_LINES
    return {
        key: _expand_list(entry, members) if key in keys else expand_groups(entry, members)
        for key, entry in value.items()
    }


def _expand_list(value: Any, members: Members) -> Any:
    """Return a list of words, or a single word, with each group replaced by its product categories."""
    words = value if isinstance(value, list) else [value]
    if not any(isinstance(word, str) and word in members for word in words):
        return value if isinstance(value, list | str) else expand_groups(value, members)
    expanded: list[Any] = []
    for word in words:
        categories = members.get(word, (word,)) if isinstance(word, str) else (word,)
        expanded += [category for category in categories if category not in expanded]
    return expanded


def check_groups(vocabulary: Vocabulary, file: str) -> Iterator[Finding]:
    """Yield the faults of the groups of product categories, such as unknown members.

    Parameters: `file`, the name of the vocabulary file for messages.
    """
    groups = vocabulary.category_groups
    for category, word in vocabulary.categories.items():
        for named in word.groups:
            if named not in groups:
                yield make_unknown_word(file, f"categories.{category}.groups", named, groups)
    for id_, group in groups.items():
        key = f"category-groups.{id_}"
        if id_ in vocabulary.categories:
            message = f"“{id_}” is a category as well"
            yield Finding("id-twice", message, "Rename the group.", place=Place(file, key))
        for category in group.members:
            if category not in vocabulary.categories and category not in PROPERTY_WORDS:
                yield make_unknown_word(file, f"{key}.members", category, vocabulary.categories)
        if group.of is None:
            continue
        if group.of not in groups:
            yield make_unknown_word(file, f"{key}.of", group.of, groups)
        elif groups[group.of].of is not None:
            message = f"“{group.of}” takes its own members by a property"
            fix = "Name a group whose categories list it."
            yield Finding("schema", message, fix, place=Place(file, f"{key}.of"))
