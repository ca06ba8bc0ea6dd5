# SPDX-License-Identifier: Apache-2.0
import re
from datetime import date

import pytest

from tenderkit.library.language import Frame, Language, count_decimals, list_currencies
from tenderkit.library.reading.schema import get_validator
from tenderkit.library.reading.shipped_data import load_shipped_data
from tests.support import english

# What a frame says of dates and lists, where it leaves months and lists to the locale data.
FORMATS = {"date": "{day} {month} {year}", "months": "", "list-and": "", "list-or": "", "list-marks": ""}


def language(locale: str, direction: str = "ltr", formats: dict[str, str] | None = None, **texts: str) -> Language:
    frame: Frame = get_validator(Frame).validate_python(
        {
            "locale": locale,
            "direction": direction,
            "script": "latin",
            "texts": {"formats": {**FORMATS, **(formats or {})}, "words": texts},
        }
    )
    return Language(locale.partition("-")[0], frame)


def test_a_fixed_text_is_found_by_section_and_key() -> None:
    assert language("en", hello="Good day").text("words.hello") == "Good day"


def test_values_are_put_into_a_fixed_text() -> None:
    assert language("en", hello="Good day, {name}").text("words.hello", name="Ada") == "Good day, Ada"


def test_braces_in_a_value_are_text() -> None:
    assert language("en", hello="Good day, {name}").text("words.hello", name="{0} {x}") == "Good day, {0} {x}"


@pytest.mark.parametrize("key", ["words.absent", "absent.hello"])
def test_a_fixed_text_that_is_not_there_is_an_error(key: str) -> None:
    with pytest.raises(KeyError):
        language("en", hello="Good day").text(key)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (5, "5"),
        (5.0, "5"),
        (0.5, "0.5"),
        (12000, "12,000"),
        (0.1 + 0.2, "0.3"),
        (1234567.891, "1,234,567.891"),
        (-2, "-2"),
    ],
)
def test_numbers_are_written_with_the_signs_of_the_language(value: float, expected: str) -> None:
    assert english().number(value) == expected


# Babel 2.19 writes ten million in Switzerland with all its digits together.
@pytest.mark.parametrize("code", load_shipped_data().languages)
@pytest.mark.parametrize("power", range(3, 15))
def test_every_language_that_is_shipped_groups_the_digits_of_a_number_by_three(code: str, power: int) -> None:
    shown = load_shipped_data().language(code).number(10**power)
    assert [len(group) for group in re.findall(r"\d+", shown)] == [1 + power % 3] + [3] * (power // 3)


@pytest.mark.parametrize(("value", "expected"), [(0.1234, "0.1234"), (0.0005, "0.0005"), (2.718281, "2.718281")])
def test_no_decimal_of_a_number_is_lost(value: float, expected: str) -> None:
    assert english().number(value) == expected


def test_another_language_has_other_signs() -> None:
    assert language("de").number(12000.5) == "12.000,5"


def test_a_date_has_its_month_in_words() -> None:
    assert english().date(date(2027, 1, 15)) == "15 January 2027"


def test_the_first_day_of_a_month_is_written_as_the_frame_says() -> None:
    french = load_shipped_data().language("fr")
    assert [french.date(date(2027, 1, day)) for day in (1, 2, 21)] == [
        "1er janvier 2027",
        "2 janvier 2027",
        "21 janvier 2027",
    ]


def test_the_month_stands_in_the_language() -> None:
    assert language("es").date(date(2027, 1, 15)) == "15 enero 2027"


@pytest.mark.parametrize(
    ("parts", "expected"),
    [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")],
)
def test_a_list_reads_as_running_text(parts: list[str], expected: str) -> None:
    assert english().listing(parts) == expected


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        (["حواسيب"], "حواسيب"),
        (["حواسيب", "شاشات"], "حواسيب وشاشات"),
        (["حواسيب", "شاشات", "هواتف"], "حواسيب؛ وشاشات؛ وهواتف"),
        (["طابعات وناسخات", "شاشات"], "طابعات وناسخات؛ وشاشات"),
        (["لوحة أو وحدة", "حامل"], "لوحة أو وحدة؛ وحامل"),
    ],
)
def test_an_arabic_list_shows_where_each_item_ends(parts: list[str], expected: str) -> None:
    arabic = load_shipped_data().language("ar")
    assert arabic.listing(parts) == expected
    assert arabic.listing(parts, "or") == expected.replace("؛ و", "؛ أو ").replace("حواسيب وشاشات", "حواسيب أو شاشات")


def test_dates_and_typed_dates_have_one_system_of_months() -> None:
    arabic = load_shipped_data().language("ar")
    assert arabic.date(date(2027, 1, 15)) == "15 كانون الثاني/يناير 2027"
    assert {arabic.months[name] for name in ("كانون الثاني/يناير", "كانون الثاني", "يناير")} == {1}
    assert sorted(set(arabic.months.values())) == list(range(1, 13))


def test_two_alone_is_not_two_in_a_sentence() -> None:
    arabic, units = load_shipped_data().language("ar"), load_shipped_data().library.vocabulary.units
    assert arabic.amount(2, units["years"].label) == "سنتين"
    assert arabic.amount(2, units["years"].label, alone=True) == "سنتان"
    assert arabic.amount(3, units["years"].label, alone=True) == "3 سنوات"
    assert english().amount(2, units["years"].label, alone=True) == "2 years"


