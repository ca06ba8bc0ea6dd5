# SPDX-License-Identifier: Apache-2.0
"""Answers on the command line: `tenderkit new --set KEY=VALUE`."""

import datetime
import tomllib
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tenderkit.cli.set_option import parse_assignments
from tenderkit.errors import UsageProblem
from tenderkit.purchase.answers import find_answer
from tenderkit.purchase.reading import parse_purchase
from tests.cli.conftest import SMALL, Cli, names
from tests.conftest import Ran

LAYOUTS = {
    "inline": """\
tenderkit = 1
language = "en"
tender = { title = "Twelve laptops", launch = 2026-08-15 }
lots = [{ title = "Laptops", acquisition = "purchase", months = 36, data = "internal", \
items = [{ category = "laptop", quantity = 12 }] }]
""",
    "dotted": """\
tenderkit = 1
language = "en"
tender.title = "Twelve laptops"
tender.launch = 2026-08-15
[[lots]]
title = "Laptops"
acquisition = "purchase"
months = 36
data = "internal"
answers.accepts-refurbished = true
[[lots.items]]
category = "laptop"
quantity = 12
""",
    "lots first": """\
tenderkit = 1
language = "en"
[[lots]]
title = "Laptops"
acquisition = "purchase"
months = 36
data = "internal"
[lots.answers]
accepts-refurbished = true
[[lots.items]]
category = "laptop"
quantity = 12
[tender]
title = "Twelve laptops"
launch = 2026-08-15
""",
    "tables": SMALL + "[lots.parameters.warranty-minimum]\nwarranty-years = 3\n",
    "byte-order mark": "\ufeff" + SMALL,
    "other line ends": SMALL.replace("\n", "\r\n"),
}


def new(cli: Cli, *words: str) -> Ran:
    """`tenderkit new small.toml` with answers given in advance."""
    given_ = [part for word in words for part in ("--set", word)]
    return cli("new", "small.toml", "--no-input", *given_)


def said(key: str) -> Any:
    """What `small.toml` says at a key, its positions from 1."""
    data = tomllib.loads(Path("small.toml").read_text(encoding="utf-8-sig"))
    return find_answer(data, tuple(int(part) - 1 if part.isdecimal() else part for part in key.split(".")))


def untouched(path: Path) -> bool:
    """Whether the small purchase is as it was, and alone in its folder."""
    return path.read_text(encoding="utf-8") == SMALL and names(Path()) == ["small.toml"]


# --- every kind of key ---

