# SPDX-License-Identifier: Apache-2.0
"""Numbers with a unit in texts, typed in digits or in words, and their anchors: the event or method they refer to."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from tenderkit.lint.catalogue import Catalogue
from tenderkit.lint.phrases import Pattern, Words, build_alternatives

# Not a part of a reference, as in EN 50614:2020 or 2023/1670.
_DIGITS = r"(?<![\w./:,-])\d+(?:[.,]\d+)*"


class Quantity(NamedTuple):
    """A number and its unit, an id of the vocabulary, with their position in a text; of a range the second number."""

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


def measures_in(unit: str | None, units: tuple[str, ...]) -> bool:
    """Return whether a unit of the vocabulary is one of these, or a kind of one, as working-days are days."""
    return unit is not None and any(unit == kind or unit.endswith(f"-{kind}") for kind in units)


class Anchors:
    """Finds what ties numbers to a day, an event or a method, in texts of one language."""

    def __init__(self, catalogue: Catalogue, language: str) -> None:
        self.quantities = Quantities(catalogue, language)
        words = Words(catalogue, language)
        link, event = words("anchor-links"), words("anchor-events")
        self.anywhere = Pattern(rf"\{{\{{ \w+_anchor \}}\}}|{words('anchors')}|{link}\s+(?:[\w-]+\s+){{0,2}}?{event}")
        self.genitive = Pattern(rf"^\s*{words('anchor-genitives')}\s+(?:[\w-]+\s+){{0,3}}?{event}")
        self.no_anchors = Pattern(words("no-anchors"))
        self.interval = Pattern(rf"{words('intervals')}\s+$")
        # “after three years” leaves open when the years begin.
        self.dangling = Pattern(rf"{words('anchors')}\s+$")

    def is_tied(self, text: str) -> bool:
        """Return whether a text names a day, an event or a method."""
        return self.anywhere.search(self.no_anchors.blank_out(text)) is not None

    def ties_number(self, before: str, behind: str) -> bool:
        """Return whether the sentence around a number names a day, an event or a method."""
        return self.is_tied(before + behind) or self.genitive.search(behind) is not None

    def find_loose(self, sentence: str) -> Quantity | None:
        """Return the first quantity of a sentence, if no day, event or method in the sentence ties it."""
        # A share of all is no measurement.
        quantities = [q for q in self.quantities.find_all(sentence) if (q.unit, q.value) != ("percent", 100)]
        quantities = [q for q in quantities if not self.interval.search(sentence[: q.start])]
        if not quantities or any(self.genitive.search(sentence[q.end :]) for q in quantities):
            return None
        text = sentence
        for quantity in reversed(quantities):
            text = self.dangling.blank_out(text[: quantity.start]) + text[quantity.end :]
        return None if self.is_tied(text) else quantities[0]
