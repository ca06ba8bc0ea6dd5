# SPDX-License-Identifier: Apache-2.0
"""Numbers, letters and bullets that are typed in front of a paragraph."""

import re

BULLETS = "•●▪■◦‣·–—*➢☐☑✓\u00b7\uf0b7\uf0a7\uf0d8"
_BULLET = re.compile(rf"(?:[{BULLETS}-]|o(?=\s{{2}}))\s+(?=\S)")
# 2.1, 2.1.3., 4., 4), (a), (iv), a), A. and their like; a number with one point needs a word behind it, so that
# “1.5 million” is none. Arabic letters count too.
_NUMBER = re.compile(
    r"(?P<number>(?:[A-Z]\.)?\d{1,3}(?:\.\d{1,3}){1,5}\.?(?=\s+[^\W\da-z])"
    r"|\d{1,3}[.)](?=\s)|\((?:\d{1,3}|[^\W\d_]|[ivxlc]{2,6})\)|(?:[^\W\d_]|[ivxlc]{2,6})\)(?=\s)|[A-Z]\.(?=\s+\w{2}))"
    r"\s*(?=\S)"
)


def split_number(text: str) -> tuple[str, str]:
    """Return the number or letter typed in front of a paragraph, and the text behind it.

    The number is empty where there is none; a bullet is left out of both.
    """
    if bullet := _BULLET.match(text):
        return "", text[bullet.end() :]
    match = _NUMBER.match(text)
    return (match["number"], text[match.end() :]) if match else ("", text)
