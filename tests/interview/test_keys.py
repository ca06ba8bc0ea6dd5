# SPDX-License-Identifier: Apache-2.0
import io
import os
import re
import signal
import sys
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import pyte
import pytest
from prompt_toolkit.application import Application, get_app
from prompt_toolkit.data_structures import Size
from prompt_toolkit.formatted_text import fragment_list_to_text
from prompt_toolkit.input import PipeInput, create_pipe_input
from prompt_toolkit.output.vt100 import Vt100_Output

from tenderkit.interview import keys
from tenderkit.interview.asker import BACK_KEY, ChoiceList, Nav, Prompt, wrap_text
from tenderkit.interview.keys import KeysAsker
from tenderkit.purchase import typed_input
from tenderkit.purchase.choices import Choice
from tenderkit.purchase.typed_input import Refusal
from tests.support import english

UP, DOWN, PAGE_UP, PAGE_DOWN = "\x1b[A", "\x1b[B", "\x1b[5~", "\x1b[6~"
LEFT, HOME, BACKSPACE, ENTER, CTRL_C, CTRL_D = "\x1b[D", "\x1b[H", "\x7f", "\r", "\x03", "\x04"
t = english().text
EXPLAINS = t("interview.key-help")
NO_KIWI = t("refusals.not-in-list", text="kiwi")
STEER = "\x1b[31mred\x1b[2J\x07\x9b1m\u202e"
FRUIT = (
    Choice("apple", "Apples", "round", ("pome",)),
    Choice("pear", "Pears"),
    Choice("plum", "Plums"),
    Choice("grape", "Grapes"),
)
VILLAGES = tuple(Choice(n, f"{'North' if n < 20 else 'South'} village {chr(65 + n % 20)}") for n in range(40))


def pasted(text: str) -> str:
    """A text as a terminal hands it over when it is pasted."""
    return f"\x1b[200~{text}\x1b[201~"


def squeezed(text: str) -> str:
    """A text without spaces and line breaks."""
    return "".join(text.split())


class Window(io.StringIO):
    """A terminal: it draws what is printed and, as soon as it shows a text, presses the keys that follow it."""

    def __init__(self, pipe: PipeInput, moments: Sequence["Moment"], columns: int, rows: int) -> None:
        super().__init__()
        self.pipe, self.moments = pipe, list(moments)
        self.screen = pyte.Screen(columns, rows)
        self.stream = pyte.Stream(self.screen)
        self.drawn = 0
        self.seen: list[str] = []

    @property
    def size(self) -> Size:
        return Size(self.screen.lines, self.screen.columns)

    @property
    def display(self) -> str:
        """What it shows, line by line."""
        return "\n".join(line.rstrip() for line in self.screen.display).strip("\n")

    def resize(self, columns: int) -> None:
        self.screen.resize(columns=columns)
        os.kill(os.getpid(), signal.SIGWINCH)

    def flush(self) -> None:
        whole = self.getvalue()
        self.stream.feed(whole[self.drawn :])
        self.drawn = len(whole)
        # A line break of the window may stand in the text.
        if self.moments and squeezed(self.moments[0][0]) in squeezed(self.display):
            _, do = self.moments.pop(0)
            self.seen.append(self.display)
            if callable(do):
                do(self)
            else:
                self.pipe.send_text(do)


@dataclass(frozen=True)
class Asked:
    """What an asker returned, what the screen showed at each moment, and all that was printed."""

    answer: Any
    seen: list[str]
    left: str
    raw: str


# A text, and the keys that are pressed, or what is done, once the screen shows it.
Moment = tuple[str, str | Callable[[Window], None]]


def asked(ask: Callable[[KeysAsker], Any], *moments: Moment, columns: int = 80, rows: int = 40) -> Asked:
    """Ask, and press keys when their moment has come: when the screen shows the text before them."""
    with create_pipe_input() as pipe:
        window = Window(pipe, moments, columns, rows)
        gone = threading.Event()

        def give_up() -> None:
            gone.set()
            pipe.close()

        watch = threading.Timer(60, give_up)
        watch.start()
        try:
            output = Vt100_Output(window, lambda: window.size, term="xterm-256color")
            answer = ask(KeysAsker(english(), pipe, output))
        except EOFError:
            assert not gone.is_set(), f"no answer; next was {window.moments[:1]}\n{window.display}"
            raise
        finally:
            watch.cancel()
            watch.join()
        assert not window.moments, f"never shown: {window.moments[0][0]}"
        return Asked(answer, window.seen, window.display, window.getvalue())


def choose(*moments: Moment, choices: Sequence[Choice] = FRUIT, default: Any = None, **ask: Any) -> Asked:
    one = Prompt(**{"text": "Which fruit?", "help": "Fruit is healthy.", **ask})
    return asked(lambda a: a.choose(one, ChoiceList(choices), default), *moments)


