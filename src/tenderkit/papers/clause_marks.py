# SPDX-License-Identifier: Apache-2.0
"""The names by which Word files mark a clause; what reads files needs nothing else of the papers."""

import hashlib
import re
from functools import lru_cache

# What `name_bookmark` returns.
BOOKMARK = re.compile(r"tk_[0-9a-f]{12}")


@lru_cache(maxsize=4096)
def name_bookmark(tag: str) -> str:
    """Return the name of the Word bookmark of a clause, computed from the tag of the clause."""
    return "tk_" + hashlib.sha256(tag.encode()).hexdigest()[:12]
