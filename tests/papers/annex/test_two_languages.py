# SPDX-License-Identifier: Apache-2.0
"""An annex in two languages: each clause once, with the words of both."""

import io
import re
import tomllib
import zipfile
from dataclasses import replace
from functools import cache

import pytest

from tenderkit.errors import InvalidInput
from tenderkit.formats.text import html, markdown
from tenderkit.library.reading.shipped_data import list_example_purchases, load_shipped_data
from tenderkit.papers.annex.annex import Annex
from tenderkit.papers.blocks import ClauseBlock, Contents, InLanguage, RequirementText, list_texts
from tenderkit.papers.clause_text import PrintedClause
from tenderkit.papers.response_form import compose_response_form
from tenderkit.pipeline import Options, compose_annex, draft_papers, select_clauses
from tenderkit.purchase.reading import validate_purchase
from tests.support import example_purchase, find, text_of, word_parts, xml

DATA = load_shipped_data()
ARABIC_FIRST, ENGLISH_FIRST = ("ar", "en"), ("en", "ar")


@cache
def annex_in(*languages: str) -> Annex:
    """An annex of two lots with clauses for both, in one language or two."""
    language = languages if len(languages) > 1 else languages[0]
    purchase = replace(example_purchase("three-lots"), language=language)
    return compose_annex(select_clauses(purchase, DATA), DATA)


def clause_blocks(annex: Annex) -> list[ClauseBlock]:
    return [block for block in annex.blocks if isinstance(block, ClauseBlock)]


def second_texts(block: ClauseBlock) -> list[str]:
    """The texts of a clause in the second language."""
    return [text for part in block.blocks if isinstance(part, InLanguage) for text in list_texts(part.blocks)]


def numbers(clauses: tuple[PrintedClause, ...]) -> list[str]:
    return [clause.number for clause in clauses]


@pytest.mark.parametrize("languages", [ARABIC_FIRST, ENGLISH_FIRST])
def test_each_clause_is_there_once_with_the_words_of_both(languages: tuple[str, str]) -> None:
    both, first, second = annex_in(*languages), annex_in(languages[0]), annex_in(languages[1])
    assert len(clause_blocks(both)) == len(clause_blocks(first)) == len(clause_blocks(second))
    for joined, one, other in zip(*map(clause_blocks, (both, first, second)), strict=True):
        assert joined.printed.clause.id == one.printed.clause.id == other.printed.clause.id
        assert second_texts(joined)
        duties = [part.paragraphs for part in one.blocks if isinstance(part, RequirementText)]
        assert len([part for part in joined.blocks if isinstance(part, RequirementText)]) == len(duties)
        translated = {part.language.code for part in joined.blocks if isinstance(part, InLanguage)}
        assert translated == {languages[1]}


def test_headings_and_numbers_are_shared() -> None:
    both = annex_in(*ARABIC_FIRST)
    assert numbers(both.printed) == numbers(annex_in("en").printed)
    assert {number[0] for number in numbers(both.printed) if not number[0].isdigit()} == {"G", "C"}
    (contents,) = (block for block in both.blocks if isinstance(block, Contents))
    titles = {clause.title for clause in annex_in("en").printed}
    assert titles <= {heading.text.rpartition(" / ")[2] for heading in contents.headings}
    text = markdown.render(both)
    assert "(G.3)" in text
    assert "ع.3" not in text


def test_the_annex_says_in_both_which_text_prevails() -> None:
    text = markdown.render(annex_in(*ARABIC_FIRST))
    assert "the text in Arabic prevails" in text
    assert "فالعبرة بالنص المحرَّر باللغة العربية" in text
    assert "the text in English prevails" in markdown.render(annex_in(*ENGLISH_FIRST))


def test_one_language_says_nothing_of_another() -> None:
    assert "prevails" not in markdown.render(annex_in("en")).partition("## General rules")[0]


@pytest.mark.parametrize("languages", [ARABIC_FIRST, ENGLISH_FIRST])
def test_each_paragraph_in_word_goes_in_the_direction_of_its_language(languages: tuple[str, str]) -> None:
    parts = word_parts(annex_in(*languages))
    directions: dict[str, set[bool]] = {"ar": set(), "en": set()}
    rtl_first = languages[0] == "ar"
    for paragraph in find(xml(parts), "//w:sdtContent//w:p[not(w:pPr/w:numPr)]"):
        text = text_of(paragraph)
        if "يلتزم المتعاقد بأن" in text:
            directions["ar"].add(is_rtl(paragraph, rtl_first))
        if "The contractor shall" in text:
            directions["en"].add(is_rtl(paragraph, rtl_first))
    assert directions == {"ar": {True}, "en": {False}}


def is_rtl(paragraph: object, default: bool) -> bool:
    turned = find(paragraph, "w:pPr/w:bidi/@w:val")  # type: ignore[arg-type]
    if turned:
        return turned[0] not in ("0", "false")
    return bool(find(paragraph, "w:pPr/w:bidi")) or (default and not turned)  # type: ignore[arg-type]


