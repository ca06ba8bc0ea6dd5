# SPDX-License-Identifier: Apache-2.0
"""hierarchy-sort: on which step of the e-waste hierarchy a case is, and whether it is about waste."""

from tenderkit.exercises.exercise import Exercise, ExerciseType, OpenQuestion, limit_rows, number_rows
from tenderkit.exercises.marking.answers import mark_choice
from tenderkit.exercises.material import Material
from tenderkit.exercises.ranking import Draw
from tenderkit.papers.blocks import Table

# From what saves most to what saves least, as section 7 of ITU-T L.1061 has them.
_STEPS = ("prevent", "re-use", "repair", "recycle", "recover", "dispose")
# The step of each case, which is worded in the frame.
_CASES = {
    "keep": "prevent",
    "share": "prevent",
    "charger": "prevent",
    "school": "re-use",
    "colleague": "re-use",
    "dealer": "re-use",
    "stand": "repair",
    "battery": "repair",
    "maker": "repair",
    "router": "recycle",
    "shredder": "recycle",
    "lead": "recycle",
    "heat": "recover",
    "coal": "recover",
    "residue": "dispose",
    "mercury": "dispose",
    "flame": "dispose",
}
# Categories of things, and those that cases are about where the scenario buys services alone.
_THINGS, _USUAL_THINGS = "equipment", ("server", "network-equipment")


def compose_sort(material: Material, draw: Draw, count: int) -> Exercise:
    """Compose a variant: cases of the goods of the scenario, and the steps with whether they are about waste."""
    text, goods = material.text, _name_goods(material)
    steps = {step: text(f"exercise-hierarchy.{step}") for step in _STEPS}
    rows = []
    for number, case in enumerate(draw.order("case", _CASES)[: limit_rows(count, len(_CASES))]):
        told = text(f"exercise-hierarchy.case-{case}", goods=goods[number % len(goods)])
        rows.append((case, (told,), steps[_CASES[case]], text(f"exercise-hierarchy.case-{case}-why")))
    question = OpenQuestion(text("exercise-hierarchy.question"), text("exercise-hierarchy.question-answer"))
    meanings = tuple((name, text(f"exercise-hierarchy.{step}-means")) for step, name in steps.items())
    columns = (text("exercise-hierarchy.step"), text("exercise-hierarchy.means"))
    return Exercise(
        (text("exercise-hierarchy.case"),),
        tuple(steps.values()),
        number_rows(rows, draw),
        questions=(question,),
        glossary=Table(text("exercise-hierarchy.steps"), columns, meanings, (30, 70), small=True),
        asks={name: text(f"exercise-hierarchy.{step}-ask") for step, name in steps.items()},
    )


def _name_goods(material: Material) -> list[str]:
    """Return the kinds of things that the scenario buys or hands over, as a paper names them."""
    vocabulary = material.annex.selection.library.vocabulary
    lots = [part.lot for part in material.annex.selection.lots if part.lot]
    lines = [line.category for lot in lots for line in (*lot.items, *lot.returns) if line.category]
    things = dict.fromkeys(category for category in lines if _THINGS in vocabulary.categories[category].groups)
    return [material.annex.context.label_word("categories", category) for category in things or _USUAL_THINGS]


HIERARCHY_SORT = ExerciseType("hierarchy-sort", "LO1", {1: 8, 2: 12}, 1.0, False, compose_sort, mark_row=mark_choice)
