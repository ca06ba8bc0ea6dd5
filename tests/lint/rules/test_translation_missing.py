# SPDX-License-Identifier: Apache-2.0
from dataclasses import replace

from tenderkit.findings import Finding
from tenderkit.library.language import Frame
from tenderkit.library.library import Library, Overlay
from tests.lint.seeded import found as told
from tests.lint.seeded import in_french
from tests.support import QUESTIONS, Table, clause, faults_of, library, profile

RULE = "translation-missing"


def found(one: Library) -> list[Finding]:
    return [finding for finding in faults_of(one) if finding.rule == RULE]


def places(one: Library) -> list[str]:
    return [str(finding.place) for finding in found(one)]


def test_a_profile_without_a_text_in_the_language_is_found() -> None:
    place = profile(
        title={"fr": "Un lieu"}, duties=[{"id": "d", "text": {"fr": "Fais."}, "source": "a-law", "mark": "C"}]
    )
    assert places(library({"a": clause()}, {"xx": place}, faulty=True)) == [
        "jurisdictions/xx.toml: title",
        "jurisdictions/xx.toml: duties.1.text",
    ]


def test_an_empty_text_is_none() -> None:
    assert places(library({"a": clause()}, {"xx": profile(title={"en": ""})}, faulty=True)) == [
        "jurisdictions/xx.toml: title"
    ]


def test_questions_lack_texts_and_the_words_of_their_choices() -> None:
    use = {**QUESTIONS["use"], "help": {"fr": "Un lieu."}}
    use["choice-text"] = {"office": {"en": "in an office"}, "outdoors": {"fr": "dehors"}}
    assert places(library({"a": clause()}, faulty=True, questions={**QUESTIONS, "use": use})) == [
        "questions.toml: use.help",
        "questions.toml: use.choice-text.outdoors",
    ]


def test_a_library_on_top_needs_a_title() -> None:
    overlay = Overlay({"fr": "Chez nous"}, "1", file="ours/library.toml")
    assert places(replace(library({"a": clause()}), overlays=(overlay,))) == ["ours/library.toml: title"]


def spoken(one: Library, **clauses: Table) -> list[str]:
    """Where the rule finds something, with these translations into French."""
    return [str(finding.place) for finding in told(RULE, in_french(one, **clauses))]


def test_a_language_of_clauses_is_asked_for_everywhere() -> None:
    one = library({"a": clause()}, {"xx": profile(title={"en": "A place", "fr": "Un lieu"})}, faulty=True)
    assert spoken(one) == ["vocabulary.toml", "questions.toml", "jurisdictions/international.toml: title"]


def test_a_file_that_was_begun_is_asked_for_key_by_key() -> None:
    use = {**QUESTIONS["use"], "label": {**QUESTIONS["use"]["label"], "fr": "Lieu"}}
    places = spoken(library({"a": clause()}, questions={**QUESTIONS, "use": use}))
    assert "questions.toml: use.text" in places
    assert {"questions.toml", "questions.toml: use.label"}.isdisjoint(places)


def test_a_translation_that_was_begun_is_asked_for_whole() -> None:
    one = library({"a": clause()})
    begun = {"title": "Un titre", "requirement": "Le soumissionnaire le fait."}
    assert [place for place in spoken(one, a=begun) if place.startswith("translations/")] == [
        "translations/fr/x.toml: a.question",
        "translations/fr/x.toml: a.verification.declaration",
    ]
    assert [place for place in spoken(one, a={"title": "Un titre"}) if place.startswith("translations/")] == []


def test_a_library_on_top_is_asked_only_for_the_languages_of_its_title() -> None:
    one = replace(library({"a": clause()}), overlays=(Overlay({"en": "Ours"}, "1", file="ours/library.toml"),))
    assert spoken(one) == []
    both = replace(one, overlays=(Overlay({"en": "Ours", "fr": "À nous"}, "1", file="ours/library.toml"),))
    assert spoken(both) != []


def test_the_finding_names_language_and_key() -> None:
    (one,) = found(library({"a": clause()}, {"xx": profile(title={"fr": "Un lieu"})}, faulty=True))
    assert (one.message, one.fix) == ("there is no text in “en”", "Add `title.en`.")


def test_a_language_of_small_purchases_may_leave_out_whole_jurisdictions() -> None:
    duty = {"id": "d", "text": {"en": "Do it."}, "source": "a-law", "mark": "C"}
    places = {
        "xx": profile(title={"en": "A place", "fr": "Un lieu"}, duties=[duty]),
        "yy": profile(title={"en": "Another"}),
    }
    one = in_french(library({"a": clause(sets=["short"])}, places, faulty=True))
    frames = {"en": Frame("en-GB", "ltr", "latin"), "fr": Frame("fr-FR", "ltr", "latin", set="short")}
    limited = replace(one, frames=frames)
    missing = {"jurisdictions/xx.toml: duties.1.text", "jurisdictions/yy.toml: title"}
    assert missing <= {str(finding.place) for finding in told(RULE, replace(one, frames={}))}
    assert missing & {str(finding.place) for finding in told(RULE, limited)} == {
        "jurisdictions/xx.toml: duties.1.text"
    }
