# SPDX-License-Identifier: Apache-2.0
"""The shipped bases, what an open base makes of one, and bases that a designer changed."""

import io
import subprocess
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import docx
import pytest
from docx.opc.coreprops import CoreProperties
from docx.oxml import parse_xml
from docx.shared import Cm, Pt, RGBColor
from lxml import etree

from tenderkit.errors import InvalidInput
from tenderkit.formats.word.read.open_docx import open_word
from tenderkit.formats.word.read.verify import verify
from tenderkit.formats.word.write import package
from tenderkit.formats.word.write.base import OpenBase, PaperParts, WordBase, collect_parts, open_base
from tenderkit.formats.word.write.styles import STYLES
from tenderkit.formats.word.write.writer import write_parts
from tenderkit.library.language import Language
from tenderkit.papers.response_form import compose_response_form
from tests.formats.word.bases import describe_base
from tests.formats.word.edits import W
from tests.formats.word.lint import lint
from tests.formats.word.lint.accessibility import contrast
from tests.formats.word.lint.test_lint import PAPERS
from tests.formats.word.templates import unzipped, zipped
from tests.formats.word.test_gates import errors_in, pages, tool
from tests.support import EXAMPLES, LAUNCH, english, example, find, right_to_left, word_bases, word_parts, xml

SMALL = "small-laptops"
GOLDENS = Path(__file__).parents[1] / "bases"
SCRIPTS = ("latin", "arabic")
LANGUAGES: Mapping[str, Callable[[], Language]] = {"latin": english, "arabic": right_to_left}
every_base = pytest.mark.parametrize("script", SCRIPTS)
STYLE_PART, NUMBERING, SETTINGS = (f"word/{name}.xml" for name in ("styles", "numbering", "settings"))
CORE = "docProps/core.xml"


@cache
def shipped(script: str) -> dict[str, bytes]:
    """The parts of a shipped base."""
    return unzipped(word_bases()[script])


def part(script: str, name: str = STYLE_PART) -> etree._Element:
    return xml(shipped(script), name)


def opened(script: str, **kwargs: bool) -> OpenBase:
    return OpenBase(WordBase(word_bases()[script]), LANGUAGES[script](), **kwargs)


def plain(element: etree._Element) -> etree._Element:
    """An element without the classes of python-docx."""
    return etree.fromstring(etree.tostring(element))


# The shipped bases


@every_base
def test_a_base_holds_what_was_read_in_the_last_review(script: str, golden: Callable[[Path, str], None]) -> None:
    golden(GOLDENS / f"{script}.txt", describe_base(word_bases()[script]))


def test_a_change_of_a_designer_can_be_read_as_text() -> None:
    before = set(describe_base(word_bases()["latin"]).splitlines())
    after = set(describe_base(edited()).splitlines())
    assert "    colour 7A1F1F" in after - before
    assert any("left 3.00 cm" in line for line in after - before)
    assert any("ascii Georgia" in line for line in after - before)


@every_base
def test_the_validator_finds_nothing_in_a_base(script: str, tmp_path: Path) -> None:
    assert errors_in(word_bases()[script], tmp_path) == []


@every_base
def test_a_base_has_every_style_of_papers_with_its_kind(script: str) -> None:
    kinds = {find(s, "string(w:name/@w:val)"): s.get(f"{W}type") for s in find(part(script), "w:style")}
    assert STYLES.items() <= kinds.items()


@every_base
def test_every_style_rests_on_styles_that_are_defined(script: str) -> None:
    defined = set(find(part(script), "w:style/@w:styleId"))
    named = find(part(script), "w:style/*[self::w:basedOn or self::w:next or self::w:link]/@w:val")
    assert set(named) - defined == set()


@every_base
def test_no_two_styles_share_an_id_or_a_name(script: str) -> None:
    for path in ("w:style/@w:styleId", "w:style/w:name/@w:val"):
        found = [value.lower() for value in find(part(script), path)]
        assert len(set(found)) == len(found) > 0


@every_base
def test_every_kind_of_style_has_one_default(script: str) -> None:
    kinds = find(part(script), "w:style[@w:default = '1']/@w:type")
    assert sorted(kinds) == ["character", "numbering", "paragraph", "table"]