def test_every_arabic_dual_has_the_form_that_stands_alone() -> None:
    vocabulary = load_shipped_data().library.vocabulary
    labels = [one.label["ar"] for table in (vocabulary.units, vocabulary.categories) for one in table.values()]
    forms = [form for form in labels if isinstance(form, dict) and "{n}" not in form["two"]]
    assert len(forms) > 30
    assert [form for form in forms if form.get("two-alone", form["two"]) == form["two"]] == []


def test_every_arabic_category_has_a_form_with_the_article() -> None:
    data = load_shipped_data()
    categories, arabic = data.library.vocabulary.categories, data.language("ar")
    names = {category: arabic.label(word.label, definite=True) for category, word in categories.items()}
    assert [c for c, name in names.items() if name == arabic.label(categories[c].label) or "ال" not in name] == []
    assert english().label(categories["laptop"].label, definite=True) == "laptops"


def test_a_list_of_choices_reads_with_or() -> None:
    assert english().listing(["a", "b", "c"], "or") == "a, b or c"


@pytest.mark.parametrize(("number", "expected"), [(1, "year"), (0, "years"), (2, "years"), (1.5, "years")])
def test_the_plural_form_goes_with_the_number(number: float, expected: str) -> None:
    assert english().plural({"one": "year", "other": "years"}, number) == expected


@pytest.mark.parametrize(("number", "expected"), [(1, "год"), (3, "года"), (5, "лет"), (21, "год"), (1.5, "года!")])
def test_a_language_with_more_plural_forms_uses_them(number: float, expected: str) -> None:
    forms = {"one": "год", "few": "года", "many": "лет", "other": "года!"}
    assert language("ru").plural(forms, number) == expected


def test_a_plural_form_that_is_missing_falls_back_to_other() -> None:
    assert language("ru").plural({"other": "лет"}, 1) == "лет"


def test_a_label_without_forms_is_the_same_for_every_number() -> None:
    assert english().plural("after delivery", 1) == "after delivery"


def test_a_label_without_a_number_is_the_plural() -> None:
    assert english().label({"en": {"one": "laptop", "other": "laptops"}}) == "laptops"


def test_a_label_with_a_number_goes_with_it() -> None:
    assert english().label({"en": {"one": "laptop", "other": "laptops"}}, 1) == "laptop"


@pytest.mark.parametrize(
    ("number", "expected"), [(1, "شهر واحد"), (2, "شهران"), (3, "3 أشهر"), (11, "11 شهرًا"), (100, "100 شهر")]
)
def test_an_amount_may_say_one_or_two_without_a_number(number: int, expected: str) -> None:
    forms = {"one": "شهر واحد", "two": "شهران", "few": "{n} أشهر", "many": "{n} شهرًا", "other": "{n} شهر"}
    assert language("ar", "rtl").amount(number, {"ar": forms}) == expected


def test_an_amount_is_a_number_with_its_unit() -> None:
    forms = {"one": "year", "other": "years"}
    assert english().amount(1, {"en": forms}) == "1 year"
    assert english().amount(2500, {"en": forms}) == "2,500 years"


def test_a_name_is_quoted_as_the_language_does() -> None:
    assert english().quote("Take-back") == "“Take-back”"


def test_a_label_is_that_of_the_language() -> None:
    assert language("fr").label({"en": "purchase", "fr": "achat"}) == "achat"


def test_a_country_is_named_in_the_language() -> None:
    assert english().country("KE") == "Kenya"
    assert language("fr").country("DE") == "Allemagne"


def test_a_country_without_a_name_keeps_its_code() -> None:
    assert english().country("QQ") == "QQ"


def test_the_direction_is_that_of_the_frame() -> None:
    assert language("ar", "rtl").rtl
    assert not english().rtl


def test_a_region_may_follow_the_language_in_a_locale() -> None:
    assert language("en-GB").locale.territory == "GB"


def test_currencies_are_those_of_iso_4217() -> None:
    assert {"EUR", "KES", "CNY"} <= list_currencies()
    assert "EURO" not in list_currencies()


# --- beside numbers ---


def test_what_stands_beside_a_number_is_every_form_here_and_in_english() -> None:
    labels = {"en": {"one": "year", "other": "years"}, "de": {"one": "Jahr", "other": "Jahre"}}
    german = language("de")
    assert german.unit_words(labels) == ("Jahr", "Jahre", "year", "years")
    assert english().unit_words({"en": "kWh"}) == ("kWh",)


def test_whole_amounts_without_a_number_stand_beside_none() -> None:
    labels = {
        "en": {"one": "year", "other": "years"},
        "ar": {"one": "سنة واحدة", "two": "سنتين", "few": "{n} سنوات", "other": "{n} سنة", "bare": "سنوات"},
    }
    assert language("ar").unit_words(labels) == ("سنوات", "سنة", "year", "years")


def test_a_sum_has_its_currency_beside_it_as_code_sign_or_name() -> None:
    german = language("de")
    assert set(german.currency_words("EUR")) == {"EUR", "€", "Euro", "euro", "euros"}
    assert "$" in english().currency_words("USD")
    # The sign alone would not say whose dollars.
    assert "$" not in english().currency_words("AUD")


def test_some_currencies_have_three_decimals_or_none() -> None:
    assert [count_decimals(code) for code in ("EUR", "KWD", "JPY")] == [2, 3, 0]
