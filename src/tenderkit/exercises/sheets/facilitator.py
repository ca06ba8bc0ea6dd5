# SPDX-License-Identifier: Apache-2.0
"""What the trainer gets: the guide, and the model answer of each variant."""

from collections.abc import Iterator

from tenderkit.exercises.sheets.debrief import lead_debrief, list_local
from tenderkit.exercises.sheets.defects import list_defects, list_model
from tenderkit.exercises.types.spot_the_defect import DefectExercise
from tenderkit.exercises.variant import PASS_SHARE, QUESTION, READING, Variant, make_paper
from tenderkit.papers.blocks import Block, Heading, Paragraph, Table
from tenderkit.papers.paper import Paper

_HINTS, _MISTAKES = 3, 2


def compose_model_answer(variant: Variant) -> Paper:
    """Compose the model answer: each row with its right answer and the reason."""
    exercise, text = variant.exercise, variant.task.material.text
    if isinstance(exercise, DefectExercise):
        note = Paragraph(text("exercise.model-note"), style="note")
        return make_paper(variant, "exercise.model", (note, *list_model(variant.task.material, exercise)), wide=True)
    rows = tuple((row.code, row.cells[0], row.answer, row.reason) for row in exercise.rows)
    has_drafts = any(row.draft for row in exercise.rows)
    right = text("exercise-rewrite.right" if has_drafts else "exercise.right")
    head = (text("exercise.code"), exercise.head[0], right, text(f"exercise.{variant.task.type.why}"))
    widths = (8, 17, 45, 30) if has_drafts else (8, 36, 20, 36)
    blocks: list[Block] = [
        Heading(text("exercise.model"), 1),
        Paragraph(text("exercise.model-note"), style="note"),
        Table(text("exercise.rows"), head, rows, widths, tall=True),
        *exercise.working,
    ]
    if exercise.questions:
        blocks.append(Heading(text("exercise.questions"), 1))
        for question in exercise.questions:
            blocks += [Paragraph(question.question), Paragraph(question.answer, text("exercise.right") + ":")]
    return make_paper(variant, "exercise.model", tuple(blocks), wide=True)


def list_key(variant: Variant) -> Table:
    """Return the table of the key of a variant: code, row, right answer, reason, points."""
    text, exercise = variant.task.material.text, variant.exercise
    number = variant.task.material.language.number
    if isinstance(exercise, DefectExercise):
        return list_defects(variant.task.material, exercise.defects, variant.name)
    points = number(variant.task.row_points)
    rows = [(row.code, row.draft or row.cells[0], row.answer, row.reason, points) for row in exercise.rows]
    rows += [(f"q{n}", q.question, q.answer, "", number(2)) for n, q in enumerate(exercise.questions, 1)]
    head = tuple(text(f"exercise.{key}") for key in ("code", "rows", "right", variant.task.type.why, "points"))
    widths = (8, 38, 38, 28, 8) if any(row.draft for row in exercise.rows) else (8, 34, 22, 48, 8)
    return Table(variant.name, head, tuple(rows), widths)


def compose_guide(variants: tuple[Variant, ...]) -> Paper:
    """Compose the guide of a pack; what it says of one variant holds for all."""
    variant = variants[0]
    blocks = (
        *_describe(variant),
        *_plan(variant),
        *_prompt(variant),
        *_explain_marking(variant),
        *lead_debrief(variants),
        *list_local(variant),
        *_extend(variant),
    )
    return make_paper(variant, "exercise-guide.title", blocks, shared=True)


def _describe(variant: Variant) -> Iterator[Block]:
    """Yield what the exercise is for, and what lies where."""
    text, type_ = variant.task.material.text, variant.task.type
    yield Heading(text("exercise-guide.about"), 1)
    outcome = text(f"exercise-guide.outcome-{type_.outcome}")
    yield Paragraph(f"{type_.outcome}: {outcome}", text("exercise-guide.outcome"), "fact")
    level = variant.task.level
    means = f"{variant.task.material.language.number(level)}: {text(f'exercise-guide.level-{level}')}"
    yield Paragraph(means, text("exercise.level"), "fact")
    yield Paragraph(text("exercise-guide.group-text"), text("exercise-guide.group"), "fact")
    if type_.key_in_clauses:
        yield Paragraph(text("exercise-guide.same-scenario"), style="note")
    yield Heading(text("exercise-guide.files"), 1)
    workbook = variant.exercise.workbook
    with_bids = ("bids-given" if workbook.given else "bids-open",) if workbook else ()
    with_forms = ("forms",) if variant.exercise.enclosed else ()
    for folder in ("participants", *with_bids, *with_forms, "facilitator", "key"):
        yield Paragraph(text(f"exercise-guide.files-{folder}"))
    if variant.exercise.annex is not None:
        yield Paragraph(text("exercise-guide.files-comments"))


