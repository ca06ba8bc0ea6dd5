# SPDX-License-Identifier: Apache-2.0
"""What other programs make of our files: a validator with the rules of Microsoft, and LibreOffice."""

import re
import subprocess
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest
from lxml import etree
from openxml_audit import OpenXmlValidator

from tenderkit.formats.word.write import package
from tenderkit.formats.word.write.writer import write
from tenderkit.papers.annex.annex import Annex
from tenderkit.papers.blocks import ClauseBlock, Heading, Table
from tenderkit.papers.calendar.calendar_form import compose
from tenderkit.papers.calendar.contract_calendar import build_calendars
from tenderkit.papers.evaluation import TENDERS, build_evaluation
from tenderkit.papers.evaluation_form import compose as compose_evaluation
from tenderkit.papers.notes.notes import compose_notes
from tenderkit.papers.paper import Paper
from tenderkit.papers.response_form import compose_response_form
from tests.support import EXAMPLES, LAUNCH, example, word_bases, word_parts

every_example = pytest.mark.parametrize("name", EXAMPLES)
CALENDARS = tuple(f"{name}-calendar" for name in EXAMPLES)
NOTES = ("small-laptops-notes", "three-lots-notes")
EVALUATIONS = tuple(f"{name}-evaluation" for name in EXAMPLES)
PAPERS = (*EXAMPLES, *CALENDARS, *EVALUATIONS, *NOTES)
every_paper = pytest.mark.parametrize("name", PAPERS)
# The part of a sheet, in points, that headers and footers lie in.
EDGE = 60
XHTML = "{http://www.w3.org/1999/xhtml}"


def calendar(name: str, *, rtl: bool = False) -> Paper:
    """The contract calendar of an example."""
    one = example(name, rtl=rtl)
    return compose(one, build_calendars(one))


def evaluation(name: str, *, rtl: bool = False) -> Paper:
    """The evaluation of an example, to be filled in by hand."""
    one = example(name, rtl=rtl)
    return compose_evaluation(one, build_evaluation(one))


def paper(name: str) -> Paper:
    """A paper by its name, that of an example with the kind of paper behind it."""
    if name in CALENDARS:
        return calendar(name.removesuffix("-calendar"))
    if name in NOTES:
        return compose_notes(example(name.removesuffix("-notes")))
    return evaluation(name.removesuffix("-evaluation")) if name in EVALUATIONS else example(name)


def errors_in(content: bytes, folder: Path) -> list[str]:
    """What the validator finds in a Word file."""
    file = folder / "paper.docx"
    file.write_bytes(content)
    return [f"{e.part_uri} {e.path}: {e.description}" for e in OpenXmlValidator(max_errors=0).validate(file).errors]


@every_example
@pytest.mark.parametrize("kind", ["annex", "form", "protected", "notes", "calendar", "evaluation"])
@pytest.mark.parametrize("rtl", [False, True], ids=["ltr", "rtl"])
def test_a_validator_with_the_rules_of_microsoft_finds_no_error(
    name: str, kind: str, rtl: bool, tmp_path: Path
) -> None:
    one = example(name, rtl=rtl)
    papers: dict[str, Callable[[], Paper]] = {
        "annex": lambda: one,
        "form": lambda: compose_response_form(one),
        "protected": lambda: compose_response_form(one, protected=True),
        "notes": lambda: compose_notes(one),
        "calendar": lambda: calendar(name, rtl=rtl),
        "evaluation": lambda: evaluation(name, rtl=rtl),
    }
    assert errors_in(write(papers[kind](), word_bases(), LAUNCH), tmp_path) == []


def test_the_validator_finds_a_seeded_error(tmp_path: Path) -> None:
    parts = word_parts(example("small-laptops"))
    file = tmp_path / "annex.docx"
    parts["word/document.xml"] = parts["word/document.xml"].replace(b"w:cantSplit>", b"w:cantSplat>")
    file.write_bytes(package.zip_parts(parts, stored=False))
    assert any("cantSplat" in e.description for e in OpenXmlValidator(max_errors=0).validate(file).errors)


