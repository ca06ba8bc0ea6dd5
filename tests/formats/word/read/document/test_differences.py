# SPDX-License-Identifier: Apache-2.0
"""What differs in an edited annex from how it was made, as rules find it."""

import re
import subprocess
from collections.abc import Callable
from copy import deepcopy
from functools import partial
from pathlib import Path

import pytest
from lxml import etree

from tenderkit.checks.documents.document import View
from tenderkit.findings import Finding
from tenderkit.formats.word.read.document.reader import read_document
from tenderkit.formats.word.read.open_docx import open_word
from tenderkit.formats.word.write import package
from tenderkit.papers.annex.annex import Annex
from tests.checks.documents.checking import check
from tests.formats.word import edits
from tests.formats.word.arabic import arabic_example
from tests.formats.word.edits import W, removed, replaced, unwrapped, written
from tests.support import example, find, text_of, word_parts

DOCUMENT, MANIFEST = "word/document.xml", "customXml/item1.xml"
RULES = (
    "clause-id-lost", "clause-moved", "clause-removed", "clause-split", "clause-unknown", "standard-text-changed",
)  # fmt: skip
Edit = Callable[[etree._Element], None]
NUMBER = re.compile(r"(?<!\S)(\d+) ([a-z\u0620-\u064a]+)")
SMALL = example("small-laptops")


def tag_of(clause: str, annex: Annex = SMALL) -> str:
    return next(c.tag for c in annex.printed if c.pick.clause.id == clause)


TAKE_BACK, WARRANTY = tag_of("take-back"), tag_of("warranty-minimum")


def found_in(parts: dict[str, bytes], view: View = "final", original: bytes | None = None) -> list[Finding]:
    """What the rules on differences find in a file."""
    opened = open_word(package.zip_parts(parts, stored=False), "x.docx", digests=False)
    source = None if original is None else open_word(original, "original.docx")
    document = read_document(opened, "x.docx", view, source)
    return [finding for rule in RULES for finding in check(document, rule)]


def after(edit: Edit, annex: Annex = SMALL, view: View = "final", name: str = DOCUMENT) -> list[Finding]:
    """What is found after an edit of one part of an annex."""
    parts = dict(word_parts(annex))
    root = etree.fromstring(parts[name])
    edit(root)
    return found_in({**parts, name: etree.tostring(root, xml_declaration=True, encoding="UTF-8")}, view)


def rules(findings: list[Finding]) -> list[str]:
    return [finding.rule for finding in findings]


def messages(findings: list[Finding]) -> list[str]:
    return [finding.message for finding in findings]


def renumbered(root: etree._Element, tag: str = TAKE_BACK) -> None:
    """Another number, the first in the duties of a clause."""
    for text in find(edits.control(root, tag), "w:sdtContent/w:p[position() > 1]//w:t"):
        if match := NUMBER.search(text.text or "") or re.fullmatch(r"\s*(\d+)\s*", text.text or ""):
            text.text = f"{text.text[: match.start(1)]}977{text.text[match.end(1) :]}"
            return
    raise AssertionError("the clause has no number")


def expect_number(annex: Annex = SMALL) -> str:
    """What is said of that number."""
    root = etree.fromstring(word_parts(annex)[DOCUMENT])
    duties = [text_of(one) for one in edits.paragraphs(root, TAKE_BACK)[1:]]
    match = next(m for m in map(NUMBER.search, duties) if m)
    # The annex of the test has made-up Arabic words; what is said of it has those of the frame.
    return f"{match[0]} {'became' if annex is SMALL else 'صار'} 977"


def texts(root: etree._Element, tag: str = TAKE_BACK, at: int = 1) -> list[etree._Element]:
    return find(edits.paragraphs(root, tag)[at], ".//w:t")


# What is as it was made


