# SPDX-License-Identifier: Apache-2.0
"""unknown-source: a standard is cited for a number, and its edition is not known.

Catches a standard that is cited for a number with the mark C or D (read in the source, or in a data
set made from it), by a figure of a parameter, a limit, or an entry of [[sources]] whose `supports`
holds a number, while sources.toml has neither its edition nor a year or version in its title:
another edition may give another number. Sources that are missing in sources.toml, and figures
marked C or D without a source, are refused when the library is read.

Passes:  source = "en-61960-3", where sources.toml says edition = "2017"
Fails:   the same, where sources.toml says no edition

Check the number in the standard, and add the `edition` to the entry in sources.toml.
"""

from collections.abc import Iterator

from tenderkit.lint.catalogue import Catalogue, Fault
from tenderkit.lint.citations import Figures, find_citations
from tenderkit.lint.standards import is_dated

SEVERITY = "error"


def check(catalogue: Catalogue) -> Iterator[Fault]:
    """Find the numbers for which a standard without a known edition is cited."""
    figures = Figures(catalogue)
    for cited in find_citations(catalogue):
        source = catalogue.library.sources[cited.source]
        if source.kind != "standard" or is_dated(source) or cited.mark not in ("C", "D"):
            continue
        if cited.figure or figures.find_first(cited.supports):
            message = f"“{cited.source}” is cited for a number, and its edition is not known"
            yield Fault(message, "Give it an `edition` in sources.toml.", cited.place)
