# SPDX-License-Identifier: Apache-2.0
"""Parse TOML text; those who call this explain what is wrong with it."""

import tomllib
from typing import Any


def load_toml(text: str) -> dict[str, Any]:
    """Parse TOML text. Raises ValueError, with line and column in its message, where the text is not valid TOML."""
    return tomllib.loads(text.replace("\r\n", "\n"))
