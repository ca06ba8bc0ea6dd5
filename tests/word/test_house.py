# SPDX-License-Identifier: Apache-2.0
"""Papers in the templates of authorities: what is kept, what is added, what is left out, what is refused."""

import io
import re
import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import product
from pathlib import Path

import docx
import pytest
from lxml import etree
from openxml_audit import OpenXmlValidator

from tenderkit.errors import InvalidInput
from tenderkit.paper import Paper
from tenderkit.response import response_form
from tenderkit.word import base, filled, house, opened, package
from tenderkit.word.dressing import dress
from tenderkit.word.house import House, read_house
from tenderkit.word.opened import open_word
from tenderkit.word.verify import verify
from tenderkit.word.writer import parts_of, write
from tests.support import LAUNCH, example, find, look, text_of
from tests.word import templates
from tests.word.arabic import arabic_example
from tests.word.edits import W, control, paragraph, preceded
from tests.word.lint import lint
from tests.word.lint.test_lint import PAPERS
from tests.word.templates import SECRET, by_hand, by_hand_parts, rels, unzipped, zipped

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
R_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
JUSTIFIED = "Numbering definition '0' referenced but not found"


@dataclass(frozen=True, eq=False)
class Wardrobe:
    """Templates by name, and papers that were made in them."""

    files: Mapping[str, bytes]

    @cache  # noqa: B019
    def house(self, name: str) -> House:
        return read_house(self.files[name], f"{name}.docx", look())

    @cache  # noqa: B019
    def parts(self, name: str, kind: str = "annex", way: str = "ltr") -> dict[str, bytes]:
        return parts_of(PAPERS[kind](EXAMPLES[way](SMALL)), look(), LAUNCH, house=self.house(name))

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
    return parts_of(paper or example(SMALL), look(), LAUNCH, house=read_house(content, "x.docx", look()))


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
    found = errors(package.zipped(wardrobe.parts(name, kind, way), stored=False))
    assert {(part, said) for part, said in found - wardrobe.audited(name) if said != JUSTIFIED} == set()


@everything
def test_lint_finds_nothing_that_is_ours(wardrobe: Wardrobe, name: str, kind: str, way: str) -> None:
    parts, theirs = wardrobe.parts(name, kind, way), wardrobe.house(name)
    # What is kept of a template is written as it was, and runs its own way.
    kept = {part for stories in theirs.stories.values() for part in stories.values()}
    before = {(rule, said) for rule, _, said in lint(unzipped(wardrobe.files[name]))}
    # None of our tables has the colours of the styles for tables that python-docx brings.
    grounds = set(values(tree(parts, STYLES), "//w:tcPr/w:shd/@w:fill")) - set(look().colours.values())
    found = {
        (rule, part, said)
        for rule, part, said in lint(parts, protected=kind == "protected")
        if part not in kept and (rule, said) not in before and not (rule == "A15" and said[-6:] in grounds)
    }
    # The style of text that names none runs the way of the template; our paragraphs say that they do not.
    assert {one for one in found if one[0] != "B02" or name == "bare"} == set()


@everything
def test_a_file_in_a_template_is_unchanged_and_stays_so_when_python_docx_saves_it(
    wardrobe: Wardrobe, name: str, kind: str, way: str
) -> None:
    content = package.zipped(wardrobe.parts(name, kind, way), stored=False)
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
    made = open_word(package.zipped(wardrobe.parts(name, kind, way), stored=False), "x")
    reached, left = set[str](), [""]
    while left:
        source = left.pop()
        for _, target in made.relations.get(source, {}).values():
            part = package.resolved(source, target)
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
        write(example(SMALL), look(), LAUNCH, reproducible=True, house=house)
        for house in (wardrobe.house(name), read_house(wardrobe.files[name], "x", look()))
    )
    assert one == other


def test_papers_in_a_template_do_not_change_it(wardrobe: Wardrobe) -> None:
    house = read_house(by_hand(), "x", look())
    first = parts_of(example(SMALL), look(), LAUNCH, house=house)
    parts_of(response_form(example(SMALL), protected=True), look(), LAUNCH, house=house)
    assert parts_of(example(SMALL), look(), LAUNCH, house=house) == first


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
    kept = list(after)[: len(before)]
    assert [canonical(s, silent=True) for s in kept] == [canonical(s, silent=True) for s in before]
    house = wardrobe.house(name)
    assert [s.get(W + "styleId") for s in list(after)[len(before) :]] == [
        house.styles[id_] for id_ in values(styles_of_ours(), "w:style/@w:styleId") if id_ in house.added
    ]


def styles_of_ours() -> etree._Element:
    return tree(parts_of(example(SMALL), look(), LAUNCH), STYLES)


def test_a_style_that_no_paper_uses_keeps_its_language(wardrobe: Wardrobe) -> None:
    styles = tree(wardrobe.parts("hand", "annex", "rtl"), STYLES)
    assert values(styles, "w:style[@w:styleId = 'Latein']//w:lang/@*") == ["la-VA"]
    assert set(values(styles, "w:style[@w:styleId != 'Latein']//w:lang/@w:val")) == {"en-GB"}
    assert set(values(styles, "w:style[@w:styleId != 'Latein']//w:lang/@w:bidi")) == {"ar"}
    assert values(styles, "w:docDefaults//w:lang/@*") == ["ar", "ja-JP", "en-GB"]
    assert values(tree(wardrobe.parts("hand"), STYLES), "w:docDefaults//w:lang/@w:val") == ["en"]
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
        ("header", "default"): "/word/header1.xml",
        ("header", "first"): "/word/header2.xml",
        ("header", "even"): "/word/header3.xml",
        ("footer", "default"): "/word/footer1.xml",
        ("footer", "even"): "/word/footer1.xml",
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
        assert {
            (one.tag.removeprefix(W)[:6], one.get(W + "type")): rows[one.get(find(section, "name(@r:id)") or R_ID)]
            for one in found
        } == stories
        assert find(section, "w:cols | w:vAlign | w:pgNumType/@w:start") == []
        assert values(section, "w:pgNumType/@w:fmt") == ["lowerRoman"]
    assert [bool(find(section, "w:titlePg")) for section in sections] == [True] + [False] * (len(sections) - 1)
    assert set(wide) == ({True} if kind in ("calendar", "evaluation") else {True, False})


def test_tables_are_as_wide_as_the_sheet_of_the_template_leaves(wardrobe: Wardrobe) -> None:
    tables = find(tree(wardrobe.parts("hand")), "//w:tbl[not(w:tblPr/w:tblInd)]")
    # Columns are cut to whole numbers.
    widths = {round(sum(map(int, values(table, "w:tblGrid/w:gridCol/@w:w"))), -1) for table in tables}
    assert widths == {12240 - 1418 - 1134 - 284 - 4, 15840 - 1418 - 1134 - 284 - 4}


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
