# SPDX-License-Identifier: Apache-2.0
"""Find the numbers in the authority's own words on a matter for which a clause has a value of its own."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from tenderkit.checks.checked_purchase import CheckedPurchase, find_picks
from tenderkit.checks.look_alikes import fold_letters
from tenderkit.checks.own_words import OwnText
from tenderkit.library.library import ENGLISH
from tenderkit.lint.catalogue import split_sentences
from tenderkit.lint.phrases import Phrases
from tenderkit.lint.quantities import Quantities, is_next_to

_PER_YEAR = {"years": 1, "months": 12}
# By the list of words: the parameters that set the same, in years.
_PARAMETERS = {
    "warranty-words": (("warranty-minimum", "warranty-years"), ("refurbished-warranty", "warranty-years")),
    "spare-part-words": (("spare-parts", "parts-years"),),
    "update-words": (("software-update-support", "update-years"),),
}


class NumberInWords(NamedTuple):
    """A number of years or months in a text of the authority, and the values of a clause on the same matter.

    `written`: the number as written, such as `24 months`; `years`: the same in years; `target`: the parameter, as
    `clause.name`; `values`: its values in the lots of the text, in years.
    """

    text: OwnText
    written: str
    years: float
    target: str
    values: tuple[float, ...]


def find_numbers(checked: CheckedPurchase, texts: Iterable[OwnText]) -> Iterator[NumberInWords]:
    """Yield the years and months next to words for a warranty, spare parts or updates, with the values of clauses."""
    quantities = Quantities(checked.catalogue, ENGLISH)
    words = {name: Phrases(checked.catalogue, name)[ENGLISH] for name in _PARAMETERS}
    for text in texts:
        for sentence in split_sentences(fold_letters(text.text)):
            for quantity in quantities.find_all(sentence):
                if quantity.unit not in _PER_YEAR:
                    continue
                for name, pattern in words.items():
                    if not is_next_to(pattern, sentence, quantity):
                        continue
                    for clause, parameter in _PARAMETERS[name]:
                        if values := _list_values(checked, text.lot, clause, parameter):
                            years, target = quantity.value / _PER_YEAR[quantity.unit], f"{clause}.{parameter}"
                            yield NumberInWords(text, quantity.text, years, target, values)


def _list_values(checked: CheckedPurchase, number: int | None, clause: str, name: str) -> tuple[float, ...]:
    """Return the values of a parameter, in years, in a lot, or in all lots if `number` is None."""
    return tuple(
        value.value
        for part, _ in checked.lots
        if number in (None, part.number)
        for pick in find_picks(part, clause)
        for value in pick.values.get(name, {}).values()
        if value.unit == "years" and value.value is not None
    )
