# SPDX-License-Identifier: Apache-2.0
"""Lint for the Word files that tenderkit writes: what Word relies on (W), direction (B), accessibility (A).

A rule is a function over the parsed parts; its docstring says what has to hold. `faults.py` has a fault or more for
each. What is asked for, in EN 301 549 clause 10, Section 508 and by the accessibility checker of Microsoft:

| requirement | clause | rule |
| --- | --- | --- |
| title of the document | 10.2.4.2 | A01 |
| language of the document | 10.3.1.1 | A02 |
| language of parts | 10.3.1.2 | A21 |
| headings: no level skipped, none empty, some there | 10.1.3.1, 10.2.4.6 | A03, A04, A05 |
| tables: header row, no merged or nested cells, no blank rows, no split rows | 10.1.3.1 | A06, A07, A09, A10 |
| alternative text: pictures; tables, with the same words in sight | 10.1.1.1 | A08, A11 |
| links: text that speaks, description | 10.2.4.4 | A12, A13 |
| labels of the form, prompts that can be read | 10.1.3.1, 10.4.1.2 | A17 |
| contrast; colour not alone, because gaps also stand in brackets | 10.1.4.3, 10.1.4.1 | A15 |
| reading order | 10.1.3.2 | A18 |
| no empty paragraphs, no hidden text, type of 8 points or more | | A14, A16, A19 |
| a protected file that can still be read | 10.0, note 7 | A20, by hand with a screen reader |
| the copy as PDF | | `tests/formats/word/write/test_pdf.py` |
"""

from collections.abc import Mapping

from tests.formats.word.lint import accessibility, direction, invariants
from tests.formats.word.lint.package import Package
from tests.formats.word.lint.rule import RULES

__all__ = ["RULES", "accessibility", "direction", "invariants", "lint"]


def lint(parts: Mapping[str, bytes], *, protected: bool = False) -> list[tuple[str, str, str]]:
    """What the rules find in the parts of a Word file: the rule, the part, what is wrong.

    Parameters: `protected`, whether it was asked that only its form can be filled in.
    """
    package = Package(parts, protected)
    return [(id_, package.part_of(at), said) for id_, check in RULES.items() for at, said in check(package)]
