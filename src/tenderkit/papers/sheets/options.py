# SPDX-License-Identifier: Apache-2.0
"""The options that clauses let the authority order at a price in the tender, as far as a sheet compares them."""

from collections.abc import Iterator

from tenderkit.papers.annex.context import PrintedLot
from tenderkit.papers.sheets.sheet_rows import FigureReader

# The clauses with an option that is priced for one unit, each with the key of the fixed text that names the option.
OPTIONS = {
    "battery-mid-life-replacement": "battery",
    "extended-service-agreement": "service",
    "protective-case": "case",
}


def name_share(option: str) -> str:
    """Return the name of the figure in `lots.sheet` that brings an option into a sheet, such as `battery-share`.

    It is the share of the units, in percent, for which the authority expects to order the option.
    """
    return f"{option}-share"


def list_options(lot: PrintedLot, category: str, figures: FigureReader) -> Iterator[str]:
    """Yield the options of a product category that a sheet compares: those whose share the authority has set."""
    for clause in lot.clauses:
        option = OPTIONS.get(clause.clause.id)
        if option and category in clause.pick.items and figures.has_figure(name_share(option), category):
            yield option
