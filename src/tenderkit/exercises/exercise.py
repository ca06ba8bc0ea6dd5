# SPDX-License-Identifier: Apache-2.0
"""An exercise as plain values: the rows that a participant answers, with the key; and the types of exercises."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import field
from typing import Literal, Protocol

from tenderkit.exercises.bids.forms import FilledForm
from tenderkit.exercises.bids.workbook import BidWorkbook
from tenderkit.exercises.material import Material
from tenderkit.exercises.mutations.mutation import Planted
from tenderkit.exercises.proof import Prover
from tenderkit.exercises.ranking import Draw
from tenderkit.exercises.scenario import Level, Outcome
from tenderkit.frozen import frozen_dataclass
from tenderkit.library.language import Language
from tenderkit.papers.annex.annex import Annex
from tenderkit.papers.blocks import Block, Table

# The fewest rows of which an exercise is made.
FEWEST_ROWS = 6
# Candidates that are left over, where there are enough.
_SPARE_ROWS = 2


@frozen_dataclass
class Row:
    """A row that a participant answers.

    `id`: what it was made from; `code`: its printed code, such as `c07`; `cells`: what is printed in the row;
    `answer`: the right choice, or the right words; `reason`: why, for the model answer; `draft`: the words that a
    participant changes, empty where one of the choices is the answer; `bounds`: the lowest and the highest number
    that counts as right, None where a number is not the answer; `figures`: the numbers that are to be written next to
    the answer, in their order, none where words are.
    """

    id: str
    code: str
    cells: tuple[str, ...]
    answer: str
    reason: str
    draft: str = ""
    bounds: tuple[float, float] | None = None
    figures: tuple[float, ...] = ()


@frozen_dataclass
class OpenQuestion:
    """A question that is answered in free text, with the model answer."""

    question: str
    answer: str


@frozen_dataclass
class Exercise:
    """One variant of an exercise.

    `head`: the heads of the cells of its rows; `choices`: what can be answered in each row, in an order that tells
    nothing, empty where a number is written; `before`: blocks of the handout in front of the rows; `questions`: what
    is answered in free text; `annex`: the annex with what was planted, None where nothing was; `working`: blocks of
    the model answer behind the rows; `workbook`: a workbook that goes with the handout; `glossary`: the choices with
    what they mean, None where they speak for themselves; `asks`: what to ask in the debrief, by the right answer.
    """

    head: tuple[str, ...]
    choices: tuple[str, ...]
    rows: tuple[Row, ...]
    before: tuple[Block, ...] = ()
    questions: tuple[OpenQuestion, ...] = ()
    annex: Annex | None = None
    working: tuple[Block, ...] = ()
    workbook: BidWorkbook | None = None
    glossary: Table | None = None
    asks: Mapping[str, str] = field(default_factory=dict)

    @property
    def planted(self) -> frozenset[str]:
        """What the exercise is about, by which variants are distinguished."""
        return frozenset(row.id for row in self.rows)

    @property
    def introduction(self) -> tuple[Block, ...]:
        """The blocks in front of the rows: what is read, then the choices with what they mean."""
        return (*self.before, *((self.glossary,) if self.glossary else ()))

    @property
    def count(self) -> int:
        """The number of things to find or to answer."""
        return len(self.rows)

    @property
    def enclosed(self) -> tuple[FilledForm, ...]:
        """The response forms that participants get, with the annex; none for most types."""
        return ()

    @property
    def key_words(self) -> frozenset[str]:
        """The texts of the key that no participant may read."""
        return frozenset((*(row.reason for row in self.rows), *(question.answer for question in self.questions)))


@frozen_dataclass
class Verdict:
    """What is known of an answer without a person who reads it.

    `share`: of its points, from 0 to 1; `open`: the share that a person who reads it may add; `reason`: why, the key
    of a text in `exercise-marks`; `words`: what the reason names.
    """

    share: float
    reason: str
    open: float = 0
    words: str = ""


class RowMarker(Protocol):
    """Marks an answer that is not empty in a row of an exercise."""

    def __call__(self, exercise: Exercise, row: Row, answer: str) -> Verdict:
        """Return what is known of an answer."""


@frozen_dataclass
class Planting:
    """How a type makes variants from defects that are planted in an annex.

    `compose`: makes a variant from the defects and decoys that are drawn for it, with the prover of the sound annex
    and the level; `decoys`: how many are wanted; `suits`: whether a defect suits the type, None where each does.
    """

    compose: Callable[[Material, Sequence[Planted], Prover, Level], Exercise]
    decoys: int = 0
    suits: Callable[[Planted, Prover], bool] | None = None


@frozen_dataclass
class ExerciseType:
    """A type of exercise.

    `name`: such as `term-match`; `outcome`: the learning outcome that it serves most; `rows`: the number of rows by
    level; `minutes`: of work for each row; `asks_why`: whether each answer needs more words; `compose`: makes a
    variant with a number of rows, None where the defects of an annex are the rows; `row_points`: the most points of
    a row; `also`: other learning outcomes that it serves; `mark_row`: marks the answer of a row, None where a row is
    not answered by a choice or a number; `why`: which words an answer needs, by the end of the keys of their texts;
    `own_words`: the section of its texts on how it is worked on and marked, empty for the usual ones;
    `planting`: where the defects of an annex are the rows, how they become a variant; `marked`: how it is marked, row
    by row with `mark_row`, by claims of defects, or by rewrites of paragraphs; `prints_clauses`: whether participants
    read clauses of the scenario; `key_in_clauses`: whether such clauses give its key away.
    """

    name: str
    outcome: Outcome
    rows: Mapping[Level, int]
    minutes: float
    asks_why: bool
    compose: Callable[[Material, Draw, int], Exercise] | None
    row_points: int = 1
    also: tuple[Outcome, ...] = ()
    mark_row: RowMarker | None = None
    why: Literal["why", "action", "own-points"] = "why"
    own_words: str = ""
    planting: Planting | None = None
    marked: Literal["rows", "claims", "rewrites"] = "rows"
    prints_clauses: bool = False
    key_in_clauses: bool = False

    @property
    def outcomes(self) -> tuple[Outcome, ...]:
        """The learning outcomes that it serves, the first of them most."""
        return (self.outcome, *self.also)

    def title(self, language: Language) -> str:
        """Return the title of the type."""
        return language.text(f"exercise-types.{self.name}-title")

    def gives_away(self, other: "ExerciseType") -> bool:
        """Return whether an exercise of this type tells the key of another on the same scenario."""
        return self.name == other.name or (self.prints_clauses and other.key_in_clauses)


def limit_rows(count: int, available: int) -> int:
    """Return how many rows are drawn, so that variants can differ: fewer than there are candidates, if possible."""
    return min(count, max(available - _SPARE_ROWS, min(available, FEWEST_ROWS)))


def number_rows(rows: Sequence[tuple[str, tuple[str, ...], str, str]], draw: Draw) -> tuple[Row, ...]:
    """Return rows in an order that tells nothing, with their codes.

    Parameters: `rows`, for each the id, the cells, the right answer and the reason.
    """
    by_id = {row[0]: row for row in rows}
    ordered = draw.order("row", by_id)
    return tuple(Row(id_, f"c{number:02}", *by_id[id_][1:]) for number, id_ in enumerate(ordered, 1))
