# SPDX-License-Identifier: Apache-2.0
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from string import ascii_uppercase
from typing import Any

import pytest
from wcwidth import wcswidth

from tenderkit.interview.asker import ChoiceList, Nav, Prompt
from tenderkit.interview.pages import Page, make_pair, make_row
from tenderkit.interview.plain import PlainAsker
from tenderkit.purchase import typed_input
from tenderkit.purchase.choices import Choice
from tenderkit.purchase.typed_input import Refusal
from tests.support import english

FRUIT = (
    Choice("apple", "Apples", "round", ("pome",)),
    Choice("pear", "Pears"),
    Choice("plum", "Plums"),
    Choice("grape", "Grapes"),
)
# More than are listed: 26 in the north, 26 in the south, and so on.
PLACES = [f"{side} village {letter}" for side in ("North", "South", "East", "West") for letter in ascii_uppercase]
VILLAGES = tuple(Choice(number, name) for number, name in enumerate(PLACES))
t = english().text
ENTER_LEAVES_OPEN = t("interview.plain-default", default=t("interview.open"))
STEER = "\x1b[31mred\x1b[2J\x07\x9b1m\u202e"


@dataclass(frozen=True)
class Asked:
    """What an asker returned, and what it printed."""

    answer: Any
    shown: str

    @property
    def words(self) -> str:
        """What was printed, without line breaks."""
        return " ".join(self.shown.split())


def asked(typed_: str, ask: Callable[[PlainAsker], Any], columns: int = 80) -> Asked:
    sink = io.StringIO()
    return Asked(ask(PlainAsker(english(), io.StringIO(typed_), sink, lambda: columns)), sink.getvalue())


def choose(
    typed_: str, choices: Sequence[Choice] = FRUIT, default: Any = None, *, columns: int = 80, **ask: Any
) -> Asked:
    one = Prompt(**{"text": "Which fruit?", "help": "Fruit is healthy.", **ask})
    return asked(typed_, lambda a: a.choose(one, ChoiceList(choices), default), columns)


def coded(typed_: str) -> list[Choice]:
    """A code of eight digits stands for itself, if it begins with 3."""
    if not (typed_.isdigit() and len(typed_) == 8):
        return []
    if typed_[0] != "3":
        raise Refusal("unknown-code", text=typed_)
    return [Choice(("cpv", typed_), f"{typed_} (Computers)")]


def choose_many(typed_: str, default: Sequence[Any] = (), **ask: Any) -> Asked:
    one = Prompt(**{"text": "Which fruit?", "help": "Fruit is healthy.", **ask})
    return asked(typed_, lambda a: a.choose_many(one, ChoiceList(FRUIT, coded), default))


def text(typed_: str, read: Callable[[str], Any] = typed_input.parse_text, default: str = "", **ask: Any) -> Asked:
    one = Prompt(**{"text": "What is it called?", "help": "A name.", **ask})
    return asked(typed_, lambda a: a.ask_text(one, read, default))


# Choosing one


@pytest.mark.parametrize("typed_", ["3", "٣", "plum", "Plums", "PLUMS", "  plums ", "plu", "lum"])
def test_a_choice_is_taken_by_its_number_its_name_or_a_part_of_it(typed_: str) -> None:
    assert choose(f"{typed_}\n").answer == "plum"


def test_a_choice_is_taken_by_what_else_it_is_called() -> None:
    assert choose("pome\n").answer == "apple"


def test_choices_are_numbered_and_explained() -> None:
    shown = choose("1\n").shown
    assert "  1. Apples: round\n  2. Pears\n  3. Plums\n  4. Grapes\n" in shown


def test_progress_question_and_ways_to_answer_are_shown_in_this_order() -> None:
    shown = choose("1\n", progress="3 of about 20").shown
    assert shown.startswith("\n3 of about 20\nWhich fruit?\n")
    assert shown.endswith("  4. Grapes\n" + t("interview.plain-list") + "\n> ")


def test_enter_alone_takes_the_default() -> None:
    once = choose("\n", default="plum")
    assert once.answer == "plum"
    assert t("interview.plain-default", default="Plums") in once.words


def test_another_answer_goes_before_the_default() -> None:
    assert choose("pears\n", default="plum").answer == "pear"


def test_enter_alone_is_refused_where_nothing_is_proposed() -> None:
    once = choose("\n1\n")
    assert once.answer == "apple"
    assert t("refusals.empty") in once.words
    assert t("interview.plain-default", default="").rstrip(" .") not in once.words


