# SPDX-License-Identifier: Apache-2.0
"""The answers of tenderers, for people, for machines and as a table."""

from collections.abc import Iterator, Sequence
from typing import Any

from tenderkit.findings import plain
from tenderkit.formats.text.table import as_csv
from tenderkit.responses.form_answers import STATES, Reply, Tender, findings, is_optional

COLUMNS = ("file", "tenderer", "lot", "clause", "number", "column", "copy", "name", "value", "answered", "state")
# With these a cell begins that a spreadsheet takes for a formula; some programs know the wide forms too.
_FORMULA = ("=", "+", "-", "@", "\t", "\n", "＝", "＋", "－", "＠")


def render(tenders: Sequence[Tender]) -> str:
    """Some lines about each form: how much is answered, and all that is not in order."""
    return "".join(plain(line) + "\n" for tender in tenders for line in _lines(tender))


def _lines(tender: Tender) -> Iterator[str]:
    counts = tender.counts
    by = f" ({tender.tenderer})" if tender.tenderer else ""
    total, answered = len(tender.replies), counts["answered"]
    few = ", ".join(f"{counts[s]} {s}" for s in STATES if s != "answered" and counts[s])
    yield f"{tender.file}{by}: {answered} of {total} answered{'; ' if few else ''}{few}"
    told = list(findings(tender))
    yield from (f"  {f.message}" for f in told if f.severity != "info" or f.rule == "lot-unanswered")
    left_out = tender.lots_left_out
    empty = [r for r in tender.replies if r.state == "unanswered" and is_optional(r) and r.lot not in left_out]
    if empty:
        yield f"  left empty, where that may be: {', '.join(r.name for r in empty)}"


def data(tenders: Sequence[Tender]) -> dict[str, Any]:
    """The forms in the answer of `response read`."""
    return {
        "tenders": [
            {
                "file": tender.file,
                "tenderer": tender.tenderer or None,
                "purchase-sha256": tender.purchase,
                "belongs": tender.belongs,
                "counts": tender.counts,
                "lots-left-out": list(tender.lots_left_out),
                "answers": [_record(reply) for reply in tender.replies],
            }
            for tender in tenders
        ]
    }


def _record(reply: Reply) -> dict[str, Any]:
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


def table(tenders: Sequence[Tender]) -> str:
    """The answers as CSV, one a line. What a spreadsheet would take for a formula has an apostrophe before it."""
    rows: list[Sequence[str]] = [COLUMNS]
    for tender in tenders:
        for r in tender.replies:
            lot = "" if r.lot is None else str(r.lot)
            row = (tender.file, tender.tenderer, lot, r.clause, r.number, r.column, str(r.copy), r.name, r.value)
            rows.append([harmless(cell) for cell in (*row, "yes" if r.answered else "no", r.state)])
    return as_csv(rows)


def harmless(text: str) -> str:
    """A text that no spreadsheet takes for a formula, with line ends that every reader of CSV knows."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return f"'{text}" if text.startswith(_FORMULA) else text