A_LINE = {"category": "laptop", "quantity": 7}
A_CHANGE = '{ clause = "spare-parts", reason = "We say so.", lot = 1 }'
TAKEN = {
    "tender.title=Laptops for schools": "Laptops for schools",
    'tender.title="Laptops for schools"': "Laptops for schools",
    "tender.title='Laptops for schools'": "Laptops for schools",
    "tender.title=a=b": "a=b",
    "tender.title= spaced ": "spaced",
    "tender.authority=Ministère de l’Éducation “Lycées”": "Ministère de l’Éducation “Lycées”",
    "tender.reference=EDU-2027-014": "EDU-2027-014",
    "tender.country=NO": "NO",
    "tender.delivery-country=KE": "KE",
    "tender.jurisdiction=international": "international",
    "tender.launch=2027-02-28": datetime.date(2027, 2, 28),
    "tender.launch= 2027-02-28 ": datetime.date(2027, 2, 28),
    "tender.contract=framework": "framework",
    "tender.version=2": "2",
    "tender.status=draft": "draft",
    "tender.level=comprehensive": "comprehensive",
    "tender.proportionality=full": "full",
    "tender.environment-weight=0": 0,
    'tender.value={ amount = 450000, currency = "EUR" }': {"amount": 450000, "currency": "EUR"},
    'tender.value={ amount = 0.5, currency = "EUR" }': {"amount": 0.5, "currency": "EUR"},
    'tender.answers.need-check=["repair", "idle-stock"]': ["repair", "idle-stock"],
    'tender.answers={ need-check = ["repair"] }': {"need-check": ["repair"]},
    "lots.1.title=Laptops of all kinds": "Laptops of all kinds",
    "lots.1.acquisition=lease": "lease",
    "lots.1.months=48": 48,
    "lots.1.data=personal": "personal",
    "lots.1.options=[12, 12]": [12, 12],
    "lots.1.quantity-basis=estimate": "estimate",
    "lots.1.delivery-from=2027-09-01": datetime.date(2027, 9, 1),
    "lots.1.answers.accepts-refurbished=true": True,
    'lots.1.items=[{ category = "laptop", quantity = 7 }]': [A_LINE],
    'lots.1.items=[{ cpv = "30213100", quantity = 7 }]': [{"cpv": "30213100", "quantity": 7}],
    'lots.1.returns=[{ category = "laptop", quantity = 7 }]': [A_LINE],
    "lots.1.items.1.quantity=7": 7,
    "lots.1.items.1.category=desktop": "desktop",
    "lots.1.items.1.note=for the library": "for the library",
    "lots.1.weights.price=100": 100,
    "lots.1.weights={ price = 100 }": {"price": 100},
    "lots.1.parameters.warranty-minimum.warranty-years=4": 4,
    "lots.1.parameters.warranty-minimum.warranty-years=undecided": "undecided",
    "lots.1.parameters.warranty-minimum.warranty-years={ laptop = 4 }": {"laptop": 4},
    "lots.1.parameters.warranty-minimum.warranty-years.laptop=4": 4,
    'lots.1.parameters.take-back.sites=["North", "South"]': ["North", "South"],
    "parameters.warranty-minimum.warranty-years=4": 4,
    "parameters={ warranty-minimum = { warranty-years = 4 } }": {"warranty-minimum": {"warranty-years": 4}},
    "tenderkit=1": 1,
    "language=en": "en",
    f"excluded=[{A_CHANGE}]": [{"clause": "spare-parts", "reason": "We say so.", "lot": 1}],
    f"included=[{A_CHANGE}]": [{"clause": "spare-parts", "reason": "We say so.", "lot": 1}],
}


@pytest.mark.parametrize("word", TAKEN)
def test_an_answer_stands_under_its_key(cli: Cli, small: Path, word: str) -> None:
    ended = new(cli, word)
    assert (ended.code, ended.stderr.count("error:")) == (0, 0), ended.stderr
    assert said(word.partition("=")[0]) == TAKEN[word]
    assert names(Path()) == ["small-notes.docx", "small-response.docx", "small.docx", "small.toml"]


@pytest.mark.parametrize(
    "value",
    [
        *("2027", "0042", "1e3", "1.5", "0x1F", "true", "nan", "2027-01-15", "07:30:00"),
        *("[1]", "[Lot 1]", "{ a = 1 }", '"open', "7 # not a comment"),
    ],
)
@pytest.mark.parametrize(
    "key", ["tender.title", "tender.reference", "tender.version", "lots.1.title", "lots.1.items.1.note"]
)
def test_a_text_stays_a_text_whatever_it_looks_like(cli: Cli, small: Path, key: str, value: str) -> None:
    assert new(cli, f"{key}={value}").code == 0
    assert said(key) == value


@pytest.mark.parametrize("value", ["30213100", "30213100-6", '"30213100-6"'])
def test_a_cpv_code_stays_a_text_though_it_looks_like_a_number(cli: Cli, small: Path, value: str) -> None:
    assert new(cli, f"lots.1.items.1.cpv={value}").code == 0
    assert said("lots.1.items.1.cpv") == value.strip('"')


def test_the_reason_for_a_change_is_a_text(cli: Cli, small: Path) -> None:
    assert new(cli, "excluded.1.clause=spare-parts", "excluded.1.reason=2027").code == 0
    assert said("excluded") == [{"clause": "spare-parts", "reason": "2027"}]


def test_of_two_answers_to_one_question_the_last_holds(cli: Cli, small: Path) -> None:
    assert new(cli, "lots.1.months=12", "lots.1.months=24").code == 0
    assert said("lots.1.months") == 24


