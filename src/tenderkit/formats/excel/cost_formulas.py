# SPDX-License-Identifier: Apache-2.0
"""The formulas of a cost sheet: what each row comes to for a bid."""

from collections.abc import Mapping, Sequence

from tenderkit.formats.excel.book import name_block
from tenderkit.formats.excel.score_rows import EntryRule, Formula, name_bid_cell
from tenderkit.papers.sheets.cost_rows import ABOVE_ZERO, LONGEST_WARRANTY, PAID_BY_TENDERER, POWERS, CostRow, How

NOT_NEGATIVE: EntryRule = {"validate": "decimal", "criteria": "between", "minimum": 0, "maximum": 1e15}


class Cells:
    """Names the cells that the formulas of a cost sheet read.

    Parameters: `figures` maps the key of each figure of the authority to the name of its cell; `entries` maps the
    form field of each row to the row in which the bids' numbers are entered; `rows`, the rows of the model, or those
    of the whole lot; `discounted`, the name of the cell with the discounted years, empty without one.
    """

    def __init__(
        self,
        figures: Mapping[str, str],
        entries: Mapping[str, int],
        rows: Sequence[CostRow],
        discounted: str = "",
    ) -> None:
        self._figures, self._entries, self._rows, self._discounted = figures, entries, rows, discounted

    def name_figure(self, row: CostRow, name: str) -> str:
        """Return the name of the cell of a figure of a row, such as `hours`."""
        return self._figures[row.figures[name].key]

    def name_years(self, row: CostRow) -> str:
        """Return the name of the cell with the years for which a row counts, discounted where the row is."""
        return self._discounted if "rate" in row.figures else self.name_figure(row, "years")

    def name_entry(self, row: CostRow, column: int) -> str:
        """Return the name of the cell in which the number of a bid for a row is entered."""
        return name_bid_cell(self._entries[row.field], column)

    def list_rows(self, *how: How) -> list[CostRow]:
        """Return the rows that count in one of certain ways."""
        return [row for row in self._rows if row.how in how]


def write_formula(row: CostRow, cells: Cells, *, needed: Formula | None = None) -> Formula:
    """Return the function that takes the column of a bid and returns the formula of what a row comes to.

    The result of the formula is an empty text while a number is missing. Parameters: `needed`, a function that
    returns a further condition, as a formula.
    """

    def formula(column: int) -> str:
        conditions = _list_conditions(row, cells, column) + ([needed(column)] if needed else [])
        return f'IF(AND({",".join(conditions)}),{_compute_cost(row, cells, column)},"")'

    return formula


def write_cut(row: CostRow, cells: Cells) -> Formula:
    """Return the function that returns the formula of what the cap takes from a sum for a unit at its end of use."""

    def formula(column: int) -> str:
        x, conditions = cells.name_entry(row, column), _list_conditions(row, cells, column)
        return f'IF(AND({",".join(conditions)}),MAX(0,N({x})-{_compute_cap(row, cells, column)}),"")'

    return formula


def count_old_equipment(promised: tuple[int, int], price: int, cap: str) -> tuple[Formula, Formula]:
    """Return two functions of the column of a bid: what the sums for old equipment count, and what a cap takes.

    Both return a formula. Parameters: `promised`, the first and the last row of the sums; `price`, the row with the
    price of the lot; `cap`, the name of the cell with the cap in percent of that price, empty without a cap.
    """
    first, last = promised

    def count(column: int) -> tuple[str, str, str]:
        block = name_block(first, column, last, column, fixed=False)
        complete = f"COUNT({block})={last - first + 1}"
        if not cap:
            return complete, f"SUM({block})", f"SUM({block})"
        return f"AND({complete},ISNUMBER({cap}))", f"SUM({block})", f"{cap}/100*{name_bid_cell(price, column)}"

    def counted(column: int) -> str:
        complete, total, most = count(column)
        return f'IF({complete},0-MIN({total},{most}),"")'

    def cut(column: int) -> str:
        complete, total, most = count(column)
        return f'IF({complete},MAX(0,{total}-{most}),"")'

    return counted, cut


def join_sums(blocks: Sequence[tuple[int, int]]) -> Formula:
    """Return the function that returns the formula of the sum of blocks of rows: empty if a cell is not a number.

    The sum is rounded to two decimals. Parameters: `blocks`, the first and the last row of each.
    """
    cells = sum(last - first + 1 for first, last in blocks)

    def join(function: str, column: int) -> str:
        named = (name_block(first, column, last, column, fixed=False) for first, last in blocks)
        return "+".join(f"{function}({block})" for block in named)

    def formula(column: int) -> str:
        total = join("SUM", column)
        return f'IF({join("COUNT", column)}={cells},ROUND({total},2),"")'

    return formula


