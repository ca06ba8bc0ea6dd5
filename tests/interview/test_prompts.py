# SPDX-License-Identifier: Apache-2.0
"""The questions of the interview, their choices and the answers, in English."""

import datetime
import re
import tomllib
from collections.abc import Mapping
from typing import Any

import pytest

from tenderkit.interview import next_question
from tenderkit.interview.next_question import Slot, ValueSlot
from tenderkit.interview.prompts import Prompts
from tenderkit.library.library import Library
from tenderkit.library.reading import shipped_data
from tenderkit.library.translations import translate_library
from tenderkit.purchase.answers import AnswerPath
from tenderkit.purchase.choices import Choice
from tenderkit.purchase.typed_input import Refusal, read_counted
from tests.support import clause, english, library, limit, lot, parameter, profile, purchase_data

Table = dict[str, Any]
TODAY = datetime.date(2026, 11, 25)
T = english().text
SHIPPED = shipped_data.load_shipped_data().library


def asks(kind: str = "text", scope: str = "lot", **more: Any) -> Table:
    """A question as its file would hold it."""
    words = {"label": {"en": "A label"}, "text": {"en": "A question?"}, "help": {"en": "A help."}}
    return {"kind": kind, "scope": scope, **words, **{k.replace("_", "-"): v for k, v in more.items()}}


def make_prompts(made: Library) -> Prompts:
    return Prompts(made, english(), TODAY)


def one(question: Table, *, name: str = "q", **more: Any) -> tuple[Prompts, Slot]:
    """The words of a library with one question, and the step that asks it of the first lot or of the tender."""
    keys = {"integers": "options", "date": "delivery-from", "amount": "value", "lines": "items"}
    if "key" not in question and question["kind"] in keys:
        # Their answers are no facts: they stand under keys.
        scope = "tender" if question["kind"] == "amount" else "lot"
        question = {**question, "key": keys[question["kind"]], "scope": scope}
    made = library({}, questions={name: question}, **more)
    found = made.questions[name]
    base: AnswerPath = ("tender",) if found.scope == "tender" else ("lots", 0)
    return make_prompts(made), Slot(
        name, found, next_question.locate_answer(found, name, base), 0 if found.scope == "lot" else None
    )


def shipped(id_: str, said: Mapping[str, Any]) -> Slot:
    """The first step of a shipped question."""
    return next(s for s in next_question.list_slots(SHIPPED, said) if s.id == id_)


def said_of(question: Table, value: Any, **more: Any) -> str:
    """An answer in words."""
    words, slot = one(question, **more)
    return words.format_answer(slot, value)


def value_of(
    shape: Table, *lots: Table, law: Table | None = None, text: Table | None = None, **overrides: Any
) -> tuple[Prompts, ValueSlot, Table]:
    """The words, the question for the first open value of the clause “Warranty”, and the answers it comes from."""
    target = clause(text={"title": "Warranty", **(text or {})}, parameters={"years": shape})
    made = library({"a": target}, {"ke": profile(limits=[law] if law else [])})
    answers = purchase_data(lots=lots or None, **{"tender": {"country": "KE"}, **overrides})
    return make_prompts(made), next_question.list_open_values(made, answers, ("en",))[0], answers


UNDECIDED = parameter({"core": "undecided"})
WITHIN = datetime.date(2028, 6, 1)


# --- questions ---


def test_a_question_is_asked_in_the_words_of_its_file() -> None:
    words, slot = one(asks(key="title"))
    answers = purchase_data()
    assert (
        words.format_label(slot, answers),
        words.format_question(slot, answers),
        words.format_help(slot, answers),
    ) == (
        "A label",
        "A question?",
        "A help.",
    )


def test_a_question_on_one_of_several_lots_names_the_lot() -> None:
    words, slot = one(asks(key="title"))
    assert words.format_question(slot, purchase_data(lots=[lot(), lot()])) == "Lot 1. A question?"


def test_a_question_on_the_tender_names_no_lot() -> None:
    words, slot = one(asks(scope="tender", key="title"))
    assert words.format_question(slot, purchase_data(lots=[lot(), lot()])) == "A question?"


def test_a_question_can_be_said_before_there_is_a_lot() -> None:
    words, slot = one(asks(scope="tender", key="title"))
    assert words.format_question(slot, {}) == "A question?"


