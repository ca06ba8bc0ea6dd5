# SPDX-License-Identifier: Apache-2.0
"""What participants get: the handout, the answer form, and the grid on paper."""

from collections.abc import Iterator

from tenderkit.exercises.exercise import Row
from tenderkit.exercises.sheets.defects import list_claims, list_names
from tenderkit.exercises.types.spot_the_defect import DefectExercise
from tenderkit.exercises.variant import Variant, make_paper
from tenderkit.papers.annex.lots import list_quantities
from tenderkit.papers.blocks import Answer, Block, Heading, Paragraph, Table
from tenderkit.papers.paper import Paper
from tenderkit.purchase.purchase import Lot

# The room for an answer by hand, in millimetres.
_ROOM, _LONG_ROOM = 12, 38
_FREE_LINES = 3
FIELD_STEM = "tk:exercise."
PERSON_TAG = f"{FIELD_STEM}person"


def compose_handout(variant: Variant) -> Paper:
    """Compose the handout: the purchase, the task, and the rows to answer."""
    exercise, text = variant.exercise, variant.task.material.text
    name = variant.task.type.name
    blocks: list[Block] = [
        *tell_purchase(variant),
        Heading(text("exercise.task"), 1),
        Paragraph(text(f"exercise-types.{name}-task")),
        Paragraph(text(f"{variant.task.type.own_words or 'exercise'}.how-form")),
        *((Paragraph(text("exercise-spot.how-comments")),) if isinstance(exercise, DefectExercise) else ()),
        Paragraph(_tell_points(variant)),
        Paragraph(text("exercise.how-guide")),
        *exercise.introduction,
    ]
    if isinstance(exercise, DefectExercise):
        assert exercise.annex is not None
        blocks += [list_names(variant.task.material, exercise), *exercise.annex.blocks]
        return make_paper(variant, "exercise.handout", tuple(blocks))
    blocks += [Heading(text("exercise.rows"), 1), _list_rows(variant)]
    if exercise.questions:
        blocks.append(Heading(text("exercise.questions"), 1))
        blocks += [Paragraph(question.question) for question in exercise.questions]
    return make_paper(variant, "exercise.handout", tuple(blocks))


def _tell_points(variant: Variant) -> str:
    """Return how many points answers earn and cost."""
    text, type_ = variant.task.material.text, variant.task.type
    keys = [f"{type_.own_words}.worth" if type_.own_words else "exercise.worth-row"]
    if type_.asks_why and not type_.own_words:
        keys.append(f"exercise.worth-{type_.why}")
    if variant.exercise.questions:
        keys.append("exercise.worth-question")
    return " ".join(map(text, keys))


def tell_purchase(variant: Variant) -> Iterator[Block]:
    """Yield the story of the scenario, what is bought, the market, the money and the limits."""
    material = variant.task.material
    text, words, scenario = material.text, material.language.words, material.scenario
    context = material.annex.context
    yield Heading(text("exercise.purchase"), 1)
    yield Paragraph(text("exercise.fictitious"), style="note")
    authority = material.annex.selection.purchase.tender.authority
    if authority:
        buyer = text("formats.source").join((authority, words(scenario.region)))
        yield Paragraph(buyer, text("exercise.buyer"), "fact")
    yield Paragraph(" ".join(words(scenario.story).split()))
    for lot in material.annex.lots:
        assert lot.part.lot is not None
        yield Paragraph(_describe_lot(variant, lot.part.lot), lot.title, "fact")
        yield list_quantities(context, lot.part.lot)
    for key, told in (("market", scenario.market), ("money", scenario.money)):
        yield Paragraph(" ".join(words(told).split()), text("formats.lead", text=text(f"exercise.{key}")))
    limits = " ".join(scenario.write_limits(material.language))
    yield Paragraph(limits, text("formats.lead", text=text("exercise.limits")))


def _describe_lot(variant: Variant, lot: Lot) -> str:
    """Return the acquisition model, the term and the data class of a lot in a line."""
    material = variant.task.material
    context, text = material.annex.context, material.text
    facts = [context.label_word("acquisitions", lot.acquisition)]
    if lot.months:
        facts.append(text("exercise.term", months=material.amount(lot.months, "months")))
    if lot.data:
        facts.append(text("exercise.data", data=context.label_word("data", lot.data)))
    if not lot.returns:
        facts.append(text("exercise.no-returns"))
    return text("formats.joint").join(facts)


def _list_rows(variant: Variant) -> Table:
    """Return the table of the rows, without room for answers."""
    exercise, text = variant.exercise, variant.task.material.text
    widths = {1: (10, 90), 2: (10, 30, 60), 3: (10, 20, 20, 50)}[len(exercise.head)]
    rows = tuple((row.code, *row.cells) for row in exercise.rows)
    return Table(text("exercise.rows"), (text("exercise.code"), *exercise.head), rows, widths, tall=True)


def compose_form(variant: Variant) -> Paper:
    """Compose the answer form, with a list to choose from in each row."""
    text = variant.task.material.text
    blocks: list[Block] = [Heading(text("exercise.how"), 1), Paragraph(explain_form(variant))]
    blocks += _list_answers(variant, by_hand=False)
    return make_paper(variant, "exercise.form", tuple(blocks), form=True, wide=True)


