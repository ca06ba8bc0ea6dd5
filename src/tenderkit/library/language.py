# SPDX-License-Identifier: Apache-2.0
"""A language of the papers: the fixed words of the papers, and the forms of numbers, dates, lists and plurals.

The words come from `templates/frame/<language>.toml`, everything else from the locale data of Babel.
"""

import datetime
import re
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import field, replace
from functools import cache, cached_property, lru_cache
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, TypeVar

from tenderkit.findings import Finding, Told, show_given, suggest_nearest
from tenderkit.frozen import frozen_dataclass
from tenderkit.library.shape import SHAPE
from tenderkit.library.vocabulary import Label

if TYPE_CHECKING:
    from babel import Locale

_Text = TypeVar("_Text")


def contains_word_form(forms: Sequence[str], text: str) -> bool:
    """Return whether a text contains one of the word forms as a whole word, in capital or small letters.

    A star at the end of a form, as in `recycl*`, allows any ending of the word. A star at the start allows any
    beginning.
    """

    lowered = _lower(text)
    for form in forms:
        word, pattern = _build_pattern(form)
        # Most forms do not occur at all, which is found much sooner without a pattern.
        if word in lowered and pattern.search(lowered):
            return True
    return False


def replace_word_forms(forms: Sequence[str], words: str, text: str) -> str:
    """Return a text with other words in place of each of the word forms, in capital or small letters.

    A star at the start or the end of a form allows any letters there, which go with it.
    """
    for form in forms:
        start, end = (r"[^\W\d_]*" if form[place] == "*" else "" for place in (0, -1))
        text = re.sub(rf"\b{start}{re.escape(form.strip('*'))}{end}\b", lambda _: words, text, flags=re.IGNORECASE)
    return text


@lru_cache(maxsize=4096)
def _build_pattern(form: str) -> tuple[str, re.Pattern[str]]:
    """Return a word form in small letters, and the regular expression that finds it in a text in small letters."""
    word = form.strip("*").lower()
    escaped = re.escape(word)
    # It begins with the word and only then looks back, because that is several times quicker.
    start, end = "" if form.startswith("*") else rf"(?<=\b{escaped})", "" if form.endswith("*") else r"\b"
    return word, re.compile(f"{escaped}{start}{end}")


@lru_cache(maxsize=4)
def _lower(text: str) -> str:
    """Return a text in small letters; the result is cached, because each text is searched for many terms."""
    return text.lower()


@lru_cache(maxsize=256, typed=True)
def _format_number(value: float, locale: "Locale") -> str:
    """Return a number as text; the result is cached, because the same few numbers recur in all clauses."""
    from babel.numbers import format_decimal

    return format_decimal(round(value, 6), locale=locale, decimal_quantization=False)


@lru_cache(maxsize=1024)
def _find_plural(number: float, locale: "Locale") -> str:
    """Return the plural form of a number, such as `one`; cached for the same reason."""
    return locale.plural_form(number)


class LotKind(NamedTuple):
    """What the sentences of definitions ask of a lot.

    `acquisition`: its acquisition model. `old_units`: whether it has old equipment to hand over. `estimates`: whether
    its quantities are estimates; `yearly`, those of one contract year. `whole`: whether an award criterion scores a
    promise of the offer as one, not model by model. `by_price`: whether the law limits sums for a breach by price.
    """

    acquisition: str
    old_units: bool
    estimates: bool
    yearly: bool = False
    whole: bool = False
    by_price: bool = False


@frozen_dataclass
class DefinitionSentence:
    """A sentence of a definition that is printed only for some lots.

    It is printed if a lot has one of the acquisition models in `acquisition` (all models if empty) and is as the
    fields `old_units` to `by_price` say (where they are set), and if the clauses contain one of the `forms` (any text
    if empty). Where it concerns all lots, `alone` is printed in its place if there is one.
    """

    __pydantic_config__ = SHAPE
    text: str
    acquisition: tuple[str, ...] = ()
    old_units: bool | None = None
    estimates: bool | None = None
    yearly: bool | None = None
    whole: bool | None = None
    by_price: bool | None = None
    forms: tuple[str, ...] = ()
    alone: str = ""

    def concerns(self, lot: LotKind) -> bool:
        """Return whether the sentence is about a lot of this kind."""
        return (
            (not self.acquisition or lot.acquisition in self.acquisition)
            and self.old_units in (None, lot.old_units)
            and self.estimates in (None, lot.estimates)
            and self.yearly in (None, lot.yearly)
            and self.whole in (None, lot.whole)
            and self.by_price in (None, lot.by_price)
        )


