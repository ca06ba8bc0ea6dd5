# SPDX-License-Identifier: Apache-2.0
"""The lists that count lots, sections, clauses and items."""

import pytest
from lxml import etree

from tenderkit.formats.word.write.elements import W
from tenderkit.formats.word.write.numbering import ListIds, add_list, copy_list, prepare_lists
from tenderkit.formats.word.write.styles import LIST_STYLES, Styles
from tenderkit.library.language import Language
from tenderkit.library.reading.shipped_data import load_shipped_data
from tests.formats.word.templates import unzipped
from tests.support import EXAMPLES, WORD, english, example, find, right_to_left, word_bases, word_parts, xml


def prepared(
    language: Language | None = None, *, sizes: dict[str, int] | None = None, libreoffice: bool = False
) -> tuple[etree._Element, ListIds]:
    """The numbering part of a shipped base for a language; `sizes`, other sizes of styles, in half points."""
    language = language or english()
    parts = unzipped(word_bases()[language.frame.script])
    root, styles = (etree.fromstring(parts[f"word/{name}.xml"]) for name in ("numbering", "styles"))
    for id_, size in (sizes or {}).items():
        find(styles, f"w:style[@w:styleId = '{id_}']/w:rPr/w:sz")[0].set(f"{W}val", str(size))
    return root, prepare_lists(root, Styles(styles), language, libreoffice=libreoffice)


def level(root: etree._Element, list_: int, index: int) -> etree._Element:
    """A level of the list that paragraphs name by this number."""
    (pattern,) = find(root, f"w:num[@w:numId='{list_}']/w:abstractNumId/@w:val")
    (found,) = find(root, f"w:abstractNum[@w:abstractNumId='{pattern}']/w:lvl[@w:ilvl='{index}']")
    assert isinstance(found, etree._Element)
    return found


def labels(root: etree._Element, list_: int) -> list[str]:
    return [find(level(root, list_, index), "string(w:lvlText/@w:val)") for index in range(4)]


def test_the_levels_of_the_lots_are_lot_section_clause_and_item() -> None:
    root, ids = prepared()
    assert labels(root, ids.lots) == ["Lot %1\u2002", "%1.%2", "%1.%2.%3", "(%4)"]
    assert [find(level(root, ids.lots, i), "w:start/@w:val") for i in range(4)] == [["1"]] * 4


def test_the_parts_without_a_lot_have_a_letter_in_front_of_numbers() -> None:
    root, ids = prepared()
    assert labels(root, ids.general) == ["", "%1.%2", "G.%3", "(%4)"]
    assert labels(root, ids.common) == ["", "C.%2", "C.%2.%3", "(%4)"]
    for list_ in (ids.general, ids.common):
        assert [find(level(root, list_, i), "w:start/@w:val") for i in range(4)] == [["1"]] * 4


def test_the_letters_are_those_of_the_language() -> None:
    root, ids = prepared(load_shipped_data().language("ar"))
    assert labels(root, ids.general)[2] == "ع.%3"
    assert labels(root, ids.common)[1:3] == ["م.%2", "م.%2.%3"]


@pytest.mark.parametrize("script", ["latin", "arabic"])
def test_style_and_level_of_the_lots_name_each_other(script: str) -> None:
    language = english() if script == "latin" else right_to_left()
    root, ids = prepared(language)
    styles = Styles(etree.fromstring(unzipped(word_bases()[script])["word/styles.xml"]))
    for index, name in enumerate(LIST_STYLES):
        id_ = styles.require_id(name)
        assert find(level(root, ids.lots, index), "w:pStyle/@w:val") == [id_]
        (counted,) = find(styles.by_id[id_], "w:pPr/w:numPr")
        assert find(counted, "w:numId/@w:val") == [str(ids.lots)]
        assert (find(counted, "w:ilvl/@w:val") or ["0"]) == [str(index)]
        # No style is linked to the other lists.
        assert [find(level(root, list_, index), "w:pStyle") for list_ in (ids.general, ids.common)] == [[], []]


def test_items_have_letters_and_abjad_letters_in_arabic() -> None:
    for language, format_ in ((english(), "lowerLetter"), (right_to_left(), "arabicAbjad")):
        root, ids = prepared(language)
        for list_ in (ids.lots, ids.general, ids.common):
            assert find(level(root, list_, 3), "w:numFmt/@w:val") == [format_]


def test_labels_are_no_longer_than_word_shows() -> None:
    assert max(len(text) for text in find(prepared()[0], "//w:lvlText/@w:val")) <= 31


def test_the_lists_are_told_apart_by_fixed_numbers() -> None:
    assert find(prepared()[0], "w:abstractNum/w:nsid/@w:val") == ["2A51D000", "2A51D001", "2A51D002"]


