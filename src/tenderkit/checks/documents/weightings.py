# SPDX-License-Identifier: Apache-2.0
"""Award criteria with their weights, as tables and lists of a document give them."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from tenderkit.checks.documents.document import DocumentParagraph
from tenderkit.checks.documents.sections import Sections
from tenderkit.frozen import frozen_dataclass
from tenderkit.lint.catalogue import Catalogue
from tenderkit.lint.phrases import Pattern, Words

_NUMBER = r"(?<![\d.,])(?P<number>\d{1,3}(?:[.,]\d{1,2})?)\s*"
_CELL = re.compile(rf"{_NUMBER}(?P<unit>%|٪|per ?cent|points?|نقطة|نقاط)?(?:\s*\(.*\))?", re.IGNORECASE)
_WEIGHT = re.compile(rf"{_NUMBER}(?P<unit>%|٪|per ?cent\b|points?\b|نقطة|نقاط)", re.IGNORECASE)
# What parts the criteria of a sentence.
_PARTS = re.compile(r"[;؛\n]|,\s|،|\band\b|\s(?=و[\u0621-\u064a])")
# Of the name of a criterion.
_MOST_WORDS = 8
_PERCENT = ("%", "٪", "per cent", "percent")


class Criterion(NamedTuple):
    """A criterion with the words that name it, its weight, None where none is given, and where it is."""

    name: str
    weight: float | None
    paragraph: DocumentParagraph


@frozen_dataclass
class Weighting:
    """The criteria of a table, a list or a sentence with their weights.

    `total`: what the weights make, or are said to make; 100 for percentages. `priced`: whether the price is among the
    criteria.
    """

    criteria: tuple[Criterion, ...]
    total: float
    priced: bool = False

    @property
    def given(self) -> float:
        """The sum of the weights that are given."""
        return round(sum(criterion.weight or 0 for criterion in self.criteria), 2)


class WeightingReader:
    """Reads the weights of award criteria.

    Parameters: `catalogue`, with lists in which the words of all languages that are read count as English ones;
    `sections`, by which award criteria are recognised.
    """

    def __init__(self, catalogue: Catalogue, sections: Sections) -> None:
        words = Words(catalogue, "en")
        self._sections = sections
        self._weights, self._points = Pattern(words("weight-words")), Pattern(words("points-words"))
        self._totals, self._prices = Pattern(words("total-words")), Pattern(words("price-words"))

    def read(self, paragraphs: Sequence[DocumentParagraph]) -> Iterator[Weighting]:
        """Yield the weightings of a document: those with the price, and those under a heading on the award."""
        for (_, table, _), members in groupby((p for p in paragraphs if not p.contents), key=_find_group):
            group = list(members)
            weighting = self._read_table(group) if table else self._read_texts(group)
            if weighting and (weighting.priced or self._sections.is_on_award(group[0])):
                yield weighting

    def _read_table(self, cells: list[DocumentParagraph]) -> Weighting | None:
        awarded = self._sections.is_on_award(cells[0])
        heads = {p.cell.column: p.cell.column_head for p in cells if p.cell and p.cell.row > 1}
        column = next(
            (
                number
                for number, head in heads.items()
                if head.strip() in _PERCENT or self._weights.search(head) or (awarded and self._points.search(head))
            ),
            0,
        )
        if not column:
            return None
        criteria, total, percent = [], None, "%" in heads[column]
        for _, row in groupby(cells, key=lambda p: p.cell and p.cell.row):
            members = list(row)
            first = members[0].cell
            if first is None or first.row == 1:
                continue
            name = next((p.text for p in members if any(letter.isalpha() for letter in p.text)), "")
            weight = next((p for p in members if p.cell and p.cell.column == column), None)
            number = _CELL.fullmatch(weight.text.strip()) if weight else None
            if self._totals.search(name):
                total = _read_number(number) if number else None
            elif number or (weight is None and len(members) > 1):
                percent |= bool(number) and (number["unit"] or "").lower() in _PERCENT if number else percent
                criteria.append(Criterion(name, _read_number(number) if number else None, weight or members[0]))
        return _make_weighting(criteria, total, self._prices, percent=percent)

    def _read_texts(self, paragraphs: list[DocumentParagraph]) -> Weighting | None:
        awarded = self._sections.find_kind(paragraphs[0]) == "award-criterion"
        if not awarded and not any(self._weights.search(p.text) for p in paragraphs):
            return None
        criteria, percent = [], False
        for paragraph in (p for p in paragraphs if not p.level):
            parts = [part for part in _PARTS.split(paragraph.text) if any(letter.isalpha() for letter in part)]
            weighed = [
                (part, match) for part in parts if (match := _WEIGHT.search(part)) and match["number"] != "100"
            ]
            percent |= any(match["unit"].lower() in _PERCENT for _, match in weighed)
            criteria += [Criterion(part.strip(), _read_number(match), paragraph) for part, match in weighed]
            if paragraph.item and parts and not weighed and is_criterion_name(paragraph.text):
                criteria.append(Criterion(paragraph.text, None, paragraph))
        return _make_weighting(criteria, None, self._prices, percent=percent)


def is_criterion_name(text: str) -> bool:
    """Return whether a text can be the name of a criterion: a few words without a number, and no sentence."""
    return len(text.split()) <= _MOST_WORDS and not text.rstrip().endswith(".") and not any(map(str.isdigit, text))


def _find_group(paragraph: DocumentParagraph) -> tuple[tuple[str, ...], int, str]:
    """Return what the cells of a table, or the paragraphs of a section, have in common."""
    return paragraph.headings, paragraph.cell.table if paragraph.cell else 0, paragraph.part


def _make_weighting(
    criteria: list[Criterion], total: float | None, prices: Pattern, *, percent: bool
) -> Weighting | None:
    """Return criteria as a weighting; None where fewer than two have a weight, or the weights make too much."""
    given = [criterion.weight for criterion in criteria if criterion.weight is not None]
    expected = total or (100 if percent else sum(given))
    if len(given) < 2 or not expected or sum(given) > 2 * expected:
        return None
    return Weighting(tuple(criteria), expected, any(prices.search(criterion.name) for criterion in criteria))


def _read_number(match: re.Match[str]) -> float:
    return float(match["number"].replace(",", "."))