def test_what_the_file_says_beside_stays_as_it_is(cli: Cli, small: Path) -> None:
    before = f"# Ours.\n{SMALL}# The end.\n".replace("months = 36", "months   =   36 # three years")
    small.write_text(before, encoding="utf-8")
    assert new(cli, "lots.1.data=personal").code == 0
    assert small.read_text(encoding="utf-8") == before.replace('"internal"', '"personal"')


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize(
    "words",
    [
        ("lots.1.months=12",),
        ("lots.1.items.1.quantity=7",),
        ("lots.1.items.2.category=display", "lots.1.items.2.quantity=3"),
        ("lots.1.answers.accepts-refurbished=false",),
        ("lots.1.returns.1.category=desktop", "lots.1.returns.1.quantity=3"),
        ("lots.1.parameters.warranty-minimum.warranty-years=4",),
        ("tender.value.amount=450000", "tender.value.currency=EUR"),
        ("tender.country=NO",),
        (
            "lots.2.acquisition=lease",
            "lots.2.data=none",
            "lots.2.items.1.cpv=30231300-0",
            "lots.2.items.1.quantity=3",
        ),
    ],
    ids=" ".join,
)
def test_an_answer_finds_its_place_however_the_file_is_laid_out(
    cli: Cli, small: Path, layout: str, words: tuple[str, ...]
) -> None:
    small.write_text(LAYOUTS[layout], encoding="utf-8", newline="")
    ended = new(cli, *words)
    assert ended.code == 0, ended.stderr
    for (_, value), word in zip(parse_assignments(words), words, strict=True):
        assert said(word.partition("=")[0]) == value
    assert said("tender.title") == "Twelve laptops"
    assert said("lots.1.items.1.category") == "laptop"


# --- lots and lines that are not there yet ---


def test_a_second_lot_is_made_key_by_key(cli: Cli, small: Path) -> None:
    lot = ["acquisition=take-back", "data=none", 'returns=[{ category = "display", quantity = 3 }]']
    assert new(cli, *(f"lots.2.{word}" for word in lot)).code == 0
    assert said("lots.1.title") == "Laptops"
    assert said("lots.2.acquisition") == "take-back"
    assert said("lots.2.returns") == [{"category": "display", "quantity": 3}]


def test_the_lots_may_come_in_any_order(cli: Cli, small: Path) -> None:
    third = ["lots.3.acquisition=lease", 'lots.3.items=[{ category = "display", quantity = 3 }]']
    second = ["lots.2.acquisition=purchase", 'lots.2.items=[{ category = "projector-av", quantity = 2 }]']
    assert new(cli, *third, "lots.3.data=none", *second, "lots.2.data=none").code == 0
    assert [said(f"lots.{n}.acquisition") for n in (1, 2, 3)] == ["purchase", "purchase", "lease"]


def test_a_lot_that_is_only_begun_is_asked_for_and_nothing_is_written(cli: Cli, small: Path) -> None:
    ended = new(cli, "lots.2.months=12")
    assert ended.code == 3
    for key in ("acquisition", "items"):
        assert f"small.toml: lots.2.{key}: " in ended.stderr
    assert "lots.1" not in ended.stderr
    assert untouched(small)


def test_lots_that_were_jumped_over_are_asked_for(cli: Cli, small: Path) -> None:
    ended = new(cli, "lots.4.title=Far away")
    assert ended.code == 3
    assert [n for n in range(1, 6) if f"small.toml: lots.{n}.acquisition: " in ended.stderr] == [2, 3, 4]
    assert untouched(small)


@pytest.mark.parametrize(
    ("word", "key"),
    [
        ("lots.1.items.2.category=display", "lots.1.items.2.quantity"),
        ("lots.1.items.2.cpv=30213100-6", "lots.1.items.2.quantity"),
        ("lots.1.items.2.quantity=3", "lots.1.items.2"),
        ("lots.1.returns.1.note=Old.", "lots.1.returns.1"),
        ("tender.value.amount=5", "tender.value.currency"),
        ("tender.value.currency=EUR", "tender.value.amount"),
        ('tender.value={ currency = "EUR" }', "tender.value.amount"),
        ("excluded.1.clause=spare-parts", "excluded.1.reason"),
    ],
)
def test_half_an_answer_is_refused_and_nothing_is_written(cli: Cli, small: Path, word: str, key: str) -> None:
    ended = new(cli, word)
    assert ended.code == 3
    assert f"small.toml: {key}: " in ended.stderr
    assert untouched(small)


@pytest.mark.parametrize("word", ["lots=[]", "lots=[{}]", "lots.1.items=[]", "tender={}"])
def test_an_answer_that_takes_everything_away_is_refused(cli: Cli, small: Path, word: str) -> None:
    ended = new(cli, word)
    assert ended.code == 3
    assert f"small.toml: {word.partition('=')[0]}" in ended.stderr
    assert untouched(small)


