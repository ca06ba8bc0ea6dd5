# SPDX-License-Identifier: Apache-2.0
"""Ask questions on a terminal with a movable cursor: pick from a list with arrow keys, or type an answer.

Built on prompt_toolkit. The library questionary, also built on it, was tried: its filter accepts ASCII only, it cuts
long lines off in narrow windows, and it has no keys for help and for going back.
"""

import unicodedata
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import Any

from prompt_toolkit.application import Application, get_app
from prompt_toolkit.buffer import Buffer
from prompt_toolkit.document import Document
from prompt_toolkit.filters import Condition
from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.input import Input
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.keys import Keys
from prompt_toolkit.layout import ConditionalContainer, HSplit, Layout, Window
from prompt_toolkit.layout.controls import BufferControl, FormattedTextControl
from prompt_toolkit.layout.dimension import Dimension
from prompt_toolkit.layout.processors import BeforeInput, Processor, Transformation, TransformationInput
from prompt_toolkit.layout.utils import explode_text_fragments
from prompt_toolkit.output import Output
from prompt_toolkit.styles import Style

from tenderkit.interview.asker import (
    BACK_KEY,
    HELP_KEYS,
    OPEN_KEY,
    ChoiceList,
    Nav,
    Prompt,
    format_counted,
    format_refusal,
    wrap_text,
)
from tenderkit.library.language import Language
from tenderkit.purchase.choices import Choice
from tenderkit.purchase.typed_input import Refusal, normalize_digits

STYLE = Style.from_dict(
    {
        "progress": "ansibrightblack",
        "question": "bold",
        "help": "",
        "at": "ansicyan bold",
        "refusal": "ansired",
        "keys": "ansibrightblack",
        # Spaces at which no line breaks: prompt_toolkit would underline them in yellow.
        "nbsp": "nounderline",
        "keys nbsp": "ansibrightblack nounderline",
    }
)
# Lines of a list that are shown at once; the rest is scrolled to.
_HEIGHT = 10
# Questions that explain a key; after these, “?” explains it again.
_TOLD = 2
# Entries of a list in which one digit is enough to name each.
_DIGITS = 9


class _VisibleFormatCharacters(Processor):
    """Shows invisible format characters, such as those that reverse the text direction, as “·” in the typed line."""

    def apply_transformation(self, transformation_input: TransformationInput) -> Transformation:
        """Return the fragments of a line with each format character replaced by “·”."""
        fragments = explode_text_fragments(transformation_input.fragments)
        return Transformation([(f[0], "·" if unicodedata.category(f[1]) == "Cf" else f[1]) for f in fragments])


