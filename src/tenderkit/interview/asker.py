# SPDX-License-Identifier: Apache-2.0
"""The interface by which the interview asks questions on a terminal, with arrow keys or in numbered lines."""

import unicodedata
from collections.abc import Callable, Mapping, Sequence
from enum import Enum
from typing import Any, Protocol

from tenderkit.findings import escape_controls
from tenderkit.frozen import frozen_dataclass
from tenderkit.interview.pages import Page
from tenderkit.library.language import Language
from tenderkit.purchase.choices import Choice, find_alike, find_choices
from tenderkit.purchase.typed_input import Refusal

# Below it, lines are cut by the terminal: one word a line is no text.
_NARROWEST = 20
# Choices that a refusal names.
_NAMED = 5
HELP_KEY, BACK_KEY, OPEN_KEY = "?", "<", "-"
# The question marks of keyboards that have no other: Arabic, full width.
HELP_KEYS = (HELP_KEY, "؟", "\uff1f")


class Nav(Enum):
    """A reply in place of an answer: go back to the previous question, or leave the present question open."""

    BACK = "back"
    OPEN = "open"


@frozen_dataclass
class Prompt:
    """A question to the buyer, with a text that helps to answer it.

    `progress`: the place in the interview, such as “Question 9 of at most 20”; `optional`: whether the buyer may
    leave the question open.
    """

    text: str
    help: str = ""
    progress: str = ""
    optional: bool = False


def _find_nothing(typed: str) -> list[Choice]:
    return []


def _cut_nothing(typed: str) -> list[str]:
    return [typed]


def _count_nothing(typed: str) -> tuple[int, str]:
    return 0, typed


@frozen_dataclass
class ChoiceList:
    """The choices that a question offers.

    `more`: a function that returns further choices for a typed text, such as a CPV code; for most questions, it
    returns an empty list. `otherwise`: the choice for what no other choice is like; None for most questions.
    `none`: what it means that none of the choices is picked, where nobody picks none by pressing Enter alone;
    `none_also`: other names for that.
    `split`: a function that splits a typed text into how many and of what; for most questions, nothing is counted.
    `cut`: a function that cuts a typed text between kinds, each with its number; for most questions, it is one piece.
    """

    choices: Sequence[Choice]
    more: Callable[[str], list[Choice]] = _find_nothing
    otherwise: Choice | None = None
    none: str = ""
    none_also: Sequence[str] = ()
    split: Callable[[str], tuple[int, str]] = _count_nothing
    cut: Callable[[str], list[str]] = _cut_nothing

    @property
    def takes_codes(self) -> bool:
        """Return whether the buyer may type a CPV code instead of picking from the list."""
        return self.more is not _find_nothing

    def find_matching(self, typed: str) -> list[Choice]:
        """Return the choices that match a typed text, the best match first; the nearest where none matches.

        Raises Refusal for a CPV code that belongs to no product category.
        """
        matches = [*self.more(typed), *find_choices(typed, self.choices)]
        if matches:
            return matches
        return [*find_alike(typed, self.choices), *([self.otherwise] if self.otherwise else [])]

    def find_counted(self, typed: str) -> tuple[int, list[Choice]]:
        """Return how many a typed text names, 0 where it names no number, and the choices that match the rest.

        Raises Refusal for a CPV code that belongs to no product category, and for a number that cannot be.
        """
        if typed.strip().isdecimal() or not find_choices(typed, self.choices):
            count, name = self.split(typed)
            if count:
                return count, self.find_matching(name)
        return 0, self.find_matching(typed)

    def split_kinds(self, typed: str) -> list[str]:
        """Return the parts of a typed text that name a kind each, with or without a number: `60 laptops`.

        The text stays whole where it is the name of one kind, such as “toner and ink cartridges”, or where a part
        without a number names none.
        """
        parts = self.cut(typed)
        if len(parts) == 1 or self._is_kind(typed):
            return [typed]
        counted = [self.split(part) for part in parts]
        return (
            parts if all(name and (count or find_choices(name, self.choices)) for count, name in counted) else [typed]
        )

    def _is_kind(self, typed: str) -> bool:
        """Return whether the words behind the number of a typed text name a kind."""
        try:
            return bool(find_choices(self.split(typed)[1], self.choices))
        except Refusal:
            return False

    def find_kinds(self, typed: str) -> list[tuple[int, Choice]]:
        """Return how many a typed text names of each kind, and the choice that it means; nothing for a single kind.

        Raises Refusal for a part of the text that matches no choice.
        """
        parts = self.split_kinds(typed)
        if len(parts) == 1:
            return []
        kinds: dict[Any, tuple[int, Choice]] = {}
        for part in parts:
            count, matches = self.find_counted(part)
            if not matches:
                raise Refusal("not-in-list", text=part, near="")
            kind = matches[0]
            kinds[kind.value] = (count + kinds.get(kind.value, (0, kind))[0], kind)
        return list(kinds.values())


class Asker(Protocol):
    """Asks the buyer one question at a time.

    `is_plain`: whether it prints plain lines, without colours and without moving the cursor.

    `choose`, `choose_many`, `choose_counted` and `ask_text` may return `Nav.BACK` or, for an optional question,
    `Nav.OPEN` in place of an answer. They raise KeyboardInterrupt if the buyer stops the interview, and EOFError if
    the input ends.
    """

    language: Language
    is_plain: bool

    def say(self, text: str) -> None:
        """Show a paragraph of text to the buyer."""

    def choose(self, prompt: Prompt, options: ChoiceList, default: Any = None) -> Any:
        """Ask the buyer to pick one of the choices, and return the value of the picked choice."""

    def choose_many(self, prompt: Prompt, options: ChoiceList, default: Sequence[Any] = ()) -> Any:
        """Ask the buyer to pick choices, and return the list of their values, in the order of the choices.

        The buyer has to pick at least one choice, unless the question is optional.
        """

    def choose_counted(self, prompt: Prompt, options: ChoiceList, default: Mapping[Any, int]) -> Any:
        """Ask the buyer to pick choices, and return how many of each by its value, in the order of the choices.

        The number is 0 where the buyer names none. Parameters: `default`, what is proposed, in the same form.
        """

    def browse(self, prompt: Prompt, pages: Sequence[Page], actions: ChoiceList, at: Any = None) -> Any:
        """Show pages until the buyer picks what to do next, and return the value of what is picked.

        That is an action or, where rows can be picked on the terminal, the value of another row. Parameters:
        `actions`, each also a row of the first page; `at`, the value of the row that has the cursor first.
        """

    def ask_text(self, prompt: Prompt, read: Callable[[str], Any], default: str = "") -> Any:
        """Ask the buyer to type an answer until `read` accepts the text, and return the value that `read` returns.

        `read` raises Refusal for a text that it does not accept.
        """


def format_counted(language: Language, label: str, count: int) -> str:
    """Return the label of a choice with its number in front, or the label alone if the number is 0."""
    return language.text("interview.counted", count=language.number(count), label=label) if count else label


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
    """Break a text between words into lines that fit the terminal, and return the lines.

    The second and later lines of an indented paragraph are indented by two more spaces. Parameters: `width`, the
    number of columns of the terminal.
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
    return [end_mark(line) for line in lines]


def end_mark(line: str) -> str:
    """Return a line with a blank behind it if its last letter has a mark, such as “كاملاً”.

    prompt_toolkit would print that mark twice: a mark without a cell of its own stays in the cell behind its letter.
    """
    return f"{line} " if line and unicodedata.combining(line[-1]) else line
