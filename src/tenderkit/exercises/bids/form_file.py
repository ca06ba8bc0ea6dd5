# SPDX-License-Identifier: Apache-2.0
"""Write the response forms of bids as Word files, and prove by reading them what is wrong in them."""

import datetime

from tenderkit.errors import InvalidInput
from tenderkit.exercises.bids.forms import BidForms, FilledForm
from tenderkit.findings import Finding
from tenderkit.formats.word.read.form_fields import read_form
from tenderkit.formats.word.read.open_docx import open_word
from tenderkit.formats.word.write.writer import write
from tenderkit.library.reading.shipped_data import ShippedData
from tenderkit.responses.form_answers import read_bids


def write_form(filled: FilledForm, data: ShippedData, created: datetime.datetime) -> bytes:
    """Return the bytes of a response form that is filled in.

    Parameters: `created`, the date of creation that it states. Raises InvalidInput where something else is wrong in
    the file than the key says.
    """
    content = write(filled.paper, data.word_bases, created, reproducible=True, recorded=False)
    form = read_form(open_word(content, filled.bid.name, digests=False), filled.bid.name)
    (bid,) = read_bids([(filled.bid.name, form)], (), filled.material.annex.form_fields)
    if BidForms(filled.material, filled.market).find_gaps(bid) != filled.gaps:
        message = f"the key of {filled.bid.name} cannot be proven on its form"
        raise InvalidInput([Finding("exercise-unproven", message, "Take another seed.")])
    return content
