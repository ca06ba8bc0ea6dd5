# SPDX-License-Identifier: Apache-2.0
"""Sections: pages of a base, and headers and footers whose places are filled in."""

import io
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache

import docx
import pytest
from docx.document import Document
from docx.shared import Cm, Mm, Pt
from lxml import etree

from tenderkit.formats.word.write.base import WordBase
from tenderkit.formats.word.write.sections import SHEETS, read_section
from tenderkit.formats.word.write.writer import _DocumentWriter, write_parts
from tenderkit.papers.paper import Paper
from tests.formats.word.edits import W
from tests.formats.word.lint.test_lint import PAPERS
from tests.formats.word.templates import by_hand_parts
from tests.support import LAUNCH, WORD, example, find, text_of, word_bases, word_parts, xml

SMALL = "small-laptops"
R_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def changed(change: Callable[[Document], object], script: str = "latin") -> bytes:
    """A shipped base after a change."""
    document = docx.Document(io.BytesIO(word_bases()[script]))
    change(document)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def written(content: bytes, paper: Paper | None = None) -> dict[str, bytes]:
    """The parts of a paper in a base."""
    return write_parts(paper or PAPERS["form"](example(SMALL)), {"latin": content, "arabic": content}, LAUNCH)


@cache
def parts_of(kind: str, rtl: bool = False) -> dict[str, bytes]:
    return word_parts(PAPERS[kind](example(SMALL, rtl=rtl)))


def sections(parts: Mapping[str, bytes]) -> list[etree._Element]:
    return find(xml(parts), "//w:sectPr")


def stories(parts: Mapping[str, bytes], section: etree._Element) -> dict[tuple[str, str], str]:
    """The names of the headers and footers of a section by kind and pages."""
    rows = {row.get("Id"): row.get("Target") for row in xml(parts, "word/_rels/document.xml.rels")}
    return {
        (one.tag.removeprefix(W)[:6], one.get(f"{W}type")): f"word/{rows[one.get(R_ID)]}"
        for one in find(section, "w:headerReference | w:footerReference")
    }


def line(parts: Mapping[str, bytes], name: str) -> str:
    """The text of the first paragraph of a header or footer."""
    return text_of(find(xml(parts, name), "w:p")[0])


# What a section is


def test_the_last_section_counts_with_the_headers_of_those_before() -> None:
    spaces = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in WORD.items())
    change = '<w:sectPrChange><w:sectPr><w:headerReference w:type="even" r:id="r9"/></w:sectPr></w:sectPrChange>'
    root = etree.fromstring(
        f'<w:document {spaces}><w:body><w:p><w:pPr><w:sectPr><w:headerReference w:type="default" r:id="r1"/>'
        f'<w:footerReference w:type="default" r:id="r2"/><w:pgSz w:w="1"/></w:sectPr></w:pPr></w:p>'
        f'<w:sectPr><w:footerReference w:type="default" r:id="r3"/><w:pgSz w:w="2"/>{change}</w:sectPr></w:body>'
        "</w:document>"
    )
    properties, references = read_section(root)
    assert properties["pgSz"].get(f"{W}w") == "2"
    assert references == {("header", "default"): "r1", ("footer", "default"): "r3"}


@pytest.mark.parametrize("rtl", [False, True], ids=["ltr", "rtl"])
def test_portrait_and_landscape_have_the_sheet_of_the_jurisdiction_and_the_margins_of_the_base(rtl: bool) -> None:
    parts = parts_of("form", rtl)
    margins = docx.Document(io.BytesIO(word_bases()["arabic" if rtl else "latin"])).sections[0]
    across, down = SHEETS["A4"]
    sizes = set()
    for section in sections(parts):
        (size,) = find(section, "w:pgSz")
        sizes.add((size.get(f"{W}w"), size.get(f"{W}h"), size.get(f"{W}orient")))
        (margin,) = find(section, "w:pgMar")
        assert margin.get(f"{W}left") == str(margins.left_margin.twips)
        assert margin.get(f"{W}top") == str(margins.top_margin.twips)
        assert find(section, "w:type/@w:val") == ["nextPage"]
        assert bool(find(section, "w:bidi")) == rtl
    assert sizes == {(str(across), str(down), None), (str(down), str(across), "landscape")}


def test_the_sheet_of_a_base_is_kept_only_where_that_is_asked_for() -> None:
    def letter(document: Document) -> None:
        document.sections[0].page_width, document.sections[0].page_height = Mm(200), Mm(250)

    content = changed(letter)
    for keeps, sheet in ((False, SHEETS["A4"]), (True, (11339, 14173))):
        writer = _DocumentWriter(example(SMALL), WordBase(content, keeps_sheet=keeps), False, ())
        assert writer.sections.sheet == sheet
        assert writer.sections.text_width == sheet[0] - 2 * 1191
        assert writer.sections.wide_width == sheet[1] - 2 * 1191


