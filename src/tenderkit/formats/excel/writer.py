# SPDX-License-Identifier: Apache-2.0
"""The workbook in which a panel evaluates bids."""

import datetime

from tenderkit.formats.excel.book import Book
from tenderkit.formats.excel.cost import Cost
from tenderkit.formats.excel.final_check import draw_final_check
from tenderkit.formats.excel.gates import Gates, draw_proofs
from tenderkit.formats.excel.guide import draw_guide
from tenderkit.formats.excel.offers import draw_left_out, enter_offers
from tenderkit.formats.excel.ranking import draw_ranking
from tenderkit.formats.excel.scores import Scores
from tenderkit.papers.evaluation import Evaluation
from tenderkit.responses.offers import Offers


def draw_workbook(evaluation: Evaluation, created: datetime.datetime, offers: Offers | None = None) -> Book:
    """Draw the workbook, and return it with its file not yet closed.

    Parameters: `offers`, the offers to enter into the workbook; None leaves the workbook empty.
    """
    book = Book(evaluation.language, evaluation.title, created, entered=offers is not None, paper=evaluation.paper)
    answers = draw_guide(book, evaluation)
    if offers is not None:
        draw_left_out(book, offers)
    lots = []
    for lot in evaluation.lots:
        gates = Gates(book, lot, answers)
        gates.draw()
        cost = Cost(book, lot, lot.cost, gates.sheet) if lot.cost else None
        if cost:
            cost.draw()
            gates.draw_prices(cost.refer_to_total)
        scores = Scores(book, lot, gates.sheet, cost)
        scores.draw()
        lots.append(scores)
    draw_ranking(book, lots)
    draw_final_check(book, lots)
    for lot in evaluation.lots:
        draw_proofs(book, lot)
    if offers is not None:
        enter_offers(book, offers)
    return book


def write(
    evaluation: Evaluation,
    created: datetime.datetime,
    offers: Offers | None = None,
    *,
    reproducible: bool = False,
) -> bytes:
    """Return the bytes of the .xlsx file in which a panel evaluates bids.

    Parameters: `created`, the date of creation that the file states; `offers`, the offers to enter, None for an empty
    workbook; `reproducible`, true to leave out compression, which differs between machines. The same evaluation, date
    and offers always give the same bytes on the same machine.
    """
    return draw_workbook(evaluation, created, offers).close_file(stored=reproducible)
