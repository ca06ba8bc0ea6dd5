# SPDX-License-Identifier: Apache-2.0
import datetime
from typing import Any

import pytest

from tenderkit.library.reading import shipped_data
from tenderkit.selection.legal_context import (
    LegalDemand,
    RuleToCheck,
    find_duties,
    find_legal_demands,
    list_rules_to_check,
)
from tenderkit.selection.select import select
from tenderkit.selection.selection import Selection
from tests.support import (
    LAUNCH,
    award,
    choose,
    clause,
    english,
    library,
    limit,
    lot,
    parameter,
    profile,
    purchase,
    purchase_data,
)

Table = dict[str, Any]
KENYA = {"country": "KE"}
DAY = LAUNCH.date()
BEFORE, AFTER = DAY - datetime.timedelta(1), DAY + datetime.timedelta(1)
TERM = 48  # months, as lots have unless told otherwise
PAST_THE_TERM = datetime.date(DAY.year + TERM // 12, DAY.month, DAY.day + 1)


def duty(id_: str = "d", **more: Any) -> Table:
    return {"id": id_, "text": {"en": f"Do {id_}."}, "source": "a-law", "mark": "C", **dashed(more)}


def product_rule(id_: str = "r", **more: Any) -> Table:
    return {"id": id_, "text": {"en": f"It is {id_}."}, "source": "a-law", "mark": "C", **dashed(more)}


def dashed(more: Table) -> Table:
    return {k.rstrip("_").replace("_", "-"): v for k, v in more.items()}


def chosen(profiles: dict[str, Table], *lots: Table, clauses: Table | None = None, **tender: Any) -> Selection:
    """A selection in Kenya unless told otherwise."""
    whole = library(clauses or {"a": clause()}, profiles)
    return choose(whole, tender={**KENYA, **dashed(tender)}, lots=lots or None)


# --- duties of the authority ---


def held(*some: Table, lots: tuple[Table, ...] = (), **tender: Any) -> list[str]:
    """The duties that hold, of a profile with these."""
    return [d.id for d in find_duties(chosen({"ke": profile(duties=list(some))}, *lots, **tender))]


@pytest.mark.parametrize(
    ("more", "holds"),
    [
        ({}, True),
        ({"from_": BEFORE}, True),
        ({"from_": DAY}, True),
        ({"from_": AFTER}, True),  # it begins within the term
        ({"from_": PAST_THE_TERM}, False),
        ({"until": BEFORE}, False),
        ({"until": DAY}, True),
        ({"from_": BEFORE, "until": AFTER}, True),
    ],
)
def test_a_duty_holds_on_the_day_of_the_launch_or_begins_within_the_term(more: Table, holds: bool) -> None:
    assert held(duty(**more)) == (["d"] if holds else [])


def test_the_longest_term_of_all_lots_counts() -> None:
    later = datetime.date(DAY.year + 2, DAY.month, DAY.day)
    assert held(duty(from_=later), lots=(lot(months=12),)) == []
    assert held(duty(from_=later), lots=(lot(months=12), lot(months=36))) == ["d"]


def test_a_duty_on_some_categories_holds_where_a_lot_buys_one() -> None:
    some = duty(categories=["display", "server"])
    assert held(some) == []
    assert held(some, lots=(lot(), lot({"display": 1}, data=None))) == ["d"]


def test_a_duty_on_what_is_bought_does_not_hold_for_what_is_handed_over() -> None:
    some = duty(categories=["display"])
    assert held(some, lots=(lot(returns={"display": 5}),)) == []
    assert held(some, lots=(lot(acquisition="take-back", returns={"display": 5}),)) == []


@pytest.mark.parametrize(("model", "holds"), [("purchase", True), ("refurbished", True), ("lease", False)])
def test_a_duty_on_what_is_handed_over_may_hold_for_what_goes_back_after_use(model: str, holds: bool) -> None:
    clauses = {"a": clause(), "take-back": clause()}
    for after_use in (True, False):
        profiles = {"ke": profile(duties=[duty(return_categories=["laptop"], after_use=after_use)])}
        found = find_duties(chosen(profiles, lot(acquisition=model), clauses=clauses))
        assert bool(found) is (holds and after_use)
        assert not find_duties(chosen(profiles, lot(acquisition=model)))


def test_a_duty_that_replaces_another_one_takes_its_place_from_its_day_on() -> None:
    old, new = duty("old"), duty("new", replaces="old", from_=DAY)
    assert held(old, new) == ["new"]
    # Within the term both are of use: the one that holds, and the one that comes.
    assert held(old, {**new, "from": AFTER}) == ["old", "new"]
    assert held(old, {**new, "from": PAST_THE_TERM}) == ["old"]


def test_a_duty_replaces_nothing_where_it_does_not_hold_itself() -> None:
    old, new = duty("old"), duty("new", replaces="old", categories=["display"])
    assert held(old, new) == ["old"]


def test_the_duties_of_parents_hold_too_and_those_of_other_places_do_not() -> None:
    profiles = {
        "east": profile(duties=[duty("east")]),
        "ke": profile(parent="east", duties=[duty("ke")]),
        "fr": profile(duties=[duty("fr")]),
    }
    assert [d.id for d in find_duties(chosen(profiles))] == ["ke", "east"]


def test_of_duties_of_one_id_that_of_the_nearest_profile_counts_where_it_holds() -> None:
    for categories, article in (["laptop"], "Art 9"), (["display"], None):
        near = duty(categories=categories, clause="Art 9")
        profiles = {"east": profile(duties=[duty()]), "ke": profile(parent="east", duties=[near])}
        assert [d.clause for d in find_duties(chosen(profiles))] == [article]


def test_duties_follow_the_authority_and_not_the_place_of_delivery() -> None:
    profiles = {"ke": profile(duties=[duty("ke")]), "fr": profile(duties=[duty("fr")])}
    assert [d.id for d in find_duties(chosen(profiles, delivery_country="FR"))] == ["ke"]
    assert [d.id for d in find_duties(chosen(profiles, jurisdiction="fr"))] == ["fr"]


def test_a_duty_with_a_condition_holds_where_one_lot_meets_it() -> None:
    long_one = duty(min_months=49)
    assert held(long_one) == []
    assert held(long_one, lots=(lot(), lot(months=49))) == ["d"]


@pytest.mark.parametrize(
    ("answers", "holds"),
    [
        ({"weights": {"price": 100}}, False),
        ({"weights": {"price": 90, "extra-years": 10}}, True),
        ({"weights": {"price": 90, "quality": 10}}, True),
        ({"weights": {"life-cycle-cost-award": 100}}, False),
        ({}, True),  # undecided: points may be given
    ],
)
def test_a_duty_on_points_holds_where_a_lot_gives_them_for_more_than_price(answers: Table, holds: bool) -> None:
    criteria = {"extra-years": award(), "life-cycle-cost-award": award()}
    profiles = {"ke": profile(duties=[duty(award_by_points=True)])}
    assert [d.id for d in find_duties(chosen(profiles, lot(**answers), clauses=criteria))] == (["d"] if holds else [])


IRELAND = {"country": "IE", "value": {"amount": 500_000, "currency": "EUR"}}


def test_estimated_quantities_over_four_years_are_a_framework_in_the_european_union() -> None:
    def asked(**answers: Any) -> bool:
        selection = choose(shipped_data.load_shipped_data().library, tender=IRELAND, lots=[lot(**answers)])
        return "framework-term" in [d.id for d in find_duties(selection)]

    assert asked(months=60)
    assert not asked(months=48)
    assert not asked(months=60, **{"quantity-basis": "fixed"})


# --- what product law demands ---


def demanded(*some: Table, lots: tuple[Table, ...] = (), **tender: Any) -> list[LegalDemand]:
    """The demands of a profile with these rules of product law."""
    return find_legal_demands(chosen({"ke": profile(product_rules=list(some))}, *lots, **tender), english())


def texts(found: list[LegalDemand]) -> list[str]:
    return [one.text for one in found]


def test_a_rule_is_told_with_its_place_and_the_lots_it_is_for() -> None:
    found = demanded(
        product_rule(clause="Art 5", categories=["laptop"]), lots=(lot({"display": 5}, data=None), lot())
    )
    assert found == [LegalDemand("It is r.", (2,), "a-law", "Art 5")]


@pytest.mark.parametrize(
    ("more", "text"),
    [
        ({"from_": BEFORE}, "It is r. (Since 14 January 2027.)"),
        ({"from_": DAY}, "It is r. (Since 15 January 2027.)"),
        ({"from_": AFTER}, "It is r. (From 16 January 2027.)"),
        ({"from_": PAST_THE_TERM}, None),
        ({"until": BEFORE}, None),
        ({"until": DAY}, "It is r."),
    ],
)
def test_a_rule_says_since_when_or_from_when_it_holds(more: Table, text: str | None) -> None:
    assert texts(demanded(product_rule(**more))) == ([text] if text else [])


def test_the_day_of_delivery_counts_for_its_lot_and_the_term_runs_from_it() -> None:
    some = product_rule(until=AFTER)
    later = lot(delivery_from=AFTER + datetime.timedelta(1))
    assert [d.lots for d in demanded(some, lots=(lot(), later))] == [(1,)]
    coming = product_rule(from_=PAST_THE_TERM)
    assert [d.lots for d in demanded(coming, lots=(lot(), later))] == [(2,)]


def test_a_rule_that_holds_on_the_day_of_delivery_is_told_as_one_that_holds() -> None:
    later = lot(delivery_from=AFTER)
    assert texts(demanded(product_rule(from_=AFTER), lots=(later,))) == ["It is r. (Since 16 January 2027.)"]


def test_units_that_are_repaired_came_on_the_market_under_older_law() -> None:
    model = "repair"
    assert demanded(product_rule(), lots=(lot(acquisition=model),)) == []
    # What is handed over is waste, whoever takes it.
    waste = product_rule(return_categories=["laptop"])
    assert [d.lots for d in demanded(waste, lots=(lot(acquisition=model, returns={"laptop": 5}),))] == [(1,)]
    assert demanded(waste, lots=(lot(acquisition=model),)) == []


@pytest.mark.parametrize("model", ["purchase", "lease", "service", "refurbished"])
def test_a_rule_holds_for_units_however_they_are_acquired(model: str) -> None:
    assert len(demanded(product_rule(), lots=(lot(acquisition=model),))) == 1


def test_a_rule_on_waste_holds_for_a_take_back_lot() -> None:
    waste = product_rule(return_categories=["laptop"])
    assert [d.lots for d in demanded(waste, lots=(lot(acquisition="take-back"),))] == [(1,)]
    assert demanded(product_rule(categories=["laptop"]), lots=(lot(acquisition="take-back"),)) == []


def test_product_law_follows_the_place_of_delivery_and_not_the_authority() -> None:
    profiles = {
        "ke": profile(product_rules=[product_rule("ke")]),
        "fr": profile(product_rules=[product_rule("fr")]),
    }
    assert texts(find_legal_demands(chosen(profiles), english())) == ["It is ke."]
    assert texts(find_legal_demands(chosen(profiles, delivery_country="FR"), english())) == ["It is fr."]
    assert texts(find_legal_demands(chosen(profiles, jurisdiction="fr"), english())) == ["It is ke."]


def test_of_rules_of_one_id_that_of_the_nearest_profile_counts() -> None:
    far, near = product_rule(text={"en": "Far."}), product_rule(text={"en": "Near."}, source="another-law")
    profiles = {"east": profile(product_rules=[far]), "ke": profile(parent="east", product_rules=[near])}
    assert find_legal_demands(chosen(profiles), english()) == [LegalDemand("Near.", (1,), "another-law", None)]


def test_a_nearer_rule_that_does_not_hold_leaves_room_for_the_farther_one() -> None:
    far, near = product_rule(text={"en": "Far."}), product_rule(text={"en": "Near."}, until=BEFORE)
    profiles = {"east": profile(product_rules=[far]), "ke": profile(parent="east", product_rules=[near])}
    assert texts(find_legal_demands(chosen(profiles), english())) == ["Far."]


def test_in_the_eea_the_own_profile_comes_first_then_its_parents_then_the_union() -> None:
    profiles = {
        "eu": profile(product_law_also=["NO"], product_rules=[product_rule("all"), product_rule("eu")]),
        "north": profile(product_rules=[product_rule("all", text={"en": "North."})]),
        "no": profile(parent="north", product_rules=[product_rule("no")]),
    }
    found = chosen(profiles, country="NO")
    assert found.place == ("no", "north", "eu")
    assert set(texts(find_legal_demands(found, english()))) == {"It is no.", "North.", "It is eu."}


@pytest.mark.parametrize("mark", ["T", "M", "P"])
def test_what_nobody_confirmed_is_said_so_and_cites_nothing(mark: str) -> None:
    (found,) = demanded(product_rule(mark=mark, clause="Art 5"))
    assert found == LegalDemand("It is r. (Not confirmed.)", (1,))
    (found,) = demanded(product_rule(mark=mark, from_=BEFORE))
    assert found == LegalDemand("It is r. (Since 14 January 2027; not confirmed.)", (1,))


@pytest.mark.parametrize("mark", ["C", "D"])
def test_what_somebody_read_cites_its_source(mark: str) -> None:
    assert demanded(product_rule(mark=mark)) == [LegalDemand("It is r.", (1,), "a-law", None)]


# --- limits that no value stands for ---

YEARS = {"requirement": "At least {{ years }}."}
WITH_YEARS = {
    "a": clause(applies=[{"categories": ["laptop", "tablet"]}], parameters={"years": parameter()}, text=YEARS)
}


def limited(
    *limits: Table, clauses: Table | None = None, lots: tuple[Table, ...] = (), **more: Any
) -> list[LegalDemand]:
    """What is told of these limits of law in Kenya."""
    found = chosen({"ke": profile(limits=list(limits))}, *lots, clauses=clauses or WITH_YEARS, **more)
    return find_legal_demands(found, english())


def test_a_limit_that_a_value_keeps_to_is_not_told_twice() -> None:
    assert limited(limit("a.years", 7)) == []
    assert limited(limit("a.years", 3)) == []


def test_a_limit_whose_value_the_clause_does_not_print_is_told() -> None:
    silent = {"when": {"data": ["personal"]}, "requirement": "Words without a number."}
    dropped = {"a": clause(parameters={"years": parameter()}, text=YEARS, variants={"v": silent})}
    assert texts(limited(limit("a.years", 7), clauses=dropped)) == ["Laptops: Years: at least 7 years."]
    assert limited(limit("a.years", 7), clauses=dropped, lots=(lot(data="internal"),)) == []


def test_a_limit_whose_clause_is_not_in_is_told_in_words() -> None:
    out = {"a": clause(sets=[], parameters={"years": parameter()}), "b": clause()}
    (found,) = limited(limit("a.years", 7, clause="s. 4"), clauses=out)
    assert found == LegalDemand("Laptops: Years: at least 7 years.", (1,), "a-law", "s. 4")


def test_a_limit_that_counts_from_another_day_than_the_value_is_told() -> None:
    years = {"years": parameter({"core": 5, "anchor": "after-delivery"})}
    anchored = {"a": clause(parameters=years, text=YEARS)}
    other = limit("a.years", 7, anchor="after-end-of-production")
    assert texts(limited(other, clauses=anchored)) == [
        "Laptops: Years: at least 7 years after the end of production of the model."
    ]
    assert limited({**other, "anchor": "after-delivery"}, clauses=anchored) == []


def test_a_ceiling_is_told_as_one() -> None:
    out = {"a": clause(sets=[], parameters={"years": parameter(direction="max")}), "b": clause()}
    assert texts(limited(limit("a.years", 7), clauses=out)) == ["Laptops: Years: at most 7 years."]


def test_a_limit_that_begins_within_the_term_says_from_when() -> None:
    (found,) = limited(limit("a.years", 7, from_=AFTER))
    assert found.text == "Laptops: Years: at least 7 years. (From 16 January 2027.)"
    assert limited(limit("a.years", 7, from_=PAST_THE_TERM)) == []


@pytest.mark.parametrize("mark", ["D", "T", "M", "P"])
def test_a_limit_that_is_not_confirmed_is_not_told(mark: str) -> None:
    out = {"a": clause(sets=[], parameters={"years": parameter()}), "b": clause()}
    assert limited(limit("a.years", 7, mark=mark), clauses=out) == []


@pytest.mark.parametrize("model", ["refurbished", "repair", "take-back"])
def test_a_limit_is_for_new_units(model: str) -> None:
    out = {"a": clause(sets=[], parameters={"years": parameter()}), "b": clause()}
    assert limited(limit("a.years", 7), clauses=out, lots=(lot(acquisition=model),)) == []


def test_a_limit_names_the_kinds_it_is_for_and_each_lot_once() -> None:
    out = {"a": clause(sets=[], parameters={"years": parameter()}), "b": clause()}
    law = limit("a.years", 7, categories=["tablet", "display"])
    lots = (lot({"laptop": 5, "tablet": 5}), lot(), lot({"tablet": 9}))
    assert limited(law, clauses=out, lots=lots) == [
        LegalDemand("Tablets: Years: at least 7 years.", (1, 3), "a-law", None)
    ]


def test_a_limit_on_what_is_handed_over_says_nothing_of_what_is_bought() -> None:
    out = {"a": clause(sets=[], parameters={"years": parameter()}), "b": clause()}
    law = limit("a.years", 7, return_categories=["tablet"])
    assert limited(law, clauses=out, lots=(lot(returns={"tablet": 5}),)) == []


# --- what the profile says ---


def remarks(profiles: dict[str, Table], *lots: Table, **tender: Any) -> list[RuleToCheck]:
    return list_rules_to_check(chosen(profiles, *lots, **tender), english())


def about(found: list[RuleToCheck], topic: str) -> list[str]:
    return [one.text for one in found if one.topic == topic]


def rule(text: str = "Say it.", **more: Any) -> Table:
    return {"text": {"en": text}, "mark": "C", **more}


@pytest.mark.parametrize("what", ["equivalence", "weights"])
def test_a_rule_of_the_profile_is_told_with_its_source(what: str) -> None:
    topic = english().text(f"notes.{what}")
    found = remarks({"ke": profile(**{what: rule(source="a-law", clause="Art 5")})})
    assert RuleToCheck(what, topic, "Say it.", "a-law", "Art 5") in found


def test_the_weekend_of_the_profile_or_its_parent_is_told_with_its_source() -> None:
    weekend = {"days": ["friday", "saturday"], "source": "a-law", "mark": "C"}
    profiles = {"east": profile(weekend=weekend), "ke": profile(parent="east")}
    topic = english().text("notes.weekend")
    (row,) = [found for found in remarks(profiles) if found.topic == topic]
    assert row.text.startswith("Friday and Saturday: ")
    assert row.source == "a-law"
    assert not about(remarks({"ke": profile()}), topic)


@pytest.mark.parametrize("what", ["equivalence", "weights"])
def test_where_the_profile_is_silent_the_rule_of_its_parent_is_told(what: str) -> None:
    topic = english().text(f"notes.{what}")
    profiles = {"east": profile(**{what: rule()}), "ke": profile(parent="east")}
    assert about(remarks(profiles), topic) == ["Say it."]
    profiles["ke"] = profile(parent="east", not_recorded=[what])
    assert about(remarks(profiles), topic) == [
        "Not looked up for this jurisdiction; the international default says: Say it."
    ]


@pytest.mark.parametrize("what", ["equivalence", "weights"])
def test_where_nobody_says_anything_the_legal_service_is_to_be_asked(what: str) -> None:
    topic = english().text(f"notes.{what}")
    assert about(remarks({"ke": profile()}), topic) == ["The profile records no rule; ask your legal service."]
    assert about(remarks({"ke": profile(not_recorded=[what])}), topic) == [
        "Not looked up for this jurisdiction; ask your legal service."
    ]


@pytest.mark.parametrize(
    ("mark", "text"),
    [
        ("C", "Say it."),
        ("D", "Say it."),
        ("T", "Say it (not confirmed)."),
        ("M", "Say it (not confirmed)."),
        ("P", "Say it (proposed by this project)."),
        (None, "Say it (not confirmed)."),
    ],
)
def test_a_rule_says_how_sure_it_is(mark: str | None, text: str) -> None:
    said = {"text": {"en": "Say it."}, **({"mark": mark} if mark else {})}
    assert about(remarks({"ke": profile(weights=said)}), "Award weights") == [text]


def test_quotas_of_a_place_and_of_those_above_it_hold_side_by_side() -> None:
    profiles = {"east": profile(quotas=rule("East.")), "ke": profile(parent="east", quotas=rule("Kenya."))}
    assert about(remarks(profiles), "Quotas") == ["Kenya.", "East."]


def test_quotas_that_are_not_there_are_told_by_whether_somebody_looked() -> None:
    assert about(remarks({"ke": profile()}), "Quotas") == []
    assert about(remarks({"ke": profile(none_known=["quotas"])}), "Quotas") == ["No rule is known to this project."]
    assert about(remarks({"ke": profile(not_recorded=["quotas"])}), "Quotas") == [
        "Not looked up for this jurisdiction; ask your legal service."
    ]


def test_no_known_quota_of_the_place_says_nothing_against_that_of_its_parent() -> None:
    profiles = {"east": profile(quotas=rule("East.")), "ke": profile(parent="east", none_known=["quotas"])}
    assert about(remarks(profiles), "Quotas") == ["East."]


# --- the threshold of the procurement law ---


@pytest.mark.parametrize(
    ("amount", "kind", "below"),
    [
        (400, "central", True),
        (500, "central", False),
        (600, "sub-central", True),
        (450, None, True),
        (600, None, False),
    ],
)
def test_below_its_threshold_the_procurement_law_does_not_bind(amount: int, kind: str | None, below: bool) -> None:
    values = [("central", 500), ("sub-central", 700)]
    thresholds = [{"amount": a, "currency": "KES", "authority-kind": k, "mark": "C"} for k, a in values]
    more = {"authority_kind": kind} if kind else {}
    found = remarks({"ke": profile(threshold_value=thresholds)}, value={"amount": amount, "currency": "KES"}, **more)
    assert bool(about(found, "Threshold")) is below
    assert "Threshold" not in [r.topic for r in remarks({"ke": profile(threshold_value=thresholds)}, **more)]


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        (499, "below the threshold of 500 KES"),
        (500, "reaches the threshold of 500 KES"),
    ],
)
def test_where_no_threshold_is_recorded_any_longer_the_last_one_counts_and_is_called_outdated(
    amount: int, words: str
) -> None:
    days = {"from": BEFORE - datetime.timedelta(10), "until": BEFORE}
    older = {"from": BEFORE - datetime.timedelta(90), "until": BEFORE - datetime.timedelta(11)}
    thresholds = [{"amount": a, "currency": "KES", "mark": "C", **t} for a, t in ((500, days), (100, older))]
    act = {"law": "The Act", "below-threshold": "Small rules", "mark": "C"}
    profiles = {"ke": profile(threshold_value=thresholds, procurement=act, duties=[duty(above_threshold=True)])}
    value = {"amount": amount, "currency": "KES"}
    found = remarks(profiles, value=value)
    (said,) = about(found, "Threshold")
    assert words in said
    assert "is not recorded here" in said
    below = amount < 500
    assert about(found, "Procurement law") == ["Small rules" if below else "The Act"]
    assert bool(find_duties(chosen(profiles, value=value))) is not below


