# SPDX-License-Identifier: Apache-2.0
"""Which topics of a standard, or of any other scheme, the clauses and buyer steps of a library answer."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from tenderkit.library.clause import SHAPE, Ids, Mark
from tenderkit.library.library import Library

State = Literal["covered", "partly", "hole"]
STATES: tuple[State, ...] = ("covered", "partly", "hole")


@dataclass(frozen=True)
class Topic:
    """A topic of a scheme, as written in `coverage.toml`, with the clauses and buyer steps that answer it.

    `pointer` names the clauses of the source that the topic belongs to; they point to a topic and prove nothing.
    `level` names the levels of ambition at which the source has it; `graded` is both, stricter at the higher one.
    """

    __pydantic_config__ = SHAPE
    title: str
    pointer: tuple[str, ...] = ()
    level: Literal["core", "comprehensive", "both", "graded"] | None = None
    clauses: Ids = ()
    steps: Ids = ()


@dataclass(frozen=True)
class Scheme:
    """Topics that belong together, by id.

    `ids` names the author of the ids: `official`, this project (`own`), or `unprinted`, this project too, where a
    reader would take them for official ones. `mark` is how sure ids, titles, levels and pointers are; that a
    clause answers a topic is always the reading of the author of the scheme.
    """

    __pydantic_config__ = SHAPE
    title: str
    topics: dict[str, Topic]
    mark: Mark
    note: str = ""
    source: str | None = None
    ids: Literal["official", "own", "unprinted"] = "own"


Schemes = Mapping[str, Scheme]


@dataclass(frozen=True)
class TopicCoverage:
    """How far a library answers a topic: what is there, and what is planned and missing.

    `scheme` and `id` name the topic; `clauses` and `steps` are there, `missing_clauses` and `missing_steps` are not.
    """

    scheme: str
    id: str
    topic: Topic
    clauses: tuple[str, ...]
    steps: tuple[str, ...]
    missing_clauses: tuple[str, ...]
    missing_steps: tuple[str, ...]

    @property
    def state(self) -> State:
        """`covered` where all is there, `hole` where nothing is, else `partly`."""
        if not (self.clauses or self.steps):
            return "hole"
        return "partly" if self.missing_clauses or self.missing_steps else "covered"


def match_topics(schemes: Schemes, library: Library) -> tuple[TopicCoverage, ...]:
    """Match every topic of the schemes with the clauses and buyer steps of a library, in the order of the schemes.

    A clause is there when it is stable and no library on top hides it: a draft is printed nowhere. What a scheme
    names and the library does not have counts as planned.
    """
    clauses = {c.id for c in library.clauses.values() if c.status == "stable"} - library.hidden.keys()
    steps = library.buyer_steps.keys()
    return tuple(
        TopicCoverage(
            name,
            id_,
            topic,
            tuple(c for c in topic.clauses if c in clauses),
            tuple(s for s in topic.steps if s in steps),
            tuple(c for c in topic.clauses if c not in clauses),
            tuple(s for s in topic.steps if s not in steps),
        )
        for name, scheme in schemes.items()
        for id_, topic in scheme.topics.items()
    )


def count_states(rows: Iterable[TopicCoverage]) -> dict[State, int]:
    """Count the topics in each state; a state without topics counts 0."""
    counts: dict[State, int] = dict.fromkeys(STATES, 0)
    for row in rows:
        counts[row.state] += 1
    return counts
