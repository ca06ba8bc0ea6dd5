# SPDX-License-Identifier: Apache-2.0
"""Which clause is which after people and programs were at a Word file, in both directions of writing."""

import random
import subprocess
from collections import Counter
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

import pytest
from lxml import etree

from tenderkit.formats.word.read.clause_words import digest_text, sample_shingles
from tenderkit.formats.word.read.fragments import ManifestClause, TextParagraph
from tenderkit.formats.word.read.match_clauses import match_clauses
from tenderkit.formats.word.read.open_docx import open_word
from tenderkit.formats.word.read.verify import verify
from tenderkit.formats.word.write import package
from tenderkit.papers.annex.annex import Annex
from tenderkit.responses.comparison import ClauseFate, Comparison
from tests.formats.word import edits
from tests.formats.word.arabic import arabic_example, lettered
from tests.formats.word.edits import CONTROLS, control, paragraph, paragraphs, removed, unmarked, unwrapped, written
from tests.support import example, find, text_of, word_parts

DOCUMENT = "word/document.xml"
SMALL = {c.pick.clause.id: c for c in example("small-laptops").printed}
TAG = SMALL["take-back"].tag  # 1.4.1 in the small annex
BEFORE = SMALL["warranty-minimum"].tag  # 1.2.1
ANNEXES: Mapping[str, Callable[[str], Annex]] = {"english": example, "arabic": arabic_example}
Edit = Callable[[etree._Element], None]

both = pytest.mark.parametrize("writing", ANNEXES)


@cache
def parts(writing: str, name: str = "small-laptops") -> dict[str, bytes]:
    return dict(word_parts(ANNEXES[writing](name)))


def body(writing: str, *steps: Edit, name: str = "small-laptops") -> dict[str, bytes]:
    """An annex whose text was edited."""
    root = etree.fromstring(parts(writing, name)[DOCUMENT])
    for step in steps:
        step(root)
    return {**parts(writing, name), DOCUMENT: etree.tostring(root, xml_declaration=True, encoding="UTF-8")}


def after(writing: str, *steps: Edit, name: str = "small-laptops") -> Comparison:
    """What is said of an annex after its text was edited."""
    return verify(open_word(package.zip_parts(body(writing, *steps, name=name), stored=True), "x.docx"))


def of(found: Comparison, tag: str = TAG) -> ClauseFate:
    """What became of a clause."""
    (one,) = [c for c in found.clauses if c.mark == tag and c.number]
    return one


def others(found: Comparison, tag: str = TAG) -> set[str]:
    """What became of all other clauses, and what else there is."""
    return {c.fate for c in found.clauses if c.mark != tag or not c.number}


def tags(writing: str, name: str = "small-laptops") -> list[str]:
    return [c.tag for c in ANNEXES[writing](name).printed]


# Edited, with all marks


@both
@pytest.mark.parametrize("edit", [edits.retitled, edits.lengthened])
def test_a_clause_with_another_title_or_a_paragraph_more_is_edited(
    edit: Callable[[etree._Element, str], None], writing: str
) -> None:
    found = after(writing, lambda root: edit(root, TAG))
    assert (of(found).fate, of(found).moved, others(found)) == ("edited", False, {"unchanged"})


@both
@pytest.mark.parametrize("edit", [edits.preceded, edits.followed])
def test_a_clause_that_was_written_in_is_unknown_and_changes_no_other(
    edit: Callable[[etree._Element, str], None], writing: str
) -> None:
    found = after(writing, lambda root: edit(root, TAG))
    assert of(found).fate == "unchanged"
    assert [c.headings for c in found.clauses if c.fate != "unchanged"] == [("Flowers",)]


@both
def test_an_emptied_clause_and_one_that_was_taken_out_are_missing(writing: str) -> None:
    for edit in (edits.emptied, lambda root, tag: removed(control(root, tag))):
        found = after(writing, lambda root, edit=edit: edit(root, TAG))
        assert (of(found).fate, of(found).found_by, others(found)) == ("missing", None, {"unchanged"})


@both
def test_a_copy_is_unknown_and_the_clause_is_the_one_where_it_was(writing: str) -> None:
    def copied_before(root: etree._Element) -> None:
        edits.doubled(root, TAG)
        first = find(root, CONTROLS)[0]
        first.addprevious(find(root, f"//w:sdt[w:sdtPr/w:tag/@w:val='{TAG}']")[1])

    for edit in (lambda root: edits.doubled(root, TAG), copied_before):
        found = after(writing, edit)
        assert of(found).fate == "unchanged"
        strange = [(c.mark, c.number, c.fate) for c in found.clauses if c.fate != "unchanged"]
        assert strange == [(TAG, "", "unknown")]