# --- the e-waste regime ---


def regime(law: str = "E-waste Act", **more: Any) -> Table:
    return {"law": law, "ask-when": "selection", "mark": "C", **dashed(more)}


def waste(profiles: dict[str, Table], *lots: Table, **tender: Any) -> list[tuple[str, str]]:
    """Topic and words of the remarks on e-waste."""
    return [(r.topic, r.text) for r in remarks(profiles, *lots, **tender) if r.topic.startswith("E-waste")]


def test_a_regime_says_law_day_authority_who_registers_and_what_proves_it() -> None:
    full = regime(
        from_=BEFORE, authority="NEMA", registers=rule("producers."), proof=rule("licence"), number_hint="ABC/1"
    )
    ((topic, text),) = waste({"ke": profile(e_waste={**full, "number-mark": "C"})})
    assert topic == "E-waste"
    asked = english().text("notes.ask-selection")
    assert text == (
        "Rules: E-waste Act (from 14 January 2027). Authority: NEMA. Who registers: producers. Proof: licence. "
        f"The number usually reads: ABC/1. {asked}"
    )


def test_a_regime_without_a_day_says_its_law_alone() -> None:
    ((_, text),) = waste({"ke": profile(e_waste=regime())})
    assert text.startswith("Rules: E-waste Act. ")


