# SPDX-License-Identifier: Apache-2.0
"""Award criteria with their weights, as tables and lists of a document give them."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from tenderkit.checks.documents.document import DocumentParagraph
from tenderkit.checks.documents.sections import Sections
from tenderkit.frozen import frozen_dataclass
from tenderkit.library.author_data import JOINED
from tenderkit.lint.catalogue import Catalogue
from tenderkit.lint.phrases import Pattern, Words

_NUMBER = r"(?<![\d.,])(?P<number>\d{1,3}(?:[.,]\d{1,2})?)\s*"
# Of the name of a criterion.
_MOST_WORDS = 8


class Criterion(NamedTuple):
    """A criterion with the words that name it, its weight, None where none is given, and where it is."""

    name: str
    weight: float | None
    paragraph: DocumentParagraph


@frozen_dataclass
class Weighting:
    """The criteria of a column, a list or a sentence with their weights.

    `total`: what the weights make, or are said to make; 100 for percentages. `fixed`: whether it is a stated total or
    100, and not just their sum; `stated`: whether the document states it. `priced`: whether the price is among the
    criteria; `awarded`: whether a heading is on the award. `head`: the head of the column, empty outside tables;
    `last`: the last weight of the column, or its total.
    """

    criteria: tuple[Criterion, ...]
    total: float
    fixed: bool
    stated: bool
    priced: bool
    awarded: bool
    head: str
    last: DocumentParagraph

    @property
    def given(self) -> float:
        """The sum of the weights that are given."""
        return round(sum(criterion.weight or 0 for criterion in self.criteria), 2)

    @property
    def is_on_award(self) -> bool:
        """Whether these are award criteria: with a price, or under such a heading, and not far above their total."""
        return (self.priced or self.awarded) and self.given <= 2 * self.total


class WeightUnits:
    """Finds numbers with the units of weights: shares (list `percent-words`) and points (list `points-words`).

    The group `number` of a match is the number, `unit` the unit in small letters.

    Parameters: `catalogue`, with lists in which the words of all languages that are read count as English ones.
    """

    def __init__(self, catalogue: Catalogue) -> None:
        words = Words(catalogue, "en")
        self.percent, points = words.bare("percent-words"), words.bare("points-words")
        self.shares = Pattern(rf"{_NUMBER}(?P<unit>{self.percent})(?!\w)")
        self.points = Pattern(rf"{_NUMBER}(?P<unit>{points})(?!\w)")
        self.weights = Pattern(rf"{_NUMBER}(?P<unit>{self.percent}|{points})(?!\w)")
        self._cell = Pattern(rf"^{_NUMBER}(?P<unit>{self.percent}|{points})?(?:\s*\(.*\))?$")
        self._percent = Pattern(self.percent)

    def is_share(self, text: str) -> bool:
        """Return whether a unit, or the head of a column, is or has a word for a share of a hundred."""
        return self._percent.search(text) is not None

    def read_cell(self, text: str) -> tuple[float, str] | None:
        """Return the number of a cell and its unit, empty where it has none; None where the cell holds more."""
        match = self._cell.search(text.strip())
        return (read_number(match), match["unit"] or "") if match else None


class WeightingReader:
    """Reads the weights of award criteria.

    Parameters: `catalogue`, with lists in which the words of all languages that are read count as English ones;
    `sections`, by which award criteria are recognised.
    """

    def __init__(self, catalogue: Catalogue, sections: Sections) -> None:
        words = Words(catalogue, "en")
        self._sections, self._units = sections, WeightUnits(catalogue)
        self._weights, self._points = Pattern(words("weight-words")), Pattern(words("points-words"))
        self._totals, self._prices = Pattern(words("total-words")), Pattern(words("price-words"))
        self._separator = build_separator(catalogue)

    def read(self, paragraphs: Sequence[DocumentParagraph]) -> Iterator[tuple[Weighting, ...]]:
        """Yield the weightings of each list, and of the columns of each table, from first to last."""
        for (_, table, *_), members in groupby((p for p in paragraphs if not p.contents), key=_find_group):
            group = list(members)
            columns = self._read_columns(group) if table else [self._read_texts(group)]
            if weightings := tuple(weighting for weighting in columns if weighting):
                yield weightings

    def _read_columns(self, cells: list[DocumentParagraph]) -> Iterator[Weighting | None]:
        awarded = self._sections.is_on_award(cells[0])
        heads = {p.cell.column: p.cell.column_head for p in cells if p.cell and p.cell.row > 1}
        for column, head in heads.items():
            bare = self._units.is_share(head) and not any(letter.isalpha() for letter in head)
            if bare or self._weights.search(head) or (awarded and self._points.search(head)):
                yield self._read_column(cells, column, head)

    def _read_column(self, cells: list[DocumentParagraph], column: int, head: str) -> Weighting | None:
        criteria, total, percent, last = [], None, self._units.is_share(head), cells[0]
        for _, row in groupby(cells, key=lambda p: p.cell and p.cell.row):
            members = list(row)
            first = members[0].cell
            if first is None or first.row == 1:
                continue
            name = next((p.text for p in members if any(letter.isalpha() for letter in p.text)), "")
            weight = next((p for p in members if p.cell and p.cell.column == column), None)
            number, unit = (self._units.read_cell(weight.text) if weight else None) or (None, "")
            last = weight or last
            if self._totals.search(name):
                total = number
            elif number is not None or (weight is None and len(members) > 1):
                percent = percent or self._units.is_share(unit)
                criteria.append(Criterion(name, number, weight or members[0]))
        return self._make_weighting(criteria, total, last, percent=percent, head=head)

    def _read_texts(self, paragraphs: list[DocumentParagraph]) -> Weighting | None:
        awarded = self._sections.find_kind(paragraphs[0]) == "award-criterion"
        if not awarded and not any(self._weights.search(p.text) for p in paragraphs):
            return None
        criteria, percent = [], False
        for paragraph in (p for p in paragraphs if not p.level and (p.item or self._units.weights.search(p.text))):
            parts = [part for part in self._separator.split(paragraph.text) if any(map(str.isalpha, part))]
            numbered = [(part, match) for part in parts if (match := self._units.weights.search(part))]
            weighed = [(part, match) for part, match in numbered if match["number"] != "100"]
            percent = percent or any(self._units.is_share(match["unit"]) for _, match in weighed)
            criteria += [Criterion(part.strip(), read_number(match), paragraph) for part, match in weighed]
            if paragraph.item and parts and not weighed and is_criterion_name(paragraph.text):
                criteria.append(Criterion(paragraph.text, None, paragraph))
        return self._make_weighting(criteria, None, paragraphs[-1], percent=percent)

    def _make_weighting(
        self,
        criteria: list[Criterion],
        total: float | None,
        last: DocumentParagraph,
        *,
        percent: bool,
        head: str = "",
    ) -> Weighting | None:
        """Return criteria as a weighting; None where fewer than two have a weight."""
        given = [criterion.weight for criterion in criteria if criterion.weight is not None]
        expected = total or (100 if percent else sum(given))
        if len(given) < 2 or not expected:
            return None
        priced = any(self._prices.search(criterion.name) for criterion in criteria)
        awarded = self._sections.is_on_award(criteria[0].paragraph)
        fixed = bool(total) or percent
        return Weighting(tuple(criteria), expected, fixed, bool(total), priced, awarded, head, last)


def build_separator(catalogue: Catalogue) -> re.Pattern[str]:
    """Return the regular expression for what parts the criteria of a sentence (list `joining-words`)."""
    joining, joined = Words(catalogue, "en")("joining-words"), "".join(JOINED.values())
    return re.compile(rf"[;؛\n]|,\s|،|{joining}|\s(?=[{joined}]\w)", re.IGNORECASE)


def is_criterion_name(text: str) -> bool:
    """Return whether a text can be the name of a criterion: a few words without a number, and no sentence."""
    return len(text.split()) <= _MOST_WORDS and not text.rstrip().endswith(".") and not any(map(str.isdigit, text))


def read_number(match: re.Match[str]) -> float:
    """Return the number of a match of `WeightUnits`."""
    return float(match["number"].replace(",", "."))


def _find_group(paragraph: DocumentParagraph) -> tuple[tuple[str, ...], int, str, str]:
    """Return what the cells of a table, or the paragraphs of a section, have in common."""
    cell = paragraph.cell
    return paragraph.headings, cell.table if cell else 0, paragraph.part, paragraph.label if cell else ""
