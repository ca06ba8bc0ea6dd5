# SPDX-License-Identifier: Apache-2.0
"""Whether a Word file is as it was made: after other programs, after people, after tricks."""

import io
import re
import subprocess
from collections.abc import Callable
from copy import deepcopy
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from lxml import etree

from tenderkit.formats.word.read.clause_words import digest_text, read_markup_lines, sample_shingles
from tenderkit.formats.word.read.open_docx import open_word
from tenderkit.formats.word.read.verify import verify
from tenderkit.formats.word.write import package
from tenderkit.formats.word.write.writer import write
from tenderkit.formats.word.write.xml import element, w
from tenderkit.responses.comparison import Comparison
from tests.formats.word import edits
from tests.formats.word.edits import W, removed, unwrapped
from tests.support import EXAMPLES, LAUNCH, example, find, word_bases, word_parts

SMALL = "small-laptops"
DOCUMENT = "word/document.xml"
MANIFEST = "customXml/item1.xml"
TAG = next(c.tag for c in example(SMALL).printed if c.pick.clause.id == "take-back")
Edit = Callable[[etree._Element], None]


def verified(content: bytes) -> Comparison:
    return verify(open_word(content, "x.docx"))


def of(parts: dict[str, bytes]) -> Comparison:
    return verified(package.zip_parts(parts, stored=False))


def edited(edit: Edit, name: str = DOCUMENT) -> Comparison:
    """What is said of a small annex after an edit of one part."""
    parts = dict(word_parts(example(SMALL)))
    root = etree.fromstring(parts[name])
    edit(root)
    return of({**parts, name: etree.tostring(root, xml_declaration=True, encoding="UTF-8")})


def control(root: etree._Element) -> etree._Element:
    return edits.control(root, TAG)


def duty(root: etree._Element) -> etree._Element:
    """The first text after the heading of a clause."""
    found = find(control(root), "w:sdtContent/w:p[2]//w:t")[0]
    assert isinstance(found, etree._Element)
    return found


def fate(found: Comparison, tag: str = TAG) -> tuple[str, str | None]:
    (clause,) = [c for c in found.clauses if c.mark == tag and c.number]
    return clause.fate, clause.found_by


def others(found: Comparison) -> set[str]:
    """What became of all other clauses."""
    return {c.fate for c in found.clauses if c.mark != TAG}


def parts_that(found: Comparison, fate: str) -> list[str]:
    return [p.name for p in found.parts if p.fate == fate]


# Unchanged


@pytest.mark.parametrize("name", EXAMPLES)
@pytest.mark.parametrize("rtl", [False, True], ids=["ltr", "rtl"])
def test_a_file_as_it_was_made_is_unchanged(name: str, rtl: bool) -> None:
    found = verified(write(example(name, rtl=rtl), word_bases(), LAUNCH))
    assert found.state == "unchanged"
    assert found.digest == found.made_digest
    assert {p.fate for p in found.parts} == {"unchanged"}
    assert [(c.mark, c.number) for c in found.clauses] == [(c.tag, c.number) for c in example(name).printed]
    assert {(c.fate, c.found_by) for c in found.clauses} == {("unchanged", "control")}


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_file_that_python_docx_opened_and_saved_is_unchanged(name: str) -> None:
    before, buffer = write(example(name), word_bases(), LAUNCH), io.BytesIO()
    docx.Document(io.BytesIO(before)).save(buffer)
    assert buffer.getvalue() != before
    assert open_word(buffer.getvalue(), "x").parts[DOCUMENT] != open_word(before, "x").parts[DOCUMENT]
    assert verified(buffer.getvalue()) == verified(before)
    assert verified(before).state == "unchanged"


def test_the_reproducible_file_and_the_usual_one_have_the_same_digest() -> None:
    made = [verified(write(example(SMALL), word_bases(), LAUNCH, reproducible=flag)) for flag in (False, True)]
    assert made[0] == made[1]


def test_the_versions_that_made_it_are_named() -> None:
    from tenderkit import __version__

    found = verified(write(example(SMALL), word_bases(), LAUNCH))
    assert (found.tool, found.library) == (__version__, example(SMALL).selection.library.version)


# Clauses


def test_one_word_makes_a_clause_edited_and_no_other() -> None:
    def edit(root: etree._Element) -> None:
        one = duty(root)
        one.text = (one.text or "").replace("shall", "may", 1)

    found = edited(edit)
    assert found.state == "changed"
    assert parts_that(found, "edited") == [DOCUMENT]
    assert fate(found) == ("edited", "control")
    assert others(found) == {"unchanged"}
    assert found.counts["edited"] == 1