def test_the_text_of_a_clause_begins_below_its_title() -> None:
    for script in word_bases():
        parts = unzipped(word_bases()[script])
        styles = Styles(etree.fromstring(parts["word/styles.xml"]))
        root = etree.fromstring(parts["word/numbering.xml"])
        left, title = hanging(root, 1, 2)
        assert styles.read_indent(styles.require_id("Clause Text")) == left == title


def hanging(root: etree._Element, list_: int, index: int) -> tuple[int, int]:
    (indent,) = find(level(root, list_, index), "w:pPr/w:ind")
    return int(indent.get(f"{W}left", "")), int(indent.get(f"{W}hanging", ""))


def test_a_numbered_heading_in_larger_letters_gets_a_wider_indent() -> None:
    usual, ids = prepared()
    assert [hanging(usual, ids.lots, index) for index in (1, 2)] == [(794, 794), (794, 794)]
    root, ids = prepared(sizes={"Heading2": 40, "Heading3": 30})
    for list_ in (ids.lots, ids.general, ids.common):
        # 24 and 36 twentieths of a point for each half point of the letters.
        assert [hanging(root, list_, index) for index in (1, 2)] == [(960, 960), (1080, 1080)]
        assert [hanging(root, list_, index) for index in (0, 3)] == [(0, 0), (1247, 453)]


def test_smaller_letters_leave_the_indent_as_it_is() -> None:
    root, ids = prepared(sizes={"Heading2": 18, "Heading3": 16})
    assert [hanging(root, ids.lots, index) for index in (1, 2)] == [(794, 794), (794, 794)]


@pytest.mark.parametrize(("language", "side"), [(english(), "left"), (right_to_left(), "right")], ids=["ltr", "rtl"])
def test_a_copy_for_libreoffice_has_numbers_at_the_side_where_lines_begin(language: Language, side: str) -> None:
    root, ids = prepared(language, libreoffice=True)
    for list_ in (ids.lots, ids.general, ids.common):
        assert {find(level(root, list_, i), "string(w:lvlJc/@w:val)") for i in range(4)} == {side}
    assert set(find(prepared(language)[0], "//w:lvlJc/@w:val")) == {"left"}


def test_a_base_whose_headings_do_not_count_is_refused() -> None:
    root = etree.fromstring(unzipped(word_bases()["latin"])["word/numbering.xml"])
    for list_ in find(root, "w:num"):
        root.remove(list_)
    styles = Styles(etree.fromstring(unzipped(word_bases()["latin"])["word/styles.xml"]))
    with pytest.raises(KeyError, match="Lot Heading"):
        prepare_lists(root, styles, english(), libreoffice=False)


def test_a_list_is_added_behind_those_of_a_file_with_a_mark_of_its_own() -> None:
    text = (
        '<w:abstractNum w:abstractNumId="4"><w:nsid w:val="2A51D000"/></w:abstractNum>'
        '<w:num w:numId="7"><w:abstractNumId w:val="4"/></w:num><w:numIdMacAtCleanup w:val="1"/>'
    )
    root = etree.fromstring(f'<w:numbering xmlns:w="{WORD["w"]}">{text}</w:numbering>')
    pattern = etree.fromstring(etree.tostring(find(root, "w:abstractNum")[0]))
    assert add_list(root, pattern) == 8
    assert [one.tag.removeprefix(W) for one in root] == [
        "abstractNum", "abstractNum", "num", "num", "numIdMacAtCleanup",
    ]  # fmt: skip
    assert find(root, "w:abstractNum/@w:abstractNumId") == ["4", "5"]
    assert find(root, "w:num[@w:numId = '8']/w:abstractNumId/@w:val") == ["5"]
    assert find(root, "//w:nsid/@w:val") == ["2A51D000", "2A51D001"]


def test_a_copied_list_is_that_of_the_styles_and_no_other_is() -> None:
    parts = unzipped(word_bases()["latin"])
    source, source_styles = (etree.fromstring(parts[f"word/{name}.xml"]) for name in ("numbering", "styles"))
    root, styles = (etree.fromstring(parts[f"word/{name}.xml"]) for name in ("numbering", "styles"))
    # A file that was an annex once, whose lot headings count on nothing.
    for counted in find(styles, "w:style[@w:styleId = 'LotHeading']/w:pPr"):
        counted.getparent().remove(counted)
    copy_list(root, Styles(styles), source, Styles(source_styles))
    assert set(find(styles, "//w:numPr/w:numId/@w:val")) == {"2"}
    assert len(find(styles, "//w:numPr")) == len(LIST_STYLES)
    assert find(root, "w:abstractNum[w:lvl/w:pStyle]/@w:abstractNumId") == ["1"]
    assert find(level(root, 2, 2), "w:pStyle/@w:val") == ["ClauseHeading"]


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_list_that_a_document_names_is_there(name: str) -> None:
    parts = word_parts(example(name))
    there = set(find(xml(parts, "word/numbering.xml"), "w:num/@w:numId"))
    assert set(find(xml(parts), "//w:numId/@w:val")) - there == set()
