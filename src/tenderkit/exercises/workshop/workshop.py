# SPDX-License-Identifier: Apache-2.0
"""A workshop as plain values: what was ordered, its exercises, its agenda, and the tables of its people."""

import datetime

from tenderkit.exercises.exercise import ExerciseType
from tenderkit.exercises.scenario import Level, Outcome, Scenario
from tenderkit.exercises.variant import Variant
from tenderkit.exercises.workshop.agenda import Slot
from tenderkit.frozen import frozen_dataclass

_SEATS = 4
_PAIR = 2
# Neighbouring tables get different variants.
_VARIANTS = 2


@frozen_dataclass(kw_only=True)
class WorkshopOrder:
    """What workshop is planned.

    `minutes`: its length; `outcomes`: the learning outcomes, in the order in which they are worked on, none for those
    of the types; `types`: the types of its exercises in their order, none where the plan chooses them; `level`: the
    level, which an exercise may miss where its types have others; `people`: the number of participants; `start`: the
    day and the time of the place, None where they are open; `seed`: the public name of the run; `overlays`: the
    folders of the organisation's libraries, which may hold scenarios.
    """

    minutes: int
    outcomes: tuple[Outcome, ...]
    types: tuple[str, ...] = ()
    level: Level
    people: int
    language: str
    seed: str
    start: datetime.datetime | None = None
    allow_untranslated: bool = False
    overlays: tuple[str, ...] = ()


@frozen_dataclass
class Session:
    """An exercise of a workshop: the outcome that it serves there, and its first variant."""

    outcome: Outcome
    variant: Variant

    @property
    def type(self) -> ExerciseType:
        """The type of the exercise."""
        return self.variant.task.type

    @property
    def level(self) -> Level:
        """The level of the exercise, which is nearest to that of the workshop."""
        return self.variant.task.level

    @property
    def scenario(self) -> Scenario:
        """The scenario of the exercise."""
        return self.variant.task.material.scenario


@frozen_dataclass
class Workshop:
    """A planned workshop: its exercises and its agenda."""

    order: WorkshopOrder
    sessions: tuple[Session, ...]
    slots: tuple[Slot, ...]

    def text(self, key: str, /, **values: object) -> str:
        """Return a fixed text of exercises in the language of the workshop."""
        return self.sessions[0].variant.task.material.text(key, **values)

    @property
    def tables(self) -> tuple[int, ...]:
        """The number of people at each table: two pairs or one; three, who work as a pair, where one is left over."""
        left = self.order.people % _PAIR
        trio = (_PAIR + left,) if left else ()
        full, rest = divmod(self.order.people - sum(trio), _SEATS)
        return (*[_SEATS] * full, *([rest] if rest else []), *trio)

    @property
    def variants(self) -> int:
        """The number of variants of each pack."""
        return min(_VARIANTS, len(self.tables))

    def list_tables(self, variant: int) -> tuple[int, ...]:
        """Return the number of people at each table that gets a variant, from 1."""
        return self.tables[variant - 1 :: self.variants]
