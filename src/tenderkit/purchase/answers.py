# SPDX-License-Identifier: Apache-2.0
"""Read and change the content of a purchase file as plain data, before it is validated as a purchase."""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from tenderkit.library.library import Library

Answers = Mapping[str, Any]


# The path of an answer in the purchase file: keys, and positions in lists from 0.
AnswerPath = tuple[str | int, ...]

if TYPE_CHECKING:
    from tenderkit.purchase.purchase import Purchase


def find_answer(answers: Any, path: AnswerPath) -> Any:
    """Return the answer at a path in the content of a purchase file; None where there is no answer."""
    for part in path:
        if isinstance(part, int):
            if not isinstance(answers, list) or part >= len(answers):
                return None
        elif not isinstance(answers, Mapping) or part not in answers:
            return None
        answers = answers[part]
    return answers


def format_path(path: AnswerPath) -> str:
    """Format the path of an answer for messages, with positions counted from 1: `lots.1.items.2.quantity`."""
    return ".".join(str(part + 1) if isinstance(part, int) else part for part in path)


def put_answer(answers: Any, path: AnswerPath, value: Any) -> None:
    """Set the answer at a path in the content of a purchase file, a structure of dictionaries and lists.

    Tables and lists on the path that do not exist yet are added.
    """
    for part, following in pairwise(path):
        if isinstance(part, str):
            answers = answers.setdefault(part, [] if isinstance(following, int) else {})
        else:
            while len(answers) <= part:
                answers.append({})
            answers = answers[part]
    answers[path[-1]] = value


def validate_answers(library: Library, answers: Answers, languages: Sequence[str]) -> "Purchase":
    """Validate the content of a purchase file, and return the `Purchase`.

    Parameters: `languages`, the codes of the languages that papers can be in. Raises Pydantic's ValidationError where
    the content is not valid.
    """
    from tenderkit.purchase.purchase import validate_content

    return validate_content(answers, library, tuple(languages), "toml")
