# SPDX-License-Identifier: Apache-2.0
"""Rules search only where their words are, and find all the same what they would find everywhere."""

import pytest

from tenderkit.checks.documents.checked_document import CheckedDocument
from tenderkit.checks.documents.rule import apply_rules, load_rules
from tenderkit.checks.documents.word_index import HeldLists, WordIndex, split_words
from tenderkit.findings import Finding
from tenderkit.library.author_data import WordLists
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


def hold_lists(lists: WordLists, text: str) -> HeldLists:
    """Word lists cut down to what a text holds."""
    return HeldLists(lists, text, split_words(text))


@pytest.mark.parametrize("phrase", ["no name", "no…name", "24months", "re-use", "…", "NAME IT"])
def test_a_list_holds_what_is_in_the_text(phrase: str) -> None:
    assert hold_lists({"list": {"en": (phrase,)}}, "No name; name it re-use: 24 months")["list"] == {"en": (phrase,)}


@pytest.mark.parametrize("phrase", ["name no", "no months", "it… name yes", "use-re", "month"])
def test_a_list_leaves_out_what_is_not_side_by_side(phrase: str) -> None:
    assert hold_lists({"list": {"en": (phrase,)}}, "No name; name it re-use: 24 months")["list"] == {"en": ()}


def test_names_that_are_words_count_only_as_they_are_spelt() -> None:
    lists = {name: {"any": ("IS", "EN")} for name in ("standard-prefixes", "makes")}
    held = hold_lists(lists, "This is EN 50625.")
    assert (held["standard-prefixes"], held["makes"]) == ({"any": ("EN",)}, {"any": ("IS", "EN")})


def test_lists_are_cut_down_to_what_the_document_holds() -> None:
    lists = {
        "makes": {"any": ("Dell", "Lenovo"), "en": ("no name",), "ar": ("لينوفو",), "fr": ("sans marque",)},
        "units": {"en": {"years": "years", "weeks": "weeks"}},
    }
    held = hold_lists(lists, "No name, Dell, two years, لينوفو, sans marque")
    assert held["makes"] == {"any": ("Dell", "لينوفو"), "en": ("no name",)}
    assert held["units"] == {"en": {"years": "years"}}
    with pytest.raises(KeyError):
        held["unknown"]


@pytest.mark.parametrize("texts", [texts for some in FAULTY.values() for texts in some])
def test_rules_find_no_more_when_they_search_everywhere(
    texts: list[Written], monkeypatch: pytest.MonkeyPatch
) -> None:
    quick = find_faults(texts)
    monkeypatch.setattr(CheckedDocument, "find_positions", lambda self, *lists: [*range(len(self.statements))])
    assert find_faults(texts) == quick


@pytest.mark.parametrize("texts", [texts for some in FAULTY.values() for texts in some])
def test_rules_find_no_more_by_the_whole_lists(texts: list[Written], monkeypatch: pytest.MonkeyPatch) -> None:
    quick = find_faults(texts)
    monkeypatch.setattr(HeldLists, "_cut", lambda self, words, holds: words)
    assert find_faults(texts) == quick


def find_faults(texts: list[Written]) -> tuple[Finding, ...]:
    """What all rules find in a document."""
    data = load_shipped_data()
    return apply_rules(
        CheckedDocument(document(*texts), data.library, data.language, data.word_lists, data.superseded), load_rules()
    )


def test_a_word_is_found_with_the_arabic_word_for_and_before_it() -> None:
    held = hold_lists({"makes": {"ar": ("لينوفو",)}}, "من ديل ولينوفو")
    assert held["makes"] == {"any": ("ولينوفو",)}
