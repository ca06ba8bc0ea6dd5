# SPDX-License-Identifier: Apache-2.0
import datetime
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tenderkit.cli.set_option import parse_assignments
from tenderkit.findings import Finding
from tenderkit.interview.overview import list_warnings
from tenderkit.library.clause import UNDECIDED
from tenderkit.library.library import Library, Overlay
from tenderkit.library.reading import shipped_data
from tenderkit.library.reading.text_files import parse_toml
from tenderkit.papers.annex.annex import compose
from tenderkit.purchase.answers import find_answer
from tests.interview.scripted import (
    BACK,
    ENTER,
    FIRST,
    OPEN,
    STOP,
    Asked,
    Scripted,
    by_id,
    chooser,
    review,
    shipped,
    shipped_questions,
)
from tests.support import award, clause, english, library, limit, parameter, performance, profile

# What a list of lots may hold, and a purchase around it.
LAPTOPS = """
[[lots]]
title = "Laptops"
acquisition = "purchase"
months = 48
data = "personal"
items = [{ category = "laptop", quantity = 500 }]
returns = []
"""
DISPLAYS = LAPTOPS.replace("Laptops", "Displays").replace("laptop", "display")
TABLETS = LAPTOPS.replace("Laptops", "Tablets").replace("laptop", "tablet")
TENDER = f'{FIRST}title = "A tender"\nlaunch = 2027-01-15\nenvironment-weight = 20\nlevel = "core"\n'
TENDER += "contract = 'contract'\npriorities = []\nanswers = { need-check = [] }\n"
TENDER += "".join(f"# {key} = left open\n" for key in ("authority", "reference", "country", "value"))
ONE, TWO = TENDER + LAPTOPS, TENDER + LAPTOPS + DISPLAYS
THREE = TWO + TABLETS


def titled(title: str, **overrides: Any) -> Any:
    return {**overrides, "text": {"title": title}}


@cache
def whole() -> Library:
    """A library with a clause for each thing that can be done at the review."""
    years = parameter({"core": 5, "min": 3}, title="period")
    return library(
        {
            "rule": clause(**titled("General rule", kind="general-rule")),
            "parts": clause(
                parameters={"years": years},
                requires=["remedies"],
                text={"title": "Spare parts", "requirement": "At least {{ years }}."},
            ),
            "glue": clause(**titled("No glue")),
            "extra": clause(**titled("Extra", sets=["standard-take-back"])),
            "toner": clause(**titled("Toner", applies=[{"categories": ["imaging-equipment"]}])),
            "points": award(**titled("Points")),
            "prices": clause(
                **titled("Prices", levels=["comprehensive"]),
                parameters={"price": parameter({"core": UNDECIDED})},
            ),
            "remedies": performance(**titled("Remedies")),
        },
        {"ke": profile(limits=[limit("parts.years", 7)])},
        questions=shipped_questions(),
    )


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "purchase.toml"


def reviewed(
    path: Path,
    *picks: Any,
    start: str = ONE,
    others: Mapping[str, Any] | None = None,
    within: Library | None = None,
) -> Scripted:
    """A review that ends by stopping; what asked it.

    Every change is taken once its effect was shown, unless `others` says something else. Parameters: `picks`, the
    answers to the questions of the review, and without `others` to all; one may be a function of the question;
    `start`, what the file says.
    """
    path.write_text(start, encoding="utf-8")
    left = iter([*picks, "stop"])

    def script(asked: Asked) -> Any:
        if asked.id == "screens.take":
            return (others or {}).get(asked.id, True)
        if others is not None and not asked.id.startswith(("review.", "screens.")):
            return by_id(others)(asked)
        pick = next(left)
        return pick(asked) if callable(pick) and not isinstance(pick, type) else pick

    found, asker = review(path, script, within or whole())
    with pytest.raises(KeyboardInterrupt):
        found.run()
    assert list(left) == []
    return asker


def answers(path: Path) -> Any:
    return parse_toml(path.read_text(encoding="utf-8"), path.name)


def starting(label: str) -> Callable[[Asked], Any]:
    """A pick of the only choice whose label starts with a text, which may stand in other labels too."""

    def pick(asked: Asked) -> Any:
        (value,) = (choice.value for choice in asked.choices if choice.label.startswith(label))
        return value

    return pick


# The answer on the equipment that is bought, of those that can be changed.
EQUIPMENT = starting("Equipment (")


def value_of(path: Path, key: str) -> Any:
    """What the file says under a key as people write it, such as `lots.1.months`."""
    ((keys, _),) = parse_assignments([f"{key}=0"])
    return find_answer(answers(path), keys)


def clauses(path: Path, lot: int = 1, within: Library | None = None) -> list[str]:
    """The clauses of a lot, as `build` would choose them; 0 stands for the general rules."""
    return [pick.clause.id for pick in chooser(within or whole())(answers(path)).parts[lot].picks]


def menus(asker: Scripted) -> list[list[Any]]:
    """What the menu offered each time."""
    return [asked.values for asked in asker.times("review.ask")]


# The menu


@pytest.mark.parametrize(("pick", "form"), [("build", "docx"), ("build-page", "html"), (ENTER, "docx")])
def test_the_review_ends_where_the_annex_is_asked_for(path: Path, pick: str, form: str) -> None:
    path.write_text(ONE, encoding="utf-8")
    found, _ = review(path, [pick], whole())
    assert found.run() == form


def test_stopping_leaves_the_file_as_it_is(path: Path) -> None:
    reviewed(path)
    assert path.read_text(encoding="utf-8") == ONE


@pytest.mark.parametrize("end", [KeyboardInterrupt, EOFError])
def test_an_interrupt_ends_the_review(path: Path, end: type[BaseException]) -> None:
    path.write_text(ONE, encoding="utf-8")
    found, _ = review(path, [end], whole())
    with pytest.raises(end):
        found.run()


def test_back_at_the_menu_shows_it_again(path: Path) -> None:
    assert len(menus(reviewed(path, BACK))) == 2
    assert path.read_text(encoding="utf-8") == ONE


def test_the_menu_offers_what_can_be_done(path: Path) -> None:
    (menu,) = menus(reviewed(path))
    assert menu == [
        "build", "build-page", "change", "value-change", "drop", "add", "read", "lot-add", "stop",
    ]  # fmt: skip


def test_final_papers_with_gaps_cannot_be_asked_for(path: Path) -> None:
    final = ONE.replace("launch =", "status = 'final'\nlaunch =")
    asker = reviewed(path, start=final)
    assert "build" not in menus(asker)[0]
    assert "value-change" in menus(asker)[0]
    assert "tender.authority" in asker.heard
    assert "build" in menus(reviewed(path, start=final.replace("'final'", "'draft'")))[0]


def test_lots_can_be_removed_where_there_are_several(path: Path) -> None:
    assert "lot-remove" in menus(reviewed(path, start=TWO))[0]


def stands_at(asker: Scripted) -> list[Any]:
    """Where the cursor stood each time the review was shown."""
    return [asked.default for asked in asker.times("review.ask")]


@pytest.mark.parametrize(
    ("picks", "place"),
    [
        (("drop", "No glue", "Because."), "drop"),
        ((("clause", 1, "glue"), "drop", "Because."), ("clause", 1, "parts")),
        ((("left-out", 1, "extra"), "add", "Because."), ("left-out", 1, "prices")),
        ((("answer", ("lots", 0, "months")), "24"), ("answer", ("lots", 0, "months"))),
        (("add", "Extra", "Because."), "add"),
    ],
    ids=["action", "clause", "left-out", "answer", "add"],
)
def test_the_cursor_stays_where_it_was(path: Path, picks: tuple[Any, ...], place: Any) -> None:
    assert stands_at(reviewed(path, *picks)) == [None, place]


