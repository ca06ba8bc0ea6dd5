# SPDX-License-Identifier: Apache-2.0
"""The entries of a dictionary in a PDF."""

from typing import Any


def get_entry(holder: Any, key: Any, default: Any = None) -> Any:
    """Return an entry of a dictionary, without references.

    Parameters: `holder`, the dictionary; a damaged file may have anything in its place. Returns `default` where there
    is no dictionary, or none with this entry.
    """
    value: Any = holder.get(key) if hasattr(holder, "get") else None
    value = value.get_object() if hasattr(value, "get_object") else value
    return default if value is None else value