@pytest.mark.parametrize("place", ["w:p[1]//w:t", "w:p[last()]//w:t", "w:p[last()-1]//w:t"])
def test_heading_proof_and_consequence_count_too(place: str) -> None:
    def edit(root: etree._Element) -> None:
        find(control(root), f"w:sdtContent/{place}")[-1].text += "x"

    assert fate(edited(edit)) == ("edited", "control")


def test_how_text_is_cut_into_runs_and_spaced_does_not_count() -> None:
    def edit(root: etree._Element) -> None:
        run = duty(root).getparent()
        assert run is not None
        other = deepcopy(run)
        text = run[-1].text or ""
        run[-1].text, other[-1].text = text[:9], "\u200e" + text[9:].replace(" ", "\u00a0")
        run.addnext(other)

    found = edited(edit)
    assert found.state == "changed"
    assert fate(found) == ("unchanged", "control")


def test_a_paragraph_cut_in_two_is_an_edit() -> None:
    def edit(root: etree._Element) -> None:
        paragraph = next(duty(root).iterancestors(W + "p"))
        other = deepcopy(paragraph)
        text = find(paragraph, ".//w:t")[0]
        text.text, find(other, ".//w:t")[0].text = text.text[:9], text.text[9:]
        paragraph.addnext(other)

    assert fate(edited(edit)) == ("edited", "control")


@pytest.mark.parametrize("mark", ["vanish", "strike", "dstrike"])
def test_hidden_or_struck_words_are_gone(mark: str) -> None:
    def edit(root: etree._Element, value: dict[str, str]) -> None:
        run = duty(root).getparent()
        assert run is not None
        properties = etree.Element(W + "rPr")
        etree.SubElement(properties, W + mark, value)
        run.insert(0, properties)

    assert fate(edited(lambda root: edit(root, {}))) == ("edited", "control")
    assert fate(edited(lambda root: edit(root, {W + "val": "false"}))) == ("unchanged", "control")


def test_a_tracked_deletion_is_gone_and_a_tracked_insertion_is_there() -> None:
    def wrap(root: etree._Element, name: str, text: str | None) -> None:
        run = duty(root).getparent()
        assert run is not None
        if text:
            run = deepcopy(run)
            run[-1].text = text
            duty(root).getparent().addnext(run)  # type: ignore[union-attr]
        wrapper = etree.Element(W + name)
        run.addprevious(wrapper)
        wrapper.append(run)

    assert fate(edited(lambda root: wrap(root, "moveFrom", None))) == ("edited", "control")
    assert fate(edited(lambda root: wrap(root, "ins", "not"))) == ("edited", "control")
    assert fate(edited(lambda root: wrap(root, "ins", " "))) == ("unchanged", "control")
    assert fate(edited(lambda root: wrap(root, "del", "never was there"))) == ("unchanged", "control")


def test_without_its_control_a_clause_is_found_by_its_bookmark() -> None:
    found = edited(lambda root: unwrapped(control(root)))
    assert fate(found) == ("unchanged", "bookmark")
    assert others(found) == {"unchanged"}


def test_every_clause_is_found_by_its_bookmark() -> None:
    for name in EXAMPLES:
        parts = dict(word_parts(example(name)))
        root = etree.fromstring(parts[DOCUMENT])
        for one in find(root, "//w:sdt[contains(w:sdtPr/w:tag/@w:val, '@')]"):
            unwrapped(one)
        found = of({**parts, DOCUMENT: etree.tostring(root)})
        assert {(c.fate, c.found_by) for c in found.clauses} == {("unchanged", "bookmark")}


def test_without_control_and_bookmark_a_clause_is_found_by_its_words() -> None:
    def edit(root: etree._Element) -> None:
        for one in find(control(root), ".//w:bookmarkStart | .//w:bookmarkEnd"):
            removed(one)
        unwrapped(control(root))

    assert fate(edited(edit)) == ("unchanged", "words")


def test_an_edited_clause_without_control_is_found_by_its_bookmark() -> None:
    def edit(root: etree._Element) -> None:
        duty(root).text = "The contractor may."
        unwrapped(control(root))

    assert fate(edited(edit)) == ("edited", "bookmark")


def test_a_clause_that_was_taken_out_is_missing() -> None:
    found = edited(lambda root: removed(control(root)))
    assert fate(found) == ("missing", None)
    assert others(found) == {"unchanged"}


def test_an_emptied_clause_is_missing() -> None:
    def edit(root: etree._Element) -> None:
        for one in find(control(root), ".//w:t"):
            one.text = ""

    assert fate(edited(edit)) == ("missing", None)