class _Screen:
    """One question on the screen: its text, a line to type in, the key bindings and, for some questions, a list."""

    def __init__(
        self, asker: "KeysAsker", prompt: Prompt, keys: Sequence[str], default: str = "", *, choice_list: bool = False
    ) -> None:
        self.asker, self.prompt, self.t = asker, prompt, asker.t
        self.help_shown = False
        self.refusal = ""
        self.untouched = True
        self.buffer = Buffer(
            document=Document(default, len(default)), multiline=False, on_text_changed=self._note_change
        )
        self.bindings = KeyBindings()
        shown = [*keys, "help", "back", *(["open"] if prompt.optional and not choice_list else [])]
        self.keys = {key: self.t(f"interview.key-{key}") for key in shown}
        if default:
            # What is proposed can be edited; who types at once means another answer.
            # Not eager: what edits (arrows, Backspace) is no letter, and goes before it.
            self.bindings.add(Keys.Any, filter=Condition(lambda: self.untouched))(self._replace_text)
            self.buffer.on_cursor_position_changed += self._note_touch
        # In a text these are letters like others; no entry of a list holds them.
        free = Condition(lambda: choice_list or self.untouched or not self.buffer.text)
        for mark in HELP_KEYS:
            self.bind_key(mark, self._toggle_help, free)
        self.bind_key(BACK_KEY, lambda e: e.app.exit(result=Nav.BACK), free)
        self.bind_key("c-c", lambda e: e.app.exit(exception=KeyboardInterrupt()))
        self.bind_key("c-d", lambda e: e.app.exit(exception=EOFError()), Condition(lambda: not self.buffer.text))
        self.bind_key(Keys.BracketedPaste, self._paste_text)

    def bind_key(self, key: Any, do: Callable[[KeyPressEvent], Any], when: Any = True) -> None:
        """Call the function `do` when the buyer presses a key; the binding is active while the filter `when` is true.

        If several bindings of a key are active, the binding that was added last counts.
        """

        def handler(event: KeyPressEvent) -> None:
            do(event)

        self.bindings.add(key, filter=when, eager=True)(handler)

    def _note_change(self, _: Any) -> None:
        self.untouched, self.refusal = False, ""

    def _note_touch(self, _: Any) -> None:
        self.untouched = False

    def _replace_text(self, event: KeyPressEvent) -> None:
        if event.data.isprintable():
            self.buffer.text = ""
            self.buffer.insert_text(event.data)

    def _toggle_help(self, _: KeyPressEvent) -> None:
        self.help_shown = not self.help_shown

    def _paste_text(self, event: KeyPressEvent) -> None:
        # Line breaks in a paste are no Enter: they become spaces, as `typed.text` reads them.
        if self.untouched:
            self.buffer.text = ""
        self.buffer.insert_text(" ".join(event.data.split()))

    def bind_enter(self, do: Callable[[], Any]) -> None:
        """Bind Enter: end the question with the answer that `do` returns, or show why `do` refuses the answer."""

        def accept(event: KeyPressEvent) -> None:
            try:
                event.app.exit(result=do())
            except Refusal as refusal:
                self.refusal = format_refusal(self.asker.language, refusal)

        self.bind_key("enter", accept)

    def _render_head(self) -> StyleAndTextTuples:
        width = self.asker.width
        paragraphs = [("class:progress", self.prompt.progress), ("class:question", self.prompt.text)]
        if self.help_shown:
            paragraphs.append(("class:help", self.prompt.help))
        parts: StyleAndTextTuples = []
        for style, text in paragraphs:
            if text:
                parts += [("", "\n"), (style, "\n".join(wrap_text(text, width)))]
        return parts

    def _format_keys(self, choice_list: "_ChoiceList | None") -> str:
        """Return the text that explains the keys, such as “↑↓ move Enter takes”.

        For a long list, the text begins with the position of the cursor, such as “3 of 40”.
        """
        keys = dict(self.keys)
        if "tick" in keys and self.buffer.text:  # in a search, Space is a letter
            keys["tick"] = self.t("interview.key-tick-found")
            del keys["on"]
        if choice_list is not None and choice_list.numbered:
            del keys["search"]  # letters narrow the list as well, but all of it is seen
            if not self.buffer.text:
                keys["move"] = self.t("interview.key-move-number", count=len(choice_list.matches))
        told = {key for key, times in self.asker.told.items() if times >= _TOLD} - {"help", "open"}
        parts = [text for key, text in keys.items() if self.help_shown or key not in told]
        if choice_list is not None and len(choice_list.matches) > _count_list_lines():
            parts.insert(
                0, self.t("interview.place", number=choice_list.position + 1, total=len(choice_list.matches))
            )
        return self.t("interview.key-join").join(parts)

    def run(self, choice_list: "_ChoiceList | None" = None) -> Any:
        """Show the question until the buyer answers, erase the question, and return the answer."""
        try:
            return self._show(choice_list)
        finally:
            self.asker.told.update(self.keys.keys())

    def _show(self, choice_list: "_ChoiceList | None") -> Any:
        prompt = self.t("interview.prompt" if choice_list is None else "interview.search")
        if choice_list is not None and not choice_list.searched:
            prompt = ""  # a list that is seen whole needs no search, though typing narrows it as well
        field = Window(
            BufferControl(self.buffer, input_processors=[_VisibleFormatCharacters(), BeforeInput(prompt)]),
            wrap_lines=True,
            dont_extend_height=True,
            height=Dimension(min=1),
        )

        def words(text: Callable[[], Any]) -> Window:
            return Window(FormattedTextControl(text), wrap_lines=True, dont_extend_height=True)

        rows: list[Any] = [words(self._render_head), field]
        if choice_list is not None:
            hidden = Condition(choice_list.has_hidden_ticks)
            rows.append(ConditionalContainer(words(choice_list.render_ticked), hidden))
            rows.append(choice_list.make_window())
        rows.append(
            ConditionalContainer(
                words(lambda: [("class:refusal", "\n".join(wrap_text(self.refusal, self.asker.width)))]),
                Condition(lambda: self.refusal != ""),
            )
        )
        rows.append(
            words(lambda: [("class:keys", "\n".join(wrap_text(self._format_keys(choice_list), self.asker.width)))])
        )
        return run_application(Layout(HSplit(rows), focused_element=field), self.bindings, self.asker)