def list_grid_head(variant: Variant) -> tuple[str, ...]:
    """Return the names of the columns of a table into which grids on paper are keyed in."""
    tags = (field.tag.removeprefix(FIELD_STEM) for field in compose_form(variant).fields if field.tag != PERSON_TAG)
    return ("person", "variant", *(tag.removesuffix(".answer") for tag in tags))


def explain_form(variant: Variant) -> str:
    """Return how the answer form is filled in."""
    return variant.task.material.text(f"{variant.task.type.own_words or 'exercise'}.form-how")


def compose_grid(variant: Variant) -> Paper:
    """Compose the grid on paper: the choices, and room to write in each row."""
    text, exercise = variant.task.material.text, variant.exercise
    blocks: list[Block] = [Heading(text("exercise.how"), 1)]
    if isinstance(exercise, DefectExercise):
        blocks.append(list_names(variant.task.material, exercise))
    elif exercise.glossary:
        blocks.append(exercise.glossary)
    elif exercise.choices:
        blocks.append(
            Paragraph(
                text("formats.joint").join(exercise.choices), text("formats.lead", text=text("exercise.choose"))
            )
        )
    blocks.append(Paragraph(text(f"{variant.task.type.own_words or 'exercise'}.by-hand")))
    blocks += _list_answers(variant, by_hand=True)
    return make_paper(variant, "exercise.grid", tuple(blocks), wide=True)


def list_answer_table(variant: Variant) -> Table:
    """Return the table in which a participant answers: code, row, answer, and reason where one is asked for."""
    text, exercise = variant.task.material.text, variant.exercise
    if isinstance(exercise, DefectExercise):
        return list_claims(variant.task.material, exercise)
    rows = tuple(_make_answer_row(variant, row) for row in exercise.rows)
    head = (text("exercise.code"), exercise.head[0], text("exercise.answer"))
    if any(row.draft for row in exercise.rows):
        asked = (text("exercise-rewrite.words"), text("exercise-rewrite.why"))
        named = (exercise.head[1],) if len(exercise.head) > 2 else ()
        widths = (7, 14, 14, 42, 23) if named else (8, 17, 50, 25)
        return Table(text("exercise.answer"), (*head[:2], *named, *asked), rows, widths, tall=True)
    if variant.task.type.asks_why:
        why = text(f"exercise.{variant.task.type.why}")
        return Table(text("exercise.answer"), (*head, why), rows, (7, 29, 24, 40), tall=True)
    return Table(text("exercise.answer"), head, rows, (8, 62, 30), tall=True)


def list_person_table(variant: Variant) -> Table:
    """Return the table of a workbook that says which form it is, and in which a participant says who answers."""
    task, text = variant.task, variant.task.material.text
    facts = (
        (text("exercise.scenario"), task.material.scenario.id),
        (text("exercise.variant"), variant.name),
        (text("exercise.run"), task.seed),
    )
    person = Answer(PERSON_TAG, text("exercise.person"), text("exercise.write"))
    rows = (*facts, (text("exercise.person"), person))
    return Table(text("exercise.person"), (text("exercise.form"), variant.name), rows, (40, 60))


def _make_answer_row(variant: Variant, row: Row) -> tuple[str | Answer, ...]:
    text = variant.task.material.text
    choice = Answer(
        f"tk:exercise.{row.code}.answer",
        f"{row.code} {text('exercise.answer')}",
        text("exercise.choose" if variant.exercise.choices else "exercise.write"),
        variant.exercise.choices,
        draft=row.draft,
    )
    reason = Answer(
        f"tk:exercise.{row.code}.why",
        f"{row.code} {text(f'exercise.{variant.task.type.why}')}",
        text("exercise.write"),
    )
    # The name of the defect, where it is told.
    told = row.cells[:2] if row.draft and len(row.cells) > 2 else row.cells[:1]
    return (row.code, *told, choice, *((reason,) if variant.task.type.asks_why else ()))


def list_question_table(variant: Variant) -> Table:
    """Return the table of the questions in free text, with room for the answers."""
    text = variant.task.material.text
    rows = tuple(
        (
            f"q{number}",
            question.question,
            Answer(f"tk:exercise.q{number}.answer", f"q{number}", text("exercise.write"), lines=_FREE_LINES),
        )
        for number, question in enumerate(variant.exercise.questions, 1)
    )
    head = (text("exercise.code"), text("exercise.question"), text("exercise.answer"))
    return Table(text("exercise.questions"), head, rows, (8, 42, 50))


def _list_answers(variant: Variant, *, by_hand: bool) -> Iterator[Block]:
    """Yield the tables that a participant fills in; by hand, the fields are empty cells."""
    text = variant.task.material.text
    person: Answer | str = Answer(PERSON_TAG, text("exercise.person"), text("exercise.write"))
    about = Table(text("exercise.person"), (text("exercise.person"),), ((person,),), (100,))
    tables = [about, list_answer_table(variant)]
    if variant.exercise.questions:
        tables.append(list_question_table(variant))
    for table in tables:
        yield _empty_fields(table) if by_hand else table


def _empty_fields(table: Table) -> Table:
    rows = tuple(tuple("" if isinstance(cell, Answer) else cell for cell in row) for row in table.rows)
    has_drafts = any(isinstance(cell, Answer) and cell.draft for row in table.rows for cell in row)
    room = _LONG_ROOM if has_drafts else _ROOM
    return Table(table.caption, table.head, rows, table.widths, height=room, tall=table.tall)
