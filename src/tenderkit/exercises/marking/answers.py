# SPDX-License-Identifier: Apache-2.0
"""Mark one answer: a choice, also where it was typed; a number; free text."""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from tenderkit.checks.look_alikes import fold_letters
from tenderkit.exercises.exercise import Exercise, Row, Verdict

_WORD = re.compile(r"\w+(?:[.'’]\w+)*")
_BRACKETS = re.compile(r"\s*\([^)]*\)\s*$")
_NUMBER = re.compile(r"[-−]?\d[\d.,'’٬٫\u00a0\u202f ]*")
_FIGURE = re.compile(r"\d+(?:[.,٫]\d+)?")
_GROUP = 3
# With room for numbers that cannot be written exactly.
_TENTH = 0.1 + 1e-9
# Shorter words say little; endings differ with the grammar.
_FEWEST_LETTERS, _STEM = 4, 6
# An answer that is longer than the model by so much is read by a person.
_MOST_TIMES, _SPARE_WORDS = 3, 20
_NAMED_WORDS = 6
# Arabic letters of which people type one for another.
_KIN = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ى": "ي", "ة": "ه"})


def mark_choice(exercise: Exercise, row: Row, answer: str) -> Verdict:
    """Mark an answer that is one of the choices; one that is none of them is read by a person."""
    chosen = find_choice(answer, exercise.choices)
    if chosen is None:
        return Verdict(0, "no-choice", open=1)
    return Verdict(1, "right") if chosen == row.answer else Verdict(0, "wrong")


def find_choice(answer: str, choices: Sequence[str]) -> str | None:
    """Return the choice that is meant by an answer that may be typed by hand; None for none or for several.

    Case and blanks do not matter. The beginning of a choice is enough, such as the number of a heading, and so is the
    letter of a bid.
    """
    given = _list_words(answer)
    if not given:
        return None
    by_words = {choice: _list_words(choice) for choice in choices}
    for meant in (
        [choice for choice, words in by_words.items() if words == given],
        [choice for choice in choices if _list_words(_BRACKETS.sub("", choice)) == given],
        [choice for choice, words in by_words.items() if words[: len(given)] == given],
        [choice for choice, words in by_words.items() if len(answer.strip()) == 1 and words[-1:] == given],
    ):
        if meant:
            return meant[0] if len(meant) == 1 else None
    return None


def mark_amount(exercise: Exercise, row: Row, answer: str) -> Verdict:
    """Mark an answer that is a number within bounds; one without exactly one number is read by a person."""
    number = read_number(answer)
    if number is None or row.bounds is None:
        return Verdict(0, "no-number", open=1)
    least, most = row.bounds
    return Verdict(1, "right") if least <= number <= most else Verdict(0, "wrong")


def read_number(text: str) -> float | None:
    """Return the only number in a text, with the separators of any language; None where there is none, or several.

    A single separator in front of three digits is one of thousands: amounts are asked in whole units.
    """
    numbers = _NUMBER.findall(text)
    if len(numbers) != 1:
        return None
    digits = "".join(str(unicodedata.digit(sign)) if sign.isdigit() else sign for sign in numbers[0]).strip()
    sign, digits = (-1, digits[1:]) if digits[0] in "-−" else (1, digits)
    parts = [part for part in re.split(r"[^\d]", digits) if part]
    marks = [mark for mark in re.sub(r"\d", "", digits).rstrip() if not mark.isspace()]
    is_decimal = len(parts) > 1 and marks and (len(parts[-1]) != _GROUP or (len({*marks}) > 1))
    if is_decimal and marks.count(marks[-1]) == 1:
        return sign * float(f"{''.join(parts[:-1])}.{parts[-1]}")
    return sign * float("".join(parts))


def has_figures(answer: str, figures: Sequence[float]) -> bool:
    """Return whether the numbers in an answer are those that are asked for, in their order, to a tenth."""
    given = [float(number.replace(",", ".").replace("٫", ".")) for number in _FIGURE.findall(answer)]
    if not figures or len(given) != len(figures):
        return False
    return all(abs(one - other) <= _TENTH for one, other in zip(given, figures, strict=True))


def mark_words(answer: str, model: str, passing: float, negations: str) -> Verdict:
    """Mark an answer in free text: it passes, or a person reads it. Nothing that is written is marked down.

    Parameters: `passing`, the share of the telling words of the model from which an answer passes; `negations`, words
    that turn a sentence round, with `; ` between them.
    """
    given, wanted = _list_words(answer), _list_words(model)
    if given == wanted:
        return Verdict(1, "model-words")
    stems = {word[:_STEM] for word in given}
    telling = _list_telling(wanted)
    missing = [word for word in telling if word[:_STEM] not in stems]
    turned = [word for word in _list_words(negations) if given.count(word) != wanted.count(word)]
    if len(missing) > (1 - passing) * len(telling):
        return Verdict(0, "other-words", open=1, words=", ".join(missing[:_NAMED_WORDS]))
    if _list_figures(answer) != _list_figures(model):
        return Verdict(0, "other-figures", open=1)
    if turned:
        return Verdict(0, "turned", open=1, words=", ".join(turned))
    if len(given) > _MOST_TIMES * len(wanted) + _SPARE_WORDS:
        return Verdict(0, "too-long", open=1)
    return Verdict(1, "same-words")


def share_words(answer: str, model: str, known: str = "") -> float:
    """Return which share of the telling words of a model an answer has, from 0 to 1.

    Parameters: `known`, a text whose words tell nothing.
    """
    stems, old = ({word[:_STEM] for word in _list_words(text)} for text in (answer, known))
    telling = [word for word in _list_telling(_list_words(model)) if word[:_STEM] not in old]
    return sum(word[:_STEM] in stems for word in telling) / len(telling) if telling else 0.0


def has_same_words(text: str, other: str) -> bool:
    """Return whether two texts have the same words; case, blanks and signs do not matter."""
    return _list_words(text) == _list_words(other)


def _list_figures(text: str) -> list[str]:
    """Return the numbers of a text and the single letters that name bids, in their order."""
    return [
        word for word in _split_words(text) if any(map(str.isdigit, word)) or (len(word) == 1 and not word.islower())
    ]


def _list_telling(words: Sequence[str]) -> list[str]:
    return list(dict.fromkeys(word for word in words if len(word) >= _FEWEST_LETTERS or word.isdigit()))


# The choices, the model answers and the negations are the same for all participants.
@lru_cache(maxsize=2048)
def _list_words(text: str) -> tuple[str, ...]:
    return _split_words(text.casefold())


def _split_words(text: str) -> tuple[str, ...]:
    """Return the words of a text as people type them: without marks of vowels, and with one letter for its kin."""
    return tuple(_WORD.findall(fold_letters(unicodedata.normalize("NFKC", text)).translate(_KIN)))
