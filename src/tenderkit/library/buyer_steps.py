# SPDX-License-Identifier: Apache-2.0
"""What the authority does before it publishes: the buyer steps, chosen by the same conditions as clauses."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Annotated

from pydantic import Field

from tenderkit.library.clause import SHAPE, Block, SourceRef
from tenderkit.library.condition import Facts, trace


@dataclass(frozen=True)
class Advice:
    """A paragraph of a buyer step, and the lines of a condition that a lot must meet for it."""

    __pydantic_config__ = SHAPE
    text: dict[str, str]
    when: Block = field(default_factory=dict, hash=False)


@dataclass(frozen=True)
class BuyerStep:
    """A step of the authority before publication: what it does (`advice`) and what it keeps of it (`output`)."""

    __pydantic_config__ = SHAPE
    title: dict[str, str]
    advice: Annotated[tuple[Advice, ...], Field(min_length=1)]
    output: dict[str, str]
    applies: Annotated[tuple[Block, ...], Field(min_length=1)]
    sources: tuple[SourceRef, ...] = ()


@dataclass(frozen=True)
class ChosenStep:
    """A buyer step that fits the purchase; each paragraph with the numbers of the lots it holds for."""

    id: str
    step: BuyerStep
    advice: tuple[tuple[Advice, tuple[int, ...]], ...]
    lots: tuple[int, ...]
    sources: tuple[SourceRef, ...]


def chosen(steps: Mapping[str, BuyerStep], lots: Sequence[Facts]) -> tuple[ChosenStep, ...]:
    """The buyer steps for a purchase, in the order of the library.

    Parameters: `lots`, what is known of each lot, in order; lot numbers count from 1.
    """
    found = []
    for id_, step in steps.items():
        fits = {n: facts for n, facts in enumerate(lots, 1) if trace(step.applies, facts).holds}
        if not fits:
            continue
        advice = [
            (one, tuple(n for n, facts in fits.items() if trace([one.when], facts).holds)) for one in step.advice
        ]
        told = tuple((one, numbers) for one, numbers in advice if numbers)
        sources = tuple(s for s in step.sources if any(trace([s.when], facts).holds for facts in fits.values()))
        if told:
            found.append(ChosenStep(id_, step, told, tuple(fits), sources))
    return tuple(found)
