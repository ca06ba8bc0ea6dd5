# SPDX-License-Identifier: Apache-2.0
from dataclasses import replace

from tenderkit.compare.edition import Edition
from tenderkit.compare.state import ComparedClause
from tenderkit.library.library import LibraryTranslation
from tenderkit.translation.library_text import LibraryText
from tenderkit.translation.old_english import OldEnglish
from tests.library.test_translations import FRENCH, translated

PARAGRAPHS = (
    "A title",
    "The tenderer shall name the site.",
    "The contractor shall collect each unit in 10 days.",
)


def find(version: int) -> str | None:
    """The older English of a paragraph of the clause `a`, translated from version 1; a release has some version."""
    library = translated(FRENCH)
    made = library.translations["fr"].clauses["a"]
    library = replace(library, translations={"fr": LibraryTranslation({"a": made}, {}, {})})
    edition = Edition("0.1.0", {"a": ComparedClause(version, "A title", PARAGRAPHS, {})}, {})
    english = "The contractor shall collect each unit in 20 days."
    theme = library.clauses["a"].theme
    text = LibraryText(f"{theme}/a", "requirement", english, "Il collecte.", "", (), f"{theme}/a", is_stale=True)
    return OldEnglish(library, "fr", [edition]).find(text)


def test_the_older_english_is_that_of_the_release_with_the_version_that_was_translated() -> None:
    assert find(1) == "The contractor shall collect each unit in 10 days."
    assert find(2) is None
