# SPDX-License-Identifier: Apache-2.0
"""Test the conditions of clauses on the facts of a lot: whether they hold, for which categories, and why.

A condition is a list of blocks, and a block is a table of keys with wanted values, such as `min-months = 36`. The
condition holds if at least one block holds. A block holds if the lot meets all its keys; an empty block always holds.
A key with a list is met if one word of the list matches. A key about a missing answer is never met.
"""

from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import field, replace
from functools import cached_property
from typing import Any, NamedTuple

from tenderkit.frozen import frozen_dataclass
from tenderkit.library.other_device import find_named, is_kind

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
# The classes of data that bring in clauses whatever the size of the purchase, the less secret first.
DATA_WITH_SETS = ("personal", "classified")
# The lines that are true or false, each with the field of `Facts` that it tests.
YES_NO_LINES = {"has-returns": "has_returns", "own-criteria": "own_criteria"}
LAW_LINES = frozenset({"jurisdictions", "place"})
# Among the answers that a line wants: the authority has not answered the question.
UNANSWERED = "unanswered"
# The lines that are compared with months or with a number of units.
QUANTITY_LINES = frozenset({"min-quantity", "max-quantity"})
NUMBER_LINES = (*sorted(QUANTITY_LINES), "min-months", "max-months")
FIXED_LINES = frozenset(
    {
        *CATEGORY_LINES,
        *LAW_LINES,
        "acquisition",
        "currency",
        "data",
        "has-returns",
        "own-criteria",
        "proportionality",
        "min-quantity",
        "max-quantity",
        "min-months",
        "max-months",
        "with",
        "without",
    }
)


@frozen_dataclass
class Facts:
    """The facts of one lot, which the conditions of clauses test.

    `items`: the number of units to buy, by product category. `returns`: the number of used units that the authority
    hands over to the contractor, by product category. `own_criteria`: whether award criteria of the authority's own
    have points. `jurisdictions`: the ids of the authority's jurisdiction
    profile and of its parents. `place`: the ids of the profiles whose product law holds at the place of delivery.
    `delivery`: the id of the nearest of these, None where it is not known to which country the units go, or no law
    on e-waste is recorded for it.
    `present_clauses`: the ids of the clauses selected so far. `answers`: the answers under `answers` in the purchase
    file and those with a key that conditions may test, by question. `currency`: the ISO 4217 code of the tender's
    currency, None where the purchase file names none.
    """

    acquisition: str
    items: Mapping[str, int] = field(default_factory=dict)
    returns: Mapping[str, int] = field(default_factory=dict)
    data: str | None = None
    months: int | None = None
    has_returns: bool = False
    own_criteria: bool = False
    proportionality: str = "standard"
    jurisdictions: frozenset[str] = frozenset()
    place: frozenset[str] = frozenset()
    delivery: str | None = None
    answers: Mapping[str, Any] = field(default_factory=dict)
    present_clauses: frozenset[str] = frozenset()
    currency: str | None = None

    @cached_property
    def uncounted(self) -> Hashable:
        """What the facts are without months and numbers of units, as a key of a memory.

        Types count, because true is equal to 1.
        """
        answers = [(name, value, type(value)) for name, value in self.answers.items()]
        others = (self.proportionality, self.jurisdictions, self.place, self.present_clauses, self.currency)
        lot = (self.acquisition, self.data, self.months is None, self.has_returns, self.own_criteria)
        return tuple(self.items), tuple(self.returns), tuple(answers), others, lot

    @cached_property
    def size_sets(self) -> frozenset[str]:
        """The sets of clauses that count for the size of the purchase; a large one has the standard set too.

        A set with an acquisition model in its name, such as `short-lease`, counts in lots of that model only.
        """
        sizes = ("standard", "large") if self.proportionality == "large" else (self.proportionality,)
        return frozenset((*sizes, *(f"{size}-{self.acquisition}" for size in sizes)))

    @cached_property
    def wanted_sets(self) -> tuple[str, ...]:
        """The sets of clauses that count in every size: those of the data class, then those of the priorities.

        `data-personal` counts from that class of data on.
        """
        classes = DATA_WITH_SETS[: DATA_WITH_SETS.index(self.data) + 1] if self.data in DATA_WITH_SETS else ()
        return (
            *(f"data-{data}" for data in classes),
            *(f"priority-{priority}" for priority in self.answers.get("priorities", ())),
        )

    @cached_property
    def bought(self) -> frozenset[str]:
        """The product categories that are bought."""
        return frozenset(self.items)

    @cached_property
    def returned(self) -> frozenset[str]:
        """The product categories of the used equipment that the authority hands over."""
        return frozenset(self.returns)

    @cached_property
    def has_other_devices(self) -> bool:
        """Whether the lot has other devices, which conditions name by their properties."""
        return any(is_kind(category) for category in (*self.items, *self.returns))

    def find_bought(self, words: Collection[str]) -> frozenset[str]:
        """Return the product categories to buy that a list of words names."""
        return find_named(self.items, words) if self.has_other_devices else self.bought.intersection(words)

    def find_returned(self, words: Collection[str]) -> frozenset[str]:
        """Return the product categories to hand over that a list of words names."""
        return find_named(self.returns, words) if self.has_other_devices else self.returned.intersection(words)

    @cached_property
    def quantity(self) -> int:
        """The number of all units of the lot: units to buy and used units handed over, added up."""
        return sum(self.items.values()) + sum(self.returns.values())

    def narrow_to(self, category: str) -> "Facts":
        """Return the facts of the lot as if it had this one product category alone.

        The selection finds the parameter values for the category by these facts.
        """
        return replace(
            self,
            items={c: n for c, n in self.items.items() if c == category},
            returns={c: n for c, n in self.returns.items() if c == category},
        )

    def find_value(self, line: str) -> Any:
        """Return the fact of the lot that a key of a condition is compared with, such as the months for `min-months`.

        For a question that the authority has not answered, None is returned.
        """
        match line:
            case "categories":
                return tuple(self.items)
            case "return-categories":
                return tuple(self.returns)
            case "acquisition" | "currency" | "data" | "proportionality":
                return getattr(self, line)
            case "has-returns" | "own-criteria":
                return getattr(self, YES_NO_LINES[line])
            case "jurisdictions" | "place":
                return tuple(sorted(getattr(self, line)))
            case "min-months" | "max-months":
                return self.months
            case "min-quantity" | "max-quantity":
                return self.quantity
            case "with" | "without":
                return tuple(sorted(self.present_clauses))
            case _:
                return self.answers.get(line)


