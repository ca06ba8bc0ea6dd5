# SPDX-License-Identifier: Apache-2.0
import datetime
import math
import re
import unicodedata
from collections.abc import Callable, Sequence
from fractions import Fraction
from functools import cache
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tenderkit.interview.asker import format_refusal
from tenderkit.library.clause import MAX_NUMBER, UNDECIDED, Parameter, describe_wrong_type
from tenderkit.library.language import Language, list_currencies
from tenderkit.library.reading import shipped_data
from tenderkit.library.reading.refusals import MAX_NAME, MAX_PROSE, find_refused_character
from tenderkit.library.reading.schema import get_validator
from tenderkit.purchase.typed_input import (
    Refusal,
    normalize_digits,
    normalize_word,
    parse_text,
    read_amount,
    read_counted,
    read_date,
    read_integer,
    read_integers,
    read_measured_number,
    read_month,
    read_number,
    read_parameter,
    read_place,
    read_prose,
    split_count,
    split_kinds,
    write_digits,
)
from tests import support
from tests.support import english

ZEROS = "0٠۰०০\uff10"
GROUPING = ["", ",", ".", "_", "'", "’", "٬", " ", "\u00a0", "\u202f", "\u2009"]
DECIMAL_POINTS = [".", ",", "٫"]


def refused(read: Callable[..., Any], *args: Any) -> str:
    """The code of a refusal, which has to have its words."""
    with pytest.raises(Refusal) as caught:
        read(*args)
    assert format_refusal(english(), caught.value)
    return caught.value.code


@cache
def arabic() -> Language:
    """The shipped Arabic frame texts."""
    return shipped_data.load_shipped_data().language("ar")


def outcome(read: Callable[..., Any], *args: Any) -> Any:
    """What is made of an answer: its value, or the words with which it is refused."""
    try:
        return read(*args)
    except Refusal as refusal:
        return format_refusal(english(), refusal)


def in_script(ascii_text: str, zero: str) -> str:
    """The same text with the digits of another script."""
    return ascii_text.translate({ord("0") + n: chr(ord(zero) + n) for n in range(10)})


def in_thousands(value: int, sign: str) -> str:
    """Write a whole number with a sign between its groups of three digits."""
    return re.sub(r"(?<=\d)(?=(\d{3})+$)", sign, str(value))


def in_lakhs(value: int) -> str:
    """Write a whole number as in India: a comma before the last three digits, then before every two."""
    return re.sub(r"(?<=\d)(?=(\d{2})*\d{3}$)", ",", str(value))


# --- comparing ---


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("Écran", "ecran"),
        ("E\u0301cran", "ecran"),
        ("GROSS", "gross"),
        ("Groß", "gross"),
        (" Åland ", "aland"),
        ("Côte d’Ivoire", "cote d'ivoire"),
    ],
)
def test_case_accents_and_edges_do_not_count(typed: str, expected: str) -> None:
    assert normalize_word(typed) == expected


@pytest.mark.parametrize("zero", ZEROS)
def test_the_digits_of_every_script_are_read(zero: str) -> None:
    assert normalize_digits(in_script("Lot 1234567890", zero)) == "Lot 1234567890"


def test_a_digit_that_is_no_decimal_digit_stays() -> None:
    assert normalize_digits("m², ½, 五") == "m², ½, 五"


# --- texts ---


@pytest.mark.parametrize("read", [parse_text, read_prose])
@pytest.mark.parametrize(
    "typed",
    ["two words", " two  words ", "two\nwords", "two\r\nwords", "two\twords", "two\u00a0words", "two\u2028words"],
)
def test_line_breaks_and_tabs_of_a_paste_become_a_space(read: Callable[[str], str], typed: str) -> None:
    assert read(typed) == "two words"


@pytest.mark.parametrize("typed", ["", "   ", "\n\t\r\n", "\u00a0"])
def test_a_text_that_says_nothing_is_refused(typed: str) -> None:
    assert refused(parse_text, typed) == "empty"


@pytest.mark.parametrize(
    "char",
    ["\x00", "\x07", "\x08", "\x1b", "\x7f", "\x9b", "\u202a", "\u202e", "\u2066", "\u2069", "\ufffe", "\ud800"],
)
def test_control_characters_and_direction_overrides_are_refused(char: str) -> None:
    assert refused(parse_text, f"a{char}b") == "character"


