# SPDX-License-Identifier: Apache-2.0
"""The screens of the review: their keys, and how they look at 120, 80 and 60 columns, with and without colour."""

import random
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output.color_depth import ColorDepth
from prompt_toolkit.output.vt100 import Vt100_Output

from tenderkit.cli.screen.interview.review_pages import draw_page
from tenderkit.interview.asker import ChoiceList, Nav, Prompt
from tenderkit.interview.page_browser import PageAsker
from tenderkit.interview.pages import Column, Page, make_pair, make_row
from tenderkit.library.library import Library
from tests.interview.scripted import review
from tests.interview.terminal import mark_colours
from tests.interview.test_keys import BACKSPACE, CTRL_C, CTRL_D, DOWN, ENTER, HOME, PAGE_DOWN, UP, Moment, Window
from tests.interview.test_review import ONE, whole
from tests.support import english

SCREENS = Path(__file__).parent / "screens"
LEFT, RIGHT, TAB = "\x1b[D", "\x1b[C", "\t"
t = english().text
MENU = Page("Next", (make_row("What next?"), make_row("make it", value="make"), make_row("stop", value="stop")))
LONG = Page("Long", tuple(make_pair(f"Row {n}", f"text {n}", n or None) for n in range(60)), (Column("", 1),) * 2)
BARE = Page("Bare", (make_row("Nothing to pick"),))


def browsed(
    *moments: Moment,
    pages: tuple[Page, ...] = (MENU, LONG, BARE),
    at: Any = None,
    columns: int = 80,
    rows: int = 24,
    depth: ColorDepth = ColorDepth.DEPTH_4_BIT,
) -> tuple[Any, Window]:
    """What was picked on pages, and the window; keys are pressed when their moment has come."""
    with create_pipe_input() as pipe:
        window = Window(pipe, moments, columns, rows)
        output = Vt100_Output(window, lambda: window.size, term="xterm-256color", default_color_depth=depth)
        asker = PageAsker(english(), pipe, output, draw_page)
        answer = asker.browse(Prompt("What next?", "Nothing is sent."), pages, ChoiceList(()), at)
        assert not window.moments, f"never shown: {window.moments[0][0]}\n{window.display}"
        return answer, window


NOTHING = t("interview.nothing-found").partition(".")[0]
NEXT, AT_LONG, AT_BARE = t("screens.here", tab="Next"), t("screens.here", tab="Long"), t("screens.here", tab="Bare")


@pytest.mark.parametrize(
    ("moments", "answer"),
    [
        ([(NEXT, ENTER)], "make"),
        ([(NEXT, DOWN + ENTER)], "stop"),
        ([(NEXT, DOWN + UP + ENTER)], "make"),
        ([(NEXT, "stop"), ("Search: stop", ENTER)], "stop"),
        ([(NEXT, "stopzz" + BACKSPACE * 4 + ENTER)], "stop"),
        # A search that finds nothing moves nothing, and picks nothing.
        ([(NEXT, "zzz"), (NOTHING, BACKSPACE * 3 + ENTER)], "make"),
        ([(NEXT, DOWN + "pqz"), (NOTHING, ENTER + ENTER)], "stop"),
        ([(NEXT, "stop"), ("Search: stop", BACKSPACE * 4 + ENTER)], "make"),
        ([(NEXT, "<")], Nav.BACK),
        ([(NEXT, RIGHT), (AT_LONG, ENTER)], 1),
        ([(NEXT, TAB), (AT_LONG, DOWN * 40 + ENTER)], 41),
        ([(NEXT, TAB), (AT_LONG, PAGE_DOWN + ENTER)], 17),
        ([(NEXT, TAB), (AT_LONG, PAGE_DOWN * 9 + HOME + ENTER)], 1),
        ([(NEXT, TAB), (AT_LONG, "row 37" + ENTER)], 37),
        ([(NEXT, TAB), (AT_LONG, "<"), (NEXT, ENTER)], "make"),
        ([(NEXT, LEFT), (AT_BARE, ENTER + DOWN + UP + PAGE_DOWN + LEFT), (AT_LONG, ENTER)], 1),
    ],
)
def test_keys_move_and_pick(moments: list[Moment], answer: Any) -> None:
    assert browsed(*moments)[0] == answer


