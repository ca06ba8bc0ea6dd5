# SPDX-License-Identifier: Apache-2.0
"""Gather the answers of a purchase that the conditions of clauses may test."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from tenderkit.library.library import Library


def list_tested_answers(
    library: Library, tender: Any, lot: Any, returns: Iterable[Any], read: Callable[[Any, str], Any]
) -> dict[str, Any]:
    """Return the answers for a lot that conditions may test, by the id of the question.

    A question with a key that is not answered has its default. One on lines has the answers for all lines of old
    equipment, each once. The priorities are always there, because sets of clauses follow from them. Parameters:
    `tender`, `lot` and `returns`, the tender, the lot and its lines of old equipment; `read`, which returns the value
    at a key of one of them, None where there is none.
    """
    priorities = read(tender, "priorities")
    answers: dict[str, Any] = {"priorities": tuple(priorities) if isinstance(priorities, list | tuple) else ()}
    for table in (tender, lot):
        given = read(table, "answers")
        answers |= given if isinstance(given, Mapping) else {}
    lines = list(returns)
    for id_, question in library.facts.items():
        if question.key is None:
            continue
        if question.scope == "line":
            values = [value for line in lines if (value := read(line, question.key)) is not None]
            answers[id_] = tuple(value for place, value in enumerate(values) if value not in values[:place])
        else:
            value = read(tender if question.scope == "tender" else lot, question.key)
            answers[id_] = question.default if value is None else value
    return answers
