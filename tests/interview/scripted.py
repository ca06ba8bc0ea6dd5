# SPDX-License-Identifier: Apache-2.0
"""An asker without a terminal, and interviews on it: the answers come from a script."""

import datetime
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any, Literal

from pydantic import ValidationError

from tenderkit.errors import InvalidInput
from tenderkit.interview.asker import ChoiceList, Nav, Prompt, format_refusal
from tenderkit.interview.pages import Page, list_lines
from tenderkit.interview.prompts import Prompts
from tenderkit.interview.review import Review
from tenderkit.interview.session import Session
from tenderkit.interview.store import Store
from tenderkit.library.language import Language
from tenderkit.library.library import Library
from tenderkit.library.reading import shipped_data
from tenderkit.library.reading.text_files import parse_toml
from tenderkit.library.reading.validation import make_findings
from tenderkit.purchase.answers import validate_answers
from tenderkit.purchase.choices import Choice, read_choice
from tenderkit.purchase.purchase import Purchase
from tenderkit.purchase.typed_input import Refusal
from tenderkit.selection.select import select
from tenderkit.selection.selection import Selection
from tests.support import english

# Enter alone: what is proposed, or the question left open.
ENTER = ""
BACK, OPEN = Nav.BACK, Nav.OPEN
STOP = KeyboardInterrupt
# Whoever is refused more often than this, or asked more questions, gets nowhere.
_PATIENCE, _ENDLESS = 20, 500
TODAY = datetime.date(2026, 11, 2)
FIRST = 'tenderkit = 1\nlanguage = "en"\n\n[tender]\n'


@dataclass(frozen=True)
class Asked:
    """A question as it was asked.

    `id` is that of the question, `CLAUSE.PARAMETER` of a value, or the key of the frame texts; `lot` counts from 1,
    None where the question names none; `refused` is the code of the refusal of the answer before.
    """

    how: Literal["choose", "choose_many", "text"]
    prompt: Prompt
    id: str = ""
    lot: int | None = None
    choices: tuple[Choice, ...] = ()
    default: Any = None
    refused: str = ""

    @property
    def text(self) -> str:
        return self.prompt.text

    @property
    def values(self) -> list[Any]:
        return [choice.value for choice in self.choices]

    @property
    def labels(self) -> list[str]:
        return [choice.label for choice in self.choices]


Script = Callable[[Asked], Any]