@pytest.mark.parametrize(
    ("line", "kind"),
    [({"category": "laptop"}, "laptops"), ({"cpv": "30213100-6"}, "30213100-6 (laptops)")],
)
def test_a_question_on_a_line_names_the_equipment(line: Table, kind: str) -> None:
    question = asks("integer", "line", key="quantity", label={"en": "Quantity"}, text={"en": "How many: {kind}?"})
    items = asks("lines", key="items", words="categories")
    made = library({}, questions={"items": items, "quantity": question})
    answers = {"lots": [{"items": [line]}, {}]}
    slot = next(s for s in next_question.list_slots(made, answers) if s.line is not None)
    assert make_prompts(made).format_label(slot, answers) == f"Quantity, {kind}"
    assert make_prompts(made).format_question(slot, answers) == f"Lot 1. How many: {kind}?"


# --- values of clauses ---


def test_a_value_is_asked_for_with_its_clause() -> None:
    words, slot, answers = value_of(UNDECIDED)
    said = {"clause": "Warranty", "name": "Years"}
    assert words.format_question(slot, answers) == T(
        "interview.value-in", text=T("interview.value", **said), unit="years"
    )
    assert words.format_label(slot, answers) == T("interview.value-label", **said)


def test_a_value_in_one_of_several_lots_names_the_lot() -> None:
    shape = parameter({"core": 5, "categories": ["tablet"]}, {"core": "undecided"})
    words, slot, answers = value_of(shape, lot({"laptop": 1, "tablet": 1}), lot({"tablet": 1}))
    assert words.format_question(slot, answers).startswith("Lot 1. Warranty")


def test_a_value_is_asked_for_in_its_unit() -> None:
    words, slot, answers = value_of(UNDECIDED)
    assert words.format_question(slot, answers).endswith("(years)")


def test_the_help_on_a_value_says_what_it_is() -> None:
    words, slot, answers = value_of({**UNDECIDED, "help": "How long parts are sold. Example: 7."})
    assert words.format_help(slot, answers) == "How long parts are sold. Example: 7."


def test_the_help_on_a_value_that_nobody_explained_quotes_its_clause() -> None:
    words, slot, answers = value_of(UNDECIDED, text={"requirement": "Parts come fast.\n\nThey come for {{ years }}."})
    assert words.format_help(slot, answers) == T("interview.value-help", text="They come for ….")


@pytest.mark.parametrize("language", ["en", "ar", "fr"])
def test_the_help_on_a_value_that_is_open_has_at_most_sixty_words(language: str) -> None:
    data = shipped_data.load_shipped_data()
    whole = data.language(language)
    made = translate_library(data.library, language) if language != "en" else data.library
    words = Prompts(made, whole, TODAY)
    for path in shipped_data.list_example_purchases().values():
        answers = tomllib.loads(path.read_text(encoding="utf-8"))
        for part in answers["lots"]:
            part.pop("parameters", None)
        for slot in next_question.list_open_values(made, {**answers, "parameters": {}}, (language,)):
            assert len(words.format_help(slot, answers).split()) <= 60, slot.id


def test_the_help_on_a_value_names_what_its_unit_counts_from() -> None:
    words, slot, answers = value_of(parameter({"core": "undecided", "anchor": "after-delivery"}))
    assert "after delivery." in words.format_help(slot, answers)


@pytest.mark.parametrize(
    ("tender", "unit"),
    [
        ({"value": {"amount": 5, "currency": "KES"}}, "KES per kWh"),
        ({"value": None}, "(currency of the contract) per kWh"),
    ],
)
def test_a_unit_of_money_names_the_currency(tender: Table, unit: str) -> None:
    words, slot, answers = value_of(parameter({"core": "undecided"}, unit="currency-per-kwh"), tender=tender)
    assert f"({unit})" in words.format_question(slot, answers)


@pytest.mark.parametrize(
    ("tender", "currency"), [({"country": "KE", "value": None}, "KES"), ({"country": None, "value": None}, "")]
)
def test_the_help_on_a_sum_says_in_which_currency_it_is_typed(tender: Table, currency: str) -> None:
    words, slot, answers = value_of(parameter({"core": "undecided"}, unit="currency-per-kwh"), tender=tender)
    told = words.format_help(slot, answers)
    assert (T("interview.value-currency", currency=currency) in told) == bool(currency)
    assert T("interview.value-currency", currency="") not in told


