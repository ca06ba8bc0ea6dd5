# SPDX-License-Identifier: Apache-2.0
"""Numbers with a unit that an author typed into a text, in digits or in words."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from tenderkit.lint.catalogue import Catalogue
from tenderkit.lint.phrases import Pattern, build_alternatives

# Not a part of a reference, as in EN 50614:2020 or 2023/1670.
_DIGITS = r"(?<![\w./:,-])\d+(?:[.,]\d+)*"


class Quantity(NamedTuple):
    """A number with a unit in a text, and the position of both in the text.

    `value`: the number, for a range such as “3–5 years” the last one, 5; `unit`: the id of the unit in the
    vocabulary, such as `years`."""

    text: str
    value: float
    unit: str
    start: int
    end: int


class Quantities:
    """Finds the quantities in texts of one language, by the word lists `number-words` and `unit-words`."""

    def __init__(self, catalogue: Catalogue, language: str) -> None:
        self.numbers = read_number_words(catalogue, language)
        self.units = {word.lower(): unit for word, unit in catalogue.instead("unit-words", language).items()}
        number = rf"(?:{_DIGITS}|(?<![\w-]){build_alternatives(self.numbers)})"
        self.pattern = Pattern(
            # “three (3) years”, “3–5 years”, “a 24-month warranty”
            rf"(?P<n>{number})(?:\s?[–-]\s?(?P<to>\d+(?:[.,]\d+)*))?(?:\s*\([\w -]+\))?[\s-]*"
            rf"(?P<unit>{build_alternatives(self.units)})(?![\w-])"
        )

    def find_all(self, text: str) -> Iterator[Quantity]:
        """Yield the quantities of a text, from left to right."""
        for match in self.pattern.finditer(text):
            written, unit = text[match.start() : match.end()], self.units[" ".join(match["unit"].split())]
            yield Quantity(written, self._parse_number(match["to"] or match["n"]), unit, match.start(), match.end())

    def _parse_number(self, text: str) -> float:
        if (word := " ".join(text.split())) in self.numbers:
            return self.numbers[word]
        if re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?", text):
            return float(text.replace(",", ""))
        integer, _, decimals = text.replace(",", ".").partition(".")
        return float(f"{integer}.{decimals.replace('.', '') or 0}")


def read_number_words(catalogue: Catalogue, language: str) -> dict[str, float]:
    """Return the numbers that a language writes in words, by these words in lower case."""
    numbers = catalogue.instead("number-words", language)
    return {word.lower(): float(n) for word, n in numbers.items() if n.isdigit()}


def is_next_to(words: Pattern, sentence: str, quantity: Quantity, most_before: int = 5) -> bool:
    """Return whether a word is near a quantity: “a warranty of at least ten years”, “a 10-year warranty”.

    Up to `most_before` words before and two behind count; a comma parts the quantity from other terms.
    """
    before = " ".join(sentence[: quantity.start].rpartition(",")[2].split()[-most_before:])
    after = " ".join(sentence[quantity.end :].split()[:2])
    return bool(words.search(before) or words.search(after))


def measures_in(unit: str | None, units: tuple[str, ...]) -> bool:
    """Return whether a unit is one of `units`, or a special kind of one: `working-days` count as `days`."""
    return unit is not None and any(unit == kind or unit.endswith(f"-{kind}") for kind in units)