@pytest.mark.parametrize("typed_", ["\n", "-\n"])
def test_an_optional_choice_may_be_left_open(typed_: str) -> None:
    once = choose(typed_, optional=True)
    assert once.answer is Nav.OPEN
    assert f"{t('interview.plain-open')} {ENTER_LEAVES_OPEN}" in once.words


def test_a_dash_leaves_open_what_has_a_default() -> None:
    assert choose("-\n", default="plum", optional=True).answer is Nav.OPEN


def test_a_needed_choice_cannot_be_left_open() -> None:
    once = choose("-\n1\n")
    assert once.answer == "apple"
    assert t("refusals.not-in-list", text="-") in once.words
    assert t("interview.plain-open") not in once.words


def test_a_default_that_is_false_is_a_default() -> None:
    assert choose("\n", (Choice(True, "Yes"), Choice(False, "No")), False).answer is False


@pytest.mark.parametrize(
    ("typed_", "why"),
    [
        ("kiwi", t("refusals.not-in-list", text="kiwi")),
        ("pums", t("refusals.not-in-list-near", text="pums", near="Plums")),
        ("l", t("refusals.several", text="l", choices="Apples and Plums")),
        ("5", t("refusals.no-such-number", text="5", limit=4)),
        ("0", t("refusals.no-such-number", text="0", limit=4)),
    ],
)
def test_an_answer_that_is_no_choice_is_refused_and_asked_again(typed_: str, why: str) -> None:
    once = choose(f"{typed_}\n2\n")
    assert once.answer == "pear"
    assert once.words.endswith(f"> {why} >")


# Help, back, the end


@pytest.mark.parametrize("ask", [choose, choose_many, text])
def test_a_question_mark_explains_and_the_answer_is_awaited_again(ask: Callable[..., Asked]) -> None:
    once = ask("?\nplums\n", help="Quite easy.")
    assert once.answer in ("plum", ["plum"], "plums")
    assert once.shown.endswith("> Quite easy.\n> ")


@pytest.mark.parametrize("mark", ["?", "؟", "\uff1f"])
def test_the_question_mark_of_every_keyboard_shows_the_help(mark: str) -> None:
    assert "Quite easy." in choose(f"{mark}\nplums\n", help="Quite easy.").shown


@pytest.mark.parametrize("ask", [choose, choose_many, text])
def test_help_is_not_shown_unasked(ask: Callable[..., Asked]) -> None:
    assert "Quite easy." not in ask("plums\n", help="Quite easy.").shown


@pytest.mark.parametrize("ask", [choose, choose_many, text])
@pytest.mark.parametrize("optional", [True, False])
def test_a_less_than_sign_goes_back(ask: Callable[..., Asked], optional: bool) -> None:
    assert ask("<\n", optional=optional).answer is Nav.BACK


@pytest.mark.parametrize("ask", [choose, choose_many, text])
def test_one_can_go_back_after_a_refusal(ask: Callable[..., Asked]) -> None:
    assert ask("\n<\n").answer is Nav.BACK


@pytest.mark.parametrize("ask", [choose, choose_many, text])
@pytest.mark.parametrize("typed_", ["", "?\n", "\n"])
def test_the_end_of_the_input_is_told(ask: Callable[..., Asked], typed_: str) -> None:
    with pytest.raises(EOFError):
        ask(typed_)


@pytest.mark.parametrize("ask", [choose, choose_many, text])
def test_a_last_line_without_line_break_is_an_answer(ask: Callable[..., Asked]) -> None:
    assert ask("plums").answer in ("plum", ["plum"], "plums")


# Long lists


def test_a_long_list_is_asked_by_name() -> None:
    once = choose("North village C\n", VILLAGES)
    assert once.answer == 2
    assert once.shown == f"\nWhich fruit?\n{t('interview.plain-long')}\n> "


def test_what_matches_in_a_long_list_is_shown_with_numbers_that_can_be_typed() -> None:
    once = choose("village b\n2\n", VILLAGES)
    assert once.answer == 27
    assert f"> {t('interview.plain-matches')}\n  1. North village B\n  2. South village B\n  3. East" in once.shown


def test_more_can_be_typed_where_several_match() -> None:
    assert choose("village b\nsouth village b\n", VILLAGES).answer == 27


