# SPDX-License-Identifier: Apache-2.0
"""An evaluation as a workbook."""

import datetime

from tenderkit.formats.excel import guide, ranking
from tenderkit.formats.excel import offers as entered
from tenderkit.formats.excel.book import Book
from tenderkit.formats.excel.gates import Gates
from tenderkit.formats.excel.scores import Scores
from tenderkit.papers.evaluation import Evaluation
from tenderkit.responses.offers import Offers


def draw(evaluation: Evaluation, created: datetime.datetime, offers: Offers | None = None) -> Book:
    """The workbook before it is closed, whose `places` say where entries and results stand.

    Parameters: `offers`, what is entered into it.
    """
    book = Book(evaluation.language, evaluation.title, created, entered=offers is not None)
    answers = guide.draw(book, evaluation)
    if offers is not None:
        entered.draw(book, offers)
    lots = []
    for lot in evaluation.lots:
        gates = Gates(book, lot, answers)
        gates.draw()
        scores = Scores(book, lot, gates.sheet)
        scores.draw()
        lots.append(scores)
    ranking.draw(book, lots)
    if offers is not None:
        entered.enter(book, offers)
    return book


def write(
    evaluation: Evaluation,
    created: datetime.datetime,
    offers: Offers | None = None,
    *,
    reproducible: bool = False,
) -> bytes:
    """The bytes of the .xlsx file.

    Parameters: `created`, the date that the file names; `offers`, what is entered into it; `reproducible`, without
    compression, which machines do differently. The same evaluation, date and offers always give the same bytes.
    """
    return draw(evaluation, created, offers).close(stored=reproducible)