@pytest.mark.parametrize("mark", ["T", "M", None])
def test_a_regime_that_nobody_confirmed_says_so(mark: str | None) -> None:
    unsure = {k: v for k, v in regime(from_=BEFORE).items() if k != "mark"} | ({"mark": mark} if mark else {})
    ((_, text),) = waste({"ke": profile(e_waste=unsure)})
    assert text.startswith("Rules: E-waste Act (from 14 January 2027; not confirmed).")
    ((_, text),) = waste({"ke": profile(e_waste={k: v for k, v in unsure.items() if k != "from"})})
    assert text.startswith("Rules: E-waste Act (not confirmed).")


@pytest.mark.parametrize("mark", ["C", "M"])
def test_registers_proof_and_number_carry_their_own_marks(mark: str) -> None:
    registers, proof = {"text": {"en": "producers"}, "mark": mark}, {"text": {"en": "licence"}, "mark": "C"}
    one = regime(registers=registers, proof=proof, number_hint="ABC/1")
    ((_, text),) = waste({"ke": profile(e_waste=one)})
    assert ("Who registers: producers (not confirmed)." in text) is (mark == "M")
    assert "Proof: licence." in text
    assert "The number usually reads: ABC/1 (not confirmed)." in text


@pytest.mark.parametrize("key", ["registers", "proof"])
def test_what_nobody_looked_up_of_a_regime_is_said(key: str) -> None:
    ((_, text),) = waste({"ke": profile(e_waste=regime(), not_recorded=[key])})
    assert english().text(f"notes.no-{key}") in text


