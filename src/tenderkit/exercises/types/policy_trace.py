# SPDX-License-Identifier: Apache-2.0
"""policy-trace: which priority of a policy a clause serves; the key is the set of the clause in the library."""

from tenderkit.exercises.exercise import Exercise, ExerciseType, OpenQuestion, limit_rows, number_rows
from tenderkit.exercises.marking.answers import mark_choice
from tenderkit.exercises.material import Material
from tenderkit.exercises.ranking import Draw
from tenderkit.exercises.types.words import cut_to_sentence, pick_excerpt
from tenderkit.library.template import Template, omit_values
from tenderkit.papers.blocks import Table

_PREFIX = "priority-"
# Clauses of one priority in the library whose words serve the aim of another one as well: parts that users change are
# about long life and repair, what can be recycled about materials and end of life.
_ARGUABLE = {
    "battery-user-replaceable", "critical-raw-materials-data", "design-for-recycling", "end-of-use-service",
    "extended-service-agreement", "importer-duties", "label-and-model-change", "licence-portability",
    "manufacture-date", "plastic-marking", "print-fleet-reuse-commitment", "product-data-file",
    "recyclability-points", "reused-parts-permitted", "social-reuse", "subcontractor-flow-down", "user-guidance",
}  # fmt: skip
# In the model answer: as many priorities, each with as many clauses.
_TRACES, _CLAUSES = 3, 2
# As much of the guidance of a clause stands in a reason.
_SENTENCES, _LONGEST = 2, 400


def compose_trace(material: Material, draw: Draw, count: int) -> Exercise:
    """Compose a variant: clauses that fit the purchase and serve one priority, and the priorities with their aims."""
    priorities = _find_priorities(material)
    text, library, language = material.text, material.annex.selection.library, material.language
    names = {p: language.label(library.vocabulary.label("priorities", p)) for p in sorted(set(priorities.values()))}
    aims = library.questions["priorities"].choice_text
    rows = []
    for id_ in draw.order("clause", priorities)[: limit_rows(count, len(priorities))]:
        words, priority = library.clauses[id_].text, priorities[id_]
        cells = (omit_values(words.title), pick_excerpt(material, [*map(omit_values, words.requirement)]))
        aim, why = language.words(aims[priority]).rstrip("."), _tell_use(words.guidance)
        reason = text("exercise-types.policy-trace-why", aim=aim, why=why)
        rows.append((id_, cells, names[priority], reason))
    caption = text("exercise-types.policy-trace-policy")
    policy = tuple((name, language.words(aims[priority])) for priority, name in names.items())
    table = Table(caption, (text("exercise.priority"), text("exercise.aim")), policy, (30, 70))
    question = OpenQuestion(text("exercise-types.policy-trace-question"), _write_traces(material, priorities, names))
    head = (text("exercise.clause"), text("exercise.asks"))
    return Exercise(head, tuple(names.values()), number_rows(rows, draw), questions=(question,), glossary=table)


def _tell_use(guidance: Template | None) -> str:
    """Return what the guidance of a clause begins with: what the clause does for a buyer, and where."""
    return cut_to_sentence(omit_values(guidance), _SENTENCES, _LONGEST) if guidance else ""


def _find_priorities(material: Material) -> dict[str, str]:
    """Return the priority of each clause that fits the purchase in any size, and serves the aim of one alone."""
    selection = material.annex.selection
    fitting = {
        decision.clause: [s for s in selection.library.clauses[decision.clause].sets if s.startswith(_PREFIX)]
        for part in selection.lots
        for decision in part.decisions.values()
        if (decision.selected or decision.rule == "proportionality") and decision.clause not in _ARGUABLE
    }
    return {id_: sets[0].removeprefix(_PREFIX) for id_, sets in fitting.items() if len(sets) == 1}


def _write_traces(material: Material, priorities: dict[str, str], names: dict[str, str]) -> str:
    """Return the model answer: the priorities with most clauses, each with some of these."""
    clauses, quote = material.annex.selection.library.clauses, material.language.quote
    served: dict[str, list[str]] = {}
    for id_, priority in priorities.items():
        served.setdefault(priority, []).append(quote(omit_values(clauses[id_].text.title)))
    longest = sorted(served, key=lambda priority: (-len(served[priority]), priority))[:_TRACES]
    traces = [f"{names[priority]}: {material.language.listing(served[priority][:_CLAUSES])}" for priority in longest]
    return material.text("exercise-types.policy-trace-answer", list=material.text("formats.joint").join(traces))


POLICY_TRACE = ExerciseType(
    "policy-trace",
    "LO3",
    {3: 8, 4: 12},
    1.5,
    True,
    compose_trace,
    2,
    also=("LO2",),
    mark_row=mark_choice,
    prints_clauses=True,
)