@frozen_dataclass
class Definition:
    """A term and the text that defines it; the annex has the definition if one of the `forms` occurs in the clauses.

    A form is found as a whole word. A form with a star at the end is also found with any ending; a form with a star
    at the start is also found with any prefix, such as an article that the language writes onto the word. The
    `sentences` follow the text, each only where it concerns a lot.
    """

    __pydantic_config__ = SHAPE
    term: str
    forms: tuple[str, ...]
    text: str = ""
    sentences: tuple[DefinitionSentence, ...] = ()

    def occurs_in(self, text: str) -> bool:
        """Return whether a text contains one of the forms of the term."""
        return contains_word_form(self.forms, text)

    def write(self, lots: Iterable[LotKind], published: str, **values: str) -> str:
        """Return the definition for an annex.

        Parameters: `lots`, what the sentences ask of each lot; `published`, the words of the clauses; `values`, what
        stands for the names in braces.
        """
        lots = tuple(lots)
        sentences = (
            sentence.alone if sentence.alone and all(map(sentence.concerns, lots)) else sentence.text
            for sentence in self.sentences
            if any(sentence.concerns(lot) for lot in lots)
            and (not sentence.forms or contains_word_form(sentence.forms, published))
        )
        return " ".join(filter(None, dict.fromkeys((self.text, *sentences)))).format(**values)


@frozen_dataclass
class Frame:
    """The frame: the fixed words of all papers in one language, as `templates/frame/<language>.toml` holds them.

    `texts`: patterns by section and key; `{name}` in a pattern is replaced by a value. `made_from`: for each
    translated section, the digest of the English section that was translated. The frame of a language other than
    English may have gaps; `translations.complete_frame` fills them with the English texts. `set`: the set of clauses
    to which the translation is limited, such as `short`; None if the language is to have all clauses.
    """

    __pydantic_config__ = SHAPE
    locale: str
    direction: Literal["ltr", "rtl"]
    script: str
    texts: dict[str, dict[str, str]] = field(default_factory=dict)
    definitions: dict[str, Definition] = field(default_factory=dict)
    made_from: dict[str, str] = field(default_factory=dict)
    set: str | None = None


def is_locale_of(code: str, locale: str) -> bool:
    """Return whether Babel knows a locale, such as `zh-Hans-CN`, and the locale belongs to the language `code`."""
    from babel import Locale, UnknownLocaleError

    try:
        return bool(Locale.parse(locale, sep="-").language == code)
    except (UnknownLocaleError, ValueError):
        return False


def list_plural_forms(locale: str) -> tuple[str, ...]:
    """Return the plural forms of a locale, such as `one` and `other`, in the order of CLDR."""
    from babel import Locale

    tags = {*Locale.parse(locale, sep="-").plural_form.tags, "other"}
    return tuple(form for form in ("zero", "one", "two", "few", "many", "other") if form in tags)


def find_script(code: str) -> tuple[str, Literal["ltr", "rtl"], str] | None:
    """Return the usual locale of a language, its direction, and its script (ISO 15924); None if Babel has no data.

    Parameters: `code`, of two or three letters, such as `fr`.
    """
    from babel import Locale, UnknownLocaleError
    from babel.core import get_global

    try:
        direction = Locale.parse(code).character_order
    except (UnknownLocaleError, ValueError):
        return None
    language, _, rest = str(get_global("likely_subtags").get(code, code)).partition("_")
    script, _, territory = rest.partition("_")
    return "-".join(filter(None, (language, territory))), "rtl" if direction == "right-to-left" else "ltr", script


def find_separators(locale: str) -> tuple[str, str]:
    """Return the decimal and the thousands separator that a locale has between digits 0 to 9."""
    from babel.numbers import get_decimal_symbol, get_group_symbol

    return get_decimal_symbol(locale.replace("-", "_")), get_group_symbol(locale.replace("-", "_"))


@cache
def list_currencies() -> frozenset[str]:
    """Return the ISO 4217 codes of the currencies in the locale data."""
    from babel import Locale

    return frozenset(Locale("en").currencies)


