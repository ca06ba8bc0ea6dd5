# SPDX-License-Identifier: Apache-2.0
"""The interface by which the interview asks questions on a terminal, with arrow keys or in numbered lines."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any, Protocol

from tenderkit.findings import escape_controls
from tenderkit.library.language import Language
from tenderkit.purchase.choices import Choice, find_choices
from tenderkit.purchase.typed_input import Refusal

# Below it, lines are cut by the terminal: one word a line is no text.
_NARROWEST = 20
# Choices that a refusal names.
_NAMED = 5
HELP_KEY, BACK_KEY, OPEN_KEY = "?", "<", "-"
# The question marks of keyboards that have no other: Arabic, full width.
HELP_KEYS = (HELP_KEY, "؟", "\uff1f")


class Nav(Enum):
    """A reply that is no answer: go back to the question before, or leave this question open."""

    BACK = "back"
    OPEN = "open"


@dataclass(frozen=True)
class Prompt:
    """A question with its help; `progress` is “Question 3 of about 20”; an `optional` one may be left open."""

    text: str
    help: str = ""
    progress: str = ""
    optional: bool = False


def _find_nothing(typed: str) -> list[Choice]:
    return []


@dataclass(frozen=True)
class ChoiceList:
    """The choices of a list; `more` turns a typed CPV code, which is not in the list, into choices."""

    choices: Sequence[Choice]
    more: Callable[[str], list[Choice]] = _find_nothing

    @property
    def takes_codes(self) -> bool:
        """Return whether the buyer may type a CPV code instead of picking from the list."""
        return self.more is not _find_nothing

    def find_matching(self, typed: str) -> list[Choice]:
        """Return the choices that match a typed text, best first. Raises Refusal for a CPV code of no category."""
        return [*self.more(typed), *find_choices(typed, self.choices)]


class Asker(Protocol):
    """Asks one question at a time. Every method may return `Nav.BACK`, and `Nav.OPEN` for optional questions.

    Raises KeyboardInterrupt if the buyer stops the interview, EOFError if the input ends.
    """

    language: Language

    def say(self, text: str) -> None:
        """Print a paragraph of text."""

    def choose(self, prompt: Prompt, options: ChoiceList, default: Any = None) -> Any:
        """Ask for one of the choices, and return its value."""

    def choose_many(self, prompt: Prompt, options: ChoiceList, default: Sequence[Any] = ()) -> Any:
        """Ask for one or more choices, and return their values in list order; none only if the prompt is optional."""

    def ask_text(self, prompt: Prompt, read: Callable[[str], Any], default: str = "") -> Any:
        """Ask for a typed answer, and return its value as parsed by `read`; ask again if `read` raises Refusal."""


def format_refusal(language: Language, refusal: Refusal) -> str:
    """Return the text that explains to the buyer why an answer is refused, and what to type."""
    values = dict(refusal.values)
    code = refusal.code
    if code == "not-in-list":
        near = values.pop("near")
        if near:
            code, values = "not-in-list-near", {**values, "near": near}
    if isinstance(values.get("choices"), list):
        shown = [str(c) for c in values["choices"]]  # type: ignore[attr-defined]
        if len(shown) > _NAMED:
            code = "several-more"
        values["choices"] = language.listing(shown[:_NAMED])
    for name in ("limit", "length", "count"):
        if isinstance(values.get(name), int | float):
            values[name] = language.number(values[name])  # type: ignore[arg-type]
    return language.text(f"refusals.{code}", **values) if values else language.text(f"refusals.{code}")


def wrap_text(text: str, width: int) -> list[str]:
    """Break a text into lines between words; continued lines of an indented paragraph get two more spaces.

    Parameters: `width`, the columns of the terminal.
    """
    from wcwidth import wrap

    lines: list[str] = []
    for paragraph in text.split("\n"):
        indent = len(paragraph) - len(paragraph.lstrip(" "))
        lines += wrap(
            escape_controls(paragraph),
            max(width - 1, _NARROWEST),
            subsequent_indent=" " * (indent + 2) if indent else "",
            break_on_hyphens=False,  # dates and words of lists stay whole
        ) or [""]
    return lines