def _plan(variant: Variant) -> Iterator[Block]:
    """Yield the plan with minutes, and the text to read aloud."""
    material, type_ = variant.task.material, variant.task.type
    text, number = material.text, material.language.number
    count = variant.exercise.count
    rows = [(text(f"exercise-guide.{step}"), number(minutes)) for step, minutes in variant.plan]
    total = number(sum(minutes for _, minutes in variant.plan))
    head = (text("exercise-guide.step"), text("exercise-guide.minutes"))
    yield Heading(text("exercise-guide.plan"), 1)
    yield Table(
        text("exercise-guide.plan"), head, (*rows, (text("exercise-guide.total"), total)), (80, 20), total=True
    )
    words = type_.own_words or "exercise-guide"
    minutes = {"minutes": number(type_.minutes), "reading": number(READING), "question": number(QUESTION)}
    yield Paragraph(text(f"{words}.plan-note", rows=number(count), **minutes))
    yield Paragraph(text("exercise-guide.plan-workshop"))
    yield Heading(text("exercise-guide.aloud"), 1)
    task = text(f"exercise-types.{type_.name}-task")
    yield Paragraph(text(f"{words}.aloud-text", rows=number(count), task=task))


def _prompt(variant: Variant) -> Iterator[Block]:
    """Yield the hints, from weak to strong."""
    text, type_ = variant.task.material.text, variant.task.type
    yield Heading(text("exercise-guide.hints"), 1)
    yield Paragraph(text("exercise-guide.hints-note"), style="note")
    for position in range(1, _HINTS + 1):
        lead = text("formats.lead", text=text("exercise-guide.hint", number=position))
        yield Paragraph(text(f"exercise-types.{type_.name}-hint-{position}"), lead)
    if variant.exercise.annex is not None:
        yield Paragraph(text(f"{type_.own_words}.hints"))


def _explain_marking(variant: Variant) -> Iterator[Block]:
    """Yield where the key comes from, how it is marked, and the mistakes to expect."""
    material, type_ = variant.task.material, variant.task.type
    text, number, most = material.text, material.language.number, variant.most_points
    yield Heading(text("exercise-guide.key"), 1)
    yield Paragraph(text(f"exercise-types.{type_.name}-key"))
    if type_.name == "choose-clauses":
        yield Paragraph(text("exercise-guide.selection-secret"))
    if variant.exercise.annex is not None:
        yield Paragraph(text("exercise-guide.check-open"))
    yield Heading(text("exercise-guide.marking"), 1)
    words = type_.own_words
    yield Paragraph(text(f"{words}.marking" if words else "exercise-guide.marking-row"))
    if type_.asks_why and not words:
        yield Paragraph(text(f"exercise-guide.marking-{type_.why}"))
        # A reckoned answer is right or wrong.
        if type_.why != "own-points":
            yield Paragraph(text("exercise-guide.marking-half"))
    if variant.exercise.questions:
        yield Paragraph(text("exercise-guide.marking-question"))
    yield Paragraph(text("exercise-guide.marking-machine"))
    passing = {"share": number(PASS_SHARE), "pass": number(variant.pass_mark)}
    yield Paragraph(text("exercise-guide.marking-pass", most=number(most), **passing))
    yield Heading(text("exercise-guide.mistakes"), 1)
    for position in range(1, _MISTAKES + 1):
        yield Paragraph(text(f"exercise-types.{type_.name}-mistake-{position}"))


def _extend(variant: Variant) -> Iterator[Block]:
    """Yield the extension, the licence, and the text of a certificate."""
    material, type_ = variant.task.material, variant.task.type
    text, number = material.text, material.language.number
    yield Heading(text("exercise-guide.extension"), 1)
    yield Paragraph(text(f"exercise-types.{type_.name}-extension"))
    yield Heading(text("exercise-guide.licence"), 1)
    yield Paragraph(text("exercise-guide.licence-text"))
    yield Heading(text("exercise-guide.certificate"), 1)
    title = type_.title(material.language)
    most, level = number(variant.most_points), number(variant.task.level)
    yield Paragraph(text("exercise-guide.certificate-text", type=title, level=level, most=most))
