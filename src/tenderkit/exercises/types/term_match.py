# SPDX-License-Identifier: Apache-2.0
"""term-match: which term a definition defines; the terms are those of the annex."""

from tenderkit.exercises.exercise import Exercise, ExerciseType, Material, limit_rows, number_rows
from tenderkit.exercises.marking.answers import mark_choice
from tenderkit.exercises.ranking import Draw
from tenderkit.exercises.types.words import cut_to_sentence
from tenderkit.library.language import contains_word_form
from tenderkit.papers.annex.definitions import list_lot_kinds
from tenderkit.papers.blocks import list_texts

# Terms among the choices that no row defines.
_SPARE_TERMS = 3
# As many sentences of a definition are printed.
_SENTENCES = 2


def compose_match(material: Material, draw: Draw, count: int) -> Exercise:
    """Compose a variant: definitions without their terms, and a list of terms with some too many."""
    published = " ".join(list_texts(material.annex.blocks))
    lots = list_lot_kinds(material.annex.context)
    terms = {}
    for id_, definition in material.language.frame.definitions.items():
        meaning = definition.write(lots, published)
        # A definition that names its own term would give it away.
        if definition.occurs_in(published) and not contains_word_form((*definition.forms, definition.term), meaning):
            terms[id_] = (definition.term, meaning)
    ordered, count = draw.order("term", terms), limit_rows(count, len(terms))
    chosen, spare = ordered[:count], ordered[count : count + _SPARE_TERMS]
    rows = [
        (
            id_,
            (cut_to_sentence(terms[id_][1], _SENTENCES),),
            terms[id_][0],
            material.text("exercise-types.term-match-why"),
        )
        for id_ in chosen
    ]
    choices = tuple(sorted(terms[id_][0] for id_ in (*chosen, *spare)))
    return Exercise((material.text("exercise.definition"),), choices, number_rows(rows, draw))


TERM_MATCH = ExerciseType("term-match", "LO1", {1: 8, 2: 12}, 1.0, False, compose_match, mark_row=mark_choice)
