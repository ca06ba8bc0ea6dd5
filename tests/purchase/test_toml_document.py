# SPDX-License-Identifier: Apache-2.0
import datetime
import json
import tomllib
from collections.abc import Callable, Sequence
from copy import deepcopy
from itertools import chain, count
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tenderkit.library.reading import shipped_data
from tenderkit.purchase.answers import AnswerPath, find_answer
from tenderkit.purchase.answers import put_answer as put_plain
from tenderkit.purchase.toml_document import PurchaseText, find_item

Change = Callable[[PurchaseText], Any]
SHIPPED = {name: path.read_text(encoding="utf-8") for name, path in shipped_data.list_example_purchases().items()}
FRESH = "# head\ntenderkit = 1\n"
HAND_WRITTEN = """\
# head
tenderkit = 1   # the shape

[tender]
title = "Desktops"  # as published
launch = 2027-01-15
# about the country
country = "DE"

# about the lots
[[lots]]
title = "New"
items = [
  { category = "desktop", quantity = 900 },  # many
  # a code
  { cpv = "30231300-0", quantity = 4 },      # few
]
"""
VALUE = {"amount": 450000, "currency": "EUR"}


def after(text: str, *changes: Change) -> PurchaseText:
    """A purchase file after some changes; after each the text has to say what the answers are."""
    purchase = PurchaseText(text)
    for change in changes:
        change(purchase)
        assert tomllib.loads(purchase.text) == purchase.answers
    return purchase


def put(*path: Any, comment: str = "") -> Change:
    """`put("tender", "title", "x")` sets the title; the last one is the value."""
    return lambda purchase: purchase.set_answer(path[:-1], path[-1], comment)


def kinds(*categories: str, comment: str = "") -> Change:
    """The kinds of equipment of the first lot."""
    lines = [{"category": category} for category in categories]
    return lambda purchase: purchase.set_lines(("lots", 0, "items"), lines, comment)


def leave_open(*path: Any) -> Change:
    return lambda purchase: purchase.leave_open(path, "left open")


def take_out(*path: Any) -> Change:
    return lambda purchase: purchase.remove_answer(path)


def set_lots(number: int) -> Change:
    return lambda purchase: purchase.set_lots(number)


def take_lot(lot: int) -> Change:
    return lambda purchase: purchase.remove_lot(lot)


def prune(*kinds_: Sequence[str]) -> Change:
    return lambda purchase: purchase.remove_stale_values(kinds_)


def comments(text: str) -> list[str]:
    """What follows a hash, in order; no text of these tests has one in a value."""
    return [line.partition("#")[2].strip() for line in text.splitlines() if "#" in line]


def inside(few: Sequence[str], many: Sequence[str]) -> bool:
    """Whether all of the few are among the many, in the same order."""
    rest = iter(many)
    return all(one in rest for one in few)


# --- files as they are ---


@pytest.mark.parametrize("text", [*SHIPPED.values(), FRESH, HAND_WRITTEN, "", "tenderkit = 1"])
def test_a_file_that_is_not_changed_stays_as_it_is(text: str) -> None:
    purchase = PurchaseText(text)
    assert purchase.text == text
    assert purchase.answers == tomllib.loads(text)


def test_answers_are_plain_data() -> None:
    answers = PurchaseText(SHIPPED["three-lots"]).answers
    assert [type(found) for found in (answers, answers["lots"], answers["lots"][0]["items"][1])] == [dict, list, dict]
    assert type(find_answer(answers, ("tender", "title"))) is str


@pytest.mark.parametrize(
    ("path", "found"), [(("tender", "title"), "Desktops"), (("lots", 1), None), (("tender", "value", "amount"), None)]
)
def test_an_item_is_found_where_it_is(path: AnswerPath, found: Any) -> None:
    assert find_item(tomllib.loads(HAND_WRITTEN), path) == found


def test_windows_line_ends_stay() -> None:
    text = HAND_WRITTEN.replace("\n", "\r\n")
    changed = after(
        text, put("tender", "title", "x"), put("tender", "authority", "y"), leave_open("tender", "value"), set_lots(2)
    )
    assert changed.text.count("\r\n") == changed.text.count("\n") > HAND_WRITTEN.count("\n")


def test_mixed_line_ends_become_one_kind() -> None:
    changed = after("# head\r\ntenderkit = 1\n[tender]\n", put("tender", "title", "x"))
    assert changed.text == '# head\r\ntenderkit = 1\r\n[tender]\r\ntitle = "x"\r\n'


@pytest.mark.parametrize("text", ['[tender]\ntitle = "x"', "tenderkit = 1", "tenderkit = 1  # shape"])
def test_a_last_line_without_end_is_ended_first(text: str) -> None:
    changed = after(text, put("tender", "country", "DE"), set_lots(1))
    assert inside(text.splitlines(), changed.text.splitlines())


# --- put ---


