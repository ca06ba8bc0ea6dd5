# SPDX-License-Identifier: Apache-2.0
"""What an interview needs of a terminal, whichever way it asks."""

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
    """What may come in place of an answer: a step back, or leaving the question open."""

    BACK = "back"
    OPEN = "open"


@dataclass(frozen=True)
class Prompt:
    """A question in words, with its help; `progress` is how far the interview is, `optional`: it may stay open."""

    text: str
    help: str = ""
    progress: str = ""
    optional: bool = False


def _find_nothing(typed: str) -> list[Choice]:
    return []


@dataclass(frozen=True)
class ChoiceList:
    """The choices of a list; `more` returns the choices of a typed code that is not in the list (CPV codes)."""

    choices: Sequence[Choice]
    more: Callable[[str], list[Choice]] = _find_nothing

    @property
    def takes_codes(self) -> bool:
        """Return whether a code may be typed that is not in the list."""
        return self.more is not _find_nothing

    def find_matching(self, typed: str) -> list[Choice]:
        """Return the choices that match a typed text, best first. Raises Refusal for a code of no choice."""
        return [*self.more(typed), *find_choices(typed, self.choices)]


class Asker(Protocol):
    """Asks one question at a time. Every method may return `Nav.BACK`, and `Nav.OPEN` for optional questions.

    Raises KeyboardInterrupt where the person stops, EOFError where the terminal is gone.
    """

    language: Language

    def say(self, text: str) -> None:
        """Print a paragraph."""

    def choose(self, prompt: Prompt, options: ChoiceList, default: Any = None) -> Any:
        """Ask for one of the choices, and return its value."""

    def choose_many(self, prompt: Prompt, options: ChoiceList, default: Sequence[Any] = ()) -> Any:
        """Ask for any of the choices: their values in the order of the list, empty only for optional questions."""

    def ask_text(self, prompt: Prompt, read: Callable[[str], Any], default: str = "") -> Any:
        """Ask for a typed answer, and return what `read` makes of it; where `read` raises Refusal, ask again."""


def format_refusal(language: Language, refusal: Refusal) -> str:
    """Explain why an answer is refused, and what to do."""
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
    """Break a text into lines between words; the further lines of an indented paragraph are indented by two more.

    Parameters: `width` of the terminal in columns.
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
