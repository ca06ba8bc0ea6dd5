# SPDX-License-Identifier: Apache-2.0
"""An evaluation as a workbook."""

import datetime

from tenderkit.evaluation import Evaluation
from tenderkit.excel import guide, ranking
from tenderkit.excel.book import Book
from tenderkit.excel.gates import Gates
from tenderkit.excel.scores import Scores


def draw(evaluation: Evaluation, created: datetime.datetime) -> Book:
    """The workbook before it is closed, whose `places` say where entries and results stand."""
    book = Book(evaluation.language, evaluation.title, created)
    answers = guide.draw(book, evaluation)
    lots = []
    for lot in evaluation.lots:
        gates = Gates(book, lot, answers)
        gates.draw()
        scores = Scores(book, lot, gates.sheet)
        scores.draw()
        lots.append(scores)
    ranking.draw(book, lots)
    return book


def write(evaluation: Evaluation, created: datetime.datetime, *, reproducible: bool = False) -> bytes:
    """The bytes of the .xlsx file.

    Parameters: `created`, the date that the file names; `reproducible`, without compression, which machines do
    differently. The same evaluation and date always give the same bytes.
    """
    return draw(evaluation, created).close(stored=reproducible)