# Changing an answer


@pytest.mark.parametrize(
    ("label", "typed", "key", "value"),
    [
        ("Title of the tender", "Other", "tender.title", "Other"),
        ("Contracting authority", "Ministry", "tender.authority", "Ministry"),
        ("Country", "Kenya", "tender.country", "KE"),
        ("Part of the country", "in-ka", "tender.place", "IN-KA"),
        ("Place of delivery", "France", "tender.delivery-country", "FR"),
        ("Procurement law", "ke", "tender.jurisdiction", "ke"),
        ("Launch of the tender", "2028-02-29", "tender.launch", datetime.date(2028, 2, 29)),
        ("How many clauses", "full", "tender.proportionality", "full"),
        ("How many clauses", "large", "tender.proportionality", "large"),
        ("Priorities", "long-life, repair", "tender.priorities", ["long-life", "repair"]),
        ("Reserved contract", "yes", "tender.reserved", True),
        ("Kind of authority", "sub-central", "tender.authority-kind", "sub-central"),
        ("Estimated value", "5000 EUR", "tender.value", {"amount": 5000, "currency": "EUR"}),
        ("Points for the environment", "30", "tender.environment-weight", 30),
        ("Acquisition model", "lease", "lots.1.acquisition", "lease"),
        ("Quantity, laptops", "7", "lots.1.items.1.quantity", 7),
        ("Quantities", "estimate", "lots.1.quantity-basis", "estimate"),
        ("Term in months", "24", "lots.1.months", 24),
        ("Possible extension in months", "12, 12", "lots.1.options", [12, 12]),
        ("Delivery from", "2027-09-01", "lots.1.delivery-from", datetime.date(2027, 9, 1)),
        ("One old unit for each new one", "yes", "lots.1.one-for-one", True),
        ("Planned use of one unit in months", "60", "lots.1.unit-months", 60),
        ("Interval of reports in months", "6", "lots.1.report-months", 6),
        ("Media are worked on at your site", "no", "lots.1.on-site", False),
        ("Routes for old equipment", "re-use, recycling", "lots.1.routes", ["re-use", "recycling"]),
        ("Highest class of data", "internal", "lots.1.data", "internal"),
        ("Title of the lot", "Machines for pupils", "lots.1.title", "Machines for pupils"),
    ],
)
def test_every_answer_can_be_changed(path: Path, label: str, typed: str, key: str, value: Any) -> None:
    reviewed(path, "change", starting(f"{label} ("), typed)
    assert value_of(path, key) == value
    assert "parts" in clauses(path)


HANDED_OVER = ONE.replace("returns = []", 'returns = [{ category = "tablet", quantity = 3 }]')


@pytest.mark.parametrize(
    ("label", "typed", "key", "value"),
    [
        ("Condition, ", "defect", "condition", "defect"),
        ("Brought out of the building by, ", "authority", "moved-by", "authority"),
        ("Given away to, ", "school-or-charity", "given-to", "school-or-charity"),
    ],
)
def test_what_is_said_of_old_equipment_is_written_into_its_line_and_shown(
    path: Path, label: str, typed: str, key: str, value: str
) -> None:
    asker = reviewed(path, "change", label, typed, start=HANDED_OVER)
    lot = answers(path)["lots"][0]
    assert lot["returns"] == [{"category": "tablet", "quantity": 3, key: value}]
    assert lot["items"] == [{"category": "laptop", "quantity": 500}]
    assert "parts" in clauses(path)
    (asked,) = asker.times(key)
    assert "tablets" in asked.text
    before, after = (text for text in asker.said if text.startswith(english().text("review.purchase")))
    assert label not in before
    assert f"  {label}" in after


def test_what_is_said_of_old_equipment_can_be_left_open_again(path: Path) -> None:
    start = HANDED_OVER.replace("quantity = 3", 'quantity = 3, given-to = "person"')
    reviewed(path, "change", "Given away to, ", OPEN, start=start)
    assert answers(path)["lots"][0]["returns"] == [{"category": "tablet", "quantity": 3}]


def test_what_is_said_of_old_equipment_is_not_offered_for_what_is_bought(path: Path) -> None:
    (asked,) = reviewed(path, "change", BACK).times("review.which-answer")
    assert [label for label in asked.labels if label.startswith(("Condition", "Brought out", "Given away"))] == []


@pytest.mark.parametrize("start", [ONE, ONE + 'routes = ["recycling"]\n'], ids=["default", "given"])
def test_routes_that_are_left_open_are_those_that_hold_by_default(path: Path, start: str) -> None:
    asker = reviewed(path, "change", "Routes for old equipment", OPEN, start=start)
    assert "routes" not in answers(path)["lots"][0]
    assert menus(asker)[-1][0] == "build"


def test_routes_are_offered_from_the_first_choice_to_the_last(path: Path) -> None:
    (asked,) = reviewed(path, "change", "Routes for old equipment", BACK, BACK, start=ONE).times("routes")
    assert asked.values[0] == "own-re-use"
    assert asked.values[-4:] == ["re-use", "parts", "destruction", "recycling"]
    assert asked.default == ["re-use", "parts", "recycling"]


FRAMEWORK = ONE.replace("contract = 'contract'", "contract = 'framework'")


def test_how_call_offs_find_their_contractor_is_offered_for_a_framework_agreement_alone(path: Path) -> None:
    for start, offered in ((ONE, False), (FRAMEWORK, True)):
        (asked,) = reviewed(path, "change", BACK, start=start).times("review.which-answer")
        for label in ("Number of contractors", "Call-offs"):
            assert any(label in text for text in asked.labels) is offered


def test_what_holds_for_a_framework_agreement_alone_goes_with_it(path: Path) -> None:
    asker = reviewed(path, "change", "Form of contract", "contract", start=FRAMEWORK + "suppliers = 3\n")
    assert "suppliers" not in answers(path)["lots"][0]
    assert english().text("interview.gone", label="Number of contractors", answer="3") in asker.said
    assert menus(asker)[-1][0] == "build"


def test_each_answer_stands_in_the_list_with_what_it_is_now(path: Path) -> None:
    (asked,) = reviewed(path, "change", BACK, start=TWO).times("review.which-answer")
    labels = [label for label in asked.labels if "Term in months (48)" in label]
    assert len(labels) == 2
    assert [str(number) in label for number, label in enumerate(labels, 1)] == [True, True]
    assert any("A tender" in label for label in asked.labels)


def test_what_a_change_makes_necessary_is_asked_next(path: Path) -> None:
    asker = reviewed(path, "change", EQUIPMENT, others={"items": "laptop, tablet", "quantity": "9"})
    assert asker.ids == ["review.ask", "review.which-answer", "items", "quantity", "screens.take", "review.ask"]
    assert answers(path)["lots"][0]["items"][1] == {"category": "tablet", "quantity": 9}


@pytest.mark.parametrize("picks", [(BACK,), ("Term in months", BACK, BACK)], ids=["list", "question"])
def test_a_person_may_turn_back_from_a_change(path: Path, picks: tuple[Any, ...]) -> None:
    assert "undo" not in menus(reviewed(path, "change", *picks))[-1]
    assert path.read_text(encoding="utf-8") == ONE


