# SPDX-License-Identifier: Apache-2.0
"""The tables of the response form: about the tenderer, the acceptance of the contract clauses, then lot by lot."""

from collections.abc import Iterator

from tenderkit.papers.annex.acceptance import describe_acceptance
from tenderkit.papers.annex.context import Context, PrintedLot
from tenderkit.papers.annex.cost_sheet import compose_cost_sheet
from tenderkit.papers.annex.part import Part, join_parts
from tenderkit.papers.annex.price_sheet import compose_price_sheet
from tenderkit.papers.blocks import Answer, Block, Cell, Heading, Table
from tenderkit.papers.clause_text import PrintedClause
from tenderkit.papers.form_fields import ACCEPTANCE
from tenderkit.selection.selection import LIFE_CYCLE_COST


def compose_form(context: Context) -> Part:
    """Return the tables that the tenderer fills in, with what the authority still has to decide in them."""
    pieces: list[Part | Block] = [_ask_tenderer(context), *_ask_acceptance(context)]
    for lot in context.all_lots:
        name = context.name_lot(lot)
        tables = tuple(_ask_clauses(context, name, lot))
        sheets = _compose_sheets(context, lot) if lot.part.number else Part()
        if tables or sheets.blocks:
            # A tenderer may answer one lot only, so each lot starts on a page of its own.
            pieces += [Heading(name, 2, page_break=lot.part.number > 1), *tables, sheets]
    return join_parts(*pieces)


def _ask_tenderer(context: Context) -> Table:
    """Return the table in which the tenderer enters its name, contact person, models, date and signature."""
    text = context.text
    fill, choose = text("response.fill"), text("response.choose-day")
    keys = ["name", "person", "models", "date", "signature"]
    if not any(lot.part.facts.items for lot in context.lots):
        # Where every lot only takes equipment away, there is no model to name.
        keys.remove("models")
    rows = tuple(
        (
            text(f"response.{key}"),
            Answer(
                f"tk:tenderer.{key}",
                text(f"response.{key}"),
                choose if key == "date" else fill,
                day=key == "date",
            ),
        )
        for key in keys
    )
    head = (text("response.tenderer"), text("response.answer"))
    return Table(text("response.tenderer-table"), head, rows, (40, 60))


def _ask_acceptance(context: Context) -> Iterator[Table]:
    """Yield the table in which the tenderer accepts the contract performance clauses, if there are any."""
    text, acceptance = context.text, describe_acceptance(context)
    if acceptance is None:
        return
    title = f"{acceptance.number} {acceptance.title}".strip()
    head = tuple(text(key) for key in ("response.clause", "acceptance.head", "response.answer"))
    choices = tuple(text(f"response.{word}-contract") for word in ("yes", "no"))
    answer = Answer(ACCEPTANCE, f"{title}: {head[-1]}", text("response.choose"), choices)
    row = (title, f"{acceptance.covers} {text('acceptance.otherwise')}", answer)
    yield Table(acceptance.title, head, (row,), (22, 64, 14))


def _ask_clauses(context: Context, name: str, lot: PrintedLot) -> Iterator[Table]:
    """Yield the tables on the clauses of a lot: those that the tenderer answers, then those that it accepts.

    A clause that it accepts has a row only if it asks the tenderer for something more.
    Parameters: `name`, the name of the lot.
    """
    text = context.text
    answered = [clause for clause in lot.clauses if not clause.clause.is_accepted]
    accepted = [c for c in lot.clauses if c.clause.is_accepted and (c.question or c.clause.encloses)]
    if answered:
        head = tuple(text(f"response.{key}") for key in ("clause", "question", "answer", "value", "evidence"))
        yield Table(name, head, tuple(_ask_clause(context, clause) for clause in answered), (18, 43, 9, 16, 14))
    if accepted:
        keys: tuple[str, ...] = ("clause", "question", "value")
        widths: tuple[int, ...] = (18, 50, 32)
        if any(clause.clause.encloses for clause in accepted):
            keys, widths = (*keys, "evidence"), (18, 48, 20, 14)
        rows = tuple(_ask_accepted_clause(context, clause)[: len(keys)] for clause in accepted)
        caption = text("response.accepted", lot=name) if answered else name
        yield Table(caption, tuple(text(f"response.{key}") for key in keys), rows, widths)


def _ask_clause(context: Context, clause: PrintedClause) -> tuple[Cell, ...]:
    """Return the row in which the tenderer enters an answer, a value and evidence for a clause."""
    text = context.text
    kind = "award" if clause.clause.kind == "award-criterion" else "tender"
    choices = tuple(text(f"response.{word}-{kind}") for word in ("yes", "no"))
    return (
        f"{clause.number} {clause.title}",
        clause.question,
        _make_field(context, clause, "answer", choices),
        _make_field(context, clause, "value"),
        _make_field(context, clause, "evidence"),
    )


def _ask_accepted_clause(context: Context, clause: PrintedClause) -> tuple[Cell, ...]:
    """Return the row in which the tenderer states what a clause asks for that it accepts with all others.

    There is a field for evidence only if the clause asks for a document with the tender.
    """
    evidence = _make_field(context, clause, "evidence") if clause.clause.encloses else context.text("calendar.none")
    return f"{clause.number} {clause.title}", clause.question, _make_field(context, clause, "value"), evidence


def _make_field(context: Context, clause: PrintedClause, column: str, choices: tuple[str, ...] = ()) -> Answer:
    """Return a cell to fill in for a clause; `column` is `answer`, `value` or `evidence`."""
    text = context.text
    name = f"{clause.number} {text(f'response.{column}')}"
    prompt = text("response.choose" if choices else "response.fill")
    return Answer(f"{clause.stem}.{column}", name, prompt, choices)


def _compose_sheets(context: Context, lot: PrintedLot) -> Part:
    """Return the cost sheets of a lot, or its price sheet if no clause asks for the life-cycle cost.

    The result is empty for a lot without award criteria, except for a lot that only takes equipment back.
    """
    clause = next((clause for clause in lot.clauses if clause.clause.id == LIFE_CYCLE_COST), None)
    if clause is not None:
        return compose_cost_sheet(context, lot, clause)
    compared = lot.criteria or lot.part.facts.acquisition == "take-back"
    return compose_price_sheet(context, lot) if compared else Part()
