# SPDX-License-Identifier: Apache-2.0
"""Match the topics of a standard or of another scheme with the clauses and buyer steps of a library."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from tenderkit.library.clause import SHAPE, Ids, Mark
from tenderkit.library.library import Library

State = Literal["covered", "partly", "hole"]
STATES: tuple[State, ...] = ("covered", "partly", "hole")


@dataclass(frozen=True)
class Topic:
    """A topic of a scheme, as in `coverage.toml`, with the ids of the clauses and buyer steps that answer the topic.

    `pointer`: the numbers of the sections of the source that deal with the topic, such as `8.4`; no figure may be
    cited from these sections. `level`: the levels of ambition at which the source has the topic; `graded` means both
    levels, with a stricter demand at the higher level.
    """

    __pydantic_config__ = SHAPE
    title: str
    pointer: tuple[str, ...] = ()
    level: Literal["core", "comprehensive", "both", "graded"] | None = None
    clauses: Ids = ()
    steps: Ids = ()


@dataclass(frozen=True)
class Scheme:
    """A list of topics to compare the library with, such as the criteria of a standard or of an authority.

    `topics`: the topics by id. `ids`: who gave the topics their ids, the issuer (`official`) or this project (`own`,
    `unprinted`); `unprinted` ids are not printed, because a reader would take them for official ids. `mark`: how well
    the ids, titles, levels and pointers are confirmed. Which clauses answer a topic is always the judgement of the
    author of the scheme.
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
    """How far a library answers a topic of a scheme.

    `scheme` and `id` name the topic. `clauses` and `steps`: the ids of the clauses and buyer steps of the topic that
    the library has. `missing_clauses` and `missing_steps`: the ids that the library does not have.
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
        """`covered` if the library has all clauses and steps of the topic, `hole` if it has none, else `partly`."""
        if not (self.clauses or self.steps):
            return "hole"
        return "partly" if self.missing_clauses or self.missing_steps else "covered"


def match_topics(schemes: Schemes, library: Library) -> tuple[TopicCoverage, ...]:
    """Match every topic of the schemes with the clauses and buyer steps of a library, in the order of the schemes.

    A clause counts as missing if it is not stable, because drafts are not printed, or if an overlay library hides it.
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
    """Return the number of topics in each state; 0 for a state without topics."""
    counts: dict[State, int] = dict.fromkeys(STATES, 0)
    for row in rows:
        counts[row.state] += 1
    return counts
