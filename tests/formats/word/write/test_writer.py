# SPDX-License-Identifier: Apache-2.0
import io
import itertools
import tracemalloc
from typing import Any

import docx
import pytest
from lxml import etree

from tenderkit.formats.word.write.writer import write, write_parts
from tenderkit.library.reading import shipped_data
from tenderkit.papers.annex.annex import Annex
from tenderkit.papers.blocks import Answer, Contents, Heading, Table, list_headings
from tenderkit.papers.clause_marks import name_bookmark
from tenderkit.papers.notes.notes import compose_notes
from tenderkit.papers.paper import Paper
from tenderkit.papers.response_form import compose_response_form
from tests.support import (
    EXAMPLES,
    LAUNCH,
    WORD,
    annex,
    award,
    clause,
    example,
    find,
    library,
    lot,
    parameter,
    performance,
    profile,
    right_to_left,
    text_of,
    word_bases,
    word_parts,
    xml,
)

DECLARATION = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
VAL = f"{{{WORD['w']}}}val"
ID = f"{{{WORD['w']}}}id"
MANIFEST = {"m": "urn:tenderkit:manifest:1"}
STORIES = ("document", "header1", "header2", "footer1", "footer2")
every_example = pytest.mark.parametrize("name", EXAMPLES)


def stories(parts: dict[str, bytes]) -> list[etree._Element]:
    """Everything that holds text: the body, headers and footers."""
    return [xml(parts, f"word/{name}.xml") for name in STORIES if f"word/{name}.xml" in parts]


def plain(**overrides: Any) -> Annex:
    """An annex with a general rule, a specification, an award criterion and a contract performance clause."""
    clauses = {
        "equivalence-paragraph": clause(kind="general-rule", group="general"),
        "spare-parts": clause(encloses=True),
        "longer-warranty": award(),
        "take-back": performance(text={"title": "Take-back"}),
    }
    return annex(library(clauses), **overrides)


def document(one: Paper) -> etree._Element:
    return xml(word_parts(one))


def control(root: etree._Element, tag: str) -> etree._Element:
    """The only content control with this tag."""
    (found,) = find(root, f"//w:sdt[w:sdtPr/w:tag/@w:val='{tag}']")
    one: etree._Element = found
    return one


def tags(root: etree._Element) -> list[str]:
    return find(root, "//w:sdtPr/w:tag/@w:val")


def blocks(root: etree._Element) -> list[etree._Element]:
    """The paragraphs and tables of the body in order, whatever controls they stand in."""
    found: list[etree._Element] = []
    waiting = list(reversed(find(root, "w:body/*")))
    while waiting:
        one = waiting.pop()
        if one.tag.endswith("}sdt"):
            waiting += reversed(find(one, "w:sdtContent/*"))
        else:
            found.append(one)
    return [b for b in found if b.tag.endswith(("}p", "}tbl"))]


def style_of(paragraph: etree._Element) -> str:
    return str(find(paragraph, "w:pPr/w:pStyle/@w:val")[0])


def heading_levels(parts: dict[str, bytes]) -> dict[str, int]:
    """The rank of every style that makes a heading, its own or inherited, from 1."""
    styles = {s.get(f"{{{WORD['w']}}}styleId"): s for s in find(xml(parts, "word/styles.xml"), "w:style")}

    def level(id_: str) -> int | None:
        own = find(styles[id_], "w:pPr/w:outlineLvl/@w:val")
        based = find(styles[id_], "w:basedOn/@w:val")
        return int(own[0]) + 1 if own else level(based[0]) if based else None

    return {id_: rank for id_ in styles if (rank := level(id_)) is not None}


def headings(parts: dict[str, bytes]) -> list[tuple[int, str]]:
    """Rank and text of every heading in the body."""
    ranks = heading_levels(parts)
    found = [p for p in blocks(xml(parts)) if p.tag.endswith("}p")]
    return [(ranks[style_of(p)], text_of(p)) for p in found if style_of(p) in ranks]


# Form


@every_example
def test_every_part_is_in_canonical_form(name: str) -> None:
    for content in word_parts(example(name)).values():
        assert content.startswith(DECLARATION)
        assert etree.tostring(etree.fromstring(content), method="c14n") == content.removeprefix(DECLARATION)


@every_example
def test_every_part_is_in_canonical_form_from_right_to_left(name: str) -> None:
    for content in word_parts(example(name, rtl=True)).values():
        assert etree.tostring(etree.fromstring(content), method="c14n") == content.removeprefix(DECLARATION)


@every_example
def test_another_tool_opens_the_file(name: str) -> None:
    one = example(name)
    opened = docx.Document(io.BytesIO(write(one, word_bases(), LAUNCH)))
    assert [p.text for p in opened.paragraphs[:2]] == [one.title, one.subtitle]


def test_title_and_language_are_properties_of_the_file() -> None:
    opened = docx.Document(io.BytesIO(write(plain(), word_bases(), LAUNCH))).core_properties
    assert (opened.title, opened.language) == ("Tender annex: circular economy and e-waste: A tender", "en-GB")


def test_the_authority_is_the_author_of_the_file() -> None:
    made = plain(tender={"authority": "Ministry of <Education> & Sport"})
    opened = docx.Document(io.BytesIO(write(made, word_bases(), LAUNCH))).core_properties
    assert opened.author == "Ministry of <Education> & Sport"


# Marks


def test_a_clause_is_a_control_tagged_with_lot_id_and_version() -> None:
    assert text_of(control(document(plain()), "tk:L1.take-back@1")).startswith("Take-back")