def test_an_escape_sequence_is_refused_with_the_number_of_its_character() -> None:
    with pytest.raises(Refusal) as caught:
        parse_text("\x1b[31mred\x1b[0m")
    assert caught.value.values == {"number": "U+001B"}


@pytest.mark.parametrize(
    "typed", ["{braces} {{ too }}", "<w:p>", "zero\u200dwidth 👩\u200d💻", "\u200fעברית", "${x}"]
)
def test_whatever_else_is_typed_is_text(typed: str) -> None:
    assert parse_text(typed) == typed


@pytest.mark.parametrize(
    ("read", "limit"), [(parse_text, MAX_NAME), (read_prose, MAX_PROSE), (lambda t: parse_text(t, 3), 3)]
)
def test_a_text_ends_at_its_limit(read: Callable[[str], str], limit: int) -> None:
    assert read("é" * limit) == "é" * limit
    assert refused(read, "é" * (limit + 1)) == "too-long"


def test_spaces_that_go_do_not_count_towards_the_limit() -> None:
    assert parse_text("  a \n b  ", 3) == "a b"


@given(st.text())
def test_a_text_is_refused_or_one_line_without_control_characters(typed: str) -> None:
    try:
        found = parse_text(typed)
    except Refusal:
        return
    assert found.splitlines() == [found]
    assert found == found.strip() != ""
    assert not any(unicodedata.category(c) in ("Cc", "Cs") for c in found)
    assert parse_text(found) == found


# --- numbers ---

GROUPED = {
    "1234": 1234,
    "1,234": 1234,
    "1.234": 1234,
    "1 234": 1234,
    "1\u00a0234": 1234,
    "1\u202f234": 1234,
    "1\u2009234": 1234,
    "1'234": 1234,
    "1’234": 1234,
    "1_234": 1234,
    "1,234,567": 1234567,
    "1.234.567": 1234567,
    "1 234 567": 1234567,
    "12,34,567": 1234567,
    "1,23,456": 123456,
    "१२,३४,५६७": 1234567,
    "١٬٢٣٤": 1234,
    "١٢٣٤": 1234,
    "۱٬۲۳۴٬۵۶۷": 1234567,
    "१२३४": 1234,
    " 7 ": 7,
    "007": 7,
    "+5": 5,
    "-5": -5,
    "−5": -5,
    "-1,234": -1234,
    "0": 0,
    "999999999999999": 999999999999999,
}
MALFORMED = [
    "many",
    "5 years",
    "0x10",
    "--5",
    "1,,2",
    "1,2,3",
    "1,234,56",
    "1.234,567.891",
    "1 2",
    "1_0",
    "1_",
    "½",
    "2²",
    "五",
    "nan",
    "inf",
    "-Infinity",
    "1" + "0" * 400,
]


@pytest.mark.parametrize(("typed", "expected"), GROUPED.items())
def test_a_whole_number_is_read_with_its_thousands_parted(typed: str, expected: int) -> None:
    assert read_integer(typed) == expected


@pytest.mark.parametrize("typed", MALFORMED)
def test_what_is_no_number_is_refused(typed: str) -> None:
    assert refused(read_integer, typed) == "not-a-number"
    assert refused(read_number, typed) == "not-a-number"


@pytest.mark.parametrize("read", [read_integer, read_number, read_integers, read_date, read_amount])
@pytest.mark.parametrize("typed", ["", "  ", "\t\n"])
def test_nothing_is_refused_as_nothing(read: Callable[[str], Any], typed: str) -> None:
    assert refused(read, typed) == "empty"


@pytest.mark.parametrize("typed", ["1.5", "1,5", "-1.5", "1,234.5", "1.234,5", "1 234,5", "12.3456", "٣٫٥", "०.५"])
def test_a_decimal_number_is_not_whole(typed: str) -> None:
    assert refused(read_integer, typed) == "not-whole"


