# SPDX-License-Identifier: Apache-2.0
"""Find the English from which a translation was made, in the texts of earlier releases."""

from collections.abc import Mapping, Sequence

from tenderkit.compare.edition import Edition
from tenderkit.compare.paragraph_pairs import pair_paragraphs
from tenderkit.library.library import Library
from tenderkit.translation.library_text import PARAGRAPH_BREAK, LibraryText


class OldEnglish:
    """The texts of clauses in earlier releases, of the versions from which clauses were translated."""

    def __init__(self, library: Library, language: str, editions: Sequence[Edition]) -> None:
        """Keep the paragraphs of the releases. Parameters: `editions`, those of the releases, the oldest first."""
        self._paragraphs: Mapping[str, Sequence[str]] = {
            f"{clause.theme}/{id_}": edition.clauses[id_].paragraphs
            for id_, translation in library.translation_into(language).clauses.items()
            for edition in editions
            if (clause := library.clauses.get(id_))
            and id_ in edition.clauses
            and edition.clauses[id_].version == translation.version
        }

    def find(self, text: LibraryText) -> str | None:
        """Return the English of a release in the place of that of today; None where no release has that version.

        The paragraphs of a release have no keys: those that are most like the present ones are taken.
        """
        old = self._paragraphs.get(text.id, ())
        now = [" ".join(paragraph.split()) for paragraph in text.paragraphs]
        pairs = [(before, after) for before, after in pair_paragraphs(old, now) if before and after]
        return PARAGRAPH_BREAK.join(paragraph for before, _ in pairs for paragraph in before) or None
