# SPDX-License-Identifier: Apache-2.0
"""The tables of the response form: about the tenderer, the acceptance of the contract clauses, then part by part."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from tenderkit.frozen import copy_with, frozen_dataclass
from tenderkit.library.language import contains_word_form
from tenderkit.papers.annex.acceptance import describe_acceptance
from tenderkit.papers.annex.context import Context, PrintedLot
from tenderkit.papers.annex.part import Part, join_parts
from tenderkit.papers.blocks import Answer, Block, Cell, Heading, Paragraph, Table
from tenderkit.papers.clause_text import PrintedClause
from tenderkit.papers.form_fields import ACCEPTANCE, PROCESSOR_RULE, QUALITY
from tenderkit.papers.sheets.cost_sheet import compose_cost_sheet
from tenderkit.papers.sheets.price_sheet import compose_price_sheet
from tenderkit.papers.sheets.sheet_rows import list_scored_models, tag_model
from tenderkit.selection.selection import LIFE_CYCLE_COST

# The columns of the tables of clauses with their relative widths. A table has those that its rows need.
_WIDTHS = {"clause": 15, "question": 38, "lot": 6, "answer": 8, "value": 36, "evidence": 14}
# The acquisition models in which a tenderer offers no models: the units are the authority’s, or items of a sheet.
_WITHOUT_MODELS = ("take-back", "repair", "consumables")
# The letters of a question that ask for one line of an answer, and the most lines that a field begins with.
_LETTERS_OF_A_LINE, _MOST_LINES = 70, 4


@frozen_dataclass
class _Row:
    """A row of a table of clauses: a cell for each column; `lot` is empty where the table holds for one lot alone.

    Where a clause scores several models, a row with the question comes first, then one for each model, without the
    clause and with the name of the model as its question.
    """

    clause: str
    question: str
    answer: Cell
    value: Cell
    evidence: Cell
    lot: str = ""


def compose_form(context: Context) -> Part:
    """Return the tables that the tenderer fills in, with what the authority still has to decide in them."""
    pieces: list[Part | Block] = [_ask_tenderer(context), *_ask_acceptance(context)]
    pieces += _compose_part(context, context.general.title, "", _ask_clauses(context, context.general.clauses))
    shared = tuple(_ask_shared_clauses(context))
    pieces += _compose_part(context, context.text("common.title"), "-common", shared)
    for lot in context.lots:
        name = context.name_lot(lot)
        rows = (*_ask_clauses(context, lot.own_clauses, lot), *_ask_quality(context, lot))
        part = join_parts(*_compose_part(context, name, "", rows), _compose_sheets(context, lot))
        if part.blocks and lot.part.number > 1:
            # A tenderer may answer one lot only, so each lot starts on a page of its own.
            first, *others = part.blocks
            assert isinstance(first, Heading)
            part = replace(part, blocks=(replace(first, page_break=True), *others))
        pieces.append(part)
    return join_parts(*pieces)


def _ask_tenderer(context: Context) -> Table:
    """Return the table in which the tenderer enters its name, contact person, lots, models, date and signature."""
    text = context.text
    # The fields with their lines, and the key of the text beside each.
    fields = {"name": 3, "person": 2, "lots": 1, "models": 3, "date": 1, "signature": 2}
    words = {key: key for key in fields}
    if len(context.lots) > 1:
        words["models"] = "models-lots"
    else:
        del fields["lots"]
        if _is_one_model_offered(context.lots[0]):
            words["models"] = "model"
    if all(not lot.part.facts.items or lot.part.facts.acquisition in _WITHOUT_MODELS for lot in context.lots):
        del fields["models"]
    rows = tuple(
        (
            text(f"response.{words[key]}"),
            Answer(
                f"tk:tenderer.{key}",
                text(f"response.{words[key]}"),
                text("response.choose-day" if key == "date" else "response.fill"),
                day=key == "date",
                lines=lines,
            ),
        )
        for key, lines in fields.items()
    )
    head = (text("response.tenderer"), text("response.answer"))
    return Table(text("response.tenderer-table"), head, rows, (30, 70))


def _is_one_model_offered(lot: PrintedLot) -> bool:
    """Return whether a lot buys one product category, in one line for one model."""
    kinds = list(lot.part.facts.items)
    return len(kinds) == 1 and lot.part.lot is not None and len(lot.part.lot.list_models(kinds[0])) == 1


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


def _compose_part(context: Context, name: str, several: str, rows: Iterable[_Row]) -> Iterator[Block]:
    """Yield a heading and the tables of clauses below it: those that are answered, then those that are accepted.

    A sentence on what they are for stands above the latter, except among the general rules.

    Parameters: `name`, the text of the heading; `several`, the end of the key of the caption of the second table.
    """
    rows = tuple(rows)
    answered, accepted = (tuple(row for row in rows if bool(row.answer) is wanted) for wanted in (True, False))
    if rows:
        yield Heading(name, 2)
    if answered:
        yield _compose_table(context, name, answered)
    if accepted:
        caption = context.text(f"response.accepted{several}", lot=name) if answered else name
        if name != context.general.title:
            yield Paragraph(context.text("response.accepted-note"), style="note")
        yield _compose_table(context, caption, accepted)


def _compose_table(context: Context, caption: str, rows: Sequence[_Row]) -> Table:
    """Return a table of clauses with the columns that its rows need."""
    keys = ["clause", "question", "value"]
    if any(row.lot for row in rows):
        keys.insert(2, "lot")
    if rows[0].answer:
        keys.insert(-1, "answer")
    if any(isinstance(row.evidence, Answer) for row in rows):
        keys.append("evidence")
    head = tuple(context.text(f"response.{key}") for key in keys)
    cells = tuple(tuple(getattr(row, key) for key in keys) for row in rows)
    widths = tuple(_WIDTHS[key] for key in keys)
    return Table(caption, head, cells, widths, tall=True)


def _ask_shared_clauses(context: Context) -> Iterator[_Row]:
    """Yield a row for each lot of each clause for several lots, because the answers of the lots may differ.

    A question that is the same as for an earlier lot is not printed again.
    """
    for shared in context.shared:
        number, lots = shared.printed.number, dict[str, str]()
        for lot in context.lots:
            name = context.text("lot.number", number=lot.part.number)
            for row in _ask_clauses(context, (clause for clause in lot.clauses if clause.number == number), lot):
                if not row.clause:
                    yield replace(row, lot=name)
                elif first := lots.get(row.question):
                    yield replace(row, clause=number, question=context.text("response.same", lot=first), lot=name)
                else:
                    yield replace(row, lot=name)
                    lots[row.question] = name


def _ask_clauses(context: Context, clauses: Iterable[PrintedClause], lot: PrintedLot | None = None) -> Iterator[_Row]:
    """Yield the rows of the clauses that the tenderer answers, or that ask it to state or to enclose something.

    A clause that it accepts with all others has no field for an answer. There is a field for evidence only where a
    clause asks for a document with the tender. Where a clause scores several models, each has a row with a field.
    """
    text = context.text
    for clause in clauses:
        question = word_question(context, clause)
        answer: Cell = ""
        if not clause.clause.is_accepted:
            kind = "award" if clause.clause.kind == "award-criterion" else "tender"
            choices = tuple(text(f"response.{word}-{kind}") for word in ("yes", "no"))
            answer = _make_field(context, clause, "answer", choices)
        elif not question and not clause.clause.encloses:
            continue
        value: Cell = text("response.in-sheet")
        if _asks_document_only(context, clause, question):
            value = text("calendar.none")
        elif clause.clause.id != LIFE_CYCLE_COST:
            value = copy_with(_make_field(context, clause, "value"), lines=_count_lines(clause, question))
        evidence = _make_field(context, clause, "evidence") if clause.clause.encloses else text("calendar.none")
        row = _Row(f"{clause.number} {clause.title}", question, answer, value, evidence)
        yield from _split_by_model(context, clause, lot, row) if lot else (row,)


def word_question(context: Context, clause: PrintedClause) -> str:
    """Return the question that the response form asks on a clause; empty where it asks none."""
    if not clause.question and clause.clause.id == PROCESSOR_RULE:
        return context.text(f"response.processors{'-lots' if len(context.lots) > 1 else ''}")
    return clause.question


def _split_by_model(context: Context, clause: PrintedClause, lot: PrintedLot, row: _Row) -> Iterator[_Row]:
    """Yield the row and one for each model whose value a clause scores apart, or the row alone for one value."""
    scale, text = clause.clause.scale, context.text
    models = () if scale is None or scale.whole else list_scored_models(lot.part, clause.pick.steps)
    if len(models) < 2 or not isinstance(row.value, Answer):
        yield row
        return
    dash = text("calendar.none")
    yield replace(row, value=dash)
    for category, number in models:
        name = context.language.label(context.library.vocabulary.categories[category].label)
        if sum(category == other for other, _ in models) > 1:
            name = text("cost.model-of", kind=name, number=number)
        tag = f"{tag_model(clause.stem, category, number)}.value"
        value = replace(row.value, tag=tag, name=f"{row.value.name}: {name}")
        yield replace(row, clause="", question=name, answer=row.answer and dash, value=value, evidence=dash)


def _asks_document_only(context: Context, clause: PrintedClause, question: str) -> bool:
    """Return whether a clause asks for a document with the tender, and for nothing to be stated in the form."""
    begins = question.startswith(context.text("response.enclose"))
    return clause.clause.encloses and begins and question.count(".") == 1


def _count_lines(clause: PrintedClause, question: str) -> int:
    """Return the lines that a field begins with: one for a number that gives points, else more for a long question.

    A clause for several lots has several fields next to one question, so that each of them begins with fewer lines.
    """
    if clause.clause.scale and clause.clause.scale.unit:
        return 1
    lines = min(-(-len(question) // _LETTERS_OF_A_LINE), _MOST_LINES)
    return max(lines // 2, 1) if clause.printed_in == "common" else lines


def _ask_quality(context: Context, lot: PrintedLot) -> Iterator[_Row]:
    """Yield a row for each quality criterion of the authority's own, with the text that says what it asks for."""
    text = context.text
    for number, criterion in enumerate(lot.quality_criteria, 1):
        value, evidence = (
            Answer(
                f"tk:L{lot.part.number}.{QUALITY}.{number}.{column}",
                f"{criterion.name}: {text(f'response.{column}')}",
                text("response.fill"),
                lines=lines,
            )
            for column, lines in (("value", _MOST_LINES), ("evidence", 1))
        )
        yield _Row(criterion.name, criterion.formula, text("calendar.none"), value, evidence)


