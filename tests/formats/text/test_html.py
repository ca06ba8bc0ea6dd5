# SPDX-License-Identifier: Apache-2.0
import itertools
import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from lxml import html as lxml_html

from tenderkit.formats.text.html import render
from tenderkit.library.language import Language
from tenderkit.library.reading import shipped_data, text_files
from tenderkit.papers.annex.annex import Annex, compose
from tenderkit.papers.notes.notes import compose_notes
from tenderkit.purchase.reading import parse_purchase
from tests.support import award, choose, clause, english, library, lot, parameter

CSS = shipped_data.load_shipped_data().css
NAMES = sorted(shipped_data.list_example_purchases())
VOID = {"meta", "br"}


def annex(**overrides: object) -> Annex:
    years = clause(
        parameters={"years": parameter({"core": "undecided"})},
        text={"title": "Years", "requirement": "It shall last {{ years }}."},
    )
    return compose(choose(library({"years": years, "points": award()}), **overrides), english())


def page(name: str) -> str:
    """A shipped example as a page."""
    path = shipped_data.list_example_purchases()[name]
    purchase = parse_purchase(text_files.read_text(path, name), name, "toml")
    from tenderkit.selection.select import select

    data = shipped_data.load_shipped_data()
    return render(compose(select(data.library, purchase), data.language("en")), CSS)


class Nesting(HTMLParser):
    """Every element that is opened is closed, in the right order."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.mark.parametrize("name", NAMES)
def test_every_element_is_closed(name: str) -> None:
    parser = Nesting()
    parser.feed(page(name))
    assert parser.open == []


@pytest.mark.parametrize("name", NAMES)
def test_anchors_are_unique_and_every_link_has_its_target(name: str) -> None:
    tree = lxml_html.fromstring(page(name))
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids))
    links = tree.xpath("//a/@href")
    assert links
    assert [link for link in links if link[1:] not in ids] == []


def test_the_contents_link_to_each_clause() -> None:
    links = lxml_html.fromstring(render(annex(), CSS)).xpath("//nav//li[@class='level-3']/a")
    assert [(link.get("href"), link.text) for link in links] == [
        ("#c1.2.1", "1.2.1 Years"),
        ("#c1.3.1", "1.3.1 A title"),
    ]


@pytest.mark.parametrize("name", NAMES)
def test_no_heading_level_is_skipped(name: str) -> None:
    levels = [int(h.tag[1]) for h in lxml_html.fromstring(page(name)).xpath("//h1|//h2|//h3|//h4")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert [b for a, b in itertools.pairwise(levels) if b > a + 1] == []


def test_the_page_loads_nothing_from_anywhere() -> None:
    text = page("ke-school-laptops")
    assert re.findall(r"<(?:link|script|img|iframe)\b|@import|url\(", text) == []


def test_the_style_sheet_has_the_arabic_letters_of_the_frame() -> None:
    path = shipped_data.find_data_folder() / "templates" / "frame" / "ar.toml"
    letters = text_files.parse_toml(text_files.read_text(path, path.name), path.name)["texts"]["formats"]["letters"]
    assert f"symbols: {letters};" in CSS


def test_every_table_has_a_caption_and_a_header_row() -> None:
    for table in lxml_html.fromstring(page("ke-school-laptops")).xpath("//table"):
        assert table.xpath("caption")
        assert table.xpath("thead/tr/th/@scope") == ["col"] * len(table.xpath("thead/tr/th"))


def test_a_number_with_a_letter_is_a_place_to_link_to() -> None:
    text = render(compose(choose(library({"years": clause()}), lots=[lot(), lot()]), english()), CSS)
    assert '<h4 id="cC.2.1"><span class="number">C.2.1</span>' in text
    assert '<a href="#cC.2">C.2 Technical specifications</a>' in text


def test_language_and_direction_are_those_of_the_frame() -> None:
    frame = replace(english().frame, direction="rtl", locale="ar")
    one = compose(choose(library({"years": clause()})), Language("en", frame))
    assert '<html lang="ar" dir="rtl">' in render(one, CSS)


def test_a_clause_is_found_by_its_number_and_by_its_bookmark() -> None:
    one = annex()
    text = render(one, CSS)
    assert '<h4 id="c1.2.1"><span class="number">1.2.1</span>Years</h4>' in text
    assert f'id="{one.lots[0].clauses[0].bookmark}"' in text


def test_proof_is_one_paragraph_with_leads_in_bold() -> None:
    text = {"verification": {"declaration": "A <letter>.", "document": "A report."}}
    lead = '<strong class="lead">{}</strong>'
    proof = f"<p>{lead.format('Proof:')} A &lt;letter&gt;. {lead.format('On request:')} A report.</p>"
    assert proof in render(compose(choose(library({"years": clause(text=text)})), english()), CSS)


def test_gaps_are_marked() -> None:
    assert re.search(r"<mark>\[to be decided: [^<]*\]</mark>", render(annex(), CSS))


def test_what_people_typed_is_text() -> None:
    text = render(annex(tender={"title": '<script>alert("x")</script> & {{ 7*7 }}'}), CSS)
    assert "<script>" not in text
    assert "&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt; &amp; {{ 7*7 }}" in text


def test_line_breaks_of_a_note_are_kept() -> None:
    items = [{"category": "laptop", "quantity": 1, "note": "one\ntwo"}]
    assert "one<br>two" in render(annex(lots=[{**lot(), "items": items}]), CSS)


def test_the_notes_are_a_page_too() -> None:
    page = lxml_html.fromstring(render(compose_notes(annex()), CSS))
    assert page.xpath("//header/h1/text()") == ["Notes for the contracting authority"]
    assert "Open points" in page.xpath("//main/h2/text()")


def test_colours_of_text_have_enough_contrast_in_light_and_dark() -> None:
    blocks = re.findall(r":root \{(.*?)\}", CSS, re.DOTALL)
    assert len(blocks) == 2
    for block in blocks:
        colours = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", block))
        for name, ground in (
            ("text", "paper"),
            ("muted", "paper"),
            ("ink", "paper"),
            ("ink", "fill"),
            ("gap", "gap-fill"),
        ):
            assert contrast(colours[name], colours[ground]) >= 4.5, (name, ground)


def contrast(one: str, other: str) -> float:
    """The contrast ratio of WCAG 2."""

    def luminance(colour: str) -> float:
        parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        linear = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)
