# SPDX-License-Identifier: Apache-2.0
"""The sheets of a lot on which bids are admitted or refused, and the proof of the one proposed for award is recorded.

The first has a column for each bid and a row for each requirement, the second a row for each proof asked on request.
"""

from collections.abc import Callable

from tenderkit.formats.excel.book import Book, Colour, Hint, Sheet, name_block, name_cell, quote_text
from tenderkit.frozen import frozen_dataclass
from tenderkit.papers.evaluation import TENDERS, LotEvaluation
from tenderkit.papers.form_fields import ACCEPTANCE

# A bid has the same column on both sheets of a lot.
FIRST = 4
LAST = FIRST + TENDERS - 1
COLUMNS = range(FIRST, LAST + 1)
WIDTHS = (8, 28, 52, 14, *(12,) * TENDERS)
HEAD, NAME, OUTCOME, LINES = 2, 3, 4, 5
# The sheet of the proofs: a row for each, with two days, an answer and a remark.
_PROOF_WIDTHS = (8, 28, 52, 14, 14, 16, 40)
_PROPOSED, _PROOF_HEAD, _PROOF_LINES = 2, 3, 4
_DAYS, _ANSWER, _REMARK = (3, 4), 5, 6


@frozen_dataclass
class GateAnswers:
    """The answers that the panel may give, in the workbook's language.

    The first three are about a requirement; `source` is the name of the block of cells that lists them. `complete`
    and `to_follow` are about a statement that a contract performance clause asks for; `stated` lists these."""

    met: str
    not_met: str
    open: str
    source: str
    complete: str
    to_follow: str
    stated: str


