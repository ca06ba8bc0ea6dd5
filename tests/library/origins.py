# SPDX-License-Identifier: Apache-2.0
"""Where the values come from that annexes print: over all examples, at both levels of ambition.

Run: python -m tests.library.origins [--values]

Prints how many printed values are law, read in a source, chosen by the authority, left open or proposed by this
project, and the values read in a source by the kind of source. `--values` lists the proposals too, those printed
most often first. A value counts once for each time that an annex prints it: for a lot, and for categories that share
it.
"""

import sys
import tomllib
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from tenderkit.errors import TenderkitError
from tenderkit.library.reading import shipped_data
from tenderkit.papers.annex.context import build_context
from tenderkit.purchase.reading import validate_purchase
from tenderkit.selection.select import select
from tests.support import PURCHASE_FILES

LEVELS = ("core", "comprehensive")


class PrintedOrigin(NamedTuple):
    """A value that an annex prints; `parameter` is `<clause id>.<name>`, `source` empty where it has none."""

    parameter: str
    value: str
    origin: str
    source: str


def list_printed_origins(name: str, level: str) -> Iterator[PrintedOrigin]:
    """Yield the values that the annex of an example prints at a level of ambition; none where it cannot be built."""
    data = shipped_data.load_shipped_data()
    document = tomllib.loads(PURCHASE_FILES[name].read_text(encoding="utf-8"))
    document["tender"]["level"] = level
    try:
        selection = select(data.library, validate_purchase(document, name, "toml", None, data))
    except TenderkitError:
        return
    for clause in build_context(selection, data.language("en")).selected:
        for printed in clause.values:
            value = printed.value
            yield PrintedOrigin(f"{clause.clause.id}.{printed.name}", printed.text, value.origin, value.source or "")


def list_all_origins() -> list[PrintedOrigin]:
    """Return the printed values of all examples at both levels."""
    return [value for name in PURCHASE_FILES for level in LEVELS for value in list_printed_origins(name, level)]


def compute_share(values: list[PrintedOrigin], origin: str) -> float:
    """Return the share of the values that have an origin, from 0 to 1."""
    return sum(value.origin == origin for value in values) / len(values)


def format_counts(values: list[PrintedOrigin]) -> Iterator[str]:
    """Yield lines: the number and share of values by origin, then of cited values by the kind of their source."""
    sources = shipped_data.load_shipped_data().library.sources
    yield f"{'printed values':24}{len(values):>7}"
    for origin, number in Counter(value.origin for value in values).most_common():
        yield f"{origin:24}{number:>7}{number / len(values):>8.1%}"
    yield "cited, by kind of source"
    for kind, number in Counter(sources[v.source].kind for v in values if v.origin == "cited").most_common():
        yield f"  {kind:22}{number:>7}{number / len(values):>8.1%}"


def format_proposals(values: list[PrintedOrigin]) -> Iterator[str]:
    """Yield a line for each proposal, with how often it is printed."""
    proposals = Counter((value.parameter, value.value) for value in values if value.origin == "proposed")
    for (parameter, text), number in proposals.most_common():
        yield f"{number:>7}  {parameter}: {text}"


def main(options: list[str]) -> None:
    """Print the counts, and the proposals if asked."""
    values = list_all_origins()
    for line in format_counts(values):
        print(line)
    if "--values" in options:
        for line in format_proposals(values):
            print(line)


if __name__ == "__main__":
    main(sys.argv[1:])
