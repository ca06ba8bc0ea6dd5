# SPDX-License-Identifier: Apache-2.0
"""The interview as people meet it: a process of its own on a terminal, from the first question to the Word file."""

import datetime
import re
import signal
import sys
import tomllib
import zipfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tenderkit.library.reading import shipped_data
from tests.cli.conftest import names
from tests.interview.terminal import BACKSPACE, CTRL_C, CTRL_D, ENTER, Terminal, many, one, words
from tests.support import english

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminals of this kind")
ways = pytest.mark.parametrize("plain", [True, False], ids=["plain", "keys"])
t = english().text
# The colours of text, 30 to 39 and 90 to 99, anywhere in an escape sequence.
COLOUR = re.compile(r"\x1b\[(?:\d*;)*[39]\d[;m]")
FILE = "purchase.toml"
PAPERS = ("purchase-notes.docx", "purchase-response.docx", "purchase.docx")


@cache
def asks(question: str, kind: str = "") -> str:
    """The text of a question of the shipped library; `kind` is the equipment of the line it is asked for."""
    text: str = shipped_data.load_shipped_data().library.questions[question].text["en"]
    return text.replace("{kind}", kind)


def old(kind: str) -> str:
    """The question for the number of old units."""
    return asks("quantity", t("interview.handed-over", kind=kind))


def explains(question: str) -> str:
    """The help of a question of the shipped library."""
    text: str = shipped_data.load_shipped_data().library.questions[question].help["en"]
    return text


def read(folder: Path) -> dict[str, Any]:
    return tomllib.loads((folder / FILE).read_text(encoding="utf-8"))


def word_text(file: Path) -> str:
    """The text of a Word file."""
    with zipfile.ZipFile(file) as package:
        assert package.testzip() is None
        return re.sub("<[^>]+>", "", package.read("word/document.xml").decode())


# Whole runs

