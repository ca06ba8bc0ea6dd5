# SPDX-License-Identifier: Apache-2.0
"""Write the evaluation workbook that goes with an exercise."""

import datetime

from tenderkit.exercises.bids.workbook import BidWorkbook
from tenderkit.formats.excel.writer import draw_workbook


def write_bids(workbook: BidWorkbook, created: datetime.datetime, *, solved: bool) -> bytes:
    """Return the bytes of a workbook, the same on every machine.

    Parameters: `created`, the date of creation that it states; `solved`, true for that of the trainer.
    """
    offers = workbook.solved if solved else workbook.given
    book = draw_workbook(workbook.evaluation, created, offers)
    if workbook.admitted and offers is not None:
        for lot, several in offers.lots.items():
            for bid in range(len(several)):
                book.enter_value(f"{lot}.last-gate", book.t("evaluation.met"), bid)
    return book.close_file(stored=True)
