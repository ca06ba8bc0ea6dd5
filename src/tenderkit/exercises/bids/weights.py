# SPDX-License-Identifier: Apache-2.0
"""Weights of the price and of circularity: what bids earn under each, and which of them the rules accept."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from tenderkit.checks.checked_purchase import CheckedPurchase
from tenderkit.checks.duties import find_missed_duties
from tenderkit.checks.rule import apply_rules, load_rules
from tenderkit.exercises.bids.reckoning import Score, find_shares, score_bids
from tenderkit.exercises.material import Material
from tenderkit.exercises.mutations.change import WeightsChange, apply_changes
from tenderkit.frozen import frozen_dataclass
from tenderkit.papers.evaluation import LotEvaluation
from tenderkit.responses.offers import Offer

# The rules on weights, besides what the law of the place asks for.
RULES = ("environment-weight-too-low", "scored-points-above-cap")
WHOLE = 100
_PRICE = "price"


@frozen_dataclass
class WeightRange:
    """Whole weights of circularity, from `least` to `most`, at which the same bid is first."""

    least: int
    most: int
    first: int


def split_weight(lot: LotEvaluation, circular: int) -> tuple[float, ...]:
    """Return the weights of the criteria of a lot, the rest for the price.

    Parameters: `circular`, the points of all other criteria together, which share them as in the annex.
    """
    others = sum(scored.weight or 0 for scored in lot.criteria if not scored.money)
    return tuple(
        float(WHOLE - circular) if scored.money else round(circular * (scored.weight or 0) / others, 2)
        for scored in lot.criteria
    )


def score_all(lot: LotEvaluation, offers: Sequence[Offer]) -> dict[int, tuple[Score, ...]]:
    """Return what bids earn by the weight of circularity, at each whole weight."""
    shared = find_shares(lot, offers)
    return {weight: score_bids(shared, split_weight(lot, weight)) for weight in range(WHOLE + 1)}


def find_first(scores: Sequence[Score]) -> int:
    """Return the position of the bid that is first; where two have as many points, the cheaper one."""
    return min(range(len(scores)), key=lambda number: scores[number].rank)


def list_ranges(scores: Mapping[int, Sequence[Score]]) -> tuple[WeightRange, ...]:
    """Return the ranges of weights, from the lowest, at which a bid is first."""
    ranges: list[WeightRange] = []
    for weight, several in scores.items():
        first = find_first(several)
        if ranges and ranges[-1].first == first:
            ranges[-1] = replace(ranges[-1], most=weight)
        else:
            ranges.append(WeightRange(weight, weight, first))
    return tuple(ranges)


def list_accepted(material: Material, lot: LotEvaluation) -> tuple[int, ...]:
    """Return the whole weights of circularity to which no rule on weights and no duty of the buyer objects."""
    return tuple(weight for weight in range(1, WHOLE) if not _find_objections(material, lot, weight))


def _find_objections(material: Material, lot: LotEvaluation, circular: int) -> list[str]:
    """Return what the rules find in the weights of a lot."""
    sound = material.annex.selection
    criteria = material.annex.lots[lot.number - 1].criteria
    names = [c.clause.clause.id if c.clause else c.key or _PRICE for c in criteria]
    weights = dict(zip(names, split_weight(lot, circular), strict=True))
    change = WeightsChange(lot.number, sound.parts[lot.number].weights or {}, weights)
    selection = replace(apply_changes(sound, [change]), findings=())
    rules = {id_: rule for id_, rule in load_rules().items() if id_ in RULES}
    findings = (
        *apply_rules(CheckedPurchase(selection, material.language), rules),
        *find_missed_duties(selection, material.language),
    )
    place = f"lots.{lot.number}.weights"
    return [finding.message for finding in findings if finding.place.key == place]
