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

from collections.abc import Iterator, Sequence

from tenderkit.checks.documents.checked_document import CheckedDocument, DocumentFault
from tenderkit.checks.documents.statements import Statement, fold_text
from tenderkit.checks.documents.weightings import Weighting, WeightUnits, read_number
from tenderkit.lint.phrases import Phrases

SEVERITY = "error"
# A sum that differs by more has another meaning, such as weights of a part.
_FROM, _TO = 80, 120


def check(checked: CheckedDocument) -> Iterator[DocumentFault]:
    """Find the tables and sentences whose weights make another sum than 100 or than their total."""
    for columns in checked.weight_columns:
        for column in columns:
            if column.head:
                yield from _check_column(checked, column)
    weights, units = Phrases(checked.words, "weight-words")["en"], WeightUnits(checked.words)
    for statement in checked.find_statements("weight-words"):
        # A cell may hold a sentence; the other cells of its row are about other things.
        texts = [statement.text]
        if statement.paragraphs[0].cell is not None:
            texts = [text for p in statement.paragraphs if weights.search(text := fold_text(p.text))]
        for text in texts if weights.search(statement.text) else ():
            yield from _check_sentence(checked, text, statement, units)


def _check_sentence(
    checked: CheckedDocument, text: str, statement: Statement, units: WeightUnits
) -> Iterator[DocumentFault]:
    matches = list(units.shares.finditer(text))
    numbers = [read_number(match) for match in matches]
    total = round(sum(numbers), 2)
    if len(numbers) > 1 and _FROM <= total <= _TO and total != 100 and 100 not in numbers:
        phrase = text[slice(*matches[0].span())]
        paragraph, total_text = statement.find_paragraph(phrase), checked.language.number(total)
        yield checked.make_fault("award-weights-do-not-sum", paragraph, phrase, given=total_text)


def _check_column(checked: CheckedDocument, column: Weighting) -> Iterator[DocumentFault]:
    numbers = [criterion.weight for criterion in column.criteria if criterion.weight is not None]
    if not column.fixed or column.given in (column.total, 2 * column.total) or _has_parts(numbers, column.total):
        return
    if column.stated or _FROM <= column.given <= _TO:
        given, total = map(checked.language.number, (column.given, column.total))
        values = {"head": column.head, "given": given, "total": total}
        yield checked.make_fault("award-weights-do-not-sum-column", column.last, column.last.text, **values)


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
