# SPDX-License-Identifier: Apache-2.0
"""Compose the form for a table of purchases: help from the questions of the interview, words from the vocabulary."""

import datetime

from tenderkit.batch.columns import SHORT_NAMES
from tenderkit.formats.excel.tables.purchase_form import FormCell, FormColumn, write_purchase_form
from tenderkit.library.language import Language
from tenderkit.library.library import Library, list_known_words

# The question that each column answers, and the list of words that its cells are from.
_QUESTIONS = {
    "title": "title",
    "country": "country",
    "launch": "launch",
    "acquisition": "acquisition",
    "months": "months",
    "data": "data",
    "category": "items",
    "return-category": "returns",
}
_WORDS = {
    "acquisition": "acquisitions",
    "data": "data",
    "category": "categories",
    "return-category": "categories",
}
_NUMBERS = ("months", "quantity", "return-quantity")
_LAUNCH = datetime.date(2027, 1, 15)


def build_form(library: Library, language: Language) -> bytes:
    """Return the form as a workbook, with help in a language. Its example can be made as it is."""
    columns = [_describe_column(name, library, language) for name in SHORT_NAMES]
    title, first, second = (language.text(f"batch.{key}") for key in ("title", "lot-one", "lot-two"))
    head: tuple[FormCell, ...] = ("example", title, "FR", _LAUNCH)
    example: list[tuple[FormCell, ...]] = [
        (*head, first, "purchase", 48, "personal", "laptop", 120, "laptop", 100),
        (*head, first, "purchase", 48, "personal", "tablet", 40, None, None),
        (*head, second, "take-back", 12, "none", None, None, "display", 60),
    ]
    return write_purchase_form(columns, example, rtl=language.rtl)


def _describe_column(name: str, library: Library, language: Language) -> FormColumn:
    question = library.questions.get(_QUESTIONS.get(name, ""))
    text = language.words(question.text) if question else language.text(f"batch.{name}")
    words = tuple(list_known_words(_WORDS[name], library)) if name in _WORDS else ()
    return FormColumn(name, text, words, "number" if name in _NUMBERS else "date" if name == "launch" else "text")