class Scripted:
    """An `Asker` that asks a function, or takes the answers of a list one after the other.

    An answer is `BACK`, `OPEN`, an exception to be raised, a value of the list, or what somebody types: it is read as
    the askers on terminals read it. `asked` holds the questions, `said` the paragraphs, refusals among them.
    """

    is_plain = True

    def __init__(self, script: Script | Iterable[Any], whole: Library) -> None:
        self.language: Language = english()
        self.whole = whole
        self.asked: list[Asked] = []
        self.said: list[str] = []
        # The rows that can be picked on the pages shown last: their values and texts.
        self.rows: dict[Any, str] = {}
        if callable(script):
            self.script: Script = script
        else:
            answers = iter(script)
            self.script = lambda _: next(answers)

    @property
    def ids(self) -> list[str]:
        """The ids of the questions that were asked."""
        return [asked.id for asked in self.asked]

    def times(self, id_: str, lot: int | None = None) -> list[Asked]:
        """The times that a question was asked."""
        return [asked for asked in self.asked if asked.id == id_ and lot in (None, asked.lot)]

    @property
    def heard(self) -> str:
        """All that was said."""
        return "\n".join(self.said)

    def say(self, text: str) -> None:
        self.said.append(text)

    def _ask(self, asked: Asked, take: Callable[[Any], Any]) -> Any:
        id_, lot = named(self.whole, asked.text)
        refused = ""
        for _ in range(_PATIENCE):
            assert len(self.asked) < _ENDLESS, f"this goes on for ever; last: “{asked.text}”"
            self.asked.append(replace(asked, id=id_, lot=lot, refused=refused))
            try:
                answer = self.script(self.asked[-1])
            except StopIteration:
                raise AssertionError(f"the script ends before “{asked.text}”") from None
            if isinstance(answer, BaseException) or (isinstance(answer, type) and issubclass(answer, BaseException)):
                raise answer
            if answer is BACK:
                return BACK
            if answer is OPEN:
                assert asked.prompt.optional, f"“{asked.text}” cannot be left open"
                return [] if asked.how == "choose_many" else OPEN
            try:
                return take(answer)
            except Refusal as refusal:
                refused = refusal.code
                self.said.append(format_refusal(self.language, refusal))
        raise AssertionError(f"“{asked.text}” takes none of the answers; last: {self.said[-1]}")

    def choose(self, prompt: Prompt, options: ChoiceList, default: Any = None) -> Any:
        proposed = [choice for choice in options.choices if choice.value == default]

        def take(answer: Any) -> Any:
            if answer == ENTER and proposed:
                return default
            return OPEN if answer == ENTER and prompt.optional else _picked(answer, options)

        return self._ask(Asked("choose", prompt, choices=tuple(options.choices), default=default), take)

    def browse(self, prompt: Prompt, pages: Sequence[Page], actions: ChoiceList, at: Any = None) -> Any:
        """Say the pages that were not said before, and take an action or the value of a row."""
        for page in pages:
            text = "\n".join(list_lines(page, self.language))
            if text not in self.said:
                self.said.append(text)
        rows = [Choice(row.value, row.text) for page in pages for row in page.rows if row.value is not None]
        self.rows = {choice.value: choice.label for choice in rows}
        options = ChoiceList([*actions.choices, *rows])

        def take(answer: Any) -> Any:
            return actions.choices[0].value if answer == ENTER else _picked(answer, options)

        return self._ask(Asked("choose", prompt, choices=tuple(actions.choices), default=at), take)

    def choose_many(self, prompt: Prompt, options: ChoiceList, default: Sequence[Any] = ()) -> Any:
        def take(answer: Any) -> Any:
            if answer == ENTER:
                if not default and (not prompt.optional or options.none):
                    raise Refusal("needed")
                return list(default)
            words = answer.split(",") if isinstance(answer, str) else answer
            found = list(dict.fromkeys(_picked(word, options) for word in words))
            if not found and not prompt.optional:
                raise Refusal("needed")
            return found

        return self._ask(Asked("choose_many", prompt, choices=tuple(options.choices), default=list(default)), take)

    def choose_counted(self, prompt: Prompt, options: ChoiceList, default: Mapping[Any, int]) -> Any:
        """Take values and names of the list, each name with how many of it or without."""

        def take(answer: Any) -> Any:
            if answer == ENTER:
                if not default and (not prompt.optional or options.none):
                    raise Refusal("needed")
                return dict(default)
            words = answer.split(", ") if isinstance(answer, str) else answer
            words = [
                kind for word in words for kind in (options.split_kinds(word) if isinstance(word, str) else [word])
            ]
            split = [options.split(word) if isinstance(word, str) else (0, word) for word in words]
            counts = {_picked(name, options): count for count, name in split}
            if not counts and not prompt.optional:
                raise Refusal("needed")
            return counts

        asked = Asked("choose_many", prompt, choices=tuple(options.choices), default=list(default))
        picked = self._ask(asked, take)
        return {} if picked == [] else picked

    def ask_text(self, prompt: Prompt, read: Callable[[str], Any], default: str = "") -> Any:
        def take(answer: str) -> Any:
            return OPEN if answer == ENTER and not default and prompt.optional else read(answer or default)

        return self._ask(Asked("text", prompt, default=default), take)


def _picked(answer: Any, options: ChoiceList) -> Any:
    """The value that an answer stands for: itself, or what somebody means who types it."""
    if any(type(choice.value) is type(answer) and choice.value == answer for choice in options.choices):
        return answer
    assert isinstance(answer, str), f"{answer!r} is none of {[choice.value for choice in options.choices]}"
    more = options.more(answer)
    return more[0].value if more else read_choice(answer, options.choices).value


# Which question it is


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(re.sub(r"\\{[\w-]+\\}", "(.+)", re.escape(text)))


@cache
def _of_lots() -> re.Pattern[str]:
    """What a question looks like that names its lot."""
    lot, text = english().text("lot.number", number=0), "\n"
    whole = re.escape(english().text("interview.in-lot", lot=lot, text=text))
    return re.compile(whole.replace("0", r"(\d+)").replace(re.escape(text), "(.+)"))


