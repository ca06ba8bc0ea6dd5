# SPDX-License-Identifier: Apache-2.0
"""Documents in which scripts of both directions meet: an Arabic annex, and Arabic names in an English one."""

import re
import subprocess
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree
from openxml_audit import OpenXmlValidator

from tenderkit.formats.word.read.open_docx import open_word
from tenderkit.formats.word.read.verify import verify
from tenderkit.formats.word.write.bidi import resolve_levels
from tenderkit.formats.word.write.writer import write, write_parts
from tenderkit.papers.annex.annex import Annex
from tenderkit.papers.response_form import compose_response_form
from tests.formats.word.arabic import arabic_annex, arabic_example
from tests.support import (
    EXAMPLES,
    LAUNCH,
    WORD,
    annex,
    clause,
    english,
    example,
    find,
    library,
    word_bases,
    word_parts,
    xml,
)

W = f"{{{WORD['w']}}}"
STORIES = ("document", "header1", "footer1")
ARABIC = (arabic_annex, *(lambda name=name: arabic_example(name) for name in EXAMPLES))
every_arabic = pytest.mark.parametrize("made", ARABIC, ids=["small", *EXAMPLES])
# Marks of direction count for the algorithm, not for what a run may hold.
MARKS = "\u200e\u200f"
NAME = "وزارة التعليم"


def paragraphs(parts: dict[str, bytes]) -> list[etree._Element]:
    return [p for name in STORIES for p in find(xml(parts, f"word/{name}.xml"), "//w:p")]


def runs(paragraph: etree._Element) -> list[tuple[bool, str]]:
    """The runs with text of a paragraph, whatever they stand in: whether each goes from right to left, its text."""
    found = []
    for run in find(paragraph, ".//w:r[w:t or w:tab or w:br]"):
        text = "".join({W + "tab": "\t", W + "br": "\n"}.get(t.tag, t.text or "") for t in run if t.tag != W + "rPr")
        found.append((bool(find(run, "w:rPr/w:rtl")), text))
    return found


def mixed(parts: dict[str, bytes], rtl: bool) -> list[str]:
    """The runs that hold what goes the other way, after the levels of their whole paragraph."""
    wrong = []
    for paragraph in paragraphs(parts):
        found = runs(paragraph)
        level = iter(resolve_levels("".join(text for _, text in found), rtl))
        for turned, text in found:
            for sign in text:
                odd = next(level) % 2 == 1
                class_ = unicodedata.bidirectional(sign)
                number = turned and class_ in ("EN", "AN", "CS", "ET", "NSM")
                if sign not in MARKS and odd != turned and not number:
                    wrong.append(text)
                    break
    return wrong


# An Arabic annex


@every_arabic
def test_no_run_mixes_directions(made: Callable[[], Annex]) -> None:
    assert mixed(word_parts(made()), rtl=True) == []


def test_a_run_that_mixes_directions_is_found() -> None:
    parts = word_parts(arabic_annex())
    document = parts["word/document.xml"].decode()
    assert "</w:rtl>" in document
    seeded = re.sub(r"(<w:t xml:space=\"preserve\">)(?=ISO)", r"\1نص ", document)
    assert seeded != document
    assert mixed({**parts, "word/document.xml": seeded.encode()}, rtl=True) != []


@every_arabic
def test_every_run_of_the_other_script_names_its_language(made: Callable[[], Annex]) -> None:
    for paragraph in paragraphs(word_parts(made())):
        for run in find(paragraph, ".//w:r[not(w:rPr/w:rtl)]"):
            assert find(run, "w:rPr/w:lang/@w:val") == ["en-GB"]


def test_the_text_reads_as_it_was_written() -> None:
    found = [runs(p) for p in paragraphs(word_parts(arabic_annex()))]
    assert [(True, "توريد حواسيب محمولة لعام "), (False, "\u200e2027/2028")] in found
    assert [(True, "الضمان وقطع الغيار ("), (False, "ISO\u00a014001"), (True, ")")] in found
    (source,) = [line for line in found if any("ITU-T" in text for _, text in line)]
    assert source[1:4] == [
        (False, "ITU-T\u00a0L.1061"),
        (True, ": \u200f"),
        (False, "https://www.itu.int/rec/T-REC-L.1061/\u200e"),
    ]


def test_the_fields_of_the_footer_go_with_their_words() -> None:
    (paragraph,) = find(xml(word_parts(arabic_annex()), "word/footer1.xml"), "//w:p")
    assert find(paragraph, "w:r[w:fldChar or w:instrText][not(w:rPr/w:rtl)]") == []
    assert "".join(t for _, t in runs(paragraph)).endswith("\tصفحة 1 من 1")


def test_an_answer_is_filled_in_from_right_to_left() -> None:
    document = xml(write_parts(compose_response_form(arabic_annex()), word_bases(), LAUNCH))
    answers = find(document, "//w:sdt[w:sdtPr/w:dropDownList or w:sdtPr/w:text]/w:sdtPr")
    assert len(answers) > 5
    assert [a for a in answers if a[0].tag != W + "rPr" or not find(a[0], "w:rtl")] == []