@pytest.mark.parametrize("typed", ["0.125", "0,500", "-0.125", "٠٫١٢٥", "١٫٢٣٤"])
def test_a_decimal_number_with_three_decimals_is_not_whole(typed: str) -> None:
    assert refused(read_integer, typed) == "not-whole"


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("5", 5),
        ("1.5", 1.5),
        ("1,5", 1.5),
        ("-0,25", -0.25),
        (".5", 0.5),
        (",5", 0.5),
        ("12.3456", 12.3456),
        ("1,234.5", 1234.5),
        ("1.234,5", 1234.5),
        ("1 234,56", 1234.56),
        ("1\u202f234,56", 1234.56),
        ("1'234.56", 1234.56),
        ("1.234.567,891", 1234567.891),
        ("12,34,567.5", 1234567.5),
        ("1234.567", 1234.567),
        ("٣٫٥", 3.5),
        ("١٬٢٣٤٫٥", 1234.5),
        ("३.५", 3.5),
    ],
)
def test_a_number_is_read_with_a_point_or_comma_for_decimals(typed: str, expected: float) -> None:
    assert read_number(typed) == expected


@pytest.mark.parametrize(
    ("typed", "expected"),
    [("0.125", 0.125), ("0,125", 0.125), ("-0.125", -0.125), ("٠٫١٢٥", 0.125), ("१२३४.५६७", 1234.567)],
)
def test_three_decimals_are_no_thousands_where_no_thousand_starts(typed: str, expected: float) -> None:
    assert read_number(typed) == expected


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("1 234", 1234),
        ("1'234", 1234),
        ("1,234,567", 1234567),
        ("1.234.567", 1234567),
        ("١٬٢٣٤", 1234),
        ("١٫٢٣٤", 1.234),
    ],
)
def test_a_sign_with_one_meaning_has_that_meaning(typed: str, expected: float) -> None:
    assert read_number(typed) == expected


@pytest.mark.parametrize("typed", ["1.234", "1,234", "12,345", "-1.234", "१.२३४"])
def test_a_number_that_could_be_two_numbers_is_refused(typed: str) -> None:
    refused(read_number, typed)


def test_the_sign_between_thousands_of_a_language_has_one_meaning_in_it() -> None:
    assert (read_number("1,234", group=","), read_number("-12.345", group=".")) == (1234, -12345)
    assert refused(lambda typed: read_number(typed, group=","), "1.234") == "two-numbers"


@pytest.mark.parametrize("read", [read_integer, read_number])
def test_bounds_belong_to_what_is_allowed(read: Callable[..., float]) -> None:
    assert [read(t, 1, 240) for t in ("1", "240")] == [1, 240]


@pytest.mark.parametrize("read", [read_integer, read_number])
@pytest.mark.parametrize(
    ("typed", "code", "limit"), [("0", "too-small", 1), ("-5", "too-small", 1), ("241", "too-large", 240)]
)
def test_a_number_outside_its_bounds_is_refused_with_the_bound(
    read: Callable[..., float], typed: str, code: str, limit: int
) -> None:
    with pytest.raises(Refusal) as caught:
        read(typed, 1, 240)
    assert (caught.value.code, caught.value.values) == (code, {"limit": limit})


# The separators are written here, not by Babel: what it writes changes with its version, and is not always right.
@pytest.mark.parametrize(
    ("value", "thousands", "lakhs"),
    [
        (0, "0", "0"),
        (999, "999", "999"),
        (1000, "1,000", "1,000"),
        (100_000, "100,000", "1,00,000"),
        (1_234_567_890, "1,234,567,890", "1,23,45,67,890"),
    ],
)
def test_the_numbers_of_these_tests_are_grouped_correctly(value: int, thousands: str, lakhs: str) -> None:
    assert (in_thousands(value, ","), in_lakhs(value)) == (thousands, lakhs)


@pytest.mark.parametrize("sign", GROUPING)
@given(value=st.integers(0, 10**15 - 1), zero=st.sampled_from(ZEROS))
def test_integer_reads_back_thousands_in_every_script(sign: str, value: int, zero: str) -> None:
    assert read_integer(in_script(in_thousands(value, sign), zero)) == value


@given(st.integers(0, 10**15 - 1), st.sampled_from(ZEROS))
def test_integer_reads_back_lakhs_and_crores(value: int, zero: str) -> None:
    assert read_integer(in_script(in_lakhs(value), zero)) == value


@pytest.mark.parametrize("point", DECIMAL_POINTS)
@given(
    whole=st.integers(0, 10**9), cents=st.integers(1, 99), sign=st.sampled_from(GROUPING), zero=st.sampled_from(ZEROS)
)
def test_number_reads_back_hundredths(point: str, whole: int, cents: int, sign: str, zero: str) -> None:
    assume(sign != point)
    typed = f"{in_thousands(whole, sign)}{point}{cents:02}"
    assert read_number(in_script(typed, zero)) == float(f"{whole}.{cents:02}")


