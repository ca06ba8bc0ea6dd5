# SPDX-License-Identifier: Apache-2.0
"""How much each size and each priority adds: clauses, proofs and reports of the shipped examples.

Run: python tests/benchmarks/burden.py [EXAMPLE...]

Prints for each size the totals over all examples, each with the figure a lot beside it; then, for each priority of
the vocabulary, what it adds to the examples at the size that they have by themselves.
"""

import sys
from collections.abc import Iterable, Mapping
from typing import Any

from purchases import read_example

from tenderkit.library.reading.shipped_data import ShippedData, list_example_purchases, load_shipped_data
from tenderkit.papers.annex.annex import compose
from tenderkit.purchase.reading import validate_purchase
from tenderkit.selection.select import select

SIZES = ("short", "standard", "large", "full")
COUNTED = ("clauses", "with the tender", "on request", "independent", "reports a year")
Counts = tuple[int, ...]


def count(data: ShippedData, name: str, **tender: Any) -> Counts:
    """Return what `COUNTED` names for one example, in this order, with the keys in `tender` changed.

    Weights and excluded clauses are left out, because they fit the clauses of one size.
    """
    example = read_example(name, **tender)
    example.pop("excluded", None)
    for lot in example["lots"]:
        lot.pop("weights", None)
    purchase = validate_purchase(example, name, "toml", None, data)
    selection = select(data.in_language("en").library, purchase)
    effort = compose(selection, data.language("en")).context.effort
    proofs: Mapping[str, int] = effort.proofs
    return effort.clauses, proofs["declaration"], proofs["document"], proofs["certificate"], effort.reports


def add_up(counts: Iterable[Counts]) -> Counts:
    """Return the sums of several counts."""
    return tuple(map(sum, zip(*counts, strict=True)))


def format_row(name: str, counts: Counts, lots: int | None = None) -> str:
    """Return a line of the table: the counts and, where `lots` is given, each for one lot."""
    shown = (f"{n:+}" if lots is None else f"{n} ({n / lots:.1f})" for n in counts)
    return name.ljust(22) + "".join(text.rjust(16) for text in shown)


def main() -> int:
    """Print both tables."""
    data = load_shipped_data()
    names = sys.argv[1:] or list(list_example_purchases())
    lots = sum(len(read_example(name)["lots"]) for name in names)
    print(f"{len(names)} examples, {lots} lots; in brackets, a lot")
    print(" " * 22 + "".join(text.rjust(16) for text in COUNTED))
    for size in SIZES:
        print(format_row(size, add_up(count(data, name, proportionality=size) for name in names), lots))
    alone = add_up(count(data, name, priorities=[]) for name in names)
    print(format_row("own size", alone, lots))
    for priority in data.library.vocabulary.words("priorities"):
        wanted = add_up(count(data, name, priorities=[priority]) for name in names)
        print(format_row(f"priority {priority}", tuple(b - a for a, b in zip(alone, wanted, strict=True))))
    return 0


if __name__ == "__main__":
    sys.exit(main())
