# SPDX-License-Identifier: Apache-2.0
"""The first sheet of the evaluation workbook: steps, meaning of cells and colours, answers, rules for points."""

from tenderkit.formats.excel.book import Book, Colour, Sheet, Style, name_block
from tenderkit.formats.excel.gates import GateAnswers
from tenderkit.papers.evaluation import TENDERS, Evaluation

WIDTHS = (28, 110)
_STEP_COUNT = 9
# The step in which prices and values are entered: with cost sheets it has a text of its own.
_VALUES = 4
_CELLS: tuple[tuple[str, Style], ...] = (("input", "input-text"), ("result", "label"), ("fixed", "fixed-text"))
_COLOURS: tuple[Colour, ...] = ("good", "wrong", "wait")
_ANSWERS = ("met", "not-met", "open")
_STATED = ("complete", "to-follow")
_RULES = ("admitted", "complete", "rank", "rank-open", "room", "round")


def draw_guide(book: Book, evaluation: Evaluation) -> GateAnswers:
    """Draw the first sheet, a guide to the workbook; return the answers that the panel may give to a requirement."""
    t = book.t
    sheet = book.add_sheet(t("evaluation.guide"), WIDTHS)
    sheet.write_text(0, 0, t("evaluation.title"), "title")
    sheet.write_text(1, 0, evaluation.title, "strong")
    sheet.write_paragraph(2, t("evaluation.purpose"))
    if book.entered:
        sheet.write_paragraph(3, t("entered.guide", sheet=t("entered.sheet")), "warning")
    row = 4
    for name, value in evaluation.facts:
        row = _write_pair(sheet, row, name, value)
    sheet.write_band(row + 1, t("evaluation.steps"))
    row += 2
    first = evaluation.lots[0].number
    sheets = {key: t(f"evaluation.{key}-sheet", number=first) for key in ("gates", "scores")}
    sheets |= {"ranking": t("evaluation.ranking-sheet"), "check": t("evaluation.final-sheet")}
    sheets |= {"paper": evaluation.paper, "proofs": t("evaluation.proofs-sheet", number=first)}
    costed = next((lot for lot in evaluation.lots if lot.cost), None)
    for number in range(1, _STEP_COUNT + 1):
        key = f"step-{number}"
        if number == _VALUES and costed is not None:
            kind = "price" if costed.cost and costed.cost.of_prices else "cost"
            key, sheets["cost"] = f"{key}-cost", t(f"evaluation.{kind}-sheet", number=costed.number)
        row = _write_pair(sheet, row, book.language.number(number), t(f"evaluation.{key}", **sheets))
    sheet.write_band(row + 1, t("evaluation.colours"))
    row += 2
    for key, style in _CELLS:
        row = _write_pair(sheet, row, t(f"evaluation.{key}"), t(f"evaluation.{key}-meaning"), style)
    for mark in _COLOURS:
        sheet.colour_cells(row, 0, row, 0, {t(f"evaluation.{mark}"): mark})
        row = _write_pair(sheet, row, t(f"evaluation.{mark}"), t(f"evaluation.{mark}-meaning"))
    sheet.write_band(row + 1, t("evaluation.answers"))
    row += 2
    chosen = row
    for key in (*_ANSWERS, *_STATED):
        row = _write_pair(sheet, row, t(f"evaluation.{key}"), t(f"evaluation.{key}-meaning"))
    sheet.write_band(row + 1, t("evaluation.rules"))
    row += 2
    room = {"tenders": TENDERS}
    # Of the rules on equal totals, those that the lots have.
    unheard = {"rank", "rank-open"} - {"rank-open" if lot.ties_entered else "rank" for lot in evaluation.lots}
    for key in (key for key in _RULES if key not in unheard):
        sheet.write_paragraph(row, t(f"evaluation.rule-{key}", **room))
        row += 1
    sheet.set_cursor(0, 0)
    met, not_met, open_, complete, to_follow = (t(f"evaluation.{key}") for key in (*_ANSWERS, *_STATED))
    last = chosen + len(_ANSWERS) - 1
    sources = ((chosen, last), (last + 1, last + len(_STATED)))
    listed, stated = (f"='{sheet.name}'!{name_block(top, 0, end, 0)}" for top, end in sources)
    return GateAnswers(met, not_met, open_, listed, complete, to_follow, stated)


def _write_pair(sheet: Sheet, row: int, name: str, text: str, style: Style = "label") -> int:
    sheet.write_text(row, 0, name, style)
    sheet.write_text(row, 1, text)
    sheet.fit_height(row, (name, WIDTHS[0]), (text, WIDTHS[1]))
    return row + 1