@every_arabic
def test_paragraphs_tables_and_sections_run_from_right_to_left(made: Callable[[], Annex]) -> None:
    parts = word_parts(made())
    assert [p for p in paragraphs(parts) if not find(p, "w:pPr/w:bidi") or not find(p, "w:pPr/w:rPr/w:rtl")] == []
    assert find(xml(parts), "//w:tbl[not(w:tblPr/w:bidiVisual)] | //w:sectPr[not(w:bidi)]") == []


def test_nothing_is_set_to_a_side_of_the_sheet() -> None:
    parts = word_parts(arabic_annex())
    logical = {("ind", "left"), ("tab", "val"), ("lvlJc", "val")}  # Word measures these from the leading edge.
    for name in [n for n in parts if n.startswith("word/") and n.endswith(".xml")]:
        for element in xml(parts, name).iter():
            tag = etree.QName(element).localname
            for key, value in element.attrib.items():
                attribute = etree.QName(key).localname
                if attribute in ("left", "right") or value in ("left", "right"):
                    both = element.get(W + "left") == element.get(W + "right")
                    assert (tag, attribute) in logical or both, (name, tag, attribute)
            if tag in ("left", "right"):
                other = element.getparent().find(W + ("right" if tag == "left" else "left"))
                assert dict(other.attrib) == dict(element.attrib), (name, tag)
        assert find(xml(parts, name), "//w:jc | //w:ptab | //w:framePr") == []


@every_arabic
def test_no_sign_embeds_or_isolates(made: Callable[[], Annex]) -> None:
    for content in word_parts(made()).values():
        assert re.search("[\u202a-\u202e\u2066-\u2069]", content.decode()) is None


@every_arabic
def test_a_validator_with_the_rules_of_microsoft_finds_no_error(made: Callable[[], Annex], tmp_path: Path) -> None:
    file = tmp_path / "annex.docx"
    file.write_bytes(write(made(), word_bases(), LAUNCH))
    found = OpenXmlValidator(max_errors=0).validate(file).errors
    assert [e.description for e in found] == []


def test_marks_do_not_change_what_a_clause_says() -> None:
    found = verify(open_word(write(arabic_annex(), word_bases(), LAUNCH), "annex.docx"))
    assert found.state == "unchanged"
    assert {c.fate for c in found.clauses} == {"unchanged"}


def test_libreoffice_shows_the_order_of_the_standard(soffice: Path, tmp_path: Path) -> None:
    file = tmp_path / "annex.docx"
    file.write_bytes(write(arabic_annex(), word_bases(), LAUNCH, libreoffice=True))
    profile = (tmp_path / "profile").as_uri()
    command = [str(soffice), f"-env:UserInstallation={profile}", "--headless", "--convert-to", "pdf"]
    subprocess.run([*command, "--outdir", str(tmp_path), str(file)], check=True, capture_output=True, timeout=120)
    words = subprocess.run(
        ["pdftotext", "-raw", str(file.with_suffix(".pdf")), "-"], check=True, capture_output=True, timeout=60
    ).stdout.decode()
    for whole in (
        "2011/65/EU",
        "2019/424",
        "2027-01-15",
        "1920×1080",
        "500–800",
        "C++",
        "C#",
        "Windows®",
        "MoE/2027-04",
    ):
        assert whole in words, whole


# Names in an English annex


def named(title: str) -> dict[str, bytes]:
    return word_parts(annex(library({"one": clause()}), english(), tender={"title": title, "authority": NAME}))


def test_an_arabic_name_is_cut_out_of_english_text() -> None:
    parts = named(f"Laptops for {NAME} (2027/28)")
    (title,) = find(xml(parts), "//w:p[w:pPr/w:pStyle/@w:val='Subtitle']")
    assert runs(title) == [(False, "Laptops for "), (True, NAME), (False, " (\u200e2027/28)")]
    assert mixed(parts, rtl=False) == []


def test_the_name_has_the_language_of_its_script() -> None:
    assert set(find(xml(named(NAME)), "//w:r[w:rPr/w:rtl]/w:rPr/w:lang/@w:bidi")) == {"ar-SA"}
    (title,) = find(xml(named("משרד החינוך")), "//w:p[w:pPr/w:pStyle/@w:val='Subtitle']")
    assert find(title, "w:r/w:rPr/w:lang/@w:bidi") == ["he-IL"]


def test_the_rest_of_the_document_stays_as_it_is() -> None:
    parts, plain = named("A tender"), word_parts(annex(library({"one": clause()}), tender={"authority": "NAME"}))
    turned = '<w:r><w:rPr><w:rtl></w:rtl><w:lang w:bidi="ar-SA"></w:lang></w:rPr><w:t xml:space="preserve">'
    for name in ("word/document.xml", "word/footer1.xml"):
        written = parts[name].decode()
        assert turned in written
        back = written.replace(f"{turned}{NAME}", '<w:r><w:t xml:space="preserve">NAME')
        # In the footer the language stands behind it, in the same run where nothing turns.
        back = back.replace('NAME</w:t></w:r><w:r><w:t xml:space="preserve"> ·', "NAME ·")
        # The notes name the digest of the purchase.
        assert re.sub("[0-9a-f]{64}", "", back) == re.sub("[0-9a-f]{64}", "", plain[name].decode())
    assert parts["word/styles.xml"] == plain["word/styles.xml"]


def test_without_a_name_nothing_turns_the_direction() -> None:
    for story in STORIES:
        assert find(xml(word_parts(example("small-laptops")), f"word/{story}.xml"), "//w:bidi | //w:rtl") == []
