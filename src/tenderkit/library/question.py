# SPDX-License-Identifier: Apache-2.0
"""The questions of the interview: what is asked, where the answer is kept, and which answers a clause may test."""

from collections.abc import Mapping
from dataclasses import field
from typing import Any, Literal

from tenderkit.frozen import frozen_dataclass
from tenderkit.library.clause import ConditionBlock, FrameKey
from tenderkit.library.condition import Facts, block_holds
from tenderkit.library.other_device import PROPERTIES
from tenderkit.library.shape import SHAPE, Bool, Int

# The question whose answer says whether units may be refurbished.
ACCEPTS_REFURBISHED = "accepts-refurbished"

AnswerKind = Literal["text", "boolean", "integer", "integers", "date", "amount", "choice", "choices", "lines", "lots"]

# The keys that a question may set, by its scope: those of the purchase file.
PURCHASE_KEYS: Mapping[str, tuple[str, ...]] = {
    "tender": (
        "title",
        "launch",
        "reference",
        "authority",
        "country",
        "place",
        "delivery-country",
        "jurisdiction",
        "level",
        "proportionality",
        "environment-weight",
        "value",
        "authority-kind",
        "priorities",
        "contract",
        "version",
        "status",
        "reserved",
        "settled",
        "answers",
    ),
    "lot": (
        "title",
        "acquisition",
        "months",
        "data",
        "items",
        "returns",
        "options",
        "quantity-basis",
        "delivery-from",
        "unit-months",
        "report-months",
        "one-for-one",
        "on-site",
        "suppliers",
        "call-off",
        "routes",
        "weights",
        "price-cap",
        "sheet",
        "criteria",
        "parameters",
        "answers",
    ),
    "line": (
        "category",
        "cpv",
        "quantity",
        "note",
        "condition",
        "moved-by",
        "given-to",
        "media",
        "models",
        "name",
        *PROPERTIES,
    ),
}


@frozen_dataclass
class Question:
    """A question of `questions.toml`; the questions are asked in the order of that file.

    `scope`: what the question is about, the tender, each lot, or each line (category and quantity) of a lot. `key`:
    the key of the answer in the table of the tender, lot or line. Without a key, the answer is kept under `answers`
    by the question's id, and clauses may test the answer. `tested`: true if clauses may test an answer with a key; of
    a question on lines they test the answers for all old equipment of the lot. `lines`: of a question on lines, the
    list that the lines are in, `items` or `returns`; None for both. `record`: true if the answer only
    appears in the notes, and clauses may not test it.

    `kind`: the kind of answer. With `choice` or `choices`, the answer is taken from the field `choices`, or from the
    vocabulary list that `words` names; with `lines`, the answer holds product categories; with `lots`, it is the
    number of lots. `choice_text`: the explanations of the choices. `default`: the proposed answer. `default_from`:
    what the proposed answer is derived from. `optional`: true if the question may be left open. `needed`: true if a
    file made without an interview must have the answer, even if there is a default. `unit`: the unit of a number,
    which people may type behind it.

    `ask`: when the question is asked, provided that `applies` holds for the lot: `always`; `stores-data`, if
    equipment in the lot stores data; `matters`, if the answers in `try_` lead to different clauses or weights; or
    `review`, only when the authority opens the question at the review.
    """

    __pydantic_config__ = SHAPE
    kind: AnswerKind
    scope: Literal["tender", "lot", "line"]
    label: dict[str, str]
    text: dict[str, str]
    help: dict[str, str]
    key: str | None = None
    words: str | None = None
    choices: tuple[str, ...] = ()
    choice_text: dict[str, dict[str, str]] = field(default_factory=dict)
    applies: tuple[ConditionBlock, ...] = ()
    ask: Literal["always", "stores-data", "matters", "review"] = "always"
    try_: tuple[Any, ...] = ()
    default: Any = field(default=None, hash=False)
    default_from: Literal["today", "items", "categories", "contract", "authority", "term"] | None = None
    optional: Bool = False
    needed: Bool = False
    tested: Bool = False
    record: Bool = False
    lines: Literal["items", "returns"] | None = None
    unit: Literal["months"] | None = None
    min: Int | None = None
    max: Int | None = None
    example: str | None = None

    @property
    def fact(self) -> bool:
        """Whether conditions of clauses may test the answer; the id of the question is then a key for them."""
        return self.tested or (self.key is None and self.kind != "lots" and not self.record)

    def is_asked_for(self, facts: Facts) -> bool:
        """Return whether the question is asked for a lot with these facts; one without `applies` is for every lot."""
        return not self.applies or any(block_holds(block, facts) for block in self.applies)

    def describe_wrong_answer(self, answer: Any) -> FrameKey | None:
        """Return why an answer to this question is wrong, such as `must be true or false`; None for a valid one."""
        key = self._find_wrong_answer(answer)
        values = {"words": ", ".join(self.choices), "ge": self.min, "le": self.max}
        return (f"purchase.{key}", values) if key else None

    def _find_wrong_answer(self, answer: Any) -> str | None:
        """Return the key of the words why an answer to this question is wrong; None for a valid one."""
        match self.kind:
            case "boolean":
                return None if isinstance(answer, bool) else "no-boolean"
            case "integer":
                if not isinstance(answer, int) or isinstance(answer, bool):
                    return "no-whole-number"
                if self.min is not None and answer < self.min:
                    return "too-small"
                return "too-large" if self.max is not None and answer > self.max else None
            case "choice":
                return None if answer in self.choices else "none-of-words"
            case "choices":
                good = isinstance(answer, list | tuple) and all(word in self.choices for word in answer)
                return None if good else "not-some-of-words"
            case _:
                good = isinstance(answer, str) and bool(answer.strip())
                return None if good else "no-text"
