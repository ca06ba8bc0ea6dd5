# SPDX-License-Identifier: Apache-2.0
from dataclasses import replace

import pytest

from tenderkit.library import Overlay
from tenderkit.lint.catalogue import Catalogue

from ...support import QUESTIONS, clause, profile
from ..seeded import catalogue, found, shipped

RULE = "translation-missing"


def places(one: Catalogue) -> list[str]:
    return [str(finding.place) for finding in found(RULE, one)]


def test_a_profile_without_a_text_in_the_language_is_found() -> None:
    place = profile(
        title={"fr": "Un lieu"}, duties=[{"id": "d", "text": {"fr": "Fais."}, "source": "a-law", "mark": "C"}]
    )
    assert places(catalogue({"a": clause()}, {"xx": place})) == [
        "jurisdictions/xx.toml: title",
        "jurisdictions/xx.toml: duties.1.text",
    ]


def test_an_empty_text_is_none() -> None:
    assert places(catalogue({"a": clause()}, {"xx": profile(title={"en": ""})})) == ["jurisdictions/xx.toml: title"]


def test_questions_lack_texts_and_the_words_of_their_choices() -> None:
    use = {**QUESTIONS["use"], "help": {"fr": "Un lieu."}}
    use["choice-text"] = {"office": {"en": "in an office"}, "outdoors": {"fr": "dehors"}}
    assert places(catalogue({"a": clause()}, questions={**QUESTIONS, "use": use})) == [
        "questions.toml: use.help",
        "questions.toml: use.choice-text.outdoors",
    ]


def test_a_library_on_top_needs_a_title() -> None:
    one = catalogue({"a": clause()})
    library = replace(one.library, overlays=(Overlay({"fr": "Chez nous"}, "1", file="ours/library.toml"),))
    assert places(replace(one, library=library)) == ["ours/library.toml: title"]


def test_a_further_language_of_clauses_is_asked_for_everywhere(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tenderkit.lint.catalogue.CLAUSE_LANGUAGES", ("en", "fr"))
    found_at = places(catalogue({"a": clause()}, {"xx": profile(title={"en": "A place", "fr": "Un lieu"})}))
    assert {"vocabulary.toml: units.years.label", "questions.toml: use.text"} <= set(found_at)
    assert "jurisdictions/xx.toml: title" not in found_at


def test_the_finding_names_language_and_key() -> None:
    (one,) = found(RULE, catalogue({"a": clause()}, {"xx": profile(title={"fr": "Un lieu"})}))
    assert (one.message, one.fix) == ("there is no text in “en”", "Add `title.en`.")


def test_the_shipped_library_is_clean() -> None:
    assert found(RULE, shipped()) == []