SCHOOLS = (
    many(asks("items"), "500 laptops", "tablets"),
    one(asks("quantity", "tablets"), "40 tablets"),
    many(asks("returns"), "450 laptops"),
    one(asks("acquisition"), "purchase"),
    one(asks("months")),
    one(asks("data")),
    one(asks("lots")),
    one(asks("country"), "Kenya"),
    one(asks("title"), "Laptops for twelve schools"),
    one(asks("authority"), "Ministry of Education"),
    one(asks("launch"), "15.01.2027"),
    one(asks("contract")),
    one(asks("value"), "KSh 65 000 000"),
    many(asks("priorities"), "repair", "labels"),
    one(asks("level")),
    one(asks("environment-weight"), "30"),
    one(asks("accepts-refurbished"), "yes"),
    one(asks("carried"), "yes"),
    one(asks("outdoors")),
    many(asks("need-check")),
)
PRINTING = (
    many(asks("items"), "120 scanners"),
    many(asks("returns")),
    one(asks("acquisition"), "print service"),
    one(asks("months"), "5 years"),
    one(asks("data"), "internal"),
    one(asks("lots")),
    one(asks("country"), "Germany"),
    one(asks("title"), "Printing in all offices"),
    one(asks("authority"), "-"),
    one(asks("launch"), "2027-01-15"),
    one(asks("contract"), "framework agreement"),
    one(asks("value"), "-"),
    many(asks("priorities")),
    one(asks("level"), "comprehensive"),
    many(asks("need-check"), "fewer", "repair"),
)
NOTHING = one(asks("items"), "-")
DISPOSAL = (
    NOTHING,
    many(asks("returns-handed-over"), "200 displays", "1,000 mixed"),
    one(asks("months"), "-"),
    one(asks("data"), "classified"),
    one(asks("lots")),
    one(asks("country"), "India"),
    one(asks("title"), "Old equipment of the city"),
    one(asks("authority"), "City of Pune"),
    one(asks("launch"), "2027-01-15"),
    one(asks("contract")),
    one(asks("value"), "2500000 INR"),
    many(asks("priorities"), "social"),
    one(asks("level")),
    many(asks("need-check")),
)
TITLES = english().frame.texts["lot-titles"]
LAUNCH = datetime.date(2027, 1, 15)
SAID = {
    "schools": {
        "tenderkit": 1,
        "language": "en",
        "tender": {
            "answers": {"need-check": []},
            "title": "Laptops for twelve schools",
            "authority": "Ministry of Education",
            "country": "KE",
            "launch": LAUNCH,
            "contract": "contract",
            "level": "core",
            "priorities": ["repair", "labels"],
            "value": {"amount": 65_000_000, "currency": "KES"},
            "environment-weight": 30,
        },
        "lots": [
            {
                "title": "Laptops and tablets",
                "acquisition": "purchase",
                "items": [{"category": "laptop", "quantity": 500}, {"category": "tablet", "quantity": 40}],
                "returns": [{"category": "laptop", "quantity": 450}],
                "quantity-basis": "fixed",
                "months": 48,
                "data": "personal",
                "answers": {"accepts-refurbished": True, "carried": True, "outdoors": False},
            }
        ],
    },
    "printing": {
        "tenderkit": 1,
        "language": "en",
        "tender": {
            "answers": {"need-check": ["fewer-units", "repair"]},
            "title": "Printing in all offices",
            "country": "DE",
            "launch": LAUNCH,
            "contract": "framework",
            "level": "comprehensive",
            "priorities": [],
        },
        "lots": [
            {
                "title": TITLES["print-service"].format(list="printers, copiers and scanners"),
                "acquisition": "print-service",
                "items": [{"category": "imaging-equipment", "quantity": 120}],
                "returns": [],
                "months": 60,
                "data": "internal",
            }
        ],
    },
    "disposal": {
        "tenderkit": 1,
        "language": "en",
        "tender": {
            "answers": {"need-check": []},
            "title": "Old equipment of the city",
            "authority": "City of Pune",
            "country": "IN",
            "launch": LAUNCH,
            "contract": "contract",
            "level": "core",
            "priorities": ["social"],
            "value": {"amount": 2_500_000, "currency": "INR"},
        },
        "lots": [
            {
                "title": TITLES["take-back"].format(list="displays and units of mixed ICT equipment"),
                "acquisition": "take-back",
                "returns": [{"category": "display", "quantity": 200}, {"category": "mixed-ict", "quantity": 1000}],
                "data": "classified",
            }
        ],
    },
}
SCRIPTS = {"schools": SCHOOLS, "printing": PRINTING, "disposal": DISPOSAL}


@dataclass(frozen=True)
class Run:
    """A whole run, and what it left."""

    script: str
    plain: bool
    coloured: bool
    code: int | None
    raw: str
    wide: list[str]
    wide_at_the_end: list[str]
    folder: Path


# Each value of each of them meets each value of each other.
RUNS = [
    ("schools", 60, "plain", "colour"),
    ("schools", 80, "keys", "colour"),
    ("schools", 120, "plain", "no colour"),
    ("printing", 60, "keys", "no colour"),
    ("printing", 80, "plain", "colour"),
    ("printing", 120, "keys", "no colour"),
    ("disposal", 60, "plain", "no colour"),
    ("disposal", 80, "keys", "no colour"),
    ("disposal", 120, "plain", "colour"),
]