def test_proof_is_one_paragraph_with_leads_in_bold() -> None:
    text = {"verification": {"declaration": "A letter.", "document": "A report."}}
    one = annex(library({"years": clause(text=text)}))
    proof = find(control(document(one), "tk:L1.years@1"), "w:sdtContent/w:p")[-1]
    assert text_of(proof) == "Proof: A letter. On request: A report."
    assert [str(lead) for lead in find(proof, "w:r[w:rPr/w:rStyle/@w:val='Lead']/w:t/text()")] == [
        "Proof: ",
        "On request: ",
    ]


def test_a_clause_carries_its_version_in_the_tag() -> None:
    made = annex(library({"take-back": performance(version=7)}))
    assert "tk:L1.take-back@7" in tags(document(made))


def test_a_clause_of_the_second_lot_says_so_in_its_tag() -> None:
    leased = {"when": {"acquisition": ["lease"]}, "requirement": "The contractor shall fetch it."}
    whole = library({"take-back": performance(variants={"leased": leased})})
    made = document(annex(whole, lots=[lot(), lot(acquisition="lease")]))
    assert [t for t in tags(made) if t.endswith("take-back@1")] == ["tk:L1.take-back@1", "tk:L2.take-back@1"]


def test_a_clause_for_several_lots_has_the_number_of_its_printing_in_the_tag() -> None:
    made = document(plain(lots=[lot(), lot()]))
    assert [t for t in tags(made) if t.endswith("take-back@1")] == ["tk:C1.take-back@1"]


def test_a_general_rule_is_marked_as_of_lot_zero() -> None:
    assert "tk:L0.equivalence-paragraph@1" in tags(document(plain()))


def test_an_answer_is_a_control_in_a_cell_of_the_response_form() -> None:
    answer = control(document(compose_response_form(plain())), "tk:L1.spare-parts.answer")
    assert [a.tag.rpartition("}")[2] for a in answer.iterancestors()][:3] == ["p", "tc", "tr"]


def test_each_clause_of_a_lot_is_answered_with_a_choice_a_value_and_the_documents_that_it_asks_for() -> None:
    found = [t for t in tags(document(compose_response_form(plain()))) if t.startswith("tk:L1.")]
    assert found[:5] == [
        "tk:L1.spare-parts.answer", "tk:L1.spare-parts.value", "tk:L1.spare-parts.evidence",
        "tk:L1.longer-warranty.answer", "tk:L1.longer-warranty.value",
    ]  # fmt: skip


def test_a_bookmark_is_named_after_the_digest_of_the_tag() -> None:
    clause_control = control(document(plain()), "tk:L1.take-back@1")
    assert find(clause_control, ".//w:bookmarkStart/@w:name") == ["tk_5e483fe6aaca"]


def test_the_bookmark_of_a_clause_spans_its_whole_heading() -> None:
    heading = find(control(document(plain()), "tk:L1.take-back@1"), "w:sdtContent/w:p")[0]
    inside = [t.tag.rpartition("}")[2] for t in heading]
    assert (inside[:2], inside[-1]) == (["pPr", "bookmarkStart"], "bookmarkEnd")
    assert text_of(heading) == "Take-back"


def test_the_manifest_maps_every_tag_to_its_bookmark() -> None:
    rows = xml(word_parts(plain()), "customXml/item1.xml").findall("m:clause", MANIFEST)
    assert [(r.get("tag"), r.get("bookmark")) for r in rows] == [
        ("tk:L0.equivalence-paragraph@1", "tk_e7eb3183b522"),
        ("tk:L1.spare-parts@1", "tk_5762f19572ec"),
        ("tk:L1.longer-warranty@1", "tk_068279d8edac"),
        ("tk:L1.take-back@1", "tk_5e483fe6aaca"),
    ]


@every_example
def test_manifest_and_document_name_the_same_clauses(name: str) -> None:
    parts = word_parts(example(name))
    root = xml(parts)
    rows = xml(parts, "customXml/item1.xml").findall("m:clause", MANIFEST)
    marked = [
        (t, find(control(root, t), ".//w:bookmarkStart/@w:name"))
        for t in tags(root)
        if "@" in t and t[:4] in ("tk:L", "tk:C")
    ]
    assert [(r.get("tag"), [r.get("bookmark")]) for r in rows] == marked
    assert len(rows) == len(example(name).printed)


def test_the_manifest_holds_a_digest_that_changes_with_the_text_of_the_clause() -> None:
    def digest(requirement: str) -> str:
        made = annex(library({"take-back": performance(text={"requirement": requirement})}))
        return str(xml(word_parts(made), "customXml/item1.xml").findall("m:clause", MANIFEST)[0].get("sha256"))

    assert digest("The contractor shall do it.") == digest("The contractor shall do it.")
    assert digest("The contractor shall do it.") != digest("The contractor shall do it!")


# Controls and bookmarks


@every_example
def test_the_ids_of_controls_are_unique_and_fit(name: str) -> None:
    found = [int(i) for i in find(document(example(name)), "//w:sdtPr/w:id/@w:val")]
    assert len(set(found)) == len(found) > 0
    assert all(0 < i < 2**31 for i in found)


@every_example
def test_no_tag_stands_on_two_controls(name: str) -> None:
    found = tags(document(example(name)))
    assert len(set(found)) == len(found)


@every_example
def test_tags_and_names_of_controls_have_at_most_64_characters(name: str) -> None:
    found = find(document(example(name)), "//w:sdtPr/w:tag/@w:val | //w:sdtPr/w:alias/@w:val")
    assert all(0 < len(t) <= 64 for t in found)


