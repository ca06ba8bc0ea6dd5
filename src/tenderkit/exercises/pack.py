# SPDX-License-Identifier: Apache-2.0
"""Make a pack of exercises: from an order to the bytes of all its files, with the lock that makes them again."""

import datetime
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from tenderkit import __version__
from tenderkit.errors import InvalidInput, UsageProblem
from tenderkit.exercises.bids.form_file import write_form
from tenderkit.exercises.bids.workbook_file import write_bids
from tenderkit.exercises.defect_composer import DefectComposer
from tenderkit.exercises.exercise import FEWEST_ROWS, Exercise, ExerciseType
from tenderkit.exercises.leaks import find_leaks
from tenderkit.exercises.material import Material
from tenderkit.exercises.pack_lock import Ingredients, PackLock, PackOrder, digest, lock_pack
from tenderkit.exercises.ranking import Draw
from tenderkit.exercises.scenario import Scenario
from tenderkit.exercises.scenario_files import read_purchase_of, read_scenarios
from tenderkit.exercises.sheets.comments import list_notes
from tenderkit.exercises.sheets.facilitator import compose_guide, compose_model_answer, list_key
from tenderkit.exercises.sheets.handout import (
    compose_form,
    compose_grid,
    compose_handout,
    explain_form,
    list_answer_table,
    list_grid_head,
    list_person_table,
    list_question_table,
)
from tenderkit.exercises.types.catalogue import TYPES
from tenderkit.exercises.variant import Task, Variant
from tenderkit.findings import Finding, Place, suggest_nearest
from tenderkit.formats.excel.exercises.sheets import PlanSheet, TableSheet, write_sheets
from tenderkit.formats.text.csv import format_rows
from tenderkit.formats.word.write.review.notes import add_notes
from tenderkit.formats.word.write.writer import write
from tenderkit.frozen import frozen_dataclass
from tenderkit.library.library import ENGLISH
from tenderkit.library.reading.author_files import read_coverage
from tenderkit.library.reading.shipped_data import ShippedData, find_data_folder
from tenderkit.library.translations import EXERCISES
from tenderkit.papers.paper import Paper
from tenderkit.pipeline import Options, check_translation, compose_annex, date_files, select_clauses

PARTICIPANTS, FACILITATOR = "participants", "facilitator"
# How often a variant is drawn again where an earlier one has drawn the same.
_ATTEMPTS = 50


@frozen_dataclass
class Pack:
    """A pack.

    `files`: the bytes of each file by its path, without the lock; `rows`: how many rows each variant has; `variants`:
    its variants, with their key.
    """

    files: Mapping[str, bytes]
    lock: PackLock
    rows: int
    variants: tuple[Variant, ...]


@frozen_dataclass
class DrawnPack:
    """The variants of a pack with their key, before any file is written.

    `ingredients`: what they were made from; `created`: the date in the files.
    """

    variants: tuple[Variant, ...]
    ingredients: Ingredients
    created: datetime.datetime


def draw_pack(order: PackOrder, data: ShippedData, overlays: Sequence[str] = ()) -> DrawnPack:
    """Draw the variants of a pack, with their key.

    Parameters and errors are those of `make_pack`, except that no files are searched.
    """
    type_ = find_type(order.type)
    scenarios = read_scenarios(data, overlays)
    scenario = find_scenario(order.scenario, scenarios)
    check_level(type_, scenario, order.level)
    if order.defects and not type_.planting:
        raise UsageProblem(f"“{type_.name}” plants no defects", "Leave --defects out, or take spot-the-defect.")
    material = _prepare_material(order, scenario, data, overlays)
    variants = _draw_variants(Task(material, type_, order.level, order.seed), order, data)
    if (fewest := _count_fewest(variants)) < (needed := _count_needed(order)):
        message = f"the annex of {scenario.id} carries {fewest} rows or defects of “{type_.name}”"
        fix = f"Ask for at most {fewest} with --defects."
        if not order.defects:
            able = [other.id for other in scenarios.values() if _carries(other, order, data, overlays)]
            listed = f"{needed} at level {order.level}: {', '.join(able)}." if able else f"{needed}: none."
            fix = f"Choose another scenario, type or level. Scenarios that carry the {listed}"
        raise InvalidInput([Finding("exercise-too-small", message, fix)])
    launch = material.annex.selection.purchase.tender.launch
    created = date_files(launch, datetime.datetime.fromisoformat(order.created) if order.created else None)
    return DrawnPack(variants, _list_ingredients(scenario, order, data), created)