def test_a_second_search_replaces_the_numbers_of_the_first() -> None:
    assert choose("village b\nvillage c\n2\n", VILLAGES).answer == 28


def test_the_first_twelve_of_many_matches_are_shown() -> None:
    once = choose("north\n12\n", VILLAGES)
    assert once.answer == 11
    assert "  12. North village L\n" in once.shown
    assert "13. " not in once.shown


def test_a_number_beyond_the_matches_is_refused() -> None:
    once = choose("village b\n5\n1\n", VILLAGES)
    assert once.answer == 1
    assert t("refusals.no-such-number", text="5", limit=4) in once.words


def test_a_number_takes_nothing_from_a_list_that_was_not_shown() -> None:
    assert choose("5\nnorth village c\n", VILLAGES).answer == 2


def test_a_name_that_is_not_in_a_long_list_is_refused_with_the_nearest() -> None:
    once = choose("Nort vilage c\nnorth village c\n", VILLAGES)
    assert once.answer == 2
    assert t("refusals.not-in-list-near", text="Nort vilage c", near="North village C") in once.words


def test_the_default_of_a_long_list_is_named() -> None:
    once = choose("\n", VILLAGES, 27)
    assert once.answer == 27
    assert t("interview.plain-default", default="South village B") in once.words


def test_a_name_in_another_script_is_found() -> None:
    places = (*VILLAGES, Choice("eg", "مصر"), Choice("bg", "България"))
    assert [choose(f"{name}\n", places).answer for name in ("مصر", "мос\nБЪЛГ")] == ["eg", "bg"]


# Choosing many


@pytest.mark.parametrize(
    "typed_", ["1,3", "1, 3", "apples, plums", "1; plum", "1،٣", "apples,,plums,", "1, 3, 1, plums", "pome, 3"]
)
def test_many_are_chosen_by_numbers_and_names(typed_: str) -> None:
    assert choose_many(f"{typed_}\n").answer == ["apple", "plum"]


def test_what_is_chosen_comes_in_the_order_of_the_list() -> None:
    assert choose_many("plums, apples\n").answer == ["apple", "plum"]


def test_enter_alone_takes_all_that_is_proposed() -> None:
    once = choose_many("\n", ("pear", "plum"))
    assert once.answer == ["pear", "plum"]
    assert t("interview.plain-default", default="Pears and Plums") in once.words


def test_what_is_typed_replaces_what_was_proposed() -> None:
    assert choose_many("1\n", ("pear", "plum")).answer == ["apple"]


@pytest.mark.parametrize("typed_", ["\n", "-\n"])
def test_nothing_is_chosen_where_nothing_is_needed(typed_: str) -> None:
    once = choose_many(typed_, optional=True)
    assert once.answer == []
    assert t("interview.plain-default", default=t("interview.none")) in once.words


def test_a_dash_takes_back_what_was_proposed() -> None:
    assert choose_many("-\n", ("pear",), optional=True).answer == []


@pytest.mark.parametrize("typed_", ["", ",", " ; "])
def test_at_least_one_is_chosen_where_one_is_needed(typed_: str) -> None:
    once = choose_many(f"{typed_}\n1\n")
    assert once.answer == ["apple"]
    assert t("refusals.needed") in once.words


def test_a_dash_chooses_nothing_where_one_is_needed_and_is_not_offered() -> None:
    once = choose_many("-\n1\n")
    assert once.answer == ["apple"]
    assert t("interview.plain-none") not in once.words


def test_one_wrong_part_refuses_the_whole_answer() -> None:
    once = choose_many("1, kiwi, 2\n3\n")
    assert once.answer == ["plum"]
    assert t("refusals.not-in-list", text="kiwi") in once.words


def test_a_code_is_taken_beside_names() -> None:
    assert choose_many("plums, 30200000\n").answer == ["plum", ("cpv", "30200000")]


def test_a_code_that_stands_for_nothing_is_refused() -> None:
    once = choose_many("40200000\n1\n")
    assert once.answer == ["apple"]
    assert t("refusals.unknown-code", text="40200000") in once.words


def test_a_code_that_was_given_before_is_proposed_again() -> None:
    once = choose_many("\n", ("pear", ("cpv", "30200000")))
    assert once.answer == ["pear", ("cpv", "30200000")]
    assert t("interview.plain-default", default="Pears and 30200000") in once.words


