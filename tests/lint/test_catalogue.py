# SPDX-License-Identifier: Apache-2.0
from dataclasses import replace

import pytest

from tenderkit.library.template import format_template, parse_template
from tests.lint.seeded import catalogue, saying, shipped
from tests.support import award, clause, parameter, performance

# --- texts ---


def keys(one: dict[str, object], **more: object) -> list[str]:
    """The keys of the texts of a clause."""
    return [said.key for said in catalogue({"a": {**one, **more}}).texts]


def test_every_field_is_a_text_and_a_requirement_one_for_each_paragraph() -> None:
    text = {"requirement": "One.\n\nTwo.", "guidance": "Ask first."}
    assert keys(performance(text=text)) == [
        "text.title",
        "text.requirement",
        "text.requirement",
        "text.verification.declaration",
        "text.question",
        "text.guidance",
        "text.remedy",
    ]


def test_each_tier_of_proof_is_a_text_with_its_tier() -> None:
    proof = {"certificate": "C.", "declaration": "D.", "document": "P."}
    texts = catalogue({"a": clause(text={"verification": proof})}).texts
    tiers = [(said.tier, said.text, said.field) for said in texts if said.tier]
    assert tiers == [(t, proof[t], "verification") for t in ("declaration", "document", "certificate")]


def test_a_variant_speaks_only_where_it_has_words_of_its_own() -> None:
    variants = {"leased": {"when": {"acquisition": ["lease"]}, "title": "Leased", "verification": {"document": "X."}}}
    texts = [said for said in catalogue({"a": clause(variants=variants)}).texts if said.variant]
    assert [(s.key, s.variant) for s in texts] == [
        ("variants.leased.title", "leased"),
        ("variants.leased.verification.document", "leased"),
    ]


def test_guidance_is_no_contract_text() -> None:
    one = catalogue({"a": saying("Ask first.", "guidance")})
    assert "Ask first." in [said.text for said in one.texts]
    assert "Ask first." not in [said.text for said in one.contract_texts]


def test_withdrawn_clauses_say_nothing_and_drafts_do() -> None:
    one = catalogue({"a": clause(status="withdrawn"), "b": clause(status="draft"), "c": clause()})
    assert {said.clause.id for said in one.texts} == {"b", "c"}
    assert {c.id for c in one.clauses} == {"b", "c"}


def test_a_text_is_shown_as_its_author_wrote_it() -> None:
    text = "The tenderer shall offer {{ years }} {{ years_anchor }}."
    one = catalogue({"a": saying(text, parameters={"years": parameter()})})
    (said,) = (s for s in one.texts if s.field == "requirement")
    assert said.text == text
    assert [(name, key) for name, key, _ in said.parameters] == [("years", "years"), ("years_anchor", "years")]


@pytest.mark.parametrize("text", ["plain", "{{ a }}", "{{ a }}{{ b }}", "x {{ a }}.", "{{ a }} {{ items }} end"])
def test_showing_undoes_parsing(text: str) -> None:
    assert format_template(parse_template(text)) == text


def test_the_fixed_names_are_no_parameters() -> None:
    one = catalogue({"a": saying("For {{ months }}: {{ items }}, {{ returns }}.")})
    assert [list(said.parameters) for said in one.texts if said.field == "requirement"] == [[]]


def test_a_place_names_file_key_and_clause() -> None:
    one = catalogue({"end-of-life/a": award()})
    place = one.place(one.texts[0])
    assert (place.file, place.key, place.clause) == ("end-of-life/a.toml", "text.title", "a")


# --- sentences ---


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Meet the U.S. energy rules. Then go.", ["Meet the U.S. energy rules.", "Then go."]),
        ("Meet the U. S. Agency rules. Then go.", ["Meet the U. S. Agency rules.", "Then go."]),
        ("See annex A. The unit shall work.", ["See annex A.", "The unit shall work."]),
        ("One. Two.", ["One.", "Two."]),
        ("One! Two? Three.", ["One!", "Two?", "Three."]),
        ("First, this; then, that.", ["First, this;", "then, that."]),
        (
            "Use NIST SP 800-88 Rev. 2 or equivalent. Keep it.",
            ["Use NIST SP 800-88 Rev. 2 or equivalent.", "Keep it."],
        ),
        ("Parts, e.g. hinges, i.e. small ones. Done.", ["Parts, e.g. hinges, i.e. small ones.", "Done."]),
        ("See Art. 5 and No. 3. Done.", ["See Art. 5 and No. 3.", "Done."]),
        # Of an abbreviation only the whole word counts.
        ("It fits a cart. The next one.", ["It fits a cart.", "The next one."]),
        ("At most 0.5 W. Measured.", ["At most 0.5 W.", "Measured."]),
        ("Within {{ days }} {{ days_anchor }}. Then.", ["Within {{ days }} {{ days_anchor }}.", "Then."]),
        ("No end", ["No end"]),
        ("", [""]),
    ],
)
def test_a_text_falls_into_sentences(text: str, sentences: list[str]) -> None:
    said = next(iter(catalogue({"a": clause()}).texts))
    assert list(replace(said, text=text).sentences) == sentences


def test_no_word_gets_lost_between_sentences() -> None:
    for said in shipped().texts:
        assert " ".join(said.sentences).split() == said.text.split()


# --- lists of words ---


def test_words_of_all_languages_stand_beside_those_of_one() -> None:
    one = replace(shipped(), lists={"x": {"any": ("EN",), "en": ("green",), "fr": ("vert",)}})
    assert one.words("x") == ("EN", "green")
    assert one.words("x", "fr") == ("EN", "vert")
    assert one.words("x", "zh") == ("EN",)


def test_a_table_lists_its_keys_and_what_to_write_instead() -> None:
    one = replace(shipped(), lists={"x": {"any": {"SLA": "contract"}, "en": {"vendor": "tenderer"}}})
    assert one.words("x") == ("SLA", "vendor")
    assert one.instead("x") == {"SLA": "contract", "vendor": "tenderer"}
    assert one.instead("x", "fr") == {"SLA": "contract"}


def test_the_word_of_a_language_wins_over_that_of_all() -> None:
    one = replace(shipped(), lists={"x": {"any": {"SLA": "contract"}, "en": {"SLA": "clause"}}})
    assert one.instead("x") == {"SLA": "clause"}


def test_a_plain_list_says_nothing_to_write_instead() -> None:
    assert replace(shipped(), lists={"x": {"en": ("green",)}}).instead("x") == {}


def test_a_list_that_is_not_there_is_a_slip_of_a_rule() -> None:
    with pytest.raises(KeyError):
        shipped().words("no-such-list")
    with pytest.raises(KeyError):
        shipped().instead("no-such-list")


@pytest.mark.parametrize("name", sorted(shipped().lists))
def test_no_shipped_list_is_empty_or_names_a_word_twice_or_with_loose_spaces(name: str) -> None:
    for language, found in shipped().lists[name].items():
        if (name, language) != ("glossary-unreviewed", "en"):
            assert found, language
        assert len(set(found)) == len(found), language
        assert [word for word in found if word != " ".join(word.split()) or not word] == []