def test_the_same_answer_again_changes_nothing(path: Path) -> None:
    assert "undo" not in menus(reviewed(path, "change", "Term in months", ENTER))[-1]
    assert path.read_text(encoding="utf-8") == ONE


@pytest.mark.parametrize(
    "label", ["Contracting authority", "Term in months", "How many clauses", "Possible extension"]
)
@pytest.mark.parametrize("values", ["", "[lots.parameters.parts]\nyears = 6\n"], ids=["alone", "with-values"])
def test_an_optional_answer_can_be_left_open(path: Path, label: str, values: str) -> None:
    asker = reviewed(path, "change", label, OPEN, start=ONE + values)
    assert [id_ for id_ in asker.ids if id_ != "screens.take"][-1:] == ["review.ask"]
    assert len(asker.times("review.ask")) == 2
    assert {"authority", "proportionality"}.isdisjoint(answers(path)["tender"])
    assert ("months" in answers(path)["lots"][0]) == (label != "Term in months")


# Changing a value


def periods(path: Path) -> list[Any]:
    """The value of the clause on spare parts, for each lot and kind."""
    picks = [
        pick for part in chooser(whole())(answers(path)).lots for pick in part.picks if pick.clause.id == "parts"
    ]
    return [value.value for pick in picks for value in pick.values["years"].values()]


def test_a_value_of_a_clause_can_be_changed(path: Path) -> None:
    reviewed(path, "value-change", "period", "6")
    assert value_of(path, "lots.1.parameters.parts.years") == 6
    assert periods(path) == [6]


def test_a_value_is_changed_in_its_lot_alone(path: Path) -> None:
    reviewed(path, "value-change", "Lot 2, Spare parts: period", "6", start=TWO)
    assert periods(path) == [5, 6]


def test_a_value_can_be_left_open(path: Path) -> None:
    asker = reviewed(path, "value-change", "period", OPEN)
    assert value_of(path, "lots.1.parameters.parts.years") == "undecided"
    assert english().text("review.open") in asker.heard


def test_a_wrong_value_is_refused_and_asked_again(path: Path) -> None:
    asker = reviewed(path, "value-change", "period", "some", "6")
    assert [asked.refused for asked in asker.times("parts.years")] == ["", "not-a-number"]
    assert value_of(path, "lots.1.parameters.parts.years") == 6


@pytest.mark.parametrize("picks", [(BACK,), ("period", BACK, BACK)], ids=["list", "question"])
def test_a_person_may_turn_back_from_a_value(path: Path, picks: tuple[Any, ...]) -> None:
    reviewed(path, "value-change", *picks)
    assert path.read_text(encoding="utf-8") == ONE


@pytest.mark.parametrize(
    ("picks", "list_"),
    [
        (("value-change", "period"), "review.which-value"),
        (("change", "Term in months"), "review.which-answer"),
        (("drop", "No glue"), "review.which-drop"),
        (("read", "Spare parts"), "review.which-read"),
        ((("clause", 1, "parts"), 0), "screens.clause-ask"),
        ((("clause", 1, "parts"), "drop"), "screens.clause-ask"),
    ],
)
def test_going_back_is_one_step(path: Path, picks: tuple[Any, ...], list_: str) -> None:
    asker = reviewed(path, *picks, BACK, BACK)
    assert asker.ids[-2:] == [list_, "review.ask"]
    assert path.read_text(encoding="utf-8") == ONE


BY_KIND = "[lots.parameters.parts]\nyears = { laptop = 6, display = 7 }\n"
TWO_KINDS = ONE.replace("quantity = 500 }]", 'quantity = 500 }, { category = "display", quantity = 5 }]')


def test_enter_keeps_a_value_that_differs_by_kind(path: Path) -> None:
    reviewed(path, "value-change", lambda asked: asked.values[0], ENTER, start=TWO_KINDS + BY_KIND)
    assert value_of(path, "lots.1.parameters.parts.years") == {"laptop": 6, "display": 7}


def test_where_no_clause_has_a_value_that_is_said(path: Path) -> None:
    bare = library({"glue": clause()}, questions=shipped_questions())
    asker = reviewed(path, "value-change", within=bare)
    assert english().text("review.no-values") in asker.said


@pytest.mark.parametrize(
    ("start", "lot", "gone"),
    [(TWO, "Lot 2, ", ("lot-remove", 1, True)), (ONE, "", ("drop", "Spare parts", "Because."))],
    ids=["lot", "clause"],
)
def test_going_back_does_not_lead_to_values_that_are_gone(
    path: Path, start: str, lot: str, gone: tuple[Any, ...]
) -> None:
    others = {"parts.years": "6", "level": "comprehensive", "prices.price": iter([BACK, "5"])}
    picks = ["value-change", f"{lot}Spare parts: period", *gone, "change", "Level of ambition"]
    asker = reviewed(path, *picks, start=start, others=others)
    again = ["level", "prices.price", "need-check", "prices.price", "screens.take", "review.ask"]
    assert asker.ids[-6:] == again


# Reading a clause, and seeing what a change does


def test_a_clause_can_be_read_in_full_from_its_row(path: Path) -> None:
    asker = reviewed(path, ("clause", 1, "parts"), "back")
    (page,) = (text for text in asker.said if "1.2.2: Spare parts" in text.partition("\n")[0])
    for text in ("At least 5 years.", english().text("screens.origin-proposed"), "Why it is in"):
        assert text in page
    assert path.read_text(encoding="utf-8") == ONE


def test_a_clause_can_be_read_by_its_name(path: Path) -> None:
    asker = reviewed(path, "read", "Spare parts", BACK, BACK)
    assert "At least 5 years." in asker.heard


def test_a_clause_that_is_out_can_be_read_and_brought_in(path: Path) -> None:
    asker = reviewed(path, ("left-out", 1, "extra"), "add", "The council asked for it.")
    assert "Why it is out" in asker.heard
    assert answers(path)["included"] == [{"clause": "extra", "reason": "The council asked for it.", "lot": 1}]


def test_a_clause_is_left_out_where_it_is_read(path: Path) -> None:
    reviewed(path, ("clause", 1, "glue"), "drop", "We have a bath of acetone.")
    assert "glue" not in clauses(path)


def test_a_value_is_changed_where_the_clause_is_read(path: Path) -> None:
    reviewed(path, ("clause", 1, "parts"), 0, "6")
    assert periods(path) == [6]


def test_an_answer_is_changed_from_its_row(path: Path) -> None:
    reviewed(path, ("answer", ("lots", 0, "months")), "24")
    assert value_of(path, "lots.1.months") == 24


def test_what_a_value_changes_is_shown_before_it_is_taken(path: Path) -> None:
    asker = reviewed(path, "value-change", "period", others={"parts.years": "6", "screens.take": False})
    effect = english().text("screens.effect-value", title="Spare parts", name="period", old="5 years", new="6 years")
    assert effect in asker.heard
    assert path.read_text(encoding="utf-8") == ONE
    assert "undo" not in menus(asker)[-1]


def test_what_leaving_a_clause_out_changes_is_shown_before_the_reason_is_asked(path: Path) -> None:
    asker = reviewed(path, "drop", "No glue", BACK, BACK)
    assert english().text("review.gone", title="No glue") in asker.heard
    assert english().text("screens.effect-clauses", old="5", new="4") in asker.heard
    assert path.read_text(encoding="utf-8") == ONE