def test_of_two_copies_the_one_that_was_not_edited_is_the_clause() -> None:
    def edit(root: etree._Element) -> None:
        edits.doubled(root, TAG)
        written(find(root, f"//w:sdt[w:sdtPr/w:tag/@w:val='{TAG}']/w:sdtContent/w:p")[1], "Nothing is taken back.")

    found = after("english", edit)
    assert of(found).fate == "unchanged"
    assert [(c.mark, c.number) for c in found.clauses if c.fate == "unknown"] == [(TAG, "")]


# Moved


@both
def test_a_clause_that_was_moved_up_or_down_is_moved_and_no_other(writing: str) -> None:
    last = tags(writing)[-1]
    up = after(writing, lambda root: edits.moved_before(root, TAG, BEFORE))
    assert (of(up).fate, of(up).moved, of(up).after, of(up).found_by) == ("moved", True, "G.5", "control")
    down = after(writing, lambda root: edits.moved_behind(root, TAG, last))
    (number,) = (clause.number for clause in up.clauses if clause.mark == last)
    assert (of(down).fate, of(down).moved, of(down).after) == ("moved", True, number)
    front = after(writing, lambda root: edits.moved_before(root, TAG, tags(writing)[0]))
    assert (of(front).fate, of(front).after) == ("moved", "")
    assert others(up) == others(down) == others(front) == {"unchanged"}
    assert up.counts == {"unchanged": len(SMALL) - 1, "edited": 0, "moved": 1, "split": 0, "missing": 0, "unknown": 0}


@both
def test_a_clause_that_was_moved_and_edited_is_told_as_both(writing: str) -> None:
    def edit(root: etree._Element) -> None:
        edits.moved_before(root, TAG, BEFORE)
        edits.lengthened(root, TAG)

    found = after(writing, edit)
    assert (of(found).fate, of(found).moved, of(found).after, others(found)) == (
        "edited",
        True,
        "G.5",
        {"unchanged"},
    )


@both
def test_a_clause_that_was_pasted_into_another_is_moved_and_the_other_is_as_it_was(writing: str) -> None:
    found = after(writing, lambda root: edits.moved_into(root, TAG, BEFORE))
    assert (of(found).fate, of(found).after, others(found)) == ("moved", "1.2.1", {"unchanged"})


@both
def test_a_clause_that_another_was_pasted_over_the_middle_of_is_split(writing: str) -> None:
    found = after(writing, lambda root: paragraphs(root, BEFORE)[1].addnext(control(root, TAG)))
    assert of(found).fate == "moved"
    torn = of(found, BEFORE)
    assert (torn.fate, len(torn.headings)) == ("split", 2)


@both
def test_a_clause_whose_control_was_swallowed_by_that_of_another_keeps_its_words(writing: str) -> None:
    # So LibreOffice leaves them where a clause is pasted before another one.
    def edit(root: etree._Element) -> None:
        moving = control(root, TAG)
        edits.moved_before(root, TAG, BEFORE)
        find(moving, "w:sdtContent")[0].extend(paragraphs(root, BEFORE))
        removed(control(root, BEFORE))

    found = after(writing, edit)
    assert (of(found).fate, of(found).found_by) == ("moved", "bookmark")
    assert (of(found, BEFORE).fate, of(found, BEFORE).found_by) == ("unchanged", "bookmark")


def test_a_lot_that_was_moved_moves_its_own_clauses_alone() -> None:
    name = "three-lots"

    def edit(root: etree._Element) -> None:
        starts = find(root, "/w:document/w:body/w:p[w:pPr/w:pStyle/@w:val='LotHeading']")
        second, third = starts[-2:]
        moving = [second, *second.itersiblings()][: third.getparent().index(third) - second.getparent().index(second)]
        end = next(p for p in third.itersiblings() if find(p, "self::w:p/w:pPr/w:pStyle[@w:val='Heading1']"))
        for one in moving:
            end.addprevious(one)

    found = after("english", edit, name=name)
    lots = Counter((c.number[0], c.fate) for c in found.clauses)
    sizes = {lot: sum(n for (one, _), n in lots.items() if one == lot) for lot in "GC123"}
    moved = min("23", key=lambda lot: sizes[lot])
    assert lots == {(lot, "moved" if lot == moved else "unchanged"): n for lot, n in sizes.items()}


# Split


