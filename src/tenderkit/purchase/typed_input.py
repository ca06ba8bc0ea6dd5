# SPDX-License-Identifier: Apache-2.0
"""Read what people type in the interview as numbers, dates, amounts and texts, or refuse it with a reason.

The reason consists of the key (`refusals.<code>`) of a text in the frame, the fixed texts in a language, and of the
values for this text, so that the reason can be shown in any language. Digits of every script are read; input with
more than one meaning is refused.
"""

import datetime
import re
import unicodedata
from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Any

from tenderkit.library.clause import MAX_NUMBER, UNDECIDED, Parameter
from tenderkit.library.language import list_currencies
from tenderkit.library.reading.refusals import MAX_NAME, MAX_PROSE, find_refused_character
from tenderkit.library.vocabulary import fold_letters

# The ISO 3166-2 code of a part of a country.
PLACE_CODE = r"^[A-Z]{2}-[A-Z0-9]{1,3}$"
# Separators of thousands and the typographic minus, each with its plain form.
_SIGNS = str.maketrans({"٬": "'", "’": "'", "\u00a0": " ", "\u202f": " ", "\u2009": " ", "−": "-"})
# Digits alone; thousands; lakhs and crores. A group of thousands never starts with 0.
_WHOLE = r"\d+|[1-9]\d{0,2}(?P<sign>[ ',._])\d{3}(?:(?P=sign)\d{3})*|[1-9]\d?(?:,\d{2})+,\d{3}"
_NUMBER = re.compile(rf"(?P<minus>[+-]?)(?P<whole>{_WHOLE}|)(?:(?P<point>[.,٫])(?P<decimals>\d+))?")
# A number with a name or a CPV code behind it: “60 laptops”, “60 x 30213100”; or a number that is no code.
_COUNTED = re.compile(
    r"\s*(?P<number>\d[\d.,'_\s]*?)\s*(?:(?:[x×]\s|\s)\s*(?P<name>[^\d\s.,'_].*?|\d{8}(?:-\d)?)|(?<!\d{7}))\s*",
    re.DOTALL | re.IGNORECASE,
)
# A day and a month by its name, of one word or two, such as “15 March 2027”; the name first, and no day at all.
_NAMED_DATE = re.compile(r"(?P<day>\d{1,2})(?:st|nd|rd|th|\.)?\s+(?P<month>[^\W\d][^\d,]*?)\.?,?\s+(?P<year>\d{4})")
_MONTH_FIRST = re.compile(r"(?P<month>[^\W\d][^\d,]*?)\.?\s+(?P<day>\d{1,2})(?:,\s*|\s+)(?P<year>\d{4})")
_MONTH_ALONE = re.compile(r"(?P<month>[^\W\d][^\d,]*?)\.?,?\s+(?P<year>\d{4})")
# A month and a year in digits, in either order.
_MONTH_DIGITS = re.compile(
    r"(?P<month>\d{1,2})[-/.](?P<year>\d{4})|(?P<year_first>\d{4})[-/.](?P<month_last>\d{1,2})"
)
_TEN = 10
# Of a number in another unit than was typed, such as years for months.
_DECIMALS = 6
# A second number with a word behind it, alone or behind the Arabic “and”, which has no space.
_FURTHER = re.compile(r"(?:^|\s)و?\d[\d.,]*\s+[^\W\d]")
# Signs between kinds of equipment; not the comma of a thousand.
_BETWEEN = r"\s*(?:[;؛،&+]|(?<!\d),|,(?!\d{3}(?!\d)))\s*"
_TWO = re.compile(r"[+-]?[1-9]\d{0,2}[.,]\d{3}")


class Refusal(Exception):
    """The error for a typed answer that is refused.

    `code`: the last part of the key (`refusals.<code>`) of the text that gives the reason, in the frame (the fixed
    texts in a language). `values`: the values that are filled into this text.
    """

    def __init__(self, code: str, **values: object) -> None:
        self.code, self.values = code, values
        super().__init__(code)


def normalize_word(text: str) -> str:
    """Return a text in lower case and without accents, to compare a typed word with the known words."""
    return fold_letters(text).replace("’", "'").strip()


def normalize_digits(text: str) -> str:
    """Return a text with the digits of all scripts replaced by 0 to 9."""
    return "".join(str(unicodedata.digit(c)) if unicodedata.category(c) == "Nd" else c for c in text)