def make_pack(order: PackOrder, data: ShippedData, overlays: Sequence[str] = ()) -> Pack:
    """Make the files of a pack in memory.

    Parameters: `data`, the data with the library; `overlays`, the folders of the organisation's libraries, which may
    hold scenarios. Raises UsageProblem for an unknown scenario, type or level, InvalidInput where scenarios have
    faults, where texts are not translated, where the annex has too few clauses, or where a file gives the key away.
    """
    drawn = draw_pack(order, data, overlays)
    variants, created = drawn.variants, drawn.created
    files: dict[str, bytes] = {}
    for variant in variants:
        files |= write_participant_files(variant, data, created)
    if variants[0].exercise.enclosed:
        files[f"{PARTICIPANTS}/annex.docx"] = _write_word(variants[0].task.material.annex, data, created)
    _refuse_leaks(files, order.secret, variants)
    files |= _write_facilitator_files(variants, data, created)
    files |= _write_commented_handouts(variants, files, created)
    return Pack(files, lock_pack(order, drawn.ingredients, files), variants[0].exercise.count, variants)


def find_type(name: str) -> ExerciseType:
    """Return a type of exercises. Raises UsageProblem, which suggests the nearest, for an unknown name."""
    if name not in TYPES:
        raise UsageProblem(f"there is no type of exercise “{name}”", suggest_nearest(name, TYPES))
    return TYPES[name]


def find_scenario(id_: str, scenarios: Mapping[str, Scenario]) -> Scenario:
    """Return a scenario. Raises UsageProblem, which suggests the nearest, for an unknown id."""
    if id_ not in scenarios:
        raise UsageProblem(f"there is no scenario “{id_}”", suggest_nearest(id_, scenarios))
    return scenarios[id_]


def check_level(type_: ExerciseType, scenario: Scenario, level: int) -> None:
    """Raise UsageProblem for a level that the type or the scenario does not have."""
    for noun, levels in (
        (f"exercises “{type_.name}”", (*type_.rows,)),
        (f"exercises on {scenario.id}", scenario.levels),
    ):
        if level not in levels:
            named = " and ".join(map(str, levels)) if len(levels) < 3 else f"{levels[0]} to {levels[-1]}"
            noun_of_levels = "The levels are" if len(levels) > 1 else "The level is"
            raise UsageProblem(f"there are no {noun} at level {level}", f"{noun_of_levels} {named}.")


def _prepare_material(order: PackOrder, scenario: Scenario, data: ShippedData, overlays: Sequence[str]) -> Material:
    """Return the scenario with its annex, in the language of the pack."""
    if order.language not in data.languages:
        message = f"there are no texts in “{order.language}”"
        raise InvalidInput([Finding("unknown-language", message, f"There are {', '.join(data.languages)}.")])
    purchase = read_purchase_of(scenario, data, order.language)
    selection = select_clauses(purchase, data, scenario.file)
    options = Options(allow_untranslated=order.allow_untranslated)
    selection = check_translation(selection, data.language(order.language), options, scenario.file)
    _check_exercise_words(order, scenario, data)
    schemes = read_coverage(find_data_folder() / "clauses", [Path(folder) for folder in overlays], data.library)
    return Material(scenario, compose_annex(selection, data), schemes)