def test_an_example_of_a_sum_names_its_currency() -> None:
    data = shipped_data.load_shipped_data()
    units = data.library.vocabulary.units
    shapes = (shape for clause in data.library.clauses.values() for shape in clause.parameters.values())
    sums = [s for s in shapes if s.help and s.unit and "{currency}" in str(units[s.unit].label)]
    assert [s.title for s in sums if not re.search(r"Example: .*[A-Z]{3}", s.help or "")] == []
    assert len(sums) > 2


def test_a_value_names_the_kinds_where_it_is_not_for_all() -> None:
    shape = parameter({"core": 5, "categories": ["tablet"]}, {"core": "undecided"})
    words, slot, answers = value_of(shape, lot({"laptop": 1, "display": 1, "tablet": 1}))
    name = T("interview.value-for", name="Years", kinds="laptops and displays")
    assert name in words.format_question(slot, answers)
    assert name in words.format_label(slot, answers)


def test_the_help_on_a_value_names_its_usual_bounds() -> None:
    words, slot, answers = value_of(parameter({"core": "undecided", "min": 1, "max": 7.5}))
    said = T("interview.value-at-least", limit="1"), T("interview.value-at-most", limit="7.5")
    assert words.format_help(slot, answers).endswith(" ".join(said))


def test_the_usual_bounds_are_those_for_the_kinds_that_are_asked_about() -> None:
    shape = parameter({"core": "undecided", "categories": ["tablet"], "min": 6}, {"core": "undecided", "min": 2})
    words, slot, answers = value_of(shape)
    assert T("interview.value-at-least", limit="2") in words.format_help(slot, answers)


def test_a_bound_of_zero_is_named() -> None:
    words, slot, answers = value_of(parameter({"core": "undecided", "min": 0}))
    assert T("interview.value-at-least", limit="0") in words.format_help(slot, answers)


def test_the_help_on_a_value_names_the_law_that_comes_within_the_term() -> None:
    words, slot, answers = value_of(parameter(), law=limit("a.years", 7, from_=WITHIN))
    said = T("interview.value-coming", date="1 June 2028", value="7", source="A law")
    assert said in words.format_help(slot, answers)


def test_the_help_on_a_value_names_the_law_that_holds() -> None:
    words, slot, answers = value_of(UNDECIDED, law=limit("a.years", 7))
    assert T("interview.value-law", value="7", source="A law") in words.format_help(slot, answers)


def test_the_guidance_of_the_clause_is_not_in_the_help_on_a_value() -> None:
    words, slot, answers = value_of(UNDECIDED, text={"guidance": "Ask the market."})
    assert "Ask" not in words.format_help(slot, answers)


# --- choices ---


def test_choices_of_a_question_stand_in_its_order_with_its_words() -> None:
    question = asks("choice", choices=["b", "a"], choice_text={"a": {"en": "first"}, "b": {"en": "second"}})
    words, slot = one(question)
    assert words.list_choices(slot.question) == [Choice("b", "second"), Choice("a", "first")]


def test_choices_of_a_list_stand_in_the_order_of_the_vocabulary_with_what_explains_them() -> None:
    words, slot = one(asks("choice", words="data", choice_text={"personal": {"en": "anything about persons"}}))
    found = words.list_choices(slot.question)
    assert [c.value for c in found] == ["none", "internal", "personal", "classified"]
    assert found[2] == Choice("personal", "personal", "anything about persons")
    assert found[0].hint == ""


def test_a_question_may_offer_part_of_a_list_in_its_own_order() -> None:
    words, slot = one(asks("choice", words="acquisitions", choices=["repair", "lease"]))
    found = words.list_choices(slot.question)
    assert [(c.value, c.label) for c in found] == [("repair", "repair"), ("lease", "lease")]
    assert found[1].also == ("leasing", "rent", "rental")


def test_a_list_whose_name_has_a_hyphen_is_offered() -> None:
    words, slot = one(asks("choice", words="quantity-bases"))
    assert [c.label for c in words.list_choices(slot.question)] == ["fixed", "estimate", "per year"]


def test_countries_stand_in_the_order_of_their_names() -> None:
    words, slot = one(asks("choice", words="countries"))
    found = words.list_choices(slot.question)
    labels = [c.label for c in found]
    assert len(found) == 249
    assert labels == sorted(labels)
    assert Choice("NO", "Norway") in found


