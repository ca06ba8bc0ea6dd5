# SPDX-License-Identifier: Apache-2.0
"""The outcome of selection, as frozen values: decisions with their reasons, picks, lots."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from tenderkit.findings import Finding
from tenderkit.library.clause import Clause, Step
from tenderkit.library.condition import ConditionLines, Facts
from tenderkit.library.library import Library
from tenderkit.purchase.purchase import Lot, Purchase
from tenderkit.selection.parameter_value import ParameterValue

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

JurisdictionBasis = Literal["own", "member", "default", "chosen"]
ProportionalityBasis = Literal["chosen", "value", "quantity", "content"]

# The criterion that holds the price: it takes its place among the weights.
LIFE_CYCLE_COST = "life-cycle-cost-award"


@dataclass(frozen=True)
class Reason:
    """The reason for a decision.

    `code` is a key of the frame texts (`reasons.<code>`), `clauses` and `lines` are those it names, `words` a
    word or the authority's own reason, `quantity` the units that the condition counts. `unmet` names required
    clauses that do not fit the lot: the relation counts as met.
    """

    code: str
    clauses: tuple[str, ...] = ()
    lines: ConditionLines = field(default_factory=dict)
    words: str = ""
    quantity: int = 0
    unmet: tuple[str, ...] = ()


@dataclass(frozen=True)
class Decision:
    """A clause is in or out of a lot: by which rule, and why."""

    clause: str
    selected: bool
    rule: Rule
    reason: Reason


@dataclass(frozen=True)
class Pick:
    """A clause that is in: what it covers in its lot, and the values of its parameters by category.

    `values[name]` lists categories in the order of the lot; a category without a case is absent. `whole` is true
    where the clause covers everything in the lot. `steps` are the steps of its scale that are left, by category.
    """

    clause: Clause
    items: tuple[str, ...]
    returns: tuple[str, ...]
    whole: bool
    facts: Facts
    values: Mapping[str, Mapping[str, ParameterValue]]
    decision: Decision
    steps: Mapping[str, tuple[Step, ...]] = field(default_factory=dict)

    @property
    def categories(self) -> tuple[str, ...]:
        """All categories that the clause covers, bought before returned."""
        return tuple(dict.fromkeys((*self.items, *self.returns)))


@dataclass(frozen=True)
class LotSelection:
    """The outcome for one lot; `number` is 0 for the rules of the whole tender.

    `weights` maps `price`, `quality: <name>` and clause ids to points; None where they are not decided.
    `currency` is that of the tender's value, where it is stated.
    """

    number: int
    lot: Lot | None
    facts: Facts
    decisions: Mapping[str, Decision]
    picks: tuple[Pick, ...]
    weights: Mapping[str, float] | None = None
    currency: str | None = None


@dataclass(frozen=True)
class Selection:
    """The outcome for a tender. `findings` holds warnings and hints; errors are raised instead."""

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
        """The general rules and the lots, in the order of numbers."""
        return (self.general, *self.lots)
