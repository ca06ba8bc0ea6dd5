# SPDX-License-Identifier: Apache-2.0
"""What the rules on purchases look at: the purchase, its selection, its annex and the authority's own words."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field
from functools import cached_property

from tenderkit.findings import Place
from tenderkit.frozen import frozen_dataclass
from tenderkit.library.author_data import SupersededReference, WordLists, merge_lists
from tenderkit.library.language import Language
from tenderkit.lint.catalogue import Catalogue, Fault
from tenderkit.papers.annex.annex import Annex, compose
from tenderkit.papers.annex.part import OpenPoint
from tenderkit.purchase.purchase import Lot, Purchase
from tenderkit.selection.selection import LotSelection, Pick, Selection


@frozen_dataclass
class CheckedPurchase:
    """A purchase with what follows from it.

    `selection`: the clauses selected for the purchase; `words`: the language of the papers; `lists`: the word lists
    by which rules search texts, of which the words of all languages count; `superseded`: the references that are out
    of date.
    """

    selection: Selection
    words: Language
    lists: WordLists = field(default_factory=dict)
    superseded: Mapping[str, SupersededReference] = field(default_factory=dict)

    @property
    def purchase(self) -> Purchase:
        """The purchase itself."""
        return self.selection.purchase

    def make_fault(self, key: str, place: Place, /, **values: object) -> Fault:
        """Return a fault with words of the frame, section `checks`: the message under `key`, the fix under `key`-fix.

        Parameters: `key`, the id of the rule, or `id-part` where it has several messages; `place`, the place in the
        purchase file; `values`, what the words in braces stand for.
        """
        return Fault(*self.words.remark(f"checks.{key}", **values), place)

    def name_kinds(self, kinds: Iterable[str]) -> str:
        """Return product categories as a list in running text, such as `laptops and tablets`."""
        categories = self.selection.library.vocabulary.categories
        return self.words.listing([self.words.bare_label(categories[kind].label) for kind in kinds])

    @cached_property
    def catalogue(self) -> Catalogue:
        """The library of the selection, with the word lists."""
        return Catalogue(self.selection.library, lists=merge_lists(self.lists), superseded=self.superseded)

    @cached_property
    def annex(self) -> Annex:
        """The annex that `build` makes of the selection."""
        return compose(self.selection, self.words)

    @property
    def gaps(self) -> Iterator[OpenPoint]:
        """The decisions that the authority still has to take and that the annex shows as marked gaps."""
        return (point for point in self.annex.open_points if point.is_gap)

    @property
    def lots(self) -> Iterator[tuple[LotSelection, Lot]]:
        """The lots, each as a pair: the outcome of selection, and the lot of the purchase."""
        return ((part, part.lot) for part in self.selection.lots if part.lot is not None)


def place_key(point: OpenPoint) -> Place:
    """Return the place in the purchase file by which a gap is filled.

    A value of a clause has the key `lots.2: parameters.CLAUSE.NAME` in an open point, and the figures of a sheet have
    `lots.2.sheet: hours-in-use, repairs`; the first figure names the place.
    """
    key = point.key.replace(": ", ".").partition(", ")[0]
    first, _, rest = key.partition(".")
    number = rest.partition(".")[0]
    parts = key.split(".")
    clause = parts[parts.index("parameters") + 1] if "parameters" in parts[:-1] else None
    return Place(key=key, lot=int(number) if first == "lots" and number.isdigit() else None, clause=clause)


def find_picks(part: LotSelection, *ids: str) -> list[Pick]:
    """Return the selected clauses of a lot with one of these ids, in the order of the lot."""
    return [pick for pick in part.picks if pick.clause.id in ids]
