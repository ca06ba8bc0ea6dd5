# SPDX-License-Identifier: Apache-2.0
"""Tables as CSV, without a file."""

import csv
from collections.abc import Iterable, Sequence


class _Lines(list[str]):
    """What the writer of the standard library takes for a file."""

    write = list[str].append


def as_csv(rows: Iterable[Sequence[str]]) -> str:
    """Rows as CSV."""
    lines = _Lines()
    csv.writer(lines, lineterminator="\n").writerows(rows)
    return "".join(lines)
