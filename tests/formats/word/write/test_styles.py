# SPDX-License-Identifier: Apache-2.0
"""Styles: found by name, followed to those they are based on, compared, added to another file."""

import pytest
from lxml import etree

from tenderkit.formats.word.write.elements import W
from tenderkit.formats.word.write.styles import LIST_STYLES, STYLES, StyleInUse, Styles
from tests.formats.word.templates import unzipped
from tests.support import WORD, find, word_bases

_PART = "word/styles.xml"


def shipped(script: str = "latin") -> Styles:
    """The styles of a shipped base."""
    return Styles(etree.fromstring(unzipped(word_bases()[script])[_PART]))


def styles(*inner: str, defaults: str = "") -> Styles:
    """Styles from the XML of each."""
    text = f'<w:styles xmlns:w="{WORD["w"]}"><w:docDefaults>{defaults}</w:docDefaults>{"".join(inner)}</w:styles>'
    return Styles(etree.fromstring(text))


def style(id_: str, name: str, inner: str = "", *, base: str = "", kind: str = "paragraph", more: str = "") -> str:
    based = f'<w:basedOn w:val="{base}"/>' if base else ""
    return f'<w:style w:type="{kind}" {more} w:styleId="{id_}"><w:name w:val="{name}"/>{based}{inner}</w:style>'


NORMAL = style(
    "Standard",
    "Normal",
    '<w:pPr><w:spacing w:before="80" w:after="200" w:line="360" w:lineRule="auto"/><w:ind w:left="300" '
    'w:firstLine="400"/><w:jc w:val="both"/></w:pPr><w:rPr><w:sz w:val="26"/><w:szCs w:val="26"/></w:rPr>',
    more='w:default="1"',
)


def only(element: etree._Element, path: str) -> dict[str, str]:
    """The attributes of the only element at a path."""
    (one,) = find(element, path)
    return {str(key).removeprefix(W): str(value) for key, value in one.attrib.items()}


def test_a_style_is_found_by_its_name_and_kind_whatever_its_id() -> None:
    known = styles(style("x1", "HEADING 1"), style("x2", "Gap"), style("x3", "Lead", kind="character"))
    assert known.find_id("heading 1") == "x1"
    assert known.find_id("Gap") is None
    assert known.find_id("Lead") == "x3"
    with pytest.raises(KeyError, match="Gap"):
        known.require_id("Gap")


def test_a_chain_of_styles_ends_where_it_goes_round() -> None:
    known = styles(style("a", "Title", base="b"), style("b", "B", base="a"))
    assert [one.get(f"{W}styleId") for one in known.walk_chain("a")] == ["a", "b"]


def test_the_nearest_property_counts_and_the_defaults_last() -> None:
    size = '<w:rPr><w:sz w:val="{}"/></w:rPr>'
    known = styles(
        style("a", "Title", base="b"),
        style("b", "Subtitle", size.format(30)),
        style("c", "toc 1"),
        defaults=f"<w:rPrDefault>{size.format(24)}</w:rPrDefault>",
    )
    assert [known.read_size(id_) for id_ in "abc"] == [30, 30, 24]
    assert styles(style("a", "Title")).read_size("a") == 20


@pytest.mark.parametrize(
    ("indent", "length"), [('w:left="794"', 794), ('w:start="500"', 500), ('w:left="-200"', 0), ("", 0)]
)
def test_the_indent_of_a_style_is_where_its_lines_begin(indent: str, length: int) -> None:
    known = styles(style("a", "Clause Text", base="b"), style("b", "B", f"<w:pPr><w:ind {indent}/></w:pPr>"))
    assert known.read_indent("a") == length


def test_the_tab_stops_of_all_styles_of_a_chain_are_listed() -> None:
    stops = '<w:pPr><w:tabs><w:tab w:val="right" w:pos="{}"/></w:tabs></w:pPr>'
    known = styles(style("a", "header", stops.format(100), base="b"), style("b", "B", stops.format(200)))
    assert known.list_tab_stops("a") == {"100", "200"}


def test_the_shipped_styles_need_nothing_in_the_paragraphs() -> None:
    for script in word_bases():
        in_use = shipped(script).list_in_use()
        rtl = script == "arabic"
        kinds = STYLES.items()
        assert in_use == {n: StyleInUse(in_use[n].id, rtl=rtl and kind == "paragraph") for n, kind in kinds}


def test_a_style_that_is_not_there_is_named() -> None:
    with pytest.raises(KeyError, match="Annex Text"):
        styles(style("a", "Title")).list_in_use()


