# SPDX-License-Identifier: Apache-2.0
"""The questions: every fact that a clause may test, and that no key of the purchase file holds, is one."""

from dataclasses import dataclass
from typing import Any, Literal

from tenderkit.clause import SHAPE


@dataclass(frozen=True)
class Question:
    """A question of `questions.toml`; its id is the name of the fact.

    `kind` is the kind of answer, `choices` the allowed words of a choice, `scope` says whether the answer
    stands under `tender.answers` or `lots.answers`.
    """

    __pydantic_config__ = SHAPE
    kind: Literal["boolean", "integer", "choice"]
    scope: Literal["tender", "lot"]
    text: dict[str, str]
    help: dict[str, str]
    choices: tuple[str, ...] = ()

    def problem(self, answer: Any) -> str | None:
        """What is wrong with an answer; None where nothing is."""
        match self.kind:
            case "boolean":
                return None if isinstance(answer, bool) else "must be true or false"
            case "integer":
                good = isinstance(answer, int) and not isinstance(answer, bool)
                return None if good else "must be a whole number"
            case "choice":
                return None if answer in self.choices else f"must be one of {', '.join(self.choices)}"