def test_a_fresh_file_is_written_as_people_write_it() -> None:
    changed = after(
        FRESH,
        put("tender", "title", "Desktops", comment="Title"),
        put("tender", "value", VALUE, comment="Value"),
        put("tender", "answers", "sites", 3, comment="Sites"),
        set_lots(2),
        put("lots", 0, "acquisition", "lease", comment="purchase | lease"),
        kinds("desktop", "display", comment="Kinds"),
        put("lots", 0, "items", 0, "quantity", 5, comment="Quantity"),
        put("lots", 0, "parameters", "spare-parts", "years", 7),
        put("lots", 0, "months", 48, comment="Term"),
        put("lots", 1, "delivery-from", datetime.date(2027, 3, 1), comment="From"),
    )
    assert [line for line in changed.text.splitlines() if line] == [
        "# head",
        "tenderkit = 1",
        "[tender]",
        'title = "Desktops" # Title',
        'value = {amount = 450000, currency = "EUR"} # Value',
        "answers = {sites = 3}",
        "[[lots]]",
        'acquisition = "lease" # purchase | lease',
        "items = [",
        '    {category = "desktop", quantity = 5},',
        '    {category = "display"},',
        "] # Kinds",
        "months = 48 # Term",
        "[lots.parameters.spare-parts]",
        "years = 7",
        "[[lots]]",
        "delivery-from = 2027-03-01 # From",
    ]


ANSWERS = [
    "a text",
    'with "quotes" and \\ and {braces}',
    48,
    0.5,
    True,
    datetime.date(2027, 1, 15),
    [12, 24],
    VALUE,
    [],
]


@pytest.mark.parametrize("value", ANSWERS, ids=str)
def test_a_new_key_gets_its_comment(value: Any) -> None:
    changed = after(HAND_WRITTEN, put("tender", "new", value, comment="what it is"))
    assert find_answer(changed.answers, ("tender", "new")) == value
    assert [line for line in changed.text.splitlines() if line.startswith("new = ") and line.endswith("# what it is")]


@pytest.mark.parametrize("value", ANSWERS, ids=str)
@pytest.mark.parametrize(
    "before", ['"a text"', "1", "true", "2027-01-15", "[1, 2]", '{ amount = 1, currency = "SEK" }']
)
def test_a_key_that_is_there_keeps_its_own_comment(value: Any, before: str) -> None:
    changed = after(f"[tender]\nkey = {before}   # mine\n", put("tender", "key", value, comment="what it is"))
    assert find_answer(changed.answers, ("tender", "key")) == value
    assert comments(changed.text) == ["mine"]


def test_a_key_that_is_there_without_comment_gets_none() -> None:
    assert "#" not in after('[tender]\nkey = "x"\n', put("tender", "key", "y", comment="what it is")).text


@pytest.mark.parametrize("text", ["[tender]\n", "tender = {}\n", "tender = {title = 'x'}\n", ""])
def test_an_answer_of_its_own_table_gets_no_comment_inside_a_line(text: str) -> None:
    changed = after(text, put("tender", "answers", "sites", True, comment="a"))
    assert find_answer(changed.answers, ("tender", "answers")) == {"sites": True}
    assert "#" not in changed.text


def test_a_key_of_the_whole_file_is_put() -> None:
    changed = after(HAND_WRITTEN, put("language", "fr"), put("tenderkit", 1))
    assert changed.answers == {**tomllib.loads(HAND_WRITTEN), "language": "fr"}


@pytest.mark.parametrize(
    "below",
    [
        '[lots.parameters.spare-parts]\nyears = 5 # mine\n[lots.answers]\nuse = "office"\n',
        '[[lots.items]]\ncategory = "desktop"\nquantity = 1 # mine\n[[lots.items]]\ncategory = "display"\n',
        "[lots.weights]\nprice = 100 # mine\n",
        "# mine\n\n[lots.weights]\nprice = 100\n",
    ],
)
def test_a_new_key_stands_before_the_tables_inside_its_table(below: str) -> None:
    text = f'[[lots]]\ntitle = "x"\n{below}[[lots]]\ntitle = "y"\n'
    changed = after(text, put("lots", 0, "months", 48, comment="Term"), put("lots", 1, "months", 24))
    assert [lot["months"] for lot in changed.answers["lots"]] == [48, 24]
    assert inside(text.splitlines(), changed.text.splitlines())


def test_a_table_inside_the_tender_stays_on_one_line_with_a_key_called_parameters_in_it() -> None:
    changed = after("[tender]\ntitle = 'x'\n", put("tender", "answers", "parameters", "a", 1))
    assert "answers = {parameters = {a = 1}}" in changed.text


def test_a_new_key_stands_before_the_comment_above_the_next_header() -> None:
    changed = after(HAND_WRITTEN, put("tender", "authority", "A city"))
    assert "# about the lots\n[[lots]]\n" in changed.text


def test_a_line_of_a_list_keeps_its_comment_and_its_neighbours() -> None:
    changed = after(HAND_WRITTEN, put("lots", 0, "items", 1, "quantity", 7, comment="Quantity"))
    assert [line["quantity"] for line in changed.answers["lots"][0]["items"]] == [900, 7]
    assert comments(changed.text) == comments(HAND_WRITTEN)


