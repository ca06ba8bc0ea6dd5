# SPDX-License-Identifier: Apache-2.0
"""Compare condition lines: whether any lot can meet them, and whether one condition follows from others."""

from collections.abc import Iterator
from functools import cached_property
from typing import Any

from tenderkit.frozen import frozen_dataclass
from tenderkit.library.condition import CATEGORY_LINES, ConditionLines, list_words
from tenderkit.library.library import Library

_ONE_WORD = ("acquisition", "data", "own-criteria", "proportionality")
_UP = ("min-quantity", "min-months")
# A lot runs for 1 to 240 months.
_MONTHS = (1, 240)


@frozen_dataclass
class Lots:
    """Tells whether a lot that meets given conditions is possible in a purchase.

    A condition is a table with keys such as `acquisition`, each with the words that the condition allows. The rules
    for lots: a take-back lot has old equipment and no items; a consumables lot has no old equipment; equipment of
    unknown kinds is handed over or repaired, not bought; where the profile of a country holds, its parent profiles
    hold too.
    """

    library: Library

    @cached_property
    def _chains(self) -> dict[str, tuple[frozenset[str], ...]]:
        """The sets of profiles that hold together in a lot, by condition key: `jurisdictions` or `place`."""
        library = self.library
        chains = {frozenset(library.list_profile_chain(id_)) for id_ in library.jurisdictions}
        countries = {c for p in library.jurisdictions.values() for c in (*p.members, *p.product_law_also)}
        countries |= {id_.upper() for id_ in library.jurisdictions}
        places = chains | {frozenset(library.list_product_law(country)) for country in countries}
        return {"jurisdictions": tuple(chains), "place": tuple(places)}

    @cached_property
    def _facts(self) -> frozenset[str]:
        """The ids of the questions about a lot that take a single answer, not a list of choices."""
        return frozenset(id_ for id_, q in self.library.facts.items() if q.kind != "choices")

    def acquisitions(self, *blocks: ConditionLines) -> frozenset[str]:
        """Return the acquisition models of the lots that can meet all these conditions at once."""
        return self._acquisitions(blocks)[0]

    def _acquisitions(self, blocks: tuple[ConditionLines, ...]) -> tuple[frozenset[str], str]:
        """Return the acquisition models of the lots that can meet all these conditions at once, and a reason.

        The reason says why no model is left; if there are models, the reason is to be ignored."""
        models = set(self.library.vocabulary.acquisitions)
        why = "no acquisition model fits all of it"
        for block in blocks:
            models &= set(list_words(block.get("acquisition", tuple(models))))
        returns = {r for block in blocks if (r := block.get("has-returns")) is not None}
        returns |= {True for block in blocks if "return-categories" in block}
        if len(returns) == 2:
            return frozenset(), "old equipment is asked for and ruled out"
        rules: list[tuple[set[str], str]] = []
        if any("categories" in block for block in blocks):
            rules.append((models - {"take-back"}, "a take-back lot has no items, only old equipment"))
        if True in returns:
            rules.append((models - {"consumables"}, "a consumables lot takes no old equipment"))
        if False in returns:
            rules.append((models - {"take-back"}, "a take-back lot always has old equipment"))
        if any(set(list_words(block.get("categories", ()))) == {"mixed-ict"} for block in blocks):
            rules.append((models & {"repair"}, "equipment of unknown kinds is handed over or repaired, not bought"))
        for left, reason in rules:
            if models and not models & left:
                why = reason
            models &= left
        return frozenset(models), why

    def obstacle(self, *blocks: ConditionLines) -> str | None:
        """Return the reason why no lot can meet all these conditions at once; None if a lot can."""
        models, why = self._acquisitions(blocks)
        return why if not models else next(self._obstacles(blocks), None)

    def _obstacles(self, blocks: tuple[ConditionLines, ...]) -> Iterator[str]:
        lines = {line for block in blocks for line in block}
        for line in sorted(lines & {*_ONE_WORD, *self._facts}):
            if not self._words(line, blocks):
                yield f"no answer to `{line}` fits all of it"
        for line in sorted(lines & {"jurisdictions", "place"}):
            if not any(True for _ in self._meeting(line, blocks)):
                yield f"no {'place of delivery' if line == 'place' else 'authority'} fits all of it"
        low, high = _MONTHS
        low = max([low, *(b["min-months"] for b in blocks if "min-months" in b)])
        high = min([high, *(b["max-months"] for b in blocks if "max-months" in b)])
        if low > high:
            yield f"no term has at least {low} and at most {high} months"
        for block in blocks:
            few, many = block.get("min-quantity", 1), block.get("max-quantity")
            if many is not None and few > many:
                yield f"no quantity is at least {few} and at most {many}"

    def _words(self, line: str, blocks: tuple[ConditionLines, ...]) -> set[tuple[type, Any]]:
        """Return the words that all conditions with the key `line` have in common.

        Each word is paired with its type, since Python takes `True` and `1` for equal. If no condition has the key,
        the result is empty."""
        answers = [{(type(w), w) for w in list_words(block[line])} for block in blocks if line in block]
        return set.intersection(*answers) if answers else set()

    def _meeting(self, line: str, blocks: tuple[ConditionLines, ...]) -> Iterator[frozenset[str]]:
        wanted = [list_words(block[line]) for block in blocks if line in block]
        return (chain for chain in self._chains[line] if not any(chain.isdisjoint(w) for w in wanted))

    def follows(self, then: ConditionLines, *blocks: ConditionLines) -> bool:
        """Return whether every lot that meets all the conditions in `blocks` also meets the condition `then`."""
        return all(self._line_follows(line, wanted, then, blocks) for line, wanted in then.items())

    def _line_follows(self, line: str, wanted: Any, then: ConditionLines, blocks: tuple[ConditionLines, ...]) -> bool:
        given = [block for block in blocks if line in block]
        models = self.acquisitions(*blocks)
        match line:
            case "acquisition":
                return models <= set(list_words(wanted))
            case "has-returns":
                always = models <= {"take-back"} or any("return-categories" in block for block in blocks)
                never = models <= {"consumables"}
                return any(block[line] is wanted for block in given) or (always if wanted else never)
            case "jurisdictions" | "place":
                return all(not chain.isdisjoint(list_words(wanted)) for chain in self._meeting(line, blocks))
            case "categories" | "return-categories" | "with":
                return any(set(list_words(block[line])) <= set(list_words(wanted)) for block in given)
            case "without":
                return any(set(list_words(block[line])) >= set(list_words(wanted)) for block in given)
            case "min-quantity" | "max-quantity" | "min-months" | "max-months":
                if line.endswith("quantity"):  # it counts the units of the categories of its block
                    given = [b for b in given if all(b.get(c) == then.get(c) for c in CATEGORY_LINES)]
                return any(b[line] >= wanted if line in _UP else b[line] <= wanted for b in given)
            case _:
                left = self._words(line, blocks)
                return bool(left) and left <= {(type(w), w) for w in list_words(wanted)}
