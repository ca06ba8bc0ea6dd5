# SPDX-License-Identifier: Apache-2.0
"""What of the answers is entered into an evaluation, and what is left to the panel."""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from tenderkit.formats.word.read.form_fields import read_form
from tenderkit.formats.word.read.open_docx import open_word
from tenderkit.papers.annex.annex import Annex
from tenderkit.papers.digest import compute_published_digest
from tenderkit.papers.evaluation import TENDERS, Evaluation, build_evaluation
from tenderkit.papers.form_fields import ACCEPTANCE, Field
from tenderkit.responses.form_answers import Bid, FormControl, ReturnedForm, read_bids
from tenderkit.responses.offers import LeftOutReason, Model, Offer, Offers, read_offers, report_left_out
from tests.support import example
from tests.tendered import ACCEPTS, NAME, Answers, ask_for_models, ask_for_repairs, changed_example, tenders

PRICE = "tk:L1.price.total"
WARRANTY = "tk:L1.warranty-extension-points.value"
REPAIRED = "ke-school-laptops, repairs"
POWER = "tk:L1.server-power-points.value"
COST = "tk:L1.life-cycle-cost-award"
LAPTOP = f"{COST}.laptop.model"


@cache
def evaluation(name: str) -> Evaluation:
    return build_evaluation(annex_of(name))


def annex_of(name: str) -> Annex:
    """The annex of a shipped example, or of the one in Kenya with repairs."""
    return changed_example(KENYA, ask_for_repairs) if name == REPAIRED else example(name)


def read(*answers: Answers, name: str = "at-rack-servers", purchase: str | None = None) -> Offers:
    return read_offers(evaluation(name), tenders(annex_of(name), *answers, purchase=purchase))


def one(answers: Answers, name: str = "at-rack-servers") -> Offer:
    (offer,) = read(answers, name=name).lots[1]
    return offer


def why(found: Offers) -> list[tuple[str, LeftOutReason]]:
    """What was left out but for what nobody answered."""
    return [(left.answer, left.reason) for left in found.left if left.reason != "unanswered"]


# --- numbers ---


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("125000", 125_000),
        ("125,000.50 EUR", 125_000.5),
        ("125.000,50 €", 125_000.5),
        ("EUR 125 000", 125_000),
        ("١٢٥٬٠٠٠", 125_000),
        ("١٢٥٠٠٠٫٥ EUR", 125_000.5),
        ("-200", -200),
        ("0", 0),
    ],
)
def test_a_price_that_is_one_plain_number_is_entered(text: str, value: float) -> None:
    assert one({PRICE: text}).values == {0: value}


@pytest.mark.parametrize(
    "text",
    [
        "see the price list",
        "125000 USD",
        "125000 excluding VAT",
        "125000\n130000",
        "100000 / 125000",
        "about 125000",
        "=125000",
        "125000 EUR a year",
        "1.25e5",
        "(125000)",
    ],
)
def test_any_other_price_is_left_out_with_the_whole_answer(text: str) -> None:
    found = read({PRICE: text})
    assert found.lots[1][0].values == {}
    assert why(found) == [(text, "not-a-number")]


@pytest.mark.parametrize(("text", "reason"), [("24", "too-long"), ("15 years", None), ("24 months", "not-a-number")])
def test_a_warranty_of_many_years_is_left_to_the_panel(text: str, reason: LeftOutReason | None) -> None:
    field = f"{COST}.laptop.warranty"
    found = read({NAME: "Ada", field: text}, name=REPAIRED)
    assert (field in found.lots[1][0].costs) is (reason is None)
    assert why(found) == ([(text, reason)] if reason else [])


@pytest.mark.parametrize(
    ("text", "entered"), [("7.125", False), ("7,125", True), ("7125.00", True), ("7.125,00", True)]
)
def test_a_price_that_may_have_decimals_is_left_to_the_panel(text: str, entered: bool) -> None:
    found = read({NAME: "Ada", f"{COST}.laptop.price": text}, name="ke-school-laptops")
    assert found.lots[1][0].costs.get(f"{COST}.laptop.price") == (7125 if entered else None)
    assert why(found) == ([] if entered else [(text, "two-numbers")])