@given(st.integers(0, 10**9), st.integers(1, 99), st.sampled_from(ZEROS))
def test_number_reads_back_hundredths_of_lakhs(whole: int, cents: int, zero: str) -> None:
    assert read_number(in_script(f"{in_lakhs(whole)}.{cents:02}", zero)) == float(f"{whole}.{cents:02}")


@given(st.one_of(st.text(), st.text("0123456789.,' _-+e٠٫٬", max_size=20)))
def test_a_number_is_refused_or_one_of_a_tender(typed: str) -> None:
    try:
        found = read_number(typed)
    except Refusal:
        return
    assert math.isfinite(found)
    assert abs(found) <= MAX_NUMBER


@given(st.text("0123456789.,' _-+e٠٫٬", max_size=20))
def test_where_both_are_read_a_whole_number_is_the_number(typed: str) -> None:
    try:
        whole, found = read_integer(typed), read_number(typed)
    except Refusal:
        return
    assert whole == found


# --- lists of whole numbers ---


@pytest.mark.parametrize(
    "typed", ["12 24", "12, 24", "12,24", "12; 24", " 12 ,, 24, ", "12\n24", "١٢، ٢٤", "१२, २४", "١٢؛ ٢٤"]
)
def test_whole_numbers_are_parted_by_commas_semicolons_or_spaces(typed: str) -> None:
    assert read_integers(typed) == [12, 24]


@pytest.mark.parametrize(
    ("typed", "code"),
    [(",;", "empty"), ("12 and 24", "not-a-number"), ("12; 2.5", "not-whole"), ("12, 0", "too-small")],
)
def test_a_list_with_something_wrong_in_it_is_refused(typed: str, code: str) -> None:
    assert refused(read_integers, typed, 1, 240) == code


# --- dates ---


@pytest.mark.parametrize(
    "typed",
    [
        "2027-01-05",
        "2027-1-5",
        "2027/01/05",
        "2027.1.5",
        "05.01.2027",
        "5.1.2027",
        " 2027-01-05\n",
        "٢٠٢٧-٠١-٠٥",
        "०५.०१.२०२७",
    ],
)
def test_a_day_is_read_with_the_year_first_or_with_points(typed: str) -> None:
    assert read_date(typed) == datetime.date(2027, 1, 5)


@pytest.mark.parametrize(("typed", "day"), [("31/12/2027", 31), ("12/31/2027", 31), ("12-12-2027", 12)])
def test_strokes_are_read_where_only_one_number_can_be_the_month(typed: str, day: int) -> None:
    assert read_date(typed) == datetime.date(2027, 12, day)


@pytest.mark.parametrize("typed", ["15 January 2027", "15. jan 2027", "15 JANUARY, 2027", "١٥ january ٢٠٢٧"])
def test_months_are_read_by_their_names(typed: str) -> None:
    assert read_date(typed, english().months) == datetime.date(2027, 1, 15)


@pytest.mark.parametrize("typed", ["January 15, 2027", "jan. 15 2027", "15th January 2027"])
def test_a_day_may_stand_behind_its_month_or_be_an_ordinal(typed: str) -> None:
    assert read_date(typed, english().months) == datetime.date(2027, 1, 15)


@pytest.mark.parametrize(
    ("typed", "month"),
    [
        ("١٥ آذار ٢٠٢٧", 3),
        ("15 مارس 2027", 3),
        ("15 كانون الثاني 2027", 1),
        ("15 كانون الثاني/يناير 2027", 1),
        ("١٥ أيار ٢٠٢٧", 5),
        ("15 إبريل 2027", 4),
        ("15 March 2027", 3),
    ],
)
def test_arabic_months_are_read_by_both_their_names(typed: str, month: int) -> None:
    assert read_date(typed, arabic().months) == datetime.date(2027, month, 15)


@pytest.mark.parametrize("typed", ["February 2027", "Feb. 2027", "02/2027", "2-2027", "2027-02", "٠٢/٢٠٢٧"])
def test_a_month_without_a_day_is_its_first_day(typed: str) -> None:
    assert read_month(typed, english().months) == datetime.date(2027, 2, 1)


@pytest.mark.parametrize("typed", ["15 February 2027", "2027-02-15", "Laptops 2027", "2027", ""])
def test_what_is_no_month_alone_is_left_to_the_reading_of_dates(typed: str) -> None:
    assert read_month(typed, english().months) is None


