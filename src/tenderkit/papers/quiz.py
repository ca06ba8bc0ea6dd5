# SPDX-License-Identifier: Apache-2.0
"""Questions that a learning platform or a web page asks, with their key, independent of the format."""

from typing import NamedTuple

from tenderkit.frozen import frozen_dataclass
from tenderkit.library.language import Language
from tenderkit.papers.blocks import Block, Paragraph


@frozen_dataclass
class ChoiceTask:
    """Choices of which several may be right.

    `right`: the positions of the right choices, from 0; `neutral`: the positions of those that earn and cost nothing.
    """

    choices: tuple[str, ...]
    right: tuple[int, ...]
    neutral: tuple[int, ...] = ()


class MatchRow(NamedTuple):
    """A row that gets one of the choices of its task: its printed code, its words, and the position of its choice."""

    code: str
    words: str
    right: int


@frozen_dataclass
class MatchTask:
    """Rows that each get one of the same choices; some choices may belong to no row, others to several."""

    rows: tuple[MatchRow, ...]
    choices: tuple[str, ...]


@frozen_dataclass
class NumberTask:
    """A number: the right one, and by how much an answer may differ from it."""

    right: float
    tolerance: float


@frozen_dataclass
class TextTask:
    """Free text that a person marks: what the marker looks for, and the words that it begins with, if any."""

    notes: tuple[str, ...]
    draft: str = ""


Task = ChoiceTask | MatchTask | NumberTask | TextTask


@frozen_dataclass
class Question:
    """A question.

    `id`: its name within the quiz, such as `c01`; `title`: what trainers read in lists; `words`: what is asked, in
    paragraphs; `points`: the most that it earns; `feedback`: the key in words, for after the answer, in paragraphs.
    """

    id: str
    title: str
    words: tuple[str, ...]
    task: Task
    points: int
    feedback: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()


@frozen_dataclass
class Quiz:
    """The questions of one variant of an exercise, which belong together.

    `name`: that of the variant, such as `v01`; `introduction`: what its questions are about, beyond what all variants
    share; `reading`: a document that participants read for it, empty where there is none; `handout`: a sentence that
    names the handout which has all this, empty where the questions need no other paper.
    """

    name: str
    questions: tuple[Question, ...]
    introduction: tuple[Block, ...] = ()
    reading: tuple[Block, ...] = ()
    handout: str = ""

    @property
    def is_single(self) -> bool:
        """Whether it is one question that needs nothing else, so that a platform may draw a variant by chance."""
        return len(self.questions) == 1 and not self.about

    @property
    def about(self) -> tuple[Block, ...]:
        """What its questions are about, for a platform that gives out the handout too."""
        return (*((Paragraph(self.handout),) if self.handout else ()), *self.introduction)


@frozen_dataclass
class QuizPack:
    """All variants of an exercise.

    `id`: a name for this pack alone; `topics`: the names of what it belongs to, from wide to narrow, such as scenario
    and type; `title`: of the exercise; `task`: what participants do; `introduction`: what all variants share.
    """

    id: str
    topics: tuple[str, ...]
    title: str
    task: str
    language: Language
    tags: tuple[str, ...]
    introduction: tuple[Block, ...]
    quizzes: tuple[Quiz, ...]