@pytest.mark.parametrize("name", ["small-laptops", "three-lots", "eg-school-laptops"])
@pytest.mark.parametrize("rtl", [False, True], ids=["ltr", "rtl"])
def test_a_file_as_it_was_made_has_none(name: str, rtl: bool) -> None:
    parts = dict(word_parts(example(name, rtl=rtl)))
    assert found_in(parts) == []
    # The long way too, where the text is not the very one that was written.
    parts[DOCUMENT] = parts[DOCUMENT].replace(b"<w:body>", b"<w:body>\n", 1)
    assert found_in(parts) == found_in(parts, "original") == []


def harmless(root: etree._Element) -> None:
    """Spaces, marks of direction, cut runs, empty paragraphs, a page break, another line of contents."""
    first = texts(root)[0]
    run = first.getparent()
    assert run is not None
    other = deepcopy(run)
    first.text, other[-1].text = (first.text or "")[:9], "\u200e" + (first.text or "")[9:].replace(" ", "\u00a0 ")
    run.addnext(other)
    edits.control(root, WARRANTY).addprevious(edits.paragraph(" "))
    etree.SubElement(etree.SubElement(find(root, "//w:body/w:p")[2], W + "r"), W + "br").set(W + "type", "page")
    written(find(root, "//w:sdt[w:sdtPr/w:tag/@w:val='tk:contents']//w:p")[2], "1 Something else 17")


def test_formats_spaces_and_the_contents_do_not_count() -> None:
    assert after(harmless) == []


# Words


@pytest.mark.parametrize(
    ("edit", "message"),
    [
        (lambda root: replaced(edits.control(root, TAKE_BACK), "shall", "may"), "“shall” became “may”"),
        (renumbered, expect_number()),
        (lambda root: removed(edits.paragraphs(root, TAKE_BACK)[2]), "was deleted"),
        (lambda root: edits.lengthened(root, TAKE_BACK), "“The boxes are green.” was added"),
        (lambda root: edits.retitled(root, TAKE_BACK),
         "“Take-back of units after use” became “An other title altogether”"),
    ],
    ids=["word", "number", "paragraph deleted", "paragraph added", "title"],
)  # fmt: skip
def test_a_change_of_a_clause_is_found_and_nothing_else(edit: Edit, message: str) -> None:
    findings = after(edit)
    assert set(rules(findings)) == {"standard-text-changed"}
    assert any(one.endswith(message) for one in messages(findings))
    assert {finding.place.clause for finding in findings} == {"take-back"}
    assert {finding.severity for finding in findings} == {"info"}


def test_the_place_is_that_of_the_paragraph() -> None:
    (finding,) = after(renumbered)
    assert re.fullmatch(r"1\.4\.1 Take-back of units after use, \([a-z]\)", finding.place.key or "")
    assert "»977«" in str(finding.excerpt)


def test_an_edit_outside_clauses_is_found() -> None:
    def edit(root: etree._Element) -> None:
        row = next(p for p in find(root, "//w:tbl//w:p") if re.fullmatch(r"[\d,]+", "".join(p.itertext())))
        written(row, "9,999")
        find(root, "//w:body/w:p")[-1].addprevious(edits.paragraph("Whoever bids accepts our terms."))

    findings = after(edit)
    assert set(rules(findings)) == {"standard-text-changed"}
    assert any(message.endswith(" became 9,999") for message in messages(findings))
    assert "“Whoever bids accepts our terms.” was added" in messages(findings)


def test_arabic_words_and_numbers_are_found() -> None:
    annex = arabic_example("small-laptops")
    (finding,) = after(renumbered, annex)
    assert (finding.rule, finding.message) == ("standard-text-changed", expect_number(annex))
    assert re.search("[\u0620-\u064a]", finding.message)


