# SPDX-License-Identifier: Apache-2.0
"""Shorten the words of clauses to what fits into a row."""

import re

_LONGEST = 260
_END_OF_SENTENCE = re.compile(r"(?<=[.؟!])\s+(?=\S)")


def cut_to_sentence(text: str) -> str:
    """Return the first sentence of a text; a long one is cut at the end of a word, with an ellipsis."""
    sentence = _END_OF_SENTENCE.split(text.strip(), maxsplit=1)[0]
    if len(sentence) <= _LONGEST:
        return sentence
    return sentence[:_LONGEST].rsplit(" ", 1)[0].rstrip(",;:") + " …"