def parse_text(typed: str, limit: int = MAX_NAME) -> str:
    """Return a typed text as one line; pasted line breaks and tabs become spaces.

    Raises Refusal where the text is empty, has more than `limit` characters, or holds a character that cannot be
    printed.
    """
    line = " ".join(typed.split())
    if not line:
        raise Refusal("empty")
    if char := find_refused_character(line):
        raise Refusal("character", number=f"U+{ord(char):04X}")
    if len(line) > limit:
        raise Refusal("too-long", length=len(line), limit=limit)
    return line


def read_place(typed: str, country: str | None = None) -> str:
    """Return the ISO 3166-2 code of a part of a country that a typed text is: `GB-SCT`.

    Raises Refusal where it is no such code. Parameters: `country`, the ISO 3166-1 code of the country; None for any.
    """
    code = parse_text(typed).upper()
    if not re.fullmatch(PLACE_CODE, code) or (country and not code.startswith(f"{country}-")):
        raise Refusal("no-place", text=typed.strip(), country=country or "GB")
    return code


def read_prose(typed: str) -> str:
    """Return a typed text as one line of at most `MAX_PROSE` characters.

    Raises Refusal where the text is empty, too long, or holds a character that cannot be printed.
    """
    return parse_text(typed, MAX_PROSE)


def _read_plain_number(typed: str, *, thousands: bool, group: str = "") -> str:
    """Return a typed number in plain form: digits, a point before decimals, and no separators of thousands.

    Parameters: `thousands`, true to read `1.500` and `1,500` as 1500; otherwise only that with the sign `group` is
    read so, and the other is refused, because it could mean 1.5 as well.
    """
    text = normalize_digits(typed).translate(_SIGNS).strip()
    if not text:
        raise Refusal("empty")
    if _TWO.fullmatch(text):
        if not thousands and (not group or group not in text):
            raise Refusal("two-numbers", text=typed.strip())
        return re.sub("[.,]", "", text)
    read = _NUMBER.fullmatch(text)
    if not read or not (read["whole"] or read["decimals"]) or (read["point"] and read["point"] in read["whole"]):
        # a whole number whose last group was taken for decimals
        grouped = re.fullmatch(rf"([+-]?)({_WHOLE})", text)
        if not grouped:
            raise Refusal("not-a-number", text=typed.strip())
        return grouped[1] + re.sub(r"\D", "", grouped[2])
    plain = read["minus"] + re.sub(r"\D", "", read["whole"])
    return f"{plain}.{read['decimals']}" if read["decimals"] else plain


def read_number(
    typed: str, low: float | None = None, high: float | None = None, *, thousands: bool = False, group: str = ""
) -> float:
    """Read a number; raise Refusal for a text that is not a number, or for a number below `low` or above `high`.

    Parameters: `thousands`, true to read `1,500` and `1.500` as 1500, false to refuse such a text unless its sign is
    `group`, which the language of the person who types has between thousands.
    """
    value = float(_read_plain_number(typed, thousands=thousands, group=group))
    if not -MAX_NUMBER <= value <= MAX_NUMBER:
        raise Refusal("not-a-number", text=typed.strip())
    _check_bounds(value, low, high)
    return value


def read_measured_number(typed: str, units: Iterable[str], *, thousands: bool = False) -> float:
    """Read a number that may have a word before or after it, such as its unit or its currency.

    Parameters: `units`, the allowed words, in upper or lower case, with or without accents; `thousands`, true to read
    `1,500` as 1500, false to refuse such a text. Raises Refusal for a text that is not a number with allowed words.
    """
    if len(typed) > MAX_NAME or "\n" in typed.strip():
        raise Refusal("not-a-number", text=typed.strip())
    words = sorted({_strip_accents(word) for word in units}, key=len, reverse=True)
    word = "|".join(map(re.escape, filter(None, words))) or "(?!)"
    parts = re.fullmatch(rf"(?:(?:{word}) ?)?(.*?)(?: ?(?:{word}))?", _strip_accents(typed), re.IGNORECASE)
    assert parts is not None, "every text is matched, because all but the middle may be absent"
    return read_number(parts[1], thousands=thousands)


def _strip_accents(text: str) -> str:
    """Return a text as one line without accents and vowel signs; superscript digits are kept."""
    letters = unicodedata.normalize("NFD", text.replace("٪", "%"))
    return " ".join("".join(c for c in letters if not unicodedata.combining(c)).split())


def read_integer(typed: str, low: float | None = None, high: float | None = None) -> int:
    """Read a whole number; raise Refusal for any other text, or for a number below `low` or above `high`."""
    plain = _read_plain_number(typed, thousands=True)
    if not re.fullmatch(r"[+-]?\d{1,15}", plain):
        raise Refusal("not-whole" if "." in plain else "not-a-number", text=typed.strip())
    _check_bounds(int(plain), low, high)
    return int(plain)


