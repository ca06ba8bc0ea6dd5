# SPDX-License-Identifier: Apache-2.0
"""What exercises are made from."""

from tenderkit.exercises.scenario import Scenario
from tenderkit.frozen import frozen_dataclass
from tenderkit.library.coverage import Schemes
from tenderkit.library.language import Language
from tenderkit.papers.annex.annex import Annex


@frozen_dataclass
class Material:
    """What exercises are made from: a scenario with its annex, and the schemes of topics that clauses answer."""

    scenario: Scenario
    annex: Annex
    schemes: Schemes

    @property
    def language(self) -> Language:
        """The language of the pack."""
        return self.annex.language

    def text(self, key: str, /, **values: object) -> str:
        """Return a fixed text of exercises in the language of the pack, by a key such as `exercise-guide.title`."""
        return self.language.text(key, **values)

    def amount(self, number: float, unit: str) -> str:
        """Return a number with its unit of the vocabulary, such as `45 minutes`, for a cell or behind a colon."""
        return self.language.amount(number, self.annex.selection.library.vocabulary.units[unit].label, alone=True)