def test_a_clause_of_another_file_is_unknown() -> None:
    def edit(root: etree._Element) -> None:
        other = deepcopy(control(root))
        find(other, "w:sdtPr/w:tag")[0].set(W + "val", "tk:L1.brand-new@1")
        for one in find(other, ".//w:bookmarkStart"):
            one.set(W + "name", "tk_0123456789ab")
        control(root).addnext(other)

    found = edited(edit)
    assert fate(found) == ("unchanged", "control")
    strange = [(c.mark, c.id, c.fate) for c in found.clauses if c.fate != "unchanged"]
    assert strange == [("tk:L1.brand-new@1", "brand-new", "unknown"), ("tk_0123456789ab", "", "unknown")]


def test_a_second_copy_of_a_clause_is_unknown() -> None:
    def edit(root: etree._Element) -> None:
        other = deepcopy(control(root))
        find(other, ".//w:t")[-1].text += " Or not."
        control(root).addnext(other)

    found = edited(edit)
    assert fate(found) == ("unchanged", "control")
    assert [(c.mark, c.number, c.fate) for c in found.clauses if c.fate == "unknown"] == [(TAG, "", "unknown")]


def test_what_stands_outside_the_clauses_changes_the_file_and_no_clause() -> None:
    def edit(root: etree._Element) -> None:
        find(root, "//w:body/w:p[1]//w:t")[0].text += "!"

    found = edited(edit)
    assert found.state == "changed"
    assert found.counts["unchanged"] == len(found.clauses)


def test_a_clause_that_was_written_in_is_unknown_under_its_heading() -> None:
    found = edited(lambda root: edits.preceded(root, TAG))
    strange = [
        (c.mark, c.number, c.id, c.fate, c.found_by, c.headings) for c in found.clauses if c.fate != "unchanged"
    ]
    assert strange == [("", "", "", "unknown", None, ("Flowers",))]


def test_without_words_older_manifests_still_tell_what_they_did() -> None:
    def told(edit: Edit) -> Comparison:
        parts = dict(word_parts(example(SMALL)))
        root, manifest = etree.fromstring(parts[DOCUMENT]), etree.fromstring(parts[MANIFEST])
        edit(root)
        for row in manifest.iter("{*}clause"):
            del row[:]
        return of({**parts, DOCUMENT: etree.tostring(root), MANIFEST: etree.tostring(manifest)})

    assert {c.fate for c in told(lambda root: None).clauses} == {"unchanged"}
    assert fate(told(lambda root: edits.retitled(root, TAG))) == ("edited", "control")
    assert fate(told(lambda root: removed(control(root)))) == ("missing", None)
    assert {(c.fate, c.found_by) for c in told(edits.unmarked).clauses} == {("unchanged", "words")}

    def replaced(root: etree._Element) -> None:
        edits.unmarked(root)
        edits.replaced(root, "the ", "this ")

    assert {c.fate for c in told(replaced).clauses} == {"missing", "unknown"}


def test_by_title_and_sketch_older_manifests_find_a_clause_without_marks() -> None:
    parts = dict(word_parts(example(SMALL)))
    root, manifest = etree.fromstring(parts[DOCUMENT]), etree.fromstring(parts[MANIFEST])
    edits.unmarked(root)
    edits.replaced(root, "the ", "this ")
    for row in manifest.iter("{*}clause"):
        title, *lines = [one.text or "" for one in row]
        del row[:]
        row.set("title", title)
        row.set("sketch", " ".join(f"{one:04x}" for one in sample_shingles([title, *lines])))
    found = of({**parts, DOCUMENT: etree.tostring(root), MANIFEST: etree.tostring(manifest)})
    assert {c.fate for c in found.clauses} <= {"edited", "unchanged"}


@pytest.mark.parametrize("text", ["", "\n", "other words", "ab " * 9_000])
def test_words_that_contradict_their_digest_are_not_believed(text: str) -> None:
    parts = dict(word_parts(example(SMALL)))
    root, manifest = etree.fromstring(parts[DOCUMENT]), etree.fromstring(parts[MANIFEST])
    edits.unmarked(root)
    edits.replaced(root, "the ", "this ")
    for row in manifest.iter("{*}clause"):
        row[0].text = text
    found = of({**parts, DOCUMENT: etree.tostring(root), MANIFEST: etree.tostring(manifest)})
    assert {c.fate for c in found.clauses} == {"missing", "unknown"}


