# SPDX-License-Identifier: Apache-2.0
"""Begin a purchase file from a notice, and say on stderr what was taken from it and what was not."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from tenderkit.cli.inputs import Source
from tenderkit.cli.messages import print_line
from tenderkit.errors import InvalidInput, UsageProblem
from tenderkit.findings import Finding, Place

if TYPE_CHECKING:
    from tenderkit.library.reading.shipped_data import ShippedData
    from tenderkit.notices.purchase_draft import PurchaseDraft

_REMARKS = {"notice-taken": "taken", "notice-not-taken": "not taken"}


def draft_from_notice(file: str, data: "ShippedData", overlays: Sequence[str]) -> "PurchaseDraft":
    """Return what a notice gives for a purchase file, and print what was taken and what was not.

    Parameters: `file`, the path of the notice, `-` for stdin; `overlays`, the folders of libraries on top of the
    shipped one. Raises FileProblem where the file cannot be read, InvalidInput where it is no notice.
    """
    from tenderkit.cli.word_files import read_content
    from tenderkit.formats.notices.reader import read_notice
    from tenderkit.notices.purchase_draft import draft_purchase
    from tenderkit.notices.read_tables import read_notice_tables

    name = "stdin" if file == "-" else file
    tables = read_notice_tables(overlays, data.library)
    content = read_content(file)
    _refuse_purchase(content, name)
    read = read_notice(content, name, tables.codes.eforms)
    draft = draft_purchase(read, data.library, tables, data.languages, name)
    _print_remarks(draft.findings)
    return draft


def _refuse_purchase(content: bytes, name: str) -> None:
    """Raise InvalidInput if a file is a purchase, in the place of which a notice was meant."""
    from tenderkit.library.reading.text_files import parse_toml

    try:
        is_purchase = "tenderkit" in parse_toml(content.decode("utf-8-sig"), name)
    except (UnicodeDecodeError, InvalidInput):
        return
    if is_purchase:
        message = "is a purchase file, and no notice"
        raise InvalidInput([Finding("unreadable", message, "Build it without --from.", place=Place(name))])


def read_notice_source(file: str, others: Iterable[object], data: "ShippedData", overlays: Sequence[str]) -> Source:
    """Return the purchase that a notice begins, as the text of a purchase file.

    Parameters: `others`, the values of options that name another purchase, None or empty where they do not. Raises
    UsageProblem if one does, and the errors of `draft_from_notice`.
    """
    if any(others):
        raise UsageProblem("--from and another purchase exclude each other", "Give one of the two.")
    text = write_draft(draft_from_notice(file, data, overlays), "")
    if file == "-":
        return Source("stdin", "annex", text, "toml")
    return Source(file, Path(file).stem, text, "toml", Path(file))


def write_draft(draft: "PurchaseDraft", head: str) -> str:
    """Return the text of a purchase file with what a notice gives. Parameters: `head`, the lines in front of it."""
    from tenderkit.purchase.toml_document import PurchaseText

    answers = draft.answers
    lines = ["tenderkit = 1", f'language = "{answers["language"]}"', "", "[tender]", ""]
    purchase = PurchaseText("\n".join([*filter(None, [head]), *lines]))
    for key, value in answers["tender"].items():
        purchase.set_answer(("tender", key), value)
    purchase.set_lots(len(answers["lots"]))
    for number, lot in enumerate(answers["lots"]):
        for key, value in lot.items():
            purchase.set_answer(("lots", number, key), value)
    return purchase.text


def _print_remarks(findings: Sequence[Finding]) -> None:
    for rule, words in _REMARKS.items():
        for finding in findings:
            if finding.rule == rule:
                print_line(f"{words}: {finding.place.key}: {finding.message}")
