# SPDX-License-Identifier: Apache-2.0
"""The outcome of selection, as frozen values: decisions with reasons, and the clauses selected for each lot."""

from collections.abc import Callable, Collection, Hashable, ItemsView, Iterator, Mapping
from dataclasses import field, replace
from functools import cached_property, lru_cache
from typing import Literal, TypeVar

from tenderkit.findings import Finding
from tenderkit.frozen import Memory, Same, frozen_dataclass
from tenderkit.library.clause import LAW_BLANKS, LOT_BLANKS, Clause, ClauseText, PartialText, Step, list_paragraphs
from tenderkit.library.condition import ConditionLines, Facts, block_holds, depends_on_numbers
from tenderkit.library.library import Library
from tenderkit.library.template import list_names
from tenderkit.purchase.purchase import Lot, Purchase
from tenderkit.selection.parameter_value import ParameterValue

_Entry = TypeVar("_Entry")
Rule = Literal[
    "status",
    "jurisdiction",
    "level",
    "applies",
    "proportionality",
    "requires",
    "conflicts",
    "excluded",
    "included",
]

JurisdictionBasis = Literal["place", "own", "member", "default", "chosen"]
ProportionalityBasis = Literal["chosen", "value", "quantity", "content"]

# The award criterion that includes the price, and so takes the place of `price` among the weights.
LIFE_CYCLE_COST = "life-cycle-cost-award"
# The award criterion that scores years of warranty, which the life-cycle cost counts too.
WARRANTY_POINTS = "warranty-extension-points"
# The clause by which the charge for a unit falls as time goes by.
CHANGING_CHARGE = "longevity-incentive"

# Which variants and sources of a clause fit lots that differ in nothing but months and numbers of units.
_KNOWN_FITTING: Memory[tuple[bool, ...]] = Memory(4096)
# An object for what each clause of earlier lots prints.
_KNOWN_CONTENTS: Memory[object] = Memory(4096)


@frozen_dataclass
class Reason:
    """The reason for a decision.

    `code` is the key (`reasons.<code>`) of the text of the reason in the frame, the fixed texts in a language;
    `clauses` are the ids of other clauses that the reason names; `lines` are the keys of conditions that the reason
    names, with their values; `words` is a word such as `core`, or the authority's own reason; `quantity` is the
    number of units that the condition counts; `unmet` are the ids of clauses that the selected clause requires, but
    that are not selected because they do not fit the lot.
    """

    code: str
    clauses: tuple[str, ...] = ()
    lines: ConditionLines = field(default_factory=dict)
    words: str = ""
    quantity: int = 0
    unmet: tuple[str, ...] = ()


@frozen_dataclass
class Decision:
    """The decision whether a clause is selected for a lot, with the rule that decided and the reason."""

    clause: str
    selected: bool
    rule: Rule
    reason: Reason


class LazyTable(Mapping[str, _Entry]):
    """The decision on each clause of a lot, or the values of each parameter of a clause, by its id.

    Each entry is worked out when it is first asked for: most papers ask for the decisions on selected clauses alone,
    and the interview often for no value. Parameters: `ids`, the ids of all entries, in order; `find`, a function that
    returns an entry by its id.
    """

    def __init__(self, ids: Collection[str], find: Callable[[str], _Entry]) -> None:
        self._ids, self._find = ids, find
        self._known: dict[str, _Entry] = {}
        self._whole = False

    def __getitem__(self, id_: str) -> _Entry:
        if id_ not in self._known:
            if id_ not in self._ids:
                raise KeyError(id_)
            self._known[id_] = self._find(id_)
        return self._known[id_]

    def __iter__(self) -> Iterator[str]:
        return iter(self._ids)

    def __len__(self) -> int:
        return len(self._ids)

    def items(self) -> ItemsView[str, _Entry]:
        """Return all entries, worked out; much faster than the view of `Mapping`."""
        if not self._whole:
            self._known, self._whole = {id_: self[id_] for id_ in self._ids}, True
        return self._known.items()

    def __reduce__(self) -> tuple[type, tuple[dict[str, _Entry]]]:
        """Pickle and copy all entries, as a dictionary."""
        return dict, (dict(self),)


