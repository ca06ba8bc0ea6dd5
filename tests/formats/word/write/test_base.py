# SPDX-License-Identifier: Apache-2.0
from dataclasses import replace

import pytest
from lxml import etree
from tenderkit.library.look import Style

from tenderkit.formats.word.write import base
from tenderkit.library.language import Language
from tests.formats.word.lint.accessibility import contrast
from tests.support import EXAMPLES, WORD, english, example, find, right_to_left, word_bases, word_parts, xml

BOTH = pytest.mark.parametrize("language", [english(), right_to_left()], ids=["ltr", "rtl"])


def styles(language: Language | None = None) -> etree._Element:
    return etree.fromstring(base.write_styles(word_bases(), language or english(), 9000).encode())


def numbering(language: Language | None = None) -> etree._Element:
    return etree.fromstring(base.write_numbering(word_bases(), language or english()).encode())


def settings(language: Language | None = None) -> etree._Element:
    return etree.fromstring(base.write_settings(language or english()).encode())


def level(list_: int, index: int, language: Language | None = None) -> etree._Element:
    """A level of the list that paragraphs name by this number."""
    root = numbering(language)
    abstract = find(root, f"w:num[@w:numId='{list_}']/w:abstractNumId/@w:val")[0]
    return find(root, f"w:abstractNum[@w:abstractNumId='{abstract}']/w:lvl[@w:ilvl='{index}']")[0]


# Styles


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_style_that_a_document_uses_is_defined(name: str) -> None:
    parts = word_parts(example(name))
    defined = set(find(xml(parts, "word/styles.xml"), "w:style/@w:styleId"))
    used: set[str] = set()
    for one in ("document", "header1", "header2", "footer1", "footer2"):
        used |= set(
            find(xml(parts, f"word/{one}.xml"), "//w:pStyle/@w:val | //w:rStyle/@w:val | //w:tblStyle/@w:val")
        )
    assert used - defined == set()


def test_every_style_rests_on_styles_that_are_defined() -> None:
    root = styles()
    defined = set(find(root, "w:style/@w:styleId"))
    assert set(find(root, "w:style/w:basedOn/@w:val | w:style/w:next/@w:val")) - defined == set()


def test_no_two_styles_share_an_id_or_a_name() -> None:
    root = styles()
    for path in ("w:style/@w:styleId", "w:style/w:name/@w:val"):
        found = find(root, path)
        assert len(set(found)) == len(found)


def test_every_style_is_named_with_its_kind() -> None:
    made = {
        style.get(f"{{{WORD['w']}}}styleId"): (style.get(f"{{{WORD['w']}}}type"), find(style, "w:name/@w:val")[0])
        for style in find(styles(), "w:style")
    }
    assert base.name_styles(word_bases()) == made


@BOTH
@pytest.mark.parametrize(("latin", "complex_"), [("b", "bCs"), ("sz", "szCs")])
def test_every_switch_and_size_has_its_twin_for_complex_scripts(
    language: Language, latin: str, complex_: str
) -> None:
    blocks = [r for r in find(styles(language), "//w:rPr") if r.find(f"w:{latin}", WORD) is not None]
    assert all(r.find(f"w:{complex_}", WORD) is not None for r in blocks)


def test_a_style_is_bold_italic_and_sized_for_complex_scripts_too() -> None:
    style = Style("Loud", type="character", bold=True, italic=False, size=20)
    made = base.write_styles(
        replace(word_bases(), styles={**word_bases().styles, "Loud": style}), right_to_left(), 9000
    )
    run = find(etree.fromstring(made.encode()), "w:style[@w:styleId='Loud']/w:rPr")[0]
    val = f"{{{WORD['w']}}}val"
    assert [(t.tag.rpartition("}")[2], t.get(val)) for t in run] == [
        ("b", None),
        ("bCs", None),
        ("i", "0"),
        ("iCs", "0"),
        ("sz", "20"),
        ("szCs", "22"),
    ]