@pytest.mark.parametrize(("typed", "code"), [("13/2027", "no-such-day"), ("February 1999", "year")])
def test_a_month_that_cannot_be_is_refused(typed: str, code: str) -> None:
    assert refused(lambda text: read_month(text, english().months), typed) == code


def test_a_month_that_is_none_is_refused() -> None:
    assert refused(lambda text: read_date(text, english().months), "15 Janury 2027") == "not-a-date"


@pytest.mark.parametrize(
    "typed", ["2027-02-29", "2027-13-01", "2027-00-10", "31.04.2027", "01.13.2027", "0000-01-01"]
)
def test_a_date_that_does_not_exist_is_refused(typed: str) -> None:
    assert refused(read_date, typed) == "no-such-day"


@pytest.mark.parametrize("typed", ["01/02/2027", "1-2-2027", "12/11/2027", "٠١/٠٢/٢٠٢٧"])
def test_a_date_that_could_be_two_days_is_refused(typed: str) -> None:
    assert refused(read_date, typed) == "date-order"


@pytest.mark.parametrize(
    "typed", ["tomorrow", "15 January 2027", "20270115", "2027-01", "2027-01-15T10:00", "15.1.27"]
)
def test_what_is_no_date_is_refused(typed: str) -> None:
    assert refused(read_date, typed) == "not-a-date"


@pytest.mark.parametrize("typed", ["1999-12-31", "2101-01-01", "01.01.0001", "9999-12-31"])
def test_a_year_out_of_range_is_refused(typed: str) -> None:
    assert refused(read_date, typed) == "year"


def test_a_leap_day_is_a_day() -> None:
    assert read_date("29.02.2028") == datetime.date(2028, 2, 29)


@given(st.dates(datetime.date(2000, 1, 1), datetime.date(2100, 12, 31)), st.sampled_from(ZEROS))
def test_every_day_is_read_back_in_every_script(day: datetime.date, zero: str) -> None:
    assert read_date(in_script(day.isoformat(), zero)) == day
    assert read_date(in_script(f"{day:%d.%m.}{day.year}", zero)) == day


# --- amounts ---


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("450000 EUR", 450000),
        ("EUR 450000", 450000),
        ("eur450000", 450000),
        ("450000EUR", 450000),
        ("450 000 EUR", 450000),
        ("450,000 EUR", 450000),
        ("EUR 450.000", 450000),
        ("450.000,50 EUR", 450000.5),
        ("EUR 12.5", 12.5),
        ("٤٥٠٬٠٠٠ EUR", 450000),
    ],
)
def test_an_amount_is_read_with_its_currency_before_or_behind(typed: str, expected: float) -> None:
    assert read_amount(typed, "SEK") == {"amount": expected, "currency": "EUR"}


def test_a_whole_amount_is_a_whole_number() -> None:
    assert type(read_amount("5.00 EUR")["amount"]) is int


def test_the_currency_of_the_country_stands_in_for_one_that_is_not_typed() -> None:
    assert read_amount("450 000", "SEK") == {"amount": 450000, "currency": "SEK"}


@pytest.mark.parametrize(
    ("typed", "amount", "currency"),
    [
        ("KSh 6,000,000", 6_000_000, "KES"),
        ("ksh6m", 6_000_000, "KES"),
        ("Kes 6 million", 6_000_000, "KES"),
        ("6 MILLION", 6_000_000, "KES"),
        ("€ 5.000.000", 5_000_000, "EUR"),
        ("2,5 million €", 2_500_000, "EUR"),
        ("K.Sh.500", 500, "KES"),
        ("K.Sh .5", 0.5, "KES"),
        ("٦ million KSh", 6_000_000, "KES"),
    ],
)
def test_an_amount_is_read_as_people_write_it(typed: str, amount: float, currency: str) -> None:
    names, magnitudes = {"€": "EUR", "Ksh": "KES"}, {"million": 1_000_000, "m": 1_000_000}
    assert read_amount(typed, "KES", names, magnitudes) == {"amount": amount, "currency": currency}


@pytest.mark.parametrize("typed", ["1.500 million EUR", "1,500 m"])
def test_millions_with_two_meanings_are_refused(typed: str) -> None:
    assert refused(lambda t: read_amount(t, "EUR", {}, {"million": 10**6, "m": 10**6}), typed) == "not-an-amount"


