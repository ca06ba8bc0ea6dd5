# SPDX-License-Identifier: Apache-2.0
"""A pack with a question of each kind, and with texts that look like markup."""

import tenderkit
from tenderkit.papers.blocks import Paragraph
from tenderkit.papers.quiz import ChoiceTask, MatchRow, MatchTask, NumberTask, Question, Quiz, QuizPack, TextTask

ODD = 'a < b & "c" ]]> d\x07'
ROWS = (MatchRow("c01", "c01 one", 1), MatchRow("c02", f"c02 {ODD}", 0), MatchRow("c03", "c03 three", 1))
TASKS = (
    ChoiceTask(("wrong", "right", "neutral", ODD), (1, 3), (2,)),
    MatchTask(ROWS, ("A", "B", "C")),
    NumberTask(125000, 625.5),
    TextTask(("a note", ODD), "a draft\nin two lines"),
)  # fmt: skip
QUESTIONS = tuple(
    Question(f"q{n}", f"Title {n}", (ODD,), task, 4, ("why",), ("M05",)) for n, task in enumerate(TASKS)
)


def make_pack(*questions: Question, language: str = "en") -> QuizPack:
    quiz = Quiz("v01", questions or QUESTIONS, introduction=(Paragraph(ODD),))
    return QuizPack(
        id="S03-odd-1a2b3c4d",
        topics=("S03 Tablets and/or phones", "Odd"),
        title="Odd",
        task="Answer.",
        language=tenderkit.load_library().language(language),
        tags=("LO1", "level-1"),
        introduction=(Paragraph("The purchase"),),
        quizzes=(quiz,),
    )