def test_thousands_are_not_guessed_where_the_currency_has_a_third_decimal() -> None:
    whole = evaluation("at-rack-servers")
    for currency, entered in (("KWD", {}), ("(currency of the contract)", {}), ("JPY", {0: 125_000.0})):
        of = replace(whole, lots=(replace(whole.lots[0], currency=currency),))
        found = read_offers(of, tenders(example("at-rack-servers"), {PRICE: "125,000"}))
        assert found.lots[1][0].values == entered
        assert why(found) == ([] if entered else [("125,000", "two-numbers")])


@pytest.mark.parametrize(("text", "value"), [("2", 2), ("2 years", 2), ("2 years beyond the required minimum", 2)])
def test_a_value_may_have_its_unit_behind_it(text: str, value: float) -> None:
    offer = one({WARRANTY: text})
    assert offer.models == {"server": (Model("", {1: value}),)}


@pytest.mark.parametrize("text", ["24 months", "2 for X1, 3 for X2", "2 %", "1,200"])
def test_a_value_in_another_unit_or_of_several_models_is_left_out(text: str) -> None:
    found = read({WARRANTY: text})
    assert found.lots[1][0].models == {"server": ()}
    assert why(found) == [(text, "two-numbers" if text == "1,200" else "not-a-number")]


def test_a_share_is_a_number_with_or_without_its_sign() -> None:
    for text in ("30", "30 %", "30٪", "30 % below the limit"):
        assert one({POWER: text}).models["server"][0].values == {2: 30}
    whole = one({"tk:L1.remanufactured-cartridge-points.value": "40 %"}, "br-consumables")
    assert whole.values == {1: 40}


def test_the_sum_of_a_take_back_may_be_negative_and_the_undertakings_are_counted() -> None:
    said = {"tk:L5.price.total": "−2.500,00 EUR", "tk:L5.end-of-use-quality-points.value": "3 undertakings"}
    found = read(said, name="eu-five-lots")
    assert found.lots[5][0].values == {0: -2500, 1: 3}


def test_what_the_panel_gives_points_for_itself_is_never_entered() -> None:
    offer = one({f"{COST}.total": "9000"}, "gb-refurbished-laptops")
    assert offer.values == {0: 9000}


# --- models ---

KENYA = "ke-school-laptops"


def extra(category: str) -> str:
    """The field for the extra years of warranty of a model."""
    return f"tk:L1.warranty-extension-points.{category}.value"


def laptops(text: str) -> tuple[Model, ...]:
    return one({LAPTOP: text, extra("laptop"): "2"}, KENYA).models["laptop"]


def test_the_only_model_has_the_whole_answer_as_its_name_and_no_quantity() -> None:
    assert laptops("Acme X1") == (Model("Acme X1", {1: 2}),)
    # Quantities are the authority's: what stands behind the name is part of it.
    assert laptops("Acme X1, 300") == (Model("Acme X1, 300", {1: 2}),)


def of_models(*answers: Answers) -> Offers:
    """The offers where the lot asks for two models of laptops and two of tablets."""
    annex = changed_example(KENYA, ask_for_models)
    return read_offers(build_evaluation(annex), tenders(annex, *answers))


SEVERAL = ("laptop", "laptop-2", "tablet", "tablet-2", "display")


def test_each_model_that_the_lot_asks_for_has_its_own_name_and_its_own_value() -> None:
    names = {f"{COST}.{m}.model": m for m in SEVERAL}
    found = of_models({**names, **{extra(m): str(number) for number, m in enumerate(SEVERAL)}})
    assert found.lots[1][0].models == {
        "laptop": (Model("laptop", {1: 0}), Model("laptop-2", {1: 1})),
        "tablet": (Model("tablet", {1: 2}), Model("tablet-2", {1: 3})),
        "display": (Model("display", {1: 4}),),
    }
    assert why(found) == []


