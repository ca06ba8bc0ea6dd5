# SPDX-License-Identifier: Apache-2.0
"""What `check` finds in purchase files, as text and as data for JSON."""

from collections.abc import Sequence
from typing import Any

from tenderkit.findings import Finding, escape_controls
from tenderkit.formats.text.findings import count_by_severity, describe_counts, list_lines
from tenderkit.frozen import frozen_dataclass


@frozen_dataclass
class CheckedFile:
    """A file that was checked: its name, what was found in it, and its kind."""

    file: str
    findings: tuple[Finding, ...]
    kind: str = "purchase"


def render(checked: Sequence[CheckedFile]) -> str:
    """Return what was found as text: for each file its name, the findings with hints, and their number."""
    lines: list[str] = []
    for file in checked:
        lines += [f"{file.file}: {describe_counts(file.findings)}"]
        lines += [line for finding in file.findings for line in list_lines(finding)]
    return "".join(f"{escape_controls(line)}\n" for line in lines)


def build_data(checked: Sequence[CheckedFile]) -> dict[str, Any]:
    """Return the data of `check --format json`: each file with its kind and the number of findings by severity."""
    return {
        "files": [
            {"file": file.file, "kind": file.kind, "counts": count_by_severity(file.findings)} for file in checked
        ]
    }
