# SPDX-License-Identifier: Apache-2.0
"""The pages of headings, by the outline of a PDF."""

import io
from collections.abc import Sequence
from typing import Any


def read_heading_pages(pdf: bytes) -> list[int]:
    """Return the page number of each heading in the outline of a PDF, in order; the first page is 1.

    The list is empty where the outline cannot be read.
    """
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError
    from pypdf.generic import Destination

    pages: list[int] = []

    def walk(items: Sequence[Any]) -> None:
        for item in items:
            if isinstance(item, Destination):
                number = reader.get_destination_page_number(item)
                pages.append(0 if number is None else number + 1)
            else:
                walk(item)

    try:
        reader = PdfReader(io.BytesIO(pdf))
        walk(reader.outline)
    except PyPdfError:
        return []
    return pages