def _check_exercise_words(order: PackOrder, scenario: Scenario, data: ShippedData) -> None:
    """Raise InvalidInput where words of exercises or the scenario are not translated, and English is not allowed."""
    own, language = data.frames[order.language].texts, order.language
    frame, file = f"templates/frame/{language}.toml", scenario.file
    gaps = [
        *(
            (f"there are words of exercises that are not in “{language}”", Place(frame, f"texts.{section}.{key}"))
            for section, texts in data.frames[ENGLISH].texts.items()
            for key in texts
            if section.startswith(EXERCISES) and key not in own.get(section, {})
        ),
        *(
            (f"there is no text of the scenario in “{language}”", Place(file, f"{key}.{language}"))
            for key, texts in scenario.texts.items()
            if language not in texts
        ),
    ]
    if gaps and not order.allow_untranslated:
        fix = "Choose another language, or take --allow-untranslated: the English text is then printed."
        message, place = gaps[0]
        raise InvalidInput([Finding("translation-missing", message, fix, place=place)])


def _draw_variants(task: Task, order: PackOrder, data: ShippedData) -> tuple[Variant, ...]:
    """Return the variants; no two are about the same rows, as long as there are others."""
    count = order.defects or task.type.rows[task.level]
    drawn: list[Exercise] = []
    compose = _find_composer(task, data, count)
    for number in range(1, order.variants + 1):
        draws = [Draw(order.secret, order.seed, number, attempt) for attempt in range(_ATTEMPTS)]
        known = {exercise.planted for exercise in drawn}
        attempts = (compose(draw, known) for draw in draws)
        new = next((exercise for exercise in attempts if exercise.planted not in known), None)
        drawn.append(new or compose(draws[0], frozenset()))
    return tuple(Variant(task, number, exercise) for number, exercise in enumerate(drawn, 1))


def _count_fewest(variants: Sequence[Variant]) -> int:
    return min(variant.exercise.count for variant in variants)


def _count_needed(order: PackOrder) -> int:
    """Return how many rows or defects each variant needs."""
    type_ = find_type(order.type)
    return (order.defects or type_.rows[order.level]) if type_.planting else FEWEST_ROWS


def _carries(scenario: Scenario, order: PackOrder, data: ShippedData, overlays: Sequence[str]) -> bool:
    """Return whether the annex of another scenario carries enough rows or defects for an order."""
    if order.level not in scenario.levels:
        return False
    other = replace(order, scenario=scenario.id, variants=1)
    try:
        material = _prepare_material(other, scenario, data, overlays)
        variants = _draw_variants(Task(material, find_type(order.type), order.level, order.seed), other, data)
    except InvalidInput:
        return False
    return _count_fewest(variants) >= _count_needed(order)


def _find_composer(
    task: Task, data: ShippedData, count: int
) -> Callable[[Draw, Collection[frozenset[str]]], Exercise]:
    """Return what composes a variant with a number of rows or defects.

    Its second parameter is what earlier variants are about: an exercise about the same is not used, nor proven.
    """
    if (compose := task.type.compose) is None:
        return partial(DefectComposer(task, data).compose, task.material, count)
    return lambda draw, known: compose(task.material, draw, count)


def _write_word(paper: Paper, data: ShippedData, created: datetime.datetime) -> bytes:
    return write(paper, data.word_bases, created, reproducible=True, recorded=False)


