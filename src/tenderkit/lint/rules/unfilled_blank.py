# SPDX-License-Identifier: Apache-2.0
"""unfilled-blank: a blank of the scaffold was left as it is.

`tenderkit clauses new` writes a clause with blanks in angle quotes. Catches those that are left in any text, in the
title of a parameter and in what a source supports.

Passes:  title = "Repair on site"
Fails:   title = "‹Short title›"

Write what belongs there, or take the sentence out.
"""

from collections.abc import Iterator

from tenderkit.lint.catalogue import Catalogue, Fault

SEVERITY = "error"
_FIX = "Write what belongs there, or take it out."


def check(catalogue: Catalogue) -> Iterator[Fault]:
    """The blanks in every clause."""
    for said in catalogue.texts:
        if "‹" in said.text:
            yield Fault(f"“{_blank(said.text)}” is a blank", _FIX, catalogue.place(said))
    for clause in catalogue.clauses:
        named = [(f"parameters.{name}.title", p.title) for name, p in clause.parameters.items()]
        named += [(f"sources.{n}.supports", s.supports or "") for n, s in enumerate(clause.sources, 1)]
        for key, text in named:
            if "‹" in text:
                yield Fault(f"“{_blank(text)}” is a blank", _FIX, catalogue.at(clause, key))


def _blank(text: str) -> str:
    start = text.index("‹")
    return text[start : text.find("›", start) + 1] or text[start:]
