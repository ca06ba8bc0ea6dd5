# SPDX-License-Identifier: Apache-2.0
"""Tables as CSV, without a file."""

import csv
from collections.abc import Iterable, Sequence


class _LineList(list[str]):
    """What the writer of the standard library takes for a file."""

    write = list[str].append


def format_rows(rows: Iterable[Sequence[str]]) -> str:
    """Rows as CSV."""
    lines = _LineList()
    csv.writer(lines, lineterminator="\n").writerows(rows)
    return "".join(lines)
