# SPDX-License-Identifier: Apache-2.0
"""unfilled-placeholder: a place that somebody has still to fill in.

Catches words in square brackets that say so (list `placeholder-words`, as in “[to be confirmed]”), round brackets
that begin with an order to write something (list `placeholder-leads`, as in “(insert amount)”), such words alone, as
in “TBC”, and rows of dots or underscores in a sentence that asks for something. A value that is not there is no duty,
and tenderers would ask for it or guess it.

Passes:  within 10 working days after the order
Fails:   within [to be confirmed] working days after the order

Write the value, or take the sentence out.
"""

import re
from collections.abc import Iterator

from tenderkit.checks.documents.checked_document import CheckedDocument, DocumentFault
from tenderkit.lint.phrases import Pattern, Phrases, Words

SEVERITY = "error"
_BRACKETS = re.compile(r"\[[^\[\]]{2,200}\]")
_ROUND_BRACKETS = re.compile(r"\([^()]{2,200}\)")
# The marks that authors of drafts leave for “to be completed, decided, announced”: what this rule looks for.
# The first letter stands in front of what must not be before it: so most places are passed over quickly.
_MARKS = re.compile(r"[TX](?<!\w[TX])(?:(?<=T)B[ACD]|(?<=X)XX+)(?!\w)")
_BLANK = re.compile(r"[_.…](?:(?<=_)_{3,}|(?<=\.)\.{4,}|(?<=…)…+)")
# A blank in front of a percent sign stands for a number, whatever the sentence says.
_BLANK_SHARE = re.compile(r"[_.…](?:(?<=_)_{2,}|(?<=\.)\.{3,}|(?<=…)…+)(?=\s?%)")


def check(checked: CheckedDocument) -> Iterator[DocumentFault]:
    """Find what is left to fill in, the first in each statement."""
    words = Phrases(checked.words, "placeholder-words")["en"]
    leads = Pattern(rf"^\({Words(checked.words, 'en')('placeholder-leads')}")
    for statement in checked.statements:
        bracketed = next((m[0] for m in _BRACKETS.finditer(statement.text) if words.search(m[0])), None)
        if bracketed is None:
            bracketed = next((m[0] for m in _ROUND_BRACKETS.finditer(statement.text) if leads.search(m[0])), None)
        short = _MARKS.search(statement.text)
        blank = (_BLANK if statement.demands else _BLANK_SHARE).search(statement.text)
        phrase = bracketed or (short[0] if short else blank[0] if blank else "")
        if phrase:
            yield checked.make_fault("unfilled-placeholder", statement.find_paragraph(phrase), phrase)