def test_a_regime_that_nobody_looked_up_is_that_of_the_parent_and_says_so() -> None:
    profiles = {
        "east": profile(e_waste=regime("Basel", registers=rule("whoever"))),
        "ke": profile(parent="east", not_recorded=["e-waste", "registers"]),
    }
    ((_, text),) = waste(profiles)
    assert text.startswith(
        "Not looked up for the place of delivery; this is the international default. Rules: Basel."
    )
    assert "Who registers: whoever." in text


@pytest.mark.parametrize(
    ("when", "operators"), [("contract-start", True), ("selection", False), ("with-the-bid", False)]
)
def test_a_regime_says_when_its_proof_may_be_asked_for(when: str, operators: bool) -> None:
    registration = {"epr-registration": clause()}
    ((_, text),) = waste({"ke": profile(e_waste={**regime(), "ask-when": when})}, clauses=registration)
    assert english().text(f"notes.ask-{when}") in text
    assert (english().text("notes.ask-operators") in text) is operators


def test_without_a_clause_on_registration_the_notes_send_nobody_to_it() -> None:
    profiles = {"ke": profile(e_waste={**regime(), "ask-when": "contract-start"})}
    ((_, text),) = waste(profiles)
    assert english().text("notes.ask-no-clause") in text
    assert english().text("notes.ask-contract-start") not in text
    ((_, text),) = waste(profiles, lot(acquisition="take-back"))
    assert "registration." not in text


