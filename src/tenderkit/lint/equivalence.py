# SPDX-License-Identifier: Apache-2.0
"""References to standards, schemes and ecolabels in texts without “or equivalent”."""

import re
from collections.abc import Callable, Iterator

from tenderkit.lint.catalogue import Catalogue, Wording
from tenderkit.lint.phrases import Phrases, build_alternatives
from tenderkit.lint.statements import split_statements


class Equivalence:
    """Finds the references in a text, such as standards, for which the text accepts no equivalent.

    One “or equivalent” counts for all references in the same statement. A statement that demands nothing needs no “or
    equivalent”. A negated phrase (“no equivalent is accepted”) does not count.
    """

    def __init__(self, catalogue: Catalogue) -> None:
        self.duties = Phrases(catalogue, "duty-verbs")
        self.phrases = Phrases(catalogue, "equivalence-phrases")
        self.refusals = Phrases(catalogue, "equivalence-refusals")
        self.no_demands = Phrases(catalogue, "no-demand-phrases")

    def accepts_equivalent(self, statement: str, language: str) -> bool:
        """Return whether a statement has a phrase such as “or equivalent”, and none that refuses equivalents."""
        opened = self.phrases[language].search(statement) is not None
        return opened and not self.refusals[language].search(statement)

    def find_closed(self, wording: Wording, reference: Callable[[str, str], str | None]) -> Iterator[str]:
        """Yield the name of the first reference in each statement that demands something and accepts no equivalent.

        Parameters: `reference`, a function that takes a statement and its language, and returns the first reference
        in the statement, or None.
        """
        for statement in split_statements(wording, self.duties[wording.language]):
            name = reference(statement, wording.language)
            if not name or self.accepts_equivalent(statement, wording.language):
                continue
            if not self.no_demands[wording.language].search(statement):
                yield " ".join(name.split())


class StandardNames:
    """Finds standards and certification schemes in texts, by the lists `standard-prefixes` and `scheme-names`."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.numbered = {language: _compile_standard_names(catalogue, language) for language in catalogue.languages}
        self.schemes = Phrases(catalogue, "scheme-names")

    def find(self, text: str, language: str) -> str | None:
        """Return the name of the first standard in a text, or else of the first certification scheme.

        Returns None if the text names neither."""
        match = self.numbered[language].search(text)
        return match[0] if match else self.schemes[language].find(text)


def _compile_standard_names(catalogue: Catalogue, language: str) -> re.Pattern[str]:
    prefixes = build_alternatives(catalogue.words("standard-prefixes", language))
    nouns = build_alternatives(catalogue.words("standard-nouns", language))
    kinds = r"(?:[ /-](?:Std|TS|TR|TC|Rec(?:\.|ommendation)|Standard|No\.?|Guide))?"
    # Two digits at least, so that no count of things is taken for a standard; letters lead in ITU-T L.1023.
    number = r"[ -](?:[A-Z]\.)?(?=\d[\d.]*\d)\d+(?: \d{3}(?!\d))?(?:[.:/–-]?\w+)*(?: ?Rev\.? ?\d+)?"
    return re.compile(rf"(?<![\w/-]){prefixes}(?:[ /]{prefixes}){{0,4}}{kinds}(?: {nouns})?{number}")
