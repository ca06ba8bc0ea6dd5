# SPDX-License-Identifier: Apache-2.0
"""Find text that is written from right to left, without the rules of `bidi.py`, which most papers do not need."""

import re

# The blocks of scripts from right to left, assigned or not. The marks of direction are none of them, because alone
# they turn nothing that is seen.
_RANGES = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefe\U00010800-\U00010fff\U0001e800-\U0001efff"
# To match a whole text without them is several times quicker than to search for one of them.
_WITHOUT = re.compile(f"[^{_RANGES}]*")


def has_rtl_text(text: str) -> bool:
    """Check whether a text holds anything that is written from right to left."""
    return not text.isascii() and _WITHOUT.fullmatch(text) is None
