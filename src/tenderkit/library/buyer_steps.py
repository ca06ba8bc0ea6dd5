# SPDX-License-Identifier: Apache-2.0
"""Choose the buyer steps of a purchase: the steps that the authority itself takes before it publishes the tender."""

from collections.abc import Mapping, Sequence
from dataclasses import field
from typing import Annotated

from tenderkit.frozen import frozen_dataclass
from tenderkit.library.clause import ConditionBlock, SourceRef
from tenderkit.library.condition import Facts, block_holds, trace_condition
from tenderkit.library.shape import SHAPE, Bool, Bounds


@frozen_dataclass
class Advice:
    """A paragraph of a buyer step.

    `text`: the paragraph by language. `when`: the condition that a lot must meet for the paragraph to concern the
    lot.
    """

    __pydantic_config__ = SHAPE
    text: dict[str, str]
    when: ConditionBlock = field(default_factory=dict, hash=False)


@frozen_dataclass
class BuyerStep:
    """A step that the authority takes before it publishes a tender.

    `advice`: the paragraphs that say what to do. `output`: the name, by language, of the record that the authority
    keeps of the step. `first`: whether the step comes before all others, at the top of the notes. `questions`: what
    the step asks the market; the market dialogue prints them.
    """

    __pydantic_config__ = SHAPE
    title: dict[str, str]
    advice: Annotated[tuple[Advice, ...], Bounds(min_length=1)]
    output: dict[str, str]
    applies: Annotated[tuple[ConditionBlock, ...], Bounds(min_length=1)]
    sources: tuple[SourceRef, ...] = ()
    first: Bool = False
    questions: tuple[Advice, ...] = ()


@frozen_dataclass
class ChosenBuyerStep:
    """A buyer step that applies to the purchase.

    `advice`: the paragraphs of the step, each with the numbers of the lots that the paragraph applies to. `lots`: the
    numbers of all lots that the step applies to. The first lot has the number 1.
    """

    id: str
    step: BuyerStep
    advice: tuple[tuple[Advice, tuple[int, ...]], ...]
    lots: tuple[int, ...]
    sources: tuple[SourceRef, ...]


def choose_buyer_steps(steps: Mapping[str, BuyerStep], lots: Sequence[Facts]) -> tuple[ChosenBuyerStep, ...]:
    """Return the buyer steps that apply to at least one lot of a purchase, in the order of the library.

    Parameters: `steps`, the buyer steps of the library by id; `lots`, the facts of each lot, in the order of the
    purchase file.
    """
    chosen = []
    for id_, step in steps.items():
        fitting_lots = {n: facts for n, facts in enumerate(lots, 1) if trace_condition(step.applies, facts).holds}
        if not fitting_lots:
            continue
        lots_by_advice = [
            (advice, tuple(n for n, facts in fitting_lots.items() if block_holds(advice.when, facts)))
            for advice in step.advice
        ]
        advice_with_lots = tuple((advice, numbers) for advice, numbers in lots_by_advice if numbers)
        sources = tuple(s for s in step.sources if any(block_holds(s.when, facts) for facts in fitting_lots.values()))
        if advice_with_lots:
            chosen.append(ChosenBuyerStep(id_, step, advice_with_lots, tuple(fitting_lots), sources))
    return tuple(chosen)


def choose_market_questions(
    steps: Mapping[str, BuyerStep], lots: Sequence[Facts]
) -> tuple[tuple[Advice, tuple[int, ...]], ...]:
    """Return the questions to the market that concern a lot of a purchase, each with the numbers of these lots.

    Whether a step applies to the purchase does not matter: who asks the market gets all questions that fit.
    Parameters: `steps` and `lots`, as for `choose_buyer_steps`.
    """
    return tuple(
        (question, numbers)
        for step in steps.values()
        for question in step.questions
        if (numbers := tuple(n for n, facts in enumerate(lots, 1) if block_holds(question.when, facts)))
    )
