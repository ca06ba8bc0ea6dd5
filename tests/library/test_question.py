# SPDX-License-Identifier: Apache-2.0
from typing import Any

import pytest

from tenderkit.library.clause import FrameKey
from tenderkit.library.question import Question
from tenderkit.library.reading.english_words import write_english
from tenderkit.library.reading.schema import get_validator
from tests.support import QUESTIONS


def question(name: str, **overrides: Any) -> Question:
    """A question of those for tests, with other keys."""
    made: Question = get_validator(Question).validate_python({**QUESTIONS[name], **overrides})
    return made


def write(told: FrameKey | None) -> str | None:
    """What is told of an answer, in English."""
    return told and write_english(told)


@pytest.mark.parametrize("answer", [True, False])
def test_yes_and_no_answer_a_boolean_question(answer: bool) -> None:
    assert question("accepts-refurbished").describe_wrong_answer(answer) is None


@pytest.mark.parametrize("answer", [1, 0, "yes", None])
def test_nothing_else_answers_a_boolean_question(answer: Any) -> None:
    assert write(question("accepts-refurbished").describe_wrong_answer(answer)) == "must be true or false"


@pytest.mark.parametrize("answer", [0, 12])
def test_a_whole_number_answers_an_integer_question(answer: int) -> None:
    assert question("sites").describe_wrong_answer(answer) is None


@pytest.mark.parametrize("answer", [True, 1.5, "12", None])
def test_nothing_else_answers_an_integer_question(answer: Any) -> None:
    assert write(question("sites").describe_wrong_answer(answer)) == "must be a whole number"


def test_a_choice_is_answered_with_one_of_its_words() -> None:
    assert question("use").describe_wrong_answer("outdoors") is None


@pytest.mark.parametrize("answer", ["home", "", True, None])
def test_another_word_is_told_which_ones_there_are(answer: Any) -> None:
    assert write(question("use").describe_wrong_answer(answer)) == "must be one of office, outdoors"


def test_a_question_of_an_unknown_kind_is_refused() -> None:
    with pytest.raises(ValueError, match="kind"):
        get_validator(Question).validate_python({**QUESTIONS["sites"], "kind": "essay"})


# --- the kinds of the interview ---


@pytest.mark.parametrize("answer", [["office"], ["outdoors", "office"], ("office",), []])
def test_choices_are_answered_with_a_list_of_some_words(answer: Any) -> None:
    assert question("use", kind="choices").describe_wrong_answer(answer) is None


@pytest.mark.parametrize(
    "answer", ["office", ["home"], ["office", "home"], [1], [["office"]], {"office": 1}, True, None]
)
def test_nothing_else_answers_a_question_with_choices(answer: Any) -> None:
    told = write(question("use", kind="choices").describe_wrong_answer(answer))
    assert told == "must be a list of some of office, outdoors"


@pytest.mark.parametrize("answer", ["12 sites", "é"])
def test_text_answers_a_question_of_text(answer: str) -> None:
    assert question("sites", kind="text").describe_wrong_answer(answer) is None


@pytest.mark.parametrize("answer", ["", "  ", "\u00a0", 12, True, None, ["x"], {}])
def test_nothing_else_answers_a_question_of_text(answer: Any) -> None:
    assert write(question("sites", kind="text").describe_wrong_answer(answer)) == "must be text"


# --- which answers a clause may test ---


def test_an_answer_without_a_key_of_its_own_is_a_fact() -> None:
    assert question("use").fact


@pytest.mark.parametrize("change", [{"key": "reference"}, {"record": True}, {"kind": "lots"}])
def test_what_has_a_key_or_is_kept_for_the_record_is_no_fact(change: dict[str, Any]) -> None:
    assert not question("sites", **change).fact


# --- the shape ---


def test_a_question_is_asked_always_and_of_everybody_unless_it_says_otherwise() -> None:
    made = question("sites")
    assert (made.ask, made.applies, made.optional, made.needed, made.default) == ("always", (), False, False, None)


def test_the_keys_of_a_file_are_read() -> None:
    made = question(
        "use", **{"try": ["office", "outdoors"], "default-from": "today", "applies": [{"data": ["none"]}]}
    )
    assert made.try_ == ("office", "outdoors")
    assert made.default_from == "today"
    assert made.applies == ({"data": ("none",)},)
    assert made.choice_text["office"] == {"en": "in an office"}


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"scope": "line-up"}, "scope"),
        ({"ask": "sometimes"}, "ask"),
        ({"default-from": "yesterday"}, "default"),
        ({"min": "1"}, "min"),
        ({"optional": "yes"}, "optional"),
        ({"applies": [7]}, "applies"),
        ({"labels": {"en": "x"}}, "labels"),
    ],
)
def test_a_question_of_another_shape_is_refused(change: dict[str, Any], named: str) -> None:
    with pytest.raises(ValueError, match=named):
        question("sites", **change)


@pytest.mark.parametrize("key", ["kind", "scope", "label", "text", "help"])
def test_a_question_says_what_it_asks_and_of_what(key: str) -> None:
    without = {k: v for k, v in QUESTIONS["sites"].items() if k != key}
    with pytest.raises(ValueError, match=key):
        get_validator(Question).validate_python(without)
