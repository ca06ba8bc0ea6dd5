# SPDX-License-Identifier: Apache-2.0
from dataclasses import replace
from typing import Any

import pytest

from tenderkit.library.clause import Translation
from tenderkit.library.language import Definition, Frame
from tenderkit.library.library import Library, LibraryTranslation, Overlay, Source, SourceTranslation, Term
from tenderkit.library.reading import shipped_data, text_files
from tenderkit.library.reading.schema import get_validator
from tenderkit.library.translations import (
    check_frame,
    check_translations,
    complete_frame,
    digest_english_texts,
    digest_frame,
    digest_source,
    find_frame_gaps,
    find_stale_labels,
    find_untranslated_labels,
    leave_out_untouched_profiles,
    list_untranslated_keys,
    translate_library,
)
from tenderkit.lint.catalogue import Catalogue
from tenderkit.papers.annex.annex import Annex, compose
from tenderkit.papers.blocks import list_texts
from tenderkit.papers.notes.notes import compose_notes
from tenderkit.selection.select import select
from tenderkit.selection.selection import Selection
from tenderkit.selection.untranslated import find_untranslated
from tests.lint.seeded import found
from tests.support import Table, clause, english, faults_of, library, parameter, purchase

FRENCH: Table = {
    "title": "Un titre",
    "requirement": "Le soumissionnaire le fait.",
    "question": "Le ferez-vous ?",
    "verification": {"declaration": "Une déclaration."},
}
WORDS = parameter(
    {"core": ["bags", "boxes"]}, title="Packs", type="list", unit=None, direction="none"
)  # fmt: skip


def translated(table: Table, one: Table | None = None, **more: Any) -> Library:
    """A library of the clause `a`, translated into French; `sha256` of the table where it has one."""
    whole = library({"a": one or clause()}, **more)
    made: Translation = get_validator(Translation).validate_python({"version": 1, "sha256": "0" * 64, **table})
    if "sha256" not in table:
        made = replace(made, sha256=digest_english_texts(whole.clauses["a"], made))
    return replace(whole, translations={"fr": LibraryTranslation({"a": made}, {}, {})})


def chosen(one: Library) -> Selection:
    return select(translate_library(one, "fr"), purchase(one))


def composed(one: Library) -> Annex:
    """The annex with its clauses in French where they are translated, everything else in English."""
    return compose(chosen(one), replace(english(), code="fr", stand_in=english()))


def messages(one: Library) -> list[str]:
    """What lacks of clauses; labels of the shipped vocabulary have no French and are another matter."""
    return [f.message for f in find_untranslated(chosen(one), english()) if f.place.clause]


def test_a_clause_that_is_translated_whole_reads_in_that_language() -> None:
    one = translate_library(translated(FRENCH), "fr")
    assert (one.clauses["a"].text.title, one.language) == (("Un titre",), "fr")
    assert "a" in one.words
    assert messages(translated(FRENCH)) == []


def in_french_sources(**entry: str) -> Library:
    """A library with one source, `law`, and its translation into French."""
    law = Source("Waste Act", "law", "in-force", "C", issuer="Parliament")
    whole = replace(library({"a": clause()}), sources={"law": law})
    made = SourceTranslation(**{"sha256": "0" * 64, **entry})
    if "sha256" not in entry:
        made = replace(made, sha256=digest_source(law, made))
    return replace(whole, translations={"fr": LibraryTranslation({}, {}, {}, {"law": made})})


def test_a_source_has_its_translated_title_and_keeps_what_is_not_translated() -> None:
    official = {"title": "Loi", "official": "Journal officiel"}
    law = translate_library(in_french_sources(**official), "fr").sources["law"]
    assert (law.title, law.issuer) == ("Loi", "Parliament")
    law = translate_library(in_french_sources(**official, issuer="Parlement"), "fr").sources["law"]
    assert (law.title, law.issuer) == ("Loi", "Parlement")


def test_behind_a_title_that_is_not_official_stands_the_english_one() -> None:
    law = translate_library(in_french_sources(title="Loi sur les déchets"), "fr").sources["law"]
    assert law.title == "Loi sur les déchets (Waste Act)"


