# SPDX-License-Identifier: Apache-2.0
"""Show pages on a terminal with a movable cursor: arrow keys move between pages and rows, Enter picks a row.

The pages are drawn at the cursor and erased, not on the alternate screen: a terminal whose interview is killed shows
what it showed before, and nothing in it has to be reset.
"""

import os
from collections.abc import Callable, Sequence
from typing import Any, TextIO

from prompt_toolkit.formatted_text import ANSI, StyleAndTextTuples, to_formatted_text
from prompt_toolkit.input import Input, create_input
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.keys import Keys
from prompt_toolkit.layout import HSplit, Layout, Window
from prompt_toolkit.layout.controls import FormattedTextControl
from prompt_toolkit.output import Output, create_output

from tenderkit.interview.asker import BACK_KEY, HELP_KEYS, ChoiceList, Nav, Prompt, wrap_text
from tenderkit.interview.keys import KeysAsker, run_application
from tenderkit.interview.pages import Drawing, Page, list_lines
from tenderkit.library.language import Language
from tenderkit.purchase.typed_input import normalize_word

Draw = Callable[[Page, int, Language], Drawing]
# Columns in front of the rows, for the cursor, and the lines to the next row that the cursor reaches in one step.
_GUTTER, _STEP = 2, 3
_LEAST_HEIGHT = 3


def draw_lines(page: Page, width: int, language: Language) -> Drawing:
    """Draw a page without styles and columns. Parameters: `width`, the number of columns of the terminal."""
    return Drawing((), tuple(tuple(wrap_text(line, width)) for line in list_lines(page, language)))


class PageAsker(KeysAsker):
    """Asks questions with arrow keys, and shows pages that the buyer moves between.

    `draw`: a function that draws a page for a width.
    """

    is_plain = False

    def __init__(self, language: Language, input_: Input, output: Output, draw: Draw = draw_lines) -> None:
        super().__init__(language, input_, output)
        self.draw = draw

    def browse(self, prompt: Prompt, pages: Sequence[Page], actions: ChoiceList, at: Any = None) -> Any:
        """Show pages until the buyer picks a row, and return the value of the row; see `Asker.browse`."""
        return _Browser(self, prompt, pages, at).run()


