# SPDX-License-Identifier: Apache-2.0
"""Latin words of an Arabic annex and response form are names, codes and standards: those of `latin_words.txt`.

Words of the authority itself do not count. The laws on e-waste, and those whom they name, keep names that a tenderer
looks for, such as that of a register: in brackets, or in capital letters.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tenderkit.library.clause import LAW_BLANKS
from tenderkit.library.reading.shipped_data import load_shipped_data
from tenderkit.papers.annex.annex import Annex
from tenderkit.papers.blocks import Answer, Block, ClauseBlock, Heading, InLanguage, Table, Wide, list_texts
from tenderkit.papers.clause_text import FilledValue
from tenderkit.papers.digest import list_answers
from tenderkit.papers.response_form import compose_response_form
from tenderkit.pipeline import compose_annex, select_clauses
from tests.support import PURCHASE_FILES, example_purchase

DATA = load_shipped_data()
WORD = re.compile(r"[A-Za-z][A-Za-z0-9]*(?:[./+_-][A-Za-z0-9]+)*")
NAMES = ("law", "below-threshold", "authority", "scheme", "name", "number-hint")
KNOWN = frozenset(Path(__file__).with_name("latin_words.txt").read_text("utf-8").split())


def list_given_words(answers: Any) -> Iterator[str]:
    """What an authority wrote: the texts of a purchase file, and the names that it gives criteria."""
    if isinstance(answers, dict):
        for key, value in answers.items():
            yield from (key, key.partition(": ")[2])
            yield from list_given_words(value)
    elif isinstance(answers, list | tuple):
        for value in answers:
            yield from list_given_words(value)
    elif isinstance(answers, str):
        yield answers


def list_laws(annex: Annex) -> Iterator[str]:
    filled = (text for clause in annex.selected for texts in clause.filled.values() for text in texts)
    pieces = (piece for texts in filled for text in texts for piece in text.pieces)
    return (piece.text for piece in pieces if isinstance(piece, FilledValue) and piece.name in LAW_BLANKS)


def list_tables(blocks: Sequence[Block]) -> Iterator[Table]:
    for block in blocks:
        if isinstance(block, Table):
            yield block
        elif isinstance(block, ClauseBlock | Wide | InLanguage):
            yield from list_tables(block.blocks)


def list_printed(blocks: Sequence[Block]) -> Iterator[str]:
    yield from list_texts(blocks)
    for table in list_tables(blocks):
        yield from (table.caption, *table.head)
        for cell in (cell for row in table.rows for cell in row if isinstance(cell, Answer)):
            yield from (cell.name, cell.prompt, *cell.choices)


@pytest.mark.parametrize("name", PURCHASE_FILES)
def test_latin_words_are_names_codes_and_standards(name: str) -> None:
    purchase = replace(example_purchase(name), language="ar")
    annex = compose_annex(select_clauses(purchase, DATA), DATA)
    # The list of sources has English titles, too, behind those that are no official ones.
    sources = next(
        place
        for place, block in enumerate(annex.blocks)
        if isinstance(block, Heading) and block.text == annex.language.text("sources.clauses-title")
    )
    given = {word for word in list_given_words(list_answers(purchase)) if WORD.search(word) and len(word) > 3}
    others = sorted(given.union(list_laws(annex)), key=len, reverse=True)
    arabic = annex.selection.library.translation_into("ar").sources
    assert [id_ for id_ in annex.context.sources if id_ not in arabic] == []
    unknown: dict[str, str] = {}
    lines = [text for line in annex.cover for text in line]
    for printed in (
        *lines,
        *list_printed(annex.blocks[:sources]),
        *list_printed(compose_response_form(annex).blocks),
    ):
        text = printed
        for words in others:
            text = text.replace(words, "")
        unknown |= {word: printed for word in WORD.findall(text) if word not in KNOWN}
    assert unknown == {}


def test_remarks_and_editions_of_sources_are_in_arabic_where_the_title_is() -> None:
    for id_, arabic in DATA.library.translation_into("ar").sources.items():
        source = DATA.library.sources[id_]
        assert bool(arabic.note) == bool(source.note), id_
        assert arabic.edition or not re.search("[a-z]{4}", source.edition or ""), id_


def list_names_of_profiles() -> Iterator[tuple[str, str, str]]:
    for file, key, texts in DATA.library.label_tables:
        if file.startswith("jurisdictions/") and key.split(".")[-1] in NAMES:
            yield f"{file} {key}", texts["en"], texts["ar"]


def test_profiles_have_their_laws_and_authorities_in_arabic_with_the_names_that_tenderers_look_for() -> None:
    english_left, not_in_english = set(), set()
    for place, english, arabic in list_names_of_profiles():
        text = re.sub(r"https?://[^\s)]+", "", arabic)
        outside = re.sub(r"\([^()]*(?:\([^()]*\)[^()]*)*\)", "", text)
        english_left |= {(place, word) for word in WORD.findall(outside) if word.islower()}
        not_in_english |= {(place, word) for word in WORD.findall(text) if word not in english}
    assert english_left == set()
    assert not_in_english == set()


def test_of_the_names_of_profiles_only_brands_have_no_arabic_word() -> None:
    latin_alone = {arabic for _, _, arabic in list_names_of_profiles() if not re.search("[\u0621-\u064a]", arabic)}
    assert latin_alone == {"Recupel", "Ecotrel", "WEEE Electrocyclosis Cyprus", "Producer Register Limited"}


def test_a_word_of_english_is_none_of_them() -> None:
    assert len(KNOWN) < 110
    assert not {"kWh", "mg", "laptops", "the", "new-build", "days", "W", "V"} & KNOWN
