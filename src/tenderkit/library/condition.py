# SPDX-License-Identifier: Apache-2.0
"""Test the conditions of clauses on the facts of a lot: whether they hold, for which categories, and why.

A condition is a list of blocks of lines, such as `min-months = 36`. It holds if one block holds; a block holds if all
its lines hold, or it has none; a line with a list holds if one word of it matches. An unanswered fact never matches.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

ConditionLines = Mapping[str, Any]

# The lines whose words come from a list of the vocabulary, with the name of that list.
WORD_LINES = {
    "categories": "categories",
    "return-categories": "categories",
    "acquisition": "acquisitions",
    "data": "data",
    "proportionality": "proportionalities",
}
CATEGORY_LINES = frozenset({"categories", "return-categories"})
LAW_LINES = frozenset({"jurisdictions", "place"})
FIXED_LINES = frozenset(
    {
        *CATEGORY_LINES,
        *LAW_LINES,
        "acquisition",
        "data",
        "has-returns",
        "proportionality",
        "min-quantity",
        "max-quantity",
        "min-months",
        "max-months",
        "with",
    }
)


@dataclass(frozen=True)
class Facts:
    """The facts of one lot, which the conditions of clauses test.

    `items` and `returns`: the product categories that are bought and handed over, with quantities in units.
    `jurisdictions`: the ids of the authority's profile and its parents. `place`: the ids of the profiles whose
    product law holds at the place of delivery. `present_clauses`: the ids of the clauses selected so far. `answers`:
    the answers under `answers` in the purchase file, by question.
    """

    acquisition: str
    items: Mapping[str, int] = field(default_factory=dict)
    returns: Mapping[str, int] = field(default_factory=dict)
    data: str | None = None
    months: int | None = None
    has_returns: bool = False
    proportionality: str = "standard"
    jurisdictions: frozenset[str] = frozenset()
    place: frozenset[str] = frozenset()
    answers: Mapping[str, Any] = field(default_factory=dict)
    present_clauses: frozenset[str] = frozenset()

    @cached_property
    def bought(self) -> frozenset[str]:
        """The product categories that are bought."""
        return frozenset(self.items)

    @cached_property
    def returned(self) -> frozenset[str]:
        """The product categories that are handed over."""
        return frozenset(self.returns)

    @cached_property
    def quantity(self) -> int:
        """The number of all units, bought and handed over."""
        return sum(self.items.values()) + sum(self.returns.values())

    def narrow_to(self, category: str) -> "Facts":
        """Return the facts of the lot with one product category alone, to find the parameter values for it."""
        return replace(
            self,
            items={c: n for c, n in self.items.items() if c == category},
            returns={c: n for c, n in self.returns.items() if c == category},
        )

    def find_value(self, line: str) -> Any:
        """Return the fact that a key of a condition tests: the months for `min-months`; None for a missing answer."""
        match line:
            case "categories":
                return tuple(self.items)
            case "return-categories":
                return tuple(self.returns)
            case "acquisition" | "data" | "proportionality":
                return getattr(self, line)
            case "has-returns":
                return self.has_returns
            case "jurisdictions" | "place":
                return tuple(sorted(getattr(self, line)))
            case "min-months" | "max-months":
                return self.months
            case "min-quantity" | "max-quantity":
                return self.quantity
            case "with":
                return tuple(sorted(self.present_clauses))
            case _:
                return self.answers.get(line)


@dataclass(frozen=True)
class Trace:
    """The result of testing a condition on the facts of a lot, with the reason.

    `items` and `returns`: the bought and the handed-over product categories that the condition covers. If the
    condition holds, `lines` is the first block that holds, with the categories of all blocks that hold. If the
    condition fails, `lines` holds the failed keys of the block with the fewest failed keys. `quantity`: the number of
    units counted by the block from which `lines` comes.
    """

    holds: bool
    items: frozenset[str] = frozenset()
    returns: frozenset[str] = frozenset()
    lines: ConditionLines = field(default_factory=dict)
    quantity: int = 0


def list_words(value: Any) -> tuple[Any, ...]:
    """Return the value at a key of a condition as a tuple; a single word becomes a tuple with one entry."""
    return tuple(value) if isinstance(value, list | tuple) else (value,)


def _line_holds(line: str, wanted: Any, facts: Facts, quantity: int) -> bool:
    match line:
        case "categories":
            return not facts.items.keys().isdisjoint(list_words(wanted))
        case "return-categories":
            return not facts.returns.keys().isdisjoint(list_words(wanted))
        case "jurisdictions":
            return not facts.jurisdictions.isdisjoint(list_words(wanted))
        case "place":
            return not facts.place.isdisjoint(list_words(wanted))
        case "with":
            return not facts.present_clauses.isdisjoint(list_words(wanted))
        case "min-quantity":
            return quantity >= int(wanted)
        case "max-quantity":
            return quantity <= int(wanted)
        case "min-months":
            return facts.months is not None and bool(facts.months >= wanted)
        case "max-months":
            return facts.months is not None and bool(facts.months <= wanted)
        case _:
            # `True == 1` in Python, but the answer "yes" is not the number one. None, for no answer, equals no word.
            answer = facts.find_value(line)
            return any(type(answer) is type(word) and answer == word for word in list_words(wanted))


def _trace_block(lines: ConditionLines, facts: Facts, skip: Collection[str], only: Collection[str] | None) -> Trace:
    if CATEGORY_LINES.isdisjoint(lines):
        items, returns, quantity = facts.bought, facts.returned, facts.quantity
    else:
        items = facts.bought.intersection(list_words(lines.get("categories", ())))
        returns = facts.returned.intersection(list_words(lines.get("return-categories", ())))
        quantity = sum(facts.items[c] for c in items) + sum(facts.returns[c] for c in returns)
    failed = {
        line: wanted
        for line, wanted in lines.items()
        if line not in skip and (only is None or line in only) and not _line_holds(line, wanted, facts, quantity)
    }
    if failed:
        return Trace(False, lines=failed, quantity=quantity)
    return Trace(True, items, returns, lines, quantity)


def trace_condition(
    blocks: Sequence[ConditionLines], facts: Facts, skip: Collection[str] = (), only: Collection[str] | None = None
) -> Trace:
    """Test a condition on the facts of a lot, and return the result with its reason.

    Parameters: `blocks`, the blocks of the condition, such as the [[applies]] tables of a clause, each with keys such
    as `min-months`; a condition that is a single table is passed as a list of one. `skip`, keys that are not tested.
    `only`, the keys that are tested, None for all keys.
    """
    traces = [_trace_block(lines, facts, skip, only) for lines in blocks]
    holding = [t for t in traces if t.holds]
    if not holding:
        return min(traces, key=lambda t: len(t.lines), default=Trace(False))
    first, *more = holding
    lines = dict(first.lines)
    for other in more:
        for line in CATEGORY_LINES & other.lines.keys():
            lines[line] = (*list_words(lines.get(line, ())), *list_words(other.lines[line]))
    return Trace(
        True,
        frozenset().union(*(t.items for t in holding)),
        frozenset().union(*(t.returns for t in holding)),
        lines,
        first.quantity,
    )


def can_hold(block: ConditionLines, category: str | None = None, acquisition: str | None = None) -> bool:
    """Return whether a block of a condition can hold for a lot of this product category and acquisition model.

    A take-back lot buys nothing, and a lot of consumables hands nothing over.

    Parameters: `category` and `acquisition`, each None where it is not known.
    """
    lines = CATEGORY_LINES & block.keys()
    if acquisition and acquisition not in list_words(block.get("acquisition", acquisition)):
        return False
    if (acquisition == "take-back" and "categories" in lines) or (
        acquisition == "consumables" and "return-categories" in lines
    ):
        return False
    return not lines or category is None or any(category in list_words(block[line]) for line in lines)