@pytest.fixture(scope="module")
def pdfs(soffice: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The papers of every example as LibreOffice lays them out: one call for all, in a profile of its own."""
    folder = tmp_path_factory.mktemp("gates")
    made = []
    for name in PAPERS:
        made.append(folder / f"{name}.docx")
        made[-1].write_bytes(write(paper(name), word_bases(), LAUNCH))
    profile = (folder / "profile").as_uri()
    command = [str(soffice), f"-env:UserInstallation={profile}", "--headless", "--convert-to", "pdf"]
    subprocess.run([*command, "--outdir", str(folder), *map(str, made)], check=True, capture_output=True, timeout=300)
    return {name: folder / f"{name}.pdf" for name in PAPERS}


@cache
def tool(*command: str) -> str:
    return subprocess.run(command, check=True, capture_output=True, timeout=60).stdout.decode()


def words(text: str) -> str:
    """Text with single spaces: where a line ends does not count."""
    return " ".join(text.split())


def our_headings(one: Annex) -> Iterator[str]:
    """Every heading with the number that we computed for it, in order."""
    waiting = list(reversed(one.blocks))
    while waiting:
        block = waiting.pop()
        if isinstance(block, Heading):
            # The general rules as a whole carry no number in print.
            yield words(f"{block.number} {block.text}")
        elif hasattr(block, "blocks"):
            waiting += reversed(block.blocks)


def pages(pdf: Path) -> list[tuple[float, float, list[tuple[float, str]]]]:
    """Width and height of every page, and its words with their places below the upper edge."""
    root = etree.fromstring(tool("pdftotext", "-bbox", str(pdf), "-").encode(), etree.XMLParser(recover=True))
    return [
        (
            float(page.get("width", "0")),
            float(page.get("height", "0")),
            [(float(w.get("yMin", "0")), w.text or "") for w in page.iter(XHTML + "word")],
        )
        for page in root.iter(XHTML + "page")
    ]


@every_example
def test_the_numbers_of_word_processors_are_those_that_we_computed(name: str, pdfs: dict[str, Path]) -> None:
    outline = etree.fromstring(
        tool("pdftohtml", "-xml", "-i", "-stdout", str(pdfs[name])).encode(), etree.XMLParser(recover=True)
    ).iter("item")
    assert [words("".join(item.itertext())) for item in outline] == list(our_headings(example(name)))


@every_example
def test_references_show_the_numbers_that_we_computed(name: str, pdfs: dict[str, Path]) -> None:
    text = words(tool("pdftotext", "-raw", str(pdfs[name]), "-"))
    asked = [t for c in example(name).printed for t in (*c.requirement, c.remedy)]
    references = {found for t in asked for found in re.findall(r"\w+” \((?:\d+\.\d+|[GC](?:\.\d+)?)\.\d+[^)]*\)", t)}
    assert references or name != "three-lots"
    assert sorted(r for r in references if r not in text) == []


@every_example
def test_every_clause_number_stands_in_print_before_its_title(name: str, pdfs: dict[str, Path]) -> None:
    text = words(tool("pdftotext", "-raw", str(pdfs[name]), "-"))
    missing = [f"{c.number} {c.title}" for c in example(name).printed if words(f"{c.number} {c.title}") not in text]
    assert missing == []


@every_example
def test_every_duty_of_a_clause_is_in_print(name: str, pdfs: dict[str, Path]) -> None:
    text = re.sub(r"\s", "", tool("pdftotext", "-raw", str(pdfs[name]), "-"))
    # A page break in the middle of a paragraph puts header and footer between its words: the first line counts.
    starts = [words(p)[:40].replace(" ", "") for c in example(name).printed for p in c.requirement]
    assert [s for s in starts if s not in text] == []


@every_paper
def test_no_page_is_blank(name: str, pdfs: dict[str, Path]) -> None:
    blank = [
        number
        for number, (_, height, found) in enumerate(pages(pdfs[name]), 1)
        if not any(EDGE < y < height - EDGE for y, _ in found)
    ]
    assert blank == []


@every_paper
def test_the_total_of_pages_is_that_of_the_last_footer(name: str, pdfs: dict[str, Path]) -> None:
    last = words(tool("pdftotext", str(pdfs[name]), "-").rstrip("\f").rpartition("\f")[2])
    total = len(pages(pdfs[name]))
    assert f"Page {total} of {total}" in last


@every_paper
def test_no_name_of_a_value_is_left_unfilled(name: str, pdfs: dict[str, Path]) -> None:
    text = tool("pdftotext", str(pdfs[name]), "-")
    assert re.findall(r"\{\{|\}\}|\{%|\{[a-z_]+\}", text) == []


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_calendar_is_in_landscape_with_every_row_in_print(name: str, pdfs: dict[str, Path]) -> None:
    pdf = pdfs[f"{name}-calendar"]
    assert all(width > height for width, height, _ in pages(pdf))
    text = re.sub(r"\s", "", tool("pdftotext", "-raw", str(pdf), "-"))
    rows = [words(row[0]).replace(" ", "") for b in calendar(name).blocks if isinstance(b, Table) for row in b.rows]
    assert rows
    assert [row for row in rows if row not in text] == []


@every_example
def test_an_evaluation_is_in_landscape_and_every_sheet_begins_a_page(name: str, pdfs: dict[str, Path]) -> None:
    pdf = pdfs[f"{name}-evaluation"]
    sheets = tool("pdftotext", "-raw", str(pdf), "-").split("\f")
    assert all(width > height for width, height, _ in pages(pdf))
    # The title of a lot may be in another script, whose words come out in another order.
    heads = [
        words(b.text).partition(":")[0] for b in evaluation(name).blocks if isinstance(b, Heading) and b.page_break
    ]
    # Behind the head of a page, which is one line.
    begun = [words(" ".join(sheet.splitlines()[1:]))[:400] for sheet in sheets]
    assert len(heads) > 5
    assert [head for head in heads if not any(head in page for page in begun)] == []


@every_example
def test_ten_tenders_stand_on_one_page(name: str, pdfs: dict[str, Path]) -> None:
    # A list that runs over by a line would have to be copied as two sheets.
    sheets = tool("pdftotext", "-raw", str(pdfs[f"{name}-evaluation"]), "-").split("\f")
    of_ten = [s for s in sheets if "Points and ranking, " in s or "List of tenders\n" in s]
    assert len(of_ten) == 2 * len(example(name).lots)
    for sheet in of_ten:
        assert set(re.findall(r"(?m)^(\d+) (?:☐|admitted|yes)", sheet)) == {str(n) for n in range(1, TENDERS + 1)}


def test_clause_headings_are_among_the_headings() -> None:
    one = example("small-laptops")
    found = list(our_headings(one))
    clauses = [b for b in one.blocks if isinstance(b, ClauseBlock)]
    assert len(clauses) == len(one.printed) > 0
    assert [f"{c.number} {c.title}" for c in one.printed if f"{c.number} {c.title}" not in found] == []
