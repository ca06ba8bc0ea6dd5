# SPDX-License-Identifier: Apache-2.0
import datetime
import re
import shlex
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tenderkit.cli.set_option import parse_assignments, put_answers
from tenderkit.errors import TenderkitError
from tenderkit.interview.session import Session
from tenderkit.library.library import Library
from tenderkit.library.reading import shipped_data
from tenderkit.library.reading.text_files import parse_toml
from tenderkit.purchase.answers import find_answer
from tests.interview.scripted import (
    BACK,
    ENTER,
    FIRST,
    LAPTOPS,
    OPEN,
    STOP,
    TODAY,
    Asked,
    Script,
    Scripted,
    by_id,
    chooser,
    interview,
    review,
    shipped,
    shipped_questions,
)
from tests.support import EXAMPLES, award, clause, english, library, limit, parameter, profile

ACQUISITIONS = ("repair", "refurbished", "service", "lease", "print-service", "purchase", "consumables", "take-back")
PRICE = "life-cycle-cost-award.electricity-price"
SITES = "take-back.sites"
MEDIUM_AMOUNT = "remedies.medium-amount"
DATA_KINDS = "processor-terms.data-and-persons"
# Two lots, one of which buys nothing, and an answer to each question.
TWO_LOTS: Mapping[str, Any] = {
    "need-check": "idle-stock, repair",
    "title": "Laptops for schools",
    "authority": "Ministry of Education",
    "country": "Kenya",
    "launch": "2027-01-15",
    "contract": "framework",
    "lots": "2",
    "acquisition": "purchase",
    "2.acquisition": "take-back",
    "items": "laptop, display",
    "2.items": OPEN,
    "quantity": "500",
    "returns": "laptop",
    "returns-handed-over": "mixed-ict",
    "months": "36",
    "data": "internal",
    "level": "comprehensive",
    "priorities": "long-life, repair",
    "value": "62,000,000",
    "environment-weight": "30",
    PRICE: "0.2",
    "life-cycle-cost-award.carbon-price": "100",
    SITES: "Nairobi; Mombasa",
    "take-back.unit-list": "Annex 3; Annex 4",
    MEDIUM_AMOUNT: "150000",
    "remedies.unit-value": "90000",
}
LEASE = {**TWO_LOTS, "lots": "1", "acquisition": "lease"}
TONER = {**LAPTOPS, "acquisition": "consumables", "items": "consumables"}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "purchase.toml"


def held(
    path: Path, script: Script | Mapping[str, Any], whole: Library | None = None, first: str = FIRST
) -> Scripted:
    """An interview from the first question to the last; what asked it."""
    session, asker = interview(path, script if callable(script) else by_id(script), whole, first)
    session.run()
    return asker


def again(path: Path, id_: str, script: Mapping[str, Any], *answers: Any) -> Scripted:
    """Ask questions again in a later interview, and what their answers make necessary; what asked it.

    Parameters: `id_` of a question of the first lot; `answers` to it, one each time that it is asked.
    """
    session, asker = interview(path, by_id({**script, id_: iter(answers)}))
    for _ in answers:
        slot = next(s for s in session.list_known() if s.id == id_)
        assert session.ask(slot) is None
        session.run()
    return asker


def example(path: Path, name: str) -> str:
    """Start from a shipped example. Returns its text."""
    text = shipped_data.list_example_purchases()[name].read_text(encoding="utf-8")
    path.write_text(text, encoding="utf-8")
    return text


def answers(path: Path) -> Any:
    """What the file on disk says."""
    return parse_toml(path.read_text(encoding="utf-8"), path.name)


def first_lot(path: Path) -> Any:
    return answers(path)["lots"][0]


# From the first question to the last


def test_a_whole_interview_answers_a_whole_purchase(path: Path) -> None:
    held(path, TWO_LOTS)
    laptops = {"category": "laptop", "quantity": 500}
    assert answers(path) == {
        "tenderkit": 1,
        "language": "en",
        "tender": {
            "answers": {"need-check": ["idle-stock", "repair"]},
            "title": "Laptops for schools",
            "authority": "Ministry of Education",
            "country": "KE",
            "launch": datetime.date(2027, 1, 15),
            "contract": "framework",
            "level": "comprehensive",
            "priorities": ["long-life", "repair"],
            "value": {"amount": 62_000_000, "currency": "KES"},
            "environment-weight": 30,
        },
        "parameters": {
            "life-cycle-cost-award": {"electricity-price": 0.2, "carbon-price": 100, "least-sum": "undecided"},
            "take-back": {
                "sites": ["Nairobi", "Mombasa"],
                "unit-list": ["Annex 3", "Annex 4"],
                "security": "undecided",
            },
            "remedies": {"medium-amount": 150_000, "unit-value": 90_000},
        },
        "lots": [
            {
                "title": "Laptops and displays",
                "acquisition": "purchase",
                "items": [laptops, {"category": "display", "quantity": 500}],
                "returns": [laptops],
                "months": 36,
                "data": "internal",
                "answers": {"accepts-refurbished": False, "carried": False, "outdoors": False},
            },
            {
                "title": titled("take-back", "units of mixed ICT equipment"),
                "acquisition": "take-back",
                "returns": [{"category": "mixed-ict", "quantity": 500}],
                "months": 36,
                "data": "internal",
            },
        ],
    }
    assert len(chooser(shipped())(answers(path)).lots) == 2


def test_the_questions_come_in_the_order_of_the_library(path: Path) -> None:
    asker = held(path, {**LEASE, "level": "core"})
    ids = [id_ for id_ in asker.ids if id_ in shipped().questions and id_ != "quantity"]
    assert ids == [id_ for id_ in shipped().questions if id_ in ids]


def test_a_question_that_a_later_answer_makes_matter_is_asked_then(path: Path) -> None:
    rugged = replace(shipped().clauses["rugged-environment-tests"], levels=("comprehensive",))
    whole = replace(shipped(), clauses={**shipped().clauses, rugged.id: rugged})
    ids = held(path, LEASE, whole).ids
    assert ids.index("outdoors") > ids.index("level")


def test_quantities_are_asked_behind_their_equipment_and_values_at_the_end(path: Path) -> None:
    ids = held(path, LEASE).ids
    position = ids.index("items")
    assert ids[position : position + 5] == ["items", "quantity", "quantity", "returns", "quantity"]
    assert set(ids[ids.index("need-check") + 1 :]) & set(shipped().questions) == set()