@pytest.mark.parametrize(("pattern", "number"), [(r"\d+\.\d+\.\d+", "7.7.7"), (r"\w\.\d+", "G.77")])
def test_a_reference_by_another_number_is_no_change(pattern: str, number: str) -> None:
    changed = []

    def renumber(root: etree._Element) -> None:
        for mark in find(root, "//w:instrText[contains(., 'REF tk_')]"):
            following = mark.xpath("following::w:t[1]", namespaces={"w": W[1:-1]})
            if re.fullmatch(pattern, following[0].text or ""):
                following[0].text = number
                changed.append(following[0])

    assert after(renumber, example("three-lots")) == []
    assert changed


def test_a_reference_that_was_typed_as_it_was_is_no_change() -> None:
    def flatten(root: etree._Element) -> None:
        for mark in find(root, "//w:instrText | //w:fldChar"):
            removed(mark)

    assert after(flatten, example("three-lots")) == []


def test_a_number_that_was_typed_over_a_reference_is_one_that_changed() -> None:
    def retype(root: etree._Element) -> None:
        (mark, *_) = find(root, "//w:instrText[contains(., 'REF tk_')]")
        mark.xpath("following::w:t[1]", namespaces={"w": W[1:-1]})[0].text = "9.9.9"
        for other in find(root, "//w:instrText | //w:fldChar"):
            removed(other)

    (finding,) = after(retype, example("three-lots"))
    assert re.fullmatch("“?[G\\d.]+”? became “?9.9.9”?", finding.message)


# Fates of clauses


def swapped(root: etree._Element) -> None:
    edits.moved_behind(root, TAKE_BACK, tag_of("data-sanitisation"))


def as_text(root: etree._Element, tag: str) -> None:
    """The heading in the style of text."""
    style = edits.paragraphs(root, tag)[0].find(f"{W}pPr/{W}pStyle")
    assert style is not None
    style.set(W + "val", "ClauseText")


def without_number(root: etree._Element, tag: str) -> None:
    properties = edits.paragraphs(root, tag)[0].find(f"{W}pPr")
    assert properties is not None
    list_ = etree.SubElement(properties, W + "numPr")
    etree.SubElement(list_, W + "numId").set(W + "val", "0")


def without_bookmark(root: etree._Element, tag: str) -> None:
    for mark in find(edits.control(root, tag), edits.BOOKMARKS):
        removed(mark)


def without_heading(root: etree._Element, tag: str) -> None:
    removed(edits.paragraphs(root, tag)[0])


def without_heading_and_control(root: etree._Element, tag: str) -> None:
    without_heading(root, tag)
    unwrapped(edits.control(root, tag))


def outside_control(root: etree._Element, tag: str) -> None:
    """The heading out of the control, as LibreOffice leaves it where Enter is pressed at its end."""
    edits.control(root, tag).addprevious(edits.paragraphs(root, tag)[0])


def continued(root: etree._Element, tag: str) -> None:
    """The heading out of the control, and a paragraph between the two."""
    outside_control(root, tag)
    edits.control(root, tag).addprevious(edits.paragraph("The boxes are green."))


def deleted(root: etree._Element, tag: str) -> None:
    removed(edits.control(root, tag))


def deleted_with_tracking(root: etree._Element, tag: str) -> None:
    for run in find(edits.control(root, tag), ".//w:r"):
        wrapper = etree.Element(W + "del")
        run.addprevious(wrapper)
        wrapper.append(run)
        for text in find(run, "w:t"):
            text.tag = W + "delText"


def foreign(root: etree._Element, tag: str) -> None:
    """A clause of another annex."""
    other = deepcopy(edits.control(root, tag))
    find(other, "w:sdtPr/w:tag")[0].set(W + "val", "tk:L1.green-boxes@1")
    for mark in find(other, edits.BOOKMARKS):
        removed(mark)
    written(find(other, "w:sdtContent/w:p")[0], "Green boxes")
    edits.control(root, tag).addprevious(other)


def headed(root: etree._Element, tag: str) -> None:
    """Somebody types a heading in front of the first duty of a clause."""
    heading = find(edits.control(root, tag), ".//w:p")[0]
    other = deepcopy(heading)
    for mark in find(other, edits.BOOKMARKS):
        removed(mark)
    heading.addnext(other)
    written(other, "Return of used devices")