@pytest.mark.parametrize("value", [{extra("laptop"): "2"}, {}])
def test_a_model_without_a_name_keeps_its_place(value: Answers) -> None:
    found = of_models({f"{COST}.laptop-2.model": "X2", **value})
    first, second = found.lots[1][0].models["laptop"]
    assert (first.name, second.name) == ("", "X2")
    assert "Model: laptops, model 1" in [left.name for left in found.left if left.reason == "unanswered"]


def earlier_form(annex: Annex, said: Answers) -> tuple[Bid, ...]:
    """A form of an earlier release, which asks for the value of all models in one field."""
    old = [f for f in annex.form_fields if not re.fullmatch(r"tk:L1\.[a-z-]+-points\.[a-z-]+\.value", f.tag)]
    fields = [*old, *(Field(tag, "", tag, "Fill in") for tag in said if tag.endswith("-points.value"))]
    fields = list({f.tag: f for f in (*fields, Field("tk:L0.g.answer", "G.1", "G.1 Answer", "Choose"))}.values())
    controls = tuple(FormControl(tag, "", str(text)) for tag, text in said.items())
    digest = compute_published_digest(annex.selection)
    form = ReturnedForm(controls, tuple(f for f in fields if f.tag != ACCEPTANCE), digest, "en", "")
    return read_bids([("1.docx", form)], [digest], annex.form_fields)


def test_one_answer_of_an_earlier_form_holds_for_all_models_that_it_is_asked_for() -> None:
    said = {LAPTOP: "L", WARRANTY: "2", "tk:L1.battery-endurance-points.value": "1200 full charge cycles"}
    found = read_offers(evaluation(KENYA), earlier_form(example(KENYA), said))
    assert {category: of[0].values for category, of in found.lots[1][0].models.items()} == {
        "laptop": {1: 2, 2: 1200},
        "tablet": {1: 2, 2: 1200},
        "display": {1: 2},
    }
    assert {left.reason for left in found.left} <= {"missing", "unanswered"}


def test_a_value_without_a_model_stands_alone_for_the_panel_to_complete() -> None:
    found = read({extra("laptop"): "2"}, name=KENYA)
    assert found.lots[1][0].models["laptop"] == (Model("", {1: 2}),)
    assert "Model: laptops" in [left.name for left in found.left if left.reason == "unanswered"]


def test_a_name_of_a_model_that_stands_twice_is_not_entered() -> None:
    found = read({LAPTOP: ("X1", "X2"), extra("laptop"): "2"}, name=KENYA)
    assert found.lots[1][0].models["laptop"] == (Model("", {1: 2}),)
    assert why(found) == [("X1\nX2", "conflict")]


def test_of_the_copies_of_a_sheet_in_a_form_of_an_earlier_release_the_first_is_entered() -> None:
    annex, no = example(KENYA), ("Accepted", "Not accepted")
    fields = (
        *(replace(f, copied=f.tag == LAPTOP) for f in annex.form_fields if f.tag != ACCEPTANCE),
        Field("tk:L0.g.answer", "G.1", "G.1 Answer", "Choose", no),
        Field(WARRANTY, "", "Extra years", "Fill in"),
    )
    texts = ("X1, 300", "X2, 200", "")
    controls = (*(FormControl(LAPTOP, "", text) for text in texts), FormControl(WARRANTY, "", "2"))
    digest = compute_published_digest(annex.selection)
    bids = read_bids([("1.docx", ReturnedForm(controls, fields, digest, "en", ""))], [digest], annex.form_fields)
    found = read_offers(evaluation(KENYA), bids)
    assert found.lots[1][0].models["laptop"] == (Model("X1, 300", {1: 2}),)
    assert [left.answer for left in found.left if left.reason == "models"] == ["X2, 200"]
    (told,) = (f for f in report_left_out(found) if f.rule == "models")
    assert told.message.endswith("“X2, 200” is beyond the models that the sheet asks for")
    assert told.severity == "warn"


# --- answers that are not certain ---