def choose_counted(typed_: str, default: dict[Any, int] | None = None, none: str = "") -> Asked:
    prompt = Prompt("Which fruit?", "Fruit is healthy.", optional=bool(none))
    options = ChoiceList(
        FRUIT,
        coded,
        none=none,
        split=lambda typed: typed_input.split_count(typed, 1, 10_000),
        cut=lambda typed: typed_input.split_kinds(typed, ("and",)),
    )
    return asked(typed_, lambda a: a.choose_counted(prompt, options, default or {}))


@pytest.mark.parametrize(
    "typed_", ["1,200 plums, apples", "apples; 1 200 x plum", "١٢٠٠ plums، pome", "1,000 plums and apples; 200 plums"]
)
def test_numbers_stand_before_names(typed_: str) -> None:
    assert choose_counted(f"{typed_}\n").answer == {"apple": 0, "plum": 1200}


def test_a_number_alone_is_a_place_in_the_list() -> None:
    assert choose_counted("3, 60 30200000\n").answer == {"plum": 0, ("cpv", "30200000"): 60}


def test_numbers_are_proposed_with_their_names() -> None:
    once = choose_counted("\n", {"pear": 5, "plum": 0})
    assert once.answer == {"pear": 5, "plum": 0}
    pears = t("interview.counted", count="5", label="Pears")
    assert " ".join(t("interview.plain-default", default=f"{pears} and Plums").split()) in once.words


@pytest.mark.parametrize("typed_", ["0 plums", "1.5 plums", "20,000 plums"])
def test_a_number_that_cannot_be_is_refused(typed_: str) -> None:
    assert choose_counted(f"{typed_}\n6 plums\n").answer == {"plum": 6}


def test_none_is_typed_as_a_dash_where_it_means_something() -> None:
    once = choose_counted("\n-\n", none="nothing at all")
    assert once.answer == {}
    assert t("refusals.needed") in once.words
    assert t("interview.plain-none-means", none="nothing at all") in once.words


def test_a_code_is_taken_where_one_is_chosen() -> None:
    one = Prompt("Which fruit?")
    assert asked("30200000\n", lambda a: a.choose(one, ChoiceList(FRUIT, coded))).answer == ("cpv", "30200000")


# Typing


def test_a_typed_answer_is_what_is_read_from_it() -> None:
    assert text("1 200\n", typed_input.read_integer).answer == 1200


def test_what_cannot_be_read_is_refused_and_asked_again() -> None:
    once = text("twelve\n12.5\n12\n", typed_input.read_integer)
    assert once.answer == 12
    refusals = t("refusals.not-a-number", text="twelve"), t("refusals.not-whole", text="12.5")
    assert once.words.endswith("> {} > {} >".format(*refusals))


def test_enter_alone_reads_the_default() -> None:
    once = text("\n", typed_input.read_integer, "48")
    assert once.answer == 48
    assert t("interview.plain-default", default="48") in once.words


def test_enter_alone_leaves_an_optional_text_open() -> None:
    once = text("\n", optional=True)
    assert once.answer is Nav.OPEN
    assert f"{t('interview.plain-text')} {t('interview.plain-open')} {ENTER_LEAVES_OPEN}" in once.words


@pytest.mark.parametrize(("typed_", "expected"), [("\n", 48), ("-\n", Nav.OPEN), ("36\n", 36)])
def test_an_optional_text_with_a_default_can_be_taken_left_open_or_changed(typed_: str, expected: Any) -> None:
    assert text(typed_, typed_input.read_integer, "48", optional=True).answer == expected


@pytest.mark.parametrize("typed_", ["?", "-"])
def test_a_sign_that_means_nothing_here_is_text(typed_: str) -> None:
    assert text(f"{typed_}\n", help="").answer == typed_


@pytest.mark.parametrize("name", ["Ноутбуки", "حواسيب محمولة", "笔记本电脑", "Café — “Bücher” & <co> {x} %s"])
def test_texts_of_every_script_are_taken_as_they_are(name: str) -> None:
    assert text(f"{name}\n").answer == name


# What is shown


LONG = "A question of many words that says at length what is wanted and why, and goes on for quite a while. " * 3
WIDE = tuple(Choice(n, f"选择{n} " + "很长的说明文字" * 12, "еще одно длинное пояснение " * 4) for n in range(3))