def test_procurement_laws_are_offered_by_the_titles_of_their_profiles() -> None:
    words, slot = one(asks("choice", words="jurisdictions"), jurisdictions={"ke": profile(title={"en": "Kenya"})})
    assert [(c.value, c.label) for c in words.list_choices(slot.question)] == [
        ("international", "International"),
        ("ke", "Kenya"),
    ]


def test_kinds_of_equipment_are_offered_with_what_else_they_are_called() -> None:
    words, slot = one(asks("lines", words="categories"))
    found = {c.value: c for c in words.list_choices(slot.question)}
    display = found["display"]
    assert display == Choice("display", "displays", also=display.also)
    assert {"monitor", "screen", "display", "displays"} <= set(display.also)


@pytest.mark.parametrize("id_", [i for i, q in SHIPPED.questions.items() if q.words or q.choices])
def test_the_choices_of_a_shipped_question_have_labels_that_differ(id_: str) -> None:
    labels = [c.label for c in make_prompts(SHIPPED).list_choices(SHIPPED.questions[id_])]
    assert all(labels)
    assert len(set(labels)) == len(labels)


# --- CPV codes ---


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("30213100", "30213100"),
        ("30213100-6", "30213100-6"),
        (" 30213100 ", "30213100"),
        ("٣٠٢١٣١٠٠", "30213100"),
        ("30213111", "30213111"),
    ],
)
def test_a_code_stands_for_its_kind_of_equipment(typed: str, code: str) -> None:
    assert make_prompts(SHIPPED).find_coded(typed) == [Choice(("cpv", code), f"{code} (laptops)")]


@pytest.mark.parametrize("typed", ["", "laptop", "3021", "302131006", "30213100-", "laptop30", "8", "--------"])
def test_what_is_no_code_stands_for_nothing(typed: str) -> None:
    assert make_prompts(SHIPPED).find_coded(typed) == []


@pytest.mark.parametrize("typed", ["3021310066", "3021310-06", "-30213100-", "3021310²", "30213100²", "30-21-3100"])
def test_what_the_purchase_file_would_refuse_is_taken_for_no_code(typed: str) -> None:
    assert make_prompts(SHIPPED).find_coded(typed) == []


@pytest.mark.parametrize("typed", ["99999999", "15000000-8"])
def test_a_code_of_something_else_is_refused(typed: str) -> None:
    with pytest.raises(Refusal) as refused:
        make_prompts(SHIPPED).find_coded(typed)
    assert (refused.value.code, refused.value.values) == ("unknown-code", {"text": typed})


# --- what is proposed ---


def test_the_present_answer_is_proposed_first() -> None:
    words, slot = one(asks("integer", key="months", default=48))
    assert words.propose_answer(slot, purchase_data(lots=[lot(months=12)])) == 12


@pytest.mark.parametrize(("default", "now"), [(False, True), (True, False), (20, 0)])
def test_an_answer_of_no_or_zero_is_proposed_again(default: Any, now: Any) -> None:
    words, slot = one(asks("boolean", default=default))
    assert words.propose_answer(slot, purchase_data(lots=[lot(answers={"q": now})])) == now


def test_the_default_of_a_question_is_proposed_where_nothing_is_answered() -> None:
    words, slot = one(asks("integer", key="months", default=48))
    assert words.propose_answer(slot, {"lots": [{}]}) == 48


def test_without_a_default_nothing_is_proposed() -> None:
    words, slot = one(asks("integer", key="months"))
    assert words.propose_answer(slot, {"lots": [{}]}) is None


def test_the_day_of_the_interview_is_proposed() -> None:
    words, slot = one(asks("date", "tender", key="launch", default_from="today"))
    assert words.propose_answer(slot, {"tender": {}}) == TODAY


def test_the_title_of_a_lot_is_proposed_from_its_equipment() -> None:
    words, slot = one(asks(key="title", default_from="categories"))
    assert words.propose_answer(slot, {"lots": [lot(title=None)]}) == "Laptops"
    assert words.propose_answer(slot, {"lots": [lot(title="Mine")]}) == "Mine"


# --- titles of lots ---


def title(items: Mapping[str, int], acquisition: str = "purchase") -> str | None:
    back = acquisition == "take-back"
    one_ = lot({} if back else items, items if back else {"smartphone": 1}, acquisition=acquisition)
    return make_prompts(SHIPPED).make_lot_title({"lots": [one_]}, 0)