def test_position_200_is_a_position(cli: Cli, small: Path) -> None:
    ended = new(cli, "lots.200.title=The last")
    assert ended.code == 3
    assert "small.toml: lots.200.acquisition: " in ended.stderr


# --- words that set nothing ---


@pytest.mark.parametrize(
    "word",
    [
        "",
        "x",
        "=",
        "=5",
        "lots.1.months",
        "lots.1.months:48",
        "lots..months=48",
        ".title=x",
        "tender.=x",
        "lots.1 .months=48",
        "lots[1].months=48",
        'tender."title"=x',
        "\udcff=x",
    ],
)
def test_a_word_without_key_and_value_ends_with_2_and_shows_how(cli: Cli, small: Path, word: str) -> None:
    ended = cli("new", "small.toml", "--no-input", f"--set={word}")
    assert ended.code == 2
    assert "lots.1.months=48" in ended.stderr
    assert untouched(small)


@pytest.mark.parametrize("position", ["0", "201", "00", "99999999999999999999", "9" * 5000])
@pytest.mark.parametrize("key", ["lots.{}.months", "lots.1.items.{}.quantity"])
def test_a_position_that_cannot_be_ends_with_2_and_says_how_far_they_go(
    cli: Cli, small: Path, key: str, position: str
) -> None:
    ended = new(cli, f"{key.format(position)}=1")
    assert ended.code == 2
    assert "1 to 200" in ended.stderr
    assert untouched(small)


@pytest.mark.parametrize(
    "word", ["lots.1=x", "lots.1.items.1={ quantity = 7 }", "lots.1.options.1=12", "1=x", "1.title=x"]
)
def test_a_position_alone_is_no_key(cli: Cli, small: Path, word: str) -> None:
    ended = new(cli, word)
    assert ended.code == 2
    assert word.partition("=")[0] in ended.stderr
    assert untouched(small)


@pytest.mark.parametrize(
    "word",
    [
        "lots.months=48",
        "lots.-1.months=48",
        "lots.1.items.quantity=7",
        "tender.1.title=x",
        "tender.title.en=x",
        "tender.title.1.en=x",
        "lots.1.months.1.x=1",
        "language.en=x",
    ],
)
def test_a_key_inside_of_something_else_ends_with_2_and_is_named(cli: Cli, small: Path, word: str) -> None:
    ended = new(cli, word)
    assert ended.code == 2
    assert word.partition("=")[0] in ended.stderr
    assert untouched(small)


def test_two_answers_that_contradict_each_other_are_refused(cli: Cli, small: Path) -> None:
    ended = new(cli, "tender.title=x", "tender=y")
    assert ended.code in (2, 3)
    assert "tender" in ended.stderr
    assert untouched(small)


def test_the_first_word_that_sets_nothing_is_told() -> None:
    with pytest.raises(UsageProblem, match="“second”"):
        parse_assignments(["tender.title=x", "second", "third"])


# --- answers that are wrong ---

