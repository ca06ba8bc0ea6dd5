# SPDX-License-Identifier: Apache-2.0
"""What the readers of notices share: a notice that was read, and values that may be written in several ways."""

import datetime
import math
import re
from typing import Literal

from tenderkit.frozen import frozen_dataclass
from tenderkit.library.cpv import normalise_code
from tenderkit.notices.notice import Notice


@frozen_dataclass
class ReadNotice:
    """A notice that was read from a file. `unread`: what the file says besides, by the names of the format."""

    format: Literal["ocds", "eforms"]
    notice: Notice
    unread: tuple[str, ...]


def normalise_cpv(text: str) -> str | None:
    """Return the eight digits of a CPV code: `30213100` for `30213100-6` and for `30213100.0`; None for no code."""
    try:
        return normalise_code(text.removesuffix(".0"))
    except ValueError:
        return None


def read_date(text: str) -> datetime.date | None:
    """Return the day at the beginning of a date in ISO form, with or without time and zone; else None."""
    match = re.match(r"\d{4}-\d\d-\d\d", text, re.ASCII)
    try:
        return datetime.date.fromisoformat(match[0]) if match else None
    except ValueError:
        return None


def round_months(months: float) -> int:
    """Return a term in whole months; one beyond all bounds is cut to -1 or 9999, which no purchase file takes."""
    return round(min(max(months, -1), 9999))


def read_number(text: str) -> float | None:
    """Return the number that a text is; None for anything else."""
    try:
        number = float(text)
    except ValueError:
        return None
    return number if math.isfinite(number) else None