class _Browser:
    """The pages on the screen: which page is shown, which of its rows has the cursor, and which line is the first."""

    def __init__(self, asker: PageAsker, prompt: Prompt, pages: Sequence[Page], at: Any) -> None:
        self.asker, self.prompt, self.pages, self.t = asker, prompt, pages, asker.t
        self.help_shown, self.typed, self.nothing_found = False, "", False
        # The row that had the cursor when the search began.
        self.searched_from: int | None = None
        self._drawings: dict[tuple[int, int], Drawing] = {}
        self.page, self.top = 0, 0
        self.row: int | None = None
        places = ((p, r) for p, page in enumerate(pages) for r, row in enumerate(page.rows) if row.value == at)
        page, row = next(places, (0, None)) if at is not None else (0, None)
        self.open_page(page, row)
        self.bindings = KeyBindings()
        self._bind_keys()

    def _bind_keys(self) -> None:
        # Not eager: keys with a meaning of their own go before it, and Esc begins the keys that send several letters.
        self.bindings.add(Keys.Any)(lambda event: self.find_text(self.typed + event.data))
        self.bindings.add("escape")(lambda event: self.go_back(event))
        for keys, do in (
            ((Keys.BracketedPaste,), lambda e: self.find_text(self.typed + e.data)),
            (("backspace",), lambda e: self.find_text(self.typed[:-1])),
            (("tab", "right"), lambda e: self.open_page(self.page + 1)),
            (("s-tab", "left"), lambda e: self.open_page(self.page - 1)),
            (("down",), lambda e: self.move_cursor(1)),
            (("up",), lambda e: self.move_cursor(-1)),
            (("pagedown",), lambda e: self.scroll(self.height - 1)),
            (("pageup",), lambda e: self.scroll(1 - self.height)),
            (("home",), lambda e: self.scroll(-self.top)),
            (("end",), lambda e: self.scroll(len(self.lines))),
            (HELP_KEYS, lambda e: self.toggle_help()),
            ((BACK_KEY,), self.go_back),
            (("enter",), self.pick_row),
            (("c-c",), lambda e: e.app.exit(exception=KeyboardInterrupt())),
            (("c-d",), lambda e: e.app.exit(exception=EOFError())),
        ):
            for key in keys:
                self._bind_key(key, do)

    def _bind_key(self, key: Any, do: Callable[[KeyPressEvent], Any]) -> None:
        def handler(event: KeyPressEvent) -> None:
            do(event)

        self.bindings.add(key, eager=True)(handler)

    # Where the cursor is

    def open_page(self, page: int, row: int | None = None) -> None:
        """Show a page with the cursor on a row, or on the first row that can be picked."""
        self.page, self.top = page % len(self.pages), 0
        self.typed, self.nothing_found = "", False
        self.row = row if row is not None else next(iter(self._list_pickable()), None)
        if row is None and self.row is not None and self._find_first_line(self.row) >= self.height:
            self.row = None  # a page is shown from its beginning
        self._reveal_row()

    def _list_pickable(self) -> list[int]:
        return [number for number, row in enumerate(self.pages[self.page].rows) if row.value is not None]

    def _find_first_line(self, row: int) -> int:
        return sum(len(lines) for lines in self.drawing.rows[:row])

    def _reveal_row(self) -> None:
        """Scroll until the row with the cursor is seen."""
        if self.row is not None:
            first = self._find_first_line(self.row)
            last = first + len(self.drawing.rows[self.row]) - 1
            self.top = min(max(self.top, last - self.height + 1), first)
            if first <= self.height // 2:
                self.top = 0 if last < self.height else self.top  # the headings above are seen as well

    def move_cursor(self, by: int) -> None:
        """Move the cursor to the next row that can be picked, or scroll by a line where that row is far away.

        This ends a search.
        """
        self.typed, self.nothing_found = "", False
        here = self.top - (by > 0) if self.row is None else self._find_first_line(self.row)
        rows = [r for r in self._list_pickable() if (self._find_first_line(r) - here) * by > 0]
        row = next(iter(rows if by > 0 else rows[::-1]), None)
        if row is None:
            self.scroll(by)
            return
        first = self._find_first_line(row)
        if self.top - _STEP <= first < self.top + self.height + _STEP:
            self.row = row
            self._reveal_row()
        else:
            self.scroll(by)

    def scroll(self, by: int) -> None:
        """Scroll by lines; a cursor that is out of sight then goes to the first row in sight that can be picked."""
        self.top = max(0, min(self.top + by, len(self.lines) - self.height))
        seen = [r for r in self._list_pickable() if self.top <= self._find_first_line(r) < self.top + self.height]
        if self.row not in seen:
            self.row = next(iter(seen), None)

    def find_text(self, typed: str) -> None:
        """Move the cursor to the first row that has the typed text, or back to where it was if no row has it."""
        typed = typed.lstrip()
        if not typed.isprintable():
            return
        if not self.typed:
            self.searched_from = self.row
        self.typed = typed
        wanted, rows = normalize_word(typed), self.pages[self.page].rows
        matches = [r for r in self._list_pickable() if wanted in normalize_word(rows[r].text)] if typed else []
        self.nothing_found = bool(typed) and not matches
        self.row = matches[0] if matches else self.searched_from
        self._reveal_row()

    def toggle_help(self) -> None:
        """Show or hide the explanation of the page."""
        self.help_shown = not self.help_shown

    def go_back(self, event: KeyPressEvent) -> None:
        """Go back to the first page, or from there to where the buyer came from."""
        if self.page:
            self.open_page(0)
        else:
            event.app.exit(result=Nav.BACK)

    def pick_row(self, event: KeyPressEvent) -> None:
        """End with the value of the row that has the cursor; a search that found nothing picks none, and ends."""
        if self.nothing_found:
            self.find_text("")
        elif self.row is not None:
            event.app.exit(result=self.pages[self.page].rows[self.row].value)

    # What is drawn

    @property
    def drawing(self) -> Drawing:
        """The present page, drawn for the present width."""
        key = self.page, self.asker.width
        if key not in self._drawings:
            self._drawings[key] = self.asker.draw(self.pages[self.page], key[1] - _GUTTER, self.asker.language)
        return self._drawings[key]

    @property
    def lines(self) -> list[tuple[int, int, str]]:
        """The lines of the present page: the number of the row, that of the line in the row, and the text."""
        return [(r, n, line) for r, lines in enumerate(self.drawing.rows) for n, line in enumerate(lines)]

    @property
    def height(self) -> int:
        """The number of lines of the page that the terminal shows at once."""
        around = len(self._list_head()) + len(self.drawing.head) + len(self._list_foot())
        return max(_LEAST_HEIGHT, self.asker.output.get_size().rows - around - 1)

    def _list_head(self) -> list[str]:
        tabs = [
            self.t("screens.here", tab=page.tab) if number == self.page else page.tab
            for number, page in enumerate(self.pages)
        ]
        help_lines = wrap_text(self.prompt.help, self.asker.width) if self.help_shown else []
        return ["", *wrap_text(self.t("screens.join").join(tabs), self.asker.width), *help_lines, ""]

    def _list_foot(self) -> list[str]:
        keys = [self.t(f"interview.{key}") for key in ("key-search", "key-help", "key-back")]
        if len(self.pages) > 1:
            keys.insert(0, self.t("screens.key-turn"))
        if self._list_pickable():
            keys.insert(0, self.t("screens.key-pick"))
        if self.typed:
            keys.insert(0, self.t("interview.search") + self.typed)
        if self.nothing_found:
            keys.insert(1, self.t("interview.nothing-found"))
        return ["", *wrap_text(self.t("interview.key-join").join(keys), self.asker.width)]

    def _render(self) -> StyleAndTextTuples:
        height, lines = self.height, self.lines
        self.top = max(0, min(self.top, len(lines) - height))  # the window may have changed
        parts: StyleAndTextTuples = [("class:progress", "\n".join(self._list_head()))]
        for line in self.drawing.head:
            parts += [("", "\n" + " " * _GUTTER), *to_formatted_text(ANSI(line))]
        for row, number, line in lines[self.top : self.top + height]:
            here = row == self.row
            parts.append(("class:at", "\n> ") if here and number == 0 else ("", "\n" + " " * _GUTTER))
            parts += to_formatted_text(ANSI(line), style="bold" if here else "")
            if self.asker.language.rtl:
                parts.append(("", " "))  # behind a mark; see `end_mark`
        rest = len(lines) - self.top - height
        if rest > 0:
            parts.append(("class:keys", "\n" + self.t("screens.more", count=self.asker.language.number(rest))))
        parts.append(("class:keys", "\n" + "\n".join(self._list_foot())))
        # Blanks that no line breaks at have a style of their own in prompt_toolkit.
        return [(style, text.replace("\u00a0", " ")) for style, text, *_ in parts]

    def run(self) -> Any:
        """Show the pages until the buyer picks a row or goes back, erase them, and return the value."""
        control = FormattedTextControl(self._render, focusable=True, show_cursor=False)
        layout = Layout(HSplit([Window(control, wrap_lines=False, dont_extend_height=True)]))
        return run_application(layout, self.bindings, self.asker)


def open_terminal(language: Language, source: TextIO, sink: TextIO, draw: Draw) -> PageAsker | None:
    """Return the object that asks questions with arrow keys on the terminal.

    Returns None on Windows without a console, where the cursor cannot be moved. Parameters: `draw`, a function that
    draws a page for a width.
    """
    # Questions are drawn at the cursor, so its position need not be asked for; not every terminal would answer.
    os.environ.setdefault("PROMPT_TOOLKIT_NO_CPR", "1")
    try:
        return PageAsker(language, create_input(source), create_output(sink), draw)
    except Exception as error:  # of a module that is there on Windows only, so that it cannot be named here
        if type(error).__name__ == "NoConsoleScreenBufferError":
            return None
        raise