@pytest.mark.parametrize("take", [True, False])
def test_an_answer_that_asks_more_is_taken_or_left_with_all_that_it_asked(path: Path, take: bool) -> None:
    others = {"items": "laptop, imaging-equipment", "quantity": "9", "screens.take": take}
    asker = reviewed(path, "change", EQUIPMENT, others=others)
    assert english().text("review.new", title="Toner") in asker.heard
    assert (path.read_text(encoding="utf-8") == ONE) == (not take)
    assert ("toner" in clauses(path)) == take


def test_an_answer_that_changes_no_clause_is_taken_without_a_question(path: Path) -> None:
    assert "screens.take" not in reviewed(path, "change", "Title of the tender", "Other").ids


def test_what_is_stopped_before_it_is_taken_leaves_the_file_as_it_is(path: Path) -> None:
    path.write_text(ONE, encoding="utf-8")
    found, asker = review(path, ["value-change", "period", "6", STOP], whole())
    with pytest.raises(KeyboardInterrupt):
        found.run()
    assert asker.ids[-1] == "screens.take"
    assert path.read_text(encoding="utf-8") == ONE


# Leaving out and bringing in


def test_a_clause_is_left_out_with_the_reason(path: Path) -> None:
    asker = reviewed(path, "drop", "No glue", "We have a bath of acetone.")
    assert answers(path)["excluded"] == [{"clause": "glue", "reason": "We have a bath of acetone.", "lot": 1}]
    assert "glue" not in clauses(path)
    assert english().text("review.dropped", title="No glue") in asker.said


def test_a_clause_is_brought_in_with_the_reason(path: Path) -> None:
    asker = reviewed(path, "add", "Extra", "The council asked for it.")
    assert answers(path)["included"] == [{"clause": "extra", "reason": "The council asked for it.", "lot": 1}]
    assert "extra" in clauses(path)
    assert english().text("review.added", title="Extra") in asker.said


def test_the_lists_hold_what_is_in_and_what_can_be_brought_in(path: Path) -> None:
    asker = reviewed(path, "drop", BACK, "add", BACK)
    (inside,), (outside,) = asker.times("review.which-drop"), asker.times("review.which-add")
    assert [clause_id for _, clause_id in inside.values] == ["glue", "parts", "points", "remedies", "rule"]
    assert [clause_id for _, clause_id in outside.values] == ["extra", "prices"]


@pytest.mark.parametrize(
    ("pick", "before"), [("add", ()), ("drop", ("drop", "No glue", "Because."))], ids=["add", "drop"]
)
def test_a_list_that_would_be_empty_is_not_shown(path: Path, pick: str, before: tuple[Any, ...]) -> None:
    only = library({"glue": clause(**titled("No glue"))}, questions=shipped_questions())
    asker = reviewed(path, *before, lambda asked: pick if pick in asked.values else BACK, within=only)
    assert [asked.text for asked in asker.asked if asked.how == "choose" and not asked.choices] == []


@pytest.mark.parametrize(("pick", "title"), [("drop", "No glue"), ("add", "Extra")])
def test_a_change_needs_a_reason(path: Path, pick: str, title: str) -> None:
    asker = reviewed(path, pick, title, "  ", "Because.")
    assert [asked.refused for asked in asker.times(f"review.why-{pick}")] == ["", "empty"]


@pytest.mark.parametrize(("pick", "title"), [("drop", "No glue"), ("add", "Extra")])
def test_a_person_may_turn_back_from_a_clause(path: Path, pick: str, title: str) -> None:
    reviewed(path, pick, BACK, pick, title, BACK, BACK)
    assert path.read_text(encoding="utf-8") == ONE


@pytest.mark.parametrize(
    ("title", "start"),
    [("Remedies", ONE), ("Points", ONE + "[lots.weights]\nprice = 80\npoints = 20\n")],
    ids=["required", "weighted"],
)
def test_a_change_that_cannot_be_is_refused_and_changes_nothing(path: Path, title: str, start: str) -> None:
    asker = reviewed(path, "drop", title, *([False] if title == "Remedies" else []), start=start)
    assert english().text("review.refused") in asker.said
    assert path.read_text(encoding="utf-8") == start
    assert "undo" not in menus(asker)[-1]
    assert "build" in menus(asker)[-1]


def test_a_refusal_says_which_clause_is_in_the_way(path: Path) -> None:
    asker = reviewed(path, "drop", "Remedies", False)
    position = asker.said.index(english().text("review.refused"))
    assert "Spare parts" in asker.said[position + 1]


def test_ids_are_told_by_their_titles_and_words_stay_words(path: Path) -> None:
    path.write_text(ONE, encoding="utf-8")
    found, _ = review(path, lambda asked: "stop", whole())
    told = found.overview.format_finding(Finding("x", "the parts of “glue” go, with it would go: parts, points"))
    assert told == "the parts of “No glue” go, with it would go: “Spare parts”, “Points”"


def test_what_others_need_can_be_left_out_together_with_them(path: Path) -> None:
    asker = reviewed(path, "drop", "Remedies", True, "Ours.")
    assert [(c["clause"], c["reason"]) for c in answers(path)["excluded"]] == [
        ("remedies", "Ours."),
        ("parts", "Ours."),
    ]
    assert {"remedies", "parts"}.isdisjoint(clauses(path))
    assert english().text("review.dropped", title="Remedies and Spare parts") in asker.said


def test_what_came_and_went_with_a_change_is_said(path: Path) -> None:
    asker = reviewed(path, "drop", "No glue", "Because.", "add", "Extra", "We want it.")
    said = "\n".join(asker.said)
    assert english().text("review.gone", title="No glue") in said
    assert english().text("review.new", title="Extra") in said


def test_where_there_are_several_lots_a_change_names_its_lot(path: Path) -> None:
    reviewed(path, "drop", "Lot 2, No glue", "Not there.", "add", "Lot 1, Extra", "Here.", start=TWO)
    assert answers(path)["excluded"] == [{"clause": "glue", "reason": "Not there.", "lot": 2}]
    assert answers(path)["included"] == [{"clause": "extra", "reason": "Here.", "lot": 1}]
    assert ("glue" in clauses(path, 1), "glue" in clauses(path, 2)) == (True, False)
    assert ("extra" in clauses(path, 1), "extra" in clauses(path, 2)) == (True, False)


def test_a_rule_of_the_whole_tender_is_left_out_of_it_whole(path: Path) -> None:
    reviewed(path, "drop", "General rule", "Ours is better.", start=TWO)
    assert answers(path)["excluded"] == [{"clause": "rule", "reason": "Ours is better."}]
    assert clauses(path, 0) == []


@pytest.mark.parametrize("start", [ONE, TWO], ids=["one-lot", "two-lots"])
@pytest.mark.parametrize(
    ("first", "then", "title"), [("drop", "add", "No glue"), ("add", "drop", "Extra")], ids=["drop", "add"]
)
def test_the_opposite_takes_a_change_back_without_a_reason(
    path: Path, start: str, first: str, then: str, title: str
) -> None:
    label = title if start == ONE else f"Lot 1, {title}"
    reviewed(path, first, label, "Because.", then, label, start=start)
    assert answers(path) == parse_toml(start, "start")


