# SPDX-License-Identifier: Apache-2.0
"""unknown-source: a source of which nobody can tell what it says.

Catches a standard that is cited for a number, with the mark C or D (by a figure of a parameter, a
limit or an entry of [[sources]] whose `supports` holds one), while sources.toml has neither its
edition nor a year or version in its title: the number of another edition may be another one.
Sources that sources.toml does not have, and figures marked C or D that name none, are refused when
the library is read.

Passes:  source = "en-61960-3", where sources.toml says edition = "2017"
Fails:   the same, where sources.toml says no edition

Give the entry in sources.toml its `edition`, after a look at the number there.
"""

from collections.abc import Iterator

from tenderkit.lint.catalogue import Catalogue, Fault
from tenderkit.lint.citations import Figures, find_citations
from tenderkit.lint.standards import is_dated

SEVERITY = "error"


def check(catalogue: Catalogue) -> Iterator[Fault]:
    """Find the numbers from standards without edition."""
    figures = Figures(catalogue)
    for cited in find_citations(catalogue):
        source = catalogue.library.sources[cited.source]
        if source.kind != "standard" or is_dated(source) or cited.mark not in ("C", "D"):
            continue
        if cited.figure or figures.find_first(cited.supports):
            message = f"“{cited.source}” is cited for a number, and its edition is not known"
            yield Fault(message, "Give it an `edition` in sources.toml.", cited.place)