def coded(typed_: str) -> list[Choice]:
    """A code of eight digits stands for itself, if it begins with 3."""
    if not (typed_.isdigit() and len(typed_) == 8):
        return []
    if typed_[0] != "3":
        raise Refusal("unknown-code", text=typed_)
    return [Choice(("cpv", typed_), f"{typed_} (Computers)")]


def choose_many(
    *moments: Moment, choices: Sequence[Choice] = FRUIT, default: Sequence[Any] = (), **ask: Any
) -> Asked:
    one = Prompt(**{"text": "Which fruit?", "help": "Fruit is healthy.", **ask})
    return asked(lambda a: a.choose_many(one, ChoiceList(choices, coded), default), *moments)


def text(
    *moments: Moment, read: Callable[[str], Any] = typed_input.parse_text, default: str = "", **ask: Any
) -> Asked:
    one = Prompt(**{"text": "What is it called?", "help": "A name.", **ask})
    return asked(lambda a: a.ask_text(one, read, default), *moments)


def at_once(keys: str) -> Moment:
    """Keys that are pressed as soon as the question is on the screen."""
    return (EXPLAINS, keys)


def test_an_interrupt_that_comes_with_the_answer_is_not_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    ends = Application.cancel_and_wait_for_background_tasks

    async def end_late(app: Application[Any]) -> None:
        os.kill(os.getpid(), signal.SIGINT)
        await ends(app)

    monkeypatch.setattr(Application, "cancel_and_wait_for_background_tasks", end_late)
    with pytest.raises(KeyboardInterrupt):
        choose(at_once(ENTER))


# Choosing one


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        (ENTER, "apple"),
        (DOWN + ENTER, "pear"),
        (DOWN * 2 + ENTER, "plum"),
        (DOWN * 2 + UP + ENTER, "pear"),
        (UP + ENTER, "grape"),
        (DOWN * 4 + ENTER, "apple"),
        (PAGE_DOWN + ENTER, "grape"),
        (PAGE_DOWN + PAGE_UP + ENTER, "apple"),
    ],
)
def test_arrows_move_to_the_choice_that_enter_takes(keys: str, expected: str) -> None:
    assert choose(at_once(keys)).answer == expected


def test_the_choice_at_the_cursor_is_marked() -> None:
    once = choose(at_once(DOWN), ("> Pears", ENTER))
    assert "> Apples: round\n  Pears\n  Plums\n  Grapes\n" in once.seen[0]
    assert "  Apples: round\n> Pears\n  Plums\n" in once.seen[1]


def test_the_cursor_begins_at_the_default() -> None:
    once = choose(at_once(ENTER), default="plum")
    assert once.answer == "plum"
    assert "> Plums" in once.seen[0]


def test_a_default_that_is_false_is_a_default() -> None:
    once = choose(at_once(ENTER), choices=(Choice(True, "Yes"), Choice(False, "No")), default=False)
    assert once.answer is False


@pytest.mark.parametrize("typed_", ["plum", "PLU", "lum"])
def test_typing_keeps_what_matches(typed_: str) -> None:
    once = choose(at_once(typed_), ("> Plums", ENTER))
    assert once.answer == "plum"
    assert "Pears" not in once.seen[1]


def test_what_else_a_choice_is_called_is_found() -> None:
    assert choose(at_once("pome" + ENTER)).answer == "apple"


def test_arrows_move_among_what_matches() -> None:
    assert choose(at_once("south" + DOWN * 2 + ENTER), choices=VILLAGES).answer == 22


def test_backspace_widens_the_search_again() -> None:
    assert choose(at_once("plum" + BACKSPACE * 4 + DOWN + ENTER)).answer == "pear"


@pytest.mark.parametrize(
    ("typed_", "expected"), [("مصر", "eg"), ("БЪЛГ", "bg"), ("бълг", "bg"), ("ελλ", "gr"), ("cote", "ci")]
)
def test_letters_of_every_script_search(typed_: str, expected: str) -> None:
    names = {"eg": "مصر", "bg": "България", "gr": "Ελλάδα", "ci": "Côte d’Ivoire"}
    places = (*VILLAGES, *(Choice(code, name) for code, name in names.items()))
    assert choose(at_once(typed_), (names[expected], ENTER), choices=places).answer == expected


def test_where_nothing_matches_enter_is_refused_until_something_does() -> None:
    corrected = (NO_KIWI, BACKSPACE * 4 + "north village c" + ENTER)
    once = choose(at_once("kiwi"), (t("interview.nothing-found"), ENTER), corrected, choices=VILLAGES)
    assert once.answer == 2


def test_a_refusal_goes_away_when_one_types_on() -> None:
    moments = at_once("kiwi" + ENTER), (NO_KIWI, BACKSPACE * 4), ("> North village A", ENTER)
    once = choose(*moments, choices=VILLAGES)
    assert NO_KIWI not in words(once.seen[2])