@pytest.mark.parametrize(
    ("typed", "expected"),
    [("48", 48), ("48 months", 48), ("4 Years", 48), ("1.5 years", 18), ("1,200 months", 1200), ("٤ years", 48)],
)
def test_a_number_is_read_with_its_unit(typed: str, expected: int) -> None:
    assert read_counted(typed, {"months": 1, "years": 12}) == expected


@pytest.mark.parametrize(
    ("typed", "code"),
    [("4 weeks", "not-a-number"), ("months", "not-a-number"), ("1.3 years", "not-whole"), ("30 years", "too-large")],
)
def test_a_number_with_another_unit_or_beyond_its_bounds_is_refused(typed: str, code: str) -> None:
    assert refused(lambda t: read_counted(t, {"months": 1, "years": 12}, 1, 240), typed) == code


def spelt(language: Language, typed: str) -> str:
    return write_digits(typed, language.number_words, language.amount_words, language.vague_words)


@pytest.mark.parametrize(
    ("typed", "digits"),
    [
        ("five years", "5 years"),
        ("Five", "5"),
        ("twenty-four months", "24 months"),
        ("forty two", "42"),
        ("a year", "1 year"),
        ("about KSh 30 million", "KSh 30 million"),
        ("ca. 30 million", "30 million"),
        ("~30", "30"),
        ("60 laptops approximately", "60 laptops"),
        # What is no number stays as it is.
        ("five hundred laptops", "5 hundred laptops"),
        ("someday", "someday"),
        ("tender", "tender"),
        ("48 months", "48 months"),
        ("", ""),
    ],
)
def test_english_number_words_become_digits(typed: str, digits: str) -> None:
    assert spelt(english(), typed) == digits


@pytest.mark.parametrize(
    ("typed", "digits"),
    [
        ("خمس سنوات", "5 سنوات"),
        ("خمسةٌ", "5"),
        ("أربعة وعشرون شهراً", "24 شهراً"),
        ("اثنا عشر شهراً", "12 شهراً"),
        ("سنتان", "2 سنة"),
        ("شهرين", "2 شهر"),
        ("حوالي ٣٠ مليون", "٣٠ مليون"),
        ("خمسة حواسيب محمولة", "5 حواسيب محمولة"),
    ],
)
def test_arabic_number_words_become_digits(typed: str, digits: str) -> None:
    assert spelt(arabic(), typed) == digits


@pytest.mark.parametrize(
    ("type_", "typed", "value"),
    [
        ("integer", "3 years", 36),
        ("integer", "36 months", 36),
        ("number", "1.5 years", 18),
        ("percent", "5 %", 5),
        ("integer", "36", 36),
    ],
)
def test_a_value_may_have_its_unit_behind_it(type_: str, typed: str, value: float) -> None:
    assert read_parameter(typed, shape(type_), {"months": 1, "years": 12, "%": 1}) == value


def test_months_of_a_value_in_years_have_to_be_whole_years() -> None:
    units = {"years": 1, "months": Fraction(1, 12)}
    assert read_parameter("36 months", shape("integer"), units) == 3
    assert refused(read_parameter, "30 months", shape("integer"), units) == "not-whole"
    assert read_parameter("30 months", shape("number"), units) == 2.5


@given(typed=st.text())
def test_whatever_is_typed_is_written_in_digits_or_left(typed: str) -> None:
    assert isinstance(spelt(arabic(), typed), str)


def test_an_amount_of_lakhs_is_read() -> None:
    assert read_amount("12,34,567 INR") == {"amount": 1234567, "currency": "INR"}


def test_an_amount_below_one_is_not_taken_for_thousands() -> None:
    assert read_amount("0.125 EUR")["amount"] == 0.125


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("450000", "no-currency"),
        ("450000 XYZ", "unknown-currency"),
        ("5 kr", "unknown-currency"),
        ("0 EUR", "not-positive"),
        ("-5 EUR", "not-positive"),
        ("EUR", "not-an-amount"),
        ("5 EUR USD", "not-an-amount"),
        ("EUR 450000 EUR", "not-an-amount"),
        ("2 EUR million", "not-an-amount"),
        ("1,2,3 EUR", "not-an-amount"),
    ],
)
def test_an_amount_that_cannot_be_is_refused(typed: str, code: str) -> None:
    assert refused(read_amount, typed) == code