def count_remarks(entered: Sequence[tuple[CostRow, int]], figures: Mapping[str, str]) -> dict[str, Formula]:
    """Return the formulas that count the entries of a bid at which the panel has to look, by the end of a text's key.

    Parameters: `entered`, each row of the sheets with the position of its entries; `figures` as in `Cells`.
    """
    idle = [at for row, at in entered if row.how == "power"]
    warranties = [(row, at) for row, at in entered if row.how == "warranty"]

    def count_no_numbers(column: int) -> str:
        cells = [(name_bid_cell(at, column), row) for row, at in entered]
        words = [f'({x}<>"")*(1-ISNUMBER({x}))' for x, _ in cells]
        low = [f'COUNTIF({x},"{"<=" if row.how in ABOVE_ZERO else "<"}0")' for x, row in cells if row.how != "either"]
        return "+".join((*words, *low))

    def count_zeros(column: int) -> str:
        return "+".join(f"COUNTIF({name_bid_cell(at, column)},0)" for at in idle)

    def count_odd_warranties(column: int) -> str:
        odd = []
        for row, at in warranties:
            x = name_bid_cell(at, column)
            odd.append(f'COUNTIF({x},">{LONGEST_WARRANTY}")')
            if "required" in row.figures:
                odd.append(f'COUNTIF({x},"<"&{figures[row.figures["required"].key]})')
        return "+".join(odd)

    remarks: dict[str, Formula] = {"no-number": count_no_numbers}
    remarks |= {"zero": count_zeros} if idle else {}
    return remarks | ({"warranty": count_odd_warranties} if warranties else {})


def _list_conditions(row: CostRow, cells: Cells, column: int) -> list[str]:
    """Return the conditions under which all numbers of a row are there; sums to be paid may be left out."""
    read = [row]
    if row.how == "repair":
        read += cells.list_rows("warranty")
    elif row.how == "end-of-use":
        read += cells.list_rows("price")
    elif row.how == "emissions":
        read += cells.list_rows(*POWERS)
    conditions = [_test_entry(one, cells, column) for one in read if one.field]
    # Figures that the annex sets are numbers; a period of zero years would divide by zero.
    still_open = {
        cells.name_figure(one, name): name for one in read for name, f in one.figures.items() if f.value is None
    }
    for cell, name in still_open.items():
        conditions += [f"ISNUMBER({cell})", f"N({cell}){'>' if name == 'years' else '>='}0"]
    return conditions


def _test_entry(row: CostRow, cells: Cells, column: int) -> str:
    x = cells.name_entry(row, column)
    if row.how == "either":
        return f"ISNUMBER({x})"
    number = f"ISNUMBER({x}),N({x}){'>' if row.how in ABOVE_ZERO else '>='}0"
    return f'OR({x}="",AND({number}))' if row.how in PAID_BY_TENDERER else number


def _compute_cost(row: CostRow, cells: Cells, column: int) -> str:
    match row.how:
        case "power-in-use" | "power":
            return f"{_compute_energy(row, cells, column)}*{cells.name_figure(row, 'kwh-price')}"
        case "emissions":
            energy = "+".join(_compute_energy(power, cells, column) for power in cells.list_rows(*POWERS))
            return f"({energy})*{cells.name_figure(row, 'factor')}/1000*{cells.name_figure(row, 'tonne-price')}"
        case "end-of-use":
            return f"0-{cells.name_figure(row, 'units')}*{_compute_end_of_use(row, cells, column)}"
        case "mark-up":
            return f"{cells.name_figure(row, 'sum')}*(1+{cells.name_entry(row, column)}/100)"
        case "each" | "each-or-none":
            return f"{cells.name_figure(row, 'number')}*{cells.name_entry(row, column)}"
        case "old":
            units, share = cells.name_figure(row, "units"), cells.name_figure(row, "share")
            return f"{units}*{share}/100*N({cells.name_entry(row, column)})"
        case _:
            factors = _list_factors(row, cells, column)
            return f"{cells.name_figure(row, 'units')}*{cells.name_entry(row, column)}{factors}"


def _list_factors(row: CostRow, cells: Cells, column: int) -> str:
    """Return what the units and the entry of a row are multiplied by, as the end of a formula."""
    number = f"*{cells.name_figure(row, 'number')}" if "number" in row.figures else ""
    match row.how:
        case "monthly":
            return f"*12*{cells.name_figure(row, 'years')}"
        case "term":
            return f"*{cells.name_figure(row, 'months')}"
        case "pages" | "consumables":
            return f"{number}*{cells.name_years(row)}"
        case "repair":
            (warranty,) = cells.list_rows("warranty")
            years = cells.name_figure(row, "years")
            discount = f"*{cells.name_years(row)}/{years}" if "rate" in row.figures else ""
            return f"{number}*MAX(0,{years}-{cells.name_entry(warranty, column)})/{years}{discount}"
        case "option":
            discount = f"*{cells.name_years(row)}/{cells.name_figure(row, 'years')}" if "rate" in row.figures else ""
            return f"*{cells.name_figure(row, 'share')}/100{discount}"
        case _:
            return number


def _compute_energy(row: CostRow, cells: Cells, column: int) -> str:
    """Return the formula of the electricity that the units use in the period of calculation, in kWh."""
    units, hours = (cells.name_figure(row, name) for name in ("units", "hours"))
    return f"{units}*{cells.name_entry(row, column)}/1000*{hours}*{cells.name_years(row)}"


def _compute_cap(row: CostRow, cells: Cells, column: int) -> str:
    (price,) = cells.list_rows("price")
    return f"{cells.name_figure(row, 'cap')}/100*{cells.name_entry(price, column)}"


def _compute_end_of_use(row: CostRow, cells: Cells, column: int) -> str:
    """Return the formula of what the sum for a unit at its end of use counts today, up to its cap."""
    sum_ = f"MIN(N({cells.name_entry(row, column)}),{_compute_cap(row, cells, column)})"
    share, years = cells.name_figure(row, "share"), cells.name_figure(row, "years")
    discount = f"/(1+{cells.name_figure(row, 'rate')}/100)^{years}" if "rate" in row.figures else ""
    return f"{sum_}*{share}/100{discount}"
