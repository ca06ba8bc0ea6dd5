# SPDX-License-Identifier: Apache-2.0
"""The sheet of a lot on which tenders are admitted: one column for each tender, one line for each requirement."""

from dataclasses import dataclass

from tenderkit.formats.excel.book import Book, Hint, Mark, Sheet, cell, quoted, span
from tenderkit.papers.evaluation import TENDERS, LotEvaluation

# Tenders stand in the same columns on both sheets of a lot.
FIRST = 4
LAST = FIRST + TENDERS - 1
COLUMNS = range(FIRST, LAST + 1)
WIDTHS = (8, 28, 52, 14, *(12,) * TENDERS)
HEAD, NAME, OUTCOME, LINES = 2, 3, 4, 5


@dataclass(frozen=True)
class Answers:
    """The words that a line may be answered with, and the cells that hold them."""

    met: str
    not_met: str
    open: str
    source: str


class Gates:
    """Draws the sheet."""

    def __init__(self, book: Book, lot: LotEvaluation, answers: Answers) -> None:
        self.book, self.lot, self.answers, self.t = book, lot, answers, book.t
        self.sheet: Sheet = book.sheet(book.t("evaluation.gates-sheet", number=lot.number), WIDTHS)

    def draw(self) -> None:
        """Write everything."""
        t, sheet, lot = self.t, self.sheet, self.lot
        sheet.text(0, 0, t("evaluation.gates-title", lot=lot.name), "title")
        intro = t("evaluation.gates-intro")
        sheet.paragraph(1, intro if lot.gates else f"{intro} {t('evaluation.none')}")
        for column, key in enumerate(("clause", "line-title", "asked", "part")):
            sheet.text(HEAD, column, t(f"evaluation.{key}"), "head")
        for number, column in enumerate(COLUMNS, 1):
            sheet.text(HEAD, column, t("evaluation.tender", number=number), "head")
        last = self._lines()
        self._names()
        self._outcome(last)
        sheet.heads(HEAD, OUTCOME, 2, last)
        sheet.begin(NAME, FIRST)

    def _names(self) -> None:
        t, sheet = self.t, self.sheet
        sheet.text(NAME, 1, t("evaluation.name"))
        for column in (0, 2, 3):
            sheet.blank(NAME, column, "void")
        hint = Hint(t("evaluation.name"), t("evaluation.name-help"))
        sheet.entries(NAME, COLUMNS, hint, style="input-text")
        sheet.height(NAME, ("\n", WIDTHS[FIRST]))
        self.book.keep(f"{self.lot.number}.name", sheet, NAME, FIRST)

    def _lines(self) -> int:
        """The lines; returns the last row."""
        t, sheet, row = self.t, self.sheet, LINES
        for gate in self.lot.gates:
            asked = "\n".join(gate.asked)
            self._line(row, gate.number, gate.title, asked, gate.part)
            row += 1
        outside = [t(f"evaluation.outside{key}") for key in ("", "-asked", "-part")]
        self._line(row, "", *outside)
        words = self.answers
        marks: dict[str, Mark] = {words.met: "good", words.not_met: "wrong", words.open: "wait"}
        sheet.marked(LINES, FIRST, row, LAST, marks)
        self.book.keep(f"{self.lot.number}.first-gate", sheet, LINES, FIRST)
        self.book.keep(f"{self.lot.number}.last-gate", sheet, row, FIRST)
        return row

    def _line(self, row: int, number: str, title: str, asked: str, part: str) -> None:
        t, sheet = self.t, self.sheet
        for column, text in enumerate((number, title, asked, part)):
            sheet.text(row, column, text)
        sheet.height(row, (title, WIDTHS[1]), (asked, WIDTHS[2]), (part, WIDTHS[3]))
        hint = Hint(
            number or t("evaluation.part"), t("evaluation.answer-help", title=title), t("evaluation.list-wrong")
        )
        sheet.entries(row, COLUMNS, hint, {"validate": "list", "source": self.answers.source}, "input-text")

    def _outcome(self, last: int) -> None:
        t, sheet = self.t, self.sheet
        sheet.text(OUTCOME, 1, t("evaluation.outcome"))
        for column in (0, 2, 3):
            sheet.blank(OUTCOME, column, "void")
        for column in COLUMNS:
            name, lines = cell(NAME, column), span(LINES, column, last, column, fixed=False)
            sheet.formula(
                OUTCOME,
                column,
                f'IF(TRIM({name})="",IF(COUNTA({lines})>0,{quoted(t("evaluation.nameless"))},""),'
                f"IF(SUMPRODUCT(--({lines}={quoted(self.answers.not_met)}))>0,{quoted(t('evaluation.refused'))},"
                f"IF(SUMPRODUCT(--({lines}={quoted(self.answers.met)}))={last - LINES + 1},"
                f"{quoted(t('evaluation.admitted'))},{quoted(t('evaluation.pending'))})))",
                "word",
            )
        sheet.marked(OUTCOME, FIRST, OUTCOME, LAST, outcome_marks(self.book))


def outcome_marks(book: Book) -> dict[str, Mark]:
    """How the outcomes are coloured."""
    return {
        book.t("evaluation.admitted"): "good",
        book.t("evaluation.refused"): "wrong",
        book.t("evaluation.pending"): "wait",
        book.t("evaluation.nameless"): "wrong",
    }