def test_arrows_do_nothing_where_nothing_matches() -> None:
    keys = "kiwi" + DOWN + UP + PAGE_DOWN + BACKSPACE * 4 + ENTER
    assert choose(at_once(keys), choices=VILLAGES).answer == 0


def test_a_search_is_offered_where_the_list_is_not_seen_whole() -> None:
    search = t("interview.search").strip()
    assert search in choose(at_once(ENTER), choices=VILLAGES).seen[0]
    assert search not in choose(at_once(ENTER)).seen[0]


def test_a_long_list_scrolls_with_the_cursor() -> None:
    once = choose(at_once(UP), ("> South village T", ENTER), choices=VILLAGES)
    assert once.answer == 39
    assert "South village T" not in once.seen[0]
    assert "North village A" not in once.seen[1]


def test_pages_are_turned_in_a_long_list() -> None:
    assert choose(at_once(PAGE_DOWN * 2 + PAGE_UP + ENTER), choices=VILLAGES).answer == 10


def test_an_optional_choice_is_left_open_unless_one_is_chosen() -> None:
    once = choose(at_once(ENTER), optional=True)
    assert once.answer is Nav.OPEN
    assert f"> {t('interview.left-open')}\n  Apples: round\n" in once.seen[0]


def test_an_optional_choice_can_be_chosen() -> None:
    assert choose(at_once(DOWN + ENTER), optional=True).answer == "apple"


@pytest.mark.parametrize(("keys", "expected"), [(ENTER, "plum"), (DOWN * 2 + ENTER, Nav.OPEN)])
def test_an_optional_choice_with_a_default_can_still_be_left_open(keys: str, expected: Any) -> None:
    once = choose(at_once(keys), default="plum", optional=True)
    assert once.answer == expected
    assert f"> Plums\n  Grapes\n  {t('interview.left-open')}\n" in once.seen[0]


def test_a_needed_choice_cannot_be_left_open() -> None:
    assert t("interview.left-open") not in choose(at_once(ENTER)).seen[0]


def test_a_space_in_a_search_is_a_space() -> None:
    assert choose(at_once("village c" + ENTER), choices=VILLAGES).answer == 2


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ("3", "plum"),
        ("41", "apple"),
        ("٢", "pear"),
        (DOWN + "9", "pear"),
        (DOWN + "0", "pear"),
        ("g4", "grape"),
        ("p2" + DOWN, "pear"),
    ],
)
def test_a_digit_moves_to_the_entry_of_that_number_in_a_short_list(keys: str, expected: str) -> None:
    assert choose(at_once(keys + ENTER)).answer == expected


@pytest.mark.parametrize(("keys", "expected"), [("2" + ENTER, ["pear"]), ("2 4 " + ENTER, ["pear", "grape"])])
def test_a_digit_moves_the_cursor_where_several_can_be_chosen(keys: str, expected: list[str]) -> None:
    one = Prompt("Which fruit?")
    assert asked(lambda a: a.choose_many(one, ChoiceList(FRUIT)), at_once(keys)).answer == expected


def test_digits_are_counted_with_the_entry_that_leaves_a_question_open() -> None:
    assert choose(at_once("3" + ENTER), optional=True).answer == "pear"


def test_a_digit_does_not_move_in_a_list_of_ten() -> None:
    kinds = tuple(Choice(letter, f"Kind {letter}") for letter in "abcdefghij")
    assert choose(at_once(DOWN + "5" + ENTER), choices=kinds).answer == "b"


def test_a_digit_in_a_label_narrows_a_list_of_ten_or_more() -> None:
    kinds = tuple(Choice(letter, f"Kind {letter} of {number}") for number, letter in enumerate("abcdefghijk", 1))
    assert choose(at_once("10" + ENTER), choices=kinds).answer == "j"


def test_a_letter_that_matches_nothing_changes_nothing_in_a_short_list() -> None:
    once = choose(at_once(DOWN), ("> Pears", "q" + DOWN), ("> Plums", ENTER))
    assert once.answer == "plum"
    assert t("interview.nothing-found") not in once.raw


@pytest.mark.parametrize("many", [False, True])
@pytest.mark.parametrize(("count", "numbered"), [(1, False), (2, True), (9, True), (10, False), (13, False)])
def test_the_keys_of_a_short_list_name_the_digits_and_fit_72_columns(many: bool, count: int, numbered: bool) -> None:
    options = ChoiceList(VILLAGES[:count])

    def ask(asker: KeysAsker) -> Any:
        return (asker.choose_many if many else asker.choose)(Prompt("Which village?"), options)

    once = asked(ask, at_once(DOWN + ENTER), columns=72)
    last = once.seen[0].splitlines()[-1].replace("\u00a0", " ")
    assert (f"1-{count} move" in last) == numbered
    assert not numbered or last.startswith("↑↓")


# Every key at every place