@pytest.mark.parametrize(
    ("which", "id_", "pick"),
    [("included", "extra", "drop"), ("excluded", "glue", "add")],
    ids=["included", "excluded"],
)
def test_a_change_of_all_lots_is_taken_back_in_one_alone(path: Path, which: str, id_: str, pick: str) -> None:
    start = f'{TWO}[[{which}]]\nclause = "{id_}"\nreason = "In all."\n'
    path.write_text(start, encoding="utf-8")
    before = id_ in clauses(path, 2)
    picks = iter([pick, (1, id_), "stop"])
    given = {"review.why-drop": "Not here.", "review.why-add": "Not here.", "screens.take": True}
    found, _ = review(path, lambda asked: given.get(asked.id) or next(picks), whole())
    with pytest.raises(KeyboardInterrupt):
        found.run()
    assert (id_ in clauses(path, 1)) != before
    assert (id_ in clauses(path, 2)) == before


# Taking back


def test_what_was_left_out_or_brought_in_can_be_taken_back(path: Path) -> None:
    asker = reviewed(
        path, "drop", "No glue", "Because.", "add", "Extra", "Because.", "unchange", "No glue", "unchange", "Extra"
    )
    assert [len(asked.choices) for asked in asker.times("review.which-change")] == [2, 1]
    assert answers(path) == parse_toml(ONE, "start")
    assert ["unchange" in menu for menu in menus(asker)] == [False, True, True, True, False]


def test_a_person_may_turn_back_from_taking_back(path: Path) -> None:
    start = ONE + '[[excluded]]\nclause = "glue"\nreason = "Because."\n'
    reviewed(path, "unchange", BACK, start=start)
    assert path.read_text(encoding="utf-8") == start


def test_the_change_of_the_lot_that_was_picked_is_taken_back(path: Path) -> None:
    changes = [f'[[excluded]]\nclause = "glue"\nreason = "Because."\nlot = {lot}\n' for lot in (1, 2)]
    reviewed(path, "unchange", ("excluded", "glue", 2), start=TWO + "".join(changes))
    assert [change["lot"] for change in answers(path)["excluded"]] == [1]


def test_a_change_of_all_lots_and_one_of_a_lot_are_told_apart(path: Path) -> None:
    changes = [f'[[excluded]]\nclause = "glue"\nreason = "{reason}"\n' for reason in ("In all.", "In one.")]
    reviewed(path, "unchange", ("excluded", "glue", 2), start=f"{TWO}{changes[0]}{changes[1]}lot = 2\n")
    assert [change["reason"] for change in answers(path)["excluded"]] == ["In all."]


# Lots


def test_a_lot_can_be_added_and_is_asked_for(path: Path) -> None:
    asker = reviewed(path, "lot-add", others={"items": "tablet", "quantity": "9"})
    assert {asked.lot for asked in asker.asked if not asked.id.startswith("review.")} == {2}
    assert [lot["title"] for lot in answers(path)["lots"]] == ["Laptops", "Tablets"]
    assert "parts" in clauses(path, 2)


def test_going_back_from_the_first_question_of_a_new_lot_takes_it_out_again(path: Path) -> None:
    asker = reviewed(path, "lot-add", BACK)
    assert path.read_text(encoding="utf-8") == ONE
    assert "undo" not in menus(asker)[-1]


def test_going_back_inside_a_new_lot_goes_through_its_questions(path: Path) -> None:
    asker = reviewed(path, "lot-add", others={"items": "tablet", "quantity": iter([BACK, "9"])})
    assert asker.ids[1:5] == ["items", "quantity", "items", "quantity"]
    assert len(answers(path)["lots"]) == 2


def test_a_lot_that_is_being_added_is_asked_for_again_after_an_interrupt(path: Path) -> None:
    path.write_text(ONE, encoding="utf-8")
    found, _ = review(path, ["lot-add", "tablet", STOP], whole())
    with pytest.raises(KeyboardInterrupt):
        found.run()
    later, asker = review(path, by_id({"quantity": "9"}), whole())
    later.session.run()
    assert asker.ids[:2] == ["quantity", "returns"]
    assert "parts" in clauses(path, 2)


@pytest.mark.parametrize(("lot", "left"), [(1, ["Displays", "Tablets"]), (3, ["Laptops", "Displays"])])
def test_a_lot_can_be_removed(path: Path, lot: int, left: list[str]) -> None:
    asker = reviewed(path, "lot-remove", lot - 1, True, start=THREE)
    assert [one["title"] for one in answers(path)["lots"]] == left
    label = asker.times("review.which-lot")[0].labels[lot - 1]
    assert english().text("review.lot-removed", lot=label) in asker.said


CHANGES = """
[[excluded]]
clause = "glue"
reason = "Lot 1."
lot = 1
[[excluded]]
clause = "glue"
reason = "Lot 3."
lot = 3
[[excluded]]
clause = "points"
reason = "All."
[[included]]
clause = "extra"
reason = "Lot 2."
lot = 2
"""


@pytest.mark.parametrize(
    ("lot", "excluded", "included"),
    [
        (1, [("Lot 3.", 2), ("All.", None)], [("Lot 2.", 1)]),
        (2, [("Lot 1.", 1), ("Lot 3.", 2), ("All.", None)], None),
        (3, [("Lot 1.", 1), ("All.", None)], [("Lot 2.", 2)]),
    ],
)
def test_changes_follow_their_lots(path: Path, lot: int, excluded: Any, included: Any) -> None:
    reviewed(path, "lot-remove", lot - 1, True, start=THREE.replace("environment-weight = 20\n", "") + CHANGES)
    left = answers(path)
    assert [(change["reason"], change.get("lot")) for change in left["excluded"]] == excluded
    found = [(change["reason"], change.get("lot")) for change in left["included"]] if "included" in left else None
    assert found == included


@pytest.mark.parametrize("picks", [(BACK,), (1, BACK), (1, False), (1, ENTER)], ids=["list", "back", "no", "enter"])
def test_a_person_may_turn_back_from_removing_a_lot(path: Path, picks: tuple[Any, ...]) -> None:
    reviewed(path, "lot-remove", *picks, start=TWO)
    assert path.read_text(encoding="utf-8") == TWO


def test_answers_of_a_removed_lot_do_not_turn_up_in_another(path: Path) -> None:
    start = TENDER + LAPTOPS.replace("returns = []", 'returns = [{ category = "laptop", quantity = 3 }]') + DISPLAYS
    reviewed(
        path,
        *("change", "Lot 1, Acquisition model", "change", "Lot 2, Acquisition model", "lot-remove", 0, True),
        *("change", "Acquisition model"),
        start=start,
        others={"1.acquisition": "consumables", "2.acquisition": "consumables", "acquisition": "purchase"},
    )
    assert len(answers(path)["lots"]) == 1
    assert answers(path)["lots"][0]["returns"] == []


def test_what_was_left_open_in_a_removed_lot_is_asked_in_the_next_one(path: Path) -> None:
    asker = reviewed(
        path,
        *("change", "Lot 2, Term in months", "lot-remove", 1, True, "lot-add"),
        start=TWO,
        others={"months": iter([OPEN, "12"]), "items": "tablet", "quantity": "9"},
    )
    assert len(asker.times("months", 2)) == 2
    assert answers(path)["lots"][1]["months"] == 12


# Undoing