def test_a_line_that_is_a_table_of_its_own_is_changed_in_place() -> None:
    text = '[[lots]]\n[[lots.items]]\ncategory = "desktop" # mine\nquantity = 5 # all\n[[lots.items]]\ncpv = "1"\n'
    changed = after(text, put("lots", 0, "items", 0, "quantity", 7), put("lots", 0, "items", 1, "quantity", 8))
    assert [line["quantity"] for line in changed.answers["lots"][0]["items"]] == [7, 8]
    assert comments(changed.text) == ["mine", "all"]


LOTS = {
    "tables": '[[lots]]\ntitle = "x"\n# second\n\n[[lots]]\ntitle = "y"\n# end\n',
    "one line": 'lots = [{title = "x"}, { title = "y" }] # second\n# end\n',
    "lines": 'lots = [\n  { title = "x" },\n  # second\n  { title = "y" },\n]\n# end\n',
}


@pytest.mark.parametrize("text", LOTS.values(), ids=LOTS)
def test_lots_of_every_form_are_answered(text: str) -> None:
    changed = after(
        text,
        put("lots", 1, "months", 48, comment="Term"),
        put("lots", 0, "answers", "use", "office"),
        put("lots", 1, "parameters", "spare-parts", "years", 5),
        kinds("desktop"),
        put("lots", 0, "items", 0, "quantity", 3),
    )
    assert changed.answers["lots"] == [
        {"title": "x", "answers": {"use": "office"}, "items": [{"category": "desktop", "quantity": 3}]},
        {"title": "y", "months": 48, "parameters": {"spare-parts": {"years": 5}}},
    ]
    assert inside(["second", "end"], comments(changed.text))


DOTTED = """\
[tender]
value.amount = 5    # about
value.currency = "SEK"
answers.sites = 3
[[lots]]
title = "x"
parameters.spare-parts.years = 5
parameters.take-back.sites = ["north"]
answers.use = "office"
# end
"""


@pytest.mark.parametrize(
    "path",
    [
        ("tender", "country"),
        ("tender", "answers", "more"),
        ("tender", "value", "amount"),
        ("lots", 0, "title"),
        ("lots", 0, "answers", "use"),
        ("lots", 0, "answers", "more"),
        ("lots", 0, "parameters", "spare-parts", "years"),
        ("lots", 0, "parameters", "spare-parts", "more"),
    ],
    ids=lambda path: ".".join(map(str, path)),
)
def test_dotted_keys_are_answered(path: AnswerPath) -> None:
    changed = after(DOTTED, put(*path, 7))
    expected = tomllib.loads(DOTTED)
    put_plain(expected, path, 7)
    assert changed.answers == expected
    assert comments(changed.text) == ["about", "end"]


def test_a_dotted_table_of_the_whole_file_is_answered() -> None:
    changed = after('tender.title = "x"\ntender.value = {}\nparameters.a.b = 1\nparameters.c.d = 1\n[[lots]]\n')
    for path in (("tender", "country"), ("parameters", "a", "f")):
        changed = after(changed.text, put(*path, "new"))
    assert changed.answers["tender"] == {"title": "x", "value": {}, "country": "new"}
    assert changed.answers["parameters"] == {"a": {"b": 1, "f": "new"}, "c": {"d": 1}}


@pytest.mark.parametrize(
    "text",
    [
        '[tender]\nvalue = { amount = 1, currency = "SEK" }\n',
        '[tender.value]\namount = 1\ncurrency = "SEK"\n',
        'tender.value.amount = 1\ntender.value.currency = "SEK"\n',
        '[tender]\ntitle = "x"\n[[lots]]\n[tender.value]\namount = 1\ncurrency = "SEK"\n',
    ],
)
def test_an_amount_takes_the_place_of_one_in_any_form(text: str) -> None:
    assert after(text, put("tender", "value", VALUE)).answers["tender"]["value"] == VALUE


def test_the_comment_above_the_next_header_outlives_a_table_that_is_replaced() -> None:
    changed = after("[tender.value]\namount = 1\n\n# about the lots\n[[lots]]\n", put("tender", "value", VALUE))
    assert comments(changed.text) == ["about the lots"]


# --- lines ---


def test_lines_that_are_there_keep_what_else_they_say() -> None:
    wanted = [{"cpv": "30231300-0"}, {"category": "tablet"}, {"category": "desktop"}]
    changed = after(HAND_WRITTEN, lambda p: p.set_lines(("lots", 0, "items"), wanted))
    assert changed.answers["lots"][0]["items"] == [
        {"cpv": "30231300-0", "quantity": 4},
        {"category": "tablet"},
        {"category": "desktop", "quantity": 900},
    ]


def test_a_line_by_code_is_another_one_than_a_line_by_category() -> None:
    changed = after('[[lots]]\nitems = [{cpv = "30231300-0", quantity = 4}]\n', kinds("display"))
    assert changed.answers["lots"][0]["items"] == [{"category": "display"}]


def test_lines_that_are_there_keep_their_comments() -> None:
    wanted = [{"category": "desktop"}, {"cpv": "30231300-0"}, {"category": "tablet"}]
    changed = after(HAND_WRITTEN, lambda p: p.set_lines(("lots", 0, "items"), wanted))
    assert inside(["many", "a code", "few"], comments(changed.text))


