# SPDX-License-Identifier: Apache-2.0
"""Give the other devices of a purchase their names and properties in the vocabulary of the library."""

from dataclasses import replace

from tenderkit.library.library import ENGLISH, Library
from tenderkit.library.other_device import OTHER_DEVICE
from tenderkit.library.vocabulary import Word
from tenderkit.purchase.purchase import Line, Purchase


def add_device_names(library: Library, purchase: Purchase) -> Library:
    """Return the library with a word in its vocabulary for each kind of other device in a purchase.

    The papers print such a word, the name that the authority gave, as they print a product category.
    """
    lines = (line for lot in purchase.lots for line in (*lot.items, *lot.returns))
    kinds = {line.kind: line for line in lines if line.category == OTHER_DEVICE and line.kind}
    if not kinds:
        return library
    words = {kind: _make_word(library, line) for kind, line in kinds.items()}
    vocabulary = library.vocabulary
    return replace(library, vocabulary=replace(vocabulary, categories={**vocabulary.categories, **words}))


def _make_word(library: Library, line: Line) -> Word:
    # What people type is printed literally: a number takes the place of `{n}` in a label.
    name = (line.name or "").replace("{n}", "{\u2060n}")
    return Word(
        label={ENGLISH: name, library.language: name},
        stores_data=bool(line.stores_data),
        has_battery=bool(line.battery),
        consumes=bool(line.consumables),
        groups=library.vocabulary.categories[OTHER_DEVICE].groups,
    )
