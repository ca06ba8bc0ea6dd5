# SPDX-License-Identifier: Apache-2.0
"""rewrite-clause: say what is wrong with a paragraph of a clause, and write it anew."""

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from tenderkit.exercises.exercise import Exercise, ExerciseType, Planting, Row
from tenderkit.exercises.material import Material
from tenderkit.exercises.mutations.change import ClauseChange
from tenderkit.exercises.mutations.mutation import Planted
from tenderkit.exercises.proof import Prover
from tenderkit.exercises.scenario import Level
from tenderkit.exercises.types.spot_the_defect import Defect, describe_defect
from tenderkit.frozen import frozen_dataclass
from tenderkit.library.clause import Clause
from tenderkit.library.language import Language
from tenderkit.library.template import Template
from tenderkit.papers.annex.annex import Annex
from tenderkit.papers.clause_text import PrintedClause

# The level up to which participants get the name of the defect.
_NAMED = 3


class Flaw(NamedTuple):
    """A paragraph that a defect spoils: its words, and the sound words."""

    flawed: str
    sound: str


@frozen_dataclass
class RewriteExercise(Exercise):
    """Paragraphs with defects, to be written anew.

    `flaws`: the defects, one for each row, with what the key tells of them.
    """

    flaws: tuple[Defect, ...] = ()


def compose_rewrites(material: Material, planted: Sequence[Planted], prover: Prover, level: Level) -> RewriteExercise:
    """Compose a variant from the defects that are drawn for it; a low level gets their names.

    Parameters: `prover`, the prover of the sound annex.
    """
    sound, text, annex = material.annex, material.text, prover.plant(planted).annex
    language = material.language
    rows, flaws = [], []
    for number, each in enumerate(planted, 1):
        flaw, defect = find_flaw(each, sound, annex), describe_defect(material, annex, each, prover)
        assert flaw is not None, "only such defects are drawn"
        (clause,) = _find_printed(annex, each.site.clause)
        named = (defect.name,) if level <= _NAMED else ()
        model = flaw.sound
        if better := find_better_words(each, language):
            planted_words = flaw.flawed.removeprefix(flaw.sound).strip()
            mend = text("exercise-spot.replace", wrong=language.quote(planted_words), right=language.quote(better))
            model, defect = f"{flaw.sound} {better}", replace(defect, mend=mend, better=better)
        reason = text("exercise-rewrite.reason", name=defect.name, why=defect.reason)
        rows.append(
            Row(each.site.key, f"c{number:02}", (clause.title, *named, flaw.flawed), model, reason, flaw.flawed)
        )
        flaws.append(defect)
    head = [text("exercise.clause"), text("exercise-rewrite.flawed")]
    if level <= _NAMED:
        head.insert(1, text("exercise-spot.name"))
    return RewriteExercise(tuple(head), (), tuple(rows), annex=annex, flaws=tuple(flaws))


def find_better_words(planted: Planted, language: Language) -> str:
    """Return the words that ask soundly for what a planted sentence wants; empty where it is only to be struck."""
    mends, id_ = language.frame.texts["exercise-mends"], planted.mutation.id.lower()
    return mends.get(f"{id_}-{planted.site.detail}") or mends.get(id_, "")


def can_be_rewritten(planted: Planted, prover: Prover) -> bool:
    """Return whether a defect suits: it spoils one paragraph of one clause, and a Word file shows that.

    A defect that a person has to judge does not suit: no rule could tell that it has gone. Parameters: `prover`, the
    prover of the sound annex.
    """
    site, mutation, piece = planted.site, planted.mutation, prover.piece
    if mutation.is_judged or not site.printed or site.touched != (site.clause,) or site.clause not in piece.printed:
        return False
    # An annex takes long to compose: those with other paragraphs are enough.
    was, variant, _ = piece.printed[site.clause]
    changed = [change.after for change in planted.changes if isinstance(change, ClauseChange)]
    if all(_read_requirement(clause, variant) == _read_requirement(was, variant) for clause in changed):
        return False
    return find_flaw(planted, piece.annex, prover.plant([planted]).annex) is not None


def _read_requirement(clause: Clause, variant: str | None) -> tuple[Template, ...] | None:
    return (clause.text if variant is None else clause.variants[variant]).requirement


def find_flaw(planted: Planted, sound: Annex, annex: Annex) -> Flaw | None:
    """Return the paragraph that a defect spoils; None where it spoils none, several, or other words.

    Parameters: `sound`, the annex without defects; `annex`, the one with this defect.
    """
    match planted.changes:
        case (ClauseChange(),):
            before, after = (_find_printed(a, planted.site.clause) for a in (sound, annex))
        case _:
            return None
    if len(before) != 1 or len(after) != 1:
        return None
    was, has = before[0].requirement, after[0].requirement
    spoiled = [paragraph for paragraph in has if paragraph not in was]
    missing = [paragraph for paragraph in was if paragraph not in has]
    if len(spoiled) != 1 or not missing:
        return None
    return Flaw(spoiled[0], "\n".join(missing))


def _find_printed(annex: Annex, clause: str) -> list[PrintedClause]:
    """Return the printed texts of a clause: one for each group of lots with the same words."""
    return [printed for printed in annex.printed if printed.clause.id == clause]


# A rewrite earns points for what has gone, for what is still there, and for the reason.
REWRITE_CLAUSE = ExerciseType(
    "rewrite-clause",
    "LO3",
    {3: 3, 4: 5},
    7.0,
    True,
    None,
    3,
    own_words="exercise-rewrite",
    planting=Planting(compose_rewrites, suits=can_be_rewritten),
    marked="rewrites",
    prints_clauses=True,
    key_in_clauses=True,
)
