# SPDX-License-Identifier: Apache-2.0
"""Write a notice in one of its formats."""

import json
from collections.abc import Callable, Mapping

from tenderkit.findings import escape_steering
from tenderkit.formats.notices.ocds_writer import build_release_package
from tenderkit.notices.codes import NoticeCodes
from tenderkit.notices.not_held import NoticeFormat
from tenderkit.notices.notice import Notice, NoticeFile


def choose_language(code: str, format_: NoticeFormat, codes: NoticeCodes) -> str:
    """Return the language in which a notice is written: that of the purchase, or English where a format has no code.

    Parameters: `code`, the language of the purchase.
    """
    return code if format_ == "ocds" or code in codes.eforms.languages else "en"


def write_ocds(notice: Notice, codes: NoticeCodes) -> NoticeFile:
    """Write a notice as an OCDS release package, in JSON."""
    package, findings = build_release_package(notice, codes.ocds)
    text = escape_steering(json.dumps(package, ensure_ascii=False, indent=2), "\\u{:04x}") + "\n"
    return NoticeFile(text.encode(), findings)


NOTICE_WRITERS: Mapping[NoticeFormat, Callable[[Notice, NoticeCodes], NoticeFile]] = {"ocds": write_ocds}