class Presses(Vt100_Output):
    """A terminal that presses keys, each when the question has been drawn after the one before."""

    def __init__(self, pipe: PipeInput, keys: Sequence[str]) -> None:
        super().__init__(io.StringIO(), lambda: Size(20, 40), term="xterm-256color")
        self.pipe, self.keys, self.drawn = pipe, list(keys), 0
        self.marked: list[str] = []

    def flush(self) -> None:
        super().flush()
        app = get_app()
        if self.keys and app.render_counter > self.drawn and not app.is_done:
            app.timeoutlen = app.ttimeoutlen = 0.01  # seconds in which Esc may be the beginning of another key
            self.drawn = app.render_counter
            self.marked.append(self._marked(app))
            self.pipe.send_text(self.keys.pop(0))

    def _marked(self, app: Application[Any]) -> str:
        """The entry at the cursor."""
        contents = [w.render_info.ui_content for w in app.layout.find_all_windows() if w.render_info]
        lines = [fragment_list_to_text(c.get_line(number)) for c in contents for number in range(c.line_count)]
        return "".join(re.sub(r"^> (\[.\] )?", "", line) for line in lines if line.startswith("> "))


YES_OR_NO = (Choice(True, "Yes"), Choice(False, "No"))
LISTS: dict[str, tuple[Sequence[Choice], Callable[[KeysAsker], Any]]] = {
    "yes or no": (YES_OR_NO, lambda a: a.choose(Prompt("Yes?"), ChoiceList(YES_OR_NO), True)),
    "short": (FRUIT, lambda a: a.choose(Prompt("Which?"), ChoiceList(FRUIT))),
    "optional": (FRUIT, lambda a: a.choose(Prompt("Which?", optional=True), ChoiceList(FRUIT), "apple")),
    "ten": (VILLAGES[:10], lambda a: a.choose(Prompt("Which?"), ChoiceList(VILLAGES[:10]))),
    "search": (VILLAGES[:13], lambda a: a.choose(Prompt("Which?"), ChoiceList(VILLAGES[:13]))),
    "several": (FRUIT, lambda a: a.choose_many(Prompt("Which?"), ChoiceList(FRUIT))),
    "several, with codes": (FRUIT, lambda a: a.choose_many(Prompt("Which?"), ChoiceList(FRUIT, coded))),
}
# Every printable key of ASCII but the one that goes back, some other letters, and keys that edit or move.
KEYS = [
    *(chr(number) for number in range(ord(" "), ord("~") + 1) if chr(number) != BACK_KEY),
    *"ابتنل٣؟é笔",
    *(BACKSPACE, "\x1b", "\t", "\x1a", LEFT, HOME, UP, DOWN, PAGE_UP, PAGE_DOWN, "\x1b[3~", "\x1bOP"),
]


@pytest.mark.parametrize("kind", LISTS)
def test_every_key_at_every_place_of_a_list_leaves_it_answerable(kind: str) -> None:
    choices, ask = LISTS[kind]
    for place, choice in enumerate(choices):
        # Back to the place, whatever the key before did; then the key.
        back = BACKSPACE * 2 + PAGE_UP * 2 + DOWN * place
        keys = [*(k for key in KEYS for k in (back, key)), back, ENTER]
        with create_pipe_input() as pipe:
            output = Presses(pipe, keys)
            answer = ask(KeysAsker(english(), pipe, output))
        assert answer in (choice.value, [choice.value])
        label = f"{choice.label}: {choice.hint}" if choice.hint else choice.label
        strayed = [key for key, marked in zip(KEYS, output.marked[3::2], strict=True) if marked != label]
        assert (output.keys, strayed) == ([], [])


# An error in the program


def test_an_error_in_a_key_ends_the_question_and_reaches_the_caller() -> None:
    def broken(typed_: str) -> list[Choice]:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        asked(lambda a: a.choose(Prompt("Which fruit?"), ChoiceList(FRUIT, broken)), at_once("q"))