def test_nothing_is_not_a_nought() -> None:
    found = read({NAME: "Ada", PRICE: "5", "tk:L1.warranty-extension-points.answer": "Not offered"})
    assert found.lots[1][0].models == {"server": ()}
    assert why(found) == [("Not offered", "not-offered")]


def test_an_offer_of_nothing_with_a_value_is_two_answers() -> None:
    found = read({PRICE: "5", WARRANTY: "2", "tk:L1.warranty-extension-points.answer": "Not offered"})
    assert found.lots[1][0].models == {"server": ()}
    assert why(found) == [("Not offered\n2", "contradiction")]


def test_an_answer_that_stands_twice_is_not_entered() -> None:
    found = read({PRICE: ("5", "7"), NAME: ("Ada", "Bob")})
    assert (found.lots[1][0].tenderer, found.lots[1][0].values) == ("", {})
    assert why(found) == [("Ada\nBob", "conflict"), ("5\n7", "conflict")]


def test_what_is_not_answered_is_told_where_a_number_would_stand() -> None:
    found = read({POWER: "30"})
    assert [(left.name, left.answer, left.reason) for left in found.left] == [
        ("Name and address; in a group, of each member, and who speaks for it", "", "unanswered"),
        ("1.3.1 Value offered", "", "unanswered"),
        ("Price: servers", "", "unanswered"),
        ("G.3 Acceptance of the contract performance clauses: Answer", "", "unanswered"),
    ]


def test_the_name_is_the_first_line() -> None:
    assert one({NAME: "Ada Ltd\n1 High Street", PRICE: "5"}).tenderer == "Ada Ltd"


# --- requirements ---


def test_what_a_tenderer_says_that_it_does_not_meet_is_told_and_decides_nothing() -> None:
    gates = evaluation("at-rack-servers").lots[0].gates
    found = read({**ACCEPTS, gates[1].field: "Not met", gates[2].field: "Met", PRICE: "5"})
    assert found.lots[1][0].refused == {1: (f"{gates[1].number}: “Not met”",)}
    assert why(found) == [("Not met", "refused")]


def test_who_accepts_the_contract_performance_clauses_is_entered_as_accepting() -> None:
    found = read({**ACCEPTS, PRICE: "5"})
    assert (found.lots[1][0].accepts, found.lots[1][0].refused, why(found)) == (True, {}, [])


def test_who_does_not_accept_them_is_entered_so_and_told_in_each_lot() -> None:
    said = {ACCEPTANCE: "Not accepted", "tk:L4.price.total": "6", "tk:L5.price.total": "7"}
    found = read({NAME: "Ada", **said}, name="eu-five-lots")
    for number in (4, 5):
        (offer,) = found.lots[number]
        assert offer.accepts is False
        assert offer.refused == {0: ("G.3: “Not accepted”",)}
    assert [(left.lot, left.answer) for left in found.left if left.reason == "not-accepted"] == [
        (4, "Not accepted"),
        (5, "Not accepted"),
    ]
    message = "the tenderer answers “Not accepted”: entered as not met, so that it is not admitted"
    told = [f for f in report_left_out(found) if f.rule == "not-accepted"]
    assert [(f.severity, f.place.lot) for f in told] == [("info", 4), ("info", 5)]
    assert all(f.message.endswith(message) for f in told)


@pytest.mark.parametrize("answer", [(), ("Accepted", "Not accepted"), "Perhaps"])
def test_an_acceptance_that_is_not_clear_is_left_to_the_panel(answer: str | Sequence[str]) -> None:
    found = read({ACCEPTANCE: answer, PRICE: "5"} if answer else {PRICE: "5"})
    assert found.lots[1][0].accepts is None
    states = [left.reason for left in found.left if left.name.startswith("G.3 Acceptance")]
    assert states == [{(): "unanswered", "Perhaps": "unknown-choice"}.get(answer, "conflict")]  # type: ignore[call-overload]