def test_a_heading_typed_in_front_of_the_first_duty_splits_the_clause() -> None:
    (finding,) = after(lambda root: headed(root, TAKE_BACK))
    assert finding.rule == "clause-split"
    assert "Return of used devices" in finding.message


def broken(root: etree._Element, tag: str, error: str) -> None:
    """A clause is deleted, and a word processor updates the references to it."""
    (mark,) = {one.get(W + "name") for one in find(edits.control(root, tag), edits.BOOKMARKS)} - {None}
    removed(edits.control(root, tag))
    shown = [
        find(run, "following-sibling::w:r[w:t]")[0]
        for run in find(root, f'//w:r[w:instrText[contains(., "REF {mark}")]]')
        if not find(run, "ancestor::w:hyperlink")
    ]
    assert shown
    for run in shown:
        written(run, error)


@pytest.mark.parametrize("error", ["Error: Reference source not found", "Fehler! Verweisquelle nicht gefunden."])
def test_references_to_a_clause_that_is_gone_are_part_of_the_deletion(error: str) -> None:
    (finding,) = after(lambda root: broken(root, TAKE_BACK, error))
    assert finding.rule == "clause-removed"
    assert re.search(r"is gone; (a reference|\d+ references) to it leads? nowhere$", finding.message)


def test_words_in_a_reference_to_a_clause_that_is_there_are_changed_words() -> None:
    def mislead(root: etree._Element) -> None:
        mark = next(one for one in find(edits.control(root, TAKE_BACK), edits.BOOKMARKS)).get(W + "name")
        run = find(root, f'//w:r[w:instrText[contains(., " REF {mark}")]]')[0]
        written(find(run, "following-sibling::w:r[w:t]")[0], "a clause of our own")

    assert rules(after(mislead)) == ["standard-text-changed"]


FATES = [
    (outside_control, set()),
    (continued, {"standard-text-changed"}),
    (without_heading, {"clause-id-lost"}),
    (without_heading_and_control, {"clause-id-lost"}),
    (without_bookmark, {"clause-id-lost"}),
    (without_number, {"clause-id-lost"}),
    (as_text, {"clause-id-lost"}),
    (deleted, {"clause-removed"}),
    (deleted_with_tracking, {"clause-removed"}),
    (edits.emptied, {"clause-removed"}),
    (edits.entered, {"clause-split"}),
    (edits.halved, {"clause-split"}),
    (edits.parted, {"clause-split", "clause-unknown"}),
    (edits.followed, {"clause-unknown"}),
    (edits.preceded, {"clause-unknown"}),
    (edits.doubled, {"clause-unknown"}),
    (foreign, {"clause-unknown"}),
    (partial(edits.moved_before, other=tag_of("equivalence-paragraph")), {"clause-moved"}),
    (partial(edits.moved_behind, other=tag_of("equivalence-paragraph")), {"clause-moved"}),
    (partial(edits.moved_behind, other=WARRANTY), {"clause-moved"}),
    (partial(edits.moved_into, other=WARRANTY), {"clause-moved"}),
]  # fmt: skip


@pytest.mark.parametrize(("edit", "expected"), FATES, ids=lambda value: getattr(value, "__name__", ""))
@pytest.mark.parametrize("direction", ["ltr", "Arabic"])
def test_what_became_of_a_clause_is_found_and_nothing_else(
    edit: Callable[..., None], expected: set[str], direction: str
) -> None:
    annex = SMALL if direction == "ltr" else arabic_example("small-laptops")
    findings = after(lambda root: edit(root, TAKE_BACK), annex)
    assert set(rules(findings)) == expected
    assert len(findings) == len(expected)


def test_two_clauses_that_changed_places_are_one_that_moved() -> None:
    (finding,) = after(swapped)
    assert finding.rule == "clause-moved"
    assert finding.message == ("the clause “1.4.1 Take-back of units after use” was moved: it is now behind 1.4.2")


