# SPDX-License-Identifier: Apache-2.0
"""How long the notice of each example takes, as a multiple of selecting the same purchase in the same process.

Run: python tests/benchmarks/notices.py [EXAMPLE...]

Prints for each example the milliseconds of selecting, and of each format with selecting, the best of 25 runs in time
of the processor; then the highest multiple. It is to stay below 2.
"""

import sys
import time
from collections.abc import Callable

from tenderkit.library.reading.shipped_data import list_example_purchases, load_shipped_data
from tenderkit.notices.read_tables import read_notice_tables
from tenderkit.pipeline import NoticeOptions, make_notice, select_clauses
from tenderkit.purchase.reading import parse_purchase

RUNS = 25


def measure_by_turns(*runs: Callable[[], object]) -> list[float]:
    """Return the milliseconds of the fastest of `RUNS` calls of each function, by turns, after one not counted.

    By turns, because a machine that others share is faster in one second than in the next.
    """
    best = [float("inf")] * len(runs)
    for number in range(RUNS + 1):
        for place, run in enumerate(runs):
            start = time.process_time()
            run()
            if number:
                best[place] = min(best[place], time.process_time() - start)
    return [seconds * 1000 for seconds in best]


def main(names: list[str]) -> None:
    """Print the times of the named examples, or of all."""
    data = load_shipped_data()
    tables = read_notice_tables((), data.library)
    highest = 0.0
    for name, path in list_example_purchases().items():
        if names and name not in names:
            continue
        purchase = parse_purchase(path.read_text(encoding="utf-8"), name, "toml", None, data)
        base, ocds, eforms = measure_by_turns(
            lambda purchase=purchase: select_clauses(purchase, data),
            *(
                lambda purchase=purchase, how=how: make_notice(purchase, data, tables, how)
                for how in (NoticeOptions("ocds"), NoticeOptions("eforms"))
            ),
        )
        highest = max(highest, ocds / base, eforms / base)
        print(f"{name:28} {base:7.1f} {ocds:7.1f} {eforms:7.1f}")
    print(f"highest multiple {highest:.2f}")


if __name__ == "__main__":
    main(sys.argv[1:])
