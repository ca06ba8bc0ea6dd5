# SPDX-License-Identifier: Apache-2.0
"""Ids that a format demands and a purchase does not have: made from the reference and the authority, to replace."""

import hashlib
import re
import uuid

from tenderkit.notices.notice import Notice

_LONGEST = 60


def derive_slug(notice: Notice) -> str:
    """Return the reference of a notice, else its title, as small letters, digits and hyphens."""
    words = re.sub(r"[^a-z0-9]+", "-", (notice.reference or notice.title).lower()).strip("-")
    return words[:_LONGEST].strip("-") or derive_uuid(notice, "tender")[:8]


def derive_uuid(notice: Notice, kind: str) -> str:
    """Return an id of the form of a random UUID, the same for the same reference, authority, title and kind of id."""
    seed = "\n".join((kind, notice.reference or "", notice.authority or "", notice.title))
    return str(uuid.UUID(bytes=hashlib.sha256(seed.encode()).digest()[:16], version=4))
