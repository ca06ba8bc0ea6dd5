# SPDX-License-Identifier: Apache-2.0
"""The digest of a purchase: what it says, whatever its file looks like."""

import hashlib
import json

from tenderkit.purchase import Purchase


def purchase_digest(purchase: Purchase) -> str:
    """The SHA-256 of what a purchase says, in hexadecimal digits: comments and layout of the file do not count."""
    said = purchase.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    return hashlib.sha256(json.dumps(said, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
