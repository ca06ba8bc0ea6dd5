# SPDX-License-Identifier: Apache-2.0
"""A small purchase in French is French throughout: the words that its English papers have, too, are in a list."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tenderkit.library.reading.shipped_data import load_shipped_data
from tenderkit.papers.annex.annex import Annex
from tenderkit.papers.blocks import Heading, Paragraph
from tenderkit.papers.digest import list_answers
from tenderkit.papers.response_form import compose_response_form
from tenderkit.pipeline import compose_annex, select_clauses
from tests.papers.test_latin_words import list_given_words, list_printed
from tests.support import example_purchase

DATA = load_shipped_data()
WORD = re.compile(r"[^\W\d_]+(?:[-’][^\W\d_]+)*")
SHARED = frozenset(Path(__file__).with_name("french_words.txt").read_text("utf-8").split())


def compose(name: str, language: str) -> Annex:
    return compose_annex(select_clauses(replace(example_purchase(name), language=language), DATA), DATA)


def list_texts_before_the_sources(annex: Annex) -> Iterator[str]:
    """The texts of the cover, the clauses and the form; sources have titles in the languages of their publishers."""
    title = annex.language.text("sources.clauses-title")
    end = next(n for n, block in enumerate(annex.blocks) if isinstance(block, Heading) and block.text == title)
    yield from (text for line in annex.cover for text in line)
    yield from list_printed(annex.blocks[:end])
    yield from list_printed(compose_response_form(annex).blocks)


def collect_words(annex: Annex) -> set[str]:
    return {word.lower() for text in list_texts_before_the_sources(annex) for word in WORD.findall(text)}


@pytest.mark.parametrize("name", ["fr-commune-laptops", "fr-college-laptops", "small-laptops"])
def test_words_of_both_languages_are_names_and_the_same_in_french(name: str) -> None:
    purchase = example_purchase(name)
    given = {word.lower() for text in list_given_words(list_answers(purchase)) for word in WORD.findall(text)}
    both = collect_words(compose(name, "fr")) & collect_words(compose(name, "en"))
    assert both - given - SHARED == set()


def test_a_word_of_english_alone_is_none_of_them() -> None:
    assert len(SHARED) < 110
    assert not {"the", "of", "unit", "contractor", "laptops", "days", "proof", "and", "is"} & SHARED


def test_no_sign_of_french_is_parted_from_its_word() -> None:
    wrong = re.compile("\\x20[;:!?%»]|«[^\u00a0]|[^\u00a0]»|\\w[;!?]")
    texts = list_texts_before_the_sources(compose("fr-commune-laptops", "fr"))
    assert [text for text in texts if wrong.search(text)] == []


def test_the_terms_stand_in_the_order_of_a_dictionary() -> None:
    annex = compose("fr-commune-laptops", "fr")
    terms = [block.lead for block in annex.blocks if isinstance(block, Paragraph) and block.lead]
    assert terms.index("égale.") < terms.index("jour.") < terms.index("série.") < terms.index("support de données.")


def test_values_of_the_law_are_told_in_french() -> None:
    selection = select_clauses(example_purchase("fr-commune-laptops"), DATA)
    (told,) = [finding.message for finding in selection.findings if finding.rule == "limit-within-term"]
    assert "la loi exige Une personne formée ou, pour la batterie, l’utilisateur" in told