def _check_bounds(value: float, low: float | None, high: float | None) -> None:
    if low is not None and value < low:
        raise Refusal("too-small", limit=low)
    if high is not None and value > high:
        raise Refusal("too-large", limit=high)


def _drop_empty_decimals(value: float) -> float:
    """Return a whole number as an int, any other number unchanged."""
    return int(value) if value == int(value) else value


def read_integers(typed: str, low: float | None = None, high: float | None = None) -> list[int]:
    """Read whole numbers separated by commas, semicolons or spaces.

    Raises Refusal for any other text, or if a number is below `low` or above `high`.
    """
    parts = [p for p in re.split(r"[\s,;،؛]+", normalize_digits(typed)) if p]
    if not parts:
        raise Refusal("empty")
    return [read_integer(p, low, high) for p in parts]


def write_digits(
    typed: str, numbers: Mapping[str, int], amounts: Mapping[str, str] | None = None, vague: Iterable[str] = ()
) -> str:
    """Return a typed text with the number word at its beginning in digits: `5 years` for `five years`.

    A word such as “about”, before the number or at the end, is left out: what is typed is an estimate anyway.
    Parameters: `numbers`, the numbers by their words, those below twenty and the tens; `amounts`, in digits, the
    amounts that words name without a number, such as `a year`; `vague`, the words to leave out.
    """
    text = _strip_vague(typed.strip(), vague)
    if amount := _fold_names(amounts or {}).get(_fold_name(text)):
        return str(amount)
    values = _fold_names(numbers)
    words = re.split(r"[\s-]+", text)
    for count in (3, 2, 1):  # the most words first: twenty-four, أحد عشر, أربعة وعشرون
        if len(words) < count:
            continue
        number = _read_number_words(words[:count], values)
        if number is not None:
            return " ".join((str(number), *words[count:]))
    return text


def _strip_vague(text: str, vague: Iterable[str]) -> str:
    """Return a text without a word such as “about” or “ca.” at its beginning or end."""
    for word in sorted(vague, key=len, reverse=True):
        edge = "" if not word[-1].isalpha() else r"(?=\s|\d)"
        shorter = re.sub(
            rf"^{re.escape(word)}{edge}\s*(?=.)|(?<=.)\s+{re.escape(word)}$", "", text, flags=re.IGNORECASE
        )
        if shorter != text:
            return shorter
    return text


def _read_number_words(words: list[str], values: Mapping[str, int]) -> int | None:
    """Return the number that words name, together or as tens and ones in either order; None where they name none."""
    if (number := values.get(_fold_name("".join(words)))) is not None:
        return number
    if len(words) != 2:
        return None
    first = values.get(_fold_name(words[0]))
    # The Arabic “and” is one letter in front of the tens.
    second = values.get(_fold_name(words[1]), values.get(_fold_name(words[1].removeprefix("و"))))
    if first is None or second is None:
        return None
    ones, tens = sorted((first, second))
    return ones + tens if 0 < ones < _TEN and tens > _TEN and tens % _TEN == 0 else None


def read_month(typed: str, months: Mapping[str, int] | None = None) -> datetime.date | None:
    """Return the first day of a month that is typed without a day: `February 2027`, `03/2027`; None for other texts.

    Parameters: `months`, the numbers of the months by their names. Raises Refusal for a month that does not exist.
    """
    text = normalize_digits(typed).strip()
    if digits := _MONTH_DIGITS.fullmatch(text):
        year, month = digits["year"] or digits["year_first"], digits["month"] or digits["month_last"]
        return _make_date(text, int(year), int(month), 1)
    named = _MONTH_ALONE.fullmatch(text)
    month_number = _find_month(named["month"], months) if named else 0
    return _make_date(text, int(named["year"]), month_number, 1) if named and month_number else None


def _find_month(name: str, months: Mapping[str, int] | None) -> int:
    """Return the number of a month by its name, or 0."""
    return {normalize_word(known): number for known, number in (months or {}).items()}.get(normalize_word(name), 0)


