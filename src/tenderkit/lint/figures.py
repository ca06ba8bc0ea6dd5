# SPDX-License-Identifier: Apache-2.0
"""Does a phrase on a source hold a figure, or only numbers that name something."""

import re

from tenderkit.lint.catalogue import Catalogue
from tenderkit.lint.editions import Standards
from tenderkit.lint.phrases import Phrases
from tenderkit.lint.quantities import Quantities

_NUMBER = re.compile(r"(?<![\w./:,’'-])\d+(?:[.,]\d+)*(?![\w/]|[.,:-]\w)")
_YEAR = re.compile(r"(?:19|20)\d\d")


class Figures:
    """Finds the first figure of a phrase in one language; years and numbers of standards and clauses are none."""

    def __init__(self, catalogue: Catalogue, language: str = "en") -> None:
        self.standards = Standards(catalogue, language)
        self.quantities = Quantities(catalogue, language)
        self.named = re.compile(rf"{Phrases(catalogue, 'locators')[language].pattern}\.?\s+$", re.IGNORECASE)

    def first(self, text: str) -> str | None:
        """The figure, with its unit where it has one."""
        plain = self.standards.pattern.sub("", text)
        for quantity in self.quantities.of(plain):
            if not self.named.search(plain[: quantity.start]):
                return quantity.text
        for number in _NUMBER.finditer(plain):
            name = _YEAR.fullmatch(number[0]) or number[0].count(".") > 1
            if not name and not self.named.search(plain[: number.start()]):
                return number[0]
        return None
