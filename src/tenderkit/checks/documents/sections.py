# SPDX-License-Identifier: Apache-2.0
"""The kind of the sections of a document, by their headings: on selection, on the goods, on the award."""

from typing import Literal

from tenderkit.checks.documents.document import DocumentParagraph
from tenderkit.lint.catalogue import Catalogue
from tenderkit.lint.phrases import Pattern, Words

SectionKind = Literal["selection-criterion", "technical-specification", "award-criterion"]
_LISTS: tuple[tuple[SectionKind, str], ...] = (
    ("selection-criterion", "selection-headings"),
    ("technical-specification", "specification-headings"),
    ("award-criterion", "award-headings"),
)


class Sections:
    """Finds the kind of the section in which a paragraph is.

    Parameters: `catalogue`, with lists in which the words of all languages that are read count as English ones.
    """

    def __init__(self, catalogue: Catalogue) -> None:
        words = Words(catalogue, "en")
        self._patterns = [(kind, Pattern(words(name))) for kind, name in _LISTS]
        self._named: dict[str, tuple[SectionKind, ...]] = {}
        self._kinds: dict[tuple[str, ...], SectionKind | None] = {}

    def find_kind(self, paragraph: DocumentParagraph) -> SectionKind | None:
        """Return the kind that the innermost heading with such words names; None where it names none, or several."""
        headings = paragraph.headings
        if headings not in self._kinds:
            self._kinds[headings] = self._read_headings(headings)
        return self._kinds[headings]

    def is_on_award(self, paragraph: DocumentParagraph) -> bool:
        """Return whether any heading above a paragraph is on the award, even if it is on more."""
        return any("award-criterion" in self._list_kinds(heading) for heading in paragraph.headings)

    def _read_headings(self, headings: tuple[str, ...]) -> SectionKind | None:
        for heading in reversed(headings):
            if kinds := self._list_kinds(heading):
                return kinds[0] if len(kinds) == 1 else None
        return None

    def _list_kinds(self, heading: str) -> tuple[SectionKind, ...]:
        """Return the kinds that a heading names."""
        if heading not in self._named:
            self._named[heading] = tuple(kind for kind, pattern in self._patterns if pattern.search(heading))
        return self._named[heading]