def test_a_source_whose_english_title_has_changed_keeps_it() -> None:
    stale = in_french_sources(title="Loi sur les déchets", sha256="1" * 64)
    assert translate_library(stale, "fr").sources["law"].title == "Waste Act"
    (finding,) = found("translation-stale", Catalogue(stale))
    assert finding.place.key == "law"
    assert digest_source(stale.sources["law"], stale.translations["fr"].sources["law"]) in finding.fix


def test_a_translated_source_needs_a_source_and_english_texts() -> None:
    one = in_french_sources(title="Loi", note="Note")
    assert [f.place.key for f in check_translations(one, {})] == ["law.note"]
    assert [f.place.key for f in check_translations(replace(one, sources={}), {})] == ["law"]


def test_english_is_the_library_itself() -> None:
    one = translated(FRENCH)
    assert translate_library(one, "en") is one


def test_a_language_without_any_clause_keeps_the_english_ones() -> None:
    one = translated(FRENCH)
    german = translate_library(one, "de")
    assert (german.clauses, german.words, german.language) == (one.clauses, {}, "de")


@pytest.mark.parametrize("key", ["requirement", "question", "verification"])
def test_a_clause_that_lacks_a_text_stays_english_whole(key: str) -> None:
    one = translated({k: v for k, v in FRENCH.items() if k != key})
    assert translate_library(one, "fr").clauses["a"] == one.clauses["a"]


def test_a_title_alone_names_a_clause_that_is_not_printed() -> None:
    one = translate_library(translated({"title": "Un titre"}), "fr")
    assert one.clauses["a"].text.title == ("Un titre",)
    assert (one.clauses["a"].text.requirement, one.words) == (translated(FRENCH).clauses["a"].text.requirement, {})


def test_the_texts_of_an_english_clause_find_the_english_titles_of_others() -> None:
    named_there = {"title": "Another", "question": "Do you do what “A title” asks?"}
    whole = library({"a": clause(), "b": clause(text=named_there)})
    made = get_validator(Translation).validate_python({"version": 1, "sha256": "0" * 64, **FRENCH})
    made = replace(made, sha256=digest_english_texts(whole.clauses["a"], made))
    one = composed(replace(whole, translations={"fr": LibraryTranslation({"a": made}, {}, {})}))
    named = {printed.clause.id: printed for printed in one.selected}
    assert (named["a"].title, named["a"].language.code) == ("Un titre", "fr")
    assert named["b"].language is english()
    assert named["b"].question == f"Do you do what “A title” ({named['a'].number}) asks?"


def test_a_translation_of_an_older_text_is_not_used_at_all() -> None:
    one = translated({**FRENCH, "sha256": "0" * 64})
    assert translate_library(one, "fr").clauses["a"].text == one.clauses["a"].text
    assert messages(one) == ["the clause “a” has changed since it was translated into “fr”"]


def test_a_title_alone_is_no_translation() -> None:
    assert messages(translated({"title": "Un titre"})) == ["the clause “a” is not translated into “fr”"]


def test_variants_parameters_and_words_are_translated_too() -> None:
    table = clause(
        parameters={"packs": WORDS},
        variants={"v": {"when": {}, "question": "In what?"}},
        text={"requirement": "In {{ packs }}."},
    )
    parts: Table = {
        "requirement": "En {{ packs }}.",
        "parameters": {"packs": "Emballages"},
        "words": {"bags": "sacs", "boxes": "boîtes"},
        "variants": {"v": {"question": "En quoi ?"}},
    }
    whole = translated({**FRENCH, **parts}, table)
    assert list_untranslated_keys(whole, "fr", whole.clauses["a"]) == []
    one = translate_library(whole, "fr").clauses["a"]
    assert (one.parameters["packs"].title, one.variants["v"].question) == ("Emballages", ("En quoi ?",))
    for lost in ("parameters", "words", "variants"):
        less = translated({k: v for k, v in {**FRENCH, **parts}.items() if k != lost}, table)
        assert list_untranslated_keys(less, "fr", less.clauses["a"]) != []