def test_a_paragraph_is_broken_between_words() -> None:
    shown = asked("", lambda a: a.say("one two three four five six seven eight nine ten eleven twelve"), 60).shown
    assert shown == "one two three four five six seven eight nine ten eleven\ntwelve\n"


@pytest.mark.parametrize("columns", [40, 60, 80])
def test_no_line_is_as_wide_as_the_terminal(columns: int) -> None:
    """The last column stays free: some terminals break a line that fills it."""
    typed_ = f"?\n{'p' * 200}\n1\n"
    once = choose(typed_, WIDE, 2, text=LONG, help=LONG, progress=LONG, optional=True, columns=columns)
    widths = [wcswidth(line.removeprefix("> ")) for line in once.shown.split("\n")]
    assert columns - 10 < max(widths) < columns


def test_nothing_of_a_text_is_lost_where_it_is_broken() -> None:
    once = choose("?\n1\n", text=LONG, help=LONG, columns=60)
    assert once.words.count(LONG.strip()) == 2


def test_the_second_line_of_a_choice_is_indented_further() -> None:
    lines = choose("1\n", (Choice(1, "word " * 20),), columns=60).shown.split("\n")
    first = lines.index(next(line for line in lines if line.startswith("  1. word")))
    assert lines[first + 1].startswith("    word")


@pytest.mark.parametrize("where", ["text", "help", "progress"])
def test_a_question_cannot_steer_the_terminal(where: str) -> None:
    shown = choose("?\n1\n", **{where: STEER}).shown
    assert "<U+001B>[31mred<U+001B>[2J<U+0007><U+009B>1m<U+202E>" in shown
    assert not set(shown) & set("\x1b\x07\x9b\u202e")


@pytest.mark.parametrize(
    "choices", [(Choice("x", STEER),), (Choice("x", "x", STEER),), (*VILLAGES, Choice("x", f"x{STEER}"))]
)
def test_a_choice_cannot_steer_the_terminal(choices: Sequence[Choice]) -> None:
    shown = choose("\n", choices, "x").shown
    assert "\x1b" not in shown
    assert "\u202e" not in shown


def test_matches_cannot_steer_the_terminal() -> None:
    places = (*VILLAGES, Choice("x", f"Steering {STEER}"), Choice("y", f"Steering {STEER}!"))
    once = choose("steering\n1\n", places)
    assert once.answer == "x"
    assert "\x1b" not in once.shown


def test_a_proposed_text_cannot_steer_the_terminal() -> None:
    assert "\x1b" not in text("plain\n", default=STEER).shown


def test_a_refusal_cannot_steer_the_terminal() -> None:
    once = choose(f"{STEER}\n1\n")
    assert once.answer == "apple"
    assert "<U+001B>[31mred<U+001B>[2J" in once.shown
    assert "\x1b" not in once.shown


@pytest.mark.parametrize("typed_", ["a\x1b[31mb", "a\u202eb", "a\x00b", "a\udcffb"])
def test_a_text_with_a_character_that_cannot_be_printed_is_refused(typed_: str) -> None:
    once = text(f"{typed_}\nplain\n")
    assert once.answer == "plain"
    assert t("refusals.character", number=f"U+{ord(typed_[1]):04X}") in once.words


# Pages

START = Page("Next", (make_row("Clauses: 5"), make_row("make it", value="make"), make_row("stop", value="stop")))
DETAILS = Page("Clauses", (make_pair("Spare parts", "5 years", "parts"),))
ACTIONS = ChoiceList([Choice("make", "make it"), Choice("stop", "stop")])


def browse(typed_: str) -> Asked:
    return asked(typed_, lambda a: a.browse(Prompt("What next?"), [START, DETAILS], ACTIONS))


@pytest.mark.parametrize(("typed_", "answer"), [("\n", "make"), ("2\n", "stop"), ("3\nstop\n", "stop")])
def test_an_action_is_picked_below_the_first_page(typed_: str, answer: str) -> None:
    once = browse(typed_)
    assert once.answer == answer
    assert once.shown.startswith("Clauses: 5\n")
    assert once.shown.count("1. make it") == 1 + typed_.count("3")


def test_another_page_is_read_out_where_it_is_asked_for() -> None:
    assert "Spare parts: 5 years" not in browse("1\n").shown
    assert "Spare parts: 5 years" in browse("3\n1\n").shown
    assert t("screens.look", tab="Clauses") in browse("1\n").shown
