# SPDX-License-Identifier: Apache-2.0
"""Compose the form for a table of purchases: help from the questions of the interview, words from the vocabulary."""

import datetime
from typing import Literal

from tenderkit.formats.excel.tables.purchase_form import FormCell, FormColumn, write_purchase_form
from tenderkit.library.language import Language
from tenderkit.library.library import Library, list_known_words

# The columns with their widths in characters.
_COLUMNS = {
    **{"id": 14, "title": 34, "tender.reference": 18, "tender.authority": 26, "country": 9, "launch": 12},
    **{"tender.value.amount": 20, "tender.value.currency": 21, "tender.environment-weight": 25, "lot": 26},
    **{"acquisition": 14, "months": 9, "data": 12, "category": 20, "quantity": 10},
    **{"return-category": 20, "return-quantity": 16},
}
# The question that each column answers, and the list of words that its cells are from.
_QUESTIONS = {
    "title": "title",
    "tender.reference": "reference",
    "tender.authority": "authority",
    "tender.value.amount": "value",
    "tender.environment-weight": "environment-weight",
    "launch": "launch",
    "acquisition": "acquisition",
    "months": "months",
    "data": "data",
    "category": "items",
    "return-category": "returns",
}
_WORDS = {
    "country": "countries",
    "acquisition": "acquisitions",
    "data": "data",
    "category": "categories",
    "return-category": "categories",
}
# These devices need columns that the form does not have.
_NOT_OFFERED = "other-device"
_KINDS: dict[str, Literal["number", "amount", "date"]] = {
    **{"launch": "date", "tender.value.amount": "amount", "tender.environment-weight": "amount"},
    **{"months": "number", "quantity": "number", "return-quantity": "number"},
}
_LAUNCH = datetime.date(2027, 1, 15)


def build_form(library: Library, language: Language) -> bytes:
    """Return the form as a workbook, with help in a language. Its example can be made as it is."""
    columns = [_describe_column(name, library, language) for name in _COLUMNS]
    title, first, second = (language.text(f"batch.{key}") for key in ("title", "lot-one", "lot-two"))
    head: tuple[FormCell, ...] = ("example", title, None, None, "FR", _LAUNCH, None, None, 20)
    example: list[tuple[FormCell, ...]] = [
        (*head, first, "purchase", 48, "personal", "laptop", 120, "laptop", 100),
        (*head, first, "purchase", 48, "personal", "tablet", 40, None, None),
        (*head, second, "take-back", 12, "none", None, None, "display", 60),
    ]
    return write_purchase_form(columns, language.text("batch.notes"), example, rtl=language.rtl)


def _describe_column(name: str, library: Library, language: Language) -> FormColumn:
    question = library.questions.get(_QUESTIONS.get(name, ""))
    text = language.words(question.text) if question else language.text(f"batch.{name.rpartition('.')[2]}")
    known = list_known_words(_WORDS[name], library) if name in _WORDS else ()
    words = tuple(word for word in known if word != _NOT_OFFERED)
    return FormColumn(name, text, _COLUMNS[name], words, _KINDS.get(name, "text"))