def test_the_id_of_every_shipped_clause_leaves_room_for_its_tags_in_the_last_lot() -> None:
    ids = shipped_data.load_shipped_data().library.clauses
    assert [i for i in ids if len(f"tk:L200.{i}.evidence") > 64] == []


def test_every_control_has_a_name_for_assistive_tools() -> None:
    root = document(plain())
    assert len(find(root, "//w:sdtPr/w:alias")) == len(find(root, "//w:sdtPr"))


def test_the_name_of_an_answer_says_which_clause_and_which_column() -> None:
    root = document(compose_response_form(plain()))
    names = [
        find(control(root, f"tk:L1.spare-parts.{c}"), "w:sdtPr/w:alias/@w:val")
        for c in ("answer", "value", "evidence")
    ]
    assert names == [["1.2.1 Answer"], ["1.2.1 Value offered"], ["1.2.1 Evidence enclosed"]]


def test_a_control_keeps_its_id_from_document_to_document() -> None:
    def id_(one: Annex) -> list[str]:
        return find(control(document(one), "tk:L1.take-back@1"), "w:sdtPr/w:id/@w:val")

    assert id_(plain()) == id_(plain(lots=[lot({"desktop": 7}, months=60)]))


def test_an_answer_offers_its_choices() -> None:
    answer = control(document(compose_response_form(plain())), "tk:L1.spare-parts.answer")
    assert find(answer, "w:sdtPr/w:dropDownList/w:listItem/@w:displayText") == ["Choose", "Met", "Not met"]


def test_an_answer_that_is_not_given_shows_its_prompt_as_a_placeholder() -> None:
    answer = control(document(compose_response_form(plain())), "tk:L1.spare-parts.evidence")
    assert len(find(answer, "w:sdtPr/w:showingPlcHdr")) == 1
    assert find(answer, "w:sdtContent/w:r/w:rPr/w:rStyle/@w:val") == ["PlaceholderText"]
    assert text_of(answer) == "Fill in"


def test_the_acceptance_of_the_contract_clauses_is_a_choice_of_its_own() -> None:
    answer = control(document(compose_response_form(plain())), "tk:L0.contract-performance.answer")
    assert find(answer, "w:sdtPr/w:dropDownList/w:listItem/@w:displayText") == ["Choose", "Accepted", "Not accepted"]
    names = find(answer, "w:sdtPr/w:alias/@w:val")
    assert names == ["Acceptance of the contract performance clauses: Answer"]


def test_free_answers_may_have_several_lines() -> None:
    answer = control(document(compose_response_form(plain())), "tk:L1.take-back.value")
    assert find(answer, "w:sdtPr/w:text/@w:multiLine") == ["1"]


def test_clauses_and_answers_cannot_be_deleted_by_accident_but_their_text_can_be_edited() -> None:
    assert find(control(document(plain()), "tk:L1.take-back@1"), "w:sdtPr/w:lock/@w:val") == ["sdtLocked"]
    root = document(compose_response_form(plain()))
    for tag in ("tk:L1.spare-parts.answer", "tk:L1.spare-parts.value"):
        assert find(control(root, tag), "w:sdtPr/w:lock/@w:val") == ["sdtLocked"]


def test_no_box_is_drawn_around_a_clause() -> None:
    clause_control = control(document(plain()), "tk:L1.take-back@1")
    assert find(clause_control, "w:sdtPr/w15:appearance/@w15:val") == ["hidden"]


def test_no_answer_is_bound_to_a_store() -> None:
    assert find(document(plain()), "//w:dataBinding") == []


def test_nothing_for_the_authority_only_is_in_the_annex() -> None:
    one = plain(excluded=[{"clause": "spare-parts", "reason": "between us only"}])
    assert "between us only" not in text_of(document(one)).lower()
    assert "between us only" in text_of(document(compose_notes(one))).lower()


@every_example
def test_the_names_and_ids_of_bookmarks_are_unique(name: str) -> None:
    root = document(example(name))
    for path in ("//w:bookmarkStart/@w:name", "//w:bookmarkStart/@w:id"):
        found = find(root, path)
        assert len(set(found)) == len(found) > 0


@every_example
def test_every_bookmark_is_closed_in_the_paragraph_where_it_was_opened(name: str) -> None:
    for paragraph in find(document(example(name)), "//w:p"):
        assert find(paragraph, "w:bookmarkStart/@w:id") == find(paragraph, "w:bookmarkEnd/@w:id")


# Fields