def test_a_gutter_at_the_side_takes_from_the_width_and_one_at_the_top_does_not() -> None:
    def gutter(document: Document, *, top: bool) -> None:
        document.sections[0].gutter = Cm(1)
        if top:
            zoom = document.settings.element.find(f"{W}zoom")
            zoom.addnext(etree.Element(f"{W}gutterAtTop"))

    across = SHEETS["A4"][0] - 2 * 1191
    for top, width in ((False, across - 567), (True, across)):
        content = changed(lambda document, top=top: gutter(document, top=top))  # type: ignore[misc]
        assert _DocumentWriter(example(SMALL), WordBase(content), False, ()).sections.text_width == width


def test_only_the_first_page_of_a_paper_has_a_header_of_its_own() -> None:
    def first(document: Document) -> None:
        document.sections[0].different_first_page_header_footer = True
        document.sections[0].first_page_header.paragraphs[0].text = "On the first page"

    parts = written(changed(first))
    found = sections(parts)
    assert len(found) == 2
    assert [bool(find(section, "w:titlePg")) for section in found] == [True] + [False] * (len(found) - 1)
    assert line(parts, stories(parts, found[0])["header", "first"]) == "On the first page"


def test_the_sections_of_a_protected_form_say_what_can_be_filled_in() -> None:
    assert all(find(section, "w:formProt") for section in sections(parts_of("protected")))
    assert not any(find(section, "w:formProt") for section in sections(parts_of("form")))


# Headers and footers


@pytest.mark.parametrize("rtl", [False, True], ids=["ltr", "rtl"])
def test_each_width_has_a_header_and_footer_with_a_tab_to_its_margin(rtl: bool) -> None:
    parts = parts_of("form", rtl)
    assert {name for name in parts if re.match(r"word/(header|footer)", name)} == {
        f"word/{kind}{number}.xml" for kind in ("header", "footer") for number in (1, 2)
    }
    for section in sections(parts):
        (size,) = find(section, "w:pgSz/@w:w")
        for name in stories(parts, section).values():
            stops = find(xml(parts, name), "//w:tab[@w:val = 'right']/@w:pos")
            assert stops == [str(int(size) - 2 * 1191)]
            assert bool(find(xml(parts, name), "w:p/w:pPr/w:bidi")) == rtl


def test_the_places_are_filled_in() -> None:
    one = example(SMALL)
    parts = parts_of("form")
    tender = one.selection.purchase.tender
    for number in (1, 2):
        assert line(parts, f"word/header{number}.xml") == f"{one.subtitle}\t{tender.reference or ''}"
        footer = line(parts, f"word/footer{number}.xml")
        assert footer.startswith(tender.authority or "")
        assert footer.endswith("English\tPage 1 of 1")
        fields = find(xml(parts, f"word/footer{number}.xml"), "//w:instrText/text()")
        assert [field.strip() for field in fields] == ["PAGE", "NUMPAGES"]
    assert not any(b"{{" in content for content in parts.values())


@pytest.mark.parametrize(
    "title",
    ["Laptops", "Pens & <paper>", "\U0010fff1 and \U0010fff2", "Zwei\u00a0Worte", "Laptops حواسيب", "{{ page }}"],
)
def test_papers_that_differ_in_their_titles_have_these_in_their_headers(title: str) -> None:
    one = PAPERS["form"](example(SMALL))
    for _ in range(2):
        parts = word_parts(replace(one, subtitle=title))
        assert line(parts, "word/header1.xml").startswith(f"{title}\t")
        assert line(parts, "word/footer1.xml") == "English\tPage 1 of 1"


def test_a_paper_in_landscape_alone_needs_one_header() -> None:
    assert {name for name in parts_of("calendar") if name.startswith("word/header")} == {"word/header1.xml"}


def test_a_place_may_lie_in_several_runs_and_beside_other_words() -> None:
    def split(document: Document) -> None:
        paragraph = document.sections[0].header.paragraphs[0]
        paragraph.clear()
        for text in ("Musterstadt: {", "{ tit", "le }}", ", {{page}}"):
            paragraph.add_run(text)

    parts = written(changed(split))
    for number in (1, 2):
        name = f"word/header{number}.xml"
        assert line(parts, name) == f"Musterstadt: {example(SMALL).subtitle}, Page 1 of 1"
        # Without a tab no stop is put in.
        assert len(find(xml(parts, name), "//w:instrText")) == 2


def test_a_header_without_places_serves_all_sections_as_it_is() -> None:
    def plain(document: Document) -> None:
        document.sections[0].header.paragraphs[0].text = "Musterstadt {{ mayor }}"

    parts = written(changed(plain))
    names = {stories(parts, section)["header", "default"] for section in sections(parts)}
    assert {line(parts, name) for name in names} == {"Musterstadt {{ mayor }}"}
    assert len(names) == 1