WRONG = {
    "tender.titel=x": ("tender.titel", "“title”"),
    "nonsense=1": ("nonsense", "tender"),
    "lot.1.months=48": ("lot", "“lots”"),
    "lots.1.month=48": ("lots.1.month", "“months”"),
    "lots.1.items.1.amount=7": ("lots.1.items.1.amount", "quantity"),
    "lots.1.items.1.category=laptpo": ("lots.1.items.1.category", "“laptop”"),
    "lots.1.acquisition=buy": ("lots.1.acquisition", "purchase"),
    "lots.1.data=persnoal": ("lots.1.data", "“personal”"),
    "lots.1.months=0": ("lots.1.months", "at least 1"),
    "lots.1.months=241": ("lots.1.months", "at most 240"),
    "lots.1.months=four": ("lots.1.months", "whole number"),
    "lots.1.months=48.0": ("lots.1.months", "whole number"),
    "lots.1.months=": ("lots.1.months", "whole number"),
    "lots.1.months=" + "9" * 5000: ("lots.1.months", "whole number"),
    'lots.1.months="48"': ("lots.1.months", "whole number"),
    "lots.1.options=12": ("lots.1.options", "list"),
    "lots.1.items=laptop": ("lots.1.items", "list"),
    "lots=1": ("lots", "list"),
    "tender=1": ("tender", "table"),
    "tenderkit=2": ("tenderkit", "1"),
    "tenderkit=one": ("tenderkit", "1"),
    "language=tlh": ("language", "Available: "),
    "tender.title=": ("tender.title", "empty"),
    'tender.title=""': ("tender.title", "empty"),
    "tender.title=" + "x" * 401: ("tender.title", "400"),
    "tender.title=two\nlines": ("tender.title", "U+000A"),
    "tender.title=\x1b[31mred": ("tender.title", "U+001B"),
    "tender.title=\u202egnol": ("tender.title", "U+202E"),
    "tender.title=\udcff": ("tender.title", "U+DCFF"),
    "tender.country=ke": ("tender.country", "“KE”"),
    "tender.country=Kenya": ("tender.country", "KE"),
    "tender.launch=15.01.2027": ("tender.launch", "2027-01-15"),
    "tender.launch=2027-02-30": ("tender.launch", "Check day and month"),
    "tender.launch=2027-01-15T12:00:00": ("tender.launch", "without a time"),
    "tender.launch=1999-01-15": ("tender.launch", "2000"),
    "tender.launch=today": ("tender.launch", "2027-01-15"),
    "tender.value=450000": ("tender.value", "table"),
    'tender.value={ amount = -1, currency = "EUR" }': ("tender.value.amount", "more than 0"),
    'tender.value={ amount = nan, currency = "EUR" }': ("tender.value.amount", "finite"),
    'tender.value={ amount = 1, currency = "EURO" }': ("tender.value.currency", "EUR"),
    "lots.1.answers.accepts-refurbished=maybe": ("lots.1.answers.accepts-refurbished", "true or false"),
    "lots.1.answers.acepts-refurbished=true": ("lots.1.answers.acepts-refurbished", "“accepts-refurbished”"),
    "lots.1.items.1.cpv=99999999": ("lots.1.items.1.cpv", "belongs to no product category"),
    "lots.1.items.1.cpv=48311000": ("lots.1.items.1.cpv", "out of scope: software"),
    "lots.1.items.1.cpv=30213100-9": ("lots.1.items.1.cpv", "that of 30213100 is 6"),
    "lots.1.items.1.cpv=3021": ("lots.1.items.1.cpv", "must match"),
    "lots.1.items=[{ cpv = 30213100, quantity = 7 }]": ("lots.1.items.1.cpv", "text"),
    "lots.1.parameters.warranty-minimum.warant=4": ("lots.1.parameters.warranty-minimum.warant", "“warranty-years”"),
    "lots.1.parameters.warranty-minimum.warranty-years.display=4": (
        "lots.1.parameters.warranty-minimum.warranty-years.display",
        "laptop",
    ),
    "lots.1.weights.price=99": ("lots.1.weights", "total 99"),
    "lots.1.weights={ life-cycle-cost-award = 100 }": ("lots.1.weights.life-cycle-cost-award", "not among"),
    'excluded=[{ clause = "remedies", reason = "No." }]': ("excluded", "remedies"),
    'included=[{ clause = "spare-part", reason = "Yes." }]': ("included.1.clause", "“spare-parts”"),
}


@pytest.mark.parametrize("word", WRONG, ids=lambda word: word[:60])
def test_a_wrong_answer_ends_with_3_and_is_named_and_nothing_is_written(cli: Cli, small: Path, word: str) -> None:
    ended = new(cli, word)
    key, hint = WRONG[word]
    assert ended.code == 3, ended.stderr
    assert f"error: small.toml: {key}: " in ended.stderr
    assert hint in ended.stderr
    assert "\x1b" not in ended.stderr
    assert untouched(small)


@pytest.mark.parametrize(
    "word",
    [
        "tender." + ".".join("a" * 3000) + "=1",
        "lots.1.months=" + "[" * 5000 + "]" * 5000,
        "lots.1.answers=" + "{a=" * 5000 + "1" + "}" * 5000,
        "tender.title=" + "[" * 5000,
    ],
    ids=["key", "list", "table", "text"],
)
def test_what_is_nested_too_deeply_is_refused(cli: Cli, small: Path, word: str) -> None:
    assert new(cli, word).code in (2, 3)
    assert untouched(small)


