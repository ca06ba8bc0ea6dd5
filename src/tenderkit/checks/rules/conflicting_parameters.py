# SPDX-License-Identifier: Apache-2.0
"""conflicting-parameters: a text of the authority's own gives another number than the clause on the same matter.

Compares years and months next to words for a warranty, spare parts and updates in titles, notes and figures with
the values of `warranty-minimum`, `refurbished-warranty`, `spare-parts` and `software-update-support` in the same
lot. With two numbers for one thing, each side reads the one that suits it. Texts of award criteria pass: they speak
of more than the minimum.

Passes:  note = "Warranty of 3 years after delivery.", [parameters.warranty-minimum] warranty-years = 3
Fails:   note = "Warranty of 5 years after delivery.", [parameters.warranty-minimum] warranty-years = 3

Take the number out of the text, and set the value of the clause.
"""

from collections.abc import Iterable, Iterator

from tenderkit.checks.checked_purchase import CheckedPurchase, find_picks
from tenderkit.checks.look_alikes import fold_look_alikes
from tenderkit.checks.own_words import list_requirements
from tenderkit.findings import Place
from tenderkit.library.library import ENGLISH
from tenderkit.lint.catalogue import Fault, split_sentences
from tenderkit.lint.phrases import Phrases
from tenderkit.lint.quantities import Quantities, is_next_to

SEVERITY = "error"
_FIX = "Take the number out of the text, and set the value of the clause."
_PER_YEAR = {"years": 1, "months": 12}
# By the list of words: the parameters that set the same, in years.
_PARAMETERS = {
    "warranty-words": (("warranty-minimum", "warranty-years"), ("refurbished-warranty", "warranty-years")),
    "spare-part-words": (("spare-parts", "parts-years"),),
    "update-words": (("software-update-support", "update-years"),),
}


def find_faults(checked: CheckedPurchase) -> Iterator[Fault]:
    """Find the texts with another number than the clause on the same matter."""
    quantities = Quantities(checked.catalogue, ENGLISH)
    words = {name: Phrases(checked.catalogue, name)[ENGLISH] for name in _PARAMETERS}
    for text in list_requirements(checked.purchase):
        if {"criteria", "weights", "parameters"} & set(text.key.split(".")):
            continue
        for sentence in split_sentences(fold_look_alikes(text.text)):
            for quantity in quantities.find_all(sentence):
                for name, pattern in words.items():
                    years = quantity.value / _PER_YEAR.get(quantity.unit, 1)
                    if quantity.unit not in _PER_YEAR or not is_next_to(pattern, sentence, quantity):
                        continue
                    for target, value in _find_other_values(checked, text.lot, _PARAMETERS[name], years):
                        message = f"“{quantity.text}” here, and {value:g} years in {target}"
                        yield Fault(message, _FIX, Place(key=text.key, lot=text.lot))


def _find_other_values(
    checked: CheckedPurchase, number: int | None, parameters: Iterable[tuple[str, str]], years: float
) -> Iterator[tuple[str, float]]:
    """Yield each parameter, as `clause.name`, with its first value, if no category has the given number of years."""
    for clause, name in parameters:
        values = [
            value.value
            for part, _ in checked.lots
            if number in (None, part.number)
            for pick in find_picks(part, clause)
            for value in pick.values.get(name, {}).values()
            if value.unit == "years" and value.value is not None
        ]
        if values and years not in values:
            yield f"{clause}.{name}", values[0]
