# SPDX-License-Identifier: Apache-2.0
"""map-to-l1061: which heading of ITU-T L.1061 a clause answers, and which headings the annex leaves open."""

from tenderkit.exercises.exercise import Exercise, ExerciseType, Material, OpenQuestion, limit_rows, number_rows
from tenderkit.exercises.marking.answers import mark_choice
from tenderkit.exercises.ranking import Draw
from tenderkit.exercises.types.words import pick_sentence
from tenderkit.papers.blocks import Table

_SCHEME = "l1061-topics"
# The headings that requirements of a tender can answer; the numbers of their sections.
_SECTIONS = ("6.2", "6.3", "6.4", "6.5", "7", "8.2", "8.3", "8.4", "8.5", "8.6", "8.8", "8.9", "8.10", "9")


def compose_mapping(material: Material, draw: Draw, count: int) -> Exercise:
    """Compose a variant: clauses of the annex that answer one heading, in the reading of this project."""
    topics = _find_topics(material)
    clauses = {c.clause.id: c for c in reversed(material.annex.printed) if len(topics.get(c.clause.id, {})) == 1}
    headings = {section: _name_heading(material, section) for section in _SECTIONS}
    rows = []
    for id_ in draw.order("clause", clauses)[: limit_rows(count, len(clauses))]:
        ((section, topic),) = topics[id_].items()
        cells = (clauses[id_].title, pick_sentence(material, clauses[id_].requirement))
        reason = material.text("exercise-types.map-to-l1061-why", topic=topic)
        rows.append((id_, cells, headings[section], reason))
    answered = {section for clause in material.annex.printed for section in topics.get(clause.clause.id, ())}
    gaps = [heading for section, heading in headings.items() if section not in answered]
    text = material.text
    question = OpenQuestion(
        text("exercise-types.map-to-l1061-gaps"),
        text("exercise-types.map-to-l1061-gaps-answer", list="; ".join(gaps)) if gaps else text("exercise.none"),
    )
    caption = text("exercise-types.map-to-l1061-headings")
    listed = tuple((section, text(f"exercise-l1061.{_key(section)}")) for section in _SECTIONS)
    table = Table(caption, (text("exercise.section"), text("exercise.heading")), listed, (15, 85), small=True)
    head = (text("exercise.clause"), text("exercise.asks"))
    return Exercise(head, tuple(headings.values()), number_rows(rows, draw), (table,), (question,))


def _find_topics(material: Material) -> dict[str, dict[str, str]]:
    """Return the headings that each clause answers: the section and the title of the topic, by clause."""
    topics: dict[str, dict[str, str]] = {}
    for topic in material.schemes[_SCHEME].topics.values():
        for id_ in topic.clauses:
            for section in topic.pointer:
                if section in _SECTIONS:
                    topics.setdefault(id_, {}).setdefault(section, topic.title)
    return topics


def _key(section: str) -> str:
    return section.replace(".", "-")


def _name_heading(material: Material, section: str) -> str:
    return f"{section} {material.text(f'exercise-l1061.{_key(section)}')}"


MAP_TO_L1061 = ExerciseType("map-to-l1061", "LO2", {2: 8, 3: 12}, 1.5, True, compose_mapping, 2, mark_row=mark_choice)
