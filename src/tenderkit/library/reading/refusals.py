# SPDX-License-Identifier: Apache-2.0
"""Make the errors by which Pydantic validators refuse values in files, and check the characters of texts."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from typing import Annotated, Any, NamedTuple

from pydantic_core import PydanticCustomError
from pydantic_core.core_schema import ValidationInfo

from tenderkit.library.language import Language
from tenderkit.library.library import Library
from tenderkit.library.shape import Check
from tenderkit.library.vocabulary import Vocabulary, Word

MAX_NAME = 400


MAX_PROSE = 6000


# Characters that override the direction of writing could hide the true order of a text.
_REFUSED = re.compile("[\u202a-\u202e\u2066-\u2069\ufffe\uffff]")


# Words for the user, from the language in which they are written; called only for the problems that are printed.
Words = Callable[[Language], str]


class Refusal(NamedTuple):
    """A fault inside a value.

    `where`: the path of keys to it. `rule`: the id of the rule. `key`: the key of its words in the frame, such as
    `purchase.missing`, with the `values` for the names in braces. `fix`: what to do, where that is not the text of
    the frame under the key; a sentence that is empty leaves that text.
    """

    where: tuple[str, ...]
    rule: str
    key: str
    fix: Words | None = None
    values: Mapping[str, Any] = {}

    def within(self, *keys: str) -> "Refusal":
        """Return the fault with the path of keys that leads to its value in front of its own."""
        return self._replace(where=(*keys, *self.where))

    def write(self, words: Language) -> tuple[str, str]:
        """Return what is wrong and what to do, in words of a language."""
        message, fix = words.remark(self.key, **self.values)
        return message, (self.fix and self.fix(words)) or fix


def refuse(where: tuple[str, ...], rule: str, key: str, fix: Words | None = None, **values: Any) -> Refusal:
    """Return a fault inside a value; the parameters are the attributes of `Refusal`, `values` by their names."""
    return Refusal(where, rule, key, fix, values)


def make_problem(rule: str, key: str, fix: Words | None = None, **values: Any) -> PydanticCustomError:
    """Return the error for a Pydantic validator to raise; the parameters are those of `refuse`."""
    return PydanticCustomError(rule, "{key}", {"key": key, "refusal": Refusal((), rule, key, fix, values)})


def suggest_later(word: object, known: Iterable[str]) -> Words:
    """Return a function that proposes the known word closest to a misspelt one, for `Refusal.fix`."""
    # No `partial`: errors format what they hold, and that would format all known words.
    return lambda words: words.suggest_nearest(word, known)


def suggest_word(vocabulary: Vocabulary, name: str, word: str, words: Language) -> str:
    """Return a sentence that helps with an unknown word: it proposes a known word, or lists the known words.

    Parameters: `name`, the list of the vocabulary; `word`, the unknown word; `words`, the language of the sentence.
    """
    typed = word.strip().lower()
    if name == "countries":
        if typed.upper() in vocabulary.countries.codes:
            return words.text("purchase.near", word=typed.upper())
        for code, names in vocabulary.countries.also.items():
            if typed in (name.lower() for name in names):
                return words.text("purchase.near", word=code)
        return words.text("purchase.write-country")
    if name == "categories" and word in vocabulary.category_groups:
        examples = ", ".join(vocabulary.categories_in(word)[:3])
        return words.text("purchase.group-named", word=word, examples=examples)
    for id_ in vocabulary.words(name):
        entry: Word = getattr(vocabulary, name.replace("-", "_"))[id_]
        if typed in entry.also:
            return words.text("purchase.near", word=id_)
    return words.suggest_nearest(word, vocabulary.words(name))


def write_later(key: str, values: Mapping[str, Any]) -> Words:
    """Return a function that writes a text of the frame, as a value of another."""
    return lambda words: words.text(key, **values)


def write_form(form: str) -> Words:
    """Return a function that tells the form of a right entry, such as `quantity = 100`, for `Refusal.fix`."""
    return lambda words: words.text("purchase.write", form=form)


def show_given(value: Any) -> Words:
    """Return a function that writes what a file gives at a key, short enough for a message."""
    return lambda words: words.show_given(value)


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
        raise make_problem("text-too-long", "purchase.text-too-long", count=len(text), most=limit)
    if char := find_refused_character(text, breaks):
        raise make_problem("refused-character", "purchase.refused-character", character=f"U+{ord(char):04X}")
    if not text.strip():
        raise make_problem("empty-text", "purchase.empty-text")
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
        refusal: Refusal = (error.context or {})["refusal"]
        return [refusal.within(*where)]
    return []


def list_category_problems(category: str, where: tuple[str, ...], library: Library) -> list[Refusal]:
    """Return the fault in the key of a value by category, as a list with one entry; an empty list for a category.

    Parameters: `where`, the path of keys to the value.
    """
    categories = library.vocabulary.categories
    if category in categories:
        return []
    nearest = suggest_later(category, categories)
    return [refuse(where, "unknown-word", "purchase.unknown-category", nearest, category=category)]


Name = Annotated[str, Check(check_name)]


Prose = Annotated[str, Check(check_prose)]