@every_base
@pytest.mark.parametrize(("latin", "complex_"), [("b", "bCs"), ("i", "iCs"), ("sz", "szCs")])
def test_every_switch_and_size_has_its_twin_for_complex_scripts(script: str, latin: str, complex_: str) -> None:
    for name in (STYLE_PART, NUMBERING, "word/header1.xml", "word/footer1.xml"):
        assert (
            find(part(script, name), f"//w:{latin}[not(../w:{complex_})] | //w:{complex_}[not(../w:{latin})]") == []
        )
    if latin != "i":
        assert len(find(part(script), f"//w:{latin}")) > 5


@every_base
def test_letters_of_complex_scripts_are_no_smaller(script: str) -> None:
    sizes = [(r.find(f"{W}sz"), r.find(f"{W}szCs")) for r in find(part(script), "//w:rPr[w:sz]")]
    assert [one for one in sizes if int(one[1].get(f"{W}val")) < int(one[0].get(f"{W}val"))] == []


@every_base
def test_the_fonts_of_all_scripts_are_named_and_in_the_font_table(script: str) -> None:
    (fonts,) = find(part(script), "w:docDefaults/w:rPrDefault/w:rPr/w:rFonts")
    assert {key.removeprefix(W) for key in fonts.attrib} == {"ascii", "hAnsi", "eastAsia", "cs"}
    table = set(find(part(script, "word/fontTable.xml"), "w:font/@w:name"))
    assert set(find(part(script), "//w:rFonts/@*")) == table


@every_base
def test_the_theme_has_the_fonts_and_colours_of_the_styles(script: str) -> None:
    """A designer who picks from the palette of Word gets the colours that the papers have."""
    theme = part(script, "word/theme/theme1.xml")
    colours = set(theme.xpath("//@val[string-length() = 6]"))
    used = set(find(part(script), "//w:color/@w:val | //w:shd/@w:fill | //w:tblBorders/*/@w:color")) - {"auto"}
    assert used <= colours
    (fonts,) = find(part(script), "w:docDefaults/w:rPrDefault/w:rPr/w:rFonts")
    prefix = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
    for kind in ("majorFont", "minorFont"):
        faces = {name: theme.find(f".//{prefix}{kind}/{prefix}{name}").get("typeface") for name in ("latin", "cs")}
        assert faces == {"latin": fonts.get(f"{W}ascii"), "cs": fonts.get(f"{W}cs")}


def test_beside_arabic_latin_has_the_same_family() -> None:
    (fonts,) = find(part("arabic"), "w:docDefaults/w:rPrDefault/w:rPr/w:rFonts")
    assert fonts.get(f"{W}ascii") == fonts.get(f"{W}cs") == "Arial"


@every_base
def test_no_type_is_smaller_than_eight_points(script: str) -> None:
    assert min(int(size) for size in find(part(script), "//w:sz/@w:val | //w:szCs/@w:val")) >= 16


@every_base
def test_nothing_is_aligned_to_a_physical_side(script: str) -> None:
    for name in (STYLE_PART, "word/header1.xml", "word/footer1.xml"):
        assert find(part(script, name), "//w:jc[@w:val = 'left' or @w:val = 'right']") == []


@every_base
def test_headings_have_the_outline_levels_of_their_rank(script: str) -> None:
    outline = {
        find(style, "string(w:name/@w:val)"): find(style, "string(w:pPr/w:outlineLvl/@w:val)")
        for style in find(part(script), "w:style[w:pPr/w:outlineLvl]")
    }
    assert outline == {"heading 1": "0", "heading 2": "1", "heading 3": "2"}


@every_base
def test_counted_headings_inherit_from_the_plain_ones(script: str) -> None:
    for name, base in (
        ("LotHeading", "Heading1"),
        ("SectionHeading", "Heading2"),
        ("ClauseHeading", "Heading3"),
    ):
        assert find(part(script), f"w:style[@w:styleId = '{name}']/w:basedOn/@w:val") == [base]


