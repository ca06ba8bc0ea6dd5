# SPDX-License-Identifier: Apache-2.0
"""map-to-l1061: which heading of ITU-T L.1061 a clause answers, and which headings the annex leaves open."""

from collections.abc import Mapping

from tenderkit.exercises.exercise import Exercise, ExerciseType, OpenQuestion, limit_rows, number_rows
from tenderkit.exercises.marking.answers import mark_choice
from tenderkit.exercises.material import Material
from tenderkit.exercises.ranking import Draw
from tenderkit.exercises.types.words import pick_excerpt
from tenderkit.papers.blocks import Table

_SCHEME = "l1061-topics"
# The headings that requirements of a tender can answer; the numbers of their sections.
_SECTIONS = ("6.2", "6.3", "6.4", "6.5", "7", "8.2", "8.3", "8.4", "8.5", "8.6", "8.8", "8.9", "8.10", "9")


# In the model answer, as many headings without a clause are answered.
_ANSWERED = 3


def compose_mapping(material: Material, draw: Draw, count: int) -> Exercise:
    """Compose a variant: clauses of the annex that answer one heading, in the reading of this project."""
    topics, text = _find_topics(material), material.text
    clauses = {c.clause.id: c for c in reversed(material.annex.printed) if len(topics.get(c.clause.id, {})) == 1}
    headings = {section: f"{section} {text(_key(section))}" for section in _SECTIONS}
    rows = []
    for id_ in draw.order("clause", clauses)[: limit_rows(count, len(clauses))]:
        ((section, topic),) = topics[id_].items()
        cells = (clauses[id_].title, pick_excerpt(material, clauses[id_].requirement))
        about = text(f"{_key(section)}-about")
        reason = text("exercise-types.map-to-l1061-why", topic=topic, about=about, section=section)
        rows.append((id_, cells, headings[section], reason))
    answer = _answer_gaps(material, topics, {row[2] for row in rows}, headings)
    question = OpenQuestion(text("exercise-types.map-to-l1061-gaps"), answer)
    listed = tuple((section, text(_key(section)), text(f"{_key(section)}-about")) for section in _SECTIONS)
    columns = (text("exercise.section"), text("exercise.heading"), text("exercise.about"))
    return Exercise(
        (text("exercise.clause"), text("exercise.asks")),
        tuple(headings.values()),
        number_rows(rows, draw),
        questions=(question,),
        glossary=Table(text("exercise-types.map-to-l1061-headings"), columns, listed, (10, 35, 55), small=True),
    )


def _answer_gaps(
    material: Material, topics: Mapping[str, Mapping[str, str]], answered: set[str], headings: Mapping[str, str]
) -> str:
    """Return which headings no row answers, and how some can be answered: first those that the annex leaves open."""
    text = material.text
    open_ = [section for section, heading in headings.items() if heading not in answered]
    printed = {section for clause in material.annex.printed for section in topics.get(clause.clause.id, ())}
    first = sorted(open_, key=lambda section: section in printed)[:_ANSWERED]
    ways = [f"{headings[section]}: {text(f'{_key(section)}-how')}" for section in sorted(first, key=_SECTIONS.index)]
    named = text("formats.joint").join(headings[section] for section in open_)
    return text("exercise-types.map-to-l1061-gaps-answer", list=named, ways=" ".join(ways))


def _find_topics(material: Material) -> dict[str, dict[str, str]]:
    """Return the headings that each clause answers: the section and the title of the topic, by clause."""
    topics: dict[str, dict[str, str]] = {}
    scheme = material.schemes[_SCHEME]
    words = scheme.words.get(material.language.code, {})
    for topic in scheme.topics.values():
        for id_ in topic.clauses:
            for section in topic.pointer:
                if section in _SECTIONS:
                    topics.setdefault(id_, {}).setdefault(section, words.get(topic.title, topic.title))
    return topics


def _key(section: str) -> str:
    """Return the key of the words of a heading."""
    return f"exercise-l1061.{section.replace('.', '-')}"


MAP_TO_L1061 = ExerciseType(
    "map-to-l1061",
    "LO2",
    {2: 8, 3: 12},
    1.5,
    True,
    compose_mapping,
    2,
    mark_row=mark_choice,
    prints_clauses=True,
)
