# SPDX-License-Identifier: Apache-2.0
"""Read the weights, the quantities and the terms of the lots from the tables and facts of an edited annex."""

import re
from collections.abc import Iterator, Mapping, Sequence

from tenderkit.checks.annexes.own_annex import OwnAnnex, OwnTable
from tenderkit.checks.documents.statements import fold_text
from tenderkit.frozen import frozen_dataclass
from tenderkit.library.language import Language
from tenderkit.library.library import Library
from tenderkit.purchase.purchase import Lot, Purchase
from tenderkit.purchase.typed_input import Refusal, read_measured_number
from tenderkit.purchase.values import MAX_MONTHS

_WEIGHT_HEAD = ("award.clause", "award.criterion", "award.weight")
_LINES_HEAD = ("lot.direction", "lot.category", "lot.quantity")
# A number with separators between groups of three digits, or with decimals.
_NUMBER = re.compile(r"\d+(?:[.,٫٬'’   ]\d+)*")
_LOT_IN_HEADING = re.compile(r"(\d{1,4})\.3\b")


@frozen_dataclass
class Weight:
    """A row of a table of weights: the number of the clause, the name of the criterion, and its points.

    `points` is None where the cell holds no number.
    """

    number: str
    name: str
    points: float | None


@frozen_dataclass
class TableReader:
    """Reads the tables of one annex.

    `annex`: the annex; `purchase`: what its record says of the purchase; `library`, `language`: the library and the
    fixed words in its language.
    """

    annex: OwnAnnex
    purchase: Purchase
    library: Library
    language: Language

    def read_weights(self) -> dict[int, tuple[Weight, ...]]:
        """Return the rows of the table of weights of each lot that has one, without the total."""
        tables = [table for table in self.annex.list_tables() if self._has_head(table, _WEIGHT_HEAD)]
        scored = [number for number in range(1, len(self.purchase.lots) + 1) if self._is_scored(number)]
        total = fold_text(self.language.text("award.total"))
        weights = {}
        for position, table in enumerate(tables):
            # The caption of a table counts as a heading in some files.
            heading = next((m for title in table.headings[::-1] if (m := _LOT_IN_HEADING.match(title))), None)
            if len(tables) == len(scored):
                number = scored[position]
            elif heading:
                number = int(heading[1])
            else:
                continue
            rows = [row for row in table.rows[1:] if len(row) > 2 and fold_text(row[1]) != total]
            weights[number] = tuple(Weight(row[0], row[1], read_number(row[2])) for row in rows)
        return weights

    def _is_scored(self, number: int) -> bool:
        record = self.annex.record
        weights = record.weights[number - 1] if number <= len(record.weights) else None
        return bool(weights) or any(c.kind == "award-criterion" for c in record.list_clauses(number))

    def read_lot(self, number: int) -> tuple[tuple[int | None, ...], int | None]:
        """Return the quantities of a lot, item by item and then old unit by old unit, and its term in months.

        A quantity is None where its row is not there or holds no number; so is the term where the annex states
        none, or one that no purchase can have.
        """
        lot = self.purchase.lots[number - 1]
        tables = [table for table in self.annex.list_tables() if self._has_head(table, _LINES_HEAD)]
        quantities: tuple[int | None, ...] = (None,) * len((*lot.items, *lot.returns))
        if len(tables) == len(self.purchase.lots):
            quantities = tuple(self._match_rows(lot, tables[number - 1].rows[1:]))
        return quantities, self._read_term(number)

    def _match_rows(self, lot: Lot, rows: Sequence[Sequence[str]]) -> Iterator[int | None]:
        """Yield the quantity of each line of a lot: that of the next row of its kind in the table."""
        left = [tuple(map(fold_text, row[:3])) for row in rows]
        bought = "bought-repair" if lot.acquisition == "repair" else "bought"
        for direction, lines in ((bought, lot.items), ("returned", lot.returns)):
            for line in lines:
                category = self.library.vocabulary.categories[line.kind or ""]
                wanted = self.language.text(f"lot.{direction}"), self.language.label(category.label)
                row = next((row for row in left if row[:2] == tuple(map(fold_text, wanted))), None)
                if row is not None:
                    left.remove(row)
                number = None if row is None else read_number(row[2])
                yield None if number is None or number != int(number) else int(number)

    def _read_term(self, number: int) -> int | None:
        """Return the term in months that a lot states below its heading."""
        lead = fold_text(self.language.text(f"lot.term-{self.purchase.tender.contract}"))
        stated = [
            text
            for paragraph in self.annex.document.paragraphs
            if paragraph.cell is None and (text := fold_text(paragraph.text)).startswith(lead)
        ]
        if len(stated) != len(self.purchase.lots):
            return None
        months = read_number(stated[number - 1][len(lead) :])
        return int(months) if months is not None and 1 <= months <= MAX_MONTHS else None

    def read_differing(self, place: str) -> Mapping[str, tuple[str, ...]]:
        """Return the amounts in the table of values that differ between the lots of a clause, by name of the value.

        Parameters: `place`, number and title of the clause, as its heading prints them.
        """
        head = ("common.name", "common.lot", "common.amount")
        amounts: dict[str, tuple[str, ...]] = {}
        for table in self.annex.list_tables():
            if self._has_head(table, head) and fold_text(place) in map(fold_text, table.headings):
                name = ""
                for row in table.rows[1:]:
                    name = fold_text(row[0]) or name
                    amounts[name] = (*amounts.get(name, ()), fold_text(row[2]))
        return amounts

    def _has_head(self, table: OwnTable, keys: Sequence[str]) -> bool:
        return [fold_text(cell) for cell in table.rows[0][: len(keys)]] == [
            fold_text(self.language.text(key)) for key in keys
        ]


def read_number(text: str) -> float | None:
    """Return the first number in a text, such as 1200 in `an estimated 1,200`; None where there is none."""
    match = _NUMBER.search(fold_text(text))
    if match is None:
        return None
    try:
        return read_measured_number(match[0], (), thousands=True)
    except Refusal:
        return None