def test_each_answer_is_on_disk_before_the_next_question(path: Path) -> None:
    seen: list[str] = []

    def script(asked: Asked) -> Any:
        if asked.id == "authority":
            seen.append(answers(path)["tender"]["title"])
        return by_id(LAPTOPS)(asked)

    held(path, script)
    assert seen == ["Laptops for schools"]


def test_each_answer_is_said_again(path: Path) -> None:
    said = held(path, TWO_LOTS).said
    for answer in ("Kenya", "15 January 2027", "2", "62,000,000 KES", "500", "units of mixed ICT equipment"):
        assert any(text.endswith(f": {answer}") for text in said), answer


def test_each_question_is_explained(path: Path) -> None:
    assert [asked.text for asked in held(path, TWO_LOTS).asked if not asked.prompt.help] == []


def test_the_lot_is_named_where_there_are_several(path: Path) -> None:
    asker = held(path, TWO_LOTS)
    # The first lot is asked about before their number is.
    assert [asked.lot for asked in asker.times("months")] == [None, 2]
    assert [asked.lot for asked in asker.times("level")] == [None]


def test_a_single_lot_is_not_named(path: Path) -> None:
    assert {asked.lot for asked in held(path, LAPTOPS).asked} == {None}


def read_progress(asker: Scripted) -> dict[str, list[list[int]]]:
    """The numbers in the progress of each question: of the questions themselves, and of the open values."""
    read: dict[str, list[list[int]]] = {"Question": [], "Open": []}
    for asked in asker.asked:
        # A quantity that is asked after its kind belongs to the question before.
        if asked.id not in ("quantity", "interview.open-values"):
            read[asked.prompt.progress.split()[0]].append([int(n) for n in re.findall(r"\d+", asked.prompt.progress)])
    return read


@pytest.mark.parametrize("script", [LAPTOPS, TWO_LOTS, LEASE, TONER], ids=["laptops", "two lots", "lease", "toner"])
def test_the_progress_is_never_wrong(path: Path, script: Mapping[str, Any]) -> None:
    progress = read_progress(held(path, script))
    questions = progress["Question"]
    assert [number for number, *_ in questions] == list(range(1, len(questions) + 1))
    totals = [total for _, *rest in questions for total in rest]
    assert len(totals) > len(questions) / 2
    assert totals == sorted(totals, reverse=True)
    assert totals[-1] == len(questions)
    values = progress["Open"]
    assert values == [[number, len(values)] for number in range(1, len(values) + 1)]


def test_the_progress_names_no_total_that_an_answer_can_raise(path: Path) -> None:
    asker = held(path, TWO_LOTS)
    without = [asked.id for asked in asker.asked if "of" not in asked.prompt.progress.split()]
    assert without[-2:] == ["quantity", "interview.open-values"]
    assert "country" not in without


def test_open_values_can_be_left_open_together(path: Path) -> None:
    asker = held(path, {**LAPTOPS, "interview.open-values": ENTER})
    assert asker.ids[-2:] == ["need-check", "interview.open-values"]
    assert english().text("interview.open-values-left", count=4) in asker.said
    assert answers(path)["parameters"] == {
        "life-cycle-cost-award": {"electricity-price": "undecided"},
        "take-back": {"sites": "undecided"},
        "remedies": {"medium-amount": "undecided"},
        "processor-terms": {"data-and-persons": "undecided"},
    }


def test_values_that_are_left_open_together_are_saved_together(path: Path) -> None:
    session, _ = interview(path, by_id({**LAPTOPS, "interview.open-values": ENTER}))
    texts: list[str] = []
    write = session.store._write

    def note(target: Path, content: bytes) -> None:
        texts.append(content.decode())
        write(target, content)

    session.store._write = note
    session.run()
    assert next(text.count('"undecided"') for text in texts if "undecided" in text) == 4


def test_back_from_the_open_values_comes_to_the_last_question(path: Path) -> None:
    asker = held(path, {**LAPTOPS, "interview.open-values": iter([BACK, ENTER])})
    assert asker.ids[-3:] == ["interview.open-values", "need-check", "interview.open-values"]


def test_a_usual_lot_takes_at_most_twenty_questions_and_a_further_one_eight_more(path: Path) -> None:
    school = {"items": "500 laptops, 40 tablets", "returns": "450 laptops", "title": "Laptops", "country": "KE"}
    told = {**school, "value": "65,000,000", "priorities": "repair, labels", "interview.open-values": ENTER}
    one = len(held(path, told).asked)
    path.unlink()
    two = len(held(path, {**told, "lots": "2"}).asked)
    assert one <= 20
    assert two - one <= 8


def test_a_further_lot_is_proposed_the_answers_of_the_first(path: Path) -> None:
    asker = held(
        path, {**TWO_LOTS, "2.items": "20 displays", "months": iter(["36", ENTER]), "data": iter(["none", ENTER])}
    )
    assert [asked.default for asked in asker.times("months")] == ["48", "36"]
    assert [lot["months"] for lot in answers(path)["lots"]] == [36, 36]
    assert [lot["data"] for lot in answers(path)["lots"]] == ["none", "none"]


def test_quantities_are_typed_with_the_equipment(path: Path) -> None:
    asker = held(path, {**LAPTOPS, "items": "1,000 laptops, 40 x tablets", "returns": "30 30231300-1"})
    assert "quantity" not in asker.ids
    assert first_lot(path)["items"] == [
        {"category": "laptop", "quantity": 1000},
        {"category": "tablet", "quantity": 40},
    ]
    assert first_lot(path)["returns"] == [{"cpv": "30231300-1", "quantity": 30}]


def test_what_has_no_quantity_is_asked_after(path: Path) -> None:
    asker = held(path, {**LAPTOPS, "items": "40 tablets, laptops", "quantity": "60"})
    assert [asked.text for asked in asker.times("quantity")] == ["How many: laptops?"]
    assert first_lot(path)["items"] == [
        {"category": "tablet", "quantity": 40},
        {"category": "laptop", "quantity": 60},
    ]


