# SPDX-License-Identifier: Apache-2.0
import pytest

from tenderkit.translation.library_text import LibraryText
from tenderkit.translation.memory import TranslationMemory


def text(english: str, translation: str | None, *, stale: bool = False) -> LibraryText:
    return LibraryText("a/b", "title", english, translation, "a.toml", ("b", "title"), "a/b", stale)


MEMORY = TranslationMemory(
    [
        text("The contractor shall collect each unit. It shall sign a list.", "Il collecte. Il signe une liste."),
        text("One.\n\nTwo parts.", "Un.\n\nDeux parties."),
        text("Each unit has a label with its date.", "Chaque unité a une étiquette."),
        text("Old words.", "Vieux mots.", stale=True),
        text("Not yet.", None),
        *[text("Waste", word) for word in ("Déchets", "Ordures", "Déchets")],
    ]
)


@pytest.mark.parametrize(
    ("english", "translation", "reason"),
    [
        ("Each unit has a label with its date.", "Chaque unité a une étiquette.", "The same text"),
        ("Waste", "Déchets", "The same text"),
        ("It shall sign a list.", "Il signe une liste.", "The same text"),
        ("Two parts.", "Deux parties.", "The same text"),
        ("It shall sign a list. Two parts.", "Il signe une liste. Deux parties.", "Each of its sentences"),
        ("It shall sign a list.\n\nOne.", "Il signe une liste.\n\nUn.", "Each of its sentences"),
        (
            "Each unit has a label with its day.",
            "Chaque unité a une étiquette.",
            "Made from a text that is alike by 88%",
        ),
    ],
)
def test_the_memory_proposes_what_recurs_and_says_why(english: str, translation: str, reason: str) -> None:
    proposal = MEMORY.propose(english)
    assert proposal is not None
    assert proposal.translation == translation
    assert proposal.reason.startswith(reason)


@pytest.mark.parametrize("english", ["Old words.", "Not yet.", "Something else.", "A sum in euros.", ""])
def test_the_memory_proposes_nothing_from_stale_or_other_texts(english: str) -> None:
    assert MEMORY.propose(english) is None
