# SPDX-License-Identifier: Apache-2.0
"""The names by which Word files mark a clause; what reads files needs nothing else of the papers."""

import hashlib


def name_bookmark(tag: str) -> str:
    """Return the name of the Word bookmark of a clause, computed from the tag of the clause."""
    return "tk_" + hashlib.sha256(tag.encode()).hexdigest()[:12]