def test_bold_headings_are_bold_in_both_kinds_of_script() -> None:
    for style in ("Title", "Heading1", "Heading2", "Heading3", "TableHead", "Lead", "Gap"):
        run = find(styles(), f"w:style[@w:styleId='{style}']/w:rPr")[0]
        assert [t.tag.rpartition("}")[2] for t in run[:2]] == ["b", "bCs"]


def test_the_fonts_of_all_scripts_are_named() -> None:
    fonts = find(styles(), "w:docDefaults/w:rPrDefault/w:rPr/w:rFonts")[0]
    assert {k.rpartition("}")[2] for k in fonts.attrib} == {"ascii", "hAnsi", "eastAsia", "cs"}


def test_beside_arabic_latin_has_the_same_family() -> None:
    fonts = find(styles(right_to_left()), "w:docDefaults/w:rPrDefault/w:rPr/w:rFonts")[0]
    assert fonts.get(f"{{{WORD['w']}}}ascii") == fonts.get(f"{{{WORD['w']}}}cs") == "Arial"


def test_every_font_of_the_styles_is_in_the_font_table() -> None:
    table = etree.fromstring(base.write_font_table(word_bases(), english()).encode())
    named = set(find(styles(), "//w:rFonts/@*"))
    assert named == set(find(table, "w:font/@w:name"))


def test_no_type_is_smaller_than_eight_points() -> None:
    assert min(int(s) for s in find(styles(), "//w:sz/@w:val | //w:szCs/@w:val")) >= 16


@BOTH
def test_no_style_is_aligned_to_a_physical_side(language: Language) -> None:
    assert find(styles(language), "//w:jc[@w:val='left' or @w:val='right']") == []


def test_headings_have_the_outline_levels_of_their_rank() -> None:
    outline = {s: find(styles(), f"w:style[@w:styleId='{s}']/w:pPr/w:outlineLvl/@w:val") for s in word_bases().styles}
    assert {s: found for s, found in outline.items() if found} == {
        "Heading1": ["0"],
        "Heading2": ["1"],
        "Heading3": ["2"],
    }


def test_counted_headings_inherit_from_the_plain_ones() -> None:
    based = {s: word_bases().styles[s].based_on for s in ("LotHeading", "SectionHeading", "ClauseHeading")}
    assert based == {"LotHeading": "Heading1", "SectionHeading": "Heading2", "ClauseHeading": "Heading3"}


def test_headings_stay_with_what_follows() -> None:
    for style in ("Heading1", "Heading2", "Heading3", "Caption", "TableHead"):
        assert len(find(styles(), f"w:style[@w:styleId='{style}']/w:pPr/w:keepNext")) == 1


def test_the_default_language_is_that_of_the_document() -> None:
    assert find(styles(), "w:docDefaults//w:lang/@w:val") == ["en-GB"]


def test_from_right_to_left_the_language_of_complex_script_is_that_of_the_document() -> None:
    assert find(styles(right_to_left()), "w:docDefaults//w:lang/@w:bidi") == ["ar"]


def test_from_right_to_left_text_typed_later_runs_so_too() -> None:
    assert find(styles(right_to_left()), "w:style[w:pPr/w:bidi]/@w:styleId") == ["Normal"]


def test_from_left_to_right_no_style_turns_the_direction() -> None:
    assert find(styles(), "//w:bidi | //w:rtl") == []


# Colours


@pytest.mark.parametrize("colour", ["ink", "muted", "gap", "link"])
@pytest.mark.parametrize("ground", ["white", "fill"])
def test_every_colour_of_text_is_readable_on_white_and_on_the_fill(colour: str, ground: str) -> None:
    colours = {"white": "FFFFFF", **word_bases().colours}
    assert contrast(colours[colour], colours[ground]) >= 4.5


def test_a_gap_is_readable_on_its_own_ground() -> None:
    assert contrast(word_bases().colours["gap"], word_bases().colours["gap-fill"]) >= 4.5


def test_placeholders_are_readable_without_effort() -> None:
    assert contrast(word_bases().colours[word_bases().styles["PlaceholderText"].colour or ""], "FFFFFF") >= 7