def test_lines_that_are_tables_of_their_own_keep_what_else_they_say() -> None:
    text = '[[lots]]\n[[lots.items]]\ncategory = "desktop"\nquantity = 5\n[lots.weights]\nprice = 100\n# next\n'
    changed = after(text, kinds("display", "desktop"))
    assert changed.answers["lots"] == [
        {"items": [{"category": "display"}, {"category": "desktop", "quantity": 5}], "weights": {"price": 100}},
    ]
    assert comments(changed.text) == ["next"]


def test_no_lines_are_an_empty_list() -> None:
    assert after(HAND_WRITTEN, kinds()).answers["lots"][0]["items"] == []


# --- leave open, take out ---

TENDERS = {
    "not there": FRESH,
    "table": '[tender]\ntitle = "x"\nvalue = { amount = 1 } # mine\n',
    "last line without end": '[tender]\ntitle = "x"',
    "table with tables inside": '[tender]\ntitle = "x"\n[tender.answers]\nsites = 3\n[[lots]]\n',
    "the answer is a table": '[tender]\ntitle = "x"\n[tender.value]\namount = 1\n[[lots]]\n',
    "parted": '[tender]\ntitle = "x"\n[[lots]]\n[tender.answers]\nsites = 3\n',
    "one line": 'tender = { title = "x", value = { amount = 1 } }\n[[lots]]\n',
    "dotted": 'tender.title = "x"\ntender.value.amount = 1\n[[lots]]\n',
}


# There is no place for a comment of its own inside a line, or in a table that is written in two places.
PLACELESS = ("parted", "one line", "dotted")


@pytest.mark.parametrize("name", [name for name in TENDERS if name not in PLACELESS])
def test_what_was_left_open_is_remembered_by_the_file(name: str) -> None:
    text = TENDERS[name]
    changed = after(text, leave_open("tender", "value"))
    assert find_answer(changed.answers, ("tender", "value")) is None
    assert changed.is_left_open(("tender", "value"))
    assert PurchaseText(changed.text).is_left_open(("tender", "value"))


@pytest.mark.parametrize("name", PLACELESS)
def test_where_there_is_no_place_for_it_nothing_else_changes(name: str) -> None:
    text = TENDERS[name]
    changed = after(text, leave_open("tender", "value"))
    expected = tomllib.loads(text)
    expected["tender"].pop("value", None)
    assert changed.answers == expected
    assert "left open" not in changed.text


@pytest.mark.parametrize("text", ['[[lots]]\ntitle = "x"\n[lots.parameters.spare-parts]\nyears = 5\n', "[[lots]]\n"])
def test_what_was_left_open_in_a_lot_is_remembered_by_the_file(text: str) -> None:
    changed = after(text + "# end\n", leave_open("lots", 0, "months"), set_lots(2))
    assert PurchaseText(changed.text).is_left_open(("lots", 0, "months"))
    assert not PurchaseText(changed.text).is_left_open(("lots", 1, "months"))


@pytest.mark.parametrize("text", TENDERS.values(), ids=TENDERS)
def test_an_answer_takes_the_place_of_what_was_left_open(text: str) -> None:
    changed = after(text, leave_open("tender", "value"), put("tender", "value", VALUE))
    assert not changed.is_left_open(("tender", "value"))
    assert "left open" not in changed.text


def test_what_is_left_open_twice_is_noted_once() -> None:
    changed = after(FRESH, leave_open("tender", "value"), leave_open("tender", "value"))
    assert changed.text.count("left open") == 1


def test_what_is_left_open_is_one_key_of_one_table() -> None:
    changed = after(FRESH, set_lots(2), leave_open("lots", 0, "months"), leave_open("tender", "country"))
    open_ = [("lots", 0, "months"), ("tender", "country")]
    others = [("lots", 1, "months"), ("tender", "months"), ("tender", "delivery-country"), ("lots", 2, "months")]
    assert [changed.is_left_open(path) for path in [*open_, *others]] == [True, True, False, False, False, False]


@pytest.mark.parametrize("comment", ["# country: which one?", "# delivery-country = open", "# country-of = x", "#"])
def test_other_comments_say_nothing_about_a_key(comment: str) -> None:
    assert not PurchaseText(f'[tender]\n{comment}\ntitle = "x"\n').is_left_open(("tender", "country"))


@pytest.mark.parametrize("text", TENDERS.values(), ids=TENDERS)
def test_an_answer_is_taken_out_of_any_form(text: str) -> None:
    expected = tomllib.loads(text)
    expected.get("tender", {}).pop("value", None)
    assert after(text, take_out("tender", "value")).answers == expected


@pytest.mark.parametrize("path", [("tender", "value"), ("tender", "answers", "x"), ("lots", 4, "title"), ("x",)])
def test_nothing_is_taken_out_where_nothing_is(path: AnswerPath) -> None:
    assert after(HAND_WRITTEN, take_out(*path)).text == HAND_WRITTEN


def test_a_key_of_the_whole_file_is_taken_out() -> None:
    assert after(HAND_WRITTEN, take_out("tenderkit")).text == HAND_WRITTEN.replace(
        "tenderkit = 1   # the shape\n", ""
    )


