# SPDX-License-Identifier: Apache-2.0
"""Ask questions in numbered lines: for screen readers, very narrow terminals and those without a cursor."""

import re
import select
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any, TextIO

from tenderkit.interview import asker
from tenderkit.interview.asker import ChoiceList, Nav, Prompt, format_counted, format_refusal, wrap_text
from tenderkit.interview.pages import Page, list_lines
from tenderkit.library.language import Language
from tenderkit.purchase.choices import MAX_PLACE, Choice, read_choice
from tenderkit.purchase.typed_input import Refusal, normalize_digits, normalize_word

# A longer list is asked by name: nobody listens to 249 countries.
_LISTED = 80
_SHOWN = 12
# Between entries that are typed in one line; not the comma of a thousand.
_SEPARATOR = re.compile(r"[;،]|,(?!\d{3}(?!\d))")


class _Narrowed(Exception):
    """Raised when a typed text matches several choices. These choices are then shown with numbers."""

    def __init__(self, choices: Sequence[Choice]) -> None:
        self.choices = tuple(choices)
        super().__init__()


class PlainAsker:
    """Asks questions line by line: writes the questions to one stream, and reads the answers from another."""

    is_plain = True

    def __init__(self, language: Language, source: TextIO, sink: TextIO, width: Callable[[], int]) -> None:
        self.language, self.source, self.sink, self.width = language, source, sink, width
        self.t = language.text

    def say(self, text: str) -> None:
        """Print a paragraph of text, with line breaks only between words."""
        for line in wrap_text(text, self.width()):
            print(line, file=self.sink)
        self.sink.flush()

    def _read_line(self) -> str:
        print(self.t("interview.prompt"), end="", file=self.sink, flush=True)
        typed = self.source.readline()
        if not typed:
            raise EOFError
        # The rest of a paste with line breaks is there already: it belongs to this answer, not to the next question.
        while self._has_more_input():
            more = self.source.readline()
            if not more:
                break
            typed += more
        return typed.strip()

    def _has_more_input(self) -> bool:
        if sys.platform == "win32" or not self.source.isatty():
            return False
        if select.select([self.source], [], [], 0.02)[0]:
            return True
        # The last line of a paste has no end yet; line by line it would not be seen before the next question.
        import termios

        mode = termios.tcgetattr(self.source)
        raw = [*mode[:3], mode[3] & ~termios.ICANON, *mode[4:]]
        termios.tcsetattr(self.source, termios.TCSANOW, raw)
        try:
            return bool(select.select([self.source], [], [], 0)[0])
        finally:
            termios.tcsetattr(self.source, termios.TCSANOW, mode)

    def _ask_until_taken(
        self,
        prompt: Prompt,
        how: str,
        default: str,
        take: Callable[[str], Any],
        choices: Sequence[str] = (),
        none: str = "",
    ) -> Any:
        """Ask the buyer to type a line until `take` accepts the line, and return the value that `take` returns.

        `take` raises Refusal for a line that it does not accept. Parameters: `how`, the key of the text that explains
        how to answer, such as `plain-list`; `choices`, the lines to show below the question; `none`, how to answer
        that it is none of the choices.
        """
        print(file=self.sink)
        if prompt.progress:
            self.say(prompt.progress)
        self.say(prompt.text)
        for line in choices:
            self.say(f"  {line}")
        keys = [self.t(f"interview.{how}")]
        if prompt.optional:
            keys.append(none or self.t("interview.plain-open"))
        if default:
            keys.append(self.t("interview.plain-default", default=default))
        self.say(" ".join(keys))
        while True:
            typed = self._read_line()
            match typed:
                case _ if typed in asker.HELP_KEYS and prompt.help:
                    self.say(prompt.help)
                    continue
                case asker.BACK_KEY:
                    return Nav.BACK
                case asker.OPEN_KEY if prompt.optional:
                    return Nav.OPEN
            try:
                return take(typed)
            except _Narrowed as narrowed:
                self.say(self.t("interview.plain-matches"))
                for line in self._number_choices(narrowed.choices):
                    self.say(f"  {line}")
            except Refusal as refusal:
                self.say(format_refusal(self.language, refusal))

    def _format_choice(self, choice: Choice) -> str:
        if not choice.hint:
            return choice.label
        return self.t("interview.choice", label=choice.label, hint=choice.hint)

    def _number_choices(self, choices: Sequence[Choice]) -> list[str]:
        return [self.t("interview.numbered", number=n, text=self._format_choice(c)) for n, c in enumerate(choices, 1)]

    def choose(self, prompt: Prompt, options: ChoiceList, default: Any = None) -> Any:
        """Ask the buyer to pick one of the choices, and return its value.

        A long list is not shown: the buyer types a name, and picks one of the matching choices by its number.
        """
        shown: list[Choice] = list(options.choices) if len(options.choices) <= _LISTED else []
        proposed = next((c for c in options.choices if c.value == default), None)

        def take(typed: str) -> Any:
            if not typed and (proposed is not None or prompt.optional):
                return proposed.value if proposed else Nav.OPEN
            if normalize_digits(typed).isdecimal() and len(typed) <= MAX_PLACE:
                if not shown:  # a number is a place in a list that is seen
                    raise Refusal("not-in-list", text=typed, near="")
                return read_choice(typed, shown).value
            if more := options.more(typed):
                return more[0].value
            try:
                return read_choice(typed, options.choices).value
            except Refusal as refusal:
                if refusal.code != "several" or len(options.choices) <= _LISTED:
                    raise
            shown[:] = options.find_matching(typed)[:_SHOWN]
            raise _Narrowed(shown)

        how = "plain-list" if shown else "plain-long"
        default_text = proposed.label if proposed else self.t("interview.open") if prompt.optional else ""
        return self._ask_until_taken(prompt, how, default_text, take, self._number_choices(shown))

    def browse(self, prompt: Prompt, pages: Sequence[Page], actions: ChoiceList, at: Any = None) -> Any:
        """Ask the buyer to pick an action, and return its value; each page can be read first.

        The rows of the first page are the actions, and what is to be known about them: these are printed at once.
        """
        names = {choice.value for choice in actions.choices}
        first, *others = pages
        self._print_page(replace(first, rows=tuple(row for row in first.rows if row.value not in names)))
        looks = [Choice(page, self.t("screens.look", tab=page.tab)) for page in others]
        default = actions.choices[0].value
        while isinstance(picked := self.choose(prompt, ChoiceList([*actions.choices, *looks]), default), Page):
            self._print_page(picked)
        return picked

    def _print_page(self, page: Page) -> None:
        self.say("\n".join(list_lines(page, self.language)))

    def choose_many(self, prompt: Prompt, options: ChoiceList, default: Sequence[Any] = ()) -> Any:
        """Ask for choices, typed as numbers or names with commas between them, and return their values."""
        picked = self._pick_choices(prompt, options, dict.fromkeys(default, 0), "plain-many")
        return picked if isinstance(picked, Nav) else list(picked)

    def choose_counted(self, prompt: Prompt, options: ChoiceList, default: Mapping[Any, int]) -> Any:
        """Ask for choices, typed with how many of each and commas between them; return the numbers by the values."""
        return self._pick_choices(prompt, options, default, "plain-counted")

    def _pick_choices(self, prompt: Prompt, options: ChoiceList, default: Mapping[Any, int], how: str) -> Any:
        """Ask for choices and return a number for each by its value; it is 0 where none is typed."""
        chosen = [c for c in options.choices if c.value in default]
        known = [c.value for c in chosen]
        extra = [v for v in default if v not in known]

        def take(typed: str) -> Any:
            if not typed:
                if not default and (not prompt.optional or options.none):
                    raise Refusal("needed")
                return dict(default)
            counts: dict[Any, int] = {}
            for part in filter(None, map(str.strip, _SEPARATOR.split(typed))):
                for kind in options.split_kinds(part):
                    count, value = self._read_counted(kind, options)
                    counts[value] = count + counts.get(value, 0)
            if not counts:
                raise Refusal("needed")
            order = [c.value for c in options.choices]
            return {v: counts[v] for v in sorted(counts, key=lambda v: order.index(v) if v in order else len(order))}

        labels = {c.value: c.label for c in chosen}
        for value in extra:
            labels[value] = str(value[1]) if isinstance(value, tuple) else str(value)
        names = [format_counted(self.language, label, default[value]) for value, label in labels.items()]
        if options.none:
            empty, none = "", self.t("interview.plain-none-means", none=options.none)
        else:
            empty, none = self.t("interview.none") if prompt.optional else "", self.t("interview.plain-none")
        proposed, shown = self.language.listing(names) or empty, self._number_choices(options.choices)
        answer = self._ask_until_taken(prompt, how, proposed, take, shown, none)
        return {} if answer is Nav.OPEN else answer

    @staticmethod
    def _read_counted(typed: str, options: ChoiceList) -> tuple[int, Any]:
        """Return how many a typed entry names, and the value of the choice that it means."""
        count, name = options.split(typed)
        if not name or any(normalize_word(typed) in choice.names for choice in options.choices):
            count, name = 0, typed  # a place in the list, or a name that begins with a digit
        more = options.more(name)
        return count, more[0].value if more else read_choice(name, options.choices).value

    def ask_text(self, prompt: Prompt, read: Callable[[str], Any], default: str = "") -> Any:
        """Ask the buyer to type an answer, and return the value that `read` makes of the typed text.

        An empty line means the default or, without a default, leaves an optional question open.
        """

        def take(typed: str) -> Any:
            if not typed and not default and prompt.optional:
                return Nav.OPEN
            return read(typed or default)

        shown = default or (self.t("interview.open") if prompt.optional else "")
        return self._ask_until_taken(prompt, "plain-text", shown, take)
