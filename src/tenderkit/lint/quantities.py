# SPDX-License-Identifier: Apache-2.0
"""Numbers with a unit that an author typed into a text, in digits or in words."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from tenderkit.lint.catalogue import Catalogue

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
        number = rf"(?:{_DIGITS}|(?<![\w-])(?:{_any(self.numbers)}))"
        self.pattern = re.compile(
            # “three (3) years”, “3–5 years”, “a 24-month warranty”
            rf"(?P<n>{number})(?:\s?[–-]\s?(?P<to>\d+(?:[.,]\d+)*))?(?:\s*\([\w -]+\))?[\s-]*"
            rf"(?P<unit>{_any(self.units)})(?![\w-])",
            re.IGNORECASE,
        )

    def of(self, text: str) -> Iterator[Quantity]:
        """The quantities of a text, from left to right."""
        for found in self.pattern.finditer(text):
            unit = self.units[" ".join(found["unit"].lower().split())]
            yield Quantity(found[0], self._value(found["to"] or found["n"]), unit, found.start(), found.end())

    def _value(self, said: str) -> float:
        if said.lower() in self.numbers:
            return self.numbers[said.lower()]
        if re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?", said):
            return float(said.replace(",", ""))
        whole, _, rest = said.replace(",", ".").partition(".")
        return float(f"{whole}.{rest.replace('.', '') or 0}")


def _any(words: Iterable[str]) -> str:
    longest_first = sorted(words, key=len, reverse=True)
    return "|".join(r"\s+".join(map(re.escape, word.split())) for word in longest_first) or "(?!)"


def measures(unit: str | None, units: tuple[str, ...]) -> bool:
    """Whether a unit of the vocabulary is one of these, or a kind of one, as working-days are days."""
    return unit is not None and any(unit == one or unit.endswith(f"-{one}") for one in units)