@pytest.mark.parametrize("model", SHIPPED.vocabulary.words("acquisitions"))
def test_the_title_of_a_lot_says_what_happens_with_which_equipment(model: str) -> None:
    said = T(f"lot-titles.{model}", list="displays")
    assert title({"display": 1}, model) == said[0].upper() + said[1:]


@pytest.mark.parametrize(
    ("kinds", "expected"),
    [
        (["laptop"], "Laptops"),
        (["laptop", "display"], "Laptops and displays"),
        (["display", "laptop", "tablet"], "Displays, laptops and tablets"),
        (["laptop", "display", "tablet", "server"], "Laptops, displays, tablets and other equipment"),
    ],
)
def test_the_title_of_a_lot_names_at_most_three_kinds(kinds: list[str], expected: str) -> None:
    assert title(dict.fromkeys(kinds, 1)) == expected


def test_a_kind_on_two_lines_is_named_once() -> None:
    items = [{"category": "laptop"}, {"cpv": "30213100"}, {"category": "display"}]
    answers = {"lots": [{"acquisition": "purchase", "items": items}]}
    assert make_prompts(SHIPPED).make_lot_title(answers, 0) == "Laptops and displays"


@pytest.mark.parametrize(
    "made",
    [
        {},
        {"acquisition": "purchase"},
        {"acquisition": "purchase", "items": []},
        {"items": [{"category": "laptop"}]},
        {"acquisition": "theft", "items": [{"category": "laptop"}]},
        {"acquisition": ["purchase"], "items": [{"category": "laptop"}]},
        {"acquisition": "take-back", "items": [{"category": "laptop"}]},
        {"acquisition": "purchase", "items": [{"category": "toaster"}]},
    ],
)
def test_a_lot_that_is_not_described_has_no_title_yet(made: Table) -> None:
    assert make_prompts(SHIPPED).make_lot_title({"lots": [made]}, 0) is None


# --- currency ---


@pytest.mark.parametrize(
    ("country", "typed", "amount", "currency"),
    [
        ("KE", "KSh 6,000,000", 6_000_000, "KES"),
        ("KE", "6 million shillings", 6_000_000, "KES"),
        ("PT", "€ 5.000.000", 5_000_000, "EUR"),
        ("IN", "₹ 50 lakh", 5_000_000, "INR"),
        ("ZA", "R1.2m", 1_200_000, "ZAR"),
        ("CA", "$ 50,000", 50_000, "CAD"),
        ("KE", "$ 50,000", 50_000, "USD"),
        (None, "2.5 million euros", 2_500_000, "EUR"),
    ],
)
def test_an_amount_is_read_as_people_of_the_country_write_it(
    country: str | None, typed: str, amount: int, currency: str
) -> None:
    answers = {"tender": {"country": country}} if country else {}
    assert make_prompts(SHIPPED).read_amount(typed, answers) == {"amount": amount, "currency": currency}


MONEY = {"tender": {"country": "KE", "value": {"amount": 5, "currency": "KES"}}}


@pytest.mark.parametrize(
    ("typed", "unit", "value"),
    [
        ("30,000", "currency", 30_000),
        ("1,000", "hours", 1_000),
        ("KSh 25", "currency-per-kwh", 25),
        ("25 KES", "currency-per-kwh", 25),
        ("25 shillings per kWh", "currency-per-kwh", 25),
        ("KES 30 thousand", "currency", 30_000),
        ("0", "currency-per-tonne", 0),
    ],
)
def test_a_value_is_read_as_people_write_numbers_and_money(typed: str, unit: str, value: float) -> None:
    words, slot, answers = value_of(parameter({"core": "undecided"}, unit=unit, type="number"), **MONEY)
    assert words.read_value(typed, slot, answers) == value


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("1500 per laptop", "1500 KES per laptop"),
        ("1,500", "1,500 KES"),
        ("KSh 1500 per laptop, KSh 300 per screen", "KSh 1500 per laptop, KSh 300 per screen"),
        ("see the report of the committee", "see the report of the committee"),
    ],
)
def test_a_text_on_sums_names_their_currency(typed: str, value: str) -> None:
    words, slot, answers = value_of(parameter({"core": "undecided"}, unit="currency", type="text"), **MONEY)
    assert words.read_value(typed, slot, answers) == value