class Gates:
    """Draws the sheet on which the panel admits or refuses the bids in a lot."""

    def __init__(self, book: Book, lot: LotEvaluation, answers: GateAnswers) -> None:
        self.book, self.lot, self.answers, self.t = book, lot, answers, book.t
        # The first row of the statements that contract performance clauses ask for; they do not decide the outcome.
        self.stated = self.last = 0
        self.sheet: Sheet = book.add_sheet(book.t("evaluation.gates-sheet", number=lot.number), WIDTHS)

    def draw(self) -> None:
        """Draw the heads, a row for each requirement, and the name and the outcome of each bid."""
        t, sheet, lot = self.t, self.sheet, self.lot
        sheet.write_text(0, 0, t("evaluation.gates-title", lot=lot.name), "title")
        intro = t("evaluation.gates-intro")
        sheet.write_paragraph(1, intro if lot.sets_requirements else f"{intro} {t('evaluation.none')}")
        for column, key in enumerate(("clause", "line-title", "asked", "part")):
            sheet.write_text(HEAD, column, t(f"evaluation.{key}"), "head")
        for number, column in enumerate(COLUMNS, 1):
            sheet.write_text(HEAD, column, t("evaluation.tender", number=number), "head")
        last = self._draw_requirements()
        self._draw_names()
        self._draw_outcome(last)
        sheet.freeze_heads(HEAD, OUTCOME, 2, last + bool(self.lot.cost))
        sheet.set_cursor(NAME, FIRST)
        self.last = last

    def draw_prices(self, total: Callable[[int], str]) -> None:
        """Draw the last row, which is met when the cost sheet of a bid is complete.

        It never says by itself that a price is missing for good: an answer that was not entered may still be clear to
        the panel. Parameters: `total`, a function that takes the column of a bid and returns the name of the cell
        with its life-cycle cost.
        """
        t, sheet, row = self.t, self.sheet, self.last + 1
        kind = "price" if self.lot.cost and self.lot.cost.of_prices else "cost"
        title, part = t("evaluation.prices"), t(f"evaluation.{kind}s-part")
        clause = next(scored.number for scored in self.lot.criteria if scored.by_cost_sheet)
        words = {"not_met": self.answers.not_met, "other": t("evaluation.outside")}
        asked = t(f"evaluation.prices-asked{'' if clause else '-alone'}", clause=clause, **words)
        for column, text in enumerate(("", title, asked, part)):
            sheet.write_text(row, column, text)
        sheet.fit_height(row, (title, WIDTHS[1]), (asked, WIDTHS[2]), (part, WIDTHS[3]))
        met, still_open = quote_text(self.answers.met), quote_text(self.answers.open)
        for column in COLUMNS:
            formula = f'IF(TRIM({name_cell(NAME, column)})="","",IF(ISNUMBER({total(column)}),{met},{still_open}))'
            sheet.write_formula(row, column, formula, "word")
        sheet.colour_cells(row, FIRST, row, LAST, {self.answers.met: "good", self.answers.open: "wait"})
        self.book.note_place(f"{self.lot.number}.prices", sheet, row, FIRST)

    def _draw_names(self) -> None:
        t, sheet = self.t, self.sheet
        sheet.write_text(NAME, 1, t("evaluation.name"))
        for column in (0, 2, 3):
            sheet.write_blank(NAME, column, "void")
        hint = Hint(t("evaluation.name"), t("evaluation.name-help"))
        sheet.add_entries(NAME, COLUMNS, hint, style="input-text")
        sheet.fit_height(NAME, ("\n", WIDTHS[FIRST]))
        self.book.note_place(f"{self.lot.number}.name", sheet, NAME, FIRST)

    def _draw_requirements(self) -> int:
        """Draw a row for each requirement, and a last row for the requirements of the other tender documents.

        Returns the position of the last row."""
        t, sheet, row = self.t, self.sheet, LINES
        for gate in self.lot.gates:
            asked = "\n".join(gate.asked)
            if gate.field == ACCEPTANCE:
                self.book.note_place(f"{self.lot.number}.acceptance", sheet, row, FIRST)
            if gate.stated and not self.stated:
                self.stated = row
                self.book.note_place(f"{self.lot.number}.first-statement", sheet, row, FIRST)
            self._draw_requirement(row, gate.number, gate.title, asked, gate.part, stated=gate.stated)
            row += 1
        outside = [t(f"evaluation.outside{key}") for key in ("", "-asked", "-part")]
        self._draw_requirement(row, "", *outside)
        words = self.answers
        marks: dict[str, Colour] = {words.met: "good", words.not_met: "wrong", words.open: "wait"}
        marks |= {words.complete: "good", words.to_follow: "wait"}
        sheet.colour_cells(LINES, FIRST, row, LAST, marks)
        self.book.note_place(f"{self.lot.number}.first-gate", sheet, LINES, FIRST)
        self.book.note_place(f"{self.lot.number}.last-gate", sheet, row, FIRST)
        return row

    def _draw_requirement(
        self, row: int, number: str, title: str, asked: str, part: str, *, stated: bool = False
    ) -> None:
        t, sheet = self.t, self.sheet
        for column, text in enumerate((number, title, asked, part)):
            sheet.write_text(row, column, text)
        sheet.fit_height(row, (title, WIDTHS[1]), (asked, WIDTHS[2]), (part, WIDTHS[3]))
        help_ = t(f"evaluation.{'stated' if stated else 'answer'}-help", title=title)
        hint = Hint(number or t("evaluation.part"), help_, t("evaluation.list-wrong"))
        source = self.answers.stated if stated else self.answers.source
        sheet.add_entries(row, COLUMNS, hint, {"validate": "list", "source": source}, "input-text")

    def _count_answers(self, column: int, last: int, word: str) -> str:
        """Return the formula that counts an answer of a bid in the rows that decide whether it is admitted."""
        end = last + bool(self.lot.cost)
        blocks = ((LINES, self.stated - 1), (last, end)) if self.stated else ((LINES, end),)
        cells = (name_block(top, column, row, column, fixed=False) for top, row in blocks if top <= row)
        return "+".join(f"SUMPRODUCT(--({block}={quote_text(word)}))" for block in cells)

    def _draw_outcome(self, last: int) -> None:
        t, sheet = self.t, self.sheet
        deciding = sum(not gate.stated for gate in self.lot.gates) + 1 + bool(self.lot.cost)
        sheet.write_text(OUTCOME, 1, t("evaluation.outcome"))
        for column in (0, 2, 3):
            sheet.write_blank(OUTCOME, column, "void")
        for column in COLUMNS:
            name, lines = name_cell(NAME, column), name_block(LINES, column, last, column, fixed=False)
            met, not_met = (self._count_answers(column, last, w) for w in (self.answers.met, self.answers.not_met))
            sheet.write_formula(
                OUTCOME,
                column,
                f'IF(TRIM({name})="",IF(COUNTA({lines})>0,{quote_text(t("evaluation.nameless"))},""),'
                f"IF({not_met}>0,{quote_text(t('evaluation.refused'))},IF({met}={deciding},"
                f"{quote_text(t('evaluation.admitted'))},{quote_text(t('evaluation.pending'))})))",
                "word",
            )
        sheet.colour_cells(OUTCOME, FIRST, OUTCOME, LAST, list_outcome_colours(self.book))


