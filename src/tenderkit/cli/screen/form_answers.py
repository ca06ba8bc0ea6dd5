# SPDX-License-Identifier: Apache-2.0
"""`tenderkit response read` on a terminal: a table of the bids, and for each bid what is open, by reason."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tenderkit.cli.screen.console import has_rtl, make_table, make_text
from tenderkit.cli.screen.messages import WORDS, make_hint
from tenderkit.formats.text.form_answers import ALWAYS_SHOWN, render, render_left_out
from tenderkit.responses.form_answers import check_bid

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from tenderkit.findings import Finding
    from tenderkit.responses.form_answers import Bid

# At most this many fields are named for one reason, with this many letters each.
MOST_FIELDS, MOST_LETTERS = 8, 60
SEPARATOR = " · "


def print_bids(console: "Console", bids: "Sequence[Bid]", left_out: "Sequence[Finding]" = ()) -> None:
    """Print a table of the bids, then what is wrong or missing in each of them.

    If any text runs from right to left, plain lines are printed instead of tables, whose edges it would shift.
    Parameters: `left_out`, findings on the answers that are not in the evaluation workbook, or should be looked at.
    """
    lines = render(bids) + render_left_out(left_out)
    if has_rtl(lines):
        console.print(*map(make_text, lines.splitlines()), sep="\n")
        return
    console.print(draw_bids(bids))
    for bid in bids:
        findings = list(check_bid(bid))
        shown = [f for f in findings if f.severity != "info" or f.rule in ALWAYS_SHOWN]
        if shown:
            console.print(make_text(bid.file, "bold"))
            console.print(draw_reasons(shown))
        if empty := [f for f in findings if f not in shown]:
            console.print(make_text(f"  left empty, where that may be: {len(empty)} fields", "minor"))
    if left_out:
        console.print(make_text("Not entered, or worth a look", "title"))
    for finding in left_out:
        console.print(make_text(f"  {finding.place.file}: ", "bold") + make_text(finding.message))


def draw_bids(bids: "Sequence[Bid]") -> "Table":
    """Return a table with a row for each bid: file, tenderer, and the numbers of fields by their state."""
    table = make_table()
    table.add_column("File", overflow="fold")
    table.add_column("Tenderer", overflow="fold")
    for name in ("Answered", "Empty", "To clarify"):
        table.add_column(name, justify="right", no_wrap=True)
    for bid in bids:
        counts, total = bid.counts, len(bid.replies)
        unclear = total - counts["answered"] - counts["unanswered"]
        is_full = counts["answered"] == total
        table.add_row(
            make_text(bid.file),
            make_text(bid.tenderer or "–"),
            make_text(f"{counts['answered']} of {total}", "in" if is_full else ""),
            make_text(str(counts["unanswered"]), "warning" if counts["unanswered"] else ""),
            make_text(str(unclear), "error" if unclear else ""),
        )
    return table


def draw_reasons(findings: "Sequence[Finding]") -> "Table":
    """Return a table with a row for each rule that findings are about: severity, number, fields, and what to do."""
    from rich.console import Group
    from rich.table import Table

    by_rule: dict[str, list[Finding]] = {}
    for finding in findings:
        by_rule.setdefault(finding.rule, []).append(finding)
    table = Table.grid(padding=(0, 1, 0, 2))
    table.add_column(no_wrap=True)
    table.add_column(justify="right", no_wrap=True)
    table.add_column(ratio=1, overflow="fold")
    for some in sorted(by_rule.values(), key=lambda group: list(WORDS).index(group[0].severity)):
        word = WORDS[some[0].severity]
        lines = _draw_messages([finding.message for finding in some])
        if some[0].fix:
            lines.append(make_hint(some[0].fix))
        table.add_row(make_text(word, word), make_text(str(len(some)), "bold"), Group(*lines))
    return table


def _draw_messages(messages: Sequence[str]) -> "list[Text]":
    """Return the first messages, each on a line; if all fields have the same fault, they share one line."""
    shown = [_split_message(message) for message in messages[:MOST_FIELDS]]
    more = f"and {len(messages) - len(shown)} more" if len(messages) > len(shown) else ""
    reasons = {message.partition(": ")[2] for message in messages}
    if len(messages) > 1 and len(reasons) == 1 and "" not in reasons:
        names = SEPARATOR.join(name for name, _ in shown)
        return [make_text(f"{shown[0][1]}: {names} ") + make_text(more, "minor")]
    lines = [make_text(": ".join(filter(None, parts))) for parts in shown]
    return [*lines, make_text(more, "minor")] if more else lines


def _split_message(message: str) -> tuple[str, str]:
    """Return the name of the field, before the first colon, in at most MOST_LETTERS letters, and what is wrong."""
    name, colon, reason = message.partition(": ")
    return (f"{name[: MOST_LETTERS - 1]}…" if colon and len(name) > MOST_LETTERS else name), reason
