# SPDX-License-Identifier: Apache-2.0
"""The tables of the response form: first about the tenderer, then lot by lot."""

from tenderkit.papers.annex.context import Context, PrintedLot, name_stage
from tenderkit.papers.annex.cost_sheet import compose_cost_sheet
from tenderkit.papers.annex.part import Part, join_parts
from tenderkit.papers.annex.price_sheet import compose_price_sheet
from tenderkit.papers.blocks import Answer, Block, Heading, Table
from tenderkit.selection.selection import LIFE_CYCLE_COST


def compose_form(context: Context) -> Part:
    """Return the tables that the tenderer fills in, with what the authority still has to decide in them."""
    pieces: list[Part | Block] = [_ask_tenderer(context)]
    for lot in context.all_lots:
        if lot.clauses:
            name = context.name_lot(lot)
            # A tenderer may answer one lot only, so each lot starts on a page of its own.
            pieces += [Heading(name, 2, page_break=lot.part.number > 1), _ask_clauses(context, name, lot)]
            if lot.part.number:
                pieces.append(_compose_sheets(context, lot))
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


def _ask_clauses(context: Context, name: str, lot: PrintedLot) -> Table:
    """Return the table in which the tenderer enters an answer, a value and evidence for each clause of a lot.

    Parameters: `name`, the name of the lot.
    """
    text = context.text
    head = tuple(text(f"response.{key}") for key in ("clause", "question", "answer", "value", "evidence"))
    rows = []
    for clause in lot.clauses:
        stem = clause.tag.partition("@")[0]
        kind = "award" if clause.clause.kind == "award-criterion" else name_stage(clause)
        choices = tuple(text(f"response.{word}-{kind}") for word in ("yes", "no"))
        rows.append(
            (
                f"{clause.number} {clause.title}",
                clause.question,
                Answer(f"{stem}.answer", f"{clause.number} {head[2]}", text("response.choose"), choices),
                Answer(f"{stem}.value", f"{clause.number} {head[3]}", text("response.fill")),
                Answer(f"{stem}.evidence", f"{clause.number} {head[4]}", text("response.fill")),
            )
        )
    return Table(name, head, tuple(rows), (20, 32, 12, 18, 18))


def _compose_sheets(context: Context, lot: PrintedLot) -> Part:
    """Return the cost sheets of a lot, or its price sheet if no clause asks for the life-cycle cost.

    The result is empty for a lot without award criteria, except for a lot that only takes equipment back.
    """
    clause = next((clause for clause in lot.clauses if clause.clause.id == LIFE_CYCLE_COST), None)
    if clause is not None:
        return compose_cost_sheet(context, lot, clause)
    compared = lot.criteria or lot.part.facts.acquisition == "take-back"
    return compose_price_sheet(context, lot) if compared else Part()