# --- lots ---


@pytest.mark.parametrize("text", [FRESH, "lots = []\n", *LOTS.values(), *SHIPPED.values()])
def test_missing_lots_are_made(text: str) -> None:
    before = tomllib.loads(text).get("lots", [])
    changed = after(text, set_lots(5))
    assert changed.answers["lots"] == before + [{}] * (5 - len(before))
    assert comments(changed.text) == comments(text)


@pytest.mark.parametrize("text", [*LOTS.values(), *SHIPPED.values()])
def test_no_lot_is_taken_out_by_a_smaller_number(text: str) -> None:
    assert after(text, set_lots(0), set_lots(1)).text == text


CHANGES = {
    "tables": LOTS["tables"]
    + '[[excluded]]\nclause = "a"\nreason = "r"\nlot = 1\n[[included]]\nclause = "b"\nreason = "r"\n# mine\n'
    + '[[included]]\nclause = "c"\nreason = "r"\nlot = 2\n',
    "lines": 'excluded = [{ clause = "a", reason = "r", lot = 1 }]\n'
    + 'included = [{ clause = "b", reason = "r" }, { clause = "c", reason = "r", lot = 2 }] # mine\n'
    + LOTS["lines"],
}


@pytest.mark.parametrize("text", CHANGES.values(), ids=CHANGES)
def test_changes_of_clauses_follow_their_lot(text: str) -> None:
    changed = after(text, take_lot(0))
    assert changed.answers == {
        "lots": [{"title": "y"}],
        "included": [{"clause": "b", "reason": "r"}, {"clause": "c", "reason": "r", "lot": 1}],
    }
    assert "mine" in comments(changed.text)


@pytest.mark.parametrize("text", CHANGES.values(), ids=CHANGES)
def test_changes_of_clauses_of_an_earlier_lot_stay(text: str) -> None:
    changed = after(text, take_lot(1)).answers
    assert [change["lot"] for change in changed["excluded"]] == [1]
    assert [change["clause"] for change in changed["included"]] == ["b"]


def test_a_lot_is_taken_out_with_the_tables_inside() -> None:
    text = SHIPPED["three-lots"]
    changed = after(text, take_lot(1)).answers["lots"]
    assert changed == [lot for lot in tomllib.loads(text)["lots"] if lot["title"] != "Refurbished tablets"]


def test_the_comment_above_the_next_lot_outlives_a_lot() -> None:
    text = '[[lots]]\ntitle = "x"\n\n# the second\n[[lots]]\ntitle = "y"\n'
    assert comments(after(text, take_lot(0)).text) == ["the second"]


# --- changes of clauses ---


@pytest.mark.parametrize("text", [FRESH, CHANGES["tables"], CHANGES["lines"]])
@pytest.mark.parametrize("lot", [None, 2])
def test_a_change_of_a_clause_is_put_behind_the_others(text: str, lot: int | None) -> None:
    changed = after(text, lambda p: p.add_change("included", "new", "A reason.", lot))
    entry = {"clause": "new", "reason": "A reason."} | ({"lot": lot} if lot else {})
    assert changed.answers["included"] == [*tomllib.loads(text).get("included", []), entry]
    assert comments(changed.text) == comments(text)


@pytest.mark.parametrize("text", CHANGES.values(), ids=CHANGES)
@pytest.mark.parametrize(
    ("clause", "lot", "there", "rest"),
    [
        ("b", None, True, ["c"]),
        ("b", 1, True, ["b", "c"]),  # what is meant for all lots stays for the others
        ("c", 2, True, ["b"]),
        ("c", 1, False, ["b", "c"]),
        ("c", None, False, ["b", "c"]),
        ("x", 2, False, ["b", "c"]),
    ],
)
def test_a_change_is_taken_back_where_it_holds_for_the_lot(
    text: str, clause: str, lot: int | None, there: bool, rest: list[str]
) -> None:
    purchase = PurchaseText(text)
    assert purchase.remove_change("included", clause, lot) is there
    assert [change["clause"] for change in tomllib.loads(purchase.text)["included"]] == rest
    assert "mine" in comments(purchase.text) or rest == ["c"]


def test_the_change_of_one_lot_is_taken_back_before_the_one_for_all() -> None:
    purchase = after(
        FRESH, lambda p: p.add_change("excluded", "a", "all", None), lambda p: p.add_change("excluded", "a", "one", 2)
    )
    assert purchase.remove_change("excluded", "a", 2)
    assert [change["reason"] for change in purchase.answers["excluded"]] == ["all"]


@pytest.mark.parametrize("text", CHANGES.values(), ids=CHANGES)
def test_the_list_goes_with_its_last_change(text: str) -> None:
    changed = after(text, lambda p: p.remove_change("excluded", "a", 1))
    assert "excluded" not in changed.answers
    assert not changed.remove_change("excluded", "a", 1)


def test_a_change_that_is_taken_back_at_once_leaves_no_trace() -> None:
    changed = after(
        HAND_WRITTEN, lambda p: p.add_change("included", "a", "r", 1), lambda p: p.remove_change("included", "a", 1)
    )
    assert changed.text.rstrip() == HAND_WRITTEN.rstrip()