def test_other_paragraphs_of_a_header_stay_with_their_pictures_and_links() -> None:
    def linked(document: Document) -> None:
        header = document.sections[0].header
        id_ = header.part.relate_to(
            "https://musterstadt.example", docx.opc.constants.RELATIONSHIP_TYPE.HYPERLINK, True
        )
        paragraph = header.add_paragraph()
        link = etree.SubElement(paragraph._p, f"{W}hyperlink", {R_ID: id_})
        etree.SubElement(etree.SubElement(link, f"{W}r"), f"{W}t").text = "Musterstadt"

    parts = written(changed(linked))
    for number in (1, 2):
        root = xml(parts, f"word/header{number}.xml")
        assert text_of(find(root, "w:p")[0]).startswith(example(SMALL).subtitle)
        (id_,) = find(root, "//w:hyperlink/@r:id")
        rows = {row.get("Id"): row.get("Target") for row in xml(parts, f"word/_rels/header{number}.xml.rels")}
        assert rows[id_] == "https://musterstadt.example"
    assert "word/header3.xml" not in parts


def test_tab_stops_of_the_style_are_cleared() -> None:
    def stops(document: Document) -> None:
        document.styles["Header"].paragraph_format.tab_stops.add_tab_stop(Cm(8))

    parts = written(changed(stops))
    (tabs,) = find(xml(parts, "word/header1.xml"), "w:p/w:pPr/w:tabs")
    assert [(tab.get(f"{W}val"), tab.get(f"{W}pos")) for tab in tabs] == [("clear", "4535"), ("right", "9524")]


def shorten(title: str, *, is_template: bool = True) -> str:
    base = WordBase(word_bases()["latin"], is_template=is_template)
    return _DocumentWriter(example(SMALL), base, False, ()).sections._shorten_title(title)


def test_a_long_title_is_cut_off_at_a_word_in_a_header() -> None:
    title = "Laptops and displays " * 10
    for is_template, longest in ((False, 70), (True, 45)):
        short = shorten(title, is_template=is_template)
        assert short.endswith(("Laptops…", "and…", "displays…"))
        assert longest - len(" displays") <= len(short) <= longest
        assert title.startswith(short[:-1])
        assert shorten("Laptops", is_template=is_template) == "Laptops"


@pytest.mark.parametrize(
    ("title", "short"),
    [
        ("x" * 45, "x" * 45),
        ("x" * 46, "x" * 44 + "…"),
        ("x" * 44 + " y", "x" * 44 + "…"),
        ("x" * 40 + " yyyyyyy", "x" * 40 + "…"),
        ("x" * 40 + ", – yyyyyyy", "x" * 40 + "…"),
        ("حواسيب محمولة وشاشات لثلاثين مدرسة، واسترداد المعدات", "حواسيب محمولة وشاشات لثلاثين مدرسة، واسترداد…"),
    ],
)
def test_a_title_ends_with_a_whole_word_where_it_has_one(title: str, short: str) -> None:
    assert shorten(title) == short


def test_a_picture_in_the_line_of_a_place_stays() -> None:
    def pictured(document: Document) -> None:
        paragraph = document.sections[0].header.paragraphs[0]
        paragraph.runs[0].text = "{{ title }}"
        paragraph.add_run().add_picture(io.BytesIO(by_hand_parts()["word/media/image1.png"]), width=Cm(1))

    parts = written(changed(pictured))
    for number in (1, 2):
        root = xml(parts, f"word/header{number}.xml")
        (picture,) = find(root, "//w:drawing//@*[local-name() = 'embed']")
        rows = {row.get("Id"): row.get("Target") for row in xml(parts, f"word/_rels/header{number}.xml.rels")}
        assert f"word/{rows[picture]}" in parts
        assert line(parts, f"word/header{number}.xml") == example(SMALL).subtitle


def test_what_is_filled_in_has_the_format_of_the_place() -> None:
    def formatted(document: Document) -> None:
        run = document.sections[0].header.paragraphs[0].runs[0]
        run.text, run.bold, run.font.size = "{{ title }}", True, Pt(12)

    parts = written(changed(formatted))
    for number in (1, 2):
        (properties,) = find(xml(parts, f"word/header{number}.xml"), "w:p/w:r/w:rPr")
        assert [one.tag.removeprefix(W) for one in properties] == ["b", "sz"]


def test_a_place_in_a_content_control_is_filled_in() -> None:
    def controlled(document: Document) -> None:
        paragraph = document.sections[0].header.paragraphs[0]._p
        content = etree.SubElement(etree.SubElement(paragraph, f"{W}sdt"), f"{W}sdtContent")
        content.extend(paragraph.findall(f"{W}r"))

    parts = written(changed(controlled))
    for number in (1, 2):
        root = xml(parts, f"word/header{number}.xml")
        assert "".join(find(root, "//w:sdtContent//w:t/text()")).startswith(example(SMALL).subtitle)


def test_checks_of_spelling_between_runs_do_not_part_a_place() -> None:
    def checked(document: Document) -> None:
        paragraph = document.sections[0].header.paragraphs[0]
        paragraph.runs[0].text = "{{ tit"
        etree.SubElement(paragraph._p, f"{W}proofErr").set(f"{W}type", "spellStart")
        paragraph.add_run("le }}")

    assert line(written(changed(checked)), "word/header1.xml") == example(SMALL).subtitle
