# SPDX-License-Identifier: Apache-2.0
"""Other devices: equipment that no product category names, such as body cameras, described by its properties.

Each name with its properties is a kind of its own. The id of a kind says its properties, so that conditions can be
tested on it like on a category: `other-device-11010-3f2a9c`.
"""

import hashlib
from collections.abc import Iterable, Sequence
from functools import cache

OTHER_DEVICE = "other-device"
# What is said of a device, as keys of its line. The files of a library name the devices that have a property as
# `other-device.battery`, mostly in the members of a group.
PROPERTIES = ("battery", "stores-data", "screen", "carried", "consumables")
PROPERTY_WORDS = tuple(f"{OTHER_DEVICE}.{name}" for name in PROPERTIES)


def name_kind(name: str, properties: Sequence[bool | None]) -> str:
    """Return the id of a kind of other device: `other-device-11010-3f2a9c`.

    Parameters: `name`, what the authority calls it; `properties`, true or false for each of `PROPERTIES`.
    """
    digits = "".join("1" if holds else "0" for holds in properties)
    return f"{OTHER_DEVICE}-{digits}-{hashlib.sha256(name.encode()).hexdigest()[:6]}"


def is_kind(category: str) -> bool:
    """Return whether an id is that of a kind of other device, and not of a product category."""
    return category.startswith(f"{OTHER_DEVICE}-")


def find_category_of(category: str) -> str:
    """Return the product category of a kind of other device; a product category itself is returned unchanged."""
    return OTHER_DEVICE if is_kind(category) else category


@cache
def list_category_words(category: str) -> frozenset[str]:
    """Return the words by which the files of a library name a category: its id, or those of a kind of other device.

    A kind of other device is named by `other-device`, and by a word for each property that it has.
    """
    if not is_kind(category):
        return frozenset((category,))
    digits = category.removeprefix(f"{OTHER_DEVICE}-").partition("-")[0]
    held = (word for word, digit in zip(PROPERTY_WORDS, digits, strict=True) if digit == "1")
    return frozenset((OTHER_DEVICE, *held))


def find_named(categories: Iterable[str], words: Iterable[str]) -> frozenset[str]:
    """Return those of some categories that a list of words of a library names."""
    wanted = frozenset(words)
    return frozenset(c for c in categories if c in wanted or not wanted.isdisjoint(list_category_words(c)))
