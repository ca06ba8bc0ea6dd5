# SPDX-License-Identifier: Apache-2.0
"""Write tables, with cells to fill in, as the sheets of a workbook; and a plan whose minutes can be changed."""

import datetime
from collections.abc import Mapping, Sequence

from tenderkit.formats.excel.book import Book, Hint, Sheet, name_block
from tenderkit.frozen import frozen_dataclass
from tenderkit.library.language import Language
from tenderkit.papers.blocks import Answer, Table

# The width of a sheet in characters, divided as the columns of its table are.
_WIDTH, _CHOICES_WIDTH = 130, 40
_HEAD, _FIRST = 2, 3


@frozen_dataclass
class TableSheet:
    """A sheet of a workbook: its name, a line that says what it is, and its table."""

    name: str
    intro: str
    table: Table


@frozen_dataclass
class PlanSheet:
    """A plan: its name, the heads of its two columns, each step with its minutes, and the name of the total."""

    name: str
    head: tuple[str, str]
    steps: tuple[tuple[str, int], ...]
    total: str


def write_sheets(
    sheets: Sequence[TableSheet | PlanSheet], title: str, language: Language, created: datetime.datetime
) -> bytes:
    """Return the bytes of a workbook with a sheet for each table or plan, the same on every machine.

    Parameters: `title`, the title in the properties of the file; `created`, the date of creation that it states.
    """
    book = Book(language, title, created, "exercise.form")
    lists = [cell.choices for sheet in sheets if isinstance(sheet, TableSheet) for cell in _list_fields(sheet.table)]
    names = {choices: f"choices{number}" for number, choices in enumerate(dict.fromkeys(filter(None, lists)), 1)}
    for sheet in sheets:
        if isinstance(sheet, PlanSheet):
            _draw_plan(book, sheet)
        else:
            _draw_table(book, sheet, names)
    return book.close_file(stored=True)


def _list_fields(table: Table) -> list[Answer]:
    return [cell for row in table.rows for cell in row if isinstance(cell, Answer)]


def _draw_table(book: Book, page: TableSheet, names: dict[tuple[str, ...], str]) -> None:
    """Draw a table, with a list to choose from in each cell that has choices."""
    table = page.table
    widths = [_WIDTH * width / sum(table.widths) for width in table.widths]
    sheet: Sheet = book.add_sheet(page.name, widths)
    sheet.write_text(0, 0, page.name, "title")
    sheet.write_paragraph(1, page.intro)
    for column, head in enumerate(table.head):
        sheet.write_text(_HEAD, column, head, "head")
    for number, row in enumerate(table.rows, _FIRST):
        for column, cell in enumerate(row):
            if not isinstance(cell, Answer):
                sheet.write_text(number, column, cell, "label")
                continue
            hint = Hint(cell.name, cell.prompt, cell.prompt)
            rule = None
            if cell.choices:
                rule = {"validate": "list", "source": f"={names[cell.choices]}"}
            sheet.add_entries(number, [column], hint, rule, "input-text")
            if cell.draft:
                sheet.enter_value(number, column, cell.draft)
        texts = [(c.draft if isinstance(c, Answer) else c, widths[column]) for column, c in enumerate(row)]
        sheet.fit_height(number, *texts)
    last = max(len(table.rows) + _HEAD, _HEAD)
    sheet.freeze_heads(_HEAD, _HEAD, 1, last)
    if lists := dict.fromkeys(cell.choices for cell in _list_fields(table) if cell.choices):
        sheet.set_print_area(last)
        _draw_choices(book, sheet, {choices: names[choices] for choices in lists})


def _draw_choices(book: Book, sheet: Sheet, names: Mapping[tuple[str, ...], str]) -> None:
    """Draw the choices next to a table, where they are not printed, a column for each list, and name these lists."""
    for column, (choices, name) in enumerate(names.items(), len(sheet.widths) + 1):
        sheet.set_width(column, _CHOICES_WIDTH)
        sheet.write_text(_HEAD, column, book.t("exercise.choose"), "head")
        for row, choice in enumerate(choices, _FIRST):
            sheet.write_text(row, column, choice, "label")
        block = sheet.refer_to_block(_FIRST, column, _FIRST + len(choices) - 1, column)
        book.workbook.define_name(name, f"={block}")


def _draw_plan(book: Book, page: PlanSheet) -> None:
    """Draw a plan: minutes that a trainer can change, and a total that follows."""
    sheet = book.add_sheet(page.name, [60, 14])
    sheet.write_text(0, 0, page.name, "title")
    for column, head in enumerate(page.head):
        sheet.write_text(_HEAD, column, head, "head")
    rule = {"validate": "integer", "criteria": "between", "minimum": 0, "maximum": 600}
    for row, (step, minutes) in enumerate(page.steps, _FIRST):
        sheet.write_text(row, 0, step, "label")
        sheet.add_entries(row, [1], Hint(page.head[1], step, step), rule, "input", "whole")
        sheet.enter_value(row, 1, minutes)
    last = _FIRST + len(page.steps)
    sheet.write_text(last, 0, page.total, "name")
    block = name_block(_FIRST, 1, last - 1, 1)
    total = sum(minutes for _, minutes in page.steps)
    sheet.write_formula(last, 1, f"SUM({block})", "bold", "whole", total)