@pytest.mark.parametrize(
    ("picks", "others"),
    [
        (("change", "Term in months", "24"), None),
        (
            ("change", "Acquisition model"),
            {"acquisition": "take-back", "returns-handed-over": "tablet", "quantity": "1"},
        ),
        (("value-change", "period", "6"), None),
        (("drop", "No glue", "Because."), None),
        (("add", "Extra", "Because."), None),
        (("lot-add",), {"items": "tablet", "quantity": "9"}),
    ],
    ids=["change", "model", "value-change", "drop", "add", "lot-add"],
)
def test_every_change_can_be_undone(path: Path, picks: tuple[Any, ...], others: Mapping[str, Any] | None) -> None:
    asker = reviewed(path, *picks, "undo", others=others)
    assert path.read_text(encoding="utf-8") == ONE
    assert ["undo" in menu for menu in menus(asker)] == [False, True, False]


@pytest.mark.parametrize("lot", [1, 2, 3])
def test_removing_a_lot_can_be_undone(path: Path, lot: int) -> None:
    reviewed(path, "lot-remove", lot - 1, True, "undo", start=THREE + CHANGES)
    assert path.read_text(encoding="utf-8") == THREE + CHANGES


def test_changes_are_undone_one_after_the_other(path: Path) -> None:
    picks = ["change", "Term in months", "24", "change", "Term in months", "12", "drop", "No glue", "Because."]
    asker = reviewed(path, *picks, "undo", "undo", BACK, "undo")
    assert path.read_text(encoding="utf-8") == ONE
    assert ["undo" in menu for menu in menus(asker)] == [False, True, True, True, True, True, True, False]


def test_after_undoing_the_next_change_is_made_and_undone_as_well(path: Path) -> None:
    reviewed(path, "change", "Term in months", "24", "undo", "change", "Term in months", "12", "undo")
    assert path.read_text(encoding="utf-8") == ONE


def by_hand(path: Path, before: int, *picks: Any) -> Scripted:
    """A review in which somebody edits the file by hand before a pick (from 0)."""

    def edit(asked: Asked) -> Any:
        path.write_text(path.read_text(encoding="utf-8") + "# by hand\n", encoding="utf-8")
        return picks[before]

    return reviewed(path, *picks[:before], edit, *picks[before + 1 :])


MONTHS = ("change", "Term in months")


def test_undoing_leaves_what_somebody_wrote_by_hand_meanwhile(path: Path) -> None:
    asker = by_hand(path, 3, *MONTHS, "24", "undo")
    assert path.read_text(encoding="utf-8") == ONE.replace("48", "24") + "# by hand\n"
    assert english().text("review.edited") in asker.said


def test_what_somebody_wrote_by_hand_is_shown_before_the_annex_is_made(path: Path) -> None:
    asker = by_hand(path, 0, "build")
    assert english().text("review.changed") in asker.said
    assert len(menus(asker)) == 2


def test_a_step_back_stops_at_a_hand_edit(path: Path) -> None:
    asker = by_hand(path, 5, *MONTHS, "24", *MONTHS, "12", "undo")
    assert "undo" not in menus(asker)[-1]
    assert path.read_text(encoding="utf-8") == ONE.replace("48", "24") + "# by hand\n"


def test_what_is_changed_after_a_hand_edit_can_be_undone(path: Path) -> None:
    by_hand(path, 2, *MONTHS, "24", *MONTHS, "12", "undo")
    assert path.read_text(encoding="utf-8") == ONE.replace("48", "24") + "# by hand\n"


def test_it_is_said_what_was_undone(path: Path) -> None:
    asker = reviewed(path, *MONTHS, "24", "undo")
    assert english().text("review.undone", key="Term in months", old="24", new="48") in asker.said


# What is shown


def test_the_review_shows_answers_and_clauses_with_their_reasons(path: Path) -> None:
    heard = reviewed(path).heard
    for text in ("A tender", "15 January 2027", "500 laptops", "48", "No glue", "Spare parts", "General rule"):
        assert text in heard
    assert english().text("interview.answered", label="Country", answer=english().text("interview.open")) in heard
    assert english().text("review.all") in heard


def test_the_lots_are_named_where_there_are_several(path: Path) -> None:
    heard = reviewed(path, start=TWO).heard
    assert [heard.count(f"  Lot {number}\n") for number in (1, 2)] == [1, 1]
    assert "500 laptops" in heard
    assert "500 displays" in heard
    titles = [english().text("lot.name", number=f"Lot {n}", title=t) for n, t in ((1, "Laptops"), (2, "Displays"))]
    assert all(title in heard for title in titles)
    assert heard.count("No glue") == 2


def test_a_single_lot_is_not_named(path: Path) -> None:
    assert "Lot 1" not in reviewed(path).heard


KENYA = ONE.replace("[tender]\n", '[tender]\ncountry = "KE"\n').replace("# country = left open\n", "")


def test_values_that_law_raised_are_shown_with_the_law(path: Path) -> None:
    heard = reviewed(path, start=KENYA).heard
    (line,) = [line for line in heard.split("\n") if "A law" in line]
    assert "Spare parts" in line
    assert "7 years" in line
    assert "5" in line.replace("7 years", "")


def test_another_device_is_named_as_the_reason_for_a_clause(path: Path) -> None:
    has = "battery = true, stores-data = true, screen = false, carried = true, consumables = false"
    device = f'{{ category = "other-device", name = "body cameras", quantity = 9, {has} }}'
    start = ONE.replace("items = [", f"items = [{device}, ")
    cells = clause(applies=[{"categories": ["other-device.battery"]}], **titled("Cells"))
    heard = reviewed(path, start=start, within=library({"cells": cells}, questions=shipped_questions())).heard
    assert "Cells; " in heard
    assert "body cameras" in next(line for line in heard.splitlines() if "Cells; " in line)


def test_without_law_no_values_are_shown(path: Path) -> None:
    assert english().text("review.values") not in reviewed(path).heard


def test_open_points_are_shown(path: Path) -> None:
    heard = reviewed(path).heard
    assert english().text("review.open") in heard
    assert "Contracting authority" in heard.partition(english().text("review.open"))[2]


def test_where_nothing_is_open_that_is_not_shown(path: Path) -> None:
    given = {"authority": "Ministry", "reference": "1", "country": "KE"}
    start = ONE.replace("[tender]\n", '[tender]\nstatus = "final"\nvalue = { amount = 500_000, currency = "KES" }\n')
    for key, value in given.items():
        start = start.replace(f"# {key} = left open", f'{key} = "{value}"')
    assert english().text("review.open") not in reviewed(path, start=start).heard


@cache
def thirteen() -> Library:
    return library({f"clause-{n}": clause(**titled(f"Clause {n}")) for n in range(13)}, questions=shipped_questions())


SMALL = ONE.replace("quantity = 500", "quantity = 5")


@pytest.mark.parametrize(
    ("warning", "said", "start"),
    [
        ("size", {"count": 13}, SMALL.replace("[tender]\n", '[tender]\nproportionality = "full"\n')),
        ("many", {"count": 13, "usual": 12}, SMALL),
        ("level", {}, SMALL.replace('"core"', '"comprehensive"')),
    ],
    ids=["size", "many", "level"],
)
def test_a_burden_out_of_proportion_is_told(path: Path, warning: str, said: Mapping[str, int], start: str) -> None:
    heard = reviewed(path, start=start, within=thirteen()).heard
    assert english().text(f"burden.{warning}", **said) in heard


def test_a_burden_in_proportion_is_counted_alone(path: Path) -> None:
    heard = reviewed(path).heard
    assert english().text("burden.title") in heard
    for warning in ("size", "many", "level", "reports"):
        assert str(english().frame.texts["burden"][warning]).partition("{")[0] not in heard


