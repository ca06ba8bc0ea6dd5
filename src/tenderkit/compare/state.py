# SPDX-License-Identifier: Apache-2.0
"""What is compared: a library, or the clauses of a purchase or of an annex, part by part, as plain words."""

from collections.abc import Mapping
from dataclasses import field
from typing import Literal

from tenderkit.frozen import frozen_dataclass
from tenderkit.library.shape import SHAPE

StateKind = Literal["library", "purchase", "annex"]
# The name of a value that is the weight of an award criterion.
POINTS = "points"


@frozen_dataclass
class ComparedValue:
    """A value in words, such as `5 years after delivery`, and where it comes from; `origin` may be empty."""

    __pydantic_config__ = SHAPE
    text: str
    origin: str = ""


@frozen_dataclass
class ComparedClause:
    """A clause with its words.

    `paragraphs`: the title, the requirement, the proofs, the consequence and how an award criterion gives points, in
    the order of print; of a library, the question of the form as well. `values`: the values by parameter, then by
    product category or, of a library, by the conditions of the value; the weight of an award criterion is the value
    `POINTS`. `reason`: why the clause is in; empty where that is not known. `rules`: of a library, what decides where
    the clause is in, what it scores and which values it takes, each as a list of entries in words.
    """

    __pydantic_config__ = SHAPE
    version: int
    title: str
    paragraphs: tuple[str, ...]
    values: dict[str, dict[str, ComparedValue]] = field(default_factory=dict)
    reason: str = ""
    rules: dict[str, tuple[str, ...]] = field(default_factory=dict)


@frozen_dataclass
class ComparedPart:
    """A lot, the general rules (number 0), or a whole library (number 0).

    `left_out`: why a clause is not in, by clause id; empty where that is not known. `points`: those of the award
    criteria that are no clause, such as the price, by criterion.
    """

    __pydantic_config__ = SHAPE
    number: int
    title: str
    clauses: dict[str, ComparedClause]
    left_out: Mapping[str, str] = field(default_factory=dict)
    points: Mapping[str, str] = field(default_factory=dict)


@frozen_dataclass
class ComparedState:
    """One side of a comparison.

    `name`: a name for messages, such as that of the file. `answers`: the answers of a purchase in words, by key; a
    row of a list is named by what it is about, such as its product category. `demands`: what the law asks of the
    equipment and of the authority at the launch, with the day from which it does. `names`: the titles of the
    parameters of each clause, by clause id and parameter. `themes`: of a library, the title of the theme of each
    clause, by clause id, in the order of the themes.
    """

    kind: StateKind
    name: str
    parts: tuple[ComparedPart, ...]
    answers: Mapping[str, str] = field(default_factory=dict)
    demands: tuple[str, ...] = ()
    names: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    themes: Mapping[str, str] = field(default_factory=dict)
