# SPDX-License-Identifier: Apache-2.0
"""Describe how award criteria give points: the formula of each criterion, with a worked example."""

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from typing import Literal

from tenderkit.frozen import frozen_dataclass
from tenderkit.library.clause import Scale, Step
from tenderkit.library.language import Language
from tenderkit.library.library import Library
from tenderkit.papers.clause_text import PrintedClause
from tenderkit.selection.award_criteria import find_line_share
from tenderkit.selection.selection import LIFE_CYCLE_COST, LotSelection

# The weight in an example where none is decided; the example names it as an assumption.
ASSUMED = 10
# The largest divisor of a share in an example, and what shares may differ by that are the same.
_LARGEST_DIVISOR = 1_000
# The difference in price at which a tender gets no points, in an example where the authority has set none.
_EXAMPLE_DIFFERENCE = 8_000
_EXACT = 1e-9

# How a criterion gives points. `lowest`, `steps` and `linear` as in a scale of the library; `spread` and `range` are
# for prices that may be negative. `ceiling`, and for such prices `ceiling-both`, depend on the tender itself and an
# amount that the authority sets. For an `own` criterion the authority writes the rule down itself.
How = Literal["lowest", "steps", "linear", "spread", "range", "ceiling", "ceiling-both", "own"]
CEILINGS = ("ceiling", "ceiling-both")


@frozen_dataclass
class PointStep:
    """A step of an award scale: an offer of `from_` or more earns `share` of the points, a number from 0 to 1.

    `text` is `from_` in words, with the event from which a time is counted: `3 years after delivery`. `points` is
    None if the weight is not decided. `categories` is None if the step holds for all product categories of the
    criterion.
    """

    categories: tuple[str, ...] | None
    from_: float
    share: float
    points: float | None
    text: str


@frozen_dataclass
class Criterion:
    """An award criterion, as a row of the award table.

    `points` is the weight, None if the weight is not decided; `clause` is None for the price and for the authority's
    own criteria; `formula` says how points are given; `measure` describes the figure that is compared, for a scale
    with a blank for the number: `… years`. `key` is the key in `lots.criteria` of a criterion of the authority's own.
    """

    name: str
    points: float | None
    clause: PrintedClause | None
    formula: str
    example: str
    how: How
    measure: str
    steps: tuple[PointStep, ...] = ()
    key: str = ""


def list_criteria(
    library: Library, language: Language, part: LotSelection, printed: Iterable[PrintedClause]
) -> tuple[Criterion, ...]:
    """Return the award criteria of a lot with their weights; empty if the lot has neither criteria nor weights.

    Parameters: `printed`, the clauses of the lot with their texts written out.
    """
    clauses = {clause.clause.id: clause for clause in printed if clause.clause.kind == "award-criterion"}
    return tuple(
        _CriterionWriter(
            library, clauses[name].language if name in clauses else language, part, clauses
        ).write_criterion(name, points)
        for name, points in _list_weights(part, clauses).items()
    )


def _list_weights(part: LotSelection, clauses: Iterable[str]) -> Mapping[str, float | None]:
    """Return the weight of each award criterion by name: the price, then the clauses, then the authority's own.

    All weights are None if they are not decided. Where orders follow the ranking of the tenders, the price is a
    criterion in any case: without a formula nobody could tell the ranking. Parameters: `clauses`, the ids of the
    clauses that set award criteria.
    """
    weights = part.weights
    if weights is not None:
        return {name: weights[name] for name in ("price", *clauses) if name in weights} | dict(weights)
    names = list(clauses)
    ranked = part.lot is not None and part.lot.call_off == "ranking"
    if (names or ranked) and LIFE_CYCLE_COST not in names:
        names.insert(0, "price")
    return dict.fromkeys(names)


