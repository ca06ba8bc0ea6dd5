# SPDX-License-Identifier: Apache-2.0
"""Read and change the answers as plain data, before they are a purchase."""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from tenderkit.library.library import Library

Answers = Mapping[str, Any]


# The place of an answer: keys, and positions from 0.
AnswerPath = tuple[str | int, ...]

if TYPE_CHECKING:
    from tenderkit.purchase.purchase import Purchase


def find_answer(answers: Any, path: AnswerPath) -> Any:
    """Return the answer at a path; None where there is none."""
    for part in path:
        if isinstance(part, int):
            if not isinstance(answers, list) or part >= len(answers):
                return None
        elif not isinstance(answers, Mapping) or part not in answers:
            return None
        answers = answers[part]
    return answers


def format_path(path: AnswerPath) -> str:
    """Return a path as people write it, with positions from 1: `lots.1.items.2.quantity`."""
    return ".".join(str(part + 1) if isinstance(part, int) else part for part in path)


def put_answer(answers: Any, path: AnswerPath, value: Any) -> None:
    """Put an answer into plain data, making the tables above it."""
    for part, following in pairwise(path):
        if isinstance(part, str):
            answers = answers.setdefault(part, [] if isinstance(following, int) else {})
        else:
            while len(answers) <= part:
                answers.append({})
            answers = answers[part]
    answers[path[-1]] = value


def validate_answers(library: Library, answers: Answers, languages: Sequence[str]) -> "Purchase":
    """Return the purchase that the answers make. Raises Pydantic's ValidationError where they make none."""
    from tenderkit.purchase.purchase import Purchase

    return Purchase.model_validate(
        answers, context={"library": library, "languages": tuple(languages), "format": "toml"}
    )