def count_decimals(currency: str) -> int:
    """Return the number of decimals with which sums in a currency (ISO 4217 code) are written."""
    from babel.numbers import get_currency_precision

    return get_currency_precision(currency)


def find_currency(country: str, date: datetime.date) -> str | None:
    """Return the ISO 4217 code of the currency of a country on a day; None where the locale data name no currency."""
    from babel.numbers import get_territory_currencies

    currencies = get_territory_currencies(country, date, date, tender=True)
    return currencies[0] if currencies else None


# Codes of three letters that countries have had besides; the locale data still know them.
_WITHDRAWN = frozenset({"BUR", "DDR", "FXX", "TMP", "YMD", "ZAR"})


@cache
def list_three_letter_codes() -> Mapping[str, str]:
    """Return the ISO 3166-1 alpha-3 code of each country in the locale data by its alpha-2 code: `LU` to `LUX`."""
    from babel.core import get_global

    return {
        countries[0]: code
        for code, countries in get_global("territory_aliases").items()
        if len(code) == 3 and code.isalpha() and len(countries) == 1 and code not in _WITHDRAWN
    }


@cache
def list_country_names(language: str) -> Mapping[str, str]:
    """Return the ISO 3166-1 code of each country by its names in English and in a language, in small letters.

    Parameters: `language`, a code such as `es`; one that Babel does not know counts for nothing.
    """
    from babel import Locale, UnknownLocaleError

    locales = [Locale("en")]
    with suppress(UnknownLocaleError, ValueError):
        locales.append(Locale.parse(language, sep="-"))
    return {
        name.lower(): code
        for locale in locales
        for code, name in locale.territories.items()
        if len(code) == 2 and code.isalpha()
    }


