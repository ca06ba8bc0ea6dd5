# SPDX-License-Identifier: Apache-2.0
"""The moments of an interview: the purchase file at each kind of question, and each screen of the review."""

import tempfile
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

from tenderkit.interview.asker import ChoiceList, Prompt
from tenderkit.interview.pages import Page
from tests.interview.scripted import ENTER, STOP, Asked, Scripted, by_id, review
from tests.support import english

# What is bought in the lots, and handed over with it.
ITEMS, RETURNS = ("laptop, other-device", "display"), ("desktop", ENTER)
# A purchase of two lots, in which every kind of question is asked: values of clauses one by one, another device.
ANSWERS = {
    "title": "Laptops for schools",
    "quantity": "5",
    "device-name": "body cameras",
    "device-battery": True,
    "device-stores-data": True,
    "device-screen": False,
    "device-carried": True,
    "device-consumables": False,
    "lots": "2",
    "country": "KE",
    "launch": "2027-01-15",
    "value": "450000 EUR",
    "level": "comprehensive",
}
# A list of so many entries is seen whole, and has digits for its entries.
_NUMBERED, _SEEN = 9, 10


@dataclass(frozen=True)
class Moment:
    """A question or a screen, which shows a text; `file` is the purchase file then, empty before the first answer.

    `keys` lead to it from the first that an interview on this file shows; `kind` says what the cursor moves in, and
    `places` how many places it has there: a text has one more than its proposal has letters.
    """

    name: str
    shows: str
    file: str
    keys: str
    places: int
    kind: Literal["text", "list", "page"]


def _find_kind(asked: Asked) -> tuple[Any, ...]:
    """What decides which keys a question has."""
    size = len(asked.choices)
    counted = asked.id in ("items", "returns")
    seen = (size <= _NUMBERED, size <= _SEEN)
    return asked.how, counted, asked.prompt.optional, asked.default in (None, "", []), size == 2, seen


def _count_places(asked: Asked) -> int:
    if asked.how == "text":
        return len(asked.default) + 1
    return len(asked.choices) + asked.prompt.optional


@cache
def list_moments() -> tuple[Moment, ...]:
    """One moment of each kind of question, in the order in which they come, and the screens of the review."""
    moments: dict[Any, Moment] = {}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "purchase.toml"
        answer = by_id({**ANSWERS, "items": iter(ITEMS), "returns": iter(RETURNS)})

        def note(asked: Asked) -> Any:
            if asked.id == "review.ask":
                return STOP
            file = path.read_text(encoding="utf-8") if path.exists() else ""
            shows = asked.text.partition("\n")[0]
            kind: Literal["text", "list"] = "text" if asked.how == "text" else "list"
            moments.setdefault(_find_kind(asked), Moment(asked.id, shows, file, "", _count_places(asked), kind))
            return answer(asked)

        found, asker = review(path, note)
        found.session.run()
        pages: list[Page] = []
        _note_pages(asker, pages)
        with suppress(KeyboardInterrupt):
            found.run()
        file = path.read_text(encoding="utf-8")
    return (*moments.values(), *_list_screens(file, pages))


def _note_pages(asker: Scripted, pages: list[Page]) -> None:
    browse = asker.browse

    def noted(prompt: Prompt, shown: Sequence[Page], actions: ChoiceList, at: Any = None) -> Any:
        pages.extend(shown)
        return browse(prompt, shown, actions, at)

    asker.browse = noted


def _list_screens(file: str, pages: Sequence[Page]) -> list[Moment]:
    """The screens of the review: its pages, the lists that its actions open, and a clause."""
    right, enter = "\x1b[C", "\r"
    counts = [sum(row.value is not None for row in page.rows) for page in pages]
    shown = [
        Moment(page.tab, english().text("screens.here", tab=page.tab), file, right * number, max(1, count), "page")
        for number, (page, count) in enumerate(zip(pages, counts, strict=True))
    ]
    text = english().text
    # The first pages are the actions, the answers and the clauses.
    answers, clauses = 1, 2
    lists = [
        Moment(action, text(f"review.which-{name}"), file, text(f"review.{action}") + enter, places, "list")
        for name, action, places in (
            ("answer", "change", counts[answers]),
            ("value", "value-change", counts[clauses]),
            ("drop", "drop", counts[clauses]),
            ("add", "add", counts[-1]),
            ("read", "read", counts[clauses]),
            ("lot", "lot-remove", 2),
        )
    ]
    tab = text("screens.here", tab=text("screens.clause"))
    return [*shown, *lists, Moment("clause", tab, file, right * clauses + enter, 3, "page")]
