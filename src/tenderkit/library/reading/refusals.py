# SPDX-License-Identifier: Apache-2.0
"""Make the errors by which Pydantic validators refuse values in files, and check the characters of texts."""

import re
import unicodedata
from collections.abc import Callable, Iterable
from typing import Annotated

from pydantic_core import PydanticCustomError
from pydantic_core.core_schema import ValidationInfo

from tenderkit.findings import suggest_nearest
from tenderkit.library.library import Library
from tenderkit.library.shape import Check

MAX_NAME = 400


MAX_PROSE = 6000


# Characters that override the direction of writing could hide the true order of a text.
_REFUSED = re.compile("[\u202a-\u202e\u2066-\u2069\ufffe\uffff]")


# What to do: a text, or a function that returns it after a search, called only for the problems that are printed.
Fix = str | Callable[[], str]


def make_problem(rule: str, message: str, fix: Fix = "") -> PydanticCustomError:
    """Return the error for a Pydantic validator to raise, from the id of a rule, a message, and advice (`fix`)."""
    # The message is an argument, because the template of the error would read braces in what a user typed.
    return PydanticCustomError(rule, "{message}", {"message": message, "fix": fix})


def suggest_later(word: object, known: Iterable[str]) -> Callable[[], str]:
    """Return a function that calls `suggest_nearest(word, known)`, so that the search runs only if it is needed."""
    # No `partial`: errors format what they hold, and that would format all known words.
    return lambda: suggest_nearest(word, known)


# A fault inside a value: the path of keys to it, the id of the rule, the message, what to do.
Refusal = tuple[tuple[str, ...], str, str, Fix]


def refuse_all(errors: list[Refusal]) -> None:
    """Raise one PydanticCustomError that holds all faults of a value; do nothing where there are no faults."""
    if errors:
        raise PydanticCustomError("several", "several problems", {"several": errors})


def get_context_library(info: ValidationInfo) -> Library:
    """Return the library that Pydantic got as context. Raises TypeError where there is no library in the context."""
    context = info.context
    if not isinstance(context, dict) or not isinstance(context.get("library"), Library):
        raise TypeError("a purchase is validated with {'library': Library} as context")
    library: Library = context["library"]
    return library


def find_refused_character(text: str, breaks: str = "") -> str | None:
    """Return the first character of a text that is not allowed, such as a control character; None if all are allowed.

    Parameters: `breaks`, control characters that are allowed, such as line feeds.
    """
    for char in text:
        if (unicodedata.category(char) in ("Cc", "Cs") and char not in breaks) or _REFUSED.match(char):
            return char
    return None


def _check_text(text: str, limit: int, breaks: str) -> str:
    if len(text) > limit:
        raise make_problem("text-too-long", f"has {len(text)} characters, {limit} are allowed", "Shorten it.")
    if char := find_refused_character(text, breaks):
        raise make_problem(
            "refused-character",
            f"contains the character U+{ord(char):04X}, which cannot be printed or would hide the order of the text",
            "Remove it.",
        )
    if not text.strip():
        raise make_problem("empty-text", "is empty", "Write a text, or leave the key out.")
    return text


def check_name(text: str) -> str:
    """Return a text of one line unchanged.

    Raises PydanticCustomError where the text is empty, too long, or holds a refused character.
    """
    return _check_text(text, MAX_NAME, "")


def check_prose(text: str) -> str:
    """Return a text of one or more lines unchanged.

    Raises PydanticCustomError where the text is empty, too long, or holds a refused character.
    """
    return _check_text(text, MAX_PROSE, "\n\t")


def list_text_problems(text: str, where: tuple[str, ...], check: Callable[[str], str]) -> list[Refusal]:
    """Return the fault that a check finds in a text, as a list with one entry; an empty list for a good text.

    Parameters: `where`, the path of keys to the text; `check`, a function that raises PydanticCustomError for a
    fault.
    """
    try:
        check(text)
    except PydanticCustomError as error:
        return [(where, error.type, str(error), str((error.context or {}).get("fix", "")))]
    return []


def list_category_problems(category: str, where: tuple[str, ...], library: Library) -> list[Refusal]:
    """Return the fault in the key of a value by category, as a list with one entry; an empty list for a category.

    Parameters: `where`, the path of keys to the value.
    """
    categories = library.vocabulary.categories
    if category in categories:
        return []
    return [(where, "unknown-word", f"“{category}” is not a product category", suggest_later(category, categories))]


Name = Annotated[str, Check(check_name)]


Prose = Annotated[str, Check(check_prose)]