def test_a_removed_clause_has_the_place_that_it_had() -> None:
    (finding,) = after(lambda root: deleted(root, TAKE_BACK))
    assert finding.place.key == "heading 1.4.1 Take-back of units after use"
    assert (finding.place.lot, finding.place.clause, finding.severity) == (1, "take-back", "error")


def test_marks_without_changed_words_are_all_that_is_found() -> None:
    assert set(rules(after(edits.unmarked))) == {"clause-id-lost"}
    assert set(rules(after(lambda root: [unwrapped(one) for one in find(root, edits.CONTROLS)] and None))) == set()


# Tracked changes


def tracked(root: etree._Element) -> None:
    """A word deleted and another one inserted, tracked."""
    first = texts(root)[0]
    run = first.getparent()
    assert run is not None
    before, word, behind = (first.text or "").partition("shall")
    assert word
    pieces = [deepcopy(run) for _ in range(3)]
    for piece, text in zip(pieces, (before, "shall", behind), strict=True):
        piece[-1].text = text
    gone, new = etree.Element(W + "del"), etree.Element(W + "ins")
    pieces[1][-1].tag = W + "delText"
    gone.append(pieces[1])
    inserted = deepcopy(pieces[0])
    inserted[-1].text = "may"
    new.append(inserted)
    for piece in (pieces[0], gone, new, pieces[2]):
        run.addprevious(piece)
    removed(run)


def test_tracked_changes_count_in_the_final_view_alone() -> None:
    assert messages(after(tracked)) == ["“shall” became “may”"]
    assert after(tracked, view="original") == []
    assert after(lambda root: deleted_with_tracking(root, TAKE_BACK), view="original") == []


@pytest.mark.parametrize(("mark", "view"), [("del", "final"), ("ins", "original")])
def test_paragraphs_that_a_tracked_change_joins_are_one(mark: str, view: View) -> None:
    def edit(root: etree._Element) -> None:
        properties = edits.paragraphs(root, TAKE_BACK)[1].find(W + "pPr")
        assert properties is not None
        etree.SubElement(etree.SubElement(properties, W + "rPr"), W + mark)

    (finding,) = after(edit, view=view)
    assert re.fullmatch("“[^”]*¶.*” (became .*|was deleted)", finding.message)
    other: View = "original" if view == "final" else "final"
    assert after(edit, view=other) == []


# Older and damaged manifests


def without_words(parts: dict[str, bytes]) -> dict[str, bytes]:
    manifest = etree.fromstring(parts[MANIFEST])
    for record in manifest.iter("{*}clause"):
        record.set("title", record[0].text or "")
        del record[:]
    for record in manifest.findall("{*}words"):
        manifest.remove(record)
    return {**parts, MANIFEST: etree.tostring(manifest)}


def renumbered_parts() -> dict[str, bytes]:
    """The parts of an annex with another number."""
    parts = dict(word_parts(SMALL))
    root = etree.fromstring(parts[DOCUMENT])
    renumbered(root)
    return {**parts, DOCUMENT: etree.tostring(root)}


def test_an_older_file_shows_which_clauses_changed_and_the_original_shows_the_words() -> None:
    made, edited = dict(word_parts(SMALL)), renumbered_parts()
    (finding,) = found_in(without_words(edited))
    assert finding.message == (
        "words of the clause “1.4.1 Take-back of units after use” were changed; the file does not record which"
    )
    assert finding.fix == "Name the file as it was made with --original."
    original = package.zip_parts(without_words(made), stored=False)
    assert messages(found_in(without_words(edited), original=original)) == [expect_number()]


def test_with_the_original_a_file_without_manifest_is_compared() -> None:
    edited = {**renumbered_parts(), MANIFEST: b"<x/>"}
    original = package.zip_parts(word_parts(SMALL), stored=False)
    assert messages(found_in(edited, original=original)) == [expect_number()]