@both
def test_enter_in_a_heading_splits_the_clause(writing: str) -> None:
    found = after(writing, lambda root: edits.entered(root, TAG))
    title = text_of(paragraphs(etree.fromstring(parts(writing)[DOCUMENT]), TAG)[0])
    assert of(found).fate == "split"
    assert "".join(of(found).headings).replace(" ", "") == title.replace(" ", "")
    assert others(found) == {"unchanged"}


@both
def test_a_heading_in_the_middle_splits_the_clause(writing: str) -> None:
    found = after(writing, lambda root: edits.halved(root, TAG))
    assert (of(found).fate, of(found).headings[1], others(found)) == ("split", "What comes second", {"unchanged"})
    bare = after(writing, lambda root: edits.halved(root, TAG), unmarked)
    assert (of(bare).fate, of(bare).found_by, of(bare).headings[1]) == ("split", "words", "What comes second")


@both
def test_two_controls_with_the_words_of_one_clause_and_something_between_are_a_split(writing: str) -> None:
    found = after(writing, lambda root: edits.parted(root, TAG))
    assert (of(found).fate, of(found).headings[1]) == ("split", "Flowers")
    assert [(c.mark, c.number) for c in found.clauses if c.fate == "unknown" and c.mark] == []


@both
def test_two_controls_with_nothing_between_hold_the_clause_as_it_was(writing: str) -> None:
    def edit(root: etree._Element) -> None:
        edits.parted(root, TAG)
        for one in find(root, "//w:body/w:p[starts-with(., 'Flowers')]"):
            removed(one)

    found = after(writing, edit)
    assert (of(found).fate, of(found).found_by, others(found)) == ("unchanged", "bookmark", {"unchanged"})


@both
def test_the_half_of_a_clause_that_was_put_into_another_splits_it(writing: str) -> None:
    def edit(root: etree._Element) -> None:
        last = paragraphs(root, BEFORE)[-1]
        for one in reversed(paragraphs(root, TAG)[4:]):
            last.addnext(one)

    found = after(writing, edit)
    assert (of(found).fate, len(of(found).headings)) == ("split", 2)
    # No word of it was lost, but some are not its own.
    assert of(found, BEFORE).fate in ("edited", "unchanged")


@both
def test_a_bookmark_that_went_with_the_second_half_leads_to_both(writing: str) -> None:
    def edit(root: etree._Element) -> None:
        edits.halved(root, TAG)
        mark, end = find(control(root, TAG), edits.BOOKMARKS)
        second = paragraphs(root, TAG)[3]
        second.insert(1, mark)
        second.append(end)
        unwrapped(control(root, TAG))

    found = after(writing, edit)
    assert (of(found).fate, of(found).found_by, len(of(found).headings)) == ("split", "bookmark", 2)


def test_a_clause_whose_words_were_replaced_is_no_split_whatever_tables_say_of_it() -> None:
    for name in ("small-laptops", "ke-school-laptops", "ee-cloud-hosting", "br-consumables"):
        for tag in tags("english", name):

            def edit(root: etree._Element, tag: str = tag) -> None:
                for one in find(control(root, tag), "w:sdtContent/*[position()>1]//w:t"):
                    one.text = "Flowers are watered on Mondays."

            assert of(after("english", edit, name=name), tag).fate == "edited"


# Without marks


@both
@pytest.mark.parametrize("name", ["small-laptops", "three-lots"])
def test_without_any_mark_all_clauses_are_found_by_their_words(name: str, writing: str) -> None:
    found = after(writing, unmarked, name=name)
    assert {(c.fate, c.found_by) for c in found.clauses} == {("unchanged", "words")}


@both
@pytest.mark.parametrize("name", ["small-laptops", "three-lots"])
def test_edited_clauses_without_marks_are_found_by_their_titles(name: str, writing: str) -> None:
    def edit(root: etree._Element) -> None:
        for tag in tags(writing, name):
            edits.lengthened(root, tag)
        unmarked(root)

    found = after(writing, edit, name=name)
    assert {(c.fate, c.found_by, c.moved) for c in found.clauses} == {("edited", "words", False)}


@both
def test_a_title_alone_tells_a_clause_that_was_written_anew(writing: str) -> None:
    def edit(root: etree._Element) -> None:
        for one in paragraphs(root, TAG)[1:]:
            written(one, "Flowers are watered on Mondays.")
        unmarked(root)

    found = after(writing, edit)
    assert (of(found).fate, of(found).found_by, others(found)) == ("edited", "words", {"unchanged"})