def run_application(layout: Layout, bindings: KeyBindings, asker: "KeysAsker") -> Any:
    """Show a layout on the terminal of an asker until it has an answer, and return that; an error ends it."""
    app: Application[Any] = Application(
        layout=layout,
        key_bindings=bindings,
        style=STYLE,
        erase_when_done=True,
        input=asker.input,
        output=asker.output,
    )
    try:
        # Ctrl-C as a signal is left to asyncio: prompt_toolkit would press a key, too late where it has its answer.
        return app.run(pre_run=lambda: _end_on_error(app), set_exception_handler=False, handle_sigint=False)
    except Exception:
        with suppress(OSError):  # the terminal may be what failed
            app.renderer.erase()  # an error while the question is first drawn leaves the terminal half set
        raise


def _end_on_error(app: Application[Any]) -> None:
    """Make an application of prompt_toolkit end if an error occurs in it.

    Otherwise prompt_toolkit would show the error and wait for Enter.
    """

    def end(loop: Any, context: dict[str, Any]) -> None:
        error = context.get("exception")
        if isinstance(error, BaseException) and not app.is_done:
            app.exit(exception=error)
        else:
            loop.default_exception_handler(context)

    assert app.loop is not None, "the application is not running"
    app.loop.set_exception_handler(end)