DAMAGES: list[Callable[[etree._Element], object]] = [
    lambda m: [m.append(deepcopy(one)) for one in m.findall("{*}clause")],
    lambda m: [m.append(deepcopy(one)) for one in m.findall("{*}words")],
    lambda m: [one.set("tag", "tk:L1.take-back@1") for one in m.findall("{*}clause")],
    lambda m: [one.attrib.clear() for one in m.iter("{*}clause", "{*}part")],
    lambda m: [one.clear() for one in m.iter("{*}p")],
    lambda m: [one.set("number", "\u202e" * 500) for one in m.findall("{*}clause")],
    lambda m: [setattr(one, "text", "a b " * 20_000) for one in m.iter("{*}p")][:0],
    lambda m: [one.append(etree.Comment("x")) for one in m.iter("{*}words", "{*}clause")],
    lambda m: [one.set("bookmark", "") for one in m.findall("{*}clause")],
]


@pytest.mark.parametrize("damage", DAMAGES, ids=range(len(DAMAGES)))
def test_no_damage_of_the_manifest_is_an_error(damage: Callable[[etree._Element], object]) -> None:
    def edit(root: etree._Element) -> None:
        damage(root)
        for part in root.findall("{*}part"):
            part.set("sha256", "0")

    assert len(after(edit, name=MANIFEST)) < 1_000


def test_a_manifest_of_repeated_words_takes_bounded_time() -> None:
    def edit(root: etree._Element) -> None:
        (words,) = root.findall("{*}words")
        words.extend([deepcopy(words[-1]) for _ in range(30_000)])
        for part in root.findall("{*}part"):
            part.set("sha256", "0")

    assert len(after(edit, name=MANIFEST)) == 1


# LibreOffice


@pytest.fixture(scope="module")
def saved(soffice: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], dict[str, bytes]]:
    """The parts of annexes that LibreOffice opened and saved as .docx."""
    folder = tmp_path_factory.mktemp("saved")
    annexes = {"English": SMALL, "lots": example("three-lots"), "Arabic": arabic_example("small-laptops")}
    for name, annex in annexes.items():
        (folder / f"{name}.docx").write_bytes(package.zip_parts(word_parts(annex), stored=False))
    command = [str(soffice), f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to"]
    command += ["docx:MS Word 2007 XML", "--outdir", str(folder / "out"), *map(str, folder.glob("*.docx"))]
    subprocess.run(command, check=True, capture_output=True, timeout=240)
    return lambda name: dict(open_word((folder / "out" / f"{name}.docx").read_bytes(), "x").parts)


@pytest.mark.parametrize("name", ["English", "lots", "Arabic"])
def test_a_file_that_libreoffice_saved_has_none(saved: Callable[[str], dict[str, bytes]], name: str) -> None:
    assert found_in(saved(name)) == []


@pytest.mark.parametrize("name", ["English", "Arabic"])
@pytest.mark.parametrize(
    ("edit", "expected"),
    [
        (renumbered, "standard-text-changed"),
        (deleted, "clause-removed"),
        (without_bookmark, "clause-id-lost"),
        (without_heading, "clause-id-lost"),
        (edits.doubled, "clause-unknown"),
        (partial(edits.moved_behind, other=tag_of("equivalence-paragraph")), "clause-moved"),
    ],
    ids=["number", "deleted", "bookmark", "heading", "copy", "moved"],
)  # fmt: skip
def test_an_edit_in_a_file_that_libreoffice_saved_is_found(
    saved: Callable[[str], dict[str, bytes]], name: str, edit: Callable[..., None], expected: str
) -> None:
    parts = saved(name)
    root = etree.fromstring(parts[DOCUMENT])
    edit(root, TAKE_BACK)
    assert set(rules(found_in({**parts, DOCUMENT: etree.tostring(root)}))) == {expected}
