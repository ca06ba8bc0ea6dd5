# SPDX-License-Identifier: Apache-2.0
"""The manual page of a rule, as a terminal shows it."""

import re
import textwrap
from itertools import groupby

_WIDTH = 80
# An example is quoted as it is written, with the indented lines that continue it.
_EXAMPLE = re.compile(r"(?:Passes|Fails):|\s")


def wrapped(manual: str) -> str:
    """A manual page with its paragraphs in lines of 80 columns; the examples stay as they are."""
    lines: list[str] = []
    for kept, some in groupby(manual.splitlines(), lambda line: not line or bool(_EXAMPLE.match(line))):
        text = list(some)
        lines += (
            text if kept else textwrap.wrap(" ".join(text), _WIDTH, break_long_words=False, break_on_hyphens=False)
        )
    return "\n".join(lines) + "\n"