def test_the_words_of_values_are_printed_in_the_language() -> None:
    table = clause(parameters={"packs": WORDS}, text={"requirement": "In {{ packs }}."})
    parts: Table = {
        "requirement": "En {{ packs }}.",
        "parameters": {"packs": "Emballages"},
        "words": {"bags": "sacs", "boxes": "boîtes"},
    }
    one = composed(translated({**FRENCH, **parts}, table))
    (printed,) = one.lots[0].clauses
    assert printed.requirement == ("En sacs and boîtes.",)


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ({"requirement": "En {{ packs }} et {{ boxes }}."}, "schema"),
        ({"requirement": "Rien."}, "schema"),
        ({"requirement": "En {{ packs }}.\n\nEt plus."}, "schema"),
        ({"variants": {"w": {"title": "Autre"}}}, "unknown-key"),
        ({"parameters": {"boxes": "Boîtes"}}, "unknown-key"),
        ({"remedy": "Rien."}, "unknown-key"),
    ],
)
def test_a_translation_that_names_something_else_is_refused(change: Table, rule: str) -> None:
    table = clause(parameters={"packs": WORDS}, text={"requirement": "In {{ packs }}."})
    one = translated({**FRENCH, "requirement": "En {{ packs }}.", **change}, table)
    assert [f.rule for f in faults_of(one)] == [rule]


def test_a_translation_of_a_clause_that_is_not_there_is_refused() -> None:
    one = translated(FRENCH)
    tongue = one.translations["fr"]
    lost = replace(one, translations={"fr": replace(tongue, clauses={"aa": tongue.clauses["a"]})})
    assert [(f.rule, f.fix) for f in faults_of(lost)] == [("unknown-word", "Did you mean “a”?")]


def test_a_library_on_top_that_lacks_the_language_is_told() -> None:
    one = replace(translated(FRENCH), overlays=(Overlay({"en": "Ours"}, "1", file="ours/library.toml"),))
    assert "ours/library.toml: title" in [str(f.place) for f in find_untranslated(chosen(one), english())]


def test_labels_of_another_english_text_are_told() -> None:
    one = translated(FRENCH)
    made = {"vocabulary.toml units.years": one.label_digests["vocabulary.toml units.years"]}
    now = replace(one, translations={"fr": replace(one.translations["fr"], made_from=made)})
    assert "has changed since" not in " ".join(
        f.message for f in find_untranslated(chosen(now), english()) if not f.place.clause
    )
    old = replace(one, translations={"fr": replace(one.translations["fr"], made_from=dict.fromkeys(made, "0" * 16))})
    assert "vocabulary.toml: units.years" in [str(f.place) for f in find_untranslated(chosen(old), english())]


def test_the_annex_says_which_clauses_stand_in_english() -> None:
    text = said(composed(translated({"title": "Un titre"})))
    assert "These clauses stand in English" in text
    assert "This clause stands in English" in text
    assert "stand in English" not in said(composed(translated(FRENCH)))


def said(one: Annex) -> str:
    return " ".join(list_texts((*one.blocks, *compose_notes(one).blocks)))


def test_terms_that_no_native_reader_has_seen_are_counted_in_the_provenance() -> None:
    one = translated(FRENCH)
    terms = {
        "seen": Term("titre", ("titre",), source="Ada"),
        "unseen": Term("soumissionnaire", ("soumissionnaire",)),
        "absent": Term("déchet", ("déchet*",)),
    }
    whole = replace(one, translations={"fr": replace(one.translations["fr"], terms=terms)})
    text = said(compose(chosen(whole), replace(english(), code="fr")))
    assert "no native reader has reviewed yet: 1 (soumissionnaire)" in text


# Frames


def frame(**texts: dict[str, str]) -> Frame:
    return Frame("en-GB", "ltr", "latin", dict(texts))