@every_base
def test_headings_and_captions_stay_with_what_follows(script: str) -> None:
    styles = ("Heading1", "Heading2", "Heading3", "TOCHeading", "TableCaption", "ClauseCaption", "TableHead")
    for style in styles:
        assert len(find(part(script), f"w:style[@w:styleId = '{style}']/w:pPr/w:keepNext")) == 1, style


def test_text_typed_later_runs_the_way_of_the_script() -> None:
    assert find(part("arabic"), "w:style[w:pPr/w:bidi]/@w:styleId") == ["Normal"]
    assert find(part("latin"), "//w:bidi | //w:rtl") == []
    assert find(part("latin", "word/document.xml"), "//w:bidi | //w:bidiVisual | //w:rtl") == []


@every_base
def test_a_base_shows_every_style_to_its_designer(script: str) -> None:
    document = part(script, "word/document.xml")
    shown = set(find(document, "//w:pStyle/@w:val | //w:rStyle/@w:val | //w:tblStyle/@w:val"))
    for story in ("header1", "footer1"):
        shown |= set(find(part(script, f"word/{story}.xml"), "//w:pStyle/@w:val"))
    ids = {
        style.get(f"{W}styleId")
        for style in find(part(script), "w:style")
        if find(style, "string(w:name/@w:val)") in STYLES
    }
    assert ids - shown == set()


@every_base
def test_a_base_holds_nothing_of_a_person(script: str) -> None:
    core = docx.Document(io.BytesIO(word_bases()[script])).core_properties
    assert {core.author, core.last_modified_by} == {"tenderkit"}
    assert (core.keywords, core.comments, core.category) == ("", "", "")
    assert set(shipped(script)) == {
        "[Content_Types].xml", "_rels/.rels", "docProps/app.xml", "docProps/core.xml",
        "word/_rels/document.xml.rels", "word/document.xml", "word/fontTable.xml", "word/footer1.xml",
        "word/header1.xml", "word/numbering.xml", "word/settings.xml", "word/styles.xml", "word/theme/theme1.xml",
    }  # fmt: skip
    about = {etree.QName(one).localname: one.text for one in part(script, "docProps/app.xml")}
    assert about == {"Application": "tenderkit 1"}
    traces = "//w:rsids | //@w:rsidR | //w:docVars | //w:attachedTemplate | //w:ins | //w:del | //w:commentReference"
    for name in shipped(script):
        if name.endswith(".xml"):
            assert find(part(script, name), traces) == []


@every_base
def test_headers_and_footers_hold_all_places(script: str) -> None:
    texts = "".join(find(part(script, f"word/{s}.xml"), "string(//w:p)") for s in ("header1", "footer1"))
    assert texts == "{{ title }}{{ reference }}{{ imprint }}{{ page }}"


# Colours


def colour(script: str, style: str) -> str:
    return str(find(part(script), f"string(w:style[@w:styleId = '{style}']/w:rPr/w:color/@w:val)"))


@every_base
def test_every_colour_of_text_is_readable_on_white_and_on_the_fill_of_tables(script: str) -> None:
    grounds = {"FFFFFF", *find(part(script), "//w:tblStylePr//w:shd/@w:fill")}
    assert len(grounds) == 2
    colours = set(find(part(script), "//w:style[@w:styleId != 'Gap']//w:color/@w:val"))
    assert len(colours) > 1
    assert {(c, g) for c in colours for g in grounds if contrast(c, g) < 4.5} == set()


@every_base
def test_a_gap_is_readable_on_its_ground_and_does_not_show_by_colour_alone(script: str) -> None:
    (run,) = find(part(script), "w:style[@w:styleId = 'Gap']/w:rPr")
    (fill,) = find(run, "w:shd/@w:fill")
    assert contrast(colour(script, "Gap"), fill) >= 4.5
    assert len(find(run, "w:b")) == 1


@every_base
def test_placeholders_are_readable_without_effort(script: str) -> None:
    assert contrast(colour(script, "PlaceholderText"), "FFFFFF") >= 7


def test_black_on_white_has_the_highest_contrast_there_is() -> None:
    assert round(contrast("000000", "FFFFFF"), 3) == 21


# Settings


