# SPDX-License-Identifier: Apache-2.0
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from tenderkit.formats.word.write.xml import (
    DECLARATION,
    NAMESPACES,
    NOTHING,
    Markup,
    element,
    join,
    w,
    write_part,
    write_word_part,
)

# Every character that XML 1.0 allows; among them the three that C14N writes as references.
TEXT = st.text(
    st.one_of(
        st.sampled_from("\t\n\r&<>\"' "),
        st.characters(min_codepoint=0x20, exclude_categories=("Cs",), exclude_characters="\ufffe\uffff"),
    )
)
NAMES = st.sampled_from(
    [
        "val",
        "id",
        "w:val",
        "w:id",
        "w:type",
        "r:id",
        "w14:val",
        "w15:val",
        "w15:appearance",
        "mc:Ignorable",
        "xml:space",
    ]
)


def c14n(xml: bytes) -> bytes:
    found: bytes = etree.tostring(etree.fromstring(xml), method="c14n")
    return found


def test_text_is_escaped_as_c14n_escapes_it() -> None:
    assert element("a", "R&D <b> \"x\" 'y'\r\n") == "<a>R&amp;D &lt;b&gt; \"x\" 'y'&#xD;\n</a>"


def test_attribute_values_are_escaped_as_c14n_escapes_them() -> None:
    made = element("a", attributes={"v": "R&D <b> \"x\" 'y'\r\n\t>"})
    assert made == "<a v=\"R&amp;D &lt;b> &quot;x&quot; 'y'&#xD;&#xA;&#x9;>\"></a>"


def test_markup_is_put_in_as_it_is() -> None:
    assert element("a", Markup("<b></b>"), "<b>") == "<a><b></b>&lt;b&gt;</a>"


def test_what_elements_give_is_markup_and_is_not_escaped_again() -> None:
    assert element("a", element("b", "&")) == "<a><b>&amp;</b></a>"


def test_an_empty_element_is_not_self_closing() -> None:
    assert element("a") == "<a></a>"


def test_kids_that_are_none_are_passed_over() -> None:
    assert element("a", None, "x", None) == "<a>x</a>"


def test_attributes_that_are_none_are_left_out() -> None:
    assert element("a", attributes={"x": None, "y": 0}) == '<a y="0"></a>'


def test_attributes_stand_in_the_order_of_namespace_address_then_name() -> None:
    given = {"w:b": 1, "w:a": 2, "w14:z": 3, "w15:y": 4, "r:id": 5, "mc:q": 6, "xml:space": 7, "plain": 8}
    found = element("x", attributes=given).removeprefix("<x ").removesuffix("></x>").split(" ")
    assert [a.partition("=")[0] for a in found] == [
        "plain",
        "w14:z",
        "w15:y",
        "mc:q",
        "r:id",
        "w:a",
        "w:b",
        "xml:space",
    ]


def test_w_puts_element_and_attributes_into_the_namespace_of_wordprocessing() -> None:
    assert w("ind", left=567, hanging=567) == '<w:ind w:hanging="567" w:left="567"></w:ind>'


def test_w_takes_a_trailing_underscore_off_words_of_python() -> None:
    assert w("x", from_="1") == '<w:x w:from="1"></w:x>'


def test_join_passes_over_what_is_not_there() -> None:
    assert join(w("a"), None, NOTHING, w("b")) == "<w:a></w:a><w:b></w:b>"


def test_a_part_begins_with_the_declaration_and_declares_every_namespace() -> None:
    made = write_word_part("body")
    assert made.startswith('<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:body ')
    assert etree.fromstring(made.encode()).nsmap == {k: v for k, v in NAMESPACES.items() if k != "xml"}


def test_a_part_lets_old_readers_ignore_the_newer_namespaces() -> None:
    root = etree.fromstring(write_word_part("body").encode())
    assert root.get(f"{{{NAMESPACES['mc']}}}Ignorable") == "w14 w15"


def test_a_document_of_its_own_namespaces_uses_the_empty_prefix_as_the_default() -> None:
    made = write_part("a", {"z": "urn:z", "": "urn:d"}, element("z:b", "&"))
    assert made == DECLARATION + '<a xmlns="urn:d" xmlns:z="urn:z"><z:b>&amp;</z:b></a>'


@given(TEXT, st.dictionaries(NAMES, TEXT))
def test_whatever_the_text_the_bytes_are_the_canonical_form(text: str, attributes: dict[str, str]) -> None:
    made = write_word_part(
        "body", element("w:x", text, element("w:y", attributes=attributes), text, attributes=attributes)
    )
    assert c14n(made.encode()) == made.removeprefix(DECLARATION).encode()


@given(TEXT, TEXT)
def test_whatever_the_text_a_reader_gets_it_back(text: str, value: str) -> None:
    root = etree.fromstring(write_word_part("body", element("w:x", text, attributes={"w:val": value})).encode())
    assert (root[0].text or "", root[0].get(f"{{{NAMESPACES['w']}}}val")) == (text, value)


@given(TEXT)
def test_text_right_under_the_root_is_canonical_too(text: str) -> None:
    made = write_part("a", {"": "urn:d", "z": "urn:z"}, text)
    assert c14n(made.encode()) == made.removeprefix(DECLARATION).encode()
