# SPDX-License-Identifier: Apache-2.0
"""What of the offers of tenderers was not entered into the workbook of the evaluation, for people."""

from collections.abc import Sequence

from tenderkit.findings import Finding, plain


def render(left_out: Sequence[Finding]) -> str:
    """A line about each answer, under a head; empty where everything was entered."""
    lines = [f"  {f.place.file}: {f.message}" for f in left_out]
    head = ["not entered, or worth a look:"] if lines else []
    return "".join(plain(line) + "\n" for line in (*head, *lines))
