# SPDX-License-Identifier: Apache-2.0
import pytest

from tests.support import clause, parameter

from ..seeded import found, keys, saying, shipped

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


def test_what_is_filled_passes() -> None:
    assert keys(RULE, saying("The tenderer shall do it <once>.")) == []


def test_the_shipped_library_is_clean() -> None:
    assert found(RULE, shipped()) == []