@pytest.mark.parametrize("part", ["Which fruit?", "Fruit is healthy."], ids=["the question", "the help"])
def test_an_error_while_drawing_ends_the_question_and_reaches_the_caller(
    part: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(text: str, width: int) -> list[str]:
        if text == part:
            raise ZeroDivisionError
        return wrap_text(text, width)

    monkeypatch.setattr(keys, "wrap_text", broken)
    with pytest.raises(ZeroDivisionError):
        choose(at_once("?"))


# Help, back, the end


@pytest.mark.parametrize("ask", [choose, choose_many, text])
@pytest.mark.parametrize("mark", ["?", "؟"])
def test_a_question_mark_shows_the_help_and_hides_it_again(ask: Callable[..., Asked], mark: str) -> None:
    once = ask(
        at_once(mark),
        ("Quite easy.", mark),
        at_once(mark),
        ("Quite easy.", "plum" + ENTER + ENTER),
        help="Quite easy.",
    )
    assert ["Quite easy." in one for one in once.seen] == [False, True, False, True]
    assert once.answer in ("plum", ["plum"])


@pytest.mark.parametrize("ask", [choose, choose_many, text])
@pytest.mark.parametrize("optional", [True, False])
def test_a_less_than_sign_goes_back(ask: Callable[..., Asked], optional: bool) -> None:
    assert ask(at_once("<"), optional=optional).answer is Nav.BACK


@pytest.mark.parametrize("sign", ["?", "<", "-"])
def test_within_a_text_the_signs_are_letters(sign: str) -> None:
    assert text(at_once(f"a{sign}b" + ENTER), optional=True).answer == f"a{sign}b"


@pytest.mark.parametrize(("keys", "expected"), [("?" + ENTER, "Laptops"), ("<", Nav.BACK), ("-" + ENTER, Nav.OPEN)])
def test_the_signs_work_on_a_default_that_was_not_touched(keys: str, expected: Any) -> None:
    assert text(at_once(keys), default="Laptops", optional=True).answer == expected


@pytest.mark.parametrize("ask", [choose, choose_many])
def test_in_a_search_the_signs_work_as_well(ask: Callable[..., Asked]) -> None:
    assert ask(at_once("plum?"), ("Quite easy.", "<"), help="Quite easy.").answer is Nav.BACK


@pytest.mark.parametrize("ask", [choose, choose_many, text])
@pytest.mark.parametrize("before", ["", "plu"])
def test_ctrl_c_stops(ask: Callable[..., Asked], before: str) -> None:
    with pytest.raises(KeyboardInterrupt):
        ask(at_once(before + CTRL_C))


@pytest.mark.parametrize("ask", [choose, choose_many, text])
def test_ctrl_d_ends_where_nothing_is_typed(ask: Callable[..., Asked]) -> None:
    with pytest.raises(EOFError):
        ask(at_once(CTRL_D))


@pytest.mark.parametrize("ask", [choose, choose_many, text])
def test_a_terminal_that_is_gone_is_told(ask: Callable[..., Asked]) -> None:
    with pytest.raises(EOFError):
        ask((EXPLAINS, lambda window: window.pipe.close()))


@pytest.mark.parametrize("ask", [choose, choose_many, text])
def test_a_question_leaves_nothing_on_the_screen(ask: Callable[..., Asked]) -> None:
    assert ask(at_once("plum" + ENTER + ENTER)).left == ""


def test_keys_pressed_ahead_answer_the_next_question() -> None:
    one = Prompt("Which fruit?")

    def both(asker: KeysAsker) -> Any:
        return asker.choose(one, ChoiceList(FRUIT)), asker.ask_text(Prompt("Name?"), typed_input.parse_text)

    assert asked(both, at_once("plum" + ENTER + "Ada" + ENTER)).answer == ("plum", "Ada")


# Choosing many


def test_space_ticks_and_unticks() -> None:
    once = choose_many(
        at_once(" "), ("[x] Apples", DOWN + " "), ("[x] Pears", " "), ("[ ] Pears", UP * 2 + " " + ENTER)
    )
    assert once.answer == ["apple", "grape"]


def test_what_is_ticked_comes_in_the_order_of_the_list() -> None:
    assert choose_many(at_once("plum" + ENTER + "apple" + ENTER + ENTER)).answer == ["apple", "plum"]


def test_enter_on_a_search_ticks_what_was_found_and_shows_the_whole_list_again() -> None:
    once = choose_many(at_once("plum"), ("> [ ] Plums", ENTER), ("> [x] Plums", ENTER))
    assert once.answer == ["plum"]
    assert "Pears" not in once.seen[1]
    assert "  [ ] Pears\n> [x] Plums" in once.seen[2]


def test_a_name_of_several_words_can_be_searched() -> None:
    once = choose_many(at_once("south village c"), ("> [ ] South village C", ENTER + ENTER), choices=VILLAGES)
    assert once.answer == [22]


def test_where_nothing_is_ticked_enter_takes_what_the_cursor_was_moved_to() -> None:
    assert choose_many(at_once(DOWN + ENTER)).answer == ["pear"]


def test_enter_alone_is_refused_where_one_is_needed() -> None:
    assert choose_many(at_once(ENTER), (t("refusals.needed"), "plum" + ENTER + ENTER)).answer == ["plum"]


def test_what_is_proposed_is_ticked() -> None:
    once = choose_many(at_once(ENTER), default=("pear", "grape"))
    assert once.answer == ["pear", "grape"]
    assert "  [ ] Apples: round\n> [x] Pears\n  [ ] Plums\n  [x] Grapes" in once.seen[0]


def test_nothing_is_ticked_where_nothing_is_needed() -> None:
    once = choose_many(at_once(ENTER), optional=True)
    assert once.answer == []
    assert f"> [ ] {t('interview.nothing')}\n" in once.seen[0]


def test_none_of_these_unticks_everything() -> None:
    once = choose_many(
        at_once("none" + ENTER), (f"> [ ] {t('interview.nothing')}", ENTER), default=("pear", "plum"), optional=True
    )
    assert once.answer == []
    assert "[x]" not in once.seen[1]


@pytest.mark.parametrize("moved", ["", DOWN + UP], ids=["at once", "after a look around"])
def test_enter_does_not_take_what_was_just_unticked(moved: str) -> None:
    once = choose_many(at_once(moved + " "), ("> [ ] Pears", ENTER), default=("pear",), optional=True)
    assert once.answer == []


@pytest.mark.parametrize("moved", ["", DOWN + UP], ids=["at once", "after a look around"])
def test_where_all_was_unticked_and_one_is_needed_enter_is_refused(moved: str) -> None:
    once = choose_many(
        at_once(moved + " "),
        ("> [ ] Pears", ENTER),
        (t("refusals.needed"), "plum" + ENTER + ENTER),
        default=("pear",),
    )
    assert once.answer == ["plum"]


def test_nothing_found_cannot_be_ticked() -> None:
    once = choose_many(
        at_once("kiwi "),
        (t("interview.nothing-found"), ENTER),
        (NO_KIWI, BACKSPACE * 5),
        ("> [ ] Apples", DOWN + ENTER),
    )
    assert once.answer == ["pear"]
    assert "[x]" not in once.seen[3]


def test_a_code_is_ticked_and_stays_in_the_list() -> None:
    once = choose_many(
        at_once("30200000"),
        ("> [ ] 30200000 (Computers)", ENTER),
        ("> [x] 30200000 (Computers)", "plum" + ENTER + ENTER),
    )
    assert once.answer == ["plum", ("cpv", "30200000")]
    assert "  [ ] Grapes\n> [x] 30200000 (Computers)" in once.seen[2]


def test_a_code_that_was_ticked_can_be_unticked() -> None:
    once = choose_many(at_once(" "), ("> [ ] 30200000", "plum" + ENTER + ENTER), default=(("cpv", "30200000"),))
    assert once.answer == ["plum"]


def test_a_code_that_stands_for_nothing_is_refused() -> None:
    once = choose_many(
        at_once("40200000"), (t("refusals.unknown-code", text="40200000"), BACKSPACE * 8 + "plum" + ENTER + ENTER)
    )
    assert once.answer == ["plum"]


def test_the_same_code_typed_again_is_taken_out() -> None:
    once = choose_many(
        at_once("30200000" + ENTER), ("[x] 30200000", "30200000" + ENTER), ("[ ] 30200000", "plum" + ENTER + ENTER)
    )
    assert once.answer == ["plum"]


# Choosing many, with numbers


def choose_counted(*moments: Moment, default: dict[Any, int] | None = None, none: str = "") -> Asked:
    prompt = Prompt("Which fruit?", "Fruit is healthy.", optional=bool(none))
    options = ChoiceList(
        FRUIT,
        coded,
        none=none,
        none_also=("nil",) if none else (),
        split=lambda typed: typed_input.split_count(typed, 1, 10_000),
        cut=lambda typed: typed_input.split_kinds(typed, ("and",)),
    )
    return asked(lambda a: a.choose_counted(prompt, options, default or {}), *moments)


def counted(count: str, label: str) -> str:
    return t("interview.counted", count=count, label=label)


def test_a_number_before_a_name_is_ticked_with_it_and_stays_in_sight() -> None:
    sixty = counted("60", "Plums")
    once = choose_counted(
        at_once("60 plums"),
        ("> [ ] Plums", ENTER),
        (f"> [x] {sixty}", "apple" + ENTER),
        (t("interview.ticked", list=f"Apples and {sixty}"), ENTER),
    )
    assert once.answer == {"apple": 0, "plum": 60}


def test_several_kinds_in_one_line_are_ticked_together() -> None:
    once = choose_counted(
        at_once("60 plums and 1,200 pears"),
        (f"> [ ] {counted('60', 'Plums')}\n> [ ] {counted('1,200', 'Pears')}", ENTER),
        (f"[x] {counted('60', 'Plums')}", "3 plum, apples" + ENTER + ENTER),
    )
    assert once.answer == {"apple": 0, "pear": 1200, "plum": 3}


def test_a_kind_in_a_line_of_several_that_is_not_there_is_named() -> None:
    once = choose_counted(
        at_once("60 plums and 3 xyz"),
        (t("refusals.not-in-list", text="3 xyz"), BACKSPACE * 10 + ENTER + ENTER),
    )
    assert once.answer == {"plum": 60}


def test_a_number_alone_is_taken_with_what_the_cursor_is_moved_to() -> None:
    assert choose_counted(at_once("1,200"), ("> [ ] Apples", DOWN + ENTER + ENTER)).answer == {"pear": 1200}


def test_another_number_replaces_the_first_and_a_name_alone_unticks() -> None:
    assert choose_counted(at_once("7 plum" + ENTER + ENTER), default={"plum": 5}).answer == {"plum": 7}
    once = choose_counted(at_once("plum" + ENTER + "pear" + ENTER + ENTER), default={"plum": 5})
    assert once.answer == {"pear": 0}


def test_a_number_before_a_code_is_taken() -> None:
    assert choose_counted(at_once("30 30200000" + ENTER + ENTER)).answer == {("cpv", "30200000"): 30}


def test_a_number_that_cannot_be_is_refused() -> None:
    once = choose_counted(
        at_once("0 plums"), (t("refusals.too-small", limit="1"), BACKSPACE * 7 + "plums" + ENTER + ENTER)
    )
    assert once.answer == {"plum": 0}


@pytest.mark.parametrize(
    "keys", [UP + ENTER, "-" + ENTER, "nil" + ENTER + ENTER], ids=["from the list", "dash", "another name"]
)
def test_none_is_taken_where_it_is_meant(keys: str) -> None:
    assert choose_counted(at_once(keys), none="nothing at all").answer == {}


def test_none_is_not_taken_by_enter_alone_where_it_means_something() -> None:
    once = choose_counted(at_once(ENTER), (t("refusals.needed"), "plum" + ENTER + ENTER), none="nothing at all")
    assert once.answer == {"plum": 0}
    assert "  [ ] nothing at all\n> [ ] Apples" in once.seen[0]


def test_a_key_is_explained_in_two_questions_and_by_the_help() -> None:
    take = t("interview.key-take")

    def ask(asker: KeysAsker) -> list[Any]:
        return [asker.ask_text(Prompt(f"{word}?", "It helps."), str) for word in ("First", "Second", "Third")]

    once = asked(ask, ("First?", "a" + ENTER), ("Second?", "b" + ENTER), ("Third?", "?"), ("It helps.", "c" + ENTER))
    assert once.answer == ["a", "b", "c"]
    assert [squeezed(take) in squeezed(seen) for seen in once.seen] == [True, True, False, True]
    assert all(squeezed(EXPLAINS) in squeezed(seen) for seen in once.seen)


# Typing


def test_a_typed_answer_is_what_is_read_from_it() -> None:
    assert text(at_once("1 200" + ENTER), read=typed_input.read_integer).answer == 1200


def test_what_cannot_be_read_is_refused_and_can_be_corrected() -> None:
    once = text(
        at_once("12.5" + ENTER),
        (t("refusals.not-whole", text="12.5"), BACKSPACE * 2),
        ("> 12\n", ENTER),
        read=typed_input.read_integer,
    )
    assert once.answer == 12
    assert t("refusals.not-whole", text="12.5") not in words(once.seen[2])


def test_enter_alone_is_refused_where_nothing_is_proposed() -> None:
    assert text(at_once(ENTER), (t("refusals.empty"), "Ada" + ENTER)).answer == "Ada"


def test_the_default_stands_on_the_line_and_enter_takes_it() -> None:
    once = text(at_once(ENTER), default="Laptops")
    assert once.answer == "Laptops"
    assert "> Laptops\n" in once.seen[0]


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ("Phones", "Phones"),
        (BACKSPACE, "Laptop"),
        (LEFT + "X", "LaptopXs"),
        (HOME + "X", "XLaptops"),
        (pasted("Phones"), "Phones"),
        ("هواتف", "هواتف"),
        (BACKSPACE * 7, Nav.OPEN),
    ],
)
def test_a_default_is_replaced_by_typing_and_changed_by_editing(keys: str, expected: Any) -> None:
    assert text(at_once(keys + ENTER), default="Laptops", optional=True).answer == expected