@both
@pytest.mark.parametrize("name", ["small-laptops", "three-lots"])
def test_retitled_clauses_without_marks_are_found_by_likeness(name: str, writing: str) -> None:
    def edit(root: etree._Element) -> None:
        for tag in tags(writing, name):
            edits.retitled(root, tag)
            edits.lengthened(root, tag)
        unmarked(root)

    found = after(writing, edit, name=name)
    assert {(c.fate, c.found_by, c.moved) for c in found.clauses} == {("edited", "words", False)}


def test_a_word_replaced_everywhere_in_text_pasted_without_its_format_hides_no_clause() -> None:
    for name in ("small-laptops", "three-lots"):
        steps = (lambda root: edits.replaced(root, "contractor", "supplier"), lambda root: unmarked(root, plain=True))
        found = after("english", *steps, name=name)
        assert {(c.found_by, c.moved) for c in found.clauses} == {("words", False)}
        assert {c.fate for c in found.clauses} == {"unchanged", "edited"}


@both
def test_the_numbers_that_are_pasted_with_titles_do_not_hide_them(writing: str) -> None:
    def edit(root: etree._Element) -> None:
        for one in ANNEXES[writing]("small-laptops").printed:
            heading = paragraphs(root, one.tag)[0]
            written(heading, f"{one.number}\t{text_of(heading)}")
        unmarked(root, plain=True)

    found = after(writing, edit)
    assert {(c.fate, c.found_by, c.moved) for c in found.clauses} == {("edited", "words", False)}


@both
@pytest.mark.parametrize("name", ["small-laptops", "three-lots"])
def test_a_clause_that_was_taken_out_is_missing_although_lots_tables_and_sources_say_much_the_same(
    name: str, writing: str
) -> None:
    shall = "shall" if writing == "english" else lettered("shall")
    for tag in tags(writing, name)[::12]:
        for steps in ((), (unmarked,), (lambda root: edits.replaced(root, shall, "must"), unmarked)):
            found = after(writing, lambda root, tag=tag: removed(control(root, tag)), *steps, name=name)
            assert of(found, tag).fate == "missing"
            assert others(found, tag) <= {"unchanged", "edited"}


def test_a_title_in_the_text_is_no_clause() -> None:
    def edit(root: etree._Element) -> None:
        removed(control(root, TAG))
        title = next(c.title for c in example("small-laptops").printed if c.tag == TAG)
        for one in (title, f"1.4.1 {title}"):
            control(root, BEFORE).addprevious(paragraph(one, "Normal"))

    assert of(after("english", edit)).fate == "missing"


@both
def test_a_clause_that_was_pasted_into_another_as_text_is_found_in_there(writing: str) -> None:
    def edit(root: etree._Element) -> None:
        inside = paragraphs(root, BEFORE)[-1]
        moving = control(root, TAG)
        edits.retitled(root, TAG)
        for one in find(moving, edits.BOOKMARKS):
            removed(one)
        for one in reversed(paragraphs(root, TAG)):
            find(one, "w:pPr/w:pStyle")[0].set(edits.W + "val", "ClauseText")
            inside.addnext(one)
        removed(moving)

    found = after(writing, edit)
    assert (of(found).fate, of(found).found_by, of(found).after) == ("edited", "words", "1.2.1")
    assert of(found, BEFORE).fate == "edited"


@both
def test_a_clause_whose_heading_was_deleted_goes_by_its_control(writing: str) -> None:
    found = after(writing, lambda root: removed(paragraphs(root, TAG)[0]))
    assert (of(found).fate, of(found).found_by, others(found)) == ("edited", "control", {"unchanged"})


# Whatever else


def test_the_numbers_of_other_clauses_may_change_in_a_clause() -> None:
    def renumbered(root: etree._Element) -> None:
        for one in find(root, "//w:r[preceding-sibling::w:r[w:instrText[contains(., ' REF tk_')]]]/w:t"):
            one.text = (one.text or "").replace("1.4.", "1.7.")

    example_name = "three-lots"
    before = etree.fromstring(parts("english", example_name)[DOCUMENT])
    assert any("1.4." in (t or "") for t in find(before, "//w:sdt[contains(w:sdtPr/w:tag/@w:val, '@')]//w:t/text()"))
    found = after("english", renumbered, name=example_name)
    assert found.state == "changed"
    assert {c.fate for c in found.clauses} == {"unchanged"}