def test_without_any_regime_nothing_is_said_of_e_waste() -> None:
    assert waste({"ke": profile()}) == []


TWO = {
    "ke": profile(title={"en": "Kenya"}, e_waste=regime("Kenya Act")),
    "fr": profile(title={"en": "France"}, e_waste=regime("French Act")),
}


def test_waste_law_follows_the_place_of_delivery() -> None:
    ((topic, text),) = waste(TWO, delivery_country="FR")
    assert topic == "E-waste, at the place of delivery: France"
    assert text.startswith("Rules: French Act.")


def test_without_any_country_the_regime_is_that_of_the_jurisdiction() -> None:
    whole = library({"a": clause()}, {**TWO, "international": profile(e_waste=regime("Basel"))})
    found = list_rules_to_check(select(whole, purchase(whole)), english())
    assert [r.text.partition(".")[0] for r in found if r.topic == "E-waste"] == ["Rules: Basel"]
    found = list_rules_to_check(select(whole, purchase(whole, tender={"jurisdiction": "fr"})), english())
    assert [r.text.partition(".")[0] for r in found if r.topic == "E-waste"] == ["Rules: French Act"]


ORGANISATION = {**TWO, "un": profile(title={"en": "United Nations"}, e_waste=regime("Rules of the house"))}


def test_an_organisation_with_rules_of_its_own_is_told_both_its_own_and_those_of_the_place() -> None:
    found = waste(ORGANISATION, jurisdiction="un")
    assert [(topic, text.partition(".")[0]) for topic, text in found] == [
        ("E-waste", "Rules: Rules of the house"),
        ("E-waste, at the place of delivery: Kenya", "Rules: Kenya Act"),
    ]
    found = waste(ORGANISATION, jurisdiction="un", delivery_country="FR")
    assert [topic for topic, _ in found] == ["E-waste", "E-waste, at the place of delivery: France"]