@every_base
def test_word_opens_the_file_without_compatibility_mode(script: str) -> None:
    settings = plain(opened(script).document.settings.element)
    assert find(settings, "w:compat/w:compatSetting[@w:name = 'compatibilityMode']/@w:val") == ["15"]


@every_base
def test_word_is_not_told_to_update_fields(script: str) -> None:
    assert find(part(script, SETTINGS), "w:updateFields") == []
    parts = dict(shipped(script))
    parts[SETTINGS] = parts[SETTINGS].replace(b"<w:compat>", b'<w:updateFields w:val="true"/><w:compat>')
    base = OpenBase(WordBase(zipped(parts)), LANGUAGES[script]())
    assert find(plain(base.document.settings.element), "w:updateFields") == []


# An open base


def test_the_language_of_styles_and_settings_is_that_of_the_paper() -> None:
    for script, way, locale in (("latin", "val", "en-GB"), ("arabic", "bidi", "ar")):
        base = opened(script)
        assert find(plain(base.document.styles.element), f"w:docDefaults//w:lang/@w:{way}") == [locale]
        assert find(plain(base.document.settings.element), f"w:themeFontLang/@w:{way}") == [locale]


@pytest.mark.parametrize("protected", [False, True])
def test_a_form_is_protected_where_that_was_asked_for(protected: bool) -> None:
    settings = plain(opened("latin", protected=protected).document.settings.element)
    assert find(settings, "w:documentProtection/@w:edit") == (["forms"] if protected else [])


def test_the_protection_of_a_base_itself_does_not_count() -> None:
    parts = dict(shipped("latin"))
    lock = b'<w:documentProtection w:edit="readOnly" w:enforcement="1"/><w:defaultTabStop'
    parts[SETTINGS] = parts[SETTINGS].replace(b"<w:defaultTabStop", lock)
    base = OpenBase(WordBase(zipped(parts)), english())
    assert find(plain(base.document.settings.element), "w:documentProtection") == []


def test_the_properties_are_those_of_the_paper() -> None:
    base, when = opened("latin"), datetime(2027, 1, 15, tzinfo=UTC)
    before = base.packed.contents[CORE]
    parts = PaperParts(base)
    parts.set_properties(title="T", subject="S", creator="C", language="en-GB", when=when)
    core = CoreProperties(parse_xml(parts.contents[CORE]))
    assert (core.title, core.subject, core.author, core.last_modified_by) == ("T", "S", "C", "C")
    assert core.created == core.modified == when
    assert parts.pack({}).contents[CORE] != base.packed.contents[CORE] == before


def test_papers_share_a_base_and_not_what_is_added_to_it() -> None:
    base = open_base(WordBase(word_bases()["latin"]), english(), protected=False, libreoffice=False)
    assert open_base(WordBase(word_bases()["latin"]), english(), protected=False, libreoffice=False) is base
    assert open_base(WordBase(word_bases()["latin"]), english(), protected=True, libreoffice=False) is not base
    first, second = PaperParts(base), PaperParts(base)
    name, id_ = first.copy_part("word/header1.xml", "word/header{}.xml", "header")
    assert first.relations[base.main][id_] == ("header", "header2.xml")
    assert name == "word/header2.xml"
    assert name not in second.types
    assert id_ not in second.relations[base.main]
    assert first.add_part("docProps/app.xml", "text/plain", "x") not in second.relations[""]
    assert first.relations[""] != second.relations[""] == base.packed.relations[""]


def test_comments_and_pictures_in_the_text_of_a_base_are_dropped() -> None:
    document = docx.Document(io.BytesIO(word_bases()["latin"]))
    document.add_comment(document.paragraphs[0].runs, text="Zitronenfalter", author="A. Person")
    buffer = io.BytesIO()
    document.save(buffer)
    assert "word/comments.xml" in unzipped(buffer.getvalue())
    parts = write_parts(example(SMALL), {"latin": buffer.getvalue()}, LAUNCH)
    assert parts == word_parts(example(SMALL))