@pytest.mark.parametrize("typed", ["450 laptops and 30 projectors", "450 laptops plus 30 projectors"])
def test_several_kinds_in_one_line_are_taken_with_their_quantities(path: Path, typed: str) -> None:
    asker = held(path, {**LAPTOPS, "items": typed, "returns": "300 laptops and 20 displays"})
    assert (asker.times("items")[0].refused, asker.times("quantity")) == ("", [])
    assert first_lot(path)["items"] == [
        {"category": "laptop", "quantity": 450},
        {"category": "projector-av", "quantity": 30},
    ]
    assert [line["quantity"] for line in first_lot(path)["returns"]] == [300, 20]


def test_a_quantity_is_changed_in_the_list(path: Path) -> None:
    held(path, {**LAPTOPS, "items": "60 laptops, 5 tablets"})
    again(path, "items", LAPTOPS, "70 laptops, 5 tablets")
    assert first_lot(path)["items"] == [{"category": "laptop", "quantity": 70}, {"category": "tablet", "quantity": 5}]


@pytest.mark.parametrize(("typed", "refused"), [("0 laptops", "too-small"), ("1.5 laptops", "not-whole")])
def test_a_quantity_that_cannot_be_is_refused_in_the_list(path: Path, typed: str, refused: str) -> None:
    asker = held(path, {**LAPTOPS, "items": iter([typed, "60 laptops"])})
    assert [asked.refused for asked in asker.times("items")] == ["", refused]


def test_an_unusual_quantity_in_the_list_is_doubted_at_once(path: Path) -> None:
    assert "6,000,000 laptops" in "".join(
        text for text in held(path, {**LAPTOPS, "items": "6,000,000 laptops"}).said[:3]
    )


def test_who_said_that_nothing_is_bought_can_say_otherwise(path: Path) -> None:
    asker = held(path, {**LAPTOPS, "items": iter([OPEN, "60 laptops"]), "returns-handed-over": BACK})
    assert asker.ids[:4] == ["items", "returns-handed-over", "items", "returns"]
    assert (first_lot(path)["acquisition"], len(first_lot(path)["items"])) == ("purchase", 1)


def test_enter_alone_does_not_say_that_nothing_is_bought(path: Path) -> None:
    asker = held(path, {**LAPTOPS, "items": iter([ENTER, "laptop"])})
    assert asker.times("items")[1].refused == "needed"


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_shipped_example_goes_on_with_its_comments_and_can_be_built(path: Path, name: str) -> None:
    before = example(path, name)
    held(path, {})
    comments = re.findall("#.*", before)
    assert [c for c in re.findall("#.*", path.read_text(encoding="utf-8")) if c in comments] == comments
    assert chooser(shipped())(answers(path)).lots


@pytest.mark.parametrize("name", EXAMPLES)
def test_what_an_example_says_is_not_asked_and_stays(path: Path, name: str) -> None:
    example(path, name)
    before = answers(path)
    asker = held(path, {})
    assert {"title", "acquisition", "items", "quantity", "data"}.isdisjoint(asker.ids)
    after = answers(path)
    assert {key: after["tender"][key] for key in before["tender"]} == before["tender"]
    for now, lot in zip(after["lots"], before["lots"], strict=True):
        said = {key: {**now[key], **value} if isinstance(value, dict) else value for key, value in lot.items()}
        assert {key: now[key] for key in lot} == said


def test_a_finished_interview_asks_nothing_and_writes_nothing(path: Path) -> None:
    held(path, LAPTOPS)
    before = path.read_bytes()
    assert held(path, {}).asked == []
    assert path.read_bytes() == before


