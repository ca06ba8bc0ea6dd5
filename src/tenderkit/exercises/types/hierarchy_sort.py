# SPDX-License-Identifier: Apache-2.0
"""hierarchy-sort: on which step of the e-waste hierarchy a case is, and whether it is about waste."""

from tenderkit.exercises.exercise import Exercise, ExerciseType, Material, OpenQuestion, limit_rows, number_rows
from tenderkit.exercises.marking.answers import mark_choice
from tenderkit.exercises.ranking import Draw

# From what saves most to what saves least, as section 7 of ITU-T L.1061 has them.
_STEPS = ("prevent", "re-use", "repair", "recycle", "recover", "dispose")
# The step of each case, which is worded in the frame.
_CASES = {
    "keep": "prevent",
    "share": "prevent",
    "charger": "prevent",
    "school": "re-use",
    "colleague": "re-use",
    "part": "re-use",
    "stand": "repair",
    "battery": "repair",
    "maker": "repair",
    "router": "recycle",
    "shredder": "recycle",
    "lead": "recycle",
    "heat": "recover",
    "residue": "dispose",
    "mercury": "dispose",
}


def compose_sort(material: Material, draw: Draw, count: int) -> Exercise:
    """Compose a variant: cases of old equipment, and the steps with whether they are about waste."""
    text = material.text
    steps = {step: text(f"exercise-hierarchy.{step}") for step in _STEPS}
    rows = []
    for case in draw.order("case", _CASES)[: limit_rows(count, len(_CASES))]:
        step = _CASES[case]
        reason = text(f"exercise-hierarchy.{step}-why")
        rows.append((case, (text(f"exercise-hierarchy.case-{case}"),), steps[step], reason))
    question = OpenQuestion(text("exercise-hierarchy.question"), text("exercise-hierarchy.question-answer"))
    head = (text("exercise-hierarchy.case"),)
    return Exercise(head, tuple(steps.values()), number_rows(rows, draw), questions=(question,))


HIERARCHY_SORT = ExerciseType("hierarchy-sort", "LO1", {1: 8, 2: 12}, 1.0, False, compose_sort, mark_row=mark_choice)
