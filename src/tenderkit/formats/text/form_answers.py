# SPDX-License-Identifier: Apache-2.0
"""The answers in the response forms that tenderers returned: as text, as JSON data and as CSV."""

from collections.abc import Iterator, Sequence
from typing import Any

from tenderkit.findings import Finding, escape_controls
from tenderkit.formats.text.csv import format_rows
from tenderkit.responses.form_answers import ANSWER_STATES, Bid, Reply, check_bid

# The rules of hints that a summary shows.
ALWAYS_SHOWN = ("lot-unanswered", "earlier-form")
COLUMNS = ("file", "tenderer", "lot", "clause", "number", "column", "copy", "name", "value", "answered", "state")


def render(bids: Sequence[Bid]) -> str:
    """Return a summary of each bid as text: how many fields are answered, and the problems with the other fields."""
    return "".join(escape_controls(line) + "\n" for bid in bids for line in _describe_bid(bid))


def _describe_bid(bid: Bid) -> Iterator[str]:
    counts = bid.counts
    by = f" ({bid.tenderer})" if bid.tenderer else ""
    total, answered = len(bid.replies), counts["answered"]
    few = ", ".join(f"{counts[s]} {s}" for s in ANSWER_STATES if s != "answered" and counts[s])
    yield f"{bid.file}{by}: {answered} of {total} answered{'; ' if few else ''}{few}"
    problems = list(check_bid(bid))
    yield from (f"  {f.message}" for f in problems if f.severity != "info" or f.rule in ALWAYS_SHOWN)
    left_out = bid.lots_left_out
    empty = [r for r in bid.replies if r.state == "unanswered" and r.optional and r.lot not in left_out]
    if empty:
        yield f"  left empty, where that may be: {', '.join(r.name for r in empty)}"


def build_data(bids: Sequence[Bid]) -> dict[str, Any]:
    """Return the data of `response read --format json`: each bid with its answers."""
    return {
        "tenders": [
            {
                "file": bid.file,
                "tenderer": bid.tenderer or None,
                "purchase-sha256": bid.purchase,
                "belongs": bid.belongs,
                "counts": bid.counts,
                "lots-left-out": list(bid.lots_left_out),
                "answers": [_build_reply(reply) for reply in bid.replies],
            }
            for bid in bids
        ]
    }


def _build_reply(reply: Reply) -> dict[str, Any]:
    return {
        "tag": reply.tag,
        "lot": reply.lot,
        "clause": reply.clause or None,
        "number": reply.number or None,
        "column": reply.column,
        "copy": reply.copy,
        "name": reply.name,
        "value": reply.value or None,
        "answered": reply.answered,
        "state": reply.state,
    }


def render_csv(bids: Sequence[Bid]) -> str:
    """Return the answers as CSV: a header row and a row for each answer; no cell can act as a formula."""
    rows: list[Sequence[str]] = [COLUMNS]
    for bid in bids:
        for r in bid.replies:
            lot = "" if r.lot is None else str(r.lot)
            row = (bid.file, bid.tenderer, lot, r.clause, r.number, r.column, str(r.copy), r.name, r.value)
            rows.append((*row, "yes" if r.answered else "no", r.state))
    return format_rows(rows)


def render_left_out(left_out: Sequence[Finding]) -> str:
    """Return a line of text for each answer that is not in the evaluation workbook, or should be looked at.

    Parameters: `left_out`, the findings of `report_left_out`. Returns an empty text if there are no findings.
    """
    lines = [f"  {f.place.file}: {f.message}" for f in left_out]
    head = ["not entered, or worth a look:"] if lines else []
    return "".join(escape_controls(line) + "\n" for line in (*head, *lines))