@pytest.mark.parametrize(("key", "end"), [(CTRL_C, KeyboardInterrupt), (CTRL_D, EOFError)])
def test_pages_can_be_stopped(key: str, end: type[BaseException]) -> None:
    with pytest.raises(end):
        browsed((NEXT, key))


def test_pages_open_where_the_buyer_was() -> None:
    answer, window = browsed(("Row 50", ENTER), at=50)
    assert answer == 50
    assert "> Row 50" in window.seen[0]


def test_help_is_shown_and_hidden() -> None:
    assert browsed((NEXT, "?"), ("Nothing is sent.", "?" + ENTER))[0] == "make"


@pytest.mark.parametrize("rows", [8, 24])
@pytest.mark.parametrize("columns", [50, 80])
def test_every_line_fits_the_window_and_nothing_is_left_of_it(columns: int, rows: int) -> None:
    _, window = browsed((NEXT, TAB), ("Row 1", DOWN * 30), ("Row 31", ENTER), columns=columns, rows=rows)
    assert window.display == ""
    assert "\x1b[?1049h" not in window.getvalue()


def test_no_printable_key_harms_any_page() -> None:
    keys = "".join(chr(n) for n in range(32, 127) if chr(n) not in "<?")
    for at in (None, 1, 59):
        assert browsed(("Next", keys + "؟" + ENTER + ENTER), at=at)[0] is not None


def test_no_sequence_of_keys_harms_the_pages_and_the_last_key_ends_them() -> None:
    chance = random.Random(7)
    keys = [
        UP,
        DOWN,
        LEFT,
        RIGHT,
        TAB,
        PAGE_DOWN,
        HOME,
        BACKSPACE,
        "?",
        "x",
        "ط",
        "5",
        "\x1b[200~pasted text\x1b[201~",
    ]
    with pytest.raises(KeyboardInterrupt):
        browsed(("Next", "".join(chance.choices(keys, k=2000)) + CTRL_C), rows=12, columns=50)


# How it looks


START = ONE.replace("[tender]\n", '[tender]\ncountry = "KE"\n').replace("# country = left open\n", "")
Pages = tuple[Page, ...]


def show_review(path: Path, library: Library, *answers: Any) -> list[Pages]:
    """The pages of the review of a purchase file, at its beginning and after each answer; then it is stopped."""
    found, asker = review(path, [*answers, "stop"], library)
    browse, shown = asker.browse, []

    def note(prompt: Prompt, pages: Pages, *others: Any) -> Any:
        shown.append(tuple(pages))
        return browse(prompt, pages, *others)

    asker.browse = note
    with pytest.raises(KeyboardInterrupt):
        found.run()
    return shown


@pytest.fixture(scope="module")
def reviewed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Pages, Pages]:
    """The pages of the review of a small purchase, and the page of one of its clauses."""
    path = tmp_path_factory.mktemp("review") / "purchase.toml"
    path.write_text(START, encoding="utf-8")
    first, second, *_ = show_review(path, whole(), ("clause", 1, "parts"), "back")
    return first, second


@pytest.mark.parametrize("columns", [120, 80, 60])
@pytest.mark.parametrize("colour", [True, False], ids=["colour", "no-colour"])
def test_the_screens_look_as_before(
    reviewed: tuple[Pages, Pages], golden: Callable[[Path, str], None], columns: int, colour: bool
) -> None:
    seen: list[str] = []
    depth = ColorDepth.DEPTH_4_BIT if colour else ColorDepth.DEPTH_1_BIT
    for pages in reviewed:

        def look(window: Window) -> None:
            seen.append(mark_colours(window.screen) if colour else window.display)
            window.pipe.send_text(RIGHT)

        moments: list[Moment] = [(t("screens.here", tab=page.tab), look) for page in pages]
        answer, window = browsed(*moments, (moments[0][0], "<"), pages=pages, columns=columns, rows=34, depth=depth)
        assert answer is Nav.BACK
        assert (re.search("\x1b\\[[0-9;]*3[1-7][;m]", window.getvalue()) is not None) == colour
    golden(SCREENS / f"{columns}-{'colour' if colour else 'no-colour'}.txt", f"\n{'=' * columns}\n".join(seen) + "\n")