@pytest.mark.parametrize(
    ("other", "rule", "key"),
    [
        (frame(a={"x": "{n} ans"}), None, None),
        (frame(a={}), None, None),
        (frame(), None, None),
        (frame(b={"x": "plus"}), "unknown-key", "texts.b.x"),
        (frame(a={"x": "{n} ans", "y": "plus"}), "unknown-key", "texts.a.y"),
        (frame(a={"x": "{m} ans"}), "schema", "texts.a.x"),
        (frame(a={"x": "ans"}), "schema", "texts.a.x"),
    ],
)
def test_a_frame_has_the_keys_and_values_of_the_english_one(other: Frame, rule: str | None, key: str | None) -> None:
    found = list(check_frame(frame(a={"x": "{n} years"}), other, "fr.toml"))
    assert [(f.rule, f.place.key) for f in found] == ([(rule, key)] if rule else [])


def test_english_fills_the_gaps_of_a_frame_and_they_are_named() -> None:
    term = Definition("unit", ("unit",), "A device.")
    base = replace(frame(a={"x": "{n} years", "y": "plus"}, b={"z": "end"}), definitions={"unit": term})
    whole, untranslated_keys = complete_frame(base, replace(frame(a={"x": "{n} ans"}), locale="fr"))
    assert whole.texts == {"a": {"x": "{n} ans", "y": "plus"}, "b": {"z": "end"}}
    assert (whole.locale, whole.definitions) == ("fr", {"unit": term})
    assert untranslated_keys == ("texts.a.y", "texts.b.z", "definitions.unit")
    assert [(f.place.key, f.message) for f in find_frame_gaps(untranslated_keys, "fr")] == [
        ("texts.a", "there is no text in “fr” for y"),
        ("texts.b", "there is no text in “fr” for z"),
        ("definitions", "there is no text in “fr” for unit"),
    ]


def test_a_whole_frame_has_no_gaps() -> None:
    assert complete_frame(frame(a={"x": "years"}), frame(a={"x": "ans"})) == (frame(a={"x": "ans"}), ())


def test_the_frames_of_other_languages_are_made_from_the_english_of_today() -> None:
    """Where this fails, read what changed in the English section, mend the others, and write down the new digest."""
    folder = shipped_data.find_data_folder() / "templates" / "frame"
    frames = {
        path.stem: get_validator(Frame).validate_python(
            text_files.parse_toml(text_files.read_text(path, path.name), path.name)
        )
        for path in folder.glob("*.toml")
    }
    today = digest_frame(frames.pop("en"))
    assert frames
    for code, one in frames.items():
        assert one.made_from == today, code


def test_everything_but_clauses_is_translated_into_the_shipped_languages() -> None:
    data = shipped_data.load_shipped_data()
    shipped = data.library
    assert set(data.languages) == {"en", *shipped.translations}
    for language in shipped.translations:
        tables = shipped.label_tables
        if data.frames[language].set:
            tables = leave_out_untouched_profiles(tables, language)
        assert find_untranslated_labels(tables, {}, language) == []
        assert find_stale_labels(shipped, language) == []


def test_all_clauses_of_small_purchases_are_translated_into_french() -> None:
    data = shipped_data.load_shipped_data()
    assert {code: frame.set for code, frame in data.frames.items()} == {"ar": None, "en": None, "fr": "short"}
    small = [clause for clause in data.library.clauses.values() if "short" in clause.sets]
    assert len(small) > 20
    assert {clause.id: list_untranslated_keys(data.library, "fr", clause) for clause in small} == {
        clause.id: [] for clause in small
    }
    # Every other one has its title, by which the notes name what was left out.
    titles = data.library.translation_into("fr").clauses
    assert [c.id for c in data.library.clauses.values() if c.status != "withdrawn" and c.id not in titles] == []


def test_profiles_without_any_text_in_a_language_are_left_out() -> None:
    tables = [
        ("vocabulary.toml", "units.years", {"en": "years"}),
        ("jurisdictions/ke", "title", {"en": "Kenya"}),
        ("jurisdictions/fr", "title", {"en": "France", "fr": "France"}),
        ("jurisdictions/fr", "duties.1.text", {"en": "Do it."}),
    ]
    assert leave_out_untouched_profiles(tables, "fr") == (tables[0], *tables[2:])
