# SPDX-License-Identifier: Apache-2.0
"""Find what is odd in the figures of cost sheets and price sheets: some are printed nowhere, others are missing.

The words of the warnings are in the frame of the language, in the section `sense`.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from tenderkit.findings import Finding, Place
from tenderkit.papers.annex.annex import Annex
from tenderkit.papers.annex.context import PrintedLot
from tenderkit.papers.annex.forms import find_cost_clause, has_price_sheet
from tenderkit.papers.award_formula import CEILINGS
from tenderkit.papers.sheets.cost_rows import list_cost_rows
from tenderkit.papers.sheets.options import OPTIONS, name_share
from tenderkit.papers.sheets.price_sheet import list_price_rows
from tenderkit.papers.sheets.sheet_rows import FigureReader
from tenderkit.purchase.figures import CEILING_FIGURE, is_numbered_list

UNUSED, UNCOMPARED = "sheet-figure-unused", "price-not-compared"


def find_odd_figures(annex: Annex) -> tuple[Finding, ...]:
    """Return the warnings on the figures of all sheets, those of both functions below."""
    return (*find_unused_figures(annex), *find_uncompared_prices(annex))


def find_unused_figures(annex: Annex) -> Iterator[Finding]:
    """Yield a warning for each figure of `lots.sheet` that no sheet of its lot prints."""
    for lot in annex.lots:
        sheet = lot.part.lot.sheet if lot.part.lot else {}
        printed = list_printed_figures(annex, lot) if sheet else ()
        for key in _list_keys(sheet):
            if key not in printed:
                number = lot.part.number
                place = Place(key=f"lots.{number}.sheet.{key}", lot=number)
                option, label = _find_missing_option(lot, key), label_figure(annex, key)
                if option:
                    message = annex.language.text(f"sense.{UNUSED}", figure=label)
                    fix = annex.language.text(f"sense.{UNUSED}-clause-fix", clause=option)
                    yield Finding(UNUSED, message, fix, "warn", place)
                else:
                    yield _warn(annex, UNUSED, place, figure=label)


def find_uncompared_prices(annex: Annex) -> Iterator[Finding]:
    """Yield a warning for each option of a clause whose price no sheet asks for.

    In a repair lot the authority lists under `repairs` what it compares.
    """
    for lot in annex.lots:
        if lot.part.lot is None or lot.part.facts.acquisition == "repair":
            continue
        figures = FigureReader(annex.context, lot)
        for clause in lot.clauses:
            option = OPTIONS.get(clause.clause.id)
            if option and not any(figures.has_figure(name_share(option), kind) for kind in clause.pick.items):
                number = lot.part.number
                place = Place(key=f"lots.{number}.sheet.{name_share(option)}", lot=number, clause=clause.clause.id)
                yield _warn(annex, UNCOMPARED, place, clause=clause.title)


def label_figure(annex: Annex, key: str) -> str:
    """Return the label of a figure, with its kind of equipment where the key ends with a category."""
    name, _, category = key.partition(".")
    label = annex.language.text(f"figures.{name}")
    if not category:
        return label
    kinds = annex.language.bare_label(annex.selection.library.vocabulary.categories[category].label)
    return annex.language.text("interview.value-for", name=label, kinds=kinds)


def _find_missing_option(lot: PrintedLot, key: str) -> str:
    """Return the id of the clause whose option a figure brings into a sheet; empty where no clause is missing."""
    present = {clause.clause.id for clause in lot.clauses}
    figure = key.partition(".")[0]
    return next((id_ for id_, option in OPTIONS.items() if name_share(option) == figure and id_ not in present), "")


def _warn(annex: Annex, rule: str, place: Place, **values: object) -> Finding:
    message, fix = annex.language.remark(f"sense.{rule}", **values)
    return Finding(rule, message, fix, "warn", place)


def list_printed_figures(annex: Annex, lot: PrintedLot) -> tuple[str, ...]:
    """Return the keys of the figures that the sheets and the formulas of a lot print, once they are set."""
    figures, clause = FigureReader(annex.context, lot), find_cost_clause(lot)
    if clause is not None:
        list_cost_rows(annex.context, lot, clause, figures)
    elif has_price_sheet(annex.context, lot):
        list_price_rows(annex.context, lot, figures)
    hows = {criterion.how for criterion in lot.criteria}
    formula = ("price-difference",) if "spread" in hows else ()
    return (*figures.printed, *formula, *((CEILING_FIGURE,) if hows.intersection(CEILINGS) else ()))


def _list_keys(sheet: Mapping[str, Any]) -> Iterator[str]:
    """Yield the keys of a sheet, such as `labour-hours`, and `repairs.laptop` where a figure is by category."""
    for name, value in sheet.items():
        if isinstance(value, Mapping) and not is_numbered_list(name, value):
            yield from (f"{name}.{category}" for category in value)
        else:
            yield name