@frozen_dataclass
class Pick:
    """A selected clause: the product categories of the lot that it covers, and the values of its parameters.

    `items` are the categories bought, `returns` the categories handed over. `values[name]` maps categories, in the
    order of the lot, to values; a category for which the parameter has no value is absent. `whole` is true where the
    clause covers everything in the lot. `waived` maps parameters to the categories for which the authority waives the
    duty. `steps` maps categories to the steps of the clause's award scale that ask for
    more than the technical specification.
    """

    clause: Clause
    items: tuple[str, ...]
    returns: tuple[str, ...]
    whole: bool
    facts: Facts
    values: Mapping[str, Mapping[str, ParameterValue]]
    decision: Decision
    steps: Mapping[str, tuple[Step, ...]] = field(default_factory=dict)
    waived: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @cached_property
    def categories(self) -> tuple[str, ...]:
        """All product categories that the clause covers: those bought, then those handed over."""
        return tuple(dict.fromkeys((*self.items, *self.returns)))

    @cached_property
    def covered_facts(self) -> Facts:
        """The facts of the lot with the equipment that the clause covers, on which it relies for its sources."""
        facts = self.facts
        items = {c: n for c, n in facts.items.items() if c in self.items}
        returns = {c: n for c, n in facts.returns.items() if c in self.returns}
        covers_all = len(items) == len(facts.items) and len(returns) == len(facts.returns)
        return facts if covers_all else replace(facts, items=items, returns=returns)

    @cached_property
    def content_key(self) -> Hashable:
        """What decides which texts and sources are printed for the lot and with which values, as a key of a memory.

        It stands for the values themselves, which would be hashed and compared in each memory that has the key. Types
        count, because true is equal to 1, and a record says 1.0 where that was given.
        """
        clause, facts, blanks = self.clause, self.facts, _list_lot_blanks(Same(self.clause))
        if _counts(Same(clause)):
            fitting = self._list_fitting()
        else:
            key = Same(clause), facts.uncounted, self.items, self.returns
            fitting = _KNOWN_FITTING.recall(key, self._list_fitting)
        content = (
            Same(clause),
            (self.items, self.returns, self.whole),
            tuple(
                [
                    (name, category, value, type(value.value), type(value.moved_from))
                    for name, by_category in self.values.items()
                    for category, value in by_category.items()
                ]
            ),
            tuple(self.waived.items()),
            (tuple(facts.items), tuple(facts.returns), facts.acquisition, facts.proportionality == "short"),
            fitting,
            tuple(facts.items.values()) if "items" in blanks else None,
            tuple(facts.returns.values()) if "returns" in blanks else None,
            facts.months if "months" in blanks else None,
            facts.delivery if blanks & LAW_BLANKS else None,
        )
        return _KNOWN_CONTENTS.recall(content, object)

    def _list_fitting(self) -> tuple[bool, ...]:
        """Return for each variant of the texts, and for each source with a condition, whether it fits the lot."""
        variants = [block_holds(variant.when, self.facts) for variant in self.clause.variants.values()]
        sources = [block_holds(source.when, self.covered_facts) for source in self.clause.sources if source.when]
        return (*variants, *sources)


@lru_cache(maxsize=4096)
def _counts(clause: Same) -> bool:
    """Return whether a variant or a source of a clause depends on months or on a number of units."""
    assert isinstance(clause.value, Clause)
    variants, sources = clause.value.variants.values(), clause.value.sources
    return depends_on_numbers([*(variant.when for variant in variants), *(source.when for source in sources)])


@lru_cache(maxsize=4096)
def _list_lot_blanks(clause: Same) -> frozenset[str]:
    """Return the blanks in all texts of a clause that the lot fills."""
    assert isinstance(clause.value, Clause)
    texts: tuple[ClauseText | PartialText, ...] = (clause.value.text, *clause.value.variants.values())
    blanks = {name for text in texts for paragraph in list_paragraphs(text) for name in list_names(paragraph)}
    return frozenset(blanks & LOT_BLANKS.keys())


@frozen_dataclass
class LotSelection:
    """The outcome of selection for one lot; `number` is 0 for the rules of the whole tender.

    `weights` maps `price`, `quality: <name>` and clause ids to points; it is None where the weights are not decided.
    `currency` is the currency of the tender's value, None where no value is stated.
    """

    number: int
    lot: Lot | None
    facts: Facts
    decisions: Mapping[str, Decision]
    picks: tuple[Pick, ...]
    weights: Mapping[str, float] | None = None
    currency: str | None = None


@frozen_dataclass
class Selection:
    """The outcome of selection for a tender.

    `jurisdiction` is the id of the profile of procurement law; `place` are the ids of the profiles of product law,
    the nearest first; `general` is the outcome for the rules of the whole tender; `findings` are warnings and hints,
    since errors are raised instead.
    """

    library: Library
    purchase: Purchase
    jurisdiction: str
    jurisdiction_basis: JurisdictionBasis
    place: tuple[str, ...]
    proportionality: str
    proportionality_basis: ProportionalityBasis
    general: LotSelection
    lots: tuple[LotSelection, ...]
    findings: tuple[Finding, ...]

    @property
    def parts(self) -> tuple[LotSelection, ...]:
        """The general rules (number 0), then the lots, in the order of their numbers."""
        return (self.general, *self.lots)

    @property
    def profiles(self) -> frozenset[str]:
        """The ids of all profiles whose product law or procurement law holds for the tender."""
        return frozenset((*self.place, *self.library.list_profile_chain(self.jurisdiction)))
