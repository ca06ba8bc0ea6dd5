# SPDX-License-Identifier: Apache-2.0
"""Find the names of makes and models in texts."""

import re
from functools import cached_property

from tenderkit.frozen import frozen_dataclass
from tenderkit.lint.catalogue import Catalogue
from tenderkit.lint.phrases import WORD, Pattern, Words, build_whole_words

# A name that has a digit and a letter and follows a word such as “model”.
_DESIGNATION = r"\s+(?=[\w/-]*[a-z])(?=[\w/-]*[0-9])[\w/-]{3,}"


@frozen_dataclass
class MakeFinder:
    """Finds the name of a maker, a product line, a processor family or a model in texts of a language."""

    catalogue: Catalogue
    language: str

    @cached_property
    def _names(self) -> Pattern:
        words = Words(self.catalogue, self.language)
        models = rf"{words('model-words')}{_DESIGNATION}"
        return Pattern(rf"{words('brand-names', edge=WORD)}|{models}")

    @cached_property
    def _names_as_spelt(self) -> re.Pattern[str]:
        """The pattern of the names that are also common words or units."""
        return re.compile(build_whole_words(self.catalogue.words("brand-names-as-spelt", self.language), edge=WORD))

    def find(self, text: str) -> str | None:
        """Return the first name in a text, spelt as in the text; None if the text has no name."""
        as_spelt = self._names_as_spelt.search(text)
        return self._names.find(text) or (as_spelt[0] if as_spelt else None)
