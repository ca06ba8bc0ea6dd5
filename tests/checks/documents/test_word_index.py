# SPDX-License-Identifier: Apache-2.0
"""Rules search only where their words are, and find all the same what they would find everywhere."""

import pytest

from tenderkit.checks.documents.checked_document import CheckedDocument
from tenderkit.checks.documents.rule import apply_rules, load_rules
from tenderkit.checks.documents.word_index import HeldLists, WordIndex, split_words
from tenderkit.library.reading.shipped_data import load_shipped_data
from tests.checks.documents.checking import Written, document
from tests.checks.documents.test_wording import FAULTY

TEXTS = ["The battery shall last.", "Re-use is allowed for 24months.", "", "NIST SP 800-88 Rev. 1"]


@pytest.mark.parametrize(
    ("phrase", "positions"),
    [
        ("battery", {0}),
        ("Battery last", {0}),
        ("battery…allowed", set()),
        ("re-use", {1}),
        ("months", {1}),
        ("SP 800-88", {3}),
        ("batter", set()),
        ("…", {0, 1, 2, 3}),
    ],
)
def test_a_phrase_is_where_all_its_words_are(phrase: str, positions: set[int]) -> None:
    assert WordIndex(TEXTS).find([phrase]) == positions


def test_any_of_several_phrases_counts() -> None:
    assert WordIndex(TEXTS).find(["battery", "re-use"]) == {0, 1}
    assert WordIndex(TEXTS).find([]) == set()


def test_lists_are_cut_down_to_what_the_document_holds() -> None:
    lists = {
        "makes": {"any": ("Dell", "Lenovo"), "en": ("no name",), "ar": ("لينوفو",), "fr": ("sans marque",)},
        "units": {"en": {"years": "years", "weeks": "weeks"}},
    }
    held = HeldLists(lists, split_words("No Dell, name it: two years, لينوفو, sans marque"))
    assert held["makes"] == {"any": ("Dell", "لينوفو"), "en": ("no name",)}
    assert held["units"] == {"en": {"years": "years"}}
    with pytest.raises(KeyError):
        held["unknown"]


@pytest.mark.parametrize("texts", [texts for some in FAULTY.values() for texts in some])
def test_rules_find_no_more_when_they_search_everywhere(
    texts: list[Written], monkeypatch: pytest.MonkeyPatch
) -> None:
    data, rules = load_shipped_data(), load_rules()

    def find() -> object:
        return apply_rules(CheckedDocument(document(*texts), data.library, data.word_lists, data.superseded), rules)

    quick = find()
    monkeypatch.setattr(CheckedDocument, "find_positions", lambda self, *lists: [*range(len(self.statements))])
    assert find() == quick


def test_a_word_is_found_with_the_arabic_word_for_and_before_it() -> None:
    held = HeldLists({"makes": {"ar": ("لينوفو",)}}, split_words("من ديل ولينوفو"))
    assert held["makes"] == {"any": ("ولينوفو",)}
