# SPDX-License-Identifier: Apache-2.0
"""award-weights-do-not-sum: the weights of the award criteria do not make 100, or not the total that is stated.

Catches a table with a column of weights (list `weight-words`) whose numbers differ from the total in its last row or,
where there is none and the numbers are percentages, from 100; and a sentence on weights whose percentages differ from
100. A table of criteria and sub-criteria passes where either of the two makes the total. Points that do not claim to
make 100 pass. Directive 2014/24/EU, Art 67(5), asks for the weight of each criterion.

Passes:  Price has a weight of 60 %, quality of 25 %, environment of 15 %.
Fails:   Price has a weight of 60 %, quality of 25 %, environment of 20 %.

Correct the weights, or the total.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from tenderkit.checks.documents.checked_document import CheckedDocument, DocumentFault
from tenderkit.checks.documents.document import DocumentParagraph, TableCell
from tenderkit.checks.documents.statements import Statement, fold_text
from tenderkit.lint.phrases import Pattern, Phrases

SEVERITY = "error"
_NUMBER = re.compile(r"(\d{1,3}(?:[.,]\d{1,2})?)\s*(%|٪|per ?cent|points?|نقطة)?", re.IGNORECASE)
_PERCENTAGE = re.compile(r"(?<![\d.,])(\d{1,3}(?:[.,]\d{1,2})?)\s*(?:%|٪|per ?cent\b)")
# A sum that differs by more has another meaning, such as weights of a part.
_FROM, _TO = 80, 120
_FIX = "Correct the weights, or the total."


def check(checked: CheckedDocument) -> Iterator[DocumentFault]:
    """Find the tables and sentences whose weights make another sum than 100 or than their total."""
    weights, totals = (Phrases(checked.words, name)["en"] for name in ("weight-words", "total-words"))
    cells = [p for p in checked.paragraphs if p.cell is not None]
    for _, group in groupby(cells, key=lambda p: (p.part, p.label, p.cell and p.cell.table)):
        yield from _check_table(list(group), weights, totals)
    for statement in checked.find_statements("weight-words"):
        # A cell may hold a sentence; the other cells of its row are about other things.
        texts = [statement.text]
        if statement.paragraphs[0].cell is not None:
            texts = [text for p in statement.paragraphs if weights.search(text := fold_text(p.text))]
        for text in texts if weights.search(statement.text) else ():
            yield from _check_sentence(text, statement)


def _check_sentence(text: str, statement: Statement) -> Iterator[DocumentFault]:
    matches = list(_PERCENTAGE.finditer(text))
    numbers = [_read_number(match[1]) for match in matches]
    total = round(sum(numbers), 2)
    if len(numbers) > 1 and _FROM <= total <= _TO and total != 100 and 100 not in numbers:
        phrase = matches[0][0]
        yield DocumentFault(f"the weights make {total:g}, not 100", _FIX, statement.find_paragraph(phrase), phrase)


def _check_table(cells: Sequence[DocumentParagraph], weights: Pattern, totals: Pattern) -> Iterator[DocumentFault]:
    columns: dict[int, list[tuple[DocumentParagraph, TableCell]]] = {}
    for paragraph in cells:
        cell = paragraph.cell
        if cell is not None and cell.row > 1 and weights.search(cell.column_head):
            columns.setdefault(cell.column, []).append((paragraph, cell))
    for column in columns.values():
        numbers: list[float] = []
        stated: float | None = None
        percent = False
        for paragraph, cell in column:
            match = _NUMBER.fullmatch(paragraph.text.strip())
            if match is None:
                continue
            percent |= match[2] in ("%", "٪") or "%" in cell.column_head
            if totals.search(cell.row_head):
                stated = _read_number(match[1])
            else:
                numbers.append(_read_number(match[1]))
        expected = stated if stated is not None else 100 if percent else None
        total = round(sum(numbers), 2)
        if expected is None or len(numbers) < 2 or total in (expected, 2 * expected) or _has_parts(numbers, expected):
            continue
        if stated is not None or _FROM <= total <= _TO:
            last = column[-1][0]
            message = f"the weights in the column “{column[-1][1].column_head}” make {total:g}, not {expected:g}"
            yield DocumentFault(message, _FIX, last, last.text)


def _has_parts(numbers: Sequence[float], expected: float) -> bool:
    """Return whether criteria make the total of which some are followed by sub-criteria that make their weight."""
    total, at = 0.0, 0
    while at < len(numbers):
        total += numbers[at]
        part, end = 0.0, at + 1
        while end < len(numbers) and part < numbers[at]:
            part += numbers[end]
            end += 1
        at = end if part == numbers[at] and end - at > 2 else at + 1
    return round(total, 2) == expected


def _read_number(text: str) -> float:
    return float(text.replace(",", "."))
