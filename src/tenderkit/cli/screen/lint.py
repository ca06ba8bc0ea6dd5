# SPDX-License-Identifier: Apache-2.0
"""`tenderkit clauses lint` on a terminal: a table of the rules that are broken, each with the places."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tenderkit.cli.screen.console import make_text
from tenderkit.cli.screen.messages import WORDS, make_hint
from tenderkit.formats.text.findings import SEVERITIES, count_by_severity, describe_counts

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from tenderkit.findings import Finding
    from tenderkit.lint.rule import Rule

# Of each rule at most this many findings are printed, and of a message at most this many letters.
MOST_FINDINGS, MOST_LETTERS = 5, 200


def print_breaches(console: "Console", breaches: "Sequence[Finding]", *, in_full: bool) -> None:
    """Print a table with a row for each rule that is broken, the gravest first, and how many findings there are.

    Parameters: `in_full`, whether all findings are printed, with the whole messages.
    """
    by_rule: dict[str, list[Finding]] = {}
    for finding in sorted(breaches, key=lambda f: (SEVERITIES.index(f.severity), f.rule)):
        by_rule.setdefault(finding.rule, []).append(finding)
    if by_rule:
        console.print(_draw_table(by_rule, in_full=in_full))
    counts = count_by_severity(breaches)
    worst = next((WORDS[severity] for severity in SEVERITIES if counts[severity]), "in")
    console.print(make_text(describe_counts(breaches), worst))
    if by_rule and not in_full:
        console.print(make_text("All findings of a rule: --rule RULE. Its manual page: --explain RULE.", "minor"))


def _draw_table(by_rule: "dict[str, list[Finding]]", *, in_full: bool) -> "Table":
    """Return a table of broken rules, without vertical lines, which text from right to left would shift."""
    from rich import box
    from rich.console import Group
    from rich.table import Table

    table = Table(box=box.HORIZONTALS, border_style="minor", show_header=False, show_lines=True, expand=True)
    table.add_column(no_wrap=True)
    table.add_column(justify="right", no_wrap=True)
    table.add_column(ratio=1, overflow="fold")
    for rule, findings in by_rule.items():
        word = WORDS[findings[0].severity]
        content = Group(make_text(rule, "id"), *_draw_findings(findings, in_full=in_full))
        table.add_row(make_text(word, word), make_text(str(len(findings))), content)
    return table


def _draw_findings(findings: "Sequence[Finding]", *, in_full: bool) -> "list[Text]":
    """Return the findings of a rule: places, messages and hints; a hint that all findings share comes at the end."""
    shown = findings if in_full else findings[:MOST_FINDINGS]
    hints = {finding.fix for finding in findings}
    lines: list[Text] = []
    for finding in shown:
        place = make_text(f"{finding.place}: " if str(finding.place) else "", "bold")
        is_long = len(finding.message) > MOST_LETTERS and not in_full
        lines.append(place + make_text(f"{finding.message[: MOST_LETTERS - 1]}…" if is_long else finding.message))
        if finding.fix and len(hints) > 1:
            lines.append(make_hint(finding.fix))
    if len(shown) < len(findings):
        lines.append(make_text(f"and {len(findings) - len(shown)} more", "minor"))
    lines += [make_hint(fix) for fix in hints if fix and len(hints) == 1]
    return lines


def draw_rules(rules: "Sequence[Rule]") -> "Table":
    """Return a table of the rules, each with its severity and what it finds."""
    from rich.table import Table

    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(no_wrap=True)
    table.add_column(no_wrap=True)
    table.add_column(ratio=1)
    for rule in rules:
        word = WORDS[rule.severity]
        table.add_row(make_text(word, word), make_text(rule.id, "id"), make_text(rule.summary))
    return table
