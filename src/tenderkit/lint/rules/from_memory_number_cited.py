# SPDX-License-Identifier: Apache-2.0
"""from-memory-number-cited: a source is cited for a figure that nobody has read in it.

Catches an entry of [[sources]] marked T, M or P whose `supports` holds a figure: a source of which
only the title is known (T), that is known from memory (M), or that backs a proposal (P) supports no
number. A parameter figure with such a mark and a source is refused when the library is read. Such
a number may only be a default of this project that the buyer can change. Years, and numbers of
standards, clauses and editions, do not count as figures.

Passes:  mark = "T", supports = "topic: further battery endurance as award criterion"
Fails:   mark = "M", supports = "800 full charge cycles for tablets"

Read the source and raise the mark to C, or take the number out of `supports`.
"""

from collections.abc import Iterator

from tenderkit.lint.catalogue import Catalogue, Fault
from tenderkit.lint.citations import Figures

SEVERITY = "error"


def check(catalogue: Catalogue) -> Iterator[Fault]:
    """Find the numbers cited from a source whose mark says that nobody has read them there."""
    figures = Figures(catalogue)
    for clause in catalogue.clauses:
        for number, ref in enumerate(clause.sources, 1):
            if ref.mark not in ("C", "D") and ref.supports and (figure := figures.find_first(ref.supports)):
                message = f"“{figure}” is said to stand in “{ref.id}”, whose mark is {ref.mark}"
                fix = "Read it there and mark it C, or take the number out."
                yield Fault(message, fix, catalogue.at(clause, f"sources.{number}.supports"))
