# SPDX-License-Identifier: Apache-2.0
"""Three briefs, and the interview of each on a pseudo-terminal: what the window shows and which keys are pressed."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from tenderkit.library.language import Language
from tenderkit.library.question import Question
from tenderkit.library.reading.shipped_data import load_shipped_data
from tests.interview.terminal import ENTER, Terminal, squeezed, words

FILE = "purchase.toml"
# What is typed for each question, each time that it is asked; Enter takes what is proposed of others.
Answers = Mapping[str, Sequence[Sequence[str]]]
# A window in which nothing scrolls away.
_ENDLESS = 100
# The day on which the interviews are held, for the program: 30 November 2026.
_EPOCH = "1796000400"
_TODAY = """
import datetime, types
from tenderkit.cli.commands import new
new.datetime = types.SimpleNamespace(date=types.SimpleNamespace(today=lambda: datetime.date(2026, 11, 30)))
"""


@dataclass(frozen=True)
class Brief:
    """What a contracting authority wants to buy, as it answers the interview in its language."""

    name: str
    language: str
    answers: Answers


SCHOOL = Brief(
    "a school buys laptops and tablets, one lot",
    "en",
    {
        "items": [["500 laptops", "40 tablets"]],
        "returns": [["450 laptops"]],
        "country": [["Kenya"]],
        "title": [["Laptops for twelve schools"]],
        "authority": [["Ministry of Education"]],
        "launch": [["15.01.2027"]],
        "value": [["KSh 65,000,000"]],
        "priorities": [["repair", "labels"]],
        "accepts-refurbished": [["yes"]],
        "carried": [["yes"]],
    },
)
AGENCY = Brief(
    "an agency concludes a framework agreement, two lots",
    "en",
    {
        "items": [["300 notebooks", "120 monitors"], ["12 servers", "4 nas"]],
        "returns": [["250 notebooks"], []],
        "acquisition": [["lease"], ["purchase"]],
        "months": [["36"], ["60 months"]],
        "data": [[], ["confidential"]],
        "lots": [["2"]],
        "country": [["Germany"]],
        "title": [["Workplaces and servers"]],
        "authority": [["Federal Agency for Examples"]],
        "launch": [["2027-01-15"]],
        "contract": [["framework"]],
        "value": [["€ 1.200.000"]],
        "priorities": [["long", "energy"]],
        "level": [["comprehensive"]],
    },
)
HOSPITAL = Brief(
    "a hospital buys laptops and printers, in Arabic",
    "ar",
    {
        "items": [["٢٠٠ لابتوب", "٣٠ طابعة"]],
        "returns": [["١٥٠ كمبيوتر"]],
        "country": [["مصر"]],
        "title": [["حواسيب المستشفى"]],
        "authority": [["وزارة الصحة"]],
        "launch": [["2027-01-15"]],
        "value": [["6000000 EGP"]],
    },
)
BRIEFS = (SCHOOL, AGENCY, HOSPITAL)


@dataclass
class Held:
    """An interview that was held: what each question showed, without and with its help, and what came around them.

    `said`: the greeting and the answers that are repeated; `review`, its first screen; `last`, what follows it;
    `keys`: all that was pressed, the keys that open a help left out.
    """

    language: Language
    questions: list[str] = field(default_factory=list)
    helps: list[str] = field(default_factory=list)
    said: str = ""
    review: str = ""
    last: str = ""
    keys: str = ""


@cache
def list_patterns(code: str) -> dict[str, re.Pattern[str]]:
    """What each question looks like in a language, by its id, without spaces."""
    data = load_shipped_data().in_language(code)
    language = data.language(code)

    def make_pattern(question: Question) -> re.Pattern[str]:
        pieces = re.split(r"\{\w+\}", squeezed(language.words(question.text)))
        return re.compile(".+?".join(map(re.escape, pieces)))

    return {id_: make_pattern(question) for id_, question in data.library.questions.items()}


def find_beginnings(language: Language) -> tuple[str, ...]:
    """The words with which the first line of a question begins."""
    texts = language.frame.texts["interview"]
    return tuple(str(texts[key]).partition("{")[0] for key in ("progress", "progress-value", "open-values"))


def find_first_line(screen: str, language: Language) -> int:
    """The number of the first line of the question, or of the review, that a screen shows."""
    lines, tab = screen.split("\n"), language.text("screens.here", tab=language.text("screens.tab-next"))
    begins = [n for n, line in enumerate(lines) if line.startswith((*find_beginnings(language), tab))]
    return begins[-1] if begins else 0


def find_question(question: str, language: Language) -> str:
    """The id of the question that a screen shows; empty for the values of clauses."""
    shown = squeezed(question)
    found = ((pattern.search(shown), id_) for id_, pattern in list_patterns(language.code).items())
    return min(((match.start(), id_) for match, id_ in found if match), default=(0, ""))[1]


def hold_interview(
    brief: Brief, folder: Path, columns: int = 80, *, colour: bool = False, helps: bool = False
) -> Held:
    """Answer all questions of a brief, and make the papers.

    Parameters: `colour`, whether the window has colours, which are then marked in what it showed; `helps`, whether
    each help is opened.
    """
    language = load_shipped_data().language(brief.language)
    held, left = Held(language), {id_: iter(answers) for id_, answers in brief.answers.items()}
    args, env = ("--language", brief.language), {"SOURCE_DATE_EPOCH": _EPOCH} | ({} if colour else {"NO_COLOR": "1"})
    with Terminal(
        folder, *args, plain=False, columns=columns, rows=_ENDLESS, env=env, language=language, fault=_TODAY
    ) as terminal:

        def list_lines() -> list[str]:
            """What the window shows, in colours if it has any."""
            return (terminal.coloured if colour else terminal.screen).split("\n")

        def cut_question() -> str:
            return "\n".join(list_lines()[find_first_line(terminal.screen, language) :])

        while language.text("review.ask") not in terminal.asked:
            plain = "\n".join(terminal.screen.split("\n")[find_first_line(terminal.screen, language) :])
            held.questions.append(cut_question())
            if helps:
                terminal.press("?")
                terminal.rests()
                held.helps.append(cut_question())
            keys = "".join(_find_keys(plain, language, left))
            held.keys += keys + ENTER
            terminal.enter(keys)
        first = find_first_line(terminal.screen, language)
        held.said, held.review = "\n".join(list_lines()[:first]), cut_question()
        terminal.enter()
        assert terminal.code == 0, terminal.screen
        held.keys += ENTER
        # What was said stays above.
        held.last = "\n".join(list_lines()[first:])
    assert not any(list(more) for more in left.values()), "a question was never asked"
    return held


def _find_keys(question: str, language: Language, left: Mapping[str, Iterator[Sequence[str]]]) -> Iterator[str]:
    """Yield the keys, before a last Enter, that answer a question."""
    id_ = find_question(question, language)
    answers = next(left.get(id_, iter(())), ())
    several = len(answers) > 1 or id_ in ("items", "returns", "priorities", "need-check")
    if answers:
        yield from (f"{answer}{ENTER}" if several else answer for answer in answers)
    elif not id_ and words(language.text("interview.open-values-later")) not in words(question):
        yield "-"  # a single value that nobody knows yet