@every_example
def test_every_field_is_closed_and_shows_a_result(name: str) -> None:
    for story in stories(word_parts(example(name))):
        open_: list[str] = []
        for kind in find(story, "//w:fldChar/@w:fldCharType"):
            # The contents are a field of many paragraphs; others lie in one.
            if kind == "begin":
                open_.append(kind)
            elif kind == "separate":
                assert open_.pop() == "begin"
                open_.append(kind)
            else:
                assert open_.pop() == "separate"
        assert open_ == []
        for paragraph in find(story, "//w:p[not(ancestor::w:sdt/w:sdtPr/w:docPartObj)]"):
            kinds = find(paragraph, ".//w:fldChar/@w:fldCharType")
            assert kinds == ["begin", "separate", "end"] * (len(kinds) // 3)


@every_example
def test_the_contents_name_the_headings_and_link_to_them(name: str) -> None:
    one = example(name)
    root = document(one)
    links = find(root, "//w:hyperlink")
    (contents,) = [b for b in one.blocks if isinstance(b, Contents)]
    assert [text_of(link) for link in links] == [
        f"{h.number}\u2002{h.text}" if h.number else h.text for h in contents.headings
    ]
    for link, heading in zip(links, contents.headings, strict=True):
        (anchor,) = find(link, "@w:anchor")
        (place,) = find(root, f"//w:p[w:bookmarkStart/@w:name='{anchor}']")
        assert text_of(place) == heading.text
        assert find(link, "@w:tooltip")
    (instruction,) = [t.text for t in find(root, "//w:instrText") if t.text.startswith(" TOC")]
    assert instruction == r' TOC \o "1-3" \h \z \u '


def test_the_contents_link_to_a_clause_by_its_bookmark() -> None:
    one = plain()
    anchors = find(document(one), "//w:hyperlink/@w:anchor")
    assert {clause_.bookmark for clause_ in one.printed} <= set(anchors)
    assert len(set(anchors)) == len(anchors)


def test_the_title_of_a_lot_stays_with_the_table_of_what_it_covers() -> None:
    root = document(plain())
    (caption,) = [p for p in find(root, "//w:p") if text_of(p) == "What the lot covers"]
    facts = find(caption, "preceding-sibling::w:p[w:pPr/w:pStyle/@w:val='CoverLine'][w:pPr/w:keepNext]")
    assert len(facts) == 3


def test_pages_stand_in_the_contents_where_they_are_known() -> None:
    one = plain()
    (contents,) = [b for b in one.blocks if isinstance(b, Contents)]
    pages = range(11, 11 + len(contents.headings))
    root = etree.fromstring(write_parts(one, word_bases(), LAUNCH, pages=pages)["word/document.xml"])
    assert [text_of(link).partition("\t")[2] for link in find(root, "//w:hyperlink")] == [str(p) for p in pages]
    assert len([t for t in find(root, "//w:instrText") if t.text.startswith(" PAGEREF ")]) == len(pages)


def test_a_clause_that_is_named_is_referred_to_by_its_number() -> None:
    root = document(example("ke-school-laptops"))
    marks = set(find(root, "//w:bookmarkStart/@w:name"))
    references = [t.text.split() for t in find(root, "//w:instrText") if t.text.startswith(" REF")]
    assert len(references) > 20
    for _, mark, *switches in references:
        assert mark in marks
        # A number with a letter is shown as it stands, without the empty number of its part.
        assert switches in ([r"\r", r"\h"], [r"\n", r"\h"])
    (paragraph,) = [p for p in find(root, "//w:p") if "the clause “Spare parts stay available” (1." in text_of(p)][:1]
    assert find(paragraph, ".//w:instrText")


def test_every_number_of_a_shared_clause_is_a_reference() -> None:
    leased = {"when": {"acquisition": ["lease"]}, "requirement": "The contractor shall fetch it."}
    penalty = performance(text={"title": "Penalty", "requirement": "A breach of “Take-back” costs 5 EUR."})
    whole = library(
        {"penalty": penalty, "take-back": performance(text={"title": "Take-back"}, variants={"leased": leased})}
    )
    root = document(annex(whole, lots=[lot(), lot(acquisition="lease"), lot()]))
    (shared,) = [
        p for p in find(root, "//w:p") if text_of(p) == "A breach of “Take-back” (C.4.2, 2.4.1) costs 5 EUR."
    ]
    marks = [name_bookmark(tag) for tag in ("tk:C1.take-back@1", "tk:L2.take-back@1")]
    assert [t.text for t in find(shared, ".//w:instrText")] == [
        f" REF {marks[0]} \\n \\h ",
        f" REF {marks[1]} \\r \\h ",
    ]
    (line,) = [p for p in find(root, "//w:p") if text_of(p).endswith("hold for this lot too: C.4.1 and C.4.2.")][:1]
    assert len(find(line, ".//w:instrText")) == 2


def test_the_manifest_names_the_lots_of_a_shared_clause() -> None:
    sold = clause(applies=[{"acquisition": ["purchase"]}])
    made = annex(library({"all": clause(), "sold": sold}), lots=[lot(), lot(acquisition="lease"), lot()])
    rows = xml(word_parts(made), "customXml/item1.xml").findall("m:clause", MANIFEST)
    assert [(r.get("tag"), r.get("number"), r.get("lots")) for r in rows] == [
        ("tk:C1.all@1", "C.2.1", "1 2 3"),
        ("tk:C1.sold@1", "C.2.2", "1 3"),
    ]


def test_the_number_of_a_clause_in_a_paper_of_its_own_is_text() -> None:
    root = document(compose_response_form(example("ke-school-laptops")))
    assert [t.text for t in find(root, "//w:instrText") if "REF" in t.text] == []


def test_pages_are_counted_by_word() -> None:
    footer = xml(word_parts(plain()), "word/footer1.xml")
    assert [t.text for t in find(footer, "//w:instrText")] == [" PAGE ", " NUMPAGES "]
    assert text_of(footer).endswith("Page 1 of 1")


def test_the_footer_names_the_language_of_the_paper() -> None:
    assert text_of(xml(word_parts(plain()), "word/footer1.xml")).startswith("English\t")
    assert text_of(xml(word_parts(example("ke-school-laptops")), "word/footer1.xml")).startswith(
        "Ministry of Education · English\t"
    )


@every_example
def test_nothing_makes_word_ask_whether_to_update_fields(name: str) -> None:
    parts = word_parts(example(name))
    for story in stories(parts):
        assert find(story, "//@w:dirty") == []
    assert find(xml(parts, "word/settings.xml"), "//w:updateFields") == []


# Tables


@every_example
def test_the_first_row_of_a_table_and_no_other_is_repeated_on_each_page(name: str) -> None:
    for table in find(document(example(name)), "//w:tbl"):
        heads = [len(find(row, "w:trPr/w:tblHeader")) for row in find(table, "w:tr")]
        assert heads == [1] + [0] * (len(heads) - 1)


@every_example
def test_no_row_is_split_between_pages(name: str) -> None:
    assert find(document(example(name)), "//w:tr[not(w:trPr/w:cantSplit)]") == []


def test_switches_of_rows_are_written_without_a_value() -> None:
    assert find(document(plain()), "//w:tblHeader/@w:val | //w:cantSplit/@w:val") == []


@every_example
def test_every_table_has_a_caption_and_a_description_for_assistive_tools(name: str) -> None:
    for table in find(document(example(name)), "//w:tbl"):
        assert find(table, "w:tblPr/w:tblCaption/@w:val")[0].strip()
        assert find(table, "w:tblPr/w:tblDescription/@w:val")[0].strip()


@every_example
def test_the_caption_of_a_table_stands_over_it_for_everybody(name: str) -> None:
    parts = word_parts(example(name))
    over = {"TableCaption", "ClauseCaption", *heading_levels(parts)}
    last = ""
    for block in blocks(xml(parts)):
        if block.tag.endswith("}tbl"):
            assert find(block, "w:tblPr/w:tblCaption/@w:val") == [last]
        elif style_of(block) in over:
            last = text_of(block)


@every_example
def test_every_cell_ends_with_a_paragraph(name: str) -> None:
    cells = find(document(example(name)), "//w:tc")
    assert [c for c in cells if not c[-1].tag.endswith("}p")] == []


@every_example
def test_tables_are_simple_grids(name: str) -> None:
    root = document(example(name))
    assert find(root, "//w:gridSpan | //w:vMerge | //w:tc//w:tbl") == []
    for table in find(root, "//w:tbl"):
        columns = len(find(table, "w:tblGrid/w:gridCol"))
        assert {len(find(row, "w:tc")) for row in find(table, "w:tr")} == {columns}


@every_example
def test_no_row_of_a_table_is_blank(name: str) -> None:
    assert [row for row in find(document(example(name)), "//w:tr") if not text_of(row).strip()] == []


@every_example
def test_two_tables_never_touch(name: str) -> None:
    kinds = [b.tag.rpartition("}")[2] for b in blocks(document(example(name)))]
    assert ("tbl", "tbl") not in set(itertools.pairwise(kinds))


@every_example
def test_the_columns_of_a_table_fill_the_width_that_it_names(name: str) -> None:
    for table in find(document(example(name)), "//w:tbl"):
        whole = int(find(table, "w:tblPr/w:tblW/@w:w")[0])
        assert sum(int(w) for w in find(table, "w:tblGrid/w:gridCol/@w:w")) == whole


def test_a_row_of_totals_is_not_left_alone_on_a_page() -> None:
    made = document(plain(tender={"environment-weight": 20}))
    (table,) = find(made, "//w:tbl[w:tblPr/w:tblCaption/@w:val='Award criteria and their weights']")
    rows = find(table, "w:tr")
    assert text_of(rows[-1]) == "Total100"
    assert [bool(find(row, "w:tc/w:p/w:pPr/w:keepNext")) for row in rows[1:]] == [True, True, False]


def drawn(table: Table) -> list[etree._Element]:
    """The rows of a table that is all there is in a paper, its head first."""
    one = plain()
    paper = Paper(
        selection=one.selection,
        purchase_digest="",
        language=one.language,
        title="x",
        subtitle="x",
        cover=(),
        blocks=(table,),
    )
    rows: list[etree._Element] = find(xml(write_parts(paper, word_bases(), LAUNCH)), "//w:tr")
    return rows


@pytest.mark.parametrize(("count", "tall", "kept"), [
    (4, False, [1, 1, 1, 0]),
    (4, True, [0, 0, 1, 0]),
    (12, False, [1, 1, *[0] * 8, 1, 0]),
    (12, True, [*[0] * 10, 1, 0]),
])  # fmt: skip
def test_a_table_with_tall_rows_may_end_a_page_behind_any_of_them_but_the_last_two(
    count: int, tall: bool, kept: list[int]
) -> None:
    rows = drawn(Table("x", ("a",), (("b",),) * count, (1,), tall=tall))
    assert [len(find(row, "w:tc/w:p/w:pPr/w:keepNext")) for row in rows[1:]] == kept


def test_rows_for_handwriting_are_high_and_the_head_is_not() -> None:
    head, *rows = drawn(Table("x", ("a",), (("",), ("b",)), (1,), height=10))
    assert find(head, "w:trPr/w:trHeight") == []
    heights = [find(row, "w:trPr/w:trHeight")[0] for row in rows]
    assert [(h.get(VAL), h.get(VAL.replace("}val", "}hRule"))) for h in heights] == [("567", "atLeast")] * 2
    assert find(drawn(Table("x", ("a",), (("b",),), (1,)))[1], "w:trPr/w:trHeight") == []


def test_a_field_has_room_for_the_lines_that_it_begins_with() -> None:
    cells = [("a", Answer(f"tk:L1.a{lines}.value", "a", "Fill in", lines=lines)) for lines in (1, 2, 4)]
    _, one, two, four = drawn(Table("x", ("a", "b"), tuple(cells), (1, 1)))
    assert find(one, "w:trPr/w:trHeight") == []
    assert find(two, "w:trPr/w:trHeight/@w:val") == ["578"]
    assert find(four, "w:trPr/w:trHeight/@w:val") == ["1054"]


# Headings and paragraphs


@every_example
def test_no_heading_is_empty(name: str) -> None:
    assert [t for _, t in headings(word_parts(example(name))) if not t.strip()] == []


@every_example
def test_no_level_of_headings_is_skipped(name: str) -> None:
    ranks = [0] + [rank for rank, _ in headings(word_parts(example(name)))]
    assert [pair for pair in itertools.pairwise(ranks) if pair[1] > pair[0] + 1] == []


def test_headings_are_counted_by_word_and_say_no_number_of_their_own() -> None:
    found = headings(word_parts(plain()))
    assert (1, "A lot") in found
    assert (2, "Contract performance clauses") in found
    assert (3, "Take-back") in found


def counted_headings(parts: dict[str, bytes]) -> list[str]:
    """The numbers and texts of the headings of sections and clauses, counted from the lists as Word counts them."""
    lists, styles = xml(parts, "word/numbering.xml"), xml(parts, "word/styles.xml")
    patterns = dict(zip(find(lists, "w:num/@w:numId"), find(lists, "w:num/w:abstractNumId/@w:val"), strict=True))
    counters: dict[str, list[int]] = {}
    lines = []
    for paragraph in find(xml(parts), "//w:p"):
        of_style = find(styles, f"w:style[@w:styleId='{style_of(paragraph)}']/w:pPr/w:numPr")
        if not (counted := find(paragraph, "w:pPr/w:numPr") or of_style):
            continue
        list_, level = ((find(counted[0], f"w:{name}/@w:val") or ["0"])[0] for name in ("numId", "ilvl"))
        if list_ not in patterns:
            continue
        counter = counters.setdefault(patterns[list_], [0] * 9)
        counter[int(level)] += 1
        counter[int(level) + 1 :] = [0] * (8 - int(level))
        path = f"w:abstractNum[@w:abstractNumId='{patterns[list_]}']/w:lvl[@w:ilvl='{level}']/w:lvlText/@w:val"
        label = find(lists, path)[0]
        for position, count in enumerate(counter, 1):
            label = label.replace(f"%{position}", str(count))
        if level in "12":
            lines.append(f"{label} {text_of(paragraph)}")
    return lines


@pytest.mark.parametrize("name", ["small-laptops", "three-lots", "eu-five-lots"])
def test_word_counts_the_numbers_that_the_annex_names(name: str) -> None:
    one = example(name)
    numbered = [f"{h.number} {h.text}" for h in list_headings(one.blocks, 3) if h.number and h.level > 1]
    assert counted_headings(word_parts(one)) == numbered


def test_general_rules_are_counted_in_a_list_of_their_own() -> None:
    block = control(document(plain()), "tk:L0.equivalence-paragraph@1")
    heading = find(block, "w:sdtContent/w:p")[0]
    assert find(heading, "w:pPr/w:numPr/w:numId/@w:val") == ["2"]
    assert find(heading, "w:pPr/w:numPr/w:ilvl/@w:val") == ["2"]


def test_clauses_of_a_lot_are_counted_by_their_style() -> None:
    heading = find(control(document(plain()), "tk:L1.take-back@1"), "w:sdtContent/w:p")[0]
    assert (style_of(heading), find(heading, "w:pPr/w:numPr")) == ("ClauseHeading", [])


def test_several_duties_are_lettered_and_one_is_not() -> None:
    texts = {"requirement": "The contractor shall do one.\n\nThe contractor shall do two."}
    made = document(annex(library({"one": performance(), "two": performance(text=texts)})))
    assert [style_of(p) for p in find(control(made, "tk:L1.one@1"), "w:sdtContent/w:p")][1] == "ClauseText"
    both = [style_of(p) for p in find(control(made, "tk:L1.two@1"), "w:sdtContent/w:p")][1:3]
    assert both == ["ClauseItem", "ClauseItem"]


def test_every_lot_but_the_first_begins_on_a_new_page() -> None:
    sold = {f"sold-{model}": clause(applies=[{"acquisition": [model]}]) for model in ("purchase", "lease")}
    rule = {"equivalence-paragraph": clause(kind="general-rule", group="general")}
    made = document(annex(library(rule | sold), lots=[lot(), lot(acquisition="lease")]))
    assert count_breaks(made) == [0, 0, 1]  # the first is the heading of the general rules


def test_each_lot_behind_the_clauses_for_several_lots_begins_on_a_new_page() -> None:
    assert count_breaks(document(plain(lots=[lot(), lot()]))) == [0, 0, 1, 1]


def count_breaks(root: etree._Element) -> list[int]:
    """For each heading of a part or lot whether a page begins with it."""
    return [len(find(p, "w:pPr/w:pageBreakBefore")) for p in find(root, "//w:p") if style_of(p) == "LotHeading"]


@every_example
def test_no_paragraph_is_empty_outside_tables_unless_it_ends_a_section(name: str) -> None:
    found = [b for b in blocks(document(example(name))) if b.tag.endswith("}p")]
    assert [p for p in found if not text_of(p).strip() and not find(p, "w:pPr/w:sectPr")] == []


@every_example
def test_nothing_is_aligned_to_a_physical_side(name: str) -> None:
    for story in stories(word_parts(example(name))):
        assert find(story, "//w:jc[@w:val='left' or @w:val='right' or @w:val='start' or @w:val='end']") == []


@every_example
def test_nothing_is_hidden_floats_or_remembers_who_edited_it(name: str) -> None:
    for story in stories(word_parts(example(name))):
        assert find(story, "//w:vanish | //w:pict | //w:drawing | //w:framePr | //@w:rsidR | //@w:rsidRDefault") == []


# Pages


def test_the_response_form_ends_on_pages_in_landscape() -> None:
    root = document(compose_response_form(plain()))
    assert [s.get(f"{{{WORD['w']}}}orient") for s in find(root, "//w:sectPr/w:pgSz")] == [None, "landscape"]
    assert find(document(plain()), "//w:sectPr/w:pgSz/@w:orient") == []


def test_the_paper_is_that_of_the_jurisdiction() -> None:
    whole = library({"one": clause()}, {"us": profile(paper="Letter")})
    size = find(document(annex(whole, tender={"country": "US"})), "w:body/w:sectPr/w:pgSz")[0]
    assert dict(size.attrib) == {f"{{{WORD['w']}}}w": "12240", f"{{{WORD['w']}}}h": "15840"}


def test_the_tab_stops_of_headers_and_footers_lie_at_the_edge_of_the_text() -> None:
    parts = word_parts(compose_response_form(plain()))
    stops = {n: find(xml(parts, f"word/{n}.xml"), "//w:tabs/w:tab/@w:pos") for n in STORIES[1:]}
    assert stops == {"header1": ["9524"], "footer1": ["9524"], "header2": ["14456"], "footer2": ["14456"]}


def test_each_section_has_the_header_and_footer_of_its_width() -> None:
    parts = word_parts(compose_response_form(plain()))
    root = etree.fromstring(parts["word/_rels/document.xml.rels"])
    targets = {r.get("Id"): r.get("Target") for r in root}
    found = [[targets[i] for i in find(s, "*/@r:id")] for s in find(xml(parts), "//w:sectPr")]
    assert found == [["header1.xml", "footer1.xml"], ["header2.xml", "footer2.xml"]]


def test_a_long_title_is_cut_in_the_header_but_not_on_the_cover() -> None:
    title = "A very long title of a tender " * 5 + "indeed"
    parts = word_parts(plain(tender={"title": title}))
    assert text_of(xml(parts, "word/header1.xml")).rstrip("\t").endswith("…")
    assert text_of(find(xml(parts), "//w:p[w:pPr/w:pStyle/@w:val='Subtitle']")[0]) == title


# Gaps


def gaps(root: etree._Element) -> list[str]:
    return [text_of_run(r) for r in find(root, "//w:r[w:rPr/w:rStyle/@w:val='Gap']")]


def text_of_run(run: etree._Element) -> str:
    return "".join(t.text or "" for t in find(run, "w:t"))


def test_what_the_authority_did_not_say_is_a_gap_on_the_cover() -> None:
    found = gaps(document(plain()))
    assert "[name of the contracting authority]" in found
    assert "[reference of the tender]" in found


def test_what_the_authority_said_is_no_gap() -> None:
    found = gaps(document(plain(tender={"authority": "A ministry", "reference": "[1]"})))
    assert "[name of the contracting authority]" not in found
    assert "[1]" not in found


def test_an_undecided_value_is_a_gap_inside_the_sentence() -> None:
    years = parameter({"core": "undecided"})
    made = annex(
        library(
            {
                "take-back": performance(
                    parameters={"years": years}, text={"requirement": "It shall last {{ years }}."}
                )
            }
        )
    )
    duty = find(control(document(made), "tk:L1.take-back@1"), "w:sdtContent/w:p")[1]
    runs = [(text_of_run(r), find(r, "w:rPr/w:rStyle/@w:val")) for r in find(duty, "w:r")]
    assert runs == [("It shall last ", []), ("[to be decided: Years]", ["Gap"]), (" years.", [])]


def test_an_undecided_weight_is_a_gap_in_the_table() -> None:
    (table,) = find(document(plain()), "//w:tbl[w:tblPr/w:tblCaption/@w:val='Award criteria and their weights']")
    assert gaps(table.getroottree().getroot()).count("[to be decided]") >= 1
    assert find(table, ".//w:r[w:rPr/w:rStyle/@w:val='Gap']/w:t/text()") == ["[to be decided]"] * 2


@every_example
def test_every_open_place_is_marked_wherever_it_is_printed(name: str) -> None:
    one = example(name)
    unmarked = [
        text_of_run(r)
        for r in find(document(one), "//w:r[not(w:rPr/w:rStyle/@w:val='Gap')]")
        if any(gap in text_of_run(r) for gap in one.gaps)
    ]
    assert unmarked == []


# What a person wrote is printed literally

ODD = "{{ x }} {% if y %} {0} {title} <w:p> </w:t> & &amp; MERGEFIELD \\1 “é” 😀 \u200f"


def odd(text: str) -> Annex:
    one = lot(title=text)
    one["items"][0]["note"] = text
    return plain(
        tender={"title": text, "authority": text, "reference": text},
        lots=[one],
        excluded=[{"clause": "spare-parts", "reason": text}],
    )


@pytest.mark.parametrize("style", ["Subtitle", "LotHeading"])
def test_the_titles_of_tender_and_lot_are_printed_literally(style: str) -> None:
    found = [text_of(p) for p in find(document(odd(ODD)), f"//w:p[w:pPr/w:pStyle/@w:val='{style}']")]
    assert found[-1] == ODD


def test_authority_and_reference_are_printed_literally() -> None:
    cover = [text_of(p) for p in find(document(odd(ODD)), "w:body/w:p[w:pPr/w:pStyle/@w:val='CoverLine']")]
    assert cover[:2] == [f"Contracting authority\t{ODD}", f"Reference\t{ODD}"]


def test_header_and_footer_print_literally() -> None:
    parts = word_parts(odd("<w:p> {{ x }}"))
    assert text_of(xml(parts, "word/header1.xml")) == "<w:p> {{ x }}\t<w:p> {{ x }}"
    assert text_of(xml(parts, "word/footer1.xml")) == "<w:p> {{ x }} · English\tPage 1 of 1"


def test_a_note_and_a_reason_are_printed_literally() -> None:
    one = odd(ODD)
    assert ODD in [text_of(c) for c in find(document(one), "//w:tc")]
    assert f"eft out by the authority: {ODD}" in text_of(document(compose_notes(one)))


def test_no_text_of_a_person_becomes_a_field() -> None:
    instructions = [t.text for s in stories(word_parts(odd(ODD))) for t in find(s, "//w:instrText")]
    assert {i for i in instructions if not i.startswith((" TOC ", " REF tk_"))} == {" PAGE ", " NUMPAGES "}


def test_odd_words_change_nothing_in_the_structure_of_the_document() -> None:
    def shape(text: str) -> list[str]:
        return [t.tag for s in stories(word_parts(odd(text))) for t in s.iter()]

    assert shape(ODD) == shape("An ordinary text")


def test_line_breaks_and_tabs_become_those_of_word() -> None:
    one = lot()
    one["items"][0]["note"] = "one\ntwo\tthree"
    (cell,) = [c for c in find(document(plain(lots=[one])), "//w:tc") if "two" in text_of(c)]
    inside = [(t.tag.rpartition("}")[2], t.text) for t in find(cell, "w:p/w:r/*")]
    assert inside == [("t", "one"), ("br", None), ("t", "two"), ("tab", None), ("t", "three")]


def test_spaces_at_the_ends_of_a_text_are_kept() -> None:
    made = document(plain(tender={"title": "  spaced  "}))
    (run,) = find(made, "//w:p[w:pPr/w:pStyle/@w:val='Subtitle']/w:r/w:t")
    assert (run.text, run.get("{http://www.w3.org/XML/1998/namespace}space")) == ("  spaced  ", "preserve")


# From right to left


@every_example
def test_from_right_to_left_every_paragraph_says_so(name: str) -> None:
    for story in stories(word_parts(example(name, rtl=True))):
        assert find(story, "//w:p[not(w:pPr/w:bidi)]") == []


@every_example
def test_from_right_to_left_every_table_begins_on_the_right(name: str) -> None:
    assert find(document(example(name, rtl=True)), "//w:tbl[not(w:tblPr/w:bidiVisual)]") == []


@every_example
def test_from_right_to_left_every_section_says_so(name: str) -> None:
    assert find(document(example(name, rtl=True)), "//w:sectPr[not(w:bidi)]") == []


def test_from_right_to_left_a_run_says_so() -> None:
    made = annex(library({"one": clause()}), right_to_left(), tender={"title": "توريد"})
    (run,) = find(document(made), "//w:p[w:pPr/w:pStyle/@w:val='Subtitle']/w:r")
    assert len(find(run, "w:rPr/w:rtl")) == 1


def test_from_right_to_left_the_mark_at_the_end_of_a_paragraph_says_so() -> None:
    made = annex(library({"one": clause()}), right_to_left())
    assert find(document(made), "//w:p[not(w:pPr/w:rPr/w:rtl)]") == []


def test_from_right_to_left_the_language_of_the_file_is_that_of_the_frame() -> None:
    made = annex(library({"one": clause()}), right_to_left())
    opened = docx.Document(io.BytesIO(write(made, word_bases(), LAUNCH)))
    assert opened.core_properties.language == "ar"


def test_from_left_to_right_nothing_turns_the_direction() -> None:
    for story in stories(word_parts(plain())):
        assert find(story, "//w:bidi | //w:bidiVisual | //w:rtl") == []


def test_a_long_name_of_a_control_ends_with_a_whole_word() -> None:
    names = find(document(compose_response_form(example("small-laptops"))), "//w:sdtPr/w:alias/@w:val")
    assert "Name and address; in a group, of each member, and who speaks…" in names


def test_a_table_in_small_print_has_its_own_style_and_narrow_margins() -> None:
    small, usual = (drawn(Table("x", ("a",), (("b",),), (1,), small=one))[1] for one in (True, False))
    assert find(small, "w:tc/w:p/w:pPr/w:pStyle/@w:val") == ["TableSmall"]
    assert find(usual, "w:tc/w:p/w:pPr/w:pStyle/@w:val") == ["TableText"]
    assert find(small, "../w:tblPr/w:tblCellMar/*/@w:w") == ["6", "6"]
    assert find(usual, "../w:tblPr/w:tblCellMar") == []


def test_the_heading_of_a_section_without_a_text_has_little_space_above_it() -> None:
    one = plain()
    blocks = (Heading("Full", 2), Heading("Empty", 2, tight=True))
    paper = one.make_paper("x", blocks)
    found = find(xml(write_parts(paper, word_bases(), LAUNCH)), "//w:p[w:pPr/w:pStyle/@w:val = 'Heading2']")
    assert [find(p, "w:pPr/w:spacing/@w:before") for p in found] == [[], ["160"]]


def test_writing_takes_a_few_times_the_memory_of_the_text() -> None:
    paper, bases = example("ke-school-laptops"), word_bases()
    text = len(write_parts(paper, bases, LAUNCH)["word/document.xml"])
    tracemalloc.start()
    try:
        write_parts(paper, bases, LAUNCH)
        assert tracemalloc.get_traced_memory()[1] < 6 * text
    finally:
        tracemalloc.stop()