def test_a_page_names_the_language_of_each_part() -> None:
    page = html.render(annex_in(*ARABIC_FIRST), "")
    assert '<html lang="ar-SA" dir="rtl">' in page
    assert '<div lang="en-GB" dir="ltr">' in page


def test_the_other_papers_are_in_the_language_that_prevails() -> None:
    purchase = replace(example_purchase("small-laptops"), language=ARABIC_FIRST)
    papers = draft_papers(purchase, DATA, Options(papers=("annex", "response")))
    assert [remark for remark in papers.remarks if "--language en " in remark]
    assert papers.annex.language.code == "ar"
    alone = draft_papers(purchase, DATA, Options(papers=("annex",)))
    assert alone.remarks == ()


def test_the_form_in_the_second_language_asks_what_the_annex_in_two_languages_asks() -> None:
    document = tomllib.loads(list_example_purchases()["three-lots"].read_text("utf-8"))
    document["language"] = list(ARABIC_FIRST)
    both = draft_papers(validate_purchase(document, "p", "toml"), DATA, Options(papers=("annex", "response")))
    alone = draft_papers(validate_purchase(document, "p", "toml", "en"), DATA, Options(papers=("response",)))
    assert alone.remarks == ()
    arabic, english = (compose_response_form(papers.annex) for papers in (both, alone))
    assert english.language.code == "en"
    assert [field.tag for field in english.fields] == [field.tag for field in arabic.fields]
    assert [len(field.choices) for field in english.fields] == [len(field.choices) for field in arabic.fields]
    named = {
        number for text in list_texts(english.blocks) for number in re.findall(r"\b(?:G\.\d+|C\.\d+\.\d+)", text)
    }
    assert named
    assert named <= set(numbers(both.annex.printed))
    (form,) = (file.content for file in alone.files)
    with zipfile.ZipFile(io.BytesIO(form)) as archive:
        assert "التزام" not in archive.read("word/document.xml").decode()


@pytest.mark.parametrize("languages", [ARABIC_FIRST, ENGLISH_FIRST])
@pytest.mark.parametrize("alone", ["ar", "en"])
def test_every_paper_in_one_language_has_the_numbers_of_the_annex_in_two(
    languages: tuple[str, str], alone: str
) -> None:
    document = tomllib.loads(list_example_purchases()["three-lots"].read_text("utf-8"))
    document["language"] = list(languages)
    both = draft_papers(validate_purchase(document, "p", "toml"), DATA, Options(papers=("annex",))).annex
    purchase = validate_purchase(document, "p", "toml", alone)
    papers = draft_papers(purchase, DATA, Options(papers=("response", "evaluation", "calendar", "notes")))
    assert papers.annex.language.code == alone
    assert numbers(papers.annex.printed) == numbers(both.printed)
    assert any(number.startswith("G.") for number in numbers(both.printed))
    made = b"".join(file.content if file.content[:2] != b"PK" else read_words(file.content) for file in papers.files)
    assert "G.3" in made.decode()
    assert re.search(r"(?<![\w\u064b-\u0652])ع\.\d", made.decode()) is None


def read_words(file: bytes) -> bytes:
    """The words of a Word file or workbook, as it is on the disk."""
    with zipfile.ZipFile(io.BytesIO(file)) as archive:
        return b"".join(re.sub(rb"<[^>]*>", b"", archive.read(name)) for name in archive.namelist() if ".xml" in name)


def test_a_language_that_is_not_in_the_file_numbers_as_it_does_alone() -> None:
    document = tomllib.loads(list_example_purchases()["small-laptops"].read_text("utf-8"))
    document["language"] = ["en", "fr"]
    purchase = validate_purchase(document, "p", "toml", "ar")
    assert purchase.both_languages == ()
    assert "ع.3" in numbers(compose_annex(select_clauses(purchase, DATA), DATA).printed)


def test_a_file_cannot_name_the_languages_that_belong_together() -> None:
    document = tomllib.loads(list_example_purchases()["small-laptops"].read_text("utf-8"))
    with pytest.raises(InvalidInput) as error:
        validate_purchase({**document, "both-languages": ["ar", "en"]}, "p", "toml")
    assert [finding.rule for finding in error.value.findings] == ["unknown-key"]


@pytest.mark.parametrize("given", [[], ["en"], ["en", "en"], ["ar", "en", "fr"], 3, ["en", 5]])
def test_two_languages_are_a_list_of_two_codes(given: object) -> None:
    document = {
        "tenderkit": 1,
        "language": given,
        "tender": {"title": "Laptops", "launch": "2027-01-15", "country": "KE"},
        "lots": [{"title": "L", "acquisition": "purchase", "data": "none", "months": 12,
                  "items": [{"category": "laptop", "quantity": 1}]}],
    }  # fmt: skip
    with pytest.raises(InvalidInput) as error:
        validate_purchase(document, "p", "json")
    assert [finding.place.key for finding in error.value.findings] == ["language"]
    document["language"] = ["ar", "en"]
    purchase = validate_purchase(document, "p", "json")
    assert (purchase.prevailing_language, purchase.second_language) == ("ar", "en")
    assert validate_purchase(document, "p", "json", "en,ar").prevailing_language == "en"
    assert validate_purchase(document, "p", "json", "en").second_language is None
