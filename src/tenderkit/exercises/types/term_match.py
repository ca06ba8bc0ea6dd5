# SPDX-License-Identifier: Apache-2.0
"""term-match: which term of circular procurement a definition defines, of the annex or of this project."""

from tenderkit.exercises.exercise import Exercise, ExerciseType, limit_rows, number_rows
from tenderkit.exercises.marking.answers import mark_choice
from tenderkit.exercises.material import Material
from tenderkit.exercises.ranking import Draw
from tenderkit.exercises.types.words import cut_to_sentence
from tenderkit.library.language import contains_word_form
from tenderkit.papers.annex.definitions import list_lot_kinds
from tenderkit.papers.blocks import Table, list_texts

# Terms that an annex defines where its clauses have them, and terms that no annex has to define.
_OF_ANNEX = (
    "reuse", "preparing-for-reuse", "function-test", "recycling", "waste-equipment", "permitted-operator", "new",
    "full-cycle", "route", "final-user", "placed-on-the-market",
)  # fmt: skip
_OF_PROJECT = (
    "circular-economy", "circular-procurement", "life-cycle-cost", "as-a-service", "producer-responsibility",
    "take-back", "ecolabel", "selection-criterion", "technical-specification", "award-criterion",
    "performance-clause", "repairability", "warranty", "durability", "upgradeability", "e-waste-hierarchy",
    "energy-recovery", "informed-consent", "recycled-content", "recyclability", "needs-assessment",
    "framework-agreement", "market-dialogue", "refurbishment", "remanufacturing", "data-erasure",
)  # fmt: skip
# Terms among the choices that no row defines.
_SPARE_TERMS = 3
# As many sentences of a definition are printed.
_SENTENCES = 2


def compose_match(material: Material, draw: Draw, count: int) -> Exercise:
    """Compose a variant: definitions without their terms, and a list of terms with some too many."""
    text, terms = material.text, _find_terms(material)
    ordered, count = draw.order("term", terms), limit_rows(count, len(terms))
    chosen, spare = ordered[:count], ordered[count : count + _SPARE_TERMS]
    rows = []
    for id_ in chosen:
        term, meaning = terms[id_]
        rows.append((id_, (cut_to_sentence(meaning, _SENTENCES),), term, text(f"exercise-terms.{id_}-why")))
    choices = tuple(sorted(terms[id_][0] for id_ in (*chosen, *spare)))
    listed = Table(
        text("exercise-types.term-match-terms"),
        (text("exercise-types.term-match-term"),),
        tuple((term,) for term in choices),
        (100,),
        small=True,
    )
    asks = dict.fromkeys(choices, text("exercise-types.term-match-ask"))
    return Exercise((text("exercise.definition"),), choices, number_rows(rows, draw), glossary=listed, asks=asks)


def _find_terms(material: Material) -> dict[str, tuple[str, str]]:
    """Return terms with their meanings: those that the annex defines, and those of this project."""
    text, definitions = material.text, material.language.frame.definitions
    published = " ".join(list_texts(material.annex.blocks))
    lots = list_lot_kinds(material.annex.context)
    terms = {id_: (text(f"exercise-terms.{id_}"), text(f"exercise-terms.{id_}-means")) for id_ in _OF_PROJECT}
    for id_ in _OF_ANNEX:
        definition = definitions[id_]
        meaning = definition.write(lots, published)
        # A definition that names its own term would give it away.
        if definition.occurs_in(published) and not contains_word_form((*definition.forms, definition.term), meaning):
            terms[id_] = (definition.term, meaning)
    return terms


TERM_MATCH = ExerciseType("term-match", "LO1", {1: 8, 2: 12}, 1.0, False, compose_match, mark_row=mark_choice)