@pytest.mark.parametrize("keys", [ENTER, "-" + ENTER, "  " + ENTER])
def test_an_optional_text_is_left_open(keys: str) -> None:
    assert text(at_once(keys), optional=True).answer is Nav.OPEN


def test_a_needed_text_may_begin_with_a_dash() -> None:
    assert text(at_once("-1" + ENTER), read=typed_input.read_integer).answer == -1


@pytest.mark.parametrize("name", ["Ноутбуки", "حواسيب محمولة", "笔记本电脑", "Café — “Bücher” & <co> {x} %s"])
def test_texts_of_every_script_are_taken_as_they_are(name: str) -> None:
    assert text(at_once(name + ENTER)).answer == name


# Pasting


@pytest.mark.parametrize("breaks", ["\n", "\r", "\r\n", "\t", "\n\n  "])
def test_line_breaks_in_a_paste_become_spaces(breaks: str) -> None:
    once = text(at_once(pasted(f"one{breaks}two{breaks}three")), ("> one two three", ENTER))
    assert once.answer == "one two three"


@pytest.mark.parametrize("char", ["\x1b[31m", "\x03", "\x04", "\x07", "\u202e", "\x9b"])
def test_a_paste_with_control_characters_is_shown_harmlessly_and_refused(char: str) -> None:
    once = text(
        at_once(pasted(f"a{char}b") + ENTER),
        (t("refusals.character", number=f"U+{ord(char[0]):04X}"), BACKSPACE * 20 + "Ada" + ENTER),
    )
    assert once.answer == "Ada"
    assert f"a{char}b" not in once.raw