@pytest.mark.parametrize("text", ["", "# To be filled in.\n", "[tender]\n"], ids=["empty", "comment", "table"])
def test_a_file_that_says_nothing_yet_becomes_a_purchase_file(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")
    held(path, LAPTOPS)
    assert text.strip() in path.read_text(encoding="utf-8")
    assert chooser(shipped())(answers(path)).lots


def test_equipment_that_a_file_names_stays_before_it_says_how_it_is_acquired(path: Path) -> None:
    path.write_text(
        'tenderkit = 1\n[[lots]]\nitems = [{ category = "smartphone", quantity = 400 }]\n', encoding="utf-8"
    )

    def script(asked: Asked) -> Any:
        if asked.id == "acquisition":
            assert first_lot(path)["items"] == [{"category": "smartphone", "quantity": 400}]
        return by_id(LAPTOPS)(asked)

    asked = held(path, script).ids
    assert "acquisition" in asked
    assert "items" not in asked
    assert first_lot(path)["items"] == [{"category": "smartphone", "quantity": 400}]


# Every kind of question


@cache
def asking() -> Library:
    """A library that asks questions of every kind: a fact that a clause tests, a value of every type to decide."""
    undecided = {"core": "undecided"}
    shapes: dict[str, Any] = {
        "years": {},
        "ratio": {"type": "number", "unit": None},
        "share": {"type": "percent", "unit": "percent"},
        "method": {"type": "choice", "unit": None, "direction": "none", "choices": ["clear", "destroy"]},
        "grade": {"type": "grade", "unit": None, "grades": ["B", "A"]},
        "parts": {"type": "list", "unit": None},
        "words": {"type": "text", "unit": None, "direction": "none"},
        "asked": {"type": "boolean", "unit": None, "direction": "none"},
    }
    values = {name: parameter(undecided, **{"title": f"The {name}", **shape}) for name, shape in shapes.items()}
    whole = {
        "spec": clause(parameters=values),
        "used": clause(applies=[{"accepts-refurbished": True}]),
        "points": award(),
    }
    return library(whole, questions=shipped_questions())


@pytest.mark.parametrize(
    ("id_", "typed", "key", "value"),
    [
        ("title", "  Laptops\tfor\nschools ", "tender.title", "Laptops for schools"),
        ("need-check", "repair, idle-stock", "tender.answers.need-check", ["repair", "idle-stock"]),
        ("country", "keny", "tender.country", "KE"),
        ("launch", "15.1.2027", "tender.launch", datetime.date(2027, 1, 15)),
        ("contract", "framework", "tender.contract", "framework"),
        ("acquisition", "lease", "lots.1.acquisition", "lease"),
        ("items", "desktop", "lots.1.items.1.category", "desktop"),
        ("quantity", "1 200", "lots.1.items.1.quantity", 1200),
        ("months", "٣٦", "lots.1.months", 36),
        ("data", "classified", "lots.1.data", "classified"),
        ("accepts-refurbished", "yes", "lots.1.answers.accepts-refurbished", True),
        ("level", "comprehensive", "tender.level", "comprehensive"),
        ("value", "EUR 450.000,50", "tender.value", {"amount": 450000.5, "currency": "EUR"}),
        ("environment-weight", "10", "tender.environment-weight", 10),
        ("spec.years", "7", "parameters.spec.years", 7),
        ("spec.ratio", "0,5", "parameters.spec.ratio", 0.5),
        ("spec.share", "12", "parameters.spec.share", 12),
        ("spec.method", "destroy", "parameters.spec.method", "destroy"),
        ("spec.grade", "A", "parameters.spec.grade", "A"),
        ("spec.parts", "battery; hinge, left", "parameters.spec.parts", ["battery", "hinge, left"]),
        ("spec.words", "as told", "parameters.spec.words", "as told"),
        ("spec.asked", "no", "parameters.spec.asked", False),
    ],
)
def test_an_answer_of_every_kind_is_kept_under_its_key(
    path: Path, id_: str, typed: str, key: str, value: Any
) -> None:
    asker = held(path, {**LAPTOPS, id_: typed}, asking())
    assert len(asker.times(id_)) == 1
    ((keys, _),) = parse_assignments([f"{key}=0"])
    assert find_answer(answers(path), keys) == value
    assert chooser(asking())(answers(path)).lots


@pytest.mark.parametrize(
    ("id_", "wrong", "right", "code"),
    [
        ("title", "  ", "Laptops", "empty"),
        ("title", "x" * 401, "Laptops", "too-long"),
        ("title", "La\x07ptops", "Laptops", "character"),
        ("title", "La\udcffptops", "Laptops", "character"),
        ("need-check", "nothing at all", "repair", "not-in-list"),
        ("country", "United", "GB", "several"),
        ("country", "Keniya", "KE", "not-in-list"),
        ("launch", "2027-02-30", "2027-01-15", "no-such-day"),
        ("launch", "1/2/2027", "2027-01-15", "date-order"),
        ("contract", "9", "contract", "no-such-number"),
        ("items", ENTER, "laptop", "needed"),
        ("items", "15000000-8", "laptop", "unknown-code"),
        ("quantity", "0", "500", "too-small"),
        ("quantity", "a few", "500", "not-a-number"),
        ("months", "241", "36", "too-large"),
        ("months", "1.5", "36", "not-whole"),
        ("value", "450000", "450000 EUR", "no-currency"),
        ("value", "450000 XXY", "450000 EUR", "unknown-currency"),
        ("environment-weight", "101", "100", "too-large"),
        ("spec.share", "101", "100", "too-large"),
        ("spec.parts", " ; ", "battery", "empty"),
    ],
)
def test_a_wrong_answer_is_refused_and_asked_again(path: Path, id_: str, wrong: str, right: str, code: str) -> None:
    before: list[str | None] = []

    def script(asked: Asked) -> Any:
        if asked.id != id_:
            return by_id(LAPTOPS)(asked)
        before.append(path.read_text(encoding="utf-8") if path.exists() else None)
        return right if asked.refused else wrong

    asker = held(path, script, asking())
    assert [asked.refused for asked in asker.times(id_)] == ["", code]
    assert before[0] == before[1]


def test_enter_takes_what_is_proposed(path: Path) -> None:
    held(path, LAPTOPS)
    assert answers(path)["tender"]["launch"] == TODAY
    assert first_lot(path)["months"] == 48
    assert first_lot(path)["acquisition"] == "purchase"


def test_the_currency_of_the_country_is_taken_where_none_is_typed(path: Path) -> None:
    held(path, {**LAPTOPS, "country": "India", "value": "9000000"})
    assert answers(path)["tender"]["value"] == {"amount": 9_000_000, "currency": "INR"}


def test_a_question_that_changes_nothing_is_not_asked(path: Path) -> None:
    asker = held(path, {**LAPTOPS, "acquisition": "repair"})
    assert {"environment-weight", "accepts-refurbished"}.isdisjoint(asker.ids)


def test_what_stores_no_data_is_not_asked_about_data(path: Path) -> None:
    assert "data" not in held(path, TONER).ids
    assert "data" not in first_lot(path)


def test_what_is_not_known_can_be_handed_over_but_not_bought(path: Path) -> None:
    (asked,) = held(path, {**LAPTOPS, "returns": "mixed-ict"}).times("items")
    assert "mixed-ict" not in asked.values
    assert first_lot(path)["returns"] == [{"category": "mixed-ict", "quantity": 500}]


# Going back


def test_back_at_the_first_question_asks_it_again(path: Path) -> None:
    asker = held(path, {**LAPTOPS, "items": iter([BACK, "tablet"])})
    assert asker.ids[:3] == ["items", "items", "quantity"]
    assert first_lot(path)["items"] == [{"category": "tablet", "quantity": 500}]


def test_back_keeps_the_answers_that_came_later(path: Path) -> None:
    held(path, LEASE)
    whole = path.read_bytes()
    path.unlink()
    # From the last question back to the first, and on with Enter at each.
    ahead = by_id(LEASE)
    turned: list[bool] = []

    def script(asked: Asked) -> Any:
        if asked.id == PRICE or (turned and asked.id == "items"):
            turned.append(True)
        return BACK if len(turned) == 1 else ahead(asked)

    asker = held(path, script)
    assert len(asker.times("title")) == 2
    assert path.read_bytes() == whole


def test_back_proposes_the_answer_that_was_given(path: Path) -> None:
    asker = held(path, {**LAPTOPS, "authority": iter([BACK, OPEN])})
    assert [asked.default for asked in asker.times("title")] == ["", "Laptops for schools"]


def test_after_back_the_interview_goes_on_where_it_was(path: Path) -> None:
    asker = held(path, {**LAPTOPS, "launch": iter([ENTER, BACK]), "contract": iter([BACK, ENTER])})
    position = asker.ids.index("launch")
    assert asker.ids[position : position + 6] == ["launch", "contract", "launch", "authority", "contract", "value"]


def test_back_from_the_second_lot_comes_to_the_end_of_the_first(path: Path) -> None:
    asker = held(path, {**TWO_LOTS, "2.items": iter([BACK, OPEN])})
    asked = [(asked.id, asked.lot) for asked in asker.asked]
    position = asked.index(("items", 2))
    assert asked[position + 1 : position + 3] == [("data", 1), ("items", 2)]


def test_back_from_a_value_comes_to_the_question_before(path: Path) -> None:
    values = {
        PRICE: iter([BACK, "0.2", ENTER]),
        SITES: iter([BACK, "Nairobi", ENTER]),
        MEDIUM_AMOUNT: iter([BACK, "300", ENTER]),
        DATA_KINDS: iter([BACK, "names of pupils"]),
    }
    asker = held(path, {**LAPTOPS, **values})
    first = [PRICE, "need-check", PRICE]
    then = [SITES, PRICE, SITES, MEDIUM_AMOUNT, SITES, MEDIUM_AMOUNT, DATA_KINDS, MEDIUM_AMOUNT, DATA_KINDS]
    assert asker.ids[asker.ids.index(PRICE) :] == [*first, *then]
    assert answers(path)["parameters"] == {
        "life-cycle-cost-award": {"electricity-price": 0.2},
        "take-back": {"sites": ["Nairobi"]},
        "remedies": {"medium-amount": 300},
        "processor-terms": {"data-and-persons": "names of pupils"},
    }


def test_back_proposes_the_value_that_was_given(path: Path) -> None:
    asker = held(path, {**LAPTOPS, PRICE: iter(["0.2", ENTER]), SITES: iter([BACK, OPEN])})
    assert [asked.default for asked in asker.times(PRICE)] == ["", "0.2"]
    assert answers(path)["parameters"]["life-cycle-cost-award"] == {"electricity-price": 0.2}


def test_back_from_the_first_quantity_comes_to_the_equipment(path: Path) -> None:
    held(path, {**LAPTOPS, "items": iter(["laptop", "desktop"]), "quantity": iter([BACK, "500"])})
    assert first_lot(path)["items"] == [{"category": "desktop", "quantity": 500}]


# Leaving open

# The ways in which a file may be written by hand.
HEAD = 'tenderkit = 1\nlanguage = "en"\n'
STYLES = {
    "tables": FIRST,
    "inline-tender": f"{HEAD}tender = {{}}\n",
    "dotted-tender": f'{HEAD}tender.title = "Laptops"\n',
    "answers-table": f"{HEAD}[tender]\n[tender.answers]\nneed-check = []\n",
    "value-table": f'{HEAD}[tender]\n[tender.value]\namount = 1\ncurrency = "EUR"\n',
    "inline-lots": f'{HEAD}lots = [{{ acquisition = "purchase" }}]\n[tender]\n',
    "lines-tables": f'{HEAD}[tender]\n[[lots]]\n[[lots.items]]\ncategory = "laptop"\n',
    "values-table": f'{HEAD}[tender]\n[[lots]]\n[lots.parameters.take-back]\nsites = ["x"]\n',
}


def test_what_is_left_open_is_said_in_the_file(path: Path) -> None:
    held(path, LAPTOPS)
    assert "# authority =   left open\n" in path.read_text(encoding="utf-8")
    assert "authority" not in answers(path)["tender"]


OPEN_ONES = {**LAPTOPS, "months": OPEN, "authority": OPEN, "country": OPEN}
# Tables on one line have no place for what was left open.
ON_LINES = ("inline-tender", "dotted-tender", "inline-lots")


@pytest.mark.parametrize("style", STYLES)
def test_what_is_left_open_is_asked_once(path: Path, style: str) -> None:
    path.write_text(STYLES[style], encoding="utf-8")
    asker = held(path, OPEN_ONES)
    assert [len(asker.times(id_)) for id_ in ("authority", "country", "months")] == [1, 1, 1]
    assert "months" not in first_lot(path)


@pytest.mark.parametrize("style", [style for style in STYLES if style not in ON_LINES])
def test_what_is_left_open_is_not_asked_in_a_later_interview(path: Path, style: str) -> None:
    path.write_text(STYLES[style], encoding="utf-8")
    held(path, OPEN_ONES)
    assert held(path, {}).asked == []


def test_an_open_answer_can_be_given_later(path: Path) -> None:
    held(path, {**LAPTOPS, "authority": iter([OPEN, "Ministry"]), "launch": iter([BACK, ENTER])})
    assert answers(path)["tender"]["authority"] == "Ministry"
    assert "# authority" not in path.read_text(encoding="utf-8")


def test_an_answer_can_be_left_open_later(path: Path) -> None:
    held(path, {**LAPTOPS, "authority": iter(["Ministry", OPEN]), "launch": iter([BACK, ENTER])})
    assert "authority" not in answers(path)["tender"]
    assert "# authority =   left open\n" in path.read_text(encoding="utf-8")


@pytest.mark.parametrize("answer", [OPEN, ENTER, "undecided"])
def test_a_value_that_is_left_open_stays_undecided(path: Path, answer: Any) -> None:
    asker = held(path, dict.fromkeys((PRICE, SITES, MEDIUM_AMOUNT, DATA_KINDS), answer) | LAPTOPS)
    assert [len(asker.times(id_)) for id_ in (PRICE, SITES, MEDIUM_AMOUNT, DATA_KINDS)] == [1, 1, 1, 1]
    assert answers(path)["parameters"] == {
        "life-cycle-cost-award": {"electricity-price": "undecided"},
        "take-back": {"sites": "undecided"},
        "remedies": {"medium-amount": "undecided"},
        "processor-terms": {"data-and-persons": "undecided"},
    }


# Another acquisition model

OLD = {**LAPTOPS, "returns": "laptop", "returns-handed-over": "display"}


@pytest.mark.parametrize(("model", "gone"), [("consumables", "returns"), ("take-back", "items")])
def test_another_model_takes_out_the_answers_that_do_not_fit_it(path: Path, model: str, gone: str) -> None:
    held(path, OLD)
    asker = again(path, "acquisition", OLD, model)
    assert gone not in first_lot(path)
    assert any("500 laptops" in said for said in asker.said)
    assert chooser(shipped())(answers(path)).lots


@pytest.mark.parametrize("model", ["consumables", "take-back"])
def test_answers_come_back_with_their_model(path: Path, model: str) -> None:
    held(path, OLD)
    before = answers(path)
    again(path, "acquisition", OLD, model, "purchase")
    # What only the other model asked for stays beside it, and prints nothing.
    asked = {"remedies": {"unit-value": "undecided"}, "take-back": {"security": "undecided"}}
    asked_between = {"take-back": asked}.get(model, {})
    for clause_id, values in asked_between.items():
        before["parameters"][clause_id] |= values
    assert answers(path) == before


def test_old_equipment_stays_where_only_its_question_changes(path: Path) -> None:
    held(path, OLD)
    again(path, "acquisition", OLD, "take-back")
    assert first_lot(path)["returns"] == [{"category": "laptop", "quantity": 500}]


def test_other_lots_stay_as_they_are(path: Path) -> None:
    held(path, TWO_LOTS)
    before = answers(path)["lots"][1]
    again(path, "acquisition", TWO_LOTS, "consumables")
    assert answers(path)["lots"][1] == before


def test_values_for_equipment_that_is_gone_go_with_it(path: Path) -> None:
    example(path, "ke-school-laptops")
    again(path, "items", {}, "laptop")
    assert first_lot(path)["parameters"]["battery-endurance"] == {"cycles": {"laptop": 600}}
    assert chooser(shipped())(answers(path)).lots


# Equipment


def test_lines_that_stay_keep_what_else_they_say(path: Path) -> None:
    example(path, "ke-school-laptops")
    again(path, "items", {"quantity": "9"}, "display, desktop")
    assert first_lot(path)["items"] == [
        {"category": "display", "quantity": 60, "note": "for the computer rooms"},
        {"category": "desktop", "quantity": 9},
    ]


def test_enter_keeps_all_lines_also_two_of_a_kind(path: Path) -> None:
    lines = """items = [
      { category = "laptop", quantity = 100, note = "for teachers" },
      { category = "laptop", quantity = 50, note = "for pupils" },
      { cpv = "30213100-6", quantity = 7 },
    ]"""
    path.write_text(f'{FIRST}title = "x"\n[[lots]]\nacquisition = "purchase"\n{lines}\n', encoding="utf-8")
    before = first_lot(path)["items"]
    again(path, "items", {}, ENTER)
    assert first_lot(path)["items"] == before


@pytest.mark.parametrize("code", ["30213100-6", "30213100", "٣٠٢١٣١٠٠"])
def test_a_cpv_code_stands_for_its_category(path: Path, code: str) -> None:
    asker = held(path, {**LAPTOPS, "items": code})
    (line,) = first_lot(path)["items"]
    assert line["cpv"].startswith("30213100")
    assert line["quantity"] == 500
    assert first_lot(path)["title"] == "Laptops"
    assert "30213100" in asker.times("quantity")[0].text
    assert chooser(shipped())(answers(path)).lots[0].facts.items == {"laptop": 500}


def test_a_cpv_code_stays_when_it_is_asked_again(path: Path) -> None:
    held(path, {**LAPTOPS, "items": "30213100-6, display"})
    before = answers(path)
    again(path, "items", {}, ENTER)
    assert answers(path) == before


# Lots


def test_each_lot_is_asked_for_itself(path: Path) -> None:
    kinds = {"2.items": "display", "3.items": "tablet"}
    asker = held(path, {**LAPTOPS, **kinds, "lots": "3"})
    assert [lot["title"] for lot in answers(path)["lots"]] == ["Laptops", "Displays", "Tablets"]
    assert [asked.lot for asked in asker.times("months")] == [None, 2, 3]


def test_lots_that_are_there_are_not_taken_out_by_a_number(path: Path) -> None:
    asker = held(path, {**TWO_LOTS, "country": iter([BACK, "Kenya"]), "lots": iter("212")})
    assert [asked.refused for asked in asker.times("lots")] == ["", "", "lots-fewer"]
    assert len(answers(path)["lots"]) == 2


def test_more_lots_can_be_made_by_going_back(path: Path) -> None:
    held(path, {**LAPTOPS, "country": iter([BACK, OPEN]), "lots": iter("13")})
    assert len(answers(path)["lots"]) == 3


@pytest.mark.parametrize(("number", "code"), [("0", "too-small"), ("201", "too-large"), ("many", "not-a-number")])
def test_no_purchase_has_that_many_lots(path: Path, number: str, code: str) -> None:
    asker = held(path, {**LAPTOPS, "lots": iter([number, "1"])})
    assert asker.times("lots")[1].refused == code
    assert len(answers(path)["lots"]) == 1


# Titles of lots


def titled(model: str, kinds: str) -> str:
    """The title that is made for a lot."""
    title = english().text(f"lot-titles.{model}", list=kinds)
    return title[0].upper() + title[1:]


@pytest.mark.parametrize("model", [model for model in ACQUISITIONS if model not in ("consumables", "take-back")])
def test_the_title_of_a_lot_is_made_of_its_equipment(path: Path, model: str) -> None:
    held(path, {**LAPTOPS, "acquisition": model, "items": "laptop, display", "returns": "tablet"})
    assert first_lot(path)["title"] == titled(model, "laptops and displays")


def test_the_title_of_a_take_back_is_made_of_what_is_handed_over(path: Path) -> None:
    held(path, {**LAPTOPS, "acquisition": "take-back", "returns-handed-over": "laptop"})
    assert first_lot(path)["title"] == titled("take-back", "laptops")


def test_a_title_names_three_kinds_and_says_that_there_are_others(path: Path) -> None:
    held(path, {**LAPTOPS, "items": "laptop, desktop, display, tablet"})
    other = english().text("interview.other")
    assert first_lot(path)["title"] == f"Laptops, desktop computers, displays and {other}"


@pytest.mark.parametrize(
    ("id_", "answer", "model", "kinds"),
    [
        ("items", "display", "purchase", "displays"),
        ("acquisition", "lease", "lease", "laptops"),
        ("acquisition", "take-back", "take-back", "tablets"),
    ],
)
def test_a_title_that_was_made_follows_what_it_was_made_of(
    path: Path, id_: str, answer: str, model: str, kinds: str
) -> None:
    held(path, LAPTOPS)
    again(path, id_, {"quantity": "5", "returns-handed-over": "tablet"}, answer)
    assert first_lot(path)["title"] == titled(model, kinds)


@pytest.mark.parametrize(
    ("id_", "answer"), [("items", "display"), ("acquisition", "lease"), ("acquisition", "take-back")]
)
def test_a_title_that_a_person_gave_stays(path: Path, id_: str, answer: str) -> None:
    held(path, LAPTOPS)
    text = path.read_text(encoding="utf-8").replace('"Laptops"', '"Machines for pupils"')
    path.write_text(text, encoding="utf-8")
    again(path, id_, {"quantity": "5", "returns-handed-over": "tablet"}, answer)
    assert first_lot(path)["title"] == "Machines for pupils"


# Values


@cache
def coming() -> Library:
    """A library where the law of Kenya will ask for more within the term, for displays alone."""
    law = limit("spec.years", 9, from_=datetime.date(2028, 1, 1), categories=["display"])
    whole = {"spec": clause(parameters={"years": parameter()})}
    return library(whole, {"ke": profile(limits=[law])}, questions=shipped_questions())


DISPLAYS = {**LAPTOPS, "items": "laptop, display", "country": "Kenya", "spec.years": "9"}


def test_a_value_that_law_will_raise_within_the_term_is_asked_for_that_kind_alone(path: Path) -> None:
    (asked,) = held(path, DISPLAYS, coming()).times("spec.years")
    assert asked.default == "5"
    assert "9" in asked.prompt.help
    assert "displays" in asked.text
    assert "laptops" not in asked.text
    assert first_lot(path)["parameters"] == {"spec": {"years": {"display": 9}}}
    values = chooser(coming())(answers(path)).lots[0].picks[0].values["years"]
    assert {category: value.value for category, value in values.items()} == {"laptop": 5, "display": 9}


def test_an_answer_for_some_kinds_is_said_without_signs_of_code(path: Path) -> None:
    assert re.findall("[{}']", "".join(held(path, DISPLAYS, coming()).said)) == []


# Interrupts


# Who is interrupted: what is answered, and the library.
TOGETHER = "interview.open-values"
BUYERS: Mapping[str, tuple[Mapping[str, Any], Callable[[], Library]]] = {
    "laptops": (LAPTOPS, shipped),
    "toner": (TONER, shipped),
    "two-lots": (TWO_LOTS, asking),
    "values-by-lot": ({**DISPLAYS, "lots": "2"}, coming),
}


def until(number: int, script: Script, end: type[BaseException]) -> Script:
    """A script that ends the interview at a question (from 0) whose answer is kept."""
    countdown = iter([False] * number + [True])
    return lambda asked: end if asked.id != TOGETHER and next(countdown) else script(asked)


def count_kept(asker: Scripted) -> int:
    """How many questions were asked whose answer is kept: not whether open values are set one by one."""
    return sum(asked.id != TOGETHER for asked in asker.asked)


def stopped(path: Path, script: Script, whole: Library | None = None, end: type[BaseException] = STOP) -> None:
    """An interview that is interrupted."""
    session, _ = interview(path, script, whole)
    with pytest.raises(end):
        session.run()


@pytest.mark.parametrize(
    ("buyer", "end"), [*((buyer, KeyboardInterrupt) for buyer in BUYERS), ("two-lots", EOFError)], ids=str
)
def test_a_resumed_interview_writes_the_same_file_byte_for_byte(
    path: Path, buyer: str, end: type[BaseException]
) -> None:
    script, whole = by_id(BUYERS[buyer][0]), BUYERS[buyer][1]()
    number = count_kept(held(path, script, whole))
    undisturbed = path.read_bytes()
    for stop in range(number):
        path.unlink()
        stopped(path, until(stop, script, end), whole, end)
        resumed = held(path, script, whole)
        assert path.read_bytes() == undisturbed, f"stopped at question {stop + 1}"
        assert count_kept(resumed) == number - stop


@pytest.mark.parametrize("buyer", BUYERS)
def test_an_interview_of_one_question_at_a_time_writes_the_same_file(path: Path, buyer: str) -> None:
    script, whole = by_id(BUYERS[buyer][0]), BUYERS[buyer][1]()
    number = count_kept(held(path, script, whole))
    undisturbed = path.read_bytes()
    path.unlink()
    for _ in range(number - 1):
        stopped(path, until(1, script, STOP), whole)
    assert count_kept(held(path, script, whole)) == 1
    assert path.read_bytes() == undisturbed


def test_an_interrupt_at_the_first_question_leaves_no_file(path: Path) -> None:
    stopped(path, lambda _: STOP)
    assert not path.exists()


# What others write meanwhile


def meddling(path: Path, moment: str, edit: Callable[[str], str]) -> Script:
    """A script for laptops; at one question the file is edited by somebody else."""

    def script(asked: Asked) -> Any:
        if asked.id == moment:
            path.write_text(edit(path.read_text(encoding="utf-8")), encoding="utf-8")
        return by_id(LAPTOPS)(asked)

    return script


def test_what_somebody_answers_by_hand_meanwhile_stays_and_is_not_asked(path: Path) -> None:
    line = 'reference = "by hand" # mine\n'
    asker = held(path, meddling(path, "authority", lambda text: text.replace("[tender]\n", f"[tender]\n{line}")))
    assert "reference" not in asker.ids
    assert line in path.read_text(encoding="utf-8")


@pytest.mark.parametrize("shape", ['tender = "x"\n', "[[tender]]\n", "lots = 3\n", "lots = [1]\n"])
@pytest.mark.parametrize("moment", ["authority", "months", "review.ask"])
def test_an_edit_into_another_shape_is_told_and_not_overwritten(path: Path, moment: str, shape: str) -> None:
    picks = iter(["change", "Term in months", "stop"])
    others = meddling(path, moment, lambda _: f"tenderkit = 1\n{shape}")

    def script(asked: Asked) -> Any:
        answer = others(asked)
        return next(picks) if asked.id.startswith("review.") else answer

    with pytest.raises((TenderkitError, KeyboardInterrupt)):
        to_the_end(path, script)
    assert shape in path.read_text(encoding="utf-8")


def to_the_end(path: Path, script: Script) -> None:
    """An interview with its review."""
    reviewed, _ = review(path, script)
    reviewed.session.run()
    reviewed.run()


def test_an_edit_that_takes_out_what_is_being_asked_about_is_no_crash(path: Path) -> None:
    session, _ = interview(path, meddling(path, "quantity", lambda _: FIRST))
    with suppress(TenderkitError):
        session.run()
    assert answers(path)["tenderkit"] == 1


# What is missing

STARTS = {
    **STYLES,
    "head-alone": HEAD,
    "empty-lots": f"{HEAD}lots = []\n[tender]\n",
    "two-lots": FIRST + '[[lots]]\nacquisition = "lease"\n[[lots]]\n',
    "two-inline-lots": f'{HEAD}lots = [{{ title = "x" }}, {{}}]\n[tender]\n',
    "no-quantity": FIRST + '[[lots]]\nitems = [{ category = "laptop" }, { cpv = "30231300-0" }]\n',
    "toner": FIRST + '[[lots]]\nacquisition = "consumables"\nitems = [{ category = "consumables" }]\n',
    **{model: f'{FIRST}[[lots]]\nacquisition = "{model}"\n' for model in ACQUISITIONS},
}


def session_on(path: Path, text: str) -> Session:
    """A session on a file that says this, in which nothing is asked."""
    path.write_text(text, encoding="utf-8")
    return interview(path, [])[0]


def missing(session: Session) -> list[str | None]:
    return [finding.place.key for finding in session.find_missing()]


@pytest.mark.parametrize("start", STARTS)
def test_what_is_missing_makes_the_purchase_whole_when_it_is_given(path: Path, start: str) -> None:
    session = session_on(path, STARTS[start])
    assert session.find_problems() == []
    options = [shlex.split(finding.fix)[-2:] for finding in session.find_missing()]
    assert {option for option, _ in options} == {"--set"}
    given = parse_assignments([word for _, word in options])
    session.store.save(lambda purchase: put_answers(purchase, given))
    assert session.find_missing() == []
    session.write_derived()
    assert chooser(shipped())(answers(path)).lots


def test_what_is_missing_is_named_by_its_key(path: Path) -> None:
    found = session_on(path, STARTS["lease"]).find_missing()
    assert [(f.place.file, f.place.key, f.place.lot) for f in found] == [
        (str(path), "lots.1.items", 1),
        (str(path), "lots.1.data", 1),
        (str(path), "tender.title", None),
        (str(path), "tender.launch", None),
    ]
    assert "Equipment" in found[0].message


def test_the_quantities_that_are_missing_are_named_line_by_line(path: Path) -> None:
    keys = missing(session_on(path, STARTS["no-quantity"]))
    assert {"lots.1.items.1.quantity", "lots.1.items.2.quantity"} <= set(keys)


def test_data_are_not_missing_where_nothing_stores_any(path: Path) -> None:
    assert "lots.1.data" not in missing(session_on(path, STARTS["toner"]))


@pytest.mark.parametrize("name", EXAMPLES)
def test_nothing_is_missing_or_wrong_in_a_shipped_example(path: Path, name: str) -> None:
    session = session_on(path, shipped_data.list_example_purchases()[name].read_text(encoding="utf-8"))
    assert session.find_missing() == []
    assert session.find_problems() == []


def test_what_is_wrong_is_a_problem_and_not_missing(path: Path) -> None:
    session = session_on(path, FIRST + 'country = "XX"\nlevle = "core"\n')
    assert {f.place.key for f in session.find_problems()} == {"tender.country", "tender.levle"}


def test_a_trial_changes_nothing(path: Path) -> None:
    session = session_on(path, FIRST)
    assert session.try_change(lambda purchase: purchase.set_answer(("tender", "title"), "x"))["tender"] == {
        "title": "x"
    }
    assert session.store.answers["tender"] == {}
    assert path.read_text(encoding="utf-8") == FIRST


# What the form of contract says of the quantities


@pytest.mark.parametrize(
    ("given", "basis"),
    [({}, "fixed"), ({"contract": "framework"}, None), ({"contract": "call-off"}, None)],
    ids=["contract", "framework", "call-off"],
)
def test_a_single_contract_orders_what_it_names(path: Path, given: dict[str, Any], basis: str | None) -> None:
    held(path, {**LAPTOPS, **given})
    assert first_lot(path).get("quantity-basis") == basis


def test_another_form_of_contract_takes_back_what_was_assumed_and_not_what_was_said(path: Path) -> None:
    forms = iter(["contract", "framework", ENTER])
    held(path, {**LAPTOPS, "contract": forms, "value": iter([BACK, ENTER])})
    assert "quantity-basis" not in first_lot(path)


def test_the_law_on_points_is_told_where_they_are_asked_for(path: Path) -> None:
    asker = held(path, {**LAPTOPS, "items": "500 laptops", "country": "Kenya"})
    (asked,) = asker.times("environment-weight")
    assert asked.text.endswith(english().text("interview.law-on-points"))
    assert asked.default == "0"
    assert parse_toml(path.read_text(encoding="utf-8"), "")["tender"]["environment-weight"] == 0
    elsewhere = held(path.with_name("other.toml"), {**LAPTOPS, "country": "France"})
    assert "\n" not in elsewhere.times("environment-weight")[0].text


@pytest.mark.parametrize(
    ("typed", "day"), [("February 2027", datetime.date(2027, 2, 1)), ("03/2027", datetime.date(2027, 3, 1))]
)
def test_a_month_is_taken_by_its_first_day_and_that_is_said(path: Path, typed: str, day: datetime.date) -> None:
    asker = held(path, {**LAPTOPS, "launch": typed})
    assert answers(path)["tender"]["launch"] == day
    assert english().text("interview.first-day") in asker.said


@pytest.mark.parametrize(("country", "language"), [("Germany", "German"), ("Kenya", ""), ("Switzerland", "")])
def test_a_country_without_papers_in_its_language_is_told_so(path: Path, country: str, language: str) -> None:
    asker = held(path, {**LAPTOPS, "country": country})
    told = english().text("interview.language-missing", language="|").split("|")
    assert [line for line in asker.said if line.endswith(told[1])] == ([language.join(told)] if language else [])


@pytest.mark.parametrize(
    ("items", "months", "is_told"), [(500, "36", True), (500, "60", False), (500, "48", False), (5, "36", False)]
)
def test_a_term_of_ones_own_unlike_the_years_compared_is_told_at_once(
    path: Path, items: int, months: str, is_told: bool
) -> None:
    asker = held(path, {**LAPTOPS, "items": f"{items} laptops", "months": months})
    values = {"years": "5 years", "use": f"{months} months"}
    assert (english().text("sense.use-unlike-cost", **values) in asker.heard) == is_told


@pytest.mark.parametrize(
    ("question", "typed", "value"),
    [("months", "five years", 60), ("months", "Five", 5), ("value", "about EUR 30 million", 30_000_000)],
)
def test_numbers_are_read_as_people_say_them(path: Path, question: str, typed: str, value: int) -> None:
    held(path, {**LAPTOPS, question: typed})
    if question == "value":
        assert answers(path)["tender"]["value"]["amount"] == value
    else:
        assert first_lot(path)[question] == value
