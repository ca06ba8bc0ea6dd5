# SPDX-License-Identifier: Apache-2.0
"""What clauses, cases of parameters and steps of scales cover: product categories, models, levels."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from tenderkit.library.clause import UNDECIDED, Case, Clause, Parameter, Scale, Step
from tenderkit.library.condition import CATEGORY_LINES, list_words
from tenderkit.lint.catalogue import Catalogue


def find_named_categories(lines: Mapping[str, Any]) -> frozenset[str] | None:
    """Return the categories that lines name, of items and of returns; None where they name none and cover all."""
    if CATEGORY_LINES.isdisjoint(lines):
        return None
    return frozenset((*list_words(lines.get("categories", ())), *list_words(lines.get("return-categories", ()))))


def list_categories(catalogue: Catalogue, clause: Clause) -> tuple[str, ...]:
    """Return the categories that a clause can cover, in the order of the vocabulary."""
    every = catalogue.library.vocabulary.words("categories")
    blocks = [find_named_categories(block) for block in clause.applies]
    return tuple(c for c in every if any(block is None or c in block for block in blocks))


def list_acquisitions(catalogue: Catalogue, clause: Clause) -> frozenset[str]:
    """Return the models of acquisition to which a clause can apply."""
    every = catalogue.library.vocabulary.words("acquisitions")
    return frozenset(w for block in clause.applies for w in list_words(block.get("acquisition", every)))


def find_cases(parameter: Parameter, category: str) -> Iterator[tuple[int, Case]]:
    """Yield the cases that can give a category its value, with their numbers: up to the first that always does."""
    for number, case in enumerate(parameter.cases, 1):
        named = find_named_categories(case.lines)
        if named is None or category in named:
            yield number, case
            if CATEGORY_LINES.issuperset(case.lines):
                return


def find_steps(scale: Scale, category: str, level: str) -> tuple[tuple[int, Step], ...]:
    """Return the steps for a category and a level with their numbers, from the lowest on."""
    steps = [
        (number, step)
        for number, step in enumerate(scale.steps, 1)
        if (not step.categories or category in step.categories) and (not step.levels or level in step.levels)
    ]
    return tuple(sorted(steps, key=lambda pair: pair[1].from_))


class Floor(NamedTuple):
    """The parameter of a specification that a scale goes beyond; `name` is `CLAUSE.NAME`."""

    name: str
    clause: Clause
    parameter: Parameter

    def figures(self, category: str, level: str) -> tuple[float, ...]:
        """Return what the specification may ask for of a category: a figure a case; none where it asks nothing."""
        figures = [case.figure(level).value for _, case in find_cases(self.parameter, category)]
        return tuple(value for value in figures if value != UNDECIDED)


def find_floor(catalogue: Catalogue, scale: Scale) -> Floor | None:
    """Return the parameter that `starts-above` names."""
    if not scale.starts_above:
        return None
    clause, _, name = scale.starts_above.partition(".")
    other = catalogue.library.clauses[clause]
    return Floor(scale.starts_above, other, other.parameters[name])


def always_applies_with(catalogue: Catalogue, clause: Clause, other: Clause) -> bool:
    """Return whether another clause applies wherever this one does, in the categories and levels of both."""
    models = list_acquisitions(catalogue, clause) <= list_acquisitions(catalogue, other)
    return models and (other.id in clause.requires or set(clause.sets) <= set(other.sets))