def read_date(typed: str, months: Mapping[str, int] | None = None) -> datetime.date:
    """Read a date: `2027-01-15`, `15.01.2027`, `15 January 2027`, `January 15, 2027` or `15/01/2027`.

    A date such as `03/04/2027` is refused, because either number could be the month. A year before 2000 or after 2100
    is refused too.

    Parameters: `months`, the numbers of the months by their names in lower case. Raises Refusal for a text that is
    not a date.
    """
    text = normalize_digits(typed).strip()
    if not text:
        raise Refusal("empty")
    year_first = re.fullmatch(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})", text)
    day_first = re.fullmatch(r"(\d{1,2})\.(\d{1,2})\.(\d{4})", text)
    if year_first:
        year, month, day = map(int, year_first.groups())
    elif day_first:
        day, month, year = map(int, day_first.groups())
    elif named := _NAMED_DATE.fullmatch(text) or _MONTH_FIRST.fullmatch(text):
        day, month, year = int(named["day"]), _find_month(named["month"], months), int(named["year"])
        if not month:
            raise Refusal("not-a-date", text=text)
    elif strokes := re.fullmatch(r"(\d{1,2})[-/](\d{1,2})[-/](\d{4})", text):
        first, second, year = map(int, strokes.groups())
        if first <= 12 and second <= 12 and first != second:
            raise Refusal("date-order", text=text)
        day, month = (first, second) if second <= 12 else (second, first)
    else:
        raise Refusal("not-a-date", text=text)
    return _make_date(text, year, month, day)


def _make_date(text: str, year: int, month: int, day: int) -> datetime.date:
    """Return a date; raise Refusal for a day that does not exist, and for a year before 2000 or after 2100."""
    try:
        date = datetime.date(year, month, day)
    except ValueError:
        raise Refusal("no-such-day", text=text) from None
    if not 2000 <= year <= 2100:
        raise Refusal("year", text=text)
    return date


def read_counted(
    typed: str, units: Mapping[str, float | Fraction], low: float | None = None, high: float | None = None
) -> int:
    """Read a whole number that may have a unit behind it: `48 months`, `4 years`, `60 laptops`.

    Parameters: `units`, the factor of each unit by its name, in upper or lower case: 12 for years where months are
    counted. Raises Refusal for any other text, or for a number below `low` or above `high`.
    """
    value = _read_with_unit(typed, units)
    if value is None:
        return read_integer(typed, low, high)
    if value != int(value):
        raise Refusal("not-whole", text=typed.strip())
    _check_bounds(value, low, high)
    return int(value)


def _read_with_unit(typed: str, units: Mapping[str, float | Fraction]) -> float | None:
    """Return a number times the factor of the unit behind it; None where no unit is typed.

    Raises Refusal for a text that is no number with one of the units.
    """
    number, unit = _split_number(typed)
    if not unit:
        return None
    factor = _fold_names(units).get(_fold_name(unit))
    if factor is None or not number:
        raise Refusal("not-a-number", text=typed.strip())
    return float(read_number(number, thousands=factor == 1) * factor)


def split_count(typed: str, low: float | None = None, high: float | None = None) -> tuple[int, str]:
    """Return how many a typed text names, 0 where it names no number, and the words behind it: `60 laptops`.

    The words may be missing, or be a CPV code. Raises Refusal for a number that is not whole, below `low` or above
    `high`, and for words that name a further number: `60 laptops and 5 tablets`.
    """
    parts = _COUNTED.fullmatch(normalize_digits(typed).translate(_SIGNS))
    if parts is None:
        return 0, typed
    name = parts["name"] or ""
    if _FURTHER.search(name):
        raise Refusal("one-kind", text=typed.strip())
    return read_integer(parts["number"], low, high), name


def split_kinds(typed: str, joining: Iterable[str] = ()) -> list[str]:
    """Return the parts of a text between commas and words such as “and”: `450 laptops` and `30 projectors`.

    Parameters: `joining`, these words; before a number they may have no space behind them, as in Arabic.
    """
    words = "|".join(re.escape(word) for word in joining)
    between = rf"{_BETWEEN}|\s+(?:{words})(?:\s+|(?=\d))" if words else _BETWEEN
    return [part for part in re.split(between, typed.strip(), flags=re.IGNORECASE) if part]


def _split_number(typed: str) -> tuple[str, str]:
    """Return the number at the beginning of a text, and the words behind it; each may be empty."""
    parts = re.fullmatch(r"\s*([+-]?[\d.,'’٬٫_\s]*)(.*?)\s*", normalize_digits(typed), re.DOTALL)
    assert parts is not None, "every text is matched, because both parts may be empty"
    return parts[1].strip(), parts[2]


def _fold_name(name: str) -> str:
    """Return the name of a unit or a currency as it is compared: its letters and signs without marks or points."""
    return "".join(c for c in _strip_accents(name).casefold() if unicodedata.category(c)[0] in "LS" or c == "%")


def _fold_names(names: Mapping[str, Any]) -> dict[str, Any]:
    return {_fold_name(name): value for name, value in names.items()}