class _ChoiceList:
    """The list below the typed line: the choices that match the typed text, with a cursor and the ticked choices."""

    def __init__(self, screen: _Screen, options: ChoiceList, ticked: dict[Any, int] | None, at: Any) -> None:
        """Parameters: `ticked`, the values of the ticked choices, each with its number or 0; None to tick nothing."""
        self.screen, self.options, self.ticked = screen, options, ticked
        # The number that is typed in front of a name, and whether the name is typed, too.
        self.count, self.named = 0, False
        # How many of each are typed where the text names several kinds at once: “60 laptops and 5 tablets”.
        self.kinds: dict[Any, int] = {}
        self.position = next((i for i, c in enumerate(options.choices) if c.value == at), 0)
        # Where the cursor goes when nothing is searched any more: a search without a choice moves nothing.
        self.home = self.position
        self.searched = len(options.choices) > _HEIGHT or options.takes_codes
        self.numbered = not self.searched and 1 < len(options.choices) <= _DIGITS
        self.moved = self.unticked = False
        self.matches: list[Choice] = list(options.choices)
        screen.buffer.on_text_changed += self.filter_choices
        screen.bind_key("up", lambda _: self.move_cursor(-1))
        screen.bind_key("down", lambda _: self.move_cursor(1))
        screen.bind_key("pageup", lambda _: self.move_cursor(-_HEIGHT))
        screen.bind_key("pagedown", lambda _: self.move_cursor(_HEIGHT))
        if not self.searched:
            # Not eager: keys with a meaning of their own go before it.
            screen.bindings.add(Keys.Any)(self.take_key)

    def find_matching(self, text: str) -> tuple[int, list[Choice]]:
        """Return the number before a name, or 0, and the choices that match the name.

        Raises Refusal for a CPV code that belongs to no product category.
        """
        if text == OPEN_KEY:  # as in a text: it leaves the question open, where that is offered
            left_open = [c for c in self.options.choices if c.value in (Nav.OPEN, None)]
            if left_open:
                return 0, left_open
        return self.options.find_counted(text)

    def take_key(self, event: KeyPressEvent) -> None:
        """Handle a key in a short list: a digit moves the cursor to the entry with that number.

        A letter is added to the typed text, so that only matching entries remain. It is ignored if none would match.
        """
        buffer, key = self.screen.buffer, event.data
        if self.numbered and not buffer.text.strip() and (digit := normalize_digits(key)).isdecimal():
            if 1 <= int(digit) <= len(self.matches):
                self.move_cursor(int(digit) - 1 - self.position)
        elif key.isprintable() and self.find_matching(buffer.text + key)[1]:
            buffer.insert_text(key)

    def filter_choices(self, buffer: Buffer) -> None:
        """Show only the choices that match the typed line."""
        named = buffer.text.strip()
        self.kinds = {}
        try:
            if kinds := self.options.find_kinds(buffer.text):
                self.count, self.matches = 0, [choice for _, choice in kinds]
                self.kinds = {choice.value: count for count, choice in kinds}
            else:
                self.count, self.matches = self.find_matching(buffer.text)
            if self.count:
                named = self.options.split(buffer.text)[1]
        except Refusal as refusal:
            self.count, self.matches = 0, []
            self.screen.refusal = format_refusal(self.screen.asker.language, refusal)
        self.named = bool(named)
        self.position = 0 if self.named else self.home

    def move_cursor(self, by: int) -> None:
        """Move the cursor down by `by` entries, or up if `by` is negative.

        One step beyond an end of the list leads to the other end.
        """
        self.moved = True
        if not self.matches:
            return
        to = self.position + by
        self.position = to % len(self.matches) if abs(by) == 1 else max(0, min(to, len(self.matches) - 1))
        if not self.named:
            self.home = self.position

    @property
    def current(self) -> Choice:
        """The choice at the cursor. Raises Refusal if no choice matches the typed line."""
        if not self.matches:
            raise Refusal("not-in-list", text=self.screen.buffer.text, near="")
        return self.matches[self.position]

    def _render_lines(self) -> StyleAndTextTuples:
        """Return the lines of the list with their colours. “>” marks the choice at the cursor."""
        if not self.matches:
            return [("", self.screen.t("interview.nothing-found"))]
        width = self.screen.asker.width
        parts: StyleAndTextTuples = []
        for number, choice in enumerate(self.matches):
            here = number == self.position or bool(self.kinds)
            mark = "" if self.ticked is None else "[x] " if choice.value in self.ticked else "[ ] "
            text = self._name_choice(choice)
            if choice.hint:
                text = self.screen.t("interview.choice", label=text, hint=choice.hint)
            shown = wrap_text(f"  {mark}{text}", width)
            parts.append(("", "\n"))
            if here:
                parts.append(("[SetCursorPosition]", ""))
                shown[0] = f">{shown[0][1:]}"
            parts.append(("class:at" if here else "", "\n".join(shown)))
        return parts[1:]

    def _name_choice(self, choice: Choice) -> str:
        """Return the label of a choice with its number, if it has one: “60 × laptops”."""
        counts = {**(self.ticked or {}), **self.kinds}
        return format_counted(self.screen.asker.language, choice.label, counts.get(choice.value, 0))

    def has_hidden_ticks(self) -> bool:
        """Return whether choices are ticked in a list that may not be seen whole."""
        return self.searched and bool(self.ticked)

    def render_ticked(self) -> StyleAndTextTuples:
        """Return the line that names the ticked choices: those that are out of sight stay known."""
        labels = [self._name_choice(choice) for choice in self.options.choices if choice.value in (self.ticked or ())]
        text = self.screen.t("interview.ticked", list=self.screen.asker.language.listing(labels))
        return [("class:at", "\n".join(wrap_text(text, self.screen.asker.width)))]

    def make_window(self) -> Window:
        """Return the window of prompt_toolkit that shows the list."""
        control = FormattedTextControl(self._render_lines, show_cursor=False)
        return Window(control, dont_extend_height=True, height=lambda: Dimension(max=_count_list_lines()))


def _count_list_lines() -> int:
    """Return the number of lines that a list may take up, which depends on the height of the terminal."""
    return max(3, min(_HEIGHT + 2, get_app().output.get_size().rows - 8))


