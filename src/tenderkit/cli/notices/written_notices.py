# SPDX-License-Identifier: Apache-2.0
"""Write the notice of a purchase in one or more formats, and put the notices into an answer in JSON."""

import json
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from tenderkit.findings import Finding
from tenderkit.frozen import frozen_dataclass
from tenderkit.notices.not_held import NoticeFormat
from tenderkit.notices.notice import NoticeFile

if TYPE_CHECKING:
    from tenderkit.library.reading.shipped_data import ShippedData
    from tenderkit.notices.codes import NoticeTables
    from tenderkit.pipeline import NoticeOptions
    from tenderkit.purchase.purchase import Purchase

NoticeFiles = Mapping[NoticeFormat, NoticeFile]


@frozen_dataclass
class NoticeWriter:
    """Writes the notices of purchases in some formats.

    `data`: the data with the library; `tables`: the codes of notices; `options`: how notices are written, in any
    format.
    """

    data: "ShippedData"
    tables: "NoticeTables"
    options: "NoticeOptions"
    formats: Sequence[NoticeFormat]

    def write_notices(self, purchase: "Purchase", name: str) -> NoticeFiles:
        """Return the notice of a purchase in each format. Parameters: `name`, the purchase in messages.

        Raises the errors of `pipeline.make_notice`.
        """
        from dataclasses import replace

        from tenderkit.pipeline import make_notice

        return {
            format_: make_notice(purchase, self.data, self.tables, replace(self.options, format=format_), name)
            for format_ in self.formats
        }


def join_findings(files: NoticeFiles) -> tuple[Finding, ...]:
    """Return the findings on the notices of a purchase, each once."""
    return tuple(dict.fromkeys(finding for file in files.values() for finding in file.findings))


def build_data(files: NoticeFiles) -> dict[str, Any]:
    """Return the notices of a purchase for JSON: OCDS as an object, eForms as the text of its XML."""
    return {
        format_: json.loads(file.content) if format_ == "ocds" else file.content.decode()
        for format_, file in files.items()
    }
