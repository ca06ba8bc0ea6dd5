# SPDX-License-Identifier: Apache-2.0
"""Match the topics of a standard or of another scheme with the clauses and buyer steps of a library."""

from collections.abc import Iterable, Mapping
from dataclasses import field
from typing import Literal

from tenderkit.frozen import frozen_dataclass
from tenderkit.library.clause import Ids, Mark
from tenderkit.library.library import Library
from tenderkit.library.shape import SHAPE

State = Literal["covered", "partly", "hole"]
STATES: tuple[State, ...] = ("covered", "partly", "hole")
Size = Literal["short", "standard", "large", "full"]
SIZES: tuple[Size, ...] = ("short", "standard", "large", "full")
_PRIORITY = "priority-"


@frozen_dataclass
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


@frozen_dataclass
class Scheme:
    """A list of topics to compare the library with, such as the criteria of a standard or of an authority.

    `topics`: the topics by id. `ids`: `official` if the issuer gave the topics their ids; `own` or `unprinted` if
    this project did. With `unprinted` no paper shows the ids, because a reader would take them for official ids.
    `words`: the titles of topics in other languages, by language, each by the English title.
    `mark`: how well the ids, titles, levels and pointers are confirmed. Which clauses answer a topic is always the
    judgement of the author of the scheme.
    """

    __pydantic_config__ = SHAPE
    title: str
    topics: dict[str, Topic]
    mark: Mark
    note: str = ""
    source: str | None = None
    ids: Literal["official", "own", "unprinted"] = "own"
    words: dict[str, dict[str, str]] = field(default_factory=dict)


Schemes = Mapping[str, Scheme]


@frozen_dataclass
class TopicCoverage:
    """The answer of a library to one topic of a scheme.

    `scheme` and `id`: the ids of the scheme and of the topic. `clauses` and `steps`: those clauses and buyer steps of
    the topic that the library has, by id. `missing_clauses` and `missing_steps`: the clauses and buyer steps of the
    topic that the library does not have. `sets`: the sets that the clauses belong to.
    """

    scheme: str
    id: str
    topic: Topic
    clauses: tuple[str, ...]
    steps: tuple[str, ...]
    missing_clauses: tuple[str, ...]
    missing_steps: tuple[str, ...]
    sets: frozenset[str] = frozenset()

    @property
    def state(self) -> State:
        """`covered` if the library has all clauses and steps of the topic, `hole` if it has none, else `partly`."""
        if not (self.clauses or self.steps):
            return "hole"
        return "partly" if self.missing_clauses or self.missing_steps else "covered"

    @property
    def smallest_size(self) -> Size | None:
        """The smallest size of a purchase in which a clause answers the topic; None where only buyer steps do.

        A set of one acquisition model, such as `short-lease`, counts: it answers the topic in lots of that model.
        """
        if not self.clauses:
            return None
        models = {name.partition("-")[0] for name in self.sets}
        return next((size for size in SIZES if size in models), "full")

    @property
    def priorities(self) -> tuple[str, ...]:
        """The priorities of the authority that bring in a clause on the topic in every size."""
        return tuple(sorted(name.removeprefix(_PRIORITY) for name in self.sets if name.startswith(_PRIORITY)))


def match_topics(schemes: Schemes, library: Library) -> tuple[TopicCoverage, ...]:
    """Return, for each topic, which of its clauses and buyer steps a library has, and which are missing.

    The order is that of the schemes. A draft or withdrawn clause counts as missing, and so does a clause that an
    overlay library hides.
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
            frozenset(name for c in topic.clauses if c in clauses for name in library.clauses[c].sets),
        )
        for name, scheme in schemes.items()
        for id_, topic in scheme.topics.items()
    )


def count_sizes(rows: Iterable[TopicCoverage]) -> dict[Size, int]:
    """Return how many topics a clause answers in each size of a purchase; a larger size has those of the smaller."""
    counts: dict[Size, int] = dict.fromkeys(SIZES, 0)
    for row in rows:
        if row.smallest_size:
            for size in SIZES[SIZES.index(row.smallest_size) :]:
                counts[size] += 1
    return counts


def count_states(rows: Iterable[TopicCoverage]) -> dict[State, int]:
    """Return how many topics are in each state (`covered`, `partly`, `hole`); a state without topics gets 0."""
    counts: dict[State, int] = dict.fromkeys(STATES, 0)
    for row in rows:
        counts[row.state] += 1
    return counts
