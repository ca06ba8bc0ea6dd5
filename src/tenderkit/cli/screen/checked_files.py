# SPDX-License-Identifier: Apache-2.0
"""`tenderkit check` on a terminal: for each file a table of what was found, with the places and what to do."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tenderkit.cli.screen.console import has_rtl, make_text
from tenderkit.cli.screen.messages import WORDS, make_hint, name_severity
from tenderkit.formats.text.checked_files import describe_confidence, list_baseline, list_fixes
from tenderkit.formats.text.findings import SEVERITIES, count_by_severity

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from tenderkit.findings import Finding, Place
    from tenderkit.formats.text.checked_files import CheckAnswer
    from tenderkit.library.language import Language


def print_checked_files(console: "Console", answer: "CheckAnswer") -> None:
    """Print for each file the number of findings, and a table of them in the order of the file."""
    for file in answer.files:
        counts = count_by_severity(file.findings)
        worst = next((WORDS[severity] for severity in SEVERITIES if counts[severity]), "in")
        console.print(make_text(f"{file.file}: ", "bold") + make_text(file.counts, worst))
        words, t = file.words, file.words.text
        if any(map(_has_rtl, file.findings)):  # it would move the edges of a table
            for finding in file.findings:
                console.print(*_draw_lines(finding, words), sep="\n")
        elif file.findings:
            console.print(_draw_table(file.findings, words))
        for finding, reason in file.accepted:
            place = describe_place(finding.place, words)
            accepted = f"{t('commands.accepted')}: {finding.rule}  {place}: {finding.message}"
            console.print(make_text(accepted, "minor"))
            console.print(make_text(f"  {t('commands.reason')}: ", "hint") + make_text(reason))
        for line in list_fixes(file):
            console.print(make_text(line.strip(), "minor"))
    for line in list_baseline(answer):
        console.print(make_text(line, "minor"))
    if faulty := [file for file in answer.files if file.findings]:
        console.print(make_text(faulty[0].words.text("commands.manual"), "minor"))


def _draw_table(findings: "Sequence[Finding]", words: "Language") -> "Table":
    from rich import box
    from rich.console import Group
    from rich.table import Table

    table = Table(box=box.HORIZONTALS, border_style="minor", show_header=False, show_lines=True, expand=True)
    table.add_column(no_wrap=True)
    table.add_column(ratio=1, overflow="fold")
    for finding in findings:
        word = make_text(name_severity(finding, words), WORDS[finding.severity])
        table.add_row(word, Group(*_draw_lines(finding, words)))
    return table


def _draw_lines(finding: "Finding", words: "Language") -> "list[Text]":
    """Return the lines of a finding: its rule and place, the message, and the hint."""
    place = describe_place(finding.place, words)
    sure = describe_confidence(finding, words)
    head = make_text(finding.rule, "id") + make_text(f"{sure}  {place}" if place else sure, "minor")
    hint = [make_hint(finding.fix, words=words)] if finding.fix else []
    return [head, make_text(finding.message), *_draw_excerpt(finding), *hint]


def _draw_excerpt(finding: "Finding") -> "list[Text]":
    """Return the words around the fault, with the fault marked; nothing where the finding is on no words."""
    words = finding.excerpt
    if words is None:
        return []
    fault = make_text(f"»{words.fault}«", WORDS[finding.severity]) if words.fault else make_text("")
    return [make_text("  " + words.before, "minor") + fault + make_text(words.after, "minor")]


def _has_rtl(finding: "Finding") -> bool:
    return has_rtl(f"{finding.message} {finding.place.key} {finding.excerpt}")


def describe_place(place: "Place", words: "Language") -> str:
    """Return the place of a finding inside its file: the lot, the clause and the key, each where it is known."""
    parts = (
        words.text("commands.lot", number=place.lot) if place.lot else "",
        place.clause or "",
        place.key or "",
    )
    return ", ".join(part for part in parts if part)
