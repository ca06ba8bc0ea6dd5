# SPDX-License-Identifier: Apache-2.0
"""What people type, as values: numbers, dates, amounts, texts, words of lists; and why something is refused.

A refusal is a code of the frame texts (`refusals.<code>`) with what goes into them, so that it can be spoken in any
language. Digits of every script are read; what cannot be meant in one way only is refused.
"""

import datetime
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from tenderkit.library.clause import MAX_NUMBER, UNDECIDED, Parameter
from tenderkit.library.language import currencies
from tenderkit.library.reading.refusals import MAX_NAME, MAX_PROSE, find_refused_character

# Signs that part thousands, and the minus of typography.
_SIGNS = str.maketrans({"٬": "'", "’": "'", "\u00a0": " ", "\u202f": " ", "\u2009": " ", "−": "-"})
# Digits alone; thousands; lakhs and crores. A group of thousands never starts with 0.
_WHOLE = r"\d+|[1-9]\d{0,2}(?P<sign>[ ',._])\d{3}(?:(?P=sign)\d{3})*|[1-9]\d?(?:,\d{2})+,\d{3}"
_NUMBER = re.compile(rf"(?P<minus>[+-]?)(?P<whole>{_WHOLE}|)(?:(?P<point>[.,٫])(?P<decimals>\d+))?")
_TWO = re.compile(r"[+-]?[1-9]\d{0,2}[.,]\d{3}")


# Longer numbers are codes, not places in a list.
MAX_PLACE = 3


class Refusal(Exception):
    """An answer that is not taken. `code` is a key of the frame texts, `values` go into the text."""

    def __init__(self, code: str, **values: object) -> None:
        self.code, self.values = code, values
        super().__init__(code)


@dataclass(frozen=True)
class Choice:
    """A choice of a list: the value it stands for, its label, what explains it, what else it is called."""

    value: Any
    label: str
    hint: str = ""
    also: tuple[str, ...] = ()

    @property
    def names(self) -> list[str]:
        """What it can be called, without case and accents."""
        return [bare(name) for name in (str(self.value), self.label, *self.also)]


