# SPDX-License-Identifier: Apache-2.0
"""Shorten the words of clauses to what fits into a row."""

import re
from collections.abc import Sequence

from tenderkit.exercises.material import Material

_LONGEST = 260
# With the sentences that it needs to be understood.
_LONGEST_EXCERPT = 480
# A number belongs to the word before it: “Rev. 1”.
_END_OF_SENTENCE = re.compile(r"(?<=[.؟!])\s+(?=[^\s\d])")
# Values that are left out, and those that a table of the annex states for each lot.
_BLANKS = re.compile(r"…(?:\s+…)*|‹[^›]+›")
# The number of a clause behind its title, which a handout without the annex cannot explain.
_NUMBER = re.compile(r"(?<=[”»]) \((?:[^\W\d_]\.)?\d+(?:\.\d+)*\)")
# A sentence with fewer letters says too little.
_FEWEST_LETTERS = 40


def pick_excerpt(material: Material, paragraphs: Sequence[str]) -> str:
    """Return what tells most of a requirement: the first sentence with a duty, and what is said before it.

    What stands before it is left out where both are too long for a row. Parameters: `paragraphs`, those of the
    requirement, with an ellipsis for each value that is left out, which becomes `[…]`.
    """
    duty_words = material.text("exercise.duty-words").split("; ")
    shown = [_NUMBER.sub("", _BLANKS.sub("[…]", paragraph)) for paragraph in paragraphs]
    sentences = [_END_OF_SENTENCE.split(paragraph.strip())[0] for paragraph in shown]
    telling = [n for n, sentence in enumerate(sentences) if sum(map(str.isalpha, sentence)) >= _FEWEST_LETTERS]
    duties = [n for n in telling if any(f" {word} " in f" {sentences[n]}" for word in duty_words)]
    chosen = next(iter((*duties, *telling, 0)))
    excerpt = " ".join((*shown[:chosen], sentences[chosen]))
    return (
        excerpt if len(excerpt) <= _LONGEST_EXCERPT else cut_to_sentence(sentences[chosen], longest=_LONGEST_EXCERPT)
    )


def cut_to_sentence(text: str, sentences: int = 1, longest: int = _LONGEST) -> str:
    """Return the first sentences of a text; what has more letters than `longest` is cut, with an ellipsis."""
    parts = _END_OF_SENTENCE.split(text.strip())
    sentence = " ".join(parts[:sentences])
    if len(sentence) <= longest:
        return sentence
    return sentence[:longest].rsplit(" ", 1)[0].rstrip(",;:،؛") + " …"
