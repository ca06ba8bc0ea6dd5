# SPDX-License-Identifier: Apache-2.0
"""Changes to a selection: of a clause, of the picks of a lot, of the weights of a lot. Each can be taken back."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from tenderkit.frozen import frozen_dataclass
from tenderkit.library.clause import Clause
from tenderkit.selection.selection import LotSelection, Pick, Selection


@frozen_dataclass
class ClauseChange:
    """Another version of a clause, in the library and in every lot that has the clause.

    `before`, `after`: the clause; both have the same id.
    """

    before: Clause
    after: Clause

    @property
    def inverse(self) -> "ClauseChange":
        """The change that takes this one back."""
        return ClauseChange(self.after, self.before)

    def apply(self, selection: Selection) -> Selection:
        """Return a selection with this change."""
        id_, library = self.after.id, selection.library
        library = replace(library, clauses={**library.clauses, id_: self.after})
        general, *lots = (
            replace(part, picks=tuple(replace(p, clause=self.after) if p.clause.id == id_ else p for p in part.picks))
            for part in selection.parts
        )
        return replace(selection, library=library, general=general, lots=tuple(lots))


@frozen_dataclass
class PickChange:
    """Another pick in a lot: one with other values, one more, or one less.

    `lot`: the number of the lot, 0 for the general rules; `before`, `after`: the pick, None where there is none;
    `position`: its position among the picks of the lot, from 0.
    """

    lot: int
    before: Pick | None
    after: Pick | None
    position: int

    @property
    def clause(self) -> str:
        """The id of the clause."""
        pick = self.before or self.after
        assert pick is not None, "one of the two is a pick"
        return pick.clause.id

    @property
    def inverse(self) -> "PickChange":
        """The change that takes this one back."""
        return PickChange(self.lot, self.after, self.before, self.position)

    def apply(self, selection: Selection) -> Selection:
        """Return a selection with this change."""
        part = selection.parts[self.lot]
        picks = [pick for pick in part.picks if self.before is None or pick.clause.id != self.clause]
        if self.after is not None:
            # Another change of the same exercise may have put another version of the clause into the library.
            clause = selection.library.clauses.get(self.clause, self.after.clause)
            picks.insert(self.position, replace(self.after, clause=clause))
        return _replace_part(selection, replace(part, picks=tuple(picks)))


@frozen_dataclass
class WeightsChange:
    """Other weights of the award criteria of a lot.

    `lot`: the number of the lot; `before`, `after`: the points by criterion.
    """

    lot: int
    before: Mapping[str, float]
    after: Mapping[str, float]

    @property
    def inverse(self) -> "WeightsChange":
        """The change that takes this one back."""
        return WeightsChange(self.lot, self.after, self.before)

    def apply(self, selection: Selection) -> Selection:
        """Return a selection with this change."""
        return _replace_part(selection, replace(selection.parts[self.lot], weights=self.after))


Change = ClauseChange | PickChange | WeightsChange


def apply_changes(selection: Selection, changes: Iterable[Change]) -> Selection:
    """Return a selection with changes, made in their order."""
    for change in changes:
        selection = change.apply(selection)
    return selection


def invert_changes(changes: Iterable[Change]) -> tuple[Change, ...]:
    """Return the changes that take changes back, in the order in which they have to be made."""
    return tuple(change.inverse for change in reversed(tuple(changes)))


def _replace_part(selection: Selection, part: LotSelection) -> Selection:
    if part.number == 0:
        return replace(selection, general=part)
    lots = tuple(part if lot.number == part.number else lot for lot in selection.lots)
    return replace(selection, lots=lots)