def test_paragraphs_state_what_plain_headings_of_another_file_do_not() -> None:
    known = styles(
        NORMAL,
        style(
            "h1",
            "heading 1",
            '<w:pPr><w:keepNext w:val="0"/><w:numPr><w:numId w:val="4"/></w:numPr><w:outlineLvl w:val="0"/></w:pPr>',
        ),
        style("toc", "TOC Heading", base="h1"),
        style("t", "Title", '<w:pPr><w:outlineLvl w:val="0"/></w:pPr>', base="Standard"),
        style("h2", "heading 2", base="Standard"),
    )
    known.add_missing(shipped())
    in_use = known.list_in_use()
    # The indents and the spacing of running text are not those of headings.
    from_text = {"level_lines": True, "level_indent": True}
    assert in_use["heading 1"] == StyleInUse("h1", keep_next=True, keep_lines=True, uncounted=True, before=160)
    assert in_use["heading 2"] == StyleInUse(
        "h2", keep_next=True, keep_lines=True, outline=1, before=160, **from_text
    )
    # The heading of the contents and the title are not headings of the outline.
    assert in_use["TOC Heading"] == StyleInUse("toc", keep_next=True, uncounted=True, outline=9)
    assert in_use["Title"] == StyleInUse("t", outline=9, **from_text)
    # A counted heading has the number of our list, and the level that the one under it does not give.
    assert in_use["Section Heading"].outline == 1
    assert not in_use["Lot Heading"].uncounted


def test_an_added_style_states_its_own_lengths_alignment_and_size() -> None:
    known = styles(NORMAL)
    missing = known.add_missing(shipped())
    assert missing == tuple(STYLES)
    for name, kind in STYLES.items():
        added = known.by_id[known.require_id(name)]
        if kind != "paragraph":
            continue
        spacing = only(added, "w:pPr/w:spacing")
        assert spacing.keys() >= {"before", "after", "line", "lineRule"}
        assert only(added, "w:pPr/w:jc") == {"val": "start"}
        assert (find(added, "w:pPr/w:ind") == []) == (name in LIST_STYLES)
        if name in LIST_STYLES[:3] or name.startswith("heading"):
            # Sizes of headings are those of the file, so that a counted heading has that of a plain one.
            continue
        assert find(added, "w:rPr/w:sz") != []
        assert find(added, "w:rPr/w:szCs") != []
    text = known.by_id[known.require_id("Clause Text")]
    assert only(text, "w:pPr/w:ind") == {"left": "794", "right": "0", "firstLine": "0"}
    assert only(text, "w:pPr/w:spacing") == {
        "before": "0", "beforeAutospacing": "0", "after": "50", "afterAutospacing": "0", "line": "240",
        "lineRule": "auto",
    }  # fmt: skip
    assert (only(text, "w:rPr/w:sz"), only(text, "w:rPr/w:szCs")) == ({"val": "20"}, {"val": "21"})
    assert find(text, "w:basedOn/@w:val") == ["Standard"]
    line = known.by_id[known.require_id("Cover Line")]
    assert only(line, "w:pPr/w:ind") == {"left": "2835", "right": "0", "hanging": "2835"}


def test_properties_of_added_styles_are_in_the_order_of_the_schema() -> None:
    known = styles(NORMAL)
    known.add_missing(shipped())
    for name in STYLES:
        names = [child.tag.removeprefix(W) for child in known.by_id[known.require_id(name)]]
        order = ["name", "basedOn", "next", "link", "uiPriority", "qFormat", "pPr", "rPr", "tblPr", "tblStylePr"]
        assert names == [one for one in order if one in names], name


def test_styles_of_the_file_are_not_touched() -> None:
    known = styles(NORMAL, style("h1", "heading 1"), style("Gap", "Luecke"), style("l", "Lead"))
    before = [etree.tostring(one) for one in known.root]
    missing = known.add_missing(shipped())
    assert [etree.tostring(one) for one in known.root][: len(before)] == before
    assert "heading 1" not in missing
    assert (known.find_id("heading 1"), known.find_id("Gap"), known.find_id("Lead")) == ("h1", "tkGap", "Lead")
    assert find(known.by_id["Lead"], "w:name/@w:val") == ["Lead (tenderkit)"]
    # Once more finds them all.
    assert known.add_missing(shipped()) == ()
    assert Styles(known.root).add_missing(shipped()) == ()


def test_an_added_heading_rests_on_that_of_the_file() -> None:
    known = styles(NORMAL, style("h1", "heading 1", base="Standard"))
    known.add_missing(shipped())
    assert find(known.by_id[known.require_id("Lot Heading")], "w:basedOn/@w:val") == ["h1"]
    assert find(known.by_id[known.require_id("Section Heading")], "w:basedOn/@w:val") == ["Heading2"]
    links = set(find(known.root, "w:style/*[self::w:basedOn or self::w:next]/@w:val"))
    assert links <= known.by_id.keys()
    assert len(find(known.root, "w:style[@w:default = '1'][@w:type = 'paragraph']")) == 1


def test_the_language_of_used_styles_is_set_and_of_no_others() -> None:
    lang = '<w:rPr><w:lang w:val="de-DE"/></w:rPr>'
    known = styles(style("a", "Title", lang, base="b"), style("b", "Base", lang), style("c", "Other", lang))
    known.set_language({"val": "en-GB", "bidi": "ar"})
    languages = {one: find(known.by_id[one], "w:rPr/w:lang/@w:val") for one in "abc"}
    assert languages == {"a": ["en-GB"], "b": ["en-GB"], "c": ["de-DE"]}
    assert find(known.root, "w:docDefaults/w:rPrDefault/w:rPr/w:lang/@w:bidi") == ["ar"]
