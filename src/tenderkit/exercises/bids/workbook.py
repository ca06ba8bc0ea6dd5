# SPDX-License-Identifier: Apache-2.0
"""The evaluation workbook of the bids of an exercise, empty or with the bids entered."""

from collections.abc import Iterable
from dataclasses import replace

from tenderkit.frozen import frozen_dataclass
from tenderkit.papers.annex.annex import Annex
from tenderkit.papers.evaluation import Evaluation, LotEvaluation, build_evaluation
from tenderkit.responses.offers import Offer, Offers


@frozen_dataclass
class BidWorkbook:
    """A workbook that goes with an exercise.

    `evaluation`: of the lot that the exercise is about; `given`: the bids that participants find in it, None for an
    empty one; `solved`: the bids in that of the trainer; `admitted`: whether the bids are entered as
    admitted.
    """

    evaluation: Evaluation
    given: Offers | None
    solved: Offers
    admitted: bool = False


def evaluate_lot(annex: Annex, lot: LotEvaluation, *, gates: bool = True) -> Evaluation:
    """Return the evaluation of one lot alone. Parameters: `gates`, false to leave out the requirements."""
    # Bids of an exercise come with all their proof.
    lots = (replace(lot, gates=lot.gates if gates else (), proofs=()),)
    return replace(build_evaluation(annex), lots=lots)


def join_offers(lot: LotEvaluation, offers: Iterable[Offer]) -> Offers:
    """Return the offers of bids for one lot without requirements, of which nothing was left out."""
    return Offers({lot.number: tuple(replace(offer, accepts=None) for offer in offers)}, ())