def _make_field(context: Context, clause: PrintedClause, column: str, choices: tuple[str, ...] = ()) -> Answer:
    """Return a cell to fill in for a clause; `column` is `answer`, `value` or `evidence`."""
    text = context.text
    name = f"{clause.number} {text(f'response.{column}')}"
    prompt = text("response.choose" if choices else "response.fill")
    return Answer(f"{clause.stem}.{column}", name, prompt, choices)


def _compose_sheets(context: Context, lot: PrintedLot) -> Part:
    """Return the cost sheets of a lot, or its price sheet if no clause asks for the life-cycle cost.

    The result is empty for a lot without award criteria, except for a lot that only takes equipment back, or with a
    clause that refers to the price sheet.
    """
    clause = find_cost_clause(lot)
    if clause is not None:
        return compose_cost_sheet(context, lot, clause)
    return compose_price_sheet(context, lot) if has_price_sheet(context, lot) else Part()


def find_cost_clause(lot: PrintedLot) -> PrintedClause | None:
    """Return the clause on life-cycle cost of a lot, which has a cost sheet; None in a lot without one."""
    return next((clause for clause in lot.clauses if clause.clause.id == LIFE_CYCLE_COST), None)


def has_price_sheet(context: Context, lot: PrintedLot) -> bool:
    """Return whether a lot without a cost sheet has a price sheet."""
    facts = lot.part.facts
    return bool(lot.criteria) or facts.acquisition == "take-back" or _refers_to_price_sheet(context, lot)


def _refers_to_price_sheet(context: Context, lot: PrintedLot) -> bool:
    """Return whether a requirement of a lot has the words for the price sheet."""
    forms = context.text("cost.price-forms").split(" | ")
    return any(contains_word_form(forms, " ".join(clause.requirement)) for clause in lot.clauses)