def list_outcome_colours(book: Book) -> dict[str, Colour]:
    """Return the colour of each outcome, keyed by its word in the workbook's language, such as “admitted”."""
    return {
        book.t("evaluation.admitted"): "good",
        book.t("evaluation.refused"): "wrong",
        book.t("evaluation.pending"): "wait",
        book.t("evaluation.nameless"): "wrong",
    }


def draw_proofs(book: Book, lot: LotEvaluation) -> None:
    """Draw the sheet with a row for each clause of a lot that asks for proof on request, if there is one."""
    if not lot.proofs:
        return
    t = book.t
    sheet = book.add_sheet(t("evaluation.proofs-sheet", number=lot.number), _PROOF_WIDTHS)
    sheet.write_text(0, 0, t("evaluation.proofs-title", lot=lot.name), "title")
    gates = t("evaluation.gates-sheet", number=lot.number)
    sheet.write_paragraph(1, t("evaluation.proofs-intro", gates=gates, not_met=t("evaluation.not-met")))
    sheet.write_text(_PROPOSED, 1, t("evaluation.proposed"))
    proposed = Hint(t("evaluation.proposed"), t("evaluation.proposed-help"))
    sheet.add_entries(_PROPOSED, (2,), proposed, style="input-text")
    heads = ("clause", "line-title", "proof", "proof-asked", "proof-received", "proof-sufficient", "proof-remark")
    for column, key in enumerate(heads):
        sheet.write_text(_PROOF_HEAD, column, t(f"evaluation.{key}"), "head")
    answers = [t(f"evaluation.{key}") for key in ("proof-yes", "proof-no", "open")]
    for row, proof in enumerate(lot.proofs, _PROOF_LINES):
        for column, text in enumerate((proof.number, proof.title, proof.proof)):
            sheet.write_text(row, column, text)
        sheet.fit_height(row, (proof.title, _PROOF_WIDTHS[1]), (proof.proof, _PROOF_WIDTHS[2]))
        about = {"number": proof.number, "title": proof.title}
        day = Hint(proof.number, t("evaluation.proof-day-help", **about))
        sheet.add_entries(row, _DAYS, day, style="input-text")
        hint = Hint(proof.number, t("evaluation.proof-answer-help", **about), t("evaluation.list-wrong"))
        sheet.add_entries(row, (_ANSWER,), hint, {"validate": "list", "source": answers}, "input-text")
        remark = Hint(proof.number, t("evaluation.proof-remark-help", **about))
        sheet.add_entries(row, (_REMARK,), remark, style="input-text")
    last = _PROOF_LINES + len(lot.proofs) - 1
    marks: dict[str, Colour] = dict(zip(answers, ("good", "wrong", "wait"), strict=True))
    sheet.colour_cells(_PROOF_LINES, _ANSWER, last, _ANSWER, marks)
    sheet.freeze_heads(_PROOF_HEAD, _PROOF_HEAD, 2, last)
    sheet.set_cursor(_PROPOSED, 2)
