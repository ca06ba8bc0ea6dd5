# SPDX-License-Identifier: Apache-2.0
"""The words of faults in the frame, by code: each is used, and is there in every language with the same values."""

import re
from pathlib import Path

import pytest

from tenderkit.findings import suggest_nearest
from tenderkit.library.reading.shipped_data import load_shipped_data
from tenderkit.library.translations import list_fields

SOURCES = Path(__file__).parents[2] / "src" / "tenderkit"
FRAMES = load_shipped_data().frames
# Codes of which the code writes a part, and takes the rest from the purchase or the library.
COMPOSED = {
    "selection": {
        "duty-missed-award-criterion",
        "duty-missed-contract-performance-clause",
        "excluded-for-one-lot",
        "included-for-one-lot",
        "translation-missing-stale",
        "translation-missing-untranslated",
    },
    "purchase": {"device-name-missing", "device-property-missing"},
}
SECTIONS = ("selection", "purchase")


def read_sources() -> str:
    return "\n".join(path.read_text(encoding="utf-8") for path in sorted(SOURCES.rglob("*.py")))


@pytest.mark.parametrize("section", SECTIONS)
def test_each_code_has_words_in_every_language_with_the_same_values(section: str) -> None:
    english = FRAMES["en"].texts[section]
    for code, frame in FRAMES.items():
        texts = frame.texts[section]
        assert texts.keys() == english.keys(), code
        assert {key: list_fields(text) for key, text in texts.items()} == {
            key: list_fields(text) for key, text in english.items()
        }, code
        assert all(text.strip() for text in texts.values()), code


@pytest.mark.parametrize("section", SECTIONS)
def test_no_code_without_words_and_no_words_without_code(section: str) -> None:
    texts, sources = FRAMES["en"].texts[section], read_sources()
    named = set(re.findall(rf'"{section}\.(?!toml")([a-z0-9-]+)"', sources))
    assert named - texts.keys() == set()
    used = {key for key in texts if f'"{section}.{key}"' in sources or f'"{key}"' in sources}
    used |= COMPOSED.get(section, set())
    # What to do is under the key of a message, or under the beginning of several.
    used |= {key for key in texts.keys() - used if any(code.startswith(key.removesuffix("-fix")) for code in used)}
    assert texts.keys() - used == set()


def test_the_command_line_proposes_words_as_english_purchases_do() -> None:
    words = load_shipped_data().language("en")
    for word, known in (("laptp", ["laptop"]), ("x", ["laptop", "tablet"]), ("x", [])):
        assert words.suggest_nearest(word, known) == suggest_nearest(word, known)
