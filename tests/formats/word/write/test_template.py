# SPDX-License-Identifier: Apache-2.0
"""Papers in the templates of authorities: what is kept, what is added, what is left out, what is refused."""

import io
import re
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import product
from pathlib import Path

import docx
import pytest
from lxml import etree
from openxml_audit import OpenXmlValidator

from tenderkit.errors import InvalidInput
from tenderkit.formats.word.read import form_fields, open_docx
from tenderkit.formats.word.read.open_docx import open_word
from tenderkit.formats.word.read.verify import verify
from tenderkit.formats.word.write import package
from tenderkit.formats.word.write.styles import LIST_STYLES, Styles
from tenderkit.formats.word.write.styles import STYLES as OUR_STYLES
from tenderkit.formats.word.write.template import WordTemplate, read_template
from tenderkit.formats.word.write.writer import write, write_parts
from tenderkit.papers.blocks import Contents
from tenderkit.papers.paper import Paper
from tenderkit.papers.response_form import compose_response_form
from tests.formats.word import templates
from tests.formats.word.arabic import arabic_example
from tests.formats.word.edits import W, control, preceded
from tests.formats.word.lint import lint
from tests.formats.word.lint.test_lint import PAPERS
from tests.formats.word.templates import SECRET, by_hand, by_hand_parts, rels, unzipped, zipped
from tests.formats.word.test_gates import our_headings, pages, tool, words
from tests.support import LAUNCH, WORD, example, find, text_of, word_bases

SMALL = "small-laptops"
DOCUMENT, STYLES, NUMBERING, SETTINGS = (f"word/{n}.xml" for n in ("document", "styles", "numbering", "settings"))
TEMPLATES = ("plain", "libreoffice", "hand", "own")
EXAMPLES = {"ltr": example, "rtl": arabic_example}
every_template = pytest.mark.parametrize("name", TEMPLATES)
every_paper = pytest.mark.parametrize("kind", PAPERS)
both_directions = pytest.mark.parametrize("way", EXAMPLES)
# Of odd templates one paper is enough.
WHOLE = [*product(TEMPLATES, PAPERS, EXAMPLES), ("dotx", "annex", "ltr"), ("bare", "annex", "ltr")]
everything = pytest.mark.parametrize(("name", "kind", "way"), WHOLE)
# What the validator finds and is no fault: 0 is no list, but says that there is none (ISO/IEC 29500-1, 17.9.18).
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
R_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
JUSTIFIED = "Numbering definition '0' referenced but not found"


@dataclass(frozen=True, eq=False)
class Wardrobe:
    """Templates by name, and papers that were made in them."""

    files: Mapping[str, bytes]

    @cache  # noqa: B019
    def house(self, name: str) -> WordTemplate:
        return read_template(self.files[name], f"{name}.docx")

    @cache  # noqa: B019
    def parts(self, name: str, kind: str = "annex", way: str = "ltr") -> dict[str, bytes]:
        return write_parts(PAPERS[kind](EXAMPLES[way](SMALL)), word_bases(), LAUNCH, template=self.house(name))

    @cache  # noqa: B019
    def audited(self, name: str) -> set[tuple[str, str]]:
        """What the validator finds in the template itself."""
        return errors(self.files[name])


@pytest.fixture(scope="module")
def wardrobe(soffice: Path, tmp_path_factory: pytest.TempPathFactory) -> Wardrobe:
    """The templates, all made here."""
    return Wardrobe(
        {
            "plain": templates.plain(),
            "libreoffice": templates.of_libreoffice(soffice, tmp_path_factory.mktemp("template")),
            "hand": by_hand(),
            "dotx": by_hand(template=True),
            "own": templates.own(),
            "bare": templates.bare(),
        }
    )


