# SPDX-License-Identifier: Apache-2.0
"""translation-differs: a translation has other numbers or names of standards than the English text.

Compares each text of an up-to-date translation with the English text: the numbers in digits, and how often each
occurs, without 1 and 2, which a language may write as words; and the names of standards, methods and ecolabels in
front of a number. The names of values, and the number of paragraphs, are compared when a library is read. A number
that differs makes another duty.

Passes:  “… 800 full charge cycles (EN 61960-3:2017)”, with 800 and EN 61960-3:2017 in the translation
Fails:   the same, with 500 in the translation

Correct the text that is wrong; if it is the English one, have the translation checked again.
"""

import re
from collections import Counter
from collections.abc import Iterator

from tenderkit.findings import Place
from tenderkit.library.template import Template
from tenderkit.library.translations import collect_english_texts, collect_translated_texts, digest_english_texts
from tenderkit.lint.catalogue import Catalogue, Fault

SEVERITY = "error"

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
# A name in capitals, such as ISO, ITU-T or ENERGY STAR; abbreviations of the language are its own.
_NAME = re.compile(r"\b[A-Z]{2,}(?:[/-][A-Z]+)*\b(?= [A-Z]{0,2}\.?\d)")
_AS_WORDS = ("1", "2")


def check(catalogue: Catalogue) -> Iterator[Fault]:
    """Find the translations whose numbers or names differ from the English text."""
    library = catalogue.library
    for language, tongue in catalogue.translations.items():
        for id_, translation in tongue.clauses.items():
            clause = library.clauses.get(id_)
            if clause is None or digest_english_texts(clause, translation) != translation.sha256:
                continue
            texts, translations = collect_english_texts(clause), collect_translated_texts(translation)
            for key in translations.keys() & texts.keys():
                for number, (text, original) in enumerate(zip(translations[key], texts[key], strict=True), 1):
                    if difference := _describe_difference(text, original):
                        where = f"{id_}.{key}" + (f", paragraph {number}" if len(translations[key]) > 1 else "")
                        place = Place(catalogue.files.get(f"translations/{language}/{id_}"), where, clause=id_)
                        yield Fault(difference, "Compare the two texts, and mend the one that is wrong.", place)


def _describe_difference(translation: Template, english_: Template) -> str:
    """Return a text with the numbers and names that a translation omits or adds; the text is empty if none differ."""
    translated, original = (Counter(_find_marks(template)) for template in (translation, english_))
    lost, more = original - translated, translated - original
    for word in _AS_WORDS:
        lost.pop(word, None)
        more.pop(word, None)
    parts = [f"lacks {', '.join(sorted(lost))}" if lost else "", f"adds {', '.join(sorted(more))}" if more else ""]
    return " and ".join(filter(None, parts))


def _find_marks(template: Template) -> list[str]:
    """Return the numbers, and the names in capitals such as `ISO`, in the fixed words of a template."""
    text = " ".join(template[::2])
    return [*_NUMBER.findall(text), *_NAME.findall(text)]