class KeysAsker:
    """Asks questions with arrow keys and lists, on a terminal whose cursor can be moved."""

    def __init__(self, language: Language, input_: Input, output: Output) -> None:
        self.language, self.input, self.output = language, input_, output
        self.t = language.text
        # How often each key was explained.
        self.told: Counter[str] = Counter()

    @property
    def width(self) -> int:
        """The present number of columns of the terminal."""
        return self.output.get_size().columns

    def say(self, text: str) -> None:
        """Print a paragraph of text, with line breaks only between words."""
        for line in wrap_text(text, self.width):
            self.output.write(line + "\n")
        self.output.flush()

    def choose(self, prompt: Prompt, options: ChoiceList, default: Any = None) -> Any:
        """Ask the buyer to pick a choice, and return its value. Enter picks the choice at the cursor."""
        screen = _Screen(self, prompt, ("move", "take", "search"), choice_list=True)
        if prompt.optional:
            # Whoever presses Enter without choosing has not chosen the first of the list.
            none = [Choice(Nav.OPEN, self.t("interview.left-open"))]
            choices = [*none, *options.choices] if default is None else [*options.choices, *none]
            options = replace(options, choices=choices)
        choice_list = _ChoiceList(screen, options, None, default)
        screen.bind_enter(lambda: choice_list.current.value)
        return screen.run(choice_list=choice_list)

    def choose_many(self, prompt: Prompt, options: ChoiceList, default: Sequence[Any] = ()) -> Any:
        """Ask the buyer to tick choices, and return the list of their values.

        If no choice is ticked, Enter picks the choice at the cursor.
        """
        return self._tick_choices(prompt, options, dict.fromkeys(default, 0))

    def choose_counted(self, prompt: Prompt, options: ChoiceList, default: Mapping[Any, int]) -> Any:
        """Ask the buyer to tick choices, with numbers before their names, and return the numbers by the values."""
        ticked = dict(default)
        picked = self._tick_choices(prompt, options, ticked)
        return picked if isinstance(picked, Nav) else {value: ticked.get(value, 0) for value in picked}

    def _tick_choices(self, prompt: Prompt, options: ChoiceList, ticked: dict[Any, int]) -> Any:
        """Ask the buyer to tick choices, and return the list of their values; `ticked` gets their numbers."""
        none = Choice(None, options.none or self.t("interview.nothing"), also=tuple(options.none_also))
        choices = ([none] if prompt.optional else []) + list(options.choices)
        # What came by a code, not from the list, has to be there to be taken out again.
        known = [c.value for c in choices]
        choices += [c for value in ticked if value not in known for c in options.more(str(value[1]))]
        screen = _Screen(
            self,
            Prompt(prompt.text, prompt.help, prompt.progress),
            ("move", "tick", "on", "search"),
            choice_list=True,
        )
        first = options.choices[0].value if options.none else None
        choice_list = _ChoiceList(screen, replace(options, choices=choices), ticked, next(iter(ticked), first))

        def toggle(_: KeyPressEvent) -> None:
            if not choice_list.matches:
                return
            choice = choice_list.current
            if choice_list.kinds:
                ticked.update(choice_list.kinds)
                choices.extend(c for c in choice_list.matches if c.value not in [known.value for known in choices])
            elif choice.value is None:
                ticked.clear()
            elif choice.value in ticked and not choice_list.count:
                del ticked[choice.value]
                choice_list.unticked = True
            else:
                ticked[choice.value] = choice_list.count
                if choice.value not in [c.value for c in choices]:
                    choices.append(choice)
            choice_list.home = next(i for i, c in enumerate(choices) if c.value == choice.value)
            choice_list.moved = False
            screen.buffer.reset()
            choice_list.filter_choices(screen.buffer)

        def take() -> list[Any]:
            if ticked:
                order = [c.value for c in choices]
                return sorted(ticked, key=order.index)
            value = choice_list.current.value
            if value is None:
                return []
            if choice_list.unticked and prompt.optional:
                return []
            # Enter alone, before anything was looked at, is no choice.
            if choice_list.unticked or not choice_list.moved:
                raise Refusal("needed")
            return [value]

        screen.bind_key(" ", toggle, Condition(lambda: not screen.buffer.text))
        screen.bind_enter(take)

        def take_match(event: KeyPressEvent) -> None:
            if screen.buffer.text == OPEN_KEY and choice_list.current.value is None:
                event.app.exit(result=[])
            elif choice_list.count and not (choice_list.named or choice_list.moved):
                # A number says nothing of its kind: the entry at the cursor was not chosen.
                screen.refusal = format_refusal(
                    self.language, Refusal("count-alone", text=screen.buffer.text.strip())
                )
            else:
                toggle(event)

        # Whoever searches and presses Enter means what was found, together with what is ticked already.
        screen.bind_key(
            "enter", take_match, Condition(lambda: screen.buffer.text != "" and bool(choice_list.matches))
        )
        return screen.run(choice_list=choice_list)

    def ask_text(self, prompt: Prompt, read: Callable[[str], Any], default: str = "") -> Any:
        """Ask the buyer to type an answer or to edit the default, and return the value that `read` returns."""
        screen = _Screen(self, prompt, ("take",), default)

        def take() -> Any:
            if prompt.optional and screen.buffer.text.strip() in ("", OPEN_KEY):
                return Nav.OPEN
            return read(screen.buffer.text)

        screen.bind_enter(take)
        return screen.run()
