# SPDX-License-Identifier: Apache-2.0
"""The market dialogue: what the authority asks firms before the tender, because circular procurement begins there.

Source: Recommendation ITU-T L.1061 has the market consulted before requirements are set.
"""

from collections.abc import Iterator

from tenderkit.library.buyer_steps import choose_market_questions
from tenderkit.papers.annex.annex import Annex
from tenderkit.papers.annex.context import PrintedLot
from tenderkit.papers.annex.lots import list_quantities
from tenderkit.papers.blocks import Block, Heading, Paragraph, Table
from tenderkit.papers.clause_text import PrintedClause
from tenderkit.papers.paper import Paper

_ANSWER_HEIGHT = 12  # millimetres: room for two lines by hand


def compose_dialogue(annex: Annex) -> Paper:
    """Compose the market dialogue: what is planned, the questions that fit the purchase, the values to confirm."""
    text = annex.language.text
    blocks: list[Block] = [
        Heading(text("dialogue.how"), 1),
        *(Paragraph(text(f"dialogue.{key}")) for key in ("purpose", "answers", "fairness")),
        Heading(text("dialogue.planned"), 1),
    ]
    for lot in annex.lots:
        assert lot.part.lot is not None
        model = annex.context.label_word("acquisitions", lot.part.lot.acquisition)
        blocks += [Paragraph(model, lot.title, "fact"), list_quantities(annex.context, lot.part.lot)]
    blocks += _list_questions(annex)
    blocks += [Heading(text("dialogue.values"), 1), Paragraph(text("dialogue.values-intro"), style="note")]
    for lot in annex.lots:
        blocks += _list_values(annex, lot)
    return annex.make_paper(text("dialogue.title"), tuple(blocks), wide=True)


def _list_questions(annex: Annex) -> Iterator[Block]:
    """Yield the questions to the market that fit at least one lot, with room for answers."""
    context, text = annex.context, annex.language.text
    questions = choose_market_questions(context.library.buyer_steps, [lot.part.facts for lot in annex.lots])
    rows = tuple(
        (annex.language.number(number), context.lead_with_lots(annex.language.words(question.text), lots), "")
        for number, (question, lots) in enumerate(questions, 1)
    )
    head = tuple(text(f"dialogue.{key}") for key in ("number", "question", "answer"))
    yield Heading(text("dialogue.questions"), 1)
    yield Table(text("dialogue.questions"), head, rows, (6, 47, 47), height=_ANSWER_HEIGHT)


def _list_values(annex: Annex, lot: PrintedLot) -> Iterator[Block]:
    """Yield a table of the values that a lot asks for, as far as no law sets them, with room for answers."""
    text = annex.language.text
    rows = []
    for clause in lot.clauses:
        if not _is_asked_of_market(clause):
            continue
        values = [
            text("dialogue.value", name=clause.clause.parameters[value.name].title, value=value.text)
            for value in clause.values
            if value.value.origin != "law"
        ]
        if values:
            rows.append((clause.title, "\n".join(values), "", "", ""))
    if not rows:
        return
    head = tuple(text(f"dialogue.{key}") for key in ("clause", "planned-value", "met", "price", "proof"))
    yield Heading(lot.title, 2)
    yield Table(lot.title, head, tuple(rows), (20, 32, 16, 16, 16))


def _is_asked_of_market(clause: PrintedClause) -> bool:
    """Return whether firms can say what a value of a clause costs: it is no rule of the tender itself."""
    return clause.clause.kind in ("technical-specification", "contract-performance-clause")