def test_what_a_form_of_an_earlier_release_does_not_accept_belongs_to_the_acceptance() -> None:
    annex = example("at-rack-servers")
    choices = ("Accepted", "Not accepted")
    accepted = [
        Field(f"tk:{lot}.answer", "1.4.1", "1.4.1 Answer", "Choose", choices) for lot in ("L0.g", "L1.take-back")
    ]
    fields = (*(f for f in annex.form_fields if f.tag != ACCEPTANCE), *accepted)
    controls = (FormControl(PRICE, "", "5"), FormControl("tk:L1.take-back.answer", "", "Not accepted"))
    digest = compute_published_digest(annex.selection)
    bids = read_bids([("1.docx", ReturnedForm(controls, fields, digest, "en", ""))], [digest], annex.form_fields)
    (offer,) = read_offers(evaluation("at-rack-servers"), bids).lots[1]
    assert (offer.accepts, offer.refused) == (None, {0: ("1.4.1: “Not accepted”",)})


def test_general_requirements_count_in_every_lot_and_those_of_another_lot_in_none() -> None:
    one, two = (next(g for g in lot.gates if g.field.startswith(f"tk:L{lot.number}")) for lot in
                evaluation("eu-five-lots").lots[:2])  # fmt: skip
    said = {one.field: "Not met", "tk:L2.life-cycle-cost-award.total": "5"}
    found = read(said, name="eu-five-lots")
    assert found.lots[2][0].refused == {}
    assert list(found.lots[1][0].refused.values()) == [(f"{one.number}: “Not met”",)]
    assert two.field not in said


# --- tenders ---


def test_a_tender_has_a_column_in_the_lots_that_it_answers() -> None:
    found = read(
        {NAME: "Ada", "tk:L1.life-cycle-cost-award.total": "5"},
        {NAME: "Bob", "tk:L4.price.total": "6"},
        {NAME: "Nobody"},
        name="eu-five-lots",
    )
    assert {lot: [o.tenderer for o in several] for lot, several in found.lots.items()} == {
        1: ["Ada"],
        2: [],
        3: [],
        4: ["Bob"],
        5: [],
    }


def test_more_tenders_than_there_is_room_for_are_told_with_all_that_they_offer() -> None:
    said: list[Answers] = [{NAME: f"T{n}", PRICE: f"{n}"} for n in range(1, TENDERS + 2)]
    found = read(*said)
    assert [o.tenderer for o in found.lots[1]] == [f"T{n}" for n in range(1, TENDERS + 1)]
    beyond = [left for left in found.left if left.file == f"{TENDERS + 1}.docx"]
    assert [(left.answer, left.reason, left.column) for left in beyond] == [
        (f"T{TENDERS + 1}", "tenders", None),
        (f"{TENDERS + 1}", "tenders", None),
    ]


def test_a_form_of_another_tender_is_left_out_as_a_whole() -> None:
    found = read({NAME: "Ada", PRICE: "5"}, purchase="b" * 64)
    assert found.lots == {1: ()}
    assert [(left.lot, left.tenderer, left.reason) for left in found.left] == [(None, "Ada", "other-tender")]


def test_two_forms_with_one_name_are_both_entered_and_told() -> None:
    found = read({NAME: "Ada", PRICE: "5"}, {NAME: "ADA", PRICE: "6"})
    assert [o.values for o in found.lots[1]] == [{0: 5}, {0: 6}]
    assert why(found) == [("ADA", "same-name")]


# --- findings ---


def test_findings_say_where_what_and_why() -> None:
    gate = evaluation("at-rack-servers").lots[0].gates[1]
    told = list(
        report_left_out(
            read(
                {
                    **ACCEPTS,
                    NAME: "Ada",
                    PRICE: "much\nmore",
                    "tk:L1.price.server.price": "5",
                    gate.field: "Not met",
                    POWER: "1",
                    WARRANTY: "1",
                }
            )
        )
    )
    assert [(f.rule, f.severity, f.place.file, f.place.lot, f.message) for f in told] == [
        (
            "not-a-number", "warn", "1.docx", 1,
            "lot 1, tender 1, Price of the lot: “much / more” is not one plain number",
        ),
        (
            "refused", "info", "1.docx", 1,
            f"lot 1, tender 1, {gate.number} Answer: the tenderer itself says “Not met”; the panel decides",
        ),
    ]  # fmt: skip


