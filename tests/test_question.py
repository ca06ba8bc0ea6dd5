# SPDX-License-Identifier: Apache-2.0
from typing import Any

import pytest

from tenderkit.border import adapter
from tenderkit.question import Question

from .support import QUESTIONS


def question(name: str) -> Question:
    made: Question = adapter(Question).validate_python(QUESTIONS[name])
    return made


@pytest.mark.parametrize("answer", [True, False])
def test_yes_and_no_answer_a_boolean_question(answer: bool) -> None:
    assert question("accepts-refurbished").problem(answer) is None


@pytest.mark.parametrize("answer", [1, 0, "yes", None])
def test_nothing_else_answers_a_boolean_question(answer: Any) -> None:
    assert question("accepts-refurbished").problem(answer) == "must be true or false"


@pytest.mark.parametrize("answer", [0, 12])
def test_a_whole_number_answers_an_integer_question(answer: int) -> None:
    assert question("sites").problem(answer) is None


@pytest.mark.parametrize("answer", [True, 1.5, "12", None])
def test_nothing_else_answers_an_integer_question(answer: Any) -> None:
    assert question("sites").problem(answer) == "must be a whole number"


def test_a_choice_is_answered_with_one_of_its_words() -> None:
    assert question("use").problem("outdoors") is None


@pytest.mark.parametrize("answer", ["home", "", True, None])
def test_another_word_is_told_which_ones_there_are(answer: Any) -> None:
    assert question("use").problem(answer) == "must be one of office, outdoors"


def test_a_question_of_an_unknown_kind_is_refused() -> None:
    with pytest.raises(ValueError, match="kind"):
        adapter(Question).validate_python({**QUESTIONS["sites"], "kind": "essay"})