@pytest.mark.parametrize("seed", range(12))
def test_whatever_is_done_every_clause_is_told_once_and_in_order(seed: int) -> None:
    chance = random.Random(seed)

    def edit(root: etree._Element) -> None:
        for _ in range(25):
            one, other = (chance.choice(find(root, "//w:body//w:p | //w:body//w:sdt")) for _ in range(2))
            inside = one in list(other.iterancestors()) or one is other
            match chance.randrange(4):
                case 0 if not inside:
                    other.addnext(one)
                case 1:
                    removed(one)
                case 2 if one.tag == edits.W + "sdt":
                    unwrapped(one)
                case 3:
                    for text in find(one, ".//w:t")[:3]:
                        text.text = " ".join(chance.sample((text.text or "").split(), len((text.text or "").split())))

    found = after("english", edit)
    assert [c.mark for c in found.clauses if c.number] == tags("english")
    for clause in found.clauses:
        assert (clause.after is not None) == clause.moved
        assert clause.moved or clause.fate != "moved"
        assert (len(clause.headings) > 1) == (clause.fate == "split")
        assert (clause.found_by is None) == (clause.fate == "missing" or not clause.mark)


def test_where_all_is_like_all_else_no_more_than_so_much_is_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "Everything whatsoever always contains exactly these telling words however often somebody repeats them."
    digest, known = digest_text(["T", text]), sample_shingles([text])
    rows = [ManifestClause(f"tk:L1.x{n}@1", f"tk_{n:012x}", f"1.2.{n}", digest, "T", known) for n in range(30)]
    lines = [TextParagraph(level=0 if n % 2 else 3, text=[text if n % 2 else "T"]) for n in range(40)]
    assert len(match_clauses((), lines, rows).places) == 20
    monkeypatch.setattr("tenderkit.formats.word.read.match_clauses.MAX_CANDIDATES", 60)
    assert 0 < len(match_clauses((), lines, rows).places) < 20


# LibreOffice

WAYS = ("docx", "odt", "doc")
STEPS: tuple[Edit, ...] = (
    lambda root: edits.retitled(root, SMALL["spare-parts"].tag),
    lambda root: edits.lengthened(root, SMALL["data-sanitisation"].tag),
    lambda root: edits.preceded(root, SMALL["battery-endurance"].tag),
    lambda root: edits.entered(root, TAG),
    lambda root: edits.halved(root, SMALL["reuse-before-recycling"].tag),
)


@pytest.fixture(scope="module")
def saved(soffice: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, str, str], Comparison]:
    """What is said of annexes that LibreOffice saved, by writing, whether they were edited before, and the way."""
    folder = tmp_path_factory.mktemp("saved")

    def converted(kind: str, files: list[Path], where: str) -> None:
        command = [str(soffice), f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless"]
        command += ["--convert-to", kind, "--outdir", str(folder / where), *map(str, files)]
        subprocess.run(command, check=True, capture_output=True, timeout=300)

    files: list[Path] = []
    for writing in ANNEXES:
        for state, steps in (("made", ()), ("edited", STEPS)):
            files.append(folder / f"{writing}-{state}.docx")
            files[-1].write_bytes(package.zip_parts(body(writing, *steps), stored=False))
    converted("docx:MS Word 2007 XML", files, "docx")
    converted("odt:writer8", files, "between")
    converted("doc:MS Word 97", files, "between")
    for way in ("odt", "doc"):
        converted("docx:MS Word 2007 XML", [folder / "between" / f"{f.stem}.{way}" for f in files], way)
    found: dict[tuple[str, str, str], Comparison] = {}
    for file in files:
        writing, _, state = file.stem.partition("-")
        # OpenDocument and Word 97 lose the manifest.
        original = open_word(package.zip_parts(parts(writing), stored=False), "original.docx")
        for way, beside in zip(WAYS, (None, original, original), strict=True):
            opened = open_word((folder / way / file.name).read_bytes(), file.name)
            found[writing, state, way] = verify(opened, beside)
    return found


@both
@pytest.mark.parametrize("way", WAYS)
def test_a_file_that_libreoffice_saved_has_its_clauses(
    saved: dict[tuple[str, str, str], Comparison], writing: str, way: str
) -> None:
    found = saved[writing, "made", way]
    assert found.state == "changed"
    assert {c.fate for c in found.clauses} == {"unchanged"}


@both
@pytest.mark.parametrize("way", WAYS)
def test_what_was_edited_is_told_after_libreoffice_too(
    saved: dict[tuple[str, str, str], Comparison], writing: str, way: str
) -> None:
    found = saved[writing, "edited", way]
    assert {c.id or c.headings[0]: c.fate for c in found.clauses if c.fate != "unchanged"} == {
        "spare-parts": "edited",
        "data-sanitisation": "edited",
        "Flowers": "unknown",
        "take-back": "split",
        "reuse-before-recycling": "split",
    }
    assert not any(c.moved for c in found.clauses)
