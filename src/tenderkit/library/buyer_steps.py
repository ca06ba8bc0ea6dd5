# SPDX-License-Identifier: Apache-2.0
"""What the authority does before it publishes: the buyer steps, chosen by the same conditions as clauses."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Annotated

from pydantic import Field

from tenderkit.library.clause import SHAPE, ConditionBlock, SourceRef
from tenderkit.library.condition import Facts, trace_condition


@dataclass(frozen=True)
class Advice:
    """A paragraph of a buyer step, and the lines of a condition that a lot must meet for it."""

    __pydantic_config__ = SHAPE
    text: dict[str, str]
    when: ConditionBlock = field(default_factory=dict, hash=False)


@dataclass(frozen=True)
class BuyerStep:
    """A step of the authority before publication: what it does (`advice`) and what it keeps of it (`output`)."""

    __pydantic_config__ = SHAPE
    title: dict[str, str]
    advice: Annotated[tuple[Advice, ...], Field(min_length=1)]
    output: dict[str, str]
    applies: Annotated[tuple[ConditionBlock, ...], Field(min_length=1)]
    sources: tuple[SourceRef, ...] = ()


@dataclass(frozen=True)
class ChosenBuyerStep:
    """A buyer step that applies to the purchase, each paragraph with the numbers of the lots it applies to."""

    id: str
    step: BuyerStep
    advice: tuple[tuple[Advice, tuple[int, ...]], ...]
    lots: tuple[int, ...]
    sources: tuple[SourceRef, ...]


def choose_buyer_steps(steps: Mapping[str, BuyerStep], lots: Sequence[Facts]) -> tuple[ChosenBuyerStep, ...]:
    """Return the buyer steps that apply to a purchase, in the order of the library.

    Parameters: `lots`, what is known of each lot, in order; lot numbers count from 1.
    """
    chosen = []
    for id_, step in steps.items():
        fitting_lots = {n: facts for n, facts in enumerate(lots, 1) if trace_condition(step.applies, facts).holds}
        if not fitting_lots:
            continue
        lots_by_advice = [
            (advice, tuple(n for n, facts in fitting_lots.items() if trace_condition([advice.when], facts).holds))
            for advice in step.advice
        ]
        advice_with_lots = tuple((advice, numbers) for advice, numbers in lots_by_advice if numbers)
        sources = tuple(
            s for s in step.sources if any(trace_condition([s.when], facts).holds for facts in fitting_lots.values())
        )
        if advice_with_lots:
            chosen.append(ChosenBuyerStep(id_, step, advice_with_lots, tuple(fitting_lots), sources))
    return tuple(chosen)
