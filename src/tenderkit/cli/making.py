# SPDX-License-Identifier: Apache-2.0
"""From a purchase to the bytes of a document: what `build` and streams share."""

import datetime
import os
from collections.abc import Sequence
from dataclasses import dataclass, replace

from tenderkit.annex import Annex, compose
from tenderkit.data_files import Shipped
from tenderkit.decision import Selection
from tenderkit.errors import InvalidInput, UsageProblem
from tenderkit.finding import Finding
from tenderkit.purchase import Purchase
from tenderkit.selection import select


@dataclass(frozen=True)
class Made:
    """A document in bytes, the warnings that go with it, and one line that says what is in it."""

    content: bytes
    findings: tuple[Finding, ...]
    summary: str
    annex: Annex


def created(launch: datetime.date) -> datetime.datetime:
    """The date a file names: SOURCE_DATE_EPOCH where it is set, else the launch; never the clock."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if epoch:
        try:
            seconds = int(epoch)
            if seconds < 0:
                raise ValueError
            return datetime.datetime.fromtimestamp(seconds, datetime.UTC)
        except (ValueError, OverflowError, OSError):
            raise UsageProblem(
                f"SOURCE_DATE_EPOCH is “{epoch}”", "Set it to whole seconds since 1970, or unset it."
            ) from None
    return datetime.datetime.combine(launch, datetime.time(), datetime.UTC)


def selection_of(purchase: Purchase, file: str, data: Shipped) -> Selection:
    """Choose the clauses of `data`; findings name the file."""
    try:
        selection = select(data.library, purchase)
    except InvalidInput as error:
        raise InvalidInput(in_file(error.findings, file)) from None
    return replace(selection, findings=in_file(selection.findings, file))


def in_file(findings: Sequence[Finding], file: str) -> tuple[Finding, ...]:
    """The findings with the name of the file put in."""
    return tuple(f if f.place.file else replace(f, place=replace(f.place, file=file)) for f in findings)


def make(
    purchase: Purchase, form: str, file: str, data: Shipped, *, reproducible: bool = False, lines: bool = False
) -> Made:
    """Build a document.

    Parameters: `data`, those that the purchase was validated against; `form`, `docx`, `md`, `html` or `json`;
    `file`, the name for messages; `lines`, JSON on one line.
    Raises InvalidInput where the authority's changes or weights cannot be carried out.
    """
    selection = selection_of(purchase, file, data)
    annex = compose(selection, data.language(purchase.language))
    if form == "json":
        from tenderkit.formats import json

        answer = json.envelope("build", json.build(annex), selection.findings, ok=True)
        content = json.dumps(answer, lines=lines).encode()
    elif form == "md":
        from tenderkit.formats import markdown

        content = markdown.render(annex).encode()
    elif form == "html":
        from tenderkit.formats import html

        content = html.render(annex, data.css).encode()
    else:
        from tenderkit.word.writer import write

        content = write(annex, data.look, created(purchase.tender.launch), reproducible=reproducible)
    lots, clauses, points = len(annex.lots), len(annex.printed), len(annex.open_points)
    summary = (
        f"{lots} {'lot' if lots == 1 else 'lots'}, {clauses} {'clause' if clauses == 1 else 'clauses'}, "
        f"{points} open {'point' if points == 1 else 'points'}"
    )
    return Made(content, selection.findings, summary, annex)
