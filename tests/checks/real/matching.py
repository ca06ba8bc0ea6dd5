# SPDX-License-Identifier: Apache-2.0
"""Which findings are marked faults, by their kind, their place and the words at fault."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from tenderkit.checks.documents.document import DocumentParagraph
from tenderkit.checks.documents.statements import find_phrase, fold_text
from tenderkit.findings import Finding
from tests.checks.real.marks import Fault, Marked, check_text, read_verdicts

# Remarks on how the file was read, which judge no words of it.
ON_READING = {"content-not-read", "encoding-guessed", "language-not-read"}
_SENTENCE_END = re.compile(r"(?<=[.!?؟])\s+(?=\S)")


class Result(NamedTuple):
    """What a check of a text came to: the faults that are found and missed, the findings that are right and false."""

    found: list[Fault]
    missed: list[Fault]
    right: list[Finding]
    false: list[Finding]


class _Spot(NamedTuple):
    """Words in a paragraph: its number from 1, and where they begin and end."""

    number: int
    start: int
    end: int


def match_findings(marked: Marked) -> Result:
    """Match the findings in a text with its marks.

    A finding is a marked fault where its rule is one of the fault, and its words share letters with the marked ones
    or stand in the same sentence or row of a table. A finding on the whole text has no words: its rule is enough.
    Any other finding is right only by a verdict.
    """
    document, findings = check_text(marked.name)
    findings = tuple(finding for finding in findings if finding.rule not in ON_READING)
    paragraphs = document.paragraphs
    spots = {fault: list(_find_marked(paragraphs, fault.words)) for fault in marked.faults}
    hits = {fault: [f for f in findings if _is_fault(paragraphs, f, fault, spots[fault])] for fault in marked.faults}
    hitting = [finding for found in hits.values() for finding in found]
    right = [finding for finding in findings if finding in hitting or _is_judged_right(marked.name, finding)]
    missed = [fault for fault, found in hits.items() if not found]
    return Result(
        [fault for fault in marked.faults if fault not in missed],
        missed,
        right,
        [finding for finding in findings if finding not in right],
    )


def name_words(finding: Finding) -> str:
    """The words that a finding is about; empty where it is on the whole text."""
    return finding.excerpt.fault if finding.excerpt else ""


def _is_judged_right(name: str, finding: Finding) -> bool:
    excerpt = "".join(vars(finding.excerpt).values()) if finding.excerpt else ""
    return any((v.file, v.rule) == (name, finding.rule) and v.words in excerpt for v in read_verdicts())


def _is_fault(paragraphs: tuple[DocumentParagraph, ...], finding: Finding, fault: Fault, spots: list[_Spot]) -> bool:
    if finding.rule not in fault.rules:
        return False
    if not (finding.excerpt and finding.excerpt.fault) or finding.paragraph is None:
        return True
    place = _find_words(paragraphs, finding)
    return any(_share_sentence(paragraphs, place, spot) for spot in spots)


def _find_words(paragraphs: tuple[DocumentParagraph, ...], finding: Finding) -> _Spot:
    """The spot of the words at fault, by the words around them where the paragraph has them twice."""
    number, excerpt = finding.paragraph or 0, finding.excerpt
    if excerpt is None:
        return _Spot(number, 0, 0)
    before = excerpt.before.removeprefix("…")
    start = fold_text(paragraphs[number - 1].text).find(before + excerpt.fault) + len(before)
    return _Spot(number, start, start + len(excerpt.fault))


def _find_marked(paragraphs: tuple[DocumentParagraph, ...], words: str) -> Iterator[_Spot]:
    """Yield the spots of marked words; the cells of a row that they cover are spots of their own."""
    for part in re.split(r"\s*\|\s*", words.replace("**", "")):
        for number, paragraph in enumerate(paragraphs, 1):
            start = find_phrase(fold_text(paragraph.text), part)
            if part and start is not None:
                yield _Spot(number, start, start + len(fold_text(part)))


def _share_sentence(paragraphs: tuple[DocumentParagraph, ...], one: _Spot, other: _Spot) -> bool:
    """Whether two spots are in the same sentence or row of a table, or share letters."""
    first, second = paragraphs[one.number - 1], paragraphs[other.number - 1]
    if one.number != other.number:
        rows = [(p.cell.table, p.cell.row) for p in (first, second) if p.cell]
        return len(rows) == 2 and rows[0] == rows[1]
    if one.start < other.end and other.start < one.end:
        return True
    ends = [match.start() for match in _SENTENCE_END.finditer(fold_text(first.text))]
    return sum(end < one.start for end in ends) == sum(end < other.start for end in ends)
