# SPDX-License-Identifier: Apache-2.0
"""Prove that every paragraph of the Arabic papers reads in Word as ICU orders it.

    python -m tests.formats.word.write.papers_in_word [PURCHASE...]

Without names: all shipped purchases and cases, in Arabic, with all their Word papers.
"""

import io
import sys
import unicodedata
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from lxml import etree

from tenderkit.formats.word.write.bidi import DirectedText, resolve_levels
from tenderkit.library.reading.shipped_data import load_shipped_data
from tenderkit.papers.registry import PAPERS
from tenderkit.pipeline import Options, draft_papers
from tests.formats.word.write.icu_program import Icu, find_python_with_icu, open_icu
from tests.formats.word.write.test_bidi import in_word, put_in_order, shown
from tests.support import PURCHASE_FILES, example_purchase

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


class Line(NamedTuple):
    """A line of a paragraph: its runs, each with its direction, and the direction of the paragraph."""

    runs: tuple[DirectedText, ...]
    rtl: bool

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)


def list_lines(docx: bytes) -> Iterator[Line]:
    """Yield each line of a Word file, of its headers and footers, too."""
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        names = [name for name in archive.namelist() if name.startswith("word/") and name.endswith(".xml")]
        for name in names:
            for paragraph in etree.fromstring(archive.read(name)).iter(f"{_W}p"):
                yield from _list_lines_of(paragraph)


def _list_lines_of(paragraph: etree._Element) -> Iterator[Line]:
    bidi = paragraph.find(f"{_W}pPr/{_W}bidi")
    rtl = bidi is not None and bidi.get(f"{_W}val") != "0"
    runs: list[DirectedText] = []
    for run in paragraph.iter(f"{_W}r"):
        turned = run.find(f"{_W}rPr/{_W}rtl") is not None
        for part in run:
            if part.tag == f"{_W}br":
                yield Line(tuple(runs), rtl)
                runs = []
            elif part.tag == f"{_W}t" and part.text:
                runs.append(DirectedText(part.text, turned))
            elif part.tag == f"{_W}tab":
                runs.append(DirectedText("\t", turned))
    yield Line(tuple(runs), rtl)


def find_fault(line: Line, icu: Icu) -> str | None:
    """Return in what Word or the levels here differ from ICU; None where nothing does."""
    counted = [place for place, sign in enumerate(line.text) if unicodedata.bidirectional(sign) != "BN"]
    levels = resolve_levels(line.text, line.rtl)
    ours, theirs = ([found[place] for place in counted] for found in (levels, icu.levels(line.text, line.rtl)))
    # ICU says 0 for all of a text in which nothing is turned round.
    if ours != theirs and (line.rtl or any(theirs) or any(level % 2 for level in ours)):
        return f"levels {ours}, those of ICU {theirs}"
    start = 0
    for part in split_at_tabs(line.runs):
        text = "".join(run.text for run in part)
        seen, wanted = shown(in_word(part, line.rtl), line.rtl), put_in_order(text, levels[start:])
        if seen != wanted:
            return f"Word shows {seen!r}, the standard {wanted!r}"
        start += len(text) + 1
    return None


def split_at_tabs(runs: Sequence[DirectedText]) -> Iterator[tuple[DirectedText, ...]]:
    """Yield the runs between two tabs, where Word begins anew."""
    part: list[DirectedText] = []
    for run in runs:
        first, *others = run.text.split("\t")
        part.append(run._replace(text=first))
        for text in others:
            yield tuple(part)
            part = [run._replace(text=text)]
    yield tuple(part)


def draft_word_files(name: str) -> Iterator[tuple[str, bytes]]:
    """Yield each Word file of a purchase in Arabic, with the name of its paper."""
    purchase = replace(example_purchase(name), language="ar")
    for file in draft_papers(purchase, load_shipped_data(), Options(tuple(PAPERS)), name).files:
        if b"word/document.xml" in file.content:
            yield file.paper, file.content


def main(names: Sequence[str]) -> int:
    """Print what differs, and how many papers and lines were compared."""
    program = find_python_with_icu()
    if program is None:
        print("no Python with PyICU (python3-icu)")
        return 2
    known: set[Line] = set()
    papers, faults = 0, 0
    with open_icu(program) as icu:
        for name in names or PURCHASE_FILES:
            for paper, content in draft_word_files(name):
                papers += 1
                for line in {*list_lines(content)} - known:
                    known.add(line)
                    if fault := find_fault(line, icu):
                        faults += 1
                        print(f"{name}, {paper}: {line.text!r}: {fault}")
    print(f"{papers} papers, {len(known)} different lines, {faults} not as ICU orders them")
    return min(faults, 1)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
