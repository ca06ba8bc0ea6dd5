# SPDX-License-Identifier: Apache-2.0
"""Letters of documents as people read them: plain spaces and hyphens, and no marks that nobody sees."""

import re
import unicodedata

# Soft hyphens, marks of direction, joiners of words and spaces without width. U+200C and U+200D shape letters.
_UNSEEN = re.compile("[\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
_SPACES = "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_PLAIN = str.maketrans({**dict.fromkeys(_SPACES, " "), **dict.fromkeys("\u2010\u2011", "-")})
_ODD = re.compile(f"{_UNSEEN.pattern[:-1]}{''.join(map(chr, _PLAIN))}]")
# Ligatures such as U+FB01, and the shapes that Arabic letters take at the beginning, middle and end of words.
_SHAPES = re.compile("[\ufb00-\ufb06\ufb50-\ufdff\ufe70-\ufefc]+")


def clean_text(text: str) -> str:
    """Return a text with plain spaces and hyphens, and without soft hyphens, marks of direction and the like."""
    if text.isascii() or not _ODD.search(text):
        return text
    return _UNSEEN.sub("", text.translate(_PLAIN))


def unfold_shapes(text: str) -> str:
    """Return a text with letters in place of ligatures and of the shapes of Arabic letters."""
    if text.isascii():
        return text
    return _SHAPES.sub(lambda shape: unicodedata.normalize("NFKC", shape[0]), text)