@frozen_dataclass
class Trace:
    """The result of testing a condition on the facts of a lot, with the reason.

    A condition consists of blocks (tables of keys and values), and holds if at least one block holds.

    `items` and `returns`: the product categories to buy and to hand over that the condition covers. `lines`: the keys
    and values that are the reason. If the condition holds, they are those of the first block that holds, with the
    categories of all blocks that hold; otherwise they are the unmet keys of the block with the fewest unmet keys.
    `quantity`: where the reason is a number of units, how many there are in the categories of its block, or in the
    lot if the block names no categories; otherwise 0.
    """

    holds: bool
    items: frozenset[str] = frozenset()
    returns: frozenset[str] = frozenset()
    lines: ConditionLines = field(default_factory=dict)
    quantity: int = 0


def list_words(value: Any) -> tuple[Any, ...]:
    """Return the value of a key of a condition as a tuple: a list as it is, any other value as the only entry."""
    return tuple(value) if isinstance(value, list | tuple) else (value,)


def _line_holds(line: str, wanted: Any, facts: Facts, block: ConditionLines) -> bool:
    match line:
        case "acquisition" | "data" | "proportionality":
            return getattr(facts, line) in list_words(wanted)
        case "categories":
            return bool(facts.find_bought(list_words(wanted)))
        case "return-categories":
            return bool(facts.find_returned(list_words(wanted)))
        case "jurisdictions":
            return not facts.jurisdictions.isdisjoint(list_words(wanted))
        case "place":
            return not facts.place.isdisjoint(list_words(wanted))
        case "with":
            return not facts.present_clauses.isdisjoint(list_words(wanted))
        case "without":
            return facts.present_clauses.isdisjoint(list_words(wanted))
        case "min-quantity":
            return _find_covered(block, facts).quantity >= int(wanted)
        case "max-quantity":
            return _find_covered(block, facts).quantity <= int(wanted)
        case "min-months":
            return facts.months is not None and bool(facts.months >= wanted)
        case "max-months":
            return facts.months is not None and bool(facts.months <= wanted)
        case _:
            # `True == 1` in Python, but the answer "yes" is not the number one. None, for no answer, equals no word.
            answers = list_words(facts.find_value(line))
            if answers == (None,):
                return UNANSWERED in list_words(wanted)
            return any(
                answer == word and type(answer) is type(word) for word in list_words(wanted) for answer in answers
            )