def test_a_paragraph_whose_mark_is_a_tracked_deletion_goes_on_in_the_next() -> None:
    def edit(root: etree._Element, mark: str) -> None:
        properties = edits.paragraphs(root, TAG)[1].find(W + "pPr")
        assert properties is not None
        etree.SubElement(etree.SubElement(properties, W + "rPr"), W + mark)

    assert fate(edited(lambda root: edit(root, "del"))) == ("edited", "control")
    assert fate(edited(lambda root: edit(root, "ins"))) == ("unchanged", "control")


# Parts


@pytest.mark.parametrize(
    "name", ["word/styles.xml", "word/numbering.xml", "word/header1.xml", "docProps/core.xml", "docProps/app.xml"]
)
def test_the_part_that_was_edited_is_named(name: str) -> None:
    found = edited(lambda root: etree.SubElement(root, "extra").set("a", "b"), name)
    assert found.state == "changed"
    assert parts_that(found, "edited") == [name]


def test_a_part_that_was_added_or_taken_out_is_named() -> None:
    parts = dict(word_parts(example(SMALL)))
    del parts["word/fontTable.xml"]
    found = of({**parts, "word/media/image1.png": b"x"})
    assert found.state == "changed"
    assert parts_that(found, "missing") == ["word/fontTable.xml"]
    assert parts_that(found, "unknown") == ["word/media/image1.png"]


def test_an_edit_of_the_manifest_is_an_edit() -> None:
    def edit(root: etree._Element) -> None:
        root[1].set("number", "9.9.9")

    found = edited(edit, MANIFEST)
    assert found.state == "changed"
    assert parts_that(found, "edited") == [MANIFEST]


def test_an_edit_hidden_by_its_own_digest_in_the_manifest_is_an_edit_of_the_manifest() -> None:
    parts = dict(word_parts(example(SMALL)))
    before = package.digest_parts(parts)[DOCUMENT]
    parts[DOCUMENT] = parts[DOCUMENT].replace(b"shall", b"may", 1)
    after = package.digest_parts(parts)[DOCUMENT]
    parts[MANIFEST] = parts[MANIFEST].replace(before.encode(), after.encode())
    found = of(parts)
    assert found.state == "changed"
    assert parts_that(found, "edited") == [MANIFEST]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('Target="numbering.xml"', 'Target="styles.xml"'),
        ('Target="header1.xml"', 'Target="header2.xml"'),
        ('Target="header1.xml"', 'Target="http://example.org/x" TargetMode="External"'),
        ('Target="header1.xml"', 'Target="header1.xml" TargetMode="External"'),
    ],
)
def test_a_file_whose_parts_lead_elsewhere_is_changed(old: str, new: str) -> None:
    parts = dict(word_parts(example(SMALL)))
    name = "word/_rels/document.xml.rels"
    assert old.encode() in parts[name]
    found = of({**parts, name: parts[name].replace(old.encode(), new.encode())})
    # The content digest leaves out what any tool writes anew, so this has a digest of its own.
    assert found.digest == found.made_digest
    assert found.state == "changed"
    assert parts_that(found, "edited") == ["relations"]


def test_how_a_target_is_written_does_not_count() -> None:
    parts = dict(word_parts(example(SMALL)))
    name = "word/_rels/document.xml.rels"
    parts[name] = parts[name].replace(b'Target="styles.xml"', b'Target="/word/styles.xml"')
    assert of(parts).state == "unchanged"


# Beside the file as it was made


def beside(parts: dict[str, bytes]) -> Comparison:
    """What is said of a file beside the small annex as it was made."""
    original = open_word(write(example(SMALL), word_bases(), LAUNCH), "original.docx")
    return verify(open_word(package.zip_parts(parts, stored=False), "x.docx"), original)


def test_the_same_file_is_unchanged_beside_itself() -> None:
    parts = dict(word_parts(example(SMALL)))
    found, alone = beside(parts), of(parts)
    assert set(found.parts) == set(alone.parts)
    assert replace(found, parts=()) == replace(alone, parts=())


def test_an_original_tells_what_a_file_has_lost_or_hides() -> None:
    parts = dict(word_parts(example(SMALL)))
    parts[DOCUMENT] = parts[DOCUMENT].replace(b"collect each unit", b"collect no unit")
    before = package.digest_parts(dict(word_parts(example(SMALL))))
    hidden = parts[MANIFEST].replace(before[DOCUMENT].encode(), package.digest_parts(parts)[DOCUMENT].encode())
    found = beside({**parts, MANIFEST: hidden})
    assert (found.state, fate(found), others(found)) == ("changed", ("edited", "control"), {"unchanged"})
    assert set(parts_that(found, "edited")) == {DOCUMENT, MANIFEST}
    del parts[MANIFEST], parts["docProps/custom.xml"]
    found = beside(parts)
    assert (found.state, fate(found), others(found)) == ("changed", ("edited", "control"), {"unchanged"})
    assert parts_that(found, "missing") == [MANIFEST]