def write_participant_files(variant: Variant, data: ShippedData, created: datetime.datetime) -> dict[str, bytes]:
    """Return what the participants of one variant get: handout, answer form in Word and Excel, grid on paper."""
    papers = {
        f"{variant.name}.docx": compose_handout(variant),
        f"answer-{variant.name}.docx": compose_form(variant),
        f"grid-{variant.name}.docx": compose_grid(variant),
    }
    files = {f"{PARTICIPANTS}/{name}": _write_word(paper, data, created) for name, paper in papers.items()}
    text = variant.task.material.text
    how = explain_form(variant)
    sheets = [
        TableSheet(text("exercise.person"), how, list_person_table(variant)),
        TableSheet(text("exercise.answer"), how, list_answer_table(variant)),
    ]
    if variant.exercise.questions:
        sheets.append(TableSheet(text("exercise.question"), how, list_question_table(variant)))
    title = variant.task.type.title(variant.task.material.language)
    workbook = write_sheets(sheets, title, variant.task.material.language, created)
    files[f"{PARTICIPANTS}/answer-{variant.name}.xlsx"] = workbook
    if variant.exercise.workbook:
        files[f"{PARTICIPANTS}/bids-{variant.name}.xlsx"] = write_bids(
            variant.exercise.workbook, created, solved=False
        )
    for filled in variant.exercise.enclosed:
        name = f"{PARTICIPANTS}/bid-{filled.letter.lower()}-{variant.name}.docx"
        files[name] = write_form(filled, data, created)
    return files


def _refuse_leaks(files: Mapping[str, bytes], secret: str, variants: Sequence[Variant]) -> None:
    """Raise InvalidInput where a file of participants gives the key away: the pack is then not written."""
    authority = variants[0].task.material.annex.selection.purchase.tender.authority or ""
    if findings := tuple(find_leaks(files, secret, list_key_words(variants), authority)):
        raise InvalidInput(findings)


def list_key_words(variants: Sequence[Variant]) -> set[str]:
    """Return the texts of the key that no participant may read."""
    exercises = [variant.exercise for variant in variants]
    return {words for exercise in exercises for words in exercise.key_words}


def _write_facilitator_files(
    variants: tuple[Variant, ...], data: ShippedData, created: datetime.datetime
) -> dict[str, bytes]:
    """Return what the trainer gets: guide, model answers, the key as a workbook, and a table to key grids in."""
    files = {f"{FACILITATOR}/guide.docx": _write_word(compose_guide(variants), data, created)}
    widest = max(map(list_grid_head, variants), key=len)
    files[f"{FACILITATOR}/grid.csv"] = format_rows([widest]).encode()
    for variant in variants:
        files[f"{FACILITATOR}/model-{variant.name}.docx"] = _write_word(compose_model_answer(variant), data, created)
        if variant.exercise.workbook:
            files[f"{FACILITATOR}/bids-{variant.name}.xlsx"] = write_bids(
                variant.exercise.workbook, created, solved=True
            )
    material = variants[0].task.material
    text = material.text
    steps = tuple((text(f"exercise-guide.{step}"), minutes) for step, minutes in variants[0].plan)
    head = (text("exercise-guide.step"), text("exercise-guide.minutes"))
    plan = PlanSheet(text("exercise-guide.plan"), head, steps, text("exercise-guide.total"))
    keys = (TableSheet(variant.name, text("exercise.model-note"), list_key(variant)) for variant in variants)
    sheets: list[TableSheet | PlanSheet] = [plan, *keys]
    title = variants[0].task.type.title(material.language)
    return {**files, f"{FACILITATOR}/key.xlsx": write_sheets(sheets, title, material.language, created)}


def _write_commented_handouts(
    variants: tuple[Variant, ...], files: Mapping[str, bytes], created: datetime.datetime
) -> dict[str, bytes]:
    """Return the handouts with the model answer as comments, where there is something to comment on."""
    commented = {}
    for variant in variants:
        if notes := list_notes(variant):
            name = f"{FACILITATOR}/commented-{variant.name}.docx"
            commented[name] = add_notes(files[f"{PARTICIPANTS}/{variant.name}.docx"], name, notes, created)
    return commented


def _list_ingredients(scenario: Scenario, order: PackOrder, data: ShippedData) -> Ingredients:
    frame = data.language(order.language).frame
    return Ingredients(
        tool=__version__,
        library=data.library.digest,
        overlays=tuple(overlay.digest for overlay in data.library.overlays),
        words=digest(repr(frame).encode()),
        template=digest(data.word_bases[frame.script]),
        scenario=digest(
            repr((sorted(scenario.texts.items()), scenario.purchase, scenario.words, scenario.bids)).encode()
        ),
    )