# --- prune ---

VALUES = {
    "tables": """\
[parameters.a]
x = { desktop = 1, tablet = 2 } # mine
z = 5
[[lots]]
[lots.parameters.a.x]
desktop = 1 # kept
tablet = 2
[[lots]]
parameters.a.y.desktop = 3
parameters.a.y.tablet = 4
# end
""",
    "lines": """\
parameters = { a = { x = { desktop = 1, tablet = 2 }, z = 5 } } # mine
lots = [
  { parameters = { a = { x = { desktop = 1, tablet = 2 } } } }, # kept
  { parameters = { a = { y = { desktop = 3, tablet = 4 } } } },
] # end
""",
    "dotted": """\
parameters.a.x = { desktop = 1, tablet = 2 } # mine
parameters.a.z = 5
[[lots]]
parameters.a.x = { desktop = 1, tablet = 2 } # kept
[[lots]]
parameters.a.y.desktop = 3
parameters.a.y.tablet = 4
# end
""",
}


@pytest.mark.parametrize("text", VALUES.values(), ids=VALUES)
def test_values_go_with_their_category(text: str) -> None:
    changed = after(text, prune(["desktop"], ["tablet"]))
    assert changed.answers == {
        "parameters": {"a": {"x": {"desktop": 1, "tablet": 2}, "z": 5}},
        "lots": [{"parameters": {"a": {"x": {"desktop": 1}}}}, {"parameters": {"a": {"y": {"tablet": 4}}}}],
    }
    assert inside(["mine", "kept", "end"], comments(changed.text))


@pytest.mark.parametrize("text", VALUES.values(), ids=VALUES)
def test_a_value_without_categories_goes(text: str) -> None:
    changed = after(text, prune(["server"], ["tablet"]))
    assert changed.answers["parameters"] == {"a": {"x": {"tablet": 2}, "z": 5}}
    assert not find_answer(changed.answers["lots"][0], ("parameters", "a"))


def test_values_of_parted_dotted_keys_go_with_their_category() -> None:
    text = "parameters.a.x.desktop = 1\nparameters.a.x.tablet = 2\nparameters.b.y = { desktop = 1 }\n[[lots]]\n"
    changed = after(text, prune(["tablet"])).answers["parameters"]
    assert (changed["a"], find_answer(changed, ("b", "y"))) == ({"x": {"tablet": 2}}, None)


@pytest.mark.parametrize("text", SHIPPED.values(), ids=SHIPPED)
def test_nothing_goes_where_every_category_is_there(text: str) -> None:
    everything = ["laptop", "tablet", "display", "desktop", "phone", "mixed-ict"]
    everything += ["signage-display", "video-conferencing"]
    assert after(text, prune(*[everything] * len(tomllib.loads(text)["lots"]))).text == text


# --- any order of operations, on any file ---

CATEGORIES = ["desktop", "tablet", "display"]
WORDS = st.text("aé\"\\'{}=[]", min_size=1, max_size=8)
VALUES_OF_PARAMETERS = st.one_of(
    st.integers(0, 9),
    WORDS,
    st.booleans(),
    st.dictionaries(st.sampled_from(CATEGORIES), st.integers(0, 9), min_size=1),
)
PARAMETERS = st.dictionaries(
    st.sampled_from("ab"), st.dictionaries(st.sampled_from("pq"), VALUES_OF_PARAMETERS, min_size=1)
)
OWN_ANSWERS = st.dictionaries(st.sampled_from("rs"), st.one_of(st.booleans(), WORDS), min_size=1)
LINES = st.lists(st.sampled_from(CATEGORIES), unique=True).flatmap(
    lambda found: st.tuples(
        *(st.fixed_dictionaries({"category": st.just(c)}, optional={"quantity": st.integers(1, 9)}) for c in found)
    ).map(list)
)
LOT = st.fixed_dictionaries(
    {"title": WORDS},
    optional={"months": st.integers(1, 9), "items": LINES, "answers": OWN_ANSWERS, "parameters": PARAMETERS},
)
TENDER = st.fixed_dictionaries(
    {"title": WORDS}, optional={"country": WORDS, "value": st.just(dict(VALUE)), "answers": OWN_ANSWERS}
)
CLAUSES = st.lists(st.sampled_from("ab"), unique=True).flatmap(
    lambda found: st.tuples(
        *(
            st.fixed_dictionaries({"clause": st.just(c), "reason": WORDS}, optional={"lot": st.integers(1, 3)})
            for c in found
        )
    ).map(list)
)
PURCHASE = st.fixed_dictionaries(
    {"tenderkit": st.just(1), "tender": TENDER},
    optional={
        "lots": st.lists(LOT, max_size=2),
        "parameters": PARAMETERS,
        "included": CLAUSES,
        "excluded": CLAUSES,
    },
)
# How a table can be written.
TABLES, ONE_LINE, DOTTED_KEYS = "tables", "one line", "dotted keys"


def in_line(value: Any) -> str:
    """A value on one line."""
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{key} = {in_line(one)}" for key, one in value.items()) + " }"
    if isinstance(value, list):
        return "[" + ", ".join(map(in_line, value)) + "]"
    return json.dumps(value)