def test_what_is_worth_a_look_is_shown_with_its_place(path: Path) -> None:
    heard = reviewed(path, start=ONE + "[lots.parameters.parts]\nyears = 1\n").heard
    warnings = heard.partition(english().text("review.warnings"))[2].partition(english().text("review.open"))[0]
    assert "outside" in warnings
    assert "parts" in warnings.lower()


@pytest.mark.parametrize("name", sorted(shipped_data.list_example_purchases()))
def test_every_shipped_example_can_be_reviewed(path: Path, name: str) -> None:
    start = shipped_data.list_example_purchases()[name].read_text(encoding="utf-8")
    asker = reviewed(path, start=start, within=shipped())
    assert menus(asker)[0][0] == "build"
    assert [text for text in asker.said if "{" in text or "None" in text] == []


# What cannot be built

UNBUILDABLE = {
    "no-criteria-to-weigh": ONE.replace("weight = 20", "weight = 100") + "[lots.weights]\npoints = 20\n",
    "required-left-out": ONE + '[[excluded]]\nclause = "remedies"\nreason = "Because."\n',
    "no-such-equipment": ONE + '[[included]]\nclause = "toner"\nreason = "Because."\n',
    "both": ONE + '[[included]]\nclause = "glue"\nreason = "In."\n[[excluded]]\nclause = "glue"\nreason = "Out."\n',
    "rule-of-one-lot": TWO + '[[excluded]]\nclause = "rule"\nreason = "Because."\nlot = 2\n',
}


@pytest.mark.parametrize("start", UNBUILDABLE)
def test_what_cannot_be_built_is_told_and_not_offered(path: Path, start: str) -> None:
    asker = reviewed(path, start=UNBUILDABLE[start])
    assert english().text("review.problems") in asker.heard
    (menu,) = menus(asker)
    assert menu[0] == "change"
    assert {"build", "build-page", "value-change", "drop", "add"}.isdisjoint(menu)


@pytest.mark.parametrize("start", [name for name in UNBUILDABLE if name != "no-criteria-to-weigh"])
def test_a_change_that_cannot_be_built_can_be_taken_back_in_a_later_interview(path: Path, start: str) -> None:
    asker = reviewed(path, "unchange", lambda asked: asked.values[0], start=UNBUILDABLE[start])
    assert menus(asker)[-1][0] == "build"


def broken(path: Path, *picks: Any) -> list[bool]:
    """A clause for printers is brought in, then the printers go, then what is picked; when `build` was offered.

    They come back where the equipment is asked for again.
    """
    start = ONE.replace('"laptop"', '"imaging-equipment"') + '[[included]]\nclause = "toner"\nreason = "x"\n'
    others = {"items": iter(["laptop", "imaging-equipment"]), "quantity": "3"}
    return [
        "build" in menu for menu in menus(reviewed(path, "change", EQUIPMENT, *picks, start=start, others=others))
    ]


def test_a_changed_answer_that_cannot_be_built_takes_the_building_away(path: Path) -> None:
    assert broken(path) == [True, False]


def test_a_changed_answer_that_cannot_be_built_is_mended_by_undoing(path: Path) -> None:
    assert broken(path, "undo") == [True, False, True]


def test_a_changed_answer_that_cannot_be_built_is_mended_by_changing_it_back(path: Path) -> None:
    assert broken(path, "change", EQUIPMENT) == [True, False, True]


def test_a_changed_answer_that_cannot_be_built_is_mended_by_taking_the_clause_back(path: Path) -> None:
    assert broken(path, "unchange", ("included", "toner", None)) == [True, False, True]


@pytest.mark.parametrize("name", ["de-displays-take-back", "three-lots", "us-desktops"])
@pytest.mark.parametrize(
    ("id_", "label", "answer"),
    [
        ("items", "Equipment (", "server"),
        ("acquisition", "Acquisition model", "take-back"),
        ("acquisition", "Acquisition model", "repair"),
        ("level", "Level of ambition", "comprehensive"),
        ("proportionality", "How many clauses", "short"),
        ("months", "Term in months", "1"),
        ("data", "Highest class of data", "none"),
    ],
)
def test_whatever_is_changed_in_an_example_can_be_undone(
    path: Path, name: str, id_: str, label: str, answer: str
) -> None:
    start = shipped_data.list_example_purchases()[name].read_text(encoding="utf-8")

    def labelled(asked: Asked) -> Any:
        return next(value for value, text in zip(asked.values, asked.labels, strict=True) if label in text)

    others = {"returns-handed-over": "laptop", "items": "server", "quantity": "5", id_: answer}
    asker = reviewed(path, "change", labelled, "undo", start=start, others=others, within=shipped())
    assert path.read_text(encoding="utf-8") == start
    assert "build" in menus(asker)[-1]


# What a library of the organisation says


def test_values_of_a_library_on_top_are_not_called_ones_own(path: Path) -> None:
    years = {"years": parameter({"core": 5}), "more": parameter({"core": 6})}
    text = {"title": "Parts", "requirement": "Parts for {{ years }}, more parts for {{ more }}."}
    made = library({"parts": clause(parameters=years, text=text)}, questions=shipped_questions())
    house = Overlay({"en": "House"}, "1", file="house/library.toml", defaults={"parts": {"years": 7}})
    start = ONE + "[lots.parameters.parts]\nmore = 9\n"
    heard = reviewed(path, start=start, within=replace(made, overlays=(house,))).heard
    words = english().frame.texts["review"]
    own, _, others = heard.partition(words["library-title"])
    assert "9 years" in own.partition(words["given-title"])[2]
    assert "7 years" in others
    assert "7 years" not in own.partition(words["given-title"])[2]


# Settling open points


def point_number(asker: Scripted, text: str) -> tuple[str, int]:
    """The row of the open point that has a text."""
    (value,) = (value for value, row in asker.rows.items() if value[0] == "point" and text in row)
    found: tuple[str, int] = value
    return found


def example(name: str) -> str:
    """The purchase file of a shipped example."""
    return shipped_data.list_example_purchases()[name].read_text(encoding="utf-8")


SETTLED = {
    "ke-school-laptops": (
        ("kinds of data and persons", ["Names and marks of pupils"], "parameters.processor-terms.data-and-persons"),
        ("amount for each storage medium", ["500"], "parameters.remedies.medium-amount"),
        ("disposal committee", ["Re-use; 500"], "tender.settled.asset-disposal"),
        ("price of electricity", ["0.2"], "lots.1.parameters.life-cycle-cost-award.electricity-price"),
        (
            "Cost sheet",
            [True, "1,600", "IEC 62623", "200", "IEC 62301", "70 %", "about 90"],
            "lots.1.sheet.hours-in-use",
        ),
        ("Status", ["draft"], "tender.status"),
    ),
    "gb-refurbished-laptops": (("Training of learners", ["A plan."], "lots.1.criteria.Training of learners"),),
}


