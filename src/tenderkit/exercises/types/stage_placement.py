# SPDX-License-Identifier: Apache-2.0
"""stage-placement: at which stage a requirement belongs; the key is the kind of its clause."""

from tenderkit.exercises.exercise import Exercise, ExerciseType, limit_rows, number_rows
from tenderkit.exercises.marking.answers import mark_choice
from tenderkit.exercises.material import Material
from tenderkit.exercises.ranking import Draw
from tenderkit.exercises.types.words import pick_excerpt
from tenderkit.library.language import replace_word_forms
from tenderkit.papers.blocks import Table
from tenderkit.papers.clause_text import PrintedClause

# In the order of the procedure.
_KINDS = ("selection-criterion", "technical-specification", "award-criterion", "contract-performance-clause")
# Who acts would give the stage away; the ids of their definitions.
_ACTORS = ("tenderer", "contractor")


def compose_placement(material: Material, draw: Draw, count: int) -> Exercise:
    """Compose a variant: requirements of the annex, of each kind in turn as long as there are any."""
    by_kind: dict[str, dict[str, PrintedClause]] = {kind: {} for kind in _KINDS}
    for clause in material.annex.printed:
        if clause.clause.kind in by_kind:
            by_kind[clause.clause.kind].setdefault(clause.clause.id, clause)
    queues = [list(draw.order(kind, clauses)) for kind, clauses in by_kind.items()]
    count = limit_rows(count, sum(map(len, queues)))
    chosen: list[str] = []
    while len(chosen) < count and any(queues):
        for queue in queues:
            if queue and len(chosen) < count:
                chosen.append(queue.pop(0))
    names = {kind: material.text(f"exercise-types.stage-{kind}") for kind in _KINDS}
    clauses = {id_: clause for some in by_kind.values() for id_, clause in some.items()}
    rows = []
    for id_ in chosen:
        kind = clauses[id_].clause.kind
        reason = material.text(f"exercise-types.stage-{kind}-why", title=clauses[id_].title)
        rows.append((id_, (_hide_actors(material, clauses[id_]),), names[kind], reason))
    text = material.text
    meanings = tuple((name, text(f"exercise-types.stage-{kind}-means")) for kind, name in names.items())
    columns = (text("exercise-types.stage"), text("exercise-types.stage-means"))
    return Exercise(
        (text("exercise.asks"),),
        tuple(names.values()),
        number_rows(rows, draw),
        glossary=Table(text("exercise-types.stages"), columns, meanings, (30, 70), small=True),
        asks={name: text(f"exercise-types.stage-{kind}-ask") for kind, name in names.items()},
    )


def _hide_actors(material: Material, clause: PrintedClause) -> str:
    """Return what a clause asks for, with a blank in place of the tenderer and the contractor."""
    definitions = material.language.frame.definitions
    forms = [form for id_ in _ACTORS for form in definitions[id_].forms]
    return replace_word_forms(
        forms, material.text("exercise-types.stage-blank"), pick_excerpt(material, clause.requirement)
    )


STAGE_PLACEMENT = ExerciseType(
    "stage-placement",
    "LO1",
    {1: 8, 2: 12},
    1.0,
    False,
    compose_placement,
    also=("LO2",),
    mark_row=mark_choice,
    prints_clauses=True,
)
