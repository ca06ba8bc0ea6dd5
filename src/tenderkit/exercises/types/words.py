# SPDX-License-Identifier: Apache-2.0
"""Shorten the words of clauses to what fits into a row."""

import re
from collections.abc import Sequence

from tenderkit.exercises.exercise import Material

_LONGEST = 260
# A number belongs to the word before it: “Rev. 1”.
_END_OF_SENTENCE = re.compile(r"(?<=[.؟!])\s+(?=[^\s\d])")
_BLANKS = re.compile(r"…(?:\s+…)+")
# A sentence with fewer letters says too little.
_FEWEST_LETTERS = 40


def pick_sentence(material: Material, paragraphs: Sequence[str]) -> str:
    """Return the sentence that tells most of a requirement: the first of a paragraph, with a duty if there is one.

    Parameters: `paragraphs`, those of the requirement, with an ellipsis for each value that is left out.
    """
    duty_words = material.text("exercise.duty-words").split("; ")
    sentences = [cut_to_sentence(_BLANKS.sub("…", paragraph)) for paragraph in paragraphs]
    telling = [s for s in sentences if sum(map(str.isalpha, s)) >= _FEWEST_LETTERS]
    duties = [s for s in telling if any(f" {word} " in s for word in duty_words)]
    return next(iter((*duties, *telling, *sentences)))


def cut_to_sentence(text: str, sentences: int = 1) -> str:
    """Return the first sentences of a text; what is long is cut at the end of a word, with an ellipsis."""
    parts = _END_OF_SENTENCE.split(text.strip())
    sentence = " ".join(parts[:sentences])
    if len(sentence) <= _LONGEST:
        return sentence
    return sentence[:_LONGEST].rsplit(" ", 1)[0].rstrip(",;:") + " …"
