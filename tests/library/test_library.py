# SPDX-License-Identifier: Apache-2.0
from datetime import date
from typing import Any

import pytest

from tenderkit.library.clause import Clause
from tenderkit.library.jurisdiction import Jurisdiction, Limit
from tenderkit.library.library import Library, list_known_words
from tenderkit.library.reading.refusals import suggest_word
from tenderkit.library.reading.schema import get_validator
from tenderkit.library.vocabulary import Vocabulary
from tests.support import award, clause, english, library, limit, performance, profile, vocabulary

EUROPE = {
    "eu": profile(members=["FR", "AT"], product_law_also=["NO"], small_value={"amount": 9, "currency": "EUR"}),
    "fr": profile(parent="eu", title={"en": "France"}),
    "paris": profile(parent="fr"),
    "no": profile(product_law_also=["AT"]),
}


@pytest.fixture(scope="module")
def europe() -> Library:
    return library({"a": clause()}, EUROPE)


# --- CPV codes ---


def test_the_code_of_a_category_leads_to_it() -> None:
    assert vocabulary().find_category("30213100") == "laptop"


def test_a_code_below_that_of_a_category_leads_to_it() -> None:
    assert vocabulary().find_category("30213110") == "laptop"


def test_a_further_code_of_a_category_leads_to_it() -> None:
    assert vocabulary().find_category("30214000") == "desktop"


def test_the_check_digit_does_not_count() -> None:
    assert vocabulary().find_category("30213100-6") == "laptop"


def test_the_nearest_code_above_decides() -> None:
    words = {
        "categories": {
            "wide": {"label": {"en": "wide"}, "cpv": "30200000"},
            "narrow": {"label": {"en": "narrow"}, "cpv": "30213100"},
        }
    }
    made = get_validator(Vocabulary).validate_python({**plain_vocabulary(), **words})
    assert made.find_category("30213110") == "narrow"
    assert made.find_category("30219999") == "wide"


def plain_vocabulary() -> dict[str, Any]:
    """A vocabulary file with nothing in it but the headings."""
    lists = [name for name in vars(vocabulary()) if name not in ("library", "countries")]
    return {
        "library": {"version": "1.0"},
        "countries": {"codes": ["KE"]},
        **{name.replace("_", "-"): {} for name in lists},
    }


def test_a_code_that_belongs_nowhere_leads_to_no_category() -> None:
    assert vocabulary().find_category("03111000") is None


def test_a_category_without_a_code_is_never_found() -> None:
    assert vocabulary().categories["mixed-ict"].cpv is None
    assert vocabulary().find_category("00000000") is None


def test_the_words_of_a_list_keep_their_order() -> None:
    assert vocabulary().words("proportionalities") == ("short", "standard", "large", "full")


def test_a_list_with_a_hyphen_is_found() -> None:
    assert vocabulary().words("quantity-bases") == ("fixed", "estimate", "per-year")


def test_countries_are_a_list_of_codes() -> None:
    assert "KE" in vocabulary().words("countries")


# --- profiles ---


def test_a_country_has_its_own_profile(europe: Library) -> None:
    assert europe.find_profile("FR") == ("fr", "own")


def test_a_country_without_a_profile_has_that_of_its_group(europe: Library) -> None:
    assert europe.find_profile("AT") == ("eu", "member")


@pytest.mark.parametrize("country", ["BR", None])
def test_any_other_country_has_the_international_profile(europe: Library, country: str | None) -> None:
    assert europe.find_profile(country) == ("international", "default")


def test_a_profile_stands_below_its_parents_nearest_first(europe: Library) -> None:
    assert europe.list_profile_chain("paris") == ("paris", "fr", "eu")


def test_parents_in_a_circle_are_walked_once() -> None:
    circle = library({}, {"a": profile(parent="b"), "b": profile(parent="a")}, faulty=True)
    assert circle.list_profile_chain("a") == ("a", "b")


def test_product_law_is_that_of_the_profile_and_its_parents(europe: Library) -> None:
    assert europe.list_product_law("FR") == ("fr", "eu")


def test_product_law_also_comes_after_the_own_profile(europe: Library) -> None:
    assert europe.list_product_law("NO") == ("no", "eu")


def test_product_law_also_adds_to_the_law_of_a_group(europe: Library) -> None:
    assert europe.list_product_law("AT") == ("eu", "no")


def test_product_law_elsewhere_is_international(europe: Library) -> None:
    assert europe.list_product_law("BR") == ("international",)


def test_what_a_profile_does_not_say_comes_from_its_parent(europe: Library) -> None:
    assert europe.find_inherited("paris", "small_value")[0].amount == 9