def test_a_file_whose_parts_lead_elsewhere_is_changed_beside_the_original_too() -> None:
    parts = dict(word_parts(example(SMALL)))
    name = "word/_rels/document.xml.rels"
    parts[name] = parts[name].replace(b'Target="header1.xml"', b'Target="header2.xml"')
    found = beside(parts)
    assert (found.state, parts_that(found, "edited")) == ("changed", ["relations"])


def test_a_file_of_others_is_changed_beside_an_original() -> None:
    buffer = io.BytesIO()
    docx.Document().save(buffer)
    found = beside(dict(open_word(buffer.getvalue(), "x").parts))
    assert (found.state, {c.fate for c in found.clauses}) == ("changed", {"missing"})


# Without marks


def test_a_file_of_others_is_foreign() -> None:
    buffer = io.BytesIO()
    docx.Document().save(buffer)
    found = verified(buffer.getvalue())
    assert (found.state, found.made_digest, found.tool, found.parts, found.clauses) == ("foreign", None, None, (), ())


def test_without_the_properties_the_manifest_still_tells_parts_and_clauses() -> None:
    parts = dict(word_parts(example(SMALL)))
    del parts["docProps/custom.xml"]
    found = of(parts)
    assert found.state == "changed"
    assert parts_that(found, "missing") == ["docProps/custom.xml"]
    assert parts_that(found, "edited") == []
    assert {c.fate for c in found.clauses} == {"unchanged"}


def test_without_the_manifest_nothing_says_what_the_clauses_were() -> None:
    parts = dict(word_parts(example(SMALL)))
    del parts[MANIFEST]
    found = of(parts)
    assert found.state == "changed"
    assert found.tool is not None
    assert found.parts == ()
    assert [(c.mark, c.fate) for c in found.clauses] == [(c.tag, "unknown") for c in example(SMALL).printed]


def test_a_manifest_under_another_name_is_found() -> None:
    parts = dict(word_parts(example(SMALL)))
    parts["customXml/item7.xml"] = parts.pop(MANIFEST)
    found = of(parts)
    assert {(c.fate, c.found_by) for c in found.clauses} == {("unchanged", "control")}


# The two ways to read words: what the writer wrote, without a parser, and what is read


@pytest.mark.parametrize("text", ["a", "a & b < c > d", "\"q\" 's'", "é 漢 \u202f x", "a\tb\nc", "]]>", "a &amp; b"])
def test_escapes_mean_what_was_written(text: str) -> None:
    markup = w("p", w("r", element("w:t", text, attributes={"xml:space": "preserve"})))
    assert digest_text(read_markup_lines(markup)) == digest_text([text])


def test_no_words_have_no_digest() -> None:
    assert digest_text(["", " \u200f\u00a0"]) == ""


# LibreOffice


@pytest.fixture(scope="module")
def saved(soffice: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An annex that LibreOffice opened and saved as .docx."""
    folder = tmp_path_factory.mktemp("saved")
    (folder / "annex.docx").write_bytes(write(example(SMALL), word_bases(), LAUNCH))
    command = [str(soffice), f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to"]
    command += ["docx:MS Word 2007 XML", "--outdir", str(folder / "out"), str(folder / "annex.docx")]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return folder / "out" / "annex.docx"


def test_the_clauses_of_a_file_that_libreoffice_saved_are_unchanged(saved: Path) -> None:
    found = verified(saved.read_bytes())
    assert found.state == "changed"
    assert DOCUMENT in parts_that(found, "edited")
    assert {c.fate for c in found.clauses} == {"unchanged"}


def test_they_are_found_without_their_bookmarks_too(saved: Path) -> None:
    parts = dict(open_word(saved.read_bytes(), "x").parts)
    parts[DOCUMENT] = re.sub(rb'w:name="tk_[0-9a-f]{12}"', b'w:name="other"', parts[DOCUMENT])
    assert {c.fate for c in of(parts).clauses} == {"unchanged"}


def test_an_edit_in_a_file_that_libreoffice_saved_is_found(saved: Path) -> None:
    parts = dict(open_word(saved.read_bytes(), "x").parts)
    text = parts[DOCUMENT].decode()
    start = text.index(TAG)
    parts[DOCUMENT] = (text[:start] + re.sub("shall", "may", text[start:], count=1)).encode()
    found = of(parts)
    assert fate(found)[0] == "edited"
    assert others(found) == {"unchanged"}