def test_a_long_answer_is_shortened_in_a_finding_and_whole_in_what_was_left_out() -> None:
    found = read({PRICE: "x" * 500})
    assert len(next(left.answer for left in found.left if left.reason == "not-a-number")) == 500
    assert all(len(f.message) < 200 for f in report_left_out(found))


# --- cost sheets ---

KENYA = "ke-school-laptops"


def test_repairs_that_nobody_named_are_left_out_where_years_of_warranty_get_points() -> None:
    cost = evaluation(KENYA).lots[0].cost
    assert cost is not None
    assert {"price", "end-of-use"} <= {row.how for model in cost.models for row in model.rows}
    assert {"repair", "warranty"}.isdisjoint(row.how for model in cost.models for row in model.rows)


def test_each_number_of_a_cost_sheet_is_entered_with_its_unit_beside_it() -> None:
    said = {"price": "KES 25,000.50", "on": "12 W", "idle": "0,5 watts", "warranty": "3 years", "repair": "900"}
    offer = one({NAME: "Ada", **{f"{COST}.laptop.{key}": text for key, text in said.items()}}, REPAIRED)
    numbers = {key.rpartition(".")[2]: number for key, number in offer.costs.items()}
    assert numbers == {"price": 25_000.5, "on": 12, "idle": 0.5, "warranty": 3, "repair": 900}


@pytest.mark.parametrize(
    ("text", "reason"),
    [("battery 50, screen 100", "not-a-number"), ("-50", "below-zero"), ("1,200", None), ("free", "not-a-number")],
)
def test_what_is_no_clear_number_of_a_cost_sheet_is_left_out(text: str, reason: LeftOutReason | None) -> None:
    found = read({NAME: "Ada", f"{COST}.laptop.repair": text}, name=REPAIRED)
    assert why(found) == ([(text, reason)] if reason else [])
    assert (f"{COST}.laptop.repair" in found.lots[1][0].costs) is (reason is None)


def test_a_sum_to_be_paid_may_stay_empty_and_no_other_number() -> None:
    left = read({NAME: "Ada", f"{COST}.laptop.on": "5"}, name=KENYA).left
    fields = {row.field: row for model in evaluation(KENYA).lots[0].cost.models for row in model.rows}  # type: ignore[union-attr]
    names = {x.name for x in left if x.reason == "unanswered"}
    assert {row.label for row in fields.values() if row.field.endswith((".price", ".warranty", ".idle"))} <= names
    assert not [name for name in names if name.startswith(("End of use", "Old equipment"))]


def test_a_line_of_a_cost_sheet_that_is_answered_twice_is_left_to_the_panel() -> None:
    found = read({NAME: "Ada", f"{COST}.laptop.price": ["500", "600"]}, name=KENYA)
    assert f"{COST}.laptop.price" not in found.lots[1][0].costs
    assert [reason for _, reason in why(found)] == ["conflict"]


def test_the_lines_of_a_form_of_release_0_1_0_are_entered_and_its_total_is_the_stated_one() -> None:
    path = Path(__file__).parents[1] / "releases" / "0.1.0" / "ke-school-laptops-filled.docx"
    form = read_form(open_word(path.read_bytes(), path.name, digests=False))
    bids = read_bids([(path.name, form)], [form.purchase or ""], example(KENYA).form_fields)
    (offer,) = read_offers(evaluation(KENYA), bids).lots[1]
    assert offer.values[0] == 221
    assert offer.costs[f"{COST}.laptop.price"] == 12
    assert f"{COST}.laptop.warranty" not in offer.costs


def test_a_bid_without_a_column_has_its_cost_sheet_listed() -> None:
    said = {f"{COST}.laptop.price": "500"}
    left = read(*({NAME: f"{n}", **said} for n in range(TENDERS + 1)), name=KENYA).left
    assert ("500", "tenders") in [(x.answer, x.reason) for x in left]