@pytest.mark.parametrize("sign", ["?", "<"])
def test_a_sign_that_is_pasted_is_text(sign: str) -> None:
    assert text(at_once(pasted(sign) + ENTER), optional=True).answer == sign


def test_a_search_can_be_pasted() -> None:
    assert choose(at_once(pasted("Plums\n")), ("> Plums", ENTER)).answer == "plum"


# What is shown


LONG = "A question of many words that says at length what is wanted and why, and goes on for quite a while. " * 3


def words(display: str) -> str:
    """What is shown, without line breaks."""
    return " ".join(display.split())


def test_a_paragraph_is_broken_between_words() -> None:
    def say(asker: KeysAsker) -> None:
        asker.say("word " * 20)

    assert asked(say).raw == f"{' '.join(['word'] * 16)}\n{' '.join(['word'] * 4)}\n"


@pytest.mark.parametrize("columns", [40, 60, 80])
def test_nothing_is_broken_inside_a_word(columns: int) -> None:
    ask = Prompt(LONG, LONG, "3 of about 20", optional=True)
    once = asked(
        lambda a: a.ask_text(ask, typed_input.read_date, "2027-01-15"),
        at_once("?" + "02/03/2027" + ENTER),
        (t("refusals.date-order", text="02/03/2027"), BACKSPACE * 10 + ENTER),
        columns=columns,
    )
    assert once.answer is Nav.OPEN
    shown = words(once.seen[1])
    assert shown.count(LONG.strip()) == 2
    assert t("refusals.date-order", text="02/03/2027") in shown
    assert words(" ".join(t(f"interview.key-{key}") for key in ("take", "help", "back", "open"))) in shown