def test_several_sums_without_a_currency_are_refused() -> None:
    words, slot, answers = value_of(parameter({"core": "undecided"}, unit="currency", type="text"), **MONEY)
    with pytest.raises(Refusal) as refused:
        words.read_value("1500 per laptop, 300 per screen", slot, answers)
    assert refused.value.code == "no-currency"


def test_a_value_in_euro_takes_the_sign_of_the_euro() -> None:
    tender = {"country": "KE", "value": {"amount": 5, "currency": "EUR"}}
    shape = parameter({"core": "undecided"}, unit="currency-per-kwh", type="number")
    words, slot, answers = value_of(shape, tender=tender)
    assert words.read_value("€ 3.50", slot, answers) == 3.5


@pytest.mark.parametrize(
    ("typed", "unit", "code"),
    [
        ("€ 25", "currency-per-kwh", "other-currency"),
        ("1.500", "currency", "two-numbers"),
        ("much", "currency", "not-an-amount"),
        ("KSh 25", "hours", "not-a-number"),
    ],
)
def test_a_value_that_can_mean_something_else_is_refused(typed: str, unit: str, code: str) -> None:
    words, slot, answers = value_of(parameter({"core": "undecided"}, unit=unit, type="number"), **MONEY)
    with pytest.raises(Refusal) as refused:
        words.read_value(typed, slot, answers)
    assert refused.value.code == code


def test_a_quantity_may_be_typed_with_its_equipment_and_a_term_with_its_unit() -> None:
    answers = {"lots": [{"acquisition": "purchase", "items": [{"category": "laptop"}]}]}
    prompts = make_prompts(SHIPPED)
    slots = {slot.id: slot for slot in next_question.list_slots(SHIPPED, answers)}
    assert read_counted("60 notebook", prompts.list_units(slots["quantity"], answers)) == 60
    assert read_counted("60 laptops", prompts.list_units(slots["quantity"], answers)) == 60
    assert read_counted("4 years", prompts.list_units(slots["months"], answers)) == 48
    assert prompts.list_units(slots["environment-weight"], answers) == {}


@pytest.mark.parametrize(
    ("launch", "quantity", "doubts"),
    [(datetime.date(2020, 1, 1), 600_000, 2), (datetime.date(2026, 12, 1), 500_000, 0), (None, None, 0)],
)
def test_a_launch_years_ago_and_a_quantity_nobody_buys_are_doubted_at_once(
    launch: datetime.date | None, quantity: int | None, doubts: int
) -> None:
    line = {"category": "laptop"} | ({"quantity": quantity} if quantity else {})
    answers = {"tender": {"launch": launch}, "lots": [{"acquisition": "purchase", "items": [line]}]}
    prompts = make_prompts(SHIPPED)
    slots = next_question.list_slots(SHIPPED, answers)
    # A quantity is doubted with its kind, and where it is asked after it.
    assert len({doubt for slot in slots for doubt in prompts.find_doubts(slot, answers)}) == doubts


@pytest.mark.parametrize(("country", "currency"), [("KE", "KES"), ("DE", "EUR"), ("HR", "EUR"), ("AQ", None)])
def test_the_currency_is_that_of_the_country_on_the_day_of_the_interview(country: str, currency: str | None) -> None:
    assert make_prompts(SHIPPED).find_currency({"tender": {"country": country}}) == currency


def test_a_currency_that_was_not_replaced_yet_on_that_day_is_known() -> None:
    before = Prompts(SHIPPED, english(), datetime.date(2022, 12, 31))
    assert before.find_currency({"tender": {"country": "HR"}}) == "HRK"


@pytest.mark.parametrize("answers", [{}, {"tender": {}}])
def test_without_a_country_no_currency_is_known(answers: Table) -> None:
    assert make_prompts(SHIPPED).find_currency(answers) is None


# --- answers in words ---

WORDS = {"office": {"en": "in an office"}, "outdoors": {"en": "outdoors"}}
SOME = {"choices": list(WORDS), "choice_text": WORDS}