def test_a_place_without_a_profile_is_named_and_not_the_default() -> None:
    found = waste(
        {**ORGANISATION, "international": profile(e_waste=regime("Basel"))}, jurisdiction="un", country="JO"
    )
    assert [topic for topic, _ in found] == ["E-waste", "E-waste, at the place of delivery: Jordan"]


def test_the_same_regime_is_told_once() -> None:
    profiles = {
        "east": profile(e_waste=regime("Basel")),
        "ke": profile(parent="east"),
        "un": profile(parent="east"),
    }
    assert len(waste(profiles, jurisdiction="un")) == 1


# --- the shipped profiles ---


PROFILES = shipped_data.load_shipped_data().library.jurisdictions


@pytest.mark.parametrize("place", sorted(PROFILES))
def test_an_id_stands_for_one_rule_of_a_shipped_profile(place: str) -> None:
    for some in (PROFILES[place].product_rules, PROFILES[place].duties):
        assert len({one.id for one in some}) == len(some)


@pytest.mark.parametrize("place", sorted(PROFILES))
def test_every_shipped_profile_can_be_told(place: str) -> None:
    """In its own language, for new and used units, bought, handed over: no key is missing, and none of the braces."""
    library_ = shipped_data.load_shipped_data().library
    lots = [lot({"laptop": 5, "display": 5}, {"mixed-ict": 5}), lot({"smartphone": 5}, acquisition="refurbished")]
    lots += [lot({"imaging-equipment": 5}, acquisition="lease"), lot(acquisition="take-back")]
    country = place.upper() if len(place) == 2 and place not in ("eu", "un") else "KE"
    found = purchase(library_, **{**purchase_data({"country": country, "jurisdiction": place}, lots), "tenderkit": 1})
    selection = select(library_, found)
    told = [
        *texts(find_legal_demands(selection, english())),
        *(r.text for r in list_rules_to_check(selection, english())),
    ]
    assert {"Equivalence", "Award weights"} <= {r.topic for r in list_rules_to_check(selection, english())}
    assert any(r.topic.startswith("E-waste") for r in list_rules_to_check(selection, english()))
    for text in (*told, *(d.text["en"] for d in find_duties(selection))):
        assert "{" not in text
        assert ".." not in text
        assert "  " not in text
        assert text == text.strip()