class _Covered(NamedTuple):
    """The categories that a block covers, those to buy and those to hand over, and their number of units."""

    items: frozenset[str]
    returns: frozenset[str]
    quantity: int


def _find_covered(block: ConditionLines, facts: Facts) -> _Covered:
    if CATEGORY_LINES.isdisjoint(block):
        return _Covered(facts.bought, facts.returned, facts.quantity)
    items = facts.find_bought(list_words(block.get("categories", ())))
    returns = facts.find_returned(list_words(block.get("return-categories", ())))
    return _Covered(items, returns, sum([facts.items[c] for c in items]) + sum([facts.returns[c] for c in returns]))


def block_holds(block: ConditionLines, facts: Facts, skip: Collection[str] = ()) -> bool:
    """Return whether a condition that is one block holds for a lot; `trace_condition` gives the reason as well.

    Parameters: `skip`, the keys that are not tested.
    """
    for line, wanted in block.items():
        if line not in skip and not _line_holds(line, wanted, facts, block):
            return False
    return True


def depends_on_numbers(blocks: Iterable[ConditionLines]) -> bool:
    """Return whether a condition tests months or a number of units; pass one that is a single block in a list."""
    return any(line in block for block in blocks for line in NUMBER_LINES)


def trace_condition(
    blocks: Sequence[ConditionLines], facts: Facts, skip: Collection[str] = (), only: Collection[str] | None = None
) -> Trace:
    """Test a condition on the facts of a lot, and return the result with its reason.

    Parameters: `blocks`, the blocks of the condition, such as the `[[applies]]` tables of a clause, each with keys
    such as `min-months`; pass a condition that is a single table as a list with one block. `skip`, the keys that are
    not tested. `only`, the keys that are tested; None tests all keys.
    """
    holding: list[ConditionLines] = []
    nearest: tuple[ConditionLines, ConditionLines] | None = None
    for block in blocks:
        failed = {
            line: wanted
            for line, wanted in block.items()
            if line not in skip and (only is None or line in only) and not _line_holds(line, wanted, facts, block)
        }
        if not failed:
            holding.append(block)
        elif nearest is None or len(failed) < len(nearest[1]):
            nearest = block, failed
    if not holding:
        if nearest is None:
            return Trace(False)
        block, lines = nearest
        return Trace(False, lines=lines, quantity=_count_units(lines, _find_covered(block, facts)))
    first, *more = holding
    covered = [_find_covered(block, facts) for block in holding]
    told = dict(first)
    for other in more:
        for line in CATEGORY_LINES & other.keys():
            told[line] = (*list_words(told.get(line, ())), *list_words(other[line]))
    return Trace(
        True,
        frozenset().union(*[c.items for c in covered]),
        frozenset().union(*[c.returns for c in covered]),
        told,
        _count_units(told, covered[0]),
    )


def _count_units(lines: ConditionLines, covered: _Covered) -> int:
    """Return the number of units covered where one of the lines that give the reason is about it; otherwise 0."""
    return 0 if QUANTITY_LINES.isdisjoint(lines) else covered.quantity


def can_hold(block: ConditionLines, category: str | None = None, acquisition: str | None = None) -> bool:
    """Return whether a block of a condition can hold for a lot of this product category and acquisition model.

    A lot with the model `take-back` buys nothing, and in a lot with the model `consumables` nothing is handed over.

    Parameters: `category` and `acquisition`, each None if it is unknown.
    """
    lines = CATEGORY_LINES & block.keys()
    if acquisition and acquisition not in list_words(block.get("acquisition", acquisition)):
        return False
    if (acquisition == "take-back" and "categories" in lines) or (
        acquisition == "consumables" and "return-categories" in lines
    ):
        return False
    return not lines or category is None or any(category in list_words(block[line]) for line in lines)