@pytest.mark.parametrize(
    ("question", "value", "expected"),
    [
        (asks("text"), "Ministry of Education", "Ministry of Education"),
        (asks("text"), "{0} {kind} %s", "{0} {kind} %s"),
        (asks("boolean"), True, "yes"),
        (asks("boolean"), False, "no"),
        (asks("integer"), 12000, "12,000"),
        (asks("integer"), 0, "0"),
        (asks("integers"), [12], "12"),
        (asks("integers"), [12, 24], "12 and 24"),
        (asks("date"), datetime.date(2027, 1, 15), "15 January 2027"),
        (asks("amount"), {"amount": 450000, "currency": "EUR"}, "450,000 EUR"),
        (asks("amount"), {"amount": 0.5, "currency": "KES"}, "0.5 KES"),
        (asks("choice", **SOME), "office", "in an office"),
        (asks("choice", **SOME), "home", "home"),
        (asks("choices", **SOME), ["outdoors", "office"], "outdoors and in an office"),
        (asks("choices", **SOME), [], "none"),
        (asks("choice", words="countries"), "KE", "Kenya"),
        (asks("choice", words="acquisitions"), "refurbished", "purchase of refurbished equipment"),
        (asks("lots", "tender"), [{}, {}, {}], "3"),
        (asks("lines", words="categories"), [{"category": "laptop"}], "laptops"),
        (asks("lines", words="categories"), [{"category": "laptop", "quantity": 1}], "1 laptop"),
        (
            asks("lines", words="categories"),
            [{"category": "laptop", "quantity": 1200}, {"cpv": "30231300", "quantity": 2}, {"category": "toaster"}],
            "1,200 laptops and 2 displays",
        ),
        (
            asks("lines", words="categories"),
            [{"category": "laptop", "quantity": 1}, {"cpv": "30213100", "quantity": 2}],
            "3 laptops",
        ),
        (asks("lines", words="categories"), [], "none"),
    ],
)
def test_an_answer_of_every_kind_is_said_in_words(question: Table, value: Any, expected: str) -> None:
    assert said_of(question, value) == expected


KINDS = ["text", "boolean", "integer", "integers", "date", "amount", "choice", "choices", "lines"]


@pytest.mark.parametrize("kind", KINDS)
def test_an_answer_of_any_kind_that_is_not_there_was_left_open(kind: str) -> None:
    more = {"choices": SOME, "choice": SOME, "lines": {"words": "categories"}}.get(kind, {})
    assert said_of(asks(kind, **more), None) == "left open"


@pytest.mark.parametrize("kind", KINDS)
def test_what_somebody_wrote_by_hand_in_the_place_of_an_answer_can_be_said(kind: str) -> None:
    more = {"choices": SOME, "choice": SOME, "lines": {"words": "categories"}}.get(kind, {})
    for value in (True, 7, "x", [], [[1]], [{}], {}, {"x": 1}, {"amount": "x", "currency": 1}, TODAY):
        assert isinstance(said_of(asks(kind, **more), value), str)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (7, "7 years"),
        (0.75, "0.75 years"),
        (True, "yes"),
        ("clear", "clear"),
        (["battery", "fan"], "battery and fan"),
        (("battery", "fan"), "battery and fan"),
        ("undecided", "left open"),
        (None, "left open"),
    ],
)
def test_a_value_of_a_clause_is_said_in_words(value: Any, expected: str) -> None:
    words, slot, _ = value_of(UNDECIDED)
    assert words.format_answer(slot, value) == expected


@pytest.mark.parametrize("id_", SHIPPED.questions)
def test_every_shipped_question_can_be_said(id_: str) -> None:
    special = {
        "returns-handed-over": lot(acquisition="take-back"),
        "facility": lot({"data-centre": 1}, acquisition="service"),
        "one-system": lot({"server": 5}),
        "media": lot({}, {"storage-media": 1}, acquisition="take-back"),
    }
    usual = lot({"other-device": 1}) if id_.startswith("device-") else lot(returns={"laptop": 1})
    one_lot = special.get(id_, usual)
    answers = purchase_data({"contract": "framework"}, lots=[one_lot])
    slot, words = shipped(id_, answers), make_prompts(SHIPPED)
    for said in (
        words.format_label(slot, answers),
        words.format_question(slot, answers),
        words.format_help(slot, answers),
    ):
        assert said.strip()
        assert "{" not in said


def test_a_shipped_question_on_a_line_names_the_equipment() -> None:
    answers = purchase_data()
    assert make_prompts(SHIPPED).format_question(shipped("quantity", answers), answers) == "How many: laptops?"