@frozen_dataclass
class _CriterionWriter:
    """Describes the award criteria of one lot; `clauses` are the clauses that set award criteria, by id."""

    library: Library
    language: Language
    part: LotSelection
    clauses: Mapping[str, PrintedClause]

    @property
    def is_absolute(self) -> bool:
        """Whether the law lets no score depend on other tenders, and the lot has more criteria than the price."""
        profiles = self.library.jurisdictions
        binds = any(profiles[name].absolute_scores for name in self.part.facts.jurisdictions if name in profiles)
        return binds and len(_list_weights(self.part, self.clauses)) > 1

    def write_criterion(self, name: str, points: float | None) -> Criterion:
        """Return an award criterion with its formula and example.

        Parameters: `name`, the name of the criterion: `price`, `quality`, `quality: <name>` or the id of a clause;
        `points`, the weight of the criterion.
        """
        if name == "price" and self.part.facts.acquisition == "take-back":
            return self._write_take_back_price(points)
        if name in ("price", LIFE_CYCLE_COST):
            return self._write_cost(name, points)
        if name.partition(":")[0] == "quality":
            return self._write_own(name.partition(": ")[2], points)
        scale = self.clauses[name].clause.scale
        assert scale is not None, "an award criterion has a scale: the library check makes sure"
        if scale.type == "lowest":
            return self._write_lowest(self.clauses[name], points)
        return self._write_steps(self.clauses[name], scale, scale.type, points)

    def _write_take_back_price(self, points: float | None) -> Criterion:
        """Return the price as an award criterion of a lot that only takes equipment back.

        The price may be negative, because old equipment can be worth more than its collection costs, so the usual
        quotient of prices does not work. If the price is the only criterion, the formula divides by the difference
        between the highest and the lowest price. If there are other criteria, the formula divides by an amount that
        the authority sets: with the difference, the dearer of two bids would always get no points for its price.
        """
        text, number = self.language.text, self.language.number
        if self.is_absolute:
            example = self._write_example(points, "award.example-ceiling-both", 0.625)
            formula = text("award.formula-ceiling-both")
            name, measure = text("award.price-name"), text("cost.price-total")
            return Criterion(name, points, None, formula, example, "ceiling-both", measure)
        several = self.clauses or len(self.part.weights or ()) > 1
        kind: Literal["spread", "range"] = "spread" if several else "range"
        divisor = self.part.lot.sheet.get("price-difference") if self.part.lot else None
        divided = divisor or _EXAMPLE_DIFFERENCE
        amounts = {"divisor": number(divided), "quarter": number(divided / 4)}
        example = self._write_example(points, f"award.example-{kind}", 0.75, **amounts)
        gap = text("gaps.to-set") if divisor is None else number(divisor)
        formula = text(f"award.formula-{kind}", gap=gap)
        return Criterion(text("award.price-name"), points, None, formula, example, kind, text("cost.price-total"))

    def _write_cost(self, name: str, points: float | None) -> Criterion:
        """Return the award criterion for the price, or for the life-cycle cost that takes the place of the price.

        The lowest amount gets all points. It is above zero: the sheets take no price of a unit that is not, and what
        a tender may deduct leaves a life-cycle cost above zero. Where no score may depend on other tenders, points
        fall evenly from an amount of zero to the ceiling that the authority sets.
        """
        text, number = self.language.text, self.language.number
        is_price, clause = name == "price", self.clauses.get(name)
        compared = text("award.price" if is_price else "award.life-cycle-cost")
        amounts = {"lowest": number(80_000), "own": number(100_000)}
        how: Literal["ceiling", "lowest"] = "ceiling" if self.is_absolute else "lowest"
        earned = 0.2 if how == "ceiling" else 0.8
        example = self._write_example(points, f"award.example-{how}", earned, what=compared, **amounts)
        formula = text(f"award.formula-{how}", what=compared)
        if clause is None:
            formula += " " + text("award.price-meaning")
        title = clause.title if clause else text("award.price-name")
        measure = text("cost.price-total" if is_price else "cost.lot-total")
        return Criterion(title, points, clause, formula, example, how, measure)

    def _write_own(self, name: str, points: float | None) -> Criterion:
        """Return a quality criterion of the authority, with its text, or with a gap where none is written yet."""
        text, key = self.language.text, name or "quality"
        formula = (self.part.lot.criteria.get(key) if self.part.lot else None) or text("gaps.quality")
        title = text("award.quality-part", name=name) if name else text("award.quality-name")
        return Criterion(title, points, None, formula, "", "own", text("evaluation.given"), key=key)

    def _write_lowest(self, printed: PrintedClause, points: float | None) -> Criterion:
        """Return the award criterion of a clause for which the bid that offers the lowest value gets all points."""
        text, number = self.language.text, self.language.number
        compared = text("award.offered")
        amounts = {"lowest": number(80), "own": number(100)}
        example = self._write_example(points, "award.example-lowest", 0.8, what=compared, **amounts)
        formula = f"{text('award.formula-lowest', what=compared)} {text('award.formula-zero')}"
        return Criterion(printed.title, points, printed, formula, example, "lowest", text("evaluation.offered"))

    def _write_steps(
        self, printed: PrintedClause, scale: Scale, how: Literal["steps", "linear"], points: float | None
    ) -> Criterion:
        """Return the award criterion of a clause that gives points by steps or on a line, with an example.

        The example uses the middle step, of a line the middle.
        """
        steps = tuple(self._list_steps(printed, scale, points))
        middle = steps[len(steps) // 2 if len(steps) > 1 else 0]
        if how == "linear":
            middle = self._find_middle(printed, scale)
        scored = "-whole" if scale.whole else ""
        words = {"offer": middle.text, "share": self._write_share(middle.share)}
        example = self._write_example(points, f"award.example-steps{scored}", middle.share, **words)
        if not scale.whole:
            example += self._average_example(printed, points, middle.share)
        formula = self.language.text(f"award.formula-{how}{scored}")
        return Criterion(printed.title, points, printed, formula, example, how, self._name_measure(scale), steps)

    def _average_example(self, printed: PrintedClause, points: float | None, share: float) -> str:
        """Return how the example counts if only one of several product categories earns it; empty if there is one."""
        units = [self.part.facts.items.get(category, 0) for category in printed.pick.categories]
        if len(units) < 2 or not all(units) or points is None:
            return ""
        text, number = self.language.text, self.language.number
        words = {"share": self._write_share(share), "part": number(units[0]), "whole": number(sum(units))}
        earned = number(round(points * share * units[0] / sum(units), 2))
        return " " + text("award.example-average", weight=number(points), points=earned, **words)

    def _write_example(self, points: float | None, key: str, earned: float, **words: str) -> str:
        """Return a text that works out the points of an example; an undecided weight is assumed to be 10.

        Parameters: `key`, the key of the fixed text; `earned`, the share of the points in the example, from 0 to 1;
        `words`, the values that fill the text.
        """
        text, number = self.language.text, self.language.number
        weight = ASSUMED if points is None else points
        assumed = text("award.assumed", weight=number(ASSUMED)) + " " if points is None else ""
        return assumed + text(key, weight=number(weight), points=number(round(weight * earned, 2)), **words)

    def _list_steps(self, printed: PrintedClause, scale: Scale, points: float | None) -> Iterator[PointStep]:
        """Yield the steps of an award scale from the lowest up.

        Where the steps differ between product categories, they are yielded once for each group of categories that
        share the same steps.
        """
        for steps, categories in _group_categories(printed).items():
            every = len(categories) == len(printed.pick.categories)
            for step in sorted(steps, key=lambda s: s.from_):
                yield PointStep(
                    None if every else tuple(categories),
                    step.from_,
                    step.share,
                    None if points is None else round(points * step.share, 2),
                    self._format_step(scale, step.from_),
                )

    def _find_middle(self, printed: PrintedClause, scale: Scale) -> PointStep:
        """Return what the value halfway between the ends of a line earns, for the first group of categories."""
        steps = sorted(next(iter(_group_categories(printed))), key=lambda s: s.from_)
        value = (steps[0].from_ + steps[-1].from_) / 2
        if steps[-1].from_ > 1 and all(float(step.from_).is_integer() for step in steps):
            value = round(value)
        return PointStep(None, value, find_line_share(steps, value), None, self._format_step(scale, value))

    def _write_share(self, share: float) -> str:
        """Return a share of the points as text, from which the points follow: `0.75`, `2 ÷ 3`, `0.6667`."""
        number = self.language.number
        if abs(share - round(share, 2)) < _EXACT:
            return number(share)
        quotient = Fraction(share).limit_denominator(_LARGEST_DIVISOR)
        if abs(share - quotient) > _EXACT:
            return number(share)
        parts = {"part": number(quotient.numerator), "whole": number(quotient.denominator)}
        return self.language.text("award.quotient", **parts)

    def _format_step(self, scale: Scale, value: float) -> str:
        """Return a text for a value on an award scale, with its unit and anchor."""
        amount = self.language.number(value)
        if scale.unit:
            amount = self.language.amount(value, self.library.vocabulary.units[scale.unit].label, alone=True)
        return self._format_offer(scale, amount)

    def _name_measure(self, scale: Scale) -> str:
        """Return a text for the value that a scale compares, with a blank: `… years after delivery`."""
        blank = self.language.text("evaluation.blank")
        if scale.unit:
            blank = self.language.amount_gap(blank, self.library.vocabulary.units[scale.unit].label)
        return self._format_offer(scale, blank)

    def _format_offer(self, scale: Scale, amount: str) -> str:
        """Return a text for an offered amount: `3 years after delivery`, `12 points beyond the required minimum`."""
        if scale.relative:
            amount = self.language.text("award.beyond", amount=amount)
        if scale.anchor:
            anchor = self.language.label(self.library.vocabulary.anchors[scale.anchor].label)
            amount = self.language.text("formats.anchored", amount=amount, anchor=anchor)
        return amount


def _group_categories(printed: PrintedClause) -> dict[tuple[Step, ...], list[str]]:
    """Return a dictionary from the steps of an award scale to the product categories with these steps."""
    groups: dict[tuple[Step, ...], list[str]] = {}
    for category, steps in printed.pick.steps.items():
        groups.setdefault(steps, []).append(category)
    return groups
