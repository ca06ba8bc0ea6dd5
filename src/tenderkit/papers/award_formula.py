# SPDX-License-Identifier: Apache-2.0
"""How award criteria give points: the formula of each, with a worked example (contract section 4)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from tenderkit.library.clause import Scale, Step
from tenderkit.library.language import Language
from tenderkit.library.library import Library
from tenderkit.papers.clause_text import ClausePrinter, PrintedClause
from tenderkit.selection.selection import LIFE_CYCLE_COST, LotSelection

# An example needs a weight; where none is decided it says that ten is only an assumption.
ASSUMED = 10

# `lowest`, `steps` and `linear` as in a scale; `spread` and `range` are for prices that may be negative; how `own`
# criteria give points, the authority writes down itself.
How = Literal["lowest", "steps", "linear", "spread", "range", "own"]


@dataclass(frozen=True)
class PointStep:
    """From `from_` on (with unit and anchor in `text`), `share` of the points, `points` where decided."""

    categories: tuple[str, ...] | None
    from_: float
    share: float
    points: float | None
    text: str


@dataclass(frozen=True)
class Criterion:
    """A row of the award table.

    `points` is None where the weight is not decided; `clause` where the criterion is the price or the authority's
    own. `measure` says what is compared, with a blank for the number where it has a unit.
    """

    name: str
    points: float | None
    clause: PrintedClause | None
    formula: str
    example: str
    how: How
    measure: str
    steps: tuple[PointStep, ...] = ()


def _step_groups(printed: PrintedClause) -> dict[tuple[Step, ...], list[str]]:
    groups: dict[tuple[Step, ...], list[str]] = {}
    for category, steps in printed.pick.steps.items():
        groups.setdefault(steps, []).append(category)
    return groups


class Awards:
    """The award table of one lot."""

    def __init__(
        self, library: Library, language: Language, part: LotSelection, printed: tuple[PrintedClause, ...]
    ) -> None:
        self.library, self.language, self.part = library, language, part
        self.printer = ClausePrinter(library, language, part)
        self.criteria = {p.clause.id: p for p in printed if p.clause.kind == "award-criterion"}

    def table(self) -> tuple[Criterion, ...]:
        """The criteria with their weights; empty where the lot has neither criteria nor weights."""
        weights = self.part.weights
        if weights is None:
            if not self.criteria:
                return ()
            names: Mapping[str, float | None] = dict.fromkeys(
                [] if LIFE_CYCLE_COST in self.criteria else ["price"]
            ) | dict.fromkeys(self.criteria)
        else:
            # Price or life-cycle cost first, then in the order of clauses, the authority's own criteria last.
            order = ["price", *self.criteria]
            names = {n: weights[n] for n in order if n in weights} | dict(weights)
        return tuple(self._criterion(name, points) for name, points in names.items())

    def _criterion(self, name: str, points: float | None) -> Criterion:
        text, number = self.language.text, self.language.number
        shown = points if points is not None else ASSUMED
        if name == "price" and self.part.facts.acquisition == "take-back":
            # Old equipment can be worth more than its collection costs, and a price below zero breaks a quotient. The
            # range of the prices decides nothing beside other criteria: with two tenders one gets all, one nothing.
            kind: Literal["spread", "range"] = (
                "spread" if self.criteria or len(self.part.weights or ()) > 1 else "range"
            )
            example = text(f"award.example-{kind}", weight=number(shown), points=number(round(shown * 0.75, 2)))
            formula = text(f"award.formula-{kind}", gap=text("gaps.to-set"))
            example = self._assumed(points) + example
            return Criterion(text("award.price-name"), points, None, formula, example, kind, text("cost.price-total"))
        if name == "price" or name == LIFE_CYCLE_COST:
            clause = self.criteria.get(name)
            what = text("award.price") if name == "price" else text("award.life-cycle-cost")
            return Criterion(
                clause.title if clause else text("award.price-name"),
                points,
                clause,
                text("award.formula-lowest", what=what) + ("" if clause else " " + text("award.price-meaning")),
                self._assumed(points)
                + text(
                    "award.example-lowest",
                    what=what,
                    weight=number(shown),
                    lowest=number(80_000),
                    own=number(100_000),
                    points=number(round(shown * 0.8, 2)),
                ),
                "lowest",
                text("cost.price-total" if name == "price" else "cost.lot-total"),
            )
        if name.partition(":")[0] == "quality":
            own = name.partition(": ")[2]
            title = text("award.quality-part", name=own) if own else text("award.quality-name")
            return Criterion(title, points, None, text("gaps.quality"), "", "own", text("evaluation.given"))
        printed = self.criteria[name]
        scale = printed.clause.scale
        assert scale is not None, "an award criterion has a scale: the library check says so"
        if scale.type == "lowest":
            formula = text("award.formula-lowest", what=text("award.offered"))
            example = text(
                "award.example-lowest",
                what=text("award.offered"),
                weight=number(shown),
                lowest=number(80),
                own=number(100),
                points=number(round(shown * 0.8, 2)),
            )
            example = self._assumed(points) + example
            return Criterion(printed.title, points, printed, formula, example, "lowest", text("evaluation.offered"))
        steps = self._steps(printed, points)
        first = steps[len(steps) // 2 if len(steps) > 1 else 0]
        scored = "-whole" if scale.whole else ""
        example = text(
            f"award.example-steps{scored}",
            offer=first.text,
            weight=number(shown),
            share=number(first.share),
            points=number(round(shown * first.share, 2)),
        )
        formula = text(f"award.formula-{scale.type}{scored}")
        example = self._assumed(points) + example
        return Criterion(printed.title, points, printed, formula, example, scale.type, self._measure(scale), steps)

    def _amount(self, scale: Scale, amount: str) -> str:
        """An amount as it is offered: beyond a minimum, with its anchor."""
        if scale.relative:
            amount = self.language.text("award.beyond", amount=amount)
        if scale.anchor:
            anchor = self.language.label(self.library.vocabulary.anchors[scale.anchor].label)
            amount = self.language.text("formats.anchored", amount=amount, anchor=anchor)
        return amount

    def _measure(self, scale: Scale) -> str:
        blank = self.language.text("evaluation.blank")
        if scale.unit:
            blank = self.language.amount_gap(blank, self.library.vocabulary.units[scale.unit].label)
        return self._amount(scale, blank)

    def _assumed(self, points: float | None) -> str:
        if points is not None:
            return ""
        return self.language.text("award.assumed", weight=self.language.number(ASSUMED)) + " "

    def _steps(self, printed: PrintedClause, points: float | None) -> tuple[PointStep, ...]:
        scale = printed.clause.scale
        assert scale is not None
        units = self.library.vocabulary.units
        result = []
        for steps, categories in _step_groups(printed).items():
            every = len(categories) == len(printed.pick.categories)
            for step in sorted(steps, key=lambda s: s.from_):
                amount = self.language.number(step.from_)
                if scale.unit:
                    amount = self.language.amount(step.from_, units[scale.unit].label)
                amount = self._amount(scale, amount)
                result.append(
                    PointStep(
                        None if every else tuple(categories),
                        step.from_,
                        step.share,
                        None if points is None else round(points * step.share, 2),
                        amount,
                    )
                )
        return tuple(result)
