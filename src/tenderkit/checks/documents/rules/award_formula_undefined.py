# SPDX-License-Identifier: Apache-2.0
"""award-formula-undefined: points that cannot be worked out: a formula is missing, or divides by zero.

Catches a sentence that announces a formula (list `formula-phrases`) with no formula behind it; points or scores “in
proportion” (list `proportional-words`) where no words or signs near them say how they are reckoned (list
`calculation-words`), because a share of the lowest price and a line from the lowest to the highest differ; and a
division by the difference of the highest and the lowest price, which is zero where all tenders cost the same, unless
the document says what holds then (list `equal-prices`). Directive 2014/24/EU, Art 67(4): tenderers must be able to
work out their points. A document with pictures or objects passes where a formula is announced: it may be one of them.

Passes:  Points for the price = 60 × lowest price / price of the tender.
Fails:   The lowest price earns 60 points, the others receive points proportionally.

Write the formula with what each letter stands for, and one worked example.
"""

import re
from collections.abc import Iterator, Sequence

from tenderkit.checks.documents.checked_document import CheckedDocument, DocumentFault
from tenderkit.checks.documents.statements import Statement
from tenderkit.lint.phrases import Pattern, Phrases, Words

SEVERITY = "warn"
_SIGNS = re.compile(r"[=×÷√∑]|\d\s*[*/x]\s*\w|\w\s*/\s*\(|\)\s*/")
# How many statements before and behind may hold the formula.
_BEFORE, _BEHIND = 2, 6


def check(checked: CheckedDocument) -> Iterator[DocumentFault]:
    """Find the formulas that are missing, and those that divide by zero."""
    names = ("formula-phrases", "proportional-words", "calculation-words")
    announced, shared, reckoned = (Phrases(checked.words, name)["en"] for name in names)
    points = Phrases(checked.words, "points-words", "scoring-words")["en"]
    difference = Phrases(checked.words, source=_build_difference)["en"]
    highest, lowest, equal = (
        Phrases(checked.words, name)["en"] for name in ("highest-words", "lowest-words", "equal-prices")
    )
    drawn = bool(checked.document.pictures or checked.document.unread)
    has_equal_prices = any(equal.search(s.text) for s in checked.find_statements("equal-prices"))
    for number in checked.find_positions("formula-phrases", "proportional-words", "highest-words"):
        statement = checked.statements[number]
        text = statement.text
        phrase = announced.find(text)
        if phrase and not drawn and not _is_reckoned(checked.statements, number, reckoned, before=0):
            yield checked.make_fault("award-formula-undefined", statement.find_paragraph(phrase), phrase)
        phrase = shared.find(text) if points.search(text) else None
        if phrase and not drawn and not _is_reckoned(checked.statements, number, reckoned, before=_BEFORE):
            yield checked.make_fault("award-formula-undefined-share", statement.find_paragraph(phrase), phrase)
        for match in difference.finditer(text):
            if highest.search(match["from"]) and lowest.search(match["less"]) and not has_equal_prices:
                paragraph, phrase = statement.find_paragraph(match[0]), text[slice(*match.span())]
                yield checked.make_fault("award-formula-undefined-zero", paragraph, phrase)


def _build_difference(words: Words) -> str:
    """Return the regular expression for a division by a difference, such as “/ (highest - lowest)”."""
    by, less = words.bare("division-words"), words.bare("subtraction-words")
    return rf"{by}\s*[(\[]?\s*(?P<from>[\w ]{{1,40}}?)\s*{less}\s*(?P<less>[\w ]{{1,40}})"


def _is_reckoned(statements: Sequence[Statement], at: int, words: Pattern, *, before: int) -> bool:
    """Return whether a statement, or one near it, has the signs of a formula or says in words how to reckon."""
    near = statements[max(0, at - before) : at + _BEHIND]
    return any(_SIGNS.search(s.text) or words.search(s.text) for s in near)