@pytest.mark.parametrize("typed", ["12EUR34", "1 EUR234", "1,EUR5"])
def test_a_currency_inside_a_number_is_refused(typed: str) -> None:
    refused(read_amount, typed)


@given(
    st.integers(1, 10**12),
    st.sampled_from(sorted(list_currencies())),
    st.sampled_from(ZEROS),
    st.sampled_from(["{0:,} {1}", "{1}{0:,}", "{1} {0}"]),
)
def test_every_amount_is_read_back(value: int, code: str, zero: str, form: str) -> None:
    assert read_amount(in_script(form.format(value, code), zero)) == {"amount": value, "currency": code}


# --- values of parameters ---


def shape(type_: str) -> Parameter:
    """A parameter of a type."""
    extra = {"grade": {"grades": ["B", "A"]}, "choice": {"choices": ["clear", "destroy"]}}.get(type_, {})
    made: Parameter = get_validator(Parameter).validate_python(support.parameter(type=type_, **extra))
    return made


TYPED = ["integer", "number", "percent", "list", "text"]


@pytest.mark.parametrize(
    ("type_", "typed", "expected"),
    [
        ("integer", "1 000", 1000),
        ("number", "2,5", 2.5),
        ("number", "2.0", 2),
        ("percent", "12.5", 12.5),
        ("percent", "0", 0),
        ("percent", "100", 100),
        ("text", " on \n site ", "on site"),
        ("text", "5", "5"),
        ("list", "north; south", ["north", "south"]),
        ("list", "one, and two", ["one, and two"]),
        ("list", " ; a\tb ;; ", ["a b"]),
        ("list", "شمال؛ جنوب", ["شمال", "جنوب"]),
    ],
)
def test_a_value_has_the_type_of_its_parameter(type_: str, typed: str, expected: Any) -> None:
    found = read_parameter(typed, shape(type_))
    assert (found, type(found)) == (expected, type(expected))


@pytest.mark.parametrize(
    ("type_", "typed", "code"),
    [
        ("integer", "2.5", "not-whole"),
        ("integer", "five", "not-a-number"),
        ("number", "2 kg", "not-a-number"),
        ("percent", "-1", "too-small"),
        ("percent", "100.5", "too-large"),
        ("percent", "5 %", "not-a-number"),
        ("text", "a\x1b", "character"),
        ("text", "é" * (MAX_PROSE + 1), "too-long"),
        ("list", "a; b\u202e", "character"),
        ("list", "; ;", "empty"),
        *((type_, " ", "empty") for type_ in TYPED),
    ],
)
def test_a_value_that_does_not_fit_its_parameter_is_refused(type_: str, typed: str, code: str) -> None:
    assert refused(read_parameter, typed, shape(type_)) == code


@pytest.mark.parametrize("type_", TYPED)
def test_undecided_leaves_a_value_open(type_: str) -> None:
    assert read_parameter(UNDECIDED, shape(type_)) == UNDECIDED


@given(st.sampled_from(TYPED), st.one_of(st.text(), st.text("0123456789.,- ;", max_size=20)))
def test_a_value_that_is_taken_is_one_that_a_purchase_file_may_hold(type_: str, typed: str) -> None:
    try:
        found = read_parameter(typed, shape(type_))
    except Refusal:
        return
    assert describe_wrong_type(shape(type_), found) is None
    assert not any(
        find_refused_character(one) for one in (found if isinstance(found, list) else [found]) if isinstance(one, str)
    )


# --- a number with words beside it ---

EUROS = ("EUR", "€", "euro", "euros")


@pytest.mark.parametrize(
    ("typed", "beside", "value"),
    [
        ("7", (), 7),
        ("7 years", ("year", "years"), 7),
        ("7years", ("year", "years"), 7),
        ("7  YEARS ", ("year", "years"), 7),
        ("7 years beyond the required minimum", ("years", "years beyond the required minimum"), 7),
        ("30 %", ("%",), 30),
        ("30٪", ("%",), 30),
        ("٣٠ في المائة", ("في المائة",), 30),
        ("٣٦ شهرًا", ("شهراً",), 36),
        ("1.234,50 EUR", EUROS, 1234.5),
        ("EUR 1,234.50", EUROS, 1234.5),
        ("€1234.5", EUROS, 1234.5),
        ("1 234,50 €", EUROS, 1234.5),
        ("1\u202f234,50\u00a0€", EUROS, 1234.5),
        ("١٬٢٣٤٫٥ EUR", EUROS, 1234.5),
        ("-200 euros", EUROS, -200),
        ("−200", EUROS, -200),
    ],
)
def test_a_number_may_have_its_unit_or_currency_beside_it(typed: str, beside: Sequence[str], value: float) -> None:
    assert read_measured_number(typed, beside) == value