@frozen_dataclass
class Language:
    """A language of the papers, with its frame (the fixed words of the papers).

    `code`: the language code in the purchase file, such as `en`. `untranslated`: the keys of the frame whose text is
    English, because nobody has translated the text. `stand_in`: the language of clauses that are not translated into
    this one; None if the clauses of this language are the ones that are translated.
    """

    code: str
    frame: Frame = field(hash=False)
    untranslated: tuple[str, ...] = ()
    stand_in: "Language | None" = None

    @cached_property
    def locale(self) -> "Locale":
        """The locale data of Babel for the language."""
        from babel import Locale

        return Locale.parse(self.frame.locale, sep="-")

    @property
    def name(self) -> str:
        """The name of the language in the language itself, such as `français`."""
        return self.name_language(self.code)

    def name_language(self, code: str) -> str:
        """Return the name of a language in this language; the code itself where the locale data have no name."""
        return str(self.locale.languages.get(code, code))

    def number_like(self, other: "Language") -> "Language":
        """Return the language with the letters in the numbers of clauses that another language has."""
        if other is self:
            return self
        texts = dict(self.frame.texts)
        for section in ("general", "common"):
            texts[section] = {**texts[section], "letter": other.text(f"{section}.letter")}
        return replace(self, frame=replace(self.frame, texts=texts))

    @property
    def rtl(self) -> bool:
        """Whether the language is written from right to left."""
        return self.frame.direction == "rtl"

    def text(self, key: str, /, **values: object) -> str:
        """Return a fixed text of the frame, with each name in braces replaced by its value from `values`.

        Parameters: `key`, section and key, such as `cover.title`. Raises KeyError for a key that is not in the frame.
        """
        section, _, name = key.partition(".")
        pattern = self.frame.texts[section][name]
        return pattern.format(**values) if values else pattern

    def count(self, key: str, number: int) -> str:
        """Return a number of things as text: under the key with `-one` for 1, as in `1 lot`, else under the key."""
        return self.text(f"{key}-one" if number == 1 else key, count=self.number(number))

    def remark(self, key: str, /, **values: Any) -> tuple[str, str]:
        """Return what is wrong, the text of the frame under a key, and what to do, that under the key with `-fix`.

        What several messages of a rule have in common to do is under the beginning of their keys: the fix of
        `award-weight-missing-price` may be under `award-weight-missing-fix`. It is empty where there is none.
        Parameters and errors as for `text`; a value may be a function from the language to its words.
        """
        written = {name: value(self) if callable(value) else value for name, value in values.items()}
        section, _, name = key.partition(".")
        while name and f"{name}-fix" not in self.frame.texts[section]:
            name = name.rpartition("-")[0]
        return self.text(key, **written), self.text(f"{section}.{name}-fix", **written) if name else ""

    def tell(self, finding: Finding) -> Finding:
        """Return a finding in the words of this language; as it is where the frame does not hold its words."""
        if (told := finding.told) is None:
            return finding
        values = {name: self.text(value.key) if isinstance(value, Told) else value for name, value in told.values}
        message, fix = self.remark(told.key, **values)
        return replace(finding, message=message, fix=self.text(told.fix) if told.fix else fix)

    def suggest_nearest(self, word: object, known: Iterable[str]) -> str:
        """Return a sentence that proposes the known word closest to a misspelt word, or else lists known words."""
        texts = self.frame.texts["purchase"]
        return suggest_nearest(word, known, texts["near"], texts["listed"])

    def show_given(self, value: Any) -> str:
        """Return what a file gives at a key, short enough for a message."""
        match value:
            case str():
                return self.quote(value[:80])
            case list() | tuple():
                return self.text("purchase.a-list")
            case Mapping():
                return self.text("purchase.a-table")
        return show_given(value)

    def number(self, value: float) -> str:
        """Return a number as text, with the separators of the language; a whole number gets no decimals."""
        return _format_number(value, self.locale)

    @cached_property
    def group_sign(self) -> str:
        """The sign that the language has between thousands."""
        return find_separators(str(self.locale))[1]

    def letter(self, position: int) -> str:
        """Return the letter of a paragraph in a list, from 1: `a`, `b`, … `z`, then as Word does `aa`, `bb`."""
        letters = self.text("formats.letters").split()
        times, index = divmod(position - 1, len(letters))
        return letters[index] * (times + 1)

    def plain_value(self, value: Any) -> str:
        """Return the text for a value of the purchase file, without unit; true and false become words (yes, no)."""
        if isinstance(value, bool):
            return self.text("words.yes" if value else "words.no")
        if isinstance(value, int | float):
            return self.number(value)
        if isinstance(value, list | tuple):
            return self.listing([self.plain_value(v) for v in value])
        return str(value)

    def date(self, value: datetime.date) -> str:
        """Return a date as text, with the month in words so that day and month cannot be confused."""
        # Babel's own date formatting imports the time-zone data, which costs more than the whole annex.
        pattern = self.frame.texts["formats"]["date"]
        month = self._month_names or self.locale.months["format"]["wide"].values()
        day = (value.day == 1 and self.text("formats.first-day")) or value.day
        return pattern.format(day=day, month=list(month)[value.month - 1], year=value.year)

    def weekday(self, position: int) -> str:
        """Return the name of a day of the week, counted from 0 for Monday."""
        return str(self.locale.days["format"]["wide"][position])

    @property
    def _month_names(self) -> list[str]:
        """The names of the months in the frame; empty where those of the locale data are printed."""
        return [name.strip() for name in self.text("formats.months").split("|") if name.strip()]

    @cached_property
    def months(self) -> dict[str, int]:
        """The number of each month, 1 to 12, by its full and its short name, in lower case without a final point."""
        from babel import Locale

        known = {
            name.casefold().rstrip("."): number
            for locale in (Locale("en"), self.locale)
            for context in ("format", "stand-alone")
            for width in ("abbreviated", "wide")
            for number, name in locale.months[context][width].items()
        }
        for number, printed in enumerate(self._month_names, 1):
            known |= dict.fromkeys([printed, *printed.split("/")], number)
        return known

    @cached_property
    def number_words(self) -> dict[str, int]:
        """The numbers by the words that people type for them, such as `five`; those below twenty, and the tens."""
        return {word: int(number) for number, word in self._split_numbered("formats.number-words") if number}

    @cached_property
    def amount_words(self) -> dict[str, str]:
        """The amounts, in digits, that people type without a number, such as `1 year` for `a year`."""
        return {
            word: f"{number} {self.duration_words[unit][0]}"
            for unit in ("months", "years")
            for number, word in self._split_numbered(f"formats.{unit}-words")
            if number
        }

    @cached_property
    def duration_words(self) -> dict[str, list[str]]:
        """The words that people type behind a number of months, and of years, such as `yrs`."""
        return {
            unit: [word for number, word in self._split_numbered(f"formats.{unit}-words") if not number]
            for unit in ("months", "years")
        }

    @cached_property
    def vague_words(self) -> list[str]:
        """The words before or after a number that say that it is an estimate, such as `about`."""
        return [word for _, word in self._split_numbered("formats.vague-words")]

    @cached_property
    def joining_words(self) -> list[str]:
        """The words that people type between two kinds of equipment, such as `and`."""
        return [word for _, word in self._split_numbered("formats.joining-words")]

    def _split_numbered(self, key: str) -> list[tuple[str, str]]:
        """Return the words of a list in the frame, each with the digits in front of it, or with an empty text."""
        entries = (re.fullmatch(r"(\d*)\s*(.*)", entry.strip(), re.DOTALL) for entry in self.text(key).split("|"))
        return [(entry[1], entry[2]) for entry in entries if entry]

    @cached_property
    def magnitudes(self) -> dict[str, int]:
        """The factors by the words that follow a number, such as million, `m` and crore, and their plurals."""
        from babel import Locale

        words: dict[str, int] = {}
        for locale in (self.locale, Locale("en"), Locale("en", "IN")):
            for width in ("long", "short"):
                for forms in locale.compact_decimal_formats[width].values():
                    for size, pattern in forms.items():
                        if pair := re.fullmatch(r"0\s*([^0\s]+)", str(pattern.pattern)):
                            words.setdefault(pair[1], int(size))
        return {**{f"{word}s": factor for word, factor in words.items()}, **words}

    def name_currencies(self, country: str | None, currency: str | None) -> dict[str, str]:
        """Return the ISO 4217 codes by the signs and the names that people of a country write for currencies.

        A sign that several countries have, such as `$`, means the currency of the country. Parameters: `country`, the
        ISO 3166-1 code; `currency`, the code of its currency; None where they are not known.
        """
        from babel import Locale, UnknownLocaleError
        from babel.languages import get_official_languages

        names: dict[str, str] = {}
        for locale in (Locale("en"), self.locale):
            names |= {sign: code for code, sign in locale.currency_symbols.items()}
            for code in ("EUR", "USD", "GBP"):
                word = locale.currencies[code].split()[-1]
                names |= {word: code, f"{word}s": code}
        if country is None or currency is None:
            return names
        for language in ("en", *get_official_languages(country, de_facto=True)):
            try:
                locale = Locale.parse(f"{language}_{country}")
            except (UnknownLocaleError, ValueError):
                continue
            name = locale.currencies.get(currency, "")
            words = [locale.currency_symbols.get(currency, currency), name, *name.split()]
            names |= dict.fromkeys([*words, *(f"{word}s" for word in name.split())], currency)
        return names

    def listing(self, parts: Sequence[str], style: Literal["standard", "or"] = "standard") -> str:
        """Return a list as running text: `a, b and c`, or `a, b or c` in the style `or`.

        A frame may set a joint of its own, `formats.list-and` and `list-or`, for lists of three or more and for lists
        with an item that holds one of the words in `formats.list-marks`: a letter such as the Arabic `و` would
        otherwise join items and words inside an item in the same way.
        """
        from babel.lists import format_list

        parts = list(parts)
        joint = self.text("formats.list-or" if style == "or" else "formats.list-and")
        marks = filter(None, self.text("formats.list-marks").split("|"))
        if joint and len(parts) > 1 and (len(parts) > 2 or any(mark in part for mark in marks for part in parts)):
            return joint.join(parts)
        return format_list(parts, style=style, locale=self.locale) if parts else ""

    def plural(self, forms: Label, number: float, *, alone: bool = False) -> str:
        """Return the form of a label, singular or plural, that fits a number: `year` for 1, `years` for 2.

        Parameters: `alone`, true for an amount that stands alone, in a cell or after a colon. A language that
        inflects a word for it has a form such as `two-alone`.
        """
        if isinstance(forms, str):
            return forms
        form = _find_plural(number, self.locale)
        return (alone and forms.get(f"{form}-alone")) or forms.get(form) or forms["other"]

    def amount(self, value: float, labels: Mapping[str, Any], *, alone: bool = False) -> str:
        """Return the text for a number with its unit, such as `2 years`.

        Normally the number comes before the label, as the text `formats.amount` of the frame sets it. If any plural
        form of the label contains `{n}`, every form is the complete text: the number replaces `{n}`, and a form
        without `{n}`, such as a single word for “two years”, stays as it is.

        Parameters: `labels`, the labels of the unit by language; `alone`, true for an amount in a cell or after a
        colon, false for one in running text.
        """
        forms = self.words(labels)
        number, words = self.number(value), self.plural(forms, value, alone=alone)
        if "{n}" in str(forms):
            return words.replace("{n}", number)
        return self.text("formats.amount", number=number, unit=words)

    def amount_gap(self, gap: str, labels: Mapping[str, Any]) -> str:
        """Return the text for an amount whose number is not decided yet, such as `[to be decided] years`.

        Parameters: `gap`, the words to write instead of the number; `labels`, the labels of the unit by language.
        """
        words = self.label(labels)
        return words.replace("{n}", gap) if "{n}" in words else self.text("formats.amount", number=gap, unit=words)

    def unit_words(self, labels: Mapping[str, Any]) -> tuple[str, ...]:
        """Return the words that may follow a number as its unit, such as `years`, in this language and in English."""
        words: dict[str, None] = {}
        for forms in (self.words(labels), labels["en"]):
            forms_by_plural = {"other": forms} if isinstance(forms, str) else forms
            holds_number = "{n}" in str(forms_by_plural)
            # A form for the whole amount, such as `two years` without a digit, follows no number.
            words |= {
                f.replace("{n}", "").strip(): None
                for k, f in forms_by_plural.items()
                if not holds_number or k == "bare" or "{n}" in f
            }
        return tuple(words)

    def currency_words(self, currency: str) -> tuple[str, ...]:
        """Return the words for a currency: its code, signs and names, in this language and in English."""
        from babel import Locale
        from babel.numbers import get_currency_name, get_currency_symbol

        words = {currency: None}
        for locale in (self.locale, Locale("en")):
            words[get_currency_symbol(currency, locale)] = None
            for count in (None, 1, 2, 3, 11, 100):
                words[get_currency_name(currency, count, locale)] = None
        return tuple(words)

    def quote(self, text: str) -> str:
        """Return a name in the quotation marks of the language."""
        return self.text("formats.quote", text=text)

    def country(self, code: str) -> str:
        """Return the name of a country by its ISO 3166-1 code; the code itself where the locale data have no name."""
        return str(self.locale.territories.get(code, code))

    def is_official_in(self, country: str) -> bool:
        """Return whether the language is an official one of a country, named by its ISO 3166-1 code."""
        from babel.languages import get_official_languages

        return self.code in get_official_languages(country, regional=True, de_facto=True)

    def name_missing_language(self, country: str, languages: Sequence[str]) -> str:
        """Return the name of the first official language of a country where none of them is among `languages`.

        The name is in this language; it is an empty text where one of them is there, or where none is known.
        """
        from babel.languages import get_official_languages

        codes = [code.partition("_")[0] for code in get_official_languages(country, regional=True, de_facto=True)]
        return "" if not codes or set(codes) & set(languages) else str(self.locale.languages.get(codes[0], codes[0]))

    def words(self, texts: Mapping[str, _Text]) -> _Text:
        """Return the text in this language, from a table of texts by language, or else the English text.

        Before a paper is composed, `find_untranslated` decides whether English texts may be used.
        """
        return texts.get(self.code) or texts["en"]

    def label(self, labels: Mapping[str, Any], number: float | None = None, *, definite: bool = False) -> str:
        """Return the label of a word of the vocabulary, such as a unit, in the plural form that a number needs.

        Without a number, the form named `bare` is returned, or the form `other` if the language has no form `bare`.
        Parameters: `definite`, true for the form of that name, with the article, if the language has one.
        """
        forms = self.words(labels)
        if isinstance(forms, str):
            return forms
        if definite and "definite" in forms:
            return str(forms["definite"])
        return (forms.get("bare") or forms["other"]) if number is None else self.plural(forms, number)

    def bare_label(self, labels: Mapping[str, Any]) -> str:
        """Return the label of a word of the vocabulary without a number, such as `laptops`; `{n}` is left out."""
        return self.label(labels).replace("{n}", "").strip()