@pytest.mark.parametrize("rows", [12, 24])
@pytest.mark.parametrize("keys", [DOWN * 20, UP, "south" + DOWN * 11])
def test_the_cursor_of_a_list_is_seen_in_a_low_window_even_below_a_long_help(rows: int, keys: str) -> None:
    ask = Prompt("Which village?", LONG * 3)
    once = asked(
        lambda a: a.choose(ask, ChoiceList(VILLAGES)),
        at_once("?"),
        ("A question of many words", keys),
        ("> South village", ENTER),
        columns=60,
        rows=rows,
    )
    assert once.answer >= 20


@pytest.mark.skipif(sys.platform == "win32", reason="Windows tells no program that its window has changed")
@pytest.mark.parametrize("columns", [40, 60, 120])
def test_after_the_window_has_changed_everything_is_shown_again(columns: int) -> None:
    hints = tuple(
        Choice(n, f"Kind {n}", "with much to say about what it is and what it is good for") for n in range(3)
    )
    whole = "> Kind 0: with much to say about what it is and what it is good for Kind 1: with"

    def shrink(window: Window) -> None:
        window.resize(columns)

    once = choose(at_once("?"), ("Fruit", shrink), at_once(ENTER), choices=hints, text=LONG)
    assert once.answer == 0
    assert LONG.strip() in words(once.seen[2])
    assert whole in words(once.seen[2])
    assert "Fruit is healthy." in words(once.seen[2])


@pytest.mark.parametrize("where", ["text", "help", "progress"])
def test_a_question_cannot_steer_the_terminal(where: str) -> None:
    once = choose(at_once("?"), ("<U+001B>[31mred<U+001B>[2J", ENTER), **{"help": "", where: STEER})
    assert "\x1b[31mred" not in once.raw
    assert "\u202e" not in once.raw


def test_a_choice_cannot_steer_the_terminal() -> None:
    once = choose(("<U+001B>[31mred<U+001B>[2J", ENTER), choices=(Choice("x", STEER, STEER),))
    assert once.answer == "x"
    assert "\x1b[31mred" not in once.raw
    assert "\u202e" not in once.raw


def test_a_proposed_text_cannot_steer_the_terminal() -> None:
    once = text(("red", "Ada" + ENTER), default=STEER)
    assert once.answer == "Ada"
    assert "\x1b[31mred" not in once.raw


def test_what_is_said_cannot_steer_the_terminal() -> None:
    assert "\x1b" not in asked(lambda a: a.say(STEER)).raw


def test_a_refusal_cannot_steer_the_terminal() -> None:
    once = text(
        at_once(pasted("1\x1b[31mx") + ENTER),
        ("“1<U+001B>[31mx”", BACKSPACE * 9 + "<"),
        read=typed_input.read_integer,
    )
    assert once.answer is Nav.BACK


def test_a_mark_on_the_last_letter_of_a_line_is_printed_once() -> None:
    marked = [Choice("all", "كاملاً"), Choice("part", "جزءاً")]
    shown = asked(lambda asker: asker.choose(Prompt("أيهما؟"), ChoiceList(marked), "all"), ("كامل", ENTER))
    assert shown.seen[0].count("\N{ARABIC FATHATAN}") == len(marked)
