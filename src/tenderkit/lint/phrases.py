# SPDX-License-Identifier: Apache-2.0
"""Lists of words as patterns."""

import re

from tenderkit.lint.catalogue import Catalogue, phrase


class Phrases(dict[str, re.Pattern[str]]):
    """The pattern of one or more lists of words, by language; each is made where it is first asked for."""

    def __init__(self, catalogue: Catalogue, *names: str) -> None:
        super().__init__()
        self.catalogue, self.names = catalogue, names

    def words(self, language: str) -> tuple[str, ...]:
        """The words of the lists in a language."""
        return tuple(word for name in self.names for word in self.catalogue.words(name, language))

    def __missing__(self, language: str) -> re.Pattern[str]:
        words = self.words(language)
        # Most places in a text are passed over for their first letter alone, which spares trying every phrase there.
        first = "".join(sorted({letter for word in words for letter in (word[0].lower(), word[0].upper())}))
        start = f"(?=[{re.escape(first)}])" if words else ""
        self[language] = re.compile(start + phrase(*words).pattern, re.IGNORECASE)
        return self[language]