# A limit in words of its own


def test_a_limit_is_told_in_its_own_words_where_it_has_some() -> None:
    words = {"en": "Spare parts are sold for seven years."}
    clauses = {"a": clause(parameters={"years": parameter({"core": 5, "anchor": "after-delivery"})})}
    made = library(clauses, {"ke": profile(limits=[limit("a.years", 7, anchor="from-acceptance", text=words)])})
    assert texts(find_legal_demands(choose(made, tender={"country": "KE"}), english())) == [
        "Spare parts are sold for seven years."
    ]


def test_a_limit_that_a_product_rule_tells_is_not_told_twice() -> None:
    rule = {"id": "parts", "text": {"en": "Parts are sold."}, "source": "a-law", "mark": "C"}
    clauses = {"a": clause(parameters={"years": parameter({"core": 5, "anchor": "after-delivery"})})}
    told = limit("a.years", 7, anchor="from-acceptance", told_by="parts")
    made = library(clauses, {"ke": profile(limits=[told], product_rules=[rule])})
    assert texts(find_legal_demands(choose(made, tender={"country": "KE"}), english())) == ["Parts are sold."]


def test_a_limit_that_begins_within_the_term_is_told_even_where_the_value_would_do() -> None:
    clauses = {"a": clause(parameters={"years": parameter({"core": 9, "anchor": "after-delivery"})})}
    coming = limit("a.years", 7, anchor="after-delivery", from_=DAY + datetime.timedelta(100))
    made = library(clauses, {"ke": profile(limits=[coming])})
    (text,) = texts(find_legal_demands(choose(made, tender={"country": "KE"}), english()))
    assert text.endswith("at least 7 years after delivery. (From 25 April 2027.)")
