# SPDX-License-Identifier: Apache-2.0
"""What `check` finds in purchase files and Word files, as text and as data for JSON."""

from collections.abc import Sequence
from typing import Any

from tenderkit.findings import Finding, escape_controls
from tenderkit.formats.text.findings import count_by_severity, describe_counts, list_lines
from tenderkit.frozen import frozen_dataclass


@frozen_dataclass
class CheckedFile:
    """A file that was checked: its name, what was found in it, and its kind.

    `accepted`: the findings that the authority accepts, each with its reason; they are not among `findings`.
    """

    file: str
    findings: tuple[Finding, ...]
    accepted: tuple[tuple[Finding, str], ...] = ()
    kind: str = "purchase"

    @property
    def counts(self) -> str:
        """The numbers of findings in words: `1 error, 0 warnings, 2 notes, 1 accepted`."""
        return describe_counts(self.findings) + (f", {len(self.accepted)} accepted" if self.accepted else "")


def render(checked: Sequence[CheckedFile]) -> str:
    """Return what was found as text: for each file its name, the findings with hints, and their number."""
    lines: list[str] = []
    for file in checked:
        lines.append(f"{file.file}: {file.counts}")
        lines += [line for finding in file.findings for line in list_lines(finding)]
        for finding, reason in file.accepted:
            lines += [list_lines(finding, "accepted")[0], f"    reason: {reason}"]
    return "".join(f"{escape_controls(line)}\n" for line in lines)


def build_data(checked: Sequence[CheckedFile]) -> dict[str, Any]:
    """Return the data of `check --format json`: each file with its kind and the number of findings by severity."""
    return {
        "files": [
            {
                "file": file.file,
                "kind": file.kind,
                "counts": count_by_severity(file.findings),
                "accepted": [{**finding.as_json(), "reason": reason} for finding, reason in file.accepted],
            }
            for file in checked
        ]
    }
