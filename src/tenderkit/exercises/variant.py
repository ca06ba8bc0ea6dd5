# SPDX-License-Identifier: Apache-2.0
"""A variant of a pack: an exercise with its type, level and number, and the paper that its files begin with."""

from dataclasses import replace

from tenderkit.exercises.exercise import Exercise, ExerciseType
from tenderkit.exercises.material import Material
from tenderkit.exercises.scenario import Level
from tenderkit.frozen import frozen_dataclass
from tenderkit.papers.blocks import Block
from tenderkit.papers.form_fields import list_fields
from tenderkit.papers.paper import Paper

# The papers of exercises belong to no purchase that can be named by a digest.
_NO_DIGEST = "0" * 64
# Minutes of the steps beside the work, where no agenda gives them more or less.
BRIEFING, COMPARING, DEBRIEF = 5, 10, 10
# Minutes of work are a multiple of it, so that people can follow the clock.
GRID = 5
# Minutes of the work to read the purchase, and to answer a question in free text.
READING, QUESTION = 3, 3
# The points of a question in free text.
QUESTION_POINTS = 2
# From this share of the points on an exercise is passed, in percent; points come in halves.
PASS_SHARE = 70
_HALVES = 2


@frozen_dataclass
class Task:
    """What all variants of a pack share: the material, the type and the level; and the public name of the run."""

    material: Material
    type: ExerciseType
    level: Level
    seed: str

    @property
    def row_points(self) -> int:
        """The most points of a row."""
        return self.type.row_points


@frozen_dataclass
class Variant:
    """One variant of a pack: its number, from 1, and its exercise."""

    task: Task
    number: int
    exercise: Exercise

    @property
    def name(self) -> str:
        """The name in file names and in print: `v01`."""
        return f"v{self.number:02}"

    @property
    def work_minutes(self) -> int:
        """The minutes for the work: to read the purchase, to answer the rows, and the questions in free text."""
        rows = round(self.exercise.count * self.task.type.minutes)
        return round_up(READING + rows + QUESTION * len(self.exercise.questions))

    @property
    def plan(self) -> tuple[tuple[str, int], ...]:
        """The steps of the plan with their minutes."""
        return (
            ("briefing", BRIEFING),
            ("work", self.work_minutes),
            ("compare", COMPARING),
            ("debrief", DEBRIEF),
        )

    @property
    def most_points(self) -> int:
        """The points that can be reached."""
        return self.exercise.count * self.task.row_points + QUESTION_POINTS * len(self.exercise.questions)

    @property
    def pass_mark(self) -> float:
        """The points from which the exercise is passed: the next half from the share of all points on."""
        return -(-self.most_points * PASS_SHARE * _HALVES // 100) / _HALVES


def round_up(minutes: int) -> int:
    """Return minutes of work as plans have them: a multiple of five, and no fewer."""
    return -(-minutes // GRID) * GRID


def make_paper(
    variant: Variant, kind: str, blocks: tuple[Block, ...], *, form: bool = False, wide: bool = False,
    shared: bool = False,
) -> Paper:  # fmt: skip
    """Return a paper of a pack with its cover, which records nothing of the purchase it was made from.

    Parameters: `kind`, the key of the name of the paper, such as `exercise.handout`; `form`, whether its answers are
    fields; `shared`, whether it holds for all variants.
    """
    task, text = variant.task, variant.task.material.text
    language, annex = task.material.language, task.material.annex
    cover = (
        (text("exercise.scenario"), f"{task.material.scenario.id}"),
        (text("exercise.level"), language.number(task.level)),
        *(() if shared else ((text("exercise.variant"), variant.name),)),
        (text("exercise.run"), task.seed),
        (text("exercise.time"), task.material.amount(variant.work_minutes, "minutes")),
    )
    # The header of each page names the exercise, so that loose sheets find their place.
    sheet = {"type": task.type.title(language), "scenario": task.material.scenario.id, "variant": variant.name}
    purchase = annex.selection.purchase
    tender = replace(purchase.tender, reference=text("exercise.sheet" if shared else "exercise.sheet-of", **sheet))
    paper = Paper(
        selection=replace(annex.selection, findings=(), purchase=replace(purchase, tender=tender)),
        purchase_digest=_NO_DIGEST,
        language=language,
        title=text("exercise.title", paper=text(kind), type=task.type.title(language)),
        subtitle=language.words(task.material.scenario.title),
        cover=cover,
        blocks=blocks,
        wide=wide,
    )
    return replace(paper, fields=list_fields(blocks, ())) if form else paper
