# SPDX-License-Identifier: Apache-2.0
"""A scenario: a fictitious purchase on which training exercises are made, with its story and its market."""

from collections.abc import Mapping
from dataclasses import field
from typing import Annotated, Any, Literal

from tenderkit.frozen import frozen_dataclass
from tenderkit.library.language import Language
from tenderkit.library.shape import SHAPE, Bounds, Int

Outcome = Literal["LO1", "LO2", "LO3"]
Level = Literal[1, 2, 3, 4]
OUTCOMES: tuple[Outcome, ...] = ("LO1", "LO2", "LO3")
LEVELS: tuple[Level, ...] = (1, 2, 3, 4)
# How the ids of defects are written.
MutationId = Annotated[str, Bounds(pattern=r"^M\d\d$")]
Texts = dict[str, str]


@frozen_dataclass
class LotMarket:
    """What bids for a lot enter in the market of a scenario.

    `lot`: its number; `figures`: the lowest and the highest figure by the end of the tag of a field in the response
    form, such as `laptop.price`; amounts are in the currency of the lot, power in watts.
    """

    __pydantic_config__ = SHAPE
    lot: Annotated[Int, Bounds(ge=1, le=99)]
    figures: dict[str, Annotated[tuple[float, ...], Bounds(min_length=2, max_length=2)]]


@frozen_dataclass
class Scenario:
    """A scenario, as written in `exercises/<id>.toml`.

    `title`, `region`, `story`, `market`, `money`: texts by language; `limits`: the limits of the purchase, sentences
    by language; `outcomes`: the learning outcomes that it serves; `levels`: the levels of exercises that it suits;
    `focus`: the ids of the defects that suit it best; `purchase`: the keys of its purchase file, not yet validated;
    `words`: the texts of the purchase in other languages, by language, each by the text in the purchase; `made_from`:
    by language, the digest of the English texts that were translated; `bids`: what bids enter, by lot, for exercises
    with bids; `file`: the name of its file in messages.
    """

    __pydantic_config__ = SHAPE
    id: str
    file: str
    title: Texts
    region: Texts
    story: Texts
    market: Texts
    money: Texts
    limits: dict[str, tuple[str, ...]]
    outcomes: Annotated[tuple[Outcome, ...], Bounds(min_length=1)]
    levels: Annotated[tuple[Level, ...], Bounds(min_length=1)]
    focus: tuple[MutationId, ...] = ()
    purchase: dict[str, Any] = field(default_factory=dict)
    words: dict[str, Texts] = field(default_factory=dict)
    made_from: Texts = field(default_factory=dict)
    bids: tuple[LotMarket, ...] = ()

    @property
    def texts(self) -> Mapping[str, Mapping[str, object]]:
        """The texts of the scenario by key, each by language."""
        names = ("title", "region", "story", "market", "money", "limits")
        return {name: getattr(self, name) for name in names}

    def write_limits(self, language: Language) -> tuple[str, ...]:
        """Return the limits of the purchase in a language, or else in English."""
        return language.words(self.limits)
