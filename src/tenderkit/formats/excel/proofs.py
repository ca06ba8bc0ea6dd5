# SPDX-License-Identifier: Apache-2.0
"""The sheet of a lot on which the panel records the proof that it asks of the tender proposed for award."""

from tenderkit.formats.excel.book import Book, Colour, Hint
from tenderkit.papers.evaluation import LotEvaluation

WIDTHS = (8, 28, 52, 14, 14, 16, 40)
_PROPOSED, _HEAD, _LINES = 2, 3, 4
_DAYS, _ANSWER, _REMARK = (3, 4), 5, 6


def draw_proofs(book: Book, lot: LotEvaluation) -> None:
    """Draw the sheet with a row for each clause of a lot that asks for proof on request, if there is one."""
    if not lot.proofs:
        return
    t = book.t
    sheet = book.add_sheet(t("evaluation.proofs-sheet", number=lot.number), WIDTHS)
    sheet.write_text(0, 0, t("evaluation.proofs-title", lot=lot.name), "title")
    gates = t("evaluation.gates-sheet", number=lot.number)
    sheet.write_paragraph(1, t("evaluation.proofs-intro", gates=gates, not_met=t("evaluation.not-met")))
    sheet.write_text(_PROPOSED, 1, t("evaluation.proposed"))
    proposed = Hint(t("evaluation.proposed"), t("evaluation.proposed-help"))
    sheet.add_entries(_PROPOSED, (2,), proposed, style="input-text")
    heads = ("clause", "line-title", "proof", "proof-asked", "proof-received", "proof-sufficient", "proof-remark")
    for column, key in enumerate(heads):
        sheet.write_text(_HEAD, column, t(f"evaluation.{key}"), "head")
    answers = [t(f"evaluation.{key}") for key in ("proof-yes", "proof-no", "open")]
    for row, proof in enumerate(lot.proofs, _LINES):
        for column, text in enumerate((proof.number, proof.title, proof.proof)):
            sheet.write_text(row, column, text)
        sheet.fit_height(row, (proof.title, WIDTHS[1]), (proof.proof, WIDTHS[2]))
        about = {"number": proof.number, "title": proof.title}
        day = Hint(proof.number, t("evaluation.proof-day-help", **about))
        sheet.add_entries(row, _DAYS, day, style="input-text")
        hint = Hint(proof.number, t("evaluation.proof-answer-help", **about), t("evaluation.list-wrong"))
        sheet.add_entries(row, (_ANSWER,), hint, {"validate": "list", "source": answers}, "input-text")
        remark = Hint(proof.number, t("evaluation.proof-remark-help", **about))
        sheet.add_entries(row, (_REMARK,), remark, style="input-text")
    last = _LINES + len(lot.proofs) - 1
    marks: dict[str, Colour] = dict(zip(answers, ("good", "wrong", "wait"), strict=True))
    sheet.colour_cells(_LINES, _ANSWER, last, _ANSWER, marks)
    sheet.freeze_heads(_HEAD, _HEAD, 2, last)
    sheet.set_cursor(_PROPOSED, 2)
