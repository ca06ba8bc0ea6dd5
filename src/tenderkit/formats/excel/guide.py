# SPDX-License-Identifier: Apache-2.0
"""The first sheet: what to do, what the cells mean, how it counts; it also holds the answers that can be chosen."""

from tenderkit.formats.excel.book import Book, Mark, Sheet, Style, span
from tenderkit.formats.excel.gates import Answers
from tenderkit.papers.evaluation import MODELS, TENDERS, Evaluation

WIDTHS = (28, 110)
_STEPS = 8
_CELLS: tuple[tuple[str, Style], ...] = (("input", "input-text"), ("result", "label"), ("fixed", "fixed-text"))
_MARKS: tuple[Mark, ...] = ("good", "wrong", "wait")
_ANSWERS = ("met", "not-met", "open")
_RULES = ("admitted", "complete", "rank", "room", "round")


def draw(book: Book, evaluation: Evaluation) -> Answers:
    """Write the sheet. Returns the answers, for the sheets that let one choose."""
    t = book.t
    sheet = book.sheet(t("evaluation.guide"), WIDTHS)
    sheet.text(0, 0, t("evaluation.title"), "title")
    sheet.text(1, 0, evaluation.title, "strong")
    sheet.paragraph(2, t("evaluation.purpose"))
    if book.entered:
        sheet.paragraph(3, t("entered.guide", sheet=t("entered.sheet")), "warning")
    row = 4
    for name, value in evaluation.facts:
        row = _pair(sheet, row, name, value)
    sheet.band(row + 1, t("evaluation.steps"))
    row += 2
    first = evaluation.lots[0].number
    sheets = {key: t(f"evaluation.{key}-sheet", number=first) for key in ("gates", "scores")}
    sheets["ranking"] = t("evaluation.ranking-sheet")
    for number in range(1, _STEPS + 1):
        row = _pair(sheet, row, book.language.number(number), t(f"evaluation.step-{number}", **sheets))
    sheet.band(row + 1, t("evaluation.colours"))
    row += 2
    for key, style in _CELLS:
        row = _pair(sheet, row, t(f"evaluation.{key}"), t(f"evaluation.{key}-meaning"), style)
    for mark in _MARKS:
        sheet.marked(row, 0, row, 0, {t(f"evaluation.{mark}"): mark})
        row = _pair(sheet, row, t(f"evaluation.{mark}"), t(f"evaluation.{mark}-meaning"))
    sheet.band(row + 1, t("evaluation.answers"))
    row += 2
    chosen = row
    for key in _ANSWERS:
        row = _pair(sheet, row, t(f"evaluation.{key}"), t(f"evaluation.{key}-meaning"))
    sheet.band(row + 1, t("evaluation.rules"))
    row += 2
    room = {"tenders": TENDERS, "models": MODELS}
    for key in _RULES:
        sheet.paragraph(row, t(f"evaluation.rule-{key}", **room))
        row += 1
    sheet.begin(0, 0)
    met, not_met, open_ = (t(f"evaluation.{key}") for key in _ANSWERS)
    return Answers(met, not_met, open_, f"='{sheet.name}'!{span(chosen, 0, chosen + len(_ANSWERS) - 1, 0)}")


def _pair(sheet: Sheet, row: int, name: str, text: str, style: Style = "label") -> int:
    sheet.text(row, 0, name, style)
    sheet.text(row, 1, text)
    sheet.height(row, (name, WIDTHS[0]), (text, WIDTHS[1]))
    return row + 1