def test_what_a_profile_says_itself_comes_before_its_parent(europe: Library) -> None:
    assert europe.find_inherited("paris", "title") == {"en": "A place"}


def test_what_no_parent_says_is_nothing(europe: Library) -> None:
    assert europe.find_inherited("paris", "e_waste") is None


# --- limits ---


def made_limit(**overrides: Any) -> Limit:
    file = profile(limits=[limit("a.years", 7, **overrides)])
    read: Jurisdiction = get_validator(Jurisdiction).validate_python(file)
    return read.limits[0]


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2025, 12, 31), False),
        (date(2026, 1, 1), True),
        (date(2026, 12, 31), True),
        (date(2027, 1, 1), False),
    ],
)
def test_a_limit_is_in_force_from_its_first_to_its_last_day(day: date, expected: bool) -> None:
    assert made_limit(from_=date(2026, 1, 1), until=date(2026, 12, 31)).is_in_force(day) is expected


def test_a_limit_without_dates_is_always_in_force() -> None:
    assert made_limit().is_in_force(date(2000, 1, 1))


def test_the_lines_of_a_limit_stand_beside_its_other_keys() -> None:
    assert made_limit(categories=["tablet"], place=["ke"]).lines == {"categories": ("tablet",), "place": ("ke",)}


# --- lists that are known by name ---


def test_known_words_are_those_of_the_library(europe: Library) -> None:
    assert list_known_words("clauses", europe) == ("a",)
    assert list_known_words("jurisdictions", europe) == ("international", "eu", "fr", "paris", "no")
    assert list_known_words("questions", europe) == ("accepts-refurbished", "sites", "use")


def test_known_words_are_those_of_the_vocabulary(europe: Library) -> None:
    assert list_known_words("levels", europe) == ("core", "comprehensive")


@pytest.mark.parametrize(
    ("name", "word", "sentence"),
    [
        ("categories", "laptpo", "Did you mean “laptop”?"),
        ("categories", " Notebook ", "Did you mean “laptop”?"),
        ("countries", "ke", "Did you mean “KE”?"),
        ("countries", "UK", "Did you mean “GB”?"),
        ("countries", "holland", "Did you mean “NL”?"),
        ("countries", "Atlantis", "Write its two-letter code of ISO 3166-1, such as KE, PT or GB; "),
    ],
)
def test_what_was_probably_meant_is_told(name: str, word: str, sentence: str) -> None:
    assert suggest_word(vocabulary(), name, word, english()).startswith(sentence)


def test_the_version_of_a_library_is_that_of_its_vocabulary(europe: Library) -> None:
    assert europe.version == vocabulary().library.version


# --- clauses ---


def made_clause(**overrides: Any) -> Clause:
    return library({"a": clause(**overrides)}, faulty=True).clauses["a"]


@pytest.mark.parametrize(
    ("kind", "group", "section"),
    [
        ("selection-criterion", "capacity", 1),
        ("technical-specification", "battery", 2),
        ("award-criterion", "battery", 3),
        ("contract-performance-clause", "contract-management", 4),
        ("contract-performance-clause", "reporting", 5),
        ("technical-specification", "reporting", 2),
    ],
)
def test_the_section_follows_from_the_kind_and_reports_come_last(kind: str, group: str, section: int) -> None:
    assert made_clause(kind=kind, group=group).section == section


def test_a_clause_names_those_beside_which_it_stands() -> None:
    assert made_clause(applies=[{"with": ["b", "c"]}, {"with": "d"}, {}]).list_named_clauses() == {"b", "c", "d"}


def test_a_clause_without_blocks_is_refused() -> None:
    with pytest.raises(ValueError, match="applies"):
        made_clause(applies=[])


def test_a_clause_without_the_key_applies_is_refused() -> None:
    with pytest.raises(ValueError, match="applies"):
        made_clause(applies=None)


def test_a_key_that_is_not_known_is_refused() -> None:
    with pytest.raises(ValueError, match="colour"):
        made_clause(colour="green")


@pytest.mark.parametrize("key", ["requires", "replaces", "sets"])
def test_the_same_id_twice_in_a_list_is_refused(key: str) -> None:
    with pytest.raises(ValueError, match="twice"):
        made_clause(**{key: ["short", "short"]})


def test_a_conflict_may_be_an_id_alone() -> None:
    made = made_clause(conflicts=["b", {"clause": "c", "when": {"data": ["none"]}}])
    assert [(c.clause, c.when) for c in made.conflicts] == [("b", {}), ("c", {"data": ("none",)})]


# --- clauses that are looked for ---