def test_bookmarks_in_headers_are_counted() -> None:
    parts = dict(shipped("latin"))
    mark = b'<w:bookmarkStart w:id="41" w:name="x"/><w:bookmarkEnd w:id="41"/></w:p>'
    parts["word/header1.xml"] = parts["word/header1.xml"].replace(b"</w:p>", mark)
    assert OpenBase(WordBase(zipped(parts)), english()).highest_bookmark == 41
    assert opened("latin").highest_bookmark == 0


def test_a_title_may_be_longer_in_our_headers_than_in_those_of_a_template() -> None:
    assert WordBase(b"").longest_title > WordBase(b"", is_template=True).longest_title > 20


def test_parts_are_collected_in_canonical_form_with_their_types_and_relations() -> None:
    packed = collect_parts(opened("latin").package, {"word/document.xml": b"<x/>"})
    assert packed.contents["word/document.xml"] == b"<x/>"
    assert packed.types[STYLE_PART].endswith("wordprocessingml.styles+xml")
    assert {target for _, target in packed.relations["word/document.xml"].values()} >= {"styles.xml", "header1.xml"}
    for name, content in packed.contents.items():
        if name != "word/document.xml":
            canonical = etree.tostring(etree.fromstring(content), method="c14n")
            assert package.strip_declaration(content) == canonical, name


@every_base
def test_a_base_is_not_changed_by_use(script: str) -> None:
    before = bytes(word_bases()[script])
    first, second = (write_parts(example(SMALL, rtl=script == "arabic"), word_bases(), LAUNCH) for _ in range(2))
    assert first == second
    assert word_bases()[script] == before


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_style_that_a_document_uses_is_defined(name: str) -> None:
    parts = word_parts(compose_response_form(example(name)))
    defined = set(find(xml(parts, STYLE_PART), "w:style/@w:styleId"))
    used: set[str] = set()
    path = "//w:pStyle/@w:val | //w:rStyle/@w:val | //w:tblStyle/@w:val"
    for one in ("document", "header1", "header2", "footer1", "footer2"):
        used |= set(find(xml(parts, f"word/{one}.xml"), path))
    used |= set(find(xml(word_parts(example(name))), path))
    assert used - defined == set()


# A base that a designer changed


@cache
def edited() -> bytes:
    """The Latin base with another font, another colour of headings, other margins and a word in its footer."""
    document = docx.Document(io.BytesIO(word_bases()["latin"]))
    for fonts in document.styles.element.xpath("w:docDefaults//w:rFonts"):
        for name in ("ascii", "hAnsi"):
            fonts.set(f"{W}{name}", "Georgia")
    document.styles["Heading 1"].font.color.rgb = RGBColor(0x7A, 0x1F, 0x1F)
    document.styles["Heading 1"].font.size = Pt(20)
    section = document.sections[0]
    section.left_margin, section.right_margin = Cm(3), Cm(2.5)
    section.footer.paragraphs[0].runs[0].text = "Musterstadt, {{ imprint }}\t{{ page }}"
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


@pytest.mark.parametrize("kind", ["annex", "form", "protected", "calendar"])
def test_papers_follow_an_edited_base(kind: str, tmp_path: Path) -> None:
    paper = PAPERS[kind](example(SMALL))
    parts = write_parts(paper, {"latin": edited()}, LAUNCH)
    styles, document = xml(parts, STYLE_PART), xml(parts)
    assert find(styles, "w:docDefaults//w:rFonts/@w:ascii") == ["Georgia"]
    (heading,) = find(styles, "w:style[w:name/@w:val = 'heading 1']/w:rPr")
    assert find(heading, "w:color/@w:val | w:sz/@w:val") == ["7A1F1F", "40"]
    margins = find(document, "//w:sectPr/w:pgMar")
    assert {(m.get(f"{W}left"), m.get(f"{W}right")) for m in margins} == {("1701", "1417")}
    widths = {int(size.get(f"{W}w")) - 1701 - 1417 for size in find(document, "//w:sectPr/w:pgSz")}
    tables = find(document, "//w:tbl[not(w:tblPr/w:tblInd)]")
    sums = {sum(map(int, find(table, "w:tblGrid/w:gridCol/@w:w"))) for table in tables}
    # Columns are cut to whole numbers.
    assert {min(abs(sum_ - width) for width in widths) < 20 for sum_ in sums} == {True}
    footers = [name for name in parts if name.startswith("word/footer")]
    for name in footers:
        assert find(xml(parts, name), "string(//w:p)").startswith("Musterstadt, ")
        assert int(find(xml(parts, name), "//w:tab[@w:val = 'right']/@w:pos")[0]) in widths
    assert len(footers) == len(widths)
    assert lint(parts, protected=kind == "protected") == []
    assert errors_in(package.zip_parts(parts, stored=False), tmp_path) == []
    assert verify(open_word(package.zip_parts(parts, stored=False), "x")).state == "unchanged"