@st.composite
def files(draw: st.DrawFn, ways: Sequence[str]) -> str:
    """A purchase file as somebody may have written it, with comments and empty lines anywhere.

    Parameters: `ways` in which its tables are written.
    """
    numbers = count(1)

    def behind() -> str:
        return draw(st.sampled_from(["", " # behind {}", "    # far behind {}"])).format(next(numbers))

    def above() -> list[str]:
        found = draw(st.sampled_from([[], [""], ["# above {}"], ["", "# above {}"], ["# above {}", ""]]))
        number = next(numbers)
        return [line.format(number) for line in found]

    def keys(name: str, value: Any) -> list[str]:
        """Keys and values; what is in a table has its name in front."""
        if isinstance(value, dict) and value and DOTTED_KEYS in ways and draw(st.booleans()):
            return [line for key, one in value.items() for line in keys(f"{name}.{key}", one)]
        if isinstance(value, list) and value and isinstance(value[0], dict) and draw(st.booleans()):
            lines = [[*above(), f"  {in_line(one)},{behind()}"] for one in value]
            return [f"{name} = [", *chain(*lines), f"]{behind()}"]
        return [f"{name} = {in_line(value)}{behind()}"]

    def table(path: str, found: dict[str, Any]) -> tuple[list[str], list[str]]:
        """The keys of a table, and the tables below it."""
        own: list[str] = []
        below: list[str] = []
        for key, value in found.items():
            inner = f"{path}.{key}".lstrip(".")
            several = isinstance(value, list) and value and isinstance(value[0], dict)
            if TABLES in ways and (isinstance(value, dict) or several) and (ways == [TABLES] or draw(st.booleans())):
                for one in value if several else [value]:
                    header = f"[[{inner}]]" if several else f"[{inner}]"
                    below += [*above(), header + behind(), *chain(*table(inner, one))]
            else:
                own += [*above(), *keys(key, value)]
        return own, below

    ends = draw(st.sampled_from(["\n", "\r\n"]))
    return ends.join(["# head", *chain(*table("", draw(PURCHASE))), *above()]) + ends


Operation = tuple[str, tuple[Any, ...]]
LOT_NUMBERS = st.integers(0, 2)
IN_LOT = LOT_NUMBERS.map(lambda lot: ("lots", lot))
BASE = st.one_of(st.just(("tender",)), IN_LOT)
VALUE_PATH = st.tuples(
    st.one_of(st.just(()), IN_LOT), st.just("parameters"), st.sampled_from("abc"), st.sampled_from("pqr")
).map(lambda path: (*path[0], *path[1:]))


def operation(name: str, *args: st.SearchStrategy[Any]) -> st.SearchStrategy[Operation]:
    return st.tuples(st.just(name), st.tuples(*args))


def below(base: st.SearchStrategy[Any], names: Sequence[Any]) -> st.SearchStrategy[AnswerPath]:
    return st.tuples(base, st.sampled_from(names)).map(lambda found: (*found[0], *found[1:]))


NOTES = st.sampled_from(["", "what it is"])
SCALARS = st.one_of(
    WORDS, st.booleans(), st.integers(0, 9), st.lists(st.integers(0, 9)), st.just(datetime.date(2027, 1, 2))
)
ADDING: tuple[st.SearchStrategy[Operation], ...] = (
    operation("put", below(BASE, ["title", "months", "country", "new"]), SCALARS, NOTES),
    operation("put", below(BASE.map(lambda base: (*base, "answers")), "rst"), st.booleans() | WORDS, NOTES),
    operation("quantity", LOT_NUMBERS, st.integers(1, 9)),
    operation("set_lots", st.integers(1, 3)),
    operation(
        "change",
        st.sampled_from(["included", "excluded"]),
        st.sampled_from("abc"),
        WORDS,
        st.sampled_from([None, 1, 2]),
    ),
)
ALL: tuple[st.SearchStrategy[Operation], ...] = (
    *ADDING,
    operation("put", st.just(("tender", "value")), st.just({"amount": 7, "currency": "SEK"}), NOTES),
    operation("put", VALUE_PATH, VALUES_OF_PARAMETERS, st.just("")),
    operation("lines", LOT_NUMBERS, st.lists(st.sampled_from(CATEGORIES), unique=True), NOTES),
    operation("leave_open", below(BASE, ["value", "country", "months", "answers"])),
    operation("take_out", below(BASE, ["value", "country", "months", "answers", "items"])),
    operation("take_lot", LOT_NUMBERS),
    operation(
        "unchange", st.sampled_from(["included", "excluded"]), st.sampled_from("abc"), st.sampled_from([None, 1, 2])
    ),
    operation("prune", st.lists(st.sets(st.sampled_from(CATEGORIES)), min_size=8, max_size=8)),
)