@cache
def _of_review() -> dict[str, re.Pattern[str]]:
    """What the questions of the review look like."""
    texts = english().frame.texts["review"]
    names = {
        f"review.{key}": str(texts[key]) for key in texts if re.match("ask$|sure$|which-|why-|point-questions$", key)
    }
    names["interview.open-values"] = str(english().frame.texts["interview"]["open-values"])
    names |= {f"screens.{key}": str(english().frame.texts["screens"][key]) for key in ("take", "clause-ask")}
    return {key: _pattern(text) for key, text in names.items()}


# By library, which is kept so that no other one can have its id.
_NAMES: dict[int, tuple[Library, dict[str, re.Pattern[str]]]] = {}


def named(whole: Library, text: str) -> tuple[str, int | None]:
    """The id of a question, and its lot; an empty id where it is none of the library or of the review."""
    if id(whole) not in _NAMES:
        asked = {id_: _pattern(question.text["en"]) for id_, question in whole.questions.items()}
        for id_, one in whole.clauses.items():
            for name, shape in one.parameters.items():
                title = "".join(str(part) for part in one.text.title)
                value = english().text("interview.value", name=shape.title, clause=title)
                asked[f"{id_}.{name}"] = re.compile(rf"{re.escape(value)}\b.*")
        _NAMES[id(whole)] = whole, asked | _of_review()
    line = text.partition("\n")[0]
    in_lot = _of_lots().fullmatch(line)
    lot, bare = (int(in_lot[1]), in_lot[2]) if in_lot else (None, line)
    return next((key for key, pattern in _NAMES[id(whole)][1].items() if pattern.fullmatch(bare)), ""), lot


# Scripts

# What a small purchase of laptops answers; Enter does for the rest.
LAPTOPS: Mapping[str, Any] = {"title": "Laptops for schools", "items": "laptop", "quantity": "500"}


def by_id(answers: Mapping[str, Any], rest: Any = ENTER) -> Script:
    """A script that knows the questions by their ids. It sets open values one by one.

    Parameters: `answers`, by id, or by `LOT.ID` for one lot (from 1); an iterator gives one answer each time; `rest`,
    for all others.
    """

    def script(asked: Asked) -> Any:
        other = True if asked.id == "interview.open-values" else rest
        found = answers.get(f"{asked.lot}.{asked.id}", answers.get(asked.id, other))
        return next(found) if isinstance(found, Iterator) else found

    return script


# Interviews


@cache
def shipped() -> Library:
    """The shipped library."""
    return shipped_data.load_shipped_data().library


def shipped_questions() -> Any:
    """The shipped questions as their file holds them, for a library with clauses of its own."""
    path = shipped_data.find_data_folder() / "clauses" / "questions.toml"
    return parse_toml(path.read_text(encoding="utf-8"), path.name)


def list_languages(library: Library) -> tuple[str, ...]:
    """The languages that a library has clauses in, English first."""
    return ("en", *library.translations)


def interview(
    path: Path, script: Script | Iterable[Any], whole: Library | None = None, first: str = FIRST
) -> tuple[Session, Scripted]:
    """An interview on a file, with what asks it.

    Parameters: `whole`, the library, the shipped one when absent; `first`, what a file that is not there starts with.
    """
    whole = whole or shipped()
    asker = Scripted(script, whole)
    prompts = Prompts(whole, english(), TODAY)
    return Session(asker, Store(path, _written, first), prompts, list_languages(whole)), asker


def _written(target: Path, content: bytes) -> None:
    target.write_bytes(content)


def chooser(whole: Library) -> Callable[[Mapping[str, Any]], Selection]:
    """What chooses the clauses for answers. It raises InvalidInput with every problem, as the command line does."""

    def choose(answers: Mapping[str, Any]) -> Selection:
        try:
            return select(whole, validate_answers(whole, answers, list_languages(whole)))
        except ValidationError as error:
            raise InvalidInput(make_findings(error, Purchase, None)) from None

    return choose


def review(
    path: Path, script: Script | Iterable[Any], whole: Library | None = None, first: str = FIRST
) -> tuple[Review, Scripted]:
    """The review of the answers in a file, with what asks it; see `interview`."""
    session, asker = interview(path, script, whole, first)
    return Review(session, chooser(session.library)), asker