def read_amount(
    typed: str,
    currency: str | None = None,
    currencies: Mapping[str, str] | None = None,
    magnitudes: Mapping[str, int] | None = None,
) -> dict[str, Any]:
    """Read an amount of money, and return it as a table with the keys `amount` and `currency`.

    Parameters: `typed`, a number, with or without a currency before or after it, and with or without a word such as
    million after it; `currency`, the ISO 4217 code to use if `typed` names none; `currencies`, the codes by the signs
    and names that people write for them, such as `€` and `KSh`; `magnitudes`, the factors by their words. Raises
    Refusal for a text that is not an amount above zero.
    """
    if not typed.strip():
        raise Refusal("empty")
    text = normalize_digits(typed).translate(_SIGNS).strip()
    parts = re.fullmatch(r"([^\d+-]*?)([+-]?[.,٫]?\d(?:.*\d)?)(\D*)", text, re.DOTALL)
    if parts is None:
        raise Refusal("not-an-amount", text=typed.strip())
    before, number, behind = parts.groups()
    if _fold_name(before) and not before.endswith(" "):  # the point of a shortened name: Rs.500
        number = number.lstrip(".,٫")
    factor, known = 1, _fold_names(magnitudes or {})
    words = behind.split()
    if words and _fold_name(words[0]) in known:
        factor = known[_fold_name(words.pop(0))]
    names = [name for name in (before.strip(), " ".join(words)) if _fold_name(name)]
    if len(names) > 1:
        raise Refusal("not-an-amount", text=typed.strip())
    code = _find_code(names[0], currencies or {}) if names else currency
    if code is None:
        raise Refusal("no-currency", text=typed.strip())
    try:
        value = read_number(number, thousands=factor == 1) * factor
    except Refusal:
        raise Refusal("not-an-amount", text=typed.strip()) from None
    if value <= 0:
        raise Refusal("not-positive")
    return {"amount": _drop_empty_decimals(round(value, 2) if factor > 1 else value), "currency": code}


def _find_code(name: str, currencies: Mapping[str, str]) -> str:
    """Return the ISO 4217 code that a typed name of a currency means; raise Refusal for an unknown one."""
    if name.upper() in list_currencies():
        return name.upper()
    if (code := _fold_names(currencies).get(_fold_name(name))) is None:
        raise Refusal("not-an-amount" if " " in name else "unknown-currency", text=name)
    return str(code)


def name_currency(typed: str, currency: str | None, currencies: Mapping[str, str]) -> str:
    """Return a text on sums with the currency behind its only number, where it names none: `1500 KES per laptop`.

    Parameters: `currency`, the ISO 4217 code; `currencies`, the codes by the signs and names that people write.
    Raises Refusal where several numbers have no currency, because some may be no sums.
    """
    words = {_fold_name(word) for word in re.split(r"[\s\d.,;:/()]+", typed) if word}
    known = {*_fold_names(currencies), *map(_fold_name, list_currencies())}
    numbers = list(re.finditer(r"\d(?:[\d.,'’٬٫]*\d)?", typed))
    if not numbers or currency is None or not words.isdisjoint(known):
        return typed
    if len(numbers) > 1:
        raise Refusal("no-currency", text=typed.strip())
    end = numbers[0].end()
    return f"{typed[:end]} {currency}{typed[end:]}"


def read_parameter(
    typed: str, shape: Parameter, units: Mapping[str, float | Fraction] | None = None, group: str = ""
) -> Any:
    """Read the value of a clause parameter according to its type; the word `undecided` leaves the value open.

    Parameters: `shape`, the parameter, with its type; `units`, the factors of the units that may follow a number, as
    in `read_counted`; `group`, the sign between thousands, as in `read_number`. Raises Refusal for a text that is not
    a value of this type.
    """
    if normalize_word(typed) == UNDECIDED:
        return UNDECIDED
    match shape.type:
        case "integer":
            return read_counted(typed, units or {})
        case "number" | "percent":
            low, high = (0, 100) if shape.type == "percent" else (None, None)
            value = _read_with_unit(typed, units or {})
            value = read_number(typed, group=group) if value is None else round(value, _DECIMALS)
            _check_bounds(value, low, high)
            return _drop_empty_decimals(value)
        case "list":
            return [
                parse_text(part, MAX_PROSE) for part in re.split(r"[;؛]", typed) if part.strip()
            ] or _refuse_empty()
        case _:
            return read_prose(typed)


def _refuse_empty() -> Any:
    raise Refusal("empty")
