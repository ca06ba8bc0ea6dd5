# SPDX-License-Identifier: Apache-2.0
"""Numbers with a unit that an author typed into a text, in digits or in words."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from tenderkit.lint.catalogue import Catalogue
from tenderkit.lint.phrases import Pattern, spelt

# Not a part of a reference, as in EN 50614:2020 or 2023/1670.
_DIGITS = r"(?<![\w./:,-])\d+(?:[.,]\d+)*"


class Quantity(NamedTuple):
    """A number and its unit, an id of the vocabulary, as they stand in a text; of a range the second number."""

    text: str
    value: float
    unit: str
    start: int
    end: int


class Quantities:
    """Finds the quantities in texts of one language, by the lists `number-words` and `unit-words`."""

    def __init__(self, catalogue: Catalogue, language: str) -> None:
        numbers = catalogue.instead("number-words", language)
        self.numbers = {word.lower(): float(n) for word, n in numbers.items() if n.isdigit()}
        self.units = {word.lower(): unit for word, unit in catalogue.instead("unit-words", language).items()}
        number = rf"(?:{_DIGITS}|(?<![\w-]){spelt(self.numbers)})"
        self.pattern = Pattern(
            # “three (3) years”, “3–5 years”, “a 24-month warranty”
            rf"(?P<n>{number})(?:\s?[–-]\s?(?P<to>\d+(?:[.,]\d+)*))?(?:\s*\([\w -]+\))?[\s-]*"
            rf"(?P<unit>{spelt(self.units)})(?![\w-])"
        )

    def of(self, text: str) -> Iterator[Quantity]:
        """The quantities of a text, from left to right."""
        for found in self.pattern.finditer(text):
            written, unit = text[found.start() : found.end()], self.units[" ".join(found["unit"].split())]
            yield Quantity(written, self._value(found["to"] or found["n"]), unit, found.start(), found.end())

    def _value(self, said: str) -> float:
        if (word := " ".join(said.split())) in self.numbers:
            return self.numbers[word]
        if re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?", said):
            return float(said.replace(",", ""))
        whole, _, rest = said.replace(",", ".").partition(".")
        return float(f"{whole}.{rest.replace('.', '') or 0}")


def measures(unit: str | None, units: tuple[str, ...]) -> bool:
    """Whether a unit of the vocabulary is one of these, or a kind of one, as working-days are days."""
    return unit is not None and any(unit == one or unit.endswith(f"-{one}") for one in units)
