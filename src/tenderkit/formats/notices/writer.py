# SPDX-License-Identifier: Apache-2.0
"""Write a notice in one of its formats."""

import json
from collections.abc import Callable, Mapping
from typing import Any

from tenderkit.findings import Finding, escape_steering
from tenderkit.formats.notices.eforms_writer import write_eforms
from tenderkit.formats.notices.ocds_writer import build_release_package
from tenderkit.notices.codes import NoticeCodes
from tenderkit.notices.not_held import NoticeFormat
from tenderkit.notices.notice import TO_REPLACE, Notice, NoticeFile, make_remark

# Down to the keys of each lot, line and criterion.
_DEEPEST_INDENT = 6
_encode = json.JSONEncoder(ensure_ascii=False).encode


def choose_language(code: str, format_: NoticeFormat, codes: NoticeCodes) -> str:
    """Return the language in which a notice is written: that of the purchase, or English where a format has no code.

    Parameters: `code`, the language of the purchase.
    """
    return code if format_ == "ocds" or code in codes.eforms.languages else "en"


def list_language_remarks(asked: str, code: str) -> tuple[Finding, ...]:
    """Return a remark where a notice is written in another language than that of the purchase.

    Parameters: `asked`, the language of the purchase; `code`, that of the notice.
    """
    if asked == code:
        return ()
    message = f"the texts of the library are English, because “{asked}” is no official language of such notices"
    return (make_remark(TO_REPLACE, "BT-702(a)-notice", message),)


def write_ocds(notice: Notice, codes: NoticeCodes) -> NoticeFile:
    """Write a notice as an OCDS release package, in JSON."""
    package, findings = build_release_package(notice, codes.ocds)
    text = escape_steering(_format_json(package, _DEEPEST_INDENT), "\\u{:04x}") + "\n"
    return NoticeFile(text.encode(), findings)


def _format_json(value: Any, depth: int, margin: str = "\n") -> str:
    """Return a value as JSON, indented down to a depth and on one line below it.

    The encoder of the standard library takes five times as long once it has to indent. Parameters: `margin`, a line
    feed and the indentation of the value.
    """
    if depth == 0 or not value or not isinstance(value, dict | list):
        return _encode(value)
    inner = f"{margin}  "
    if isinstance(value, dict):
        entries = [f"{_encode(key)}: {_format_json(entry, depth - 1, inner)}" for key, entry in value.items()]
        return f"{{{inner}{f',{inner}'.join(entries)}{margin}}}"
    return f"[{inner}{f',{inner}'.join(_format_json(entry, depth - 1, inner) for entry in value)}{margin}]"


def write_eforms_draft(notice: Notice, codes: NoticeCodes) -> NoticeFile:
    """Write a notice as a draft of an eForms contract notice, in XML."""
    return write_eforms(notice, codes.eforms)


NOTICE_WRITERS: Mapping[NoticeFormat, Callable[[Notice, NoticeCodes], NoticeFile]] = {
    "ocds": write_ocds,
    "eforms": write_eforms_draft,
}
