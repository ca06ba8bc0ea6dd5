# SPDX-License-Identifier: Apache-2.0
from dataclasses import replace

import pytest

from tests.lint.seeded import catalogue, found, keys, saying, shipped
from tests.support import QUESTIONS, buyer_step, clause, library, parameter, with_steps

RULE = "unfilled-blank"


@pytest.mark.parametrize("where", ["title", "requirement", "question", "guidance", "declaration"])
def test_a_blank_in_a_text_is_found(where: str) -> None:
    (one,) = found(RULE, saying("The tenderer shall ‹do what›.", where))
    assert one.message == "“‹do what›” is a blank"


def test_a_blank_beside_the_texts_is_found() -> None:
    made = clause(
        parameters={"years": parameter(title="‹name›")},
        sources=[{"id": "a-law", "mark": "C", "supports": "‹what"}],
    )
    assert keys(RULE, made) == ["parameters.years.title", "sources.1.supports"]


def test_a_blank_in_a_question_or_a_buyer_step_is_found() -> None:
    use = {**QUESTIONS["use"], "help": {"en": "‹what it is›"}}
    made = catalogue({"a": clause()}, questions={**QUESTIONS, "use": use})
    (one,) = found(RULE, made)
    assert (one.place.file, one.place.key) == ("questions.toml", "use.help.en")
    step = buyer_step("Ask.", "Do ‹what›.")
    (two,) = found(RULE, replace(made, library=with_steps(library({"a": clause()}), s=step)))
    assert (two.place.file, two.place.key) == ("buyer-steps.toml", "s.advice.2.text.en")


def test_what_is_filled_passes() -> None:
    assert keys(RULE, saying("The tenderer shall do it <once>.")) == []


def test_the_shipped_library_is_clean() -> None:
    assert found(RULE, shipped()) == []