@pytest.mark.parametrize(
    ("name", "text", "given", "key"),
    [(name, *row) for name, rows in SETTLED.items() for row in rows],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_an_open_point_is_settled_where_it_is_listed(
    path: Path, name: str, text: str, given: list[str], key: str
) -> None:
    path.write_text(example(name), encoding="utf-8")
    before = find_answer(answers(path), split_key(key))
    found, asker = review(path, lambda asked: next(script)(asked))
    script = iter(
        [
            lambda _: point_number(asker, text),
            *((lambda _, one=one: one) for one in given),
            lambda _: STOP,
        ]
    )
    with pytest.raises(KeyboardInterrupt):
        found.run()
    after = find_answer(answers(path), split_key(key))
    assert after is not None
    assert after != before or key == "tender.status"
    assert "screens.take" not in asker.ids


@pytest.mark.parametrize("now", [True, False])
def test_several_questions_on_a_point_are_counted_and_left_open_together(path: Path, now: bool) -> None:
    path.write_text(example("ke-school-laptops"), encoding="utf-8")
    before = path.read_text(encoding="utf-8")
    found, asker = review(path, lambda asked: next(script)(asked))
    picks = [now, BACK] if now else [now]
    script = iter([lambda _: point_number(asker, "Cost sheet"), *(lambda _, p=p: p for p in picks), lambda _: STOP])
    with pytest.raises(KeyboardInterrupt):
        found.run()
    assert asker.times("review.point-questions")[0].text == english().text("review.point-questions", count="6")
    counts = [asked.prompt.progress for asked in asker.asked if asked.prompt.progress]
    assert counts == ([english().text("interview.place", number="1", total="6")] if now else [])
    assert path.read_text(encoding="utf-8") == before


def test_enter_skips_a_point_of_law_and_leaves_it_open(path: Path) -> None:
    path.write_text(example("ke-school-laptops"), encoding="utf-8")
    before = answers(path)
    found, asker = review(path, lambda asked: next(script)(asked))
    script = iter([lambda _: point_number(asker, "disposal committee"), lambda _: ENTER, lambda _: STOP])
    with pytest.raises(KeyboardInterrupt):
        found.run()
    assert "Enter skips it" in asker.asked[1].text
    assert find_answer(answers(path), ("tender", "settled")) in (None, {})
    assert {**answers(path), "tender": before["tender"]} == before


@pytest.mark.parametrize(("unit_months", "is_told"), [("", True), ("unit-months = 60\n", False)])
def test_a_cost_sheet_that_counts_other_years_than_a_unit_is_used_is_told(
    path: Path, unit_months: str, is_told: bool
) -> None:
    text = example("eg-school-laptops").replace("[[lots]]\n", f"[[lots]]\n{unit_months}", 1)
    path.write_text(text, encoding="utf-8")
    found, asker = review(path, lambda _: STOP)
    with pytest.raises(KeyboardInterrupt):
        found.run()
    told = "the cost sheet counts 5 years of use, but 48 months are planned for a unit"
    assert any(told in row for row in asker.rows.values()) == is_told


def split_key(key: str) -> tuple[str | int, ...]:
    """The path of a key whose last part may have blanks."""
    return tuple(int(part) - 1 if part.isdecimal() else part for part in key.split("."))


def test_an_answer_that_nobody_gave_is_marked_and_changed_in_one_step(path: Path) -> None:
    asker = reviewed(path, ("answer", ("tender", "authority-kind")), "sub-central")
    label = english().text("review.assumed", answer="central government")
    assert label in asker.heard
    assert value_of(path, "tender.authority-kind") == "sub-central"


def test_the_review_warns_of_what_build_warns_of(path: Path) -> None:
    name = "ke-school-laptops"
    start = example(name).replace("[[lots]]", "[[lots]]\nsheet = { labour-hours = 5 }", 1)
    asker = reviewed(path, start=start, within=shipped_data.load_shipped_data().library)
    label = english().text("figures.labour-hours")
    assert english().text("sense.sheet-figure-unused", figure=label) in asker.heard


def test_a_warning_is_told_without_keys_and_opens_what_it_is_about(path: Path) -> None:
    start = ONE + "[lots.parameters.parts]\nyears = 1\n"
    asker = reviewed(path, ("warning", 0), "6", start=start)
    assert periods(path) == [6]
    assert "`" not in asker.rows.get(("warning", 0), "")


def test_a_warning_with_the_name_of_its_file_opens_the_value(path: Path) -> None:
    path.write_text(ONE + "[lots.parameters.parts]\nyears = 1\n", encoding="utf-8")
    found, _ = review(path, [], whole())
    annex = compose(found.select(found.answers), english())
    (warning,) = list_warnings(annex)
    placed = replace(warning, place=replace(warning.place, file="purchase.toml"))
    (slot,), _ = found.overview.find_target(annex, placed)
    assert slot.id == "parts.years"


def test_no_warning_on_the_sense_of_answers_names_a_key() -> None:
    texts = english().frame.texts["sense"]
    assert [key for key, text in texts.items() if "`" in text or " = " in text] == []


SHEET = "[[lots]]\nsheet = { hours-in-use = 1000, repairs = { battery = 1 } }"


@pytest.mark.parametrize(
    ("label", "typed", "key", "value"),
    [
        ("Hours in use a year", "1,200", "hours-in-use", 1200),
        ("Repairs to be priced", ENTER, "repairs", {"battery": 1}),
        ("Repairs to be priced", "battery = 1; screen = 0.1", "repairs", {"battery": 1, "screen": 0.1}),
        ("Repairs to be priced", "none", "repairs", "none"),
        ("Units expected to work", "70 %", "working-share", 70),
        ("Hours in use a year", OPEN, "hours-in-use", None),
    ],
)
def test_a_figure_of_a_sheet_is_changed_as_a_value_is(
    path: Path, label: str, typed: Any, key: str, value: Any
) -> None:
    start = example("ke-school-laptops").replace("[[lots]]", SHEET, 1)
    reviewed(path, "value-change", starting(label), start=start, others={"": typed}, within=shipped())
    assert find_answer(answers(path), ("lots", 0, "sheet", key)) == value


def test_a_share_that_a_warning_asks_for_is_given_there(path: Path) -> None:
    start = example("ke-school-laptops").replace("{ accepts-refurbished", "{ carried = true, accepts-refurbished")
    text = english().text("sense.price-not-compared", clause="Protective cases on order")
    rows = reviewed(path, start=start, within=shipped()).rows
    (warning,) = (value for value, row in rows.items() if value[0] == "warning" and text in row)
    reviewed(path, warning, start=start, others={"": "20 %"}, within=shipped())
    assert value_of(path, "lots.1.sheet.case-share") == 20


def test_a_size_above_the_usual_is_warned_of_in_the_words_of_check(path: Path) -> None:
    start = ONE.replace("quantity = 500", "quantity = 5").replace("[[lots]]", "proportionality = 'full'\n[[lots]]")
    rows = reviewed(path, start=start, within=shipped()).rows
    told = english().text("checks.proportionality-guard-size-fix")
    (warning,) = (value for value, row in rows.items() if value[0] == "warning" and told in row)
    reviewed(path, warning, start=start, others={"proportionality": "short"}, within=shipped())
    assert value_of(path, "tender.proportionality") == "short"


def test_how_many_clauses_is_among_the_answers_and_changed_there(path: Path) -> None:
    place = ("tender", "proportionality")
    asker = reviewed(path, ("answer", place), others={"proportionality": "full"}, within=shipped())
    assert english().text("review.assumed", answer="standard") in asker.heard
    assert value_of(path, "tender.proportionality") == "full"


def test_why_a_clause_is_left_out_is_told_without_keys(path: Path) -> None:
    rows = reviewed(path, within=shipped()).rows
    out = [row for value, row in rows.items() if value[0] == "left-out"]
    label = english().words(shipped().questions["proportionality"].label)
    assert any(english().quote(label) in row for row in out)
    assert [row for row in out if "tender." in row] == []
