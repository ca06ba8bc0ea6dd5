# SPDX-License-Identifier: Apache-2.0
"""Find the gaps and the open points of law for which papers with the status `final` are not made."""

import re

from tenderkit.errors import InvalidInput
from tenderkit.findings import Finding, Place
from tenderkit.papers.annex.annex import Annex
from tenderkit.papers.annex.part import OpenPoint

_LOT = re.compile(r"lots\.(\d+)\.")


def find_final_gaps(annex: Annex, file: str | None = None) -> list[Finding]:
    """Return a finding for each gap and each open point of law of a purchase with `tender.status` = `final`.

    A finding names the key of the purchase file that fills the gap or settles the point. A draft has no findings.

    Parameters: `file`, the name of the purchase file in findings.
    """
    if annex.selection.purchase.tender.status == "draft":
        return []
    return [_describe_gap(point, file) for point in annex.open_points if point.is_gap or point.is_legal]


def check_final_gaps(annex: Annex, file: str | None = None) -> None:
    """Raise InvalidInput with one finding for each gap in papers with the status `final`, if there are any.

    Parameters: `file`, the name of the purchase file in findings.
    """
    if findings := find_final_gaps(annex, file):
        raise InvalidInput(findings)


def _describe_gap(point: OpenPoint, file: str | None) -> Finding:
    # A value of a clause has the key `lots.2: parameters.CLAUSE.NAME`, without a lot for a general rule; the figures
    # of a sheet have `lots.2.sheet: hours-in-use, repairs`.
    key = point.key.replace(": ", ".")
    lot = _LOT.match(key)
    missing = "a point of law is open" if point.is_legal else "a gap is left"
    message = f"the papers are final, but {missing}: {point.where}, {point.what}"
    place = Place(file, key.partition(", ")[0], int(lot[1]) if lot else None)
    return Finding("gap", message, f'Set {key}, or set tender.status = "draft".', place=place)