def bare(text: str) -> str:
    """Letters without case and accents, for comparing what was typed with what is known."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in decomposed if not unicodedata.combining(c)).replace("’", "'").strip()


def digits(text: str) -> str:
    """The same text with the digits of every script as 0 to 9."""
    return "".join(str(unicodedata.digit(c)) if unicodedata.category(c) == "Nd" else c for c in text)


def text(typed: str, limit: int = MAX_NAME) -> str:
    """A text on one line; breaks and tabs that came with a paste become spaces."""
    found = " ".join(typed.split())
    if not found:
        raise Refusal("empty")
    if char := find_refused_character(found):
        raise Refusal("character", number=f"U+{ord(char):04X}")
    if len(found) > limit:
        raise Refusal("too-long", length=len(found), limit=limit)
    return found


def prose(typed: str) -> str:
    """A longer text on one line."""
    return text(typed, MAX_PROSE)


def _plain_number(typed: str, *, thousands: bool) -> str:
    """A number with a point for decimals and nothing else.

    Parameters: `thousands`, whether one sign before three digits parts thousands; else it could be two numbers.
    """
    found = digits(typed).translate(_SIGNS).strip()
    if not found:
        raise Refusal("empty")
    if _TWO.fullmatch(found):
        if not thousands:
            raise Refusal("two-numbers", text=typed.strip())
        return re.sub("[.,]", "", found)
    read = _NUMBER.fullmatch(found)
    if not read or not (read["whole"] or read["decimals"]) or (read["point"] and read["point"] in read["whole"]):
        # a whole number whose last group was taken for decimals
        whole = re.fullmatch(rf"([+-]?)({_WHOLE})", found)
        if not whole:
            raise Refusal("not-a-number", text=typed.strip())
        return whole[1] + re.sub(r"\D", "", whole[2])
    plain = read["minus"] + re.sub(r"\D", "", read["whole"])
    return f"{plain}.{read['decimals']}" if read["decimals"] else plain


def number(typed: str, low: float | None = None, high: float | None = None, *, thousands: bool = False) -> float:
    """A number between two bounds, if they are given."""
    found = float(_plain_number(typed, thousands=thousands))
    if not -MAX_NUMBER <= found <= MAX_NUMBER:
        raise Refusal("not-a-number", text=typed.strip())
    _within(found, low, high)
    return found


def measured(typed: str, beside: Iterable[str], *, thousands: bool = False) -> float:
    """A number that may have words beside it, such as its unit or its currency.

    Parameters: `beside`, the words that may stand before or behind it, whatever their case and accents; `thousands`,
    whether one sign before three digits parts thousands.
    """
    if len(typed) > MAX_NAME or "\n" in typed.strip():
        raise Refusal("not-a-number", text=typed.strip())
    words = sorted({_unaccented(word) for word in beside}, key=len, reverse=True)
    word = "|".join(map(re.escape, filter(None, words))) or "(?!)"
    parts = re.fullmatch(rf"(?:(?:{word}) ?)?(.*?)(?: ?(?:{word}))?", _unaccented(typed), re.IGNORECASE)
    assert parts is not None, "every text is matched, because all but the middle may be absent"
    return number(parts[1], thousands=thousands)


def _unaccented(text: str) -> str:
    """A text on one line without the marks of accents and vowels; raised digits stay raised."""
    letters = unicodedata.normalize("NFD", text.replace("٪", "%"))
    return " ".join("".join(c for c in letters if not unicodedata.combining(c)).split())


def integer(typed: str, low: float | None = None, high: float | None = None) -> int:
    """A whole number between two bounds, if they are given."""
    plain = _plain_number(typed, thousands=True)
    if not re.fullmatch(r"[+-]?\d{1,15}", plain):
        raise Refusal("not-whole" if "." in plain else "not-a-number", text=typed.strip())
    _within(int(plain), low, high)
    return int(plain)


def _within(found: float, low: float | None, high: float | None) -> None:
    if low is not None and found < low:
        raise Refusal("too-small", limit=low)
    if high is not None and found > high:
        raise Refusal("too-large", limit=high)


def _shortest(found: float) -> float:
    """A whole number without its point."""
    return int(found) if found == int(found) else found


def integers(typed: str, low: float | None = None, high: float | None = None) -> list[int]:
    """Whole numbers parted by commas, semicolons or spaces."""
    parts = [p for p in re.split(r"[\s,;،؛]+", digits(typed)) if p]
    if not parts:
        raise Refusal("empty")
    return [integer(p, low, high) for p in parts]


def date(typed: str, months: Mapping[str, int] | None = None) -> datetime.date:
    """A day: year first (2027-01-15), day first with points (15.01.2027), with the month in words, or with strokes
    where only one of the two numbers can be a month.

    Parameters: `months`, the numbers of the months by their names, in lower case.
    """
    found = digits(typed).strip()
    if not found:
        raise Refusal("empty")
    year_first = re.fullmatch(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})", found)
    day_first = re.fullmatch(r"(\d{1,2})\.(\d{1,2})\.(\d{4})", found)
    if year_first:
        year, month, day = map(int, year_first.groups())
    elif day_first:
        day, month, year = map(int, day_first.groups())
    elif named := re.fullmatch(r"(\d{1,2})\.?\s+([^\W\d_]+)\.?,?\s+(\d{4})", found):
        day, month, year = int(named[1]), (months or {}).get(bare(named[2]), 0), int(named[3])
        if not month:
            raise Refusal("not-a-date", text=found)
    elif strokes := re.fullmatch(r"(\d{1,2})[-/](\d{1,2})[-/](\d{4})", found):
        one, other, year = map(int, strokes.groups())
        if one <= 12 and other <= 12 and one != other:
            raise Refusal("date-order", text=found)
        day, month = (one, other) if other <= 12 else (other, one)
    else:
        raise Refusal("not-a-date", text=found)
    try:
        made = datetime.date(year, month, day)
    except ValueError:
        raise Refusal("no-such-day", text=found) from None
    if not 2000 <= year <= 2100:
        raise Refusal("year", text=found)
    return made


def amount(typed: str, currency: str | None = None) -> dict[str, Any]:
    """An amount of money, `{amount, currency}`.

    Parameters: `typed`, a number with a currency code before or behind it; `currency`, taken where none is typed.
    """
    letters = re.findall(r"[^\W\d_]+", typed)
    code = letters[0].upper() if letters else currency
    if not typed.strip():
        raise Refusal("empty")
    if code is None:
        raise Refusal("no-currency", text=typed.strip())
    if code not in currencies():
        raise Refusal("unknown-currency", text=code)
    try:
        found = number(re.sub(r"^\s*[^\W\d_]+|[^\W\d_]+\s*$", "", typed), thousands=True)
    except Refusal:
        raise Refusal("not-an-amount", text=typed.strip()) from None
    if len(letters) > 1:
        raise Refusal("not-an-amount", text=typed.strip())
    if found <= 0:
        raise Refusal("not-positive")
    return {"amount": _shortest(found), "currency": code}


def parameter(typed: str, shape: Parameter) -> Any:
    """The value of a parameter of a clause; `undecided` leaves it open."""
    if bare(typed) == UNDECIDED:
        return UNDECIDED
    match shape.type:
        case "integer":
            return integer(typed)
        case "number":
            return _shortest(number(typed))
        case "percent":
            return _shortest(number(typed, 0, 100))
        case "list":
            return [text(part, MAX_PROSE) for part in re.split(r"[;؛]", typed) if part.strip()] or _empty()
        case _:
            return prose(typed)


def _empty() -> Any:
    raise Refusal("empty")


def matching(typed: str, choices: Sequence[Choice]) -> list[Choice]:
    """The choices that what was typed can mean, best first: exact names, beginnings of words, parts of words."""
    wanted = bare(typed)
    if not wanted:
        return list(choices)
    ranks: list[tuple[int, int, Choice]] = []
    for position, choice in enumerate(choices):
        names = choice.names
        if wanted in names:
            rank = 0
        elif any(n.startswith(wanted) for n in names):
            rank = 1
        elif any(f" {wanted}" in f" {n.replace('-', ' ')}" for n in names):
            rank = 2
        elif any(wanted in n for n in names):
            rank = 3
        else:
            continue
        ranks.append((rank, position, choice))
    return [choice for _, _, choice in sorted(ranks, key=lambda r: r[:2])]


def one_of(typed: str, choices: Sequence[Choice]) -> Choice:
    """The one choice that what was typed means: its number in the list, its name, or a part that only it has."""
    wanted = digits(typed).strip()
    if not wanted:
        raise Refusal("empty")
    if wanted.isdecimal() and len(wanted) <= MAX_PLACE:
        if 1 <= int(wanted) <= len(choices):
            return choices[int(wanted) - 1]
        raise Refusal("no-such-number", text=wanted, limit=len(choices))
    found = matching(wanted, choices)
    exact = [c for c in found if bare(wanted) in c.names]
    if len(exact) == 1 or len(found) == 1:
        return (exact or found)[0]
    if not found:
        raise Refusal("not-in-list", text=typed.strip(), near=near(wanted, choices))
    raise Refusal("several", text=typed.strip(), choices=[c.label for c in found])


def near(typed: str, choices: Iterable[Choice]) -> str:
    """The label of the choice that was probably meant; empty where nothing is close."""
    names = {bare(n): c.label for c in choices for n in (*c.also, str(c.value), c.label)}
    close = get_close_matches(bare(typed), names, n=1, cutoff=0.7)
    return names[close[0]] if close else ""
