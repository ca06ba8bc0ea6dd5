# SPDX-License-Identifier: Apache-2.0
"""The check that a bid offers the same years of warranty in its cost sheet and for its points."""

from collections.abc import Callable, Sequence

from tenderkit.formats.excel.book import Book, name_cell
from tenderkit.formats.excel.score_rows import SET
from tenderkit.frozen import frozen_dataclass
from tenderkit.papers.evaluation import LotEvaluation
from tenderkit.papers.sheets.sheet_rows import tag_model
from tenderkit.selection.selection import LIFE_CYCLE_COST, WARRANTY_POINTS


@frozen_dataclass
class ModelWarranty:
    """The names under which a workbook notes the cells with the years of warranty of a model.

    `entered`: the years in the cost sheet; `required`: the years that the annex asks for; `extra`: the whole years
    beyond these that get points.
    """

    entered: str
    required: str
    extra: str


def list_warranties(book: Book, lot: LotEvaluation) -> list[ModelWarranty]:
    """Return the models of a lot whose years of warranty a bid states twice.

    Parameters: `book`, the workbook, in which the cost sheet of the lot is already drawn.
    """
    twice = []
    models = {kind.category: len(kind.models) for kind in lot.kinds}
    for position, scored in enumerate(lot.criteria):
        lot_stem, _, clause = scored.field.removesuffix(".value").rpartition(".")
        if clause != WARRANTY_POINTS:
            continue
        for category in (ladder.category for ladder in scored.ladders if ladder.category):
            for number in range(1, models[category] + 1):
                stem = tag_model(f"{lot_stem}.{LIFE_CYCLE_COST}", category, number)
                entered, required = f"{lot.number}.cost.{stem}.warranty", f"{lot.number}.figure.{stem}.required"
                if entered in book.places and required in book.places:
                    extra = f"{lot.number}.{position}.{category}.{number}.value"
                    twice.append(ModelWarranty(entered, required, extra))
    return twice


def test_warranties(book: Book, warranties: Sequence[ModelWarranty]) -> Callable[[int], str] | None:
    """Return a function that returns the formula of whether a bid states the same years of warranty twice.

    The whole years in the cost sheet are those required with the extra years that get points. A missing number is
    left to other checks. None is returned if no model has both. Parameters: `book`, the workbook, in which the
    entries of the lot are already drawn.
    """

    def refer(name: str, column: int) -> str:
        place = book.places[name]
        return f"'{place.sheet}'!{name_cell(place.row, column, fixed='both')}"

    def agrees(column: int) -> str:
        tests = []
        for model in warranties:
            years, more, least = refer(model.entered, column), refer(model.extra, column), refer(model.required, SET)
            tests.append(f"OR(NOT(ISNUMBER({years})),NOT(ISNUMBER({more})),INT(N({years})-{least})=N({more}))")
        return f"AND({','.join(tests)})"

    return agrees if warranties else None
