# SPDX-License-Identifier: Apache-2.0
"""Which way paragraphs, runs, tables and sections go (B)."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from tenderkit.formats.word.write import bidi
from tests.formats.word.lint.package import ANSWERS, LATIN_LETTER, RTL_LETTER, Package, Paragraph, is_on, name
from tests.formats.word.lint.rule import Fault, never, rule

_EMBEDDING = re.compile("[\u202a-\u202e\u2066-\u2069]")
# Digits with dashes or strokes between them, which are read from left to right: 2027-01-15.
_GROUP = re.compile(r"[0-9]+(?:[-‐‑–—−/×][0-9]+)+")
# Letters are judged by themselves, marks of direction show nothing, and numbers go with the words around them.
_LETTERS = {"L", "R", "AL"}
_MARKS = "\u200e\u200f"
_IN_NUMBERS = {"EN", "AN", "CS", "ET", "NSM"}

never(
    "B01",
    "Every paragraph in a document from right to left, and none in another, says that it runs that way, and so does "
    "its end, where people go on typing; one that is meant to run from left to right says so.",
    "//w:p[not(w:pPr/w:bidi)] | //w:p[w:pPr/w:bidi[not(@w:val)] and not(w:pPr/w:rPr/w:rtl)]",
    "//w:p[w:pPr/w:bidi]",
)
never(
    "B02",
    "A paragraph that is put in later runs the way of the document.",
    "//w:style[@w:styleId = 'Normal'][not(w:pPr/w:bidi)]",
    "//w:style/w:pPr/w:bidi",
)


@rule("B03")
def letters(package: Package) -> Iterator[Fault]:
    """A run with Arabic letters is flagged as from right to left, one with Latin letters is not."""
    for paragraph in package.paragraphs:
        for run in paragraph.runs:
            if (LATIN_LETTER if run.rtl else RTL_LETTER).search(run.text):
                yield run.element, f"“{run.text}” is flagged the wrong way"


@lru_cache(5000)
def _levels(text: str, rtl: bool) -> bytes:
    """1 for each character that goes from right to left, after the levels of the whole paragraph."""
    return bytes(level % 2 for level in bidi.resolve_levels(text, rtl))


def _mixed(package: Package) -> Iterator[tuple[Paragraph, bytes]]:
    """The paragraphs in which direction matters, with the levels of their characters."""
    for paragraph in package.paragraphs:
        if paragraph.rtl or RTL_LETTER.search(paragraph.text):
            yield paragraph, _levels(paragraph.text, paragraph.rtl)


@rule("B04")
def runs(package: Package) -> Iterator[Fault]:
    """What stands between letters goes the way that the levels of its whole paragraph say."""
    for paragraph, levels in _mixed(package):
        end = 0
        for run in paragraph.runs:
            start, end = end, end + len(run.text)
            if levels.count(run.rtl, start, end) == end - start:
                continue
            for sign, odd in zip(run.text, levels[start:end], strict=True):
                class_ = unicodedata.bidirectional(sign)
                judged = class_ not in _LETTERS and sign not in _MARKS and not (run.rtl and class_ in _IN_NUMBERS)
                if judged and odd != run.rtl:
                    yield run.element, f"“{sign}” in “{run.text}” goes the other way"


@rule("B05")
def groups(package: Package) -> Iterator[Fault]:
    """Digits with dashes or strokes read from left to right as a whole: a mark keeps them so."""
    for paragraph, levels in _mixed(package):
        for group in _GROUP.finditer(paragraph.text):
            if any(levels[slice(*group.span())]):
                yield paragraph.element, f"{group.group()} is taken apart"


never(
    "B06",
    "Nothing is aligned to the left or right, which Word takes for the leading and trailing edge.",
    "//w:jc[@w:val = 'left' or @w:val = 'right']",
)


@rule("B07")
def embedding(package: Package) -> Iterator[Fault]:
    """No sign embeds, overrides or isolates a direction."""
    for paragraph in package.paragraphs:
        if _EMBEDDING.search(paragraph.text):
            yield paragraph.element, "a sign embeds a direction"


never(
    "B08",
    "The columns of tables and the pages of sections run the way of the document.",
    "//w:tbl[not(w:tblPr/w:bidiVisual)] | //w:sectPr[not(w:bidi)]",
    "//w:bidiVisual | //w:sectPr/w:bidi",
)


@rule("B09")
def twins(package: Package) -> Iterator[Fault]:
    """Bold, italic, size and font are set for Arabic letters too."""
    for root, _ in package.parsed.values():
        for one in root.iter([name(f"w:{tag}{cs}") for tag in ("b", "i", "sz") for cs in ("", "Cs")]):
            twin = one.getparent().find(one.tag[:-2] if one.tag.endswith("Cs") else f"{one.tag}Cs")
            if twin is None or ("sz" not in one.tag and is_on(twin) != is_on(one)):
                yield one, f"{one.tag.rpartition('}')[2]} has no twin for the other letters"
    yield from ((fonts, "there is no font") for fonts in package.find("//w:rFonts[@w:ascii and not(@w:cs)]"))


never(
    "B10",
    "What is filled in goes the way of the document.",
    f"{ANSWERS}[not(w:rPr/w:rtl)]",
    f"{ANSWERS}[w:rPr/w:rtl]",
)
