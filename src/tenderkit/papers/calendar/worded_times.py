# SPDX-License-Identifier: Apache-2.0
"""Find the sentences of a clause that give a time in words or digits of their own, such as `within ten working days`.

Such a time is no value that the authority can change. How a language words it is in its frame.
"""

import re
from collections.abc import Iterator

from tenderkit.library.language import Language
from tenderkit.papers.calendar.acting_party import SENTENCE_END, Party, find_party_of_words
from tenderkit.papers.clause_text import FilledText, PrintedClause

_VALUE = "\0"


def list_worded_times(printed: PrintedClause, language: Language) -> Iterator[tuple[str, Party]]:
    """Yield each sentence of a clause that gives a time in its own words, with the party that acts in it.

    A sentence that names the interval of a report is left out, because its days are known. One that begins with a
    word for what the sentence before names, such as `It`, follows that sentence.
    """
    leaning = tuple(f"{word.strip()} " for word in language.text("calendar.leaning").split("|"))
    pattern = _build_pattern(language)
    reports = printed.clause.reports
    every = reports.every if reports else None
    sentences: dict[str, Party] = {}
    for key in ("requirement", "remedy"):
        for texts in printed.filled.get(key, ()):
            for text in texts:
                before_it = ""
                for marked, sentence, names in _split_sentences(text):
                    passage = f"{before_it} {sentence}".strip() if sentence.startswith(leaning) else sentence
                    before_it = sentence
                    if (match := pattern.search(marked)) and every not in names:
                        before, after = marked[: match.start()], marked[match.end() :]
                        party = find_party_of_words(printed, before, after, language)
                        sentences[passage] = party or "contractor"
    yield from sentences.items()


def _split_sentences(text: FilledText) -> Iterator[tuple[str, str, set[str]]]:
    """Yield the sentences of a text: in lower case without its values, as printed, and the names of its values."""
    values = [piece for piece in text.pieces if not isinstance(piece, str)]
    marked = "".join(piece if isinstance(piece, str) else _VALUE for piece in text.pieces)
    used = 0
    for sentence in SENTENCE_END.split(marked):
        count = sentence.count(_VALUE)
        printed = sentence
        for value in values[used : used + count]:
            printed = printed.replace(_VALUE, value.text, 1)
        yield sentence.lower(), printed.strip(), {value.name for value in values[used : used + count]}
        used += count


def _build_pattern(language: Language) -> re.Pattern[str]:
    """Return a pattern for times in words, such as `within {number} {unit}`, from the frame of the language."""

    def list_words(text: str) -> list[str]:
        return sorted((phrase.strip() for phrase in text.split("|")), key=len, reverse=True)

    def join_words(key: str) -> str:
        return "|".join(map(re.escape, list_words(language.text(f"calendar.{key}"))))

    number = rf"(?:\d+|{join_words('number-words')})"
    unit = rf"(?:{join_words('unit-words')})"
    phrases = list_words(language.text("calendar.worded-times", number="<n>", unit="<u>"))
    patterns = [re.escape(phrase).replace("<n>", number).replace("<u>", unit) for phrase in phrases]
    return re.compile(rf"(?<!\w)(?:{'|'.join(patterns)})(?!\w)")
