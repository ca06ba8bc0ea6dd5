# SPDX-License-Identifier: Apache-2.0
"""The state of a translated text: draft, read by a second person, or confirmed by an authority."""

import datetime
import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal, get_args

from tenderkit.frozen import frozen_dataclass
from tenderkit.library.author_data import Reading
from tenderkit.translation.library_text import LibraryText

StateWord = Literal["draft", "second-read", "confirmed"]
STATE_WORDS: tuple[StateWord, ...] = get_args(StateWord)
# All states of a text, from the least settled one on.
STATES = ("missing", "stale", *STATE_WORDS)
_DIGITS = 12
_SIGNED = re.compile(r"(?P<word>[a-z-]+)(?:\s*:\s*(?P<by>.*\S)\s*,\s*(?P<date>\d{4}-\d\d-\d\d))?")
_FORMS = "Write draft, second-read, second-read: NAME, DATE, or confirmed: NAME, DATE, with the date as 2027-01-15."


@frozen_dataclass
class TextState:
    """The state of a translated text, with the name of the reader or authority and the day, where these are known."""

    word: StateWord = "draft"
    by: str | None = None
    date: datetime.date | None = None

    def __str__(self) -> str:
        """Return the state as the tables of translators have it: `confirmed: Ministry of Finance, 2027-01-15`."""
        return f"{self.word}: {self.by}, {self.date.isoformat()}" if self.by and self.date else self.word


DRAFT = TextState()


def parse_state(text: str) -> TextState:
    """Return the state that a table names. Raises ValueError, with a message and a way out, for anything else."""
    match = _SIGNED.fullmatch(text.strip())
    word = next((word for word in STATE_WORDS if match and match["word"] == word), None)
    if match is None or word is None:
        raise ValueError(f"“{text[:60]}” is no state", _FORMS)
    if match["by"] is None:
        if word == "confirmed":
            raise ValueError("is confirmed by nobody", "Name the authority and the day: confirmed: NAME, 2027-01-15.")
        return TextState(word)
    try:
        return TextState(word, match["by"], datetime.date.fromisoformat(match["date"]))
    except ValueError:
        raise ValueError(f"“{match['date']}” is no date", _FORMS) from None


def digest_pair(english: str, translation: str) -> str:
    """Return the digests of an English text and of its translation, with a dash between them."""
    return "-".join(hashlib.sha256(text.strip().encode()).hexdigest()[:_DIGITS] for text in (english, translation))


def list_records(readings: Iterable[Reading]) -> dict[str, tuple[str, TextState]]:
    """Return the digests and the state of each text that was read, by its name; the last reading counts."""
    return {
        name: (digests, TextState(reading.state, reading.by, reading.date))
        for reading in readings
        for name, digests in reading.texts.items()
    }


Records = Mapping[str, tuple[str, TextState]]


def find_state(text: LibraryText, records: Records) -> TextState | Literal["missing", "stale"]:
    """Return the state of a text; one that was changed since it was read is a draft again."""
    if text.translation is None:
        return "missing"
    if is_stale(text, records):
        return "stale"
    digests, state = records.get(text.name, ("", DRAFT))
    return state if digests == digest_pair(text.english, text.translation) else DRAFT


def count_states(texts: Iterable[LibraryText], records: Records) -> dict[str, Counter[str]]:
    """Return how many texts are in which state, by kind and state."""
    counts: dict[str, Counter[str]] = {}
    for text in texts:
        state = find_state(text, records)
        counts.setdefault(text.kind, Counter())[state.word if isinstance(state, TextState) else state] += 1
    return counts


def is_stale(text: LibraryText, records: Records) -> bool:
    """Return whether the English of a translated text has changed since; where nothing tells, whether it may have."""
    if text.translation is None or not text.is_stale:
        return False
    digests, _ = records.get(text.name, ("", DRAFT))
    return digests.partition("-")[0] != digest_pair(text.english, "").partition("-")[0]


def add_records(readings: Sequence[Reading], states: Mapping[str, tuple[str, TextState]]) -> tuple[Reading, ...]:
    """Return readings in which each text has its last one alone: the given digests and state, by name."""
    records = {**list_records(readings), **states}
    grouped: dict[TextState, dict[str, str]] = {}
    for name in sorted(records):
        digests, state = records[name]
        grouped.setdefault(state, {})[name] = digests
    order = sorted(grouped, key=lambda s: (STATE_WORDS.index(s.word), s.by or "", str(s.date)))
    return tuple(Reading(state.word, grouped[state], state.by, state.date) for state in order)