def test_all_wrong_answers_are_told_together(cli: Cli, small: Path) -> None:
    ended = new(cli, "lots.1.months=0", "tender.titel=x", "lots.1.data=persnoal")
    assert ended.code == 3
    for key in ("lots.1.months", "tender.titel", "lots.1.data"):
        assert f"small.toml: {key}: " in ended.stderr
    assert untouched(small)


def test_one_wrong_answer_keeps_the_right_ones_out_as_well(cli: Cli, small: Path) -> None:
    assert new(cli, "lots.1.months=12", "lots.1.data=persnoal").code == 3
    assert untouched(small)


def test_a_list_that_is_no_toml_is_told_to_be_none(cli: Cli, small: Path) -> None:
    ended = new(cli, "lots.1.items=[{ category = laptop, quantity = 7 }]")
    assert ended.code in (2, 3)
    assert "TOML" in ended.stderr
    assert untouched(small)


def test_a_day_that_does_not_exist_is_not_told_to_have_a_time(cli: Cli, small: Path) -> None:
    ended = new(cli, "tender.launch=2027-02-30")
    assert ended.code == 3
    assert "without a time" not in ended.stderr
    assert untouched(small)


# --- any word at all ---

PARTS = [
    *("tenderkit", "language", "tender", "lots", "parameters", "included", "excluded", "title", "launch", "value"),
    *("amount", "currency", "answers", "need-check", "accepts-refurbished", "acquisition", "months", "data", "items"),
    *("returns", "options", "weights", "price", "category", "cpv", "quantity", "note", "warranty-minimum", "clause"),
    *("warranty-years", "laptop", "reason", "lot", "country", "nonsense", "0", "1", "2", "3", "200", "201", "-1"),
]
VALUES = [
    *("", "x", "1", "0", "12", "2027", "-1", "1.5", "nan", "1e400", "true", "2027-01-15", "07:30:00", "undecided"),
    *("laptop", "display", "purchase", "take-back", "consumables", "personal", "EUR", "NO", "30213100-6", "full"),
    *("[]", "{}", "[12]", "[[1]]", '["repair"]', "[1, {}]", "{ laptop = 4 }", "{ price = 100 }", "{ a.b = 1 }"),
    *('{ amount = 5, currency = "EUR" }', '[{ category = "laptop", quantity = 5 }]', '"text"', '"""a\nb"""', "'"),
    f"[{A_CHANGE}]",
]
KEYS = st.one_of(
    st.sampled_from([word.partition("=")[0] for word in (*TAKEN, *WRONG)]),
    st.lists(st.sampled_from(PARTS), min_size=1, max_size=6).map(".".join),
)
WORDS = st.one_of(
    st.sampled_from([*TAKEN, *WRONG]),
    st.builds("{}={}".format, KEYS, st.one_of(st.sampled_from(VALUES), st.text(max_size=8))),
    st.text(max_size=12),
)


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.lists(WORDS, min_size=1, max_size=3))
def test_any_word_is_refused_with_a_message_or_leads_to_a_file_that_validates(
    cli: Cli, small: Path, words: list[str]
) -> None:
    small.write_text(SMALL, encoding="utf-8")
    for made in Path().glob("small*.docx"):
        made.unlink()
    ended = cli("new", "small.toml", "--no-input", *(f"--set={word}" for word in words))
    if ended.code == 0:
        text = small.read_text(encoding="utf-8")
        assert parse_purchase(text, "small.toml", "toml").lots
        assert Path("small.docx").is_file()
        return
    assert ended.code in (2, 3), ended.stderr
    assert ended.stderr.startswith("error: ")
    assert untouched(small)


@given(st.lists(WORDS, max_size=3))
def test_any_word_is_a_key_with_a_value_or_a_usage_problem(words: list[str]) -> None:
    with suppress(UsageProblem):
        for (path, _), word in zip(parse_assignments(words), words, strict=True):
            assert len(path) == len(word.partition("=")[0].split("."))
            assert isinstance(path[0], str)
            assert isinstance(path[-1], str)
            assert all(0 <= part < 200 for part in path if isinstance(part, int))


def test_the_words_are_read_before_the_file_is(cli: Cli, small: Path) -> None:
    small.write_text("not TOML", encoding="utf-8")
    assert new(cli, "x").code == 2