def test_black_on_white_has_the_highest_contrast_there_is() -> None:
    assert round(contrast("000000", "FFFFFF"), 3) == 21


def test_a_gap_does_not_show_by_colour_alone() -> None:
    gap = word_bases().styles["Gap"]
    assert (gap.type, gap.bold, gap.fill) == ("character", True, "gap-fill")


# Numbering


@pytest.mark.parametrize(
    ("index", "text"), [(0, "Lot %1\u2002"), (1, "%1.%2"), (2, "%1.%2.%3"), (3, "(%4)")], ids=str
)
def test_the_levels_of_the_lots_are_lot_section_clause_and_item(index: int, text: str) -> None:
    assert find(level(base.LOTS, index), "w:lvlText/@w:val") == [text]


@pytest.mark.parametrize(
    ("index", "style"), [(0, "LotHeading"), (1, "SectionHeading"), (2, "ClauseHeading"), (3, "ClauseItem")]
)
def test_style_and_level_of_the_lots_name_each_other(index: int, style: str) -> None:
    assert find(level(base.LOTS, index), "w:pStyle/@w:val") == [style]
    counted = find(styles(), f"w:style[@w:styleId='{style}']/w:pPr/w:numPr")[0]
    assert find(counted, "w:numId/@w:val") == [str(base.LOTS)]
    assert (find(counted, "w:ilvl/@w:val") or ["0"]) == [str(index)]


def test_lots_are_counted_from_one() -> None:
    assert [find(level(base.LOTS, i), "w:start/@w:val") for i in range(4)] == [["1"]] * 4


def test_the_general_rules_are_lot_zero() -> None:
    assert [find(level(base.GENERAL, i), "w:start/@w:val") for i in range(4)] == [["0"], ["1"], ["1"], ["1"]]


def test_the_general_rules_have_no_word_for_lot_in_front() -> None:
    assert find(level(base.GENERAL, 0), "w:lvlText/@w:val") == [""]


def test_clauses_of_the_general_rules_are_counted_like_those_of_lots() -> None:
    assert [find(level(base.GENERAL, i), "w:lvlText/@w:val") for i in (1, 2, 3)] == [
        ["%1.%2"],
        ["%1.%2.%3"],
        ["(%4)"],
    ]


def test_no_style_is_linked_to_the_list_of_the_general_rules() -> None:
    assert [find(level(base.GENERAL, i), "w:pStyle") for i in range(4)] == [[]] * 4


def test_items_have_letters() -> None:
    assert find(level(base.LOTS, 3), "w:numFmt/@w:val") == ["lowerLetter"]


def test_items_have_abjad_letters_in_arabic() -> None:
    assert find(level(base.LOTS, 3, right_to_left()), "w:numFmt/@w:val") == ["arabicAbjad"]


def test_labels_are_no_longer_than_word_shows() -> None:
    assert max(len(t) for t in find(numbering(), "//w:lvlText/@w:val")) <= 31


def test_the_lists_are_told_apart_by_fixed_numbers() -> None:
    assert find(numbering(), "w:abstractNum/w:nsid/@w:val") == ["2A51D000", "2A51D001"]
    assert find(numbering(), "w:abstractNum/w:tmpl/@w:val") == ["2A51D100", "2A51D101"]


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_list_that_a_document_names_is_there(name: str) -> None:
    parts = word_parts(example(name))
    there = set(find(xml(parts, "word/numbering.xml"), "w:num/@w:numId"))
    assert set(find(xml(parts), "//w:numId/@w:val")) - there == set()


# Settings


def test_word_opens_the_file_without_compatibility_mode() -> None:
    mode = find(settings(), "w:compat/w:compatSetting[@w:name='compatibilityMode']/@w:val")
    assert mode == ["15"]


def test_word_is_not_told_to_update_fields() -> None:
    assert find(settings(), "w:updateFields") == []


def test_the_settings_name_the_language() -> None:
    assert find(settings(), "w:themeFontLang/@w:val") == ["en-GB"]
    assert find(settings(right_to_left()), "w:themeFontLang/@w:bidi") == ["ar"]