def errors(content: bytes) -> set[tuple[str, str]]:
    """What the validator finds in a file, by part."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "x.docx")
        file.write_bytes(content)
        found = OpenXmlValidator(max_errors=0).validate(file).errors
    return {(str(e.part_uri), str(e.description)) for e in found}


def tree(parts: Mapping[str, bytes], name: str = DOCUMENT) -> etree._Element:
    return etree.fromstring(parts[name])


def made_in(content: bytes, paper: Paper | None = None) -> dict[str, bytes]:
    """The parts of an annex, or of another paper, in a template."""
    return write_parts(paper or example(SMALL), word_bases(), LAUNCH, template=read_template(content, "x.docx"))


def without(*names: str) -> bytes:
    """The template that is made by hand without some of its parts, and without what leads to them."""
    gone = {f"word/{name}.xml" for name in names}
    row = re.compile(rf'<Relationship [^>]*Target="(?:{"|".join(names)})\.xml"/>'.encode())
    led = row.sub(b"", by_hand_parts()["word/_rels/document.xml.rels"])
    return by_hand({**dict.fromkeys(gone), "word/_rels/document.xml.rels": led})


def changed(name: str, *pairs: tuple[str, str]) -> bytes:
    """The template that is made by hand with something else in a part."""
    text = by_hand_parts()[name].decode()
    for old, new in pairs:
        assert old in text, old
        text = text.replace(old, new)
    return by_hand({name: text.encode()})


def values(where: etree._Element, path: str) -> list[str]:
    """The values of attributes, in order."""
    return [str(value) for value in find(where, path)]


# Whole


@everything
def test_a_validator_finds_nothing_that_the_template_did_not_have(
    wardrobe: Wardrobe, name: str, kind: str, way: str
) -> None:
    found = errors(package.zip_parts(wardrobe.parts(name, kind, way), stored=False))
    assert {(part, said) for part, said in found - wardrobe.audited(name) if said != JUSTIFIED} == set()


@everything
def test_lint_finds_nothing_that_is_ours(wardrobe: Wardrobe, name: str, kind: str, way: str) -> None:
    parts = wardrobe.parts(name, kind, way)
    # What is kept of a template is written as it was, and runs its own way.
    stories = ("word/header", "word/footer")
    kept = {part for part in unzipped(wardrobe.house(name).content) if part.startswith(stories)}
    before = {(rule, said) for rule, _, said in lint(unzipped(wardrobe.files[name]))}
    # No text of ours stands on the colours of a template, and none of its own on ours.
    ours = tree(unzipped(word_bases()["latin"]), STYLES)
    colours = set(values(ours, "//w:color/@w:val | //w:shd/@w:fill"))
    found = {
        (rule, part, said)
        for rule, part, said in lint(parts, protected=kind == "protected")
        if part not in kept
        and (rule, said) not in before
        and (rule != "A15" or (said[:6] in colours and said[-6:] in {*colours, "FFFFFF"}))
    }
    # The style of text that names none runs the way of the template; our paragraphs say that they do not.
    assert {one for one in found if one[0] != "B02" or name == "bare"} == set()


@everything
def test_a_file_in_a_template_is_unchanged_and_stays_so_when_python_docx_saves_it(
    wardrobe: Wardrobe, name: str, kind: str, way: str
) -> None:
    content = package.zip_parts(wardrobe.parts(name, kind, way), stored=False)
    again = io.BytesIO()
    docx.Document(io.BytesIO(content)).save(again)
    assert again.getvalue() != content
    for one in (content, again.getvalue()):
        found = verify(open_word(one, "x"))
        assert [p for p in found.parts if p.fate != "unchanged"] == []
        assert [c for c in found.clauses if c.fate != "unchanged"] == []
        assert found.state == "unchanged"


@everything
def test_every_part_is_led_to_and_all_that_is_led_to_is_there(
    wardrobe: Wardrobe, name: str, kind: str, way: str
) -> None:
    made = open_word(package.zip_parts(wardrobe.parts(name, kind, way), stored=False), "x")
    reached, left = set[str](), [""]
    while left:
        source = left.pop()
        for _, target in made.relations.get(source, {}).values():
            part = package.resolve_target(source, target)
            if not target.startswith(package.OUTSIDE) and part not in reached:
                assert part in made.parts, f"{source} leads to {part}"
                reached.add(part)
                left.append(part)
    rest = {part for part in made.parts if not part.endswith(".rels")} - {"[Content_Types].xml"}
    assert rest == reached


@everything
def test_every_style_list_and_relation_that_is_used_is_there(
    wardrobe: Wardrobe, name: str, kind: str, way: str
) -> None:
    parts = wardrobe.parts(name, kind, way)
    styles, lists, document = tree(parts, STYLES), tree(parts, NUMBERING), tree(parts)
    for use, type_ in (("pStyle", "paragraph"), ("rStyle", "character"), ("tblStyle", "table")):
        used = set(values(document, f"//w:{use}/@w:val"))
        assert used - set(values(styles, f"w:style[@w:type = '{type_}']/@w:styleId")) == set()
    assert set(values(document, "//w:numId/@w:val")) - {"0"} <= set(values(lists, "w:num/@w:numId"))
    patterns = values(lists, "w:abstractNum/@w:abstractNumId")
    assert len(set(patterns)) == len(patterns)
    assert set(values(lists, "w:num/w:abstractNumId/@w:val")) <= set(patterns)
    ids = values(styles, "w:style/@w:styleId")
    assert len(set(ids)) == len(ids)
    assert set(values(styles, "//w:basedOn/@w:val | //w:next/@w:val | //w:link/@w:val")) <= set(ids)
    led = set(values(tree(parts, "word/_rels/document.xml.rels"), "*/@Id"))
    assert set(values(document, "//@r:id")) <= led


@pytest.mark.parametrize("name", ["plain", "libreoffice", "hand", "dotx", "bare"])
@every_paper
def test_nothing_of_the_text_of_a_template_is_left(wardrobe: Wardrobe, kind: str, name: str) -> None:
    assert any(SECRET.encode() in part for part in unzipped(wardrobe.files[name]).values())
    assert [part for part, xml in wardrobe.parts(name, kind).items() if SECRET.encode() in xml] == []


@pytest.mark.parametrize("name", TEMPLATES)
def test_the_same_paper_in_the_same_template_gives_the_same_bytes(wardrobe: Wardrobe, name: str) -> None:
    one, other = (
        write(example(SMALL), word_bases(), LAUNCH, reproducible=True, template=house)
        for house in (wardrobe.house(name), read_template(wardrobe.files[name], "x"))
    )
    assert one == other


def test_papers_in_a_template_do_not_change_it(wardrobe: Wardrobe) -> None:
    house = read_template(by_hand(), "x")
    first = write_parts(example(SMALL), word_bases(), LAUNCH, template=house)
    write_parts(compose_response_form(example(SMALL), protected=True), word_bases(), LAUNCH, template=house)
    assert write_parts(example(SMALL), word_bases(), LAUNCH, template=house) == first


# What is kept


def canonical(element: etree._Element, *, silent: bool = False) -> bytes:
    """An element by itself; `silent`, whatever language it names."""
    copy = etree.fromstring(etree.tostring(element), etree.XMLParser(remove_blank_text=True))
    for lang in find(copy, ".//w:lang") if silent else ():
        lang.attrib.clear()
    return bytes(etree.tostring(copy, method="c14n", exclusive=True))


@both_directions
@every_template
def test_the_styles_of_a_template_are_the_same_but_for_the_language(wardrobe: Wardrobe, name: str, way: str) -> None:
    before = tree(unzipped(wardrobe.files[name]), STYLES)
    after = tree(wardrobe.parts(name, "annex", way), STYLES)
    kept, added = list(after)[: len(before)], list(after)[len(before) :]
    # Styles of ours in a template count on our list.
    for style in (style for part in (before, kept) for style in part if named(style) in LIST_STYLES):
        for counted in find(style, "w:pPr/w:numPr"):
            counted.clear()
    assert [canonical(s, silent=True) for s in kept] == [canonical(s, silent=True) for s in before]
    names = {named(style).removesuffix(" (tenderkit)") for style in added}
    # Some that no paragraph names only serve ours as their base.
    assert names - {"caption", "Default Paragraph Font", "Normal Table"} == set(wardrobe.house(name).missing_styles)


def named(style: etree._Element) -> str:
    """The name of a style; of something else nothing."""
    return "".join(values(style, "self::w:style/w:name/@w:val"))


def test_a_style_that_no_paper_uses_keeps_its_language(wardrobe: Wardrobe) -> None:
    styles = tree(wardrobe.parts("hand", "annex", "rtl"), STYLES)
    assert values(styles, "w:style[@w:styleId = 'Latein']//w:lang/@*") == ["la-VA"]
    assert set(values(styles, "w:style[@w:styleId != 'Latein']//w:lang/@w:val")) == {"en-GB"}
    assert set(values(styles, "w:style[@w:styleId != 'Latein']//w:lang/@w:bidi")) == {"ar"}
    assert values(styles, "w:docDefaults//w:lang/@*") == ["ar", "ja-JP", "en-GB"]
    assert values(tree(wardrobe.parts("hand"), STYLES), "w:docDefaults//w:lang/@w:val") == ["en-GB"]
    assert values(tree(wardrobe.parts("hand", "annex", "rtl"), SETTINGS), "w:themeFontLang/@w:bidi") == ["ar"]


@every_paper
def test_headers_footers_pictures_and_links_are_the_same(wardrobe: Wardrobe, kind: str) -> None:
    before, after = by_hand_parts(), wardrobe.parts("hand", kind)
    stories = ["word/header1.xml", "word/header2.xml", "word/header3.xml", "word/footer1.xml"]
    for part in (*stories, "word/theme/theme1.xml"):
        assert canonical(tree(after, part)) == canonical(tree(before, part))
    assert after["word/media/image1.png"] == before["word/media/image1.png"]
    assert "word/media/image2.png" not in after
    for story in ("header1", "footer1"):
        part = f"word/_rels/{story}.xml.rels"
        assert sorted(map(canonical, tree(after, part))) == sorted(map(canonical, tree(before, part)))
    assert not any(part.startswith(("word/comments", "word/footnotes", "word/endnotes")) for part in after)
    assert "urn:musterheim" not in str(after)


@every_paper
def test_every_section_has_sheet_margins_headers_and_footers_of_the_template(wardrobe: Wardrobe, kind: str) -> None:
    parts = wardrobe.parts("hand", kind)
    sections = find(tree(parts), "//w:sectPr")
    rows = {row.get("Id"): row.get("Target") for row in tree(parts, "word/_rels/document.xml.rels")}
    # The last section of the template names none, and has those of the one before.
    stories = {
        ("header", "default"): "header1.xml",
        ("header", "first"): "header2.xml",
        ("header", "even"): "header3.xml",
        ("footer", "default"): "footer1.xml",
        ("footer", "even"): "footer1.xml",
    }
    wide = []
    for section in sections:
        (size,) = find(section, "w:pgSz")
        wide.append(size.get(W + "orient") == "landscape")
        sheet = {"w": "15840", "h": "12240", "orient": "landscape"} if wide[-1] else {"w": "12240", "h": "15840"}
        assert {key.removeprefix(W): value for key, value in size.attrib.items()} == sheet
        (margins,) = find(section, "w:pgMar")
        assert {key.removeprefix(W): value for key, value in margins.attrib.items()} == {
            "top": "2268", "right": "1134", "bottom": "1701", "left": "1418",
            "header": "709", "footer": "567", "gutter": "284",
        }  # fmt: skip
        found = find(section, "w:headerReference | w:footerReference")
        assert {(one.tag.removeprefix(W)[:6], one.get(W + "type")): rows[one.get(R_ID)] for one in found} == stories
        assert find(section, "w:cols | w:vAlign | w:pgNumType/@w:start") == []
        assert values(section, "w:pgNumType/@w:fmt") == ["lowerRoman"]
    assert [bool(find(section, "w:titlePg")) for section in sections] == [True] + [False] * (len(sections) - 1)
    directions = {"annex": {False}, "notes": {False}, "calendar": {True}, "evaluation": {True}}
    assert set(wide) == directions.get(kind, {True, False})


def test_tables_are_as_wide_as_the_sheet_of_the_template_leaves(wardrobe: Wardrobe) -> None:
    papers = [tree(wardrobe.parts("hand", kind)) for kind in ("annex", "form")]
    tables = [table for paper in papers for table in find(paper, "//w:tbl[not(w:tblPr/w:tblInd)]")]
    # Columns are cut to whole numbers.
    widths = {round(sum(map(int, values(table, "w:tblGrid/w:gridCol/@w:w"))), -1) for table in tables}
    assert widths == {12240 - 1418 - 1134 - 284 - 4, 15840 - 1418 - 1134 - 284 - 4}


def test_a_section_as_it_was_before_a_change_is_passed_over() -> None:
    before = '<w:sectPr><w:headerReference w:type="default" r:id="rId77"/></w:sectPr>'
    change = f'<w:sectPrChange w:id="1" w:author="A">{before}</w:sectPrChange>'
    end = "<w:titlePg/></w:sectPr>\n"
    parts = made_in(changed(DOCUMENT, (end, end.replace("</", f"{change}</"))))
    assert parts[DOCUMENT] == made_in(by_hand())[DOCUMENT]


def test_what_leads_from_a_section_to_parts_that_are_not_kept_is_left_out() -> None:
    borders = '<w:pgBorders><w:top w:val="single" w:sz="4" w:space="1" w:color="auto"/></w:pgBorders>'
    pictured = borders.replace("<w:top ", '<w:top r:id="rId16" ')
    number = '<w:pgNumType w:fmt="lowerRoman"'
    for put, there in ((borders, True), (pictured, False)):
        sections = find(tree(made_in(changed(DOCUMENT, (number, put + number)))), "//w:sectPr")
        assert [bool(find(section, "w:pgBorders")) for section in sections] == [there] * len(sections)


def test_what_settings_lead_to_is_left_out() -> None:
    led = rels(("rId1", "attachedTemplate", "https://x.example/y.dotx"), ("rId2", "recipientData", "people.xml"))
    content = by_hand({"word/_rels/settings.xml.rels": led, "word/people.xml": by_hand_parts()["word/comments.xml"]})
    assert "word/people.xml" not in made_in(content)


@pytest.mark.parametrize("kind", ["annex", "protected"])
def test_settings_of_pages_and_letters_are_kept_and_no_others(wardrobe: Wardrobe, kind: str) -> None:
    settings = tree(wardrobe.parts("hand", kind), SETTINGS)
    lock = ["documentProtection"] if kind == "protected" else []
    assert [one.tag.removeprefix(W) for one in settings] == [
        "zoom", "mirrorMargins", *lock, "defaultTabStop", "autoHyphenation", "evenAndOddHeaders",
        "characterSpacingControl", "compat", "themeFontLang", "decimalSymbol", "listSeparator",
    ]  # fmt: skip
    assert values(settings, "w:documentProtection/@w:edit") == (["forms"] if lock else [])
    assert "word/_rels/settings.xml.rels" not in wardrobe.parts("hand", kind)


def test_only_the_properties_that_headers_and_footers_show_are_kept(wardrobe: Wardrobe) -> None:
    parts = wardrobe.parts("hand")
    custom = {row.get("name"): row[0].text for row in tree(parts, "docProps/custom.xml")}
    assert custom["Aktenzeichen"] == "12/34 & 56"
    assert set(custom) == {"Aktenzeichen", "tk.tool", "tk.language", "tk.content-sha256", "tk.purchase-sha256"}
    numbers = values(tree(parts, "docProps/custom.xml"), "*/@pid")
    assert numbers == [str(number) for number in range(2, 7)]
    about = {etree.QName(one).localname: one.text for one in tree(parts, "docProps/app.xml")}
    assert about["Company"] == "Stadt Musterheim"
    assert set(about) == {"Application", "Company"}


# What is added


def test_a_template_that_has_nothing_gets_all_of_ours(wardrobe: Wardrobe) -> None:
    parts, plain = wardrobe.parts("bare"), write_parts(example(SMALL), word_bases(), LAUNCH)
    for part in (STYLES, NUMBERING, SETTINGS):
        assert canonical(tree(parts, part)) == canonical(tree(plain, part))
    sizes = "//w:sectPr/w:pgSz/@* | //w:sectPr/w:pgMar/@*"
    assert values(tree(parts), sizes) == values(tree(plain), sizes)


@pytest.mark.parametrize(
    "gone", [(), ("styles",), ("numbering",), ("settings",), ("styles", "numbering", "settings")]
)
def test_what_a_template_lacks_is_ours(gone: tuple[str, ...]) -> None:
    content = without(*gone)
    parts = made_in(content)
    led = {row.get("Target"): row.get("Type") for row in tree(parts, "word/_rels/document.xml.rels")}
    for type_ in ("styles", "numbering", "settings"):
        assert led[f"{type_}.xml"].endswith(f"/{type_}")
    found = errors(package.zip_parts(parts, stored=False)) - errors(content)
    # Its headers name styles that the template does not have either.
    stories = ("/word/header", "/word/footer")
    assert {(part, said) for part, said in found if said != JUSTIFIED and not part.startswith(stories)} == set()
    assert verify(open_word(package.zip_parts(parts, stored=False), "x")).state == "unchanged"
    assert ("styles" in gone) == (values(tree(parts, STYLES), "w:style[w:name/@w:val = 'Latein']/@w:styleId") == [])


def test_styles_are_matched_by_name_and_default_whatever_their_ids(wardrobe: Wardrobe) -> None:
    house = wardrobe.house("hand")
    styles = Styles(tree(wardrobe.parts("hand"), STYLES))
    assert {name: styles.find_id(name) for name in OUR_STYLES if name not in house.missing_styles} == {
        "Title": "Titel",
        "TOC Heading": "Inhaltsverzeichnisberschrift",
        "toc 1": "Verzeichnis1",
        "heading 1": "berschrift1",
        "heading 2": "berschrift2",
        "heading 3": "berschrift3",
        "header": "Kopfzeile",
        "footer": "Fuzeile",
    }
    used = set(values(tree(wardrobe.parts("hand")), "//w:pStyle/@w:val"))
    assert {"Titel", "berschrift1", "Verzeichnis1", "LotHeading", "ClauseText"} <= used
    assert {"Standard", "Normal", "Title", "Heading1", "TOC1"}.isdisjoint(used)
    # Those that are added rest on the usual style of the template, by its name or else as its default.
    for name in ("Normal", "Brottext"):
        parts = made_in(changed(STYLES, ('w:name w:val="Normal"', f'w:name w:val="{name}"')))
        based = values(tree(parts, STYLES), "w:style[w:name/@w:val = 'Annex Text']/w:basedOn/@w:val")
        assert based == ["Standard"]


def test_the_letters_of_names_do_not_count() -> None:
    template = read_template(changed(STYLES, ('w:name w:val="heading 1"', 'w:name w:val="Heading 1"')), "x")
    assert "heading 1" not in template.missing_styles
    parts = write_parts(example(SMALL), word_bases(), LAUNCH, template=template)
    assert Styles(tree(parts, STYLES)).find_id("heading 1") == "berschrift1"


def test_an_id_or_a_name_that_is_taken_for_something_else_is_left_to_it(wardrobe: Wardrobe) -> None:
    styles = tree(wardrobe.parts("hand"), STYLES)
    assert values(styles, "w:style[@w:styleId = 'Gap']/w:name/@w:val") == ["Luecke"]
    assert values(styles, "w:style[@w:styleId = 'tkGap' and @w:type = 'character']/w:name/@w:val") == ["Gap"]
    assert values(styles, "w:style[@w:styleId = 'Lead' and @w:type = 'character']/w:name/@w:val") == [
        "Lead (tenderkit)"
    ]
    names = [name.lower() for name in values(styles, "w:style/w:name/@w:val")]
    assert len(set(names)) == len(names)


@both_directions
def test_our_lists_stand_behind_those_of_the_template(wardrobe: Wardrobe, way: str) -> None:
    lists = tree(wardrobe.parts("hand", "annex", way), NUMBERING)
    assert [one.tag.removeprefix(W) for one in lists] == [
        *["abstractNum"] * 4, *["num"] * 4, "numIdMacAtCleanup",
    ]  # fmt: skip
    assert values(lists, "w:num/@w:numId") == ["7", "8", "9", "10"]
    assert values(lists, "w:num/w:abstractNumId/@w:val") == ["4", "5", "6", "7"]
    before = tree(by_hand_parts(), NUMBERING)
    assert canonical(lists[0]) == canonical(before[0])
    marks = values(lists, "//w:nsid/@w:val")
    assert len(set(marks)) == 4, "Word takes lists with the same mark for one"


@pytest.mark.parametrize("name", ["hand", "libreoffice", "own"])
@every_paper
def test_headings_count_as_in_every_annex(wardrobe: Wardrobe, name: str, kind: str) -> None:
    """Plain headings have no number of the template, counted ones and items have ours."""
    parts, plain = wardrobe.parts(name, kind), write_parts(PAPERS[kind](example(SMALL)), word_bases(), LAUNCH)
    assert list(numbers(parts)) == list(numbers(plain))


def numbers(parts: Mapping[str, bytes]) -> Iterator[tuple[str, str, str]]:
    """Each paragraph of the text with the pattern that it counts by, if any, and its level."""
    styles, lists = tree(parts, STYLES), tree(parts, NUMBERING)
    by_id = {one.get(W + "styleId"): one for one in find(styles, "w:style")}
    patterns = dict(zip(values(lists, "w:num/@w:numId"), values(lists, "w:num/w:abstractNumId/@w:val"), strict=True))
    for one in find(tree(parts), "//w:p"):
        place, style = find(one, "w:pPr/w:numPr"), "".join(values(one, "w:pPr/w:pStyle/@w:val"))
        while not place and style in by_id:
            place, style = find(by_id[style], "w:pPr/w:numPr"), "".join(values(by_id[style], "w:basedOn/@w:val"))
        number, level = ("".join(v for p in place for v in values(p, f"w:{n}/@w:val")) for n in ("numId", "ilvl"))
        pattern = f"w:abstractNum[@w:abstractNumId = '{patterns.get(number)}']/w:lvl[@w:ilvl = '{level or 0}']"
        yield text_of(one), "".join(values(lists, f"{pattern}/w:lvlText/@w:val")), level or "0"


def test_our_own_styles_in_a_template_count_on_our_lists_again() -> None:
    """A template that was an annex once, and whose lists were changed since."""
    parts = unzipped(templates.own())
    lists = parts[NUMBERING].decode()
    assert 'w:val="%1.%2.%3"' in lists
    made = made_in(zipped({**parts, NUMBERING: lists.replace("%1.%2.%3", "Clause %3").encode()}))
    assert list(numbers(made)) == list(numbers(write_parts(example(SMALL), word_bases(), LAUNCH)))
    assert set(values(tree(made), "//w:numId/@w:val")) == {"5"}
    assert set(values(tree(made, STYLES), "//w:numId/@w:val")) == {"4"}
    # Only our list is that of its styles: Word follows the first that names one.
    linked = find(tree(made, NUMBERING), "w:abstractNum[w:lvl/w:pStyle]/@w:abstractNumId")
    assert linked == ["3"]


def made_in_pages(content: bytes) -> dict[str, bytes]:
    """The parts of an annex in a template, with the page of each heading in its contents."""
    one = example(SMALL)
    (contents,) = [block for block in one.blocks if isinstance(block, Contents)]
    numbers_ = range(1, len(contents.headings) + 1)
    return write_parts(one, word_bases(), LAUNCH, pages=numbers_, template=read_template(content, "x.docx"))


def test_what_our_styles_do_and_those_of_a_template_do_not_stands_in_the_paragraphs() -> None:
    document = tree(made_in_pages(by_hand()))

    def said(style: str, path: str) -> set[str]:
        of = f"//w:p[w:pPr/w:pStyle/@w:val = '{style}']"
        return {"/".join(values(one, f"w:pPr/{path}")) for one in find(document, of)}

    width = str(12240 - 1418 - 1134 - 284)
    assert said("Verzeichnis1", "w:tabs/w:tab/@w:pos") == {width}
    assert said("TOC2", "w:tabs/w:tab/@w:pos") == {width}
    # Its heading of the contents is one like others, ours is none; its headings stay with the next, but may be split.
    assert said("Inhaltsverzeichnisberschrift", "w:outlineLvl/@w:val") == {"9"}
    assert said("Inhaltsverzeichnisberschrift", "w:numPr/w:numId/@w:val") == {"0"}
    assert said("berschrift1", "w:outlineLvl/@w:val") == {""}
    assert len(find(document, "//w:p[w:pPr/w:pStyle/@w:val = 'berschrift1'][w:pPr/w:keepLines]")) > 0
    assert find(document, "//w:p[w:pPr/w:pStyle/@w:val = 'berschrift1'][w:pPr/w:keepNext]") == []


def test_headings_without_a_level_of_their_own_get_ours() -> None:
    parts = made_in(changed(STYLES, *((f'<w:outlineLvl w:val="{n}"/>', "") for n in range(3))))
    levels = {
        (style, level)
        for one in find(tree(parts), "//w:p[w:pPr/w:outlineLvl]")
        for style in values(one, "w:pPr/w:pStyle/@w:val")
        for level in values(one, "w:pPr/w:outlineLvl/@w:val")
    }
    assert levels == {
        ("berschrift1", "0"), ("berschrift2", "1"),
        ("LotHeading", "0"), ("SectionHeading", "1"), ("ClauseHeading", "2"),
    }  # fmt: skip


def test_where_a_template_has_no_header_or_footer_ours_are_added(wardrobe: Wardrobe) -> None:
    parts = wardrobe.parts("plain", "form")
    plain = write_parts(PAPERS["form"](example(SMALL)), word_bases(), LAUNCH)
    rows = {row.get("Id"): row.get("Target") for row in tree(parts, "word/_rels/document.xml.rels")}
    for section in find(tree(parts), "//w:sectPr"):
        number = "2" if values(section, "w:pgSz/@w:orient") else "1"
        led = [rows[id_] for id_ in values(section, "*/@r:id")]
        assert led == [f"header{number}.xml", f"footer{number}.xml"]
    for part in ("word/header1.xml", "word/footer2.xml"):
        (line,) = find(tree(parts, part), "w:p")
        # The stops that python-docx has for a sheet of another width are cleared.
        stops = [(tab.get(W + "val"), tab.get(W + "pos")) for tab in find(line, "w:pPr/w:tabs/w:tab")]
        width = 12240 - 2 * 1800 if "1" in part else 15840 - 2 * 1800
        assert stops == [("clear", "4680"), ("clear", "9360"), ("right", str(width))]
        assert text_of(line) == text_of(tree(plain, part))


def test_our_headers_are_in_the_styles_of_the_template_under_names_that_are_free() -> None:
    """A template with footers alone, the part of which has the name of our header."""
    document = re.sub(rb"<w:headerReference [^>]*/>", b"", by_hand_parts()[DOCUMENT])
    led = by_hand_parts()["word/_rels/document.xml.rels"]
    led = re.sub(rb'<Relationship Id="rId1[123]"[^>]*/>', b"", led).replace(b'"footer1.xml"', b'"header1.xml"')
    moved = {"word/header1.xml": by_hand_parts()["word/footer1.xml"], "word/footer1.xml": None}
    moved |= {"word/_rels/header1.xml.rels": by_hand_parts()["word/_rels/footer1.xml.rels"]}
    content = unzipped(by_hand({DOCUMENT: document, "word/_rels/document.xml.rels": led, **moved}))
    types = content["[Content_Types].xml"].replace(b"header+xml", b"footer+xml")
    parts = made_in(zipped({**content, "[Content_Types].xml": types}))
    assert values(tree(parts, "word/tkheader1.xml"), "//w:pStyle/@w:val") == ["Kopfzeile"]
    assert b"www.musterheim.example" in parts["word/header1.xml"]
    assert verify(open_word(package.zip_parts(parts, stored=False), "x")).state == "unchanged"


@pytest.mark.parametrize(("switch", "pages_"), [("", {"default", "even"}), (' w:val="0"', {"default"})])
def test_ours_are_added_for_even_pages_too_where_these_differ(switch: str, pages_: set[str]) -> None:
    footers = (f'<w:footerReference w:type="{kind}" r:id="rId14"/>' for kind in ("default", "even"))
    document = unzipped(changed(DOCUMENT, *((one, "") for one in footers)))[DOCUMENT]
    settings = unzipped(changed(SETTINGS, ("<w:evenAndOddHeaders/>", f"<w:evenAndOddHeaders{switch}/>")))[SETTINGS]
    for section in find(tree(made_in(by_hand({DOCUMENT: document, SETTINGS: settings}))), "//w:sectPr"):
        assert set(values(section, "w:footerReference/@w:type")) == pages_
        assert len(values(section, "w:headerReference/@w:type")) == 3


def test_bookmarks_keep_out_of_the_way_of_those_in_headers(wardrobe: Wardrobe) -> None:
    parts = wardrobe.parts("hand")
    assert values(tree(parts, "word/header1.xml"), "//w:bookmarkStart/@w:id") == ["4"]
    ids = values(tree(parts), "//w:bookmarkStart/@w:id")
    assert min(map(int, ids)) == 5
    assert sorted(ids) == sorted(values(tree(parts), "//w:bookmarkEnd/@w:id"))


# What is told


def test_the_report_names_what_is_kept_and_what_is_added(wardrobe: Wardrobe) -> None:
    kept, added = wardrobe.house("hand").report
    assert kept == "hand.docx: kept sheet, margins, headers, footers, fonts (Caladea, Carlito), 8 styles"
    assert added.startswith("hand.docx: added the styles Annex Text, Subtitle, Cover Line, toc 2, toc 3, ")
    plain, own, bare, office = (list(wardrobe.house(name).report) for name in ("plain", "own", "bare", "libreoffice"))
    assert plain[0] == "plain.docx: kept sheet, margins, fonts (Cambria, Calibri), 8 styles"
    assert own[1] == "own.docx: added no styles"
    assert bare[0] == "bare.docx: kept nothing"
    assert "headers, footers, fonts (Liberation Serif, " in office[0]


def warned(content: bytes) -> list[str]:
    """The warnings about a template, all of which name it."""
    found = list(read_template(content, "x.docx").warnings)
    assert {(f.rule, f.severity, f.place.file) for f in found} <= {("template", "warn", "x.docx")}
    return [finding.message for finding in found]


LOADED = "papers leave out what word/settings.xml would load: attachedTemplate https://musterheim.example/x.dotx"


def test_a_warning_names_what_is_not_taken_over() -> None:
    assert warned(by_hand()) == [
        "papers do not take over its text (4 words), the pages of its first section, its columns, the landscape of "
        "its pages, its comments, its footnotes, its endnotes",
        LOADED,
    ]
    assert warned(templates.bare()) == ["papers do not take over its text (1 word)"]
    form = write_parts(PAPERS["form"](example(SMALL)), word_bases(), LAUNCH)
    assert ", the pages of its first section" in warned(package.zip_parts(form, stored=False))[0]
    assert warned(word_bases()["latin"])[0].startswith("papers do not take over its text (")


def test_a_template_without_anything_to_lose_gives_no_warning() -> None:
    buffer = io.BytesIO()
    docx.Document().save(buffer)
    assert warned(buffer.getvalue()) == []


def test_fonts_without_a_theme_are_named_too() -> None:
    named_ = changed(STYLES, ('w:asciiTheme="majorHAnsi"', 'w:ascii="Fira Sans"'))
    assert "fonts (Caladea, Fira Sans)" in next(read_template(named_, "x").report)
    row = b'<Relationship Id="rId5"'
    led = by_hand_parts()["word/_rels/document.xml.rels"]
    start = led.index(row)
    led = led[:start] + led[led.index(b"/>", start) + 2 :]
    bare = by_hand({"word/theme/theme1.xml": None, "word/_rels/document.xml.rels": led})
    assert "fonts" not in next(read_template(bare, "x").report)


def test_a_template_without_page_numbers_is_told() -> None:
    gone = changed("word/footer1.xml", ("> PA<", "> <"), (">GE <", "> NUMPAGES <"))
    assert warned(gone) == [*warned(by_hand()), "its headers and footers have no page numbers"]


# Coming back


@pytest.mark.parametrize("name", TEMPLATES)
@pytest.mark.parametrize("protected", [False, True])
def test_a_form_in_a_template_reads_back(wardrobe: Wardrobe, name: str, protected: bool) -> None:
    paper = compose_response_form(example(SMALL), protected=protected)
    form, plain = (
        form_fields.read_form(open_word(write(paper, word_bases(), LAUNCH, template=house), "x"))
        for house in (wardrobe.house(name), None)
    )
    assert form == plain
    assert len(form.controls) > 20


@pytest.mark.parametrize("name", ["hand", "own"])
def test_a_clause_that_is_put_in_is_found_under_the_heading_of_the_template(wardrobe: Wardrobe, name: str) -> None:
    tag = next(c.tag for c in example(SMALL).printed if c.pick.clause.id == "take-back")
    parts = dict(wardrobe.parts(name))
    root = tree(parts)
    preceded(root, tag)
    heading = control(root, tag).getprevious().getprevious()
    style = Styles(tree(parts, STYLES)).require_id("heading 3")
    find(heading, "w:pPr/w:pStyle")[0].set(W + "val", style)
    parts[DOCUMENT] = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    found = verify(open_word(zipped(parts), "x"))
    assert [(c.fate, c.headings) for c in found.clauses if c.fate != "unchanged"] == [("unknown", ("Flowers",))]


# What is refused


def refusal(content: bytes) -> str:
    """With which words a template is refused, in one finding that says where and what to do."""
    with pytest.raises(InvalidInput) as caught:
        read_template(content, "x.docx")
    (finding,) = caught.value.findings
    assert finding.place.file == "x.docx"
    assert finding.fix
    return finding.message


def encrypted() -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le") + bytes(600)


NOT_THERE = "is broken: it leads to {}, which is not there"
NO_HEADER = "is broken: it names a header that is not there"
NO_ROOM = "leaves no room for text between its margins"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "is empty, no Word file (.docx)"),
        (b"%PDF-1.7", "is a PDF, no Word file (.docx)"),
        (encrypted(), "is encrypted"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "is a file of Word 2003 or older, or no Word file"),
        (by_hand()[:5000], "is broken: "),
        (zipped({"x.txt": b"x"}), "is no Word file"),
        (zipped({"mimetype": b"application/vnd.oasis.opendocument.text"}), "is an OpenDocument text"),
        (by_hand({STYLES: b"<w:styles"}), "is broken: word/styles.xml is no XML"),
        (by_hand({"word/header1.xml": b""}), "is broken: word/header1.xml is no XML"),
        (
            by_hand({"word/header1.xml": b"<!DOCTYPE x [<!ENTITY y 'z'>]><x/>"}),
            "is refused: it holds a document type",
        ),
        (by_hand({NUMBERING: by_hand_parts()[STYLES]}), "is broken: word/numbering.xml does not hold"),
        (by_hand({"word/vbaProject.bin": b"x"}), "holds macros"),
        (by_hand({"word/media/image1.png": None}), NOT_THERE.format("word/media/image1.png")),
        (by_hand({STYLES: None}), NOT_THERE.format(STYLES)),
        (
            by_hand({"word/_rels/header1.xml.rels": rels(("rId1", "image", "document.xml"))}),
            NOT_THERE.format(DOCUMENT),
        ),
        (changed(DOCUMENT, ('r:id="rId13"', 'r:id="rId77"')), NO_HEADER),
        (changed(DOCUMENT, ('r:id="rId13"', 'r:id="rId14"')), NO_HEADER),
        (changed(DOCUMENT, (WORD["w"], STRICT)), "is saved as Strict Open XML"),
        (changed(DOCUMENT, ('w:right="1134"', 'w:right="6100"')), NO_ROOM),
        # In landscape the margins above and below meet.
        (changed(DOCUMENT, ('w:top="2268"', 'w:top="-7000"')), NO_ROOM),
        (changed(DOCUMENT, ('w:h="12240"', 'w:h="900"')), NO_ROOM),
    ],
)
def test_what_cannot_be_used_is_refused(content: bytes, said: str) -> None:
    assert refusal(content).startswith(said)


@pytest.mark.parametrize("kind", ["document.macroEnabled.main", "template.macroEnabledTemplate.main"])
def test_a_file_that_may_hold_macros_is_refused(kind: str) -> None:
    parts = unzipped(by_hand())
    old = b"vnd.openxmlformats-officedocument.wordprocessingml.document.main"
    types = parts["[Content_Types].xml"].replace(old, f"vnd.ms-word.{kind}".encode())
    assert types != parts["[Content_Types].xml"]
    assert refusal(zipped({**parts, "[Content_Types].xml": types})) == "holds macros"


def test_a_huge_file_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    content = by_hand()
    monkeypatch.setattr(open_docx, "MAX_BYTES", len(content) - 1)
    assert refusal(content).startswith("is larger than ")


def test_a_file_that_unpacks_to_more_than_it_says_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(open_docx, "MAX_XML", 5000)
    assert refusal(by_hand()) == "unpacks to more than a document can be"


def test_a_part_without_a_canonical_form_is_refused() -> None:
    relative = changed("word/header2.xml", ("<w:hdr ", '<w:hdr xmlns:x="nowhere" '))
    assert refusal(relative) == "is broken: word/header2.xml has no canonical form"


@pytest.mark.parametrize(
    "pairs",
    [
        # Lengths that other programs write, or that say nothing.
        [('w:w="15840" w:h="12240"', 'w:w="15840.0" w:h="12240.00"')],
        [('w:w="15840" w:h="12240"', 'w:w="279mm" w:h="²"')],
        [('w:w="15840" w:h="12240"', f'w:w="{"9" * 5000}" w:h="12240"')],
        [('w:top="2268"', 'w:top="-2268"')],
        [(' w:gutter="284"', "")],
        [('w:id="0"', 'w:id="none"')],
    ],
)
def test_lengths_that_say_nothing_are_passed_over(pairs: list[tuple[str, str]]) -> None:
    parts = made_in(changed(DOCUMENT, *pairs))
    assert verify(open_word(package.zip_parts(parts, stored=False), "x")).state == "unchanged"
    sheets = {(s.get(W + "w"), s.get(W + "h")) for s in find(tree(parts), "//w:pgSz")}
    assert sheets in ({("12240", "15840")}, {("11906", "16838")})


def test_a_gutter_at_the_top_takes_nothing_from_the_sides() -> None:
    side, top = by_hand(), changed(SETTINGS, ("<w:mirrorMargins/>", "<w:mirrorMargins/><w:gutterAtTop/>"))
    for content, width in ((side, 12240 - 1418 - 1134 - 284), (top, 12240 - 1418 - 1134)):
        stops = find(tree(made_in_pages(content)), "//w:pPr[w:pStyle/@w:val = 'TOC2']/w:tabs/w:tab/@w:pos")
        assert set(stops) == {str(width)}


# As it is laid out

LAID_OUT = ("plain", "libreoffice", "hand")


@pytest.fixture(scope="module")
def pdfs(wardrobe: Wardrobe, soffice: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, ...], Path]:
    """Annexes and forms as LibreOffice lays them out: one call for all, in a profile of its own."""
    folder = tmp_path_factory.mktemp("layouts")
    made = {}
    for key in product(LAID_OUT, ("annex", "protected"), EXAMPLES):
        made[key] = folder / f"{'-'.join(key)}.docx"
        made[key].write_bytes(package.zip_parts(wardrobe.parts(*key), stored=False))
    profile = (folder / "profile").as_uri()
    command = [str(soffice), f"-env:UserInstallation={profile}", "--headless", "--convert-to", "pdf"]
    files = map(str, made.values())
    subprocess.run([*command, "--outdir", str(folder), *files], check=True, capture_output=True, timeout=300)
    return {key: file.with_suffix(".pdf") for key, file in made.items()}


@both_directions
@pytest.mark.parametrize("kind", ["annex", "protected"])
@pytest.mark.parametrize("name", LAID_OUT)
def test_no_page_is_blank_and_every_page_has_its_header(
    pdfs: dict[tuple[str, ...], Path], name: str, kind: str, way: str
) -> None:
    sheets = pages(pdfs[name, kind, way])
    assert len(sheets) > 3
    # Headers and footers of the template lie above and below its margins.
    blank = [n for n, (_, height, found) in enumerate(sheets) if not any(90 < y < height - 85 for y, _ in found)]
    assert blank == []
    texts = tool("pdftotext", "-layout", str(pdfs[name, kind, way]), "-").split("\f")[:-1]
    if name == "libreoffice":
        assert [n for n, text in enumerate(texts) if "Commune de Bellerive" not in text] == []
        assert f"Page {len(texts)} / {len(texts)}" in texts[-1]
    if name == "hand":
        assert "Stadt Musterheim, erste Seite" in texts[0]
        assert not any("erste Seite" in text for text in texts[1:])
        assert [n for n, text in enumerate(texts) if "Stadt Musterheim" not in text] == []
    if name == "plain" and way == "ltr":
        assert f"Page {len(texts)} of {len(texts)}" in texts[-1]
    sheet = (595, 842) if name == "libreoffice" else (612, 792)
    assert {(round(min(w, h)), round(max(w, h))) for w, h, _ in sheets} == {sheet}


@pytest.mark.parametrize("name", LAID_OUT)
def test_the_numbers_in_print_are_those_that_we_computed(pdfs: dict[tuple[str, ...], Path], name: str) -> None:
    outline = etree.fromstring(
        tool("pdftohtml", "-xml", "-i", "-stdout", str(pdfs[name, "annex", "ltr"])).encode(),
        etree.XMLParser(recover=True),
    ).iter("item")
    assert [words("".join(item.itertext())) for item in outline] == list(our_headings(example(SMALL)))
