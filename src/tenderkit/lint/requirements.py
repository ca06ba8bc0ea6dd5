# SPDX-License-Identifier: Apache-2.0
"""Requirements as a whole: what a clause demands may be spread over its paragraphs."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from tenderkit.clause import Clause
from tenderkit.lint.catalogue import Catalogue, Said


@dataclass(frozen=True)
class Requirement:
    """All paragraphs of the requirement of a clause, or of a variant that replaces it."""

    clause: Clause
    paragraphs: tuple[Said, ...]

    @property
    def sentences(self) -> Iterator[tuple[Said, str]]:
        """Every sentence with the paragraph it stands in."""
        return ((said, sentence) for said in self.paragraphs for sentence in said.sentences)


def requirements(catalogue: Catalogue) -> Iterator[Requirement]:
    """The requirement of each clause, then those of its variants that have their own."""
    said = (said for said in catalogue.texts if said.field == "requirement")
    for _, group in groupby(said, key=lambda s: (s.clause.id, s.variant, s.language)):
        paragraphs = tuple(group)
        yield Requirement(paragraphs[0].clause, paragraphs)