def make(purchase: PurchaseText, said: dict[str, Any], name: str, args: tuple[Any, ...]) -> None:
    """Do the same to a purchase file and to plain data."""
    lots = said.get("lots", [])
    match name, args:
        case "put", (path, value, comment):
            purchase.set_answer(path, deepcopy(value), comment)
            put_plain(said, path, value)
        case "quantity", (lot, value):
            for line in range(len(lots[lot].get("items", []))):
                make(purchase, said, "put", (("lots", lot, "items", line, "quantity"), value, "Quantity"))
        case "lines", (lot, categories, comment):
            known = {line["category"]: line for line in lots[lot].get("items", []) if "category" in line}
            purchase.set_lines(("lots", lot, "items"), [{"category": c} for c in categories], comment)
            lots[lot]["items"] = [known.get(c, {"category": c}) for c in categories]
        case "leave_open" | "take_out", (path,):
            (purchase.remove_answer(path) if name == "take_out" else purchase.leave_open(path, "left open"))
            find_answer(said, path[:-1]).pop(path[-1], None)
        case "set_lots", (number,):
            purchase.set_lots(number)
            if number > len(lots):
                said["lots"] = lots + [{} for _ in range(number - len(lots))]
        case "take_lot", (lot,):
            purchase.remove_lot(lot)
            del lots[lot]
            for which in ("included", "excluded"):
                kept = [e for e in said.pop(which, []) if e.get("lot") != lot + 1]
                moved = [e | ({"lot": e["lot"] - 1} if e.get("lot", 0) > lot else {}) for e in kept]
                said |= {which: moved} if moved else {}
        case "change", (which, clause, reason, lot):
            if clause not in [entry["clause"] for entry in said.get(which, [])]:
                purchase.add_change(which, clause, reason, lot)
                entry = {"clause": clause, "reason": reason} | ({"lot": lot} if lot else {})
                said[which] = [*said.get(which, []), entry]
        case "unchange", (which, clause, lot):
            entries = said.get(which, [])
            gone = next((e for e in entries if e["clause"] == clause and e.get("lot") == lot), None)
            if gone is None and lot is not None:
                gone = next((e for e in entries if e["clause"] == clause and "lot" not in e), None)
            others = [n for n in range(1, len(lots) + 1) if n != lot] if gone and lot and "lot" not in gone else []
            first = [{**gone, "lot": others[0]}] if gone and others else []
            kept = [one for e in entries for one in (first if e is gone else [e])]
            kept += [{"clause": clause, "reason": gone["reason"], "lot": n} for n in others[1:]] if gone else []
            assert purchase.remove_change(which, clause, lot) == (gone is not None)
            if gone:
                del said[which]
                said |= {which: kept} if kept else {}
        case "prune", (kinds_,):
            kinds_ = kinds_[: len(lots)]
            purchase.remove_stale_values(kinds_)
            for place, here in [(said, set().union(*kinds_)), *zip(lots, kinds_, strict=True)]:
                for clause in place.get("parameters", {}).values():
                    for key, value in list(clause.items()):
                        if isinstance(value, dict):
                            clause[key] = {c: v for c, v in value.items() if c in here}
                            if not clause[key]:
                                del clause[key]
        case _:
            raise AssertionError(name)


def lot_of(args: tuple[Any, ...]) -> int | None:
    """The lot (from 0) that an operation is about."""
    first = args[0]
    if isinstance(first, tuple):
        return first[1] if first[0] == "lots" else None
    return first if isinstance(first, int) else None


def filled(said: Any) -> Any:
    """Plain data without the tables and lists that hold nothing, except the lots and the lists of lots."""
    if isinstance(said, dict):
        return {key: found for key, value in said.items() if (found := filled(value)) != {}}
    return [filled(one) for one in said] if isinstance(said, list) else said


def run(text: str, operations: Sequence[Operation], *, comments_stay: bool = False) -> None:
    """Do operations one after the other; after each the file has to say what plain data would."""
    purchase, said = PurchaseText(text), tomllib.loads(text)
    for name, args in operations:
        lot = lot_of(args)
        if lot is not None and lot >= len(said.get("lots", [])) and name != "set_lots":
            make(purchase, said, "set_lots", (lot + 1,))
        before = comments(purchase.text)
        make(purchase, said, name, args)
        assert tomllib.loads(purchase.text) == purchase.answers, name
        assert filled(purchase.answers) == filled(said), name
        assert PurchaseText(purchase.text).answers == purchase.answers, name
        assert not comments_stay or inside(before, comments(purchase.text)), name


FILES = {
    "tables": files([TABLES]),
    "one line": files([ONE_LINE]),
    "mixed": files([TABLES, ONE_LINE]),
    "shipped": st.sampled_from(list(SHIPPED.values())),
}
quick = settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])


@pytest.mark.parametrize("written", FILES.values(), ids=FILES)
@quick
@given(data=st.data())
def test_after_any_operations_the_file_says_what_was_answered(
    written: st.SearchStrategy[str], data: st.DataObject
) -> None:
    run(data.draw(written), data.draw(st.lists(st.one_of(*ALL), max_size=6)))


@pytest.mark.parametrize("written", FILES.values(), ids=FILES)
@quick
@given(data=st.data())
def test_comments_stay_in_their_order_while_answers_are_put(
    written: st.SearchStrategy[str], data: st.DataObject
) -> None:
    run(data.draw(written), data.draw(st.lists(st.one_of(*ADDING), max_size=4)), comments_stay=True)
