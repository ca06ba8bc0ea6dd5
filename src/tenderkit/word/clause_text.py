# SPDX-License-Identifier: Apache-2.0
"""The words of a clause in a Word file, so that they can be compared however the file was saved."""

import hashlib
import re
from collections.abc import Iterable, Iterator

from tenderkit.word.xml import Markup

_TOKENS = re.compile(r"<w:p>|<w:(?:tab|br)></w:(?:tab|br)>|<w:t [^>]*>([^<]*)</w:t>")
_ESCAPED = (("&lt;", "<"), ("&gt;", ">"), ("&#xD;", "\r"), ("&amp;", "&"))
# Marks of direction that word processors put in and take out.
DIRECTION = re.compile("[\u200e\u200f]")


def written_lines(markup: Markup) -> Iterator[str]:
    """The text of each paragraph in XML that this package wrote, without parsing it."""
    line: list[str] = []
    for token in _TOKENS.finditer(markup):
        if token.group() == "<w:p>":
            yield _unescaped("".join(line))
            line = []
        elif token[1] is None:
            line.append(" ")
        else:
            line.append(token[1])
    yield _unescaped("".join(line))


def _unescaped(text: str) -> str:
    for written, meant in _ESCAPED:
        text = text.replace(written, meant)
    return text


def text_digest(lines: Iterable[str]) -> str:
    """The SHA-256 of the words in paragraphs, empty for none.

    Kinds and number of spaces do not count, nor do empty paragraphs; where a paragraph ends does, because it is what
    a letter in the list stands before.
    Parameters: `lines`, the text of each paragraph. Returns hexadecimal digits.
    """
    said = [kept for line in lines if (kept := " ".join(DIRECTION.sub("", line).split()))]
    return hashlib.sha256("\n".join(said).encode()).hexdigest() if said else ""