@pytest.fixture(scope="module")
def shelf() -> Library:
    return library(
        {
            "general/rule": clause(kind="general-rule"),
            "warranty": clause(applies=[{"categories": ["laptop", "display"], "acquisition": ["purchase"]}]),
            "points": award(levels=["comprehensive"], sets=[], applies=[{"categories": ["laptop"]}]),
            "end-of-life/pick-up": performance(
                sets=["standard"], applies=[{"acquisition": ["purchase"]}, {"return-categories": ["mixed-ict"]}]
            ),
            "end-of-life/labels": performance(status="draft", applies=[{"acquisition": ["lease"]}]),
        }
    )


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ({}, ["rule", "points", "warranty", "labels", "pick-up"]),
        ({"theme": "end-of-life"}, ["labels", "pick-up"]),
        ({"kind": "award-criterion"}, ["points"]),
        ({"level": "core"}, ["rule", "warranty", "labels", "pick-up"]),
        ({"set": "short"}, ["rule", "warranty", "labels"]),
        ({"status": "draft"}, ["labels"]),
        # Each block alone: the first covers displays when bought, the second old equipment whatever the model.
        ({"category": "display"}, ["rule", "warranty", "labels", "pick-up"]),
        ({"category": "mixed-ict"}, ["rule", "labels", "pick-up"]),
        ({"model": "lease"}, ["rule", "points", "labels", "pick-up"]),
        ({"model": "take-back"}, ["rule", "pick-up"]),
        ({"model": "consumables"}, ["rule", "points"]),
        ({"category": "laptop", "model": "purchase"}, ["rule", "points", "warranty", "pick-up"]),
        ({"category": "laptop", "model": "take-back"}, ["rule"]),
        ({"theme": "end-of-life", "status": "stable", "set": "standard"}, ["pick-up"]),
        ({"theme": "general", "kind": "award-criterion"}, []),
    ],
)
def test_the_clauses_that_answer_to_everything_asked_are_found(
    shelf: Library, wanted: dict[str, str], expected: list[str]
) -> None:
    assert [c.id for c in shelf.find_clauses(**wanted)] == expected


def test_category_and_model_must_fit_the_same_block() -> None:
    blocks = [
        {"categories": ["laptop"], "acquisition": ["purchase"]},
        {"categories": ["display"], "acquisition": ["lease"]},
    ]
    whole = library({"a": clause(applies=blocks)})
    assert whole.find_clauses(category="display", model="purchase") == ()
    assert [c.id for c in whole.find_clauses(category="display", model="lease")] == ["a"]


@pytest.mark.parametrize(
    ("overrides", "sentence"),
    [
        ({}, ""),
        ({"status": "draft"}, ""),
        ({"status": "withdrawn"}, "It was withdrawn and nothing stands in its place: take it out."),
        ({"status": "withdrawn", "successor": ["b"]}, "It was withdrawn: name “b” instead."),
        ({"status": "withdrawn", "successor": ["b", "c"]}, "It was withdrawn: name “b” and “c” instead."),
    ],
)
def test_what_stands_in_the_place_of_a_withdrawn_clause_is_told(overrides: dict[str, Any], sentence: str) -> None:
    whole = library({"a": clause(**overrides), "b": clause(), "c": clause()}, faulty=True)
    assert whole.advise_replacement("a", english()) == sentence


def test_nothing_stands_in_the_place_of_a_clause_that_is_not_known(shelf: Library) -> None:
    assert shelf.advise_replacement("nowhere", english()) == ""


# --- withdrawn clauses ---


def gone(*successor: str) -> dict[str, Any]:
    return clause(status="withdrawn", successor=list(successor))


@pytest.mark.parametrize(
    ("clauses", "said"),
    [
        ({"a": clause()}, ""),
        ({"a": clause(status="draft")}, ""),
        ({"b": clause()}, ""),
        ({"a": gone("b"), "b": clause()}, "It was withdrawn: name “b” instead."),
        ({"a": gone("c", "b"), "b": clause(), "c": clause()}, "It was withdrawn: name “c” and “b” instead."),
        ({"a": gone()}, "It was withdrawn and nothing stands in its place: take it out."),
        # What took its place was withdrawn later.
        ({"a": gone("b"), "b": gone("c", "d"), "c": clause(), "d": gone("c")}, "It was withdrawn: name “c” instead."),
        ({"a": gone("b"), "b": gone()}, "It was withdrawn and nothing stands in its place: take it out."),
        ({"a": gone("b"), "b": gone("a")}, "It was withdrawn and nothing stands in its place: take it out."),
    ],
)
def test_what_to_name_in_the_place_of_a_withdrawn_clause(clauses: dict[str, Any], said: str) -> None:
    assert library(clauses).advise_replacement("a", english()) == said