@pytest.fixture(scope="module", params=RUNS, ids=lambda run: "-".join(map(str, run)))
def run(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Run:
    script, columns, way, colour = request.param
    folder = tmp_path_factory.mktemp("run")
    plain, coloured = way == "plain", colour == "colour"
    env = {} if coloured else {"NO_COLOR": "1"}
    with Terminal(folder, plain=plain, columns=columns, env=env) as terminal:
        terminal.answers(SCRIPTS[script])
        terminal.to_review()
        before = len(terminal.wide)
        terminal.enter()
        wide = terminal.wide
        return Run(script, plain, coloured, terminal.code, terminal.raw, wide[:before], wide[before:], folder)


def test_a_run_ends_with_a_word_file_beside_the_purchase_file(run: Run) -> None:
    assert run.code == 0
    assert names(run.folder) == [*PAPERS, FILE]
    assert SAID[run.script]["tender"]["title"] in word_text(run.folder / "purchase.docx")


def test_the_purchase_file_says_what_was_answered_whichever_way_it_was_asked(run: Run) -> None:
    said = read(run.folder)
    # Values of clauses were left open one by one.
    for table in (said, *said["lots"]):
        table.pop("parameters", None)
    assert said == SAID[run.script]


def test_no_line_of_the_interview_is_wider_than_the_window(run: Run) -> None:
    assert run.wide == []


def test_no_line_of_the_result_is_wider_than_the_window(run: Run) -> None:
    assert run.wide_at_the_end == []


def test_escape_sequences_are_printed_only_where_the_cursor_moves(run: Run) -> None:
    assert ("\x1b" in run.raw) == (not run.plain)


def test_colours_are_printed_only_where_the_cursor_moves_and_none_is_unwanted(run: Run) -> None:
    assert (COLOUR.search(run.raw) is not None) == (run.coloured and not run.plain)


# Which way it asks


@pytest.mark.parametrize(
    ("columns", "env", "plain"),
    [
        (80, {}, False),
        (50, {}, False),
        (49, {}, True),
        (80, {"NO_COLOR": "1"}, False),
        (50, {"NO_COLOR": "1"}, False),
        (80, {"TERM": "dumb"}, True),
        (80, {"TERM": ""}, True),
    ],
)
def test_the_terminal_decides_how_it_is_asked(tmp_path: Path, columns: int, env: dict[str, str], plain: bool) -> None:
    with Terminal(tmp_path, plain=plain, columns=columns, env=env, chosen=False) as terminal:
        assert asks("items") in terminal.asked
        assert ("\x1b" in terminal.raw) == (not plain)


def test_a_dumb_terminal_gets_no_escape_sequence_from_the_first_question_to_the_last(tmp_path: Path) -> None:
    with Terminal(tmp_path, plain=True, env={"TERM": "dumb"}, chosen=False) as terminal:
        terminal.answers(DISPOSAL)
        terminal.to_review()
        terminal.help(t("review.help"))
        terminal.enter()
        assert terminal.code == 0
        assert "\x1b" not in terminal.raw


# Help, back, refusals


@ways
def test_a_question_mark_shows_the_help_of_the_question(tmp_path: Path, plain: bool) -> None:
    with Terminal(tmp_path, plain=plain, columns=60) as terminal:
        terminal.help(explains("items"))
        terminal.answer(SCHOOLS[0])
        assert asks("quantity", "tablets") in terminal.asked
        assert terminal.wide == []


@ways
def test_one_can_go_back_and_what_was_answered_since_stays(tmp_path: Path, plain: bool) -> None:
    with Terminal(tmp_path, plain=plain) as terminal:
        terminal.answers(SCHOOLS[:10])
        terminal.back()
        terminal.back()
        terminal.answer(one(asks("title")))
        assert asks("launch") in terminal.asked
        terminal.back()
        terminal.back()
        terminal.back()
        terminal.answer(one(asks("country"), "Uganda"))
        assert asks("launch") in terminal.asked
    tender = read(tmp_path)["tender"]
    assert (tender["title"], tender["authority"]) == ("Laptops for twelve schools", "Ministry of Education")
    assert tender["country"] == "UG"


@ways
def test_another_device_is_named_and_described(tmp_path: Path, plain: bool) -> None:
    cameras = "body cameras"
    with Terminal(tmp_path, plain=plain) as terminal:
        terminal.answers(
            [
                many(asks("items"), "other devices"),
                one(asks("device-name", "other devices"), cameras),
                one(asks("device-battery", cameras), "yes"),
                one(asks("device-stores-data", cameras), "yes"),
                one(asks("device-screen", cameras), "no"),
                one(asks("device-carried", cameras), "yes"),
                one(asks("device-consumables", cameras), "no"),
                one(asks("quantity", cameras), "120"),
                many(asks("returns")),
                one(asks("acquisition")),
                one(asks("months")),
            ]
        )
        assert asks("data") in terminal.asked
    (line,) = read(tmp_path)["lots"][0]["items"]
    assert line == {
        "category": "other-device", "name": cameras, "battery": True, "stores-data": True, "screen": False,
        "carried": True, "consumables": False, "quantity": 120,
    }  # fmt: skip


@ways
def test_before_the_first_question_there_is_none(tmp_path: Path, plain: bool) -> None:
    with Terminal(tmp_path, plain=plain) as terminal:
        terminal.back()
        assert t("interview.first") in terminal.said
        assert asks("items") in terminal.asked


@ways
def test_what_is_refused_is_explained_and_can_be_corrected(tmp_path: Path, plain: bool) -> None:
    with Terminal(tmp_path, plain=plain, columns=60) as terminal:
        terminal.answers(SCHOOLS[:10])
        terminal.stays("02/03/2027" + ENTER, t("refusals.date-order", text="02/03/2027"))
        terminal.enter(("" if plain else BACKSPACE * 10) + "2027-03-02")
        assert asks("contract") in terminal.asked
        assert terminal.wide == []
    assert read(tmp_path)["tender"]["launch"] == datetime.date(2027, 3, 2)


# Killed and gone on with

LOTS = (
    many(asks("items"), "70 laptops", "30231300"),
    one(asks("quantity", "30231300 (displays)"), "30"),
    many(asks("returns"), "desktop"),
    one(old("desktop computers"), "55"),
    one(asks("acquisition"), "lease"),
    one(asks("months"), "36"),
    one(asks("data")),
    one(asks("lots"), "2"),
    NOTHING,
    many(asks("returns-handed-over"), "900 accessories"),
    one(asks("months"), "-"),
    one(asks("country"), "-"),
    one(asks("title"), "Equipment of the district"),
    one(asks("authority"), "-"),
    one(asks("launch"), "2027-01-15"),
    one(asks("contract")),
    one(asks("value")),
    many(asks("priorities")),
    one(asks("level")),
    one(asks("environment-weight")),
    one(asks("accepts-refurbished")),
    one(asks("carried")),
    one(asks("outdoors")),
    many(asks("need-check"), "refurbished"),
)


@pytest.fixture(scope="module")
def answered(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A purchase file of which every question is answered: an interview begins with the review."""
    folder = tmp_path_factory.mktemp("answered")
    with Terminal(folder, plain=True) as terminal:
        terminal.answers(SCHOOLS)
        terminal.to_review()
    return (folder / FILE).read_text(encoding="utf-8")


@pytest.fixture
def complete(answered: str, tmp_path: Path) -> Path:
    """A folder with a purchase file of which every question is answered."""
    (tmp_path / FILE).write_text(answered, encoding="utf-8")
    return tmp_path


def rest(terminal: Terminal) -> None:
    """Leave the values open, and make the annex."""
    terminal.to_review()
    terminal.enter()


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a run with two lots that nothing has disturbed."""
    folder = tmp_path_factory.mktemp("undisturbed")
    with Terminal(folder, plain=True) as terminal:
        terminal.answers(LOTS)
        rest(terminal)
        assert terminal.code == 0
    return folder


def test_each_of_several_lots_has_its_own_answers(undisturbed: Path) -> None:
    lease, take_back = read(undisturbed)["lots"]
    assert (lease["acquisition"], lease["months"], lease["data"]) == ("lease", 36, "personal")
    assert lease["items"] == [{"category": "laptop", "quantity": 70}, {"cpv": "30231300", "quantity": 30}]
    assert (take_back["acquisition"], take_back.get("months"), take_back.get("data")) == ("take-back", None, None)
    text = word_text(undisturbed / "purchase.docx")
    assert lease["title"] in text
    assert take_back["title"] in text


def test_a_run_that_is_killed_at_every_question_loses_nothing(undisturbed: Path, tmp_path: Path) -> None:
    for number, answer in enumerate(LOTS):
        with Terminal(tmp_path, plain=number % 2 == 0) as terminal:
            terminal.answer(answer)
    with Terminal(tmp_path, plain=False) as terminal:
        rest(terminal)
        assert terminal.code == 0
    assert (tmp_path / FILE).read_text(encoding="utf-8") == (undisturbed / FILE).read_text(encoding="utf-8")
    assert names(tmp_path) == [*PAPERS, FILE]


@ways
def test_a_run_that_was_killed_at_the_review_shows_it_again(answered: str, complete: Path, plain: bool) -> None:
    with Terminal(complete, plain=plain) as terminal:
        assert t("review.ask") in terminal.asked
    assert (complete / FILE).read_text(encoding="utf-8") == answered


@ways
def test_what_was_typed_without_enter_is_no_answer(tmp_path: Path, plain: bool) -> None:
    with Terminal(tmp_path, plain=plain) as terminal:
        terminal.answers(SCHOOLS[:8])
        terminal.press("Laptops for tw")
        terminal.shows("Laptops for tw")
    with Terminal(tmp_path, plain=plain) as terminal:
        assert asks("title") in terminal.asked


@ways
def test_a_window_that_is_closed_loses_nothing(tmp_path: Path, plain: bool) -> None:
    terminal = Terminal(tmp_path, plain=plain)
    terminal.answers(SCHOOLS[:9])
    terminal.close()
    assert terminal.ended
    with Terminal(tmp_path, plain=plain) as again:
        assert words(t("interview.resumed", file=FILE)) in again.said
        again.answer(SCHOOLS[9])
    assert read(tmp_path)["tender"]["authority"] == "Ministry of Education"


@pytest.mark.parametrize(
    ("plain", "how"), [(True, "Ctrl-C"), (True, "Ctrl-D"), (False, "Ctrl-C"), (False, "Ctrl-D"), (False, "SIGINT")]
)
def test_who_stops_is_told_how_to_go_on(tmp_path: Path, plain: bool, how: str) -> None:
    with Terminal(tmp_path, plain=plain, columns=60) as terminal:
        terminal.answers(SCHOOLS[:9])
        if how == "SIGINT":
            terminal.signal(signal.SIGINT)
        else:
            terminal.press(CTRL_C if how == "Ctrl-C" else CTRL_D)
            terminal.finish()
        assert terminal.code == 130
        assert t("interview.stopped", file=FILE, again=FILE) in terminal.said
        assert terminal.wide == []
    assert names(tmp_path) == [FILE]
    assert read(tmp_path)["tender"]["title"] == "Laptops for twelve schools"


@ways
def test_who_stops_before_the_first_answer_leaves_no_file(tmp_path: Path, plain: bool) -> None:
    with Terminal(tmp_path, plain=plain) as terminal:
        terminal.press(CTRL_C)
        terminal.finish()
        assert terminal.code == 130
    assert names(tmp_path) == []


# An error in the program

KEY_FAULT = """\
import tenderkit.interview.asker as asker
find_choices = asker.find_choices
asker.find_choices = lambda typed, choices: 1 / 0 if typed == "q" else find_choices(typed, choices)
"""
DRAWING_FAULT = """\
import tenderkit.interview.keys as keys
wrap_text = keys.wrap_text
keys.wrap_text = lambda text, width: wrap_text(text, width if "{text}" not in text else 1 / 0)
"""


@pytest.mark.parametrize(
    ("fault", "key"),
    [
        (KEY_FAULT, "q"),
        (DRAWING_FAULT.format(text=explains("country")), "?"),
        (DRAWING_FAULT.format(text=asks("country")), ""),
    ],
    ids=["in a key", "while drawing", "while drawing for the first time"],
)
def test_an_error_ends_the_interview_and_the_answers_stay(tmp_path: Path, fault: str, key: str) -> None:
    with Terminal(tmp_path, plain=False, fault=fault) as terminal:
        terminal.answers(SCHOOLS[:7])
        terminal.press(key)
        terminal.finish()
        assert terminal.code == 70
        assert "a bug in tenderkit" in terminal.said
        assert "ZeroDivisionError" in terminal.said
        assert "Press ENTER" not in terminal.said
        assert terminal.restored
    assert names(tmp_path) == [FILE]
    assert read(tmp_path)["lots"][0]["months"] == 48


# Files in the way


def test_a_file_that_another_interview_has_open_is_refused(tmp_path: Path) -> None:
    with Terminal(tmp_path, plain=True) as first:
        first.answer(SCHOOLS[0])
        with Terminal(tmp_path, plain=True) as second:
            assert second.code == 4
            assert FILE in second.said
        first.answer(SCHOOLS[1])
    assert read(tmp_path)["lots"][0]["items"][0]["quantity"] == 500


def test_two_interviews_on_two_files_of_a_folder_go_on_side_by_side(tmp_path: Path) -> None:
    with Terminal(tmp_path, plain=True) as first, Terminal(tmp_path, "other.toml", plain=True) as second:
        second.answer(SCHOOLS[0])
        first.answer(SCHOOLS[0])
    assert {FILE, "other.toml"} <= set(names(tmp_path))


def test_a_folder_that_cannot_be_written_to_is_refused_before_anything_is_asked(tmp_path: Path) -> None:
    folder = tmp_path / "read-only"
    folder.mkdir()
    folder.chmod(0o555)
    try:
        with Terminal(folder, plain=True) as terminal:
            assert terminal.code == 4
            assert "read-only" in terminal.said
            assert asks("items") not in terminal.said
    finally:
        folder.chmod(0o755)
    assert names(folder) == []


@ways
def test_a_word_file_that_is_there_stays_if_it_shall(complete: Path, plain: bool) -> None:
    (complete / "purchase.docx").write_bytes(b"mine")
    with Terminal(complete, plain=plain) as terminal:
        terminal.enter()
        terminal.answer(
            one(t("review.replace", file="purchase.docx"), t("review.replace-no", file="purchase-2.docx"))
        )
        assert terminal.code == 0
    assert (complete / "purchase.docx").read_bytes() == b"mine"
    assert names(complete) == [
        "purchase-2-notes.docx",
        "purchase-2-response.docx",
        "purchase-2.docx",
        "purchase.docx",
        FILE,
    ]


# The review


@ways
def test_at_the_review_a_clause_is_left_out_with_its_reason(complete: Path, plain: bool) -> None:
    ports = "".join(shipped_data.load_shipped_data().library.clauses["standard-ports-and-chargers"].text.title)
    with Terminal(complete, plain=plain) as terminal:
        terminal.answer(one(t("review.ask"), t("review.drop")))
        terminal.answer(one(t("review.which-drop"), ports))
        terminal.answer(one(t("review.why-drop", title=ports), "Chargers are there."))
        assert t("review.dropped", title=ports) in terminal.said
        assert t("review.unchange") in terminal.asked
        # The cursor stays where it was: on leaving out.
        terminal.answer(one(t("review.ask"), t("review.build")))
        assert terminal.code == 0
    left_out = {"clause": "standard-ports-and-chargers", "reason": "Chargers are there.", "lot": 1}
    assert read(complete)["excluded"] == [left_out]
    assert "Chargers are there" in word_text(complete / "purchase-notes.docx")


@ways
def test_at_the_review_an_answer_is_changed_and_the_change_undone(complete: Path, plain: bool) -> None:
    with Terminal(complete, plain=plain) as terminal:
        before = read(complete)
        label = shipped_data.load_shipped_data().library.questions["title"].label["en"]
        terminal.answer(one(t("review.ask"), t("review.change")))
        terminal.answer(one(t("review.which-answer"), label))
        terminal.answer(one(asks("title"), "Sturdy laptops"))
        terminal.to_review()
        assert read(complete) == {**before, "tender": {**before["tender"], "title": "Sturdy laptops"}}
        terminal.answer(one(t("review.ask"), t("review.undo")))
        assert t("review.ask") in terminal.asked
    assert read(complete) == before


@ways
def test_one_can_turn_back_to_the_review(answered: str, complete: Path, plain: bool) -> None:
    with Terminal(complete, plain=plain) as terminal:
        terminal.answer(one(t("review.ask"), t("review.drop")))
        assert t("review.which-drop") in terminal.asked
        terminal.back()
        assert t("review.ask") in terminal.asked
    assert (complete / FILE).read_text(encoding="utf-8") == answered


# Pasting, odd bytes, a window that changes


def paste(plain: bool, text: str) -> str:
    """A pasted text as the terminal hands it over: between marks where the program has asked for them."""
    return text if plain else f"\x1b[200~{text}\x1b[201~"


@ways
@pytest.mark.parametrize("end", ["\n", ""], ids=["with a last line break", "without a last line break"])
def test_a_paste_of_several_lines_is_one_answer(tmp_path: Path, plain: bool, end: str) -> None:
    with Terminal(tmp_path, plain=plain) as terminal:
        terminal.answers(SCHOOLS[:8])
        terminal.press(paste(plain, f"Laptops\nfor twelve\nschools{end}"))
        if not (plain and end):
            terminal.rests()
            terminal.press(ENTER)
        terminal.shows(asks("authority"))
    assert read(tmp_path)["tender"]["title"] == "Laptops for twelve schools"


@ways
def test_a_paste_with_escape_sequences_is_refused_as_one_answer_and_does_nothing(tmp_path: Path, plain: bool) -> None:
    with Terminal(tmp_path, plain=plain) as terminal:
        terminal.answers(SCHOOLS[:8])
        pasted = paste(plain, "Lap\x1b[31mtops\nfor \x1b]0;title\x07schools\n")
        terminal.stays(pasted + ("" if plain else ENTER), t("refusals.character", number="U+001B"))
        terminal.enter(("" if plain else BACKSPACE * 60) + "Laptops")
        assert asks("authority") in terminal.asked
        assert "\x1b[31mtops" not in terminal.raw
        assert "\x1b]0;" not in terminal.raw
    assert read(tmp_path)["tender"]["title"] == "Laptops"


@ways
def test_bytes_that_are_no_text_are_refused(tmp_path: Path, plain: bool) -> None:
    with Terminal(tmp_path, plain=plain) as terminal:
        terminal.answers(SCHOOLS[:8])
        terminal.press_bytes("Büro".encode("latin-1"))
        terminal.stays(ENTER, t("refusals.character", number="U+DCFC"))
        terminal.enter(("" if plain else BACKSPACE * 10) + "Büro")
        assert asks("authority") in terminal.asked
    assert read(tmp_path)["tender"]["title"] == "Büro"


@pytest.mark.parametrize(("plain", "columns"), [(True, 60), (False, 60), (False, 120)])
def test_a_window_that_changes_is_written_to_in_its_new_width(tmp_path: Path, plain: bool, columns: int) -> None:
    with Terminal(tmp_path, plain=plain) as terminal:
        terminal.resize(columns)
        terminal.help(explains("items"))
        terminal.answers(SCHOOLS[:2])
        assert asks("returns") in terminal.asked
        assert terminal.wide == []
