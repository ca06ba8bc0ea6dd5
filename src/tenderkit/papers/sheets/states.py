# SPDX-License-Identifier: Apache-2.0
"""Part the new units of a model from the refurbished ones that a lot asks for, which have a price of their own."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Literal

from tenderkit.frozen import frozen_dataclass
from tenderkit.papers.annex.context import Context, PrintedLot
from tenderkit.papers.sheets.sheet_rows import describe_model, describe_units, join_figures, tag_model

State = Literal["", "new", "refurbished"]
# The clause that asks for a share of refurbished units, and its parameter.
_CLAUSE, _SHARE = "refurbished-share-minimum", "refurbished-share"
_TAG_ENDS: Mapping[State, str] = {"": "", "new": "", "refurbished": "-refurbished"}


@frozen_dataclass
class Offered:
    """The units of a model that a sheet prices together: all of them, the new ones or the refurbished ones.

    `state` is empty where the lot asks for no share of refurbished units; `name` is the name of the model; `given`
    states the number of units in words; `units` is this number; `tag_end` is what the tags of the fields have behind
    the tag of the model.
    """

    state: State
    name: str
    given: str
    units: int

    @property
    def refurbished(self) -> bool:
        """Whether these are the refurbished units of the model."""
        return self.state == "refurbished"

    def tag(self, stem: str, category: str, number: int) -> str:
        """Return the beginning of the tags of their fields, as `tag_model` does."""
        return f"{tag_model(stem, category, number)}{_TAG_ENDS[self.state]}"


def list_states(context: Context, lot: PrintedLot, category: str, number: int) -> tuple[Offered, ...]:
    """Return the units of a model: new ones, then refurbished ones where the lot asks for a share of these.

    Where the share is 100 %, there are no new ones.

    Parameters: `number`, the number of the model in its category, from 1.
    """
    assert lot.part.lot is not None
    name, units = describe_model(context, lot, category, number)
    total = lot.part.lot.list_models(category)[number - 1].units
    # Exact, because binary fractions round some whole numbers down: 64.6 % of 500 units are 323.
    refurbished = int(_find_share(lot, category) * total // 100)
    if not refurbished:
        return (Offered("", name, context.text("cost.quantity", units=units), total),)
    parts: tuple[tuple[State, int], ...] = (("new", total - refurbished), ("refurbished", refurbished))
    return tuple(_describe_state(context, lot, category, name, state, count) for state, count in parts if count)


def _describe_state(context: Context, lot: PrintedLot, category: str, name: str, state: State, count: int) -> Offered:
    _, units = describe_units(context, lot, category, count)
    given = context.text("cost.quantity", units=units)
    if state == "refurbished":
        given = join_figures(context, given, context.text("cost.refurbished-set"))
    return Offered(state, context.text(f"cost.state-{state}", kind=name), given, count)


def _find_share(lot: PrintedLot, category: str) -> Decimal:
    """Return the share of refurbished units, in percent, that a lot asks for in a category; 0 without one."""
    for clause in lot.clauses:
        for value in clause.values if clause.clause.id == _CLAUSE else ():
            share = value.value.value
            covered = value.categories is None or category in value.categories
            if value.name == _SHARE and covered and category in clause.pick.items and isinstance(share, int | float):
                return Decimal(str(share))
    return Decimal()