@pytest.mark.parametrize("typed", ["125.000 EUR", "125,000", "€ 1.250"])
def test_one_sign_before_three_digits_parts_thousands_where_it_can_mean_nothing_else(typed: str) -> None:
    assert refused(read_measured_number, typed, EUROS) == "two-numbers"
    assert read_measured_number(typed, EUROS, thousands=True) == float(
        typed.strip("€EUR ").replace(".", "").replace(",", "")
    )


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "years",
        "84 months",
        "7 years, 5 for the battery",
        "5-7 years",
        "5 to 7",
        "about 7 years",
        "> 7",
        "7+",
        "7\n5",
        "7\n500",
        "10² years",
        "½",
        "7 USD",
        "(500)",
        "7 ." + " " * 300,
        "9" * 500,
    ],
)
def test_what_is_not_one_plain_number_is_refused(typed: str) -> None:
    assert refused(read_measured_number, typed, ("year", "years", *EUROS)) in ("not-a-number", "empty")


@pytest.mark.parametrize("typed", ["GB-SCT", "gb-sct", " gb-SCT "])
def test_a_part_of_a_country_is_typed_as_its_code(typed: str) -> None:
    assert read_place(typed, "GB") == read_place(typed) == "GB-SCT"


@pytest.mark.parametrize("typed", ["Scotland", "SCT", "US-CA", "GB-", "GB-SCTX"])
def test_a_part_of_no_country_or_of_another_is_refused(typed: str) -> None:
    assert refused(lambda text: read_place(text, "GB"), typed) == "no-place"


@pytest.mark.parametrize(
    "read", [read_place, read_integer, read_number, read_integers, read_date, read_amount, parse_text, read_prose]
)
@given(typed=st.text())
def test_whatever_is_typed_is_a_value_or_refused_in_words(read: Callable[[str], Any], typed: str) -> None:
    assert outcome(read, typed) not in (None, "")


@given(typed=st.text(), beside=st.lists(st.text(max_size=5), max_size=3))
def test_whatever_stands_beside_a_number_it_is_a_number_or_refused_in_words(typed: str, beside: list[str]) -> None:
    assert type(outcome(read_measured_number, typed, beside)) in (float, str)


@pytest.mark.parametrize(
    ("typed", "count", "name"),
    [
        ("60 laptops", 60, "laptops"),
        ("30 30231300", 30, "30231300"),
        ("60 A4 printers", 60, "A4 printers"),
        ("laptops", 0, "laptops"),
    ],
)
def test_a_number_before_a_name_is_split_from_it(typed: str, count: int, name: str) -> None:
    assert split_count(typed, 1, 10_000) == (count, name)


@pytest.mark.parametrize(
    "typed", ["120 laptops and 15 printers", "120 حاسوباً محمولاً و15 طابعة", "9 discs, 3 screens"]
)
def test_two_kinds_in_one_entry_are_refused_so_that_none_is_lost(typed: str) -> None:
    with pytest.raises(Refusal) as refused:
        split_count(typed, 1, 10_000)
    assert refused.value.code == "one-kind"


@pytest.mark.parametrize(
    ("typed", "parts"),
    [
        ("450 laptops and 30 projectors", ["450 laptops", "30 projectors"]),
        ("1,200 laptops, 1,000 tablets plus screens", ["1,200 laptops", "1,000 tablets", "screens"]),
        ("9 discs,300 screens & 5 tablets", ["9 discs", "300 screens", "5 tablets"]),
        ("٤٥٠ حاسوباً و٣٠ جهاز عرض", ["٤٥٠ حاسوباً", "٣٠ جهاز عرض"]),
        ("450 ordinateurs portables et 30 projecteurs", ["450 ordinateurs portables", "30 projecteurs"]),
        ("1,200 standard handsets", ["1,200 standard handsets"]),
        ("30 وحدة", ["30 وحدة"]),
    ],
)
def test_kinds_of_equipment_in_one_entry_are_cut_apart(typed: str, parts: list[str]) -> None:
    assert split_kinds(typed, ("and", "plus", "و", "et")) == parts
