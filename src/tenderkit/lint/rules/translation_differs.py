# SPDX-License-Identifier: Apache-2.0
"""translation-differs: a translation has other numbers or names of standards than the English text.

Compares each text of an up-to-date translation with the English text: the numbers in digits, and how often each
occurs, without 1 and 2, which a language may write as words; and the names of standards, methods and ecolabels in
front of a number, without the codes of currencies, which some languages write behind it. A number may have the
separators of the language: 1 000,5 for 1,000.5. The names of values, and the number of paragraphs, are compared when
a library is read. A number that differs makes another duty.

Passes:  “… 800 full charge cycles (EN 61960-3:2017)”, with 800 and EN 61960-3:2017 in the translation
Fails:   the same, with 500 in the translation

Correct the text that is wrong; if it is the English one, have the translation checked again.
"""

import re
from collections import Counter
from collections.abc import Iterator

from tenderkit.findings import Place
from tenderkit.library.language import find_separators, list_currencies
from tenderkit.library.template import Template
from tenderkit.library.translations import collect_english_texts, collect_translated_texts, digest_english_texts
from tenderkit.lint.catalogue import Catalogue, Fault

SEVERITY = "error"

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
# A name in capitals, such as ISO, ITU-T or ENERGY STAR; abbreviations of the language are its own.
_NAME = re.compile(r"\b[A-Z]{2,}(?:[/-][A-Z]+)*\b(?= [A-Z]{0,2}\.?\d)")
_AS_WORDS = ("1", "2")
_ENGLISH_SEPARATORS = (".", ",")
# Those that keep the groups of a number on one line.
_SPACES = "\u00a0\u202f"


def check(catalogue: Catalogue) -> Iterator[Fault]:
    """Find the translations whose numbers or names differ from the English text."""
    library = catalogue.library
    for language, tongue in catalogue.translations.items():
        frame = catalogue.frames.get(language)
        separators = find_separators(frame.locale) if frame else _ENGLISH_SEPARATORS
        for id_, translation in tongue.clauses.items():
            clause = library.clauses.get(id_)
            if clause is None or digest_english_texts(clause, translation) != translation.sha256:
                continue
            texts, translations = collect_english_texts(clause), collect_translated_texts(translation)
            for key in translations.keys() & texts.keys():
                for number, (text, original) in enumerate(zip(translations[key], texts[key], strict=True), 1):
                    if difference := describe_difference(text, original, separators):
                        where = f"{id_}.{key}" + (f", paragraph {number}" if len(translations[key]) > 1 else "")
                        place = Place(catalogue.files.get(f"translations/{language}/{id_}"), where, clause=id_)
                        yield Fault(difference, "Compare the two texts, and mend the one that is wrong.", place)


def describe_difference(
    translation: Template, english_: Template, separators: tuple[str, str] = _ENGLISH_SEPARATORS
) -> str:
    """Return a text with the numbers and names that a translation omits or adds; the text is empty if none differ.

    Parameters: `separators`, the decimal and the thousands separator of the language of the translation.
    """
    original = Counter(_find_marks(" ".join(english_[::2])))
    translated = Counter(_find_marks(_write_english_numbers(" ".join(translation[::2]), separators, original)))
    lost, more = original - translated, translated - original
    for word in _AS_WORDS:
        lost.pop(word, None)
        more.pop(word, None)
    parts = [f"lacks {', '.join(sorted(lost))}" if lost else "", f"adds {', '.join(sorted(more))}" if more else ""]
    return " and ".join(filter(None, parts))


def _write_english_numbers(text: str, separators: tuple[str, str], known: Counter[str]) -> str:
    """Return a text with the separators of English in each number that the English text has with them.

    Numbers of sections and standards, such as 8.4, have a point in every language.
    """
    if separators == _ENGLISH_SEPARATORS:
        return text
    decimal, group = separators
    groups = _SPACES if group.isspace() else re.escape(group)
    table = str.maketrans({decimal: ".", group: ",", **dict.fromkeys(_SPACES, ",")})

    def write_number(match: re.Match[str]) -> str:
        english = match[0].translate(table)
        return english if english in known else match[0]

    return re.sub(rf"\d+(?:[{groups}]\d{{3}})*(?:{re.escape(decimal)}\d+)?", write_number, text)


def _find_marks(text: str) -> list[str]:
    """Return the numbers, and the names in capitals such as `ISO`, in a text."""
    names = _NAME.findall(text)
    return [*_NUMBER.findall(text), *(name for name in names if name not in list_currencies())]