# What LibreOffice writes in each file that it saves: the words `true` and `left`, no size that is its own default, an
# older version of Word, direction where there is none, headers for first pages that are not shown.
HABITS = {"W15", "B06", "B09", "W20", "B02", "B01"}


@pytest.fixture(scope="module")
def saved(soffice: Path, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, bytes]:
    """The shipped bases as LibreOffice saves them."""
    folder = tmp_path_factory.mktemp("saved")
    files = []
    for script, content in word_bases().items():
        files.append(folder / f"{script}.docx")
        files[-1].write_bytes(content)
    profile, result = (folder / "profile").as_uri(), folder / "result"
    # The filter of its command Save; `docx` alone means another one.
    target = "docx:MS Word 2007 XML"
    command = [str(soffice), f"-env:UserInstallation={profile}", "--headless", "--convert-to", target]
    command += ["--outdir", str(result), *map(str, files)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return {file.stem: (result / file.name).read_bytes() for file in files}


@every_base
@pytest.mark.parametrize("kind", ["annex", "protected", "calendar"])
def test_papers_follow_a_base_that_libreoffice_saved(
    saved: Mapping[str, bytes], script: str, kind: str, tmp_path: Path
) -> None:
    assert saved[script] != word_bases()[script]
    parts = write_parts(PAPERS[kind](example(SMALL, rtl=script == "arabic")), saved, LAUNCH)
    content = package.zip_parts(parts, stored=False)
    names = {style.element.name_val for style in docx.Document(io.BytesIO(content)).styles}
    assert set(STYLES) <= names
    faults = [fault for fault in lint(parts, protected=kind == "protected") if fault[0] not in HABITS]
    assert faults == []
    # The text itself is ours, so nothing is wrong with it.
    assert [part for rule, part, _ in lint(parts, protected=kind == "protected") if part == "word/document.xml"] == []
    assert errors_in(content, tmp_path) == []
    assert verify(open_word(content, "x")).state == "unchanged"


def test_a_paper_in_a_base_that_libreoffice_saved_has_header_and_footer_on_every_page(
    saved: Mapping[str, bytes], soffice: Path, tmp_path: Path
) -> None:
    file = tmp_path / "annex.docx"
    file.write_bytes(package.zip_parts(write_parts(example(SMALL), saved, LAUNCH), stored=False))
    profile = (tmp_path / "profile").as_uri()
    command = [str(soffice), f"-env:UserInstallation={profile}", "--headless", "--convert-to", "pdf"]
    subprocess.run([*command, "--outdir", str(tmp_path), str(file)], check=True, capture_output=True, timeout=120)
    texts = tool("pdftotext", "-layout", str(tmp_path / "annex.pdf"), "-").split("\f")[:-1]
    assert len(texts) == len(pages(tmp_path / "annex.pdf")) > 4
    for number, text in enumerate(texts, 1):
        assert f"Page {number} of {len(texts)}" in text
        assert "Twelve laptops" in text


def test_all_styles_that_a_base_does_not_have_are_named_at_once() -> None:
    document = docx.Document(io.BytesIO(word_bases()["latin"]))
    for name in ("Annex Text", "Cover Line"):
        document.styles[name].delete()
    buffer = io.BytesIO()
    document.save(buffer)
    with pytest.raises(InvalidInput) as refused:
        OpenBase(WordBase(buffer.getvalue()), english())
    assert [f.message for f in refused.value.findings] == [
        "the base file has no style “Annex Text”",
        "the base file has no style “Cover Line”",
    ]
